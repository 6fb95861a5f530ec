"""What a person says of two reports wins over the machine."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import BIKES, CHEESE, FERRY, FERRY_AGAIN, FERRY_TOO, SALE, report
from scipy.sparse import csr_matrix

from recoupe.errors import UsageError
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Story
from recoupe.model.judgement import Judgement, Verdict
from recoupe.options import StoryOptions
from recoupe.stories.clusters import group_stories
from recoupe.stories.pins import join_pinned, read_pins

OPTIONS = StoryOptions()
DOSSIER = [
    report("ferry-1", FERRY),
    report("ferry-2", FERRY_TOO),
    report("ferry-3", FERRY_AGAIN),
    report("copy", FERRY.split(". ", 1)[1]),
    report("sale", SALE),
    report("cheese", CHEESE),
    report("bikes", BIKES),
]
NAMES = {annotated.article.id: annotated.document.id for annotated in DOSSIER}


def judged(verdict: Verdict, *members: str, author: str = "") -> Judgement:
    return Judgement(subject="story", verdict=verdict, members=members, author=author)


def stories_of(*judgements: Judgement, articles: Sequence[AnnotatedArticle] = DOSSIER) -> tuple[Story, ...]:
    return group_stories(articles, OPTIONS, judgements=judgements)


def named(stories: Sequence[Story]) -> list[list[str]]:
    """Document ids of each story."""
    return sorted(sorted(NAMES[article] for article in story.articles) for story in stories)


def test_the_machine_alone() -> None:
    assert named(stories_of()) == [["bikes"], ["cheese"], ["copy", "ferry-1", "ferry-2", "ferry-3"], ["sale"]]


def test_what_is_the_same_brings_its_story_with_it() -> None:
    stories = stories_of(judged("same", "cheese", "ferry-3"))
    assert named(stories) == [["bikes"], ["cheese", "copy", "ferry-1", "ferry-2", "ferry-3"], ["sale"]]
    story = next(story for story in stories if len(story.articles) == 5)
    (evidence,) = (e for e in story.because if e.rule == "judged-same")
    assert sorted(NAMES[span.article] for span in evidence.spans) == ["cheese", "ferry-3"]
    assert story.certain


def test_what_differs_is_apart_even_as_a_copy() -> None:
    stories = stories_of(judged("different", "copy", "ferry-1"))
    homes = {NAMES[article]: story.id for story in stories for article in story.articles}
    assert homes["copy"] != homes["ferry-1"]
    story = next(story for story in stories if story.id == homes["copy"])
    assert "judged-different" in {evidence.rule for evidence in story.because}


def test_what_differs_stays_outside_of_what_is_joined() -> None:
    stories = stories_of(judged("same", "cheese", "ferry-3"), judged("different", "cheese", "ferry-2"))
    homes = {NAMES[article]: story.id for story in stories for article in story.articles}
    assert homes["cheese"] == homes["ferry-3"] != homes["ferry-2"]


def test_articles_of_one_document_are_one_story_where_a_person_says_so() -> None:
    text = f"{FERRY}\n{CHEESE}"
    parts = [report("digest", text, end=len(FERRY) + 1), report("digest", text, start=len(FERRY) + 1)]
    (story,) = group_stories(parts, OPTIONS, judgements=[judged("same", *(part.article.id for part in parts))])
    assert len(story.articles) == 2


def test_a_document_stands_for_its_longest_article() -> None:
    text = f"{CHEESE}\n{SALE}"
    parts = [report("digest", text, end=len(CHEESE) + 1), report("digest", text, start=len(CHEESE) + 1)]
    (group,) = read_pins([judged("same", "digest", "bikes")], [*parts, DOSSIER[-1]]).same
    assert group == {parts[1].article.id, DOSSIER[-1].article.id}


def test_judgements_on_what_is_not_there_are_left_aside() -> None:
    others = [judged("same", "ferry-1", "gone"), Judgement(subject="entity", verdict="same", members=("copy", "bikes"))]
    assert stories_of(*others) == stories_of()


def test_a_contradiction_names_the_judgements() -> None:
    said = [
        judged("same", "ferry-1", "cheese", author="Ada"),
        judged("same", "cheese", "bikes"),
        judged("different", "ferry-1", "bikes", author="Bo"),
    ]
    with pytest.raises(UsageError) as error:
        stories_of(*said)
    assert "(different story: ferry-1, bikes; by Bo)" in str(error.value)
    assert "against (same story: cheese, bikes) and (same story: ferry-1, cheese; by Ada)" in str(error.value)


def test_the_least_alike_stay_outside() -> None:
    near = np.eye(5)
    near[0, 3] = near[3, 0] = 0.1
    near[0, 4] = near[4, 0] = 0.4
    joined = join_pinned([[0, 1], [2, 3, 4]], [frozenset((0, 2))], {(3, 4)}, csr_matrix(near))
    assert joined == [[0, 1, 2, 4], [3]]


PAIRS = st.lists(
    st.tuples(st.sampled_from(["same", "different"]), st.sampled_from(list(combinations(sorted(NAMES.values()), 2)))),
    max_size=5,
)


@given(PAIRS, st.permutations(DOSSIER))
def test_pins_hold_in_any_order(pairs: list[tuple[Verdict, tuple[str, str]]], articles: list[AnnotatedArticle]) -> None:
    judgements = [judged(verdict, *members) for verdict, members in pairs]
    try:
        stories = stories_of(*judgements, articles=articles)
    except UsageError:
        assert {verdict for verdict, _ in pairs} == {"same", "different"}
        return
    assert stories == stories_of(*reversed(judgements))
    homes = {NAMES[article]: story.id for story in stories for article in story.articles}
    assert homes.keys() == set(NAMES.values())
    for verdict, (one, other) in pairs:
        assert (homes[one] == homes[other]) == (verdict == "same")
