"""Counting with the values of TIMEX3: the unit that holds a date, the one so many units later, the next Monday.

Unit
    The letters that TIMEX3 gives it: ``D`` day, ``W`` week, ``M`` month, ``Q`` quarter, ``S`` season, ``H`` half-year,
    ``Y`` year, ``DE`` decade, ``CE`` century; ``WE`` is a weekend.

What a value covers is told by `recoupe.model.timex3`.
"""

from __future__ import annotations

from datetime import date

from recoupe.model.period import Period
from recoupe.model.timex3 import MAX_YEAR, make_day, read_value, season_of


def is_day(value: str | None) -> bool:
    """Whether a value names one day, perhaps with a time of day."""
    return value is not None and day_of(value) is not None


def day_of(value: str) -> date | None:
    """The day of a value that names one; None when it names none or no such day exists."""
    covered = bounds(value)
    return covered.first if covered is not None and covered.first == covered.last else None


def bounds(value: str | None) -> Period | None:
    """First and last day that a value covers; None for durations, sets, references and unknown years."""
    meaning = None if value is None else read_value(value)
    return None if meaning is None else meaning.period


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
    season = season_of(day)
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
