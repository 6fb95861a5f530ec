"""Tells what a quotation denies: which of its words stand behind a negation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from recoupe.languages.pack import LanguagePack

_SCOPE = 3
"""Words of content behind a negation that it may be about."""

_BEFORE, _AFTER = 4, 6
"""Words before and behind a particle among which its complement stands: a subject (`nobody`), or a verb group."""


class _Negation(msgspec.Struct, frozen=True, kw_only=True):
    particles: frozenset[str] = frozenset()
    complements: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    undone_by: frozenset[str] = frozenset()


class _Section(msgspec.Struct, frozen=True, kw_only=True):
    """The part of ``statements.toml`` that this module reads."""

    negation: _Negation = msgspec.field(default_factory=_Negation)


@cache
def _negation(pack: LanguagePack) -> _Negation:
    section = pack.section("statements", _Section)
    return section.negation if section else _Negation()


def find_denied(words: Sequence[tuple[str, str, str]], pack: LanguagePack) -> tuple[frozenset[str], frozenset[str]]:
    """Families right behind a negation, and all that stand near behind one.

    Args:
        words: words and marks in order: form without apostrophe, lemma, family (empty without content).
        pack: of their language.
    """
    negation = _negation(pack)
    denied: set[str] = set()
    scope: set[str] = set()
    for index, (form, lemma, _) in enumerate(words):
        if form in negation.particles:
            before, after = words[max(0, index - _BEFORE) : index], words[index + 1 : index + 1 + _AFTER]
            around = [w[0] for w in (*before, *after)]
            if negation.complements.isdisjoint(around) or not negation.undone_by.isdisjoint(around):
                continue
        elif form not in negation.alone and lemma not in negation.alone:
            continue
        following = _following(words[index + 1 :], negation)
        denied.update(following[:1])
        scope.update(following)
    return frozenset(denied), frozenset(scope)


def _following(words: Sequence[tuple[str, str, str]], negation: _Negation) -> list[str]:
    """Families of the next words of content, up to a mark."""
    following: list[str] = []
    for form, _, family in words:
        if not form[0].isalnum() or len(following) == _SCOPE:
            break
        if family and form not in negation.complements:
            following.append(family)
    return following
