"""The folder of a model is asked for before anything is loaded; what is loaded is asked for unit vectors.

The library is a stand-in in most of these tests, which hold what it is called with; where it is installed, a model that
the last test makes is loaded with it.
"""

from __future__ import annotations

import string
import sys
import warnings
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from recoupe.errors import ModelError, UsageError
from recoupe.languages.adapters.sentence_transformers import check_embedder, load_sentence_transformers
from recoupe.languages.embedder import embed_texts


class StandIn:
    """Takes what `sentence_transformers.SentenceTransformer` takes."""

    def __init__(self, path: str, *, device: str, local_files_only: bool) -> None:
        assert local_files_only
        assert device == "cpu"
        if Path(path).name == "broken":
            raise OSError("no weights\nand a page more")

    def eval(self) -> None:
        pass

    def encode(self, texts: list[str], **options: Any) -> np.ndarray:
        assert options["normalize_embeddings"]
        assert not options["show_progress_bar"]
        return np.array([[len(text), 1.0] for text in texts]) / np.array([[np.hypot(len(text), 1)] for text in texts])


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    module = ModuleType("sentence_transformers")
    module.__spec__ = ModuleSpec("sentence_transformers", None)
    module.__version__ = "9.9"  # type: ignore[attr-defined]
    module.SentenceTransformer = StandIn  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    shown = SimpleNamespace(is_progress_bar_enabled=lambda: False, disable_progress_bar=lambda: None)
    rests_on = ModuleType("transformers")
    rests_on.utils = SimpleNamespace(logging=shown)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "transformers", rests_on)
    yield
    load_sentence_transformers.cache_clear()


def test_a_folder_that_is_not_there_is_told_first() -> None:
    with pytest.raises(UsageError, match="there is no folder no/such"):
        load_sentence_transformers("no/such")


def test_a_library_that_is_not_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recoupe.languages.adapters.sentence_transformers.find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r"say pip install 'recoupe\[embedder\]'"):
        check_embedder(str(tmp_path))


@pytest.mark.usefixtures("library", "offline")
def test_a_model_tells_what_it_is_and_makes_unit_vectors(tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir()
    head = "---\nlanguage:\n- fr\n- en\nlicense: mit\n---\n"
    (folder / "README.md").write_text(head, encoding="utf-8")
    model = load_sentence_transformers(str(folder))
    assert (model.name, model.version, model.layer.licence) == ("sentence-transformers tiny", "unknown", "mit")
    assert (model.dimension, model.languages) == (2, {"fr", "en"})
    vectors = embed_texts(model, ["a", "bcd"])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("head", "languages"), [("language: fr\n", {"fr"}), ("language: multilingual\n", set()), ("license: mit\n", set())]
)
def test_languages_stand_in_the_head_of_the_read_me(tmp_path: Path, head: str, languages: set[str]) -> None:
    (tmp_path / "README.md").write_text(f"---\n{head}---\n", encoding="utf-8")
    assert load_sentence_transformers(str(tmp_path)).languages == languages


@pytest.mark.usefixtures("library")
def test_a_model_that_cannot_be_loaded_is_told_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    with pytest.raises(ModelError, match=r"cannot be loaded by the sentence-transformers 9\.9 .*no weights\)"):
        load_sentence_transformers(str(folder))


def save_model(folder: Path) -> None:
    """Save a tiny model of sentence-transformers, untrained, that reads letters."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - may not be there
    from tokenizers import Tokenizer, models, pre_tokenizers, processors  # noqa: PLC0415
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast  # noqa: PLC0415

    marks = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
    pieces = [*marks, *string.ascii_letters, *(f"##{letter}" for letter in string.ascii_letters)]
    numbers = {piece: number for number, piece in enumerate(pieces)}
    raw = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]"))
    raw.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    raw.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[(mark, numbers[mark]) for mark in ("[CLS]", "[SEP]")]
    )
    encoder = folder.parent / "encoder"
    PreTrainedTokenizerFast(
        tokenizer_object=raw, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(encoder)
    config = BertConfig(
        vocab_size=len(numbers), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64
    )
    BertModel(config).save_pretrained(encoder)
    SentenceTransformer(str(encoder), device="cpu").save(str(folder))


@pytest.mark.usefixtures("offline")
def test_a_model_that_the_library_saved_is_loaded(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pytest.importorskip(
            "sentence_transformers", reason="sentence-transformers is not installed here: make adapters"
        )
        save_model(tmp_path / "tiny")
        capfd.readouterr()
        model = load_sentence_transformers(str(tmp_path / "tiny"))
    vectors = embed_texts(model, ["Nora Belin", "Il pleut sur la digue", ""])
    assert model.dimension == 32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors, embed_texts(model, ["Nora Belin", "Il pleut sur la digue", ""]), atol=1e-6)
    assert capfd.readouterr().err == ""
