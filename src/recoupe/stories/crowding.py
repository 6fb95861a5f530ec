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


def uncrowd(similarities: Matrix, neighbours: tuple[int, int], options: StoryOptions) -> NDArray[np.float64]:
    """The factor of each article by which its similarities are to be multiplied; that of a pair is the product of two.

    Args:
        similarities: symmetric and sparse, those of the nearest articles at least.
        neighbours: as `measure_crowding` takes them; a collection that has no more articles tells nothing.
        options: how far crowding counts.
    """
    count = similarities.shape[0]
    known = count / (count + options.background_articles)
    # Squared, so that it has faded where hundreds of reports tell what is usual.
    crowding = np.full(count, options.handful ** ((1 - known) ** 2))
    if count > neighbours[1]:
        measured = np.clip(measure_crowding(similarities, neighbours), 1 / options.crowd_limit, options.crowd_limit)
        crowding *= measured**known
    factors: NDArray[np.float64] = 1 / np.sqrt(crowding)
    return factors


def measure_crowding(similarities: Matrix, neighbours: tuple[int, int]) -> NDArray[np.float64]:
    """The crowding of each article; 1 is usual.

    Args:
        similarities: symmetric and sparse; a pair that is missing has nothing in common.
        neighbours: how many of the nearest are left out, and up to which one the rest are counted.
    """
    first, last = neighbours
    means = np.empty(similarities.shape[0])
    for row in range(len(means)):
        near = similarities.data[similarities.indptr[row] : similarities.indptr[row + 1]]
        if len(near) > last:
            near = np.partition(near, len(near) - last)[len(near) - last :]
        means[row] = np.sort(near)[::-1][first:].sum() / (last - first)
    usual = float(np.median(means)) or 1.0
    return means / usual


def scale_pairs(similarities: Matrix, factors: NDArray[np.float64]) -> Matrix:
    """The similarities multiplied by the factors of both articles."""
    scaled = similarities.tocoo()
    scaled.data = scaled.data * factors[scaled.row] * factors[scaled.col]
    return scaled.tocsr()
