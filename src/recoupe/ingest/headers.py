"""The lines before the prose: date, title, outlet, address, as clipping services and copied pages write them.

Header
    The stretch at the beginning of a text that is metadata, not prose. It may end in the middle of a line.
Entry
    A key of the pack with its value: ``Date: 2031-05-04``. A date may follow its key without a colon.

A header is read only where nothing else is likely: a key that is followed by no date and no colon is prose, and so is
a date followed by a word in lower case. The words stand in the packs (``header.toml``); the neutral pack's, with ISO
8601 dates, hold for every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import msgspec

from recoupe.ingest.dates import format_date
from recoupe.languages.pack import NEUTRAL, LanguagePack, Pattern, load_pack
from recoupe.model.span import Span

_HEAD = 3000
"""Code points looked at: a header longer than a page is none."""

_MAX_LINE = 200
"""Longest line of an entry whose value is free text."""

_MAX_LINES_ABOVE = 4
"""Lines, such as a headline, that may stand above a line that holds nothing but a date entry."""

_BLANK = re.compile(r"\s*")
_LINE = re.compile(r"[^\r\n]*")
_AFTER_DATE = re.compile(r"[^\S\n]*\.?[^\S\n]*(?=[\r\n]|\Z)|[^\S\n]*[|·•\u2013\u2014-]+[^\S\n]+(?=\S)|[^\S\n]+(?=\S)")
_FENCE = re.compile(r"---[^\S\n]*\r?\n")
_FENCED = re.compile(r"(?:[\w-]{1,40}[^\S\n]*:[^\r\n]*|[^\S\n]+[^\r\n]*|)\r?\n")


class HeaderSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``header.toml``: the words of the lines before the prose.

    Attributes:
        date, title, outlet, address: keys of an entry.
        other: keys of entries that say nothing recoupe needs.
        byline: words that begin the name of an author after a date.
        weekdays: names of the days.
        ordered_months: the spellings of each month, January first.
        day_suffixes: what may follow the number of a day.
        time_words: words between a date and a time.
        hour_marks: marks between hours and minutes.
        time_suffixes: what may follow a time.
        pattern: how dates are written. ``match`` is text with the slots {weekday} (always optional), {day}, {month}
            (a name), {number} (of a month), {year}; a space stands for any spaces.
    """

    date: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    ordered_months: tuple[tuple[str, ...], ...] = ()
    day_suffixes: tuple[str, ...] = ()
    time_words: tuple[str, ...] = ()
    hour_marks: tuple[str, ...] = ()
    time_suffixes: tuple[str, ...] = ()
    pattern: tuple[Pattern, ...] = ()


class Header(NamedTuple):
    """What stands before the prose.

    Attributes:
        span: the header, without the spaces after it; None when there is none, or nothing but a header.
        published: ISO 8601 date, perhaps partial.
        date_span: the words of the date.
        rule: name of the pattern that the date fits.
        title, outlet, url: values of their entries.
    """

    span: Span | None = None
    published: str | None = None
    date_span: Span | None = None
    rule: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None


class _Date(NamedTuple):
    value: str
    start: int
    end: int
    rule: str


class _Grammar(NamedTuple):
    """The sections of a language and of the neutral pack, compiled."""

    date_key: re.Pattern[str]
    text_key: re.Pattern[str]
    fields: dict[str, str]
    dates: tuple[tuple[str, re.Pattern[str]], ...]
    months: dict[str, int]
    time: re.Pattern[str]
    byline: re.Pattern[str]


def read_header(text: str, pack: LanguagePack) -> Header:
    """Read the header of a text.

    Args:
        text: any text.
        pack: the pack of its language; without a section ``header`` the neutral keys alone are known.
    """
    grammar = _grammar(pack)
    head = text[:_HEAD]
    header = _read_fence(head, grammar) or _read_lines(head, grammar)
    if header.published is None:
        header = _read_date_below(head, grammar, header)
    if header.span is not None and not text[header.span.end :].strip():
        return header._replace(span=None)
    return header


def _read_lines(head: str, grammar: _Grammar) -> Header:
    """Entries from the first line on, until the first that is none."""
    start = at = _skip(_BLANK, head, 0)
    header = Header()
    while at < len(head):
        entry = _read_date_entry(head, at, grammar)
        if entry is not None:
            date, end = entry
            if header.published is None:
                header = header._replace(published=date.value, date_span=Span(date.start, date.end), rule=date.rule)
        else:
            named = _read_text_entry(head, at, grammar)
            if named is None:
                break
            field, value, end = named
            header = _keep(header, field, value)
        header = header._replace(span=Span(start, end))
        at = _skip(_BLANK, head, end)
    return header


def _keep(header: Header, field: str, value: str) -> Header:
    """Set a field that is not yet known."""
    return header._replace(
        title=header.title or (value if field == "title" else None),
        outlet=header.outlet or (value if field == "outlet" else None),
        url=header.url or (value if field == "url" else None),
    )


def _read_text_entry(head: str, at: int, grammar: _Grammar) -> tuple[str, str, int] | None:
    """Field, value and end of a line ``key: value``."""
    key = grammar.text_key.match(head, at)
    if key is None:
        return None
    line = _LINE.match(head, key.end())
    end = line.end() if line else key.end()
    value = head[key.end() : end].strip()
    if end - at > _MAX_LINE or end >= len(head) or not value:
        return None
    return grammar.fields[_key(key["key"])], value, at + len(head[at:end].rstrip())


def _read_date_entry(head: str, at: int, grammar: _Grammar) -> tuple[_Date, int] | None:
    """The date of an entry, and where the entry ends, when what follows is not the same sentence."""
    key = grammar.date_key.match(head, at)
    if key is None:
        return None
    date = _read_date(head, key.end(), grammar)
    if date is None:
        return None
    end = _skip(grammar.time, head, date.end)
    byline = grammar.byline.match(head, end)
    if byline:
        return date, byline.end()
    after = _AFTER_DATE.match(head, end)
    if after is None:
        return None
    follower = head[after.end() : after.end() + 1]
    ends_line = not follower or follower in "\r\n"
    if not ends_line and follower.islower() and not grammar.date_key.match(head, after.end()):
        return None
    return date, end + len(after.group().rstrip())


def _read_date(head: str, at: int, grammar: _Grammar) -> _Date | None:
    """The date at an offset; None when two patterns read it differently (``03/04/2031`` in two countries)."""
    found: dict[int, dict[str, str]] = {}
    for rule, pattern in grammar.dates:
        match = pattern.match(head, at)
        if match is None:
            continue
        parts = match.groupdict()
        month = str(grammar.months[_key(parts["month"])]) if parts.get("month") else parts.get("number")
        value = format_date(parts["year"], month, parts.get("day"))
        if value is not None:
            found.setdefault(match.end(), {}).setdefault(value, rule)
    if not found:
        return None
    end = max(found)
    values = found[end]
    if len(values) > 1:
        return None
    value, rule = next(iter(values.items()))
    return _Date(value, at, end, rule)


def _read_date_below(head: str, grammar: _Grammar, header: Header) -> Header:
    """A date entry that fills one of the first lines, below a headline: evidence of the date, but no header."""
    at, above = header.span.end if header.span else 0, 0
    while above <= _MAX_LINES_ABOVE:
        at = _skip(_BLANK, head, at)
        line = _LINE.match(head, at)
        if line is None or at >= len(head) or len(line.group()) > _MAX_LINE:
            break
        entry = _read_date_entry(head, at, grammar)
        if entry is not None and not head[entry[1] : line.end()].strip():
            date = entry[0]
            return header._replace(published=date.value, date_span=Span(date.start, date.end), rule=date.rule)
        at, above = line.end(), above + 1
    return header


def _read_fence(head: str, grammar: _Grammar) -> Header | None:
    """Front matter between two lines of three hyphens, as Markdown files have it."""
    fence = _FENCE.match(head)
    if fence is None:
        return None
    header, at = Header(), fence.end()
    while closing := _FENCED.match(head, at):
        entry = _read_date_entry(head, at, grammar)
        if entry is not None and header.published is None:
            date = entry[0]
            header = header._replace(published=date.value, date_span=Span(date.start, date.end), rule=date.rule)
        elif named := _read_text_entry(head, at, grammar):
            header = _keep(header, named[0], named[1].strip("\"'"))
        at = closing.end()
    end = _FENCE.match(head, at)
    return header._replace(span=Span(0, at + 3)) if end and at > fence.end() else None


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _key(word: str) -> str:
    return " ".join(word.casefold().split()).rstrip(".")


@lru_cache(maxsize=32)
def _grammar(pack: LanguagePack) -> _Grammar:
    codes = (pack,) if pack.code == NEUTRAL else (pack, load_pack(NEUTRAL))
    sections = [s for p in codes if (s := p.section("header", HeaderSection)) is not None]
    fields = {
        _key(word): field
        for section in reversed(sections)
        for field, words in (
            ("other", section.other),
            ("url", section.address),
            ("outlet", section.outlet),
            ("title", section.title),
        )
        for word in words
    }
    colon = r"[^\S\n]*[:\uff1a][^\S\n]*"
    months = {_key(w): n for s in sections for n, names in enumerate(s.ordered_months, start=1) for w in names}
    weekdays = [w for s in sections for w in s.weekdays]
    time_words = [w for s in sections for w in s.time_words]
    suffixes = [w for s in sections for w in s.time_suffixes]
    hours = [w for s in sections for w in s.hour_marks]
    day_suffixes = [w for s in sections for w in s.day_suffixes]
    slots = {
        "weekday": rf"(?:(?:{_either(weekdays)})\.?,?\s{{1,3}})?",
        "day": rf"(?P<day>\d{{1,2}})(?:{_either(day_suffixes)})?",
        "month": rf"(?P<month>{_either(months)})\.?",
        "number": r"(?P<number>\d{1,2})",
        "year": r"(?P<year>\d{4})",
    }
    patterns = ((p.name, _compile(p.match, slots)) for s in sections for p in s.pattern)
    moment = rf"\d{{1,2}}(?:(?:{_either(hours)})\d{{0,2}}){{1,2}}(?:\.\d{{1,6}})?"
    zone = rf"(?:[^\S\n]?(?:{_either(suffixes)})(?!\w)|Z|[+-]\d\d:?\d\d)"
    bylines = _either(w for s in sections for w in s.byline)
    return _Grammar(
        date_key=_ignoring_case(rf"(?:{_either(w for s in sections for w in s.date)})(?:{colon}|[^\S\n]+)"),
        text_key=_ignoring_case(rf"(?P<key>{_either(fields)}){colon}"),
        fields=fields,
        dates=tuple(patterns),
        months=months,
        time=_ignoring_case(rf"(?:(?:T|,?[^\S\n]{{0,3}}(?:(?:{_either(time_words)})[^\S\n]+)?){moment}{zone}{{0,2}})?"),
        byline=_ignoring_case(
            rf"[^\S\n]*[,|\u2013\u2014-]?[^\S\n]*(?:{bylines})[^\S\n]+[^\r\n.!?,;:]{{2,60}}(?=\r?\n)"
        ),
    )


def _compile(match: str, slots: dict[str, str]) -> re.Pattern[str]:
    """A pattern of the pack as a regular expression that ends at a word's end."""
    parts = re.split(r"\{(\w+)\}", match)
    regex = "".join(
        slots[part] if i % 2 else re.escape(part).replace(r"\ ", r"\s{1,3}") for i, part in enumerate(parts)
    )
    regex = regex.replace(slots["weekday"] + r"\s{1,3}", slots["weekday"])
    return _ignoring_case(regex + r"(?:(?=T\d)|(?![\w/]|-\d))")


def _either(words: Iterable[str]) -> str:
    """An alternation of words, the longest first; one that never matches when there are none."""
    listed = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s{1,3}") for w in listed) or r"(?!)"


def _ignoring_case(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.IGNORECASE)
