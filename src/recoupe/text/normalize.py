"""Folding that keeps the way back.

`fold` makes two spellings of the same words equal: case, accents, ligatures, and the family of an apostrophe, a
quotation mark, a dash or a space no longer count. Every folded character knows the code point that it came from, so a
span found in folded text is a span of the text itself.

Source: Unicode Standard Annex 15 (NFKD) and the default case folding of chapter 3.13, applied one code point at a time
so that the offset map is exact.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

APOSTROPHES = "'\u2018\u2019\u02bc\u02b9\u2032\uff07"
QUOTATION_MARKS = '"\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\uff02'
DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
SPACES = (
    " \t\n\r\x0b\x0c\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)

# Letters that NFKD leaves whole although readers write them as two.
_LIGATURES = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}


class Folded(NamedTuple):
    """A folded text with its map back.

    Attributes:
        text: the folded text.
        offsets: for each folded character, the offset in the text it came from; one more at the end for the end of
            the text. Never decreasing.
    """

    text: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text itself that a span of the folded text came from."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """One code point folded: none, one or several characters."""
    if character in APOSTROPHES:
        return "'"
    if character in QUOTATION_MARKS:
        return '"'
    if character == "\u00ad":
        return ""
    if character in DASHES:
        return "-"
    if character in SPACES:
        return " "
    folded = (_LIGATURES.get(c, c) for c in unicodedata.normalize("NFKD", character.casefold()))
    kept = (c for part in folded for c in part if unicodedata.category(c) not in {"Mn", "Cf", "Cc"})
    return "".join(kept)


def fold(text: str) -> Folded:
    """Fold a text, keeping for each character the offset it came from."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        folded = fold_character(character)
        characters.append(folded)
        offsets.extend([offset] * len(folded))
    offsets.append(len(text))
    return Folded("".join(characters), tuple(offsets))


def fold_text(text: str) -> str:
    """Fold a text where the way back is not needed."""
    return "".join(map(fold_character, text))


def replace_surrogates(text: str) -> tuple[str, int]:
    """Replace lone surrogates, which no output can encode, by U+FFFD.

    Returns:
        The text, of the same length, and how many were replaced.
    """
    count = sum("\ud800" <= c <= "\udfff" for c in text)
    if not count:
        return text, 0
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text), count
