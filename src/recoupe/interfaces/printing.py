"""Tables and JSON on standard output."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import rich_click as click

from recoupe.views.table import Table


def print_as_asked(value: Any, tables: Callable[[], Iterable[Table]], *, as_json: bool, as_jsonl: bool) -> None:
    """Print a list, or one object, in the form asked for.

    Args:
        value: what is printed as JSON, whole or a record a line.
        tables: makes the tables that are printed where no form of JSON was asked for.
        as_json: as one JSON value.
        as_jsonl: as a record a line.
    """
    if as_json:
        print_json(value)
    elif as_jsonl:
        print_jsonl(value if isinstance(value, Iterable) else [value])
    else:
        for table in tables():
            print_table(table)


def print_jsonl(records: Iterable[Any]) -> None:
    """One JSON record a line."""
    for record in records:
        click.echo(msgspec.json.encode(record).decode())


def print_json(value: Any) -> None:
    """One JSON value, indented."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=1).decode())


def print_table(table: Table) -> None:
    """A table on the terminal, as wide as it is; words of reports are never read as mark-up."""
    from rich.console import Console  # noqa: PLC0415 - slow to load, and JSON needs none of it
    from rich.table import Table as RichTable  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    shown = RichTable(title=Text(visible(table.title)), title_justify="left", show_lines=False)
    for column in table.columns:
        shown.add_column(column, overflow="fold")
    for row in table.rows:
        shown.add_row(*(Text(visible(cell.text)) for cell in row.cells))
    Console().print(shown)


def visible(text: str) -> str:
    """Controls of a hostile text made visible, so that a terminal does not obey them."""
    return "".join(c if c in "\n\t" or c.isprintable() or unicodedata.category(c) == "Zs" else "\ufffd" for c in text)
