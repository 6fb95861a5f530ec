"""What one article says: results that have a span.

Token, sentence
    What the analyser gives every later stage.
Mention
    A name in one article, or what stands for it. Mentions of one bearer inside an article form a *chain*.
Quotation
    What somebody said or wrote: content, cue, speaker; direct, mixed or indirect.
Attribution
    The chain from the speaker outward: speaker <- relay <- medium <- article.
Timex
    A time expression in the terms of TIMEX3 (ISO-TimeML), with the interval of days it covers.
Quantity
    A count, sum, measure or share: low, high, comparator, unit, and what is counted.
Statement
    What one article asserts, in its own name or in that of a speaker.

All offsets count code points of the document that the article is a span of.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from recoupe.model.document import Article, Credit, Document
from recoupe.model.span import ArticleSpan, Field, Span
from recoupe.model.timex3 import Granularity

EntityKind = Literal["person", "organisation", "place"]
MentionForm = Literal["name", "alias", "role", "pronoun"]
QuotationKind = Literal["direct", "mixed", "indirect"]
LinkRole = Literal["origin", "relay", "medium", "document"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Comparator = Literal["=", ">", "<", ">=", "<=", "~"]
Modality = Literal["asserted", "reported", "possible", "planned", "asked", "denied"]
Polarity = Literal["affirmed", "denied"]
HolderKind = Literal["author", "speaker"]


class Located(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Base of every annotation: an id, the article, and where its words stand.

    Only `field` has a default anywhere below this class: it alone may be absent from the JSON.
    """

    id: str
    article: str
    start: int
    end: int
    field: Field = "text"

    @property
    def span(self) -> Span:
        """The annotation's words."""
        return Span(self.start, self.end, self.field)

    @property
    def located(self) -> ArticleSpan:
        """The annotation's words with their article."""
        return ArticleSpan(article=self.article, start=self.start, end=self.end, field=self.field)


# Never in a cycle, since it is frozen and holds no container that changes: the collector need not look at it.
class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, number or mark.

    Attributes:
        pos: Universal Dependencies tag (``NOUN``, ``VERB``...), ``X`` when the analyser knows none.
        label: name label in IOB2 (``B-person``, ``I-place``, ``O``), from the analyser alone.
        sentence: index of its sentence in the article.
    """

    start: int
    end: int
    lemma: str
    pos: str
    label: str
    sentence: int


class Mention(Located, frozen=True, kw_only=True):
    """A name or what stands for it.

    Attributes:
        form: a full or partial name, another name of the bearer, a role or description, a pronoun.
        name: the fullest form of the chain in this article.
        chain: id of the first mention of the chain; shared by all mentions of one bearer in the article.
        rule: what joined it to its chain.
        attributes: what is known of the bearer here: ``gender=f``, ``number=p``, ``subkind=agency``, ``role=...``.
    """

    kind: EntityKind
    form: MentionForm
    name: str
    chain: str
    rule: str
    attributes: tuple[str, ...]


class Speaker(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Who is said to have said it.

    Attributes:
        name: canonical name where the chain has one, else the words as they stand.
        entity: id of the entity; before entities are resolved, the id of the chain inside the article.
        entities: the same for speakers named together.
        start, end: the words that name the speaker; null when the speaker is carried over from before.
    """

    name: str
    entity: str | None
    entities: tuple[str, ...]
    start: int | None
    end: int | None
    field: Field = "text"


class ChainLink(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One hand that the words went through, from the speaker outward."""

    name: str
    entity: str | None
    role: LinkRole
    start: int
    end: int
    field: Field = "text"


class Quotation(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said or wrote.

    Attributes:
        content: the words said, without outer marks and without the complementiser.
        fragments: the literal pieces inside a mixed quotation.
        cue: the words that report the saying; null for a quotation that stands free.
        chain: relays and media between speaker and article; the speaker is left out.
        negated: the cue is negated (nobody said it).
        rule: the frame that found it.
        confidence: 0 to 1.
        flags: what was repaired or is unsure: ``unclosed-mark``, ``misplaced-mark``, ``carried-mark``,
            ``inferred-speaker`` (carried on from the report before); or ``relay``: the speaker only passes on words
            that a quotation of their own gives.
    """

    id: str
    article: str
    content: Span
    fragments: tuple[Span, ...]
    kind: QuotationKind
    cue: Span | None
    cue_lemma: str | None
    speaker: Speaker | None
    chain: tuple[ChainLink, ...]
    negated: bool
    modality: Modality
    rule: str
    confidence: float
    flags: tuple[str, ...]

    @property
    def is_relay(self) -> bool:
        """Whether the speaker passes on what another said, whose words are a quotation of their own."""
        return "relay" in self.flags

    @property
    def located(self) -> ArticleSpan:
        """The words said, with their article."""
        content = self.content
        return ArticleSpan(article=self.article, start=content.start, end=content.end, field=content.field)


class Timex(Located, frozen=True, kw_only=True):
    """A time expression.

    Attributes:
        value: TIMEX3 value (``2025-04-26``, ``P2D``, ``PRESENT_REF``), or null when the anchor is unknown.
        granularity: the unit that a date or time is exact to (``day``, ``month``, ``minute``...), or null.
        mod: TIMEX3 modifier (``APPROX``, ``START``, ``END``, ``MID``, ``BEFORE``, ``AFTER``...), or null.
        earliest, latest: first and last ISO date covered, or null.
        anchor: what a relative value was counted from: ``publication``, ``previous`` (id follows), or null.
        rule: the pattern that read it.
        signal: the preposition that the words open with, if any (*since 2022*), which TimeML tags apart.
    """

    type: TimexType
    value: str | None
    granularity: Granularity | None
    mod: str | None
    earliest: str | None
    latest: str | None
    anchor: str | None
    rule: str
    signal: Span | None


class Counted(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The noun phrase that a quantity counts.

    Attributes:
        of: whose they are or what they are of, where the sentence says it: the complement of the noun (*soldiers of the
            garrison*) or of a total named before (*the losses of the garrison reach 300 killed*); or null.
    """

    text: str
    lemma: str
    start: int
    end: int
    of: Span | None
    field: Field = "text"


class Quantity(Located, frozen=True, kw_only=True):
    """A number with what it measures.

    Attributes:
        low, high: bounds of the value. ``>`` and ``>=`` leave `high` null, ``<`` and ``<=`` leave `low` null.
        comparator: ``=``, ``~`` (about), ``>`` (more than), ``>=`` (at least), ``<``, ``<=``.
        unit: ``%``, an ISO 4217 code, a unit of measure, or null for a count.
        counted: what is counted, or null.
        as_of: id of the date of its sentence that the figure holds for, or null.
    """

    low: float | int | None
    high: float | int | None
    comparator: Comparator
    unit: str | None
    counted: Counted | None
    as_of: str | None
    rule: str


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who answers for a statement: the article itself, or a speaker it names."""

    kind: HolderKind
    name: str | None
    entity: str | None


class Statement(Located, frozen=True, kw_only=True):
    """What one article asserts.

    Attributes:
        holder: the author of the article, or the speaker of the quotation it stands in.
        entities: ids of entities named in it; before resolution, ids of chains.
        timexes, quantities: ids.
        quotation: id of the quotation whose content it is part of, or null.
        sentence: index of its sentence in the article.
        role: ``heading``, ``lead`` or ``body``.
    """

    holder: Holder
    modality: Modality
    polarity: Polarity
    entities: tuple[str, ...]
    timexes: tuple[str, ...]
    quantities: tuple[str, ...]
    quotation: str | None
    sentence: int
    role: Literal["heading", "lead", "body"]


# Never in a cycle, since it is frozen and holds no container that changes: the collector need not look at it.
class AnnotatedArticle(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An article with the layers that have been made so far; each stage reads the earlier ones.

    Attributes:
        document: the text that all offsets count in.
        sentences: spans of the article's sentences, in order.
        tokens: the analyser's tokens, in order.
    """

    article: Article
    document: Document
    language: str
    sentences: tuple[Span, ...] = ()
    tokens: tuple[Token, ...] = ()
    mentions: tuple[Mention, ...] = ()
    timexes: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    statements: tuple[Statement, ...] = ()
    credits: tuple[Credit, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole text of the document: slice it with spans, never with offsets into the article."""
        return self.document.text

    def surface(self, span: Span) -> str:
        """The words of a span, exactly as received."""
        return self.document.surface(span)
