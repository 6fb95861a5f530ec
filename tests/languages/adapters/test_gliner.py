"""The real loading code on a model that the tests make, train and save."""

from __future__ import annotations

import json
import random
import warnings
from pathlib import Path
from typing import Any

import pytest

from recoupe.errors import ModelError
from recoupe.languages.adapters.gliner import ASKED, Window, cut_windows
from recoupe.languages.choice import choose_analyser

HAS_GLINER = "GLiNER is not installed here: make adapters"
MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
LEARNT = [
    ("Nora Belin vit à Lille .", [[0, 1, "person"], [4, 4, "location"]]),
    ("Odile Ferran vit à Brest .", [[0, 1, "person"], [4, 4, "location"]]),
    ("Il pleut .", []),
]


@pytest.fixture(scope="module")
def gliner() -> Any:
    pytest.importorskip("torch", reason=HAS_GLINER)
    with warnings.catch_warnings():
        # GLiNER imports a model of transformers that still uses torch.jit.script.
        warnings.simplefilter("ignore", DeprecationWarning)
        return pytest.importorskip("gliner", reason=HAS_GLINER)


def save_encoder(folder: Path) -> Any:
    """Save the configuration of a tiny BERT, and a tokenizer of the words learnt; the configuration."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors  # noqa: PLC0415 - may not be there
    from transformers import BertConfig, PreTrainedTokenizerFast  # noqa: PLC0415

    words = dict.fromkeys([*MARKS, *ASKED, *(word for text, _ in LEARNT for word in text.split())])
    numbers = {word: number for number, word in enumerate(words)}
    raw = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]"))
    raw.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    raw.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[(mark, numbers[mark]) for mark in ("[CLS]", "[SEP]")]
    )
    PreTrainedTokenizerFast(
        tokenizer_object=raw, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(numbers),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=128,
        initializer_range=0.3,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    config.save_pretrained(folder)
    return config


@pytest.fixture(scope="module")
def saved(gliner: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model that has learnt three invented sentences by heart."""
    import torch  # noqa: PLC0415 - may not be there
    from gliner.data_processing.collator import UniEncoderSpanDataCollator  # noqa: PLC0415

    random.seed(1)
    torch.manual_seed(1)
    encoder = tmp_path_factory.mktemp("encoder")
    config = gliner.GLiNERConfig(
        model_name=str(encoder),
        encoder_config=save_encoder(encoder).to_dict(),
        hidden_size=32,
        max_width=4,
        max_len=40,
        dropout=0.0,
        num_rnn_layers=0,
    )
    model = gliner.GLiNER.from_config(config, backbone_from_pretrained=False)
    collate = UniEncoderSpanDataCollator(model.config, data_processor=model.data_processor, prepare_labels=True)
    learnt = [{"tokenized_text": text.split(), "ner": names, "ner_labels": list(ASKED)} for text, names in LEARNT]
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    model.train()
    for _ in range(120):
        loss = model(**collate(learnt)).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    folder = tmp_path_factory.mktemp("gliner") / "tiny-gliner"
    model.save_pretrained(folder)
    (folder / "README.md").write_text("---\nlicense: cc0-1.0\n---\n", encoding="utf-8")
    return folder


def named(text: str, folder: Path, threshold: float = 0.5) -> list[tuple[str, str]]:
    analysis = choose_analyser(f"gliner:{folder}", "fr", threshold).analyse(text)
    assert analysis.warnings == ()
    return [(text[t.start : t.end], t.label) for t in analysis.tokens if t.label != "O"]


NORA = [("Nora", "B-person"), ("Belin", "I-person"), ("Lille", "B-place")]


@pytest.mark.usefixtures("offline")
def test_a_saved_model_finds_names(saved: Path) -> None:
    assert named("Titre\n\nNora Belin vit à Lille. Il pleut.", saved) == NORA
    layer = choose_analyser(f"gliner:{saved}", "fr", 0.5).layer
    assert (layer.name, layer.version, layer.licence) == ("gliner tiny-gliner", "unknown", "cc0-1.0")


@pytest.mark.usefixtures("offline")
def test_a_name_has_the_score_that_is_asked_for(saved: Path) -> None:
    assert named("Nora Belin vit à Lille.", saved, threshold=1.1) == []


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("text", ["", " \n", "\x00", "\ufffd😀" * 50, "mot Lyon " * 100])
def test_any_text_is_read(saved: Path, text: str) -> None:
    analysis = choose_analyser(f"gliner:{saved}", "fr", 0.5).analyse(text)
    assert sum(t.end - t.start for t in analysis.tokens) == sum(not c.isspace() for c in text)
    assert analysis.warnings == ()


@pytest.mark.usefixtures("offline")
def test_a_model_whose_encoder_lies_elsewhere(saved: Path, tmp_path: Path) -> None:
    config = json.loads((saved / "gliner_config.json").read_text(encoding="utf-8"))
    config["encoder_config"] = None
    (tmp_path / "gliner_config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(ModelError, match=r"lies elsewhere, and recoupe never downloads"):
        choose_analyser(f"gliner:{tmp_path}", "fr", 0.5)


@pytest.mark.usefixtures("offline")
def test_a_folder_without_a_model(gliner: Any, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded by the gliner"):
        choose_analyser(f"gliner:{tmp_path}", "fr", 0.5)


@pytest.mark.parametrize("length", [0, 1, 8, 9, 14, 100])
def test_windows_answer_for_each_word_once(length: int) -> None:
    words = [(3 * n, 3 * n + 2) for n in range(length)]
    windows = list(cut_windows(words, 8, 2))
    assert all(window.last - window.first <= 8 for window in windows)
    for start, _ in words:
        owners = [w for w in windows if w.inner_start <= start < w.inner_end]
        assert len(owners) == 1
        assert words[owners[0].first][0] <= start < words[owners[0].last - 1][1]


def test_what_a_window_answers_for_begins_in_the_middle_of_what_it_shares() -> None:
    words = [(3 * n, 3 * n + 2) for n in range(12)]
    assert list(cut_windows(words, 8, 2)) == [Window(0, 8, 0, 21), Window(6, 12, 21, 35)]
