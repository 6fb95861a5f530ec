"""Compares two statements by named features, each a number, for a linear model.

The features are those that a cross-check by hand relies on: rare words shared, figures and dates of the same thing,
the same predicate and names, the same neighbourhood. None looks at whether a figure or date *differs*: two reports that
differ in a figure must still be found to speak of the same thing.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recoupe.resolve.claim_profiles import Profile, Weights

FEATURES = (
    "cosine",
    "containment",
    "mass",
    "facts",
    "rarest",
    "grams",
    "run",
    "run_share",
    "context",
    "predicate",
    "entities",
    "other_names",
    "figure",
    "date",
    "one_quoted",
    "other_holder",
    "polarity",
    "position",
    "rank",
    "margin",
    "neighbour",
)
"""Names of the features, in the order of a row; the model's file gives a weight for each."""


class Candidate(NamedTuple):
    """A pair of profiles of two articles, by their numbers, the lower first, and the cosine of their stems."""

    left: int
    right: int
    cosine: float


def compare_candidates(
    profiles: Sequence[Profile], weights: Weights, candidates: Sequence[Candidate]
) -> NDArray[np.float64]:
    """Features of candidates: one row for each, one column for each name of `FEATURES`.

    Args:
        profiles: statements, those of one article next to each other and in their order.
        weights: of the stems.
        candidates: every pair that may be the same; ranks and neighbours are taken among them.
    """
    if not candidates:
        return np.zeros((0, len(FEATURES)))
    left = np.array([c.left for c in candidates])
    right = np.array([c.right for c in candidates])
    words = _WordColumns(profiles, weights, left, right)
    runs = [_longest_run(profiles[c.left], profiles[c.right]) for c in candidates]
    shorter = [max(1, min(len(profiles[c.left].words), len(profiles[c.right].words))) for c in candidates]
    cosines = {(c.left, c.right): c.cosine for c in candidates}
    rivals = _Rivals(profiles, candidates)
    places = np.array([rivals.place(*candidate) for candidate in candidates])
    columns = {
        "cosine": [c.cosine for c in candidates],
        **words.columns,
        "run": np.minimum(runs, 12) / 6,
        "run_share": np.array(runs) / np.array(shorter),
        "rank": places[:, 0],
        "margin": places[:, 1],
        "neighbour": [_neighbour(c.left, c.right, profiles, cosines) for c in candidates],
        **_slot_columns(profiles, candidates),
    }
    table = np.column_stack([np.asarray(columns[name], dtype=np.float64) for name in FEATURES])
    rounded: NDArray[np.float64] = np.round(table, 6)
    return rounded


class _WordColumns:
    """The features that are sums over shared stems, all candidates at once."""

    def __init__(
        self, profiles: Sequence[Profile], weights: Weights, left: NDArray[np.int64], right: NDArray[np.int64]
    ) -> None:
        stems = _matrix([weights.vector(sorted(p.stems)) for p in profiles])
        unnamed = _matrix([weights.vector(sorted(set(p.stems) - p.names)) for p in profiles])
        contexts = _unit_rows(_matrix([weights.vector(sorted(p.context)) for p in profiles]))
        grams = _unit_rows(_matrix([p.grams for p in profiles]))
        totals = np.asarray(stems.sum(axis=1)).ravel()
        shared = stems[left].minimum(stems[right])
        mass = np.asarray(shared.sum(axis=1)).ravel()
        facts = np.asarray(unnamed[left].minimum(unnamed[right]).sum(axis=1)).ravel()
        self.columns = {
            "containment": mass / np.maximum(np.minimum(totals[left], totals[right]), 1e-9),
            "mass": np.minimum(mass, 40) / 20,
            "facts": np.minimum(facts, 20) / 10,
            "rarest": np.asarray(shared.max(axis=1).todense()).ravel() / 5,
            "grams": _products(grams, left, right),
            "context": _products(contexts, left, right),
        }


def _matrix(rows: Sequence[Mapping[str, float]]) -> Any:
    """Rows of weighted words as a sparse matrix; one column more than there are words, so that it is never empty."""
    columns: dict[str, int] = {}
    indices = [columns.setdefault(word, len(columns)) for row in rows for word in row]
    data = np.array([float(weight) for row in rows for weight in row.values()])
    pointers = np.cumsum([0, *(len(row) for row in rows)])
    return csr_matrix((data, indices, pointers), shape=(len(rows), len(columns) + 1))


def _unit_rows(matrix: Any) -> Any:
    """A matrix whose rows have length 1, or 0 where they were empty."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return csr_matrix(matrix.multiply(1 / np.maximum(lengths, 1e-9)[:, None]))


def _products(matrix: Any, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    products: NDArray[np.float64] = np.asarray(matrix[left].multiply(matrix[right]).sum(axis=1)).ravel()
    return products


def _slot_columns(profiles: Sequence[Profile], candidates: Sequence[Candidate]) -> dict[str, list[float]]:
    """The features that compare slots, holders and places."""
    pairs = [(profiles[c.left], profiles[c.right]) for c in candidates]
    return {
        "predicate": [float(not a.predicates.isdisjoint(b.predicates)) for a, b in pairs],
        "entities": [_jaccard(a.entities, b.entities) for a, b in pairs],
        "other_names": [float(bool(a.named and b.named) and a.named.isdisjoint(b.named)) for a, b in pairs],
        "figure": [float(min(2, sum(figure in b.figures for figure in a.figures))) for a, b in pairs],
        "date": [float(any(date in b.dates for date in a.dates)) for a, b in pairs],
        "one_quoted": [float((a.statement.quotation is None) != (b.statement.quotation is None)) for a, b in pairs],
        "other_holder": [float(_other_holder(a, b)) for a, b in pairs],
        "polarity": [float(a.statement.polarity != b.statement.polarity) for a, b in pairs],
        "position": [abs(a.position - b.position) for a, b in pairs],
    }


def _other_holder(left: Profile, right: Profile) -> bool:
    """Whether two known speakers, and not the same, answer for the two."""
    holders = left.statement.holder.entity, right.statement.holder.entity
    return None not in holders and holders[0] != holders[1]


def _jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    union = len(left | right)
    return len(left & right) / union if union else 0.0


_LONGEST_RUN = 30
"""Words from which a common run is not measured any further: clauses are hardly longer."""


def _longest_run(left: Profile, right: Profile) -> int:
    """Length of the longest run of stems that both have, in order and without a gap."""
    length = 0
    while length < _LONGEST_RUN and not left.runs(length + 1).isdisjoint(right.runs(length + 1)):
        length += 1
    return length


class _Rivals:
    """For each statement and other article, the cosines of its candidates there."""

    def __init__(self, profiles: Sequence[Profile], candidates: Sequence[Candidate]) -> None:
        self._profiles = profiles
        self._cosines: dict[tuple[int, str], list[float]] = defaultdict(list)
        for left, right, cosine in candidates:
            self._cosines[left, profiles[right].statement.article].append(cosine)
            self._cosines[right, profiles[left].statement.article].append(cosine)
        for cosines in self._cosines.values():
            cosines.sort()

    def place(self, left: int, right: int, cosine: float) -> tuple[float, float]:
        """How many rivals are better, on a logarithmic scale, and how far above the best other one the pair is."""
        better, second = 0, 0.0
        for one, other in ((left, right), (right, left)):
            cosines = self._cosines[one, self._profiles[other].statement.article]
            higher = len(cosines) - bisect_left(cosines, cosine + 1e-9)
            better += higher
            rest = cosines[-1] if higher else cosines[-2] if len(cosines) > 1 else 0.0
            second = max(second, rest)
        return math.log1p(better), cosine - second


def _neighbour(left: int, right: int, profiles: Sequence[Profile], cosines: Mapping[tuple[int, int], float]) -> float:
    """The best cosine of a statement next to the one with a statement next to the other."""
    best = 0.0
    for x in (left - 1, left + 1):
        for y in (right - 1, right + 1):
            inside = 0 <= x < len(profiles) and 0 <= y < len(profiles)
            if inside and _same_article(profiles, x, left) and _same_article(profiles, y, right):
                best = max(best, cosines.get((x, y), 0.0))
    return best


def _same_article(profiles: Sequence[Profile], one: int, other: int) -> bool:
    return profiles[one].statement.article == profiles[other].statement.article
