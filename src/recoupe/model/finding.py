"""What the comparison shows, and the dossier that holds everything.

Conflict
    Reports of one claim that cannot both be right in one slot: date, figure, name, speaker, negation.
Omission
    A claim of several lines that a report of the same story does not have.
Lineage
    Who took the text from whom, up to its origin (agency, spokesman, site).
Dossier
    What is handed to the reader: the whole of schema 1.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from recoupe.model.annotation import Quantity, Quotation, Statement, Timex
from recoupe.model.document import Article, Document, Layer, Unread
from recoupe.model.group import Claim, Entity, Evidence, Redirect, Reuse, Story, Thread, Utterance
from recoupe.model.span import ArticleSpan

SCHEMA = 1

ConflictKind = Literal["date", "figure", "name", "speaker", "negation"]


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """The value of a figure: bounds and unit."""

    low: float | int | None
    high: float | int | None
    unit: str | None


class ConflictValue(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a conflict.

    Attributes:
        value: a TIMEX3 value, a range, an entity id, or ``affirmed`` / ``denied``.
        spans: the words of the slot, one for each statement that has them.
        n_lines: independent lines of source behind this side.
    """

    value: str | Range
    statements: tuple[str, ...]
    spans: tuple[ArticleSpan, ...]
    n_lines: int


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Values of one slot of one claim that cannot all hold."""

    id: str
    claim: str
    kind: ConflictKind
    values: tuple[ConflictValue, ...]
    certain: bool
    rule: str
    confidence: float
    because: tuple[Evidence, ...]


class Omission(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that an article does not have."""

    claim: str
    article: str
    because: tuple[Evidence, ...]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where words come from before any report: an agency, a spokesman, a site."""

    name: str
    entity: str | None


class LineageEdge(msgspec.Struct, frozen=True, kw_only=True, rename={"taken": "from", "taker": "to"}):
    """`taker` took from `taken`: article ids, or ``origin:NAME``.

    Attributes:
        credited: whether the taker names the outlet or publisher that it copied; null for what is cited, and where the
            outlet is not known.
        delay: ISO 8601 duration from the publication of the one to that of the other, negative where the dates
            contradict the direction; null where one is not known to the day.
    """

    taken: str
    taker: str
    kind: Literal["copied", "cited"]
    because: tuple[Evidence, ...]
    credited: bool | None = None
    delay: str | None = None


class Lineage(msgspec.Struct, frozen=True, kw_only=True):
    """Who took from whom."""

    origins: tuple[Origin, ...]
    edges: tuple[LineageEdge, ...]


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """One way of naming the same thing."""

    term: str
    articles: tuple[str, ...]
    spans: tuple[ArticleSpan, ...]


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """How the reports name the same thing, side by side; `about` is the id of an entity or a claim."""

    about: str
    terms: tuple[Term, ...]
    because: tuple[Evidence, ...]


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """A date said in the texts, with the statements that give it."""

    earliest: str
    latest: str
    granularity: Literal["day", "month", "year", "longer", "range"]
    statements: tuple[str, ...]


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of page one.

    Attributes:
        reports: documents read.
        distinct_texts: reports less those whose text is mostly a copy of another.
        origins: connected groups of reports under copied passages.
        conflicts: firm conflicts.
        single: claims of one line in stories of two reports or more.
    """

    reports: int
    distinct_texts: int
    origins: int
    conflicts: int
    single: int


class DossierRecord(msgspec.Struct, frozen=True, kw_only=True, rename={"schema_version": "schema"}):
    """The whole dossier, schema 1. Lists are sorted; ids come from content; nothing depends on a clock.

    Attributes:
        redirects: ids of stories and threads of an earlier dossier that were merged into others; empty without one.
    """

    schema_version: Literal[1]
    recoupe: str
    overview: Overview
    documents: tuple[Document, ...]
    articles: tuple[Article, ...]
    unread: tuple[Unread, ...]
    layers: tuple[Layer, ...]
    stories: tuple[Story, ...]
    threads: tuple[Thread, ...]
    entities: tuple[Entity, ...]
    quotations: tuple[Quotation, ...]
    utterances: tuple[Utterance, ...]
    timexes: tuple[Timex, ...]
    quantities: tuple[Quantity, ...]
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    reuse: tuple[Reuse, ...]
    lineage: Lineage
    omissions: tuple[Omission, ...]
    wording: tuple[Wording, ...]
    timeline: tuple[Moment, ...]
    redirects: tuple[Redirect, ...] = ()
