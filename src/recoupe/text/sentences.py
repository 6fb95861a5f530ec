"""Sentences, never cut inside quotation marks, after initials or after abbreviations.

A newline ends a sentence, except inside quotation marks that close within the paragraph. Quotation marks protect at
most `MAX_PROTECTED` code points, so one unclosed mark cannot swallow an article.
"""

from __future__ import annotations

import re

from recoupe.model.span import Span

MAX_PROTECTED = 1500
"""Longest stretch inside marks that is kept whole: about ten lines of a newspaper column."""

_END = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*|[\"”»](?<=[.!?…].))(?=\s)|\n+")
_OPENING = re.compile(r"[\"'“«(\[\u2013\u2014-]*\s*")
_PAIRS = {"«": "»", "“": "”", "„": "“”", '"': '"'}


def split_sentences(
    text: str, abbreviations: frozenset[str] = frozenset(), start: int = 0, end: int | None = None
) -> list[Span]:
    """Sentences of ``text[start:end]``, in order, trimmed of outer whitespace, with offsets into `text`.

    Args:
        text: any text.
        abbreviations: words whose final point does not end a sentence, without the point.
        start: where to begin.
        end: where to stop; the end of the text by default.
    """
    stop = len(text) if end is None else end
    protected = _protected(text, start, stop)
    sentences: list[Span] = []
    begin, region = start, 0
    for match in _END.finditer(text, start, stop):
        while region < len(protected) and protected[region][1] < match.end():
            region += 1
        inside = region < len(protected) and protected[region][0] < match.start()
        closes = inside and match.end() >= protected[region][1]
        if inside and not closes:
            continue
        if match.group()[0] != "\n" and not _ends(text, match, abbreviations, stop):
            continue
        _append(sentences, text, begin, match.end())
        begin = match.end()
    _append(sentences, text, begin, stop)
    return sentences


def _ends(text: str, match: re.Match[str], abbreviations: frozenset[str], stop: int) -> bool:
    """Whether a final mark ends a sentence: no abbreviation or initial before it, a capital or a digit after it."""
    opening = _OPENING.match(text, match.end(), stop)
    after = text[opening.end() : opening.end() + 1] if opening else ""
    rest = text[match.end() : match.end() + 1] + after
    if after and not (after.isupper() or after.isdigit() or not after.isalpha()) and "\n" not in rest:
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    word_start = match.start()
    while word_start > 0 and (text[word_start - 1].isalnum() or text[word_start - 1] in "-."):
        word_start -= 1
    word = text[word_start : match.start()]
    initial = len(word) == 1 and word.isupper()
    return not (initial or word in abbreviations)


def _protected(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Stretches inside paired quotation marks of one paragraph, outermost, in order."""
    regions: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for match in re.compile(r"[«»“”„\"]|\n\s*\n").finditer(text, start, stop):
        mark = match.group()
        if mark[0] == "\n":
            opened = None
        elif opened is None:
            if mark in _PAIRS:
                opened = (match.start(), _PAIRS[mark])
        elif mark in opened[1]:
            if match.end() - opened[0] <= MAX_PROTECTED:
                regions.append((opened[0], match.end()))
            opened = None
    return regions


def _append(sentences: list[Span], text: str, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if end > begin:
        sentences.append(Span(begin, end))
