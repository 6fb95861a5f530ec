"""Tokens: words, numbers and marks, with their offsets.

The tokenizer knows no language. What a language joins or takes apart (elisions such as ``l'``, enclitics such as
``-t-il`` or ``'s``, words that stay whole) is given as `TokenRules` from its pack, and follows the Universal
Dependencies treebanks, on which the taggers are trained, with these choices of our own:

- a word with hyphens is one token unless it ends in an enclitic (``North-South``, ``Jean-Luc``);
- a number with spaces between its thousands is one token (``76 000``), as are a date in digits and an hour;
- a unit written onto its number is a token of its own (``3.2`` ``bn``), any other letters stay with the digits
  (``15h30``, ``80e``, ``G7``);
- an address, a handle and a hashtag are one token each, as are the doubled marks `` and '' of plain-text archives.

Every character that is no whitespace belongs to exactly one token. All patterns are linear in the length of the text:
quantifiers that could meet again over the same stretch are possessive or bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from recoupe.text.normalize import APOSTROPHES, DASHES

_APOSTROPHE = f"[{APOSTROPHES}]"
_HYPHEN = "[" + re.escape(DASHES[0] + DASHES[2:4]) + "]"
_LETTER = r"[^\W\d_]"
# A single capital: any letter that is no small letter of the Latin, Greek or Cyrillic alphabets.
_CAPITAL = r"[^\W\d_a-zß-öø-ÿœα-ωа-я]"
# Marks on or inside words that \w leaves out: accents apart, soft hyphens, joiners, vowel signs.
_WITHIN = (
    r"\u0300-\u036f\u00ad\u200b-\u200d\u2060\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670"
    r"\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e"
)
_WORD = rf"\w[\w{_WITHIN}]*+"
_NUMBER = r"\d++(?:[.,]\d++)*+"

_WEB = (
    r"(?:https?://|www\.)[^\s<>«»“”\"]*[^\s<>«»“”\".,;:!?…)\]'’]",
    r"[\w.+\-]{1,64}+@[\w\-]{1,63}+(?:\.[\w\-]{1,63}+){1,5}(?<![.\-])",
    r"[@#]\w++",
)
_DATES = (
    r"\d{1,2}(?P<separator>[/.\-])\d{1,2}(?P=separator)\d{4}(?!\w)",
    r"\d{1,2}/\d{1,2}/\d{2}(?!\w)",
    r"\d{4}-\d{2}-\d{2}(?!\w)",
    r"\d{1,4}/\d{1,4}(?![\w/])",
    r"\d{1,2}:\d{2}(?::\d{2})?(?!\w)",
)
_MARKS = (r"°[CF](?!\w)", r"\.{2,}+", r"[!?]{2,}+", r"``", r"''", r"(?P<rule>[-=*_~–—])(?P=rule)++", r"\S")


class RawToken(NamedTuple):
    """A token without any analysis: ``[start, end)`` in code points of the text."""

    start: int
    end: int


@dataclass(frozen=True)
class TokenRules:
    """What a language joins or takes apart. Words are given with plain apostrophes and hyphens; texts may have any.

    Attributes:
        elisions: words that end in an apostrophe, without it.
        enclitics: endings that follow a hyphen or an apostrophe, without it; one that holds an apostrophe itself
            (``n't``) is cut off as it stands.
        joined: words with an inner apostrophe, or ending like an enclitic, that are one token all the same.
        abbreviations: words that keep their final point.
        thousands: marks, spaces among them, between the thousands of a number.
        units: units that are cut off the number they are written onto.
        elided_before: small letters before which an elision happens; any when empty.
    """

    elisions: tuple[str, ...] = ()
    enclitics: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    thousands: tuple[str, ...] = ("\u00a0", "\u2009", "\u202f")
    units: tuple[str, ...] = ()
    elided_before: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The tokenizer as one regular expression; the first alternative that matches wins."""
        alternatives = [rf"{_LETTER}++(?=[\s,])", *_WEB, *_DATES, *self._numbers(), *self._words(), *_MARKS]
        return re.compile("|".join(alternatives))

    def _numbers(self) -> list[str]:
        spaces = "".join(re.escape(mark) for mark in self.thousands if mark.isspace())
        found = [rf"\d{{1,3}}(?:[{spaces}]\d{{3}})++(?![\d\w])(?:[.,]\d++)?"] if spaces else []
        found.append(rf"{_NUMBER}(?![\w{_WITHIN}])(?!{_HYPHEN}\w)")
        if self.units:
            found.append(rf"{_NUMBER}(?=(?i:{_either(self.units)})(?!\w))")
        return [*found, r"\d++(?:[.,]\d++)++"]

    def _words(self) -> list[str]:
        endings = tuple(e for e in self.enclitics if not _holds_apostrophe(e))
        glued = tuple(e for e in self.enclitics if _holds_apostrophe(e))
        found = []
        if self.joined:
            found.append(rf"(?i:{_either(self.joined)})(?!\w)")
        if self.elisions:
            found.append(rf"(?i:{_either(self.elisions)}){_APOSTROPHE}(?={self._elided()})")
        if glued:
            found.append(rf"(?i:{_either(glued)})(?!\w)")
            found.append(rf"\w+?(?=(?i:{_either(glued)})(?!\w))")
        stop = ""
        if endings:
            # Two endings may follow each other (-le-moi), but no ending stands inside a name (Bar-le-Mont).
            last = rf"(?!\w)(?!{_HYPHEN}(?!(?i:{_either(endings)})(?!\w))\w)"
            ending = rf"(?:{_HYPHEN}|{_APOSTROPHE})(?i:{_either(endings)}){last}"
            stop = f"(?!{ending})"
            found.append(rf"(?<=\S){ending}")
        if self.abbreviations:
            found.append(rf"(?:{_either(self.abbreviations)})\.(?=\s*+[\w(«“\",;:)\-])(?!\w)")
        found.append(rf"(?:{_LETTER}\.){{2,}}+(?:{_LETTER}(?!\w))?")
        found.append(rf"(?:{_CAPITAL}\.{_HYPHEN}){{1,4}}+{_CAPITAL}\.")
        found.append(rf"{_CAPITAL}\.(?=\s?\w)")
        inner = rf"{stop}(?:{_HYPHEN}|{_APOSTROPHE}|/|&|\.(?=[a-z]{{2,6}}(?!\w)))"
        found.append(rf"{_WORD}(?:{inner}{_WORD})*+(?:(?<=[^\W\d_])\+(?![\w+]))?")
        return found

    def _elided(self) -> str:
        if not self.elided_before:
            return r"\w|[«“\"]"
        return rf"(?i:[{self.elided_before}])|[\d«“\"]|{_CAPITAL}(?=[\d\s.]|{_CAPITAL})"


def _holds_apostrophe(word: str) -> bool:
    return any(mark in word for mark in APOSTROPHES)


def _either(words: tuple[str, ...]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace("'", _APOSTROPHE).replace(r"\-", _HYPHEN) for w in ordered)


def tokenise(text: str, rules: TokenRules, start: int = 0, end: int | None = None) -> list[RawToken]:
    """Tokens of ``text[start:end]``, in order, with offsets into `text`; whitespace belongs to none."""
    stop = len(text) if end is None else end
    return [RawToken(m.start(), m.end()) for m in rules.pattern.finditer(text, start, stop)]


@lru_cache(maxsize=8)
def neutral_rules() -> TokenRules:
    """Rules for a language without a pack."""
    return TokenRules()
