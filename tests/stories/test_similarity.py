"""Similarities fall with time, not with the order of articles."""

from __future__ import annotations

import math

import numpy as np
import pytest
from invented import BIKES, FERRY, FERRY_ENGLISH, FERRY_TOO, report

from recoupe.options import StoryOptions
from recoupe.stories.features import count_features, read_texts
from recoupe.stories.neighbours import compare_near
from recoupe.stories.similarity import (
    date_pairs,
    join_languages,
    publication_days,
    vectorise,
    vectorise_names,
)

OPTIONS = StoryOptions()


def similarities(published: list[str | None], decay: float = 2.0) -> np.ndarray:
    articles = [
        report(name, text, published=day)
        for name, text, day in zip("abc", (FERRY, FERRY_TOO, BIKES), published, strict=True)
    ]
    near = compare_near(vectorise(count_features(articles, 2), np.arange(3), OPTIONS), OPTIONS)
    return date_pairs(near, publication_days(articles), 0.0, decay).toarray()


def test_reports_of_one_event_are_more_alike_than_strangers() -> None:
    found = similarities([None, None, None])
    assert found[0, 1] > 2 * OPTIONS.same_story
    assert found[0, 2] < OPTIONS.same_story
    assert found == pytest.approx(found.T)
    assert (found.diagonal() == 0).all()


def test_similarity_falls_by_a_gaussian_of_the_days_between() -> None:
    undated, dated = similarities([None] * 3), similarities(["2031-02-04", "2031-02-06", None])
    assert dated[0, 1] == pytest.approx(undated[0, 1] * math.exp(-0.5))
    assert dated[0, 2] == pytest.approx(undated[0, 2])
    assert similarities(["2031-02-04", "2031-09-06", None], math.inf) == pytest.approx(undated)


def test_a_title_belongs_to_the_article_that_opens_its_document() -> None:
    text = f"\n{FERRY}\n{BIKES}"
    cut = text.index(BIKES)
    first, second = (report("d", text, title="Titre", start=a, end=b) for a, b in ((1, cut), (cut, len(text))))
    assert read_texts(first.article, first.document) == ("Titre", text[1:cut])
    assert read_texts(second.article, second.document) == ("", BIKES)


def test_two_languages_share_names_and_numbers_and_one_language_all_words() -> None:
    articles = [report("a", FERRY), report("b", FERRY_TOO), report("c", FERRY_ENGLISH, language="en")]
    features, rows = count_features(articles, 2), np.arange(3)
    alike, across = (
        compare_near(vectors, OPTIONS)
        for vectors in (vectorise(features, rows, OPTIONS), vectorise_names(features, rows, OPTIONS))
    )
    joined = join_languages(alike, across, features.languages).toarray()
    assert joined[0, 1] == pytest.approx(alike[0, 1])
    assert joined[0, 2] == pytest.approx(across[0, 2])
    assert joined == pytest.approx(joined.T)
    assert across[1, 2] > OPTIONS.same_story_across
