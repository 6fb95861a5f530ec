"""Tokens: words, numbers and marks, with their offsets.

The tokenizer knows no language. What a language joins or takes apart (elisions such as ``l'``, enclitics such as
``-t-il`` or ``'s``, words that stay whole) is given as `TokenRules` from its pack, and follows the Universal
Dependencies treebanks, on which the taggers are trained.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from recoupe.text.normalize import APOSTROPHES, DASHES

_A = f"[{APOSTROPHES}]"
_H = "[" + re.escape(DASHES[:5]) + "]"
_NUMBER = r"\d{1,3}(?:[\u0020\u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"


class RawToken(NamedTuple):
    """A token without any analysis: ``[start, end)`` in code points of the text."""

    start: int
    end: int


@dataclass(frozen=True)
class TokenRules:
    """What a language joins or takes apart; see `LanguageSection` for the fields."""

    elisions: tuple[str, ...] = ()
    enclitics: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The tokenizer as one regular expression; the first alternative that matches wins."""
        alternatives = [_NUMBER]
        if self.joined:
            alternatives.append(rf"(?:{_either(self.joined)})(?!\w)")
        if self.elisions:
            alternatives.append(rf"(?:{_either(self.elisions)}){_A}(?=\w|[«“\"])")
        if self.enclitics:
            stop = rf"(?={_H}(?:{_either(self.enclitics)})(?!\w))"
            apostrophe_stop = rf"(?={_A}(?:{_either(self.enclitics)})(?!\w))"
            alternatives.append(rf"(?:{_H}|{_A})(?:{_either(self.enclitics)})(?!\w)")
            alternatives.append(rf"(?:[^\W\d_]\.){{2,}}|\w+(?:(?!{stop})(?:{_H}|\.(?=\w{{2}})|/)\w+)*{apostrophe_stop}")
            inner = rf"(?!{stop})(?:{_H}|/|{_A})"
        else:
            inner = rf"(?:{_H}|/|{_A})"
        if self.abbreviations:
            alternatives.append(rf"(?:{_either(self.abbreviations)})\.(?!\w)")
        alternatives += [r"(?:[^\W\d_]\.)+(?=\s?\w)", rf"\w+(?:{inner}\w+)*", r"\.\.\.", r"\S"]
        return re.compile("|".join(f"(?:{a})" for a in alternatives), re.IGNORECASE if self.elisions else 0)


def _either(words: tuple[str, ...]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace("'", _A).replace(r"\-", _H) for w in ordered)


def tokenise(text: str, rules: TokenRules, start: int = 0, end: int | None = None) -> list[RawToken]:
    """Tokens of ``text[start:end]``, in order, with offsets into `text`; whitespace belongs to none."""
    stop = len(text) if end is None else end
    return [RawToken(m.start(), m.end()) for m in rules.pattern.finditer(text, start, stop)]


@lru_cache(maxsize=8)
def neutral_rules() -> TokenRules:
    """Rules for a language without a pack."""
    return TokenRules()
