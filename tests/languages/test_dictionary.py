from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.errors import ModelError
from recoupe.languages.dictionary import FAMILY, GIVEN, UNKNOWN, Dictionary, load_dictionary
from recoupe.languages.pack import NEUTRAL, known_languages, load_pack

FRENCH = load_dictionary(load_pack("fr"))


def test_a_form_has_a_class_and_clusters():
    facts = FRENCH.facts("marchaient")
    assert facts.word_class.tags.startswith("v")
    assert len(facts.clusters) == 3
    assert facts.common


def test_the_last_part_of_an_unknown_word_with_hyphens_speaks():
    assert FRENCH.facts("sino-marchaient").word_class == FRENCH.facts("marchaient").word_class
    assert FRENCH.lemma("sino-coréennes", "ADJ") == "sino-coréen"


def test_a_capital_word_of_no_common_noun_is_not_common():
    assert FRENCH.facts("Pêcheurs").common
    assert not FRENCH.facts("Brandini").common


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [("chevaux", "NOUN", "cheval"), ("porte", "VERB", "porter"), ("porte", "NOUN", "porte"), ("zzzz", "NOUN", None)],
)
def test_lemmas_tell_parts_of_speech_apart(form, pos, lemma):
    assert FRENCH.lemma(form, pos) == lemma


def test_known_names():
    assert FRENCH.kind("portugal") == "country"
    assert FRENCH.begins_name("portugal")
    assert FRENCH.kind("portugal du mardi") == ""
    assert FRENCH.person("claire") & GIVEN
    assert FRENCH.person("martin") & FAMILY
    assert FRENCH.person("qwrtz") == 0


def test_the_empty_dictionary_knows_no_word():
    empty = load_dictionary(load_pack(NEUTRAL))
    assert empty.facts("maison").word_class.tags == UNKNOWN
    assert empty.facts("maison").clusters == ()
    assert (empty.lemma("maisons", "NOUN"), empty.kind("portugal"), empty.person("claire")) == (None, "", 0)


@pytest.mark.parametrize("code", known_languages())
@given(text=st.text())
def test_any_string_is_looked_up(code, text):
    dictionary = load_dictionary(load_pack(code))
    for word in (text, "\x01" + text, "\x02" + text, text + "\x00"):
        facts = dictionary.facts(word)
        assert len(facts.clusters) in {0, 3}
        assert isinstance(dictionary.kind(word), str)
        assert dictionary.person(word) in {0, GIVEN, FAMILY, GIVEN | FAMILY}
        lemma = dictionary.lemma(word, "NOUN")
        assert lemma is None or isinstance(lemma, str)


def test_marks_of_the_dictionary_bring_nothing_in():
    assert FRENCH.facts("\x02portugal") == Dictionary().facts("")


def test_a_broken_file_says_so(monkeypatch, tmp_path):
    broken = tmp_path / "dictionary"
    broken.write_bytes(b"no trie")
    pack = load_pack("fr")
    monkeypatch.setattr(type(pack), "model", lambda self, name: broken)
    load_dictionary.cache_clear()
    try:
        with pytest.raises(ModelError, match="build it anew"):
            load_dictionary(pack)
    finally:
        load_dictionary.cache_clear()
