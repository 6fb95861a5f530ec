from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import bare_article
from recoupe.annotate.quantities import find_quantities
from recoupe.annotate.timexes import find_timexes
from recoupe.languages.pack import load_pack

WORDS = [
    "un ",
    "mille ",
    "million ",
    "à ",
    "entre ",
    "et ",
    "euros",
    "plus de ",
    "two ",
    "hundred ",
    "to ",
    "percent",
    "et demi ",
]


CHARACTERS = list("0123456789 .,:/-'%$€()[]\n\u00a0\u202f\u200b\x00\ufffd\u2019«»XVI")
NASTY = st.lists(st.sampled_from(CHARACTERS + WORDS), max_size=40).map("".join)


def found(text: str, language: str) -> list[tuple[object, ...]]:
    article = bare_article(text, language)
    article = msgspec.structs.replace(article, timexes=find_timexes(article, load_pack(language)))
    figures = find_quantities(article, load_pack(language))
    return [(text[q.start : q.end], q.low, q.high, q.comparator, q.unit) for q in figures]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Il manque plus de 3 200 tuiles.", ("plus de 3 200 tuiles", 3200, None, ">", None)),
        ("Il manque 8 à 12 000 tuiles.", ("8 à 12 000 tuiles", 8000, 12000, "=", None)),
        ("Un coût de 4,5 millions d'euros.", ("4,5 millions d'euros", 4500000, 4500000, "=", "EUR")),
        ("Moins de 12 % des lots.", ("Moins de 12 %", None, 12, "<", "%")),
        ("Une vingtaine de tuiles.", ("Une vingtaine de tuiles", 20, 20, "~", None)),
    ],
)
def test_bounds_and_units(text: str, figure: tuple[object, ...]) -> None:
    assert found(text, "fr") == [figure]


def test_the_extent_of_a_span_is_the_packs_choice() -> None:
    assert found("Il manque 12 tuiles.", "fr")[0][0] == "12 tuiles"
    assert found("It lacks 12 tiles.", "en")[0][0] == "12"


def test_what_is_counted_is_attached() -> None:
    text = "Plus de 900 tués et blessés."
    (figure,) = find_quantities(bare_article(text, "fr"), load_pack("fr"))
    assert figure.counted is not None
    assert text[figure.counted.start : figure.counted.end] == "tués et blessés"


@pytest.mark.parametrize(
    "text", ["En 1987, rien.", "À 15h30, rien.", "Le 4 mars, rien.", "La loi n° 2016-12.", "Le F-16.", "Le 12e lot."]
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert found(text, "fr") == []


def test_the_neutral_pack_finds_nothing() -> None:
    assert find_quantities(bare_article("12 tuiles", "und"), load_pack("und")) == ()


@settings(max_examples=200, deadline=None)
@given(NASTY | st.text(max_size=80), st.sampled_from(["fr", "en"]))
def test_any_text_gives_ordered_spans_inside_it(text: str, language: str) -> None:
    article = bare_article(text, language)
    article = msgspec.structs.replace(article, timexes=find_timexes(article, load_pack(language)))
    figures = find_quantities(article, load_pack(language))
    assert figures == find_quantities(article, load_pack(language))
    reached = 0
    for figure in figures:
        assert reached <= figure.start < figure.end <= len(text)
        reached = figure.end
        assert figure.low is not None or figure.high is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        if figure.counted is not None:
            assert text[figure.counted.start : figure.counted.end] == figure.counted.text


@pytest.mark.parametrize("language", ["en", "fr", "und"])
@pytest.mark.parametrize("text", ["1" + "\u00a0000" * 2000 + " euros", "1" + "\u00a0000" * 150 + " ans", "9" * 5000])
def test_numbers_without_end_do_no_harm(text: str, language: str) -> None:
    assert all(low is None or low < 10**18 for _, low, *_ in found(text, language))
