"""How much better a text is explained as two stories than as one.

Change
    The logarithm of a Bayes factor: how much likelier the words of both sides of a cut are as two texts than as one
    (after Eisenstein and Barzilay, *Bayesian unsupervised topic segmentation*, 2008). Each text draws its words from a
    distribution of its own, which is not known but leans to that of the language: a Dirichlet prior, so that the words
    of a text are a Dirichlet compound multinomial. A rare word that comes back on the other side speaks for one story,
    the more the rarer it is; words that come back on their own side only, and many new ones, speak for two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import lgamma

from recoupe.languages.background import RARE, load_background
from recoupe.languages.pack import LanguagePack
from recoupe.segment.cohesion import Counts, sum_counts

FEATURES = 300
"""Features of a common news report: what turns the share of reports that have a word into its share of words."""


def expect_counts(keys: Sequence[str], pack: LanguagePack, prior: float) -> dict[str, float]:
    """How often each feature is expected among `prior` features of the language.

    Where the pack has no background all features are taken for rare, so that what comes back (also the function words)
    speaks for one story.
    """
    background = load_background(pack)
    shares = [RARE] * len(keys) if background is None else background.share_of_words(keys).tolist()
    return {key: prior * share / FEATURES for key, share in zip(keys, shares, strict=True)}


def scan_change(blocks: Sequence[Counts], expected: Mapping[str, float], prior: float) -> list[float]:
    """Change at each cut, in nats: item ``i`` is that of a cut before block ``i``, item 0 is minus infinity.

    Args:
        blocks: features of each block.
        expected: of all features, as `expect_counts` gives them for the same `prior`.
        prior: features that the language's own distribution counts for.
    """
    left: Counts = Counter()
    right = sum_counts(blocks)
    total, read = right.total(), 0
    both = _likelihood(right, expected)
    before, after = 0.0, both
    whole = both - _length(total, prior)
    scan = [float("-inf")]
    for block in blocks[:-1]:
        for key, moved in block.items():
            had, has, mean = left[key], right[key], expected[key]
            before += lgamma(mean + had + moved) - lgamma(mean + had)
            after += lgamma(mean + has - moved) - lgamma(mean + has)
            left[key], right[key] = had + moved, has - moved
            read += moved
        scan.append(before - _length(read, prior) + after - _length(total - read, prior) - whole)
    return scan


def _likelihood(words: Counts, expected: Mapping[str, float]) -> float:
    return sum(lgamma(expected[key] + count) - lgamma(expected[key]) for key, count in words.items())


def _length(words: int, prior: float) -> float:
    return lgamma(prior + words) - lgamma(prior)
