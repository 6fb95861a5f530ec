"""What is not documented is not there: commands, options, fields of the dossier, features, links."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import recoupe
from recoupe.dossier import json_schema
from recoupe.views.sheets import SHEETS, make_sheet

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])


def test_the_page_of_commands_is_that_of_their_help() -> None:
    code = "import sys; sys.path.insert(0, 'tools'); import document_commands as d; sys.stdout.write(d.render())"
    french = {**os.environ, "LANGUAGE": "fr"}  # whose help is French; the page is not
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=french, capture_output=True, text=True, check=True
    )
    shown = done.stdout
    assert shown == (ROOT / "docs" / "commands.md").read_text(encoding="utf-8"), "write it anew: make docs"


def test_the_page_of_columns_is_that_of_the_tables() -> None:
    pytest.importorskip("pyarrow", reason="the extra recoupe[tables] is not installed")
    code = "import sys; sys.path.insert(0, 'tools'); import document_columns as d; sys.stdout.write(d.render())"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert shown == (ROOT / "docs" / "columns.md").read_text(encoding="utf-8"), "write it anew: make docs"


def test_every_column_of_a_sheet_is_documented() -> None:
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    empty = recoupe.make_dossier([])
    columns = {column for name in SHEETS for column in make_sheet(empty, name).columns}
    assert sorted(column for column in columns if f"`{column}`" not in page) == []


def test_every_list_of_the_dossier_is_documented() -> None:
    page = (ROOT / "docs" / "dossier.md").read_text(encoding="utf-8")
    fields = json_schema()["$defs"]["Dossier"]["properties"]
    assert [name for name in fields if f"`{name}`" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_between_pages_resolve(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?://|#)([^)#\s]+)", text):
        assert (page.parent / target).exists(), target


def test_each_page_of_a_feature_is_in_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for page in sorted((ROOT / "docs").glob("*.md")):
        if page.name != "index.md":
            assert f"({page.name})" in index, page.name


def test_no_address_of_a_package_index_is_kept() -> None:
    for lock in sorted((ROOT / "requirements").iterdir()):
        assert "://" not in lock.read_text(encoding="utf-8")
