from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.ingest.sources import find_sources


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.txt", "a.txt", "in/c.md", "in/d.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_files_folders_streams_and_addresses_are_told_apart(here: Path) -> None:
    sources, unread, warnings = find_sources(["in", "https://harwick.example/x", "-", "b.txt"])
    assert [(s.name, s.kind) for s in sources] == [
        ("-", "stream"),
        ("b.txt", "file"),
        ("https://harwick.example/x", "url"),
        ("in/c.md", "file"),
    ]
    assert unread == warnings == []


def test_one_file_under_two_names_is_one_source_with_the_first_name_in_order(here: Path) -> None:
    for inputs in (["b.txt", "./b.txt"], ["./b.txt", "b.txt"]):
        sources, _, warnings = find_sources(inputs)
        assert [s.name for s in sources] == ["./b.txt"]
        assert warnings == ["./b.txt: given more than once, counted once"]


def test_the_parts_of_a_path_are_absolute_and_those_of_an_address_are_none(here: Path) -> None:
    sources, _, _ = find_sources(["a.txt", "http://harwick.example/x"])
    assert sources[0].parts == (*here.parts, "a.txt")
    assert sources[1].parts == ()


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="/~"), max_size=12), max_size=4))
def test_no_name_raises(names: list[str]) -> None:
    missing = [f"nowhere-{name}" for name in names]
    sources, unread, _ = find_sources(missing)
    assert sources == []
    assert len(unread) <= len(missing)
    for entry in unread:
        (entry.source + entry.reason).encode("utf-8")
