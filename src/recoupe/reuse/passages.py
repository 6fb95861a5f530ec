"""Passages that two articles share, word for word or nearly.

Passage
    A stretch of an article whose words, or most of them, stand in another article too.
Reuse
    The pair of passages. Who took from whom is another question: see `recoupe.reuse.lineages`.

The method is seed and extend, as the evaluation campaigns on text reuse found it best (Potthast et al. 2014): shingles
shared by two articles are chained, the chains are grown by words, those near each other on both sides become one, and
a passage is kept by the number and the weight of the words that it shares.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recoupe.languages.pack import pack_for
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Evidence, Reuse
from recoupe.model.span import ArticleSpan, item_id
from recoupe.options import ReuseOptions
from recoupe.reuse.candidates import Run, find_runs
from recoupe.reuse.chains import Match, Side, chain_runs, grow_chain, join_near
from recoupe.reuse.scale import CodedWeights, compiles, index_shingles, tabulate_corpus, weigh_compiled, weigh_plain
from recoupe.reuse.shingles import WordTable, tabulate_words
from recoupe.text.normalize import fold_character


def align_passages(articles: Sequence[AnnotatedArticle], options: ReuseOptions) -> tuple[Reuse, ...]:
    """The passages that any two articles of different documents share.

    Side ``a`` is the article with the lower id. Nothing depends on the order of `articles`, and no passage on articles
    that do not share its words, unless a shingle becomes frequent (see `ReuseOptions.max_frequency`).

    Args:
        articles: their layers may be empty; the words are read from the text.
        options: `ReuseOptions.strict` across everything, `ReuseOptions.sensitive` inside a story.

    Returns:
        One `Reuse` a passage and pair of articles, sorted, without edits, its direction unknown.
    """
    ordered = sorted(articles, key=lambda article: article.article.id)
    texts = [article.text[article.article.start : article.article.end] for article in ordered]
    compiled = compiles(sum(map(len, texts)))
    table = tabulate_corpus(texts, [article.article.start for article in ordered], compiled=compiled)
    numbers: dict[str, int] = {}
    documents = np.array([numbers.setdefault(a.article.document, len(numbers)) for a in ordered], dtype=np.int64)
    if compiled:
        index, memory = index_shingles(table, options)
        coded = CodedWeights.room(table, options, memory)
        fill_weights(table, ordered, options, coded)
        sides, found = _Sides(table, coded.of, _pack), find_runs(table, documents, options, (index, coded))
    else:
        weights = np.empty(len(table), dtype=np.float64)
        fill_weights(table, ordered, options, weights)
        sides = _Sides(table, lambda begin, end: weights[begin:end], np.ndarray.tolist)
        found = find_runs(table, documents, options)
    reuses: list[Reuse] = []
    for pair in found:
        left, right = ordered[pair.left], ordered[pair.right]
        bases = int(table.bounds[pair.left]), int(table.bounds[pair.right])
        runs = [Run(run.left - bases[0], run.right - bases[1], run.length) for run in pair.runs]
        for match in _match_pair(runs, sides[pair.left], sides[pair.right], options):
            a, b = _span_both(match, bases, table, left, right)
            reuses.append(_state_reuse(match, a, b))
    return tuple(sorted(reuses, key=lambda reuse: (reuse.a, reuse.b)))


def _pack(column: NDArray[np.uint64] | NDArray[np.float64]) -> Sequence[Any]:
    """A column of keys or of weights as it lies in memory."""
    return array("d" if column.dtype.kind == "f" else "Q", column.tobytes())


class _Sides:
    """The words of each article, made when asked for: most articles share nothing. Not all are kept.

    Args:
        table: the words.
        weights: of the words from one row to another.
        pack: what makes a column of an article a sequence. Lists are read fastest, but are an object for each word: of
            thousands of articles that share one passage each, few words are ever read.
    """

    _MOST = 256

    def __init__(
        self,
        table: WordTable,
        weights: Callable[[int, int], NDArray[np.float64]],
        pack: Callable[[NDArray[Any]], Sequence[Any]],
    ) -> None:
        self._table, self._weights, self._pack = table, weights, pack
        self._made: dict[int, Side] = {}

    def __getitem__(self, index: int) -> Side:
        if index not in self._made:
            if len(self._made) >= self._MOST:
                self._made.clear()
            begin, end = self._table.bounds[index : index + 2]
            self._made[index] = Side(self._pack(self._table.keys[begin:end]), self._pack(self._weights(begin, end)))
        return self._made[index]


def unite_passages(strict: Iterable[Reuse], sensitive: Iterable[Reuse]) -> tuple[Reuse, ...]:
    """The passages of two searches, each once: of two that overlap on both sides the larger stays, else the more alike.

    Args:
        strict: found across everything.
        sensitive: found inside the stories.
    """
    kept: dict[tuple[str, str], list[Reuse]] = {}
    for reuse in sorted((*strict, *sensitive), key=lambda r: (-_size(r), r.a, r.b, -r.similarity)):
        others = kept.setdefault((reuse.a.article, reuse.b.article), [])
        if not any(_overlap(reuse, other) for other in others):
            others.append(reuse)
    return tuple(sorted((r for group in kept.values() for r in group), key=lambda r: (r.a, r.b)))


def _size(reuse: Reuse) -> int:
    return reuse.a.end - reuse.a.start + reuse.b.end - reuse.b.start


def _overlap(one: Reuse, other: Reuse) -> bool:
    return one.a.span.overlaps(other.a.span) and one.b.span.overlaps(other.b.span)


def fill_weights(
    table: WordTable,
    articles: Sequence[AnnotatedArticle],
    options: ReuseOptions,
    weights: NDArray[np.float64] | CodedWeights,
) -> None:
    """Fill in the weight of each word: see `ReuseOptions`.

    A word that an article repeats is what the article is about, and another on the same subject has it by chance. The
    weight depends on the article alone: inside five reports of one event, no count across them tells a rare word.
    """
    languages = [pack_for(article.language).code for article in articles]
    for language in sorted(set(languages)):
        stopwords = tabulate_words(pack_for(language).language.stopwords).keys
        spoken = np.array([code == language for code in languages], dtype=np.bool_)
        texts = np.flatnonzero(spoken)
        if isinstance(weights, CodedWeights):
            weigh_compiled(table, texts, stopwords, weights)
        else:
            weigh_plain(table, texts, stopwords, options, weights)


def _match_pair(runs: Sequence[Run], left: Side, right: Side, options: ReuseOptions) -> list[Match]:
    """The passages of one pair of articles that are long and weighty enough."""
    grown = [grow_chain(chain, left, right, options) for chain in chain_runs(runs, options)]
    matches = _drop_repeats(grown, options.firm)
    return [match for match in join_near(matches, options) if _keeps(match, options)]


def _keeps(match: Match, options: ReuseOptions) -> bool:
    shorter, longer = sorted((match.a_end - match.a_start, match.b_end - match.b_start))
    needed = max(options.min_words, options.min_share * shorter)
    whole = match.words == longer >= options.whole_words
    return match.words >= needed and match.weight >= (options.whole_weight if whole else options.min_weight)


def _drop_repeats(matches: Sequence[Match], firm: int) -> list[Match]:
    """Leave out a match whose words mostly belong to better ones: a phrase that an article repeats.

    Where the match has `firm` words both sides must have better ones: a paragraph may be taken twice.
    """
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (-m.words, m)):
        rows_a, rows_b = range(match.a_start, match.a_end), range(match.b_start, match.b_end)
        known_a, known_b = sum(row in taken_a for row in rows_a), sum(row in taken_b for row in rows_b)
        repeated = (2 * known_a > len(rows_a), 2 * known_b > len(rows_b))
        if all(repeated) or (any(repeated) and match.words < firm):
            continue
        taken_a.update(rows_a)
        taken_b.update(rows_b)
        kept.append(match)
    return kept


def _state_reuse(match: Match, a: ArticleSpan, b: ArticleSpan) -> Reuse:
    shorter = min(match.a_end - match.a_start, match.b_end - match.b_start)
    return Reuse(
        id=item_id("r", a.article, a.start, a.end, b.article, b.start, b.end),
        a=a,
        b=b,
        similarity=round(min(1.0, match.words / shorter), 4),
        direction="unknown",
        edits=(),
        because=(Evidence(rule="shared-words", score=float(match.words), spans=(a, b)),),
    )


def _span_both(
    match: Match, bases: tuple[int, int], table: WordTable, left: AnnotatedArticle, right: AnnotatedArticle
) -> tuple[ArticleSpan, ArticleSpan]:
    """The spans of both sides, with the marks around the words that stand on both sides."""
    a_start, b_start = int(table.starts[bases[0] + match.a_start]), int(table.starts[bases[1] + match.b_start])
    a_end, b_end = int(table.ends[bases[0] + match.a_end - 1]), int(table.ends[bases[1] + match.b_end - 1])
    a, b = left.article, right.article
    before_a, before_b = _shared_marks(
        left.text[max(a.start, a_start - _REACH) : a_start][::-1],
        right.text[max(b.start, b_start - _REACH) : b_start][::-1],
        _OPENING,
    )
    after_a, after_b = _shared_marks(
        left.text[a_end : min(a.end, a_end + _REACH)], right.text[b_end : min(b.end, b_end + _REACH)], _CLOSING
    )
    return (
        ArticleSpan(article=a.id, start=a_start - before_a, end=a_end + after_a),
        ArticleSpan(article=b.id, start=b_start - before_b, end=b_end + after_b),
    )


# Categories of marks that belong to the words after them, and to the words before them; and how far they may stand.
_OPENING = frozenset({"Ps", "Pi"})
_CLOSING = frozenset({"Po", "Pe", "Pf"})
_REACH = 8


def _shared_marks(left: str, right: str, categories: frozenset[str]) -> tuple[int, int]:
    """How many characters, walking outwards on both sides, are marks of these categories that both sides have."""
    a = b = kept_a = kept_b = 0
    while True:
        space_a, space_b = _spaces(left[a:]), _spaces(right[b:])
        a, b = a + space_a, b + space_b
        if a >= len(left) or b >= len(right) or fold_character(left[a]) != fold_character(right[b]):
            return kept_a, kept_b
        if not (_belongs(left[a], space_a, categories) and _belongs(right[b], space_b, categories)):
            return kept_a, kept_b
        a, b = a + 1, b + 1
        kept_a, kept_b = a, b


def _belongs(mark: str, spaces: int, categories: frozenset[str]) -> bool:
    """Whether a mark belongs to the words it is met from; a straight one, which may open or close, if it touches."""
    return not spaces if mark in "\"'" else unicodedata.category(mark) in categories


def _spaces(text: str) -> int:
    return len(text) - len(text.lstrip())
