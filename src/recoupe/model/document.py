"""What came in: documents, and the articles they hold.

Document
    A text as received. It is immutable: nothing normalises, trims or repairs it.
Article
    One news item, a span of a document. A digest holds several.
Outlet / publisher
    Where the words appeared / who owns them. Independent lines count publishers.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from recoupe.model.span import ArticleSpan, Field, Span

DateRule = Literal["record", "metadata", "option", "markup", "feed", "header", "url"]
"""How a date of publication is known: a field of the input record, the user's table, the command's option, the page's
mark-up, the feed, a header line of the text, or the address."""


class DateEvidence(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Where a date of publication comes from, with the words it was read from when they are in the text."""

    rule: DateRule
    start: int | None
    end: int | None
    field: Field = "text"


# Never in a cycle, since it is frozen and holds no container that changes: the collector need not look at it.
class Document(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A text as received.

    Attributes:
        id: the input's own id, else the shortest path suffix that is unique in the run.
        source: the path, URL or ``-`` as the user gave it.
        title: a title given apart from the text; a field of its own, with its own offsets.
        text: the text, never edited.
        sha256: of the raw bytes, before decoding or extraction (of the record for a ``.jsonl``).
        language: ISO 639-1 code, or ``und`` when it could not be told.
        published: ISO 8601 date, perhaps partial (``2025-04``), or null when unknown.
        header: the lines before the prose that were read as metadata, such as ``date 2025-04``.
        warnings: what a reader should know about how the text was read.
    """

    id: str
    source: str
    title: str | None
    text: str
    sha256: str
    language: str
    url: str | None
    outlet: str | None
    publisher: str | None
    published: str | None
    published_evidence: DateEvidence | None
    header: Span | None
    warnings: tuple[str, ...]

    def surface(self, span: Span | ArticleSpan) -> str:
        """The words of a span of this document, exactly as received."""
        source = self.text if span.field == "text" else self.title or ""
        return source[span.start : span.end]


class Credit(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A credit, byline or dateline that names whose words an article uses: ``(avec AFP)``."""

    name: str
    start: int
    end: int
    field: Field = "text"


# Never in a cycle, since it is frozen and holds no container that changes: the collector need not look at it.
class Article(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One news item: a span of a document.

    Attributes:
        start, end: in code points of the document's text.
        published, published_evidence: as for the document.
        credits: whose words it says it uses.
        version_of: the article of the same publisher that this one is a later version of.
        originality: share of its words, 0 to 1, that stand in no earlier article; null before reuse is known.
    """

    id: str
    document: str
    start: int
    end: int
    outlet: str | None
    title: str | None
    published: str | None
    published_evidence: DateEvidence | None
    credits: tuple[Credit, ...]
    publisher: str | None
    version_of: str | None
    originality: float | None

    @property
    def span(self) -> Span:
        """The article's own span of its document's text."""
        return Span(self.start, self.end)


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """An input that gave nothing, and why."""

    source: str
    reason: str


class Layer(msgspec.Struct, frozen=True, kw_only=True):
    """A tagger, language pack or list that results rest on."""

    name: str
    version: str
    licence: str
