"""Compiles a language's dictionary: word classes, clusters, known names and hints, as one trie and its tables."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
from gazetteer import Gazetteer
from lexicons import POS, Lexicon, Vectors, cluster

from recoupe.languages.dictionary import FAMILY, FIRST, GIVEN, NAME, PERSON, RECORD, TABLES, TRIE

LEVELS = (1024, 256, 64)
"""How many clusters there are, from the finest level to the coarsest."""
_PARADIGMS = (1, 2, 3, 4, 5, 9)
"""Sizes of paradigms that are told apart."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'.][^\W\d_]+)*\.?")
_LONGEST_WORD = 30


def write_dictionary(
    models: Path, lexicon: Lexicon, vectors: Vectors, gazetteer: Gazetteer, *, cased: bool, frequent: Mapping[str, int]
) -> None:
    """Write both files of a dictionary.

    Args:
        models: the folder of the pack's models.
        lexicon: word classes and lemmas.
        vectors: what is clustered.
        gazetteer: known names and hints.
        cased: whether the vectors tell capital words from small ones.
        frequent: lemma -> occurrences; of several lemmas the more frequent is taken.
    """
    classes, words = _word_classes(lexicon, frequent)
    numbers, levels = _clusters(vectors)
    records = {form: (words.get(form, 0), numbers.get(form, 0)) for form in {*words, *numbers}}
    records |= {PERSON + name: (GIVEN, 0) for name in gazetteer.given}
    for name in gazetteer.family:
        records[PERSON + name] = (records.get(PERSON + name, (0, 0))[0] | FAMILY, 0)
    kinds = sorted(set(gazetteer.names.values()))
    for name, kind in gazetteer.names.items():
        records[NAME + name] = (kinds.index(kind) + 1, 0)
        records[FIRST + name.split(" ")[0]] = (1, 0)
    items = sorted(records.items())
    marisa_trie.RecordTrie(RECORD, items).save(str(models / TRIE))
    tables = {
        "cased": cased,
        "classes": classes,
        "clusters": [level.tolist() for level in levels],
        "kinds": kinds,
        "hints": gazetteer.hints,
    }
    (models / TABLES).write_text(
        json.dumps(tables, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8"
    )


def _word_classes(lexicon: Lexicon, frequent: Mapping[str, int]) -> tuple[list[Any], dict[str, int]]:
    """The classes by number (from 1), and the number of each form's."""
    paradigms = Counter(lemma for form in lexicon.values() for lemma in {lem for s in form.values() for lem in s})
    best = _preference(frequent)
    numbers: dict[str, int] = {}
    words: dict[str, int] = {}
    for form in sorted(lexicon):
        if not _WORD.fullmatch(form) or len(form) > _LONGEST_WORD:
            continue
        tags = lexicon[form]
        lemmas: dict[str, str] = {}
        for tag in sorted(tags):
            pos = POS.get(tag.rstrip("GKW0"))
            if pos:
                lemma = min([*tags[tag], *([lemmas[pos]] if pos in lemmas else [])], key=best)
                lemmas[pos] = lemma
        lemma = min((lem for found in tags.values() for lem in found), key=best)
        paradigm = f"{bisect_right(_PARADIGMS, paradigms[lemma])}{'=' if lemma == form else lemma[-2:]}"
        rules = {pos: _rule(form, lem) for pos, lem in sorted(lemmas.items())}
        row = json.dumps(["+".join(sorted(tags)), paradigm, rules])
        words[form] = numbers.setdefault(row, len(numbers) + 1)
    return [json.loads(row) for row in numbers], words


def _preference(frequent: Mapping[str, int]) -> Callable[[str], tuple[int, int, str]]:
    return lambda lemma: (-frequent.get(lemma, 0), len(lemma), lemma)


def _rule(form: str, lemma: str) -> str:
    """How a lemma is made of a form: how many letters are cut off, and which are put on."""
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return f"{len(form) - shared}{lemma[shared:]}"


def _clusters(vectors: Vectors) -> tuple[dict[str, int], list[Any]]:
    """The finest cluster of each word, from 1, and the coarser ones of each of the finest: those most of it lies in."""
    labels, _ = cluster(vectors.vectors, vectors.weights, LEVELS[0])
    levels = []
    for count in LEVELS[1:]:
        coarse, _ = cluster(vectors.vectors, vectors.weights, count)
        shares = np.zeros((LEVELS[0], count))
        np.add.at(shares, (labels, coarse), vectors.weights)
        levels.append(shares.argmax(1) + 1)
    pairs = zip(vectors.words, labels[vectors.rows], strict=True)
    return {w: int(n) + 1 for w, n in pairs if _WORD.fullmatch(w) and len(w) <= _LONGEST_WORD}, levels
