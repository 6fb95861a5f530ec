"""Lists of the dossier as Arrow tables."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

import recoupe
from recoupe.dossier import Dossier, Items
from recoupe.errors import UsageError
from recoupe.model.finding import Range

pytest.importorskip("pyarrow", reason="the extra recoupe[tables] is not installed")

LISTS = [field.name for field in msgspec.structs.fields(Dossier) if "tuple" in str(field.type)]


def places(value: Any, article: str | None = None) -> Iterator[tuple[str | None, dict[str, Any]]]:
    """Every place of a row read back, with the article it stands in, where the row names one."""
    if isinstance(value, list):
        for member in value:
            yield from places(member, article)
    elif isinstance(value, dict):
        article = value.get("article") or article
        if value.get("start") is not None:
            yield article, value
        for name, member in value.items():
            # The sides of an edit stand in the articles of its reuse.
            if name == "edits":
                for edit in member:
                    yield value["a"]["article"], edit["a"]
                    yield value["b"]["article"], edit["b"]
            else:
                yield from places(member, article)


@pytest.mark.parametrize("name", LISTS)
def test_words_of_places_are_slices_of_their_document(example_dossier: Dossier, name: str) -> None:
    documents = {d.id: d for d in example_dossier.documents}
    of_article = {a.id: documents[a.document] for a in example_dossier.articles}
    table = getattr(example_dossier, name).to_arrow()
    assert table.num_rows == len(getattr(example_dossier, name))
    for item in table.to_pylist():
        owner = item["id"] if name == "articles" else None
        for article, place in places(item, owner):
            document = documents[item["id"]] if name == "documents" else of_article[article]
            source = document.title if place.get("field") == "title" else document.text
            assert place["text"] == source[place["start"] : place["end"]]


def test_words_of_members_stand_beside_their_ids(example_dossier: Dossier) -> None:
    words = {row["id"]: row["text"] for row in example_dossier.statements.to_arrow().to_pylist()}
    claims = example_dossier.claims.to_arrow().to_pylist()
    for row in [*claims, *example_dossier.timeline.to_arrow().to_pylist()]:
        assert row["texts"] == [words[i] for i in row["statements"]]
    assert all(row["text"] in row["texts"] for row in claims)
    said = {row["id"]: row["text"] for row in example_dossier.quotations.to_arrow().to_pylist()}
    assert all(q["text"] == q["content"]["text"] for q in example_dossier.quotations.to_arrow().to_pylist())
    for row in example_dossier.utterances.to_arrow().to_pylist():
        assert row["texts"] == [said[i] for i in row["quotations"]]
    titles = {row["id"]: row["text"] for row in example_dossier.stories.to_arrow().to_pylist()}
    for row in example_dossier.threads.to_arrow().to_pylist():
        assert row["texts"] == [titles[i] for i in row["stories"]]


@pytest.mark.parametrize("name", LISTS)
def test_fields_come_back_as_they_are_in_json(example_dossier: Dossier, name: str) -> None:
    def holds(row: Any, value: Any) -> bool:
        if isinstance(value, dict):
            return all(holds(row[key], member) for key, member in value.items())
        if isinstance(value, list):
            return len(row) == len(value) and all(map(holds, row, value))
        return bool(row == value)

    items = getattr(example_dossier, name)
    assert holds(items.to_arrow().to_pylist(), msgspec.json.decode(msgspec.json.encode(items)))


def test_the_columns_are_the_same_for_every_dossier(example_dossier: Dossier) -> None:
    empty = recoupe.make_dossier([])
    for name in LISTS:
        assert getattr(empty, name).to_arrow().schema == getattr(example_dossier, name).to_arrow().schema


def test_a_figure_of_a_conflict_has_a_column_of_its_own(example_dossier: Dossier) -> None:
    conflict = example_dossier.conflicts[0]
    figure = msgspec.structs.replace(conflict.values[0], value=Range(low=2**70, high=None, unit="EUR"))
    conflict = msgspec.structs.replace(conflict, values=(figure, conflict.values[1]))
    made = msgspec.structs.replace(example_dossier, conflicts=(conflict,))
    first, second = made.conflicts.to_arrow().to_pylist()[0]["values"]
    assert (first["value"], first["range"]) == (None, {"low": float(2**70), "high": None, "unit": "EUR"})
    assert (second["value"], second["range"]) == (conflict.values[1].value, None)


def test_figures_beyond_exact_numbers_are_kept_nearly() -> None:
    made = recoupe.make_dossier([{"id": "a", "text": "Le pont a coûté 9 007 199 254 740 993 euros.", "language": "fr"}])
    assert made.quantities.to_arrow().column("low").to_pylist() == [float(2**53)]


def test_tables_are_handed_to_pandas(example_dossier: Dossier) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    frame = example_dossier.quotations.to_pandas()
    assert list(frame["id"]) == [q.id for q in example_dossier.quotations]


def test_tables_are_handed_to_polars(example_dossier: Dossier) -> None:
    pytest.importorskip("polars", reason="polars is not installed")
    frame = example_dossier.claims.to_polars()
    assert frame["id"].to_list() == [c.id for c in example_dossier.claims]


@pytest.mark.parametrize(
    ("library", "method", "advice"),
    [
        ("pyarrow", "to_arrow", "pip install 'recoupe\\[tables\\]'"),
        ("pandas", "to_pandas", "pip install pandas"),
        ("polars", "to_polars", "pip install polars"),
    ],
)
def test_a_missing_library_says_what_to_install(
    example_dossier: Dossier, monkeypatch: pytest.MonkeyPatch, library: str, method: str, advice: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    claims: Items[Any] = example_dossier.claims
    with pytest.raises(UsageError, match=advice):
        getattr(claims, method)()
