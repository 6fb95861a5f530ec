"""Sets side by side how the reports name the same thing.

Term
    One way of naming it, as a report writes it.
Same thing
    Either an entity, whose roles and other names the reports chose differently; or an act: nouns that the pack lists as
    names of one kind of act, said of the same object or standing in statements of one firm claim.

No term is judged, and none is called neutral.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from recoupe.languages.pack import LanguagePack, pack_for
from recoupe.model.annotation import AnnotatedArticle, Mention, Token
from recoupe.model.finding import Term, Wording
from recoupe.model.group import Claim, Entity, Evidence
from recoupe.model.span import ArticleSpan
from recoupe.text.normalize import fold_text

_OBJECT_WINDOW = 8
"""Tokens after the noun of an act in which its object is named: preposition, article, a noun of kind, the name."""

_MOST_SPANS = 12
"""Places of a term that are kept as evidence in each article."""


class _Act(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[act]]``: nouns that may name one act, as lemmas."""

    kind: str
    terms: frozenset[str]


class _WordingWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``wording.toml``."""

    act: tuple[_Act, ...]


class Use(NamedTuple):
    """A term where it is used: its folded form, its words, and what it is said of."""

    key: str
    words: str
    span: ArticleSpan
    about: str


def compare_wording(
    articles: Sequence[AnnotatedArticle], entities: Sequence[Entity], claims: Sequence[Claim]
) -> tuple[Wording, ...]:
    """Wordings of entities, acts on an object, and acts of a claim, sorted by what they are about.

    Args:
        articles: with tokens, mentions and statements.
        entities: across the articles.
        claims: firm ones are searched for acts that their statements name differently.
    """
    by_id = {article.article.id: article for article in articles}
    found = [
        *_entity_wordings(entities, by_id),
        *_object_wordings(articles, entities),
        *_claim_wordings(articles, claims),
    ]
    return tuple(sorted(found, key=lambda w: (w.about, w.because[0].rule, [t.term for t in w.terms])))


def _entity_wordings(entities: Sequence[Entity], articles: Mapping[str, AnnotatedArticle]) -> Iterator[Wording]:
    for entity in entities:
        named = {word for spelling in (entity.name, *entity.spellings) for word in fold_text(spelling).split()}
        uses: list[Use] = []
        other_words = False
        for mention in entity.mentions:
            article = articles.get(mention.article)
            if article is None or mention.form == "pronoun" or mention.field != "text":
                continue
            words = article.text[mention.start : mention.end]
            key = fold_text(words)
            other_words = other_words or (mention.form != "name" and not named & set(key.split()))
            span = ArticleSpan(article=mention.article, start=mention.start, end=mention.end)
            uses.append(Use(key, words, span, entity.id))
        if other_words:
            yield from _wording(entity.id, uses, "names-of-one-entity")


def _object_wordings(articles: Sequence[AnnotatedArticle], entities: Sequence[Entity]) -> Iterator[Wording]:
    owners = {(m.article, m.start, m.end): entity.id for entity in entities for m in entity.mentions}
    uses: dict[tuple[str, str], list[Use]] = defaultdict(list)
    for article in articles:
        acts = _acts_of(article)
        names = _names(article)
        starts = [mention.start for mention in names]
        for index, token in enumerate(article.tokens):
            for kind in _kinds(acts, token):
                name = _object(article, index, names, starts)
                if name is not None:
                    about = owners.get((name.article, name.start, name.end), name.chain)
                    uses[kind, _last_word(name.name)].append(_use(article, token, about))
    for key in sorted(uses):
        yield from _wording(min(use.about for use in uses[key]), uses[key], "acts-on-one-object")


def _claim_wordings(articles: Sequence[AnnotatedArticle], claims: Sequence[Claim]) -> Iterator[Wording]:
    places = {s.id: (article, s) for article in articles for s in article.statements}
    starts = {article.article.id: [token.start for token in article.tokens] for article in articles}
    acts = {article.article.id: _acts_of(article) for article in articles}
    for claim in claims:
        if not claim.certain or len(claim.statements) < 2:
            continue
        uses: dict[str, list[Use]] = defaultdict(list)
        for article, statement in (places[s] for s in claim.statements if s in places):
            of = starts[statement.article]
            for token in article.tokens[bisect_left(of, statement.start) : bisect_left(of, statement.end)]:
                for kind in _kinds(acts[statement.article], token):
                    uses[kind].append(_use(article, token, claim.id))
        for kind in sorted(uses):
            yield from _wording(claim.id, uses[kind], "acts-of-one-claim")


def _wording(about: str, uses: Iterable[Use], rule: str) -> Iterator[Wording]:
    """The wording of uses, where at least two reports choose between at least two terms."""
    by_term: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        by_term[use.key].append(use)
    articles = {use.span.article for found in by_term.values() for use in found}
    if len(by_term) < 2 or len(articles) < 2:
        return
    terms = []
    for key in sorted(by_term):
        found = sorted(by_term[key], key=lambda use: use.span)
        owners = tuple(sorted({use.span.article for use in found}))
        spans = [span for owner in owners for span in [u.span for u in found if u.span.article == owner][:_MOST_SPANS]]
        terms.append(Term(term=found[0].words, articles=owners, spans=tuple(spans)))
    if len({term.articles for term in terms}) < 2 and rule != "names-of-one-entity":
        return
    because = Evidence(rule=rule, score=None, spans=tuple(term.spans[0] for term in terms))
    yield Wording(about=about, terms=tuple(terms), because=(because,))


def _use(article: AnnotatedArticle, token: Token, about: str) -> Use:
    words = article.text[token.start : token.end]
    span = ArticleSpan(article=article.article.id, start=token.start, end=token.end)
    return Use(fold_text(token.lemma) or fold_text(words), words, span, about)


def _kinds(acts: Mapping[str, tuple[str, ...]], token: Token) -> tuple[str, ...]:
    """The kinds of act that a noun may name."""
    return acts.get(token.lemma, ()) if token.pos == "NOUN" else ()


def _acts_of(article: AnnotatedArticle) -> Mapping[str, tuple[str, ...]]:
    """By noun, the kinds of act it may name in the language of an article."""
    return _acts(pack_for(article.language))


@lru_cache(maxsize=8)
def _acts(pack: LanguagePack) -> Mapping[str, tuple[str, ...]]:
    section = pack.section("wording", _WordingWords)
    kinds: dict[str, list[str]] = defaultdict(list)
    for act in section.act if section else ():
        for term in act.terms:
            kinds[term].append(act.kind)
    return {term: tuple(sorted(found)) for term, found in kinds.items()}


def _names(article: AnnotatedArticle) -> list[Mention]:
    named = (m for m in article.mentions if m.form in {"name", "alias"} and m.field == "text")
    return sorted(named, key=lambda m: (m.start, m.end, m.id))


def _object(article: AnnotatedArticle, index: int, names: Sequence[Mention], starts: Sequence[int]) -> Mention | None:
    """The first name after the noun of an act, before any verb or mark."""
    tokens = article.tokens
    end = tokens[index].end
    for token in tokens[index + 1 : index + 1 + _OBJECT_WINDOW]:
        if token.pos in {"VERB", "AUX", "PUNCT"} or token.sentence != tokens[index].sentence:
            return None
        first = bisect_left(starts, end)
        if first < len(names) and names[first].start <= token.start < names[first].end:
            return names[first]
    return None


def _last_word(name: str) -> str:
    words = fold_text(name).split()
    return words[-1] if words else ""
