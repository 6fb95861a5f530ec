"""Reports are divided by the words that two vocabularies make likely."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from recoupe.stories.features import Matrix
from recoupe.stories.mixture import Shares, divide


def sides(first: int, second: int, seed: int = 3) -> Matrix:
    """Reports of two vocabularies of thirty words, each word said by two reports in five of its side."""
    chance = np.random.default_rng(seed)
    likely = np.full((first + second, 60), 0.08)
    likely[:first, :30] = likely[first:, 30:] = 0.4
    return csr_matrix((chance.random(likely.shape) < likely).astype(np.float64))


def start(count: int, first: int, second: int) -> Shares:
    """Two reports are known to be in two halves."""
    belongs = np.full(count, 0.5)
    belongs[first], belongs[second] = 0.05, 0.95
    return np.stack([1 - belongs, belongs], axis=1)


def test_reports_go_to_the_half_of_their_words() -> None:
    assert divide(sides(9, 7), [start(16, 0, 12)]).tolist() == [False] * 9 + [True] * 7


def test_a_bad_start_is_made_up_for() -> None:
    found = divide(sides(9, 7), [start(16, 0, 1), start(16, 2, 5)])
    assert len(set(found[:9].tolist())) == len(set(found[9:].tolist())) == 1
    assert found[0] != found[15]


def test_how_often_a_word_is_said_does_not_count() -> None:
    words = sides(8, 8)
    often = words.copy()
    often.data *= 5
    assert divide(words, [start(16, 0, 12)]).tolist() == divide(often, [start(16, 0, 12)]).tolist()


def test_reports_without_words_are_divided_by_nothing() -> None:
    assert divide(csr_matrix((4, 3)), [start(4, 0, 1)]).shape == (4,)
