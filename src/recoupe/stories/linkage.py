"""Hierarchical clustering of a sparse matrix of similarities, one connected component at a time.

Two rows of different components are never similar enough, so each component is clustered alone: memory grows with the
square of the largest component, not of the collection.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from recoupe.stories.features import Matrix

Groups = list[list[int]]
"""Row numbers of each group: sorted inside a group, groups by their first row. Each row is in exactly one group."""


_APART = -1e6
"""A similarity so low that no mean makes up for it."""


def link_rows(similarities: Matrix, threshold: float, method: Literal["complete", "average"]) -> Groups:
    """Join rows while the similarity of two groups is at least `threshold`.

    Args:
        similarities: symmetric and sparse; what is missing is 0, what must stay apart is strongly negative.
        threshold: above 0.
        method: the similarity of two groups is that of their least similar members, or the mean of all pairs.
    """
    links = similarities >= threshold
    _, labels = connected_components(links, directed=False)
    order = np.argsort(labels, kind="stable")
    bounds = np.flatnonzero(np.diff(labels[order])) + 1
    groups: Groups = []
    for component in np.split(order, bounds) if len(order) else []:
        if len(component) < 3:
            groups.append(sorted(component.tolist()))
        else:
            groups.extend(_link_component(component, similarities, threshold, method))
    return sorted(groups)


def keep_apart(similarities: Matrix, documents: Sequence[frozenset[str]]) -> Matrix:
    """The similarities, with rows that share a document set apart for good.

    Two articles were cut from one document because they tell different stories.
    """
    holders: dict[str, list[int]] = {}
    for row, ids in enumerate(documents):
        for document in sorted(ids):
            holders.setdefault(document, []).append(row)
    pairs = [(a, b) for rows in holders.values() for a in rows for b in rows if a != b]
    if not pairs:
        return similarities
    changed = similarities.tolil()
    for left, right in pairs:
        changed[left, right] = _APART
    return changed.tocsr()


def _link_component(
    component: NDArray[np.intp], similarities: Matrix, threshold: float, method: Literal["complete", "average"]
) -> Groups:
    dense = similarities[component][:, component].toarray()
    distances = 1 - (dense + dense.T) / 2
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(np.maximum(distances, 0), checks=False), method)
    labels = fcluster(tree, 1 - threshold + 1e-9, "distance")
    members: dict[int, list[int]] = {}
    for row, label in zip(component.tolist(), labels.tolist(), strict=True):
        members.setdefault(label, []).append(row)
    return [sorted(rows) for rows in members.values()]
