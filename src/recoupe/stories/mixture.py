"""Reports divided in two by their vocabulary.

They are taken for a mixture of two multinomials, which is found by annealed expectation maximisation: each half has its
own distribution of words, and a report belongs to the half in which its words are likelier (Nigam, McCallum, Thrun and
Mitchell 2000). Two reports of an event may share little with each other and still both be near to the vocabulary of all
the others, which no similarity of pairs can tell. The likelihood counts little at first and more with each step (Ueda
and Nakano 1998), so that the halves form slowly and hardly depend on where they start.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recoupe.stories.features import Matrix

_STEPS = 60
_FIRST_SHARE = 0.02
"""How far the likelihood counts at the first step; at the last it counts in full."""

_WORD_PRIOR = 0.5
"""Times that each half is taken to have each word beforehand."""

_REPORT_PRIOR = 2.0
"""Reports that each half is taken to have beforehand."""

Shares = NDArray[np.float64]
"""How far each report belongs to each half; shape (n, 2), rows sum to 1."""


class _Fit(NamedTuple):
    likelihood: float
    second: NDArray[np.bool_]


def divide(words: Matrix, starts: Iterable[Shares]) -> NDArray[np.bool_]:
    """Which reports belong to the second half; all or none do where no division is likelier than none.

    Args:
        words: sparse, one row a report; each word that it has counts once.
        starts: where to start from, at least once; the likeliest division that any of them leads to is taken, of
            equal ones the first.
    """
    present = words.copy()
    present.data = np.ones_like(present.data, dtype=np.float64)
    columns = present.T.tocsr()
    return max((_fit(present, columns, shares) for shares in starts), key=lambda fit: fit.likelihood).second


def _fit(present: Matrix, columns: Matrix, shares: Shares) -> _Fit:
    count = present.shape[0]
    for weight in np.linspace(_FIRST_SHARE, 1, _STEPS):
        expected = columns @ shares + _WORD_PRIOR
        logs = np.log(expected / expected.sum(axis=0))
        sizes = np.log((shares.sum(axis=0) + _REPORT_PRIOR) / (count + 2 * _REPORT_PRIOR))
        told = present @ logs
        scores = told * weight + sizes
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
    likelihood = (told + sizes).max(axis=1).sum() + _WORD_PRIOR * logs.sum()
    return _Fit(float(likelihood), shares[:, 1] > shares[:, 0])
