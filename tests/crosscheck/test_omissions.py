"""Omissions: claims of several lines that a report of the story could have, and has not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from recoupe.crosscheck.omissions import find_omissions
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Claim, Evidence, Line
from reports import build_report, build_story

LINE = "Le barrage de Quernac perd trente litres par seconde"
OTHER = "Les commerçants du marché couvert réclament une baisse des loyers"


def two_line_claim(*articles: AnnotatedArticle, certain: bool = True, name: str = "c", lines: int = 2) -> Claim:
    statements = tuple(a.statements[0].id for a in articles)
    found = tuple(Line(statements=(s,), origin="x", sourced=True, why=()) for s in statements[:lines])
    return Claim(
        id=name,
        statements=statements,
        status="agreed",
        certain=certain,
        lines=found,
        unsourced=(),
        omitted_by=(),
        because=(),
    )


def test_a_report_of_the_story_without_the_claim_omits_it() -> None:
    one, two, three = build_report("one", [LINE]), build_report("two", [LINE]), build_report("three", [OTHER])
    (claim,), (omission,) = find_omissions(
        [two_line_claim(one, two)], [one, two, three], [build_story(one, two, three)]
    )
    assert (claim.omitted_by, omission.article, omission.claim) == (("a-three",), "a-three", "c")
    assert len(omission.because[0].spans) == 2


def test_a_report_of_another_story_omits_nothing() -> None:
    one, two, three = build_report("one", [LINE]), build_report("two", [LINE]), build_report("three", [OTHER])
    stories = [build_story(one, two, name="s1"), build_story(three, name="s2")]
    assert find_omissions([two_line_claim(one, two)], [one, two, three], stories)[1] == ()


def test_a_claim_of_one_line_is_no_omission() -> None:
    one, two = build_report("one", [LINE]), build_report("two", [OTHER])
    assert find_omissions([two_line_claim(one, lines=1)], [one, two], [build_story(one, two)])[1] == ()


def test_a_report_that_was_published_before_the_claim_was_known_omits_nothing() -> None:
    one = build_report("one", [LINE], published="2031-05-05")
    two = build_report("two", [LINE], published="2031-05-06")
    early = build_report("early", [OTHER], published="2031-05-04")
    story = build_story(one, two, early)
    assert find_omissions([two_line_claim(one, two)], [one, two, early], [story])[1] == ()


def test_a_report_that_possibly_has_the_claim_omits_nothing() -> None:
    one, two, three = build_report("one", [LINE]), build_report("two", [LINE]), build_report("three", [OTHER])
    claims = [two_line_claim(one, two), two_line_claim(one, three, certain=False, name="p")]
    assert find_omissions(claims, [one, two, three], [build_story(one, two, three)])[1] == ()


@pytest.mark.parametrize(
    ("published", "omits"), [("2031-05-04", False), ("2031-05-05", True), ("2031-05", True), ("2031-04", False)]
)
def test_a_partial_date_excuses_only_a_report_that_was_surely_out_before(published: str, omits: bool) -> None:
    one = build_report("one", [LINE], published="2031-05")
    two = build_report("two", [LINE], published="2031-05-05")
    other = build_report("other", [OTHER], published=published)
    found = find_omissions([two_line_claim(one, two)], [one, two, other], [build_story(one, two, other)])[1]
    assert bool(found) is omits


@pytest.mark.parametrize(
    ("rule", "score", "omits"), [("aligned", 0.7, False), ("aligned", 0.95, True), ("copied-passage", 0.6, True)]
)
def test_a_claim_that_may_be_two_is_no_omission(rule: str, score: float, omits: bool) -> None:
    one, two, three = build_report("one", [LINE]), build_report("two", [LINE]), build_report("three", [OTHER])
    because = (Evidence(rule=rule, score=score, spans=()),)
    claim = replace(two_line_claim(one, two), because=because)
    assert bool(find_omissions([claim], [one, two, three], [build_story(one, two, three)])[1]) is omits
