"""Files that commands write."""

from __future__ import annotations

from gettext import gettext as say
from pathlib import Path

from recoupe.errors import UsageError


def write_whole(output: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; text as UTF-8, with newlines as they are.

    Raises:
        UsageError: it cannot be written.
    """
    partial = output.with_name(output.name + ".tmp")
    try:
        partial.write_bytes(content if isinstance(content, bytes) else content.encode())
        partial.replace(output)
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(say("{path}: cannot be written: {reason}").format(path=output, reason=reason)) from error
