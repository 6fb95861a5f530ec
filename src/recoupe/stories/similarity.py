"""How alike articles are.

A similarity is the cosine of two vectors of weighed features, `StoryOptions.gram_share` of it from grams and the rest
from words, times a Gaussian of the days between the two publications where both are known. Between two languages only
names and numbers count, on a scale of their own (`StoryOptions.same_story_across`). Two articles cut from one document
are never alike: they were cut because they tell different stories.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from recoupe.languages.vocabulary import NAME, NUMBER
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.period import read_period
from recoupe.options import StoryOptions
from recoupe.stories.features import Features, Matrix
from recoupe.stories.weights import weigh_features


def weigh_words(features: Features, rows: NDArray[np.int64], options: StoryOptions) -> NDArray[np.float64]:
    """Weight of each word feature: its rarity, more for names and numbers."""
    weights, _ = weigh_features(features, rows, options.background_articles)
    return weights * _kind_weights(features, options)


def vectorise(features: Features, rows: NDArray[np.int64], options: StoryOptions) -> Matrix:
    """Vectors of length one of all articles, weighed by the articles of `rows`.

    Counts enter by ``1 + log``. A feature of one article alone lengthens its vector and is then left out.
    """
    words, grams = weigh_features(features, rows, options.background_articles)
    words = words * _kind_weights(features, options)
    parts = (
        _unit_rows(features.words, words) * math.sqrt(1 - options.gram_share),
        _unit_rows(features.grams, grams) * math.sqrt(options.gram_share),
    )
    return hstack([_shared(part) for part in parts], format="csr")


def vectorise_names(features: Features, rows: NDArray[np.int64], options: StoryOptions) -> Matrix:
    """Vectors as `vectorise` gives them, of names and numbers alone: what reports in two languages share."""
    said_anywhere = np.flatnonzero([key[:1] in {NAME, NUMBER} for key in features.word_keys])
    weights = weigh_words(features, rows, options)[said_anywhere]
    return _shared(_unit_rows(features.words[:, said_anywhere], weights))


def join_languages(alike: Matrix, across: Matrix, languages: Sequence[str]) -> Matrix:
    """The similarities of `alike` between articles of one language, and those of `across` between two languages."""
    codes = np.unique(languages, return_inverse=True)[1]
    parts = []
    for similarities, same in ((alike, True), (across, False)):
        pairs = similarities.tocoo()
        kept = (codes[pairs.row] == codes[pairs.col]) == same
        places = (pairs.row[kept], pairs.col[kept])
        parts.append(csr_matrix((pairs.data[kept], places), shape=pairs.shape))
    return parts[0] + parts[1]


def date_pairs(similarities: Matrix, days: NDArray[np.float64], floor: float, decay_days: float) -> Matrix:
    """Similarities lowered by the days between two publications; those of at least `floor` are left.

    Args:
        similarities: symmetric and sparse.
        days: first and last day of publication of each row, as ordinals, NaN when unknown; shape (n, 2).
        floor: smaller similarities are left out.
        decay_days: standard deviation of the Gaussian; infinite to leave dates aside.
    """
    pairs = similarities.tocoo()
    values = pairs.data
    if math.isfinite(decay_days):
        values = values * np.exp(-(days_apart(days[pairs.row], days[pairs.col]) ** 2) / (2 * decay_days**2))
    kept = values >= floor
    return csr_matrix((values[kept], (pairs.row[kept], pairs.col[kept])), shape=pairs.shape)


def publication_days(articles: Sequence[AnnotatedArticle]) -> NDArray[np.float64]:
    """First and last possible day of each publication, as ordinals; NaN when unknown; shape (n, 2)."""
    days = np.full((len(articles), 2), np.nan)
    for row, annotated in enumerate(articles):
        period = read_period(annotated.article.published)
        if period is not None:
            days[row] = period.first.toordinal(), period.last.toordinal()
    return days


def days_apart(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Days between intervals, 0 where they meet or one is unknown; the last axis holds first and last day."""
    gap = np.maximum(left[..., 0] - right[..., 1], right[..., 0] - left[..., 1])
    days: NDArray[np.float64] = np.maximum(np.nan_to_num(gap), 0)
    return days


def _kind_weights(features: Features, options: StoryOptions) -> NDArray[np.float64]:
    kinds = {NAME: options.name_weight, NUMBER: options.number_weight}
    return np.array([kinds.get(key[:1], 1.0) for key in features.word_keys])


def _unit_rows(counts: Matrix, weights: NDArray[np.float64]) -> Matrix:
    """Rows of ``(1 + log count) * weight``, of length one; an empty row stays empty."""
    scaled = counts.copy()
    scaled.data = (1 + np.log(scaled.data)) * weights[scaled.indices]
    lengths = np.sqrt(np.asarray(scaled.multiply(scaled).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    scaled.data /= np.repeat(lengths, np.diff(scaled.indptr))
    return scaled


def _shared(rows: Matrix) -> Matrix:
    """The columns that two rows or more have."""
    frequency = np.bincount(rows.indices, minlength=rows.shape[1])
    return rows[:, np.flatnonzero(frequency > 1)]
