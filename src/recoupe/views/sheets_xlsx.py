"""Sheets as one workbook of Office Open XML (XLSX).

Every text is written as a text cell, which no spreadsheet reads as a formula or a link: words stand unchanged. The cell
is marked as text too, so that it stays one when somebody edits it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import xlsxwriter

from recoupe.model.finding import DossierRecord
from recoupe.views.phrases import Phrases, load_phrases
from recoupe.views.sheets import SHEETS, Sheet, Value, make_sheet

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST = 16_383
"""Code points of a text that fit into a cell: it holds 32,767 units of UTF-16, two at most for each."""

_MADE = datetime(1980, 1, 1)
"""The date that a workbook gives as its own, the first that ZIP knows: its bytes must not depend on a clock."""

_WIDE, _NARROW = 60, 14
"""Widths of columns, in characters: those of words, and all others."""


def render_xlsx(dossier: DossierRecord, language: str) -> bytes:
    """The sheets of a dossier as a workbook. The same dossier gives the same bytes.

    Args:
        dossier: the dossier.
        language: of the names of sheets and columns, ``fr`` or ``en``.

    Raises:
        UsageError: the interface does not speak the language.
    """
    say = load_phrases(language)
    names = {"claims": say("Statements"), "conflicts": say("Conflicts"), "quotations": say("Quotations")}
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        head, figure, text = (
            book.add_format({"text_wrap": True, "valign": "top", **more})
            for more in ({"bold": True}, {}, {"quote_prefix": True})
        )
        for name in SHEETS:
            sheet, page = make_sheet(dossier, name), book.add_worksheet(names[name])
            _write_head(page, sheet, _phrases(say), head)
            for number, row in enumerate(sheet.rows, start=1):
                for column, value in enumerate(row):
                    _write(page, number, column, value, figure, text)
    return written.getvalue()


def _write_head(page: Worksheet, sheet: Sheet, phrases: Mapping[str, str], style: Format) -> None:
    """The first row, which stays in sight and filters the others."""
    for column, name in enumerate(sheet.columns):
        page.write_string(0, column, phrases[name], style)
        page.set_column(column, column, _WIDE if name == "words" else _NARROW)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _write(page: Worksheet, row: int, column: int, value: Value, figure: Format, text: Format) -> None:
    """A cell of the kind of its value; the kind is never guessed from a text."""
    if isinstance(value, bool):
        page.write_boolean(row, column, value, figure)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, figure)
    elif value and value.startswith("<r>"):
        # XlsxWriter takes such a text for marked-up text of its own and lets its tags through; pieces are escaped.
        page.write_rich_string(row, column, "<", "r", value[2:LONGEST], text)
    elif value:
        page.write_string(row, column, value[:LONGEST], text)


def _phrases(say: Phrases) -> Mapping[str, str]:
    """Column -> its head."""
    return {
        "article": say("Article"),
        "certain": say("Certain"),
        "chain": say("Through"),
        "claim": say("Claim"),
        "confidence": say("Confidence"),
        "conflict": say("Conflict"),
        "cue": say("Cue"),
        "differing": say("Words that differ"),
        "document": say("Document"),
        "end": say("End"),
        "entities": say("Ids of the speaker"),
        "field": say("Field"),
        "flags": say("Note"),
        "high": say("At most"),
        "holder": say("Holder"),
        "kind": say("Kind"),
        "line": say("Line"),
        "lines": say("Lines"),
        "link": say("On the page"),
        "low": say("At least"),
        "modality": say("Modality"),
        "negated": say("Negated"),
        "origin": say("Origin"),
        "outlet": say("Outlet"),
        "polarity": say("Polarity"),
        "published": say("Published"),
        "publisher": say("Publisher"),
        "quotation": say("Quotation"),
        "report": say("Report"),
        "rule": say("Rule"),
        "side": say("Side"),
        "speaker": say("Speaker"),
        "start": say("Start"),
        "statement": say("Statement"),
        "status": say("Status"),
        "unit": say("Unit"),
        "utterance": say("Utterance"),
        "value": say("Value"),
        "words": say("Words of the report"),
    }
