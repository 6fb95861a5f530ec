"""What the views show of the example story."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from hostile import attacked
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import recoupe
from recoupe.dossier import Dossier
from recoupe.model.finding import Omission
from recoupe.views.controls import show_controls
from recoupe.views.markdown import escape
from recoupe.views.marked import Links, nest_marks
from recoupe.views.overview import head
from recoupe.views.page import NOTEBOOK_ROWS, render_page
from recoupe.views.phrases import load_phrases
from recoupe.views.side_by_side import further_pairs, list_copies, tabulate_copies, tabulate_telling_edits
from recoupe.views.terminal import SECTIONS, tabulate_dossier, tabulate_section
from recoupe.views.texts import Texts
from recoupe.views.to_check import list_conflicts

ROOT = Path(__file__).resolve().parents[2]


def test_verbatim_cells_are_the_words_of_their_first_place(example_dossier: Dossier) -> None:
    texts = Texts(example_dossier)
    shown = 0
    for section in SECTIONS:
        for table in tabulate_section(example_dossier, section, "fr"):
            for row in table.rows:
                assert len(row.cells) == len(table.columns)
                for cell in row.cells:
                    if cell.verbatim and section != "wording":
                        shown += 1
                        assert cell.text == texts.words(cell.places[0]).text
    assert shown > 50


def test_a_term_of_wording_is_what_its_places_say(example_dossier: Dossier) -> None:
    texts = Texts(example_dossier)
    for wording in example_dossier.wording:
        for term in wording.terms:
            assert all(texts.words(span).text.casefold() == term.term.casefold() for span in term.spans[:1])


def test_the_head_says_what_the_overview_counts(example_dossier: Dossier) -> None:
    top = head(Texts(example_dossier), load_phrases("fr"))
    assert top.sentence.startswith("5 textes = 4 textes distincts")
    assert "1 conflit" in top.sentence
    assert top.period == ("mars 2024", "4 septembre 2024")


def test_both_sides_of_a_conflict_are_lit(example_dossier: Dossier) -> None:
    (conflict,) = [c for c in list_conflicts(example_dossier, Texts(example_dossier), load_phrases("fr")) if c.certain]
    assert {side.value for side in conflict.sides} == {"12 juin 2023", "14 juin 2023"}
    for side in conflict.sides:
        assert side.lines == "1 ligne"
        assert all(version.lit and side.value in version.lit.text for version in side.versions)


def test_a_date_in_conflict_may_be_the_id_of_a_report(example_dossier: Dossier) -> None:
    conflict = example_dossier.conflicts[0]
    report = replace(example_dossier.documents[0], id=conflict.values[0].value)
    texts = Texts(replace(example_dossier, documents=(*example_dossier.documents, report)))
    (view,) = list_conflicts(texts.dossier, texts, load_phrases("fr"))
    assert {side.value for side in view.sides} == {"12 juin 2023", "14 juin 2023"}


def test_both_sides_of_a_copy_are_whole(example_dossier: Dossier) -> None:
    texts = Texts(example_dossier)
    for copy in list_copies(example_dossier, texts, load_phrases("en")):
        assert "".join(piece.text for piece in copy.a_pieces) == texts.words(copy.a).text
        assert "".join(piece.text for piece in copy.b_pieces) == texts.words(copy.b).text


def test_what_copies_changed_stands_beside_the_conflicts(example_dossier: Dossier) -> None:
    texts = Texts(example_dossier)
    table = tabulate_telling_edits(example_dossier, texts, load_phrases("fr"))
    assert {"attribution", "nom"} == {row.cells[0].text for row in table.rows}
    assert ("Solène Guivarc'h", "Elle") in {(row.cells[2].text, row.cells[4].text) for row in table.rows}
    assert table.title in render_page(example_dossier, "fr")


def test_pairs_that_follow_from_others_are_counted_and_listed_on_demand(example_dossier: Dossier) -> None:
    texts, say = Texts(example_dossier), load_phrases("fr")
    documents = {a.id: texts.documents[a.document] for a in example_dossier.articles}
    labels = {a.id: a.id for a in example_dossier.articles}
    (reuse,) = example_dossier.reuse
    reuses = [reuse, replace(reuse, best=False)]
    listed = tabulate_copies(reuses, documents, labels, say)
    assert [row.cells[0].text for row in listed.rows][1] == "1 autre paire partage les mêmes mots"
    assert len(tabulate_copies(reuses, documents, labels, say, all_pairs=True).rows) == 2
    assert further_pairs([reuse], say) == ""


def test_a_form_is_listed_once_with_its_reports_and_not_among_the_copies(example_dossier: Dossier) -> None:
    say = load_phrases("fr")
    (reuse,) = example_dossier.reuse
    templates = [
        replace(reuse, template=True, form=reuse.id),
        replace(
            reuse,
            id="r-1",
            b=replace(reuse.b, article=example_dossier.articles[-1].id, start=0, end=20),
            template=True,
            form=reuse.id,
        ),
    ]
    shown = replace(example_dossier, reuse=tuple(templates))
    copied, forms = tabulate_section(shown, "copies", "fr")
    assert copied.rows == ()
    (row,) = forms.rows
    assert [cell.text for cell in row.cells[:2]] == ["formule maison", "3"]
    assert len(row.cells[2].places) == 3
    assert row.id == reuse.id
    page = render_page(shown, "fr")
    assert forms.title in page
    assert say("No report takes a passage from another.") in page
    assert forms.title not in render_page(example_dossier, "fr")


def test_marked_texts_are_the_texts(example_dossier: Dossier) -> None:
    texts = Texts(example_dossier)
    links = Links(texts)
    for statement in example_dossier.statements:
        links(statement.located)
    for marked in links.marked_texts():
        assert marked.text.striptags().split() == texts.words(texts.whole(marked.article.id)).text.split()


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12))
def test_cutting_at_marks_loses_nothing_and_covers_each_mark(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [(start, end, f"w{n}") for n, (start, end) in enumerate(spans)]
    pieces = list(nest_marks(text, 0, len(text), marks))
    assert "".join(piece.text for piece in pieces) == text
    open_marks: list[str] = []
    covered: dict[str, str] = {}
    begun: list[str] = []
    for piece in pieces:
        del open_marks[len(open_marks) - piece.closed :]
        open_marks += [mark for mark, _ in piece.opened]
        begun += [mark for mark, begins in piece.opened if begins]
        for mark in open_marks:
            covered[mark] = covered.get(mark, "") + piece.text
    assert open_marks == []
    inside = {mark: text[start:end] for start, end, mark in marks if start < end <= len(text)}
    assert covered == inside
    assert sorted(begun) == sorted(inside)


@given(st.text(max_size=200))
def test_controls_are_shown_one_for_one(text: str) -> None:
    shown = show_controls(text)
    assert len(shown) == len(text)
    assert not set(shown) & {"\0", "\x1b", "\u202e", "\u2067"}
    shown.encode()


def test_every_section_stands_in_the_terminal_view(example_dossier: Dossier) -> None:
    sections = {table.section for table in tabulate_dossier(example_dossier, "en")}
    assert {"overview", "conflicts", "statements", "reports", "copies", "quotations", "names"} <= sections


def test_markdown_has_a_heading_a_section_and_no_stray_markup(example_dossier: Dossier) -> None:
    text = example_dossier.to_markdown("fr")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE)[:3] == [
        "À vérifier d’abord",
        "Ce que les copies ont changé",
        "Affirmations de plusieurs textes",
    ]
    for line in text.splitlines():
        if line.startswith("|"):
            assert line.endswith("|")


def test_markdown_of_a_hostile_text_is_text() -> None:
    assert escape("a|b\n<script> [x](y) `z` *w*") == r"a\|b \<script\> \[x\](y) \`z\` \*w\*"


def test_the_page_speaks_both_languages(example_dossier: Dossier) -> None:
    french, english = example_dossier.to_html("fr"), example_dossier.to_html("en")
    assert 'lang="fr"' in french
    assert "À vérifier d" in french
    assert "To check first" in english


def test_an_empty_dossier_is_a_page() -> None:
    page = recoupe.make_dossier([]).to_html("en")
    assert "0 reports" in page


def test_a_claim_in_conflict_has_a_row_for_each_value_with_its_own_origin(example_dossier: Dossier) -> None:
    shared = tabulate_section(example_dossier, "statements", "fr")[0]
    first, *sides = shared.rows[:3]
    assert first.cells[0].text == "≠ conflit"
    assert [row.cells[0].text for row in sides] == ["↳ 12 juin 2023", "↳ 14 juin 2023"]
    assert sides[0].cells[4].text == "Paul-Henri Vasseur"
    assert "12 juin 2023" in sides[0].cells[1].text
    assert sides[1].cells[4].text == "", "nobody is named for the 14th"


def test_denied_words_are_marked_as_denied() -> None:
    text = "La société Ardoval a démenti que le pont de Velise ait été fermé lundi. Elle n'a pas donné de détail."
    made = recoupe.make_dossier([{"id": "a", "text": text, "language": "fr"}])
    denied = [q for q in made.quotations if q.modality == "denied"]
    assert denied
    board = tabulate_section(made, "quotations", "fr")[0]
    kinds = {row.id: row.cells[2].text for row in board.rows}
    assert all("nié" in kinds[q.id] for q in denied)


def test_a_notebook_shows_the_head_then_conflicts_then_claims(example_dossier: Dossier) -> None:
    shown = example_dossier._repr_html_()
    order = ["5 textes = 4 textes distincts", "12 juin 2023", "Affirmations de plusieurs textes"]
    assert sorted(order, key=shown.index) == order
    assert "<a " not in shown, "a notebook holds no texts that a link could lead to"


def test_a_notebook_shows_hostile_reports_as_text(example_dossier: Dossier) -> None:
    shown = attacked(example_dossier)._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_a_notebook_says_how_much_it_leaves_out(example_dossier: Dossier) -> None:
    conflict = example_dossier.conflicts[0]
    many = tuple(replace(conflict, id=f"k-{n}") for n in range(NOTEBOOK_ROWS))
    shown = replace(example_dossier, conflicts=many)._repr_html_()
    assert f"et {NOTEBOOK_ROWS} de plus" in shown
    assert shown.count("12 juin 2023</td>") == NOTEBOOK_ROWS // 2 + 1, "each with two sides, and once beside its claim"


def test_an_empty_dossier_is_shown() -> None:
    made = recoupe.make_dossier(["no-such-report.txt"])
    assert "no-such-report.txt" in made._repr_html_()


def test_rates_of_the_page_stand_in_the_documentation() -> None:
    table = tomllib.loads((ROOT / "src/recoupe/views/accuracy.toml").read_text(encoding="utf-8"))
    documented = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert f"Measured on {table['measured']}" in documented
    for rate in table["rates"].values():
        (row,) = [line for line in documented.splitlines() if line.startswith(f"| {rate['row']} ")]
        assert rate["figure"] in re.split(r"[ |;,]+", row)


def test_a_permalink_of_a_claim_lives_on_when_a_report_is_added(example_dossier: Dossier) -> None:
    reports = [
        {"id": "a", "text": "Le pont de Velmont a été fermé le 3 mars 2031.", "published": "2031-03-04"},
        {"id": "b", "text": "Le pont de Velmont a été fermé lundi 3 mars 2031.", "published": "2031-03-05"},
    ]
    later = {"id": "c", "text": "Le pont de Velmont est fermé depuis le 3 mars 2031.", "published": "2031-03-09"}
    before, after = (recoupe.make_dossier(r).to_html("fr") for r in (reports, [*reports, later]))
    addresses = [set(re.findall(r'id="(c-[0-9a-f]+)"', page)) for page in (before, after)]
    assert addresses[0]
    assert addresses[0] <= addresses[1]


def test_a_guessed_date_says_so_and_leads_to_its_words() -> None:
    text = "Le Phare de Velmont\nPublié le 4 mars 2031\n\nLe pont de Velmont a été fermé lundi."
    dossier = recoupe.make_dossier([{"id": "a", "text": text, "language": "fr"}])
    (report,) = dossier.articles
    assert report.published_evidence is not None
    (row,) = tabulate_section(dossier, "sources", "fr")[0].rows
    cell = next(cell for cell in row.cells if "2031" in cell.text)
    assert cell.text.endswith("(devinée)")
    assert Texts(dossier).words(cell.places[0]).text == "4 mars 2031"


def test_omissions_are_a_grid_while_reports_are_few(example_dossier: Dossier) -> None:
    claim = next(c for c in example_dossier.claims if c.certain and len(c.statements) > 1)
    has = {s.article for s in example_dossier.statements if s.id in claim.statements}
    lacks = next(a.id for a in example_dossier.articles if a.id not in has)
    omission = Omission(claim=claim.id, article=lacks, because=())
    page = replace(example_dossier, omissions=(omission,)).to_html("fr")
    grid = page[page.index('<section id="omissions">') : page.index('<section id="wording">')]
    assert grid.count("●</a>") == len(has)
    assert grid.count('role="img"') == 1
    assert grid.count('class="column"') == len(example_dossier.articles)
