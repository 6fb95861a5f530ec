"""The same columns as `recoupe.reuse.shingles` makes, and the same first sieve of passages, in compiled loops.

For thousands of articles a pass of numpy over every word costs more in memory than in time; here each word is touched
once. The kernels are compiled by numba when first used (and kept on disk), so this module is only imported for inputs
that are worth the wait, and only where numba is installed (the extra ``recoupe[corpus]``). Property tests hold it to
the results of the other path, bit for bit.
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

BUCKETS = 1 << 24
"""Counters for shingles, two bits each: seen, and seen again. A shingle that shares its counter with another is only
looked at once more than needed."""


@njit(cache=True, nogil=True)
def scatter(value: Any) -> Any:
    """Spread a product over all bits, as `recoupe.reuse.shingles` does."""
    mixed = (value ^ (value >> _S29)) * _SPLIT
    return mixed ^ (mixed >> _S32)


@njit(cache=True, nogil=True)
def split_words(
    points: Any, rank: Any, folds: Any, hashes: Any, alone: Any, marks: Any, text_ends: Any, out: Any
) -> Any:
    """One pass over the code points of many texts.

    Args:
        points: code points, a line feed between texts.
        rank: code point -> its row in the tables of folds.
        folds: row -> where its folded characters begin in `hashes`; one entry more than rows.
        hashes: of folded characters; 0 ends a word.
        alone: whether a folded character is a word of its own.
        marks: row -> whether it is a combining mark.
        text_ends: index in `points` after each text.
        out: columns to fill: keys, starts, ends, letters, owners.

    Returns:
        The number of words.
    """
    keys, starts, ends, letters, owners = out
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
                starts[count], ends[count], letters[count], owners[count] = first, stop, size, owner
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
def shingle_rows(keys: Any, bounds: Any, width: int, shingles: Any, buckets: Any) -> Any:
    """Hash the shingles of each text into `shingles` (0 where too few words are left) and count them in `buckets`.

    Returns:
        How many rows have a shingle whose counter says that it may stand twice.
    """
    for text in range(len(bounds) - 1):
        for row in range(bounds[text], bounds[text + 1]):
            if row + width > bounds[text + 1]:
                shingles[row] = 0
                continue
            value = np.uint64(0)
            for place in range(width):
                value = scatter((value ^ keys[row + place]) * GOLDEN)
            shingles[row] = value | ONE
            bucket, once = _counter(value)
            state = buckets[bucket]
            buckets[bucket] = state | np.uint8(once << 1) if state & once else state | once
    count = 0
    for row in range(len(keys)):
        count += _repeats(shingles[row], buckets)
    return count


@njit(cache=True, nogil=True)
def _counter(shingle: Any) -> Any:
    """The byte of a shingle's counter, and its first bit there."""
    bucket = np.int64(shingle >> np.uint64(40))
    return bucket >> 2, np.uint8(1 << (2 * (bucket & 3)))


@njit(cache=True, nogil=True)
def _repeats(shingle: Any, buckets: Any) -> Any:
    bucket, once = _counter(shingle)
    return shingle != 0 and buckets[bucket] & np.uint8(once << 1) != 0


@njit(cache=True, nogil=True)
def repeated_rows(shingles: Any, buckets: Any, rows: Any) -> None:
    """Fill `rows` with those whose shingle may stand twice."""
    count = 0
    for row in range(len(shingles)):
        if _repeats(shingles[row], buckets):
            rows[count] = row
            count += 1


@njit(cache=True, nogil=True)
def weigh_words(
    keys: Any,
    letters: Any,
    capitals: Any,
    bounds: Any,
    texts: Any,
    stopwords: Any,
    light: float,
    capital: float,
    weights: Any,
) -> None:
    """The weight of every word of texts of one language: see `recoupe.options.ReuseOptions`.

    Args:
        keys: of the table of words.
        letters: of the table.
        capitals: of the table.
        bounds: of the table.
        texts: indexes of the texts.
        stopwords: keys of the language's stopwords.
        light: of the options.
        capital: of the options.
        weights: filled.
    """
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
            weight = 1.0 / counts[_place(seen, keys[row])]
            if capitals[row]:
                weight *= capital
            weights[row] = light if common else max(weight, light)


@njit(cache=True, nogil=True)
def _place(seen: Any, key: Any) -> Any:
    """Where a key stands in a table with open addresses, or the free place that it would take; keys are never 0."""
    mask = np.uint64(len(seen) - 1)
    place = (key >> _S32) & mask
    while seen[place] != 0 and seen[place] != key:
        place = (place + ONE) & mask
    return place


@njit(cache=True, nogil=True)
def grow(keys: Any, weights: Any, sides: Any, ends: Any, step: int, skips: Any, drop: int) -> Any:
    """Words and weight that the growing end of a run gains: as `recoupe.reuse.chains` walks.

    Args:
        keys: of the table.
        weights: of its words.
        sides: first and last-but-one row of the left and of the right article.
        ends: the row that the walk leaves from, on both sides.
        step: 1 to walk forward, -1 to walk back.
        skips: steps on both sides, nearest first.
        drop: words by which the sum may fall under its best.
    """
    a, b = ends
    a_start, a_end, b_start, b_end = sides
    score, best, kept, count = 0, 0, 0, 0
    weight, kept_weight = 0.0, 0.0
    while score >= best - drop:
        moved = False
        for index in range(len(skips)):
            p, q = a + step * skips[index, 0], b + step * skips[index, 1]
            if a_start <= p < a_end and b_start <= q < b_end and keys[p] == keys[q]:
                score += 2 - max(skips[index, 0], skips[index, 1])
                a, b = p, q
                count += 1
                weight += min(weights[p], weights[q])
                moved = True
                break
        if not moved:
            break
        if score >= best:
            best, kept, kept_weight = score, count, weight
    return kept, kept_weight


@njit(cache=True, nogil=True)
def sieve(
    keys: Any, weights: Any, bounds: Any, owners: Any, runs: Any, edges: Any, skips: Any, limits: Any, keeps: Any
) -> None:
    """Tell which pairs of articles may hold a passage: those of one run that is too short or light when grown do not.

    Args:
        keys: of the table.
        weights: of its words.
        bounds: of the table.
        owners: of the table.
        runs: columns left, right, length, by pair.
        edges: where each pair begins in `runs`; one entry more than pairs.
        skips: see `grow`.
        limits: drop, least words, least weight.
        keeps: filled, an entry a pair.
    """
    left, right, lengths = runs
    drop, min_words, min_weight = limits
    for pair in range(len(edges) - 1):
        keeps[pair] = True
        if edges[pair + 1] - edges[pair] > 1:
            continue
        run = edges[pair]
        a, b, length = left[run], right[run], lengths[run]
        one, other = owners[a], owners[b]
        sides = (bounds[one], bounds[one + 1], bounds[other], bounds[other + 1])
        head, head_weight = grow(keys, weights, sides, (a, b), -1, skips, drop)
        tail, tail_weight = grow(keys, weights, sides, (a + length - 1, b + length - 1), 1, skips, drop)
        weight = head_weight + tail_weight
        for place in range(length):
            weight += min(weights[a + place], weights[b + place])
        # A hair of room: sums in another order may differ in the last bit.
        keeps[pair] = head + tail + length >= min_words and weight >= min_weight - 1e-9
