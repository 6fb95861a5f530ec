"""Stories: articles on one event.

Near-copies are collapsed to one text, since ten prints of an agency report are one report. The texts that are left
are joined by complete linkage (Sorensen 1948): any two reports of a story are alike, so that a chain of reports never
runs from one event to the next. `loose` joins what this leaves of a story told by very many reports, `events` then
takes out the reports of a later event that repeat the story as background, and `threads` joins stories that follow each
other. What a person said of two reports wins (`pins`).

The articles are put in an order of their own first, so that stories do not depend on the order they are given in.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Evidence, Story
from recoupe.model.judgement import Judgement
from recoupe.model.span import ArticleSpan, item_id
from recoupe.options import StoryOptions
from recoupe.stories.comparison import Comparison, compare_articles, in_order
from recoupe.stories.crowding import scale_pairs, uncrowd
from recoupe.stories.events import separate_events
from recoupe.stories.features import Features, Matrix, count_features
from recoupe.stories.linkage import Groups, dense_block, keep_apart, link_rows, part_rows
from recoupe.stories.loose import divide_story, join_pieces
from recoupe.stories.naming import choose_title, explain_story, story_period
from recoupe.stories.neighbours import compare_dense, compare_near
from recoupe.stories.pins import Pins, join_pinned, read_pins
from recoupe.stories.similarity import (
    date_pairs,
    days_apart,
    join_languages,
    publication_days,
    vectorise,
    vectorise_names,
    weigh_words,
)


class Draft(NamedTuple):
    """A story before it has a name.

    Attributes:
        texts: its distinct texts, as positions among all distinct texts.
        likeness: the least similarity of any two of them, the mean in a loose story; 1 for a single one.
        certain: false when a later event may be hidden in it.
        loose: whether it was joined from several pieces.
        judged: whether a person joined texts of it.
    """

    texts: tuple[int, ...]
    likeness: float
    certain: bool
    loose: bool = False
    judged: bool = False


class Pool(NamedTuple):
    """All articles in order, with what is known of them.

    Attributes:
        copies: rows of the articles of each distinct text.
        texts: row of the article that stands for each distinct text.
        weights: of word features.
        near: similarities of the distinct texts, dates and crowding aside.
        pins: what a person said of the articles.
    """

    articles: Sequence[AnnotatedArticle]
    features: Features
    days: NDArray[np.float64]
    copies: Groups
    texts: NDArray[np.int64]
    weights: NDArray[np.float64]
    near: Matrix
    pins: Pins


def group_stories(
    articles: Sequence[AnnotatedArticle],
    options: StoryOptions,
    features: Features | None = None,
    judgements: Sequence[Judgement] = (),
    *,
    comparison: Comparison | None = None,
) -> tuple[Story, ...]:
    """Group articles into stories.

    Args:
        articles: in any order; their annotation layers may be empty.
        options: thresholds.
        features: of the articles, if they are known; they are counted otherwise.
        judgements: what a person said; those on other subjects than stories are ignored.
        comparison: of the articles, if it is known; they are compared otherwise.

    Returns:
        Stories sorted by id, each a thread of its own until `link_threads` joins them. Each article is in one story.

    Raises:
        UsageError: judgements contradict each other.
    """
    pins = read_pins(judgements, articles)
    if not articles:
        return ()
    pool = read_pool(articles, options, features, pins, comparison)
    drafts = link_texts(compare_texts(pool, options), pool, options)
    return tuple(sorted((make_story(draft, pool, options) for draft in drafts), key=lambda story: story.id))


def link_texts(similarities: Matrix, pool: Pool, options: StoryOptions) -> list[Draft]:
    """The stories that distinct texts form, given how similar they are."""
    documents = [frozenset(pool.articles[row].document.id for row in rows) for rows in pool.copies]
    similarities = keep_apart(similarities, documents)
    similarities = part_rows(similarities, pool.pins.rows_apart(_text_of(pool)))
    pieces = link_rows(similarities, options.same_story, "complete")
    drafts = [
        draft
        for loose in _join_loose(pieces, similarities, pool, options)
        for group in divide_story(loose, pool.features.words[pool.texts], options)
        for draft in _draft_stories(group, similarities, pool, options, loose=len(loose) > 1)
    ]
    return _join_drafts(drafts, similarities, pool)


def _text_of(pool: Pool) -> dict[str, int]:
    """Article id -> position of its distinct text."""
    return {pool.articles[row].article.id: text for text, rows in enumerate(pool.copies) for row in rows}


def _join_loose(pieces: Groups, similarities: Matrix, pool: Pool, options: StoryOptions) -> list[Groups]:
    """The pieces of each story; reports in two languages are compared by too little to tell a loose story."""
    languages = [pool.features.languages[row] for row in pool.texts]
    spoken: dict[str, Groups] = {}
    stories: list[Groups] = []
    for piece in pieces:
        told = {languages[row] for row in piece}
        if len(told) == 1:
            spoken.setdefault(told.pop(), []).append(piece)
        else:
            stories.append([piece])
    for same in spoken.values():
        stories.extend([same[at] for at in kin] for kin in join_pieces(same, similarities, options))
    return stories


def compare_texts(pool: Pool, options: StoryOptions) -> Matrix:
    """Similarities of the distinct texts: `StoryOptions.same_story` is enough, whatever their languages."""
    alike = _relate(pool.near, 1.0, pool, options)
    languages = [pool.features.languages[row] for row in pool.texts]
    if len(set(languages)) < 2 or (pool.features.vectors is not None and pool.features.across):
        return alike
    named = vectorise_names(pool.features, pool.texts, options)[pool.texts]
    across = _relate(compare_near(named, options), options.same_story / options.same_story_across, pool, options)
    return join_languages(alike, across, languages)


def _relate(near: Matrix, scale: float, pool: Pool, options: StoryOptions) -> Matrix:
    """Similarities of the distinct texts related to what is usual around them, times `scale`, and lowered by dates."""
    near = scale_pairs(near, uncrowd(near, options.story_crowd, options) * math.sqrt(scale))
    return date_pairs(near, pool.days[pool.texts], 0.0, options.decay_days)


def read_pool(
    articles: Sequence[AnnotatedArticle],
    options: StoryOptions,
    features: Features | None,
    pins: Pins,
    comparison: Comparison | None = None,
) -> Pool:
    """Put articles in order, collapse copies, and compare the distinct texts that are left.

    Args:
        articles: one at least.
        options: thresholds.
        features: of the articles, if they are known.
        pins: what a person said of them.
        comparison: of the articles, if it is known.
    """
    ordered = in_order(articles)
    features = features.of(ordered) if features is not None else count_features(ordered, options.title_weight)
    days = publication_days(ordered)
    near = (comparison or compare_articles(ordered, features, options)).of(ordered)
    copies = _collapse_copies(ordered, near, days, options, pins)
    texts = np.array([_fullest(rows, ordered) for rows in copies], dtype=np.int64)
    if features.vectors is not None:
        near = compare_dense(features.vectors[texts], options)
    elif len(texts) < len(ordered):
        # Without the copies what is rare is another thing.
        near = compare_near(vectorise(features, texts, options)[texts], options)
    return Pool(ordered, features, days, copies, texts, weigh_words(features, texts, options), near, pins)


def _collapse_copies(
    articles: Sequence[AnnotatedArticle], near: Matrix, days: NDArray[np.float64], options: StoryOptions, pins: Pins
) -> Groups:
    """Rows of the articles of each distinct text.

    Texts that are nearly equal but lie days apart are left alone: a daily table of prices is no copy of yesterday's.
    """
    similarities = date_pairs(near, days, options.same_copy, math.inf).tocoo()
    delays = days_apart(days[similarities.row], days[similarities.col])
    similarities.data[delays > options.copy_days] = 0
    documents = [frozenset((annotated.document.id,)) for annotated in articles]
    similarities = keep_apart(similarities.tocsr(), documents)
    apart = pins.rows_apart({annotated.article.id: row for row, annotated in enumerate(articles)})
    return link_rows(part_rows(similarities, apart), options.same_copy, "complete")


def _fullest(rows: Sequence[int], articles: Sequence[AnnotatedArticle]) -> int:
    """The longest copy stands for all: a copy that was cut may have lost its lead."""
    return max(rows, key=lambda row: (articles[row].article.end - articles[row].article.start, -row))


def _draft_stories(
    group: Sequence[int], similarities: Matrix, pool: Pool, options: StoryOptions, *, loose: bool
) -> list[Draft]:
    """The stories of one cluster: usually one; a later event is a story of its own."""
    rows = pool.texts[np.asarray(group)]
    reports = [pool.articles[row] for row in rows]
    events = separate_events(reports, pool.features.words[rows], pool.features.word_keys, pool.weights, options)
    drafts = []
    for event in events.groups:
        texts = tuple(group[position] for position in event)
        likeness = measure_likeness(texts, similarities, loose=loose)
        drafts.append(Draft(texts, likeness, events.certain and not loose, loose))
    return drafts


def measure_likeness(texts: Sequence[int], similarities: Matrix, *, loose: bool = False) -> float:
    """The least similarity of any two texts, or the mean of all pairs where the story is loose; 1 for a single text."""
    if len(texts) < 2:
        return 1.0
    pairs = dense_block(similarities, sorted(texts))[np.triu_indices(len(texts), 1)]
    # What is kept apart for good is strongly negative, and only a person joins it.
    return max(0.0, min(1.0, float(pairs.mean() if loose else pairs.min())))


def _join_drafts(drafts: Sequence[Draft], similarities: Matrix, pool: Pool) -> list[Draft]:
    """The stories, with those joined of which a person said that they are the same."""
    if not pool.pins.same:
        return list(drafts)
    rows = _text_of(pool)
    same, apart = pool.pins.rows_same(rows), pool.pins.rows_apart(rows)
    known = {draft.texts: draft for draft in drafts}
    certain = {text: draft.certain for draft in drafts for text in draft.texts}
    joined = []
    for group in join_pinned([list(draft.texts) for draft in drafts], same, apart, similarities):
        texts = tuple(group)
        made = Draft(texts, measure_likeness(texts, similarities), all(certain[text] for text in texts))
        judged = any(len(pinned) > 1 and pinned <= set(texts) for pinned in same)
        joined.append(known.get(texts, made)._replace(judged=judged))
    return joined


def make_story(draft: Draft, pool: Pool, options: StoryOptions) -> Story:
    """Name a story, date it, and say why its articles are together."""
    rows = sorted(row for text in draft.texts for row in pool.copies[text])
    anchor = _anchor(rows, pool)
    articles = [pool.articles[row] for row in rows]
    because = explain_story(articles, np.array(rows), pool.features, pool.weights)
    if len(draft.texts) > 1:
        rule = "loosely-similar-reports" if draft.loose else "similar-reports"
        because = (Evidence(rule=rule, score=round(draft.likeness, 3), spans=()), *because)
    if len(draft.texts) < len(rows):
        because = (*because, _copy_evidence(draft, pool))
    because = (*because, *pool.pins.explain(articles))
    dated = not np.isnan(pool.days[rows]).any()
    return Story(
        id=item_id("st", anchor),
        title=choose_title(articles, _shared_weights(rows, pool)),
        articles=tuple(sorted(annotated.article.id for annotated in articles)),
        period=story_period(articles),
        thread=item_id("th", anchor),
        certain=draft.certain and (dated or draft.judged or draft.likeness >= options.firm_story),
        because=because,
    )


def _anchor(rows: Sequence[int], pool: Pool) -> str:
    """Id of the article that a group is named after: published first, then lowest id."""
    first = np.nan_to_num(pool.days[:, 0], nan=math.inf)
    return min((float(first[row]), pool.articles[row].article.id) for row in rows)[1]


def _shared_weights(rows: Sequence[int], pool: Pool) -> dict[str, float]:
    """Weight of each word feature times the share of the articles that have it."""
    counts = pool.features.words[rows]
    shares = np.bincount(counts.indices, minlength=len(pool.weights)) / len(rows)
    return {pool.features.word_keys[at]: float(pool.weights[at] * shares[at]) for at in np.flatnonzero(shares)}


def _copy_evidence(draft: Draft, pool: Pool) -> Evidence:
    copied = (row for text in draft.texts if len(pool.copies[text]) > 1 for row in pool.copies[text])
    articles = [pool.articles[row].article for row in sorted(copied)]
    return Evidence(
        rule="near-copy",
        score=None,
        spans=tuple(ArticleSpan(article=article.id, start=article.start, end=article.end) for article in articles),
    )
