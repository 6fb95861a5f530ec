"""Pairs of invented reports in which it is easily mistaken what agrees and what conflicts; see ``fr.toml``."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from recoupe import make_dossier
from recoupe.dossier import Dossier

HARD_CLAIMS = Path(__file__).parent / "hard_claims"
EXPECTED = {"same": "joined", "different": "apart", "conflict": "conflict"}

Outcome = Literal["apart", "joined", "doubted", "conflict"]


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two reports, the words of each that hold one statement, and what the two statements are to each other."""

    why: str
    expect: Literal["same", "different", "conflict"]
    reports: tuple[str, str]
    published: tuple[str, str]
    first: str
    second: str
    kind: Literal["date", "figure", "name", "negation", "speaker", ""] = ""
    now: Outcome | None = None


class _Cases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    case: tuple[Case, ...]


def _cases(language: str) -> tuple[Case, ...]:
    raw = tomllib.loads((HARD_CLAIMS / f"{language}.toml").read_text(encoding="utf-8"))
    return msgspec.convert(raw, _Cases).case


CASES = [(language, case) for language in ("fr", "en") for case in _cases(language)]


def _statements(dossier: Dossier, number: int, words: str) -> set[str]:
    """Statements of a report that share half of the shorter with some words, and are not four times as long."""
    text = next(d.text for d in dossier.documents if d.id == str(number))
    start = text.index(words)
    end = start + len(words)
    article = {a.id for a in dossier.articles if a.document == str(number)}
    return {
        s.id
        for s in dossier.statements
        if s.article in article
        and 2 * (shared := min(s.end, end) - max(s.start, start)) >= min(s.end - s.start, end - start)
        and 4 * shared >= s.end - s.start
    }


def _outcome(language: str, case: Case) -> Outcome:
    records = [
        {"id": str(number), "text": text, "language": language, "published": day}
        for number, (text, day) in enumerate(zip(case.reports, case.published, strict=True))
    ]
    dossier = make_dossier(records)
    first, second = (_statements(dossier, n, words) for n, words in enumerate((case.first, case.second)))
    between = [
        k
        for k in dossier.conflicts
        if all(any(side & set(value.statements) for value in k.values) for side in (first, second))
    ]
    if any(k.certain for k in between):
        assert {k.kind for k in between if k.certain} == {case.kind}
        return "conflict"
    if not any(c.certain and first & set(c.statements) and second & set(c.statements) for c in dossier.claims):
        return "apart"
    return "doubted" if between else "joined"


@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{language}: {case.why}" for language, case in CASES])
def test_case(language: str, case: Case) -> None:
    assert _outcome(language, case) == (case.now or EXPECTED[case.expect])


def test_no_wrong_conflict_is_known_and_no_known_failure_is_what_is_expected() -> None:
    for _, case in CASES:
        assert case.now != EXPECTED[case.expect]
        assert case.now != "conflict"


def test_the_cases_are_a_third_each() -> None:
    assert Counter((language, case.expect) for language, case in CASES) == {
        (language, expect): 20 for language in ("fr", "en") for expect in EXPECTED
    }
