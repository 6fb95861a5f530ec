"""How common a feature is in a language at large.

Background
    For each feature of a language, the share of news articles that would have it, estimated once from an open treebank
    and shipped in the pack (``models/background.npz``, built by ``tools/build_background.py``).

The reports of one dossier are no sample of their language: what all of them share looks common there, and is what
makes them one story. Against the background a rare name stays rare however many of them have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from recoupe.languages.pack import LanguagePack

FILE = "background.npz"
RARE = 1e-3
"""Share of articles assumed for a feature that the background has not seen; results hardly depend on it."""


class Background(NamedTuple):
    """Shares of a language: sorted 32-bit keys and, for each, the share of articles that have the feature."""

    words: NDArray[np.uint32]
    word_shares: NDArray[np.float32]
    grams: NDArray[np.uint32]
    gram_shares: NDArray[np.float32]

    def share_of_words(self, keys: Sequence[str]) -> NDArray[np.float64]:
        """Share of articles that have each word feature, at least `RARE`."""
        return _look_up(encode_words(keys), self.words, self.word_shares)

    def share_of_grams(self, keys: NDArray[np.uint64]) -> NDArray[np.float64]:
        """Share of articles that have each gram feature, at least `RARE`."""
        return _look_up(encode_grams(keys), self.grams, self.gram_shares)


@lru_cache(maxsize=64)
def load_background(pack: LanguagePack) -> Background | None:
    """The background of a language, or None where its pack ships none."""
    path = pack.model(FILE)
    if path is None:
        return None
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return Background(
            stored["words"],
            decode_shares(stored["word_shares"]),
            stored["grams"],
            decode_shares(stored["gram_shares"]),
        )


def encode_words(keys: Sequence[str]) -> NDArray[np.uint32]:
    """32-bit keys of word features (CRC-32): one of 200,000 unknown words is taken for a known one."""
    return np.fromiter((crc32(key.encode("utf-8", "surrogatepass")) for key in keys), dtype=np.uint32, count=len(keys))


def encode_grams(keys: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """32-bit keys of gram features: both halves of the 64 bits, mixed."""
    mixed: NDArray[np.uint32] = ((keys ^ (keys >> np.uint64(32))) & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    return mixed


def encode_shares(shares: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Shares as one byte each: ``-log`` in steps of 1/32."""
    encoded: NDArray[np.uint8] = np.clip(np.rint(-32 * np.log(shares)), 0, 255).astype(np.uint8)
    return encoded


def decode_shares(encoded: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The shares that `encode_shares` wrote."""
    decoded: NDArray[np.float32] = np.exp(-encoded.astype(np.float32) / 32)
    return decoded


def _look_up(codes: NDArray[np.uint32], known: NDArray[np.uint32], shares: NDArray[np.float32]) -> NDArray[np.float64]:
    at = np.minimum(np.searchsorted(known, codes), len(known) - 1)
    return np.where(known[at] == codes, np.maximum(shares[at], RARE), RARE).astype(np.float64)
