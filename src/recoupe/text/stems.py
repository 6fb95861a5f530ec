"""Stems: what the forms of one word share, for comparing words and never for showing them.

Source: Porter's Snowball algorithms, through PyStemmer; the stem is then folded, so that accents and case do not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from recoupe.model.annotation import Token
from recoupe.text.normalize import fold_text


@lru_cache(maxsize=100_000)
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


def content_stems(tokens: Iterable[Token], text: str, stopwords: frozenset[str], stemmer: str) -> list[str]:
    """Stems of the words with content of their own, in order; marks and stopwords are left out.

    Args:
        tokens: tokens of a text.
        text: the text that their offsets count in.
        stopwords: small-letter words without content, as in ``language.toml``, without apostrophes.
        stemmer: see `stem`.
    """
    words = (text[token.start : token.end] for token in tokens if token.pos not in {"PUNCT", "SYM"})
    return [stem(word, stemmer) for word in words if word.casefold().strip("-'\u2019") not in stopwords]
