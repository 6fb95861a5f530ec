"""Compares two statements by named features, each a number, for a linear model.

The features are those that a cross-check by hand relies on: rare words shared, words of like use, figures and dates of
the same thing, the same predicate and names, the same neighbourhood. None looks at whether a figure or date *differs*:
two reports that differ in a figure must still be found to speak of the same thing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from recoupe.resolve.claim_profiles import Profile, Weights
from recoupe.resolve.claim_vectors import Candidates, number_articles, row_products, unit_rows, word_matrix

Columns = Mapping[str, ArrayLike]
"""Features by name; each column has one entry a pair."""

FEATURES = (
    "cosine",
    "containment",
    "mass",
    "facts",
    "rarest",
    "grams",
    "senses",
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


def compare_candidates(profiles: Sequence[Profile], weights: Weights, candidates: Candidates) -> NDArray[np.float64]:
    """Features of candidates: one row for each, one column for each name of `FEATURES`.

    Args:
        profiles: statements, those of one article next to each other and in their order.
        weights: of the stems.
        candidates: every pair that may be the same; ranks and neighbours are taken among them.
    """
    if not len(candidates):
        return np.zeros((0, len(FEATURES)))
    pairs = [(profiles[left], profiles[right]) for left, right in candidates.pairs()]
    runs = np.array([_longest_run(left, right) for left, right in pairs])
    lengths = np.array([len(profile.words) for profile in profiles])
    owner = number_articles(profiles)
    rank, margin = _compare_rivals(owner, candidates)
    columns = {
        "cosine": candidates.cosine,
        **_word_columns(profiles, weights, candidates),
        "run": np.minimum(runs, 12) / 6,
        "run_share": runs / np.maximum(1, np.minimum(lengths[candidates.left], lengths[candidates.right])),
        "rank": rank,
        "margin": margin,
        "neighbour": _compare_neighbours(owner, candidates),
        **_name_columns(profiles, candidates),
        **_slot_columns(pairs),
    }
    table = np.column_stack([np.asarray(columns[name], dtype=np.float64) for name in FEATURES])
    rounded: NDArray[np.float64] = np.round(table, 6)
    return rounded


def _word_columns(profiles: Sequence[Profile], weights: Weights, candidates: Candidates) -> Columns:
    """The features that are sums over shared stems."""
    left, right = candidates.left, candidates.right
    stems = word_matrix([weights.vector(sorted(p.stems)) for p in profiles])
    unnamed = word_matrix([weights.vector(sorted(set(p.stems) - p.names)) for p in profiles])
    contexts = unit_rows(word_matrix([weights.vector(sorted(p.context)) for p in profiles]))
    grams = unit_rows(word_matrix([p.grams for p in profiles]))
    senses = unit_rows(word_matrix([p.senses for p in profiles]))
    totals = np.asarray(stems.sum(axis=1)).ravel()
    shared = stems[left].minimum(stems[right])
    mass = np.asarray(shared.sum(axis=1)).ravel()
    facts = np.asarray(unnamed[left].minimum(unnamed[right]).sum(axis=1)).ravel()
    return {
        "containment": mass / np.maximum(np.minimum(totals[left], totals[right]), 1e-9),
        "mass": np.minimum(mass, 40) / 20,
        "facts": np.minimum(facts, 20) / 10,
        "rarest": np.asarray(shared.max(axis=1).todense()).ravel() / 5,
        "grams": row_products(grams, candidates),
        "senses": row_products(senses, candidates),
        "context": row_products(contexts, candidates),
    }


def _name_columns(profiles: Sequence[Profile], candidates: Candidates) -> Columns:
    """The features that compare the predicates and the entities of two statements."""
    left, right = candidates.left, candidates.right
    predicates, entities, named = (
        word_matrix([dict.fromkeys(sorted(words), 1.0) for words in column])
        for column in zip(*((p.predicates, p.entities, p.named) for p in profiles), strict=True)
    )
    shared = row_products(entities, candidates)
    sizes = np.diff(entities.indptr)
    names = np.diff(named.indptr)
    return {
        "predicate": row_products(predicates, candidates) > 0,
        "entities": shared / np.maximum(1, sizes[left] + sizes[right] - shared),
        "other_names": (names[left] > 0) & (names[right] > 0) & (row_products(named, candidates) == 0),
    }


def _slot_columns(pairs: Sequence[tuple[Profile, Profile]]) -> Columns:
    """The features that compare figures, dates, holders and places."""
    return {
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


_LONGEST_RUN = 30
"""Words from which a common run is not measured any further: clauses are hardly longer."""


def _longest_run(left: Profile, right: Profile) -> int:
    """Length of the longest run of stems that both have, in order and without a gap."""
    length = 0
    while length < _LONGEST_RUN and not left.runs(length + 1).isdisjoint(right.runs(length + 1)):
        length += 1
    return length


def _compare_rivals(
    owner: NDArray[np.int64], candidates: Candidates
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How many rivals are better, on a logarithmic scale, and how far above the best other one each pair is.

    Rivals of a pair are the other candidates that one of its statements has in the article of the other.
    """
    better, second = np.zeros(len(candidates)), np.zeros(len(candidates))
    ends = ((candidates.left, candidates.right), (candidates.right, candidates.left))
    groups = np.concatenate([one * (owner.max() + 1) + owner[other] for one, other in ends])
    cosines = np.tile(candidates.cosine, 2)
    order = np.lexsort((cosines, groups))
    groups, cosines, places = groups[order], cosines[order], order % len(candidates)
    last = np.searchsorted(groups, groups, side="right") - 1
    # Cosines have six decimals: equal ones follow each other, and what comes after them is better.
    opens = np.r_[True, (groups[1:] != groups[:-1]) | (cosines[1:] != cosines[:-1])]
    block_end = np.append(np.flatnonzero(opens)[1:], len(groups))[np.cumsum(opens) - 1]
    higher = last + 1 - block_end
    below = np.maximum(last - 1, 0)
    rest = np.where(higher > 0, cosines[last], np.where(groups[below] == groups, cosines[below], 0.0))
    rest = np.where((higher == 0) & (last == 0), 0.0, rest)
    np.add.at(better, places, higher)
    np.maximum.at(second, places, rest)
    return np.log1p(better), candidates.cosine - second


def _compare_neighbours(owner: NDArray[np.int64], candidates: Candidates) -> NDArray[np.float64]:
    """The best cosine of a statement next to the one with a statement next to the other."""
    count = len(owner)
    known = candidates.left * count + candidates.right
    best = np.zeros(len(candidates))
    for step in (-1, 1):
        for other_step in (-1, 1):
            x, y = candidates.left + step, candidates.right + other_step
            inside = (x >= 0) & (y < count)
            x, y = np.maximum(x, 0), np.minimum(y, count - 1)
            inside &= (owner[x] == owner[candidates.left]) & (owner[y] == owner[candidates.right])
            place = np.minimum(np.searchsorted(known, x * count + y), len(known) - 1)
            inside &= known[place] == x * count + y
            best = np.maximum(best, np.where(inside, candidates.cosine[place], 0.0))
    return best
