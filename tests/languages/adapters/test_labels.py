from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from recoupe.errors import ModelError
from recoupe.languages.adapters.labels import Tag, kind_of, read_tags, require_names


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("PER", "person"),
        ("pers", "person"),
        ("Person", "person"),
        ("ORG", "organisation"),
        ("organization", "organisation"),
        ("GPE", "place"),
        ("LOC", "place"),
        ("FAC", "place"),
        ("location", "place"),
        ("MISC", "other"),
        ("WORK_OF_ART", "other"),
        ("NORP", None),
        ("DATE", None),
        ("MONEY", None),
        ("BOAT", "other"),
    ],
)
def test_labels_of_usual_schemes(label: str, kind: str | None) -> None:
    assert kind_of(label) == kind


def test_the_table_is_sorted_and_holds_each_label_once() -> None:
    raw = tomllib.loads(files("recoupe.languages.adapters").joinpath("labels.toml").read_text(encoding="utf-8"))
    labels = [label for row in raw.values() for label in row]
    assert len(labels) == len(set(labels))
    for row in raw.values():
        assert row == sorted(row)
        assert row == [label.upper() for label in row]


def test_prefixes_of_iob_and_bioes() -> None:
    assert read_tags(["O", "B-PER", "I-PER", "E-PER", "S-LOC"]) == {
        "O": None,
        "B-PER": Tag("PER", begins=True),
        "I-PER": Tag("PER", begins=False),
        "E-PER": Tag("PER", begins=False),
        "S-LOC": Tag("LOC", begins=True),
    }


def test_labels_without_prefix() -> None:
    assert read_tags(["O", "PER", "E_MAIL"]) == {
        "O": None,
        "PER": Tag("PER", begins=False),
        "E_MAIL": Tag("E_MAIL", begins=False),
    }


def test_a_model_that_tells_no_names_is_refused() -> None:
    require_names(["DATE", "PER"], "a model")
    with pytest.raises(ModelError, match=r"a model: its labels \(LABEL_0, LABEL_1\) tell no person"):
        require_names(["LABEL_1", "LABEL_0"], "a model")
