"""Analysers by a GLiNER model, which is asked for kinds of names in words, read from a folder.

Nothing of GLiNER or torch is imported before `load_gliner` is called.

Source: Zaratiana et al. 2024, *GLiNER: Generalist Model for Named Entity Recognition using Bidirectional Transformer*.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from recoupe.errors import ModelError
from recoupe.languages.adapters.adapted import Found, Passage
from recoupe.languages.adapters.loading import loading, model_folder, read_layer
from recoupe.languages.adapters.projection import Entity
from recoupe.model.document import Layer

ASKED = ("person", "organization", "location")
"""What the model is asked for: English words whatever the language, as in the data that GLiNER models learn from."""

WINDOW = 192
"""Most tokens read at once: half of the words that GLiNER models take, since they count marks and hyphens apart."""

OVERLAP = 32
"""Tokens that two windows of a long sentence share; each answers for the half that is farther from its edge."""


class Window(NamedTuple):
    """Words read at once, ``[first, last)``, and the first and last code point that the window answers for."""

    first: int
    last: int
    inner_start: int
    inner_end: int


class GlinerModel:
    """A loaded model, and the least score of a name."""

    def __init__(self, layer: Layer, model: Any, threshold: float) -> None:
        self._layer = layer
        self._model = model
        self._threshold = threshold
        self._longest = max(4, min(WINDOW, model.config.max_len // 2))

    @property
    def layer(self) -> Layer:
        """What the model's folder says of it."""
        return self._layer

    def read(self, passages: Sequence[Passage]) -> list[Found]:
        """See `recoupe.languages.adapters.adapted.ForeignModel.read`."""
        return [Found(list(self._entities(passage))) for passage in passages]

    def _entities(self, passage: Passage) -> Iterator[Entity]:
        for window in cut_windows(passage.words, self._longest, min(OVERLAP, self._longest // 4)):
            shift = passage.words[window.first][0]
            words = passage.text[shift : passage.words[window.last - 1][1]]
            for found in self._model.predict_entities(words, list(ASKED), threshold=self._threshold):
                start = found["start"] + shift
                if window.inner_start <= start < window.inner_end:
                    yield Entity(start, found["end"] + shift, found["label"])


def cut_windows(words: Sequence[tuple[int, int]], size: int, overlap: int) -> Iterator[Window]:
    """Windows over the words of a passage. What they answer for meets without a gap and does not overlap.

    Args:
        words: spans in the passage, in order.
        size: most words of a window; more than twice `overlap`.
        overlap: words that neighbours share.
    """
    first = 0
    answered = 0
    while first < len(words):
        last = min(first + size, len(words))
        whole = last == len(words)
        inner_end = words[-1][1] if whole else words[last - overlap // 2][0]
        yield Window(first, last, answered, inner_end)
        first, answered = (len(words) if whole else last - overlap), inner_end


@cache
def load_gliner(path: str, threshold: float) -> GlinerModel:
    """The GLiNER model that lies in a folder; loaded once, on the processor.

    Args:
        path: the folder.
        threshold: least score, 0 to 1, of a name.

    Raises:
        UsageError: there is no such folder.
        ModelError: it cannot be loaded, or is not whole: its encoder or tokenizer would have to be downloaded.
    """
    choice = f"gliner:{path}"
    folder = model_folder(choice, path)

    import gliner  # noqa: PLC0415 - takes seconds, and only who asks for it has it

    with loading(choice, f"gliner {gliner.__version__}"):
        config = json.loads(folder.joinpath("gliner_config.json").read_text(encoding="utf-8"))
        if not config.get("encoder_config") or not folder.joinpath("tokenizer_config.json").is_file():
            raise ModelError(
                f"{choice}: its encoder's configuration or its tokenizer lies elsewhere, and recoupe never downloads; "
                "load it once where it can be had and save it whole with `save_pretrained`"
            )
        model = gliner.GLiNER.from_pretrained(str(folder), local_files_only=True, map_location="cpu")
    return GlinerModel(read_layer("gliner", folder), model.eval(), threshold)
