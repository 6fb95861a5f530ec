"""Values as readers write them: figures with their unit, dates, times and durations.

A value is not words of a report: it is written in the language of the interface, by the rules of CLDR (Babel), from
what the annotation says. Units come as UCUM and ISO 4217 codes, dates and durations as values of TIMEX3.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from recoupe.model.annotation import Quantity, Timex
from recoupe.model.finding import Range
from recoupe.model.timex3 import Meaning, read_value
from recoupe.views.phrases import Phrases

_UNITS = {
    "Cel": "temperature-celsius",
    "GB": "digital-gigabyte",
    "GW": "power-gigawatt",
    "L": "volume-liter",
    "MB": "digital-megabyte",
    "MW": "power-megawatt",
    "a": "duration-year",
    "acr": "area-acre",
    "barrel": "volume-barrel",
    "cm": "length-centimeter",
    "d": "duration-day",
    "ft": "length-foot",
    "ft2": "area-square-foot",
    "g": "mass-gram",
    "gal": "volume-gallon",
    "h": "duration-hour",
    "har": "area-hectare",
    "in": "length-inch",
    "kW": "power-kilowatt",
    "kWh": "energy-kilowatt-hour",
    "kg": "mass-kilogram",
    "km": "length-kilometer",
    "km/h": "speed-kilometer-per-hour",
    "km2": "area-square-kilometer",
    "kn": "speed-knot",
    "lb": "mass-pound",
    "m": "length-meter",
    "m2": "area-square-meter",
    "m3": "volume-cubic-meter",
    "mi": "length-mile",
    "mi/h": "speed-mile-per-hour",
    "mi2": "area-square-mile",
    "min": "duration-minute",
    "mm": "length-millimeter",
    "mo": "duration-month",
    "nmi": "length-nautical-mile",
    "s": "duration-second",
    "t": "mass-tonne",
    "wk": "duration-week",
}
"""UCUM code -> unit of CLDR; other codes are shown as they are."""

_LENGTHS = {"Y": "a", "M": "mo", "W": "wk", "D": "d", "TH": "h", "TM": "min", "TS": "s"}
"""Unit of a TIMEX3 duration -> UCUM code."""

_CURRENCY = re.compile(r"[A-Z]{3}")
_WEEKDAY_SET = re.compile(r"XXXX-WXX-([1-7])(?:T.*)?")


class _Bounds(NamedTuple):
    low: float | None
    high: float | None


def figure_phrase(quantity: Quantity, say: Phrases) -> str:
    """A figure: its comparator, its value and its unit."""
    sign = {"=": "", "~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}[quantity.comparator]
    return sign + _with_unit(_Bounds(quantity.low, quantity.high), quantity.unit, say)


def range_phrase(value: Range, say: Phrases) -> str:
    """A conflict's figure: bounds and unit; an open end shows which way it is open."""
    if value.low is None and value.high is None:
        return say("unknown")
    sign = "≤ " if value.low is None else "≥ " if value.high is None else ""
    return sign + _with_unit(_Bounds(value.low, value.high), value.unit, say)


def _with_unit(bounds: _Bounds, unit: str | None, say: Phrases) -> str:
    ends = [end for end in dict.fromkeys(bounds) if end is not None]
    if not ends:
        return ""
    number = "–".join(map(say.number, ends))
    if unit is None or unit == "fraction":
        return number
    if unit in _UNITS:
        from babel.units import format_unit  # noqa: PLC0415 - babel loads slowly; JSON needs none of it

        # The unit in the number of the last end, with all ends before it.
        return str(format_unit(ends[-1], _UNITS[unit], locale=say.language)).replace(say.number(ends[-1]), number, 1)
    if _CURRENCY.fullmatch(unit):
        from babel import Locale  # noqa: PLC0415 - as above
        from babel.numbers import get_currency_symbol  # noqa: PLC0415 - as above

        symbol = get_currency_symbol(unit, locale=say.language)
        leads = Locale(say.language).currency_formats["standard"].pattern.startswith("¤")
        return f"{symbol}{number}" if leads and symbol != unit else f"{number} {symbol}"
    return f"{number} {unit}"


def timex_phrase(timex: Timex, say: Phrases) -> str:
    """What a time expression means."""
    if timex.value is None:
        return say("unresolved")
    meaning = read_value(timex.value)
    if meaning is None:
        return timex.value
    if meaning.length:
        length = _length(meaning, say)
        return say("repeated: {length}", length=length) if timex.type == "SET" else length
    if meaning.reference:
        vague = {"PAST_REF": say("some time ago"), "PRESENT_REF": say("now"), "FUTURE_REF": say("some time ahead")}
        return vague[meaning.reference]
    return _date(timex.value, meaning, say)


def type_phrase(timex: Timex, say: Phrases) -> str:
    """What kind of time expression it is, with how exact the words are (`about`, `end of`)."""
    kind = {"DATE": say("date"), "TIME": say("time of day"), "DURATION": say("duration"), "SET": say("repeated")}
    modifiers = {
        "APPROX": say("about"),
        "START": say("beginning"),
        "MID": say("middle"),
        "END": say("end"),
        "BEFORE": say("before"),
        "AFTER": say("after"),
        "LESS_THAN": say("less than"),
        "MORE_THAN": say("more than"),
        "EQUAL_OR_LESS": say("at most"),
        "EQUAL_OR_MORE": say("at least"),
    }
    modifier = modifiers.get(timex.mod or "")
    return f"{kind[timex.type]} ({modifier})" if modifier else kind[timex.type]


def _length(meaning: Meaning, say: Phrases) -> str:
    parts = []
    for unit, count in meaning.length:
        code = _LENGTHS.get(unit)
        if code is None:
            return say("of unknown length")
        if count is not None:
            parts.append(_with_unit(_Bounds(count, count), code, say))
            continue
        from babel.units import get_unit_name  # noqa: PLC0415 - as above

        parts.append(say("several: {unit}", unit=str(get_unit_name(_UNITS[code], locale=say.language))))
    return " ".join(parts)


def _date(value: str, meaning: Meaning, say: Phrases) -> str:
    """A date or time, perhaps of an open year; units that calendars do not name are shown by their days."""
    day, mark, clock = value.partition("T")
    if mark:
        known = day != "XXXX-XX-XX"
        return f"{say.date(day)}, {_clock(clock, say)}" if known else _clock(clock, say)
    weekday = _WEEKDAY_SET.fullmatch(value)
    if weekday is not None:
        from babel.dates import get_day_names  # noqa: PLC0415 - as above

        return say("repeated: {length}", length=get_day_names("wide", locale=say.language)[int(weekday[1]) - 1])
    if meaning.granularity in {"day", "month", "year"} or meaning.period is None:
        return say.date(value)
    first, last = meaning.period
    if meaning.granularity in {"decade", "century"}:
        return f"{first.year}–{last.year}"
    return f"{say.date(first.isoformat())} – {say.date(last.isoformat())}"


def _clock(clock: str, say: Phrases) -> str:
    parts = {
        "MO": say("morning"),
        "MI": say("noon"),
        "AF": say("afternoon"),
        "EV": say("evening"),
        "NI": say("night"),
        "DT": say("daytime"),
    }
    return parts.get(clock, clock)
