"""Sheets as a workbook, read back by another library."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import msgspec
import pytest
from hostile import attacked

from recoupe.dossier import Dossier
from recoupe.errors import UsageError
from recoupe.views.sheets import SHEETS, make_sheet
from recoupe.views.sheets_xlsx import LONGEST

openpyxl = pytest.importorskip("openpyxl")


def read(made: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(made))


def plain(text: Any) -> Any:
    """A text with the characters that XLSX writes by their number, which openpyxl leaves as they are."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), text) if isinstance(text, str) else text


def same(cell: Any, value: Any) -> bool:
    return bool(plain(cell) == (plain(value) if value != "" else None))


def test_rows_come_back(example_dossier: Dossier) -> None:
    book = read(example_dossier.to_xlsx("en"))
    assert book.sheetnames == ["Statements", "Conflicts", "Quotations"]
    for name, page in zip(SHEETS, book.worksheets, strict=True):
        sheet = make_sheet(example_dossier, name)
        heads, *rows = page.iter_rows(values_only=True)
        assert len(heads) == len(sheet.columns) == len(set(heads))
        assert len(rows) == len(sheet.rows)
        for row, values in zip(rows, sheet.rows, strict=True):
            assert all(map(same, row, values)), (row, values)


def test_heads_speak_the_language_of_the_interface_and_stay_in_sight(example_dossier: Dossier) -> None:
    for page in read(example_dossier.to_xlsx("fr")).worksheets:
        assert page.freeze_panes == "A2"
        heads = [cell.value for cell in page[1]]
        assert {"Mots du texte", "Média", "Sur la page"} <= set(heads)
        words = page.cell(1, heads.index("Mots du texte") + 1)
        assert page.column_dimensions[words.column_letter].width > 50
        assert all(cell.alignment.wrap_text for row in page.iter_rows() for cell in row if cell.value is not None)
    with pytest.raises(UsageError, match="speaks"):
        example_dossier.to_xlsx("tlh")


def test_texts_of_hostile_reports_stay_texts(example_dossier: Dossier) -> None:
    made = attacked(example_dossier)
    for name, page in zip(SHEETS, read(made.to_xlsx()).worksheets, strict=True):
        for row, values in zip(page.iter_rows(min_row=2), make_sheet(made, name).rows, strict=True):
            for cell, value in zip(row, values, strict=True):
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                if isinstance(value, str) and value:
                    assert cell.data_type == "s"
                    assert cell.quotePrefix
                assert same(cell.value, value)


@pytest.mark.parametrize("words", ["<r><t>x</t></r>", "<r></r>", "<r>", "<r>&<!--</r>"])
def test_mark_up_of_a_workbook_is_text(example_dossier: Dossier, words: str) -> None:
    article = msgspec.structs.replace(example_dossier.articles[0], publisher=words)
    made = msgspec.structs.replace(example_dossier, articles=(article, *example_dossier.articles[1:]))
    shown = [
        cell for page in read(made.to_xlsx()).worksheets for row in page.iter_rows(values_only=True) for cell in row
    ]
    assert words in shown


def test_a_text_too_long_for_a_cell_is_cut(example_dossier: Dossier) -> None:
    words = "\U0001f30a" * 40_000
    article = msgspec.structs.replace(example_dossier.articles[0], publisher=words)
    made = msgspec.structs.replace(example_dossier, articles=(article, *example_dossier.articles[1:]))
    shown = {cell for row in read(made.to_xlsx()).worksheets[0].iter_rows(values_only=True) for cell in row}
    assert words[:LONGEST] in shown


def test_no_clock_changes_the_bytes(example_dossier: Dossier) -> None:
    made = example_dossier.to_xlsx()
    assert made == Dossier.from_json(example_dossier.to_json()).to_xlsx()
    properties = read(made).properties
    assert (properties.created.year, properties.modified.year) == (1980, 1980)
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
