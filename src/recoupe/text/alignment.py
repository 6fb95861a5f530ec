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
from collections.abc import Iterator, Sequence
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
    stretches = list(_merge(_blocks(left, right, 0, 0)))
    stretches = list(_merge(_sink_islands(stretches)))
    stretches = list(_merge(iter(_close_up(stretches, left, right))))
    return _slide(stretches, (left, left_breaks), (right, right_breaks))


def _blocks(left: Sequence[int], right: Sequence[int], a: int, b: int) -> Iterator[Stretch]:
    """Blocks of the longest common subsequence; `a` and `b` are the offsets of the two sides."""
    if len(left) * len(right) <= _MAX_CELLS:
        for block in Indel.opcodes(left, right):
            yield Stretch(
                block.tag == "equal",
                a + block.src_start,
                a + block.src_end,
                b + block.dest_start,
                b + block.dest_end,
            )
        return
    anchors = _anchors(left, right)
    if not anchors:
        yield Stretch(False, a, a + len(left), b, b + len(right))
        return
    x = y = 0
    for p, q in anchors:
        yield from _blocks(left[x:p], right[y:q], a + x, b + y)
        yield Stretch(True, a + p, a + p + 1, b + q, b + q + 1)
        x, y = p + 1, q + 1
    yield from _blocks(left[x:], right[y:], a + x, b + y)


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


def _merge(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one kind become one; empty ones vanish."""
    last: Stretch | None = None
    for stretch in stretches:
        if not stretch.a_length and not stretch.b_length:
            continue
        if last is not None and last.equal == stretch.equal:
            last = Stretch(last.equal, last.a_start, stretch.a_end, last.b_start, stretch.b_end)
            continue
        if last is not None:
            yield last
        last = stretch
    if last is not None:
        yield last


def _sink_islands(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Equal words of a rewritten sentence that stand in it by chance count as changed."""
    for place, stretch in enumerate(stretches):
        inner = 0 < place < len(stretches) - 1
        if inner and stretch.equal and stretch.a_length <= _ISLAND:
            changed = (stretches[place - 1], stretches[place + 1])
            sizes = [s.a_length + s.b_length for s in changed]
            two_sided = all(s.a_length and s.b_length for s in changed)
            if two_sided and min(sizes) > _ISLAND * stretch.a_length and sum(sizes) >= _SEA * stretch.a_length:
                yield stretch._replace(equal=False)
                continue
        yield stretch


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
    stretches: Sequence[Stretch], left: tuple[Sequence[int], Sequence[int]], right: tuple[Sequence[int], Sequence[int]]
) -> list[Stretch]:
    """Move each cut or addition, where equal words leave a choice, to the strongest breaks."""
    result = list(stretches)
    for place in range(1, len(result) - 1):
        stretch, earlier, later = result[place], result[place - 1], result[place + 1]
        if stretch.equal or (stretch.a_length and stretch.b_length):
            continue
        if stretch.a_length:
            shift = _best_shift(*left, range(*stretch[1:3]), range(1 - earlier.a_length, later.a_length))
        else:
            shift = _best_shift(*right, range(*stretch[3:5]), range(1 - earlier.b_length, later.b_length))
        if shift:
            result[place - 1] = earlier._replace(a_end=earlier.a_end + shift, b_end=earlier.b_end + shift)
            result[place] = Stretch(False, *(border + shift for border in stretch[1:]))
            result[place + 1] = later._replace(a_start=later.a_start + shift, b_start=later.b_start + shift)
    return result


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
