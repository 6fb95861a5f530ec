"""Whether a dossier holds everything that its items refer to: a file may have been cut, or edited by hand."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from recoupe.model.finding import DossierRecord

_HELD_IN = {
    "article": "articles",
    "articles": "articles",
    "claim": "claims",
    "document": "documents",
    "echoes": "utterances",
    "omitted_by": "articles",
    "quantities": "quantities",
    "quotation": "quotations",
    "quotations": "quotations",
    "statements": "statements",
    "stories": "stories",
    "thread": "threads",
    "timexes": "timexes",
    "unsourced": "statements",
}
"""Field with ids -> the list of the dossier that holds the items with these ids."""


def find_dangling(dossier: DossierRecord) -> str | None:
    """The first id that an item of a dossier refers to and that no item has; null where there is none."""
    held = {name: {item.id for item in getattr(dossier, name)} for name in set(_HELD_IN.values())}
    return next((name for field, name in _references(dossier) if name not in held[_HELD_IN[field]]), None)


def _references(item: msgspec.Struct) -> Iterator[tuple[str, str]]:
    """Every id inside an item that stands in a field of `_HELD_IN`, with the field."""
    for field in item.__struct_fields__:
        value = getattr(item, field)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, msgspec.Struct):
                yield from _references(part)
            elif isinstance(part, str) and field in _HELD_IN:
                yield field, part
