"""Reads off a statement what can be compared: stems, families of predicates, names, figures and dates.

Profile
    A statement as a bag of weighted stems with its slots.
Weight
    How much a stem tells: the logarithm of how rare it is among the statements compared, drawn towards how rare the
    language has it, since a handful of reports says little about a language (Dirichlet smoothing). A language without
    a background goes by length: longer words are rarer (Zipf's law of abbreviation).
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from recoupe.languages.background import load_background
from recoupe.languages.dictionary import load_dictionary
from recoupe.languages.families import Families, families_of
from recoupe.languages.oppositions import Opposed, oppositions_of
from recoupe.languages.pack import LanguagePack, pack_for
from recoupe.languages.vocabulary import NUMBER
from recoupe.model.annotation import AnnotatedArticle, EntityKind, Quantity, Statement, Timex, Token
from recoupe.model.nesting import own_tokens
from recoupe.model.period import number_day

_NAME_FORMS = frozenset({"name", "alias"})
_ACTS = frozenset({"NOUN", "VERB"})
_VERBS = frozenset({"AUX", "VERB"})
_SENSES = frozenset({"ADJ", "NOUN", "VERB"})
_BETWEEN = frozenset({"ADV", "PRON"})
"""Tags of words between a verb of being and its participle."""

_PRIOR_STATEMENTS = 500
"""How many statements the expectation by length counts for: a dossier of ten reports has as many."""

_STATEMENTS_OF_ARTICLE = 12
"""Distinct statements of content in an article of the background: what a share of articles is divided by."""

_ENTITY_SHARE = 0.005
"""Share of statements that name one entity: between the subject of a story, in every third, and most, in one."""

_ENTITY = "="
"""First character of the stem that stands for an entity: no word begins with it."""

_DAYS_OF_DATE = 31
"""Longest interval, in days, of a date that can be the date of one act: a month."""

_DAYS_OF_NEWS = 7
"""Days before a report from which what it tells is news."""

_DAYS_OF_PERIOD = 372
"""Longest interval, in days as `days_between` counts them, of a period that figures are given for: a year."""


@dataclass(frozen=True)
class Figure:
    """A quantity as it is compared: bounds, and the stem of what is counted, else the unit."""

    low: float | None
    high: float | None
    counted: str


class News(NamedTuple):
    """A day before a report: its ordinal, and how many days before."""

    day: int
    ago: int


@dataclass(frozen=True)
class Profile:
    """What of a statement is compared.

    Attributes:
        statement: the statement.
        position: where it stands in its article, 0 to 1.
        words: stems of all words, in order.
        stems: stems of words of content, acts by their family; a name counts once, as its entity.
        context: the same of its sentence.
        grams: character 4-grams of `stems`.
        senses: clusters of its nouns, verbs and adjectives: words that stand among the same words elsewhere.
        agreements: by lemma, the gender and number that a participle shows of what it is said of: ``fs``.
        names: those of `stems` that are part of a proper name.
        predicates: families of verbs and of nouns of acts.
        opposed: its words that have an opposite.
        one_more: whether what it is about is told as another of a kind: *a second blast*.
        direct: whether it stands in quotation marks.
        entities: ids of the entities named, and of the holder.
        bearers: ids of the entities named, by kind, where kinds are known.
        kinds: kinds of the entities named: two people, or two towns, tell two things apart.
        figures: quantities that count something.
        dates: days covered, first and last ISO date, of dates no longer than a month.
        periods: the same, of dates no longer than a year.
        news: its days that lie in the week before its report.
    """

    statement: Statement
    position: float
    words: tuple[str, ...]
    stems: Mapping[str, int]
    context: Mapping[str, int]
    grams: Mapping[str, int]
    senses: Mapping[str, int]
    agreements: Mapping[str, str]
    names: frozenset[str]
    predicates: frozenset[str]
    opposed: Opposed
    one_more: bool
    direct: bool
    entities: frozenset[str]
    bearers: Mapping[EntityKind, frozenset[str]]
    kinds: frozenset[str]
    figures: tuple[Figure, ...]
    dates: tuple[tuple[str, str], ...]
    periods: tuple[tuple[str, str], ...]
    news: frozenset[News]
    _runs: dict[int, frozenset[tuple[str, ...]]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def named(self) -> frozenset[str]:
        """Ids of the entities named in the statement itself."""
        return frozenset(self.statement.entities)

    def runs(self, length: int) -> frozenset[tuple[str, ...]]:
        """Every run of so many stems; made once."""
        if length not in self._runs:
            words = self.words
            self._runs[length] = frozenset(words[i : i + length] for i in range(len(words) - length + 1))
        return self._runs[length]


def read_profiles(article: AnnotatedArticle, kinds: Mapping[str, EntityKind] | None = None) -> list[Profile]:
    """The profiles of an article's statements, in their order.

    Args:
        article: with statements.
        kinds: of entities, by id.
    """
    families = families_of(pack_for(article.language))
    reader = _Reader(article, families, kinds or {})
    return [reader.profile(statement) for statement in article.statements]


class _Reader:
    """Reads the statements of one article."""

    def __init__(self, article: AnnotatedArticle, families: Families, kinds: Mapping[str, EntityKind]) -> None:
        self._article = article
        self._kinds = kinds
        self._oppositions = oppositions_of(pack_for(article.language))
        self._direct = {quotation.id for quotation in article.quotations if quotation.kind == "direct"}
        self._published = number_day(article.article.published)
        self._families = families
        self._dictionary = load_dictionary(pack_for(article.language))
        self._starts = [token.start for token in article.tokens]
        self._timexes = {timex.id: timex for timex in article.timexes}
        self._quantities = {quantity.id: quantity for quantity in article.quantities}
        self._contexts: dict[int, Mapping[str, int]] = {}
        self._named = [""] * len(article.tokens)
        for mention in article.mentions:
            if mention.form in _NAME_FORMS and mention.field == "text":
                first, last = (bisect_left(self._starts, offset) for offset in (mention.start, mention.end))
                self._named[first:last] = [mention.kind] * (last - first)
        # A statement and its sentence share their words: each is read once.
        self._words = [families.stem(form) if _is_word(form := self._form(token)) else "" for token in article.tokens]
        self._stems = [self._stem(index, token) for index, token in enumerate(article.tokens)]
        self._own = own_tokens(article)
        self._entities: dict[int, set[str]] = defaultdict(set)
        for statement in article.statements:
            self._entities[statement.sentence].update(statement.entities)

    def profile(self, statement: Statement) -> Profile:
        """What of a statement is compared."""
        article, families = self._article, self._families
        inside = self._own[statement.id]
        tokens = [article.tokens[index] for index in inside]
        words = [self._words[index] for index in inside]
        stems = self._content(inside, statement.entities)
        length = max(1, article.article.end - article.article.start)
        holder = (statement.holder.entity,) if statement.holder.entity else ()
        dates = tuple(d for i in statement.timexes if (d := _date(self._timexes.get(i), _DAYS_OF_DATE)))
        return Profile(
            statement=statement,
            position=(statement.start - article.article.start) / length,
            words=tuple(word for word in words if word),
            stems=stems,
            context=self._context(statement.sentence) or stems,
            grams=_grams(stems),
            senses=self._senses(inside),
            agreements=self._agreements(inside),
            names=frozenset(
                (
                    *map(_entity_stem, statement.entities),
                    *(word for token, word in zip(tokens, words, strict=True) if word and token.pos == "PROPN"),
                )
            ),
            predicates=frozenset(
                families.family(form, token.lemma)
                for token in tokens
                if token.pos in _ACTS and not families.is_stopword(form := self._form(token))
                if token.pos == "VERB" or families.is_act(form, token.lemma)
            ),
            opposed=self._oppositions.read(
                {word.lower() for token in tokens for word in (token.lemma, self._form(token))}
            ),
            one_more=self._is_one_more(tokens),
            direct=statement.quotation in self._direct,
            entities=frozenset((*statement.entities, *holder)),
            bearers=self._bearers(statement.entities),
            kinds=frozenset(self._named[index] for index in inside) - {""},
            figures=tuple(f for i in statement.quantities if (f := self._figure(self._quantities.get(i)))),
            dates=dates,
            periods=tuple(d for i in statement.timexes if (d := _date(self._timexes.get(i), _DAYS_OF_PERIOD))),
            news=self._news(dates),
        )

    def _is_one_more(self, tokens: Sequence[Token]) -> bool:
        before = itertools.takewhile(lambda token: token.pos not in _VERBS, tokens)
        return any(self._oppositions.is_one_more(token.lemma.lower()) for token in before)

    def _bearers(self, entities: Iterable[str]) -> dict[EntityKind, frozenset[str]]:
        bearers: dict[EntityKind, set[str]] = defaultdict(set)
        for entity in entities:
            if entity in self._kinds:
                bearers[self._kinds[entity]].add(entity)
        return {kind: frozenset(found) for kind, found in bearers.items()}

    def _news(self, dates: Iterable[tuple[str, str]]) -> frozenset[News]:
        days = {number_day(first) for first, last in dates if first[:10] == last[:10]}
        known = (News(d, self._published - d) for d in days if d and self._published)
        return frozenset(news for news in known if 0 <= news.ago < _DAYS_OF_NEWS)

    def _form(self, token: Token) -> str:
        return self._article.text[token.start : token.end]

    def _range(self, start: int, end: int) -> range:
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def _stem(self, index: int, token: Token) -> str:
        """The stem of a word of content; empty for others, and for a part of a name, which counts as its entity."""
        form = self._form(token)
        if self._named[index] or not _has_content(form) or self._families.is_stopword(form):
            return ""
        return self._families.family(form, token.lemma)

    def _content(self, inside: Iterable[int], entities: Iterable[str]) -> Counter[str]:
        counts = Counter(map(_entity_stem, entities))
        counts.update(stem for index in inside if (stem := self._stems[index]))
        return counts

    def _senses(self, inside: Iterable[int]) -> Counter[str]:
        tokens = self._article.tokens
        facts = (self._dictionary.facts(self._form(tokens[k]).lower()) for k in inside if tokens[k].pos in _SENSES)
        return Counter(known.clusters[0] for known in facts if known.clusters)

    def _agreements(self, inside: Sequence[int]) -> dict[str, str]:
        """Gender and number that participles show of what they say it of: at the start, or after a verb of being."""
        tokens, families = self._article.tokens, self._families
        shown: dict[str, str] = {}
        for place, index in enumerate(inside):
            if tokens[index].pos != "VERB":
                continue
            before = place - 1
            while before >= 0 and tokens[inside[before]].pos in _BETWEEN:
                before -= 1
            agrees = place == 0 or (before >= 0 and families.is_being(tokens[inside[before]].lemma))
            if agrees and (shows := families.agreement(self._form(tokens[index]))):
                shown[tokens[index].lemma] = shows
        return shown

    def _context(self, sentence: int) -> Mapping[str, int]:
        if sentence not in self._contexts:
            sentences = self._article.sentences
            span = sentences[sentence] if 0 <= sentence < len(sentences) else None
            entities = sorted(self._entities[sentence])
            self._contexts[sentence] = self._content(self._range(span.start, span.end), entities) if span else {}
        return self._contexts[sentence]

    def _figure(self, quantity: Quantity | None) -> Figure | None:
        if quantity is None or (quantity.counted is None and quantity.unit is None):
            return None
        counted = quantity.counted
        label = self._families.stem(counted.lemma.split()[0] if counted.lemma else counted.text) if counted else ""
        return Figure(quantity.low, quantity.high, f"|{quantity.unit}" if quantity.unit else label)


def _entity_stem(entity: str) -> str:
    """An entity as a stem."""
    return _ENTITY + entity


def _is_word(form: str) -> bool:
    return any(character.isalnum() for character in form)


def _has_content(form: str) -> bool:
    """Whether a word may be a stem: days of the month and other short numbers are compared as slots."""
    if not _is_word(form) or len(form) < 2:
        return False
    return not (form.isdigit() and len(form) < 3)


def _grams(stems: Iterable[str]) -> Counter[str]:
    return Counter(f"^{stem}"[i : i + 4] for stem in stems if stem[0] != _ENTITY for i in range(max(1, len(stem) - 2)))


def _date(timex: Timex | None, longest: int) -> tuple[str, str] | None:
    if timex is None or timex.type not in {"DATE", "TIME"} or not timex.earliest or not timex.latest:
        return None
    return (timex.earliest, timex.latest) if days_between(timex.earliest, timex.latest) <= longest else None


def days_between(earliest: str, latest: str) -> float:
    """Days from one ISO date to another, about: months count 31 days; infinite where a part cannot be read."""
    try:
        (y, m, d), (z, n, e) = (tuple(map(int, date.split("T")[0].split("-"))) for date in (earliest, latest))
    except ValueError:
        return math.inf
    return abs((z - y) * 372 + (n - m) * 31 + (e - d))


class Weights:
    """The weights of stems among the statements that are compared with each other."""

    def __init__(self, profiles: Iterable[Profile], pack: LanguagePack) -> None:
        # Copies count once: how often a report was copied must not change what its words weigh.
        distinct = {profile.words: profile for profile in profiles}
        self._frequency = Counter(stem for profile in distinct.values() for stem in profile.stems)
        self._size = len(distinct)
        self._background = load_background(pack)
        self.of = lru_cache(maxsize=None)(self._of)

    def _of(self, stem: str) -> float:
        expected = _PRIOR_STATEMENTS * self._expected_share(stem)
        return math.log((self._size + _PRIOR_STATEMENTS) / (self._frequency[stem] + expected))

    def _expected_share(self, stem: str) -> float:
        """The share of statements that a stem is expected in: from the background, else by its length."""
        if stem.startswith(_ENTITY):
            return _ENTITY_SHARE
        if self._background is not None:
            key = NUMBER + stem if stem.isdigit() else stem
            return float(self._background.share_of_words((key,))[0]) / _STATEMENTS_OF_ARTICLE
        return 0.000625 if stem.isdigit() else max(0.02 * 0.5 ** max(0, len(stem) - 3), 0.000625)

    def vector(self, stems: Iterable[str]) -> dict[str, float]:
        """Stems with their weights."""
        return {stem: self.of(stem) for stem in stems}
