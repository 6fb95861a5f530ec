"""Ids of stories and threads that live on from run to run.

The id of a group is made from that of its first article, so a report that comes late and was published early would
change it. Given an earlier run, a group keeps the id of the old group that it has most articles of: pairs of an old and
a new group are taken by the articles they share, most first, and of equal ones the older first; each group is taken
once. So of a story that was split the larger part keeps the id, and of stories that were merged the larger one's id
stays. The id of an old group whose articles are all elsewhere now is never lost: a redirect says where they are.

Old and new articles are the same where they are one span of one document; a document that was cut otherwise, or edited,
is matched by the code points that the spans share. A document is known by its id, else by its bytes.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from msgspec.structs import replace

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.document import Article
from recoupe.model.earlier import Earlier, EarlierArticle
from recoupe.model.group import Redirect, Story, Thread
from recoupe.model.period import read_period
from recoupe.model.span import item_id


class Identified(NamedTuple):
    """Stories and threads with the ids they have from now on, each sorted by id, and what became of ids that ended."""

    stories: tuple[Story, ...]
    threads: tuple[Thread, ...]
    redirects: tuple[Redirect, ...]


class Names(NamedTuple):
    """What groups are called.

    Attributes:
        kept: id that each group was made with -> its id from now on.
        moved: old id that ended -> id of the group that has most of its articles.
    """

    kept: dict[str, str]
    moved: dict[str, str]


def keep_ids(
    stories: Sequence[Story], threads: Sequence[Thread], articles: Iterable[AnnotatedArticle], earlier: Earlier
) -> Identified:
    """Give stories and threads the ids that an earlier run gave them.

    Args:
        stories: with ids made from their first articles.
        threads: of these stories, with ids made in the same way.
        articles: all articles of the stories, in any order.
        earlier: the earlier run.

    Returns:
        Each id of the earlier run that any article of this one was under is the id of a group, or is redirected.
    """
    annotated = tuple(articles)
    before = _match(annotated, earlier)
    in_story = {story.id: story.articles for story in stories}
    in_thread = {thread.id: tuple(a for s in thread.stories for a in in_story[s]) for thread in threads}
    days = {a.article.id: first_day(a.article.published) for a in annotated}
    used = {old for article in earlier.articles for old in (article.story, article.thread)}
    story_names = name_groups("st", in_story, {a: old.story for a, old in before.items()}, days, used)
    thread_names = name_groups("th", in_thread, {a: old.thread for a, old in before.items()}, days, used)
    named = (replace(story, id=story_names.kept[story.id], thread=thread_names.kept[story.thread]) for story in stories)
    joined = (
        replace(
            thread,
            id=thread_names.kept[thread.id],
            stories=tuple(sorted(story_names.kept[story] for story in thread.stories)),
        )
        for thread in threads
    )
    alive = {*story_names.kept.values(), *thread_names.kept.values()}
    return Identified(
        tuple(sorted(named, key=lambda story: story.id)),
        tuple(sorted(joined, key=lambda thread: thread.id)),
        _redirects({**story_names.moved, **thread_names.moved}, earlier.redirects, alive),
    )


def _match(articles: Iterable[AnnotatedArticle], earlier: Earlier) -> dict[str, EarlierArticle]:
    """Article id -> the article of the earlier run that it was, for those that were there."""
    of_document: dict[str, list[EarlierArticle]] = defaultdict(list)
    for old in sorted(earlier.articles):
        of_document[old.document].append(old)
    by_bytes = dict(reversed(earlier.digests))
    matched = {}
    for annotated in articles:
        article, document = annotated.article, annotated.document
        known = document.id if document.id in of_document else by_bytes.get(document.sha256, "")
        best = _most_shared(article, of_document.get(known, ()))
        if best is not None:
            matched[article.id] = best
    return matched


def _most_shared(article: Article, before: Iterable[EarlierArticle]) -> EarlierArticle | None:
    best, most = None, 0
    for old in before:
        if (old.start, old.end) == (article.start, article.end):
            return old
        shared = min(article.end, old.end) - max(article.start, old.start)
        if shared > most:
            best, most = old, shared
    return best


def first_day(published: str | None) -> float:
    """The first day that a date of publication may mean, as an ordinal; infinite when it is unknown."""
    period = read_period(published)
    return math.inf if period is None else period.first.toordinal()


def name_groups(
    prefix: str,
    groups: Mapping[str, Sequence[str]],
    before: Mapping[str, str],
    days: Mapping[str, float],
    used: Container[str],
) -> Names:
    """Names for groups of articles.

    Args:
        prefix: of ids.
        groups: id as made -> its articles.
        before: article -> the id of the group it was in.
        days: of publication of each article: of equal groups the one with the first keeps its id.
        used: ids that are given to nothing new, those of `before` included.
    """
    shared: Counter[tuple[str, str]] = Counter()
    first: dict[str, float] = defaultdict(lambda: math.inf)
    for made, members in groups.items():
        for member in members:
            old = before.get(member)
            if old is not None:
                shared[made, old] += 1
                first[old] = min(first[old], days[member])
    ranked = sorted(shared, key=lambda pair: (-shared[pair], first[pair[1]], pair[1], pair[0]))
    kept: dict[str, str] = {}
    homes: dict[str, str] = {}
    living: set[str] = set()
    for made, old in ranked:
        homes.setdefault(old, made)
        if made not in kept and old not in living:
            kept[made] = old
            living.add(old)
    fresh: set[str] = set()
    for made in sorted(groups):
        if made not in kept:
            kept[made] = next(i for i in _ids(prefix, made, groups[made]) if i not in used and i not in fresh)
            fresh.add(kept[made])
    return Names(kept, {old: kept[made] for old, made in homes.items() if old not in living})


def _ids(prefix: str, made: str, members: Iterable[str]) -> Iterator[str]:
    """Ids for a group: as made, then those of its members, then further ones without end."""
    ordered = sorted(members)
    yield made
    yield from (item_id(prefix, member) for member in ordered)
    yield from (item_id(prefix, ordered[0], attempt) for attempt in count(2))


def _redirects(moved: Mapping[str, str], older: Iterable[Redirect], alive: set[str]) -> tuple[Redirect, ...]:
    """Redirects of this run, and those of runs before it led to where their articles are now; all lead to a group."""
    led = {redirect.old: moved.get(redirect.new, redirect.new) for redirect in older}
    led.update(moved)
    return tuple(sorted(Redirect(old=old, new=new) for old, new in led.items() if old not in alive and new in alive))
