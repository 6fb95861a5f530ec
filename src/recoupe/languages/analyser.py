"""The protocol that every tagger is used through, and the choice among them.

An *analyser* reads a text once and gives tokens (with lemma, part of speech and name label) and sentences. The
pipeline loads one for each language and passes it on; no stage loads a model itself.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from recoupe.model.annotation import Token
from recoupe.model.document import Layer
from recoupe.model.span import Span


class Analysis(NamedTuple):
    """What an analyser says of a text: tokens and sentences in order, offsets into the text that was given.

    Attributes:
        warnings: what a reader should know of how it was read, such as sentences that a model failed on.
    """

    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    warnings: tuple[str, ...] = ()


class Analyser(Protocol):
    """Reads a text."""

    @property
    def layer(self) -> Layer:
        """Name, version and licence, for the dossier's list of what results rest on."""
        ...

    def analyse(self, text: str, start: int = 0, end: int | None = None) -> Analysis:
        """Tokens and sentences of ``text[start:end]``, with offsets into `text`.

        Any string is accepted; nothing raises. Sentences never cut inside quotation marks and together hold every
        token.
        """
        ...
