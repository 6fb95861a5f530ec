"""Sheets as CSV, of reports that attack spreadsheets too."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hostile import ATTACK, attacked
from hypothesis import given
from hypothesis import strategies as st

from recoupe.dossier import Dossier
from recoupe.views.sheets import SHEETS, make_sheet
from recoupe.views.sheets_csv import guard_formulas

BLANKS = ' "\x00\ufffe\u200b\u00a0'
SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"


def begins_a_formula(cell: str) -> bool:
    return cell.lstrip(BLANKS + "\ufeff")[:1] in set(SIGNS)


def read(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


@pytest.mark.parametrize("name", SHEETS)
def test_rows_come_back(example_dossier: Dossier, name: str) -> None:
    sheet = make_sheet(example_dossier, name)
    columns, *rows = read(example_dossier.to_csv(name))
    assert columns == list(sheet.columns)
    shown = {None: "", True: "true", False: "false"}
    assert rows == [[shown[v] if v is None or isinstance(v, bool) else str(v) for v in row] for row in sheet.rows]


@pytest.mark.parametrize("name", SHEETS)
def test_no_cell_of_a_hostile_report_is_a_formula(example_dossier: Dossier, name: str) -> None:
    text = attacked(example_dossier).to_csv(name)
    outlet = read(text)[0].index("outlet")
    assert all(row[outlet].startswith("'=1") for row in read(text)[1:])
    assert not [cell for row in read(text) for cell in row if begins_a_formula(cell)]
    # A spreadsheet that expects other separators, or none of the quotation marks, cuts the same lines elsewhere.
    assert not [cell for cell in re.split(r"[,;\t\r\n]", text) if begins_a_formula(cell)]


@pytest.mark.parametrize("name", SHEETS)
def test_only_apostrophes_are_added(example_dossier: Dossier, name: str) -> None:
    made = attacked(example_dossier)
    sheet = make_sheet(made, name)
    for written, row in zip(read(made.to_csv(name))[1:], sheet.rows, strict=True):
        for cell, value in zip(written, row, strict=True):
            if isinstance(value, str):
                assert cell.replace("'", "") == value.replace("'", "")


@given(st.text(alphabet=ATTACK + SIGNS + BLANKS + "a", max_size=30))
def test_signs_are_guarded_wherever_a_cell_may_begin(text: str) -> None:
    guarded = guard_formulas(text)
    assert not any(begins_a_formula(cell) for cell in re.split(r"[,;\t\r\n]", guarded))
    assert guarded.replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("text", ["a - b", "2024-03-08", "« = »", "a=b", "#c-1", "– dit-elle", "l'a-t-il", ""])
def test_other_signs_are_left_alone(text: str) -> None:
    assert guard_formulas(text) == text
