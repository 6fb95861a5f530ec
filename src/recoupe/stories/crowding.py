"""How crowded the surroundings of an article are: what is alike in one collection is nothing special in another.

Crowding
    The mean similarity of an article to its nearest ones beyond those that may tell the same event, relative to the
    usual one of the collection. A column on the economy is a little like everything; two short notes on a strange
    accident are like nothing else, and little is enough to join them.

Dividing similarities by the crowding of both articles is local scaling (Zelnik-Manor and Perona 2004, "Self-tuning
spectral clustering"), which also takes away hubs (Schnitzer et al. 2012). It says nothing in a handful of reports, so
it counts as far as the collection outweighs the background of the language, as rarity does.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recoupe.options import StoryOptions
from recoupe.stories.features import Matrix

_BLOCK = 256
"""Rows multiplied at once: with 12,000 articles a block of similarities takes 25 MB."""


def uncrowd(vectors: Matrix, neighbours: tuple[int, int], options: StoryOptions) -> Matrix:
    """The vectors, shortened where their surroundings are crowded and lengthened where they are empty.

    The product of two of them is their similarity divided by the geometric mean of their crowding.

    Args:
        vectors: rows of length one.
        neighbours: as `measure_crowding` takes them; a collection that has no more articles tells nothing.
        options: how far crowding counts.
    """
    count = vectors.shape[0]
    known = count / (count + options.background_articles)
    # Squared, so that it has faded where hundreds of reports tell what is usual.
    crowding = np.full(count, options.handful ** ((1 - known) ** 2))
    if count > neighbours[1]:
        measured = np.clip(measure_crowding(vectors, neighbours), 1 / options.crowd_limit, options.crowd_limit)
        crowding *= measured**known
    scaled = vectors.copy()
    scaled.data *= np.repeat(1 / np.sqrt(crowding), np.diff(scaled.indptr))
    return scaled


def measure_crowding(vectors: Matrix, neighbours: tuple[int, int]) -> NDArray[np.float64]:
    """The crowding of each article; 1 is usual.

    Args:
        vectors: rows of length one, more than `neighbours[1]`.
        neighbours: how many of the nearest are left out, and up to which one the rest are counted.
    """
    count = vectors.shape[0]
    turned = vectors.T.tocsr()
    first, last = count - neighbours[1], count - neighbours[0]
    means = np.empty(count)
    for start in range(0, count, _BLOCK):
        stop = min(start + _BLOCK, count)
        block = (vectors[start:stop] @ turned).toarray()
        block[np.arange(stop - start), np.arange(start, stop)] = 0
        means[start:stop] = np.partition(block, (first, last), axis=1)[:, first:last].mean(axis=1)
    usual = float(np.median(means)) or 1.0
    return means / usual
