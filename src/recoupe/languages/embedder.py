"""What makes vectors of whole texts: a model that a user has, in place of words, to tell how alike two reports are.

Recoupe ships none: words, names and numbers are its own way. An embedder knows nothing of articles, only texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from recoupe.errors import ModelError
from recoupe.model.document import Layer

Vectors = NDArray[np.float32]
"""One row a text, each of length one; shape (texts, dimension)."""


class Embedder(Protocol):
    """A model that makes vectors of texts."""

    @property
    def name(self) -> str:
        """What the representation is called: thresholds that were calibrated for one do not serve another."""
        ...

    @property
    def version(self) -> str:
        """Of the model; ``unknown`` where it does not say."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers of a vector."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes of what it was made for; empty where it does not say. One alone compares no two languages."""
        ...

    @property
    def layer(self) -> Layer:
        """Its name, version and licence."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length one of some texts."""
        ...


def embed_texts(embedder: Embedder, texts: Sequence[str]) -> Vectors:
    """The vectors of texts, checked: a model of another library may give anything.

    Raises:
        ModelError: there is not one vector of the embedder's dimension for each text, or a vector is not finite.
    """
    if not texts:
        return np.zeros((0, embedder.dimension), dtype=np.float32)
    vectors = np.asarray(embedder.embed(texts), dtype=np.float32)
    if vectors.shape != (len(texts), embedder.dimension) or not np.isfinite(vectors).all():
        raise ModelError(
            f"{embedder.name}: {len(texts)} texts gave vectors of shape {vectors.shape} where "
            f"({len(texts)}, {embedder.dimension}) of finite numbers were expected; choose another model"
        )
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    # A text without words may have no direction: it is like nothing.
    return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
