"""A window over the last days of a stream of articles: each finds its story as it comes.

A newsroom's feed does not wait until everything is there. A window holds the articles of the last days, their features
and an inverted index of them (`report_index`), and the stories they form (`window_state`). An article that comes is
compared with all texts of the window, a near-copy joins the text it is a copy of, and then the stories near it are
linked anew together with it, by the same similarity, threshold and linkage as `group_stories` uses on the whole. So a
story may grow, be split, or be merged with another; ids live on as `identity` says, and merges are told.

What differs from grouping everything at once: only the stories that the new article is near to are linked anew (at most
`_REGION` texts), rarity and crowding are those of the moment at which two articles were compared, and threads are only
linked when the whole window is grouped anew (`StoryWindow.recluster`), which also makes room: until then articles that
left the window still take memory.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain, count
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from recoupe.errors import UsageError
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Redirect, Story
from recoupe.model.judgement import Judgement
from recoupe.model.span import item_id
from recoupe.options import StoryOptions
from recoupe.stories.clusters import Draft, link_texts, make_story, measure_likeness
from recoupe.stories.features import count_features
from recoupe.stories.identity import first_day, name_groups
from recoupe.stories.pins import read_pins
from recoupe.stories.report_index import Likeness
from recoupe.stories.similarity import days_apart
from recoupe.stories.window_state import Link, Membership, WindowState, empty_state, grouped_state

_REGION = 300
"""Texts that are linked anew with an article at most: the stories nearest to it, each whole; the nearest always."""


class Changes(NamedTuple):
    """What articles that came changed; each list is sorted by id.

    Attributes:
        stories: those that are new, or have other articles or another thread than before.
        redirects: ids of stories and threads that were merged, and where their articles are now.
        closed: ids of stories whose last article left the window.
    """

    stories: tuple[Membership, ...]
    redirects: tuple[Redirect, ...]
    closed: tuple[str, ...]


class StoryWindow:
    """Articles of the last days with the stories they form; see the module.

    Args:
        options: thresholds.
        days: how long an article stays after the newest ones, by the days of publication; None for ever. An article
            without a date counts as published on the newest day known when it came.
        judgements: what people said of stories; it wins. It holds for articles that come, and for the others from the
            next `recluster` on.
        state: what a window held that was saved; empty without.
    """

    def __init__(
        self,
        options: StoryOptions | None = None,
        *,
        days: int | None = None,
        judgements: Sequence[Judgement] = (),
        state: WindowState | None = None,
    ) -> None:
        self.options = options or StoryOptions()
        self.days = days
        self.judgements = tuple(judgements)
        self.state = state or empty_state(self.options)
        self._moved: dict[str, str] = {}
        self._before: dict[str, Membership | None] = {}

    @property
    def articles(self) -> tuple[AnnotatedArticle, ...]:
        """The articles of the window, in the order they came."""
        return tuple(self.state.articles.values())

    def holds(self, annotated: AnnotatedArticle) -> bool:
        """Whether the window has an article."""
        return annotated.article.id in self.state.row_of

    @property
    def stories(self) -> tuple[Membership, ...]:
        """All stories, sorted by id; `story` tells one at length."""
        return tuple(self.state.memberships().values())

    def story(self, story_id: str) -> Story:
        """A story with its title, period and reasons.

        Raises:
            UsageError: the window has no such story.
        """
        state = self.state
        if story_id not in state.texts:
            raise UsageError(f"no story {story_id!r} in the window; its `stories` lists those there are")
        texts = sorted(state.texts[story_id])
        pool, similarities = state.pool(texts, self.judgements)
        link, everything = state.links[story_id], tuple(range(len(texts)))
        draft = Draft(everything, measure_likeness(everything, similarities, loose=link.loose), *link)
        return replace(make_story(draft, pool, self.options), id=story_id, thread=state.threads[story_id])

    def add(self, articles: Iterable[AnnotatedArticle]) -> Changes:
        """Take articles in, and let those go that are too old now.

        Args:
            articles: without layers or with; those that the window has already are left aside, and those of a document
                with another text than before take the place of its articles. They are taken by their day of
                publication, then by the ids of their documents, whatever order they are given in. More than the window
                holds are grouped with it as a whole.
        """
        came = {annotated.article.id: annotated for annotated in articles}
        replaced = self._make_way(came.values())
        fresh = sorted((a for a in came.values() if a.article.id not in self.state.row_of), key=_arrival)
        if len(fresh) > len(self.state.articles):
            self._group((*self.articles, *fresh))
        else:
            for annotated in fresh:
                self._place(annotated)
        self._lead_on(replaced)
        self._expire()
        return self._changes()

    def recluster(self) -> Changes:
        """Group the whole window anew, link its threads, and forget what left it."""
        self._group(self.articles)
        return self._changes()

    def _make_way(self, articles: Iterable[AnnotatedArticle]) -> dict[str, set[str]]:
        """Let the articles go whose documents come with another text.

        Returns:
            Id of each such document -> ids of the stories that its articles were in, and of their threads.
        """
        state = self.state
        replaced: dict[str, set[str]] = {}
        for document in {a.document.id: a.document for a in articles}.values():
            rows = state.documents.get(document.id, [])
            if rows and state.articles[rows[0]].document.text != document.text:
                stories = {state.story_of[state.text_of[row]] for row in rows}
                replaced[document.id] = stories | {state.threads[story] for story in stories}
                for row in list(rows):
                    self._drop(row)
        return replaced

    def _lead_on(self, replaced: Mapping[str, set[str]]) -> None:
        """Lead the ids that ended with the old text of a document to the story of the new one."""
        state = self.state
        for document, ended in replaced.items():
            rows = state.documents.get(document, [])
            if rows:
                story = state.story_of[state.text_of[max(rows, key=state.length)]]
                for old in ended - {story, state.threads[story]}:
                    self._moved.setdefault(old, story if old in self._before else state.threads[story])

    def _group(self, articles: Sequence[AnnotatedArticle]) -> None:
        for story in self.state.texts:
            self._touch(story)
        if articles:
            self.state, named = grouped_state(articles, self.options, self.judgements, self.state)
            self._moved.update({redirect.old: redirect.new for redirect in named.redirects})
        else:
            self.state = empty_state(self.options)
        for story in self.state.texts:
            self._before.setdefault(story, None)

    def _touch(self, story: str) -> None:
        """Remember a story as it was, before it changes."""
        if story not in self._before:
            self._before[story] = self.state.membership(story) if story in self.state.texts else None

    def _place(self, annotated: AnnotatedArticle) -> None:
        """Take one article in."""
        state = self.state
        index = state.index
        row = index.append(count_features([annotated], self.options.title_weight))
        state.hold(annotated)
        index.count(row, 1)
        likeness = index.compare(row)
        text = self._copied(row, likeness)
        if text is None:
            index.list_row(row, likeness)
            state.copies[row], state.text_of[row] = [row], row
            self._link(row, likeness)
            return
        index.count(row, -1)
        self._touch(state.story_of[text])
        state.copies[text].append(row)
        state.text_of[row] = text
        # A copy that was cut may have lost its lead.
        if state.length(row) > state.length(text):
            self._stand_for(text, row)

    def _copied(self, row: int, likeness: Likeness) -> int | None:
        """The text that an article is a near-copy of."""
        options, days, mine = self.options, self.state.days.view, self.state.articles[row]
        close = np.flatnonzero(likeness.near >= options.same_copy)
        close = close[days_apart(days[close], days[row]) <= options.copy_days]
        for text in sorted(close.tolist(), key=lambda text: (-likeness.near[text], text)):
            kin = [self.state.articles[copy] for copy in self.state.copies[text]]
            pinned = bool(self.judgements) and any(
                mine.article.id in pair for pair in read_pins(self.judgements, [mine, *kin]).apart
            )
            if not pinned and mine.document.id not in {annotated.document.id for annotated in kin}:
                return int(text)
        return None

    def _stand_for(self, text: int, row: int) -> None:
        """Let another copy stand for a distinct text, and link its story anew."""
        state, index = self.state, self.state.index
        index.unlist_row(text)
        index.count(row, 1)
        likeness = index.compare(row)
        index.list_row(row, likeness)
        state.copies[row] = state.copies.pop(text)
        state.text_of.update(dict.fromkeys(state.copies[row], row))
        story = state.story_of.pop(text)
        state.story_of[row] = story
        state.texts[story] = state.texts[story] - {text} | {row}
        self._link(row, likeness)

    def _link(self, row: int, likeness: Likeness) -> None:
        """Link the stories near a text anew, together with it."""
        state = self.state
        factors = state.index.uncrowd()
        similarities = likeness.linked * factors * factors[row]
        linked = np.flatnonzero(similarities >= self.options.same_story)
        values = similarities[linked] * state.faded(linked, row)
        nearest: dict[str, float] = defaultdict(float)
        for text, value in zip(linked.tolist(), values.tolist(), strict=True):
            if value >= self.options.same_story:
                story = state.story_of[text]
                nearest[story] = max(nearest[story], value)
        near = sorted(nearest, key=lambda story: (-nearest[story], story))
        region = {row}
        told = self._stories_told(row)
        for story in dict.fromkeys((*told, *near)):
            # What somebody told, and the nearest, are linked however many they are.
            if story in told or story == near[0] or len(region | state.texts[story]) <= _REGION:
                region |= state.texts[story]
        texts = sorted(region)
        pool, inside = state.pool(texts, self.judgements)
        drafts = link_texts(inside, pool, self.options)
        self._name({frozenset(texts[at] for at in d.texts): Link(d.certain, d.loose, d.judged) for d in drafts})

    def _stories_told(self, row: int) -> list[str]:
        """The story that a text is in already, and those that judgements speak of together with it."""
        state = self.state
        own = [state.story_of[row]] if row in state.story_of else []
        names = set(chain.from_iterable(_names(state.articles[copy]) for copy in state.copies[row]))
        told = {m for j in self.judgements if j.subject == "story" and names & set(j.members) for m in j.members}
        rows = [other for other, a in state.articles.items() if told & set(_names(a))] if told else []
        return [
            *own,
            *(state.story_of[state.text_of[other]] for other in rows if state.text_of[other] in state.story_of),
        ]

    def _name(self, groups: Mapping[frozenset[int], Link]) -> None:
        """Give ids to groups of texts that take the place of the stories they were in."""
        state = self.state
        made: dict[str, list[str]] = {}
        group_of: dict[str, frozenset[int]] = {}
        before: dict[str, str] = {}
        days: dict[str, float] = {}
        for group in groups:
            held = {state.articles[row].article.id: text for text in group for row in state.copies[text]}
            days.update({a: first_day(state.articles[state.row_of[a]].article.published) for a in held})
            before.update({a: state.story_of[text] for a, text in held.items() if text in state.story_of})
            anchor = item_id("st", min((days[article], article) for article in held)[1])
            made[anchor], group_of[anchor] = sorted(held), group
        names = name_groups("st", made, before, days, state.threads)
        for story in {*before.values(), *names.kept.values()}:
            self._touch(story)
        threads = {story: state.threads.pop(story) for story in sorted(set(before.values()))}
        for story in threads:
            del state.texts[story], state.links[story]
        for anchor, group in group_of.items():
            story = names.kept[anchor]
            came_from = sorted(before[article] for article in made[anchor] if article in before)
            state.texts[story], state.links[story] = set(group), groups[group]
            state.story_of.update(dict.fromkeys(group, story))
            if story not in threads and not came_from:
                state.threads[story] = self._new_thread(made[anchor])
            else:
                state.threads[story] = threads.get(story) or threads[max(came_from, key=came_from.count)]
        self._moved.update(names.moved)
        alive = set(state.threads.values())
        self._moved.update(
            {threads[old]: state.threads[new] for old, new in names.moved.items() if threads[old] not in alive}
        )

    def _new_thread(self, articles: Sequence[str]) -> str:
        used = set(self.state.threads.values())
        ids = (item_id("th", *parts) for parts in chain([(articles[0],)], ((articles[0], n) for n in count(2))))
        return next(thread for thread in ids if thread not in used)

    def _expire(self) -> None:
        """Let the articles go that are too old."""
        state = self.state
        if self.days is not None and math.isfinite(state.newest):
            for row in np.flatnonzero(state.stays.view < state.newest - self.days).tolist():
                if row in state.articles:
                    self._drop(row)

    def _drop(self, row: int) -> None:
        state = self.state
        text = state.text_of[row]
        self._touch(state.story_of[text])
        del state.text_of[row]
        state.forget(row)
        state.copies[text].remove(row)
        if row != text:
            return
        if state.copies[text]:
            self._stand_for(text, state.fullest(text))
            return
        state.index.unlist_row(text)
        del state.copies[text]
        story = state.story_of.pop(text)
        state.texts[story].remove(text)
        if not state.texts[story]:
            del state.texts[story], state.threads[story], state.links[story]

    def _changes(self) -> Changes:
        state = self.state
        before, self._before = self._before, {}
        moved, self._moved = self._moved, {}
        alive = {*state.texts, *state.threads.values()}
        ended = {name for old in before.values() if old for name in (old.id, old.thread)} - alive
        led = {old: _follow(old, moved, alive) for old in sorted(ended)}
        now = (state.membership(story) for story in sorted(before) if story in state.texts)
        return Changes(
            tuple(story for story in now if before[story.id] != story),
            tuple(Redirect(old=old, new=new) for old, new in led.items() if new),
            tuple(old for old, new in led.items() if not new and before.get(old)),
        )


def _follow(old: str, moved: Mapping[str, str], alive: Container[str]) -> str | None:
    """Where an id leads that ended; None where everything under it left the window."""
    seen = {old}
    while old in moved and moved[old] not in seen:
        old = moved[old]
        if old in alive:
            return old
        seen.add(old)
    return None


def _arrival(annotated: AnnotatedArticle) -> tuple[float, str, int, str]:
    article = annotated.article
    return first_day(article.published), article.document, article.start, article.id


def _names(annotated: AnnotatedArticle) -> tuple[str, str]:
    """What judgements may call an article."""
    return annotated.article.id, annotated.document.id
