"""Why each report is in its story: the names, figures, dates and rare words that it shares with the others.

`naming.explain_story` tells what a story as a whole is held together by; a report may have little of that. Here each
report shows its own ties, in its own words: of what it shares with any other report of the story, what is rarest and
shared by most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from recoupe.languages.vocabulary import NAME, NUMBER
from recoupe.model.annotation import AnnotatedArticle, Timex
from recoupe.model.group import Evidence, Member, Story
from recoupe.options import StoryOptions
from recoupe.stories.features import Features, count_features
from recoupe.stories.naming import first_spans
from recoupe.stories.similarity import weigh_words

SHOWN = 3
"""Shared names, figures, dates or words that are shown of a report."""

_KINDS = ((NAME, "shared-names"), (NUMBER, "shared-numbers"), ("", "shared-words"))
_DATES = "shared-dates"


def explain_members(
    stories: Sequence[Story], articles: Sequence[AnnotatedArticle], options: StoryOptions
) -> tuple[Story, ...]:
    """Say of each article of a story what ties it to the others.

    Args:
        stories: with their articles.
        articles: all articles of the stories; with dates, if they are annotated.
        options: weights.

    Returns:
        The stories with their `members`; a story of one article has none.
    """
    together = [story for story in stories if len(story.articles) > 1]
    if not together:
        return tuple(stories)
    by_id = {annotated.article.id: annotated for annotated in articles}
    features = count_features(articles, options.title_weight)
    weights = weigh_words(features, np.arange(len(articles)), options)
    row_of = {article: row for row, article in enumerate(features.articles)}
    told = {
        story.id: _members(
            [by_id[a] for a in story.articles], np.array([row_of[a] for a in story.articles]), features, weights
        )
        for story in together
    }
    return tuple(replace(story, members=told.get(story.id, ())) for story in stories)


def _members(
    articles: Sequence[AnnotatedArticle], rows: NDArray[np.int64], features: Features, weights: NDArray[np.float64]
) -> tuple[Member, ...]:
    counts = features.words[rows]
    shared = np.bincount(counts.indices, minlength=len(weights))
    strength = np.where(shared > 1, shared * weights, 0.0)
    dates = Counter(day for annotated in articles for day in {day for day, _ in _days(annotated)})
    members = []
    for at, annotated in enumerate(articles):
        columns = np.sort(counts.indices[counts.indptr[at] : counts.indptr[at + 1]])
        ranked = columns[np.argsort(-strength[columns], kind="stable")]
        keys = _choose([features.word_keys[column] for column in ranked if strength[column] > 0])
        spans = first_spans([annotated], frozenset(key for chosen in keys.values() for key in chosen))
        evidence = [
            Evidence(rule=rule, score=None, spans=tuple(sorted(span for key in chosen for span in spans[key])))
            for rule, chosen in keys.items()
            if chosen
        ]
        members.append(
            Member(
                article=annotated.article.id, because=(*(e for e in evidence if e.spans), *_told_days(annotated, dates))
            )
        )
    return tuple(members)


def _choose(ranked: Iterable[str]) -> dict[str, list[str]]:
    """The first keys of each kind; the stem of a name says nothing more than the name."""
    keys = list(ranked)
    names = {key for key in keys if key.startswith(NAME)}
    chosen: dict[str, list[str]] = {rule: [] for _, rule in _KINDS}
    for key in keys:
        rule = next(rule for mark, rule in _KINDS if key.startswith(mark))
        told = rule == _KINDS[-1][1] and any(name.startswith(NAME + key) for name in names)
        if len(chosen[rule]) < SHOWN and not told:
            chosen[rule].append(key)
    return chosen


def _days(annotated: AnnotatedArticle) -> list[tuple[str, Timex]]:
    """The dates of a report that are known to the day, with that day, in order."""
    return [(t.earliest, t) for t in annotated.timexes if t.granularity == "day" and t.mod is None and t.earliest]


def _told_days(annotated: AnnotatedArticle, dates: Counter[str]) -> list[Evidence]:
    """Days that other reports tell too, where this one has each first."""
    first: dict[str, Timex] = {}
    for day, timex in _days(annotated):
        if dates[day] > 1:
            first.setdefault(day, timex)
    shown = sorted(first, key=lambda day: (-dates[day], day))[:SHOWN]
    spans = tuple(sorted(first[day].located for day in shown))
    return [Evidence(rule=_DATES, score=None, spans=spans)] if spans else []
