"""Whether a word is in use in its language: what tells a misspelling, and which of two spellings is right.

The lexicon is the list of forms with their frequencies that wordfreq ships (Speer 2022), from subtitles, the web, books
and news. It has inflected forms and common names, and, lower down, common errors: so a form counts as a word from a
frequency on, given on the Zipf scale (van Heuven et al. 2014), the base-10 logarithm of occurrences in a billion words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

# 1.5 on the Zipf scale, three occurrences in a hundred million words: errors fall below, and so do the rarest words.
_IN_USE = 10 ** (1.5 - 9)


def knows_word(word: str, language: str) -> bool | None:
    """Whether a word is in use, in any case; None for a language without a lexicon.

    Args:
        word: one word, with its accents.
        language: code of the text's language.
    """
    frequencies = _frequencies(language)
    if frequencies is None:
        return None
    return frequencies.get(unicodedata.normalize("NFC", word).lower(), 0.0) >= _IN_USE


@lru_cache(maxsize=8)
def _frequencies(language: str) -> Mapping[str, float] | None:
    """Share of each form among all words of a language, or None."""
    # Half a second the first time: only a text that needs the lexicon waits for it.
    from wordfreq import available_languages, get_frequency_dict  # noqa: PLC0415

    if language not in available_languages("best"):
        return None
    frequencies: Mapping[str, float] = get_frequency_dict(language, "best")
    return frequencies
