"""What was edited between two versions of a report.

Edit
    A stretch of words of the old version and what stands in its place in the new one; an empty span where there is
    nothing. Who copied from whom is no question here, so edits are not classed as those of a copied passage are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from recoupe.model.counterparts import Stretch, align
from recoupe.model.document import Document
from recoupe.model.span import Field, Span

_ISLAND = 2
"""Words and marks between two edits that are no reason to tell them apart."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_FIELDS: tuple[Field, ...] = ("title", "text")


class Edit(NamedTuple):
    """A stretch of the old version, and of the new one."""

    old: Span
    new: Span


def find_edits(old: Document, new: Document) -> list[Edit]:
    """The edits of a title and a text, in their order; the same ones, turned round, for the versions turned round.

    Where only blanks differ the edit is all that they stand in.
    """
    edits = []
    for field in _FIELDS:
        before, after = getattr(old, field) or "", getattr(new, field) or ""
        if before != after:
            edits += _edits(before, after, field) or [Edit(Span(0, len(before), field), Span(0, len(after), field))]
    return edits


def _edits(before: str, after: str, field: Field) -> list[Edit]:
    places = [[match.span() for match in _TOKEN.finditer(text)] for text in (before, after)]
    words = [[text[start:end] for start, end in found] for text, found in zip((before, after), places, strict=True)]
    return [
        Edit(_span(places[0], s.old_start, s.old_end, field), _span(places[1], s.new_start, s.new_end, field))
        for s in _changed(align(*words))
    ]


def _changed(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches that changed; those with hardly anything between them are one."""
    changed: list[Stretch] = []
    for stretch in stretches:
        if stretch.equal:
            continue
        if changed and stretch.old_start - changed[-1].old_end <= _ISLAND:
            last = changed.pop()
            changed.append(last._replace(old_end=stretch.old_end, new_end=stretch.new_end))
        else:
            changed.append(stretch)
    return changed


def _span(places: Sequence[tuple[int, int]], first: int, last: int, field: Field) -> Span:
    """The code points of words ``[first, last)``; an empty span behind the word before where there are none."""
    if first < last:
        return Span(places[first][0], places[last - 1][1], field)
    end = places[first - 1][1] if first else 0
    return Span(end, end, field)
