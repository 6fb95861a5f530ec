"""Threads join stories that follow each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import BIKES, CHEESE, FERRY, FERRY_AGAIN, FERRY_TOO, SALE, report

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
