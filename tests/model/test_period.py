"""Dates of publication that lack a part are intervals, and only what surely comes first is earlier."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.model.period import measure_delay, order_dates, read_period

DATES = st.builds(
    lambda day, length: day.isoformat()[:length],
    st.dates(datetime.date(2029, 1, 1), datetime.date(2032, 12, 31)),
    st.sampled_from([4, 7, 10]),
)


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        ("2031", (2031, 1, 1), (2031, 12, 31)),
        ("2032-02", (2032, 2, 1), (2032, 2, 29)),
        ("2031-02-04", (2031, 2, 4), (2031, 2, 4)),
        ("2031-02-04T10:00:00Z", (2031, 2, 4), (2031, 2, 4)),
    ],
)
def test_a_partial_date_is_an_interval(published: str, first: tuple[int, ...], last: tuple[int, ...]) -> None:
    assert read_period(published) == (datetime.date(*first), datetime.date(*last))


@pytest.mark.parametrize("published", [None, "", "soon", "2031-02-30", "0000-01-01", "2031-14", "2031-"])
def test_what_is_no_date_gives_none(published: str | None) -> None:
    assert read_period(published) is None


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("2031-03-18", "2031-03-19", -1),
        ("2031-03-19", "2031-03-18", 1),
        ("2031-03", "2031-03-18", 0),
        ("2031-02", "2031-03-18", -1),
        ("2031", "2030-12-31", 1),
        ("2031-03-18", "2031-03-18", 0),
        ("le 18", "le 18", 0),
        (None, "2031-03-18", 0),
        ("", "2031", 0),
    ],
)
def test_dates_are_ordered_as_far_as_they_go(one: str | None, other: str | None, order: int) -> None:
    assert order_dates(one, other) == order
    assert order_dates(other, one) == -order


@given(DATES, DATES)
def test_one_date_is_earlier_exactly_where_the_periods_do_not_meet(one: str, other: str) -> None:
    left, right = read_period(one), read_period(other)
    assert left is not None
    assert right is not None
    assert (order_dates(one, other) != 0) == (left.days_from(right) > 0)
    assert left.days_from(right) == right.days_from(left)


@pytest.mark.parametrize(
    ("earlier", "later", "delay"),
    [
        ("2031-02-04", "2031-02-06", "P2D"),
        ("2031-02-06", "2031-02-04", "-P2D"),
        ("2031-02-04T23:00:00Z", "2031-02-05", "P1D"),
        ("2031-02-04T08:00:00Z", "2031-02-04T11:05:00+01:00", "PT2H5M"),
        ("2031-02-04T08:00", "2031-02-06T08:00", "P2D"),
        ("2031-02-04T08:00", "2031-02-04T08:00", "PT0M"),
        ("2031-02-04T08:00Z", "2031-02-05T08:00", "P1D"),
        ("2031-02", "2031-02-04", None),
        (None, "2031-02-04", None),
        ("2031-02-04", "hier à midi", None),
    ],
)
def test_a_delay_is_as_fine_as_both_dates(earlier: str | None, later: str, delay: str | None) -> None:
    assert measure_delay(earlier, later) == delay
