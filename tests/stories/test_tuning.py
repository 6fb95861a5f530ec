"""Thresholds are found under which reports form the stories that they are known to."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
import pytest
from invented import BIKES, BIKES_ENGLISH, CHEESE, FERRY, FERRY_AGAIN, FERRY_ENGLISH, FERRY_TOO, SALE, report

from recoupe.errors import ModelError
from recoupe.languages.embedder import Vectors, embed_texts
from recoupe.model.document import Layer
from recoupe.options import Options, StoryOptions
from recoupe.pipeline import group_articles, represent_articles
from recoupe.stories.neighbours import compare_dense
from recoupe.stories.tuning import b_cubed, tune_thresholds

REPORTS = [
    report("ferry-1", FERRY, published="2031-02-04"),
    report("ferry-2", FERRY_TOO, published="2031-02-05"),
    report("ferry-3", FERRY_AGAIN, published="2031-02-05"),
    report("sale", SALE, published="2031-02-20"),
    report("cheese", CHEESE, published="2031-02-04"),
    report("cheese-again", CHEESE.replace("140", "150").replace("onze", "douze")[40:], published="2031-02-04"),
    report("bikes", BIKES),
]
STORIES = {
    "ferry-1": "f",
    "ferry-2": "f",
    "ferry-3": "f",
    "sale": "s",
    "cheese": "c",
    "cheese-again": "c",
    "bikes": "b",
}
TOPICS = {name: "f" if story == "s" else story for name, story in STORIES.items()}


class Hashing:
    """An embedder of words without any model: each word of five letters or more falls on one of 512 numbers."""

    name, version, dimension = "hashing", "1", 512
    languages = frozenset[str]()
    layer = Layer(name="hashing", version="1", licence="none")

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                if len(word) > 4:
                    vectors[row, zlib.crc32(word[:6].encode()) % self.dimension] += 1
        return vectors


def ids(labels: dict[str, str]) -> dict[str, str]:
    return {annotated.article.id: labels[annotated.document.id] for annotated in REPORTS}


def test_b_cubed_is_one_for_the_same_groups_alone() -> None:
    assert b_cubed({"a": "x", "b": "x"}, {"a": "1", "b": "1", "c": "1"}) == pytest.approx(1.0)
    assert b_cubed({"a": "x", "b": "x"}, {"a": "1", "b": "2"}) == pytest.approx(2 / 3)


@pytest.mark.parametrize("embedder", [None, Hashing()])
def test_the_thresholds_found_give_the_stories_and_topics(embedder: Hashing | None) -> None:
    features = represent_articles(REPORTS, Options(), embedder)
    tuning = tune_thresholds(REPORTS, features, ids(STORIES), ids(TOPICS), StoryOptions())
    assert max(score.f1 for score in tuning.stories) == 1
    assert dict(tuning.stories)[tuning.options.same_story] >= 0.99
    assert dict(tuning.threads)[tuning.options.same_thread] >= 0.99
    assert [score.threshold for score in tuning.stories] == sorted({score.threshold for score in tuning.stories})
    grouping = group_articles(REPORTS, Options(stories=tuning.options), embedder=embedder)
    story_of = {article: story.id for story in grouping.stories for article in story.articles}
    assert b_cubed(ids(STORIES), story_of) == 1


def test_without_topics_threads_are_left_as_they_are() -> None:
    features = represent_articles(REPORTS, Options())
    tuning = tune_thresholds(REPORTS, features, ids(STORIES), {}, StoryOptions())
    assert (tuning.threads, tuning.options.same_thread) == ((), StoryOptions().same_thread)


def test_vectors_of_a_model_for_one_language_compare_no_two() -> None:
    articles = [*REPORTS, report("e", FERRY_ENGLISH, language="en"), report("f", BIKES_ENGLISH, language="en")]

    class French(Hashing):
        languages = frozenset({"fr"})

    for embedder, apart in ((Hashing(), True), (French(), False)):
        grouping = group_articles(articles, Options(stories=StoryOptions(same_story=0.5)), embedder=embedder)
        story_of = {article: story.id for story in grouping.stories for article in story.articles}
        ferry, english = (next(a.article.id for a in articles if a.document.id == name) for name in ("ferry-1", "e"))
        assert (story_of[ferry] != story_of[english]) == apart


def test_dense_similarities_of_the_nearest_are_symmetric_and_exact() -> None:
    vectors = np.random.default_rng(1).random((300, 8))
    exact = vectors @ vectors.T
    np.fill_diagonal(exact, 0)
    assert np.allclose(compare_dense(vectors, StoryOptions()).toarray(), exact)
    near = compare_dense(vectors, StoryOptions(all_pairs=100, nearest=20)).toarray()
    assert np.array_equal(near, near.T)
    assert np.allclose(near[near > 0], exact[near > 0])
    assert (near > 0).sum(axis=1).min() >= 20


def test_what_is_no_vector_for_each_text_is_refused() -> None:
    class Wrong(Hashing):
        def embed(self, texts: Sequence[str]) -> Vectors:
            return np.full((len(texts), 3), np.nan, dtype=np.float32)

    with pytest.raises(ModelError, match="hashing: 1 texts gave vectors of shape"):
        embed_texts(Wrong(), ["a"])
    assert embed_texts(Hashing(), []).shape == (0, 512)
    assert not embed_texts(Hashing(), [""]).any()
