"""Lemmas: the form that a dictionary lists a word under.

A table (form, part of speech) -> lemma from the treebanks comes first, then the lexicon of the pack's dictionary, then
the small-letter form itself. A proper noun is its own lemma.
"""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from functools import cache

from recoupe.languages.dictionary import Dictionary
from recoupe.languages.pack import LanguagePack

TABLE = "lemmas.tsv.xz"
"""File of a pack's models: lines ``form TAB part of speech TAB lemma``, sorted, xz."""

_KEPT = frozenset({"PROPN", "NUM", "PUNCT", "SYM", "X"})


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


def lemmatise(form: str, pos: str, table: Mapping[tuple[str, str], str], dictionary: Dictionary) -> str:
    """The lemma of a plain form: in small letters, unless it is a proper noun."""
    if pos == "PROPN":
        return form
    lower = form.lower()
    lemma = table.get((lower, pos))
    if lemma is not None:
        return lemma
    return lower if pos in _KEPT else dictionary.lemma(lower, pos) or lower
