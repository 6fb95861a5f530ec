"""Build the background of each language: the share of articles that have a feature, from an open treebank.

usage: build_background.py TRAIN_FOLDER

Reads the sentences of one treebank a language (so that the file has one licence), counts the features that
`recoupe.languages.vocabulary` and
`recoupe.stories.features` read, and writes ``languages/CODE/models/background.npz``. A feature with relative
frequency ``f`` stands in an article of `ARTICLE_WORDS` words with probability ``1 - exp(-f * ARTICLE_WORDS)``
(Poisson). Features seen once are left out. The output is the same, byte by byte, on every run.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from corpora import read_conllu
from numpy.typing import NDArray

from recoupe.languages.background import FILE, encode_grams, encode_shares, encode_words
from recoupe.languages.pack import load_pack
from recoupe.languages.vocabulary import word_features
from recoupe.stories.features import gram_keys

ARTICLE_WORDS = 300
TREEBANKS = {
    "en": ("en/ud_ewt_train.conllu.xz", "en/ud_ewt_dev.conllu.xz"),
    "fr": ("fr/ud_sequoia_train.conllu.xz", "fr/ud_sequoia_dev.conllu.xz"),
}
"""EWT: CC BY-SA 4.0. Sequoia: LGPL-LR. The taggers of the same pack rest on the same treebanks."""
PACKS = Path(__file__).resolve().parent.parent / "src" / "recoupe" / "languages"


def build(language: str, folder: Path) -> int:
    """Write the background of one language; gives the size of the file in bytes."""
    pack = load_pack(language)
    words: Counter[str] = Counter()
    grams: Counter[int] = Counter()
    total = 0
    for name in TREEBANKS[language]:
        for sentence in read_conllu(folder / name):
            words.update(feature.key for feature in word_features(sentence.text, pack))
            grams.update(gram_keys(sentence.text).tolist())
            total += len(sentence.text.split())
    word_keys = tuple(key for key, count in sorted(words.items()) if count > 1)
    gram_list = [key for key, count in sorted(grams.items()) if count > 1]
    worded = _columns(encode_words(word_keys), np.array([words[key] for key in word_keys]) / total)
    grammed = _columns(
        encode_grams(np.array(gram_list, dtype=np.uint64)), np.array([grams[key] for key in gram_list]) / total
    )
    path = PACKS / language / "models" / FILE
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(path, words=worded[0], word_shares=worded[1], grams=grammed[0], gram_shares=grammed[1])
    return path.stat().st_size


def _columns(
    keys: NDArray[np.uint32], frequencies: NDArray[np.float64]
) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Keys, sorted, with their shares; of two features with one key the more frequent stays."""
    order = np.lexsort((-frequencies, keys))
    kept, first = np.unique(keys[order], return_index=True)
    return kept, encode_shares(1 - np.exp(-frequencies[order][first] * ARTICLE_WORDS))


def main() -> None:
    for language in sorted(TREEBANKS):
        print(language, build(language, Path(sys.argv[1])), "bytes")


if __name__ == "__main__":
    main()
