"""Reduces words to what they share with their relatives, so that reports in other words can be compared.

Stem
    What Snowball leaves of a word, folded; for a language without a stemmer, the folded word.
Family
    The stem of the verb that a noun of an act belongs to: "opening" and "open" are one. The pack's table of such nouns
    comes first, the stem decides for the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import msgspec

from recoupe.languages.pack import LanguagePack
from recoupe.text.normalize import fold_text
from recoupe.text.stems import stem as snowball


class _Words(msgspec.Struct, frozen=True, kw_only=True):
    """The part of ``statements.toml`` that this module reads."""

    nominals: dict[str, str] = {}
    being: frozenset[str] = frozenset()
    agreement: dict[str, tuple[str, ...]] = {}


class Families:
    """The stems and families of one language."""

    def __init__(self, pack: LanguagePack) -> None:
        section = pack.section("statements", _Words)
        words = section or _Words()
        self._nominals = dict(words.nominals)
        self._being = words.being
        self._agreement = words.agreement
        self._stemmer = pack.language.stemmer
        self._stopwords = frozenset(fold_text(word) for word in pack.language.stopwords)
        self.stem = lru_cache(maxsize=65536)(self._stem)
        self.family = lru_cache(maxsize=65536)(self._family)

    def _stem(self, word: str) -> str:
        """The stem of a word in any case."""
        return snowball(word.lower(), self._stemmer)

    def _family(self, word: str, lemma: str) -> str:
        """The stem of a word, or that of its verb where it is a noun of an act."""
        verb = self._nominals.get(lemma) or self._nominals.get(word.lower())
        return self.stem(verb or word)

    def is_act(self, word: str, lemma: str) -> bool:
        """Whether a noun names an act of a verb that the pack knows."""
        return lemma in self._nominals or word.lower() in self._nominals

    def is_being(self, lemma: str) -> bool:
        """Whether a verb joins a participle to its subject, so that it agrees with it."""
        return lemma in self._being

    def agreement(self, form: str) -> str:
        """Gender and number that the ending of a participle shows, ``-`` for one it leaves open; empty for none."""
        return ending_shows(form.lower(), self._agreement)

    def is_stopword(self, word: str) -> bool:
        """Whether a word has no content of its own."""
        return fold_text(word) in self._stopwords


def ending_shows(form: str, agreement: Mapping[str, Sequence[str]]) -> str:
    """What the longest known ending of a form shows; empty where it has none.

    Args:
        form: in lower case.
        agreement: what is shown, gender and number of a participle, say -> endings.
    """
    endings = ((len(e), shows) for shows, listed in agreement.items() for e in listed if form.endswith(e))
    return max(endings, default=(0, ""))[1]


def may_agree(one: str, other: str) -> bool:
    """Whether gender and number that two words show are the same, or left open (``-``) by one of them."""
    return all(a == b or "-" in (a, b) for a, b in zip(one, other, strict=True))


@cache
def families_of(pack: LanguagePack) -> Families:
    """The families of a pack; the same object for the same pack."""
    return Families(pack)
