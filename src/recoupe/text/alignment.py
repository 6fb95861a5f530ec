"""Word-level alignment of two texts: which words stand in both, in order, and what changed between them.

Stretch
    Words of both sides between two borders of the alignment: equal word for word, or changed.
Break
    How strongly a word is parted from the one before it (a space, a comma, the end of a sentence, a new line).

The alignment is a longest common subsequence of words (rapidfuzz, after Hyyrö 2004: bit-parallel), tidied as a reader
would: a lone equal word inside a rewritten sentence joins the rewriting, and a cut that could begin at either of two
equal words begins where the sentence does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

# The table of an alignment takes one bit a cell: larger ones are cut at words that each side has once.
_MAX_CELLS = 100_000_000

# An equal word or two are no anchor when this many times as many words change around them.
_ISLAND = 2
_SEA = 8


class Stretch(NamedTuple):
    """Words ``[a_start, a_end)`` of the left side and ``[b_start, b_end)`` of the right one."""

    equal: bool
    a_start: int
    a_end: int
    b_start: int
    b_end: int

    @property
    def a_length(self) -> int:
        """Words of the left side."""
        return self.a_end - self.a_start

    @property
    def b_length(self) -> int:
        """Words of the right side."""
        return self.b_end - self.b_start


def align_words(
    left: Sequence[int], right: Sequence[int], left_breaks: Sequence[int] = (), right_breaks: Sequence[int] = ()
) -> list[Stretch]:
    """The alignment of two sequences of words, equal and changed stretches in turn, covering both.

    Args:
        left: a number a word, equal for words that count as equal (see `recoupe.reuse.shingles`).
        right: the same for the other side.
        left_breaks: for each word of `left` the strength of the break before it; without them the cuts stay where the
            alignment put them.
        right_breaks: the same for the other side.
    """
    if left == right:
        return [Stretch(True, 0, len(left), 0, len(right))] if left else []
    stretches = _state_stretches(_common_runs(left, right, 0, 0), len(left), len(right))
    islands = _find_islands(stretches)
    if islands:
        stretches = _merge(s._replace(equal=False) if at in islands else s for at, s in enumerate(stretches))
    one_sided = _one_sided(stretches)
    if any(_may_close_up(stretches, *places) for places in pairwise(one_sided)):
        stretches = _merge(_close_up(stretches, left, right))
        one_sided = _one_sided(stretches)
    return _slide(stretches, one_sided, (left, left_breaks), (right, right_breaks))


def _common_runs(left: Sequence[int], right: Sequence[int], a: int, b: int) -> Iterator[tuple[int, int, int]]:
    """Runs of the longest common subsequence, ``(left start, right start, words)``, in order.

    `a` and `b` are the offsets of the two sides. Runs may touch.
    """
    if len(left) * len(right) <= _MAX_CELLS:
        # The last block is empty: it marks the ends of the two sides.
        for block in Indel.opcodes(left, right).as_matching_blocks()[:-1]:
            yield a + block.a, b + block.b, block.size
        return
    x = y = 0
    anchors = _anchors(left, right)
    for p, q in anchors:
        yield from _common_runs(left[x:p], right[y:q], a + x, b + y)
        yield a + p, b + q, 1
        x, y = p + 1, q + 1
    # Without a word to cut at, sides as large as these are taken for different texts.
    if anchors:
        yield from _common_runs(left[x:], right[y:], a + x, b + y)


def _state_stretches(runs: Iterator[tuple[int, int, int]], a_end: int, b_end: int) -> list[Stretch]:
    """Equal and changed stretches in turn, of sides of `a_end` and `b_end` words, from the runs that both have."""
    stretches: list[Stretch] = []
    x = y = opened_a = opened_b = 0
    for a, b, size in runs:
        if a != x or b != y:
            if x != opened_a:
                stretches.append(Stretch(True, opened_a, x, opened_b, y))
            stretches.append(Stretch(False, x, a, y, b))
            opened_a, opened_b = a, b
        x, y = a + size, b + size
    if x != opened_a:
        stretches.append(Stretch(True, opened_a, x, opened_b, y))
    if x != a_end or y != b_end:
        stretches.append(Stretch(False, x, a_end, y, b_end))
    return stretches


def _anchors(left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int]]:
    """Words that each side has once, in the same order on both: the longest rising run of them (patience sorting)."""
    once_left = {word for word, count in Counter(left).items() if count == 1}
    places = {word: place for place, word in enumerate(right)}
    once = {word for word, count in Counter(right).items() if count == 1 and word in once_left}
    pairs = [(place, places[word]) for place, word in enumerate(left) if word in once]
    tops: list[int] = []
    top_pairs: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(top_pairs[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        top_pairs[pile : pile + 1] = [index]
    run: list[tuple[int, int]] = []
    index = top_pairs[-1] if top_pairs else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _merge(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Neighbours of one kind become one."""
    merged: list[Stretch] = []
    for stretch in stretches:
        if merged and merged[-1].equal == stretch.equal:
            merged[-1] = merged[-1]._replace(a_end=stretch.a_end, b_end=stretch.b_end)
        else:
            merged.append(stretch)
    return merged


def _find_islands(stretches: Sequence[Stretch]) -> set[int]:
    """Places of equal words of a rewritten sentence that stand in it by chance."""
    islands: set[int] = set()
    # Equal and changed stretches alternate; one at an end of the sides is no island.
    for place in range(_first(stretches, equal=True) or 2, len(stretches) - 1, 2):
        _, a_start, a_end, b_start, b_end = stretches[place]
        size = a_end - a_start
        if size > _ISLAND:
            continue
        earlier, later = stretches[place - 1], stretches[place + 1]
        sides = (a_start - earlier[1], b_start - earlier[3], later[2] - a_end, later[4] - b_end)
        before, after = sides[0] + sides[1], sides[2] + sides[3]
        if all(sides) and min(before, after) > _ISLAND * size and before + after >= _SEA * size:
            islands.add(place)
    return islands


def _first(stretches: Sequence[Stretch], *, equal: bool) -> int:
    """The place of the first equal or changed stretch, 0 or 1: they alternate."""
    return int(bool(stretches) and stretches[0].equal != equal)


def _one_sided(stretches: Sequence[Stretch]) -> list[int]:
    """Places of the cuts and additions."""
    changed = range(_first(stretches, equal=False), len(stretches), 2)
    return [at for at in changed if stretches[at][1] == stretches[at][2] or stretches[at][3] == stretches[at][4]]


def _may_close_up(stretches: Sequence[Stretch], place: int, later: int) -> bool:
    """Whether two cuts, or two additions, stand so near that they could be one."""
    if later - place != 2:
        return False
    first, between, second = stretches[place : later + 1]
    same_side = (first[1] == first[2]) == (second[1] == second[2])
    return same_side and between.a_length <= first.a_length + first.b_length + second.a_length + second.b_length


def _close_up(stretches: Sequence[Stretch], left: Sequence[int], right: Sequence[int]) -> list[Stretch]:
    """Two cuts (or two additions) become one where the equal words between them stand at an outer end as well."""
    result: list[Stretch] = []
    for stretch in stretches:
        result.append(stretch)
        if len(result) < 3 or stretch.equal or result[-3].equal:
            continue
        first, between = result[-3], result[-2]
        if not (first.b_length or stretch.b_length):
            island, whole = left[between.a_start : between.a_end], left[first.a_start : stretch.a_end]
        elif not (first.a_length or stretch.a_length):
            island, whole = right[between.b_start : between.b_end], right[first.b_start : stretch.b_end]
        else:
            continue
        size = len(island)
        if size <= stretch.a_length + stretch.b_length and whole[-size:] == island:
            order = (False, True)
        elif size <= first.a_length + first.b_length and whole[:size] == island:
            order = (True, False)
        else:
            continue
        changed = (first.a_length + stretch.a_length, first.b_length + stretch.b_length)
        a, b = first.a_start, first.b_start
        del result[-3:]
        for equal in order:
            a_length, b_length = (size, size) if equal else changed
            result.append(Stretch(equal, a, a + a_length, b, b + b_length))
            a, b = a + a_length, b + b_length
    return result


def _slide(
    stretches: list[Stretch],
    one_sided: Sequence[int],
    left: tuple[Sequence[int], Sequence[int]],
    right: tuple[Sequence[int], Sequence[int]],
) -> list[Stretch]:
    """Move each cut or addition, where equal words leave a choice, to the strongest breaks."""
    for place in one_sided:
        if not 0 < place < len(stretches) - 1:
            continue
        stretch, earlier, later = stretches[place], stretches[place - 1], stretches[place + 1]
        of_left = stretch.b_start == stretch.b_end
        words, breaks = left if of_left else right
        start, end = stretch[1:3] if of_left else stretch[3:5]
        if words[start] != words[end] and words[start - 1] != words[end - 1]:
            continue
        shift = _best_shift(words, breaks, range(start, end), range(1 - earlier.a_length, later.a_length))
        if shift:
            stretches[place - 1] = earlier._replace(a_end=earlier.a_end + shift, b_end=earlier.b_end + shift)
            stretches[place] = Stretch(False, *(border + shift for border in stretch[1:]))
            stretches[place + 1] = later._replace(a_start=later.a_start + shift, b_start=later.b_start + shift)
    return stretches


def _best_shift(words: Sequence[int], breaks: Sequence[int], cut: range, room: range) -> int:
    """How far to move a cut within its room: 0, or the nearest place with stronger breaks at its two ends."""

    def strength(shift: int) -> int:
        return sum(breaks[place + shift] for place in (cut.start, cut.stop) if place + shift < len(breaks))

    shifts = [0]
    for step in (-1, 1):
        shift = step
        # Moving by one word lets one in at an end and one out at the other: they must be equal.
        while shift in room:
            place = min(shift, shift - step)
            if words[cut.start + place] != words[cut.stop + place]:
                break
            shifts.append(shift)
            shift += step
    return max(shifts, key=lambda shift: (strength(shift), -abs(shift), -shift))
