"""Sheets as CSV (RFC 4180) for spreadsheets: UTF-8 with a byte order mark, and no cell that could be a formula.

A report is hostile input: a spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@``. An apostrophe before
the sign makes it text. A spreadsheet may also cut lines elsewhere than at commas (many look for semicolons) and drop
blanks and quotation marks, so a sign is guarded wherever a cell might be taken to begin.
"""

from __future__ import annotations

import csv
import io
import unicodedata

from recoupe.model.finding import DossierRecord
from recoupe.views.sheets import Value, make_sheet

_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
"""What a formula begins with; the last four are the signs of full width."""

_SEPARATORS = ",;\t\r\n"
"""Where a spreadsheet may cut a line into cells."""


def render_csv(dossier: DossierRecord, name: str) -> str:
    """A sheet as CSV, with a byte order mark in front and lines that end in CR LF.

    Args:
        dossier: the dossier.
        name: of the sheet: ``claims``, ``conflicts`` or ``quotations``.

    Raises:
        UsageError: there is no such sheet.
    """
    sheet, written = make_sheet(dossier, name), io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(sheet.columns)
    writer.writerows([_cell(value) for value in row] for row in sheet.rows)
    return "\ufeff" + written.getvalue()


def _cell(value: Value) -> Value:
    if isinstance(value, bool):
        return "true" if value else "false"
    return guard_formulas(value) if isinstance(value, str) else value


def guard_formulas(text: str) -> str:
    """A text with an apostrophe before each sign that might begin a formula."""
    guarded, begins = [], True
    for character in text:
        if begins and character in _SIGNS:
            guarded.append("'")
        begins = character in _SEPARATORS or (begins and _unseen(character))
        guarded.append(character)
    return "".join(guarded)


def _unseen(character: str) -> bool:
    """Whether a spreadsheet may drop it from where a cell begins: what cannot be seen, and the mark around cells."""
    return character == '"' or unicodedata.category(character)[0] in "CZ"
