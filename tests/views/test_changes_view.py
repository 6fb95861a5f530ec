"""What the tables of ``recoupe compare`` show."""

from __future__ import annotations

import msgspec
import pytest

import recoupe
from recoupe.dossier import Dossier
from recoupe.model.changes import find_changes
from recoupe.model.group import Redirect
from recoupe.options import Options
from recoupe.views.changes import tabulate_changes
from recoupe.views.table import Table
from recoupe.views.texts import Texts


@pytest.fixture(scope="module")
def smaller(example_paths: list[str], example_options: Options) -> Dossier:
    """The dossier of the example story without its last report."""
    return recoupe.make_dossier(example_paths[:4], example_options)


def tables(old: Dossier, new: Dossier, language: str = "en") -> dict[str, Table]:
    """The tables, by section."""
    return {table.section: table for table in tabulate_changes(find_changes(old, new), old, new, language)}


def test_words_are_those_of_their_first_place(smaller: Dossier, example_dossier: Dossier) -> None:
    for old, new in ((smaller, example_dossier), (example_dossier, smaller)):
        before, after = Texts(old), Texts(new)
        shown = 0
        for section, table in tables(old, new).items():
            for row in table.rows:
                assert len(row.cells) == len(table.columns)
                for texts, cell in zip((before, after), row.cells[2::2], strict=False):
                    if cell.text and section != "overview":
                        shown += 1
                        assert cell.verbatim
                        assert cell.text == texts.words(cell.places[0]).text
        assert shown > 5


def test_a_report_that_came_is_shown_with_all_it_brought(smaller: Dossier, example_dossier: Dossier) -> None:
    found = tables(smaller, example_dossier)
    assert set(found) == {"overview", "report", "conflict", "claim", "story"}
    (report,) = found["report"].rows
    assert (report.cells[0].text, report.cells[3].text) == ("new", "Le Journal de la mer, 11 statements of its own")
    assert report.cells[4].text.startswith("Six mois après le naufrage évité")
    first, second = found["conflict"].rows
    assert first.cells[0].text == "new (dates differ)"
    assert first.cells[3].text == "June 12, 2023 (1 line): Le Journal de la mer"
    assert second.cells[4].text == "contrat signé le 14 juin 2023 à Lorient"
    kinds = {row.cells[0].text: (row.cells[1].text, row.cells[3].text) for row in found["claim"].rows}
    assert kinds["status"] == ("1 single line", "≠ conflict")
    assert kinds["lines"] == ("1 line (no source named)", "1 line + 3 unsourced reports")
    assert kinds["reports"][1].endswith("Le Journal de la mer")
    assert "new" not in kinds, "statements of the new report alone are counted with it"


def test_the_other_way_round_it_is_gone(smaller: Dossier, example_dossier: Dossier) -> None:
    found = tables(example_dossier, smaller, "fr")
    (report,) = found["report"].rows
    assert (report.cells[0].text, report.cells[1].text) == ("disparu", "Le Journal de la mer, 11 affirmations propres")
    assert found["conflict"].rows[0].cells[0].text == "disparu (les dates diffèrent)"


def test_where_nothing_changed_it_says_so(example_dossier: Dossier) -> None:
    (table,) = tables(example_dossier, example_dossier).values()
    assert [row.cells[0].text for row in table.rows][1:] == ["Nothing changed."]


def test_what_was_joined_has_a_row_for_each(example_dossier: Dossier) -> None:
    kept, ended = example_dossier.stories[:2]
    joined = msgspec.structs.replace(kept, articles=(*kept.articles, *ended.articles))
    stories = (joined, *example_dossier.stories[2:])
    threads = tuple(
        msgspec.structs.replace(t, stories=tuple(s for s in t.stories if s != ended.id))
        for t in example_dossier.threads
    )
    redirects = (Redirect(old=ended.id, new=kept.id),)
    new = msgspec.structs.replace(example_dossier, stories=stories, threads=threads, redirects=redirects)
    rows = tables(example_dossier, new)["story"].rows
    assert [row.cells[0].text for row in rows] == ["joined", "", "reports", "redirected"]
    texts = Texts(example_dossier)
    assert {row.cells[2].text[:20] for row in rows[:2]} == {texts.words(s.title).text[:20] for s in (kept, ended)}
