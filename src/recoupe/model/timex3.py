"""The values of TIMEX3: what such a string covers, how exact it is, how long it lasts.

Value
    A string of TIMEX3 (ISO 8601 with its extensions; Pustejovsky et al. 2005, ISO 24617-1): ``2025-04-26``,
    ``2025-04``, ``2025-W17``, ``2025-W17-WE``, ``2025-Q2``, ``2025-H1``, ``2025-SU``, ``196X``, ``18XX``,
    ``2025-04-25TAF``, ``XXXX-04-26``, ``XXXX-WXX-2``, ``P1Y6M``, ``PXD``, ``PAST_REF``.
Granularity
    The unit that a value is exact to.

Weeks are those of ISO 8601; seasons begin with solstice and equinox of the northern half, as in the guidelines of
TimeML.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from recoupe.model.period import Period

Granularity = Literal[
    "century",
    "decade",
    "year",
    "half",
    "season",
    "quarter",
    "month",
    "week",
    "weekend",
    "day",
    "part",
    "hour",
    "minute",
    "second",
]
Reference = Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]

MIN_YEAR, MAX_YEAR = 1, 9998
"""Years that can be counted with: `datetime.date` ends at 9999, and a winter reaches into the next year."""

REFERENCES: tuple[Reference, ...] = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
SEASONS = ("SP", "SU", "FA", "WI")
_SEASON_STARTS = {"SP": (3, 20), "SU": (6, 21), "FA": (9, 23), "WI": (12, 21)}
_UNITS = ("CE", "DE", "Y", "Q", "M", "WE", "W", "D", "TH", "TM", "TS")
_COUNTED = {unit: rf"(?:(?P<{unit}>[\d.]+|X){unit.removeprefix('T')})?" for unit in _UNITS}
_LENGTH = re.compile(
    "P(?=[\\dXT])"
    + "".join(_COUNTED[unit] for unit in _UNITS[:-3])
    + "(?:T(?=[\\dX])"
    + "".join(_COUNTED[unit] for unit in _UNITS[-3:])
    + ")?"
)
_CLOCK = re.compile(r"([01]\d|2[0-4])(?::([0-5]\d)(?::([0-5]\d))?)?(?:Z|[+-]\d\d(?::?\d\d)?)?")
_PARTS = frozenset({"MO", "MI", "AF", "EV", "NI", "DT", "PM"})
_WEEKDAY_SET = re.compile(r"XXXX-WXX-[1-7]")


class Meaning(NamedTuple):
    """What a value says.

    Attributes:
        granularity: of a date, a time or a recurring one; None for durations and references.
        period: the days covered; None where the year is open, and for whatever is no date.
        length: of a duration, the number of each unit that it names, None for an open number: centuries ``CE``, decades
            ``DE``, ``Y``, quarters ``Q``, ``M``, weekends ``WE``, ``W``, ``D``, hours ``TH``, ``TM``, ``TS``.
        reference: a vague past, present or future.
    """

    granularity: Granularity | None = None
    period: Period | None = None
    length: tuple[tuple[str, float | None], ...] = ()
    reference: Reference | None = None


@lru_cache(maxsize=4096)
def read_value(value: str) -> Meaning | None:
    """What a TIMEX3 value says; None when the string is no value, or names a day that no calendar has."""
    for reference in REFERENCES:
        if value == reference:
            return Meaning(reference=reference)
    if value[:1] == "P":
        return _read_length(value)
    day, mark, clock = value.partition("T")
    if mark:
        granularity = _read_clock(clock)
        covered = _read_date(day)
        is_day = covered is not None and covered.granularity == "day"
        return Meaning(granularity, covered.period) if covered is not None and granularity and is_day else None
    return _read_date(value)


def _read_length(value: str) -> Meaning | None:
    match = _LENGTH.fullmatch(value)
    if match is None:
        return None
    try:
        named = [(unit, match[unit]) for unit in _UNITS if match[unit]]
        length = tuple((unit, None if count == "X" else float(count)) for unit, count in named)
    except ValueError:  # two decimal marks
        return None
    return Meaning(length=length) if length else None


def _read_clock(clock: str) -> Granularity | None:
    if clock in _PARTS:
        return "part"
    match = _CLOCK.fullmatch(clock)
    if match is None:
        return None
    return "second" if match[3] else "minute" if match[2] else "hour"


def _read_date(value: str) -> Meaning | None:
    if value == "XXXX-XX-XX" or _WEEKDAY_SET.fullmatch(value):
        return Meaning("day")
    if value[:5] == "XXXX-":  # any year: a leap year, so that it holds any day of any month
        meaning = _read_date("2000" + value[4:])
        return None if meaning is None else Meaning(meaning.granularity)
    for form, granularity, covered in _FORMS:
        match = form.fullmatch(value)
        if match is not None:
            first, last = _years(match[1])
            in_reach = first >= MIN_YEAR and last <= MAX_YEAR
            period = covered(match) if in_reach else None
            return None if period is None else Meaning(granularity, period)
    return None


def _years(digits: str) -> tuple[int, int]:
    """First and last year of the digits that a value begins with."""
    return int(digits.ljust(4, "0")), int(digits.ljust(4, "9"))


def _day(match: re.Match[str]) -> Period | None:
    found = make_day(int(match[1]), int(match[2]), int(match[3]))
    return None if found is None else Period(found, found)


def make_day(year: int, month: int, day: int) -> date | None:
    """A day, or None when the calendar has no such day."""
    if not (MIN_YEAR <= year <= MAX_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def _week(match: re.Match[str]) -> Period | None:
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:  # only some years have a week 53
        return None
    return Period(monday, monday + timedelta(6))


def _weekend(match: re.Match[str]) -> Period | None:
    week = _week(match)
    return None if week is None else Period(week.first + timedelta(5), week.last)


def _months(year: int, first: int, count: int) -> Period | None:
    last = first + count - 1
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1])) if 1 <= first <= 12 else None


def _season(match: re.Match[str]) -> Period:
    year, name = int(match[1]), match[2]
    month, day = _SEASON_STARTS[name]
    next_month, next_day = _SEASON_STARTS[SEASONS[(SEASONS.index(name) + 1) % 4]]
    return Period(date(year, month, day), date(year + (name == "WI"), next_month, next_day) - timedelta(1))


def season_of(day: date) -> tuple[int, str]:
    """The season that a day lies in, with the year that it is named after."""
    for name in reversed(SEASONS):
        if (day.month, day.day) >= _SEASON_STARTS[name]:
            return day.year, name
    return day.year - 1, "WI"


def _whole_years(match: re.Match[str]) -> Period:
    first, last = _years(match[1])
    return Period(date(first, 1, 1), date(last, 12, 31))


_FORMS: tuple[tuple[re.Pattern[str], Granularity, Callable[[re.Match[str]], Period | None]], ...] = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), "day", _day),
    (re.compile(r"(\d{4})-(\d\d)"), "month", lambda match: _months(int(match[1]), int(match[2]), 1)),
    (re.compile(r"(\d{4})"), "year", _whole_years),
    (re.compile(r"(\d{4})-W(\d\d)"), "week", _week),
    (re.compile(r"(\d{4})-W(\d\d)-WE"), "weekend", _weekend),
    (re.compile(r"(\d{4})-Q([1-4])"), "quarter", lambda match: _months(int(match[1]), int(match[2]) * 3 - 2, 3)),
    (re.compile(r"(\d{4})-H([12])"), "half", lambda match: _months(int(match[1]), int(match[2]) * 6 - 5, 6)),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), "season", _season),
    (re.compile(r"(\d{3})X"), "decade", _whole_years),
    (re.compile(r"(\d{2})XX"), "century", _whole_years),
)
