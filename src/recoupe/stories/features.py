"""Features of articles: what two reports of one event share.

Word feature
    A stem, name or number, as `recoupe.languages.vocabulary` reads them. The title counts `StoryOptions.title_weight`
    times.
Gram feature
    Four characters in a row inside a word, word boundaries included, as a 64-bit key: they link what stems miss
    (compounds, spellings, words of one family) and need no language.

Names are only looked for outside titles, since headlines of many papers capitalise every word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recoupe.languages.pack import pack_for
from recoupe.languages.vocabulary import word_features
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.document import Article, Document
from recoupe.text.normalize import fold_text

GRAM = 4

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_BASE = np.uint64(1_000_003)
_BLANK = ord(" ")

Matrix = Any
"""A `scipy.sparse.csr_matrix`: one row an article, one column a feature."""


class Features(NamedTuple):
    """Counts of all features of the articles, in their order.

    Attributes:
        words: counts of word features, float64.
        word_keys: key of each column of `words`, sorted.
        grams: counts of gram features, float64.
        gram_keys: key of each column of `grams`, sorted.
        languages: language code of each row.
        articles: id of the article of each row.
        vectors: where a model tells how alike texts are, not their features: one of length one for each row.
        across: whether these vectors compare texts in two languages too.
    """

    words: Matrix
    word_keys: tuple[str, ...]
    grams: Matrix
    gram_keys: NDArray[np.uint64]
    languages: tuple[str, ...]
    articles: tuple[str, ...]
    vectors: NDArray[np.float32] | None = None
    across: bool = True

    def of(self, articles: Sequence[AnnotatedArticle]) -> Features:
        """The rows of some of the articles, in their order; the columns stay."""
        rows = {article: row for row, article in enumerate(self.articles)}
        chosen = [rows[annotated.article.id] for annotated in articles]
        return self._replace(
            words=self.words[chosen],
            grams=self.grams[chosen],
            languages=tuple(self.languages[row] for row in chosen),
            articles=tuple(self.articles[row] for row in chosen),
            vectors=None if self.vectors is None else self.vectors[chosen],
        )


def count_features(articles: Sequence[AnnotatedArticle], title_weight: int) -> Features:
    """Count the features of articles.

    Args:
        articles: in the order that the rows shall have; annotation layers may be empty.
        title_weight: how many times the title is counted.
    """
    rows: list[Counter[str]] = []
    grams: list[tuple[NDArray[np.uint64], NDArray[np.int64]]] = []
    for annotated in articles:
        pack = pack_for(annotated.language)
        title, body = read_texts(annotated.article, annotated.document)
        counts = Counter(feature.key for feature in word_features(body, pack))
        for feature in word_features(title, pack, names=False):
            counts[feature.key] += title_weight
        rows.append(counts)
        keys = np.concatenate([gram_keys(title)] * title_weight + [gram_keys(body)])
        grams.append(np.unique(keys, return_counts=True))
    words, word_keys = _word_matrix(rows)
    gram_matrix, keys = _gram_matrix(grams)
    languages = tuple(annotated.language for annotated in articles)
    return Features(words, word_keys, gram_matrix, keys, languages, tuple(a.article.id for a in articles))


def read_texts(article: Article, document: Document) -> tuple[str, str]:
    """Title and body of an article; the title belongs to the article that opens its document alone."""
    opens = document.title is not None and not document.text[: article.start].strip()
    if document.header is not None and article.start >= document.header.end:
        opens = document.title is not None and not document.text[document.header.end : article.start].strip()
    return (document.title or "") if opens else "", document.text[article.start : article.end]


def gram_keys(text: str) -> NDArray[np.uint64]:
    """Keys of all grams of a text, in order: a polynomial of their four code points, modulo 2**64."""
    spaced = f" {_BETWEEN_WORDS.sub('  ', fold_text(text)).strip()} "
    points = np.frombuffer(spaced.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(points) < GRAM:
        return np.zeros(0, dtype=np.uint64)
    keys = ((points[:-3] * _BASE + points[1:-2]) * _BASE + points[2:-1]) * _BASE + points[3:]
    inside = (points[1:-2] != _BLANK) & (points[2:-1] != _BLANK)
    selected: NDArray[np.uint64] = keys[inside]
    return selected


def _word_matrix(rows: list[Counter[str]]) -> tuple[Matrix, tuple[str, ...]]:
    keys = sorted(set().union(*rows)) if rows else []
    column = {key: i for i, key in enumerate(keys)}
    indices = np.fromiter((column[key] for row in rows for key in row), dtype=np.int64)
    values = np.fromiter((count for row in rows for count in row.values()), dtype=np.float64)
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    matrix = csr_matrix((values, indices, starts), shape=(len(rows), len(keys)))
    matrix.sort_indices()
    return matrix, tuple(keys)


def _gram_matrix(rows: list[tuple[NDArray[np.uint64], NDArray[np.int64]]]) -> tuple[Matrix, NDArray[np.uint64]]:
    if not rows:
        return csr_matrix((0, 0)), np.zeros(0, dtype=np.uint64)
    keys, columns = np.unique(np.concatenate([row[0] for row in rows]), return_inverse=True)
    values = np.concatenate([row[1] for row in rows]).astype(np.float64)
    starts = np.concatenate([[0], np.cumsum([len(row[0]) for row in rows])]).astype(np.int64)
    return csr_matrix((values, columns, starts), shape=(len(rows), len(keys))), keys
