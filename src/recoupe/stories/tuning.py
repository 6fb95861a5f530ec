"""Thresholds calibrated on reports whose stories are known.

How alike two reports of one story are depends on what compares them: words, or the vectors of a model, whose cosines
lie on a scale of their own. So the thresholds of stories and threads are searched for on a development set. Every
value of a grid is tried, coarse and then fine, and scored by B-cubed F1 (Bagga and Baldwin 1998): for each article,
how much of its group belongs to it (precision), and how much of what belongs to it is in its group (recall). Of values
that score alike, the middle of the plateau is taken: it stands farthest from where results change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Story
from recoupe.options import StoryOptions
from recoupe.stories.clusters import compare_texts, link_texts, make_story, read_pool
from recoupe.stories.comparison import compare_articles
from recoupe.stories.features import Features
from recoupe.stories.pins import Pins
from recoupe.stories.threads import link_threads

COARSE = tuple(round(0.02 + 0.04 * step, 3) for step in range(24))
FINE = 0.01
_ALIKE = 0.01
"""Scores that differ by no more are alike."""


class Score(NamedTuple):
    """A threshold and its B-cubed F1."""

    threshold: float
    f1: float


class Tuning(NamedTuple):
    """What was found; the sweeps are sorted by threshold.

    Attributes:
        options: with the thresholds found; `firm_story` keeps its ratio to `same_story`.
        stories: all that was tried for stories, with the score of each.
        threads: the same for threads; empty where no article has a topic.
    """

    options: StoryOptions
    stories: tuple[Score, ...]
    threads: tuple[Score, ...]


def b_cubed(gold: Mapping[str, str], given: Mapping[str, str]) -> float:
    """B-cubed F1 of a clustering.

    Args:
        gold: item -> the group it belongs to; one item at least.
        given: item -> the group it was put in.
    """
    both = Counter((gold[item], given[item]) for item in gold)
    wanted, made = Counter(gold.values()), Counter(given[item] for item in gold)
    precision = sum(n * n / made[label] for (_, label), n in both.items()) / len(gold)
    recall = sum(n * n / wanted[label] for (label, _), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def tune_thresholds(
    articles: Sequence[AnnotatedArticle],
    features: Features,
    stories: Mapping[str, str],
    topics: Mapping[str, str],
    options: StoryOptions,
) -> Tuning:
    """Find the thresholds under which articles form the stories, and the stories the topics, that they are known to.

    Args:
        articles: of the development set.
        features: of these articles, with vectors where a model compares them.
        stories: article id -> its story, for those that are known; one at least.
        topics: article id -> its topic or thread, for those that are known.
        options: what is not searched for.
    """
    comparison = compare_articles(articles, features, options)
    pool = read_pool(articles, options, features, Pins(), comparison)
    ratio = options.firm_story / options.same_story
    across = options.same_story_across / options.same_story

    def set_story(threshold: float) -> StoryOptions:
        # Names and numbers are compared as ever: their threshold is no part of the representation.
        scale = options.same_story_across if features.vectors is not None else across * threshold
        return replace(options, same_story=threshold, firm_story=ratio * threshold, same_story_across=scale)

    def group(threshold: float) -> list[Story]:
        chosen = set_story(threshold)
        drafts = link_texts(compare_texts(pool, chosen), pool, chosen)
        return [make_story(draft, pool, chosen) for draft in drafts]

    def score_stories(threshold: float) -> float:
        return b_cubed(stories, {a: story.id for story in group(threshold) for a in story.articles})

    sweep = _sweep(score_stories)
    found = set_story(_middle(sweep))
    if not topics:
        return Tuning(found, sweep, ())
    made = group(found.same_story)

    def score_threads(threshold: float) -> float:
        linked, _ = link_threads(made, articles, replace(found, same_thread=threshold), features, comparison=comparison)
        return b_cubed(topics, {a: story.thread for story in linked for a in story.articles})

    thread_sweep = _sweep(score_threads)
    return Tuning(replace(found, same_thread=_middle(thread_sweep)), sweep, thread_sweep)


def _sweep(score: Callable[[float], float]) -> tuple[Score, ...]:
    """Scores of a coarse grid, and of a fine one around its best."""
    tried = {threshold: score(threshold) for threshold in COARSE}
    best = max(tried.values())
    near = [threshold for threshold, f1 in tried.items() if f1 >= best - _ALIKE]
    step = min(near) - 0.03
    while step < max(near) + 0.04 - FINE / 2:
        threshold = round(step, 3)
        if 0 < threshold < 1 and threshold not in tried:
            tried[threshold] = score(threshold)
        step += FINE
    return tuple(Score(threshold, round(tried[threshold], 4)) for threshold in sorted(tried))


def _middle(sweep: Sequence[Score]) -> float:
    """The middle of the longest run of thresholds that score as the best one does; the first of equal ones."""
    best = max(score.f1 for score in sweep)
    runs: list[list[float]] = [[]]
    for score in sweep:
        if score.f1 >= best - _ALIKE:
            runs[-1].append(score.threshold)
        elif runs[-1]:
            runs.append([])
    longest = max(runs, key=lambda run: run[-1] - run[0] if run else -1.0)
    return longest[len(longest) // 2]
