"""Whether a word is in use in its language: what tells a misspelling, and which of two spellings is right.

The lexicon is the list of forms with their frequencies that wordfreq ships (Speer 2022), from subtitles, the web, books
and news. It has inflected forms and common names, and, lower down, common errors: so a form counts as a word from a
frequency on, given on the Zipf scale (van Heuven et al. 2014), the base-10 logarithm of occurrences in a billion words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from recoupe.languages.dictionary import UNKNOWN, load_dictionary
from recoupe.languages.pack import pack_for

# 1.5 on the Zipf scale, three occurrences in a hundred million words: errors fall below, and so do the rarest words.
_IN_USE = 10 ** (1.5 - 9)

_RARER = 50
"""How many times as rare as the right word a common error is, at least: *recieved* 250 times, *persones* 4,000."""


def knows_word(word: str, language: str) -> bool | None:
    """Whether a word is in use, in any case; None for a language without a lexicon.

    Args:
        word: one word, with its accents.
        language: code of the text's language.
    """
    return None if _frequencies(language) is None else _share(word, language) >= _IN_USE


def right_spelling(one: str, other: str, language: str) -> Literal["one", "other"] | None:
    """Which of two spellings is right, or None where neither or both are, or the language has no lexicon.

    Errors of many are in use too. So where both words are, the dictionary of the language decides: a word that it
    lacks, `_RARER` times as rare as one that it has, is an error for it.

    Args:
        one: a word, with its accents.
        other: another, close to it in letters.
        language: code of the text's language.
    """
    known_one, known_other = knows_word(one, language), knows_word(other, language)
    if known_one is None or known_other is None:
        return None
    if known_one != known_other:
        return "one" if known_one else "other"
    listed_one, listed_other = _is_listed(one, language), _is_listed(other, language)
    if not known_one or listed_one == listed_other:
        return None
    right, wrong = (one, other) if listed_one else (other, one)
    rarer = _share(right, language) >= _RARER * _share(wrong, language)
    return ("one" if listed_one else "other") if rarer else None


def _is_listed(word: str, language: str) -> bool:
    """Whether the dictionary that came with the taggers of a language has a word."""
    return load_dictionary(pack_for(language)).facts(word.lower()).word_class.tags != UNKNOWN


def _share(word: str, language: str) -> float:
    frequencies = _frequencies(language) or {}
    return frequencies.get(unicodedata.normalize("NFC", word).lower(), 0.0)


@lru_cache(maxsize=8)
def _frequencies(language: str) -> Mapping[str, float] | None:
    """Share of each form among all words of a language, or None."""
    # Half a second the first time: only a text that needs the lexicon waits for it.
    from wordfreq import available_languages, get_frequency_dict  # noqa: PLC0415

    if language not in available_languages("best"):
        return None
    frequencies: Mapping[str, float] = get_frequency_dict(language, "best")
    return frequencies
