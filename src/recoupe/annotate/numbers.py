"""Numbers, in digits and in words.

Number
    A stretch of text that writes one number: ``76 000``, ``4,5``, ``trois cents``, ``two and a half million``.

The words of a language come from ``numbers.toml`` of its pack; the value of a spelled-out number follows the usual
two-register scheme (a group below one thousand, a total above it), which holds for additive and multiplicative systems
alike. Dates and figures read numbers here, so that ``76 000`` is never a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property

import msgspec

from recoupe.languages.pack import LanguagePack
from recoupe.text.normalize import APOSTROPHES

MAX_WORDS = 8
"""Longest spelled-out number that is read, in words after the first: beyond it, a text merely lists numbers."""

MAX_GROUPS = 5
"""Most groups of three digits after the first: eighteen digits and more are a code or a table, not a number."""

_PART = re.compile(r"[^\W\d_]+|\d[\d\s.,'\u2019]*", re.UNICODE)


class NumberWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``numbers.toml``.

    Attributes:
        decimal: mark before the decimals.
        thousands: marks between groups of three digits.
        joiners: words inside a spelled-out number, such as *and*.
        ordinal_suffixes: endings of an ordinal in digits.
        cardinals: words that add their value.
        multipliers: words that multiply the part before them.
        scales: abbreviated multipliers, read after digits only.
        articles: cardinals that are no count when they stand alone.
        twenties: cardinals that multiply the digit before them, with that digit.
        after_ten: values that may follow ten (*dix-sept*).
        ties: whether a hyphen ties a number to the word after it, which then names a thing (*mille-feuilles*).
        ordinals: ranks by name.
    """

    decimal: str
    thousands: tuple[str, ...]
    joiners: tuple[str, ...]
    ordinal_suffixes: tuple[str, ...]
    cardinals: dict[str, int]
    multipliers: dict[str, int]
    scales: dict[str, int]
    articles: dict[str, int]
    twenties: dict[str, int]
    ordinals: dict[str, int]
    after_ten: tuple[int, ...] = ()
    ties: bool = False


class NumberReader:
    """The number syntax of one language: regular expressions to find numbers with, and their values."""

    def __init__(self, words: NumberWords) -> None:
        self._words = words

    @cached_property
    def digits(self) -> str:
        """A number in digits: groups of three with one mark throughout, or a plain run; then decimals."""
        decimals = rf"(?:{re.escape(self._words.decimal)}\d+)?"
        groups = "|".join(rf"(?:{re.escape(mark)}\d{{3}}){{1,{MAX_GROUPS}}}" for mark in self._words.thousands)
        return rf"(?:[1-9]\d{{0,2}}(?:{groups})(?!\d){decimals}|\d{{1,15}}{decimals}(?!\d))"

    @cached_property
    def spelled(self) -> str:
        """A number in words."""
        word = _either([*self._words.cardinals, *self._words.multipliers])
        tied = self._tied
        joiner = rf"(?:(?:\s|-)(?:{_either(self._words.joiners)}))?" if self._words.joiners else ""
        return rf"(?:{word})\b(?:{joiner}[\s-](?:{word})\b){{0,{MAX_WORDS}}}{tied}"

    @cached_property
    def scaled(self) -> str:
        """A number in digits with a scale in words or abbreviated (``3,2 millions``, ``3.2bn``)."""
        tied = self._tied
        large = [word for word, value in self._words.multipliers.items() if value >= 1000]
        scale = (
            rf"(?:(?:[^\S\n]|-)?(?:{_either(large)})\b{tied}(?:(?:[^\S\n])(?:{_either(large)})\b)?)"
            if large
            else "(?!)"
        )
        short = rf"(?:[^\S\n]?(?-i:{_either(self._words.scales)})\b)" if self._words.scales else "(?!)"
        return rf"{self.digits}(?:{scale}|{short})?"

    @property
    def _tied(self) -> str:
        """What must not follow a number word."""
        return r"(?!-[^\W\d_])" if self._words.ties else ""

    @cached_property
    def pattern(self) -> str:
        """Any number, in digits or words, as a regular expression without groups."""
        if not self._words.cardinals:
            return self.scaled
        return rf"(?:{self.scaled}|{self.spelled})"

    @cached_property
    def openings(self) -> frozenset[str]:
        """Words that a spelled-out number may begin with, in lower case."""
        return frozenset(self._words.cardinals) | frozenset(self._words.multipliers)

    @property
    def words(self) -> NumberWords:
        """The data this reader was made from."""
        return self._words

    def read(self, surface: str) -> int | float | None:
        """The value of a stretch that `pattern` matched; None when its parts make no number."""
        total: int | float = 0
        group: int | float = 0
        seen = False
        for part in _PART.findall(surface):
            word = part.lower()
            if part[0].isdigit():
                group += self.read_digits(part)
            elif group % 100 == self._words.twenties.get(word, -1):
                group += group % 100 * (self._words.cardinals[word] - 1)
            elif word in self._words.cardinals:
                if not self._adds(group, self._words.cardinals[word]):
                    return None
                group += self._words.cardinals[word]
            elif word in self._words.multipliers or part in self._words.scales:
                factor = self._words.multipliers.get(word) or self._words.scales[part]
                if factor < 1000:
                    group = max(group, 1) * factor
                elif total and group == 0:
                    total *= factor
                else:
                    total, group = total + (group or 1) * factor, 0
            elif word not in self._words.joiners:
                return None
            seen = True
        return _neat(total + group) if seen else None

    def _adds(self, group: int | float, value: int) -> bool:
        """Whether a word of this value may follow what was read: *twenty three* is one number, *three four* are two."""
        below = group % 100
        if below == 10:
            return value in self._words.after_ten
        return below == 0 or (below >= 20 and below % 10 == 0 and value < 20)

    def read_digits(self, surface: str) -> int | float:
        """The value of a number in digits."""
        if surface.isdecimal():
            return int(surface)
        text = surface.strip()
        whole, mark, decimals = text.partition(self._words.decimal)
        if mark and len(decimals) == 3 and self._words.decimal in self._words.thousands:
            whole, decimals = whole + decimals, ""
        digits = "".join(c for c in whole if c.isdigit())
        fraction = "".join(c for c in decimals if c.isdigit())
        return float(f"{digits or 0}.{fraction}") if fraction else int(digits or 0)


def _neat(value: int | float) -> int | float:
    """An integer where the value is one; decimals without the noise of binary multiplication."""
    if isinstance(value, float):
        value = round(value, 6)
        return int(value) if value.is_integer() else value
    return value


def _either(words: Iterable[str]) -> str:
    listed = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.sub("['\u2019]", f"[{APOSTROPHES}]", re.escape(word)) for word in listed) or "(?!)"


_NEUTRAL = NumberWords(
    decimal=".",
    thousands=("\u00a0", "\u202f"),
    joiners=(),
    ordinal_suffixes=(),
    cardinals={},
    multipliers={},
    scales={},
    articles={},
    twenties={},
    ordinals={},
)


@cache
def number_reader(pack: LanguagePack) -> NumberReader:
    """The reader of a pack; digits alone for a pack without ``numbers.toml``."""
    return NumberReader(pack.section("numbers", NumberWords) or _NEUTRAL)
