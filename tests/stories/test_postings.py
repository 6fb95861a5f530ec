"""An inverted index that grows gives the products of its rows."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from recoupe.stories.postings import Growing, Postings

ROWS = st.lists(st.dictionaries(st.integers(0, 9), st.integers(1, 5), max_size=6), max_size=8)


def counts_of(rows: list[dict[int, int]]) -> csr_matrix:
    matrix = np.zeros((len(rows), 10))
    for at, row in enumerate(rows):
        for column, count in row.items():
            matrix[at, column] = count
    return csr_matrix(matrix)


@given(ROWS, ROWS, st.lists(st.floats(0, 4), min_size=10, max_size=10))
def test_rows_that_come_later_count_as_those_there_from_the_beginning(
    first: list[dict[int, int]], later: list[dict[int, int]], factors: list[float]
) -> None:
    whole = counts_of([*first, *later])
    postings = Postings(counts_of(first), np.arange(len(first)))
    for row in later:
        columns = sorted(row)
        postings.append(np.array(columns, dtype=np.int32), np.array([row[c] for c in columns], dtype=np.float32))
        postings.count(postings.rows - 1, 1)
        postings.list_row(postings.rows - 1)
        postings.list_row(postings.rows - 1)
    values = whole.copy()
    values.data = 1 + np.log(values.data)
    expected = values.toarray() @ np.array(factors)
    assert np.allclose(postings.products(np.arange(10, dtype=np.int32), np.array(factors)), expected, atol=1e-4)
    assert np.array_equal(postings.counts_of(range(postings.rows)).toarray(), whole.toarray())
    assert np.array_equal(postings.frequency, (whole.toarray() > 0).sum(axis=0))


def test_only_listed_rows_have_postings() -> None:
    postings = Postings(counts_of([{0: 1}, {0: 1}, {1: 2}]), np.array([0, 2]))
    assert postings.products(np.array([0], dtype=np.int32), np.ones(1)).tolist() == [1, 0, 0]
    assert postings.frequency.tolist()[:2] == [1, 1]


def test_a_growing_array_keeps_what_is_in_it() -> None:
    growing = Growing(np.zeros((0, 2)))
    for number in range(20):
        growing.extend(np.full((1, 2), float(number)))
    assert growing.view[:, 0].tolist() == list(range(20))
