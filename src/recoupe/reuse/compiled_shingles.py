"""Shingles of many texts in compiled loops: their hashes, which of them stand twice, and their index."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from recoupe.reuse.compiled import GOLDEN, ONE, scatter

BUCKET_BITS = 24
"""Leading bits of a hash that address the counter of its shingle in a join of near-duplicates."""

_LOW = np.uint64(0xFFFFFFFF)

GAP_BITS = 11
"""Bits of the number of rows between two shingles of a part."""

_GAP = np.uint64(GAP_BITS)
LEAP = (1 << GAP_BITS) - 1

_BLOCK_BITS = 12
BLOCK = 1 << _BLOCK_BITS
"""Entries that a part takes at once: it grows without having been counted before."""

COUNTERS = 32
"""Counters of two bits for each shingle, at least: of those that stand once, few share one and are looked at again."""


@njit(cache=True, nogil=True)
def hash_shingle(keys: Any, row: int, width: int) -> Any:
    """The hash of the `width` words from a row on, as `recoupe.reuse.shingles.hash_shingles` makes it; never 0."""
    value = np.uint64(0)
    for place in range(width):
        value = scatter((value ^ keys[row + place]) * GOLDEN)
    return value | ONE


def room_for_parts(words: int, bits: int) -> int:
    """Blocks that `partition_shingles` may fill: one of each part is not full, and a part may be full of leaps.

    Args:
        words: rows of the table.
        bits: leading bits of the hash, that tell the parts.
    """
    parts = 1 << bits
    return parts + (words + parts * (words // LEAP)) // BLOCK


@njit(cache=True, nogil=True)
def partition_shingles(keys: Any, bounds: Any, width: int, window: int, bits: int, entries: Any, followers: Any) -> Any:
    """The shingles kept of all texts, those with the same leading bits together: each part is small enough for a cache.

    An entry of 32 bits is a shingle: the bits of its hash after those, and in the last `GAP_BITS` how many rows it
    begins after the one before it in the part, the first after row 0. One that says `LEAP` is no shingle, only rows.
    A part begins in the block of its own number.

    Args:
        keys: of the words of all texts.
        bounds: where the words of each text begin; one entry more than texts.
        width: words of a shingle.
        window: shingles in a row of which the least is kept: see `recoupe.reuse.shingles.winnow_shingles`.
        bits: leading bits of the hash, that tell the parts.
        entries: filled block by block, of which there are those of `room_for_parts`.
        followers: filled: for each block the next one of its part, or -1.

    Returns:
        Where each part ends.
    """
    shift, cut = np.uint64(64 - bits), np.uint64(32 - bits + GAP_BITS)
    nexts, lasts = np.arange(1 << bits) * BLOCK, np.zeros(1 << bits, dtype=np.int64)
    free = 1 << bits
    followers[:] = -1
    ring = 1
    while ring < window:
        ring *= 2
    recent = np.empty(ring, dtype=np.uint64)
    for text in range(len(bounds) - 1):
        begin, end = bounds[text], bounds[text + 1] - width + 1
        least, row = begin, -1
        for last in range(begin, end):
            recent[last & (ring - 1)] = hash_shingle(keys, last, width)
            least = _find_least(recent, least, last, window)
            if least == row or (last - begin < window - 1 and last < end - 1):
                continue
            row, shingle = least, recent[least & (ring - 1)]
            part = np.int64(shingle >> shift)
            gap, place = row - lasts[part], nexts[part]
            while gap >= LEAP:
                entries[place] = LEAP
                place, free = _move_on(place, followers, free)
                gap -= LEAP
            entries[place] = np.uint32(shingle >> cut << _GAP & _LOW) | np.uint32(gap)
            nexts[part], free = _move_on(place, followers, free)
            lasts[part] = row
    return nexts


@njit(cache=True, nogil=True)
def _find_least(recent: Any, least: int, last: int, window: int) -> Any:
    """The row of the least shingle of a window, the last of equal ones.

    Args:
        recent: shingles, each at its row modulo the length, a power of two.
        least: that row of the window before.
        last: last row of the window.
        window: how many rows.
    """
    ring = len(recent) - 1
    if last - least < window:
        return last if recent[last & ring] <= recent[least & ring] else least
    least = last - window + 1
    for row in range(least + 1, last + 1):
        if recent[row & ring] <= recent[least & ring]:
            least = row
    return least


@njit(cache=True, nogil=True)
def _move_on(place: int, followers: Any, free: int) -> Any:
    """The place after one, which is in a free block where its own is full; and the next free block."""
    after = place + 1
    if after & (BLOCK - 1) != 0:
        return after, free
    followers[place >> _BLOCK_BITS] = free
    return free << _BLOCK_BITS, free + 1


@njit(cache=True, nogil=True)
def keep_repeated(entries: Any, followers: Any, ends: Any, size: int, rows: Any) -> Any:
    """The rows whose shingle may stand twice: its counter was met before.

    Args:
        entries: of `partition_shingles`.
        followers: of each block.
        ends: where each part ends.
        size: shingles of a part, about.
        rows: filled, rising within a part.

    Returns:
        How many there are.
    """
    kept, width = 0, 6
    while 1 << width < COUNTERS * size and width < 32 - GAP_BITS:
        width += 1
    shift = np.uint32(32 - width)
    # Two bits each: seen, and seen again. Leaps count as shingles that begin with zeros, of which more are then kept.
    counters = np.empty(1 << (width - 2), dtype=np.uint8)
    for part in range(len(ends)):
        counters[:] = 0
        block = part
        while block >= 0:
            for place in range(block << _BLOCK_BITS, _end_of(block, followers, ends[part])):
                counter, once = _counter(entries[place] >> shift)
                state = counters[counter]
                counters[counter] = state | once | np.uint8((state & once) << 1)
            block = followers[block]
        row, block = 0, part
        while block >= 0:
            for place in range(block << _BLOCK_BITS, _end_of(block, followers, ends[part])):
                entry = entries[place]
                counter, once = _counter(entry >> shift)
                gap = entry & LEAP
                row += gap
                rows[kept] = row
                kept += (counters[counter] & np.uint8(once << 1) != 0) & (gap != LEAP)
            block = followers[block]
    return kept


@njit(cache=True, nogil=True)
def _end_of(block: int, followers: Any, end: int) -> Any:
    """Where the entries of a block end: those of the last one where the part does."""
    return end if followers[block] < 0 else (block + 1) << _BLOCK_BITS


@njit(cache=True, nogil=True)
def hash_rows(keys: Any, rows: Any, width: int, shingles: Any) -> None:
    """Fill in the shingles that begin at some rows."""
    for index in range(len(rows)):
        shingles[index] = hash_shingle(keys, rows[index], width)


@njit(cache=True, nogil=True)
def _counter(number: Any) -> Any:
    """The byte of a counter, and its first bit there."""
    place = np.int64(number)
    return place >> 2, np.uint8(1 << (2 * (place & 3)))


@njit(cache=True, nogil=True)
def sort_rows(shingles: Any, rows: Any, bits: int, keys: Any, order: Any) -> None:
    """Rows by shingle, and by place within one: a partition by the leading bits, then a sort of each small part.

    Args:
        shingles: of which equal ones stand in the order of their rows.
        rows: where they begin.
        bits: that tell the parts; there should be some shingles a part.
        keys: filled with the shingles, sorted.
        order: filled with their rows.
    """
    shift = np.uint64(64 - bits)
    parts = 1 << bits
    ends = np.zeros(parts + 1, dtype=np.int64)
    for shingle in shingles:
        ends[np.int64(shingle >> shift) + 1] += 1
    for part in range(parts):
        ends[part + 1] += ends[part]
    for index in range(len(rows)):
        bucket = np.int64(shingles[index] >> shift)
        keys[ends[bucket]], order[ends[bucket]] = shingles[index], rows[index]
        ends[bucket] += 1
    # Each part now ends where `ends` says. By insertion: equal shingles stand in order already and cost nothing.
    begin = 0
    for part in range(parts):
        for place in range(begin + 1, ends[part]):
            key, row, free = keys[place], order[place], place
            while free > begin and keys[free - 1] > key:
                keys[free], order[free] = keys[free - 1], order[free - 1]
                free -= 1
            keys[free], order[free] = key, row
        begin = ends[part]


@njit(cache=True, nogil=True)
def index_rows(keys: Any, order: Any, bounds: Any, max_repeats: int, max_frequency: int, openings: Any) -> Any:
    """Keep, in place, the rows of shingles that stand twice or more: as `recoupe.reuse.candidates` does.

    Args:
        keys: shingles, sorted.
        order: their rows; those kept are moved to the front.
        bounds: where the words of each text begin; one entry more than texts.
        max_repeats: rows of one text that a shingle may keep.
        max_frequency: rows of all texts above which a shingle is frequent.
        openings: filled, for each row kept, with the place of the first of its shingle; ``-1 - place`` if frequent.

    Returns:
        How many rows were kept.
    """
    kept, place = 0, 0
    longest = 0
    for text in range(len(bounds) - 1):
        longest = max(longest, bounds[text + 1] - bounds[text])
    while place < len(keys):
        first, key = kept, keys[place]
        if place + 1 == len(keys) or keys[place + 1] != key:
            place += 1
            continue
        last, repeat = -longest - 1, 0
        while place < len(keys) and keys[place] == key:
            row = order[place]
            # Most rows of a shingle lie further apart than two of one text can.
            repeat = repeat + 1 if row - last < longest and text_of(bounds, last) == text_of(bounds, row) else 0
            last = row
            if repeat < max_repeats:
                order[kept] = row
                kept += 1
            place += 1
        if kept - first < 2:
            kept = first
        opening = first if kept - first <= max_frequency else -1 - first
        openings[first:kept] = opening
    return kept


@njit(cache=True, nogil=True)
def text_of(bounds: Any, row: int) -> Any:
    """The text that a row stands in."""
    return np.searchsorted(bounds, row, side="right") - 1
