"""All pairs of a small collection, the near ones of a large one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from recoupe.options import StoryOptions
from recoupe.stories.neighbours import compare_near

OPTIONS = StoryOptions()
SPARSE = replace(OPTIONS, all_pairs=0, rare_articles=6, nearest=10)


def made_up(rows: int, seed: int) -> csr_matrix:
    """Vectors of length one: rows come in threes with six features of their own, and eight of thirty common ones."""
    draw = np.random.default_rng(seed)
    dense = np.zeros((rows, 30 + 6 * rows))
    for row in range(rows):
        dense[row, draw.integers(0, 30, 8)] = 1
        own = 30 + 6 * (row - row % 3)
        dense[row, own : own + 6] = 1
    return csr_matrix(dense / np.linalg.norm(dense, axis=1, keepdims=True))


@given(st.integers(1, 40), st.integers(0, 1000))
def test_in_a_small_collection_all_pairs_are_compared(rows: int, seed: int) -> None:
    vectors = made_up(rows, seed)
    expected = (vectors @ vectors.T).toarray()
    np.fill_diagonal(expected, 0)
    assert compare_near(vectors, OPTIONS).toarray() == pytest.approx(expected)


@given(st.integers(3, 60), st.integers(0, 1000))
def test_in_a_large_one_those_who_share_rare_features_exactly(rows: int, seed: int) -> None:
    vectors = made_up(rows, seed)
    every, near = compare_near(vectors, OPTIONS).toarray(), compare_near(vectors, SPARSE).toarray()
    assert near == pytest.approx(near.T)
    assert near[near > 0] == pytest.approx(every[near > 0])
    kin = np.arange(rows)[:, None] // 3 == np.arange(rows)[None] // 3
    np.fill_diagonal(kin, val=False)
    assert (near[kin] > 0).all()


def test_no_article_is_compared_with_more_than_its_nearest_and_those_that_are_near_to_it() -> None:
    crowd = csr_matrix(np.full((30, 1), 1.0))
    near = compare_near(crowd, replace(SPARSE, rare_articles=30, nearest=4))
    assert near.nnz < 30 * 29
    assert (np.diff(near.indptr) >= 4).all()


@given(st.integers(3, 40), st.integers(0, 1000))
def test_the_near_ones_are_found_in_any_order(rows: int, seed: int) -> None:
    vectors = made_up(rows, seed)
    near = compare_near(vectors, SPARSE).toarray()
    turned = compare_near(vectors[::-1], SPARSE).toarray()[::-1, ::-1]
    firm = near > 0.5
    assert near[firm] == pytest.approx(turned[firm])


def test_nothing_gives_nothing() -> None:
    assert compare_near(csr_matrix((0, 5)), OPTIONS).shape == (0, 0)
    assert compare_near(csr_matrix((0, 5)), SPARSE).shape == (0, 0)
