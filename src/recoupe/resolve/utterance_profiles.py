"""Reads off a quotation what can be compared with another: its words, units, slots, what it denies, who and when.

Unit
    What a quotation is made of when its words are left aside: a family of words, a bearer of a name, a date, a figure.
    Two translations of one sentence share most of their units and few of their words.
Mouth
    What tells one speaker from another: the entity, else the name.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from recoupe.languages.background import load_background
from recoupe.languages.families import Families, families_of
from recoupe.languages.pack import LanguagePack, pack_for
from recoupe.model.annotation import AnnotatedArticle, Quantity, Quotation, Timex, Token
from recoupe.model.group import Entity
from recoupe.model.span import Span
from recoupe.options import UtteranceOptions
from recoupe.resolve.utterance_denials import find_denied
from recoupe.resolve.utterance_mouths import NAME_FORMS, Bearers, mouth_of, speaker_name
from recoupe.resolve.utterance_occasions import Days, Occasions
from recoupe.text.normalize import fold_text
from recoupe.text.tokens import neutral_rules, tokenise

NAME_WEIGHT = 4.0
"""What a name, a date or a figure weighs: as much as a word that one article in fifty has."""

_MOST = 6.0
"""What a word weighs at most: rarer ones than one in four hundred articles are not told apart."""

_TELLING = frozenset({"ADJ", "NOUN", "NUM", "PROPN"})
"""Parts of speech of the words of a date, figure or name that tell something, whatever they are elsewhere."""


class Unit(NamedTuple):
    """Something that a quotation says.

    Attributes:
        key: a family of words; ``=`` and a bearer; ``@`` and days; ``#`` and a figure.
        parts: the families of its words, by which a unit is known again where the key fails.
        weight: how much it tells: rarer units tell more.
        act: a verb, or a noun that names an act.
    """

    key: str
    parts: frozenset[str]
    weight: float
    act: bool


class Word(NamedTuple):
    """A word of a quotation.

    Attributes:
        form: folded.
        family: empty for a word without content.
        content: it has content of its own.
        named: it is part of a name.
        marked: it stands in quotation marks.
        weight: how much it tells.
        start, end: its token, in code points.
    """

    form: str
    family: str
    content: bool
    named: bool
    marked: bool
    weight: float
    start: int
    end: int


class Figure(NamedTuple):
    """A quantity: bounds, and the stem of what is counted, else the unit."""

    low: float
    high: float
    counted: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation, ready for comparison.

    Attributes:
        words: all its words, in order, without marks.
        terms: the forms of those with content of their own; stems: their families.
        pieces: the terms of each literal fragment of a mixed quotation.
        units: by key.
        families: all families of its words, those in names among them.
        figures, dates: its slots; dates as first and last ISO day.
        denied: units that stand right behind a negation; scope: those that stand near behind one.
        mouth: what tells its speaker from others, or empty.
        name: the speaker's name, folded.
        entity: the mouth is an entity, or several.
        offices: what the speaker is called beside the name, where it is an entity.
        days: between which the words were said.
        inner: mouths of the quotations that it holds, which other mouths speak.
        heading: it stands in a heading.
    """

    quotation: Quotation
    language: str
    words: tuple[Word, ...]
    terms: tuple[str, ...]
    stems: tuple[str, ...]
    pieces: tuple[tuple[str, ...], ...]
    units: Mapping[str, Unit]
    families: frozenset[str]
    figures: tuple[Figure, ...]
    dates: tuple[tuple[str, str], ...]
    denied: frozenset[str]
    scope: frozenset[str]
    mouth: str
    entity: bool
    name: str
    offices: frozenset[str]
    days: Days
    inner: frozenset[str]
    heading: bool

    @property
    def verbatim(self) -> bool:
        """Whether it gives words as they were said, in whole or in part."""
        return self.quotation.kind != "indirect"


def read_sayings(
    articles: Sequence[AnnotatedArticle], entities: Iterable[Entity], options: UtteranceOptions
) -> list[Saying]:
    """The quotations of all articles that somebody is said to have said, ready for comparison.

    Args:
        articles: with quotations.
        entities: bearers of names; names are compared by their words where none are given.
        options: how far a report lies behind the saying.
    """
    bearers = Bearers(articles, entities)
    return [
        reader.read(quotation)
        for article in articles
        if (reader := _Reader(article, bearers, options))
        for quotation in article.quotations
        if not quotation.negated and not quotation.is_relay
    ]


class _Weights:
    """How much the families of a language tell."""

    def __init__(self, pack: LanguagePack) -> None:
        self._background = load_background(pack)
        self.of = lru_cache(maxsize=65536)(self._of)

    def _of(self, family: str, stem: str) -> float:
        """The weight of a family that stands there with a stem; the background knows stems alone."""
        if self._background is None:  # longer words are rarer: Zipf's law of abbreviation
            return min(_MOST, 1.0 + 0.7 * len(family))
        return min(_MOST, -math.log(float(self._background.share_of_words((family, stem)).max())))


@cache
def _weights(pack: LanguagePack) -> _Weights:
    return _Weights(pack)


@lru_cache(maxsize=65536)
def split_word(form: str) -> tuple[str, ...]:
    """The folded parts of a token: those of an elided or hyphenated word count apart."""
    return tuple(part for part in fold_text(form).replace("-", "'").split("'") if part)


class _Piece(NamedTuple):
    """A word or mark of a content: folded, its family (empty without content) with its weight, and its token."""

    form: str
    family: str
    weight: float
    content: bool
    act: bool
    token: Token


class _Slot(NamedTuple):
    """A date, figure or name in a content, with the key of its unit."""

    start: int
    end: int
    key: str
    days: tuple[str, str] | None = None
    figure: Figure | None = None
    name: bool = False


def _taken(slots: Iterable[_Slot], start: int, end: int) -> bool:
    return any(start < slot.end and slot.start < end for slot in slots)


class _Reader:
    """Reads the quotations of one article."""

    def __init__(self, article: AnnotatedArticle, bearers: Bearers, options: UtteranceOptions) -> None:
        self._article = article
        self._pack = pack_for(article.language)
        self._families = families_of(self._pack)
        self._bearers = bearers
        self._starts = [token.start for token in article.tokens]
        named = [m for m in article.mentions if m.form in NAME_FORMS and m.field == "text"]
        self._names = sorted(named, key=lambda m: (m.start, -m.end))
        self._headings = [s.span for s in article.statements if s.role == "heading"]
        self._occasions = Occasions(article, options.occasion_days)

    def read(self, quotation: Quotation) -> Saying:
        """A quotation, ready for comparison."""
        article, content = self._article, quotation.content
        slots = self._slots(content)
        pieces = self._pieces(content, slots)
        units = self._units(pieces, slots)
        denied, scope = find_denied([(p.form, p.token.lemma, p.family) for p in pieces], self._pack)
        words = tuple(self._word(piece, slots, quotation) for piece in pieces if piece.form[0].isalnum())
        terms = [word for word in words if word.content]
        speaker = quotation.speaker
        return Saying(
            quotation=quotation,
            language=article.language,
            words=words,
            terms=tuple(word.form for word in terms),
            stems=tuple(word.family for word in terms),
            pieces=tuple(
                tuple(w.form for w in terms if piece.start <= w.start < piece.end) for piece in quotation.fragments
            ),
            units=units,
            families=frozenset(word.family for word in words if word.family),
            figures=tuple(slot.figure for slot in slots if slot.figure),
            dates=tuple(slot.days for slot in slots if slot.days),
            denied=denied,
            scope=scope | frozenset(units) if quotation.modality == "denied" else scope,
            mouth=mouth_of(quotation),
            entity=speaker is not None and bool(speaker.entity or speaker.entities),
            name=speaker_name(quotation),
            offices=self._bearers.offices(speaker.entity if speaker else None),
            days=self._occasions.days(quotation),
            inner=frozenset(
                mouth_of(q) for q in article.quotations if q.content != content and content.contains(q.content)
            ),
            heading=any(span.start <= content.start and content.end <= span.end for span in self._headings),
        )

    def _word(self, piece: _Piece, slots: Sequence[_Slot], quotation: Quotation) -> Word:
        token = piece.token
        literal = quotation.fragments if quotation.kind == "mixed" else ()
        return Word(
            form=piece.form,
            family=piece.family,
            content=piece.content,
            named=any(slot.name and slot.start <= token.start < slot.end for slot in slots),
            marked=quotation.kind == "direct" or any(f.start <= token.start < f.end for f in literal),
            weight=piece.weight,
            start=token.start,
            end=token.end,
        )

    def _pieces(self, content: Span, slots: Sequence[_Slot]) -> list[_Piece]:
        """The words of a span, marks among them; the parts of an elided or hyphenated word count apart.

        A word of a date, figure or name has content even where it is a small word elsewhere.
        """
        words: list[_Piece] = []
        for token, form in self._tokens(content):
            parts = split_word(form)
            told = token.pos in _TELLING and _taken(slots, token.start, token.end)
            for part in parts:
                content_word = part[0].isalnum() and (told or not self._families.is_stopword(part))
                family = self._family(part, token, len(parts) == 1) if content_word else ""
                act = token.pos == "VERB" or self._families.is_act(form, token.lemma)
                weight = _weights(self._pack).of(family, self._families.stem(part)) if family else 0.0
                words.append(_Piece(part, family, weight, content_word, act, token))
        return words

    def _tokens(self, content: Span) -> Iterable[tuple[Token, str]]:
        text = self._article.text
        first, last = bisect_left(self._starts, content.start), bisect_left(self._starts, content.end)
        if content.field != "text":
            return
        if first < last:
            for token in self._article.tokens[first:last]:
                yield token, text[token.start : min(token.end, content.end)]
            return
        for raw in tokenise(text, neutral_rules(), content.start, content.end):
            form = text[raw.start : raw.end]
            yield Token(raw.start, raw.end, form.lower(), "X", "O", 0), form

    def _family(self, part: str, token: Token, whole: bool) -> str:
        """The family of a word; a verb is reduced from its lemma, whose forms the stemmer does not always unite."""
        if token.pos == "AUX" or (token.pos == "VERB" and self._families.is_stopword(token.lemma)):
            return ""
        if whole and token.pos == "VERB" and token.lemma:
            return self._families.stem(token.lemma)
        if whole:
            form = self._article.text[token.start : token.end]
            return self._families.family(form, token.lemma)
        return self._families.family(part, part)

    def _slots(self, content: Span) -> list[_Slot]:
        """The dates, figures and names of a content; what lies in an earlier one of these is left out."""
        article = self._article
        slots: list[_Slot] = []
        for timex in article.timexes:
            if content.contains(timex.span):
                key = timex.value or fold_text(article.text[timex.start : timex.end])
                # A date that is counted from another one depends on the report's own date.
                days = _dates(timex) if timex.anchor is None else None
                slots.append(_Slot(timex.start, timex.end, f"@{key}", days=days))
        for quantity in article.quantities:
            counted = quantity.counted
            end = counted.start if counted and counted.start > quantity.start else quantity.end
            if content.contains(quantity.span) and not _taken(slots, quantity.start, end):
                figure = _figure(quantity, self._families)
                slots.append(_Slot(quantity.start, end, f"#{figure.low:g}-{figure.high:g}", figure=figure))
        for mention in self._names[bisect_left(self._names, content.start, key=lambda m: m.start) :]:
            if mention.start >= content.end:
                break
            if mention.end <= content.end and not _taken(slots, mention.start, mention.end):
                bearer = self._bearers.named(mention) or fold_text(mention.name)
                slots.append(_Slot(mention.start, mention.end, f"={mention.kind}={bearer}", name=True))
        return slots

    def _units(self, pieces: Iterable[_Piece], slots: Sequence[_Slot]) -> dict[str, Unit]:
        units: dict[str, Unit] = {}
        parts: dict[str, set[str]] = {slot.key: set() for slot in slots}
        for piece in pieces:
            start, family = piece.token.start, piece.family
            key = next((slot.key for slot in slots if slot.start <= start < slot.end), "")
            if key and family:
                parts[key].add(family)
            elif family and (family not in units or piece.act):
                units[family] = Unit(family, frozenset((family,)), piece.weight, piece.act)
        for key, families in parts.items():
            units[key] = Unit(key, frozenset(families), NAME_WEIGHT, act=False)
        return units


def _figure(quantity: Quantity, families: Families) -> Figure:
    counted = quantity.counted
    nouns = (counted.lemma or counted.text).split() if counted else []
    return Figure(
        -math.inf if quantity.low is None else float(quantity.low),
        math.inf if quantity.high is None else float(quantity.high),
        f"|{quantity.unit}" if quantity.unit else families.stem(nouns[0]) if nouns else "",
    )


def _dates(timex: Timex) -> tuple[str, str] | None:
    if timex.type not in {"DATE", "TIME"} or not timex.earliest or not timex.latest:
        return None
    return timex.earliest[:10], timex.latest[:10]
