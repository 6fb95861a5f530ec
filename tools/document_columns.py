"""Writes ``docs/columns.md`` from the Arrow schemas of the dossier's lists, so that no column is undocumented.

python tools/document_columns.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_origin

import msgspec

from recoupe.model.finding import DossierRecord
from recoupe.views.columns import arrow_schema

TARGET = Path(__file__).resolve().parents[1] / "docs" / "columns.md"

HEAD = """# Columns of the Arrow tables

This page is written by `make docs` from the schemas. What a field holds is said beside its record in
`src/recoupe/model`, and in the JSON Schema; what stands beside the fields of JSON, in
[exports.md](exports.md#arrow-pandas-polars). Two types come back often:

    SPAN      struct<article: string, start: int64, end: int64, field: string, text: string>
    EVIDENCE  struct<rule: string, score: double, spans: list<item: SPAN>>
"""

SHORT = tuple(line.split(None, 1) for line in HEAD.splitlines()[-2:])
"""Names of types that come back often, and what they are."""


def describe(name: str) -> Iterator[str]:
    """The columns of one list."""
    yield f"\n## `{name}`\n\n| column | type |\n| --- | --- |\n"
    for field in arrow_schema(name):
        kind = str(field.type)
        for short, long in SHORT:
            kind = kind.replace(long, short)
        yield f"| `{field.name}` | `{kind}` |\n"


def render() -> str:
    """The whole page."""
    fields = msgspec.structs.fields(DossierRecord)
    lists = [field.encode_name for field in fields if get_origin(field.type) is tuple]
    return HEAD + "".join(line for name in lists for line in describe(name))


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
