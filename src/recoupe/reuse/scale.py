"""Which way many texts go: numpy alone, or the compiled loops of the modules ``compiled_*``.

Both give the same columns. Numba takes a second to load and more to compile, so a small input never waits for it; where
it is not installed, large inputs take numpy's way and more time.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from recoupe.options import ReuseOptions
from recoupe.reuse.shingles import (
    Counts,
    Flags,
    FoldTable,
    Keys,
    Numbers,
    WordTable,
    encode_texts,
    room_for_points,
    tabulate_words,
)

Weights = NDArray[np.float64]
AnyArray = NDArray[Any]
Index = tuple[Counts, Counts]

COMPILED_FROM = 3_000_000
"""Code points from which on the compiled loops save more than their start costs: about a thousand reports."""

CHUNK = 4_000_000
"""Code points that are folded at once: what they take besides the columns is given back before the next."""

PART_BITS = 16
"""Shingles are partitioned by their leading bits until a part has about two to the power of this: its shingles and the
counters for them then stay in a cache of half a megabyte."""


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
    narrow = _narrow(max(sum(map(len, texts)) + len(texts), max(offsets) + max(map(len, texts)) + 1))
    chunks = _chunks(texts)
    room = 1 + max(sum(map(len, texts[begin:end])) + end - begin for begin, end in chunks)
    types = (np.uint64, narrow, narrow, np.uint8, np.bool_)
    # One scratch for all chunks, and columns that nearly always have room: new memory costs more than the words in it.
    scratch = [np.empty(room, dtype=kind) for kind in types]
    columns = [np.empty(0, dtype=kind) for kind in types]
    sizes = np.zeros(len(texts), dtype=np.int64)
    size = 0
    for begin, end in chunks:
        count = _split(texts[begin:end], offsets[begin:end], sizes[begin:end], scratch)
        if size + count > len(columns[0]):
            # As many words a text as so far, and an eighth more; what is not needed is never touched.
            likely = (size + count) * len(texts) // end * 9 // 8
            columns = [_enlarge(column, size, max(likely, size + count)) for column in columns]
        for column, part in zip(columns, scratch, strict=True):
            column[size : size + count] = part[:count]
        size += count
    keys, starts, ends, letters, capitals = (column[:size] for column in columns)
    return WordTable(keys, starts, ends, letters, capitals, np.append(0, np.cumsum(sizes)))


def _chunks(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Stretches of texts of at most `CHUNK` code points, or of one text."""
    chunks: list[tuple[int, int]] = []
    begin = 0
    while begin < len(texts):
        end, size = begin, 0
        while end < len(texts) and (end == begin or size + len(texts[end]) <= CHUNK):
            size += len(texts[end])
            end += 1
        chunks.append((begin, end))
        begin = end
    return chunks


def _enlarge(column: AnyArray, size: int, room: int) -> AnyArray:
    larger = np.empty(room, dtype=column.dtype)
    larger[:size] = column[:size]
    return larger


def _split(texts: Sequence[str], offsets: Sequence[int], sizes: Numbers, out: Sequence[AnyArray]) -> int:
    """Fill columns with the words of some texts.

    Args:
        texts: any strings.
        offsets: what to add to the offsets of each.
        sizes: zeros; filled: for each text its words.
        out: columns to fill: keys, starts, ends, letters, capitals.

    Returns:
        The number of words.
    """
    from recoupe.reuse.compiled import mark_points, split_words  # noqa: PLC0415 - numba loads slowly

    points, origins = encode_texts(texts)
    occurs = room_for_points(points)
    mark_points(points, occurs)
    folds = FoldTable.of(occurs)
    text_ends = np.append(origins[1:] - 1, len(points))
    shift = np.asarray(offsets, dtype=np.int64) - origins
    tables = (folds.rank, folds.bounds, folds.hashes, folds.alone, folds.marks, folds.capitals)
    return int(split_words(points, tables, text_ends, shift, sizes, tuple(out)))


def _narrow(count: int) -> type[np.signedinteger]:
    """The smallest type of whole numbers that counts so far: mostly 32 bits, and half the memory."""
    return np.int32 if count < 1 << 31 else np.int64


def weigh_plain(table: WordTable, texts: Numbers, stopwords: Keys, options: ReuseOptions, weights: Weights) -> None:
    """Fill in the weights of the words of some texts of one language, by numpy.

    Args:
        table: the words.
        texts: indexes of the texts.
        stopwords: keys of the language's stopwords.
        options: what a function word and a capital weigh.
        weights: of all words; filled for those texts.
    """
    rows = np.flatnonzero(np.isin(table.owners, texts))
    if not len(rows):
        return
    keys, owners = table.keys[rows], table.owners[rows]
    order = np.lexsort((keys, owners))
    keys, owners = keys[order], owners[order]
    opening = np.flatnonzero(np.r_[True, (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])])
    counts = np.diff(np.append(opening, len(keys)))
    weights[rows[order]] = np.repeat(1.0 / counts, counts)
    weights[rows[table.capitals[rows]]] *= options.capital
    heavy = (table.letters[rows] > 3) & ~np.isin(table.keys[rows], stopwords)
    weights[rows] = np.where(heavy, np.maximum(weights[rows], options.light), options.light)


class CodedWeights(NamedTuple):
    """The weights of the words of a large corpus, a few values in all: a quarter of the memory, or less.

    Attributes:
        codes: of the words: 0 for a light one, else twice how often its text has it, as far as that matters, and one
            more for a capital.
        values: the weight of each code.
        spare: memory beside the codes, to be written over.
    """

    codes: AnyArray
    values: Weights
    spare: AnyArray

    @classmethod
    def room(cls, table: WordTable, options: ReuseOptions, memory: AnyArray) -> CodedWeights:
        """Weights to be filled in.

        Args:
            table: the words.
            options: what a function word and a capital weigh.
            memory: of four bytes a word or more, to be written over: new memory costs more than what is put there.
        """
        most = int(np.diff(table.bounds).max(initial=0))
        if options.light * most > max(1, options.capital):
            # A word that comes more often weighs as much as a light one.
            most = math.ceil(max(1, options.capital) / options.light)
        plain = 1.0 / np.maximum(np.arange(most + 1), 1)
        values = np.maximum(np.stack((plain, plain * options.capital), axis=1).ravel(), options.light)
        values[0] = options.light
        kind = np.uint8 if len(values) <= 1 << 8 else np.uint32
        size = len(table) * np.dtype(kind).itemsize
        memory = memory.view(np.uint8)
        return cls(memory[:size].view(kind), values, memory[-(-size // 8) * 8 :])

    def of(self, begin: int, end: int) -> Weights:
        """The weights of the words from one row to another."""
        weights: Weights = self.values[self.codes[begin:end]]
        return weights


def weigh_compiled(table: WordTable, texts: Numbers, stopwords: Keys, weights: CodedWeights) -> None:
    """The same as `weigh_plain`, by the compiled loops."""
    from recoupe.reuse.compiled import weigh_words  # noqa: PLC0415 - as above

    columns = (table.keys, table.letters, table.capitals, table.bounds)
    weigh_words(columns, texts, stopwords, len(weights.values) // 2 - 1, weights.codes)


def index_shingles(table: WordTable, options: ReuseOptions) -> tuple[Index, AnyArray]:
    """Rows of the shingles that stand twice or more, by shingle and then by place, by the compiled loops.

    Args:
        table: the words.
        options: length of a shingle and the frequency rules.

    Returns:
        The rows, and for each the place of the first of its shingle; ``-1 - place`` where the shingle is frequent. And
        memory of four bytes a word or more that is free again.
    """
    from recoupe.reuse import compiled_shingles  # noqa: PLC0415 - as above

    narrow = _narrow(len(table))
    # Of `window + 1` shingles two are kept. More parts than that, and most entries would be leaps.
    spread = (options.window + 1) // 2
    kept = len(table) // spread
    bits = max(1, min(kept.bit_length() - PART_BITS, compiled_shingles.GAP_BITS + 1 - spread.bit_length()))
    blocks = compiled_shingles.room_for_parts(len(table), bits)
    entries = np.empty(blocks * compiled_shingles.BLOCK, dtype=np.uint32)
    followers = np.empty(blocks, dtype=np.int64)
    rule = (options.shingle, options.window)
    ends = compiled_shingles.partition_shingles(table.keys, table.bounds, *rule, bits, entries, followers)
    # Written only as far as rows are kept, and one more.
    rows = np.empty(len(table) + 1, dtype=narrow)
    count = compiled_shingles.keep_repeated(entries, followers, ends, kept >> bits, rows)
    rows = rows[:count]
    # The entries are not needed any more: what follows nearly always has room where they were.
    shingles, keys, order, openings = _carve(entries, count, (np.uint64, np.uint64, narrow, narrow))
    compiled_shingles.hash_rows(table.keys, rows, options.shingle, shingles)
    compiled_shingles.sort_rows(shingles, rows, max(1, count.bit_length() - 3), keys, order)
    rules = (options.max_repeats, options.max_frequency)
    kept = compiled_shingles.index_rows(keys, order, table.bounds, *rules, openings)
    return (order[:kept].copy(), openings[:kept].copy()), entries


def _carve(room: AnyArray, count: int, types: Sequence[DTypeLike]) -> list[AnyArray]:
    """Columns of `count` entries, the widest first, in memory to be written over, or in new memory if it is small."""
    needed = count * sum(np.dtype(kind).itemsize for kind in types)
    free = (room if room.nbytes >= needed else np.empty(needed, dtype=np.uint8)).view(np.uint8)
    columns: list[AnyArray] = []
    for kind in types:
        size = count * np.dtype(kind).itemsize
        columns.append(free[:size].view(kind))
        free = free[size:]
    return columns


def gather_hits(
    table: WordTable, documents: Numbers, index: Index, weights: CodedWeights, options: ReuseOptions
) -> tuple[Numbers, Numbers]:
    """Rows with equal shingles, of the pairs of articles that may hold a passage, by the compiled loops.

    Args:
        table: the words.
        documents: for each article a number that articles of one document share.
        index: of `index_shingles`.
        weights: of the words; their spare memory is written over.
        options: all rules for passages.

    Returns:
        Rows of the left and of the right article.
    """
    from recoupe.reuse import compiled_hits  # noqa: PLC0415 - as above

    rules = (options.shingle, options.neighbours, max(options.gap, options.near, options.touch))
    (posts,) = _carve(weights.spare, len(index[0]), (_post_type(len(table)),))
    growth = _growth(table, weights, options)
    hits: tuple[Numbers, Numbers] = compiled_hits.gather_hits(*growth, documents, index, posts, rules)
    return hits


def _post_type(count: int) -> np.dtype[np.void]:
    """What stands in memory beside each other for a row of the index, where the table has so many words.

    Its row, its article, and bytes of the words around it: the articles of a shingle lie far apart, and each look at
    one of several columns would wait for memory.
    """
    narrow = _narrow(count)
    return np.dtype([("close", np.uint64), ("further", np.uint64), ("row", narrow), ("text", narrow)])


def sift_pairs(
    table: WordTable,
    weights: CodedWeights,
    runs: tuple[Numbers, Numbers, Numbers],
    edges: Numbers,
    options: ReuseOptions,
    keeps: Flags,
) -> None:
    """Tell in `keeps` which pairs may hold a passage: see `recoupe.reuse.compiled_hits.sieve`."""
    from recoupe.reuse.compiled_hits import sieve  # noqa: PLC0415 - as above

    joins = (options.gap, options.near, options.touch, options.firm)
    sieve(*_growth(table, weights, options), runs, edges, joins, keeps)


def _growth(table: WordTable, weights: CodedWeights, options: ReuseOptions) -> tuple[object, object, object, object]:
    """What the compiled loops grow a run by: the words, their weights, the steps, and when it is a passage."""
    skips = np.array(walk_steps(options.look_ahead), dtype=np.int64)
    limits = (options.drop, options.min_words, min(options.min_weight, options.whole_weight))
    return (table.keys, table.bounds), weights[:2], skips, limits


@cache
def walk_steps(look_ahead: int) -> tuple[tuple[int, int], ...]:
    """Steps on the two sides that a growing end may take, nearest first."""
    steps = range(1, look_ahead + 1)
    nearest = sorted(((x, y) for x in steps for y in steps), key=lambda step: (sum(step), abs(step[0] - step[1])))
    return tuple(nearest)
