r"""The notation that the patterns of a pack are written in, and its translation into regular expressions.

Pattern notation
    Literal words, with

    ``{class}`` or ``{class:slot}``
        a word of a class of the pack, or of a built-in one; its value fills the slot. No letter stands beside it;
    ``[...]``
        an optional part; ``(a|b)`` alternatives; ``!(...)`` what must not follow; ``?(...)`` what must;
    ``<...>``
        the words that are found, when the pattern also needs words around them. Several such *parts* give several
        results; a part takes the slots it lacks from the last, then the first (``du <19> au <23 juillet>``);
    a space
        white space of any kind, at most one line break; ``_`` the same, or nothing; ``~`` white space or a hyphen;
    ``\``
        before a mark, the mark itself.

    An apostrophe stands for every apostrophe, a hyphen for every hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from recoupe.annotate.word_classes import (
    HYPHEN,
    NO_TRIGGERS,
    SIGNS,
    SPACE,
    Need,
    Piece,
    WordClass,
    literal_regex,
    needed_words,
    trigger_of,
)
from recoupe.errors import LanguagePackError

_SPACES = {" ": SPACE, "_": f"{SPACE}?", "~": f"(?:{SPACE}|{HYPHEN})"}
_BRACKETS = {"[": "]", "(": ")", "<": ">"}
_LOOKS = {"!": "?!", "?": "?="}


class Capture(NamedTuple):
    """What a group of the regular expression reads; part -1 is shared by all parts."""

    group: str
    name: str
    slot: str
    part: int


@dataclass(frozen=True)
class Translation:
    """A pattern as a regular expression.

    Attributes:
        source: the regular expression, at first as a string: most patterns of a pack are never tried on a text.
        triggers: what may begin it.
        needs: a match holds a word of each, besides its trigger.
        captures: what its groups read.
        parts: how many parts it marks; 0 when all its words are found.
    """

    source: str
    triggers: frozenset[str]
    needs: tuple[Need, ...]
    captures: tuple[Capture, ...]
    parts: int

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The regular expression, compiled when it is first tried."""
        return re.compile(rf"(?:(?<!\w)(?<!\d[.,])|(?!\w))(?:{self.source})(?![^\W_])", re.IGNORECASE)


@dataclass
class _Draft:
    """A pattern being read."""

    source: str
    position: int = 0
    captures: list[Capture] = field(default_factory=list)
    parts: int = 0
    open_part: int = -1

    @property
    def mark(self) -> str:
        return self.source[self.position : self.position + 1]


class Notation:
    """Reads patterns that name the classes of one section."""

    def __init__(self, classes: Mapping[str, WordClass], builtin: Mapping[str, Piece], section: str) -> None:
        """Prepare.

        Args:
            classes: of the section, by name; a class shadows a built-in one.
            builtin: the classes that every language has.
            section: shown in errors, such as ``fr/timexes.toml``.
        """
        self._classes = classes
        self._builtin = builtin
        self._section = section

    def translate(self, name: str, match: str) -> Translation:
        """Translate a pattern.

        Raises:
            LanguagePackError: it breaks the notation, names no class, or may begin with anything.
        """
        draft = _Draft(match)
        piece = self._sequence(draft, "")
        if draft.position < len(draft.source) or piece.empty or not piece.triggers:
            raise LanguagePackError(self._section, f"pattern {name}: {match!r} breaks the notation")
        # Where a trigger stands, the words that may begin the pattern need not be looked for.
        needs = sorted((n for n in piece.needs if not n.words >= piece.triggers), key=lambda n: not n.whole)
        return Translation(piece.regex, piece.triggers, tuple(needs), tuple(draft.captures), draft.parts)

    def _sequence(self, draft: _Draft, closing: str) -> Piece:
        """Read up to `closing` or the end of the pattern."""
        alternatives: list[Piece] = []
        piece = _NOTHING
        while draft.mark and draft.mark != closing:
            if draft.mark == "|":
                draft.position += 1
                alternatives.append(piece)
                piece = _NOTHING
            else:
                piece = _followed(piece, self._element(draft))
        return _one_of([*alternatives, piece]) if alternatives else piece

    def _element(self, draft: _Draft) -> Piece:
        mark = draft.mark
        draft.position += 1
        if mark in _SPACES:
            return Piece(_SPACES[mark], NO_TRIGGERS, True, ())
        if mark == "{":
            return self._class(draft)
        if mark in _BRACKETS or (mark in _LOOKS and draft.mark == "("):
            return self._group(draft, mark)
        if mark == "\\":
            draft.position += 1
        return _literal(draft)

    def _group(self, draft: _Draft, mark: str) -> Piece:
        """An optional part, alternatives, found words, or what must or must not follow."""
        if mark in _LOOKS:
            draft.position += 1
            return Piece(f"({_LOOKS[mark]}{self._closed(draft, ')').regex})", NO_TRIGGERS, True, ())
        if mark == "<":
            number = draft.open_part = draft.parts
            draft.parts += 1
            inner = self._closed(draft, ">")
            draft.open_part = -1
            return inner._replace(regex=f"(?P<part{number}>{inner.regex})")
        inner = self._closed(draft, _BRACKETS[mark])
        if mark == "[":
            return Piece(f"(?:{inner.regex})?", inner.triggers, True, ())
        return inner._replace(regex=f"(?:{inner.regex})")

    def _closed(self, draft: _Draft, mark: str) -> Piece:
        inner = self._sequence(draft, mark)
        if draft.mark != mark:
            raise LanguagePackError(self._section, f"{draft.source!r}: {mark!r} is missing")
        draft.position += 1
        return inner

    def _class(self, draft: _Draft) -> Piece:
        close = draft.source.find("}", draft.position)
        if close < 0:
            raise LanguagePackError(self._section, f"{draft.source!r}: a brace is not closed")
        spec = draft.source[draft.position : close]
        draft.position = close + 1
        name, _, slot = spec.partition(":")
        known = self._classes.get(name)
        if known is not None:
            # A letter may follow only where the word ends in a mark, such as an apostrophe.
            closed = "(?![^\\W\\d_])"
            ordered = sorted(known.words, key=lambda w: (-len(w), w))
            mixed = known.exact or len({word[-1].isalpha() for word in ordered}) > 1
            regex = "|".join(literal_regex(w) + (closed if mixed and w[-1].isalpha() else "") for w in ordered)
            regex = f"(?-i:{regex})" if known.exact else regex
            triggers = frozenset(map(trigger_of, known.words))
            piece = Piece(regex, triggers, False, needed_words(triggers, whole=True))
        elif name in SIGNS:
            return Piece(SIGNS[name], NO_TRIGGERS, True, ())
        elif name in self._builtin:
            piece = self._builtin[name]
        else:
            raise LanguagePackError(self._section, f"{draft.source!r} names no class: {{{spec}}}")
        capture = Capture(f"g{len(draft.captures)}", name, slot or name, draft.open_part)
        draft.captures.append(capture)
        stop = "(?![^\\W\\d_])" if piece.regex[-1:].isalpha() else ""
        return piece._replace(regex=f"(?P<{capture.group}>{piece.regex}){stop}")


_NOTHING = Piece("", NO_TRIGGERS, True, ())


def _followed(first: Piece, then: Piece) -> Piece:
    """Two pieces in a row."""
    triggers = first.triggers | then.triggers if first.empty else first.triggers
    return Piece(first.regex + then.regex, triggers, first.empty and then.empty, first.needs + then.needs)


def _one_of(pieces: list[Piece]) -> Piece:
    """Alternatives; they need a word together when each of them needs one."""
    triggers = NO_TRIGGERS.union(*(piece.triggers for piece in pieces))
    needs = tuple(
        Need(frozenset[str]().union(*(need.words for need in firsts)), all(need.whole for need in firsts))
        for firsts in zip(*(piece.needs for piece in pieces), strict=False)
    )
    regex = f"(?:{'|'.join(piece.regex for piece in pieces)})"
    return Piece(regex, triggers, any(piece.empty for piece in pieces), needs)


def _literal(draft: _Draft) -> Piece:
    start = draft.position - 1
    if draft.source[start].isalnum():
        while draft.mark.isalnum():
            draft.position += 1
    word = draft.source[start : draft.position]
    triggers = frozenset({trigger_of(word)})
    return Piece(literal_regex(word), triggers, False, needed_words(triggers))
