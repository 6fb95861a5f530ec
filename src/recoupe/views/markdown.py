"""The dossier as Markdown: the tables of the terminal view, in the order of the page."""

from __future__ import annotations

import re

from recoupe.model.finding import DossierRecord
from recoupe.views.table import Cell, Table
from recoupe.views.terminal import tabulate_dossier

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render_markdown(dossier: DossierRecord, language: str) -> str:
    """The dossier as Markdown.

    Args:
        dossier: the dossier.
        language: of the interface, ``fr`` or ``en``.
    """
    first, *others = tabulate_dossier(dossier, language)
    parts = [f"# {escape(first.title)}\n", "\n".join(f"{escape(row.cells[0].text)}  " for row in first.rows) + "\n"]
    for table in others:
        parts.append(f"## {escape(table.title)}\n")
        parts.append(_markdown_table(table))
    return "\n".join(parts)


def escape(text: str) -> str:
    """Words of a report as Markdown shows them unchanged: mark-up escaped, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _markdown_table(table: Table) -> str:
    lines = [_line(table.columns), _line(["---"] * len(table.columns))]
    lines += [_line([_cell(cell) for cell in row.cells]) for row in table.rows]
    return "\n".join(lines) + "\n"


def _cell(cell: Cell) -> str:
    return escape(cell.text)


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"
