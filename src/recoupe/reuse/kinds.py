"""What kind of edit a change is, told from the layers of both articles.

Ground
    One side of a passage, word by word: where each word stands, how strongly it is parted from the one before, and
    which date, figure, name or source it belongs to.

An edit inside a date, a figure, a name or a naming of the source changes what is said; the rest is style. Without a
layer only digits and the pack's words of attribution are left to tell by.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

import msgspec
from rapidfuzz.distance import OSA

from recoupe.languages.pack import pack_for
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import EditKind
from recoupe.model.span import Span
from recoupe.reuse.lexicon import knows_word, right_spelling
from recoupe.text.normalize import fold_text

Topic = Literal["date", "figure", "name", "attribution"]

SENTENCE = 2
"""Strength of the break between two sentences; a new line is stronger, a comma weaker."""

# A change of more words than this rewrites the sentence, whatever it names on the way.
_SHORT = 8

# A word is too short for a slip of one letter to be told from another word.
_MIN_SPELLED = 4


class ReuseSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``reuse.toml``: what text reuse needs to know of a language.

    Attributes:
        attribution: words that name a source or report what it said, where no layer marks them.
        outlet_nouns: nouns of the trade that begin an outlet's name, and are left out where it is credited.
    """

    attribution: tuple[str, ...]
    outlet_nouns: tuple[str, ...] = ()


class Item(NamedTuple):
    """A date, figure, name or source: its span and its value, where values of two texts can be compared."""

    span: Span
    value: object


@dataclass(frozen=True)
class Ground:
    """One side of a passage; every list has one entry a word.

    Attributes:
        article: the article and its layers.
        keys: equal for words that fold alike.
        starts, ends: offsets of the word in the document.
        breaks: strength of the break before the word.
        topics: for each topic, the number of the item that the word belongs to, or -1.
        values: for each topic, the values of its items.
    """

    article: AnnotatedArticle
    keys: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    breaks: Sequence[int]
    topics: dict[Topic, list[int]] = field(default_factory=dict)
    values: dict[Topic, list[object]] = field(default_factory=dict)

    def surface(self, word: int) -> str:
        """The word as it stands."""
        return self.article.text[self.starts[word] : self.ends[word]]

    def folded(self, words: range) -> list[str]:
        """The words folded."""
        return [fold_text(self.surface(word)) for word in words]

    def items(self, topic: Topic, words: range) -> list[int]:
        """Items of a topic that the words belong to, one entry a word, without the words that belong to none."""
        return [item for item in self.topics[topic][words.start : words.stop] if item >= 0]


def read_topics(ground: Ground) -> Ground:
    """The ground with the dates, figures, names and sources of its article marked word by word."""
    article = ground.article
    layers: dict[Topic, list[Item]] = {
        "date": [Item(timex.span, timex.value) for timex in article.timexes],
        "figure": [Item(q.span, (q.low, q.high, q.comparator, q.unit)) for q in article.quantities],
        "name": [Item(m.span, fold_text(m.name)) for m in article.mentions if m.form in {"name", "alias"}],
        "attribution": [Item(span, None) for span in _sources(article)],
    }
    articles = {token.start for token in article.tokens if token.pos == "DET"}
    topics: dict[Topic, list[int]] = {}
    values: dict[Topic, list[object]] = {}
    for topic, items in layers.items():
        marks = [-1] * len(ground.starts)
        for number, item in enumerate(items):
            if item.span.field == "text":
                first, last = bisect_right(ground.ends, item.span.start), bisect_left(ground.starts, item.span.end)
                marks[first:last] = [number] * max(0, last - first)
        if topic == "attribution":
            # The article before a title is no part of who is meant: `le chef d'état-major`, `chef d'état-major`.
            marks = [-1 if start in articles else mark for start, mark in zip(ground.starts, marks, strict=True)]
        topics[topic], values[topic] = marks, [item.value for item in items]
    reporting = _attribution_words(article.language)
    for word in range(len(ground.starts)):
        if topics["attribution"][word] < 0 and reporting and fold_text(ground.surface(word)) in reporting:
            topics["attribution"][word] = len(values["attribution"])
            values["attribution"].append(None)
    return Ground(article, ground.keys, ground.starts, ground.ends, ground.breaks, topics, values)


def _sources(article: AnnotatedArticle) -> Iterable[Span]:
    for quotation in article.quotations:
        if quotation.cue is not None:
            yield quotation.cue
        speaker = quotation.speaker
        if speaker is not None and speaker.start is not None and speaker.end is not None:
            yield Span(speaker.start, speaker.end, speaker.field)
        for link in quotation.chain:
            yield Span(link.start, link.end, link.field)
    for credit in (*article.credits, *article.article.credits):
        yield Span(credit.start, credit.end, credit.field)


@lru_cache(maxsize=64)
def _attribution_words(language: str) -> frozenset[str]:
    section = pack_for(language).section("reuse", ReuseSection)
    return frozenset(fold_text(word) for word in section.attribution) if section else frozenset()


def tell_kind(left: Ground, a: range, right: Ground, b: range) -> EditKind:
    """The kind of a change of words `a` of the left side into words `b` of the right one; either may be empty."""
    if not a or not b:
        return _kind_of_loss(left, a, "cut") if a else _kind_of_loss(right, b, "addition")
    tests: tuple[tuple[EditKind, bool], ...] = (
        ("typography", "".join(left.folded(a)) == "".join(right.folded(b))),
        ("date", _value_changes("date", left, a, right, b)),
        ("figure", _value_changes("figure", left, a, right, b) or _digits(left, a) != _digits(right, b)),
        ("spelling", len(a) == len(b) == 1 and spells_alike(left, a.start, right, b.start)),
        ("name", max(len(a), len(b)) <= _SHORT and _names_changed(left, a, right, b)),
        ("attribution", max(len(a), len(b)) <= _SHORT and _sources_changed(left, a, right, b)),
    )
    return next((kind for kind, holds in tests if holds), "rewording")


def tell_form(left: str, right: str, language: str) -> EditKind | None:
    """The kind of a difference between two words that fold alike; None where they are the same.

    Case, and the accents of capitals, are a matter of house style. An accent of a small letter is one of spelling, or
    of grammar where the lexicon has both words.
    """
    if left == right:
        return None
    if left.casefold() == right.casefold() or _bare_capitals(left) == _bare_capitals(right):
        return "typography"
    return "rewording" if knows_word(left, language) and knows_word(right, language) else "spelling"


def spells_alike(left: Ground, a: int, right: Ground, b: int) -> bool:
    """Whether two words are spellings of one: a letter apart, or two in a long word, and not both right words."""
    one, other = fold_text(left.surface(a)), fold_text(right.surface(b))
    shorter = min(len(one), len(other))
    if shorter < _MIN_SPELLED or not (one.isalpha() and other.isalpha()):
        return False
    allowed = 1 if shorter < 2 * _MIN_SPELLED else 2
    if one == other or OSA.distance(one, other, score_cutoff=allowed) > allowed:
        return False
    words, language = (left.surface(a), right.surface(b)), left.article.language
    return not all(knows_word(word, language) for word in words) or right_spelling(*words, language) is not None


def _bare_capitals(word: str) -> str:
    """The word in small letters, its capitals without their accents."""
    return "".join(fold_text(c) if c.isupper() else c for c in word).casefold()


def _kind_of_loss(ground: Ground, words: range, whole: EditKind) -> EditKind:
    """The kind of a cut or an addition: part of a date, figure or name changes it; a source is worth naming."""
    topics: tuple[tuple[Topic, EditKind], ...] = (("date", "date"), ("figure", "figure"), ("name", "name"))
    for topic, kind in topics:
        marks = ground.topics[topic]
        item = marks[words.start]
        around = [marks[place] for place in (words.start - 1, words.stop) if 0 <= place < len(marks)]
        if item >= 0 and item in around and all(marks[word] == item for word in words):
            return kind
    starts_sentence = ground.breaks[words.start] >= SENTENCE
    ends_sentence = words.stop == len(ground.breaks) or ground.breaks[words.stop] >= SENTENCE
    if ground.items("attribution", words) and len(words) <= _SHORT and not (starts_sentence and ends_sentence):
        return "attribution"
    return whole


def _value_changes(topic: Topic, left: Ground, a: range, right: Ground, b: range) -> bool:
    """Whether the change is one of a date or figure: both sides have one and the values differ, or one side is one."""
    one, other = left.items(topic, a), right.items(topic, b)
    if one and other:
        values = {left.values[topic][item] for item in one}, {right.values[topic][item] for item in other}
        return values[0] != values[1] or None in values[0]
    return 2 * len(one) > len(a) or 2 * len(other) > len(b)


def _digits(ground: Ground, words: range) -> list[str]:
    return sorted(c for word in words for c in ground.surface(word) if c.isdigit())


def _names_changed(left: Ground, a: range, right: Ground, b: range) -> bool:
    if left.article.mentions or right.article.mentions:
        return 2 * len(left.items("name", a)) >= len(a) or 2 * len(right.items("name", b)) >= len(b)
    return _looks_named(left, a) or _looks_named(right, b)


def _sources_changed(left: Ground, a: range, right: Ground, b: range) -> bool:
    return bool(left.items("attribution", a) or right.items("attribution", b))


def _looks_named(ground: Ground, words: range) -> bool:
    """Whether the words look like a name where no layer marks names: capitals, not only that of a sentence's start."""
    capitals = all(ground.surface(word)[0].isupper() for word in words)
    return capitals and any(ground.breaks[word] < SENTENCE for word in words)
