"""Stems: what the forms of one word share, for comparing words and never for showing them.

Source: Porter's Snowball algorithms, through PyStemmer; the stem is then folded, so that accents and case do not count.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from recoupe.text.normalize import fold_text


@lru_cache(maxsize=200_000)
def stem(word: str, stemmer: str) -> str:
    """The folded stem of a word.

    Args:
        word: one word, in any case.
        stemmer: name of the Snowball algorithm, as in ``language.toml``; empty for a language without one, where
            the folded word itself is the answer.
    """
    lower = word.casefold().replace("\u2019", "'")
    return fold_text(_stemmer(stemmer).stemWord(lower) if stemmer else lower)


@cache
def _stemmer(name: str) -> Any:
    import Stemmer  # noqa: PLC0415 - a compiled library that only stems need

    return Stemmer.Stemmer(name, 0)
