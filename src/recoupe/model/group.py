"""What several articles share: results that have members.

Entity
    Who a name is, across articles.
Utterance
    The same words said once, however often they are quoted or translated.
Claim
    The same thing asserted across articles, with its independent *lines* of source.
Passage / Reuse
    A span that was reused / the pair, with its edits.
Story / Thread
    Articles on one event / stories that follow each other.
Redirect
    From an id that an earlier run gave a story or thread to the one that took its articles in.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from recoupe.model.annotation import EntityKind, MentionForm
from recoupe.model.span import ArticleSpan, Field, Span

ClaimStatus = Literal["agreed", "conflict", "updated", "single"]
Direction = Literal["a->b", "b->a", "common", "unknown"]
EditKind = Literal[
    "typography", "spelling", "name", "figure", "date", "attribution", "cut", "addition", "reordering", "rewording"
]


# Never in a cycle, since it holds only spans: the collector need not look at it.
class Evidence(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Why something was concluded: the rule, its score where it has one, and the words it rests on."""

    rule: str
    score: float | None
    spans: tuple[ArticleSpan, ...]


class EntityMention(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A mention as a member of an entity."""

    article: str
    start: int
    end: int
    form: MentionForm
    field: Field = "text"


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A person, organisation or place across articles.

    Attributes:
        name: its fullest name.
        spellings: every form written as a name, sorted.
        subkind: ``agency``, ``medium``, ``state``, or null.
        possibly: ids of entities it may be the same as, below the firm threshold.
    """

    id: str
    kind: EntityKind
    subkind: str | None
    name: str
    spellings: tuple[str, ...]
    mentions: tuple[EntityMention, ...]
    possibly: tuple[str, ...]
    because: tuple[Evidence, ...]


class Utterance(msgspec.Struct, frozen=True, kw_only=True):
    """The same words said once.

    Attributes:
        quotations: ids of the quotations that give it, whole or in part.
        speakers: ids of the entities it is put in the mouth of.
        echoes: ids of utterances with the same words in another mouth or on another occasion, or with a wording of
            theirs; what differs is the rule of the evidence.
    """

    id: str
    quotations: tuple[str, ...]
    speakers: tuple[str, ...]
    echoes: tuple[str, ...]
    because: tuple[Evidence, ...]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """An independent line of source: copies and re-uses of one origin count once.

    Attributes:
        origin: who the words go back to, where the texts name it.
        sourced: false for the one line of a claim that nobody sources.
        why: what merged its statements into one line.
    """

    statements: tuple[str, ...]
    origin: str | None
    sourced: bool
    why: tuple[Evidence, ...]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """The same thing asserted across articles.

    Attributes:
        certain: false when the statements are possibly the same; such a claim is never counted.
        lines: the independent lines of source.
        unsourced: statements that reports make in their own name; counted apart.
        omitted_by: articles of the story that could have it and do not.
    """

    id: str
    statements: tuple[str, ...]
    status: ClaimStatus
    certain: bool
    lines: tuple[Line, ...]
    unsourced: tuple[str, ...]
    omitted_by: tuple[str, ...]
    because: tuple[Evidence, ...]


# Never in a cycle, since it is frozen and holds no container that changes: the collector need not look at it.
class Edit(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One difference between the two sides of a reuse; an empty span where a side has nothing."""

    kind: EditKind
    a: Span
    b: Span


class NearDuplicate(msgspec.Struct, frozen=True, kw_only=True):
    """Two articles that are nearly one text.

    Attributes:
        a, b: their ids, `a` before `b`.
        jaccard: runs of words shared over those of either, 0 to 1.
        containment: runs shared over those of the article that has fewer, 0 to 1: near 1 for one inside a round-up.
    """

    a: str
    b: str
    jaccard: float
    containment: float


# Never in a cycle, since it is frozen and holds no container that changes: the collector need not look at it.
class Reuse(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A passage that two articles share.

    Attributes:
        similarity: share of the shorter side's words that the other side has, 0 to 1.
        direction: ``a->b`` when b took from a.
        edits: in the order of side a.
        best: it joins a copy to its best and earliest source; the other pairs of the same words follow from these.
        template: the words are a form to fill in, or an outlet's own formula: nobody took them from the other.
        form: of a template, the id of the one that joins the two earliest reports with the same form or formula.
    """

    id: str
    a: ArticleSpan
    b: ArticleSpan
    similarity: float
    direction: Direction
    edits: tuple[Edit, ...]
    because: tuple[Evidence, ...]
    best: bool = True
    template: bool = False
    form: str | None = None

    @property
    def joins_copy(self) -> bool:
        """Whether it joins a copy to its best source: what is shown and compared of copies."""
        return self.best and not self.template


# Never in a cycle, since it is frozen and holds no container that changes: the collector need not look at it.
class Member(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An article of a story, and what it shares with the others, in its own words."""

    article: str
    because: tuple[Evidence, ...]


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Articles on one event.

    Attributes:
        title: the span of a report that names it best.
        members: why each of its articles is in it, in the order of `articles`; empty for one article alone.
        period: first and last ISO date of its articles, or null when none is dated.
        certain: false when nothing tells its events apart.
    """

    id: str
    title: ArticleSpan
    articles: tuple[str, ...]
    period: tuple[str, str] | None
    thread: str
    certain: bool
    because: tuple[Evidence, ...]
    members: tuple[Member, ...] = ()


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """Stories that follow each other."""

    id: str
    stories: tuple[str, ...]
    because: tuple[Evidence, ...]


class Redirect(msgspec.Struct, frozen=True, order=True, kw_only=True, rename={"old": "from", "new": "to"}):
    """The id of a story or thread of an earlier run, and that of the one its articles are in now."""

    old: str
    new: str
