"""Statements as rows of weighted words, and the pairs of them that are near enough to be compared.

Candidates
    Pairs of statements of two articles whose weighted stems have a cosine of some size. They come as columns, since a
    thread of some hundred reports has hundreds of thousands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recoupe.resolve.claim_profiles import Profile, Weights

_BLOCK = 2000
"""Statements compared with all others at once: bounds the memory of one product to some 100 MB."""

Matrix = Any
"""A `scipy.sparse.csr_matrix`: one row a statement, one column a word."""


@dataclass(frozen=True, eq=False)
class Candidates:
    """Pairs of profiles of two articles, by their numbers, sorted; every column has one entry a pair.

    Attributes:
        left, right: the two profiles, the lower number left.
        cosine: of their stems, to six decimals.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    cosine: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.left)

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs one by one."""
        return list(zip(self.left.tolist(), self.right.tolist(), strict=True))


def find_candidates(profiles: Sequence[Profile], weights: Weights, least: float) -> Candidates:
    """Pairs of statements of two articles whose stems have at least a cosine of `least`."""
    rows = unit_rows(word_matrix([weights.vector(sorted(profile.stems)) for profile in profiles]))
    turned = rows.T.tocsr()
    owner = number_articles(profiles)
    found: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]] = []
    for begin in range(0, len(profiles), _BLOCK):
        product = (rows[begin : begin + _BLOCK] @ turned).tocoo()
        left, right = product.row.astype(np.int64) + begin, product.col.astype(np.int64)
        kept = (product.data >= least) & (left < right) & (owner[left] != owner[right])
        found.append((left[kept], right[kept], product.data[kept]))
    if not found:
        return Candidates(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    left, right, cosine = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((right, left))
    return Candidates(left[order], right[order], np.round(np.minimum(1.0, cosine[order]), 6))


def number_articles(profiles: Sequence[Profile]) -> NDArray[np.int64]:
    """The article of each profile, as a number."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(p.statement.article, len(numbers)) for p in profiles], dtype=np.int64)


def word_matrix(rows: Sequence[Mapping[str, float]]) -> Matrix:
    """Rows of weighted words as a sparse matrix; one column more than there are words, so that it is never empty."""
    columns: dict[str, int] = {}
    indices = [columns.setdefault(word, len(columns)) for row in rows for word in row]
    data = np.array([float(weight) for row in rows for weight in row.values()])
    pointers = np.cumsum([0, *(len(row) for row in rows)])
    return csr_matrix((data, indices, pointers), shape=(len(rows), len(columns) + 1))


def unit_rows(matrix: Matrix) -> Matrix:
    """A matrix whose rows have length 1, or 0 where they were empty."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return csr_matrix(matrix.multiply(1 / np.maximum(lengths, 1e-9)[:, None]))


def row_products(matrix: Matrix, candidates: Candidates) -> NDArray[np.float64]:
    """The product of the two rows of each pair."""
    both = matrix[candidates.left].multiply(matrix[candidates.right])
    products: NDArray[np.float64] = np.asarray(both.sum(axis=1)).ravel()
    return products
