"""Reports that are nearly the same text, found exactly among any number of them.

Near-duplicates
    Two articles whose sets of shingles have a *Jaccard* similarity (shared over all) of at least a threshold.
Containment
    Share of the shingles of the smaller article that the larger one has: near 1 for a report inside a round-up.

Every pair above the threshold is found and no other: this is a set-similarity join by prefix filtering (Chaudhuri et
al. 2006; Bayardo et al. 2007), not a sketch. In one order of all shingles, rarest first, two sets that are alike enough
share one of the first few; so only texts that share a rare shingle are compared, and what thousands of texts have
(a legal notice) makes no candidates. Few texts are multiplied as a sparse matrix instead, without a compiler.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import NearDuplicate
from recoupe.options import DuplicateOptions
from recoupe.reuse.scale import compiles, tabulate_corpus
from recoupe.reuse.shingles import Keys, Numbers, WordTable, hash_shingles, hash_whole


class _Pairs(NamedTuple):
    """Pairs of texts by index, and how many shingles they share."""

    first: Numbers
    second: Numbers
    shared: Numbers


def find_near_duplicates(articles: Sequence[AnnotatedArticle], options: DuplicateOptions) -> tuple[NearDuplicate, ...]:
    """Every pair of articles whose Jaccard similarity reaches the threshold, sorted by their ids.

    Args:
        articles: their layers may be empty; the words are read from the text. One without words has no pair.
        options: length of a shingle, and the threshold.
    """
    ordered = sorted(articles, key=lambda article: article.article.id)
    texts = [article.text[article.article.start : article.article.end] for article in ordered]
    compiled = compiles(sum(map(len, texts)))
    table = tabulate_corpus(texts, [0] * len(texts), compiled=compiled)
    sets, edges = _sets(table, options.width, compiled=compiled)
    sizes = np.diff(edges)
    pairs = _join(sets, edges, options.jaccard) if compiled else _multiply(sets, edges)
    union = sizes[pairs.first] + sizes[pairs.second] - pairs.shared
    jaccard = pairs.shared / np.maximum(union, 1)
    containment = pairs.shared / np.maximum(np.minimum(sizes[pairs.first], sizes[pairs.second]), 1)
    near = np.flatnonzero(jaccard >= options.jaccard)
    columns = (pairs.first[near], pairs.second[near], jaccard[near], containment[near])
    return tuple(
        NearDuplicate(a=ordered[a].article.id, b=ordered[b].article.id, jaccard=round(j, 6), containment=round(c, 6))
        for a, b, j, c in zip(*(column.tolist() for column in columns), strict=True)
    )


def _sets(table: WordTable, width: int, *, compiled: bool) -> tuple[Keys, Numbers]:
    """The distinct shingles of each text, sorted, and where each text's begin.

    A text of fewer words than a shingle has one shingle of all its words.
    """
    count = len(table.bounds) - 1
    if compiled:
        from recoupe.reuse.compiled_pairs import shingle_sets  # noqa: PLC0415 - numba loads slowly

        sets, edges = np.empty(len(table) + count, dtype=np.uint64), np.empty(count + 1, dtype=np.int64)
        shingle_sets(table.keys, table.bounds, width, sets, edges)
        return sets[: edges[-1]], edges
    hashes = hash_shingles(table, width)
    made = []
    for begin, end in zip(table.bounds[:-1].tolist(), table.bounds[1:].tolist(), strict=True):
        if end - begin >= width:
            made.append(np.unique(hashes[begin : end - width + 1]))
        else:
            made.append(hash_whole(table.keys[begin:end]))
    return np.concatenate([*made, np.zeros(0, dtype=np.uint64)]), np.cumsum([0, *map(len, made)])


def _multiply(sets: Keys, edges: Numbers) -> _Pairs:
    """Every pair of texts that share a shingle, by the product of the matrix of texts and shingles with itself."""
    from scipy.sparse import csr_matrix, triu  # noqa: PLC0415 - scipy loads slowly

    distinct, columns = np.unique(sets, return_inverse=True)
    shape = (len(edges) - 1, len(distinct))
    matrix = csr_matrix((np.ones(len(sets), dtype=np.int64), columns, edges), shape=shape)
    product = triu(matrix @ matrix.T, k=1).tocoo()
    order = np.lexsort((product.col, product.row))
    return _Pairs(*(column[order].astype(np.int64) for column in (product.row, product.col, product.data)))


def _join(sets: Keys, edges: Numbers, jaccard: float) -> _Pairs:
    """The pairs that may reach the threshold, by prefixes."""
    from recoupe.reuse import compiled_pairs  # noqa: PLC0415 - numba loads slowly
    from recoupe.reuse.compiled_shingles import BUCKET_BITS  # noqa: PLC0415 - as above

    counters = np.zeros(1 << BUCKET_BITS, dtype=np.uint16)
    compiled_pairs.count_shingles(sets, len(sets), counters)
    rows, texts = np.empty(len(sets), dtype=np.int64), np.empty(len(sets), dtype=np.int64)
    count = compiled_pairs.take_prefixes(sets, edges, jaccard, counters, rows, texts)
    shingles = sets[rows[:count]]
    order = np.argsort(shingles, kind="stable")
    shingles, texts = shingles[order], texts[:count][order]
    none = np.empty(0, dtype=np.int64)
    pairs = np.empty(compiled_pairs.pair_prefixes(shingles, texts, edges, jaccard, none, False), dtype=np.int64)
    compiled_pairs.pair_prefixes(shingles, texts, edges, jaccard, pairs, True)
    pairs = np.unique(pairs)
    shared = np.empty(len(pairs), dtype=np.int64)
    compiled_pairs.count_shared(pairs, sets, edges, shared)
    return _Pairs(pairs >> 32, pairs & 0xFFFFFFFF, shared)
