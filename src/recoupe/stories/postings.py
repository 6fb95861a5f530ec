"""Counts of features in rows that keep coming, and which rows have a feature: an inverted index that grows.

Row
    One article: the columns of its features and how often it has each. Rows are numbered as they come and never change.
Posting
    A row that has a feature, with the value ``1 + log(count)``. Only rows that are *listed* have postings and count in
    the frequency of their features; a row that leaves keeps its postings until the index is made anew, and whoever asks
    for products leaves its row out.

What is known when the index is made lies in flat arrays, column by column; what comes later lies in a small array for
each column that grows by appending, so that no article has to pay for moving the others.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recoupe.stories.features import Matrix

Columns = NDArray[np.int32]
Values = NDArray[np.float32]


class Growing:
    """A flat array that grows by doubling; `view` is what is in it."""

    def __init__(self, values: NDArray[np.generic]) -> None:
        self._held = values.copy()
        self._length = len(values)

    @property
    def view(self) -> NDArray[Any]:
        """The values; not to be kept over an `extend`."""
        return self._held[: self._length]

    def extend(self, values: NDArray[np.generic]) -> None:
        """Append values; whole rows where the array has two dimensions."""
        needed = self._length + len(values)
        if needed > len(self._held):
            larger = np.zeros((max(needed, 2 * len(self._held)), *self._held.shape[1:]), dtype=self._held.dtype)
            larger[: self._length] = self.view
            self._held = larger
        self._held[self._length : needed] = values
        self._length = needed


class Postings:
    """Rows of counts with their inverted index.

    Args:
        counts: one row an article, one column a feature.
        listed: rows that have postings.
    """

    def __init__(self, counts: Matrix, listed: Sequence[int] | NDArray[np.int64]) -> None:
        self._columns = Growing(counts.indices.astype(np.int32))
        self._counts = Growing(counts.data.astype(np.float32))
        self._starts = Growing(counts.indptr.astype(np.int64))
        rows = np.asarray(listed, dtype=np.int64)
        inverted = counts[rows].T.tocsr()
        self._frequency = Growing(np.diff(inverted.indptr).astype(np.float64))
        self._base_starts = inverted.indptr
        self._base_rows = rows[inverted.indices].astype(np.int32)
        self._base_values = (1 + np.log(inverted.data)).astype(np.float32)
        self._posted = Growing(np.isin(np.arange(counts.shape[0]), rows))
        self._tail: dict[int, tuple[array[int], array[float]]] = {}

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._starts.view) - 1

    @property
    def frequency(self) -> NDArray[np.float64]:
        """In how many listed rows each feature stands."""
        return self._frequency.view.astype(np.float64, copy=False)

    @property
    def arrays(self) -> dict[str, NDArray[Any]]:
        """The counts of all rows, flat: ``columns``, ``counts``, and where each row ``starts``."""
        return {"columns": self._columns.view, "counts": self._counts.view, "starts": self._starts.view}

    def widen(self, columns: int) -> None:
        """Make room for features that nobody had before: there are `columns` in all from now on."""
        self._frequency.extend(np.zeros(columns - len(self._frequency.view)))

    def append(self, columns: Columns, counts: Values) -> None:
        """A row more, not listed yet.

        Args:
            columns: of its features, each once; within what `widen` made room for.
            counts: how often it has each.
        """
        self._columns.extend(columns)
        self._counts.extend(counts)
        self._starts.extend(np.array([self._starts.view[-1] + len(columns)]))
        self._posted.extend(np.zeros(1, dtype=bool))

    def features_of(self, row: int) -> tuple[Columns, Values]:
        """Columns and values, ``1 + log(count)``, of a row."""
        start, end = self._starts.view[row : row + 2]
        columns, counts = self._columns.view[start:end], self._counts.view[start:end]
        return columns.astype(np.int32, copy=False), (1 + np.log(counts.astype(np.float32))).astype(np.float32)

    def block(self, start: int, end: int) -> tuple[NDArray[np.int64], Columns, Values]:
        """Rows ``[start, end)`` flat: row, counted from `start`, column, and value of each of their features."""
        bounds = self._starts.view[start : end + 1]
        columns, counts = (held.view[bounds[0] : bounds[-1]] for held in (self._columns, self._counts))
        rows = np.repeat(np.arange(end - start), np.diff(bounds))
        return rows, columns.astype(np.int32, copy=False), (1 + np.log(counts.astype(np.float32))).astype(np.float32)

    def counts_of(self, rows: Sequence[int] | NDArray[np.int64]) -> Matrix:
        """The counts of some rows as a matrix."""
        bounds = self._starts.view
        starts, lengths = bounds[list(rows)], np.diff(bounds)[list(rows)]
        ends = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        places = np.repeat(starts - ends[:-1], lengths) + np.arange(ends[-1])
        columns, counts = self._columns.view[places], self._counts.view[places].astype(np.float64)
        return csr_matrix((counts, columns, ends), shape=(len(rows), len(self._frequency.view)))

    def count(self, row: int, times: int) -> None:
        """Count the features of a row in their frequency, once more or (-1) once less."""
        self._frequency.view[self.features_of(row)[0]] += times

    def list_row(self, row: int) -> None:
        """Give a row its postings, unless it has them still; its features are counted apart, by `count`."""
        if self._posted.view[row]:
            return
        self._posted.view[row] = True
        columns, values = self.features_of(row)
        for column, value in zip(columns.tolist(), values.tolist(), strict=True):
            rows, held = self._tail.setdefault(column, (array("i"), array("f")))
            rows.append(row)
            held.append(value)

    def products(self, columns: Columns, factors: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each row, the sum over features of their factor times the row's value.

        Args:
            columns: of the features.
            factors: of each.
        """
        rows: list[NDArray[np.int32]] = []
        values: list[NDArray[np.float32]] = []
        known = len(self._base_starts) - 1
        for column, factor in zip(columns.tolist(), factors.astype(np.float32), strict=True):
            if column < known:
                start, end = self._base_starts[column], self._base_starts[column + 1]
                if end > start:
                    rows.append(self._base_rows[start:end])
                    values.append(self._base_values[start:end] * factor)
            if column in self._tail:
                tail_rows, tail_values = self._tail[column]
                rows.append(np.array(tail_rows, dtype=np.int32))
                values.append(np.frombuffer(tail_values, dtype=np.float32) * factor)
        if not rows:
            return np.zeros(self.rows)
        sums = np.bincount(np.concatenate(rows), np.concatenate(values), minlength=self.rows)
        return np.asarray(sums, dtype=np.float64)
