from __future__ import annotations

from recoupe.languages.dictionary import Dictionary, load_dictionary
from recoupe.languages.lemmas import lemmatise, treebank_lemmas
from recoupe.languages.pack import load_pack


def test_the_treebanks_come_first_and_tell_parts_of_speech_apart():
    table = {("porte", "VERB"): "emporter"}
    dictionary = load_dictionary(load_pack("fr"))
    assert lemmatise("porte", "VERB", table, dictionary) == "emporter"
    assert lemmatise("porte", "NOUN", table, dictionary) == "porte"
    assert lemmatise("Chevaux", "NOUN", table, dictionary) == "cheval"


def test_names_numbers_and_marks_are_their_own_lemma():
    assert lemmatise("Belin", "PROPN", {}, Dictionary()) == "Belin"
    assert lemmatise("76 000", "NUM", {}, Dictionary()) == "76 000"
    assert lemmatise("Inconnus", "NOUN", {}, Dictionary()) == "inconnus"


def test_the_table_of_a_pack():
    assert treebank_lemmas(load_pack("fr"))["avait", "AUX"] == "avoir"
    assert treebank_lemmas(load_pack("und")) == {}
