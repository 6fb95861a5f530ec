"""Stems and families of words."""

from __future__ import annotations

import pytest

from recoupe.languages.families import families_of
from recoupe.languages.pack import load_pack


@pytest.mark.parametrize(
    ("language", "noun", "verb"),
    [("fr", "signature", "signer"), ("fr", "ouverture", "ouvrir"), ("en", "withdrawal", "withdraw")],
)
def test_a_noun_of_an_act_belongs_to_the_family_of_its_verb(language: str, noun: str, verb: str) -> None:
    families = families_of(load_pack(language))
    assert families.family(noun, noun) == families.family(verb, verb)
    assert families.is_act(noun, noun)
    assert not families.is_act(verb, verb)


def test_stopwords_are_folded_and_a_language_without_a_pack_has_none() -> None:
    assert families_of(load_pack("fr")).is_stopword("ÉTÉ")
    families = families_of(load_pack("und"))
    assert not families.is_stopword("été")
    assert families.stem("Straße") == families.stem("STRASSE") or families.stem("Straße") == "strasse"


def test_participles_show_gender_and_number_after_a_verb_of_being() -> None:
    families = families_of(load_pack("fr"))
    assert [families.agreement(form) for form in ("Placée", "placés", "remise", "remis", "finit", "pont")] == [
        "fs",
        "mp",
        "fs",
        "m-",
        "ms",
        "",
    ]
    assert families.is_being("être")
    assert families_of(load_pack("und")).agreement("placée") == ""
