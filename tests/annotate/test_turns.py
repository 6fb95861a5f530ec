"""Turns: the labels of interviews and transcripts, and what follows them."""

from __future__ import annotations

import pytest
from test_quotations import article_of

from recoupe.annotate.candidates import Candidate
from recoupe.annotate.grammar import grammar_of
from recoupe.annotate.turns import find_turns
from recoupe.languages.pack import load_pack

INTERVIEW = "HERALD: Will it sail in May?\n\nQUILL: It will sail. We are ready.\n\nHERALD: And the old pier?"


def turns(text: str, language: str = "en") -> list[Candidate]:
    grammar = grammar_of(load_pack(language))
    assert grammar is not None
    return find_turns(article_of(text, language), grammar)


def test_each_turn_has_its_label_as_its_speaker() -> None:
    found = turns(INTERVIEW)
    assert [INTERVIEW[t.start : t.end] for t in found] == [
        "Will it sail in May?",
        "It will sail. We are ready.",
        "And the old pier?",
    ]
    assert [INTERVIEW[slice(*t.speaker)] for t in found if t.speaker] == ["HERALD", "QUILL", "HERALD"]


def test_a_turn_goes_on_through_paragraphs_that_open_with_its_mark() -> None:
    text = (
        '"HERALD: Will it sail?\n\n"QUILL: It will sail soon.\n\n"We are ready now.\n\n"(Laughter.)\n\n'
        '"HERALD: Really, is it?'
    )
    found = turns(text)
    assert text[found[1].start : found[1].end] == 'It will sail soon.\n\n"We are ready now.'


def test_a_french_interview_is_read_as_well() -> None:
    text = "SUD MARINE : Partirez-vous en mai ?\nMORVAN : Nous partirons en mai.\nSUD MARINE : Et la vieille digue ?"
    assert len(turns(text, "fr")) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "WHO: the harbor master.\nWHERE: in the old port.\nWHEN: on Friday at noon.",
        "THE CLAIM: the pier is safe now.\nTHE FACTS: it is not safe.\nTHE CLAIM: the ferry is new.",
        "HERALD: Will it sail in May?\n\nNobody answered.",
    ],
)
def test_other_headings_make_no_interview(text: str) -> None:
    assert turns(text) == []


@pytest.mark.parametrize("unit", ["A: ", "A: b c d\n", "A\n", "A ", "A(", "“A: b\n\n"])
def test_long_texts_of_one_piece_are_read(unit: str) -> None:
    grammar = grammar_of(load_pack("en"))
    assert grammar is not None
    find_turns(article_of(unit * (20_000 // len(unit)), "en", analysed=False), grammar)
