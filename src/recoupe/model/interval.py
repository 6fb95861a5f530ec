"""Values as intervals, and how two of them compare.

Interval
    All values from a lower to an upper bound, both included; a bound that is None is open. *18 June 2024* is one day,
    *June 2024* thirty, *more than 76,000* has no upper bound.
Compatible, disjoint, refines
    Two intervals are *compatible* when some value lies in both, so that both may be said truly of one thing, else
    *disjoint*. One *refines* another when it lies within it: it says the same more exactly. Of the relations of Allen
    (1983) only these bear on a conflict: reports bound one value, they do not tell two events apart.

A bound that words exclude (*more than 76,000*) counts as included: reports round, and no conflict should rest on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

Relation = Literal["equal", "refines", "refined", "overlaps", "disjoint"]


class Ordered(Protocol):
    """What can be a bound: numbers, days."""

    def __lt__(self, other: Any, /) -> bool: ...


Bound = TypeVar("Bound", bound=Ordered)


@dataclass(frozen=True)
class Interval(Generic[Bound]):
    """The values from `low` to `high`.

    Raises:
        ValueError: the bounds are in the wrong order.
    """

    low: Bound | None
    high: Bound | None

    def __post_init__(self) -> None:
        """Refuse an interval without any value."""
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueError(f"an interval from {self.low} to {self.high} holds no value")

    def compatible(self, other: Interval[Bound]) -> bool:
        """Whether some value lies in both."""
        return not self.disjoint(other)

    def disjoint(self, other: Interval[Bound]) -> bool:
        """Whether no value lies in both."""
        return _before(self.high, other.low) or _before(other.high, self.low)

    def refines(self, other: Interval[Bound]) -> bool:
        """Whether every value of this interval lies in the other; an interval refines itself."""
        return _from(self.low, other.low) and _to(self.high, other.high)

    def meet(self, other: Interval[Bound]) -> Interval[Bound] | None:
        """The values that lie in both; None when there are none."""
        if self.disjoint(other):
            return None
        low = self.low if _from(self.low, other.low) else other.low
        high = self.high if _to(self.high, other.high) else other.high
        return Interval(low, high)

    def relation(self, other: Interval[Bound]) -> Relation:
        """How this interval stands to the other: one of five, of which exactly one holds."""
        if self == other:
            return "equal"
        if self.disjoint(other):
            return "disjoint"
        return "refines" if self.refines(other) else "refined" if other.refines(self) else "overlaps"


def _before(high: Bound | None, low: Bound | None) -> bool:
    """Whether an upper bound lies below a lower one."""
    return high is not None and low is not None and high < low


def _from(low: Bound | None, other: Bound | None) -> bool:
    """Whether a lower bound lies on or above another."""
    return other is None or (low is not None and not low < other)


def _to(high: Bound | None, other: Bound | None) -> bool:
    """Whether an upper bound lies on or below another."""
    return other is None or (high is not None and not other < high)
