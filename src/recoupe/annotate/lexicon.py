"""What `mentions.toml` of a language pack says, in the form that the finders of names read.

State
    A country, keyed by its ISO 3166 code, with its names, its capitals and the adjectives of its people. The usual
    names come from the Unicode CLDR (through Babel); a pack adds other names, capitals and adjectives.
Phrase
    A word or group of the pack as a tuple of folded words; phrases are looked up longest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, NamedTuple, TypeVar

import msgspec

from recoupe.languages.dictionary import Dictionary, load_dictionary
from recoupe.languages.pack import LanguagePack
from recoupe.model.annotation import EntityKind
from recoupe.text.normalize import APOSTROPHES, fold_text

Words = tuple[str, ...]
Value = TypeVar("Value")

_SPLIT = re.compile(rf"[\s{APOSTROPHES}]+")
_UNNAMED = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes of the CLDR that name no territory."""


class StateWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for one state; names are those beside its usual one."""

    capitals: tuple[str, ...]
    adjectives: tuple[str, ...]
    names: tuple[str, ...]


class MentionSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``mentions.toml``.

    Attributes:
        determiners: words before a name that are no part of it; definite: those that point at what was named;
            indefinite: those that bring in somebody or something new.
        joints: small words inside the name of an institution; links: those of them that open a complement.
        locatives: prepositions after which a capital is a place and nothing else.
        grounded: nouns whose complement is a place.
        conjunctions: words that put a second state beside the first.
        place_heads: nouns that are part of a place's name.
        named_after: by kind, nouns right before a person's name that make it the name of something else.
        impersonal: beginnings after a pronoun that show it to stand for nobody.
        agencies, media: names of news agencies and of other media; organisations: names of others.
        titles, roles: by gender (``m``, ``f``, ``n`` when it does not show).
        unique_roles: by office, roles that one person at a time holds for a state.
        institutions: by kind, words that begin the name of an institution.
        pronouns: pronoun -> gender and number (``fs``).
        states: by ISO 3166 code.
        endings: what an adjective takes.
    """

    determiners: tuple[str, ...]
    definite: tuple[str, ...]
    indefinite: tuple[str, ...]
    joints: tuple[str, ...]
    links: tuple[str, ...]
    locatives: tuple[str, ...]
    grounded: tuple[str, ...]
    conjunctions: tuple[str, ...]
    place_heads: tuple[str, ...]
    impersonal: tuple[str, ...]
    agencies: tuple[str, ...]
    media: tuple[str, ...]
    organisations: tuple[str, ...]
    titles: dict[str, tuple[str, ...]]
    roles: dict[str, tuple[str, ...]]
    unique_roles: dict[str, tuple[str, ...]]
    institutions: dict[str, tuple[str, ...]]
    pronouns: dict[str, str]
    named_after: dict[EntityKind, tuple[str, ...]] = msgspec.field(default_factory=dict)
    states: dict[str, StateWords]
    endings: dict[str, tuple[str, ...]]


class Phrases(Generic[Value]):
    """Phrases with a value each, looked up in running text, the longest first."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._by_first: dict[str, list[tuple[Words, Value]]] = {}
        for text, value in entries:
            words = _phrase_words(text)
            if words:
                self._by_first.setdefault(words[0], []).append((words, value))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda entry: (-len(entry[0]), entry[0]))

    def at(self, words: Sequence[str], position: int) -> tuple[int, Value] | None:
        """The longest phrase that starts at a position: how many words it has, and its value."""
        for phrase, value in self._by_first.get(words[position], ()):
            if len(phrase) == 1 or tuple(words[position : position + len(phrase)]) == phrase:
                return len(phrase), value
        return None

    def endings(self) -> frozenset[str]:
        """The last words of all phrases."""
        return frozenset(words[-1] for entries in self._by_first.values() for words, _ in entries)


class StateName(NamedTuple):
    """A name of a state or of its capital; `upper` when it counts in capitals alone, such as ``US``."""

    code: str
    capital: bool
    upper: bool


class Listed(NamedTuple):
    """An organisation of the lists: its subkind (empty for most); `upper` when it counts in capitals alone (``UN``)."""

    subkind: str
    upper: bool


class Role(NamedTuple):
    """A function: the gender it shows (empty when none), and the office when one person at a time holds it."""

    gender: str
    office: str


@dataclass(frozen=True)
class Lexicon:
    """A pack's words, ready to be looked up; see `MentionSection`."""

    determiners: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    joints: frozenset[str]
    links: frozenset[str]
    locatives: frozenset[str]
    grounded: frozenset[str]
    conjunctions: frozenset[str]
    place_heads: Phrases[str]
    named_after: dict[str, EntityKind]
    impersonal: Phrases[str]
    organisations: Phrases[Listed]
    titles: dict[str, str]
    roles: Phrases[Role]
    institutions: Phrases[str]
    pronouns: dict[str, str]
    states: Phrases[StateName]
    sovereign: frozenset[str]
    adjectives: dict[str, str]
    dictionary: Dictionary


def _phrase_words(text: str) -> Words:
    """A phrase as the folded words that the tokenizer would make of it."""
    return tuple(word for word in _SPLIT.split(fold_text(text)) if word)


@cache
def load_lexicon(pack: LanguagePack) -> Lexicon | None:
    """The words of a pack, or None when it has no ``mentions.toml``.

    Raises:
        LanguagePackError: the file does not have the shape.
    """
    section = pack.section("mentions", MentionSection)
    if section is None:
        return None
    offices = {_phrase_words(role): office for office, roles in section.unique_roles.items() for role in roles}
    roles = [
        (role, Role("" if gender == "n" else gender, offices.get(_phrase_words(role), "")))
        for gender, names in section.roles.items()
        for role in names
    ]
    known = [(section.organisations, ""), (section.media, "medium"), (section.agencies, "agency")]
    return Lexicon(
        determiners=frozenset(section.determiners),
        definite=frozenset(section.definite),
        indefinite=frozenset(section.indefinite),
        joints=frozenset(section.joints),
        links=frozenset(section.links),
        locatives=frozenset(section.locatives),
        grounded=frozenset(section.grounded),
        conjunctions=frozenset(section.conjunctions),
        place_heads=Phrases((head, head) for head in section.place_heads),
        named_after={fold_text(noun): kind for kind, nouns in section.named_after.items() for noun in nouns},
        impersonal=Phrases((beginning, beginning) for beginning in section.impersonal),
        organisations=Phrases(_listed(known)),
        titles={fold_text(t): "" if gender == "n" else gender for gender, ts in section.titles.items() for t in ts},
        roles=Phrases(roles),
        institutions=Phrases((head, kind) for kind, heads in section.institutions.items() for head in heads),
        pronouns=dict(section.pronouns),
        states=Phrases(_state_names(pack.code, section)),
        sovereign=frozenset(section.states),
        adjectives={
            fold_text(adjective + ending): code
            for code, words in sorted(section.states.items(), reverse=True)
            for adjective in words.adjectives
            for ending in section.endings.get("adjective", ("",))
        },
        dictionary=load_dictionary(pack),
    )


def _listed(known: Iterable[tuple[Iterable[str], str]]) -> list[tuple[str, Listed]]:
    """Listed organisations; one that is listed in small letters as well counts in any."""
    listed: dict[Words, tuple[str, Listed]] = {}
    for names, subkind in known:
        for name in sorted(names, key=str.isupper):
            listed.setdefault(_phrase_words(name), (name, Listed(subkind, name.isupper())))
    return list(listed.values())


def _state_names(language: str, section: MentionSection) -> list[tuple[str, StateName]]:
    """Names of states and capitals; a name of a state wins over a capital of the same name."""
    from babel import Locale  # noqa: PLC0415 - only names of states need it, and it is slow to load

    usual = Locale(language).territories
    names: dict[Words, tuple[str, StateName]] = {}
    for code, words in sorted(section.states.items()):
        for name in words.capitals:
            names.setdefault(_phrase_words(name), (name, StateName(code, capital=True, upper=False)))
    for code, name in sorted(usual.items()):
        if len(code) == 2 and code not in _UNNAMED:
            plain = re.sub(r"\s*\(.*?\)", "", name)
            names[_phrase_words(plain)] = (plain, StateName(code, capital=False, upper=False))
    for code, words in sorted(section.states.items()):
        for name in words.names:
            names[_phrase_words(name)] = (name, StateName(code, capital=False, upper=name.isupper()))
    return list(names.values())
