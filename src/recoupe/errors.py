"""Every exception that recoupe raises on purpose.

The tree::

    RecoupeError
    ├── InputError               an input cannot be used; the other inputs still are
    │   ├── UnreadableInput      missing, a directory without reports, no permission, binary, too large, empty
    │   └── MalformedRecord      a line of a .jsonl or a row of a metadata table that breaks its format
    ├── UsageError               the command or call itself cannot be carried out
    │   └── UnknownItem          no item of the dossier has this id
    ├── LanguagePackError        a pack's file breaks the format of language packs
    └── ModelError               a tagger's file is missing or does not fit, or a user's model finds no names

Each message says what happened, where (file, line or offset) and what to do about it.
"""

from __future__ import annotations


class RecoupeError(Exception):
    """Base of every error raised on purpose: catch it to catch them all."""


class InputError(RecoupeError):
    """An input cannot be used.

    Attributes:
        source: the path, URL or "-" as the user gave it.
        reason: what is wrong and what to do, without the source.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class UnreadableInput(InputError):
    """A file, folder or stream gives no text."""


class MalformedRecord(InputError):
    """A record of a structured input breaks its format."""

    def __init__(self, source: str, line: int, reason: str) -> None:
        super().__init__(f"{source}, line {line}", reason)
        self.line = line


class UsageError(RecoupeError):
    """What was asked for cannot be done as asked."""


class UnknownItem(UsageError):
    """No item of the dossier has the id asked for."""


class LanguagePackError(RecoupeError):
    """A language pack breaks its format.

    Attributes:
        path: the file, relative to the folder of packs.
        reason: what is wrong and what to do.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class ModelError(RecoupeError):
    """A tagger's model is missing or does not fit this version, or a user's own model cannot do what it is asked."""
