"""The columns of words that `recoupe.reuse.shingles` makes, in compiled loops.

For thousands of articles a pass of numpy over every word costs more in memory than in time; here each word is touched
once. The kernels of this and of the other modules ``compiled_*`` are compiled by numba when first used (and kept on
disk), so they are only imported for inputs that are worth the wait, and only where numba is installed (the extra
``recoupe[corpus]``). Property tests hold them to the results of the other path, bit for bit.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SPLIT = np.uint64(0xBF58476D1CE4E5B9)
ONE = np.uint64(1)
_S29 = np.uint64(29)
_S32 = np.uint64(32)


@njit(cache=True, nogil=True)
def scatter(value: Any) -> Any:
    """Spread a product over all bits, as `recoupe.reuse.shingles` does."""
    mixed = (value ^ (value >> _S29)) * _SPLIT
    return mixed ^ (mixed >> _S32)


@njit(cache=True, nogil=True)
def mark_points(points: Any, occurs: Any) -> None:
    """Set the flag of each code point: numpy would make a wider copy of them all to do this."""
    for point in points:
        occurs[point] = True


@njit(cache=True, nogil=True)
def split_words(points: Any, tables: Any, text_ends: Any, shift: Any, sizes: Any, out: Any) -> Any:
    """One pass over the code points of many texts.

    Args:
        points: code points, a line feed between texts.
        tables: the columns rank, bounds, hashes, alone, marks and capitals of `recoupe.reuse.shingles.FoldTable`.
        text_ends: index in `points` after each text.
        shift: for each text, what to add to an index in `points`.
        sizes: zeros; filled: for each text its words.
        out: columns to fill: keys, starts, ends, letters, capitals.

    Returns:
        The number of words.
    """
    rank, folds, hashes, alone, marks, capitals = tables
    keys, starts, ends, letters, capital = out
    plain, tangled = _tell_plain(rank, folds, hashes, alone)
    count, owner = 0, 0
    key, power = np.uint64(0), GOLDEN
    size, first, last, single = 0, 0, 0, False
    for place in range(len(points) + 1):
        inside = place < len(points)
        point = points[place] if inside else 0
        if inside and not single and not tangled[point] and plain[point] != 0:
            # A letter or digit that folds to one character, in a word or at its beginning: nearly all there are.
            if size == 0:
                key, power, first = np.uint64(0), GOLDEN, place
            key += plain[point] * power
            power *= GOLDEN
            size += 1
            last = place
            continue
        begin, end = (folds[rank[point]], folds[rank[point] + 1]) if inside else (0, 1)
        for index in range(begin, end):
            value = hashes[index] if inside else np.uint64(0)
            apart = inside and alone[index]
            if size and (value == 0 or apart or single):
                while first >= text_ends[owner]:
                    owner += 1
                stop = last + 1
                while stop < len(points) and marks[rank[points[stop]]]:
                    stop += 1
                keys[count] = scatter(key) | ONE
                starts[count], ends[count] = first + shift[owner], stop + shift[owner]
                letters[count], capital[count] = min(size, 255), capitals[rank[points[first]]]
                sizes[owner] += 1
                count += 1
                size = 0
            if value != 0:
                if size == 0:
                    key, power, first = np.uint64(0), GOLDEN, place
                key += value * power
                power *= GOLDEN
                size += 1
                last, single = place, apart
            else:
                single = False
    return count


@njit(cache=True, nogil=True)
def _tell_plain(rank: Any, folds: Any, hashes: Any, alone: Any) -> Any:
    """For each code point the hash of its one folded character, and whether it has none, several, or one alone."""
    plain = np.zeros(len(rank), dtype=np.uint64)
    tangled = np.zeros(len(rank), dtype=np.bool_)
    for point in range(len(rank)):
        begin, end = folds[rank[point]], folds[rank[point] + 1]
        tangled[point] = end - begin != 1 or alone[begin]
        if not tangled[point]:
            plain[point] = hashes[begin]
    return plain, tangled


@njit(cache=True, nogil=True)
def weigh_words(table: Any, texts: Any, stopwords: Any, most: int, codes: Any) -> None:
    """What every word of texts of one language weighs: see `recoupe.reuse.scale.CodedWeights`.

    Args:
        table: its columns keys, letters, capitals and bounds.
        texts: indexes of the texts.
        stopwords: keys of the language's stopwords.
        most: how often a text has a word, at most, where it matters.
        codes: of all words; filled for those texts.
    """
    keys, letters, capitals, bounds = table
    known = np.zeros(4096, dtype=np.uint64)
    while len(known) < 2 * len(stopwords):
        known = np.zeros(2 * len(known), dtype=np.uint64)
    for word in stopwords:
        known[_place(known, word)] = word
    room = 64
    seen, counts = np.zeros(room, dtype=np.uint64), np.zeros(room, dtype=np.int64)
    for text in texts:
        begin, end = bounds[text], bounds[text + 1]
        while room < 2 * (end - begin):
            room *= 2
            seen, counts = np.zeros(room, dtype=np.uint64), np.zeros(room, dtype=np.int64)
        seen[:] = 0
        for row in range(begin, end):
            place = _place(seen, keys[row])
            counts[place] = counts[place] + 1 if seen[place] != 0 else 1
            seen[place] = keys[row]
        for row in range(begin, end):
            common = letters[row] <= 3 or known[_place(known, keys[row])] != 0
            codes[row] = 0 if common else 2 * min(counts[_place(seen, keys[row])], most) + capitals[row]


@njit(cache=True, nogil=True)
def _place(seen: Any, key: Any) -> Any:
    """Where a key stands in a table with open addresses, or the free place that it would take; keys are never 0."""
    mask = np.uint64(len(seen) - 1)
    place = (key >> _S32) & mask
    while seen[place] != 0 and seen[place] != key:
        place = (place + ONE) & mask
    return place
