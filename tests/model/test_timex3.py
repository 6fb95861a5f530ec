from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.model.timex3 import Meaning, read_value

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
COUNTS = st.integers(0, 999).map(float)


@pytest.mark.parametrize(
    ("value", "granularity", "first", "last"),
    [
        ("2025-04-26", "day", "2025-04-26", "2025-04-26"),
        ("2025-04-25TAF", "part", "2025-04-25", "2025-04-25"),
        ("2025-04-25T15:30", "minute", "2025-04-25", "2025-04-25"),
        ("2025-04-25T07:45Z", "minute", "2025-04-25", "2025-04-25"),
        ("2025-04-25T07:45:10", "second", "2025-04-25", "2025-04-25"),
        ("2025-04-25T24", "hour", "2025-04-25", "2025-04-25"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2025-W17", "week", "2025-04-21", "2025-04-27"),
        ("2025-W17-WE", "weekend", "2025-04-26", "2025-04-27"),
        ("2025-Q2", "quarter", "2025-04-01", "2025-06-30"),
        ("2025-H2", "half", "2025-07-01", "2025-12-31"),
        ("2024-WI", "season", "2024-12-21", "2025-03-19"),
        ("1987", "year", "1987-01-01", "1987-12-31"),
        ("196X", "decade", "1960-01-01", "1969-12-31"),
        ("18XX", "century", "1800-01-01", "1899-12-31"),
    ],
)
def test_dates_cover_days(value: str, granularity: str, first: str, last: str) -> None:
    meaning = read_value(value)
    assert meaning is not None
    assert meaning.granularity == granularity
    assert meaning.period == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("value", "granularity"),
    [
        ("XXXX-04-26", "day"),
        ("XXXX-02-29", "day"),
        ("XXXX-04", "month"),
        ("XXXX-SU", "season"),
        ("XXXX-WXX-2", "day"),
        ("XXXX-WXX-2TNI", "part"),
        ("XXXX-XX-XXTMO", "part"),
        ("XXXX-XX-XXT18:00", "minute"),
    ],
)
def test_open_years_have_a_granularity_and_cover_nothing(value: str, granularity: str) -> None:
    assert read_value(value) == Meaning(granularity)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "length"),
    [
        ("P2D", (("D", 2.0),)),
        ("P1Y6M", (("Y", 1.0), ("M", 6.0))),
        ("PT1H30M", (("TH", 1.0), ("TM", 30.0))),
        ("PT30.4S", (("TS", 30.4),)),
        ("P2WE", (("WE", 2.0),)),
        ("PXD", (("D", None),)),
        ("PTXM", (("TM", None),)),
        ("PXDE", (("DE", None),)),
        ("PXQ", (("Q", None),)),
    ],
)
def test_durations_have_a_length(value: str, length: tuple[tuple[str, float | None], ...]) -> None:
    assert read_value(value) == Meaning(length=length)


def test_references() -> None:
    assert read_value("PAST_REF") == Meaning(reference="PAST_REF")


NO_DATES = ["2025-13", "2025-02-30", "XXXX-02-30", "2025-W60", "0000", "9999-WI", "2025-Q5", "2025-XX", "20251"]
NO_TIMES = ["2025-04T10:00", "2025-04-26T25:00", "2025-04-26TXX", "T10:00", "XXXX-WXX-8"]
NO_LENGTHS = ["P", "PT", "P2", "PD", "P1.2.3D"]


@pytest.mark.parametrize("value", ["", *NO_DATES, *NO_TIMES, *NO_LENGTHS])
def test_what_is_no_value(value: str) -> None:
    assert read_value(value) is None


@given(DAYS)
def test_days_are_read_as_written(day: date) -> None:
    assert read_value(day.isoformat()) == Meaning("day", (day, day))  # type: ignore[arg-type]


@given(st.dictionaries(st.sampled_from(["Y", "M", "D"]), COUNTS, min_size=1))
def test_lengths_are_read_as_written(length: dict[str, float]) -> None:
    parts = tuple((unit, length[unit]) for unit in ("Y", "M", "D") if unit in length)
    meaning = read_value("P" + "".join(f"{count:g}{unit}" for unit, count in parts))
    assert meaning is not None
    assert meaning.length == parts


@given(st.text(max_size=16))
def test_any_text_is_read_or_is_no_value(text: str) -> None:
    meaning = read_value(text)
    assert meaning is None or meaning != Meaning()
