"""Words of which one thing has but one: *first* and *second*, *killed* and *wounded*.

Opposition
    Groups of lemmas or forms, listed in ``claims.toml`` of a pack: two statements with words of two groups, and none of
    one group, are not of one thing, however much else they share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from recoupe.languages.pack import LanguagePack

Opposed = Mapping[int, frozenset[int]]
"""By number of an opposition, the groups of it that some words are in."""


class Opposition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One opposition.

    Attributes:
        why: what the groups are.
        groups: lemmas or forms, in lower case.
    """

    why: str
    groups: tuple[tuple[str, ...], ...]


class _ClaimWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``claims.toml``: what tells two statements apart that are otherwise in the same words."""

    one_more: frozenset[str] = frozenset()
    opposition: tuple[Opposition, ...] = ()


class Oppositions:
    """The oppositions of one language."""

    def __init__(self, pack: LanguagePack) -> None:
        section = pack.section("claims", _ClaimWords) or _ClaimWords()
        self._one_more = section.one_more
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, opposition in enumerate(section.opposition):
            for group, words in enumerate(opposition.groups):
                for word in words:
                    self._places[word].append((number, group))

    def read(self, words: Iterable[str]) -> Opposed:
        """The groups that some lemmas and forms, in lower case, are in."""
        found: dict[int, set[int]] = defaultdict(set)
        for word in words:
            for number, group in self._places.get(word, ()):
                found[number].add(group)
        return {number: frozenset(groups) for number, groups in found.items()}

    def is_one_more(self, lemma: str) -> bool:
        """Whether a word before a noun makes it another of its kind."""
        return lemma in self._one_more


def are_opposed(one: Opposed, other: Opposed) -> bool:
    """Whether some opposition has words of both, and no group in common."""
    return any(one[number].isdisjoint(other[number]) for number in one.keys() & other.keys())


@cache
def oppositions_of(pack: LanguagePack) -> Oppositions:
    """The oppositions of a pack; the same object for the same pack."""
    return Oppositions(pack)
