"""What the user named, as files, addresses and streams to read.

Source
    One thing to read. A folder or glob pattern stands for several; the same thing named twice is one.
"""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from recoupe.errors import UnreadableInput
from recoupe.ingest.draft import describe
from recoupe.model.document import Unread
from recoupe.text.normalize import replace_surrogates

REPORT_SUFFIXES = frozenset(
    {".htm", ".html", ".json-lines", ".jsonl", ".markdown", ".md", ".ndjson", ".text", ".txt", ".xhtml"}
)
"""The files of a folder that are read; others are passed over."""

_URL = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


Kind = Literal["file", "stream", "url"]
"""How a source is read."""


class Source(msgspec.Struct, frozen=True, order=True, kw_only=True):
    """One thing to read.

    Attributes:
        name: the path, URL or ``-`` as the user gave it; for a file of a folder, the folder's name and its path inside.
        real: the absolute path without symbolic links, the URL, or ``-``: what tells one source from another.
    """

    name: str
    real: str
    kind: Kind

    @property
    def shown(self) -> str:
        """The name in characters that every output can encode."""
        return replace_surrogates(self.name)[0]

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the absolute path, as named; empty for what is no file."""
        if self.kind != "file":
            return ()
        return Path(replace_surrogates(os.path.abspath(self.name))[0]).parts  # noqa: PTH100  # keeps links as named


def find_sources(inputs: Sequence[str]) -> tuple[list[Source], list[Unread], list[str]]:
    """Find what to read.

    Args:
        inputs: files, folders, glob patterns, ``-`` and URLs, as the user gave them.

    Returns:
        The sources, each once, sorted; the inputs that lead to none; and warnings about inputs given twice.
    """
    sources: dict[str, Source] = {}
    unread: dict[str, Unread] = {}
    warnings: set[str] = set()
    for name in inputs:
        for found in _expand(name):
            if isinstance(found, Unread):
                unread[found.source] = found
                continue
            known = sources.get(found.real)
            if known is not None:
                warnings.add(f"{min(known, found).shown}: given more than once, counted once")
            sources[found.real] = found if known is None else min(known, found)
    ordered = sorted(sources.values())
    return ordered, [unread[name] for name in sorted(unread)], sorted(warnings)


def _expand(name: str) -> Iterator[Source | Unread]:
    if name == "-":
        yield Source(name="-", real="-", kind="stream")
    elif _URL.match(name):
        yield Source(name=name, real=name, kind="url")
    elif not name.strip():
        yield Unread(source=repr(name), reason="an empty name is no input; name a file, a folder, a URL or -")
    elif "\0" in name:
        yield Unread(source=repr(name), reason="a path holds no NUL character")
    else:
        yield from _expand_path(name)


def _expand_path(name: str) -> Iterator[Source | Unread]:
    try:
        mode = os.stat(name).st_mode  # noqa: PTH116  # a str may hold bytes that are no UTF-8
    except FileNotFoundError:
        yield from _expand_missing(name)
    except (OSError, ValueError) as error:
        yield _refuse(name, error)
    else:
        if stat.S_ISDIR(mode):
            yield from _expand_folder(name)
        else:
            yield _file(name)


def _expand_missing(name: str) -> Iterator[Source | Unread]:
    """A glob pattern that the shell left alone, a broken link, or a name that leads nowhere."""
    shown = replace_surrogates(name)[0]
    if os.path.islink(name):  # noqa: PTH114
        yield _broken_link(name)
    elif glob.has_magic(name):
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207  # a pattern may be absolute
        if not matches:
            yield describe(UnreadableInput(shown, "no file matches this pattern"))
        for match in matches:
            if os.path.isdir(match):  # noqa: PTH112
                yield from _expand_folder(match)
            else:
                yield _file(match)
    elif _SCHEME.match(name):
        yield describe(UnreadableInput(shown, "only http:// and https:// addresses are read"))
    else:
        yield describe(UnreadableInput(shown, "no such file or folder; check the path"))


def _expand_folder(name: str) -> Iterator[Source | Unread]:
    """The reports of a folder and of those inside it; hidden ones and links to folders are passed over."""
    errors: list[OSError] = []
    found = False
    for folder, folders, names in os.walk(name, onerror=errors.append):
        folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
        for inner in sorted(names):
            if not inner.startswith(".") and os.path.splitext(inner)[1].lower() in REPORT_SUFFIXES:  # noqa: PTH122
                found = True
                path = os.path.join(folder, inner)  # noqa: PTH118
                yield _file(path) if os.path.exists(path) else _broken_link(path)  # noqa: PTH110
    for error in errors:
        yield _refuse(str(error.filename or name), error)
    if not found and not errors:
        kinds = ", ".join(sorted(REPORT_SUFFIXES))
        reason = f"the folder holds no report; read are {kinds}"
        yield describe(UnreadableInput(replace_surrogates(name)[0], reason))


def _broken_link(path: str) -> Unread:
    reason = "is a symbolic link to a file that does not exist; mend the link"
    return describe(UnreadableInput(replace_surrogates(path)[0], reason))


def _file(name: str) -> Source:
    return Source(name=name, real=os.path.realpath(name), kind="file")


def _refuse(name: str, error: OSError | ValueError) -> Unread:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return describe(UnreadableInput(replace_surrogates(name)[0], f"cannot be opened ({reason})"))
