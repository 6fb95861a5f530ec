r"""The pattern engine that dates and figures share.

Pattern notation
    Literal words, with

    ``{class}`` or ``{class:slot}``
        a word of a class of the pack, or of a built-in one; its value fills the slot;
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

Trigger
    The word, digit or mark that a pattern may begin with. A text is scanned once for triggers and only the patterns
    that a trigger allows are tried there, so that the cost grows with the length of the text and not with the pack.

Of matches that overlap, the one whose words begin first wins, then the longest, then the one that needs most words
before them, then the first in the pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from recoupe.annotate.numbers import NumberReader
from recoupe.annotate.word_classes import (
    DIGIT,
    HYPHEN,
    NO_TRIGGERS,
    SIGNS,
    SPACE,
    Piece,
    SlotValue,
    WordClass,
    builtin_classes,
    key_of,
    literal_regex,
    read_roman,
    trigger_of,
)
from recoupe.errors import LanguagePackError
from recoupe.languages.pack import Pattern

_SPACES = {" ": SPACE, "_": f"{SPACE}?", "~": f"(?:{SPACE}|{HYPHEN})"}
_BRACKETS = {"[": "]", "(": ")", "<": ">"}
_LOOKS = {"!": "?!", "?": "?="}


class Exclusion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pattern of words that look like a result and are none; it keeps other patterns from matching there.

    Attributes:
        name: shown in tests.
        why: what the words are instead.
        match: in the notation of patterns.
        texts: texts in which it keeps everything from being found.
    """

    name: str
    why: str
    match: str
    texts: tuple[str, ...]


class Part(NamedTuple):
    """Words that a pattern found, with its slots."""

    start: int
    end: int
    slots: dict[str, SlotValue]


class Match(NamedTuple):
    """A match of a pattern: the stretch it takes, the pattern's name, its parts, whether it only excludes."""

    start: int
    end: int
    rule: str
    parts: tuple[Part, ...]
    excludes: bool


class _Capture(NamedTuple):
    """What a group of the regular expression reads; part -1 is shared by all parts."""

    group: str
    name: str
    slot: str
    part: int


@dataclass
class _Compiled:
    """A pattern as a regular expression, with what each of its groups means."""

    name: str
    order: int
    regex: re.Pattern[str]
    captures: list[_Capture]
    parts: int
    slots: Mapping[str, SlotValue]
    excludes: bool


@dataclass
class _Draft:
    """A pattern being compiled."""

    source: str
    position: int = 0
    captures: list[_Capture] = field(default_factory=list)
    parts: int = 0
    open_part: int = -1

    @property
    def mark(self) -> str:
        return self.source[self.position : self.position + 1]


class PatternSet:
    """The patterns of one section of a pack, ready to run."""

    def __init__(
        self,
        patterns: Iterable[Pattern],
        exclusions: Iterable[Exclusion],
        classes: Mapping[str, WordClass],
        numbers: NumberReader,
        section: str,
    ) -> None:
        """Compile.

        Args:
            patterns: in order of preference between equal matches.
            exclusions: take their words from the patterns; they win over equal matches.
            classes: by name; a class shadows a built-in one.
            numbers: reads the class ``n``.
            section: shown in errors, such as ``fr/timexes.toml``.

        Raises:
            LanguagePackError: a pattern breaks the notation or names no class.
        """
        self._classes = dict(classes)
        self._numbers = numbers
        self._section = section
        self._builtin = builtin_classes(numbers)
        self._values = {
            name: {key_of(word, known.exact): value for word, value in known.words.items()}
            for name, known in self._classes.items()
        }
        self._by_trigger: dict[str, list[_Compiled]] = {}
        for exclusion in exclusions:
            self._add(-1, exclusion, {})
        for order, pattern in enumerate(patterns):
            self._add(order, pattern, pattern.slots)
        marks = "".join(re.escape(t) for t in sorted(self._by_trigger) if not t.isalnum())
        self._scan = re.compile(rf"[^\W\d_]+|\d+{f'|[{marks}]' if marks else ''}")

    def find(self, text: str, start: int, end: int) -> list[Match]:
        """Matches in ``text[start:end]``, in order and without overlap."""
        found = list(self._candidates(text, start, end))
        found.sort(key=lambda m: (m[0].parts[0].start, -m[0].parts[-1].end, m[0].start, m[1]))
        kept: list[Match] = []
        reached = start
        for match, _ in found:
            if match.parts[0].start >= reached:
                if not match.excludes:
                    kept.append(match)
                reached = match.parts[-1].end
        return kept

    def _candidates(self, text: str, start: int, end: int) -> Iterator[tuple[Match, int]]:
        by_trigger, openings = self._by_trigger, self._numbers.openings
        number_end = -2
        for token in self._scan.finditer(text, start, end):
            word = token.group()
            key = DIGIT if word[0].isdecimal() else word.lower()
            allowed = by_trigger.get(key)
            if allowed is None:
                continue
            at = token.start()
            if key in openings:  # inside a spelled-out number no other begins: a list of them costs one try a word
                inside, number_end = at == number_end + 1, token.end()
                if inside:
                    continue
            for compiled in allowed:
                match = compiled.regex.match(text, at, end)
                if match is not None:
                    built = self._build(compiled, match)
                    if built is not None:
                        yield built, compiled.order

    def _build(self, compiled: _Compiled, match: re.Match[str]) -> Match | None:
        slots: list[dict[str, SlotValue]] = [dict(compiled.slots) for _ in range(max(1, compiled.parts))]
        for capture in compiled.captures:
            surface = match.group(capture.group)
            if surface is None:
                continue
            read = self._read(capture, surface)
            if read is None:
                return None
            for target in slots if capture.part < 0 else slots[capture.part : capture.part + 1]:
                target.update(read)
        for known, other in [*((s, slots[-1]) for s in slots[:-1]), *((s, slots[0]) for s in slots[1:])]:
            for key, value in other.items():
                known.setdefault(key, value)
        if not compiled.parts:
            whole = Part(match.start(), match.end(), slots[0])
            return Match(match.start(), match.end(), compiled.name, (whole,), compiled.excludes)
        parts = tuple(
            Part(match.start(f"part{i}"), match.end(f"part{i}"), slots[i])
            for i in range(compiled.parts)
            if match.group(f"part{i}") is not None
        )
        return Match(match.start(), match.end(), compiled.name, parts, compiled.excludes) if parts else None

    def _read(self, capture: _Capture, surface: str) -> dict[str, SlotValue] | None:
        name, slot = capture.name, capture.slot
        known = self._classes.get(name)
        if known is not None:
            value = self._values[name].get(key_of(surface, known.exact))
            if value is None:
                return None
            return dict(value) if isinstance(value, dict) else {slot: value}
        if name in {"n", "spelled", "digits"}:
            number = self._numbers.read(surface)
            return None if number is None else {slot: number}
        if name == "ordinal":
            digits = "".join(c for c in surface if c.isdecimal())
            rank = int(digits) if digits else self._numbers.words.ordinals.get(surface.lower())
            return None if rank is None else {slot: rank}
        if name == "roman":
            return {slot: read_roman(surface)}
        return {slot: int("".join(c for c in surface if c.isdecimal()))}

    def _add(self, order: int, pattern: Pattern | Exclusion, slots: Mapping[str, SlotValue]) -> None:
        draft = _Draft(pattern.match)
        piece = self._sequence(draft, "")
        if draft.position < len(draft.source) or piece.empty or not piece.triggers:
            raise LanguagePackError(self._section, f"pattern {pattern.name}: {pattern.match!r} breaks the notation")
        regex = re.compile(rf"(?:(?<!\w)(?<!\d[.,])|(?!\w))(?:{piece.regex})(?![^\W_])", re.IGNORECASE)
        excludes = isinstance(pattern, Exclusion)
        compiled = _Compiled(pattern.name, order, regex, draft.captures, draft.parts, slots, excludes)
        for trigger in sorted(piece.triggers):
            self._by_trigger.setdefault(trigger, []).append(compiled)

    def _sequence(self, draft: _Draft, closing: str) -> Piece:
        """Read up to `closing` or the end of the pattern."""
        alternatives: list[str] = []
        triggers = NO_TRIGGERS
        any_empty, empty, regex = False, True, ""
        while draft.mark and draft.mark != closing:
            if draft.mark == "|":
                draft.position += 1
                alternatives.append(regex)
                any_empty, empty, regex = any_empty or empty, True, ""
                continue
            piece = self._element(draft)
            regex += piece.regex
            if empty:
                triggers |= piece.triggers
                empty = piece.empty
        if not alternatives:
            return Piece(regex, triggers, empty)
        return Piece(f"(?:{'|'.join([*alternatives, regex])})", triggers, any_empty or empty)

    def _element(self, draft: _Draft) -> Piece:
        mark = draft.mark
        draft.position += 1
        if mark in _SPACES:
            return Piece(_SPACES[mark], NO_TRIGGERS, True)
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
            return Piece(f"({_LOOKS[mark]}{self._closed(draft, ')').regex})", NO_TRIGGERS, True)
        if mark == "<":
            number = draft.open_part = draft.parts
            draft.parts += 1
            inner = self._closed(draft, ">")
            draft.open_part = -1
            return inner._replace(regex=f"(?P<part{number}>{inner.regex})")
        inner = self._closed(draft, _BRACKETS[mark])
        if mark == "[":
            return Piece(f"(?:{inner.regex})?", inner.triggers, True)
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
            regex = "|".join(map(literal_regex, sorted(known.words, key=lambda w: (-len(w), w))))
            regex = f"(?-i:{regex})" if known.exact else regex
            piece = Piece(regex, frozenset(map(trigger_of, known.words)), False)
        elif name in SIGNS:
            return Piece(SIGNS[name], NO_TRIGGERS, True)
        elif name in self._builtin:
            piece = self._builtin[name]
        else:
            raise LanguagePackError(self._section, f"{draft.source!r} names no class: {{{spec}}}")
        capture = _Capture(f"g{len(draft.captures)}", name, slot or name, draft.open_part)
        draft.captures.append(capture)
        stop = "(?![^\\W\\d_])" if piece.regex[-1:].isalpha() else ""
        return Piece(f"(?P<{capture.group}>{piece.regex}){stop}", piece.triggers, piece.empty)


def _literal(draft: _Draft) -> Piece:
    start = draft.position - 1
    if draft.source[start].isalnum():
        while draft.mark.isalnum():
            draft.position += 1
    word = draft.source[start : draft.position]
    return Piece(literal_regex(word), frozenset({trigger_of(word)}), False)
