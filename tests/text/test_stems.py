from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recoupe.model.annotation import Token
from recoupe.text.stems import content_stems, stem


def test_forms_of_one_word_share_a_stem():
    assert stem("digues", "french") == stem("Digue", "french")
    assert stem("flooded", "english") == stem("FLOODS", "english") == "flood"


def test_without_an_algorithm_the_folded_word_is_its_stem():
    assert stem("Élan", "") == "elan"


def test_words_without_content_are_left_out():
    text = "Les digues cèdent."
    spans = [(0, 3, "DET"), (4, 10, "NOUN"), (11, 17, "VERB"), (17, 18, "PUNCT")]
    tokens = [Token(a, b, text[a:b], pos, "O", 0) for a, b, pos in spans]
    assert content_stems(tokens, text, frozenset({"les"}), "french") == ["digu", "cedent"]


@given(st.text(), st.sampled_from(["", "english", "french"]))
def test_any_word_has_a_stem(word, stemmer):
    assert isinstance(stem(word, stemmer), str)
