"""From the slots of a time expression to its value.

Anchor
    What a relative value is counted from: the *publication*, the *previous* date of the text, or the *narrative day*
    (the last single day that the text named, else the day of publication). An anchor that is unknown, or coarser than
    the value needs, leaves the value null: nothing is guessed.
Direction
    Which way an incomplete date lies from its anchor: -1 before or on it, 1 on or after it, 0 the nearest; -2 and 2
    leave out the anchor itself (*last*, *next*).

A pattern of ``timexes.toml`` says with its slot ``make`` which reader of this module makes its value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from recoupe.annotate import calendar
from recoupe.annotate.word_classes import SlotValue
from recoupe.model.annotation import TimexType
from recoupe.model.period import Period
from recoupe.model.timex3 import make_day

Slots = Mapping[str, SlotValue]

_YEAR_UNKNOWN = "XXXX"
_DAY_UNKNOWN = "XXXX-XX-XX"
_MOVABLE = frozenset({"easter", "nth"})
"""Slots of feasts that fall on another day each year."""

_YY_PIVOT = 30
"""Without a publication date, two-digit years up to this one belong to this century."""


_NEAR = 100
"""Days around the publication in which a date without a year is taken as it is, whatever the tense of its clause."""

_NEXT = range(-7, 93)
"""Days after the previous date in which a date without a year goes on with its tale; elsewhere its year is unknown."""


class Anchors(NamedTuple):
    """What relative values may be counted from, as values; each may be unknown.

    Attributes:
        beside: whether the previous date stands in the same sentence.
    """

    publication: str | None
    previous: str | None
    day: str | None
    beside: bool = False


class Reading(NamedTuple):
    """What a time expression means; `anchor` names what it was counted from."""

    type: TimexType
    value: str | None
    anchor: str | None


def read_timex(slots: Slots, anchors: Anchors, direction: int) -> Reading | None:
    """The meaning of a match.

    Args:
        slots: of the match, with `make`, the reader.
        anchors: known so far.
        direction: told by the words around; a direction in the slots wins over it.

    Returns:
        The meaning, or None when the words make no time expression, such as 31 February.
    """
    reader = _READERS.get(str(slots.get("make", "date")))
    if reader is None:
        return None
    return reader(slots, anchors, int(slots.get("direction", direction)))


def _date(slots: Slots, anchors: Anchors, direction: int) -> Reading | None:
    """A date by its fields; the year may be missing, or be told as a distance from the anchor's."""
    anchor: str | None = None
    dated = {"month", "day", "season", "quarter", "half", "easter"} & slots.keys()
    year = _year(slots, anchors)
    if not dated and "year_shift" not in slots and year is None:
        value, anchor = _undated(slots, anchors)
        if value is None and not _has_time(slots):
            return None
    elif year is not None:
        value = _in_year(slots, year)
        anchor = "publication" if "year_shift" in slots else None
        if value is None:
            return None
    elif "year_shift" in slots:
        return Reading("DATE", None, None)
    else:
        value, anchor = _choose_year(slots, anchors, direction)
        if value is None:
            return None if _MOVABLE.isdisjoint(slots) else Reading("DATE", None, None)
    return _timed(slots, value, anchor)


def _undated(slots: Slots, anchors: Anchors) -> tuple[str | None, str | None]:
    """Decades, centuries, and times of a day that is not named."""
    if "decade" in slots:
        return _decade(int(slots["decade"])), None
    if "century" in slots:
        value = f"{int(slots['century']) - 1:02d}XX"
        return (value if calendar.bounds(value) is not None else None), None
    if _has_time(slots):
        if anchors.day is not None:
            return anchors.day[:10], "publication" if anchors.day == anchors.publication else "previous"
        return _DAY_UNKNOWN, None
    return None, None


def _decade(decade: int) -> str:
    return f"{decade // 10:03d}X" if decade >= 100 else f"19{decade // 10}X"


def _year(slots: Slots, anchors: Anchors) -> int | None:
    if "year" in slots:
        return int(slots["year"])
    if "yy" in slots:
        return _full_year(int(slots["yy"]), anchors.publication)
    if "year_shift" in slots and anchors.publication is not None:
        shifted = calendar.shift(anchors.publication, "Y", int(slots["year_shift"]))
        return int(shifted) if shifted else None
    return None


def _full_year(yy: int, publication: str | None) -> int:
    """The year of a two-digit one: the nearest to the publication."""
    if publication is not None and publication[:4].isdigit():
        known = int(publication[:4])
        return min((century * 100 + yy for century in (18, 19, 20, 21)), key=lambda y: abs(y - known))
    return 2000 + yy if yy <= _YY_PIVOT else 1900 + yy


def _in_year(slots: Slots, year: int) -> str | None:
    """The date in a given year; None when that year has no such date."""
    made: str | None = f"{year:04d}"
    if "easter" in slots:
        sunday = calendar.easter(year)
        made = None if sunday is None else (sunday + timedelta(int(slots["easter"]))).isoformat()
    elif "nth" in slots:
        made = _nth_weekday(year, int(slots["month"]), int(slots["weekday"]), int(slots["nth"]))
    elif "day" in slots:
        day = make_day(year, int(slots.get("month", 0)), int(slots["day"]))
        made = None if day is None else day.isoformat()
    elif "month" in slots:
        made = f"{year:04d}-{int(slots['month']):02d}"
    elif "season" in slots:
        made = f"{year:04d}-{slots['season']}"
    elif "quarter" in slots:
        made = f"{year:04d}-Q{slots['quarter']}"
    elif "half" in slots:
        made = f"{year:04d}-H{slots['half']}"
    return made if calendar.bounds(made) is not None else None


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> str | None:
    first = make_day(year, month, 1)
    found = None if first is None else calendar.weekday_near(first, weekday, 1)
    return None if found is None else (found + timedelta(7 * (nth - 1))).isoformat()


def _choose_year(slots: Slots, anchors: Anchors, direction: int) -> tuple[str | None, str | None]:
    """A date without its year, in the year that fits the anchor and the direction."""
    for name, anchor in (("publication", anchors.publication), ("previous", anchors.previous)):
        covered = calendar.bounds(anchor)
        if covered is None:
            continue
        first, last = covered
        made = [_in_year(slots, first.year + step) for step in (-1, 0, 1)]
        candidates = [(value, reach) for value in made if value and (reach := calendar.bounds(value))]
        if not candidates:
            return None, None
        if first.year == last.year and (last - first).days >= 300:
            same = _in_year(slots, first.year)
            return same, name
        nearest = _nearest(candidates, first, last, 0)
        if name == "previous" and not anchors.beside and _days_after(nearest, first) not in _NEXT:
            break
        told = direction if "direction" in slots or _far(nearest, first) else 0
        return _nearest(candidates, first, last, told), name
    if not _MOVABLE.isdisjoint(slots):
        return None, None
    value = _in_year(slots, 2000)  # a leap year: any day of any month exists in it
    return (None if value is None else _YEAR_UNKNOWN + value[4:]), None


def _far(value: str, day: date) -> bool:
    """Whether a date lies so far from an anchor that only the tense can tell its year."""
    days = _days_after(value, day)
    return days is None or abs(days) > _NEAR


def _days_after(value: str, day: date) -> int | None:
    """Days from a day to the beginning of a date."""
    covered = calendar.bounds(value)
    return None if covered is None else (covered[0] - day).days


def _nearest(candidates: list[tuple[str, Period]], first: date, last: date, direction: int) -> str:
    if direction < 0:
        # Before a publication that is only known by its month: before the last day it may be.
        bound = last if direction == -2 else last + timedelta(1)
        before = [c for c in candidates if (c[1][1] if direction == -2 else c[1][0]) < bound]
        return before[-1][0] if before else candidates[0][0]
    if direction > 0:
        bound = first if direction == 2 else first - timedelta(1)
        after = [c for c in candidates if (c[1][0] if direction == 2 else c[1][1]) > bound]
        return after[0][0] if after else candidates[-1][0]
    middle = first.toordinal() + last.toordinal()
    return min(candidates, key=lambda c: abs(c[1][0].toordinal() + c[1][1].toordinal() - middle))[0]


def _has_time(slots: Slots) -> bool:
    return "hour" in slots or "part" in slots


def _timed(slots: Slots, value: str | None, anchor: str | None) -> Reading | None:
    """Add the time of day to a day."""
    if not _has_time(slots):
        return Reading("DATE", value, anchor)
    if value is None or not (calendar.is_day(value) or value.startswith(_YEAR_UNKNOWN)):
        return Reading("TIME", value, anchor)
    if "hour" not in slots:
        return Reading("TIME", f"{value[:10]}T{slots['part']}", anchor)
    hour, minute = int(slots["hour"]), int(slots.get("minute", 0))
    if slots.get("half_hour"):
        minute += int(slots["half_hour"])
    if minute < 0:
        hour, minute = hour - 1, minute + 60
    later = slots.get("meridiem") == "PM" or slots.get("part") in {"AF", "EV"}
    if later and hour < 12:
        hour += 12
    elif slots.get("meridiem") == "AM" and hour == 12:
        hour = 0
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    zone = str(slots.get("zone", ""))
    return Reading("TIME", f"{value[:10]}T{hour:02d}:{minute:02d}{zone}", anchor)


def _shift(slots: Slots, anchors: Anchors, _direction: int) -> Reading | None:
    """A distance from an anchor: *yesterday*, *two years ago*, *the day after*."""
    unit, sign = str(slots["unit"]), int(slots.get("sign", 1))
    count = slots.get("n", slots.get("shift", 1))
    if slots.get("n") == "X":
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", None)
    if unit.startswith("T"):
        return _duration(slots, anchors, 0)
    name = str(slots.get("anchor", "publication"))
    anchor = {"publication": anchors.publication, "previous": anchors.previous, "day": anchors.day}[name]
    if anchor is None and name == "previous" and slots.get("fallback") == "publication":
        name, anchor = "publication", anchors.publication
    if anchor is None and slots.get("fallback") == "event":
        value = None if anchors.publication is None else calendar.widen(anchors.publication, unit)
        return Reading("DATE", value, "publication" if value else None)
    value = None
    if "keeps" in slots and anchors.previous is not None and f"-{slots['keeps']}" in anchors.previous:
        moved = calendar.shift(anchors.previous, "Q", 4 * sign * int(count))
        return Reading("DATE", moved, "previous" if moved else None)
    if anchor is not None:
        steps = sign * float(count)
        if not steps.is_integer():
            unit, steps = (
                {"Y": "M", "DE": "Y", "CE": "Y"}.get(unit, unit),
                steps * {"Y": 12, "DE": 10, "CE": 100}.get(unit, 1),
            )
        value = calendar.shift(anchor, unit, int(steps))
    if "part" in slots or "hour" in slots:
        return _timed(slots, value, name if value else None)
    return Reading("DATE", value, name if value else None)


def _weekday(slots: Slots, anchors: Anchors, direction: int) -> Reading | None:
    """A day of the week, next to the day of publication."""
    name = str(slots.get("anchor", "publication"))
    value = anchors.publication if name == "publication" else anchors.day
    day = None if value is None else calendar.day_of(value)
    found = None
    if day is not None:
        start = day + timedelta(7 * int(slots.get("weeks", 0)))
        found = calendar.weekday_near(start, int(slots["weekday"]), 0 if "weeks" in slots else direction or -1)
    return _timed(slots, None if found is None else found.isoformat(), name if found else None)


def _duration(slots: Slots, _anchors: Anchors, _direction: int) -> Reading | None:
    """A length of time."""
    unit, count = str(slots["unit"]), slots.get("n", 1)
    multiple = int(slots.get("multiple", 1))
    if count == "X":
        return Reading("DURATION", _period("X", {"H": "M", "S": "M"}.get(unit, unit)), None)
    amount = float(count) * multiple / float(slots.get("of", 1)) + (0.5 if slots.get("plus_half") else 0)
    return Reading("DURATION", _format_period(amount, unit), None)


def _format_period(amount: float, unit: str) -> str:
    """A duration of TIMEX3: halves of a year, hour or minute go to the next smaller unit."""
    scale, base = {"DE": (10, "Y"), "CE": (100, "Y"), "Q": (3, "M"), "H": (6, "M"), "S": (3, "M")}.get(unit, (1, unit))
    amount *= scale
    if amount.is_integer():
        return _period(str(int(amount)), base)
    whole, rest = int(amount), amount - int(amount)
    smaller = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60)}.get(base)
    if smaller is not None and (rest * smaller[1]).is_integer():
        below = int(rest * smaller[1])
        if not whole:
            return _period(str(below), smaller[0])
        return _period(str(whole), base) + f"{below}{smaller[0][-1]}"
    return _period(f"{amount:.6f}".rstrip("0").rstrip("."), base)


def _period(count: str, unit: str) -> str:
    return f"PT{count}{unit[1:]}" if unit.startswith("T") else f"P{count}{unit}"


def _set(slots: Slots, anchors: Anchors, _direction: int) -> Reading | None:
    """What comes again: *every Monday*, *twice a year*."""
    if "value" in slots:
        return Reading("SET", str(slots["value"]), None)
    if "weekday" in slots:
        part = f"T{slots['part']}" if "part" in slots else ""
        return Reading("SET", f"XXXX-WXX-{slots['weekday']}{part}", None)
    if "season" in slots:
        return Reading("SET", f"XXXX-{slots['season']}", None)
    if "month" in slots:
        return Reading("SET", f"XXXX-{int(slots['month']):02d}", None)
    if "part" in slots:
        return Reading("SET", f"{_DAY_UNKNOWN}T{slots['part']}", None)
    made = _duration(slots, anchors, 0)
    return None if made is None else Reading("SET", made.value, None)


def _reference(slots: Slots, _anchors: Anchors, _direction: int) -> Reading | None:
    """A vague past, present or future."""
    return Reading("DATE", str(slots["value"]), None)


def _previous(_slots: Slots, anchors: Anchors, _direction: int) -> Reading | None:
    """The same date again: *the same day*, *that year*."""
    unit = str(_slots["unit"])
    value = None if anchors.previous is None else calendar.widen(anchors.previous, unit)
    return _timed(_slots, value, "previous" if value else None)


_READERS: Mapping[str, Callable[[Slots, Anchors, int], Reading | None]] = {
    "date": _date,
    "duration": _duration,
    "previous": _previous,
    "reference": _reference,
    "set": _set,
    "shift": _shift,
    "weekday": _weekday,
}
