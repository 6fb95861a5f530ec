"""Lemmas: the form that a dictionary lists a word under.

A table (form, part of speech) -> lemma from the treebanks comes first, then simplemma's table of the language, then
the small-letter form itself. A proper noun is its own lemma.

Paradigm
    The forms that share a lemma. Its size tells a noun (two forms) from an adjective (four) and a verb (many), even
    for a word that no treebank holds.
"""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from recoupe.languages.pack import LanguagePack

TABLE = "lemmas.tsv.xz"
"""File of a pack's models: lines ``form TAB part of speech TAB lemma``, sorted, xz."""

_KEPT = frozenset({"PROPN", "NUM", "PUNCT", "SYM", "X"})


class Lexicon(NamedTuple):
    """What is known of a language's small-letter words.

    Attributes:
        lemma: gives the lemma of a form, or None for an unknown one.
        paradigms: lemma -> how many forms it has.
    """

    lemma: Callable[[str], str | None]
    paradigms: Mapping[str, int]


@cache
def load_lexicon(code: str) -> Lexicon:
    """Simplemma's table of a language; the empty code knows no word."""
    if not code:
        return Lexicon(_unknown, {})
    from simplemma.strategies import DefaultDictionaryFactory  # noqa: PLC0415 - decompresses a dictionary

    table = DefaultDictionaryFactory().get_dictionary(code)
    return Lexicon(table.get, Counter(table.values()))


def _unknown(form: str) -> str | None:  # noqa: ARG001 - a language without a table knows no form
    return None


@cache
def treebank_lemmas(pack: LanguagePack) -> Mapping[tuple[str, str], str]:
    """The pack's table (small-letter form, part of speech) -> lemma; empty when it has none."""
    file = pack.model(TABLE)
    if file is None:
        return {}
    table: dict[tuple[str, str], str] = {}
    for line in lzma.decompress(file.read_bytes()).decode("utf-8").splitlines():
        form, pos, lemma = line.split("\t")
        table[form, pos] = lemma
    return table


def lemmatise(form: str, pos: str, table: Mapping[tuple[str, str], str], lexicon: Lexicon) -> str:
    """The lemma of a plain form: in small letters, unless it is a proper noun."""
    if pos == "PROPN":
        return form
    lower = form.lower()
    lemma = table.get((lower, pos))
    if lemma is not None:
        return lemma
    return lower if pos in _KEPT else lexicon.lemma(lower) or lower
