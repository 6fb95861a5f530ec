"""The items of a dossier as they are compared with those of another: by what they are made of, not by their ids.

An id is made from a first member, and a report that was published early and comes late changes it. So a claim is known
by its statements, a story by its articles, a conflict and a copy by the statements that they are about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from recoupe.model.annotation import Statement
from recoupe.model.counterparts import Counterparts, Index
from recoupe.model.finding import ConflictValue, DossierRecord, Range
from recoupe.model.group import Claim, Reuse
from recoupe.model.span import ArticleSpan, Span

OPENING = 120
"""Code points by which a reader knows a report."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A side of a conflict.

    Attributes:
        value: a TIMEX3 value, a range, a name, or ``affirmed`` / ``denied``.
        n_lines: independent lines behind it.
        reports: ids of the documents that have it, sorted.
    """

    value: str | Range
    n_lines: int
    reports: tuple[str, ...]


class Lines(msgspec.Struct, frozen=True, kw_only=True):
    """What stands behind a claim.

    Attributes:
        lines: independent lines of source.
        sourced: how many of them name a source.
        unsourced: statements that reports make in their own name, counted apart.
    """

    lines: int
    sourced: int
    unsourced: int


Value: TypeAlias = str | bool | Lines | tuple[str, ...] | tuple[Side, ...] | None


class State(msgspec.Struct, frozen=True, kw_only=True):
    """How what changed stands in one of two dossiers.

    Attributes:
        ids: of the item; several where items were joined or split.
        value: what differs: SHA-256 of a report, its outlet, publisher or date, a status, lines, ids of documents,
            whether it is certain, sides; null where items were joined or split.
        words: of the item, or those of them that the change is about.
    """

    ids: tuple[str, ...]
    value: Value
    words: tuple[ArticleSpan, ...]


class Item(NamedTuple):
    """An item: its members, by what they are called in both dossiers, and its state."""

    members: tuple[str, ...]
    state: State


Items: TypeAlias = Mapping[str, Item]


class Compared(Index):
    """A dossier that is compared with another.

    Args:
        dossier: one of the two.
        names: what is called otherwise in the newer dossier; null for that one itself.
    """

    def __init__(self, dossier: DossierRecord, names: Counterparts | None) -> None:
        super().__init__(dossier)
        self._names = names
        self._entities = {entity.id: entity.name for entity in dossier.entities}
        self._stated: dict[str, list[Statement]] = defaultdict(list)
        for statement in dossier.statements:
            self._stated[statement.article].append(statement)

    def called(self, layer: Literal["documents", "articles", "statements"], names: Iterable[str]) -> tuple[str, ...]:
        """What documents, articles or statements are called in both dossiers."""
        if self._names is None:
            return tuple(names)
        known: Mapping[str, str] = getattr(self._names, layer)
        return tuple(known.get(name, f"only before: {name}") for name in names)

    def key(self, value: Value) -> Hashable:
        """A value as both dossiers know it: documents by what both call them, in any order."""
        if not isinstance(value, tuple):
            return value
        return frozenset(
            (part.value, part.n_lines, self.key(part.reports))
            if isinstance(part, Side)
            else self.called("documents", (part,))
            for part in value
        )

    def documents_of(self, articles: Iterable[str]) -> tuple[str, ...]:
        """The documents of articles, sorted."""
        return tuple(sorted({self.document_of(article) for article in articles}))

    def stating(self, statements: Iterable[str]) -> tuple[str, ...]:
        """The documents of statements, sorted."""
        return self.documents_of(self.statements[statement].article for statement in statements)

    def spans(self, statements: Iterable[str]) -> tuple[ArticleSpan, ...]:
        """The words of statements."""
        return tuple(self.statements[statement].located for statement in statements)

    def place(self, document: str, span: Span) -> tuple[ArticleSpan, ...]:
        """A place of a document, with the article that it begins in; none in a document without articles."""
        articles = [article for article in self.articles.values() if article.document == document]
        begun = [article for article in articles if article.start <= span.start] or articles
        last = sorted(begun, key=lambda article: (article.start, article.id))[-1:]
        return tuple(ArticleSpan(article=a.id, start=span.start, end=span.end, field=span.field) for a in last)

    def reports(self) -> Items:
        """The documents, each with how its articles begin."""
        openings: dict[str, list[ArticleSpan]] = {document: [] for document in self.documents}
        for article in sorted(self.articles.values(), key=lambda article: (article.start, article.id)):
            end = min(article.end, article.start + OPENING)
            openings[article.document].append(ArticleSpan(article=article.id, start=article.start, end=end))
        return {
            name: Item(self.called("documents", (name,)), _state(name, self.documents[name].sha256, words))
            for name, words in openings.items()
        }

    def claims(self) -> Items:
        """The firm claims, by their statements."""
        return {
            claim.id: Item(
                self.called("statements", claim.statements),
                _state(claim.id, claim.status, self.spans(claim.statements)),
            )
            for claim in self.dossier.claims
            if claim.certain
        }

    def conflicts(self) -> Items:
        """The conflicts, by their kinds and statements."""
        items = {}
        for conflict in self.dossier.conflicts:
            statements = [statement for value in conflict.values for statement in value.statements]
            members = tuple(f"{conflict.kind}: {name}" for name in self.called("statements", statements))
            sides = tuple(self._side(value) for value in conflict.values)
            items[conflict.id] = Item(members, _state(conflict.id, sides, self.spans(statements)))
        return items

    def copies(self) -> Items:
        """The passages that join a copy to its best source, by the two articles and the statements inside."""
        return {
            reuse.id: Item(
                self._copied(reuse),
                _state(reuse.id, self.documents_of((reuse.a.article, reuse.b.article)), (reuse.a, reuse.b)),
            )
            for reuse in self.dossier.reuse
            if reuse.joins_copy
        }

    def stories(self) -> Items:
        """The stories, by their articles."""
        return {
            story.id: Item(
                self.called("articles", story.articles),
                _state(story.id, self.documents_of(story.articles), (story.title,)),
            )
            for story in self.dossier.stories
        }

    def threads(self) -> Items:
        """The threads, by the articles of their stories."""
        stories = {story.id: story for story in self.dossier.stories}
        items = {}
        for thread in self.dossier.threads:
            articles = [article for story in thread.stories for article in stories[story].articles]
            titles = [stories[story].title for story in thread.stories]
            state = _state(thread.id, self.documents_of(articles), titles)
            items[thread.id] = Item(self.called("articles", articles), state)
        return items

    def _side(self, value: ConflictValue) -> Side:
        """A side of a conflict; where its value is the id of an entity, with its name."""
        meant = self._entities.get(value.value, value.value) if isinstance(value.value, str) else value.value
        return Side(value=meant, n_lines=value.n_lines, reports=self.stating(value.statements))

    def _copied(self, reuse: Reuse) -> tuple[str, ...]:
        """What a copy is known by; its words where it holds those of no statement."""
        between = " and ".join(sorted(self.called("articles", (reuse.a.article, reuse.b.article))))
        inside = [
            statement.id
            for at in (reuse.a, reuse.b)
            for statement in self._stated[at.article]
            if statement.span.overlaps(at.span)
        ]
        parts = self.called("statements", inside) or sorted(self.words(at) for at in (reuse.a, reuse.b))
        return tuple(f"{between}: {part}" for part in parts)


def count_lines(claim: Claim) -> Lines:
    """What stands behind a claim."""
    sourced = sum(line.sourced for line in claim.lines)
    return Lines(lines=len(claim.lines), sourced=sourced, unsourced=len(claim.unsourced))


def _state(name: str, value: Value, words: Iterable[ArticleSpan]) -> State:
    return State(ids=(name,), value=value, words=tuple(words))
