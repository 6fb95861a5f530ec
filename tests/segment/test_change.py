"""Change is the Bayes factor of two texts against one, however it is scanned."""

from __future__ import annotations

from collections import Counter
from math import lgamma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.languages.pack import load_pack
from recoupe.segment.change import expect_counts, scan_change
from recoupe.segment.cohesion import sum_counts

PRIOR = 20.0
KEYS = ["@ada", "@bo", "#12", "hous", "river"]
EXPECTED = dict(zip(KEYS, [0.01, 0.02, 0.05, 0.5, 2.0], strict=True))
BLOCKS = st.lists(st.dictionaries(st.sampled_from(KEYS), st.integers(1, 5)).map(Counter), min_size=2, max_size=8)


def likelihood(words: Counter[str]) -> float:
    """Logarithm of the Dirichlet compound multinomial, without the orders of the words."""
    drawn = sum(lgamma(EXPECTED[key] + words[key]) - lgamma(EXPECTED[key]) for key in KEYS)
    return drawn + lgamma(PRIOR) - lgamma(PRIOR + words.total())


@given(BLOCKS)
def test_a_scan_gives_the_bayes_factor_of_each_cut(blocks: list[Counter[str]]) -> None:
    scan = scan_change(blocks, EXPECTED, PRIOR)
    assert len(scan) == len(blocks)
    for cut in range(1, len(blocks)):
        left, right = sum_counts(blocks[:cut]), sum_counts(blocks[cut:])
        assert scan[cut] == pytest.approx(likelihood(left) + likelihood(right) - likelihood(left + right), abs=1e-9)


def test_a_rare_word_that_comes_back_speaks_for_one_story() -> None:
    apart = scan_change([Counter({"@ada": 3}), Counter({"@bo": 3})], EXPECTED, PRIOR)[1]
    rare = scan_change([Counter({"@ada": 3}), Counter({"@bo": 2, "@ada": 1})], EXPECTED, PRIOR)[1]
    common = scan_change([Counter({"@ada": 2, "river": 1}), Counter({"@bo": 2, "river": 1})], EXPECTED, PRIOR)[1]
    assert rare < common < apart
    assert rare < 0 < apart


def test_common_words_are_expected_more_often() -> None:
    expected = expect_counts(["hous", "ombudsman"], load_pack("en"), PRIOR)
    assert expected["hous"] > expected["ombudsman"] > 0


def test_without_a_background_all_words_are_rare() -> None:
    expected = expect_counts(["hous", "river"], load_pack("und"), PRIOR)
    assert expected["hous"] == expected["river"] > 0
