"""Sentences, never cut inside quotation marks, after initials or after abbreviations.

Line
    A stretch without a line break. A break ends a sentence (headings and list items have no final mark), unless the
    lines are wrapped: broken in mid-sentence because the next word did not fit the column.
Protected stretch
    What stands between two marks that belong together. No sentence ends inside it. Marks are matched by kind, the
    innermost first, never across an empty line or a line that opens with such a mark, and straight ones over one line
    break at most, so that an unclosed mark protects nothing; a stretch longer than `MAX_PROTECTED` code points is not
    protected either.

Everything is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from recoupe.model.span import Span

MAX_PROTECTED = 1500
"""Longest stretch inside marks that is kept whole: about ten lines of a newspaper column."""

WRAP_COLUMNS = (45, 110)
"""Shortest and longest line that may be the full line of a wrapped column, in code points."""

_LONGEST_ABBREVIATION = 40
_BREAK = r"\n\r\x0b\x0c\x85\u2028\u2029"
_CLOSERS = r"(?:[\"'”’»)\]]|[ \u00a0\u202f](?=[»”\"])[»”\"](?=[\s,.;]|$))*+"
# A point without a space after it, as careless copying leaves it: between two small letters and a capitalised word.
_GLUED = r"(?<=[a-zß-ÿ]{2})\.(?=[A-ZÀ-Þ][a-zß-ÿ]+[\s'’])"
_END = re.compile(rf"(?P<final>[.!?…。！？]++{_CLOSERS}(?=\s|$)|{_GLUED})|(?P<break>[{_BREAK}]\s*+)")
_AFTER = re.compile(
    r"\s*+(?P<mark>[?!:;,.…)»%])?+[\"'“«(\[\u2013\u2014-]*+\s*+(?P<word>\w[\w'’-]{0,30})?(?P<point>\.)?"
)
_ACRONYM = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]")
_LINES = re.compile(rf"[{_BREAK}]")
_MARK = re.compile(rf"[«»“”„\"]|``|''|(?P<break>[{_BREAK}]\s*+)")
_CLOSES = {"»": "«", "”": "“", "“": "“"}
_BOTH_WAYS = frozenset({'"', "''"})
"""Marks that open and close: the straight one, and the doubled one of plain-text archives."""


class _Words(NamedTuple):
    """What `split_sentences` knows of words."""

    abbreviations: frozenset[str]
    titles: frozenset[str]
    openers: frozenset[str]


def split_sentences(
    text: str,
    abbreviations: frozenset[str] = frozenset(),
    start: int = 0,
    end: int | None = None,
    *,
    titles: frozenset[str] = frozenset(),
    openers: frozenset[str] = frozenset(),
) -> list[Span]:
    """Sentences of ``text[start:end]``, in order, trimmed of outer whitespace, with offsets into `text`.

    Args:
        text: any text.
        abbreviations: words whose final point does not end a sentence, without the point.
        start: where to begin.
        end: where to stop; the end of the text by default.
        titles: those of the abbreviations that a name always follows.
        openers: small-letter words that begin a sentence when they have a capital after an abbreviation or acronym
            that is no title.
    """
    stop = len(text) if end is None else end
    words = _Words(abbreviations, titles, openers)
    protected = _protected(text, start, stop)
    sentences: list[Span] = []
    begin, region = start, 0
    for match in _END.finditer(text, start, stop):
        while region < len(protected) and protected[region][1] < match.end():
            region += 1
        if region < len(protected) and protected[region][0] < match.start() and match.end() < protected[region][1]:
            continue
        if _ends(text, match, stop, words) if match["final"] else not _wrapped(text, match, begin, stop):
            _append(sentences, text, begin, match.end())
            begin = match.end()
    _append(sentences, text, begin, stop)
    return sentences


def _ends(text: str, match: re.Match[str], stop: int, words: _Words) -> bool:
    """Whether a final mark ends a sentence: no abbreviation or initial before it, no small letter after it."""
    after = _AFTER.match(text, match.end(), stop)
    follows = (after and after["word"]) or ""
    at_break = _LINES.match(text, match.end(), stop) is not None
    if not at_break and ((after and after["mark"]) or follows[:1].islower()):
        return False
    if match.group() != ".":
        return True
    word = _word_before(text, match.start())
    initial = len(follows) == 1 and after is not None and after["point"] is not None
    opener = not follows or (follows[0].isupper() and follows.lower() in words.openers and not initial)
    if (len(word) == 1 and word.isupper()) or word in words.titles:
        return not follows
    if word in words.abbreviations or word.lower() in words.abbreviations or _ACRONYM.fullmatch(word):
        return opener
    return True


def _word_before(text: str, end: int) -> str:
    """Letters, digits, hyphens and points that stand right before `end`; empty when they are too many for a word."""
    first = max(0, end - _LONGEST_ABBREVIATION)
    start = end
    while start > first and (text[start - 1].isalnum() or text[start - 1] in "-."):
        start -= 1
    return text[start:end] if start > first or first == 0 else ""


def _wrapped(text: str, match: re.Match[str], begin: int, stop: int) -> bool:
    """Whether a line break only wraps a line.

    The line before it is as long as a column is wide and ends without a final mark, and the next one begins with a
    small letter.
    """
    if len(_LINES.findall(match["break"].replace("\r\n", "\n"))) > 1:
        return False
    shortest, longest = WRAP_COLUMNS
    line_start = match.start()
    lowest = max(begin, match.start() - longest - 1)
    while line_start > lowest and not _LINES.match(text[line_start - 1]):
        line_start -= 1
    length = match.start() - line_start
    if not shortest <= length <= longest or text[match.start() - 1] in ".!?…:;":
        return False
    follows = text[match.end() : match.end() + 1] if match.end() < stop else ""
    return follows.islower()


def _protected(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Stretches between marks that belong together, outermost, in order."""
    regions: list[tuple[int, int]] = []
    opened: dict[str, list[int]] = {"«": [], "“": [], '"': [], "''": []}
    line = start
    for match in _MARK.finditer(text, start, stop):
        mark = match.group()
        if mark[0].isspace():
            if not _wrapped(text, match, start, stop):
                empty = len(_LINES.findall(mark.replace("\r\n", "\n"))) > 1
                for kind, stack in opened.items():
                    if empty:
                        stack.clear()
                    elif kind in _BOTH_WAYS:
                        stack[:] = [offset for offset in stack if offset >= line]
                line = match.end()
            continue
        opening = _opening(text, match, mark in _BOTH_WAYS and bool(opened[mark]))
        if opening is None:
            stack = opened[_CLOSES.get(mark, mark)]
            if stack:
                regions.append((stack.pop(), match.end()))
        else:
            if not text[line : match.start()].strip(" \t\u00a0\u202f(["):
                opened[opening].clear()  # words of its own begin: what is open before was never closed
            opened[opening].append(match.start())
    return list(_outermost(sorted(r for r in regions if r[1] - r[0] <= MAX_PROTECTED)))


def _opening(text: str, match: re.Match[str], inside: bool) -> str | None:
    """The kind of mark that opens here, or None when it closes."""
    mark = match.group()
    if mark == "„":
        return "“"
    if mark == "``":
        return "''"
    if mark in _BOTH_WAYS:
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        opens = (not before or before.isspace() or before in "([«“'’-–—/:") and not (inside and after.isspace())
        return mark if opens or (not inside and after.isalnum()) else None
    return mark if mark in "«“" else None


def _outermost(regions: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = -1
    for region in regions:
        if region[1] > last:
            yield region
            last = region[1]


def _append(sentences: list[Span], text: str, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if end > begin:
        sentences.append(Span(begin, end))
