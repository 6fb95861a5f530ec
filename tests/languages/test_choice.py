from __future__ import annotations

import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

import recoupe
from recoupe.errors import UsageError
from recoupe.languages import choice
from recoupe.languages.adapters.adapted import AdaptedAnalyser, Found, Passage
from recoupe.languages.choice import BUILT_IN, Choice, check_choice, choose_analyser, read_choice
from recoupe.languages.crf import load_analyser
from recoupe.languages.pack import load_pack, pack_for
from recoupe.model.document import Layer
from recoupe.options import Options


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("built-in", Choice("built-in", "")),
        ("spacy:fr_core_news_lg", Choice("spacy", "fr_core_news_lg")),
        ("transformers:C:\\models\\ner", Choice("transformers", "C:\\models\\ner")),
        ("gliner:~/models/gliner", Choice("gliner", "~/models/gliner")),
    ],
)
def test_a_choice_is_taken_apart(text: str, expected: Choice) -> None:
    assert read_choice(text) == expected


@pytest.mark.parametrize("text", ["", "spacy", "spacy:", ":x", "stanza:fr", "built-in:x", "Spacy:x"])
def test_what_is_no_choice_says_what_to_write(text: str) -> None:
    with pytest.raises(UsageError, match="write built-in, spacy:NAME"):
        read_choice(text)


@pytest.mark.parametrize(
    ("text", "package", "extra"),
    [
        ("spacy:fr_core_news_lg", "spacy", "spacy"),
        ("transformers:.", "transformers", "transformers"),
        ("transformers:.", "torch", "transformers"),
        ("gliner:.", "gliner", "gliner"),
    ],
)
def test_a_package_that_is_not_installed(monkeypatch: pytest.MonkeyPatch, text: str, package: str, extra: str) -> None:
    found = util.find_spec
    monkeypatch.setattr(choice, "find_spec", lambda name: None if name == package else found(name) or object())
    with pytest.raises(UsageError, match=rf"not installed here: .*{package}.*pip install 'recoupe\[{extra}\]'"):
        check_choice(text)


@pytest.mark.parametrize("scheme", ["transformers", "gliner"])
def test_a_folder_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scheme: str) -> None:
    monkeypatch.setattr(choice, "find_spec", lambda name: object())
    with pytest.raises(UsageError, match=r"there is no folder .*recoupe never downloads one"):
        check_choice(f"{scheme}:{tmp_path / 'none'}")


def test_a_wrong_choice_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="write built-in"):
        recoupe.make_dossier([str(tmp_path / "missing.txt")], Options(analyser="stanza:fr"))


def test_the_built_in_analyser_is_the_default() -> None:
    assert Options().analyser == BUILT_IN
    assert choose_analyser(BUILT_IN, "fr", 0.5) is load_analyser(load_pack("fr"))
    assert choose_analyser(BUILT_IN, "pt", 0.5) is load_analyser(pack_for("pt"))


def test_the_built_in_analyser_imports_no_library_of_others() -> None:
    code = (
        "import sys; from recoupe.languages.choice import choose_analyser as choose; "
        "choose('built-in', 'fr', 0.5).analyse('Nora dort.'); "
        "print(sorted({'gliner', 'spacy', 'torch', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


class Pipeline:
    """A stand-in for a loaded spaCy pipeline; it fails on every text."""

    layer = Layer(name="spacy stand-in", version="2", licence="MIT")

    def __init__(self, language: str) -> None:
        self.language = language

    def read(self, passages: list[Passage]) -> list[Found]:
        raise RuntimeError("nothing can be read")


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "find_spec", lambda name: object())
    monkeypatch.setattr(choice, "load_spacy", Pipeline)
    choose_analyser.cache_clear()
    yield
    choose_analyser.cache_clear()


@pytest.mark.usefixtures("stand_in")
def test_a_pipeline_reads_its_own_language_alone() -> None:
    assert isinstance(choose_analyser("spacy:fr", "fr", 0.5), AdaptedAnalyser)
    assert choose_analyser("spacy:fr", "en", 0.5) is load_analyser(load_pack("en"))
    assert isinstance(choose_analyser("spacy:xx", "en", 0.5), AdaptedAnalyser)
    assert isinstance(choose_analyser("spacy:pt", "pt", 0.5), AdaptedAnalyser)
    assert choose_analyser("spacy:pt", "de", 0.5) is load_analyser(pack_for("de"))


@pytest.mark.usefixtures("stand_in")
def test_a_model_that_fails_loses_no_report_and_the_dossier_says_so(example_paths: list[str]) -> None:
    plain = recoupe.make_dossier(example_paths[:1])
    made = recoupe.make_dossier(example_paths[:1], Options(analyser="spacy:fr"))
    assert made.entities == plain.entities
    assert "spacy stand-in failed on" in made.documents[0].warnings[-1]
    assert [layer.name for layer in made.layers] == ["language pack fr", "recoupe-fr", "spacy stand-in"]
