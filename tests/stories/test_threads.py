"""Threads join stories that follow each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import BIKES, CHEESE, FERRY, FERRY_AGAIN, FERRY_ENGLISH, FERRY_TOO, SALE, report

from recoupe.model.annotation import AnnotatedArticle
from recoupe.options import StoryOptions
from recoupe.stories.clusters import group_stories
from recoupe.stories.threads import link_threads

OPTIONS = StoryOptions()


def threads_of(articles: list[AnnotatedArticle]) -> list[list[str]]:
    """Document ids of each thread, sorted."""
    stories, threads = link_threads(group_stories(articles, OPTIONS), articles, OPTIONS)
    names = {annotated.article.id: annotated.document.id for annotated in articles}
    assert [story.id for story in stories] == sorted(story.id for story in stories)
    assert {story.id for story in stories} == {story for thread in threads for story in thread.stories}
    assert all(story.id in thread.stories for thread in threads for story in stories if story.thread == thread.id)
    held = {thread.id: [story for story in stories if story.thread == thread.id] for thread in threads}
    return sorted(sorted(names[a] for story in kin for a in story.articles) for kin in held.values())


def test_a_later_event_is_in_the_thread_of_the_first() -> None:
    articles = [report(f"ferry-{at}", text) for at, text in enumerate((FERRY, FERRY_TOO, FERRY_AGAIN))]
    articles += [report("sale", SALE), report("cheese", CHEESE), report("bikes", BIKES)]
    assert threads_of(articles) == [["bikes"], ["cheese"], ["ferry-0", "ferry-1", "ferry-2", "sale"]]


def test_the_same_event_months_later_is_in_the_thread() -> None:
    articles = [report("a", FERRY, published="2031-02-04"), report("b", FERRY_TOO, published="2031-06-01")]
    assert len(group_stories(articles, OPTIONS)) == 2
    stories, (thread,) = link_threads(group_stories(articles, OPTIONS), articles, OPTIONS)
    assert thread.stories == tuple(story.id for story in stories)
    assert [evidence.rule for evidence in thread.because] == ["same-subject"]
    assert set(thread.because[0].spans) == {story.title for story in stories}


@pytest.mark.parametrize(("second", "threads"), [(FERRY_TOO, 1), (BIKES, 2)])
def test_stories_of_one_document_are_two_and_one_thread_where_they_are_kin(second: str, threads: int) -> None:
    text = f"{FERRY}\n{second}"
    cut = len(FERRY) + 1
    parts = [report("digest", text, end=cut), report("digest", text, start=cut)]
    stories, found = link_threads(group_stories(parts, OPTIONS), parts, OPTIONS)
    assert (len(stories), len(found)) == (2, threads)


def test_the_order_changes_nothing() -> None:
    articles = [report("a", FERRY, published="2031-02-04"), report("b", FERRY_TOO, published="2031-06-01")]
    stories = group_stories(articles, OPTIONS)
    assert link_threads(stories[::-1], articles[::-1], OPTIONS) == link_threads(stories, articles, OPTIONS)


def test_nothing_gives_nothing() -> None:
    assert link_threads((), (), OPTIONS) == ((), ())


@given(st.lists(st.tuples(st.text(max_size=120), st.sampled_from([None, "2031-02-04", "2031-06"])), max_size=6))
def test_each_story_of_any_text_is_in_one_thread(texts: list[tuple[str, str | None]]) -> None:
    articles = [report(f"d{at}", text, published=published) for at, (text, published) in enumerate(texts)]
    stories, threads = link_threads(group_stories(articles, OPTIONS), articles, OPTIONS)
    assert sorted(story for thread in threads for story in thread.stories) == [story.id for story in stories]
    assert {story.thread for story in stories} == {thread.id for thread in threads}


MAYOR = (
    "Mayor Odile Kerverne spoke for Rochemare. Odile Kerverne of Rochemare named Anselme Dutilleux and Inès Fabrègue."
)
LANES = f"{MAYOR} The cycle lanes will open in spring, and bicycles be lent at every station of the tram."
HARBOUR = f"{MAYOR} The harbour wall broke under the storm, and trawlers lie sunk along the flooded quay."


def far_apart(first: AnnotatedArticle, second: AnnotatedArticle, options: StoryOptions) -> float:
    """The mean similarity of two articles that are two stories and one thread."""
    articles = [first, second]
    stories = group_stories(articles, options)
    _, (thread,) = link_threads(stories, articles, options)
    assert len(stories) == 2
    assert thread.because[0].score is not None
    return thread.because[0].score


def test_names_count_less_than_words() -> None:
    lanes = report("lanes", LANES, language="en", published="2031-02-04")
    harbour = report("harbour", HARBOUR, language="en", published="2031-06-01")
    options = replace(OPTIONS, same_thread=0.01)
    named = replace(options, thread_name_weight=1.25)
    assert far_apart(lanes, harbour, options) < far_apart(lanes, harbour, named)


def test_between_two_languages_names_count_in_full() -> None:
    french = report("french", FERRY, published="2031-02-04")
    english = report("english", FERRY_ENGLISH, language="en", published="2031-06-01")
    scores = {far_apart(french, english, replace(OPTIONS, thread_name_weight=weight)) for weight in (0.0, 0.5, 1.0)}
    assert len(scores) == 1


def test_a_story_in_several_languages_is_in_the_thread_of_another() -> None:
    articles = [
        report("a", FERRY, published="2031-02-04"),
        report("b", FERRY_ENGLISH, language="en", published="2031-02-04"),
        report("c", FERRY_TOO, published="2031-06-01"),
    ]
    stories = group_stories(articles, OPTIONS)
    _, threads = link_threads(stories, articles, OPTIONS)
    assert len(stories) > 1
    assert len(threads) == 1
