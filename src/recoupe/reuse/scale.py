"""Which way many texts go: numpy alone, or the compiled loops of `recoupe.reuse.compiled`.

Both give the same columns. Numba takes a second to load and more to compile, so a small input never waits for it; where
it is not installed, large inputs take numpy's way and more time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from recoupe.options import ReuseOptions
from recoupe.reuse.shingles import (
    Flags,
    FoldTable,
    Keys,
    Numbers,
    WordTable,
    encode_texts,
    hash_shingles,
    tabulate_words,
)

Weights = NDArray[np.float64]

COMPILED_FROM = 3_000_000
"""Code points from which on the compiled loops save more than their start costs: about a thousand reports."""

CHUNK = 4_000_000
"""Code points that are folded at once: what they take besides the columns is given back before the next."""


def compiles(size: int) -> bool:
    """Whether an input of so many code points is worth the compiled loops, and they can be had."""
    return size >= COMPILED_FROM and find_spec("numba") is not None


def tabulate_corpus(texts: Sequence[str], offsets: Sequence[int], *, compiled: bool) -> WordTable:
    """The words of many texts, as `recoupe.reuse.shingles.tabulate_words` gives them.

    Args:
        texts: any strings.
        offsets: what to add to the offsets of each text.
        compiled: whether to take the compiled loops.
    """
    if not compiled or not texts:
        return tabulate_words(texts, offsets)
    parts: list[WordTable] = []
    begin = 0
    while begin < len(texts):
        end, size = begin, 0
        while end < len(texts) and (end == begin or size + len(texts[end]) <= CHUNK):
            size += len(texts[end])
            end += 1
        parts.append(_split(texts[begin:end], offsets[begin:end], begin))
        begin = end
    owners = np.concatenate([part.owners for part in parts])
    return WordTable(
        keys=np.concatenate([part.keys for part in parts]),
        starts=np.concatenate([part.starts for part in parts]),
        ends=np.concatenate([part.ends for part in parts]),
        letters=np.concatenate([part.letters for part in parts]),
        capitals=np.concatenate([part.capitals for part in parts]),
        owners=owners,
        bounds=np.searchsorted(owners, np.arange(len(texts) + 1)),
    )


def _split(texts: Sequence[str], offsets: Sequence[int], first: int) -> WordTable:
    """The table of some texts, of which the first has the index `first`; its bounds are left empty."""
    from recoupe.reuse.compiled import split_words  # noqa: PLC0415 - numba loads slowly

    points, origins = encode_texts(texts)
    folds = FoldTable.of(points)
    room = len(points) + 1
    keys = np.empty(room, dtype=np.uint64)
    starts, ends, letters, owners = (np.empty(room, dtype=np.int64) for _ in range(4))
    text_ends = np.append(origins[1:] - 1, len(points))
    out = (keys, starts, ends, letters, owners)
    count = split_words(points, folds.rank, folds.bounds, folds.hashes, folds.alone, folds.marks, text_ends, out)
    begins, owned = starts[:count], owners[:count]
    shift = (np.asarray(offsets, dtype=np.int64) - origins)[owned]
    return WordTable(
        keys=keys[:count].copy(),
        starts=begins + shift,
        ends=ends[:count] + shift,
        letters=letters[:count].copy(),
        capitals=folds.capitals[folds.rank[points[begins]]],
        owners=owned + first,
        bounds=np.zeros(0, dtype=np.int64),
    )


def weigh_texts(table: WordTable, texts: Numbers, stopwords: Keys, options: ReuseOptions, weights: Weights) -> None:
    """Fill in the weights of the words of some texts of one language, by the compiled loops.

    Args:
        table: the words.
        texts: indexes of the texts.
        stopwords: keys of the language's stopwords.
        options: what a function word and a capital weigh.
        weights: of all words; filled for those texts.
    """
    from recoupe.reuse.compiled import weigh_words  # noqa: PLC0415 - as above

    columns = (table.keys, table.letters, table.capitals, table.bounds)
    weigh_words(*columns, texts, stopwords, options.light, options.capital, weights)


def sift_shingles(table: WordTable, width: int, *, compiled: bool) -> tuple[Keys, Numbers]:
    """The shingle of every row, and the rows whose shingle may stand twice (all, without the compiled loops)."""
    if not compiled:
        shingles = hash_shingles(table, width)
        return shingles, np.flatnonzero(shingles)
    from recoupe.reuse.compiled import BUCKETS, repeated_rows, shingle_rows  # noqa: PLC0415 - as above

    shingles, buckets = np.empty(len(table), dtype=np.uint64), np.zeros(BUCKETS // 4, dtype=np.uint8)
    rows = np.empty(shingle_rows(table.keys, table.bounds, width, shingles, buckets), dtype=np.int64)
    repeated_rows(shingles, buckets, rows)
    return shingles, rows


def sift_pairs(
    table: WordTable,
    weights: Weights,
    runs: tuple[Numbers, Numbers, Numbers],
    edges: Numbers,
    options: ReuseOptions,
    keeps: Flags,
) -> None:
    """Tell in `keeps` which pairs may hold a passage: see `recoupe.reuse.compiled.sieve`."""
    from recoupe.reuse.compiled import sieve  # noqa: PLC0415 - as above

    limits = (options.drop, options.min_words, options.min_weight)
    skips = np.array(walk_steps(options.look_ahead), dtype=np.int64)
    sieve(table.keys, weights, table.bounds, table.owners, runs, edges, skips, limits, keeps)


@cache
def walk_steps(look_ahead: int) -> tuple[tuple[int, int], ...]:
    """Steps on the two sides that a growing end may take, nearest first."""
    steps = range(1, look_ahead + 1)
    nearest = sorted(((x, y) for x in steps for y in steps), key=lambda step: (sum(step), abs(step[0] - step[1])))
    return tuple(nearest)
