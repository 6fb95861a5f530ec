"""Every pack that ships, checked by its own cases: a new language needs no new test."""

from __future__ import annotations

import pytest

from recoupe.cases import case_runners
from recoupe.errors import LanguagePackError
from recoupe.languages.check import check_pack
from recoupe.languages.pack import NEUTRAL, known_languages, load_pack, pack_for

RUNNERS = case_runners()


@pytest.mark.parametrize("code", known_languages())
def test_a_pack_passes_its_own_check(code: str) -> None:
    result = check_pack(load_pack(code), RUNNERS)
    assert [str(problem) for problem in result.problems] == []
    assert result.cases > 0


def test_the_languages_that_ship() -> None:
    assert {"de", "en", "fr"} <= set(known_languages())
    assert NEUTRAL not in known_languages()


def test_a_language_without_a_pack_gets_the_neutral_one() -> None:
    assert pack_for("tlh").code == NEUTRAL
    assert pack_for("fr").code == "fr"


def test_a_pack_that_is_not_there_is_named() -> None:
    with pytest.raises(LanguagePackError, match="no such pack"):
        load_pack("tlh")


@pytest.mark.parametrize("stem", ["mentions", "quotations", "timexes", "quantities", "statements"])
def test_the_packs_with_a_tagger_know_every_feature(stem: str) -> None:
    for code in ("en", "fr"):
        assert load_pack(code).lacks() == ()
        assert load_pack(code).raw(stem), f"{code} lacks {stem}.toml"
        assert load_pack(code).cases(stem), f"{code} has no case of {stem}"


def test_a_small_pack_says_what_it_lacks() -> None:
    assert load_pack("de").lacks() == ("names", "figures", "statements", "dates")
    assert len(load_pack(NEUTRAL).lacks()) == 5
