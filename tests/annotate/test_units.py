"""Units: which sentences are read together."""

from __future__ import annotations

import pytest
from test_quotations import article_of

from recoupe.annotate.grammar import grammar_of
from recoupe.annotate.marks import pair_marks
from recoupe.annotate.units import cut_units
from recoupe.languages.pack import load_pack


def units(text: str, language: str = "en") -> list[str]:
    grammar = grammar_of(load_pack(language))
    assert grammar is not None
    regions = tuple(r for r in pair_marks(text) if r.depth == 0)
    tokens = article_of(text, language).tokens
    return [text[u[0].start : u[-1].end] for u in cut_units(text, tokens, regions, grammar)]


@pytest.mark.parametrize(
    "text",
    [
        "“Will the pier hold?” Clara Morven asked.",
        "Keddle wrote:\n\n“The pier is old.”",
        "“The pier is old and nobody cares.” — Clara Morven",
    ],
)
def test_a_report_and_its_words_are_one_unit(text: str) -> None:
    assert units(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "“Will the pier hold?” Clara Morven said the pier was old.",
        "“Will the pier hold?” Clara Morven said, “I doubt it.”",
        "“Will the pier hold?”\n\nClara Morven asked.",
        "The pier was old. Clara Morven asked.",
    ],
)
def test_other_sentences_stay_apart(text: str) -> None:
    assert len(units(text)) == 2


def test_a_colon_joins_in_french_too() -> None:
    text = "Le maire a écrit :\n« La digue est vieille. »"
    assert units(text, "fr") == [text]


def test_no_token_is_lost() -> None:
    text = "“Why? Nobody knows.” — Ada\n\nThe pilot left. “Why?” Keddle asked. He wrote:\n\n“No.”"
    assert sum(len(u.split()) for u in units(text)) == len(text.split())
