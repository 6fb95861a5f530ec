from pathlib import Path

import pytest

from recoupe.errors import UsageError
from recoupe.ingest.metadata import find_publisher, load_metadata, load_outlets, match_rows


def table(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "meta.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_table_with_any_delimiter(tmp_path: Path, mark: str, encoding: str) -> None:
    rows = [["File", "outlet", "published"], ["a.txt", '"L\'Écho; de, Marvelle"', "2031-05-04"]]
    loaded = load_metadata(table(tmp_path, "\r\n".join(mark.join(row) for row in rows), encoding))
    assert loaded.warnings == ()
    assert [(r.file, r.outlet, r.published, r.line) for r in loaded.rows] == [
        ("a.txt", "L'Écho; de, Marvelle", "2031-05-04", 2)
    ]


def test_complaints_name_line_and_remedy(tmp_path: Path) -> None:
    text = "file,outlet,colour\na.txt,Gazette,red\n,Gazette,\n\nb.txt\n"
    loaded = load_metadata(table(tmp_path, text))
    assert [r.file for r in loaded.rows] == ["a.txt", "b.txt"]
    assert "column 'colour' is not known" in loaded.warnings[0]
    assert "line 3: the column 'file' is empty" in loaded.warnings[1]


def test_a_bad_date_costs_the_date_alone(tmp_path: Path) -> None:
    loaded = load_metadata(table(tmp_path, "file,published,outlet\na.txt,04/05/2031,Gazette\n"))
    assert (loaded.rows[0].published, loaded.rows[0].outlet) == (None, "Gazette")
    assert "'04/05/2031' is no ISO 8601 date" in loaded.warnings[0]


@pytest.mark.parametrize("text", ["", "outlet,published\nx,2031\n"])
def test_a_table_without_the_column_file_is_an_error_of_use(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match="column 'file'"):
        load_metadata(table(tmp_path, text))


def test_a_missing_or_binary_table_is_an_error_of_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_metadata(tmp_path / "none.csv")
    (tmp_path / "b.csv").write_bytes(bytes(range(256)) * 20)
    with pytest.raises(UsageError, match="is no text"):
        load_metadata(tmp_path / "b.csv")


def test_rows_match_by_id_name_or_end_of_path(tmp_path: Path) -> None:
    loaded = load_metadata(
        table(tmp_path, "file,outlet\nown-id,A\nb.txt,B\n./x/c.txt,C\nc.txt,D\nnone.txt,E\nb.txt,F\n")
    )
    names = [
        ("own-id", ()),
        ("b.txt", ("/", "r", "b.txt")),
        ("x/c.txt", ("/", "r", "x", "c.txt")),
        ("y/c.txt", ("/", "r", "y", "c.txt")),
    ]
    found, warnings = match_rows(loaded, names)
    assert {name: row.outlet for name, row in found.items()} == {"own-id": "A", "b.txt": "B", "x/c.txt": "C"}
    assert [w.split(": ", 1)[1] for w in warnings] == [
        "'c.txt' is the name of 2 inputs; write more of the path; the row is left out",
        "'none.txt' is no input; the row is left out",
        "'b.txt' already has a row, line 3; this one is left out",
    ]


def test_the_outlet_table_that_ships_maps_titles_to_their_house() -> None:
    outlets = load_outlets(None)
    assert find_publisher(outlets.shipped, "l’est republicain") == "Groupe EBRA"
    assert find_publisher(outlets.shipped, "La Gazette de Marvelle") is None
    assert find_publisher(outlets.shipped, None) is None
    assert outlets.own == {}


def test_the_users_table_stands_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text('"La Gazette" = "Presse du Val"\n', encoding="utf-8")
    assert find_publisher(load_outlets(path).own, "LA GAZETTE") == "Presse du Val"


@pytest.mark.parametrize("text", ["= 3", '"La Gazette" = 3', '"La Gazette" = ""'])
def test_a_broken_outlet_table_is_an_error_of_use(tmp_path: Path, text: str) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"outlets\.toml"):
        load_outlets(path)
