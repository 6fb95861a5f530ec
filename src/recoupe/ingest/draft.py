"""A report on its way to being a document.

Draft
    What one input says of itself, before the metadata table, the header and the language are read and ids are given.
Reading
    What a run has read: documents, and the inputs that gave none.
"""

from __future__ import annotations

import hashlib

import msgspec

from recoupe.errors import InputError
from recoupe.model.document import DateEvidence, Document, Unread


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a run has read.

    Attributes:
        documents: sorted by id.
        unread: the inputs that gave no document, sorted by source.
        warnings: what concerns no single document, such as an input given twice; sorted.
    """

    documents: tuple[Document, ...]
    unread: tuple[Unread, ...]
    warnings: tuple[str, ...] = ()


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What one input says of itself.

    Attributes:
        source: the path, URL or ``-`` as the user gave it.
        path: the parts of its absolute path, for an id; empty when it is no file.
        line: its line in a file of records, for an id.
        id: its own id.
        markup_publisher: the publisher that a page names in its mark-up.
        markup_language: the language that a page declares, used when the text does not tell.
        language: the language that a record gives, used unchecked.
    """

    source: str
    text: str
    sha256: str
    path: tuple[str, ...] = ()
    line: int | None = None
    id: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    publisher: str | None = None
    markup_publisher: str | None = None
    markup_language: str | None = None
    language: str | None = None
    published: str | None = None
    published_evidence: DateEvidence | None = None
    warnings: tuple[str, ...] = ()


Outcome = Draft | Unread
"""What reading one input gives."""


def hash_bytes(raw: bytes) -> str:
    """SHA-256 of raw bytes, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def describe(error: InputError) -> Unread:
    """The entry of an input that could not be read."""
    return Unread(source=error.source, reason=error.reason)
