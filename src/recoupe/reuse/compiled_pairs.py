"""Compiled loops of the exact join of near-duplicates: see `recoupe.reuse.near_duplicates`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from recoupe.reuse.compiled_shingles import BUCKET_BITS, hash_shingle

_SHIFT = np.uint64(64 - BUCKET_BITS)


@njit(cache=True, nogil=True)
def shingle_sets(keys: Any, bounds: Any, width: int, sets: Any, edges: Any) -> None:
    """The distinct shingles of each text, sorted.

    Args:
        keys: of the words of all texts.
        bounds: where the words of each text begin.
        width: words of a shingle; a text with fewer words has one of all its words.
        sets: filled, one text after the other.
        edges: filled: where each text's shingles begin; one entry more than texts.
    """
    place = 0
    for text in range(len(bounds) - 1):
        begin, end = bounds[text], bounds[text + 1]
        edges[text] = place
        first = place
        for row in range(begin, max(begin + min(1, end - begin), end - width + 1)):
            sets[place] = hash_shingle(keys, row, min(width, end - row))
            place += 1
        sets[first:place] = np.sort(sets[first:place])
        kept = first
        for row in range(first, place):
            if row == first or sets[row] != sets[kept - 1]:
                sets[kept] = sets[row]
                kept += 1
        place = kept
    edges[len(bounds) - 1] = place


@njit(cache=True, nogil=True)
def count_shingles(sets: Any, size: int, counters: Any) -> None:
    """How many texts have each shingle, as far as its counter tells; counting ends at the counter's largest number.

    The counts only order the shingles: a counter that two of them share costs a candidate more, never a pair.

    Args:
        sets: shingles.
        size: how many of them.
        counters: zeros, one for every value of `BUCKET_BITS` bits; filled.
    """
    for row in range(size):
        bucket = np.int64(sets[row] >> _SHIFT)
        if counters[bucket] < 65535:
            counters[bucket] += 1


@njit(cache=True, nogil=True)
def take_prefixes(sets: Any, edges: Any, share: float, counters: Any, rows: Any, texts: Any) -> Any:
    """The rarest shingles of each text, as many as must hold one of any text that shares `share` of its shingles.

    Returns:
        How many were written to `rows` (places in `sets`) and `texts`; those that one text alone has are left out.
    """
    count = 0
    for text in range(len(edges) - 1):
        begin, end = edges[text], edges[text + 1]
        if begin == end:
            continue
        keep = end - begin - np.int64(np.ceil(share * (end - begin) - 1e-9)) + 1
        ranks = np.empty(end - begin, dtype=np.int64)
        for row in range(begin, end):
            ranks[row - begin] = counters[np.int64(sets[row] >> _SHIFT)]
        order = np.argsort(ranks, kind="mergesort")  # ties stay in the order of the hashes: one order for all texts
        for place in range(min(keep, end - begin)):
            row = begin + order[place]
            if counters[np.int64(sets[row] >> _SHIFT)] > 1:
                rows[count], texts[count] = row, text
                count += 1
    return count


@njit(cache=True, nogil=True)
def pair_prefixes(shingles: Any, texts: Any, edges: Any, share: float, out: Any, fill: bool) -> Any:
    """Pairs of texts that share a shingle of their prefixes and are not too unlike in size.

    Args:
        shingles: of the prefixes, sorted.
        texts: which text each is of.
        edges: of the sets.
        share: least share of the larger set that the smaller must have the size of.
        out: filled with ``first << 32 | second``, where `fill`.
        fill: whether to fill it, or only to count.
    """
    count, place = 0, 0
    while place < len(shingles):
        after = place + 1
        while after < len(shingles) and shingles[after] == shingles[place]:
            after += 1
        for one in range(place, after):
            for other in range(one + 1, after):
                a, b = texts[one], texts[other]
                x, y = edges[a + 1] - edges[a], edges[b + 1] - edges[b]
                if min(x, y) >= share * max(x, y) - 1e-9:
                    if fill:
                        out[count] = np.int64(min(a, b)) << 32 | max(a, b)
                    count += 1
        place = after
    return count


@njit(cache=True, nogil=True)
def count_shared(pairs: Any, sets: Any, edges: Any, shared: Any) -> None:
    """How many shingles the two texts of each pair share."""
    for index in range(len(pairs)):
        a, b = pairs[index] >> 32, pairs[index] & 0xFFFFFFFF
        x, y, count = edges[a], edges[b], 0
        while x < edges[a + 1] and y < edges[b + 1]:
            if sets[x] == sets[y]:
                count += 1
                x += 1
                y += 1
            elif sets[x] < sets[y]:
                x += 1
            else:
                y += 1
        shared[index] = count
