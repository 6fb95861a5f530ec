"""Calendar values: the notation of TIMEX3, and counting with it.

Value
    A string of TIMEX3 (ISO 8601 with its extensions): ``2025-04-26``, ``2025-04``, ``2025-W17``, ``2025-Q2``,
    ``2025-SU``, ``196X``, ``18XX``, ``2025-04-25TAF``, ``XXXX-04-26``, ``P2D``, ``PAST_REF``.
Granularity
    The unit that a value is exact to, as the letter that TIMEX3 gives it: ``D`` day, ``W`` week, ``M`` month, ``Q``
    quarter, ``S`` season, ``H`` half-year, ``Y`` year, ``DE`` decade, ``CE`` century; ``WE`` is a weekend.

Weeks are those of ISO 8601; seasons begin with solstice and equinox of the northern half, as in the guidelines of
TimeML (Pustejovsky et al. 2005).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_YEAR = re.compile(r"(\d{4})")
_DECADE = re.compile(r"(\d{3})X")
_CENTURY = re.compile(r"(\d{2})XX")
_SEASON_STARTS = {"SP": (3, 20), "SU": (6, 21), "FA": (9, 23), "WI": (12, 21)}
_SEASONS = ("SP", "SU", "FA", "WI")

MIN_YEAR, MAX_YEAR = 1, 9998
"""Years that can be counted with: `datetime.date` ends at 9999, and a winter reaches into the next year."""


def is_day(value: str | None) -> bool:
    """Whether a value names one day, perhaps with a time of day."""
    return value is not None and _DAY.fullmatch(value) is not None


def day_of(value: str) -> date | None:
    """The day of a value that names one; None when it names none or no such day exists."""
    match = _DAY.fullmatch(value)
    return None if match is None else make_day(int(match[1]), int(match[2]), int(match[3]))


def make_day(year: int, month: int, day: int) -> date | None:
    """A day, or None when the calendar has no such day."""
    if not (MIN_YEAR <= year <= MAX_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def bounds(value: str | None) -> tuple[date, date] | None:
    """First and last day that a value covers; None for durations, sets, references and unknown years."""
    if value is None:
        return None
    day = day_of(value)
    if day is not None:
        return day, day
    for form, covered in _FORMS:
        match = form.fullmatch(value)
        if match is not None:
            return covered(match) if all(MIN_YEAR <= year <= MAX_YEAR for year in _years(match)) else None
    return None


def _years(match: re.Match[str]) -> tuple[int, ...]:
    """First and last year of a value: the digits that it begins with, filled up with zeros and nines."""
    digits = match[1]
    return int(digits.ljust(4, "0")), int(digits.ljust(4, "9"))


def _week_start(year: int, week: int) -> date | None:
    """Monday of an ISO week, or None when the year has no such week."""
    if not MIN_YEAR <= year <= MAX_YEAR or not 1 <= week <= 53:
        return None
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:  # only some years have a week 53
        return None


def widen(value: str, unit: str) -> str | None:
    """The unit of time that holds a value: the week, month or year of a day. None when the value is too coarse."""
    covered = bounds(value)
    if covered is None:
        return None
    first, last = covered
    widened = _holding(first, unit)
    if unit == "WE":  # the weekend of the week that holds the value
        return widened if (last - first).days < 7 else None
    reach = bounds(widened) if widened else None
    return widened if reach is not None and reach[0] <= first and last <= reach[1] else None


def shift(value: str, unit: str, count: int) -> str | None:
    """The value of `count` units later than the unit that holds `value` (earlier when negative).

    A value that is coarser than the unit gives None: nothing is guessed. Days keep day granularity, weeks become ISO
    weeks, and so on.
    """
    held = widen(value, unit)
    if held is None:
        return None
    covered = bounds(held)
    if covered is None:
        return None
    first = covered[0]
    if unit in {"D", "W", "WE"}:
        days = count if unit == "D" else count * 7
        ordinal = first.toordinal() + days
        if not 1 <= ordinal <= date(MAX_YEAR, 12, 31).toordinal():
            return None
        return _holding(date.fromordinal(ordinal), unit)
    return _shift_months(first, unit, count)


def _shift_months(first: date, unit: str, count: int) -> str | None:
    step = {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    if step is None or abs(count) > MAX_YEAR * 12:
        return None
    total = first.year * 12 + first.month - 1 + count * step
    moved = make_day(total // 12, total % 12 + 1, 28 if unit == "S" else 1)
    return None if moved is None else _holding(moved, unit)


def _holding(day: date, unit: str) -> str | None:
    year = f"{day.year:04d}"
    iso = day.isocalendar()
    season = _season_of(day)
    made = {
        "D": day.isoformat(),
        "W": f"{iso.year:04d}-W{iso.week:02d}",
        "WE": f"{iso.year:04d}-W{iso.week:02d}-WE",
        "M": year + f"-{day.month:02d}",
        "Q": year + f"-Q{(day.month + 2) // 3}",
        "H": year + f"-H{(day.month + 5) // 6}",
        "S": f"{season[0]:04d}-{season[1]}",
        "Y": year,
        "DE": year[:3] + "X",
        "CE": year[:2] + "XX",
    }
    return made.get(unit)


def _season_of(day: date) -> tuple[int, str]:
    for name in reversed(_SEASONS):
        if (day.month, day.day) >= _SEASON_STARTS[name]:
            return day.year, name
    return day.year - 1, "WI"


def _season(year: int, name: str) -> tuple[date, date]:
    month, day = _SEASON_STARTS[name]
    following = _SEASONS[(_SEASONS.index(name) + 1) % 4]
    next_month, next_day = _SEASON_STARTS[following]
    last = date(year + (name == "WI"), next_month, next_day) - timedelta(1)
    return date(year, month, day), last


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    last = first + count - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _month(match: re.Match[str]) -> tuple[date, date] | None:
    month = int(match[2])
    return _months(int(match[1]), month, 1) if 1 <= month <= 12 else None


def _week(match: re.Match[str]) -> tuple[date, date] | None:
    monday = _week_start(int(match[1]), int(match[2]))
    if monday is None:
        return None
    return (monday + timedelta(5) if match[3] else monday), monday + timedelta(6)


def _whole_years(match: re.Match[str]) -> tuple[date, date]:
    first, last = _years(match)
    return date(first, 1, 1), date(last, 12, 31)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[date, date] | None]], ...] = (
    (_MONTH, _month),
    (_WEEK, _week),
    (_QUARTER, lambda match: _months(int(match[1]), int(match[2]) * 3 - 2, 3)),
    (_HALF, lambda match: _months(int(match[1]), int(match[2]) * 6 - 5, 6)),
    (_SEASON, lambda match: _season(int(match[1]), match[2])),
    (_YEAR, _whole_years),
    (_DECADE, _whole_years),
    (_CENTURY, _whole_years),
)


def weekday_near(day: date, weekday: int, direction: int) -> date | None:
    """The day of the week (1 Monday to 7 Sunday) next to `day`.

    Args:
        day: counted from.
        weekday: ISO number.
        direction: -1 the last one up to and with `day`; 1 the next one from and with `day`; -2 and 2 the same without
            `day` itself; 0 the one of the same ISO week.
    """
    if direction == 0:
        offset = weekday - day.isoweekday()
    elif direction < 0:
        offset = -((day.isoweekday() - weekday) % 7)
        offset = -7 if offset == 0 and direction == -2 else offset
    else:
        offset = (weekday - day.isoweekday()) % 7
        offset = 7 if offset == 0 and direction == 2 else offset
    ordinal = day.toordinal() + offset
    return date.fromordinal(ordinal) if 1 <= ordinal <= date(MAX_YEAR, 12, 31).toordinal() else None


def easter(year: int) -> date | None:
    """Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    if not 1583 <= year <= MAX_YEAR:
        return None
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    lead = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * lead) // 433
    month = (h + lead - 7 * m + 90) // 25
    return date(year, month, (h + lead - 7 * m + 33 * month + 19) % 32)
