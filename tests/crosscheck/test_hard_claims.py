"""Pairs of invented reports in which it is easily mistaken what agrees and what conflicts.

See the head of each file in ``hard_claims`` and ``ordinary_claims``.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from recoupe import make_dossier
from recoupe.dossier import Dossier

FOLDER = Path(__file__).parent
EXPECTED = {"same": "joined", "different": "apart", "conflict": "conflict", "updated": "updated"}
SIZES = {
    ("hard", "fr"): {"same": 20, "different": 20, "conflict": 20},
    ("hard", "en"): {"same": 20, "different": 20, "conflict": 20},
    ("ordinary", "fr"): {"same": 80, "different": 78, "updated": 1, "conflict": 51},
    ("ordinary", "en"): {"same": 80, "different": 79, "updated": 1, "conflict": 50},
}

Outcome = Literal["apart", "joined", "doubted", "conflict", "updated"]


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two reports, the words of each that hold one statement, and what the two statements are to each other."""

    why: str
    expect: Literal["same", "different", "conflict", "updated"]
    reports: tuple[str, str]
    published: tuple[str, str]
    first: str
    second: str
    kind: Literal["date", "figure", "name", "negation", "speaker", ""] = ""
    now: Outcome | None = None


class _Cases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    case: tuple[Case, ...]


def _cases(kind: str, language: str) -> tuple[Case, ...]:
    raw = tomllib.loads((FOLDER / f"{kind}_claims" / f"{language}.toml").read_text(encoding="utf-8"))
    return msgspec.convert(raw, _Cases).case


CASES = [(kind, language, case) for kind, language in SIZES for case in _cases(kind, language)]


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
        assert case.expect != "conflict" or {k.kind for k in between if k.certain} == {case.kind}
        return "conflict"
    joined = [c for c in dossier.claims if c.certain and first & set(c.statements) and second & set(c.statements)]
    if not joined:
        return "apart"
    if any(c.status == "updated" for c in joined):
        return "updated"
    return "doubted" if between else "joined"


@pytest.mark.parametrize(
    ("language", "case"),
    [(language, case) for _, language, case in CASES],
    ids=[f"{kind} {language}: {case.why}" for kind, language, case in CASES],
)
def test_case(language: str, case: Case) -> None:
    assert _outcome(language, case) == (case.now or EXPECTED[case.expect])


def test_no_known_failure_is_what_is_expected() -> None:
    assert all(case.now != EXPECTED[case.expect] for _, _, case in CASES)


def test_conflicts_shown_are_right() -> None:
    """Of the hard cases all, of the others nine in ten: what is known of each case is tested above."""
    for kind, least in (("hard", 1.0), ("ordinary", 0.9)):
        found = [(case.expect, case.now or EXPECTED[case.expect]) for k, _, case in CASES if k == kind]
        shown = [expect for expect, outcome in found if outcome == "conflict"]
        assert shown.count("conflict") >= least * len(shown)


def test_every_kind_of_pair_has_its_cases() -> None:
    for place, sizes in SIZES.items():
        assert Counter(case.expect for *where, case in CASES if tuple(where) == place) == sizes
