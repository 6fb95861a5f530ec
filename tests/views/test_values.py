from __future__ import annotations

import pytest

from recoupe.model.annotation import Comparator, Quantity, Timex, TimexType
from recoupe.model.finding import Range
from recoupe.model.timex3 import read_value
from recoupe.views.phrases import load_phrases
from recoupe.views.values import figure_phrase, range_phrase, timex_phrase, type_phrase

NARROW = "\u202f"
NO_BREAK = "\u00a0"


def figure(low: float | None, high: float | None, comparator: Comparator, unit: str | None) -> Quantity:
    return Quantity(
        id="n",
        article="a",
        start=0,
        end=1,
        low=low,
        high=high,
        comparator=comparator,
        unit=unit,
        counted=None,
        as_of=None,
        rule="count",
    )


def timex(value: str | None, kind: TimexType = "DATE", mod: str | None = None) -> Timex:
    meaning = read_value(value) if value else None
    return Timex(
        id="t",
        article="a",
        start=0,
        end=1,
        type=kind,
        value=value,
        granularity=meaning.granularity if meaning else None,
        mod=mod,
        earliest=None,
        latest=None,
        anchor=None,
        rule="date",
        signal=None,
    )


@pytest.mark.parametrize(
    ("made", "english", "french"),
    [
        (figure(76_000, None, ">", None), "> 76,000", f"> 76{NARROW}000"),
        (figure(11_000, 14_000, "~", None), "≈ 11,000–14,000", f"≈ 11{NARROW}000–14{NARROW}000"),
        (figure(3, 3, "=", "h"), "3 hours", "3 heures"),
        (figure(1, 1, "=", "d"), "1 day", "1 jour"),
        (figure(8, 12, "=", "km"), "8–12 kilometers", "8–12 kilomètres"),
        (figure(None, 40, "<", "%"), "< 40 %", "< 40 %"),
        (figure(300, 300, "=", "USD"), "$300", "300 $US"),
        (figure(4e6, 4e6, "=", "EUR"), "€4,000,000", f"4{NARROW}000{NARROW}000 €"),
        (figure(0.5, 0.5, "=", "fraction"), "0.5", "0,5"),
        (figure(3, 3, "=", "TWh"), "3 TWh", "3 TWh"),
    ],
)
def test_figures_are_written_with_their_unit(made: Quantity, english: str, french: str) -> None:
    assert figure_phrase(made, load_phrases("en")).replace(NO_BREAK, " ") == english
    assert figure_phrase(made, load_phrases("fr")).replace(NO_BREAK, " ") == french


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [(3, 3, "3"), (3, 5, "3–5"), (3, None, "≥ 3"), (None, 5, "≤ 5"), (None, None, "unknown")],
)
def test_ranges_show_where_they_are_open(low: int | None, high: int | None, written: str) -> None:
    assert range_phrase(Range(low=low, high=high, unit=None), load_phrases("en")) == written


@pytest.mark.parametrize(
    ("made", "english", "french"),
    [
        (timex("2025-04-26"), "April 26, 2025", "26 avril 2025"),
        (timex("XXXX-04-26"), "April 26", "26 avril"),
        (timex("2025-04-25TAF", "TIME"), "April 25, 2025, afternoon", "25 avril 2025, après-midi"),
        (timex("2025-04-25T15:30", "TIME"), "April 25, 2025, 15:30", "25 avril 2025, 15:30"),
        (timex("XXXX-XX-XXT15:30", "TIME"), "15:30", "15:30"),
        (timex("196X"), "1960–1969", "1960–1969"),
        (timex("2025-W17"), "April 21, 2025 – April 27, 2025", "21 avril 2025 – 27 avril 2025"),
        (timex("P1Y6M", "DURATION"), "1 year 6 months", "1 an 6 mois"),
        (timex("PXM", "DURATION"), "several: months", "plusieurs : mois"),
        (timex("P2WE", "DURATION"), "of unknown length", "de durée inconnue"),
        (timex("P1M", "SET"), "repeated: 1 month", "répété : 1 mois"),
        (timex("XXXX-WXX-2", "SET"), "repeated: Tuesday", "répété : mardi"),
        (timex("PAST_REF"), "some time ago", "il y a quelque temps"),
        (timex(None), "unresolved", "non résolu"),
        (timex("no value"), "no value", "no value"),
    ],
)
def test_times_are_written_as_readers_write_them(made: Timex, english: str, french: str) -> None:
    assert timex_phrase(made, load_phrases("en")).replace(NO_BREAK, " ") == english
    assert timex_phrase(made, load_phrases("fr")).replace(NO_BREAK, " ") == french


def test_a_modifier_stands_beside_the_type() -> None:
    assert type_phrase(timex("2025-04", mod="END"), load_phrases("fr")) == "date (fin)"
    assert type_phrase(timex("2025-04"), load_phrases("fr")) == "date"
