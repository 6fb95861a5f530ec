from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.model.interval import Interval, Relation

BOUNDS = st.none() | st.integers(-6, 6)
INTERVALS = st.tuples(BOUNDS, BOUNDS).map(
    lambda ends: (
        Interval(*sorted(ends))  # type: ignore[type-var]
        if None not in ends
        else Interval(*ends)
    )
)
VALUES = range(-8, 9)
"""Beyond every bound, so that an open end shows."""


def values(interval: Interval[int]) -> frozenset[int]:
    return frozenset(
        v
        for v in VALUES
        if (interval.low is None or interval.low <= v) and (interval.high is None or v <= interval.high)
    )


@given(INTERVALS, INTERVALS)
def test_the_algebra_is_that_of_the_sets_of_values(one: Interval[int], other: Interval[int]) -> None:
    assert one.disjoint(other) == (not values(one) & values(other))
    assert one.refines(other) == (values(one) <= values(other))
    meet = one.meet(other)
    assert (values(meet) if meet else frozenset()) == values(one) & values(other)


@given(INTERVALS, INTERVALS)
def test_compatible_and_disjoint_are_symmetric_and_exclude_each_other(one: Interval[int], other: Interval[int]) -> None:
    assert one.compatible(other) == other.compatible(one) == (not one.disjoint(other))
    assert one.meet(other) == other.meet(one)


@given(INTERVALS, INTERVALS, INTERVALS)
def test_refining_is_a_partial_order(one: Interval[int], two: Interval[int], three: Interval[int]) -> None:
    assert one.refines(one)
    if one.refines(two) and two.refines(one):
        assert one == two
    if one.refines(two) and two.refines(three):
        assert one.refines(three)


@given(INTERVALS, INTERVALS, INTERVALS)
def test_what_refines_one_of_two_disjoint_is_disjoint_from_the_other(
    one: Interval[int], two: Interval[int], three: Interval[int]
) -> None:
    if one.refines(two):
        assert one.compatible(two)
        if two.disjoint(three):
            assert one.disjoint(three)


@given(INTERVALS, INTERVALS)
def test_a_meeting_refines_both(one: Interval[int], other: Interval[int]) -> None:
    meet = one.meet(other)
    assert (meet is None) == one.disjoint(other)
    if meet is not None:
        assert meet.refines(one)
        assert meet.refines(other)
        assert (meet == one) == one.refines(other)


@given(INTERVALS, INTERVALS)
def test_relations_have_their_converse(one: Interval[int], other: Interval[int]) -> None:
    converse: dict[Relation, Relation] = {"refines": "refined", "refined": "refines"}
    relation = one.relation(other)
    assert other.relation(one) == converse.get(relation, relation)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ((date(2024, 6, 18), date(2024, 6, 18)), (date(2024, 6, 1), date(2024, 6, 30)), "refines"),
        ((date(2024, 6, 18), date(2024, 6, 18)), (date(2024, 6, 19), date(2024, 6, 19)), "disjoint"),
        ((76_000, None), (76_500, 76_500), "refined"),
        ((76_000, None), (76_000, 76_000), "refined"),
        ((76_000, None), (11_000, 14_000), "disjoint"),
        ((11_000, 14_000), (12_000, 15_000), "overlaps"),
        ((None, None), (None, None), "equal"),
    ],
)
def test_dates_and_figures(one: tuple[int, int], other: tuple[int, int], relation: Relation) -> None:
    assert Interval(*one).relation(Interval(*other)) == relation


def test_an_interval_holds_a_value() -> None:
    with pytest.raises(ValueError, match="holds no value"):
        Interval(2, 1)
