"""Pronouns that can only stand for one person.

A pronoun is joined to a chain when gender, number and distance leave one person: one alone in its own sentence before
it and in the sentence before that, or, where those name nobody, one alone in the sentence before. Everything else stays
open: a wrong antecedent puts words in the wrong mouth.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import NamedTuple

from recoupe.annotate.lexicon import Lexicon
from recoupe.annotate.reading import Reading

_REACH = 2
"""Sentences back that a pronoun may reach."""

_MOST = 20
"""Most persons of a sentence that are weighed: with more than a few, none is alone."""


class Person(NamedTuple):
    """A person where the article names them: token, number of the chain, gender (empty when unknown)."""

    token: int
    chain: int
    gender: str


class PronounSpot(NamedTuple):
    """A pronoun with the chain that it stands for."""

    token: int
    chain: int
    gender: str
    number: str


def link_pronouns(reading: Reading, lexicon: Lexicon, persons: list[Person]) -> list[PronounSpot]:
    """Pronouns of an article that leave one person; `persons` in order of their tokens."""
    by_sentence: dict[int, list[Person]] = {}
    tokens = reading.article.tokens
    for person in persons:
        by_sentence.setdefault(tokens[person.token].sentence, []).append(person)
    linked: list[PronounSpot] = []
    for index, word in enumerate(reading.words):
        marks = lexicon.pronouns.get(word.lstrip("-"))
        if marks is None or _impersonal(reading, lexicon, index):
            continue
        gender, number = marks[0], marks[1]
        sentence = tokens[index].sentence
        here = by_sentence.get(sentence, [])
        before = bisect_left(here, index, key=lambda p: p.token)
        near = here[max(0, before - _MOST) : before] + by_sentence.get(sentence - 1, [])[-_MOST:]
        near = near or by_sentence.get(sentence - _REACH, [])[-_MOST:]
        fitting = {p.chain for p in near if not p.gender or p.gender == gender}
        if len(fitting) == 1:
            chain = fitting.pop()
            linked.append(PronounSpot(index, chain, gender, number))
            # Whoever the subject of the last sentence was may be taken up again by the next one.
            insort(here, Person(index, chain, gender), key=lambda p: p.token)
            by_sentence[sentence] = here
    return linked


def _impersonal(reading: Reading, lexicon: Lexicon, index: int) -> bool:
    """Whether what follows shows that the pronoun stands for nobody."""
    return index + 1 < reading.size and lexicon.impersonal.at(reading.words, index + 1) is not None
