"""Similarities count for more where the surroundings are empty."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from recoupe.options import StoryOptions
from recoupe.stories.crowding import measure_crowding, scale_pairs, uncrowd

OPTIONS = StoryOptions()


def made_up(rows: int, seed: int) -> csr_matrix:
    """Vectors of length one: half of the rows draw their features from few, the others from many."""
    draw = np.random.default_rng(seed)
    dense = np.zeros((rows, 300))
    for row in range(rows):
        dense[row, draw.integers(0, 40 if row % 2 else 300, 12)] = 1
    return csr_matrix(dense / np.linalg.norm(dense, axis=1, keepdims=True))


def products(vectors: csr_matrix) -> csr_matrix:
    found = (vectors @ vectors.T).tolil()
    found.setdiag(0)
    return found.tocsr()


def test_who_is_like_everybody_is_crowded() -> None:
    crowding = measure_crowding(products(made_up(80, 1)), (5, 25))
    assert crowding[1::2].min() > crowding[::2].max()
    assert np.median(crowding) == pytest.approx(1)


@given(st.integers(30, 60), st.integers(0, 1000))
def test_a_similarity_is_divided_by_the_mean_of_both_crowdings_within_bounds(rows: int, seed: int) -> None:
    similarities = products(made_up(rows, seed))
    scaled = scale_pairs(similarities, uncrowd(similarities, OPTIONS.story_crowd, OPTIONS)).toarray()
    known = rows / (rows + OPTIONS.background_articles)
    limit = OPTIONS.crowd_limit
    crowding = np.clip(measure_crowding(similarities, OPTIONS.story_crowd), 1 / limit, limit) ** known
    expected = similarities.toarray() / np.sqrt(np.outer(crowding, crowding))
    assert scaled == pytest.approx(expected / OPTIONS.handful ** ((1 - known) ** 2))


def test_in_a_handful_of_reports_all_pairs_gain_alike() -> None:
    factors = uncrowd(products(made_up(5, 3)), OPTIONS.story_crowd, OPTIONS)
    assert factors == pytest.approx(factors[0])
    assert 1 < factors[0] ** 2 < 1 / OPTIONS.handful


def test_reports_without_any_neighbour_get_none() -> None:
    factors = uncrowd(csr_matrix((40, 40)), OPTIONS.story_crowd, OPTIONS)
    assert np.isfinite(factors).all()
