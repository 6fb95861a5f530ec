"""Words and shingles of many texts as columns of numbers.

Word
    A run of letters and digits of the folded text (see `recoupe.text.normalize`): case, accents, ligatures, the shape
    of quotation marks and soft hyphens make no difference. An apostrophe or a hyphen ends a word. Scripts that write
    no spaces give one word a character.
Key
    A 64-bit hash of a folded word: equal words have equal keys in every run and on every machine.
Shingle
    The keys of `width` words in a row, hashed to one number (Broder 1997).

Everything here is one pass of numpy over code points: no Python object is made for a word, so the same columns serve
five reports and a store of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.span import Span
from recoupe.text.normalize import fold_character

Keys = NDArray[np.uint64]
Numbers = NDArray[np.int64]
Counts = NDArray[np.signedinteger]
Flags = NDArray[np.bool_]
Points = NDArray[np.uint32]

# Odd multipliers of good avalanche: 2^64 over the golden ratio, and the second one of the splitmix64 generator.
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SPLIT = np.uint64(0xBF58476D1CE4E5B9)

# Thai to Khmer, and the East Asian scripts, whose words stand side by side without spaces.
_THAI_LAO, _BURMESE, _KHMER = (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF)
_UNSPACED = (_THAI_LAO, _BURMESE, _KHMER, (0x3040, 0x30FF), (0x3400, 0x9FFF), (0x20000, 0x3FFFF))


@dataclass(frozen=True)
class WordTable:
    """The words of several texts, one row a word, in the order of the texts.

    Columns of counts have 64 bits, or 32 in the table of a large corpus, and letters 8.

    Attributes:
        keys: hash of the folded word.
        starts, ends: code points of the word, counted from the offset given for its text.
        letters: length of the folded word, or 255 where it is longer and the corpus large.
        capitals: whether the word begins with a capital.
        bounds: the words of text ``i`` are the rows ``bounds[i]`` to ``bounds[i + 1]``.
    """

    keys: Keys
    starts: Counts
    ends: Counts
    letters: NDArray[np.integer]
    capitals: Flags
    bounds: Numbers

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def owners(self) -> Numbers:
        """For each word the index of its text; made when asked for, as a large corpus only asks `owners_of`."""
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))

    def owners_of(self, rows: Counts) -> Numbers:
        """The indexes of the texts in which some rows stand."""
        return np.searchsorted(self.bounds, rows, side="right") - 1


@dataclass(frozen=True)
class _FoldedPoints:
    """Texts after folding: for each folded character its hash (0 ends a word) and the code point it came from."""

    hashes: Keys
    sources: Numbers
    alone: Flags


def tabulate_words(texts: Sequence[str], offsets: Sequence[int] | None = None) -> WordTable:
    """The words of some texts.

    Args:
        texts: any strings.
        offsets: what to add to the offsets of each text, such as the start of an article in its document.
    """
    points, origins = encode_texts(texts)
    folded = _fold_points(points)
    first, last = _word_bounds(folded)
    starts, ends = folded.sources[first], _past_marks(points, folded.sources[last] + 1)
    owners = np.searchsorted(origins, starts, side="right") - 1
    shift = np.zeros(len(texts), dtype=np.int64) if offsets is None else np.asarray(offsets, dtype=np.int64)
    shift = shift - origins
    return WordTable(
        keys=_word_keys(folded.hashes, first, last),
        starts=starts + shift[owners],
        ends=ends + shift[owners],
        letters=last + 1 - first,
        capitals=_are_capitals(points[starts]),
        bounds=np.searchsorted(owners, np.arange(len(texts) + 1)),
    )


def encode_texts(texts: Sequence[str]) -> tuple[Points, Numbers]:
    """The code points of some texts, and where each text begins; a line feed parts two, so that no word runs over."""
    points = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))
    return points, np.cumsum(lengths + 1) - (lengths + 1)


def tabulate_span(article: AnnotatedArticle, span: Span) -> WordTable:
    """The words of a span of an article, with offsets into its document."""
    return tabulate_words([article.surface(span)], [span.start])


def hash_shingles(table: WordTable, width: int) -> Keys:
    """The shingle that begins at each word; 0 where fewer than `width` words of the text are left."""
    shingles = np.zeros(len(table), dtype=np.uint64)
    count = len(table) - width + 1
    if count <= 0:
        return shingles
    hashes = np.zeros(count, dtype=np.uint64)
    for place in range(width):
        hashes = _scatter((hashes ^ table.keys[place : place + count]) * _GOLDEN)
    inside = table.owners[:count] == table.owners[width - 1 :]
    shingles[:count] = np.where(inside, hashes | np.uint64(1), np.uint64(0))
    return shingles


def winnow_shingles(table: WordTable, shingles: Keys, window: int) -> Keys:
    """The least shingle of every `window` in a row, the last of equal ones; 0 in the place of the others.

    Which shingle a window keeps depends on its words alone: the same words in another text keep the same one there
    (Schleimer, Wilkerson and Aiken 2003). A text with fewer shingles is one window.

    Args:
        table: the words.
        shingles: of `hash_shingles`.
        window: shingles in a row.
    """
    rows = np.flatnonzero(shingles)
    values, owners = shingles[rows], table.owners[rows]
    firsts, places = np.searchsorted(owners, owners), np.arange(len(rows))
    lasts = np.searchsorted(owners, owners, side="right") - 1
    least = places
    for lag in range(1, window):
        later = np.minimum(places + lag, lasts)
        least = np.where(values[later] <= values[least], later, least)
    kept = least[(places + window - 1 <= lasts) | (places == firsts)]
    winnowed = np.zeros_like(shingles)
    winnowed[rows[kept]] = values[kept]
    return winnowed


def hash_whole(keys: Keys) -> Keys:
    """One shingle of all the words given, as an array of one; of none where there are no words."""
    value = np.zeros(min(1, len(keys)), dtype=np.uint64)
    for key in keys:
        value = _scatter((value ^ key) * _GOLDEN)
    return value | np.uint64(1)


def _scatter(values: Keys) -> Keys:
    mixed = (values ^ (values >> np.uint64(29))) * _SPLIT
    return mixed ^ (mixed >> np.uint64(32))


@dataclass(frozen=True)
class FoldTable:
    """What each distinct code point of some texts folds to.

    Attributes:
        rank: code point -> its row; only the rows of code points that occur mean anything.
        bounds: row -> where its folded characters begin in the columns below; one entry more than rows.
        hashes: of folded characters, scattered; 0 for one that ends a word.
        alone: whether a folded character is a word of its own.
        marks: row -> whether it is a combining mark.
        capitals: row -> whether it is a capital.
    """

    rank: Numbers
    bounds: Numbers
    hashes: Keys
    alone: Flags
    marks: Flags
    capitals: Flags

    @classmethod
    def of(cls, occurs: Flags) -> FoldTable:
        """The table for some texts; each distinct code point is looked up once.

        Args:
            occurs: code point -> whether it stands in the texts, as far as the largest one that does.
        """
        present = np.flatnonzero(occurs)
        characters = [chr(point) for point in present.tolist()]
        folds = [_fold_word_characters(character) for character in characters]
        flat = np.array([ord(c) if c.isalnum() else 0 for fold in folds for c in fold], dtype=np.int64)
        alone = np.zeros(len(flat), dtype=np.bool_)
        for low, high in _UNSPACED:
            alone |= (flat >= low) & (flat <= high)
        rank = np.zeros(len(occurs), dtype=np.int64)
        rank[present] = np.arange(len(present))
        return cls(
            rank=rank,
            bounds=np.cumsum([0, *map(len, folds)]),
            hashes=np.where(flat > 0, _scatter(flat.astype(np.uint64) * _GOLDEN) | np.uint64(1), np.uint64(0)),
            alone=alone,
            marks=np.array([unicodedata.combining(c) > 0 and ord(c) >= 0x300 for c in characters], dtype=np.bool_),
            capitals=np.array([c.isupper() for c in characters], dtype=np.bool_),
        )


def room_for_points(points: Points) -> Flags:
    """A flag for each code point as far as the largest one, not set yet."""
    return np.zeros(int(points.max()) + 1 if len(points) else 0, dtype=np.bool_)


def _fold_points(points: Points) -> _FoldedPoints:
    """Fold every code point."""
    occurs = room_for_points(points)
    occurs[points] = True
    table = FoldTable.of(occurs)
    rank, lengths = table.rank[points], np.diff(table.bounds)
    if len(lengths) and lengths.min() == 1 == lengths.max():
        sources, places = np.arange(len(points)), rank
    else:
        sizes = lengths[rank]
        sources = np.repeat(np.arange(len(points)), sizes)
        within = np.arange(len(sources)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        places = table.bounds[rank[sources]] + within
    return _FoldedPoints(table.hashes[places], sources, table.alone[places])


def _fold_word_characters(character: str) -> str:
    """What a code point adds to a word: nothing (a combining mark), letters, or a character that ends the word."""
    folded = fold_character(character)
    # Control characters fold to nothing too, but they part words as a space does.
    return folded or ("" if unicodedata.category(character) in {"Mn", "Cf"} else "\n")


def _word_bounds(folded: _FoldedPoints) -> tuple[Numbers, Numbers]:
    """Index of the first and of the last folded character of each word."""
    inside = folded.hashes != 0
    if not len(inside):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    # A seam lies between two neighbours that are not of one word.
    seams = ~inside[1:] | ~inside[:-1] | folded.alone[1:] | folded.alone[:-1]
    return np.flatnonzero(inside & np.r_[True, seams]), np.flatnonzero(inside & np.r_[seams, True])


def _word_keys(hashes: Keys, first: Numbers, last: Numbers) -> Keys:
    """A polynomial hash of each word's characters, scattered."""
    if not len(first):
        return np.zeros(0, dtype=np.uint64)
    letters = last + 1 - first
    beginnings = np.cumsum(letters) - letters
    within = np.arange(int(letters.sum())) - np.repeat(beginnings, letters)
    powers = np.cumprod(np.full(int(letters.max()), _GOLDEN, dtype=np.uint64))
    terms = hashes[np.repeat(first, letters) + within] * powers[within]
    return _scatter(np.add.reduceat(terms, beginnings)) | np.uint64(1)


def _are_capitals(points: Points) -> Flags:
    present, places = np.unique(points, return_inverse=True)
    capital: Flags = np.array([chr(point).isupper() for point in present.tolist()], dtype=np.bool_)[places]
    return capital


def _past_marks(points: Points, ends: Numbers) -> Numbers:
    """Move the ends of words behind the combining marks that follow: a decomposed accent belongs to its letter."""
    marks = [point for point in np.unique(points[points >= 0x300]).tolist() if unicodedata.combining(chr(point))]
    if not marks:
        return ends
    plain = np.flatnonzero(~np.isin(points, np.array(marks)))
    following = np.searchsorted(plain, ends)
    return np.append(plain, len(points))[following]
