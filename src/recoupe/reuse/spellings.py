"""Misspellings that two copies share, or that one of them mends.

Mended spelling
    A word that one side has wrong and the other right. Errors are mended more often than brought in, so the side with
    the error came first.
Inherited spelling
    A word that the lexicon of the language does not have, on both sides: nobody arrives at it twice. It ties two texts
    together and says nothing of their order. A rare or new word looks the same, so it is shown, not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Reuse
from recoupe.model.span import ArticleSpan, Span
from recoupe.reuse.lexicon import knows_word, right_spelling
from recoupe.reuse.shingles import tabulate_span
from recoupe.text.normalize import DASHES, fold_text

# An unknown word of fewer letters is an abbreviation or a foreign particle more often than an error.
_MIN_LETTERS = 6

SpanPair = tuple[ArticleSpan, ArticleSpan]


def find_mended(
    reuses: Sequence[Reuse], left: AnnotatedArticle, right: AnnotatedArticle
) -> Iterator[tuple[Literal["a", "b"], SpanPair]]:
    """Words that one side has wrong and the other right: the side with the error, and both words.

    Args:
        reuses: of these two articles, with their edits.
        left: the article of side ``a``.
        right: the article of side ``b``.
    """
    counts: tuple[Counter[str], Counter[str]] | None = None
    for reuse in reuses:
        for edit in reuse.edits:
            if edit.kind != "spelling":
                continue
            counts = counts or (_count_words(left), _count_words(right))
            one, other = left.surface(edit.a), right.surface(edit.b)
            wrong = _wrong_side(one, other, left.language, counts)
            if wrong is not None:
                yield wrong, (_place(left, edit.a), _place(right, edit.b))


def find_inherited(reuses: Sequence[Reuse], left: AnnotatedArticle, right: AnnotatedArticle) -> Iterator[SpanPair]:
    """Words that both sides have and the lexicon has not, each once a passage; no names and no parts of compounds."""
    names = [mention.span for mention in left.mentions if mention.form in {"name", "alias"}]
    for reuse in reuses:
        ours, theirs = tabulate_span(left, reuse.a.span), tabulate_span(right, reuse.b.span)
        places = {key: row for row, key in reversed(list(enumerate(theirs.keys.tolist())))}
        for row in np.flatnonzero(ours.letters >= _MIN_LETTERS).tolist():
            match = places.pop(int(ours.keys[row]), None)
            if match is None:
                continue
            one = Span(int(ours.starts[row]), int(ours.ends[row]))
            other = Span(int(theirs.starts[match]), int(theirs.ends[match]))
            if _is_no_word(left, one) and _is_no_word(right, other) and not any(n.overlaps(one) for n in names):
                yield _place(left, one), _place(right, other)


def _place(article: AnnotatedArticle, span: Span) -> ArticleSpan:
    return ArticleSpan(article=article.article.id, start=span.start, end=span.end)


def _count_words(article: AnnotatedArticle) -> Counter[str]:
    table = tabulate_span(article, article.article.span)
    places = zip(table.starts.tolist(), table.ends.tolist(), strict=True)
    return Counter(fold_text(article.text[start:end]) for start, end in places)


def _wrong_side(
    one: str, other: str, language: str, counts: tuple[Counter[str], Counter[str]]
) -> Literal["a", "b"] | None:
    """The side whose spelling is wrong, or None where nothing tells.

    Of words in small letters the one in the lexicon is right. A name is wrong where it stands once, in an article that
    has the other spelling elsewhere: the lexicon does not judge names, and a name from another alphabet has several
    right spellings.
    """
    if one.islower() and other.islower():
        right = right_spelling(one, other, language)
        return None if right is None else "b" if right == "one" else "a"
    a, b = fold_text(one), fold_text(other)
    if a != b and counts[0][a] == 1 and not counts[1][a] and counts[0][b]:
        return "a"
    if a != b and counts[1][b] == 1 and not counts[0][b] and counts[1][a]:
        return "b"
    return None


def _is_no_word(article: AnnotatedArticle, span: Span) -> bool:
    """Whether a word in small letters, which is no part of a compound, is outside the lexicon."""
    text = article.text
    word, neighbours = article.surface(span), text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    if not word.isalpha() or not word.islower() or any(mark in DASHES for mark in neighbours):
        return False
    return knows_word(word, article.language) is False
