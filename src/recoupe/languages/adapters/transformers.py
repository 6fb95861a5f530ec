"""Analysers by a token classifier of transformers, read from a folder.

Nothing of transformers or torch is imported before `load_transformers` is called.

Piece
    What the model's tokenizer cuts words into. The label of a word is that of its first piece: token classifiers are
    trained on it, and what they say of the other pieces was never corrected.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from recoupe.errors import ModelError
from recoupe.languages.adapters.adapted import Found, Passage
from recoupe.languages.adapters.labels import Tag, read_tags, require_names
from recoupe.languages.adapters.loading import loading, model_folder, read_layer, without_progress_bars
from recoupe.languages.adapters.projection import Entity
from recoupe.model.document import Layer

LONGEST = 512
"""Most pieces of a window: what most encoders were trained on, also where they could take more."""

OVERLAP = 64
"""Pieces that two windows of a long sentence share; each answers for the half that is farther from its edge."""

BATCH = 16
"""Windows read together."""


class Piece(NamedTuple):
    """A piece in its passage, with the label that the model gives it."""

    start: int
    end: int
    tag: Tag | None


class TransformersModel:
    """A loaded token classifier with its tokenizer."""

    def __init__(self, layer: Layer, tokenizer: Any, model: Any) -> None:
        self._layer = layer
        self._tokenizer = tokenizer
        self._model = model
        labels: dict[int, str] = {int(number): label for number, label in model.config.id2label.items()}
        tags = read_tags(labels.values())
        self._tags = {number: tags[label] for number, label in labels.items()}
        # Two positions fewer than there are: the family of RoBERTa counts them from two.
        positions = getattr(model.config, "max_position_embeddings", None) or LONGEST + 2
        self._longest = min(LONGEST, tokenizer.model_max_length, positions - 2)
        self._overlap = min(OVERLAP, self._longest // 4)

    @property
    def layer(self) -> Layer:
        """What the model's folder says of it."""
        return self._layer

    @property
    def labels(self) -> set[str]:
        """The model's labels, without prefixes."""
        return {tag.label for tag in self._tags.values() if tag}

    def read(self, passages: Sequence[Passage]) -> list[Found]:
        """See `recoupe.languages.adapters.adapted.ForeignModel.read`."""
        found = [Found(())] * len(passages)
        # Passages of one length stand together, so that little of a batch is padding.
        order = sorted(range(len(passages)), key=lambda i: len(passages[i].text))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            for index, pieces in zip(batch, self._pieces([passages[i].text for i in batch]), strict=True):
                words = passages[index].words
                found[index] = Found(list(_entities(words, _word_tags(words, pieces))))
        return found

    def _pieces(self, texts: Sequence[str]) -> list[list[Piece]]:
        """The pieces of each text with their labels, each from the window in which it stands farther from the edge."""
        encoded = self._tokenizer(
            list(texts),
            padding=True,
            truncation=True,
            max_length=self._longest,
            stride=self._overlap,
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
            return_tensors="pt",
        )
        owners = encoded.pop("overflow_to_sample_mapping").tolist()
        offsets = encoded.pop("offset_mapping").tolist()
        special = encoded.pop("special_tokens_mask").tolist()
        best = self._best_labels(encoded, len(owners))
        pieces: list[list[Piece]] = [[] for _ in texts]
        for window, owner in enumerate(owners):
            kept = [
                Piece(start, end, self._tags[label])
                for (start, end), skip, label in zip(offsets[window], special[window], best[window], strict=True)
                if not skip
            ]
            half = self._overlap // 2
            first = half if window and owners[window - 1] == owner else 0
            cut = self._overlap - half if window + 1 < len(owners) and owners[window + 1] == owner else 0
            pieces[owner] += kept[first : len(kept) - cut]
        return pieces

    def _best_labels(self, encoded: Any, windows: int) -> list[list[int]]:
        import torch  # noqa: PLC0415 - the model has loaded it

        best: list[list[int]] = []
        with torch.inference_mode():
            for start in range(0, windows, BATCH):
                rows = {name: values[start : start + BATCH] for name, values in encoded.items()}
                best += self._model(**rows).logits.argmax(dim=-1).tolist()
        return best


def _word_tags(words: Sequence[tuple[int, int]], pieces: Sequence[Piece]) -> Iterator[Tag | None]:
    """The label of each word: that of its first piece, or of the piece that it stands in."""
    pieces = [piece for piece in pieces if piece.end > piece.start]
    starts = [piece.start for piece in pieces]
    for start, end in words:
        index = bisect_right(starts, start) - 1
        if index < 0 or pieces[index].end <= start:
            index += 1  # its first characters belong to no piece
        elif starts[index] == start:
            index = bisect_left(starts, start)  # the bytes of one character are several pieces with one span
        within = index < len(pieces) and starts[index] < end
        yield pieces[index].tag if within else None


def _entities(words: Sequence[tuple[int, int]], tags: Iterable[Tag | None]) -> Iterator[Entity]:
    """Names of the words' labels: a prefix that begins one, or another label than before, begins one."""
    current: Entity | None = None
    for (start, end), tag in zip(words, tags, strict=True):
        if tag is not None and current is not None and current.label == tag.label and not tag.begins:
            current = current._replace(end=end)
            continue
        if current is not None:
            yield current
        current = Entity(start, end, tag.label) if tag is not None else None
    if current is not None:
        yield current


@cache
def load_transformers(path: str) -> TransformersModel:
    """The token classifier that lies in a folder; loaded once, on the processor.

    Raises:
        UsageError: there is no such folder.
        ModelError: it cannot be loaded, or is no token classifier for names.
    """
    choice = f"transformers:{path}"
    folder = model_folder(choice, path)

    import transformers  # noqa: PLC0415 - takes seconds, and only who asks for it has it

    with loading(choice, f"transformers {transformers.__version__}"):
        config = transformers.AutoConfig.from_pretrained(str(folder), local_files_only=True)
        kinds = tuple(config.architectures or ())
        if kinds and not any(kind.endswith("ForTokenClassification") for kind in kinds):
            raise ModelError(f"{choice}: is no token classifier ({', '.join(kinds)}); choose one trained to find names")
        tokenizer = transformers.AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
        with without_progress_bars(transformers.utils.logging):
            model, report = transformers.AutoModelForTokenClassification.from_pretrained(
                str(folder), local_files_only=True, output_loading_info=True
            )
    if report["missing_keys"]:
        missing = ", ".join(sorted(report["missing_keys"])[:3])
        raise ModelError(f"{choice}: its file of weights lacks {missing}; it is no token classifier, or not whole")
    _require_offsets(tokenizer, choice)
    loaded = TransformersModel(read_layer("transformers", folder), tokenizer, model.float().eval())
    require_names(loaded.labels, choice)
    return loaded


def _require_offsets(tokenizer: Any, choice: str) -> None:
    if not tokenizer.is_fast:
        raise ModelError(f"{choice}: its tokenizer tells no offsets; save the model with its fast tokenizer")
    if tokenizer.pad_token is None:
        raise ModelError(f"{choice}: its tokenizer has no padding token; give it one and save it anew")
