"""Words of which one thing has but one."""

from __future__ import annotations

import pytest

from recoupe.languages.oppositions import are_opposed, oppositions_of
from recoupe.languages.pack import load_pack


@pytest.mark.parametrize(
    ("language", "one", "other", "opposed"),
    [
        ("fr", ["premier"], ["second"], True),
        ("fr", ["deuxième"], ["second"], False),
        ("fr", ["mort", "blessé"], ["blessé"], False),
        ("en", ["kill"], ["wound"], True),
        ("en", ["first"], ["north"], False),
        ("und", ["first"], ["second"], False),
    ],
)
def test_words_of_two_groups_are_opposed(language: str, one: list[str], other: list[str], opposed: bool) -> None:
    oppositions = oppositions_of(load_pack(language))
    assert are_opposed(oppositions.read(one), oppositions.read(other)) == opposed


def test_what_is_another_of_its_kind() -> None:
    oppositions = oppositions_of(load_pack("en"))
    assert oppositions.is_one_more("second")
    assert not oppositions.is_one_more("first")
