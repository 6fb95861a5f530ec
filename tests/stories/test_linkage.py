"""Linkage joins rows by components and keeps apart what must be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from recoupe.stories import linkage
from recoupe.stories.linkage import dense_block, keep_apart, link_rows

CHAIN = csr_matrix([[0.0, 0.5, 0.1, 0.0], [0.5, 0.0, 0.4, 0.0], [0.1, 0.4, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]])


def test_complete_linkage_breaks_a_chain() -> None:
    assert link_rows(CHAIN, 0.3, "complete") == [[0, 1], [2], [3]]


def test_average_linkage_looks_at_the_mean() -> None:
    assert link_rows(CHAIN, 0.25, "average") == [[0, 1, 2], [3]]


@pytest.mark.parametrize("method", ["complete", "average"])
def test_rows_of_one_document_stay_apart(method: str) -> None:
    apart = keep_apart(CHAIN, [frozenset("a"), frozenset("a"), frozenset("b"), frozenset("c")])
    assert link_rows(apart, 0.01, method) in ([[0], [1, 2], [3]], [[0, 2], [1], [3]])  # type: ignore[arg-type]


def test_pairs_and_nothing() -> None:
    assert link_rows(csr_matrix([[0.0, 0.9], [0.9, 0.0]]), 0.5, "complete") == [[0, 1]]
    assert link_rows(csr_matrix((0, 0)), 0.5, "complete") == []


@given(st.integers(3, 12), st.integers(0, 10_000), st.floats(0.05, 0.95))
@pytest.mark.parametrize("method", ["complete", "average"])
def test_few_rows_are_linked_as_many_are(method: linkage.Method, size: int, seed: int, threshold: float) -> None:
    upper = np.triu(np.random.default_rng(seed).random((size, size)), 1)
    dense = upper + upper.T
    few, many = (sorted(link(dense, threshold, method)) for link in (linkage._link_few, linkage._link_many))
    assert [sorted(rows) for rows in few] == [sorted(rows) for rows in many]


@pytest.mark.parametrize("rows", [[0], [1, 2], [0, 2, 3], [0, 1, 2, 3]])
def test_a_block_is_what_rows_and_columns_share(rows: list[int]) -> None:
    assert (dense_block(CHAIN, rows) == CHAIN.toarray()[np.ix_(rows, rows)]).all()
