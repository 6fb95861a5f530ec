"""Articles that keep coming, and how alike they are: features, their rarity, norms, crowding and nearest neighbours.

The similarities are those of `recoupe.stories.similarity` and `recoupe.stories.crowding`, kept up article by article.
What moves with every article is moved at once: how many articles have a feature, which are the nearest of each. What
would cost the whole collection is brought up to date a little with every article, or when the index is built anew:

- the *length* of a vector depends on the rarity of its features; `_REFRESHED` of them are measured anew each time;
- a similarity that was measured once stays as it was, in the list of nearest ones and for the linkage;
- crowding across languages is that of all words, not that of names and numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recoupe.languages.background import load_background
from recoupe.languages.pack import pack_for
from recoupe.languages.vocabulary import NAME, NUMBER
from recoupe.options import StoryOptions
from recoupe.stories.features import Features, Matrix
from recoupe.stories.postings import Growing, Postings

_REFRESHED = 50
"""Vectors measured anew with each article: all of 12,000 within 240 articles, by which no rarity moves by a percent."""

Neighbours = tuple[NDArray[np.int32], NDArray[np.float32]]
"""Rows that came before, and how similar they are, dates and crowding aside; sorted by row."""


class Likeness(NamedTuple):
    """How similar an article is to each listed row, dates and crowding aside; 0 for rows that are not listed.

    Attributes:
        near: by all words and grams.
        linked: the same inside a language; across languages by names and numbers, so that one threshold serves both.
    """

    near: NDArray[np.float64]
    linked: NDArray[np.float64]


class _Vocabulary:
    """The features of one kind: key -> column, and the share of articles that the background expects each in."""

    def __init__(self, keys: Iterable[Any]) -> None:
        self.keys: list[Any] = list(keys)
        self.columns = {key: column for column, key in enumerate(self.keys)}

    def read(self, keys: Sequence[Any]) -> tuple[NDArray[np.int32], list[Any]]:
        """Columns of keys, and the keys that are new."""
        new = [key for key in keys if key not in self.columns]
        for key in new:
            self.columns[key] = len(self.keys)
            self.keys.append(key)
        return np.fromiter((self.columns[key] for key in keys), dtype=np.int32, count=len(keys)), new


class ReportIndex:
    """See the module.

    Args:
        features: of the articles that are there from the beginning; their rows are the first rows.
        listed: the rows that stand for distinct texts; the others are copies.
        near: similarities of the listed rows by all words, as `recoupe.stories.neighbours.compare_near` gives them.
        linked: the same with other languages compared by names, scaled.
        options: weights and thresholds.
    """

    def __init__(
        self, features: Features, listed: NDArray[np.int64], near: Matrix, linked: Matrix, options: StoryOptions
    ) -> None:
        self._options = options
        count = len(features.languages)
        self.languages = list(features.languages)
        self._words, self._grams = Postings(features.words, listed), Postings(features.grams, listed)
        self._word_keys, self._gram_keys = _Vocabulary(features.word_keys), _Vocabulary(features.gram_keys.tolist())
        self._active = Growing(np.isin(np.arange(count), listed))
        self._spoken = Counter(features.languages[row] for row in listed)
        self._expected = [Growing(np.zeros(0)), Growing(np.zeros(0))]
        self._kinds = Growing(np.zeros(0))
        self._expect(features.word_keys, features.gram_keys)
        self._lengths = Growing(np.zeros((count, 3)))
        self._refresh_from = 0
        self._refresh(count)
        last = options.story_crowd[1]
        nearest = np.zeros((count, last), dtype=np.float32)
        self._neighbours: list[Neighbours] = []
        links = _spread(linked, listed, count)
        spread = _spread(near, listed, count)
        for row in range(count):
            values = spread.data[spread.indptr[row] : spread.indptr[row + 1]]
            nearest[row] = _largest(values, last)
            rows = links.indices[links.indptr[row] : links.indptr[row + 1]]
            sums = links.data[links.indptr[row] : links.indptr[row + 1]]
            self._neighbours.append(self._kept(rows[rows < row], sums[rows < row]))
        self._nearest = Growing(nearest)
        self._least = Growing(nearest.min(axis=1, initial=np.inf))
        self._crowding = Growing(_crowding(nearest, options.story_crowd))

    @classmethod
    def restored(
        cls, arrays: Mapping[str, NDArray[Any]], words: Sequence[str], languages: Sequence[str], options: StoryOptions
    ) -> ReportIndex:
        """The index that `arrays`, `words` and `languages` were taken from."""
        count, active = len(languages), arrays["active"]
        keys = arrays["gram_keys"].astype(np.uint64)
        counts = [
            csr_matrix(
                tuple(arrays[f"{kind}_{part}"] for part in ("counts", "columns", "starts")), shape=(count, width)
            )
            for kind, width in (("words", len(words)), ("grams", len(keys)))
        ]
        none = csr_matrix((count, count))[active][:, active]
        features = Features(counts[0], tuple(words), counts[1], keys, tuple(languages), ("",) * count)
        index = cls(features, np.flatnonzero(active), none, none, options)
        index._expected = [Growing(arrays["expected_words"]), Growing(arrays["expected_grams"])]
        index._lengths, index._refresh_from = Growing(arrays["lengths"]), int(arrays["refresh_from"])
        index._nearest = Growing(arrays["nearest"])
        index._least = Growing(arrays["nearest"].min(axis=1, initial=np.inf))
        index._crowding = Growing(_crowding(arrays["nearest"], options.story_crowd))
        bounds = arrays["neighbour_starts"]
        index._neighbours = [
            (arrays["neighbours"][start:end], arrays["neighbour_values"][start:end]) for start, end in pairwise(bounds)
        ]
        return index

    @property
    def words(self) -> Sequence[str]:
        """The key of each column of word features."""
        return self._word_keys.keys

    @property
    def arrays(self) -> dict[str, NDArray[Any]]:
        """All that is needed, beside the keys of words and the languages of rows, to make the index again."""
        rows = [rows for rows, _ in self._neighbours]
        values = [values for _, values in self._neighbours]
        return {
            **{f"words_{name}": held for name, held in self._words.arrays.items()},
            **{f"grams_{name}": held for name, held in self._grams.arrays.items()},
            "gram_keys": np.array(self._gram_keys.keys, dtype=np.uint64),
            "active": self._active.view,
            "expected_words": self._expected[0].view,
            "expected_grams": self._expected[1].view,
            "lengths": self._lengths.view,
            "refresh_from": np.array(self._refresh_from),
            "nearest": self._nearest.view,
            "neighbours": np.concatenate([np.zeros(0, dtype=np.int32), *rows]),
            "neighbour_values": np.concatenate([np.zeros(0, dtype=np.float32), *values]),
            "neighbour_starts": np.concatenate([[0], np.cumsum([len(held) for held in rows])]).astype(np.int64),
        }

    @property
    def rows(self) -> int:
        """How many rows there are, listed or not."""
        return len(self.languages)

    @property
    def listed(self) -> int:
        """How many rows are listed."""
        return sum(self._spoken.values())

    def append(self, features: Features) -> int:
        """A row more, not listed yet, from the features of one article; its number."""
        language = features.languages[0]
        self.languages.append(language)
        self._active.extend(np.zeros(1, dtype=bool))
        self._spoken[language] += 1
        words, new_words = self._word_keys.read([features.word_keys[at] for at in features.words.indices])
        grams, new_grams = self._gram_keys.read(features.gram_keys[features.grams.indices].tolist())
        self._expect(new_words, np.array(new_grams, dtype=np.uint64))
        self._spoken[language] -= 1
        self._words.append(words, features.words.data.astype(np.float32))
        self._grams.append(grams, features.grams.data.astype(np.float32))
        self._lengths.extend(np.zeros((1, 3)))
        self._nearest.extend(np.zeros((1, self._options.story_crowd[1]), dtype=np.float32))
        self._least.extend(np.zeros(1))
        self._crowding.extend(np.zeros(1))
        self._neighbours.append((np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)))
        return self.rows - 1

    def count(self, row: int, times: int) -> None:
        """Count a row among the articles that tell how rare a feature is (1), or no longer (-1)."""
        self._words.count(row, times)
        self._grams.count(row, times)
        self._spoken[self.languages[row]] += times

    def compare(self, row: int) -> Likeness:
        """How similar a row, which is counted, is to each listed row."""
        self._measure(row, row + 1)
        options, active = self._options, self._active.view
        lengths = np.maximum(self._lengths.view, 1e-12)
        columns, values = self._words.features_of(row)
        weighed = self.weigh_words(columns) ** 2 * values
        sums = self._words.products(columns, weighed) / (lengths[:, 0] * lengths[row, 0])
        grams, gram_values = self._grams.features_of(row)
        gram_sums = self._grams.products(grams, self._weigh(1, grams) ** 2 * gram_values)
        near = (1 - options.gram_share) * sums + options.gram_share * gram_sums / (lengths[:, 1] * lengths[row, 1])
        near[~active] = 0
        near[row] = 0
        if len(self._spoken) < 2:
            return Likeness(near, near)
        same = np.array([language == self.languages[row] for language in self.languages])
        named = self._kinds.view[columns] != 1
        across = self._words.products(columns[named], weighed[named]) / (lengths[:, 2] * lengths[row, 2])
        across[~active] = 0
        scale = options.same_story / options.same_story_across
        return Likeness(near, np.where(same, near, across * scale))

    def list_row(self, row: int, likeness: Likeness) -> None:
        """List a row, which is counted, and make it known to its neighbours."""
        self._words.list_row(row)
        self._grams.list_row(row)
        self._active.view[row] = True
        last = self._options.story_crowd[1]
        self._nearest.view[row] = _largest(likeness.near, last)
        nearer = np.flatnonzero(likeness.near > self._least.view)
        nearest = self._nearest.view
        nearest[nearer, nearest[nearer].argmin(axis=1)] = likeness.near[nearer]
        changed = np.append(nearer, row)
        self._least.view[changed] = nearest[changed].min(axis=1)
        self._crowding.view[changed] = _crowding(nearest[changed], self._options.story_crowd)
        rows = np.flatnonzero(likeness.linked)
        self._neighbours[row] = self._kept(rows, likeness.linked[rows])
        self._refresh(_REFRESHED)

    def unlist_row(self, row: int) -> None:
        """Take a row out of what others are compared with; it stays in the index until that is built anew."""
        self._active.view[row] = False
        self.count(row, -1)

    def uncrowd(self) -> NDArray[np.float64]:
        """The factor of each row by which its similarities are multiplied: `recoupe.stories.crowding.uncrowd`."""
        options, count = self._options, self.listed
        known = count / (count + options.background_articles)
        crowding = np.full(self.rows, options.handful ** ((1 - known) ** 2))
        if count > options.story_crowd[1]:
            usual = float(np.median(self._crowding.view[self._active.view])) or 1.0
            measured = np.clip(self._crowding.view / usual, 1 / options.crowd_limit, options.crowd_limit)
            crowding *= measured**known
        factors: NDArray[np.float64] = 1 / np.sqrt(crowding)
        return factors

    def similarities(self, rows: Sequence[int]) -> NDArray[np.float64]:
        """Similarities of some rows to each other, dates and crowding aside; zero on the diagonal; shape (n, n)."""
        place = np.full(self.rows, -1)
        place[list(rows)] = np.arange(len(rows))
        found = np.zeros((len(rows), len(rows)))
        for at, row in enumerate(rows):
            others, values = self._neighbours[row]
            here = place[others] >= 0
            found[at, place[others[here]]] = values[here]
        return np.maximum(found, found.T)

    def features(self, rows: Sequence[int], articles: Sequence[str]) -> Features:
        """The features of some rows, with the columns that these have.

        Args:
            rows: in the order wanted.
            articles: id of the article of each.
        """
        words, word_columns = _narrow(self._words.counts_of(rows))
        grams, gram_columns = _narrow(self._grams.counts_of(rows))
        names = [self._word_keys.keys[column] for column in word_columns]
        order = sorted(range(len(names)), key=names.__getitem__)
        keys = np.array([self._gram_keys.keys[column] for column in gram_columns], dtype=np.uint64)
        gram_order = np.argsort(keys)
        return Features(
            words[:, order],
            tuple(names[at] for at in order),
            grams[:, gram_order],
            keys[gram_order],
            tuple(self.languages[row] for row in rows),
            tuple(articles),
        )

    def weigh_keys(self, keys: Sequence[str]) -> NDArray[np.float64]:
        """Weights of word features that are known here."""
        return self.weigh_words(np.array([self._word_keys.columns[key] for key in keys], dtype=np.int32))

    def weigh_words(self, columns: NDArray[np.int32]) -> NDArray[np.float64]:
        """Weights of word features: their rarity, more for names and numbers."""
        weights: NDArray[np.float64] = self._weigh(0, columns) * self._kinds.view[columns]
        return weights

    def _weigh(self, kind: int, columns: NDArray[np.int32]) -> NDArray[np.float64]:
        frequency = (self._words, self._grams)[kind].frequency[columns]
        count, prior = max(1, self.listed), self._options.background_articles
        # A language without a background expects what the collection has.
        expected = self._expected[kind].view[columns] + self._unbacked() * frequency / count
        weights: NDArray[np.float64] = -np.log(np.clip((frequency + prior * expected) / (count + prior), 1e-9, 1.0))
        return weights

    def _unbacked(self) -> float:
        return sum(share for language, share in self._shares() if load_background(pack_for(language)) is None)

    def _shares(self) -> list[tuple[str, float]]:
        count = max(1, self.listed)
        return [(language, told / count) for language, told in sorted(self._spoken.items()) if told]

    def _expect(self, words: Sequence[str], grams: NDArray[np.uint64]) -> None:
        """Make room for new features, with the share of articles that the languages' backgrounds expect them in."""
        expected = np.zeros(len(words)), np.zeros(len(grams))
        for language, share in self._shares():
            background = load_background(pack_for(language))
            if background is not None:
                expected[0][:] += share * background.share_of_words(words)
                expected[1][:] += share * background.share_of_grams(grams)
        kinds = {NAME: self._options.name_weight, NUMBER: self._options.number_weight}
        self._kinds.extend(np.array([kinds.get(key[:1], 1.0) for key in words]))
        for kind, (postings, values) in enumerate(zip((self._words, self._grams), expected, strict=True)):
            self._expected[kind].extend(values)
            postings.widen(len(self._expected[kind].view))

    def _refresh(self, count: int) -> None:
        start = self._refresh_from
        self._measure(start, min(self.rows, start + count))
        self._refresh_from = start + count if start + count < self.rows else 0

    def _measure(self, start: int, end: int) -> None:
        """Lengths of the vectors of rows ``[start, end)``: words, grams, names and numbers."""
        at, columns, values = self._words.block(start, end)
        squares = (self.weigh_words(columns) * values) ** 2
        named = self._kinds.view[columns] != 1
        grams_at, grams, gram_values = self._grams.block(start, end)
        gram_squares = (self._weigh(1, grams) * gram_values) ** 2
        for part, (rows, found) in enumerate(
            ((at, squares), (grams_at, gram_squares), (at[named], squares[named])),
        ):
            self._lengths.view[start:end, part] = np.sqrt(np.bincount(rows, found, minlength=end - start))

    def _kept(self, rows: NDArray[Any], values: NDArray[Any]) -> Neighbours:
        """The neighbours that are kept: all in a small collection, the nearest in a large one."""
        if self.listed > self._options.all_pairs and len(rows) > self._options.nearest:
            chosen = np.sort(np.argpartition(values, len(rows) - self._options.nearest)[-self._options.nearest :])
            rows, values = rows[chosen], values[chosen]
        return rows.astype(np.int32), values.astype(np.float32)


def _largest(values: NDArray[Any], count: int) -> NDArray[np.float32]:
    """The largest values, in any order; 0 where there are fewer."""
    if len(values) > count:
        values = np.partition(values, len(values) - count)[-count:]
    return np.pad(values, (0, count - len(values))).astype(np.float32)


def _crowding(nearest: NDArray[np.float32], neighbours: tuple[int, int]) -> NDArray[np.float64]:
    first, last = neighbours
    ordered = np.sort(nearest, axis=1)[:, ::-1]
    crowding: NDArray[np.float64] = ordered[:, first:].sum(axis=1).astype(np.float64) / (last - first)
    return crowding


def _spread(similarities: Matrix, rows: NDArray[np.int64], count: int) -> Matrix:
    """Similarities of some rows as those of all, sorted by column."""
    pairs = similarities.tocoo()
    spread = csr_matrix((pairs.data, (rows[pairs.row], rows[pairs.col])), shape=(count, count))
    spread.sort_indices()
    return spread


def _narrow(counts: Matrix) -> tuple[Matrix, NDArray[np.int64]]:
    """The columns that any row has, and their numbers."""
    columns, places = np.unique(counts.indices, return_inverse=True)
    return csr_matrix((counts.data, places, counts.indptr), shape=(counts.shape[0], len(columns))), columns
