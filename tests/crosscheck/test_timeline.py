"""The timeline holds the dates that statements give, in order."""

from __future__ import annotations

from recoupe.crosscheck.timeline import order_timeline
from reports import build_report

DATES = {
    "en 2031": ("2031-01-01", "2031-12-31"),
    "en mai": ("2031-05-01", "2031-05-31"),
    "le 4 mai": ("2031-05-04", "2031-05-04"),
    "cet hiver": ("2031-12-21", "2032-03-20"),
}


def test_dates_are_ordered_with_their_granularity_and_statements() -> None:
    one = build_report("one", ["Le port ferme le 4 mai", "Le port rouvre en mai"], dates=DATES)
    two = build_report("two", ["Le port ferme le 4 mai", "Le quai gèle cet hiver", "Tout change en 2031"], dates=DATES)
    moments = order_timeline([two, one])
    assert [(m.earliest, m.granularity, len(m.statements)) for m in moments] == [
        ("2031-01-01", "year", 1),
        ("2031-05-01", "month", 1),
        ("2031-05-04", "day", 2),
        ("2031-12-21", "range", 1),
    ]
    assert order_timeline([one, two]) == moments
