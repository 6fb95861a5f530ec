from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recoupe.text.stems import stem


def test_forms_of_one_word_share_a_stem():
    assert stem("digues", "french") == stem("Digue", "french")
    assert stem("flooded", "english") == stem("FLOODS", "english") == "flood"


def test_without_an_algorithm_the_folded_word_is_its_stem():
    assert stem("Élan", "") == "elan"


@given(st.text(), st.sampled_from(["", "english", "french"]))
def test_any_word_has_a_stem(word, stemmer):
    assert isinstance(stem(word, stemmer), str)
