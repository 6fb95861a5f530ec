"""Threads: stories that follow each other.

Inside a thread reports are alike in their subject, not in their event, and lie weeks apart. Stories are joined by
average linkage (UPGMA, Sokal and Michener 1958) under a lower threshold than that of a story, and dates do not count.
Names and numbers count less than words: the president is named in every affair of a country.
Two stories told in one document may be one thread, an accident and the inquiry into it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Evidence, Story, Thread
from recoupe.options import StoryOptions
from recoupe.stories.comparison import Comparison, compare_articles
from recoupe.stories.crowding import uncrowd
from recoupe.stories.features import Features, Matrix, count_features
from recoupe.stories.linkage import dense_block, link_rows
from recoupe.stories.neighbours import compare_dense, compare_near
from recoupe.stories.similarity import join_languages, vectorise


def link_threads(
    stories: Sequence[Story],
    articles: Sequence[AnnotatedArticle],
    options: StoryOptions,
    features: Features | None = None,
    *,
    comparison: Comparison | None = None,
) -> tuple[tuple[Story, ...], tuple[Thread, ...]]:
    """Join stories into threads.

    Args:
        stories: as `group_stories` gives them.
        articles: all articles of the stories, in any order.
        options: thresholds.
        features: of the articles, if they are known; they are counted otherwise.
        comparison: of the articles, if it is known; they are compared otherwise.

    Returns:
        The stories with their thread, and the threads, each sorted by id. A story without kin is a thread of its own.
    """
    if not stories:
        return (), ()
    ordered = sorted(stories, key=lambda story: story.id)
    by_id = {annotated.article.id: annotated for annotated in articles}
    members = [[by_id[article] for article in story.articles] for story in ordered]
    flat = [annotated for story in members for annotated in story]
    features = features.of(flat) if features is not None else count_features(flat, options.title_weight)
    if features.vectors is not None:
        near = compare_dense(features.vectors, options)
    else:
        near = (comparison or compare_articles(flat, features, options)).of(flat)
    factors = uncrowd(near, options.thread_crowd, options)
    similarities = _compare_stories([len(story) for story in members], features, factors, options)
    linked: list[Story] = []
    threads: list[Thread] = []
    for group in link_rows(similarities, options.same_thread, "average"):
        kin = [ordered[position] for position in group]
        thread = min(story.thread for story in kin)
        linked.extend(msgspec.structs.replace(story, thread=thread) for story in kin)
        inside = dense_block(similarities, group)[np.triu_indices(len(group), 1)]
        threads.append(Thread(id=thread, stories=tuple(story.id for story in kin), because=_because(kin, inside)))
    return tuple(sorted(linked, key=lambda s: s.id)), tuple(sorted(threads, key=lambda t: t.id))


def _compare_stories(
    sizes: Sequence[int], features: Features, factors: NDArray[np.float64], options: StoryOptions
) -> Matrix:
    """Similarities of all stories: `StoryOptions.same_thread` is enough, whatever their languages.

    Between two languages, or several, names and numbers count in full, being all that is shared.

    Args:
        sizes: articles of each story.
        features: of the articles, story by story.
        factors: of each article, by which its similarities are multiplied.
        options: thresholds.
    """
    if features.vectors is not None:
        return compare_dense(_means(sizes) @ (features.vectors * factors[:, None]), options)
    named = options.thread_name_weight
    weighed = replace(options, name_weight=named, number_weight=named)
    alike = _mean_similarities(sizes, features, factors, weighed)
    if len(set(features.languages)) < 2:
        return alike
    scale = math.sqrt(options.same_thread / options.same_thread_across)
    across = _mean_similarities(sizes, features, factors * scale, options)
    told = []
    for story, end in enumerate(np.cumsum(sizes).tolist()):
        languages = set(features.languages[end - sizes[story] : end])
        # A story in several languages is compared as if it were in one that no other is in.
        told.append(languages.pop() if len(languages) == 1 else str(story))
    return join_languages(alike, across, told)


def _mean_similarities(
    sizes: Sequence[int], features: Features, factors: NDArray[np.float64], options: StoryOptions
) -> Matrix:
    """Mean similarity of all pairs of articles of every two stories: the product of the stories' mean vectors."""
    vectors = vectorise(features, np.arange(len(factors)), options).multiply(factors[:, None]).tocsr()
    return compare_near(_means(sizes) @ vectors, options)


def _means(sizes: Sequence[int]) -> Matrix:
    """What the vectors of articles, story by story, are multiplied by to give the mean vector of each story."""
    bounds = np.cumsum([0, *sizes])
    shares = 1 / np.repeat(sizes, sizes)
    return csr_matrix((shares, np.arange(bounds[-1]), bounds), shape=(len(sizes), bounds[-1]))


def _because(kin: Sequence[Story], similarities: NDArray[np.float64]) -> tuple[Evidence, ...]:
    if len(kin) < 2:
        return ()
    score = round(float(similarities.mean()), 3)
    return (Evidence(rule="same-subject", score=score, spans=tuple(sorted(story.title for story in kin))),)
