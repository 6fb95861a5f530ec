"""Figures: counts, sums, shares, measures and ages, with bounds that can be compared.

Comparator
    How the number bounds the value: exactly, about, more than, at least, less than, at most.
Unit
    ``%``, an ISO 4217 code for money, ``fraction``, a UCUM code for a measure (``km``, ``h``, ``a`` for years), or
    nothing for a count.
Counted
    What is counted: the head noun with its adjectives.

Numbers that count nothing are left out: years, hours, dates, ordinals, telephone and article numbers, scores, names of
models. The patterns stand in ``quantities.toml`` of a language's pack; `patterns` runs them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from recoupe.annotate.counted import CountedWords, Link, PhraseReader
from recoupe.annotate.elsewhere import ElsewhereWords, count_elsewhere
from recoupe.annotate.numbers import NumberReader, number_reader
from recoupe.annotate.patterns import Exclusion, Match, Part, PatternSet, inside_sentence
from recoupe.annotate.word_classes import SlotValue, WordClass
from recoupe.languages.pack import LanguagePack, Pattern
from recoupe.model.annotation import AnnotatedArticle, Comparator, Counted, Quantity, Timex
from recoupe.model.span import item_id
from recoupe.text.normalize import DASHES

_WORD = re.compile(r"[^\W\d_]+")
_SIGN = 3
"""Letters of the longest sign of a unit that has a capital (``Mds``); longer words with one are part of a name."""

_LEADING_ZERO = re.compile(r"0\d")
_DIGITS_BEFORE = re.compile(r"\d[ \u00a0\u202f]\Z")
_DIGITS_AFTER = re.compile(r"[ \u00a0\u202f]\d")

_GROUPED = " \u00a0\u202f\u2009.,'’"
"""Marks inside a number in digits."""

TIME_UNITS = frozenset({"s", "min", "h", "d", "wk", "mo", "a"})
"""UCUM codes of units of time: a figure in one is a duration too."""

LENGTHS = frozenset({"km", "m", "cm", "mm", "mi", "ft", "in", "nmi"})
"""UCUM codes of lengths: *14 km of the coast* is a distance, *14 km of dykes* counts dykes."""

_LINKED = 1_000_000
"""From here on a number may be a noun, with a word between it and what is counted (*a million of them*)."""

_SCALES = (1_000_000_000, 1_000_000, 1_000)
_COMPARATORS: dict[str, Comparator] = {"=": "=", "~": "~", ">": ">", ">=": ">=", "<": "<", "<=": "<="}


class QuantitySection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``quantities.toml``.

    Attributes:
        extent: whether a figure's span takes in the noun that is counted (``phrase``) or not (``number``).
        durations: whether lengths of time are figures too.
        conjunctions: words that coordinate two counted nouns.
        before_noun: adjectives that stand between a number and its noun.
        uncounted: words that follow a number and are never counted by it.
        linkers: words between a rounded or large number and its noun; with their apostrophe where they have one.
        definite_linkers: those of the linkers that may stand after any number (*40 of the delegates*).
        sum_linkers: words between a sum of money and what it is for.
        participles: participles that are counted as nouns are.
        adverbial: nouns before a number that they do not name.
        plurals: endings of plurals, and whole plurals that have none.
        compounds: whether the last of several nouns in a row is what is counted.
        elsewhere: what tells that the noun stands elsewhere in the sentence.
        classes: words by class.
        exclusion: numbers that are no figures.
        pattern: in order of preference.
    """

    extent: Literal["number", "phrase"]
    durations: bool
    conjunctions: tuple[str, ...]
    before_noun: tuple[str, ...]
    uncounted: tuple[str, ...]
    linkers: tuple[str, ...]
    definite_linkers: tuple[str, ...] = ()
    sum_linkers: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    adverbial: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    compounds: bool = False
    elsewhere: ElsewhereWords = ElsewhereWords()
    classes: dict[str, WordClass] = {}
    exclusion: tuple[Exclusion, ...] = ()
    pattern: tuple[Pattern, ...]


class _Reader(NamedTuple):
    section: QuantitySection
    patterns: PatternSet
    numbers: NumberReader
    words: CountedWords


class _Bounds(NamedTuple):
    low: int | float | None
    high: int | float | None
    comparator: Comparator


@cache
def _reader(pack: LanguagePack) -> _Reader | None:
    section = pack.section("quantities", QuantitySection)
    if section is None:
        return None
    numbers = number_reader(pack)
    patterns = PatternSet(section.pattern, section.exclusion, section.classes, numbers, f"{pack.code}/quantities.toml")
    never = frozenset(pack.language.stopwords) | frozenset(section.uncounted)
    words = CountedWords(
        function_words=never - frozenset(section.before_noun),
        conjunctions=frozenset(section.conjunctions),
        before_noun=frozenset(section.before_noun),
        linkers=section.linkers,
        definite_linkers=section.definite_linkers,
        sum_linkers=section.sum_linkers,
        participles=frozenset(section.participles),
        adverbial=frozenset(section.adverbial),
        plurals=section.plurals,
        compounds=section.compounds,
    )
    return _Reader(section, patterns, numbers, words)


def find_quantities(article: AnnotatedArticle, pack: LanguagePack) -> tuple[Quantity, ...]:
    """Find the figures of an article.

    Args:
        article: the article, with its timexes, which hold numbers that are no figures. Parts of speech, where the
            tokens have them, tell what is counted.
        pack: the pack of its language.

    Returns:
        The figures in order, without overlap; none when the pack has no ``quantities.toml``.
    """
    reader = _reader(pack)
    if reader is None:
        return ()
    start, end = article.article.start, article.article.end
    phrases = PhraseReader(article.text, end, article.tokens, reader.words)
    times = _Cursor(article.timexes)
    dates = _Dates(article)
    found: list[Quantity] = []
    for match in reader.patterns.find(article.text, start, end):
        for part in match.parts:
            if found and part.start < found[-1].end:
                continue
            quantity = _quantity(article, reader, phrases, times, match, part)
            if quantity is not None:
                found.append(replace(quantity, as_of=dates.beside(quantity.start, quantity.end)))
    return count_elsewhere(article, tuple(found), reader.section.elsewhere, phrases)


class _Dates:
    """Finds the date that a figure holds for: the nearest one of its sentence."""

    def __init__(self, article: AnnotatedArticle) -> None:
        self._sentences = article.sentences
        self._starts = [sentence.start for sentence in article.sentences]
        dated = (t for t in article.timexes if t.field == "text" and t.type in {"DATE", "TIME"} and t.earliest)
        self._dates = tuple(dated)

    def beside(self, start: int, end: int) -> str | None:
        """The id of the date, or None when the sentence gives none."""
        at = bisect_right(self._starts, start) - 1
        if at < 0:
            return None
        sentence = self._sentences[at]
        inside = [t for t in self._dates if sentence.start <= t.start and t.end <= sentence.end]
        apart = [(max(t.start - end, start - t.end), t.id) for t in inside if t.end <= start or end <= t.start]
        return min(apart)[1] if apart else None


class _Cursor:
    """Finds the timex that overlaps a stretch; stretches are asked for in order."""

    def __init__(self, timexes: tuple[Timex, ...]) -> None:
        self._timexes = [t for t in timexes if t.field == "text"]
        self._at = 0

    def overlapping(self, start: int, end: int) -> list[Timex]:
        while self._at < len(self._timexes) and self._timexes[self._at].end < start - 1:
            self._at += 1
        found, at = [], self._at
        while at < len(self._timexes) and self._timexes[at].end <= start:
            at += 1
        while at < len(self._timexes) and self._timexes[at].start < end:
            found.append(self._timexes[at])
            at += 1
        return found

    def follows(self, start: int) -> bool:
        """Whether a time expression ends right before a stretch."""
        return any(t.end in {start - 1, start} for t in self._timexes[self._at : self._at + 2])

    def beside_digits(self, text: str, part: Part) -> bool:
        """Whether other digits stand right beside a number, with a space only: the groups of a code (*TQ 388 773*)."""
        dated = {edge for t in self._timexes[self._at : self._at + 3] for edge in (t.start - 1, t.end)}
        before = _DIGITS_BEFORE.search(text, max(0, part.start - 2), part.start) is not None
        after = _DIGITS_AFTER.match(text, part.end) is not None
        return (before and part.start - 1 not in dated) or (after and part.end not in dated)


def _quantity(
    article: AnnotatedArticle, reader: _Reader, phrases: PhraseReader, times: _Cursor, match: Match, part: Part
) -> Quantity | None:
    slots, text = part.slots, article.text
    make, unit = str(slots.get("make", "count")), str(slots["unit"]) if "unit" in slots else None
    overlapping = times.overlapping(part.start, part.end)
    if not _may_be(reader.section, unit, overlapping):
        return None
    bounds = _bounds(slots)
    coded = _is_code(text, part.start, article.article.start) or (not overlapping and times.beside_digits(text, part))
    if bounds is None or coded or is_named(text, part.start, part.end):
        return None
    end = match.end if len(match.parts) == 1 else part.end
    if slots.get("inner"):
        counted = phrases.inside(part.start, part.end)
    else:
        counted = phrases.after(end, link=_link(part, unit, bounds)) or (phrases.tied(end) if unit is None else None)
    follows_date = times.follows(part.start)
    if make == "count" and not _counts(text, reader, part, bounds, counted, phrases, follows_date=follows_date):
        return None
    end = part.end
    if make == "count" and reader.section.extent == "phrase" and counted is not None:
        end = counted.end
    return Quantity(
        id=item_id("n", article.document.id, "text", part.start, end, "quantity"),
        article=article.article.id,
        start=part.start,
        end=end,
        low=bounds.low,
        high=bounds.high,
        comparator=bounds.comparator,
        unit=unit,
        counted=counted,
        as_of=None,
        rule=match.rule,
    )


def _link(part: Part, unit: str | None, bounds: _Bounds) -> Link:
    """Whether what is counted follows after a linking word: a share or sum *of* it, a million *of* them."""
    if part.slots.get("linked"):
        return "optional"
    if unit is not None:
        return "sum" if len(unit) == len("EUR") and unit.isupper() else "bare" if unit in LENGTHS else "required"
    return "optional" if (bounds.high or bounds.low or 0) >= _LINKED else "definite"


def _may_be(section: QuantitySection, unit: str | None, timexes: list[Timex]) -> bool:
    """Whether a number that stands in time expressions is a figure too: a duration may be, a date or hour is not."""
    if unit in TIME_UNITS:
        return section.durations and all(t.type in {"DURATION", "DATE"} for t in timexes)
    return all(t.type == "DURATION" for t in timexes) and (not timexes or section.durations)


def _counts(
    text: str,
    reader: _Reader,
    part: Part,
    bounds: _Bounds,
    counted: Counted | None,
    phrases: PhraseReader,
    *,
    follows_date: bool,
) -> bool:
    """Whether a bare number is a count: not an article, a year, a score or the number of a model.

    Without parts of speech, the word after a number may be a verb, so a capital before it weighs more.
    """
    words = text[part.start : part.end].lower()
    bare = bounds.comparator == "=" and bounds.low == bounds.high
    if bare and words in reader.numbers.words.articles:
        return False
    if "range" in part.slots and counted is None and "comparator" not in part.slots:
        return bool(part.slots.get("firm"))
    digits = all(c.isdecimal() or c in _GROUPED for c in words)
    named = digits and _after_name(text, part.start, reader.words.function_words)
    if not bare:
        return True
    if words.isdecimal() and not follows_date and phrases.labels(part.start, counted):
        return False
    if counted is not None and counted.text[:1].islower() and (phrases.tagged or not named):
        return True
    value = bounds.low or 0
    return not (named or (words.isdecimal() and len(words) == 4 and 1000 <= value <= 2100))


def _after_name(text: str, start: int, function_words: frozenset[str]) -> bool:
    """Whether the word before a number has a capital: *Falcon 9* names one thing, it does not count nine."""
    end = start
    while end > 0 and text[end - 1] in " \u00a0\u202f":
        end -= 1
    begin = end
    while begin > 0 and end - begin < 40 and text[begin - 1].isalnum():
        begin -= 1
    word = text[begin:end]
    return end < start and any(c.isupper() for c in word) and word.lower() not in function_words


def _is_code(text: str, start: int, first: int) -> bool:
    """Whether a mark ties a number to what stands before it (*F-16*, *P5+1*, *2016/679*), or it begins with a zero."""
    before = text[max(first, start - 2) : start]
    tied = len(before) == 2 and (before[1] in DASHES or before[1] in "+/") and before[0].isalnum()
    calibre = before[-1:] == "." and not before[:-1].isalnum()
    return tied or calibre or before[-1:] == "+" or _LEADING_ZERO.match(text, start) is not None


def is_named(text: str, start: int, end: int) -> bool:
    """Whether a number is part of a name: a hyphen ties it to a capital (*Sept-Îles*), or it has one itself.

    At the beginning of a sentence a number in words has a capital too; inside one, a capital makes a name (*the Big
    Four*).
    """
    if end + 1 < len(text) and text[end] in DASHES and text[end + 1].isupper():
        return True
    words = (w for w in _WORD.finditer(text, start, end) if w.group().istitle())
    return any(inside_sentence(text, w.start()) and (w.start() == start or len(w.group()) > _SIGN) for w in words)


def _bounds(slots: dict[str, SlotValue]) -> _Bounds | None:
    comparator = _COMPARATORS.get(str(slots.get("comparator", "=")), "=")
    factor = _number(slots.get("factor", 1))
    if "low" in slots:
        low, high = _number(slots["low"]), _number(slots["n"])
        low, high = _spread(low, high) * factor, high * factor
        if low > high:
            return None
        comparator = "=" if comparator not in {"~"} else comparator
        return _Bounds(_tidy(low), _tidy(high), comparator)
    value = _number(slots["n"]) if "n" in slots else 1
    if slots.get("half"):
        value += _scale(value) / 2
    if "of" in slots:
        value = value / _number(slots["of"])
    value = _tidy(value * factor)
    if comparator in {">", ">="}:
        return _Bounds(value, None, comparator)
    if comparator in {"<", "<="}:
        return _Bounds(None, value, comparator)
    return _Bounds(value, value, comparator)


def _number(value: SlotValue) -> int | float:
    return value if isinstance(value, int | float) else float(value)


def _tidy(value: int | float) -> int | float:
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value


def _scale(value: int | float) -> int:
    """The scale a number is told in: a million for 3 000 000, one for 12."""
    return next((scale for scale in _SCALES if value >= scale and value % (scale // 100) == 0), 1)


def _spread(low: int | float, high: int | float) -> int | float:
    """Give the lower bound the scale that only the upper one tells: *11 à 14 000* is 11 000 to 14 000."""
    scale = _scale(high)
    if scale > 1 and low < 1000 and low * scale < high <= low * scale * 10:
        return low * scale
    return low
