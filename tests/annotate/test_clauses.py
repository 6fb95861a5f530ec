"""Clauses: cut at marks and linking words, joined again where a piece cannot stand alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.annotate.clauses import MAX_JOINED, StatementWords, read_words, split_clauses, trim
from recoupe.languages.crf import load_analyser
from recoupe.languages.pack import load_pack


def clauses(text: str, language: str = "fr", borders: frozenset[int] = frozenset()) -> list[str]:
    pack = load_pack(language)
    section = pack.section("statements", StatementWords)
    assert section is not None
    analysis = load_analyser(pack).analyse(text)
    pieces = split_clauses(read_words(analysis.tokens, text), section, borders)
    trimmed = (trim(piece, section.heads, section.tails) for piece in pieces)
    return [text[piece.start : piece.end] for piece in trimmed if piece]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le maire a fermé la piscine municipale et a promis une réouverture rapide.",
            ["Le maire a fermé la piscine municipale", "a promis une réouverture rapide"],
        ),
        (
            "La vieille digue du hameau a cédé, mais les habitants avaient quitté leurs maisons.",
            ["La vieille digue du hameau a cédé", "les habitants avaient quitté leurs maisons"],
        ),
        (
            "Le trafic a doublé depuis l'ouverture du port de Sarzelles le 4 mai 1987.",
            ["Le trafic a doublé depuis l'ouverture du port de Sarzelles le 4 mai 1987"],
        ),
        (
            "Le trafic des ferries a fortement augmenté depuis l'ouverture du port de Sarzelles le 4 mai 1987.",
            [
                "Le trafic des ferries a fortement augmenté",
                "depuis l'ouverture du port de Sarzelles le 4 mai 1987",
            ],
        ),
    ],
)
def test_a_sentence_is_cut_into_what_can_be_said_alone(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


def test_english_is_cut_by_its_own_words() -> None:
    text = "The council closed the old library because the roof leaked badly last winter."
    assert clauses(text, "en") == [
        "The council closed the old library",
        "because the roof leaked badly last winter",
    ]


def test_a_border_cuts_whatever_stands_there() -> None:
    text = "Le maire ferme la piscine municipale ce samedi."
    border = text.index("ce samedi")
    assert clauses(text, borders=frozenset({border}))[-1] == "ce samedi"


NASTY = st.text(alphabet=st.sampled_from("aé et que,;:—()«»\"'’ \n\t\x00\ufffd\u202e\U0001f60020"), max_size=200)


@given(NASTY | st.text(max_size=80))
def test_pieces_hold_every_word_once_and_in_order(text: str) -> None:
    pack = load_pack("fr")
    section = pack.section("statements", StatementWords)
    assert section is not None
    words = read_words(load_analyser(pack).analyse(text).tokens, text)
    pieces = split_clauses(words, section)
    assert tuple(word for piece in pieces for word in piece.words) == words
    for piece in pieces:
        trimmed = trim(piece, section.heads, section.tails)
        assert trimmed is None or piece.start <= trimmed.start < trimmed.end <= piece.end


def test_pieces_are_not_joined_without_bound() -> None:
    text = "le quai, la rade, " * 200
    assert all(len(piece) <= MAX_JOINED for piece in clauses(text))
