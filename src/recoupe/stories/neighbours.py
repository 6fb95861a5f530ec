"""The similarities of articles that are worth knowing: of all pairs in a small collection, of near ones in a large one.

In a collection of thousands nearly all pairs have nothing in common but common words, and looking at them all costs the
square of its size. There only the nearest of each article are compared, and these are found by its rare features: who
shares no feature of few articles with another does not tell the same event. Candidates by an inverted index of rare
terms, verified exactly, is the way of all-pairs search (Bayardo, Ma and Srikant 2007); what is given up is the exact
similarity of pairs that are far apart.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from recoupe.options import StoryOptions
from recoupe.stories.features import Matrix

_BLOCK = 256
"""Rows multiplied at once: with 2,000 articles a block of similarities takes 4 MB."""

_PAIRS = 20_000
"""Pairs verified at once: some 60 MB of features."""


def compare_near(vectors: Matrix, options: StoryOptions) -> Matrix:
    """Similarities as a symmetric sparse matrix with an empty diagonal.

    Args:
        vectors: one row an article.
        options: up to how many articles all pairs are compared, and how the nearest are found beyond.
    """
    if vectors.shape[0] <= options.all_pairs:
        return _compare_all(vectors)
    return _verify(vectors, _candidates(vectors, options))


def compare_dense(vectors: NDArray[np.floating[Any]], options: StoryOptions) -> Matrix:
    """Similarities as `compare_near` gives them, of dense vectors: of all pairs, or of the nearest of each row.

    Args:
        vectors: one row an article; what is negative counts as nothing in common.
        options: up to how many articles all pairs are kept, and how many are kept of each beyond.
    """
    count = len(vectors)
    kept = count if count <= options.all_pairs else options.nearest + 1
    parts = []
    for start in range(0, count, _BLOCK):
        block = vectors[start : start + _BLOCK] @ vectors.T
        block[np.arange(len(block)), np.arange(start, start + len(block))] = 0
        if kept < count:
            least = np.partition(block, count - kept, axis=1)[:, count - kept, None]
            block[block < least] = 0
        parts.append(csr_matrix(np.maximum(block, 0).astype(np.float64)))
    near = vstack(parts, format="csr") if parts else csr_matrix((0, 0))
    return near.maximum(near.T).tocsr()


def _compare_all(vectors: Matrix) -> Matrix:
    turned = vectors.T.tocsr()
    blocks = []
    for start in range(0, vectors.shape[0], _BLOCK):
        block = vectors[start : start + _BLOCK] @ turned
        block.setdiag(0, k=start)
        block.eliminate_zeros()
        blocks.append(block)
    return vstack(blocks, format="csr") if blocks else csr_matrix((0, 0))


def _candidates(vectors: Matrix, options: StoryOptions) -> NDArray[np.int64]:
    """Pairs of rows that share most by rare features, each once, the lower row first; shape (n, 2), sorted."""
    frequency = np.bincount(vectors.indices, minlength=vectors.shape[1])
    rare = vectors[:, np.flatnonzero((frequency > 1) & (frequency <= options.rare_articles))]
    turned = rare.T.tocsr()
    pairs: list[NDArray[np.int64]] = []
    for start in range(0, rare.shape[0], _BLOCK):
        block = rare[start : start + _BLOCK] @ turned
        for at in range(block.shape[0]):
            row = start + at
            begin, end = block.indptr[at], block.indptr[at + 1]
            others, shared = block.indices[begin:end].astype(np.int64), block.data[begin:end]
            others = _best(others, shared, options.nearest + 1)
            others = others[others != row]
            pairs.append(np.stack([np.minimum(others, row), np.maximum(others, row)], axis=1))
    found = np.concatenate(pairs) if pairs else np.zeros((0, 2), dtype=np.int64)
    return np.unique(found, axis=0)


def _best(rows: NDArray[np.int64], shared: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """The rows that share most, no more than `count`; of those that share as much the lower ones."""
    if len(rows) <= count:
        return rows
    least = np.partition(shared, len(rows) - count)[len(rows) - count]
    more = rows[shared > least]
    return np.concatenate([more, np.sort(rows[shared == least])[: count - len(more)]])


def _verify(vectors: Matrix, pairs: NDArray[np.int64]) -> Matrix:
    """The exact similarities of some pairs."""
    sums = np.empty(len(pairs))
    for start in range(0, len(pairs), _PAIRS):
        left, right = pairs[start : start + _PAIRS].T
        sums[start : start + _PAIRS] = np.asarray(vectors[left].multiply(vectors[right]).sum(axis=1)).ravel()
    left, right = pairs.T
    count = vectors.shape[0]
    half = csr_matrix((sums, (left, right)), shape=(count, count))
    return (half + half.T).tocsr()
