"""Companies that the dictionary of a language knows, where the words around do not speak against it.

A name of several words is the company wherever it stands in capitals. A single word is often a person's name or a
common word as well: it counts where it is neither in this article nor in the lists.
"""

from __future__ import annotations

from recoupe.annotate.lexicon import Lexicon
from recoupe.annotate.reading import LONGEST_NAME, Reading, Spot, name_key, title_gender, word_before
from recoupe.text.name_vetoes import is_body

_COMPANY = "company"


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
        if not reading.capital(last) or not is_body(word):
            continue
        first = last
        while (
            last - first < LONGEST_NAME
            and first not in reading.initial
            and reading.capital(first - 1)
            and reading.forms[first - 1].isalpha()
            and reading.word(first - 1) not in lexicon.determiners
        ):
            first -= 1
        if first < last:
            key = name_key(reading.surface(first, last + 1))
            spots.append(Spot(first, last + 1, "organisation", "body", key))
    return spots


def _company(reading: Reading, lexicon: Lexicon, index: int) -> int:
    """How many tokens from `index` on are the longest known company; 0 when none are."""
    dictionary = lexicon.dictionary
    if not reading.capital(index) or not dictionary.begins_name(reading.words[index].split("-")[0]):
        return 0
    names = dictionary.names_at(reading.words, index)
    return max((end - index for end, kind in names if kind == _COMPANY and reading.capital(end - 1)), default=0)


def _surnames(reading: Reading) -> set[str]:
    """Last words of the persons of several words that the analyser labelled."""
    starts = (index for index in range(reading.size) if reading.label(index) == "B-person")
    ends = ((start, reading.label_end(start)) for start in starts)
    return {reading.words[end - 1] for start, end in ends if end - start > 1}


def _alone(reading: Reading, lexicon: Lexicon, index: int, surnames: set[str]) -> bool:
    """Whether a single word is the company alone: no part of a longer name, nobody's name, no common word."""
    word = reading.words[index]
    beside = reading.capital(index - 1) or (reading.capital(index + 1) and reading.label(index + 1)[:1] == "I")
    titled = title_gender(reading, lexicon, word_before(reading, index)) is not None
    known = lexicon.dictionary.person(word) or lexicon.dictionary.facts(reading.forms[index]).common
    return not (beside or titled or known or word in surnames) and reading.pos(index) in {"PROPN", "X", "NOUN"}
