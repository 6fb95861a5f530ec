"""Word features and their background."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.languages.background import RARE, decode_shares, encode_shares, load_background
from recoupe.languages.pack import load_pack
from recoupe.languages.vocabulary import word_features


def keys(text: str, language: str = "fr", names: bool = True) -> list[str]:
    return [feature.key for feature in word_features(text, load_pack(language), names)]


def test_stems_are_folded_and_stopwords_left_out() -> None:
    assert keys("Les élèves révoltés", names=False) == ["elev", "revolt"]


def test_a_capital_inside_a_sentence_is_a_name() -> None:
    assert keys("Hier Kersanton dormait. Demain il neige.").count("@kersanton") == 1
    assert [key for key in keys("Dormir. Kersanton neige : Demain") if key.startswith("@")] == []


def test_the_point_of_an_initial_opens_no_sentence() -> None:
    assert "@tregastel" in keys("Le capitaine L. Trégastel dort.")


def test_headlines_have_no_names() -> None:
    assert keys("Ferry Hits Rocks", "en", names=False) == ["ferri", "hit", "rock"]


def test_numbers_are_one_feature_however_grouped() -> None:
    for text in ("12 400 voix", "12\u202f400 voix", "12.400 voix", "12,400 voix"):
        assert keys(text)[0] == "#12400"
    assert keys("3 voix") == ["voix"]


@given(st.text(max_size=300), st.sampled_from(["und", "en", "fr"]))
def test_features_stand_where_they_say(text: str, language: str) -> None:
    last = 0
    for feature in word_features(text, load_pack(language)):
        assert last <= feature.start < feature.end <= len(text)
        assert not text[feature.start : feature.end].isspace()
        last = feature.start


@pytest.mark.parametrize(("language", "common", "rare"), [("en", "peopl", "glockenspiel"), ("fr", "pay", "xylophon")])
def test_the_background_knows_what_is_common(language: str, common: str, rare: str) -> None:
    background = load_background(load_pack(language))
    assert background is not None
    shares = background.share_of_words([common, rare])
    assert shares[0] > 0.1
    assert shares[1] == pytest.approx(RARE)
    assert (np.diff(background.words.astype(np.int64)) > 0).all()
    assert (np.diff(background.grams.astype(np.int64)) > 0).all()


def test_a_language_without_background_has_none() -> None:
    assert load_background(load_pack("und")) is None


def test_shares_come_back_from_their_byte() -> None:
    shares = np.array([1.0, 0.5, 0.01, 0.001])
    assert decode_shares(encode_shares(shares)) == pytest.approx(shares, rel=0.02)
