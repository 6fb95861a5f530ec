"""How much each feature of a collection says: its rarity.

The weight of a feature is ``-log`` of the share of articles that have it (inverse document frequency, Sparck Jones
1972). The share is estimated from the collection *and* the background of its languages, as if the background were
`StoryOptions.background_articles` more articles (a Dirichlet prior): five reports are weighed as readers of the
language would weigh them, and hundreds by what sets them apart from each other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recoupe.languages.background import load_background
from recoupe.languages.pack import pack_for
from recoupe.stories.features import Features, Matrix


def weigh_features(
    features: Features, rows: NDArray[np.int64], prior: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weight of each word feature and of each gram feature, never negative.

    Args:
        features: counts of all articles.
        rows: the articles that are counted, at least one; copies are left out.
        prior: how many articles the background counts for.
    """
    languages = [features.languages[row] for row in rows]
    words, grams = np.zeros(len(features.word_keys)), np.zeros(len(features.gram_keys))
    for language in sorted(set(languages)):
        chosen = rows[np.array([code == language for code in languages])]
        background = load_background(pack_for(language))
        share = len(chosen) / len(rows)
        if background is None:
            words += share * _frequency(features.words, chosen) / len(chosen)
            grams += share * _frequency(features.grams, chosen) / len(chosen)
        else:
            words += share * background.share_of_words(features.word_keys)
            grams += share * background.share_of_grams(features.gram_keys)
    return _rarity(features.words, rows, words, prior), _rarity(features.grams, rows, grams, prior)


def _rarity(counts: Matrix, rows: NDArray[np.int64], expected: NDArray[np.float64], prior: int) -> NDArray[np.float64]:
    shares = (_frequency(counts, rows) + prior * expected) / (len(rows) + prior)
    # A feature that none of the rows has is met in copies only.
    weights: NDArray[np.float64] = -np.log(np.clip(shares, 1e-9, 1.0))
    return weights


def _frequency(counts: Matrix, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """In how many of the rows each feature stands."""
    return np.bincount(counts[rows].indices, minlength=counts.shape[1]).astype(np.float64)
