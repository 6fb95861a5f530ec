"""What a text is about, word by word: stems, names and numbers.

Word feature
    A stem (``manifest``), a name (``@kersanton``: a word with a capital inside a sentence) or a number (``#12400``: two
    digits or more), in folded letters. Words without content of their own (`LanguageSection.stopwords`) have none.

Nothing here needs an annotation layer, and a text is read at several MB a second: digests are cut and articles grouped
before anything is annotated. `recoupe.languages.background` says how common a feature is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from recoupe.languages.pack import LanguagePack
from recoupe.text.normalize import fold_text
from recoupe.text.stems import stem

NAME = "@"
NUMBER = "#"
MAX_WORD = 40
"""Longer "words" (addresses, scripts without spaces) are no features."""

_TOKEN = re.compile(r"\d{1,3}(?:[\u0020\u00a0\u2009\u202f.,]\d{3})+(?!\d)|\d+|[^\W\d_]+")
_NO_NAME_AFTER = re.compile(r"[.!?\n…:«“\"]")


class Feature(NamedTuple):
    """A word feature where it stands: ``[start, end)`` of the text that was read."""

    key: str
    start: int
    end: int


def word_features(text: str, pack: LanguagePack, names: bool = True) -> Iterator[Feature]:
    """Stems, names and numbers of a text, in order; a name is given twice, as a stem and as a name.

    Args:
        text: any text.
        pack: of the text's language.
        names: false for a headline, in which many papers capitalise every word.
    """
    previous, opening, initial = 0, True, False
    stopwords, stemmer = _stopwords(pack), pack.language.stemmer
    for match in _TOKEN.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        if not opening:
            stop = _NO_NAME_AFTER.search(text, previous, start)
            # The point of an initial opens no sentence: what follows it is a name.
            opening = stop is not None and not (initial and text[previous:start].strip() == ".")
        previous, initial = end, len(word) == 1 and word.isupper()
        lowered = word.lower()
        if word[0].isdigit():
            digits = "".join(filter(str.isdigit, word))
            if 2 <= len(digits) <= MAX_WORD:
                yield Feature(NUMBER + digits, start, end)
        elif 1 < len(word) <= MAX_WORD and lowered not in stopwords:
            yield Feature(stem(lowered, stemmer), start, end)
            if names and not opening and word[0].isupper():
                yield Feature(NAME + fold_text(lowered), start, end)
        opening = False


@lru_cache(maxsize=64)
def _stopwords(pack: LanguagePack) -> frozenset[str]:
    return frozenset(pack.language.stopwords) | frozenset(pack.language.elisions)
