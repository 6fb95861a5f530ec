"""Vectors of texts by a model of sentence-transformers, read from a folder.

Nothing of sentence-transformers or torch is imported before `load_sentence_transformers` is called.

Source: Reimers and Gurevych 2019, *Sentence-BERT: Sentence Embeddings using Siamese BERT-Networks*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from recoupe.errors import UsageError
from recoupe.languages.adapters.loading import loading, model_folder, read_layer, without_progress_bars
from recoupe.languages.embedder import Vectors
from recoupe.model.document import Layer

BATCH = 32
"""Texts read together."""

EXTRA = "embedder"
"""The extra of recoupe that installs what is needed."""

_LANGUAGES = re.compile(
    r"^language:[ \t]*(?:\n(?P<list>(?:[ \t]*-[ \t]*[\w-]+[ \t]*\n)+)|(?P<one>[\w-]+)[ \t]*$)", re.MULTILINE
)


class SentenceTransformersModel:
    """A loaded model."""

    def __init__(self, layer: Layer, languages: frozenset[str], model: Any) -> None:
        self._layer = layer
        self._languages = languages
        self._model = model
        # Asked for one vector, since the name of the method that tells the dimension differs between versions.
        self._dimension = int(self.embed(["recoupe"]).shape[1])

    @property
    def name(self) -> str:
        """The name of the folder, after the library's."""
        return self._layer.name

    @property
    def version(self) -> str:
        """The revision of a snapshot of a model hub, else ``unknown``."""
        return self._layer.version

    @property
    def dimension(self) -> int:
        """Numbers of a vector."""
        return self._dimension

    @property
    def languages(self) -> frozenset[str]:
        """Those that the head of the folder's ``README.md`` lists."""
        return self._languages

    @property
    def layer(self) -> Layer:
        """What the model's folder says of it."""
        return self._layer

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `recoupe.languages.embedder.Embedder.embed`; what is longer than the model reads is cut at its end."""
        return np.asarray(
            self._model.encode(
                list(texts),
                batch_size=BATCH,
                show_progress_bar=False,
                convert_to_numpy=True,
                normalize_embeddings=True,
            ),
            dtype=np.float32,
        )


@cache
def load_sentence_transformers(path: str) -> SentenceTransformersModel:
    """The model that lies in a folder; loaded once, on the processor.

    Raises:
        UsageError: the library is not installed, or there is no such folder.
        ModelError: the model cannot be loaded.
    """
    check_embedder(path)
    folder = model_folder(f"embedder {path}", path)

    import sentence_transformers  # noqa: PLC0415 - takes seconds, and only who asks for it has it
    import transformers  # noqa: PLC0415 - what it rests on

    with (
        loading(f"embedder {path}", f"sentence-transformers {sentence_transformers.__version__}"),
        without_progress_bars(transformers.utils.logging),
    ):
        model = sentence_transformers.SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        model.eval()
        return SentenceTransformersModel(read_layer("sentence-transformers", folder), _languages(folder), model)


def check_embedder(path: str) -> None:
    """Refuse what cannot be meant before any work is done; loads nothing.

    Raises:
        UsageError: the library is not installed, or there is no such folder.
    """
    model_folder(f"embedder {path}", path)
    if find_spec("sentence_transformers") is None:
        raise UsageError(
            f"embedder {path}: sentence-transformers is not installed here; say pip install 'recoupe[{EXTRA}]'"
        )


def _languages(folder: Path) -> frozenset[str]:
    readme = folder / "README.md"
    found = _LANGUAGES.search(readme.read_text(encoding="utf-8", errors="replace")) if readme.is_file() else None
    if found is None:
        return frozenset()
    codes = re.findall(r"[A-Za-z][\w-]*", found["list"] or found["one"])
    return frozenset(code.lower() for code in codes if code.lower() not in {"multilingual", "mul"})
