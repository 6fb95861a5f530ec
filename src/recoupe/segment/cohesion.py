"""How much two parts of a text have in common.

A part is a count of features: stems, names and numbers. Its vector weighs each count by the rarity of the feature in
the language, so that the words of every text do not count. The *protagonists* of a part are the names that it says
most often, rare ones first.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from recoupe.languages.background import load_background
from recoupe.languages.pack import LanguagePack
from recoupe.languages.vocabulary import NAME

Counts = Counter[str]


def weigh_keys(keys: Sequence[str], pack: LanguagePack) -> dict[str, float]:
    """Rarity of each feature in the language; 1 for all where the pack has no background."""
    background = load_background(pack)
    if background is None:
        return dict.fromkeys(keys, 1.0)
    return {key: -math.log(share) for key, share in zip(keys, background.share_of_words(keys).tolist(), strict=True)}


def scan_cohesion(blocks: Sequence[Counts], weights: Mapping[str, float]) -> list[float]:
    """Cohesion of the two sides of each cut: item ``i`` is that of a cut before block ``i``, item 0 is 1.

    The sides are kept up to date block by block, so the whole scan costs what reading the blocks once costs.
    """
    left: Counts = Counter()
    right: Counts = sum_counts(blocks)
    product, left_square = 0.0, 0.0
    right_square = sum((weights[key] * count) ** 2 for key, count in right.items())
    scan = [1.0]
    for block in blocks[:-1]:
        for key, moved in block.items():
            square = weights[key] ** 2
            before, after = left[key], right[key]
            product += square * ((before + moved) * (after - moved) - before * after)
            left_square += square * ((before + moved) ** 2 - before**2)
            right_square += square * ((after - moved) ** 2 - after**2)
            left[key], right[key] = before + moved, after - moved
        lengths = max(left_square, 0.0) * max(right_square, 0.0)
        scan.append(product / math.sqrt(lengths) if lengths > 0 else 1.0)
    return scan


def sum_counts(blocks: Sequence[Counts]) -> Counts:
    """Counts of several blocks together."""
    total: Counts = Counter()
    for block in blocks:
        total.update(block)
    return total


def find_protagonists(part: Counts, weights: Mapping[str, float], size: int) -> list[str]:
    """The names said most often, weighed by rarity; at most `size`."""
    names = [(-count * weights[key], key) for key, count in part.items() if key.startswith(NAME)]
    return [key for _, key in sorted(names)[:size]]
