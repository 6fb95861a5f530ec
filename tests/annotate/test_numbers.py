from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.annotate.numbers import number_reader
from recoupe.languages.pack import load_pack


@pytest.mark.parametrize(
    ("language", "surface", "value"),
    [
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "soixante et onze", 71),
        ("fr", "deux mille trois cents", 2300),
        ("fr", "cent mille", 100000),
        ("fr", "12.500", 12500),
        ("fr", "76\u202f000", 76000),
        ("fr", "4,5 millions", 4500000),
        ("fr", "2,4 Mds", 2400000000),
        ("en", "three hundred and twenty", 320),
        ("en", "12,500", 12500),
        ("en", "3.2bn", 3200000000),
        ("en", "two hundred million", 200000000),
    ],
)
def test_values(language: str, surface: str, value: int) -> None:
    reader = number_reader(load_pack(language))
    assert re.fullmatch(reader.pattern, surface, re.IGNORECASE)
    assert reader.read(surface) == value


@pytest.mark.parametrize("surface", ["trois quatre", "cinq vingt", "chat"])
def test_words_that_make_no_number(surface: str) -> None:
    assert number_reader(load_pack("fr")).read(surface) is None


def test_a_pack_without_numbers_reads_digits() -> None:
    assert number_reader(load_pack("und")).read("1\u00a0200") == 1200


@given(st.integers(0, 10**12))
def test_grouped_digits_read_back(value: int) -> None:
    reader = number_reader(load_pack("fr"))
    surface = f"{value:,}".replace(",", "\u202f")
    assert re.fullmatch(reader.digits, surface)
    assert reader.read_digits(surface) == value
