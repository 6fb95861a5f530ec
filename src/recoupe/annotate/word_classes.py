"""Classes of words that patterns name: those of a pack, and those that every language has.

Piece
    A piece of a pattern as a regular expression, with what may begin it.
Trigger
    The first run of letters of a word, in lower case, or `DIGIT`, or its first mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from recoupe.annotate.numbers import NumberReader
from recoupe.text.normalize import APOSTROPHES

SlotValue = str | int | float | bool

DIGIT = "0"
"""The trigger of everything that begins with a digit."""

# White space inside a phrase: at most one line break, so that no phrase crosses a paragraph.
SPACE = r"(?:[^\S\n]{1,3}|[^\S\n]{0,2}\n[^\S\n]{0,2})"
HYPHEN = "[\\-\u2010\u2011\u2012\u2013\u2014]"
_ANY_HYPHEN = re.compile(HYPHEN)
_ANY_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_ROMAN = {"I": 1, "V": 5, "X": 10}
SIGNS = {
    "stop": r"[^\S\n]*(?:[^\w\s%€$£°]|\n|\Z)",
    "gap": r"[^\S\n]+",
    "letter": r"[^\W\d_]",
    "word": r"[^\W\d_]+",
    "capital": r"(?-i:[A-Z\u00c0-\u00de])",
    "plural": r"[^\W\d_]+[sxSX](?![^\W\d_])",
}
"""For what stands after a match: a mark or the end of the line, a space, a letter... They fill no slot."""


class WordClass(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that are alike to the patterns, with what each means.

    Attributes:
        words: word -> value of the slot, or a table of several slots.
        exact: whether capitals matter (*May* is a month, *may* is not).
        common: whether a capital inside a sentence makes the word a name (*Vendredi*, the companion of Robinson).
    """

    words: dict[str, SlotValue | dict[str, SlotValue]]
    exact: bool = False
    common: bool = False


class Need(NamedTuple):
    """Words, in lower case, of which what a pattern matches holds one.

    Attributes:
        words: the words, or their first letters.
        whole: whether no letter stands beside them, so that they can be looked up instead of searched for.
    """

    words: frozenset[str]
    whole: bool


class Piece(NamedTuple):
    """A piece of a pattern.

    Attributes:
        regex: its regular expression.
        triggers: what may begin it.
        empty: whether it may be empty.
        needs: what it matches holds a word of each.
    """

    regex: str
    triggers: frozenset[str]
    empty: bool
    needs: tuple[Need, ...]


NO_TRIGGERS = frozenset[str]()


def literal_regex(word: str) -> str:
    """A word as a regular expression that accepts every apostrophe, hyphen and space."""
    escaped = re.escape(word)
    escaped = re.sub("['\u2019]", f"[{APOSTROPHES}]", escaped)
    return escaped.replace("\\ ", SPACE).replace("\\-", HYPHEN)


def trigger_of(word: str) -> str:
    """The trigger of a word: its first run of letters, a digit, or its first mark."""
    match = re.match(r"[^\W\d_]+|\d", word)
    if match is None:
        return word[:1]
    return DIGIT if match.group().isdecimal() else match.group().lower()


def needed_words(triggers: frozenset[str], *, whole: bool = False) -> tuple[Need, ...]:
    """The triggers of a piece as words that it needs; none when it may begin with a sign of many spellings."""
    if not triggers or any(t == DIGIT or _ANY_HYPHEN.match(t) or _ANY_APOSTROPHE.match(t) for t in triggers):
        return ()
    return (Need(triggers, whole and all(map(str.isalpha, triggers))),)


def key_of(word: str, exact: bool) -> str:
    """A word as the key of its class: plain apostrophes, hyphens and spaces, in lower case unless capitals matter."""
    plain = _ANY_APOSTROPHE.sub("'", _ANY_HYPHEN.sub("-", " ".join(word.split())))
    return plain if exact else plain.lower()


def builtin_classes(numbers: NumberReader) -> dict[str, Piece]:
    """The classes that every language has: numbers, the digits of dates and hours, given names (``given``).

    A pattern cannot begin with a given name: no trigger would be rare enough.
    """
    digit = frozenset({DIGIT})
    suffixes = "|".join(sorted(numbers.words.ordinal_suffixes, key=lambda w: (-len(w), w)))
    ranks = sorted(numbers.words.ordinals, key=lambda w: (-len(w), w))
    in_digits = [rf"\d{{1,3}}(?:{suffixes})(?![^\W\d_])"] if suffixes else []
    no_group = "(?![.,']?\\d|[\u00a0\u202f ]\\d{3}(?!\\d))"
    made = {
        "n": (numbers.pattern, digit | numbers.openings),
        "spelled": (numbers.spelled, numbers.openings),
        "digits": (numbers.digits, digit),
        "ordinal": ("|".join([*in_digits, *ranks]) or "(?!)", digit | frozenset(ranks)),
        "roman": (
            r"(?-i:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})",
            frozenset(_roman_numerals(numbers.words.ordinal_suffixes)),
        ),
        "year": (rf"(?:1\d|20|21)\d\d{no_group}", digit),
        "yy": (rf"(?:(?:['’]\d|[5-9])\d){no_group}", digit | {"'", "’"}),
        "dd": (r"(?:3[01]|[12]\d|0?[1-9])(?!\d)", digit),
        "mm": (r"(?:1[0-2]|0?[1-9])(?!\d)", digit),
        "hh": (r"(?:2[0-4]|[01]?\d)(?!\d)", digit),
        "mi": (r"[0-5]\d(?!\d)", digit),
        "ss": (r"[0-5]\d(?!\d)", digit),
        "pair": (r"\d\d(?!\d)", digit),
        "small": (r"\d{1,2}(?!\d)", digit),
        "five": (r"\d{5}(?!\d)", digit),
        "ten": (r"(?:(?:1\d|20)\d0|\d0)(?!\d)", digit),
        "given": (rf"{SIGNS['capital']}[^\W\d_]+(?:{HYPHEN}[^\W\d_]+)?", NO_TRIGGERS),
    }
    return {name: Piece(regex, triggers, False, needed_words(triggers)) for name, (regex, triggers) in made.items()}


def _roman_numerals(suffixes: tuple[str, ...]) -> Iterator[str]:
    """Triggers of Roman numerals, alone and as ordinals."""
    for tens in ("", "x", "xx"):
        for unit in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"):
            if tens + unit:
                yield from (tens + unit + suffix for suffix in ("", *suffixes))


def read_roman(surface: str) -> int:
    """The value of a Roman numeral up to the twenties."""
    values = [_ROMAN[c] for c in surface.upper() if c in _ROMAN]
    return sum(-v if i + 1 < len(values) and values[i + 1] > v else v for i, v in enumerate(values))
