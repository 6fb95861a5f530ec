"""A window takes articles as they come, and groups them as if they had come together."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import (
    BIKES,
    BIKES_ENGLISH,
    CHEESE,
    FERRY,
    FERRY_AGAIN,
    FERRY_ENGLISH,
    FERRY_TOO,
    SALE,
    report,
)

from recoupe.errors import UsageError
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.judgement import Judgement, Verdict
from recoupe.options import StoryOptions
from recoupe.stories.clusters import group_stories
from recoupe.stories.features import count_features
from recoupe.stories.window import Changes, StoryWindow
from recoupe.stories.window_files import load_window, save_window

OPTIONS = StoryOptions()
REPORTS = [
    report("ferry-1", FERRY, published="2031-02-04"),
    report("ferry-2", FERRY_TOO, published="2031-02-05"),
    report("ferry-3", FERRY_AGAIN, published="2031-02"),
    report("copy", FERRY.split(". ", 1)[1], published="2031-02-05"),
    report("sale", SALE, published="2031-02-06"),
    report("cheese", CHEESE, published="2031-02-04"),
    report("bikes", BIKES),
    report("ferry-en", FERRY_ENGLISH, published="2031-02-05", language="en"),
    report("bikes-en", BIKES_ENGLISH, language="en"),
]
NAMES = {annotated.article.id: annotated.document.id for annotated in REPORTS}


def named(window: StoryWindow) -> list[list[str]]:
    """Document ids of each story."""
    return sorted(sorted(NAMES.get(article, article) for article in story.articles) for story in window.stories)


def streamed(articles: Sequence[AnnotatedArticle], window: StoryWindow | None = None) -> list[Changes]:
    window = window or StoryWindow()
    return [window.add([annotated]) for annotated in articles]


@given(st.permutations(REPORTS))
def test_articles_one_by_one_form_the_stories_of_the_whole(articles: list[AnnotatedArticle]) -> None:
    window = StoryWindow()
    streamed(articles, window)
    whole = {frozenset(story.articles) for story in group_stories(REPORTS, OPTIONS)}
    assert {frozenset(story.articles) for story in window.stories} == whole
    window.recluster()
    assert {frozenset(story.articles) for story in window.stories} == whole


@given(st.permutations(REPORTS))
def test_a_batch_in_any_order_gives_the_same(articles: list[AnnotatedArticle]) -> None:
    window, other = StoryWindow(), StoryWindow()
    assert window.add(articles) == other.add(REPORTS)
    assert window.stories == other.stories


@given(st.permutations(REPORTS), st.integers(0, 8))
def test_changes_tell_all_that_changed(articles: list[AnnotatedArticle], regrouped: int) -> None:
    window = StoryWindow()
    known: dict[str, object] = {}
    for number, annotated in enumerate(articles):
        steps = [window.add([annotated])] + ([window.recluster()] if number == regrouped else [])
        for changes in steps:
            ended = {*(r.old for r in changes.redirects), *changes.closed}
            known = {i: story for i, story in known.items() if i not in ended}
            known.update({story.id: story for story in changes.stories})
            assert changes.closed == ()
        assert known == {story.id: story for story in window.stories}


def test_an_article_that_is_there_changes_nothing() -> None:
    window = StoryWindow()
    window.add(REPORTS)
    assert window.add(REPORTS) == ((), (), ())
    assert len(window.articles) == len(REPORTS)


def test_a_story_is_told_as_grouping_the_whole_tells_it() -> None:
    window = StoryWindow()
    window.add(REPORTS)
    window.recluster()
    whole = {story.articles: story for story in group_stories(REPORTS, OPTIONS)}
    for story in window.stories:
        told, expected = window.story(story.id), whole[story.articles]
        assert (told.id, told.thread, told.articles) == (story.id, story.thread, story.articles)
        assert (told.title, told.period, told.certain) == (expected.title, expected.period, expected.certain)
        assert [e.rule for e in told.because] == [e.rule for e in expected.because]
    with pytest.raises(UsageError, match="no story 'st-x'"):
        window.story("st-x")


def test_the_longest_copy_stands_for_all() -> None:
    window = StoryWindow()
    streamed([report("cut", FERRY[:-30]), report("whole", FERRY), report("cut again", FERRY[30:])], window)
    (text,) = window.state.copies
    assert window.state.articles[text].document.id == "whole"
    assert [len(story.articles) for story in window.stories] == [3]


def test_articles_leave_the_window_and_their_stories_close() -> None:
    window = StoryWindow(days=25)
    window.add(REPORTS[:6])
    late = [report(f"late-{n}", text, published="2031-03-20") for n, text in enumerate((BIKES, CHEESE, SALE))]
    assert window.add(late[:2]).closed == ()
    changes = window.add(late[2:])
    assert len(changes.closed) == 2
    assert {annotated.document.id for annotated in window.articles} == {"ferry-3", "late-0", "late-1", "late-2"}
    assert window.recluster().closed == ()
    assert window.state.index.rows == 4


def test_a_story_of_many_texts_takes_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recoupe.stories.window._REGION", 1)
    window = StoryWindow()
    streamed([REPORTS[0], REPORTS[1], REPORTS[5], REPORTS[2]], window)
    assert named(window) == [["cheese"], ["ferry-1", "ferry-2", "ferry-3"]]


def test_another_text_of_a_document_takes_its_place() -> None:
    window = StoryWindow()
    window.add(REPORTS)
    before = {story.articles: story for story in window.stories}
    edited = report("cheese", f"{CHEESE} Il a pleuré.", published="2031-02-04")
    changes = window.add([edited, REPORTS[0]])
    old = before[(REPORTS[5].article.id,)]
    (story,) = (story for story in window.stories if edited.article.id in story.articles)
    assert {(r.old, r.new) for r in changes.redirects} == {(old.id, story.id), (old.thread, story.thread)}
    assert (changes.stories, changes.closed) == ((story,), ())
    assert len(window.articles) == len(REPORTS)
    same = report("ferry-2", FERRY_TOO.replace("312", "313"), published="2031-02-05")
    assert window.add([same]).redirects == ()
    assert window.state.articles[window.state.row_of[same.article.id]] == same


def test_what_copies_are_left_still_stand_for_their_text() -> None:
    window = StoryWindow(OPTIONS, days=1)
    window.add([report("whole", FERRY, published="2031-02-03"), report("cut", FERRY[60:], published="2031-02-05")])
    assert len(window.stories) == 1
    changes = window.add([report("x", BIKES, published="2031-02-06"), report("y", CHEESE, published="2031-02-06")])
    assert [annotated.document.id for annotated in window.articles] == ["cut", "x", "y"]
    assert (changes.closed, changes.redirects) == ((), ())


def test_articles_of_one_document_are_never_one_story() -> None:
    text = f"{FERRY}\n{FERRY_TOO}"
    parts = [report("digest", text, end=len(FERRY) + 1), report("digest", text, start=len(FERRY) + 1)]
    window = StoryWindow()
    streamed(parts, window)
    assert len(window.stories) == 2


@pytest.mark.parametrize(
    ("verdict", "members", "together"),
    [
        ("same", ("cheese", "ferry-2"), True),
        ("different", ("ferry-1", "ferry-2"), False),
        ("different", ("copy", "ferry-1"), False),
    ],
)
@settings(max_examples=10)
@given(articles=st.permutations(REPORTS))
def test_judgements_win(
    verdict: Verdict, members: tuple[str, str], together: bool, articles: list[AnnotatedArticle]
) -> None:
    window = StoryWindow(judgements=[Judgement(subject="story", verdict=verdict, members=members)])
    streamed(articles, window)
    homes = {NAMES[article]: story.id for story in window.stories for article in story.articles}
    assert (homes[members[0]] == homes[members[1]]) == together


def test_many_at_once_are_grouped_as_a_whole() -> None:
    articles = [report(f"d{n:03}", f"{CHEESE if n % 2 else BIKES} {n}") for n in range(210)]
    window = StoryWindow()
    window.add(articles)
    assert {frozenset(s.articles) for s in window.stories} == {
        frozenset(s.articles) for s in group_stories(articles, OPTIONS)
    }


@given(st.permutations(REPORTS), st.integers(0, len(REPORTS)))
@settings(max_examples=15)
def test_a_saved_window_goes_on_as_if_it_had_not_stopped(
    tmp_path_factory: pytest.TempPathFactory, articles: list[AnnotatedArticle], stop: int
) -> None:
    folder = tmp_path_factory.mktemp("window")
    window = StoryWindow(StoryOptions(decay_days=float("inf")), days=40)
    window.judgements = (Judgement(subject="story", verdict="same", members=("a", "b")),)
    window.add(articles[:stop])
    save_window(window, folder)
    again = load_window(folder)
    assert (again.options, again.days, again.judgements) == (window.options, window.days, window.judgements)
    assert again.articles == window.articles
    assert again.stories == window.stories
    for annotated in articles[stop:]:
        assert again.add([annotated]) == window.add([annotated])
    assert [again.story(s.id) for s in again.stories] == [window.story(s.id) for s in window.stories]
    save_window(again, folder)
    assert sorted(p.suffix for p in folder.iterdir()) == [".jsonl", ".npz"]


def test_a_folder_without_a_whole_window_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no whole window"):
        load_window(tmp_path)
    window = StoryWindow()
    window.add(REPORTS)
    save_window(window, tmp_path)
    records = tmp_path / "window.jsonl"
    whole = records.read_bytes()
    for broken in (whole[:-30], b"{}\n", whole.replace(b'"format":1', b'"format":9'), b"\xff"):
        records.write_bytes(broken)
        with pytest.raises(UsageError, match="no whole window"):
            load_window(tmp_path)
    records.write_bytes(whole)
    next(tmp_path.glob("*.npz")).write_bytes(b"PK")
    with pytest.raises(UsageError, match="no whole window"):
        load_window(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="cannot be kept"):
        save_window(StoryWindow(), tmp_path / "x")


def test_similarities_are_those_of_the_whole() -> None:
    """Compared last, an article is as similar to the others as when all are compared at once."""
    from recoupe.stories.neighbours import compare_near  # noqa: PLC0415
    from recoupe.stories.similarity import vectorise  # noqa: PLC0415

    french = REPORTS[:3] + REPORTS[4:7]
    window = StoryWindow()
    window.add(french)
    index = window.state.index
    index._measure(0, index.rows)
    for row, annotated in window.state.articles.items():
        index.unlist_row(row)
        index.count(row, 1)
        likeness = index.compare(row)
        features = count_features(
            [annotated, *(a for a in window.articles if a is not annotated)], OPTIONS.title_weight
        )
        whole = compare_near(vectorise(features, np.arange(len(french)), OPTIONS), OPTIONS).toarray()[0, 1:]
        others = [r for r in window.state.articles if r != row]
        assert np.allclose(likeness.near[others], whole, atol=1e-5)
        index.list_row(row, likeness)


ANY = st.tuples(
    st.one_of(
        st.text(max_size=120), st.text(alphabet="aÉ«»\"'\n\r\t \u0000\u00ad\u202f\ufffd\u05d0😀.9", max_size=200)
    ),
    st.sampled_from([None, "2031", "2031-02", "2031-02-04", "2031-13-44", "9999-12-31", "x"]),
    st.sampled_from(["und", "en", "fr"]),
)


@given(st.lists(ANY, max_size=7))
def test_each_article_of_any_text_is_in_one_story(texts: list[tuple[str, str | None, str]]) -> None:
    window = StoryWindow(days=2)
    for at, (text, published, language) in enumerate(texts):
        window.add([report(f"d{at}", text, published=published, language=language)])
        held = [article for story in window.stories for article in story.articles]
        assert sorted(held) == sorted(annotated.article.id for annotated in window.articles)
