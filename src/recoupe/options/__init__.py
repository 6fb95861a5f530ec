"""Every threshold and choice of recoupe, each default with its reason.

Options are frozen and passed in: no stage reads a global. Each stage has a module here, and `Options` holds one record
a stage; a caller changes one with `dataclasses.replace`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.options.crosscheck import CrosscheckOptions
from recoupe.options.ingest import IngestOptions
from recoupe.options.resolve import ClaimOptions, EntityOptions, UtteranceOptions
from recoupe.options.reuse import DuplicateOptions, ReuseOptions
from recoupe.options.segment import SegmentOptions
from recoupe.options.stories import StoryOptions

__all__ = [
    "ClaimOptions",
    "CrosscheckOptions",
    "DuplicateOptions",
    "EntityOptions",
    "IngestOptions",
    "Options",
    "ReuseOptions",
    "SegmentOptions",
    "StoryOptions",
    "UtteranceOptions",
]


@dataclass(frozen=True)
class Options:
    """Everything that can be chosen, one record a stage.

    Attributes:
        analyser: what finds names: ``built-in``, which comes with recoupe; or a model of one's own,
            ``spacy:NAME``, ``spacy:FOLDER``, ``transformers:FOLDER``, ``gliner:FOLDER``.
        name_score: least score of a name that a ``gliner:`` model finds: below one half it is more likely none.
    """

    analyser: str = "built-in"
    name_score: float = 0.5

    ingest: IngestOptions = field(default_factory=IngestOptions)
    segment: SegmentOptions = field(default_factory=SegmentOptions)
    reuse: ReuseOptions = field(default_factory=ReuseOptions)
    stories: StoryOptions = field(default_factory=StoryOptions)
    entities: EntityOptions = field(default_factory=EntityOptions)
    utterances: UtteranceOptions = field(default_factory=UtteranceOptions)
    claims: ClaimOptions = field(default_factory=ClaimOptions)
    crosscheck: CrosscheckOptions = field(default_factory=CrosscheckOptions)
