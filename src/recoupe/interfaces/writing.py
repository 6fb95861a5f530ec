"""Files that commands write."""

from __future__ import annotations

from pathlib import Path

from recoupe.errors import UsageError


def write_whole(output: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        UsageError: it cannot be written.
    """
    partial = output.with_name(output.name + ".tmp")
    try:
        partial.write_text(text, encoding="utf-8", newline="")
        partial.replace(output)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror or error}") from error
