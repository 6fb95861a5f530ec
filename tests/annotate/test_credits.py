"""Credits: agencies and authors whose words an article says it uses."""

from __future__ import annotations

import pytest
from hypothesis import given
from test_quotations import TEXTS, article_of

from recoupe.annotate.credits import find_credits
from recoupe.languages.pack import load_pack


def names(text: str, language: str = "fr") -> list[str]:
    article = article_of(text, language, analysed=False)
    found = find_credits(article, load_pack(language))
    assert all(text[c.start : c.end] == c.name for c in found)
    return [c.name for c in found]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("La digue tient (avec AFP).", "fr", ["AFP"]),
        ("La digue tient (avec AFP et Reuters).", "fr", ["AFP", "Reuters"]),
        ("La digue tient. (Belga)", "fr", ["Belga"]),
        ("La digue tient.\nReuters", "fr", ["Reuters"]),
        ("VANNES, 3 mai (AFP) - La digue tient.", "fr", ["AFP"]),
        ("Par Claire Morvan\nLa digue tient.", "fr", ["Claire Morvan"]),
        ("DOVER (Reuters) — The dam holds.", "en", ["Reuters"]),
        ("By Clara Morven\nThe dam holds.", "en", ["Clara Morven"]),
        ("L'Agence France-Presse (AFP) se trompe.", "fr", []),
        ("Par mauvais temps, la digue tient.", "fr", []),
        ("La digue tient (avec AFP).", "und", []),
    ],
)
def test_a_credit_is_known_by_where_it_stands(text: str, language: str, expected: list[str]) -> None:
    assert names(text, language) == expected


@given(TEXTS)
def test_no_text_raises(text: str) -> None:
    names(text)
