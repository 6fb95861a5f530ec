from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.errors import ModelError
from recoupe.languages import crf
from recoupe.languages.crf import WINDOW, load_analyser
from recoupe.languages.pack import NEUTRAL, known_languages, load_pack, pack_for

LANGUAGES = (*known_languages(), NEUTRAL)
NASTY = st.text(alphabet="aZéÀ '’-.,;!?/@()«»“”\"019\u00a0\n\t\u0301\u00ad\x00\ufffdא한😀LMd")


def words(text, analysis):
    return [text[t.start : t.end] for t in analysis.tokens]


def test_french_parts_of_speech_lemmas_and_names():
    text = "La ministre Odile Ferran a visité Marseille, a-t-elle indiqué à l’AFP."
    analysis = load_analyser(load_pack("fr")).analyse(text)
    by_word = {text[t.start : t.end]: t for t in analysis.tokens}
    assert [by_word[w].pos for w in ("La", "ministre", "Odile", "visité", "à", ".")] == [
        "DET",
        "NOUN",
        "PROPN",
        "VERB",
        "ADP",
        "PUNCT",
    ]
    assert by_word["visité"].lemma == "visiter"
    assert by_word["Ferran"].lemma == "Ferran"
    assert [by_word[w].label for w in ("Odile", "Ferran", "Marseille", "visité")] == [
        "B-person",
        "I-person",
        "B-place",
        "O",
    ]


def test_english_parts_of_speech_lemmas_and_names():
    text = "Officials in London said Anna Whitlock didn't attend the meetings."
    analysis = load_analyser(load_pack("en")).analyse(text)
    by_word = {text[t.start : t.end]: t for t in analysis.tokens}
    assert [by_word[w].pos for w in ("Officials", "in", "said", "n't", "meetings")] == [
        "NOUN",
        "ADP",
        "VERB",
        "PART",
        "NOUN",
    ]
    assert [by_word[w].lemma for w in ("said", "did", "n't", "meetings")] == ["say", "do", "not", "meeting"]
    assert [by_word[w].label for w in ("London", "Anna", "Whitlock")] == ["B-place", "B-person", "I-person"]


def test_a_language_without_models_gives_words_alone():
    text = "Ĉu 12 Ĝardenoj?"
    analysis = load_analyser(pack_for("xx")).analyse(text)
    assert [(t.pos, t.label, t.lemma) for t in analysis.tokens] == [
        ("X", "O", "cu"),
        ("NUM", "O", "12"),
        ("X", "O", "gardenoj"),
        ("PUNCT", "O", "?"),
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_offsets_count_in_the_whole_text(code):
    analyser = load_analyser(load_pack(code))
    before, text = "Autre chose. ", "Nora Belin dort à Lille. Il pleut."
    alone, inside = (
        analyser.analyse(text),
        analyser.analyse(before + text + " Fin.", len(before), len(before) + len(text)),
    )
    shift = len(before)
    assert [(t.start + shift, t.end + shift, t.pos, t.label, t.sentence) for t in alone.tokens] == [
        (t.start, t.end, t.pos, t.label, t.sentence) for t in inside.tokens
    ]
    assert len(alone.sentences) == len(inside.sentences) == 2


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(text=st.one_of(NASTY, st.text()))
def test_any_text_is_analysed(code, text):
    analysis = load_analyser(load_pack(code)).analyse(text)
    covered = [i for t in analysis.tokens for i in range(t.start, t.end) if not text[i].isspace()]
    assert covered == [i for i, c in enumerate(text) if not c.isspace()]
    for token in analysis.tokens:
        sentence = analysis.sentences[token.sentence]
        assert sentence.start <= token.start < token.end <= sentence.end
        assert token.pos.isupper()
        assert token.lemma or all(unicodedata.category(c)[0] in "CM" for c in text[token.start : token.end])
    before = "O"
    for token in analysis.tokens:
        assert token.label[0] != "I" or before[2:] == token.label[2:]
        before = token.label


def test_a_sentence_without_marks_is_tagged_in_windows():
    text = "mot Lyon " * (3 * WINDOW)
    tokens = load_analyser(load_pack("fr")).analyse(text).tokens
    assert len(tokens) == 6 * WINDOW
    assert {t.sentence for t in tokens} == {0}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_layer_names_its_licence(code):
    layer = load_analyser(load_pack(code)).layer
    assert code in layer.name
    assert layer.version
    assert layer.licence


def test_one_pack_has_one_analyser():
    assert load_analyser(load_pack("fr")) is load_analyser(pack_for("fr"))


def test_a_broken_model_says_so(monkeypatch, tmp_path):
    broken = tmp_path / "pos.crfsuite"
    broken.write_bytes(b"no model")
    monkeypatch.setattr(type(load_pack("fr")), "model", lambda self, name: broken)
    with pytest.raises(ModelError, match="build it anew"):
        crf._open(load_pack("fr"), "pos.crfsuite")
