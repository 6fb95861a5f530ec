from __future__ import annotations

from recoupe.languages.lemmas import lemmatise, load_lexicon, treebank_lemmas
from recoupe.languages.pack import load_pack


def test_the_treebanks_come_first_and_tell_parts_of_speech_apart():
    table = {("porte", "VERB"): "porter", ("porte", "NOUN"): "porte"}
    lexicon = load_lexicon("fr")
    assert lemmatise("porte", "VERB", table, lexicon) == "porter"
    assert lemmatise("porte", "NOUN", table, lexicon) == "porte"
    assert lemmatise("Chevaux", "NOUN", table, lexicon) == "cheval"


def test_names_numbers_and_marks_are_their_own_lemma():
    lexicon = load_lexicon("")
    assert lemmatise("Belin", "PROPN", {}, lexicon) == "Belin"
    assert lemmatise("76 000", "NUM", {}, lexicon) == "76 000"
    assert lemmatise("Inconnus", "NOUN", {}, lexicon) == "inconnus"


def test_the_table_of_a_pack():
    assert treebank_lemmas(load_pack("fr"))["avait", "AUX"] == "avoir"
    assert treebank_lemmas(load_pack("und")) == {}
