"""Time expressions: dates, times, durations, sets, and references to a vague past, present or future.

Timex
    Words that say when, how long or how often, with their value in TIMEX3 (Pustejovsky et al. 2005; ISO 24617-1) and
    the interval of days that it covers.

The patterns stand in ``timexes.toml`` of a language's pack; `patterns` runs them, `timex_values` makes values. The text
is read in order, so that each expression can be counted from those before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec

from recoupe.annotate import calendar
from recoupe.annotate.numbers import number_reader
from recoupe.annotate.patterns import Exclusion, Match, Part, PatternSet
from recoupe.annotate.timex_values import Anchors, read_timex
from recoupe.annotate.word_classes import SlotValue, WordClass, key_of
from recoupe.languages.pack import LanguagePack, Pattern
from recoupe.model.annotation import AnnotatedArticle, Timex
from recoupe.model.span import Span, item_id
from recoupe.model.timex3 import read_value

CUE_REACH = 100
"""How far before and after a date, in code points, the tense of its clause is looked for: about a clause each way."""

_SENTENCE_END = re.compile(r"[.!?\n](?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+")


class Tenses(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What tells whether a clause speaks of the past or of the future.

    Attributes:
        future, past: words, or pairs of words.
        ahead: words right before a date that lies ahead of the publication, whatever the verb (*until*, *as early as*).
        infinitives: words after which a participle tells nothing (*be held*).
        future_endings, past_endings: endings of words of at least `shortest` letters.
        exceptions: words that have such an ending and tell nothing.
        shortest: letters that such a word has at least.
    """

    future: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    infinitives: tuple[str, ...] = ()
    future_endings: tuple[str, ...] = ()
    past_endings: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    shortest: int = 4


class TimexSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``timexes.toml``: tenses, classes of words, what is no time expression, and patterns in order of preference."""

    tenses: Tenses = Tenses()
    classes: dict[str, WordClass] = {}
    exclusion: tuple[Exclusion, ...] = ()
    pattern: tuple[Pattern, ...]


class _Reader(NamedTuple):
    patterns: PatternSet
    tenses: Tenses
    future: frozenset[str]
    past: frozenset[str]
    exceptions: frozenset[str]
    ahead: tuple[str, ...]


@cache
def _reader(pack: LanguagePack) -> _Reader | None:
    section = pack.section("timexes", TimexSection)
    if section is None:
        return None
    patterns = PatternSet(
        section.pattern, section.exclusion, section.classes, number_reader(pack), f"{pack.code}/timexes.toml"
    )
    tenses = section.tenses
    return _Reader(
        patterns=patterns,
        tenses=tenses,
        future=frozenset(tenses.future),
        past=frozenset(tenses.past),
        exceptions=frozenset(tenses.exceptions),
        ahead=tuple(f" {word}" for word in tenses.ahead),
    )


def find_timexes(article: AnnotatedArticle, pack: LanguagePack) -> tuple[Timex, ...]:
    """Find the time expressions of an article.

    Args:
        article: the article; only its text and its date of publication are read.
        pack: the pack of its language.

    Returns:
        The expressions in order, without overlap; none when the pack has no ``timexes.toml``. A relative expression
        whose anchor is unknown has the value None.
    """
    reader = _reader(pack)
    if reader is None:
        return ()
    text, (start, end) = article.text, (article.article.start, article.article.end)
    publication = _published(article)
    found: list[Timex] = []
    previous: Timex | None = None
    day = publication if calendar.is_day(publication) else None
    for match in reader.patterns.find(text, start, end):
        for part in match.parts:
            beside = previous is not None and _SENTENCE_END.search(text, previous.end, part.start) is None
            anchors = Anchors(publication, previous.value if previous else None, day, beside)
            timex = _timex(article, reader, match, part, anchors, previous)
            if timex is None:
                continue
            found.append(timex)
            if timex.earliest is not None:
                previous = timex
                day = timex.value if calendar.is_day(timex.value) else day
    return tuple(found)


def _published(article: AnnotatedArticle) -> str | None:
    """The date of publication as a value: an ISO date, perhaps partial, without a time."""
    published = article.article.published or article.document.published
    value = published.strip().split("T")[0].split(" ")[0] if published else None
    return value if calendar.bounds(value) is not None else None


def _timex(
    article: AnnotatedArticle, reader: _Reader, match: Match, part: Part, anchors: Anchors, previous: Timex | None
) -> Timex | None:
    direction = 0
    if "direction" not in part.slots:
        direction = _tense(reader, article.text, match.start, match.end)
    reading = read_timex(part.slots, anchors, direction)
    if reading is None:
        return None
    meaning = read_value(reading.value) if reading.value else None
    covered = meaning.period if meaning else None
    anchor = reading.anchor
    if anchor == "previous" and previous is not None:
        anchor = f"previous {previous.id}"
    return Timex(
        id=item_id("t", article.document.id, "text", part.start, part.end, reading.type),
        article=article.article.id,
        start=part.start,
        end=part.end,
        type=reading.type,
        value=reading.value,
        granularity=meaning.granularity if meaning else None,
        mod=_modifier(part.slots),
        earliest=covered.first.isoformat() if covered else None,
        latest=covered.last.isoformat() if covered else None,
        anchor=anchor,
        rule=match.rule,
        signal=Span(part.start, part.start + len(str(part.slots["signal"]))) if "signal" in part.slots else None,
    )


def _modifier(slots: dict[str, SlotValue]) -> str | None:
    return str(slots["mod"]) if "mod" in slots else None


def _tense(reader: _Reader, text: str, start: int, end: int) -> int:
    """1 when the clause around a date is in the future, -1 in the past, 0 when nothing tells."""
    left = text[max(0, start - CUE_REACH) : start]
    cut = [m.end() for m in _SENTENCE_END.finditer(left)]
    left = left[cut[-1] :] if cut else left
    if f" {key_of(left, exact=False)}".endswith(reader.ahead):
        return 1
    right = text[end : end + CUE_REACH]
    stop = _SENTENCE_END.search(right)
    right = right[: stop.start()] if stop else right
    before = [(len(left) - cue.end(), told) for cue, told in _cues(reader, left, opens=bool(cut) or start <= CUE_REACH)]
    after = [(cue.start(), told) for cue, told in _cues(reader, right, opens=False)]
    return min(before + after, default=(0, 0))[1]


def _cues(reader: _Reader, words: str, *, opens: bool) -> Iterator[tuple[re.Match[str], int]]:
    """The words that show a tense, with the direction they tell. A capital inside a sentence marks a name."""
    previous = ""
    for match in _WORD.finditer(words):
        word = match.group().lower()
        named = match.group().istitle() and (previous or not opens)
        silent = named or previous in reader.tenses.infinitives
        direction = 0 if silent else _told(reader, word, f"{previous} {word}")
        previous = word
        if direction:
            yield match, direction


def _told(reader: _Reader, word: str, pair: str) -> int:
    if word in reader.future or pair in reader.future:
        return 1
    if word in reader.past or pair in reader.past:
        return -1
    if len(word) < reader.tenses.shortest or word in reader.exceptions:
        return 0
    if reader.tenses.future_endings and word.endswith(reader.tenses.future_endings):
        return 1
    if reader.tenses.past_endings and word.endswith(reader.tenses.past_endings):
        return -1
    return 0
