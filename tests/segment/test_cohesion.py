"""Cohesion is the cosine of two sides, however it is scanned."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.languages.pack import load_pack
from recoupe.segment.cohesion import find_protagonists, scan_cohesion, sum_counts, weigh_keys

KEYS = ["@ada", "@bo", "#12", "hous", "river"]
WEIGHTS = dict(zip(KEYS, [5.0, 4.0, 3.0, 2.0, 1.0], strict=True))
BLOCKS = st.lists(st.dictionaries(st.sampled_from(KEYS), st.integers(1, 5)).map(Counter), min_size=2, max_size=8)


@given(BLOCKS)
def test_a_scan_gives_the_cosine_of_each_cut(blocks: list[Counter[str]]) -> None:
    scan = scan_cohesion(blocks, WEIGHTS)
    assert len(scan) == len(blocks)
    for cut in range(1, len(blocks)):
        left, right = sum_counts(blocks[:cut]), sum_counts(blocks[cut:])
        product = sum(WEIGHTS[key] ** 2 * left[key] * right[key] for key in KEYS)
        lengths = math.prod(sum((WEIGHTS[key] * side[key]) ** 2 for key in KEYS) for side in (left, right))
        if lengths:
            assert scan[cut] == pytest.approx(product / math.sqrt(lengths), abs=1e-9)


def test_protagonists_are_the_names_said_most_often() -> None:
    part = Counter({"@bo": 3, "@ada": 1, "river": 9})
    assert find_protagonists(part, WEIGHTS, 3) == ["@bo", "@ada"]
    assert find_protagonists(part, WEIGHTS, 1) == ["@bo"]


def test_a_common_word_weighs_less_than_a_rare_one() -> None:
    weights = weigh_keys(["hous", "ombudsman"], load_pack("en"))
    assert weights["hous"] < weights["ombudsman"]


def test_a_language_without_background_weighs_all_words_alike() -> None:
    assert weigh_keys(["hous", "river"], load_pack("und")) == {"hous": 1.0, "river": 1.0}
