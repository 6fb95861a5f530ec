"""Similarities count for more where the surroundings are empty."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from recoupe.options import StoryOptions
from recoupe.stories.crowding import measure_crowding, uncrowd

OPTIONS = StoryOptions()


def made_up(rows: int, seed: int) -> csr_matrix:
    """Vectors of length one: half of the rows draw their features from few, the others from many."""
    draw = np.random.default_rng(seed)
    dense = np.zeros((rows, 300))
    for row in range(rows):
        dense[row, draw.integers(0, 40 if row % 2 else 300, 12)] = 1
    return csr_matrix(dense / np.linalg.norm(dense, axis=1, keepdims=True))


def test_who_is_like_everybody_is_crowded() -> None:
    crowding = measure_crowding(made_up(80, 1), (5, 25))
    assert crowding[1::2].min() > crowding[::2].max()
    assert np.median(crowding) == pytest.approx(1)


@given(st.integers(30, 60), st.integers(0, 1000))
def test_a_product_is_divided_by_the_mean_of_both_crowdings_and_stays_in_bounds(rows: int, seed: int) -> None:
    vectors = made_up(rows, seed)
    scaled = uncrowd(vectors, OPTIONS.story_crowd, OPTIONS)
    known = rows / (rows + OPTIONS.background_articles)
    limit = OPTIONS.crowd_limit
    crowding = np.clip(measure_crowding(vectors, OPTIONS.story_crowd), 1 / limit, limit) ** known
    expected = (vectors @ vectors.T).toarray() / np.sqrt(np.outer(crowding, crowding))
    expected /= OPTIONS.handful ** ((1 - known) ** 2)
    assert (scaled @ scaled.T).toarray() == pytest.approx(expected)


def test_in_a_handful_of_reports_all_pairs_gain_alike() -> None:
    vectors = made_up(5, 3)
    scaled = uncrowd(vectors, OPTIONS.story_crowd, OPTIONS)
    gained = (scaled @ scaled.T).toarray().diagonal()
    assert gained == pytest.approx(gained[0])
    assert 1 < gained[0] < 1 / OPTIONS.handful


def test_reports_without_any_neighbour_get_none() -> None:
    scaled = uncrowd(csr_matrix(np.eye(40)), OPTIONS.story_crowd, OPTIONS)
    products = (scaled @ scaled.T).toarray()
    assert np.isfinite(products).all()
    assert (products == np.diag(products.diagonal())).all()
