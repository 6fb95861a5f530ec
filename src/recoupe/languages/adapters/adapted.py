"""An analyser whose names come from a model that a user has; parts of speech and lemmas too, for want of our own.

Passage
    A sentence, which is read at a time: no name crosses the end of one. A sentence longer than `LONGEST` (a table, a
    list without marks) is several passages, cut between tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

import msgspec

from recoupe.errors import ModelError
from recoupe.languages.adapters.loading import first_line
from recoupe.languages.adapters.projection import Entity, Word, project_entities, project_words
from recoupe.languages.analyser import Analyser, Analysis
from recoupe.model.annotation import Token
from recoupe.model.document import Layer

LONGEST = 10_000
"""Most code points of a passage: ten times a long sentence, and within what every model reads at once."""


class Passage(NamedTuple):
    """What a model is shown: a text without line breaks, and the spans of recoupe's tokens in it."""

    text: str
    words: tuple[tuple[int, int], ...]


class Found(NamedTuple):
    """What a model found in one passage; offsets count in the passage."""

    entities: Sequence[Entity]
    words: Sequence[Word] = ()


class ForeignModel(Protocol):
    """A model of another library, loaded."""

    @property
    def layer(self) -> Layer:
        """Its name, version and licence; ``unknown`` where it does not say."""
        ...

    def read(self, passages: Sequence[Passage]) -> list[Found]:
        """What it finds in each passage. It may raise anything: other people's code reads here."""
        ...


class AdaptedAnalyser:
    """Tokens and sentences by `base`, names by `model`.

    A passage that the model fails on keeps what `base` says of it, and the analysis warns of that.

    Args:
        base: the built-in analyser of the language.
        model: what finds the names.
        with_words: take parts of speech and lemmas of the model too: `base` knows none.
    """

    def __init__(self, base: Analyser, model: ForeignModel, *, with_words: bool) -> None:
        self._base = base
        self._model = model
        self._with_words = with_words

    @property
    def layer(self) -> Layer:
        """The model's layer; that of `base` is listed beside it."""
        return self._model.layer

    def analyse(self, text: str, start: int = 0, end: int | None = None) -> Analysis:
        """See `recoupe.languages.analyser.Analyser.analyse`."""
        analysis = self._base.analyse(text, start, end)
        cut = list(_cut(analysis.tokens))
        found, failures = self._read([_passage(text, tokens) for tokens in cut])
        tokens: list[Token] = []
        for before, result in zip(cut, found, strict=True):
            tokens += before if result is None else self._applied(text, before, result)
        if not failures:
            return analysis._replace(tokens=tuple(tokens))
        warning = (
            f"{self.layer.name} failed on {len(failures)} of {len(cut)} sentences ({failures[0]}): "
            "the built-in analyser read them"
        )
        return analysis._replace(tokens=tuple(tokens), warnings=(*analysis.warnings, warning))

    def _applied(self, text: str, tokens: Sequence[Token], found: Found) -> list[Token]:
        shift = tokens[0].start
        entities = [Entity(e.start + shift, e.end + shift, e.label) for e in found.entities]
        labels = project_entities(text, tokens, entities)
        if self._with_words:
            words = [Word(w.start + shift, w.end + shift, w.pos, w.lemma) for w in found.words]
            tokens = project_words(tokens, words)
        return [msgspec.structs.replace(t, label=label) for t, label in zip(tokens, labels, strict=True)]

    def _read(self, passages: Sequence[Passage]) -> tuple[list[Found | None], list[str]]:
        """What the model finds in each passage, None where it fails; and each failure in words."""
        try:
            return [*self._each(passages)], []
        except Exception:  # noqa: BLE001 - another library's code may raise anything; no article is lost to it
            found: list[Found | None] = []
            failures = []
            for passage in passages:
                try:
                    found += self._each([passage])
                except Exception as error:  # noqa: BLE001 - the same
                    found.append(None)
                    failures.append(f"{type(error).__name__}: {first_line(error)}")
            return found, failures

    def _each(self, passages: Sequence[Passage]) -> list[Found]:
        """One result for each passage: a pipeline may drop a text that it fails on."""
        found = self._model.read(passages)
        if len(found) != len(passages):
            raise ModelError(f"{len(passages)} sentences gave {len(found)} results")
        return found


def _cut(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each passage."""
    passage: list[Token] = []
    for token in tokens:
        if passage and (token.sentence != passage[0].sentence or token.end - passage[0].start > LONGEST):
            yield passage
            passage = []
        passage.append(token)
    if passage:
        yield passage


def _passage(text: str, tokens: Sequence[Token]) -> Passage:
    """The words of a passage with a plain space for each white space: models know no line breaks inside a sentence.

    A single token longer than a passage is no word, and the model is not shown it.
    """
    start, end = tokens[0].start, tokens[-1].end
    if end - start > LONGEST:
        return Passage("", ())
    words = "".join(" " if c.isspace() else c for c in text[start:end])
    return Passage(words, tuple((token.start - start, token.end - start) for token in tokens))
