"""Analysers by a spaCy pipeline: names, and its parts of speech and lemmas for a language that recoupe has none for.

Nothing of spaCy is imported before `load_spacy` is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from recoupe.errors import ModelError, UsageError
from recoupe.languages.adapters.adapted import Found, Passage
from recoupe.languages.adapters.labels import require_names
from recoupe.languages.adapters.loading import UNKNOWN, first_line, loading
from recoupe.languages.adapters.projection import Entity, Word
from recoupe.model.document import Layer

ANY_LANGUAGE = "xx"
"""Code that spaCy gives to a pipeline for several languages."""


class SpacyModel:
    """A loaded pipeline."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline

    @property
    def language(self) -> str:
        """ISO 639-1 code of the language that the pipeline is made for, or `ANY_LANGUAGE`."""
        code: str = self._pipeline.lang
        return code

    @property
    def layer(self) -> Layer:
        """What the pipeline's own meta says."""
        meta = self._pipeline.meta
        return Layer(
            name=f"spacy {meta['lang']}_{meta['name']}",
            version=meta.get("version") or UNKNOWN,
            licence=meta.get("license") or UNKNOWN,
        )

    def read(self, passages: Sequence[Passage]) -> list[Found]:
        """See `recoupe.languages.adapters.adapted.ForeignModel.read`."""
        return [
            Found(
                [Entity(e.start_char, e.end_char, e.label_) for e in read.ents],
                [Word(t.idx, t.idx + len(t.text), t.pos_, t.lemma_) for t in read],
            )
            for read in self._pipeline.pipe([passage.text for passage in passages])
        ]


@cache
def load_spacy(name: str) -> SpacyModel:
    """The pipeline of an installed package or a folder; loaded once.

    Raises:
        UsageError: there is none of this name.
        ModelError: it cannot be loaded, or finds no names.
    """
    import spacy  # noqa: PLC0415 - takes seconds, and only who asks for it has it

    choice = f"spacy:{name}"
    with loading(choice, f"spaCy {spacy.__version__}"):
        try:
            pipeline = spacy.load(name)
        except OSError as error:
            raise UsageError(
                f"{choice}: no installed pipeline and no folder of this name ({first_line(error)}); "
                "install its package or give its folder: recoupe never downloads a model"
            ) from error
    finders = [pipe for pipe in pipeline.pipe_names if "doc.ents" in pipeline.get_pipe_meta(pipe).assigns]
    if not finders:
        raise ModelError(
            f"{choice}: the pipeline finds no names (it has {', '.join(pipeline.pipe_names) or 'no components'}); "
            "choose one with `ner`, or another component that assigns doc.ents"
        )
    labels = [label for pipe in finders for label in pipeline.pipe_labels.get(pipe, ())]
    if labels:  # a component of one's own need not list them
        require_names(labels, choice)
    return SpacyModel(pipeline)
