"""Tables: what the terminal, Markdown and the page show of a list of items, before any of them decides on its look."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from recoupe.model.span import ArticleSpan
from recoupe.views.texts import Words

BEGINNING = 120
"""Code points of a passage that a table shows; the page shows the whole."""


class Cell(NamedTuple):
    """A cell: its text, and the places in the reports that it leads to.

    Attributes:
        text: a fixed phrase of the interface, a value, or words of a report exactly as they stand.
        places: where its words stand; the first is what a click on the text opens, the others are listed after it.
        verbatim: whether the text is words of a report.
        labels: what each place is called, where the text is a list of them: then each leads to its own place.
    """

    text: str
    places: tuple[ArticleSpan, ...] = ()
    verbatim: bool = False
    labels: tuple[str, ...] = ()


class Row(NamedTuple):
    """A row, with the id of the item that it shows, if it shows one."""

    cells: tuple[Cell, ...]
    id: str | None = None


class Table(NamedTuple):
    """A table: the name of its section, a title, the heads of its columns, and rows of as many cells."""

    section: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def without_empty_columns(table: Table) -> Table:
    """The table without the columns that are empty in every row."""
    kept = [n for n in range(len(table.columns)) if any(row.cells[n].text for row in table.rows)]
    if not table.rows or len(kept) == len(table.columns):
        return table
    rows = tuple(row._replace(cells=tuple(row.cells[n] for n in kept)) for row in table.rows)
    return table._replace(columns=tuple(table.columns[n] for n in kept), rows=rows)


def quoted_cell(words: Words) -> Cell:
    """A cell that shows words of a report and leads to them."""
    return Cell(words.text, (words.at,), verbatim=True)


def listed_cell(labelled: Iterable[tuple[str, ArticleSpan]]) -> Cell:
    """A cell that lists reports, each once and leading to its first place."""
    first: dict[str, ArticleSpan] = {}
    for label, place in labelled:
        first.setdefault(label, place)
    return Cell(", ".join(first), tuple(first.values()), labels=tuple(first))


def beginning_cell(at: ArticleSpan, text: str) -> Cell:
    """A cell that shows how a passage of a text begins, and leads there."""
    end = min(at.end, at.start + BEGINNING)
    return Cell(text[at.start : end], (ArticleSpan(article=at.article, start=at.start, end=end),), verbatim=True)
