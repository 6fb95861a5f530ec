"""Reads from a statement the slots that can conflict: its date, its figures, its names.

Slot
    A place in a statement that a value fills: when it was, how many, who.
Compatible
    Two values that can both be right, as intervals (`recoupe.model.interval`); what is rounded or said to be
    approximate may be a little off.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from recoupe.languages.families import families_of
from recoupe.languages.pack import pack_for
from recoupe.model.annotation import AnnotatedArticle, EntityKind, Quantity, Statement, Timex, Token
from recoupe.model.group import Entity
from recoupe.model.interval import Interval
from recoupe.model.nesting import own_tokens
from recoupe.model.span import ArticleSpan
from recoupe.options import CrosscheckOptions
from recoupe.text.normalize import fold_text

_VERBS = frozenset({"AUX", "VERB"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "X"})


@dataclass(frozen=True)
class DateSlot:
    """When: the days covered.

    Attributes:
        value: TIMEX3 value.
        earliest, latest: ISO dates.
        stated: the text gives it in full, or gives a day that is counted from the report's own date.
        counted: it is counted from the report's own date: *on Monday*, *yesterday*; not *12 May*, whose year is.
    """

    value: str
    earliest: str
    latest: str
    stated: bool
    counted: bool
    span: ArticleSpan

    def disjoint(self, other: DateSlot) -> bool:
        """Whether no day is in both."""
        return Interval(self.earliest, self.latest).disjoint(Interval(other.earliest, other.latest))


@dataclass(frozen=True)
class FigureSlot:
    """How many of what.

    Attributes:
        low, high: bounds as written; infinite where open.
        counted: the unit, else the lemma of what is counted: money is money whatever it is spent on.
        noun: the lemma alone.
        about: said to be approximate.
        grows: it counts what grows while an event goes on: the dead, or who was killed.
    """

    low: float
    high: float
    unit: str | None
    counted: str
    noun: str
    about: bool
    grows: bool
    span: ArticleSpan

    def disjoint(self, other: FigureSlot, options: CrosscheckOptions) -> bool:
        """Whether no number is in both, whatever is rounded or approximate."""
        margin = options.about if self.about or other.about else options.rounding if self.round or other.round else 0.0
        ends = [abs(x) for x in (self.low, self.high, other.low, other.high) if math.isfinite(x)]
        slack = margin * max(ends, default=0.0)
        return Interval(self.low - slack, self.high + slack).disjoint(Interval(other.low, other.high))

    @property
    def round(self) -> bool:
        """Whether it looks rounded: a hundred or more with at most two digits that are not final zeros."""
        digits = f"{self.low:.0f}" if math.isfinite(self.low) else ""
        return len(digits) > 2 and len(digits.rstrip("0")) <= 2


@dataclass(frozen=True)
class NameSlot:
    """Who: a name with its bearer.

    Attributes:
        entity: id of the bearer.
        possibly: ids of entities that may be the same bearer.
    """

    entity: str
    kind: EntityKind
    name: str
    possibly: frozenset[str]
    span: ArticleSpan


@dataclass(frozen=True)
class Slots:
    """A statement with its slots.

    Attributes:
        bearers: ids of the entities it names, by kind.
        content: families of its words of content, figures and dates left out.
        acts: those of them that are verbs or name an act.
        verbal: whether it has a verb: what has none may be a part of what two people want or plan.
        pending: whether a word tells that it may have changed since: *not yet*.
    """

    statement: Statement
    dates: tuple[DateSlot, ...]
    figures: tuple[FigureSlot, ...]
    names: tuple[NameSlot, ...]
    bearers: Mapping[str, frozenset[str]]
    tokens: tuple[Token, ...]
    forms: tuple[str, ...]
    content: frozenset[str]
    acts: frozenset[str]
    verbal: bool
    pending: bool

    def dated_apart(self, other: Slots) -> bool:
        """Whether both give dates, and none of one fits one of the other: they are of two occasions."""
        return bool(self.dates and other.dates) and all(a.disjoint(b) for a in self.dates for b in other.dates)

    def shared(self, other: Slots) -> frozenset[str]:
        """Families of content that both have."""
        return self.content & other.content


class _ConflictWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``conflicts.toml``: what changes while an event goes on.

    Attributes:
        growing: lemmas of what grows: a later report that counts more of it brings its count up to date.
        growing_acts: lemmas of verbs that tell of what grows, whatever they count: *killed 23 people*.
        pending: words beside a negation that tell that it may end: *not yet*.
    """

    growing: frozenset[str] = frozenset()
    growing_acts: frozenset[str] = frozenset()
    pending: frozenset[str] = frozenset()


class SlotReader:
    """Reads the slots of statements of any of the articles given; each statement is read once."""

    def __init__(self, articles: Sequence[AnnotatedArticle], entities: Sequence[Entity] = ()) -> None:
        self._articles = {article.article.id: article for article in articles}
        self._statements = {s.id: s for article in articles for s in article.statements}
        languages = sorted({article.language for article in articles})
        self._families = {language: families_of(pack_for(language)) for language in languages}
        self._words = {language: _words(language) for language in languages}
        self._own = {a.article.id: own_tokens(a) for a in articles}
        self._kinds = {entity.id: entity.kind for entity in entities}
        self._timexes = {t.id: t for article in articles for t in article.timexes}
        self._quantities = {q.id: q for article in articles for q in article.quantities}
        self._names = _names(articles, entities)
        self._name_starts = {key: [name.span.start for name in found] for key, found in self._names.items()}
        self.read = lru_cache(maxsize=None)(self._read)

    def __contains__(self, statement: str) -> bool:
        return statement in self._statements

    def article(self, statement: str) -> AnnotatedArticle:
        """The article of a statement."""
        return self._articles[self._statements[statement].article]

    def _read(self, statement_id: str) -> Slots:
        statement = self._statements[statement_id]
        article = self._articles[statement.article]
        timexes = [t for i in statement.timexes if (t := self._timexes.get(i))]
        quantities = [q for i in statement.quantities if (q := self._quantities.get(i))]
        tokens = [article.tokens[index] for index in self._own[statement.article][statement.id]]
        families = self._families[article.language]
        words = self._words[article.language]
        taken = [(item.start, item.end) for item in (*timexes, *quantities)]
        content, acts = set(), set()
        for token in tokens:
            form = article.text[token.start : token.end]
            counted = any(start <= token.start < end for start, end in taken)
            if token.pos not in _CONTENT or counted or len(form) < 2 or families.is_stopword(form):
                continue
            verb = token.pos == "VERB"
            family = families.family(token.lemma if verb else form, token.lemma)
            content.add(family)
            if verb or families.is_act(form, token.lemma):
                acts.add(family)
        first = bisect_left(self._name_starts[statement.article], statement.start)
        last = bisect_left(self._name_starts[statement.article], statement.end)
        bearers: dict[str, set[str]] = defaultdict(set)
        for entity in statement.entities:
            bearers[self._kinds.get(entity, "")].add(entity)
        forms = tuple(fold_text(article.text[token.start : token.end]) for token in tokens)
        grow = any(token.pos == "VERB" and token.lemma in words.growing_acts for token in tokens)
        return Slots(
            statement=statement,
            dates=tuple(d for t in timexes if (d := _date(t, article.text))),
            figures=tuple(f for q in quantities if (f := _figure(q, words.growing, grow=grow))),
            names=tuple(self._names[statement.article][first:last]),
            bearers={kind: frozenset(found) for kind, found in bearers.items()},
            tokens=tuple(tokens),
            forms=forms,
            content=frozenset(content),
            acts=frozenset(acts),
            verbal=any(token.pos in _VERBS for token in tokens),
            pending=not words.pending.isdisjoint(forms),
        )


def _words(language: str) -> _ConflictWords:
    return pack_for(language).section("conflicts", _ConflictWords) or _ConflictWords()


def _names(articles: Sequence[AnnotatedArticle], entities: Sequence[Entity]) -> Mapping[str, list[NameSlot]]:
    """By article, its names with their bearers, in the order of the text."""
    names: dict[str, list[NameSlot]] = {article.article.id: [] for article in articles}
    texts = {article.article.id: article.text for article in articles}
    for entity in entities:
        possibly = frozenset(entity.possibly)
        for mention in entity.mentions:
            if mention.article in names and mention.form == "name" and mention.field == "text":
                span = ArticleSpan(article=mention.article, start=mention.start, end=mention.end)
                words = texts[mention.article][mention.start : mention.end]
                names[mention.article].append(NameSlot(entity.id, entity.kind, words, possibly, span))
    for found in names.values():
        found.sort(key=lambda name: (name.span, name.entity))
    return names


def _date(timex: Timex, text: str) -> DateSlot | None:
    if timex.type not in {"DATE", "TIME"} or not timex.value or not timex.earliest or not timex.latest:
        return None
    anchored = timex.anchor == "publication"
    counted = anchored and not any(character.isdigit() for character in text[timex.start : timex.end])
    stated = timex.mod is None and (timex.anchor is None or (anchored and timex.earliest[:10] == timex.latest[:10]))
    return DateSlot(timex.value, timex.earliest[:10], timex.latest[:10], stated, counted, timex.located)


def _figure(quantity: Quantity, growing: frozenset[str], *, grow: bool) -> FigureSlot | None:
    counted = quantity.counted
    if counted is None and quantity.unit is None:
        return None
    noun = fold_text(counted.lemma or counted.text) if counted else ""
    return FigureSlot(
        low=-math.inf if quantity.low is None else float(quantity.low),
        high=math.inf if quantity.high is None else float(quantity.high),
        unit=quantity.unit,
        counted=f"|{quantity.unit}" if quantity.unit else noun,
        noun=noun,
        about=quantity.comparator == "~",
        grows=grow or noun in growing,
        span=quantity.located,
    )
