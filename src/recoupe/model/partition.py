"""Members joined into groups that only grow: what every step that merges things stands on.

Method: disjoint sets with path halving (Tarjan and van Leeuwen, 1984). The root of a group is its least member, so that
groups do not depend on the order of joining.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, Generic, Protocol, TypeVar


class Ordered(Hashable, Protocol):
    """What can be a member: hashable, and comparable with the other members."""

    def __lt__(self, other: Any, /) -> bool:
        """Whether this member comes before another."""
        ...


Member = TypeVar("Member", bound=Ordered)


class Partition(Generic[Member]):
    """Groups of members; each member is alone at first."""

    def __init__(self, members: Iterable[Member] = ()) -> None:
        self._parent: dict[Member, Member] = {member: member for member in members}

    def root(self, member: Member) -> Member:
        """The least member of a member's group; an unknown member is a group of its own from now on."""
        parent = self._parent
        parent.setdefault(member, member)
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def same(self, one: Member, other: Member) -> bool:
        """Whether two members are in one group."""
        return self.root(one) == self.root(other)

    def join(self, one: Member, other: Member) -> Member:
        """Make the groups of two members one, and give its root."""
        first, second = self.root(one), self.root(other)
        if second < first:
            first, second = second, first
        self._parent[second] = first
        return first

    def groups(self) -> dict[Member, list[Member]]:
        """Root -> members, both sorted."""
        groups: dict[Member, list[Member]] = {}
        for member in sorted(self._parent):
            groups.setdefault(self.root(member), []).append(member)
        return groups
