"""Loose stories: events that so many reports tell, each in its own way, that complete linkage leaves them in pieces.

Among ten reports of one event some two are always unlike, an interview and a chronology, so that a story of many
reports may fall apart by one pair. Pieces are joined again where their reports are on the whole as alike as those of
one story and not much less alike than those inside the tighter piece: then nothing but chance has drawn the line
between them. What is joined so is loose, and uncertain.

A loose story of very many reports is rather two events of one affair. It is divided by `mixture` into the two
vocabularies that tell its reports best, and each half again as long as it is large and in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from recoupe.options import StoryOptions
from recoupe.stories.features import Matrix
from recoupe.stories.linkage import Groups, dense_block
from recoupe.stories.mixture import Shares, divide

_SURE = 0.95
"""How far the reports of a piece belong to the half that they start."""

_PIECES = 8
"""The largest pieces of a story, every two of which start a division."""

_EVERYWHERE = 0.9
"""Words that more than this share of the reports have tell nothing."""


def join_pieces(pieces: Groups, similarities: Matrix, options: StoryOptions) -> Groups:
    """Join the pieces of loose stories, the two that belong together most first.

    Args:
        pieces: rows of each piece.
        similarities: symmetric and sparse, none left out for being low; what must stay apart is strongly negative.
        options: thresholds.

    Returns:
        Positions in `pieces` of what forms one story.
    """
    sizes = np.array([len(piece) for piece in pieces], dtype=np.int64)
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    rows = np.array([row for piece in pieces for row in piece], dtype=np.int64)
    member = csr_matrix((np.ones(len(rows)), rows, bounds), shape=(len(pieces), similarities.shape[0]))
    sums = (member @ similarities @ member.T).tocsr()
    joined: Groups = []
    for component in _components(sums, sizes, options):
        if len(component) == 1:
            joined.append(component.tolist())
            continue
        inside = dense_block(sums, component)
        for kin in _join_component(inside, sizes[component].astype(np.float64), options):
            joined.append(sorted(component[kin].tolist()))
    return sorted(joined)


def divide_story(pieces: Groups, words: Matrix, options: StoryOptions) -> Groups:
    """Divide a loose story while it has as many reports as two events have.

    Args:
        pieces: rows of each piece.
        words: counts of word features of all reports.
        options: how many reports are too many for one event.

    Returns:
        Rows of each part.
    """
    rows = np.array(sorted(row for piece in pieces for row in piece), dtype=np.int64)
    if len(pieces) < 2 or len(rows) < options.loose_divided:
        return [rows.tolist()]
    second = divide(_telling(words[rows]), _starts(rows, pieces))
    parts: Groups = []
    for half in (rows[~second], rows[second]):
        if len(half) == len(rows):
            return [rows.tolist()]
        left = [[row for row in piece if row in half] for piece in pieces]
        parts.extend(divide_story([piece for piece in left if piece], words, options))
    return sorted(parts)


def _components(sums: Matrix, sizes: NDArray[np.int64], options: StoryOptions) -> list[NDArray[np.intp]]:
    """Pieces that may be joined, directly or by others: a mean is never higher than the highest of its parts."""
    pairs = sums.tocoo()
    near = pairs.data >= options.loose_story * sizes[pairs.row] * sizes[pairs.col]
    links = csr_matrix((near[near], (pairs.row[near], pairs.col[near])), shape=pairs.shape)
    _, labels = connected_components(links, directed=False)
    order = np.argsort(labels, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)


def _join_component(sums: NDArray[np.float64], sizes: NDArray[np.float64], options: StoryOptions) -> Groups:
    """Join the two pieces whose likeness is nearest to that inside the tighter one, until none are near enough.

    Args:
        sums: of the similarities of the reports of every two pieces; on the diagonal each pair is counted twice.
        sizes: reports of each piece.
        options: thresholds.
    """
    members: Groups = [[piece] for piece in range(len(sizes))]
    nearness = np.stack([_nearness(piece, sums, sizes, options) for piece in range(len(sizes))])
    while True:
        one, other = divmod(int(nearness.argmax()), len(sizes))
        if nearness[one, other] < options.loose_share:
            return [sorted(pieces) for pieces in members if pieces]
        sums[one] += sums[other]
        sums[:, one] += sums[:, other]
        sizes[one] += sizes[other]
        sizes[other] = sums[other] = sums[:, other] = 0
        members[one] += members[other]
        members[other] = []
        nearness[other] = nearness[:, other] = -np.inf
        nearness[one] = nearness[:, one] = _nearness(one, sums, sizes, options)


def _nearness(
    piece: int, sums: NDArray[np.float64], sizes: NDArray[np.float64], options: StoryOptions
) -> NDArray[np.float64]:
    """The mean similarity of a piece to each other, relative to that inside the tighter of both.

    It is ``-inf`` for those that are too few together or not alike enough.
    """
    across = sums[piece] / np.maximum(sizes[piece] * sizes, 1)
    inside = sums.diagonal() / np.maximum(sizes * (sizes - 1), 1)
    known = (across >= options.loose_story) & (sizes[piece] + sizes >= options.loose_reports) & (sizes > 0)
    known[piece] = False
    nearness = np.full(len(sizes), -np.inf)
    nearness[known] = across[known] / np.maximum(np.maximum(inside, inside[piece]), options.loose_story)[known]
    return nearness


def _telling(words: Matrix) -> Matrix:
    """The columns that two reports or more have, but not nearly all."""
    frequency = np.bincount(words.indices, minlength=words.shape[1])
    return words[:, np.flatnonzero((frequency > 1) & (frequency <= _EVERYWHERE * words.shape[0]))]


def _starts(rows: NDArray[np.int64], pieces: Groups) -> Iterator[Shares]:
    """Every two of the largest pieces start the two halves; nothing is known of the other reports."""
    largest = sorted(pieces, key=lambda piece: (-len(piece), piece))[:_PIECES]
    for first, second in combinations(largest, 2):
        belongs = np.full(len(rows), 0.5)
        belongs[np.isin(rows, first)] = 1 - _SURE
        belongs[np.isin(rows, second)] = _SURE
        yield np.stack([1 - belongs, belongs], axis=1)
