"""When a report was published, as far as its date says.

Period
    The first and the last day that a date may mean. A date of publication may lack its day or its month: ``2025-04`` is
    any day of April 2025. So what is *earlier* is only known where two periods do not meet.
"""

from __future__ import annotations

import calendar
import datetime
from typing import NamedTuple


class Period(NamedTuple):
    """First and last day, both included."""

    first: datetime.date
    last: datetime.date

    def days_from(self, other: Period) -> int:
        """Days between the two periods; 0 where they may be one day."""
        return max(0, (self.first - other.last).days, (other.first - self.last).days)


def read_period(published: str | None) -> Period | None:
    """The period of an ISO 8601 date that may lack day or month; None when there is no such date.

    A time of day is left aside: its zone is not always known.
    """
    try:
        year, *rest = [int(part) for part in (published or "")[:10].split("-")]
        if not rest:
            return Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
        month, *days = rest
        first, last = (days[0], days[0]) if days else (1, calendar.monthrange(year, month)[1])
        return Period(datetime.date(year, month, first), datetime.date(year, month, last))
    except ValueError:
        return None


def read_day(iso: str | None) -> datetime.date | None:
    """The day of an ISO date, with or without a time; None for a partial date, and for what is none."""
    try:
        return datetime.date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def number_day(iso: str | None) -> int | None:
    """The ordinal of the day of an ISO date; None where `read_day` finds none."""
    day = read_day(iso)
    return day.toordinal() if day else None


def order_dates(one: str | None, other: str | None) -> int:
    """-1 where the first ISO date is surely earlier, 1 where it is surely later, 0 where that is open."""
    left, right = read_period(one), read_period(other)
    if left is None or right is None:
        return 0
    return (left.first > right.last) - (left.last < right.first)


def measure_delay(earlier: str | None, later: str | None) -> str | None:
    """The time from one publication to another, as an ISO 8601 duration: ``PT3H5M``, ``P2D``, ``-P1D``.

    In minutes where both dates have a time and both or neither a zone, else in days.

    Returns:
        None where a date is missing, not an ISO date, or not known to the day.
    """
    if not earlier or not later or min(len(earlier), len(later)) < len("2025-01-31"):
        return None
    try:
        times = [datetime.datetime.fromisoformat(date) for date in (earlier, later)]
    except ValueError:
        return None
    timed = all(len(date) > len("2025-01-31") for date in (earlier, later))
    if not timed or (times[0].tzinfo is None) != (times[1].tzinfo is None):
        days = (times[1].date() - times[0].date()).days
        return f"{'-' if days < 0 else ''}P{abs(days)}D"
    minutes = round((times[1] - times[0]).total_seconds() / 60)
    days, rest = divmod(abs(minutes), 24 * 60)
    hours, rest = divmod(rest, 60)
    clock = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (rest, "M")) if n)
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return f"{'-' if minutes < 0 else ''}P{text or 'T0M'}"
