"""Finds the statements of two articles that are the two sides of one copied passage.

Correspondence
    Two statements that stand at the same place of a copied passage: whatever was edited inside them, they are one
    statement in two reports.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from recoupe.model.annotation import Statement
from recoupe.model.group import Reuse

_INSIDE = 0.7
"""Share of the shorter statement that must lie on the other: the rest may have been cut or added."""

_OUTSIDE = 0.4
"""The same of the longer one: below it a clause was cut out of a longer one, and the rest says something else."""


class Correspondence(NamedTuple):
    """Two statements of one copied passage, the lower id first, and the reuse that shows it."""

    left: str
    right: str
    reuse: Reuse


def find_correspondences(
    statements: Mapping[str, Sequence[Statement]], reuses: Sequence[Reuse]
) -> list[Correspondence]:
    """Correspondences of all copied passages, sorted.

    Args:
        statements: by article id, in the order of the text.
        reuses: copied passages with their edits.
    """
    found: dict[tuple[str, str], Reuse] = {}
    for reuse in sorted(reuses, key=lambda r: r.id):
        left, right = statements.get(reuse.a.article, ()), statements.get(reuse.b.article, ())
        if reuse.a.field != "text" or reuse.b.field != "text" or not left or not right:
            continue
        points = _anchor_points(reuse)
        ends = [s.end for s in right]
        for statement in left[bisect_right([s.end for s in left], reuse.a.start) :]:
            if statement.start >= reuse.a.end:
                break
            partner = _partner(statement, right, ends, reuse, points)
            if partner is not None:
                first, second = sorted((statement.id, partner.id))
                found.setdefault((first, second), reuse)
    return [Correspondence(first, second, found[first, second]) for first, second in sorted(found)]


def _anchor_points(reuse: Reuse) -> list[tuple[int, int]]:
    """Pairs of offsets known to correspond: the ends of the passage and of each edit, growing on both sides."""
    points = [(reuse.a.start, reuse.b.start)]
    marks = [(p, q) for e in reuse.edits for p, q in ((e.a.start, e.b.start), (e.a.end, e.b.end))]
    for p, q in [*sorted(marks), (reuse.a.end, reuse.b.end)]:
        if p >= points[-1][0] and points[-1][1] <= q <= reuse.b.end:
            points.append((p, q))
    return points


def _carry(offset: int, points: Sequence[tuple[int, int]]) -> int:
    """The offset on side b of an offset on side a."""
    index = max(0, min(bisect_right(points, (offset, float("inf"))) - 1, len(points) - 2))
    (p, q), (r, s) = points[index], points[index + 1]
    if offset <= p or r == p:
        return q
    return min(s, q + round((offset - p) * (s - q) / (r - p)))


def _partner(
    statement: Statement,
    others: Sequence[Statement],
    ends: Sequence[int],
    reuse: Reuse,
    points: Sequence[tuple[int, int]],
) -> Statement | None:
    """The statement on side b that a statement of side a corresponds to."""
    start, end = max(statement.start, reuse.a.start), min(statement.end, reuse.a.end)
    if end - start < _INSIDE * (statement.end - statement.start):
        return None
    low, high = _carry(start, points), _carry(end, points)
    best: tuple[float, Statement] | None = None
    for other in others[bisect_left(ends, low) :]:
        if other.start >= high:
            break
        shared = min(other.end, high) - max(other.start, low)
        short, long = sorted((other.end - other.start, high - low))
        if shared > 0 and shared >= _INSIDE * short and shared >= _OUTSIDE * long and (not best or shared > best[0]):
            best = (shared, other)
    return best[1] if best else None
