from __future__ import annotations

import marisa_trie

from recoupe.languages import dictionary as words_known
from recoupe.languages.dictionary import Dictionary
from recoupe.languages.features import DocumentCapitals, describe, name_features, plain, word_features


def make_dictionary(*, cased: bool = True) -> Dictionary:
    records = {
        "digue": (1, 1),
        "digues": (2, 1),
        "ville": (1, 0),
        "Orvain": (0, 2),
        words_known.PERSON + "nora": (words_known.GIVEN, 0),
        words_known.PERSON + "belin": (words_known.FAMILY, 0),
        words_known.NAME + "saint orvain": (1, 0),
        words_known.FIRST + "saint": (1, 0),
    }
    tables = {
        "cased": cased,
        "classes": [["nc", "2=", {"NOUN": "0"}], ["nc", "2ue", {"NOUN": "1"}]],
        "clusters": [[5, 6], [7, 7]],
        "kinds": ["city"],
        "hints": {"maire": "role"},
    }
    return Dictionary(marisa_trie.RecordTrie(words_known.RECORD, sorted(records.items())), tables)


DICTIONARY = make_dictionary()


def described(*forms):
    return [describe(form, DICTIONARY) for form in forms]


def test_plain_reduces_marks_to_one_kind():
    assert plain("l’«été»") == 'l\'"été"'


def test_a_word_shows_its_shape_its_class_and_its_paradigm():
    word = describe("Digues", DICTIONARY)
    assert (word.lower, word.shape, word.capital, word.tags, word.known) == ("digues", "Xxx", True, "nc", "2ue")
    assert describe("Oumph", DICTIONARY).known == words_known.UNKNOWN


def test_clusters_tell_capitals_where_the_vectors_do_not():
    assert {"cc0=2", "cb0=6"} <= set(describe("Orvain", DICTIONARY).here)
    uncased = make_dictionary(cased=False)
    assert "cb0=5A" in describe("Digue", uncased).name_here
    assert "cb0=5X" in describe("DIGUE", uncased).name_here
    assert "cb0=5a" in describe("digue", uncased).name_here


def test_features_tell_neighbours():
    rows = word_features(described("la", "digue", "tient"))
    assert {"w+1=digue", "w+2=tient", "w-1=<s>", "ww+=la|digue"} <= set(rows[0])
    assert {"w-1=la", "w-2=<s>", "lll=-|nc|-"} <= set(rows[1])


def test_name_features_add_places_names_and_hints():
    words = described("maire", "Nora", "Belin", "à", "Saint-Orvain")
    capitals = DocumentCapitals.of([words])
    rows = name_features(words, ["NOUN", "PROPN", "PROPN", "ADP", "PROPN"], capitals, DICTIONARY)
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
