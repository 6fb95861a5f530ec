"""Dates of publication as inputs write them: ISO 8601, perhaps partial, with or without a time.

The day is taken as written: a time zone does not move it.
"""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})(?:[T ]\d{2}(?::?\d{2}){0,2}.{0,20})?)?)?", re.ASCII
)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T\d{4,6}.{0,10})?", re.ASCII)
_IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>\d{2})[/-](?P<day>\d{2})(?=[/_-])", re.ASCII)


def parse_date(value: str) -> str | None:
    """The date part of an ISO 8601 date or time: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None when it is none."""
    stripped = value.strip()
    match = _ISO.fullmatch(stripped) or _COMPACT.fullmatch(stripped)
    if match is None:
        return None
    return format_date(match["year"], match["month"], match["day"])


def format_date(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """An ISO date from its parts in digits; None when the calendar has no such day."""
    try:
        checked = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    parts = [f"{checked.year:04d}"]
    if month is not None:
        parts.append(f"{checked.month:02d}")
        if day is not None:
            parts.append(f"{checked.day:02d}")
    return "-".join(parts)


def find_address_date(url: str) -> str | None:
    """The date in the path of an address, ``/2025/04/28/``; None when there is none or more than one."""
    dates = {format_date(m["year"], m["month"], m["day"]) for m in _IN_ADDRESS.finditer(url)}
    return dates.pop() if len(dates) == 1 else None
