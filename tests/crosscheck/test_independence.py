"""Lines of source: what goes back to one origin is one line, and who names no source adds none."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from recoupe.crosscheck.independence import count_independent
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Claim, Line, Reuse, Utterance
from reports import build_copy, build_report

DAM = "Le barrage de Quernac perd trente litres par seconde"


def claim_of(articles: Sequence[AnnotatedArticle]) -> Claim:
    statements = tuple(sorted(s.id for a in articles for s in a.statements))
    return Claim(
        id="c",
        statements=statements,
        status="single",
        certain=True,
        lines=(),
        unsourced=(),
        omitted_by=(),
        because=(),
    )


def count(articles: Sequence[AnnotatedArticle], reuses: Sequence[Reuse] = ()) -> Claim:
    (claim,) = count_independent([claim_of(articles)], articles, reuses, ())
    return claim


def said(name: str, who: str, line: str = DAM, **more: str) -> AnnotatedArticle:
    return build_report(name, [line], speakers={line: who}, **more)  # type: ignore[arg-type]


def rules(line: Line) -> set[str]:
    return {evidence.rule for evidence in line.why}


def test_two_named_speakers_are_two_lines() -> None:
    claim = count([said("one", "Irène Maupas"), said("two", "Loïc Tharel")])
    assert sorted(str(line.origin) for line in claim.lines) == ["Irène Maupas", "Loïc Tharel"]
    assert claim.status == "agreed"


def test_one_speaker_in_two_reports_is_one_line_and_says_why() -> None:
    claim = count([said("one", "Irène Maupas"), said("two", "Irène Maupas")])
    (line,) = claim.lines
    assert (line.origin, line.sourced, rules(line)) == ("Irène Maupas", True, {"same-origin"})
    assert claim.status == "single"


def test_reports_without_a_source_are_counted_apart_from_a_sourced_claim() -> None:
    articles = [said("one", "Irène Maupas"), build_report("two", [DAM]), build_report("three", [DAM + " environ"])]
    claim = count(articles)
    assert len(claim.lines) == 1
    assert len(claim.unsourced) == 2


def test_a_claim_that_nobody_sources_has_one_line_marked_unsourced() -> None:
    claim = count([build_report("one", [DAM]), build_report("two", [DAM + " environ"])])
    assert [(line.origin, line.sourced, len(line.statements)) for line in claim.lines] == [(None, False, 2)]
    assert claim.unsourced == ()


def test_a_copy_is_no_line_of_its_own() -> None:
    one, two = said("one", "Irène Maupas"), said("two", "Loïc Tharel")
    (line,) = count([one, two], [build_copy(one, two)]).lines
    assert rules(line) == {"copied-passage"}


def test_who_denies_is_no_copy_of_who_affirms() -> None:
    one, two = said("one", "Irène Maupas"), said("two", "Loïc Tharel")
    denied = tuple(msgspec.structs.replace(s, polarity="denied") for s in two.statements)
    two = msgspec.structs.replace(two, statements=denied)
    assert len(count([one, two], [build_copy(one, two)]).lines) == 2


def test_articles_that_share_much_are_one_line_where_nothing_was_copied() -> None:
    shared = "Les vannes sont ouvertes depuis mardi soir sur ordre de la mairie de Quernac"
    one = build_report("one", [shared, DAM], speakers={DAM: "Irène Maupas"})
    two = build_report("two", [shared, DAM], speakers={DAM: "Loïc Tharel"})
    copy = build_copy(one, two)
    end = len(shared)
    sides = [msgspec.structs.replace(side, end=end) for side in (copy.a, copy.b)]
    copy = msgspec.structs.replace(copy, a=sides[0], b=sides[1])
    claim = claim_of([one, two])
    claim = msgspec.structs.replace(claim, statements=tuple(a.statements[1].id for a in (one, two)))
    ((counted),) = count_independent([claim], [one, two], [copy], ())
    assert [rules(line) for line in counted.lines] == [{"copied-article"}]


def test_one_publisher_one_credit_and_one_utterance_are_one_line() -> None:
    one, two = said("one", "Irène Maupas", publisher="Le Fanal"), said("two", "Loïc Tharel", publisher="Le Fanal")
    assert [rules(line) for line in count([one, two]).lines] == [{"same-publisher"}]
    one, two = build_report("one", [DAM], credit="APX"), build_report("two", [DAM], credit="APX")
    assert [(line.origin, rules(line)) for line in count([one, two]).lines] == [("APX", {"same-credit"})]
    one, two = said("one", "Irène Maupas"), said("two", "Loïc Tharel")
    quotations = tuple(q.id for a in (one, two) for q in a.quotations)
    utterance = Utterance(id="u", quotations=quotations, speakers=(), echoes=(), because=())
    (claim,) = count_independent([claim_of([one, two])], [one, two], (), [utterance])
    assert [rules(line) for line in claim.lines] == [{"same-utterance"}]


WHO = st.sampled_from(["Irène Maupas", "Loïc Tharel", "le maire", ""])


@given(st.lists(WHO, min_size=1, max_size=5), st.integers(0, 4))
def test_a_copy_of_a_report_never_raises_the_number_of_lines(speakers: list[str], which: int) -> None:
    articles = [said(f"r{n}", who) if who else build_report(f"r{n}", [DAM]) for n, who in enumerate(speakers)]
    which %= len(articles)
    who = speakers[which]
    copy = said("copy", who) if who else build_report("copy", [DAM])
    before = count(articles)
    after = count([*articles, copy], [build_copy(articles[which], copy)])
    assert len(after.lines) <= len(before.lines)
    assert 1 <= len(before.lines) <= len(articles)
