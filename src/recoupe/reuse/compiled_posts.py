"""Posts: what is needed of each row of the index beside each other in memory, and in which order they are visited.

Post
    A row whose shingle stands twice or more, its article, and one byte of each word around the shingle, which tell of
    most pairs of posts that a run there cannot grow.

The articles of a shingle lie far apart, and each look at the columns of the table would wait for memory.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

# Bits of the place of a post, beside a row; and below them those of how far the opening of its shingle lies before it.
_PLACE_BITS, _BACK_BITS = 36, 20
_PLACE, _BACK = (1 << _PLACE_BITS) - 1, (1 << _BACK_BITS) - 1

STEP = 4
"""Words before and after a shingle that one step of a growing end may reach; of twice as many one byte is kept."""

# Masks for work on the bytes of four words before a shingle, and above them of four after it, at once.
_BYTE, _THREE_BYTES, _HALF, _TOP = np.uint64(8), np.uint64(24), np.uint64(32), np.uint64(56)
_NONE, _ONES, _HIGHS = np.uint64(0), np.uint64(0x0101010101010101), np.uint64(0x8080808080808080)
_FOUR, _FIRST_OF_HALVES = np.uint64(0xFFFFFFFF), np.uint64(0x000000FF000000FF)

# Rows of the table, as a power of two, whose posts are sorted together: an insertion sort puts so few in order.
_STRETCH = 7


@njit(cache=True, nogil=True)
def order_visits(index: Any, bounds: Any) -> Any:
    """The rows of an index in their order, the place and the opening of each, and where those of each article begin."""
    rows, openings = index
    visits, ends = np.empty(len(rows), dtype=np.int64), np.zeros((bounds[-1] >> _STRETCH) + 2, dtype=np.int64)
    for row in rows:
        ends[(row >> _STRETCH) + 1] += 1
    for stretch in range(1, len(ends)):
        ends[stretch] += ends[stretch - 1]
    for place in range(len(rows)):
        stretch = rows[place] >> _STRETCH
        # How far back, not where, so that it goes along; what does not fit, or is frequent, is looked up again.
        back = min(place - openings[place], _BACK) if openings[place] >= 0 else _BACK
        within = np.int64(rows[place] & ((1 << _STRETCH) - 1))
        visits[ends[stretch]] = (within << _PLACE_BITS | place) << _BACK_BITS | back
        ends[stretch] += 1
    ordered, opened, edges = np.empty_like(rows), np.empty_like(openings), np.empty(len(bounds), dtype=np.int64)
    text, begin = 0, 0
    for stretch in range(len(ends) - 1):
        for place in range(begin, ends[stretch]):
            visit, free = visits[place], place
            while free > begin and visits[free - 1] > visit:
                visits[free] = visits[free - 1]
                free -= 1
            visits[free] = visit
        for place in range(begin, ends[stretch]):
            row = (stretch << _STRETCH) + (visits[place] >> _PLACE_BITS + _BACK_BITS)
            back, visits[place] = visits[place] & _BACK, visits[place] >> _BACK_BITS & _PLACE
            ordered[place] = row
            opened[place] = visits[place] - back if back < _BACK else openings[visits[place]]
            while text < len(bounds) and bounds[text] <= row:
                edges[text] = place
                text += 1
        begin = ends[stretch]
    edges[text:] = len(visits)
    return ordered, visits, opened, edges


@njit(cache=True, nogil=True)
def describe_rows(table: Any, text: int, rows: Any, visits: Any, within: bool, width: int, posts: Any) -> None:
    """Put side by side what is needed of the rows of one article: also a byte of each word before and after a shingle.

    The bytes tell of most hits that they cannot grow, without a look at the table.

    Args:
        table: its columns keys and bounds.
        text: the article.
        rows: of the index, in that article.
        visits: the place of each.
        within: whether growing ends skip no more than these words; else every byte is 0 and tells nothing.
        width: words of a shingle.
        posts: filled at those places.
    """
    keys, bounds = table
    first, end = bounds[text], bounds[text + 1]
    for index in range(len(rows)):
        row = rows[index]
        after = row + width - 1
        close, further = _NONE, _NONE
        if within and row - first >= 2 * STEP and after + 2 * STEP < end:
            close, further = _bytes(keys, row, after, 0), _bytes(keys, row, after, STEP)
        elif within:
            close = _bytes_inside(keys, row, after, 0, first, end)
            further = _bytes_inside(keys, row, after, STEP, first, end)
        post = posts[visits[index]]
        post.close, post.further, post.row, post.text = close, further, row, text


@njit(cache=True, nogil=True)
def _bytes(keys: Any, before: int, after: int, beyond: int) -> Any:
    """The first bytes of four words before a row, the nearest lowest, and above them those of four after another."""
    value = _NONE
    for step in range(STEP, 0, -1):
        value = value << _BYTE | keys[before - beyond - step] >> _TOP | keys[after + beyond + step] >> _TOP << _HALF
    return value


@njit(cache=True, nogil=True)
def _bytes_inside(keys: Any, before: int, after: int, beyond: int, first: int, end: int) -> Any:
    """The same, and 0 for each word that does not stand in the article."""
    value = _NONE
    for step in range(beyond + STEP, beyond, -1):
        head = keys[before - step] >> _TOP if before - step >= first else _NONE
        tail = keys[after + step] >> _TOP if after + step < end else _NONE
        value = value << _BYTE | head | tail << _HALF
    return value


@njit(cache=True, nogil=True)
def meet(one: Any, other: Any) -> Any:
    """Whether two rows have an equal byte among the four before their shingles, or among the four after."""
    found = _NONE
    for _ in range(STEP):
        differ = one ^ other
        found |= (differ - _ONES) & ~differ
        # Turn the bytes of each half by one place.
        other = (other << _BYTE & ~_FIRST_OF_HALVES) | (other >> _THREE_BYTES & _FIRST_OF_HALVES)
    return found & _HIGHS != 0


@njit(cache=True, nogil=True)
def gain_two(close: Any, further: Any, other_close: Any, other_further: Any) -> Any:
    """Whether one end of a run may gain two words: equal bytes within a step, then others within a step from there.

    A run that can gain neither two words at its head nor two at its tail is no passage, if one needs three words or
    more beside the shingle.
    """
    for end in (_NONE, _HALF):
        one = close >> end & _FOUR | further >> end << _HALF
        other = other_close >> end & _FOUR | other_further >> end << _HALF
        for _ in range(STEP):
            rest = other
            for _ in range(STEP):
                same = (one ^ rest) << _TOP == 0
                rest >>= _BYTE
                if same and meet(one >> _BYTE & _FOUR, rest & _FOUR | ~_FOUR):
                    return True
            one >>= _BYTE
    return False
