"""Where two articles have the same words in a row: the places at which a passage is looked for.

Run
    A stretch of equal words, at least one shingle long, in two articles of different documents.

An index of shingles, sorted, gives every pair of places at once; a shingle that very many places share is linked to
its neighbours and to the first only (the document-frequency rule of Manku et al. 2007 and of the text-reuse tools that
follow them). What two articles share by chance still grows with the square of their number: for a large corpus the
compiled loops sieve it before it is stored (see `recoupe.reuse.compiled_hits`), without leaving out a passage.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, pairwise
from typing import NamedTuple

import numpy as np

from recoupe.options import ReuseOptions
from recoupe.reuse.scale import CodedWeights, Index, gather_hits, sift_pairs
from recoupe.reuse.shingles import Keys, Numbers, WordTable, hash_shingles, winnow_shingles


class Run(NamedTuple):
    """Equal words: `length` rows of the table from `left` on, and as many from `right` on."""

    left: int
    right: int
    length: int


class PairRuns(NamedTuple):
    """All runs of two articles, in the order of the left one; `left` < `right` are indexes of articles."""

    left: int
    right: int
    runs: list[Run]


def find_runs(
    table: WordTable,
    documents: Numbers,
    options: ReuseOptions,
    compiled: tuple[Index, CodedWeights] | None = None,
) -> Iterator[PairRuns]:
    """Runs of equal words, pair of articles by pair of articles, in order.

    Args:
        table: the words of the articles.
        documents: for each article a number that articles of one document share: a digest does not copy from itself.
        options: length of a shingle and the frequency rules.
        compiled: index of the shingles and weights of the words; given them, the compiled loops are taken, and pairs
            that can hold no passage left out.
    """
    if compiled is None:
        left, right = _find_hits(table, documents, options)
    else:
        left, right = gather_hits(table, documents, *compiled, options)
    if not len(left):
        return
    # Rows of the index rise within a shingle, so left lies before right and its article is the earlier one.
    pairs = table.owners_of(left) * len(documents) + table.owners_of(right)
    order = np.lexsort((left, right - left, pairs))
    left, right, pairs = left[order], right[order], pairs[order]
    breaks = np.ones(len(left), dtype=np.bool_)
    breaks[1:] = (pairs[1:] != pairs[:-1]) | (left[1:] - left[:-1] != 1) | (right[1:] - right[:-1] != 1)
    first = np.flatnonzero(breaks)
    lengths = np.diff(np.append(first, len(left))) + options.shingle - 1
    left, right, pairs = left[first], right[first], pairs[first]
    order = np.lexsort((right, left, pairs))
    left, right, lengths, pairs = left[order], right[order], lengths[order], pairs[order]
    edges = np.append(np.flatnonzero(np.r_[True, pairs[1:] != pairs[:-1]]), len(pairs))
    keeps = np.ones(len(edges) - 1, dtype=np.bool_)
    if compiled is not None:
        sift_pairs(table, compiled[1], (left, right, lengths), edges, options, keeps)
    for begin, end in compress(pairwise(edges.tolist()), keeps.tolist()):
        columns = (column[begin:end].tolist() for column in (left, right, lengths))
        runs = [Run(*row) for row in zip(*columns, strict=True)]
        yield PairRuns(*divmod(int(pairs[begin]), len(documents)), runs)


def _find_hits(table: WordTable, documents: Numbers, options: ReuseOptions) -> tuple[Numbers, Numbers]:
    """All pairs of rows with equal shingles in different documents, as far as the frequency rules link them."""
    shingles = hash_shingles(table, options.shingle)
    if options.window > 1:
        shingles = winnow_shingles(table, shingles, options.window)
    rows = _index(shingles, table.owners, options.max_repeats)
    left, right = _link(shingles[rows], rows, options)
    apart = documents[table.owners[left]] != documents[table.owners[right]]
    return left[apart], right[apart]


def _index(shingles: Keys, owners: Numbers, max_repeats: int) -> Numbers:
    """Rows that may begin a run, by shingle and then by place; those of a shingle that stands once are left out."""
    rows = np.flatnonzero(shingles)
    order: Numbers = np.argsort(shingles[rows], kind="stable")
    rows = rows[order]
    keys, places = shingles[rows], owners[rows]
    if not len(rows):
        return rows
    # How often the same article has had the shingle before.
    opening = np.flatnonzero(np.r_[True, (keys[1:] != keys[:-1]) | (places[1:] != places[:-1])])
    repeat = np.arange(len(rows)) - np.repeat(opening, np.diff(np.append(opening, len(rows))))
    rows = rows[repeat < max_repeats]
    keys = shingles[rows]
    same = keys[1:] == keys[:-1]
    shared: Numbers = rows[np.r_[False, same] | np.r_[same, False]]
    return shared


def _link(keys: Keys, rows: Numbers, options: ReuseOptions) -> tuple[Numbers, Numbers]:
    """Pairs of rows with equal shingles: all of them, or, for a frequent shingle, neighbours and the first."""
    if not len(rows):
        return rows, rows
    opening = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    sizes = np.diff(np.append(opening, len(keys)))
    frequent = np.repeat(sizes > options.max_frequency, sizes)
    group_end = np.repeat(opening + sizes, sizes)
    left: list[Numbers] = []
    right: list[Numbers] = []
    places = np.arange(len(keys))
    lag = 1
    while len(places):
        places = places[places + lag < group_end[places]]
        if lag > options.neighbours:
            places = places[~frequent[places]]
        left.append(rows[places])
        right.append(rows[places + lag])
        lag += 1
    # The first of a frequent shingle, for the places too far from it to be its neighbours.
    far = np.flatnonzero(frequent)
    start = np.repeat(opening, sizes)[far]
    distant = far - start > options.neighbours
    left.append(rows[start[distant]])
    right.append(rows[far[distant]])
    return np.concatenate(left), np.concatenate(right)
