from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recoupe.model.annotation import Token
from recoupe.text.tokens import neutral_rules, tokenise
from recoupe.text.words import lower_word, lower_words


def test_apostrophes_are_straight_and_accents_stay() -> None:
    assert lower_word("L\u2019Élan") == "l'élan"


@given(st.text())
def test_a_word_keeps_its_length(word: str) -> None:
    assert len(lower_word(word)) == len(word)


@given(st.text(alphabet="aÉİß'\u2019 .\n😀"))
def test_words_are_those_of_the_tokens(text: str) -> None:
    tokens = [Token(raw.start, raw.end, "", "X", "O", 0) for raw in tokenise(text, neutral_rules())]
    assert lower_words(text, tokens) == [lower_word(text[token.start : token.end]) for token in tokens]
