import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.ingest.dates import find_address_date, format_date, parse_date


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2031", "2031"),
        ("2031-05", "2031-05"),
        ("2031-05-04", "2031-05-04"),
        (" 2031-05-04 ", "2031-05-04"),
        ("2031-05-04T23:59:59-05:00", "2031-05-04"),
        ("2031-05-04T10:00:00.123Z", "2031-05-04"),
        ("2031-05-04 10:00", "2031-05-04"),
        ("20310504", "2031-05-04"),
        ("20310504T1000", "2031-05-04"),
        ("2031-13", None),
        ("2031-02-30", None),
        ("0000-01-01", None),
        ("31-05-04", None),
        ("4 May 2031", None),
        ("2031-5-4", None),
        ("２０３１", None),
        ("", None),
    ],
)
def test_iso_dates(value: str, date: str | None) -> None:
    assert parse_date(value) == date


def test_a_date_from_parts() -> None:
    assert format_date("2031", "5", "4") == "2031-05-04"
    assert format_date("2031", "2", "29") is None


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://harwick.example/2031/05/04/bridge.html", "2031-05-04"),
        ("https://harwick.example/news/2031-05-04-bridge", "2031-05-04"),
        ("https://harwick.example/2031/13/04/bridge", None),
        ("https://harwick.example/20310504", None),
        ("https://harwick.example/2031/05/04/x/2031/05/05/y", None),
    ],
)
def test_dates_of_addresses(url: str, date: str | None) -> None:
    assert find_address_date(url) == date


@given(st.text())
def test_any_value_gives_an_iso_date_or_none(value: str) -> None:
    date = parse_date(value)
    assert date is None or parse_date(date) == date
