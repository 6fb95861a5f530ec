"""Where words stand.

A *span* is a half-open interval ``[start, end)`` of Unicode code points of one field of a document: its ``text``, or
its ``title`` where that was given apart. Offsets never move: no stage edits a document, so ``text[start:end]`` is the
surface that every output shows.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

Field = Literal["text", "title"]
"""The field of a document that a span counts in. It is left out of the JSON when it is ``text``."""


# Spans hold numbers and strings alone, so they are never in a cycle: the collector need not look at the many there are.
class Span(msgspec.Struct, frozen=True, order=True, omit_defaults=True, gc=False):
    """``[start, end)`` in code points of a field of a document."""

    start: int
    end: int
    field: Field = "text"

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.field == other.field and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return self.field == other.field and self.start < other.end and other.start < self.end


class ArticleSpan(msgspec.Struct, frozen=True, order=True, omit_defaults=True, kw_only=True, gc=False):
    """A span of an article; offsets count in the document that the article is a span of."""

    article: str
    start: int
    end: int
    field: Field = "text"

    @property
    def span(self) -> Span:
        """The span alone."""
        return Span(self.start, self.end, self.field)


def item_id(prefix: str, *parts: object) -> str:
    """An id that depends on content alone, so that the same inputs in any order give the same ids.

    Args:
        prefix: one or two letters for the kind of item, such as ``q`` for a quotation.
        parts: what tells the item from others of its kind: document id, field, start, end, kind.
    """
    key = "\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")
    return f"{prefix}-{hashlib.blake2b(key, digest_size=6).hexdigest()}"
