"""Hard pairs of names: who looks like another and is not, and who is one under two names."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from recoupe import Options, name_similarity
from recoupe.corpus.reading import cut_articles, read
from recoupe.pipeline import annotate_articles
from recoupe.resolve.entities import resolve_entities
from recoupe.text.names import SAME

HARD_NAMES = Path(__file__).parent / "hard_names"


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two strings, and whether they are spellings of one name."""

    a: str
    b: str
    same: bool
    kind: Literal["organisation", "person", "place"]
    language: Literal["en", "fr"]
    why: str


class _Pairs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pair: tuple[Pair, ...]


PAIRS = msgspec.convert(tomllib.loads((HARD_NAMES / "pairs.toml").read_text(encoding="utf-8")), _Pairs).pair


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: f"{p.a} | {p.b}")
def test_pair(pair: Pair) -> None:
    assert (name_similarity(pair.a, pair.b) >= SAME) == pair.same, pair.why


def test_pairs_are_as_many_of_each_sort() -> None:
    assert len({frozenset((p.a, p.b)) for p in PAIRS}) == 100
    assert Counter((p.language, p.same) for p in PAIRS) == {
        ("en", False): 25,
        ("en", True): 25,
        ("fr", False): 25,
        ("fr", True): 25,
    }


class Expectation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that must be one entity, or of which no two may be one."""

    same: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    known_miss: str = ""


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Small reports, and who is who in them; see the top of ``groups.toml``."""

    why: str
    language: Literal["en", "fr"]
    documents: tuple[str, ...]
    expect: tuple[Expectation, ...]
    published: tuple[str, ...] = ()


class _Groups(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    group: tuple[Group, ...]


GROUPS = msgspec.convert(tomllib.loads((HARD_NAMES / "groups.toml").read_text(encoding="utf-8")), _Groups).group


class Resolved:
    """A group gone through the flow, to be asked which entities some words are."""

    def __init__(self, group: Group) -> None:
        options = Options()
        dates = group.published or ("2031-05-02",) * len(group.documents)
        records = [
            {"id": str(number), "text": text, "language": group.language, "published": date}
            for number, (text, date) in enumerate(zip(group.documents, dates, strict=True))
        ]
        articles = annotate_articles(cut_articles(read(records, options).documents, options), options)
        document = {a.article.id: a.article.document for a in articles}
        self._texts = group.documents
        self._mentions = [
            (document[m.article], m.start, m.end, m.form in {"name", "alias"}, entity.id)
            for entity in resolve_entities(articles, (), options.entities)
            for m in entity.mentions
        ]

    def entities(self, words: str) -> set[str]:
        """The entities of words such as ``0 Lebrac#2``; of a mention that only overlaps them when none is just them."""
        number, surface = words.split(" ", 1)
        surface, _, place = surface.partition("#")
        text = self._texts[int(number)]
        places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text)]
        assert len(places) >= int(place or 1), f"{words} is not in the text"
        if place:
            places = places[int(place) - 1 : int(place)]
        mine = [m for m in self._mentions if m[0] == number]
        exact = {entity for _, start, end, _, entity in mine if (start, end) in places}
        near = {e for _, start, end, name, e in mine if name and any(start < z and a < end for a, z in places)}
        found = exact or near
        assert found or surface[0].islower() or surface in {"Elle", "He"}, f"{words} is no name in its text"
        return found


def _holds(expectation: Expectation, resolved: Resolved) -> bool:
    same = [resolved.entities(words) for words in expectation.same]
    different = [resolved.entities(words) for words in expectation.different]
    return len(set().union(*same)) == bool(same) and all(not a & b for a, b in combinations(different, 2))


@pytest.mark.parametrize("group", GROUPS, ids=lambda g: f"{g.language}: {g.why}")
def test_group(group: Group) -> None:
    resolved = Resolved(group)
    for expectation in group.expect:
        known = expectation.known_miss
        assert _holds(expectation, resolved) != bool(known), known or expectation


def test_groups_are_as_many_of_each_sort() -> None:
    assert Counter(g.language for g in GROUPS) == {"en": 15, "fr": 15}
    expected = [e for g in GROUPS for e in g.expect]
    same, different = (sum(bool(getattr(e, name)) for e in expected) for name in ("same", "different"))
    assert same + different == len(expected)
    assert 0.8 <= same / different <= 1.25
    assert 8 * sum(bool(e.known_miss) for e in expected) <= same
    assert not any(e.known_miss for e in expected if e.different), "a false merge is never known"
