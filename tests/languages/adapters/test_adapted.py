from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.languages.adapters import adapted
from recoupe.languages.adapters.adapted import AdaptedAnalyser, Found, Passage
from recoupe.languages.adapters.projection import Entity, Word
from recoupe.languages.crf import load_analyser
from recoupe.languages.pack import load_pack, pack_for
from recoupe.model.document import Layer

NASTY = st.text(alphabet="aZéÀ '’-.,;!?/@()«»“”\"019\u00a0\n\t\u0301\u00ad\x00\ufffdא한😀LMd")


class Capitals:
    """Calls every word with a capital a person; fails on texts with a zero in them."""

    layer = Layer(name="capitals", version="1", licence="none")

    def __init__(self) -> None:
        self.shown: list[str] = []

    def read(self, passages: Sequence[Passage]) -> list[Found]:
        self.shown += [passage.text for passage in passages]
        if any("0" in passage.text for passage in passages):
            raise IndexError("a zero\nand much more")
        return [
            Found(
                [Entity(m.start(), m.end(), "PER") for m in re.finditer(r"[A-ZÀ]\w*", passage.text)],
                [Word(start, end, "NOUN", "lemma") for start, end in passage.words],
            )
            for passage in passages
        ]


def analyser(language: str, model: Capitals | None = None) -> AdaptedAnalyser:
    return AdaptedAnalyser(
        load_analyser(pack_for(language)), model or Capitals(), with_words=language not in {"fr", "en"}
    )


def test_names_come_from_the_model_and_the_rest_stays() -> None:
    text = "La ville de Lille dort. Marseille a-t-elle dormi ?"
    built_in = load_analyser(load_pack("fr")).analyse(text)
    analysis = analyser("fr").analyse(text)
    assert analysis.sentences == built_in.sentences
    assert [(t.start, t.end, t.pos, t.lemma) for t in analysis.tokens] == [
        (t.start, t.end, t.pos, t.lemma) for t in built_in.tokens
    ]
    assert [text[t.start : t.end] for t in analysis.tokens if t.label == "B-person"] == ["La", "Lille", "Marseille"]
    assert analysis.warnings == ()


def test_a_language_without_models_takes_words_too() -> None:
    analysis = analyser("eo").analyse("Ĉu vi dormas?")
    assert {(t.pos, t.lemma) for t in analysis.tokens} == {("NOUN", "lemma")}


def test_offsets_count_in_the_whole_text() -> None:
    text = "Autre chose. Nora dort à Lille. Fin."
    analysis = analyser("fr").analyse(text, 13, 31)
    assert [(t.start, text[t.start : t.end]) for t in analysis.tokens if t.label != "O"] == [
        (13, "Nora"),
        (25, "Lille"),
    ]


def test_a_sentence_that_the_model_fails_on_keeps_what_the_built_in_analyser_says() -> None:
    text = "Nora Belin dort. Odile Ferran a payé 100 euros à Lille."
    built_in = load_analyser(load_pack("fr")).analyse(text)
    analysis = analyser("fr").analyse(text)
    assert [t.label for t in analysis.tokens if t.sentence == 0] == ["B-person", "B-person", "O", "O"]
    assert [t for t in analysis.tokens if t.sentence == 1] == [t for t in built_in.tokens if t.sentence == 1]
    assert analysis.warnings == (
        "capitals failed on 1 of 2 sentences (IndexError: a zero): the built-in analyser read them",
    )


def test_a_model_that_drops_a_sentence_has_failed_on_it() -> None:
    class Dropping(Capitals):
        def read(self, passages: Sequence[Passage]) -> list[Found]:
            return super().read([passage for passage in passages if "Belin" not in passage.text])

    analysis = analyser("fr", Dropping()).analyse("Nora Belin dort. Lille dort.")
    assert [t.label for t in analysis.tokens if t.sentence == 1] == ["B-person", "O", "O"]
    assert analysis.warnings == (
        "capitals failed on 1 of 2 sentences (ModelError: 1 sentences gave 0 results): the built-in analyser read them",
    )


def test_the_model_is_shown_plain_spaces() -> None:
    model = Capitals()
    analyser("fr", model).analyse("Nora\u00a0Belin, qui\u202fhabite une grande maison au bord\nde la rivière, dort.")
    assert model.shown == ["Nora Belin, qui habite une grande maison au bord de la rivière, dort."]


def test_what_is_longer_than_a_passage_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapted, "LONGEST", 20)
    model = Capitals()
    text = "mot Lyon " * 10 + "X" * 30
    analysis = analyser("fr", model).analyse(text)
    assert max(len(shown) for shown in model.shown) <= 20
    assert [text[t.start : t.end] for t in analysis.tokens if t.label == "B-person"] == ["Lyon"] * 10


@given(text=st.one_of(NASTY, st.text()))
@pytest.mark.parametrize("language", ["fr", "eo"])
def test_any_text_is_analysed(language: str, text: str) -> None:
    built_in = load_analyser(pack_for(language)).analyse(text)
    analysis = analyser(language).analyse(text)
    assert [(t.start, t.end, t.sentence) for t in analysis.tokens] == [
        (t.start, t.end, t.sentence) for t in built_in.tokens
    ]
    assert analysis.sentences == built_in.sentences
