"""A later event told with an earlier one as its background.

The lead of a report tells its act; its body adds what was known before. Reports of one event are as alike in their
leads as in their whole texts. A report whose whole text is like the others, but whose lead is not, which names people,
places or figures there that no other report knows, and leaves out what the other leads have in common, tells a later
act and repeats the story as background: it is a story of its own in the same thread. Where the signs are weaker,
nothing is split and the story is marked uncertain.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recoupe.languages.pack import pack_for
from recoupe.languages.vocabulary import NAME, NUMBER, word_features
from recoupe.model.annotation import AnnotatedArticle
from recoupe.options import StoryOptions
from recoupe.stories.features import Matrix, read_texts


class Events(NamedTuple):
    """Positions of the reports of each event, the earlier event first, and whether nothing is in doubt."""

    groups: tuple[tuple[int, ...], ...]
    certain: bool


def separate_events(
    reports: Sequence[AnnotatedArticle],
    words: Matrix,
    word_keys: Sequence[str],
    weights: NDArray[np.float64],
    options: StoryOptions,
) -> Events:
    """Tell the later events among similar reports.

    Args:
        reports: distinct texts of one cluster.
        words: their counts of word features, one row a report.
        word_keys: key of each column, sorted.
        weights: of each column.
        options: thresholds.
    """
    everyone = tuple(range(len(reports)))
    if len(reports) < options.event_reports:
        return Events((everyone,), True)
    whole = words.copy()
    whole.data = np.ones_like(whole.data)
    leads = _read_leads(reports, word_keys, options.lead_length)
    whole_likeness, lead_likeness = _cosines(whole, weights), _cosines(leads, weights)
    ratios = lead_likeness.max(axis=1) / np.maximum(_mean_of_others(whole_likeness), options.event_likeness)
    tells_more = _own_names(leads, whole, word_keys) >= options.event_names
    leaves_out = _core_shares(leads, weights) <= options.event_core
    alike = _mean_of_others(whole_likeness) >= options.event_likeness
    signs = tells_more & leaves_out & alike
    later = tuple(np.flatnonzero(signs & (ratios < options.event_ratio)).tolist())
    doubtful = bool((signs & (ratios < options.doubtful_ratio)).any())
    # Without a clear majority nobody can say which act the story is about.
    if not later or 3 * len(later) > len(reports):
        return Events((everyone,), not doubtful)
    earlier = tuple(position for position in everyone if position not in later)
    same_act = lead_likeness >= options.event_ratio * whole_likeness
    return Events((earlier, *_join_alike(later, same_act)), True)


def _read_leads(reports: Sequence[AnnotatedArticle], word_keys: Sequence[str], length: int) -> Matrix:
    """Which columns stand in the title or in the first `length` code points of each report."""
    columns: list[list[int]] = []
    for report in reports:
        title, body = read_texts(report.article, report.document)
        pack = pack_for(report.language)
        found = {feature.key for feature in word_features(title, pack, names=False)}
        found.update(feature.key for feature in word_features(body.lstrip()[:length], pack))
        # The last word of the opening may be cut in two: then it is no column.
        places = ((bisect_left(word_keys, key), key) for key in found)
        columns.append(sorted(at for at, key in places if at < len(word_keys) and word_keys[at] == key))
    indices = np.array([column for row in columns for column in row], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum([len(row) for row in columns])]).astype(np.int64)
    return csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(reports), len(word_keys)))


def _cosines(present: Matrix, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cosine of every two rows of weighed features, 0 on the diagonal."""
    weighed = present.copy()
    weighed.data = weights[weighed.indices]
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    cosines: NDArray[np.float64] = (weighed @ weighed.T).toarray() / np.outer(lengths, lengths)
    np.fill_diagonal(cosines, 0)
    return cosines


def _mean_of_others(likeness: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean of each row without its diagonal, which is 0."""
    mean: NDArray[np.float64] = likeness.sum(axis=1) / (len(likeness) - 1)
    return mean


def _own_names(leads: Matrix, whole: Matrix, word_keys: Sequence[str]) -> NDArray[np.int64]:
    """How many names and numbers of each lead stand in no other report."""
    reports_with = np.bincount(whole.indices, minlength=whole.shape[1])
    own = np.array([word_keys[column].startswith((NAME, NUMBER)) for column in leads.indices], dtype=bool)
    own &= reports_with[leads.indices] <= 1
    rows = np.repeat(np.arange(leads.shape[0]), np.diff(leads.indptr))
    return np.bincount(rows[own], minlength=leads.shape[0])


def _core_shares(leads: Matrix, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share of what two other leads or more have in common that each lead has too; 1 where they have nothing."""
    counts = np.bincount(leads.indices, minlength=leads.shape[1])
    shares = np.ones(leads.shape[0])
    for row in range(leads.shape[0]):
        columns = leads.indices[leads.indptr[row] : leads.indptr[row + 1]]
        others = counts.copy()
        others[columns] -= 1
        core = np.where(others > 1, others * weights, 0.0)
        if core.any():
            shares[row] = core[columns].sum() / core.sum()
    return shares


def _join_alike(later: tuple[int, ...], same_act: NDArray[np.bool_]) -> list[tuple[int, ...]]:
    """Later reports that tell one act together."""
    groups: list[list[int]] = []
    for position in later:
        home = next((group for group in groups if all(same_act[position, other] for other in group)), None)
        if home is None:
            groups.append([position])
        else:
            home.append(position)
    return [tuple(group) for group in groups]
