"""What a reader is shown of a story: its title, its period, and why its reports are together.

A title is never written: it is the words of a report, the title or opening of the one that is nearest to all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recoupe.languages.pack import pack_for
from recoupe.languages.vocabulary import NAME, NUMBER, word_features
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Evidence
from recoupe.model.period import read_period
from recoupe.model.span import ArticleSpan, Field
from recoupe.stories.features import Features, read_texts
from recoupe.text.normalize import QUOTATION_MARKS
from recoupe.text.sentences import split_sentences

SHOWN = 5
"""Shared names, words or numbers that are shown as the reason for a story."""

_OPENING = 1_000
"""Code points of the body in which the opening words of a report are looked for."""
_FINAL = ".!?…:;,"
_KINDS = ((NAME, "shared-names"), (NUMBER, "shared-numbers"), ("", "shared-words"))


class _Line(NamedTuple):
    """A line that may serve as a title; the lower the rank, the more it is written as one."""

    rank: int
    span: ArticleSpan


def choose_title(articles: Sequence[AnnotatedArticle], weights: dict[str, float]) -> ArticleSpan:
    """The title, opening heading or first sentence that names a story best.

    Titles go before headings, headings before sentences. Among lines of one kind the one wins whose features weigh
    most per feature.

    Args:
        articles: of the story, in order.
        weights: of each feature: its rarity times the share of the reports that have it.
    """
    lines = [_opening_line(annotated) for annotated in articles]
    best = min(line.rank for line in lines)
    candidates = [(line, annotated) for line, annotated in zip(lines, articles, strict=True) if line.rank == best]
    scores = [_score(line.span, annotated, weights) for line, annotated in candidates]
    return candidates[int(np.argmax(scores))][0].span


def story_period(articles: Iterable[AnnotatedArticle]) -> tuple[str, str] | None:
    """First and last ISO date of publication; a partial date gives its first and last day."""
    known = [period for annotated in articles if (period := read_period(annotated.article.published))]
    if not known:
        return None
    return min(period.first for period in known).isoformat(), max(period.last for period in known).isoformat()


def explain_story(
    articles: Sequence[AnnotatedArticle], rows: NDArray[np.int64], features: Features, weights: NDArray[np.float64]
) -> tuple[Evidence, ...]:
    """Names, numbers and rare words that the reports share, where each report first has them.

    Args:
        articles: of the story, in order.
        rows: their rows in `features`.
        features: counts of all articles.
        weights: of word features.
    """
    if len(rows) < 2:
        return ()
    shared = np.bincount(features.words[rows].indices, minlength=len(features.word_keys))
    strength = np.where(shared > 1, shared * weights, 0.0)
    ranked = np.argsort(-strength, kind="stable")[: 20 * SHOWN]
    chosen: dict[str, list[str]] = {rule: [] for _, rule in _KINDS}
    names = [features.word_keys[at] for at in ranked if features.word_keys[at].startswith(NAME)]
    for at in ranked:
        key = features.word_keys[at]
        rule = next(rule for mark, rule in _KINDS if key.startswith(mark))
        # The stem of a name says nothing more than the name.
        told = rule == _KINDS[-1][1] and any(name.startswith(NAME + key) for name in names)
        if strength[at] > 0 and len(chosen[rule]) < SHOWN and not told:
            chosen[rule].append(key)
    spans = first_spans(articles, frozenset(key for keys in chosen.values() for key in keys))
    evidence = []
    for _, rule in _KINDS:
        found = sorted(span for key in chosen[rule] for span in spans[key])
        if found:
            evidence.append(Evidence(rule=rule, score=None, spans=tuple(found)))
    return tuple(evidence)


def _opening_line(annotated: AnnotatedArticle) -> _Line:
    article = annotated.article
    title = read_texts(article, annotated.document)[0]
    if title.strip():
        start = len(title) - len(title.lstrip())
        return _Line(0, _at(article.id, start, len(title.rstrip()), "title"))
    end = min(article.end, article.start + _OPENING)
    abbreviations = frozenset(pack_for(annotated.language).language.abbreviations)
    sentences = split_sentences(annotated.text, abbreviations, article.start, end)
    if not sentences:
        return _Line(4, _at(article.id, article.start, article.end))
    first = sentences[0]
    heading = len(sentences) > 1 and "\n" in annotated.text[first.end : sentences[1].start]
    heading = heading and annotated.text[first.end - 1] not in _FINAL
    if heading:
        return _Line(1, _at(article.id, first.start, first.end))
    # Words of somebody else open no story: `find_quotations` knows better, but may not have run.
    beginning = annotated.text[max(0, first.start - 2) : first.start + 1]
    quoted = any(character in QUOTATION_MARKS for character in beginning)
    return _Line(3 if quoted else 2, _at(article.id, first.start, first.end))


def _at(article: str, start: int, end: int, field: Field = "text") -> ArticleSpan:
    return ArticleSpan(article=article, start=start, end=end, field=field)


def _score(span: ArticleSpan, annotated: AnnotatedArticle, weights: dict[str, float]) -> float:
    keys = {
        feature.key
        for feature in word_features(annotated.surface(span.span), pack_for(annotated.language), names=False)
    }
    # One more word in the divisor, so that a title of a single word does not win by it alone.
    return sum(weights.get(key, 0.0) for key in sorted(keys)) / (len(keys) + 1)


def first_spans(articles: Sequence[AnnotatedArticle], keys: frozenset[str]) -> dict[str, list[ArticleSpan]]:
    """Where each article has each key first, in its title or else its text."""
    spans: dict[str, list[ArticleSpan]] = defaultdict(list)
    for annotated in articles:
        article, missing = annotated.article, set(keys)
        title, body = read_texts(article, annotated.document)
        pack = pack_for(annotated.language)
        for text, field, offset in ((title, "title", 0), (body, "text", article.start)):
            for feature in word_features(text, pack, names=field == "text"):
                if feature.key in missing:
                    missing.remove(feature.key)
                    start, end = feature.start + offset, feature.end + offset
                    spans[feature.key].append(_at(article.id, start, end, "title" if field == "title" else "text"))
                if not missing:
                    break
    return spans
