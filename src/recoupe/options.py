"""Every threshold and choice of recoupe, each default with its reason.

Options are frozen and passed in: no stage reads a global. `Options` holds one record a stage; a caller changes one with
`dataclasses.replace`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class IngestOptions:
    """How inputs are read.

    Attributes:
        published: ISO date taken for every input that gives none of its own.
        metadata: a CSV table with the columns file, outlet, publisher, published, url.
        outlets: a TOML table outlet -> publisher that a user keeps; added to the one that ships.
        max_bytes: larger files are refused: no news report comes near it, and a mistaken path often does.
    """

    published: str | None = None
    metadata: Path | None = None
    outlets: Path | None = None
    max_bytes: int = 50 * 1024 * 1024


@dataclass(frozen=True)
class SegmentOptions:
    """How a digest is cut into articles."""


@dataclass(frozen=True)
class ReuseOptions:
    """How copied passages are found."""


@dataclass(frozen=True)
class StoryOptions:
    """How articles are grouped into stories and threads."""


@dataclass(frozen=True)
class EntityOptions:
    """How names are joined across articles."""


@dataclass(frozen=True)
class UtteranceOptions:
    """How quotations of the same words are joined."""


@dataclass(frozen=True)
class ClaimOptions:
    """How statements of several reports are aligned."""


@dataclass(frozen=True)
class CrosscheckOptions:
    """How conflicts, omissions and independent lines are told."""


@dataclass(frozen=True)
class Options:
    """Everything that can be chosen, one record a stage."""

    ingest: IngestOptions = field(default_factory=IngestOptions)
    segment: SegmentOptions = field(default_factory=SegmentOptions)
    reuse: ReuseOptions = field(default_factory=ReuseOptions)
    stories: StoryOptions = field(default_factory=StoryOptions)
    entities: EntityOptions = field(default_factory=EntityOptions)
    utterances: UtteranceOptions = field(default_factory=UtteranceOptions)
    claims: ClaimOptions = field(default_factory=ClaimOptions)
    crosscheck: CrosscheckOptions = field(default_factory=CrosscheckOptions)
