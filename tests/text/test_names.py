"""Whether two names are one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.text.names import SAME, given_name_gender, is_particle, name_parts, name_similarity, romanise, sound_key

SAME_NAMES = [
    ("Valéry Guérassimov", "Valéri Guérassimov"),
    ("Guérassimov Valéry", "Valery Gerasimov"),
    ("Валерий Герасимов", "Valéry Guérassimov"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Kim Jong-un", "김정은"),
    ("Ludwig van Beethoven", "Beethoven, Ludwig"),
    ("V. Orlandi", "Vittoria Orlandi"),
    ("Dr Maria Lindqvist", "LINDQVIST Maria"),
    ("محمد", "Mohammed"),
    ("Mohammed ben Nayef", "Mohammad bin Nayef"),
    ("Öresund Shipping AB", "Oresund Shipping"),
    ("Brigade 44", "Brigade 44"),
    ("Port-de-la-Tour", "Port Delatour"),
    ("Port Haven United", "Port Haven United FC"),
    ("Tour Saint-Paul", "Tour St Paul"),
    ("Park Kyung-soo", "Pak Kyong-su"),
]
OTHER_NAMES = [
    ("Kim Jong-un", "Kim Jong-il"),
    ("Kim Jong-un", "Kim Yo-jong"),
    ("Kim Jong-un", "김정일"),
    ("Marco Ferri", "Maria Ferri"),
    ("Marco Ferri", "Marco Bianchi"),
    ("Lindqvist", "Maria Lindqvist"),
    ("Corée du Nord", "Corée du Sud"),
    ("Corail GmbH", "Corail plc"),
    ("Brigade 44", "Brigade 45"),
    ("Valérie Ferri", "Valéry Ferri"),
    ("Peter Ferri", "Petra Ferri"),
    ("Marta Ferrov", "Marta Ferrova"),
    ("Marco Ferri Jr", "Marco Ferri Senior"),
    ("Port Haven", "New Port Haven"),
    ("Lin Mei", "Lin Wei"),
    ("Wang Xiaoming", "Wang Xiaoling"),
    ("", "Maria"),
]


@pytest.mark.parametrize(("a", "b"), SAME_NAMES)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert name_similarity(a, b) >= SAME


@pytest.mark.parametrize(("a", "b"), OTHER_NAMES)
def test_names_of_two(a: str, b: str) -> None:
    assert name_similarity(a, b) < SAME


def test_a_misspelt_name_is_nearly_the_name() -> None:
    assert 0.85 <= name_similarity("Corrée du Nord", "Corée du Nord") < 1


def test_parts_leave_out_what_does_not_tell_names_apart() -> None:
    assert name_parts("M. Jean-Paul de la Tour").parts == ("jean", "paul", "tour")
    assert name_parts("Öresund Shipping Ltd.").legal == {"limited"}


def test_sounds_are_spelt_in_many_ways() -> None:
    assert sound_key("ouchakov") == sound_key("ushakov") == sound_key("uschakow")


def test_romanisation_keeps_latin_names_untouched() -> None:
    assert romanise("Élodie Nuñez") == "Élodie Nuñez"
    assert romanise("Юрий") == "Yuriy"


def test_gender_of_given_names() -> None:
    assert given_name_gender("helene") == "f"
    assert given_name_gender("jean-paul") == "m"
    assert given_name_gender("dominique") == ""
    assert given_name_gender("ruritania") is None


def test_particles() -> None:
    assert is_particle("van")
    assert not is_particle("anna")


NAMES = st.one_of(st.text(max_size=40), st.text(alphabet="aàZж김ش明 .-'’\x00\ud7a3\u202e\ufffd9&", max_size=30))


@given(NAMES, NAMES)
def test_similarity_is_symmetric_and_bounded(a: str, b: str) -> None:
    score = name_similarity(a, b)
    assert 0 <= score <= 1
    assert score == name_similarity(b, a)


@given(NAMES)
def test_a_name_is_itself(name: str) -> None:
    if name.strip():
        assert name_similarity(name, name) == 1


def test_a_long_text_is_no_name() -> None:
    assert name_similarity("mer " * 200_000, "air " * 200_000) == 0
