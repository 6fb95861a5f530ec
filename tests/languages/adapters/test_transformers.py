"""The real loading code on a model that the tests make and save."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from recoupe.errors import ModelError
from recoupe.languages.adapters.labels import Tag
from recoupe.languages.adapters.transformers import Piece, _entities, _word_tags, load_transformers
from recoupe.languages.choice import choose_analyser

HAS_TRANSFORMERS = "transformers is not installed here: make adapters"
LABELS = ("O", "B-PER", "I-PER", "B-LOC")
PIECES = {
    "[PAD]": "O",
    "[UNK]": "O",
    "[CLS]": "O",
    "[SEP]": "O",
    "Nora": "B-PER",
    "Bel": "I-PER",
    "##in": "B-LOC",
    "Lille": "B-LOC",
    "à": "O",
    "vit": "O",
    "la": "O",
    "##mie": "B-PER",
    ".": "O",
}
"""Each piece of the invented model with the label that it always gets: a wrong one for later pieces of a word."""


def tokenizer() -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors  # noqa: PLC0415 - may not be there
    from transformers import PreTrainedTokenizerFast  # noqa: PLC0415

    numbers = {piece: number for number, piece in enumerate(PIECES)}
    raw = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]"))
    raw.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    raw.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[(mark, numbers[mark]) for mark in ("[CLS]", "[SEP]")]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=raw, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    )


def classifier() -> Any:
    """A BERT of two layers whose weights are set by hand: a piece's label is the one in the table, wherever it is."""
    import torch  # noqa: PLC0415 - may not be there
    from transformers import BertConfig, BertForTokenClassification  # noqa: PLC0415

    config = BertConfig(
        vocab_size=len(PIECES),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=24,
        id2label=dict(enumerate(LABELS)),
        label2id={label: number for number, label in enumerate(LABELS)},
    )
    model = BertForTokenClassification(config)
    with torch.no_grad():
        for name, weights in model.named_parameters():
            if "LayerNorm" not in name:
                weights.zero_()
        for piece, label in enumerate(PIECES.values()):
            model.bert.embeddings.word_embeddings.weight[piece, LABELS.index(label)] = 1.0
        for number in range(len(LABELS)):
            model.classifier.weight[number, number] = 1.0
    return model


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the invented model."""
    pytest.importorskip("transformers", reason=HAS_TRANSFORMERS)
    pytest.importorskip("torch", reason=HAS_TRANSFORMERS)
    folder = tmp_path_factory.mktemp("transformers") / "tiny-names"
    classifier().save_pretrained(folder)
    tokenizer().save_pretrained(folder)
    (folder / "README.md").write_text("---\nlicense: cc0-1.0\n---\n", encoding="utf-8")
    return folder


def named(text: str, folder: Path, language: str = "fr") -> list[tuple[str, str]]:
    analysis = choose_analyser(f"transformers:{folder}", language, 0.5).analyse(text)
    assert analysis.warnings == ()
    return [(text[t.start : t.end], t.label) for t in analysis.tokens if t.label != "O"]


NORA = [("Nora", "B-person"), ("Belin", "I-person"), ("Lille", "B-place")]


@pytest.mark.usefixtures("offline")
def test_a_saved_model_finds_names(saved: Path, capfd: pytest.CaptureFixture[str]) -> None:
    load_transformers.cache_clear()
    choose_analyser.cache_clear()
    assert named("Titre\n\nNora Belin vit à Lille. La lamie vit.", saved) == NORA
    layer = choose_analyser(f"transformers:{saved}", "fr", 0.5).layer
    assert (layer.name, layer.version, layer.licence) == ("transformers tiny-names", "unknown", "cc0-1.0")
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("offline")
def test_a_language_without_a_pack(saved: Path) -> None:
    assert named("Nora Belin vit à Lille.", saved, "pt") == NORA


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("repeats", [1, 3, 4, 5, 40])
def test_a_long_sentence_is_read_in_windows(saved: Path, repeats: int) -> None:
    text = ("Nora Belin vit à Lille " * repeats).strip()
    assert named(text, saved) == NORA * repeats


@pytest.mark.usefixtures("offline")
def test_many_sentences_of_many_lengths(saved: Path) -> None:
    text = " ".join("Nora Belin vit à Lille" + " à" * (n % 7) + " ." for n in range(40))
    assert named(text, saved) == NORA * 40


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("text", ["", " \n", "\x00", "\ufffd😀" * 50, "...." * 500])
def test_any_text_is_read(saved: Path, text: str) -> None:
    assert named(text, saved) == []


@pytest.mark.usefixtures("offline")
def test_a_model_that_is_no_token_classifier(saved: Path, tmp_path: Path) -> None:
    from transformers import BertModel  # noqa: PLC0415 - may not be there

    BertModel(classifier().config).save_pretrained(tmp_path)
    tokenizer().save_pretrained(tmp_path)
    with pytest.raises(ModelError, match=r"is no token classifier \(BertModel\)"):
        choose_analyser(f"transformers:{tmp_path}", "fr", 0.5)
    config = json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))
    config["architectures"] = None
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(ModelError, match=r"weights lacks classifier\.bias"):
        choose_analyser(f"transformers:{tmp_path}", "fr", 0.5)


@pytest.mark.usefixtures("offline")
def test_a_model_without_names(saved: Path, tmp_path: Path) -> None:
    model = classifier()
    model.config.id2label = {number: f"LABEL_{number}" for number in range(len(LABELS))}
    model.save_pretrained(tmp_path)
    tokenizer().save_pretrained(tmp_path)
    with pytest.raises(ModelError, match=r"its labels \(LABEL_0, .*tell no person"):
        choose_analyser(f"transformers:{tmp_path}", "fr", 0.5)


@pytest.mark.usefixtures("offline")
def test_a_folder_without_a_model(saved: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded by the transformers"):
        choose_analyser(f"transformers:{tmp_path}", "fr", 0.5)


PER, LOC = Tag("PER", begins=False), Tag("LOC", begins=False)


def test_a_word_has_the_label_of_its_first_piece() -> None:
    pieces = [Piece(0, 2, PER), Piece(2, 4, None), Piece(4, 6, None), Piece(6, 9, LOC)]
    assert list(_word_tags([(0, 4), (4, 6), (7, 9)], pieces)) == [PER, None, LOC]


def test_pieces_of_odd_spans() -> None:
    # A sentence piece takes the space before its word; the bytes of one character share a span; accents may get lost.
    pieces = [Piece(0, 4, PER), Piece(4, 9, LOC), Piece(10, 11, PER), Piece(10, 11, LOC), Piece(13, 14, PER)]
    assert list(_word_tags([(0, 4), (5, 9), (10, 11), (12, 14), (15, 16)], pieces)) == [PER, LOC, PER, PER, None]


def test_names_begin_where_the_prefix_or_the_label_says() -> None:
    words = [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9)]
    begins = Tag("PER", begins=True)
    found = list(_entities(words, [PER, PER, begins, LOC, None]))
    assert [(e.start, e.end, e.label) for e in found] == [(0, 3, "PER"), (4, 5, "PER"), (6, 7, "LOC")]
