"""Ids of stories and threads live on."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from invented import BIKES, CHEESE, FERRY, FERRY_AGAIN, FERRY_TOO, SALE, report
from msgspec.structs import replace

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.earlier import Earlier, EarlierArticle
from recoupe.model.group import Redirect, Story, Thread
from recoupe.model.span import ArticleSpan, item_id
from recoupe.options import StoryOptions
from recoupe.stories.clusters import group_stories
from recoupe.stories.identity import Identified, keep_ids
from recoupe.stories.threads import link_threads

OPTIONS = StoryOptions()


def grouped(groups: Sequence[Sequence[AnnotatedArticle]]) -> tuple[tuple[Story, ...], tuple[Thread, ...]]:
    """Stories of these articles, each a thread, with ids as `group_stories` makes them."""
    stories = []
    for group in groups:
        ids = sorted(annotated.article.id for annotated in group)
        stories.append(
            Story(
                id=item_id("st", ids[0]),
                title=ArticleSpan(article=ids[0], start=0, end=0),
                articles=tuple(ids),
                period=None,
                thread=item_id("th", ids[0]),
                certain=True,
                because=(),
            )
        )
    threads = tuple(Thread(id=story.thread, stories=(story.id,), because=()) for story in stories)
    return tuple(stories), threads


def told(identified: Identified, articles: Sequence[AnnotatedArticle]) -> Earlier:
    """What a run hands to the next one."""
    spans = {annotated.article.id: annotated.article for annotated in articles}
    held = [
        EarlierArticle(spans[a].document, spans[a].start, spans[a].end, story.id, story.thread)
        for story in identified.stories
        for a in story.articles
    ]
    return Earlier(tuple(held), identified.redirects)


def run(groups: Sequence[Sequence[AnnotatedArticle]], earlier: Earlier) -> Identified:
    articles = [annotated for group in groups for annotated in group]
    return keep_ids(*grouped(groups), articles, earlier)


def story_ids(identified: Identified) -> dict[frozenset[str], str]:
    return {frozenset(story.articles): story.id for story in identified.stories}


def ids(*articles: AnnotatedArticle) -> frozenset[str]:
    return frozenset(annotated.article.id for annotated in articles)


A, B, C, D, E, F = (report(name, name * 9) for name in "abcdef")


def test_without_an_earlier_run_ids_are_as_made() -> None:
    stories, threads = grouped([[A, B], [C]])
    made = keep_ids(stories, threads, [A, B, C], Earlier())
    assert made == (tuple(sorted(stories, key=lambda s: s.id)), tuple(sorted(threads, key=lambda t: t.id)), ())


def test_an_article_that_comes_first_changes_no_id() -> None:
    day = run([[B, C]], Earlier())
    for newcomer in (A, D):
        later = run([[newcomer, B, C]], told(day, [B, C]))
        assert story_ids(later)[ids(newcomer, B, C)] == day.stories[0].id
        assert later.threads[0].id == day.threads[0].id
        assert later.redirects == ()


def test_the_larger_part_of_a_split_keeps_the_id() -> None:
    day = run([[A, B, C]], Earlier())
    later = run([[A], [B, C]], told(day, [A, B, C]))
    assert story_ids(later)[ids(B, C)] == day.stories[0].id
    assert story_ids(later)[ids(A)] not in {day.stories[0].id}
    assert later.redirects == ()


def test_a_merge_keeps_the_larger_id_and_is_told() -> None:
    day = run([[A], [B, C]], Earlier())
    small, large = story_ids(day)[ids(A)], story_ids(day)[ids(B, C)]
    later = run([[A, B, C, D]], told(day, [A, B, C]))
    assert later.stories[0].id == large
    assert Redirect(old=small, new=large) in later.redirects
    assert {r.old for r in later.redirects} == {small, *(t.id for t in day.threads if t.id != later.threads[0].id)}


def test_of_equal_stories_the_older_one_keeps_its_id() -> None:
    old, young = report("z", "z", published="2031-01-01"), report("y", "y", published="2031-02-01")
    day = run([[old], [young]], Earlier())
    later = run([[old, young]], told(day, [old, young]))
    assert later.stories[0].id == story_ids(day)[ids(old)]


def test_redirects_are_led_on_and_end_when_the_id_is_back() -> None:
    first = run([[A], [B, C], [D, E, F]], Earlier())
    names = story_ids(first)
    second = run([[A, B, C], [D, E, F]], told(first, [A, B, C, D, E, F]))
    third = run([[A, B, C, D, E, F]], told(second, [A, B, C, D, E, F]))
    assert {r.old: r.new for r in third.redirects if r.old.startswith("st-")} == {
        names[ids(A)]: third.stories[0].id,
        (names[ids(B, C)] if third.stories[0].id == names[ids(D, E, F)] else names[ids(D, E, F)]): third.stories[0].id,
    }
    apart = run([[A], [B, C], [D, E, F]], told(third, [A, B, C, D, E, F]))
    assert not {r.old for r in apart.redirects} & {s.id for s in apart.stories}


def test_a_document_that_is_cut_or_named_otherwise_is_known_again() -> None:
    text = "x" * 100
    whole = report("digest", text)
    day = run([[whole], [A]], Earlier())
    parts = [report("digest", text, end=70), report("digest", text, start=70)]
    later = run([[parts[0]], [parts[1]], [A]], told(day, [whole, A]))
    assert story_ids(later)[ids(parts[0])] == story_ids(day)[ids(whole)]
    renamed = report("folder/digest", text)
    renamed = replace(renamed, document=replace(renamed.document, sha256="abc"))
    earlier = told(day, [whole, A])._replace(digests=(("abc", "digest"),))
    assert run([[renamed]], earlier).stories[0].id == story_ids(day)[ids(whole)]


@st.composite
def partitions(draw: st.DrawFn, names: str = "abcdefgh") -> list[list[AnnotatedArticle]]:
    labels = draw(st.lists(st.integers(0, 4), min_size=len(names), max_size=len(names)))
    groups: dict[int, list[AnnotatedArticle]] = {}
    for name, label in zip(names, labels, strict=True):
        groups.setdefault(label, []).append(report(name, name * 9, published=f"2031-01-0{label + 1}"))
    return list(groups.values())


@given(st.lists(partitions(), min_size=2, max_size=4), st.randoms())
def test_each_old_id_is_kept_or_redirected_whatever_changes(days: list[list[list[AnnotatedArticle]]], chance) -> None:
    earlier = Earlier()
    seen: set[str] = set()
    for groups in days:
        made = run(groups, earlier)
        shuffled = [list(group) for group in groups]
        chance.shuffle(shuffled)
        for group in shuffled:
            chance.shuffle(group)
        assert run(shuffled, earlier._replace(articles=tuple(reversed(earlier.articles)))) == made
        alive = {*(s.id for s in made.stories), *(t.id for t in made.threads)}
        assert len(alive) == len(made.stories) + len(made.threads)
        led = {r.old: r.new for r in made.redirects}
        assert seen <= alive | led.keys()
        assert not led.keys() & alive
        assert set(led.values()) <= alive
        seen |= alive
        earlier = told(made, [annotated for group in groups for annotated in group])


REPORTS = [
    report("ferry-1", FERRY, published="2031-02-04"),
    report("ferry-2", FERRY_TOO, published="2031-02-05"),
    report("ferry-3", FERRY_AGAIN, published="2031-02"),
    report("sale", SALE, published="2031-02-06"),
    report("cheese", CHEESE, published="2031-02-04"),
    report("bikes", BIKES),
]


def identified(articles: Sequence[AnnotatedArticle], earlier: Earlier) -> Identified:
    stories, threads = link_threads(group_stories(articles, OPTIONS), articles, OPTIONS)
    return keep_ids(stories, threads, articles, earlier)


@given(st.permutations(REPORTS), st.integers(1, 5), st.randoms())
def test_a_day_of_articles_more_keeps_every_id_or_says_where_it_is(
    articles: list[AnnotatedArticle], first: int, chance
) -> None:
    day = identified(articles[:first], Earlier())
    earlier = told(day, articles[:first])
    later = identified(articles, earlier)
    before = {*(s.id for s in day.stories), *(t.id for t in day.threads)}
    assert before <= {*(s.id for s in later.stories), *(t.id for t in later.threads), *(r.old for r in later.redirects)}
    again = list(articles)
    chance.shuffle(again)
    assert identified(again, earlier) == later
