"""How inputs are read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class IngestOptions:
    """How inputs are read.

    Attributes:
        published: ISO date taken for every input that gives none of its own.
        metadata: a CSV table with the columns file, outlet, publisher, published, url.
        outlets: a TOML table outlet -> publisher that a user keeps; added to the one that ships.
        max_bytes: larger files are refused: no news report comes near it, and a mistaken path often does.
        url_seconds: how long an address may take in all: twice what a slow newsroom site needs.
    """

    published: str | None = None
    metadata: Path | None = None
    outlets: Path | None = None
    max_bytes: int = 50 * 1024 * 1024
    url_seconds: float = 20.0
