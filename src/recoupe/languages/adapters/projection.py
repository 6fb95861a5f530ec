"""Puts what another model found onto recoupe's own tokens.

Entity
    A name that a model found: a span of the text, with the model's own label.
Word
    A token of the model, with the part of speech and lemma that it gives.

Tokens and sentences stay recoupe's own whatever the model, since offsets, marks, frames and patterns rest on them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from recoupe.languages.adapters.labels import kind_of
from recoupe.model.annotation import Token


class Entity(NamedTuple):
    """A name, with the label of the model that found it."""

    start: int
    end: int
    label: str


class Word(NamedTuple):
    """A token of another model; an empty part of speech or lemma says that it gives none."""

    start: int
    end: int
    pos: str
    lemma: str


def project_entities(text: str, tokens: Sequence[Token], entities: Iterable[Entity]) -> list[str]:
    """IOB2 labels of tokens that lie in one sentence.

    An entity takes a token when it covers more than half of it; marks at its edges stand outside. Of two entities that
    share a token the longer stays, then the earlier. Articles and titles are left to the rules of the document.

    Args:
        text: what all offsets count in.
        tokens: tokens in order, without overlaps.
        entities: in any order; they may overlap.
    """
    labels = ["O"] * len(tokens)
    ends = [token.end for token in tokens]
    for entity in sorted(entities, key=lambda e: (e.start - e.end, e.start, e.label)):
        kind = kind_of(entity.label)
        if kind is None:
            continue
        # Entities are short: only the tokens that they reach are looked at, so that long sentences stay linear.
        first = bisect_left(ends, entity.start + 1)
        last = first
        while last < len(tokens) and tokens[last].start < entity.end:
            last += 1
        covered = [i for i in range(first, last) if _mostly_covered(tokens[i], entity)]
        while covered and _is_mark(text, tokens[covered[0]]):
            covered.pop(0)
        while covered and _is_mark(text, tokens[covered[-1]]):
            covered.pop()
        if covered and all(labels[i] == "O" for i in covered):
            for i in covered:
                labels[i] = f"I-{kind}"
            labels[covered[0]] = f"B-{kind}"
    return labels


def _mostly_covered(token: Token, entity: Entity) -> bool:
    shared = min(token.end, entity.end) - max(token.start, entity.start)
    return 2 * shared > token.end - token.start


def _is_mark(text: str, token: Token) -> bool:
    return not any(character.isalnum() for character in text[token.start : token.end])


def project_words(tokens: Sequence[Token], words: Iterable[Word]) -> list[Token]:
    """Tokens with the parts of speech and lemmas of the model's tokens that have the very same span.

    A tag or lemma is said of one word. Where the model cuts otherwise (``-t-il``, ``76 000``), what it says of a half
    or of two is not said of the token: that keeps what it had.
    """
    by_span = {(word.start, word.end): word for word in words}
    projected = []
    for token in tokens:
        word = by_span.get((token.start, token.end))
        if word is not None:
            token = msgspec.structs.replace(token, pos=word.pos or token.pos, lemma=word.lemma or token.lemma)  # noqa: PLW2901 - the token itself, made anew
        projected.append(token)
    return projected
