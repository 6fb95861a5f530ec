from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import asdict, replace

import recoupe
from recoupe.dossier import Dossier, Items, json_schema
from recoupe.errors import UnknownItem, UsageError

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = ROOT / "src" / "recoupe" / "dossier.schema.json"


def test_the_shipped_schema_is_that_of_the_model() -> None:
    shipped = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert shipped == json_schema(), "write it anew: make schema"


def test_the_example_is_valid_against_the_schema(example_dossier: Dossier) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    assert [e.message for e in validator.iter_errors(json.loads(example_dossier.to_json()))] == []


def test_json_comes_back_whole(example_dossier: Dossier) -> None:
    assert Dossier.from_json(example_dossier.to_json()) == example_dossier


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 2}', "\x00", b"\xff\xfe"])
def test_what_is_no_dossier_is_refused(text: str | bytes) -> None:
    with pytest.raises(UsageError, match="not a dossier of schema 1"):
        Dossier.from_json(text)


def test_items_are_found_by_id(example_dossier: Dossier) -> None:
    quotation = example_dossier.quotations[0]
    assert example_dossier.item(quotation.id) == ("quotations", quotation)
    with pytest.raises(UnknownItem, match="no item 'q-nothing'"):
        example_dossier.item("q-nothing")


def test_version_is_in_the_dossier(example_dossier: Dossier) -> None:
    assert example_dossier.recoupe == recoupe.__version__


def test_a_dossier_and_its_lists_are_copied_and_pickled_whole(example_dossier: Dossier) -> None:
    for made in (pickle.loads(pickle.dumps(example_dossier)), copy.deepcopy(example_dossier)):
        assert made == example_dossier
        assert isinstance(made.claims, Items)
    assert pickle.loads(pickle.dumps(example_dossier.claims)) == example_dossier.claims


def test_lists_are_tuples_of_the_dossier_that_they_stand_in(example_dossier: Dossier) -> None:
    changed = replace(example_dossier, conflicts=example_dossier.conflicts[:0])
    assert changed.conflicts == ()
    for name, members in asdict(changed).items():
        assert isinstance(members, Items) == isinstance(members, tuple), name
    assert changed.claims == example_dossier.claims


def test_a_dossier_is_shown_in_one_line(example_dossier: Dossier) -> None:
    assert repr(example_dossier) == "<Dossier reports=5, distinct_texts=4, origins=4, conflicts=1, single=34>"
