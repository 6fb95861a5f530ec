"""Word-level alignment of two texts: which words stand in both, in order, and what changed between them.

Stretch
    Words of both sides between two borders of the alignment: equal word for word, or changed.
Break
    How strongly a word is parted from the one before it (a space, a comma, the end of a sentence, a new line).

The alignment is a longest common subsequence of words (rapidfuzz, after Hyyrö 2004: bit-parallel), tidied as a reader
would: a lone equal word inside a rewritten sentence joins the rewriting, and a cut that could begin at either of two
equal words begins where the sentence does.

Until the end an alignment is the list of its runs, ``(left start, right start, words)``: words that both sides have, in
order. The first begins and the last ends where both sides do; these two may be empty. What lies between two runs is
changed, so that giving a run up is leaving it out, and moving a cut changes the two runs beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

import msgspec
from rapidfuzz.distance import Indel

# The table of an alignment takes one bit a cell: larger ones are cut at words that each side has once.
_MAX_CELLS = 100_000_000

# An equal word or two are no anchor when this many times as many words change around them.
_ISLAND = 2
_SEA = 8

_Run = tuple[int, int, int]

# Reads a block of rapidfuzz as a run, in one call.
_read_block = attrgetter("a", "b", "size")


# Five plain values make no cycles: the garbage collector need not follow them, which makes a stretch cheap.
class Stretch(msgspec.Struct, frozen=True, gc=False):
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
    runs = _find_runs(left, right)
    cuts, islands = _survey(runs)
    if islands:
        runs = [run for place, run in enumerate(runs) if place not in islands]
        cuts, _ = _survey(runs)
    if _close_up(runs, cuts, left, right):
        runs = _join(runs)
        cuts, _ = _survey(runs)
    _slide(runs, cuts, (left, left_breaks), (right, right_breaks))
    return _state_stretches(runs)


def _find_runs(left: Sequence[int], right: Sequence[int]) -> list[_Run]:
    """Runs of the longest common subsequence."""
    if len(left) * len(right) > _MAX_CELLS:
        return _join([(0, 0, 0), *_cut_runs(left, right, 0, 0), (len(left), len(right), 0)])
    # The last block is empty and stands at the ends of the two sides.
    return [(0, 0, 0), *map(_read_block, Indel.editops(left, right).as_matching_blocks())]


def _cut_runs(left: Sequence[int], right: Sequence[int], a: int, b: int) -> Iterator[_Run]:
    """Runs of sides whose table would be too large: they are cut at anchors.

    `a` and `b` are the offsets of the two sides. Runs may touch.
    """
    if len(left) * len(right) <= _MAX_CELLS:
        # Without the empty runs at the ends of a part.
        for x, y, size in _find_runs(left, right)[1:-1]:
            yield a + x, b + y, size
        return
    x = y = 0
    anchors = _anchors(left, right)
    for p, q in anchors:
        yield from _cut_runs(left[x:p], right[y:q], a + x, b + y)
        yield a + p, b + q, 1
        x, y = p + 1, q + 1
    # Without a word to cut at, sides as large as these are taken for different texts.
    if anchors:
        yield from _cut_runs(left[x:], right[y:], a + x, b + y)


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


def _join(runs: Iterable[_Run]) -> list[_Run]:
    """Runs that touch on both sides become one."""
    joined: list[_Run] = []
    for a, b, size in runs:
        if joined:
            x, y, before = joined[-1]
            if a == x + before and b == y + before:
                joined[-1] = (x, y, before + size)
                continue
        joined.append((a, b, size))
    return joined


def _survey(runs: Sequence[_Run]) -> tuple[list[int], set[int]]:
    """What there may be to tidy, in one pass.

    Returns:
        - Cuts and additions (words that only one side has): the place of the run after each, in order.
        - Islands: places of equal words of a rewritten sentence that stand in it by chance, in a sea of words that are
          changed on both sides.
    """
    cuts: list[int] = []
    islands: set[int] = set()
    # Where the last run ended, its words, and how many words were changed before it (0 unless on both sides).
    x = y = size = before = 0
    for place, (a, b, length) in enumerate(runs):
        if a != x and b != y:
            after = a - x + b - y
            if size <= _ISLAND and min(before, after) > _ISLAND * size and before + after >= _SEA * size:
                islands.add(place - 1)
            before = after
        else:
            before = 0
            if a != x or b != y:
                cuts.append(place)
        x, y, size = a + length, b + length, length
    return cuts, islands


def _close_up(runs: list[_Run], cuts: Sequence[int], left: Sequence[int], right: Sequence[int]) -> bool:
    """Two cuts (or two additions) become one where the equal words between them also stand at the end of the second.

    Where they stand at the beginning of the first, the alignment takes them there already: as early as it can.

    Returns:
        Whether any run was moved: it now touches the one after it.
    """
    moved = False
    for place, later in pairwise(cuts):
        if later - place > 1:
            continue
        (x, y, length), (a, b, size), (p, q, _) = runs[place - 1 : place + 2]
        # The words of the second cut, and those of the first: none where the run before was just moved up to this one.
        second, first = p - a + q - b - 2 * size, a - x + b - y - 2 * length
        if size > second or not first:
            continue
        if b == y + length and q == b + size:
            words, start, end = left, a, p
        elif a == x + length and p == a + size:
            words, start, end = right, b, q
        else:
            continue
        if words[start : start + size] == words[end - size : end]:
            runs[place] = (p - size, q - size, size)
            moved = True
    return moved


def _slide(
    runs: list[_Run],
    cuts: Sequence[int],
    left: tuple[Sequence[int], Sequence[int]],
    right: tuple[Sequence[int], Sequence[int]],
) -> None:
    """Move each cut or addition, where equal words leave a choice, to the strongest breaks."""
    for place in cuts:
        (x, y, length), (a, b, size) = runs[place - 1], runs[place]
        if not (length and size):
            continue
        if b == y + length:
            (words, breaks), start, end = left, x + length, a
        else:
            (words, breaks), start, end = right, y + length, b
        if words[start] != words[end] and words[start - 1] != words[end - 1]:
            continue
        shift = _best_shift(words, breaks, range(start, end), range(1 - length, size))
        if shift:
            runs[place - 1] = (x, y, length + shift)
            runs[place] = (a + shift, b + shift, size - shift)


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


def _state_stretches(runs: Iterable[_Run]) -> list[Stretch]:
    """Equal and changed stretches in turn."""
    stretches: list[Stretch] = []
    x = y = 0
    for a, b, size in runs:
        if a != x or b != y:
            stretches.append(Stretch(False, x, a, y, b))
        x, y = a + size, b + size
        if size:
            stretches.append(Stretch(True, a, x, b, y))
    return stretches
