from __future__ import annotations

from recoupe.languages.features import DocumentCapitals, Gazetteer, describe, name_features, plain, word_features
from recoupe.languages.lemmas import Lexicon

LEXICON = Lexicon({"digue": "digue", "digues": "digue", "ville": "ville"}.get, {"digue": 2, "ville": 2})
GAZETTEER = Gazetteer({"saint orvain": "city"}, frozenset({"nora"}), frozenset({"belin"}), {"maire": "role"})


def described(*forms):
    return [describe(form, LEXICON) for form in forms]


def test_plain_reduces_marks_to_one_kind():
    assert plain("l’«été»") == 'l\'"été"'


def test_a_word_shows_its_shape_and_its_paradigm():
    word = describe("Digues", LEXICON)
    assert (word.lower, word.shape, word.capital, word.known) == ("digues", "Xxx", True, "2ue")
    assert describe("Oumph", LEXICON).known == "-"


def test_features_tell_neighbours():
    rows = word_features(described("la", "digue"))
    assert "w+1=digue" in rows[0]
    assert "w-1=la" in rows[1]
    assert "w-1=<s>" in rows[0]


def test_name_features_add_places_names_and_hints():
    words = described("maire", "Nora", "Belin", "à", "Saint-Orvain")
    capitals = DocumentCapitals.of([words])
    rows = name_features(word_features(words), words, ["NOUN", "PROPN", "PROPN", "ADP", "PROPN"], capitals, GAZETTEER)
    assert "g=Bcity" in rows[4]
    assert "n=g" in rows[1]
    assert "n=f" in rows[2]
    assert "h-1=role" in rows[1]
    assert "pos=PROPN" in rows[1]


def test_capitals_of_the_rest_of_the_text():
    first, second = described("Ville", "dort"), described("la", "ville", "Orvain", "et", "Orvain")
    capitals = DocumentCapitals.of([first, second])
    assert capitals.feature(first, 0) == "0l1"
    assert capitals.feature(second, 2) == "1m2"
