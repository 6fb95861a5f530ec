"""Cuts a text into sentences and tokens by the rules of a pack, before anything is known of its words.

The rules stand in ``language.toml`` (elisions, enclitics, abbreviations) and, where a language has them, in
``tokens.toml`` and ``sentences.toml``.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from recoupe.languages.pack import LanguagePack
from recoupe.model.span import Span
from recoupe.text.sentences import split_sentences
from recoupe.text.tokens import RawToken, TokenRules, tokenise


class TokensSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``tokens.toml``.

    Attributes:
        units: units that are cut off the number they are written onto.
        elided_before: small letters before which an elision happens.
    """

    units: tuple[str, ...]
    elided_before: str


class SentencesSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``sentences.toml``.

    Attributes:
        titles: abbreviations that a name always follows; they stand in ``language.toml`` too.
        ordinal_point: an ordinal is a number with a point (``3. Mai``).
        inward_marks: quotation marks may point inward (``»so«``) as well as outward.
    """

    titles: tuple[str, ...]
    ordinal_point: bool = False
    inward_marks: bool = False


class Reading(NamedTuple):
    """A text cut up: its sentences, and the tokens of each."""

    sentences: list[Span]
    tokens: list[list[RawToken]]


class Reader:
    """Cuts texts by the rules of one pack."""

    def __init__(self, pack: LanguagePack) -> None:
        section = pack.section("sentences", SentencesSection)
        self._section = section or SentencesSection(titles=())
        self._rules = token_rules(pack)
        self._abbreviations = frozenset(pack.language.abbreviations)
        self._titles = frozenset(self._section.titles)
        self._openers = frozenset(pack.language.stopwords)

    def read(self, text: str, start: int = 0, end: int | None = None) -> Reading:
        """Sentences of ``text[start:end]`` with their tokens; no token crosses the end of a sentence."""
        sentences = split_sentences(
            text,
            self._abbreviations,
            start,
            end,
            titles=self._titles,
            openers=self._openers,
            ordinal_point=self._section.ordinal_point,
            inward_marks=self._section.inward_marks,
        )
        return Reading(sentences, [tokenise(text, self._rules, s.start, s.end) for s in sentences])


def token_rules(pack: LanguagePack) -> TokenRules:
    """The tokenizer's rules of a pack."""
    language = pack.language
    section = pack.section("tokens", TokensSection)
    return TokenRules(
        elisions=language.elisions,
        enclitics=language.enclitics,
        joined=language.joined,
        abbreviations=language.abbreviations,
        thousands=language.thousands,
        units=section.units if section else (),
        elided_before=section.elided_before if section else "",
    )
