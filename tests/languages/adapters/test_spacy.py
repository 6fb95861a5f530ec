"""The real loading code on pipelines that the tests make and save."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import recoupe
from recoupe.errors import ModelError, UsageError
from recoupe.languages.choice import choose_analyser
from recoupe.options import Options

spacy = pytest.importorskip("spacy", reason="spaCy is not installed here: make adapters")
pytestmark = pytest.mark.usefixtures("offline")

LEARNT = [
    ("Nora Belin vit à Lille.", [(0, 10, "PER"), (17, 22, "LOC")]),
    ("Odile Ferran travaille à Brest.", [(0, 12, "PER"), (25, 30, "LOC")]),
    ("La pluie tombe sur les toits.", []),
]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A French pipeline that has learnt three invented sentences by heart."""
    from spacy.training import Example  # noqa: PLC0415 - spaCy may not be there
    from spacy.util import fix_random_seed  # noqa: PLC0415

    fix_random_seed(1)
    pipeline = spacy.blank("fr", meta={"name": "tiny", "version": "1.2.3", "license": "CC0-1.0"})
    pipeline.add_pipe("ner")
    examples = [Example.from_dict(pipeline.make_doc(text), {"entities": names}) for text, names in LEARNT]
    optimizer = pipeline.initialize(lambda: examples)
    for _ in range(40):
        pipeline.update(examples, sgd=optimizer, drop=0.0)
    folder = tmp_path_factory.mktemp("spacy") / "tiny"
    pipeline.to_disk(folder)
    return folder


def ruled(folder: Path, language: str, *patterns: dict[str, Any]) -> str:
    """Save a pipeline that finds the names of a list; its choice."""
    pipeline = spacy.blank(language)
    pipeline.add_pipe("entity_ruler").add_patterns(list(patterns))
    pipeline.to_disk(folder)
    return f"spacy:{folder}"


def named(text: str, choice: str, language: str) -> list[tuple[str, str]]:
    tokens = choose_analyser(choice, language, 0.5).analyse(text).tokens
    return [(text[t.start : t.end], t.label) for t in tokens if t.label != "O"]


def test_a_trained_pipeline_finds_names(trained: Path) -> None:
    text = "Titre\n\nNora Belin vit à Lille. La pluie tombe sur les toits."
    assert named(text, f"spacy:{trained}", "fr") == [
        ("Nora", "B-person"),
        ("Belin", "I-person"),
        ("Lille", "B-place"),
    ]


def test_the_layer_says_what_the_pipeline_says_of_itself(trained: Path) -> None:
    layer = choose_analyser(f"spacy:{trained}", "fr", 0.5).layer
    assert (layer.name, layer.version, layer.licence) == ("spacy fr_tiny", "1.2.3", "CC0-1.0")


def test_labels_are_put_on_our_own_tokens(tmp_path: Path) -> None:
    choice = ruled(
        tmp_path / "ruler",
        "fr",
        {"label": "ORG", "pattern": "AFP"},
        {"label": "PER", "pattern": "Nora Belin"},
        {"label": "DATE", "pattern": "lundi"},
    )
    text = "D’après l’AFP, Nora\u00a0Belin a-t-elle dormi lundi ?"
    assert named(text, choice, "fr") == [("AFP", "B-organisation"), ("Nora", "B-person"), ("Belin", "I-person")]


def test_a_language_without_models_gets_words_from_the_pipeline(tmp_path: Path) -> None:
    pipeline = spacy.blank("pt")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "LOC", "pattern": "Lisboa"}])
    pipeline.add_pipe("attribute_ruler").add([[{"LOWER": "chove"}]], {"POS": "VERB", "LEMMA": "chover"})
    pipeline.to_disk(tmp_path / "pt")
    text = "Chove em Lisboa."
    tokens = choose_analyser(f"spacy:{tmp_path / 'pt'}", "pt", 0.5).analyse(text).tokens
    assert [(text[t.start : t.end], t.pos, t.lemma, t.label) for t in tokens] == [
        ("Chove", "VERB", "chover", "O"),
        ("em", "X", "em", "O"),
        ("Lisboa", "X", "lisboa", "B-place"),
        (".", "PUNCT", ".", "O"),
    ]


@pytest.mark.parametrize("text", ["", " \n", "\x00", "\ufffd😀" * 50, "mot Lyon " * 3000])
def test_any_text_is_read(trained: Path, text: str) -> None:
    analysis = choose_analyser(f"spacy:{trained}", "fr", 0.5).analyse(text)
    assert sum(t.end - t.start for t in analysis.tokens) == sum(not c.isspace() for c in text)
    assert analysis.warnings == ()


def test_a_dossier_by_a_pipeline_is_the_same_each_time(trained: Path, example_paths: list[str]) -> None:
    options = Options(analyser=f"spacy:{trained}")
    made = recoupe.make_dossier(example_paths[:2], options)
    assert made.to_json() == recoupe.make_dossier(example_paths[:2], options).to_json()
    assert "spacy fr_tiny" in {layer.name for layer in made.layers}
    assert all(d.warnings == () for d in made.documents)


def test_no_pipeline_of_the_name() -> None:
    with pytest.raises(UsageError, match=r"spacy:no_such_pipeline: no installed pipeline .*never downloads"):
        choose_analyser("spacy:no_such_pipeline", "fr", 0.5)


def test_a_pipeline_without_names(tmp_path: Path) -> None:
    pipeline = spacy.blank("fr")
    pipeline.add_pipe("sentencizer")
    pipeline.to_disk(tmp_path / "mute")
    with pytest.raises(ModelError, match=r"finds no names \(it has sentencizer\); choose one with `ner`"):
        choose_analyser(f"spacy:{tmp_path / 'mute'}", "fr", 0.5)


def test_a_pipeline_with_other_labels(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"its labels \(DATE\) tell no person"):
        choose_analyser(ruled(tmp_path / "dates", "fr", {"label": "DATE", "pattern": "lundi"}), "fr", 0.5)


def test_a_broken_pipeline(tmp_path: Path) -> None:
    ruled(tmp_path / "broken", "fr", {"label": "PER", "pattern": "Nora"})
    (tmp_path / "broken" / "config.cfg").write_text("[nlp]\nlang = 3\n", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be loaded by the spaCy"):
        choose_analyser(f"spacy:{tmp_path / 'broken'}", "fr", 0.5)
