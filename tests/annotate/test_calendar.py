from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.annotate import calendar

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
UNITS = st.sampled_from(["D", "W", "M", "Q", "S", "H", "Y", "DE", "CE"])


@pytest.mark.parametrize("value", [None, "P2D", "PAST_REF", "XXXX-04-26"])
def test_values_without_bounds(value: str | None) -> None:
    assert calendar.bounds(value) is None


@given(DAYS, UNITS)
def test_a_day_lies_in_the_unit_that_holds_it(day: date, unit: str) -> None:
    covered = calendar.bounds(calendar.widen(day.isoformat(), unit))
    assert covered is not None
    assert covered[0] <= day <= covered[1]


@given(DAYS, UNITS, st.integers(-5, 5))
def test_shifts_are_undone(day: date, unit: str, count: int) -> None:
    there = calendar.shift(day.isoformat(), unit, count)
    assert there is not None
    assert calendar.shift(there, unit, -count) == calendar.widen(day.isoformat(), unit)


@pytest.mark.parametrize(("value", "unit"), [("2025-04", "D"), ("2025", "M"), ("196X", "Y"), ("P2D", "D")])
def test_a_coarse_value_gives_no_finer_one(value: str, unit: str) -> None:
    assert calendar.shift(value, unit, 1) is None


@given(DAYS, st.integers(1, 7))
def test_weekdays_lie_on_their_side(day: date, weekday: int) -> None:
    for direction in (-2, -1, 0, 1, 2):
        near = calendar.weekday_near(day, weekday, direction)
        assert near is not None
        assert near.isoweekday() == weekday
        offset = (near - day).days
        if direction:
            assert 0 <= offset * (1 if direction > 0 else -1) <= 7
        assert offset or abs(direction) < 2


@pytest.mark.parametrize(("year", "day"), [(1999, "1999-04-04"), (2024, "2024-03-31"), (2025, "2025-04-20")])
def test_easter(year: int, day: str) -> None:
    assert calendar.easter(year) == date.fromisoformat(day)


@given(st.text(max_size=20))
def test_any_value_is_accepted(value: str) -> None:
    calendar.bounds(value)
