"""Companies that the dictionary of a language knows, where the words around do not speak against it.

A name of several words is the company wherever it stands in capitals. A single word is often a person's name or a
common word as well: it counts where it is neither in this article nor in the lists.
"""

from __future__ import annotations

from recoupe.annotate.lexicon import Lexicon
from recoupe.annotate.reading import Reading, Spot, name_key, title_gender, word_before
from recoupe.text.name_vetoes import is_body

_COMPANY = "company"
_LONGEST = 5
"""Tokens of the longest company that is looked up."""


def spot_companies(reading: Reading, lexicon: Lexicon) -> list[Spot]:
    """Known companies, in order, the longest at each place."""
    surnames = _surnames(reading)
    spots: list[Spot] = []
    index = 0
    while index < reading.size:
        length = _company(reading, lexicon, index)
        if length > 1 or (length and _alone(reading, lexicon, index, surnames)):
            key = name_key(reading.surface(index, index + length))
            spots.append(Spot(index, index + length, "organisation", "listed", key, weight=3 if length > 1 else 2))
        index += max(length, 1)
    return spots + _spot_bodies(reading, lexicon)


def _spot_bodies(reading: Reading, lexicon: Lexicon) -> list[Spot]:
    """Words with capitals whose last one only companies and clubs have (``Ruritania Motors``)."""
    spots: list[Spot] = []
    for last, word in enumerate(reading.words):
        first = last
        while (
            first not in reading.initial
            and reading.capital(first - 1)
            and reading.forms[first - 1].isalpha()
            and reading.word(first - 1) not in lexicon.determiners
        ):
            first -= 1
        if first < last and reading.capital(last) and is_body(word):
            key = name_key(reading.surface(first, last + 1))
            spots.append(Spot(first, last + 1, "organisation", "body", key))
    return spots


def _company(reading: Reading, lexicon: Lexicon, index: int) -> int:
    """How many tokens from `index` on are the longest known company; 0 when none are."""
    if not reading.capital(index) or not lexicon.dictionary.begins_name(reading.words[index].split("-")[0]):
        return 0
    best, name = 0, ""
    for last in range(index, min(reading.size, index + _LONGEST)):
        part = reading.words[last].replace("-", " ")
        name = f"{name} {part}" if name else part
        if reading.capital(last) and lexicon.dictionary.kind(name) == _COMPANY:
            best = last + 1 - index
    return best


def _surnames(reading: Reading) -> set[str]:
    """Last words of the persons of several words that the analyser labelled."""
    ends = range(1, reading.size)
    return {
        reading.words[i]
        for i in ends
        if reading.label(i) == "I-person" and (i + 1 == reading.size or reading.label(i + 1) != "I-person")
    }


def _alone(reading: Reading, lexicon: Lexicon, index: int, surnames: set[str]) -> bool:
    """Whether a single word is the company alone: no part of a longer name, nobody's name, no common word."""
    word = reading.words[index]
    beside = reading.capital(index - 1) or (reading.capital(index + 1) and reading.label(index + 1)[:1] == "I")
    titled = title_gender(reading, lexicon, word_before(reading, index)) is not None
    known = lexicon.dictionary.person(word) or lexicon.dictionary.facts(reading.forms[index]).common
    return not (beside or titled or known or word in surnames) and reading.pos(index) in {"PROPN", "X", "NOUN"}
