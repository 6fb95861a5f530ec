"""Turns: the lines of an interview or a transcript, each with the label of who speaks.

Label
    A few words and a colon at the head of a line: words in capitals, a single capital, or a name that heads other
    lines too. Two speakers at least, one of them with several turns, make a transcript.
Turn
    What follows a label, to the end of its paragraph, and on through the paragraphs that open with the mark which the
    turn's own line opens with.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from recoupe.annotate.candidates import Candidate
from recoupe.annotate.grammar import Grammar
from recoupe.model.annotation import AnnotatedArticle
from recoupe.text.words import lower_word

_SPACE = r"[ \t\u00a0\u202f]"
_WORD = r"[^\W\d_a-zß-ÿ](?:[\w.'’&-]*)"
_LABEL = re.compile(
    rf"^{_SPACE}*(?P<mark>[\"“«”]|''|``)?{_SPACE}*(?P<label>{_WORD}(?:{_SPACE}{_WORD}){{0,3}})"
    rf"(?:{_SPACE}*\([^()\n]{{1,40}}\))?{_SPACE}?(?P<colon>:)(?={_SPACE}+\S)",
    re.MULTILINE,
)
_PARAGRAPH = re.compile(rf"[^\n]*(?:\n{_SPACE}*)+")
_CLOSING = "\"”»'’ \u00a0\u202f\t\n"
_LEAST_SPEAKERS = 2
_LEAST_TURNS = 2
"""Turns of the speaker who has most of them: lines with other headings have each of them once."""
_LEAST_WORDS = 3
"""Words of the shortest turn that is kept: fewer are interjections."""


def find_turns(article: AnnotatedArticle, grammar: Grammar) -> list[Candidate]:
    """The turns of an article that is an interview or a transcript, in order; none where it is no such thing."""
    text, first, last = article.text, article.article.start, article.article.end
    named = sorted(m.start for m in article.mentions if m.field == "text" and m.form != "pronoun")
    found = _LABEL.finditer(text, first, last)
    labels = [m for m in found if _begins(named, *m.span("label")) or _is_shouted(m["label"], grammar)]
    counts = Counter(match["label"] for match in labels)
    labels = [m for m in labels if m["label"].isupper() or counts[m["label"]] > 1]
    if len({m["label"] for m in labels}) < _LEAST_SPEAKERS or max(counts.values()) < _LEAST_TURNS:
        return []
    stops = [m.start() for m in labels[1:]] + [last]
    turns = [_turn(text, m, stop) for m, stop in zip(labels, stops, strict=True)]
    return [turn for turn in turns if len(text[turn.start : turn.end].split()) >= _LEAST_WORDS]


def _is_shouted(label: str, grammar: Grammar) -> bool:
    """Whether a label stands in capitals, and does not begin as a noun phrase does, which names no speaker."""
    words = lower_word(label).split()
    phrase = len(words) > 1 and words[0] in grammar.words.article | grammar.words.object_start
    return label.isupper() and not phrase


def _begins(starts: list[int], first: int, last: int) -> bool:
    """Whether a mention begins inside a label."""
    index = bisect_left(starts, first)
    return index < len(starts) and starts[index] < last


def _turn(text: str, match: re.Match[str], stop: int) -> Candidate:
    """The turn behind a label; `stop` is where the next label begins."""
    last = _line_end(text, match.end(), stop)
    while match["mark"]:
        gap = _PARAGRAPH.match(text, last, stop)
        if gap is None or not text.startswith(match["mark"], gap.end(), stop):
            break
        following = gap.end() + len(match["mark"])
        if text[following : following + 1] in "([":
            break
        last = _line_end(text, following, stop)
    first = match.end()
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1] in _CLOSING:
        last -= 1
    speaker = match.span("label")
    return Candidate(first, last, "turn", 0.8, match.span("colon"), speaker=speaker)


def _line_end(text: str, start: int, stop: int) -> int:
    end = text.find("\n", start, stop)
    return stop if end < 0 else end
