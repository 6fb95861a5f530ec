from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from recoupe.model.partition import Partition

PAIRS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=30)


@given(PAIRS, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_joining(pairs: list[tuple[int, int]], order: random.Random) -> None:
    one: Partition[int] = Partition(range(21))
    for a, b in pairs:
        one.join(a, b)
    other: Partition[int] = Partition(reversed(range(21)))
    order.shuffle(pairs)
    for a, b in pairs:
        other.join(b, a)
    assert one.groups() == other.groups()


@given(PAIRS)
def test_groups_hold_each_member_once_and_joined_members_together(pairs: list[tuple[int, int]]) -> None:
    partition: Partition[int] = Partition(range(21))
    for a, b in pairs:
        partition.join(a, b)
    groups = partition.groups()
    assert sorted(member for group in groups.values() for member in group) == list(range(21))
    assert all(root == min(group) for root, group in groups.items())
    assert all(partition.same(a, b) for a, b in pairs)


def test_an_unknown_member_is_alone() -> None:
    partition: Partition[str] = Partition()
    assert partition.root("a") == "a"
    assert partition.groups() == {"a": ["a"]}
