"""Hard pairs of names: who looks like another and is not, and who is one under two names."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from recoupe import name_similarity
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
