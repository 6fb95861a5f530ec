"""Hierarchical clustering of a sparse matrix of similarities, one connected component at a time.

Two rows of different components are never similar enough, so each component is clustered alone: memory grows with the
square of the largest component, not of the collection.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from recoupe.stories.features import Matrix

Groups = list[list[int]]
"""Row numbers of each group: sorted inside a group, groups by their first row. Each row is in exactly one group."""

Method = Literal["complete", "average"]
"""The similarity of two groups: that of their least similar members, or the mean of all pairs."""

FEW = 100
"""Rows up to which a component is linked here: scipy takes 0.4 s to load its clustering, and five reports would wait,
and is the faster one only beyond."""

_SLACK = 1e-9
"""What rounding may take from a similarity that is just enough."""

_APART = -1e6
"""A similarity so low that no mean makes up for it."""


def link_rows(similarities: Matrix, threshold: float, method: Method) -> Groups:
    """Join rows while the similarity of two groups is at least `threshold`.

    Args:
        similarities: symmetric and sparse; what is missing is 0, what must stay apart is strongly negative.
        threshold: above 0.
        method: how similar two groups are.
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
    return part_rows(similarities, [(a, b) for rows in holders.values() for a in rows for b in rows if a < b])


def part_rows(similarities: Matrix, pairs: Collection[tuple[int, int]]) -> Matrix:
    """The similarities, with the rows of each pair set apart for good."""
    if not pairs:
        return similarities
    changed = similarities.tolil()
    for left, right in pairs:
        changed[left, right] = changed[right, left] = _APART
    return changed.tocsr()


def dense_block(matrix: Matrix, rows: Sequence[int] | NDArray[np.intp]) -> NDArray[np.float64]:
    """Some rows of a square sparse matrix, and the same columns of them.

    `matrix[rows][:, rows]` takes time that grows with all columns, for each of thousands of groups.

    Args:
        matrix: of shape (n, n).
        rows: sorted, each once.
    """
    wanted = np.asarray(rows, dtype=np.intp)
    chosen = matrix[wanted].tocoo()
    columns = np.searchsorted(wanted, chosen.col)
    inside = wanted[np.minimum(columns, len(wanted) - 1)] == chosen.col
    block = np.zeros((len(wanted), len(wanted)))
    block[chosen.row[inside], columns[inside]] = chosen.data[inside]
    return block


def _link_component(component: NDArray[np.intp], similarities: Matrix, threshold: float, method: Method) -> Groups:
    dense = dense_block(similarities, component)
    dense = (dense + dense.T) / 2
    link = _link_few if len(component) <= FEW else _link_many
    return [sorted(component[rows].tolist()) for rows in link(dense, threshold, method)]


def _link_many(dense: NDArray[np.float64], threshold: float, method: Method) -> Groups:
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415 - see FEW
    from scipy.spatial.distance import squareform  # noqa: PLC0415

    distances = 1 - dense
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(np.maximum(distances, 0), checks=False), method)
    members: dict[int, list[int]] = {}
    for row, label in enumerate(fcluster(tree, 1 - threshold + _SLACK, "distance").tolist()):
        members.setdefault(label, []).append(row)
    return list(members.values())


def _link_few(dense: NDArray[np.float64], threshold: float, method: Method) -> Groups:
    """Join the two most similar groups until none are similar enough (Lance and Williams, 1967)."""
    left = np.minimum(dense, 1.0)
    np.fill_diagonal(left, -np.inf)
    members: Groups = [[row] for row in range(len(left))]
    while True:
        one, other = divmod(int(left.argmax()), len(left))
        if left[one, other] < threshold - _SLACK:
            return [rows for rows in members if rows]
        if method == "complete":
            joined = np.minimum(left[one], left[other])
        else:
            sizes = len(members[one]), len(members[other])
            joined = (sizes[0] * left[one] + sizes[1] * left[other]) / sum(sizes)
        left[one] = left[:, one] = joined
        left[other] = left[:, other] = left[one, one] = -np.inf
        members[one] += members[other]
        members[other] = []
