"""The pattern engine that dates and figures share.

Patterns stand in packs, in the notation of `notation`.

Trigger
    The word, digit or mark that a pattern may begin with. A text is scanned once for triggers and only the patterns
    that a trigger allows are tried there, so that the cost grows with the length of the text and not with the pack.
Stretch
    A piece of the text in which a pattern is tried only if the words that it needs occur: a table of figures holds
    thousands of triggers, and next to none of those words.

Of matches that overlap, the one whose words begin first wins, then the longest, then the one that needs most words
before them, then the first in the pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from recoupe.annotate.notation import Capture, Notation, Translation
from recoupe.annotate.numbers import NumberReader
from recoupe.annotate.word_classes import DIGIT, Need, SlotValue, WordClass, builtin_classes, key_of, read_roman
from recoupe.languages.pack import Pattern
from recoupe.text.names import given_name_gender
from recoupe.text.normalize import fold_text

_NUMBERS = frozenset({"n", "spelled"})
_LETTERS = re.compile(r"[^\W\d_]+")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?![^\W_])")
_SPACES = " \u00a0\u202f"
_OPENERS = frozenset('«“"')
_SPACES_AND_OPENERS = _SPACES + "".join(sorted(_OPENERS))

STRETCH = 4000
"""Code points of a stretch: most news reports are one."""

REACH = 500
"""How far a match may reach beyond the stretch that it begins in: several times the longest that packs describe."""


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
    """A match of a pattern: where it begins and ends, the pattern's name, its parts."""

    start: int
    end: int
    rule: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class _Rule:
    """A pattern or exclusion with its translation; `order` is its place among the patterns."""

    name: str
    order: int
    translation: Translation
    slots: Mapping[str, SlotValue]
    excludes: bool


class _Candidate(NamedTuple):
    """A match before overlaps are resolved; the words that it finds stand at ``[start, end)``."""

    start: int
    end: int
    rule: _Rule
    match: re.Match[str]


class _Stretch:
    """A stretch of text, to be asked which patterns its words leave possible."""

    def __init__(self, text: str) -> None:
        self._text = text.lower()
        self._words = frozenset(_LETTERS.findall(self._text))
        self._held: dict[Need, bool] = {}
        self._possible: dict[str, list[_Rule]] = {}

    def possible(self, trigger: str, rules: list[_Rule]) -> list[_Rule]:
        """Those of the rules of a trigger whose words occur."""
        known = self._possible.get(trigger)
        if known is None:
            known = [rule for rule in rules if all(map(self._holds, rule.translation.needs))]
            self._possible[trigger] = known
        return known

    def _holds(self, need: Need) -> bool:
        held = self._held.get(need)
        if held is None:
            if need.whole:
                held = not self._words.isdisjoint(need.words)
            else:
                held = any(word in self._text for word in need.words)
            self._held[need] = held
        return held


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
        self._values = {
            name: {key_of(word, known.exact): value for word, value in known.words.items()}
            for name, known in self._classes.items()
        }
        notation = Notation(self._classes, builtin_classes(numbers), section)
        rules = [_Rule(x.name, -1, notation.translate(x.name, x.match), {}, True) for x in exclusions]
        for order, pattern in enumerate(patterns):
            translation = notation.translate(pattern.name, pattern.match)
            rules.append(_Rule(pattern.name, order, translation, pattern.slots, False))
        self._by_trigger: dict[str, list[_Rule]] = {}
        for rule in rules:
            for trigger in sorted(rule.translation.triggers):
                self._by_trigger.setdefault(trigger, []).append(rule)
        marks = "".join(re.escape(t) for t in sorted(self._by_trigger) if not t.isalnum())
        self._scan = re.compile(rf"[^\W\d_]+|\d+{f'|[{marks}]' if marks else ''}")

    def find(self, text: str, start: int, end: int) -> list[Match]:
        """Matches in ``text[start:end]``, in order and without overlap."""
        candidates = list(self._candidates(text, start, end))
        candidates.sort(key=lambda c: (c.start, -c.end, c.match.start(), c.rule.order))
        kept: list[Match] = []
        reached, excluded = start, False
        for candidate in candidates:
            if candidate.start < reached:
                # One exclusion may begin inside another: neither lets the words of the other go.
                if excluded and candidate.rule.excludes:
                    reached = max(reached, candidate.end)
                continue
            built = self._build(candidate.rule, candidate.match)
            if built is not None:
                reached, excluded = candidate.end, candidate.rule.excludes
                if not excluded:
                    kept.append(built)
        return kept

    def _candidates(self, text: str, start: int, end: int) -> Iterator[_Candidate]:
        openings = self._numbers.openings
        stretch = _Stretch("")
        stretch_end = start
        number_end = -2
        for token in self._scan.finditer(text, start, end):
            at, word = token.start(), token.group()
            key = DIGIT if word[0].isdecimal() else word.lower()
            rules = self._by_trigger.get(key)
            if rules is None:
                continue
            if key in openings:  # inside a spelled-out number no other begins: a list of them costs one try a word
                inside, number_end = at == number_end + 1, token.end()
                if inside:
                    continue
            if at >= stretch_end:
                stretch_end = at + STRETCH
                stretch = _Stretch(text[at : min(end, stretch_end + REACH)])
            for rule in stretch.possible(key, rules):
                match = rule.translation.regex.match(text, at, end)
                words = _words(rule, match) if match is not None else None
                if match is not None and words is not None:
                    yield _Candidate(*words, rule, match)

    def _build(self, rule: _Rule, match: re.Match[str]) -> Match | None:
        slots: list[dict[str, SlotValue]] = [dict(rule.slots) for _ in range(max(1, rule.translation.parts))]
        for capture in rule.translation.captures:
            surface = match.group(capture.group)
            if surface is None:
                continue
            read = self._read(capture, surface)
            if read is None or self._is_name(capture.name, match, capture.group):
                return None
            for target in slots if capture.part < 0 else slots[capture.part : capture.part + 1]:
                target.update(read)
        for known, other in [*((s, slots[-1]) for s in slots[:-1]), *((s, slots[0]) for s in slots[1:])]:
            for key, value in other.items():
                known.setdefault(key, value)
        if not rule.translation.parts:
            return Match(match.start(), match.end(), rule.name, (Part(*match.span(), slots[0]),))
        parts = ((match.span(f"part{i}"), slots[i]) for i in range(rule.translation.parts))
        found = tuple(Part(*span, read) for span, read in parts if span[0] >= 0)
        return Match(match.start(), match.end(), rule.name, found)

    def _is_name(self, name: str, match: re.Match[str], group: str) -> bool:
        """Whether a capital inside a sentence makes a common word, or a number in words, a name."""
        surface, known = match.group(group), self._classes.get(name)
        if known is None:
            word = _FIRST_WORD.match(surface) if name in _NUMBERS else None
            capital = word is not None and word.group().istitle()
        else:
            capital = known.common and surface.istitle()
        return capital and inside_sentence(match.string, match.start(group))

    def _read(self, capture: Capture, surface: str) -> dict[str, SlotValue] | None:
        name, slot = capture.name, capture.slot
        known = self._classes.get(name)
        if known is not None:
            value = self._values[name].get(key_of(surface, known.exact))
            if value is None:
                return None
            return dict(value) if isinstance(value, dict) else {slot: value}
        read = self._read_builtin(name, surface)
        return None if read is None else {slot: read}

    def _read_builtin(self, name: str, surface: str) -> SlotValue | None:
        """What words of a built-in class mean; None when they are none of it."""
        if name == "given":
            return None if given_name_gender(fold_text(surface)) is None else surface
        if name in {"n", "spelled", "digits"}:
            return self._numbers.read(surface)
        digits = "".join(c for c in surface if c.isdecimal())
        if name == "ordinal":
            return int(digits) if digits else self._numbers.words.ordinals.get(surface.lower())
        return read_roman(surface) if name == "roman" else int(digits)


def inside_sentence(text: str, start: int) -> bool:
    """Whether a word stands after another one of its sentence, after a comma, or opens a title that does.

    A mark of quotation after a comma opens a sentence of its own (*he said, "Two weeks will do"*).
    """
    before = text[max(0, start - 6) : start]
    words = before.rstrip(_SPACES_AND_OPENERS)
    if not words or words[-1].isalnum():
        return bool(words)
    elided = before[-1] in "'’" and before[-2:-1].isalpha()
    return elided or (words[-1] == "," and before.rstrip(_SPACES)[-1] not in _OPENERS)


def _words(rule: _Rule, match: re.Match[str]) -> tuple[int, int] | None:
    """Where the words that a match finds begin and end; None when all its parts are optional and missing."""
    if not rule.translation.parts:
        return match.span()
    spans = [match.span(f"part{i}") for i in range(rule.translation.parts)]
    present = [span for span in spans if span[0] >= 0]
    return (present[0][0], present[-1][1]) if present else None
