"""Compares two statements word by word, and finds the one word in which they disagree.

Disagreement
    Two statements of one claim that are the same but for a name, or but for a negation. The rest must agree nearly word
    for word: only then is it sure that both fill the same place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

from recoupe.crosscheck.slots import NameSlot, Slots
from recoupe.model.span import ArticleSpan
from recoupe.text.normalize import fold_text

_LEAST_EQUAL = 4
"""Lemmas of content that must agree, besides the words that differ."""

_LEAST_ALIKE = 3
"""The same where one denies an act that the other tells in other words."""

_LEAST_SHORT = 2
"""Lemmas of content of a short statement that says the same as another throughout."""

_LEAST_RATIO = 0.6
"""Share of words, in both statements, that must agree in order."""

_SPELLING = 0.8
"""Likeness of two names from which the difference is one of spelling."""

_STATED = frozenset({"asserted", "reported"})
"""Modalities of what is told as a fact, by the report or by somebody in it."""

_MOST_PAIRS = 300
"""Pairs of one claim that are compared word by word: a claim of more reports repeats itself."""


class Disagreement(NamedTuple):
    """Two values of one place, each with its statement and the words that give it."""

    left_value: str
    right_value: str
    left: tuple[Slots, ArticleSpan]
    right: tuple[Slots, ArticleSpan]
    rule: str
    certain: bool
    confidence: float


def find_name_disagreements(members: Sequence[Slots]) -> Iterator[Disagreement]:
    """Statements that are the same but for the name of a person."""
    seen: set[tuple[str, str]] = set()
    for left, right in _pairs(members):
        if not left.names or not right.names or len(left.shared(right)) < _LEAST_EQUAL:
            continue
        matcher = SequenceMatcher(None, left.forms, right.forms, autojunk=False)
        if matcher.ratio() < _LEAST_RATIO:
            continue
        for operation, a, b, c, d in matcher.get_opcodes():
            if operation != "replace":
                continue
            one, other = _name_at(left, a, b), _name_at(right, c, d)
            if one and other and _differ(one, other) and (key := (one.entity, other.entity)) not in seen:
                seen.update((key, key[::-1]))
                yield Disagreement(
                    one.entity,
                    other.entity,
                    (left, one.span),
                    (right, other.span),
                    "name-in-same-place",
                    certain=matcher.ratio() >= _SPELLING,
                    confidence=round(matcher.ratio(), 4),
                )


def find_negations(members: Sequence[Slots]) -> Iterator[Disagreement]:
    """Statements that are the same but for a negation, or much the same; one pair stands for all, the surest."""
    found = [negation for left, right in _pairs(members) if (negation := _negation(left, right)) is not None]
    if found:
        yield max(found, key=lambda negation: (negation.certain, negation.confidence))


def _negation(left: Slots, right: Slots) -> Disagreement | None:
    modalities = {left.statement.modality, right.statement.modality}
    if left.statement.polarity == right.statement.polarity or not (len(modalities) == 1 or modalities <= _STATED):
        return None
    if left.dated_apart(right):
        return None
    shared, whole = left.shared(right), _all_equal(left, right)
    if not whole and len(shared) < _LEAST_ALIKE:
        return None
    ratio = SequenceMatcher(None, left.forms, right.forms, autojunk=False).ratio()
    smaller = min(len(left.content), len(right.content))
    held = len(shared) == smaller and bool(left.acts & right.acts)
    certain = not (left.pending or right.pending) and (
        (ratio >= _SPELLING and whole) or (len(shared) >= _LEAST_EQUAL and (ratio >= _SPELLING or held))
    )
    alike = len(shared) >= _LEAST_ALIKE and len(shared) >= _LEAST_RATIO * smaller and left.acts & right.acts
    if not (certain or alike):
        return None
    return Disagreement(
        left.statement.polarity,
        right.statement.polarity,
        (left, left.statement.located),
        (right, right.statement.located),
        "same-words-negated" if certain else "act-denied",
        certain=certain,
        confidence=round(ratio, 4) if certain else round(len(shared) / smaller / 2, 4),
    )


def _all_equal(left: Slots, right: Slots) -> bool:
    """Whether two short statements have the same content, an act among it."""
    return left.content == right.content and len(left.content) >= _LEAST_SHORT and bool(left.acts & right.acts)


def _pairs(members: Sequence[Slots]) -> Iterator[tuple[Slots, Slots]]:
    compared = 0
    for left, right in combinations(members, 2):
        if left.statement.article != right.statement.article:
            compared += 1
            if compared > _MOST_PAIRS:
                return
            yield left, right


def _name_at(slots: Slots, first: int, last: int) -> NameSlot | None:
    """The name of a person that words of a statement belong to."""
    start, end = slots.tokens[first].start, slots.tokens[last - 1].end
    for name in slots.names:
        if name.kind == "person" and name.span.start < end and start < name.span.end:
            return name
    return None


def _differ(one: NameSlot, other: NameSlot) -> bool:
    """Whether two names are of two bearers, and not two spellings or one a part of the other."""
    if one.entity == other.entity or one.entity in other.possibly or other.entity in one.possibly:
        return False
    left, right = fold_text(one.name), fold_text(other.name)
    words = set(left.split()), set(right.split())
    if words[0] <= words[1] or words[1] <= words[0]:
        return False
    return SequenceMatcher(None, left, right, autojunk=False).ratio() < _SPELLING
