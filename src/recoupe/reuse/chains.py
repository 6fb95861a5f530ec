"""Passages of two articles, grown from runs of equal words.

Chain
    Runs that follow each other in the same order on both sides, with little between them (colinear chaining, as in
    the alignment of genomes: Abouelhoda and Ohlebusch 2005).
Match
    A chain with its growing ends: extents on both sides, the words shared, and their weight.

Everything counts in words of the two articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel

from recoupe.options import ReuseOptions
from recoupe.reuse.candidates import Run
from recoupe.reuse.scale import walk_steps

# Runs that a run may be joined to; more lie near only in a table of results.
_LOOK_BACK = 50

# What a word of difference between the gaps on the two sides costs, in words of a run.
_SKEW = 0.25

# A match is no part of a better one near it if more than this share of its words are words of that one on one side, as
# where an article repeats its lead.
_REPEATED = 1 / 3


@dataclass(frozen=True)
class Side:
    """One article as rows: the keys and weights of its words, and how many they are."""

    keys: Sequence[int]
    weights: Sequence[float]

    def __len__(self) -> int:
        return len(self.keys)


class Match(NamedTuple):
    """A passage: words ``[a_start, a_end)`` and ``[b_start, b_end)``, how many are shared, and their weight."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    words: int
    weight: float


def chain_runs(runs: Sequence[Run], options: ReuseOptions) -> list[list[Run]]:
    """Runs joined to chains, best first; no run stands in two chains.

    Args:
        runs: of one pair of articles, in the order of the left one.
        options: how far apart the runs of a chain may lie.
    """
    scores: list[float] = []
    before: list[int] = []
    for index, run in enumerate(runs):
        best, link = 0.0, -1
        for other in range(max(0, index - _LOOK_BACK), index):
            gain = scores[other] - _joint(runs[other], run, options.gap)
            if gain > best:
                best, link = gain, other
        scores.append(best + run.length)
        before.append(link)
    used = [False] * len(runs)
    chains: list[list[Run]] = []
    for end in sorted(range(len(runs)), key=lambda i: (-scores[i], runs[i])):
        chain: list[Run] = []
        index = end
        while index >= 0 and not used[index]:
            used[index] = True
            chain.append(runs[index])
            index = before[index]
        if chain:
            chains.append(chain[::-1])
    return sorted(chains, key=lambda chain: (-sum(run.length for run in chain), chain[0]))


def _joint(first: Run, second: Run, gap: int) -> float:
    """What joining two runs costs, in words; infinite where they are out of order or too far apart."""
    between_left = second.left - first.left - first.length
    between_right = second.right - first.right - first.length
    if second.left <= first.left or second.right <= first.right or max(between_left, between_right) > gap:
        return float("inf")
    if second.left + second.length <= first.left + first.length:
        return float("inf")
    overlap = max(0, -between_left, -between_right)
    return overlap + _SKEW * abs(between_left - between_right)


def grow_chain(chain: Sequence[Run], left: Side, right: Side, options: ReuseOptions) -> Match:
    """The match of a chain: the words shared inside it, and both ends grown outwards word by word."""
    shared: list[tuple[int, int]] = []
    a, b = chain[0].left, chain[0].right
    for run in chain:
        overlap = max(0, a - run.left, b - run.right)
        if overlap >= run.length:
            continue
        shared += _shared_between(left, (a, run.left + overlap), right, (b, run.right + overlap))
        shared += ((run.left + place, run.right + place) for place in range(overlap, run.length))
        a, b = run.left + run.length, run.right + run.length
    head = _grow(left, right, shared[0], -1, options)
    tail = _grow(left, right, shared[-1], 1, options)
    first, last = (head or shared[:1])[-1], (tail or shared[-1:])[-1]
    weight = sum(min(left.weights[p], right.weights[q]) for p, q in (*head, *shared, *tail))
    return Match(first[0], last[0] + 1, first[1], last[1] + 1, len(head) + len(shared) + len(tail), weight)


def _shared_between(left: Side, a: tuple[int, int], right: Side, b: tuple[int, int]) -> list[tuple[int, int]]:
    """Rows of the longest common subsequence of two short stretches."""
    if a[0] >= a[1] or b[0] >= b[1]:
        return []
    return [
        (a[0] + block.src_start + place, b[0] + block.dest_start + place)
        for block in Indel.opcodes(left.keys[a[0] : a[1]], right.keys[b[0] : b[1]])
        if block.tag == "equal"
        for place in range(block.src_end - block.src_start)
    ]


def _grow(left: Side, right: Side, end: tuple[int, int], step: int, options: ReuseOptions) -> list[tuple[int, int]]:
    """Walk outwards from an end by equal words, skipping a few on either side.

    An equal word counts 1, a word skipped for it -1; the walk stops when the sum falls too far under its best.

    Returns:
        The rows shared, nearest first, as far as the last best score: a tie goes to the longer passage.
    """
    skips = walk_steps(options.look_ahead)
    (a, b), score, best, kept = end, 0, 0, 0
    shared: list[tuple[int, int]] = []
    while score >= best - options.drop:
        for x, y in skips:
            p, q = a + step * x, b + step * y
            if 0 <= p < len(left.keys) and 0 <= q < len(right.keys) and left.keys[p] == right.keys[q]:
                break
        else:
            break
        score += 2 - max(x, y)
        a, b = p, q
        shared.append((p, q))
        if score >= best:
            best, kept = score, len(shared)
    return shared[:kept]


def join_near(matches: Sequence[Match], options: ReuseOptions) -> list[Match]:
    """Matches that lie near each other on both sides become one: a sentence that moved, or a rewritten one between.

    Of two that one side has in the same words, as where an article repeats its lead, the better one stays as it is.
    """
    joined = sorted(matches)
    while True:
        result: list[Match] = []
        for match in joined:
            for place in range(len(result) - 1, max(-1, len(result) - 1 - _LOOK_BACK), -1):
                if _near(result[place], match, options):
                    result[place] = _join(result[place], match)
                    break
            else:
                result.append(match)
        if len(result) == len(joined):
            return result
        joined = sorted(result)


def _near(one: Match, other: Match, options: ReuseOptions) -> bool:
    limit = options.near if min(one.words, other.words) >= options.firm else options.touch
    apart_a = max(one.a_start, other.a_start) - min(one.a_end, other.a_end)
    apart_b = max(one.b_start, other.b_start) - min(one.b_end, other.b_end)
    return max(apart_a, apart_b) <= limit


def _join(one: Match, other: Match) -> Match:
    """One match of two; where both claim more words than a side has, the extents of the better one.

    It has the weight of both, as a word that an article repeats shares one weight among its places.
    """
    a_start, a_end = min(one.a_start, other.a_start), max(one.a_end, other.a_end)
    b_start, b_end = min(one.b_start, other.b_start), max(one.b_end, other.b_end)
    shorter = min(a_end - a_start, b_end - b_start)
    words, weight = one.words + other.words, one.weight + other.weight
    if words - shorter > _REPEATED * min(one.words, other.words):
        return min(one, other, key=lambda match: (-match.words, match))._replace(weight=weight)
    return Match(a_start, a_end, b_start, b_end, min(shorter, words), weight)
