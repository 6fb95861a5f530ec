"""Quotation marks: which opens, which closes, and what stands between.

Mark
    A character, or a doubled one, that opens or closes quoted words. What it does is told from its shape and from what
    stands beside it: an opening mark follows a space, a bracket or an elided article; a closing one follows a word.
Region
    The words between an opening mark and the one that closes it, with both marks. Regions nest; `depth` counts from 0.
Paragraph
    A line. An open mark ends with its paragraph unless the next paragraphs carry it on.

The machine never gives up on a text: a mark that stands where only an opening can stand opens
(``d' »exploit »``), a mark that is never closed ends with its paragraph, and each repair is flagged on its region
alone, so that damage stays beside the damaged mark. One pass over the marks, linear in the length of the text.

The inventory is that of Unicode (UAX 24 and chapter 6.2 of the standard), with the `` and '' of plain-text corpora;
the styles of German (``„…“``, ``»…«``) and Swedish (``”…”``) need no table, since the mark that opened decides which
one closes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

MAX_UNCLOSED = 600
"""Longest region, in code points, that a missing closing mark may leave: two long sentences."""

MAX_ACROSS = 900
"""How far into the next paragraphs a closing mark is looked for: a paragraph of a newspaper column."""

MAX_SINGLE = 400
"""Longest region between single marks, which are also apostrophes."""

MAX_SPREAD = 4000
"""Longest quotation over several paragraphs that opens only its first one: a letter read out in a report."""

_MARK = re.compile(r"[«»“”„‟\"＂‹›\n]|``|''")
_SINGLE = re.compile(r"[‘‚’'\n]")
_OPENING = "«“„‟‹``"
_CLOSING = "»”›''"
_BEFORE_FIRST = " \t\u00a0\u202f(["
"""What may stand in a paragraph before the mark that opens it."""
_PAIRED = "«“„‹"
_STRAIGHT = '"＂'
_FAMILIES = {
    "«": "»",
    "»": "«»",
    "“": '”“"',
    "”": "”",
    "„": '“”"',
    "‟": "”",
    "‹": "›",
    "›": "‹›",
    '"': '"”',
    "＂": "＂",
    "``": "''\"",
    "''": "''",
}


@dataclass(frozen=True, slots=True)
class Region:
    """What stands between two marks; all offsets count code points of the text.

    Attributes:
        start, end: with the marks.
        inner_start, inner_end: without them, and without the spaces that French sets inside.
        mark: the mark that opened it.
        depth: 0 for an outermost region.
        flags: ``misplaced-mark``, ``unclosed-mark`` or ``carried-mark`` (the next paragraph goes on), sorted.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    mark: str
    depth: int
    flags: tuple[str, ...] = ()


@dataclass(slots=True)
class _Open:
    """A mark that waits for the one that closes it.

    Attributes:
        until: index of the mark that closes it in a later paragraph, once that is known; -1 before.
    """

    start: int
    mark: str
    flags: tuple[str, ...] = ()
    until: int = -1


def pair_marks(text: str, start: int = 0, end: int | None = None) -> tuple[Region, ...]:
    """Regions of ``text[start:end]``, sorted by start, an outer one before those inside it.

    Args:
        text: any text; nothing raises.
        start: where to begin.
        end: where to stop; the end of the text by default.
    """
    stop = len(text) if end is None else end
    machine = _Machine(text, start, stop)
    outer = machine.run()
    single = _single_regions(text, start, stop)
    return _nested(outer + single)


class _Machine:
    """The state machine over double marks: a stack of open ones, and what to do with the next."""

    def __init__(self, text: str, start: int, stop: int) -> None:
        self.text = text
        self.start = start
        self.stop = stop
        self.marks = [(m.start(), m.group()) for m in _MARK.finditer(text, start, stop)]
        self.stack: list[_Open] = []
        self.regions: list[Region] = []
        self.following = self._following()
        self.surplus = self._surplus()

    def _following(self) -> list[int]:
        """For each mark, the index of the next one that is no line break."""
        following = [len(self.marks)] * len(self.marks)
        later = len(self.marks)
        for index in range(len(self.marks) - 1, -1, -1):
            following[index] = later
            if self.marks[index][1] != "\n":
                later = index
        return following

    def _surplus(self) -> list[int]:
        """For each mark, how many more closing than opening signs follow it in its paragraph.

        Two or more where a mark opens inside its own kind: both are closed later, so that the one holds the other.
        """
        surplus = [0] * len(self.marks)
        running = 0
        for index in range(len(self.marks) - 1, -1, -1):
            mark = self.marks[index][1]
            running = 0 if mark == "\n" else running
            surplus[index] = running
            running += (mark in _CLOSING) - (mark in _OPENING)
        return surplus

    def run(self) -> list[Region]:
        for index, (offset, mark) in enumerate(self.marks):
            if mark == "\n":
                self._end_paragraph(index, offset)
            else:
                self._read(index, offset, mark)
        self._drop(self.stop)
        return self.regions

    def _read(self, index: int, offset: int, mark: str) -> None:
        after_opening, before_closing = self._sides(offset, mark)
        top = self.stack[-1] if self.stack else None
        if top is not None and mark in _closers(top.mark):
            opening = (mark in _OPENING or mark in _STRAIGHT) and after_opening and not before_closing
            if not opening or (top.mark == "„" and mark == "“"):
                self._close(offset, len(mark))
                return
        if mark in _OPENING:
            if before_closing and not after_opening and top is not None:
                self._close(offset, len(mark), "misplaced-mark")
            else:
                glued = not after_opening and self._is_glued(offset, mark, before_closing)
                self._open(index, offset, mark, ("misplaced-mark",) if glued else ())
        elif mark in _STRAIGHT:
            if (after_opening and not before_closing) or (top is None and (after_opening or not before_closing)):
                self._open(index, offset, mark, ())
        elif after_opening and not before_closing and top is None:
            self._open(index, offset, mark, ("misplaced-mark",))
        elif top is not None and mark in _CLOSING:
            self._close(offset, len(mark), "" if self._pop_to(mark) else "misplaced-mark")

    def _is_glued(self, offset: int, mark: str, before_closing: bool) -> bool:
        """Whether an opening mark stands right behind a word or its point: inside a word, or where one closes."""
        before = self.text[offset - 1] if offset > self.start else " "
        end = offset + len(mark)
        inside = before.isalnum() and end < self.stop and self.text[end].isalnum()
        return inside or (before_closing and (before.isalnum() or before in ".,!?…»”"))

    def _pop_to(self, mark: str) -> bool:
        """Whether some open mark takes this one; those above it were never closed and are dropped."""
        for depth in range(len(self.stack) - 1, -1, -1):
            if mark in _closers(self.stack[depth].mark):
                del self.stack[depth + 1 :]
                return True
        return False

    def _open(self, index: int, offset: int, mark: str, flags: tuple[str, ...]) -> None:
        same = next((o for o in self.stack if o.mark == mark), None)
        held = bool(self.stack) and self.stack[0].until > index
        if same is not None and not held and (mark in _STRAIGHT or self.surplus[index] < 2):
            self._drop(offset)
        if len(self.stack) < 4:
            self.stack.append(_Open(offset, mark, flags))

    def _close(self, offset: int, width: int, flag: str = "") -> None:
        opened = self.stack.pop()
        mark = self.text[offset : offset + width]
        flags = set(opened.flags)
        if opened.mark in "»›" and mark in "«‹":
            flags.discard("misplaced-mark")  # the outward-pointing style of German and Danish
        if opened.mark == mark and mark in ("”", "''"):
            flags.discard("misplaced-mark")  # the style of Swedish and Finnish, and of plain-text archives
        if flag:
            flags.add(flag)
        opened.flags = tuple(sorted(flags))
        self.regions.append(_region(self.text, opened, offset + width, width, len(opened.mark)))

    def _end_paragraph(self, index: int, offset: int) -> None:
        if not self.stack:
            return
        base = self.stack[0]
        follow = self.following[index]
        after = self.marks[follow] if follow < len(self.marks) else None
        if after is not None:
            position, mark = after
            between = self.text[offset : min(position, offset + MAX_ACROSS)].strip() if position > offset else ""
            if not between and mark == base.mark:
                self._drop(offset, "carried-mark")
                return
            near = position - offset <= MAX_ACROSS and position - base.start <= 2 * MAX_ACROSS
            # Where a mark may as well open, it closes in a later paragraph only what is beyond doubt.
            sure = not ("misplaced-mark" in base.flags or base.mark in _STRAIGHT or mark in _STRAIGHT)
            if near and mark in _closers(base.mark) and self._closes_here(position, mark, sure=sure):
                return
        if base.until <= index:
            base.until = self._closing(index, base)
        if base.until > index:
            del self.stack[1:]
            return
        self._drop(offset)

    def _closing(self, index: int, base: _Open) -> int:
        """Index of the mark that closes an open one in a later paragraph, across pairs of marks; -1 when none does.

        Only marks whose two shapes differ can be counted; a mark that opens a paragraph begins words of its own.
        """
        if base.mark not in _PAIRED:
            return -1
        depth, pairs, opened_line = 0, 0, False
        for later in range(index, len(self.marks)):
            position, mark = self.marks[later]
            if position - base.start > (MAX_ACROSS if pairs else MAX_SPREAD):
                return -1  # other words in marks lie between: soon, or the mark that closes is of one of them
            if mark == "\n":
                opened_line = True
                continue
            before = self.text[self.text.rfind("\n", 0, position) + 1 : position] if opened_line else "-"
            first = not before.strip(_BEFORE_FIRST)
            opened_line = False
            of_kind = mark in _OPENING and not set(_closers(mark)).isdisjoint(_closers(base.mark))
            if mark == base.mark or (of_kind and not self._closes_here(position, mark)):
                if first:
                    return -1
                depth, pairs = depth + 1, pairs + 1
            elif mark in _closers(base.mark) and mark not in _STRAIGHT and self._closes_here(position, mark):
                if depth == 0:
                    return later
                depth -= 1
        return -1

    def _closes_here(self, offset: int, mark: str, *, sure: bool = True) -> bool:
        """Whether a mark stands where one closes; or, where it is `sure` besides, where neither can be told."""
        after_opening, before_closing = self._sides(offset, mark)
        return before_closing or (sure and not after_opening)

    def _drop(self, offset: int, flag: str = "unclosed-mark") -> None:
        """End what is open at `offset`, which has no closing mark; only the outermost one leaves a region."""
        if self.stack:
            opened = self.stack[0]
            opened.flags = tuple(sorted({*opened.flags, flag}))
            limit = offset if flag == "carried-mark" else min(offset, opened.start + MAX_UNCLOSED)
            if offset == limit:
                self.regions.append(_region(self.text, opened, limit, 0, len(opened.mark)))
        self.stack.clear()

    def _sides(self, offset: int, mark: str) -> tuple[bool, bool]:
        """Whether the mark stands where one opens, and where one closes."""
        before = self.text[offset - 1] if offset > self.start else " "
        end = offset + len(mark)
        after = self.text[end] if end < self.stop else " "
        ended = after in ".,;:!?…)]}"
        opens = (before.isspace() or before in "([{-–—/'’") and not after.isspace() and not (ended and after != "…")
        closes = ended or (not before.isspace() and before not in "([{" and (after.isspace() or after in '-–—»”"'))
        return opens, closes


def _closers(mark: str) -> str:
    return _FAMILIES.get(mark, "")


def _region(text: str, opened: _Open, end: int, width: int, lead: int) -> Region:
    inner_start, inner_end = opened.start + lead, end - width
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    outer_end = end if width else inner_end
    return Region(opened.start, max(outer_end, inner_end), inner_start, inner_end, opened.mark, 0, opened.flags)


def _single_regions(text: str, start: int, stop: int) -> list[Region]:
    """Regions between single marks that cannot be apostrophes: after a space or a bracket, before a word's end."""
    regions: list[Region] = []
    opened: int | None = None
    for match in _SINGLE.finditer(text, start, stop):
        offset, mark = match.start(), match.group()
        before = text[offset - 1] if offset > start else " "
        after = text[offset + 1] if offset + 1 < stop else " "
        if mark == "\n":
            opened = None
        elif (mark in "‘‚" or (mark == "'" and after.isupper())) and (before.isspace() or before in '([:«“"'):
            opened = offset if not after.isspace() else None
        elif opened is not None and mark in "’'‘" and not before.isspace() and not after.isalnum() and mark != after:
            if offset - opened <= MAX_SINGLE and offset - opened > 2:
                regions.append(_region(text, _Open(opened, text[opened]), offset + 1, 1, 1))
            opened = None
    return regions


def _nested(regions: list[Region]) -> tuple[Region, ...]:
    """Sorted, without crossings and empty ones, each with its depth."""
    kept: list[Region] = []
    stack: list[Region] = []
    for region in sorted(regions, key=lambda r: (r.start, -r.end)):
        if region.inner_end <= region.inner_start:
            continue
        while stack and stack[-1].end <= region.start:
            stack.pop()
        if stack and region.end > stack[-1].end:
            continue
        nested = replace(region, depth=len(stack)) if stack else region
        kept.append(nested)
        stack.append(nested)
    return tuple(kept)
