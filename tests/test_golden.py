"""The dossiers of both example stories, byte for byte, and what was planted in the French one."""

from __future__ import annotations

from pathlib import Path

from recoupe.dossier import Dossier

GOLDEN = Path(__file__).resolve().parent / "golden"


def test_the_dossiers_are_the_golden_ones(example_dossier: Dossier, english_dossier: Dossier) -> None:
    for made, name in ((example_dossier, "sarzec.json"), (english_dossier, "corranmouth.json")):
        golden = (GOLDEN / name).read_text(encoding="utf-8")
        assert made.to_json() == golden, f"{name}: look at what changed, then: make golden"


def _numbers(dossier: Dossier, articles: object) -> list[str]:
    documents = {a.id: a.document[0] for a in dossier.articles}
    return sorted(documents[a] for a in articles)  # type: ignore[attr-defined]


def _words(dossier: Dossier, article: str, start: int, end: int) -> str:
    document = next(a.document for a in dossier.articles if a.id == article)
    return next(d.text for d in dossier.documents if d.id == document)[start:end]


def test_the_digest_is_cut_and_the_copy_found(example_dossier: Dossier) -> None:
    d = example_dossier
    assert sorted(a.document[0] for a in d.articles) == ["1", "2", "2", "3", "4", "5"]
    assert {tuple(_numbers(d, (r.a.article, r.b.article))) for r in d.reuse} == {("1", "2")}
    kinds = {edit.kind for r in d.reuse for edit in r.edits}
    assert {"typography", "spelling", "name", "cut"} <= kinds
    first = next(a.id for a in d.articles if a.document.startswith("1"))
    for reuse in d.reuse:
        assert reuse.direction == ("a->b" if reuse.a.article == first else "b->a")


def test_reports_are_fewer_texts(example_dossier: Dossier) -> None:
    assert example_dossier.overview.reports == 5
    assert example_dossier.overview.distinct_texts == 4


def test_the_planted_date_conflict_is_found_and_nothing_else_is_firm(example_dossier: Dossier) -> None:
    d = example_dossier
    firm = [c for c in d.conflicts if c.certain]
    assert [(c.kind, sorted(str(v.value) for v in c.values)) for c in firm] == [("date", ["2023-06-12", "2023-06-14"])]
    assert {str(v.value): v.n_lines for v in firm[0].values} == {"2023-06-12": 1, "2023-06-14": 1}


def test_a_copied_figure_stands_on_one_line(example_dossier: Dossier) -> None:
    d = example_dossier
    statements = {s.id: s for s in d.statements}
    holding = [
        c
        for c in d.claims
        if c.certain
        and any(
            "1 800" in _words(d, statements[i].article, statements[i].start, statements[i].end) for i in c.statements
        )
    ]
    shared = [c for c in holding if len({statements[i].article for i in c.statements}) == 2]
    assert shared
    assert all(len(c.lines) == 1 for c in shared)
    figure = [q for q in d.quantities if q.low == 1800]
    assert {q.comparator for q in figure} == {">"}
    assert any(q.low == 11000 and q.high == 14000 for q in d.quantities)


def test_the_following_day_is_counted_from_the_day_before_in_the_text(example_dossier: Dossier) -> None:
    d = example_dossier
    values = {_words(d, t.article, t.start, t.end).lower(): t.value for t in d.timexes}
    assert values["dès le lendemain"] == "2024-03-02"


def test_dirty_marks_hide_no_quotation(example_dossier: Dossier) -> None:
    d = example_dossier
    third = next(a.id for a in d.articles if a.document.startswith("3"))
    said = [_words(d, q.article, q.content.start, q.content.end) for q in d.quotations if q.article == third]
    for words in ("abnégation", "courage", "patience", "science de la mer", "tenu toute la nuit"):
        assert any(words in s for s in said), words


def test_spellings_are_one_person(example_dossier: Dossier) -> None:
    spellings = [set(e.spellings) for e in example_dossier.entities if e.kind == "person"]
    assert any({"Hervé Kerloc'h", "Hervé Kerloc’h", "Hervé Kerlock"} <= s for s in spellings)
    assert any({"Paul-Henri Vasseur", "Paul Henri Vasseur"} <= s for s in spellings)
    people = ("Kerlo", "Vasseur", "Guivarc", "Ibarra", "Tanguy", "Morvan", "Bihan", "Desrosiers", "Quéméneur")
    for names in spellings:
        assert sum(any(person in name for name in names) for person in people) <= 1, names
