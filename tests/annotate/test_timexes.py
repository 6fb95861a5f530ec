from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import bare_article
from recoupe.annotate.notation import Notation
from recoupe.annotate.numbers import number_reader
from recoupe.annotate.timexes import TimexSection, find_timexes
from recoupe.annotate.word_classes import builtin_classes
from recoupe.languages.pack import load_pack
from recoupe.model.annotation import Timex
from recoupe.model.timex3 import read_value

WORDS = [
    "le ",
    "mars ",
    "March ",
    "ans ",
    "years ",
    "lundi ",
    "Monday ",
    "été",
    "il y a ",
    "ago",
    "siècle",
    "trois ",
    "two ",
]


CHARACTERS = list("0123456789 .,:/-'%$€()[]\n\u00a0\u202f\u200b\x00\ufffd\u2019«»XVI")
NASTY = st.lists(st.sampled_from(CHARACTERS + WORDS), max_size=40).map("".join)


def found(text: str, language: str, published: str | None = None) -> list[tuple[str, str | None]]:
    article = bare_article(text, language, published)
    return [(text[t.start : t.end], t.value) for t in find_timexes(article, load_pack(language))]


def test_the_day_after_is_counted_from_the_text() -> None:
    text = "Le 22 avril, rien. Dès le lendemain, une date."
    assert found(text, "fr", "2021-04-29") == [("Le 22 avril", "2021-04-22"), ("Dès le lendemain", "2021-04-23")]


def test_the_anchor_is_recorded() -> None:
    first, second = find_timexes(
        bare_article("Le 22 avril, rien. Le lendemain, une date.", "fr", "2021-04-29"), load_pack("fr")
    )
    assert first.anchor == "publication"
    assert second.anchor == f"previous {first.id}"
    assert (second.earliest, second.latest) == ("2021-04-23", "2021-04-23")


def test_without_publication_nothing_is_guessed() -> None:
    assert found("Hier et mercredi, il neigeait.", "fr") == [("Hier", None), ("mercredi", None)]
    assert found("Last month it snowed.", "en") == [("Last month", None)]


def test_a_partial_publication_gives_what_it_can() -> None:
    text = "Hier encore, et ce mois, et cette année."
    assert found(text, "fr", "2022-11") == [("Hier", None), ("ce mois", "2022-11"), ("cette année", "2022")]


def test_a_date_without_year_keeps_it_open() -> None:
    assert found("Le 26 avril, il neigeait.", "fr") == [("Le 26 avril", "XXXX-04-26")]


def test_numbers_with_thousands_are_no_years() -> None:
    assert found("En tout, 76 000 hommes, 1 987 chevaux, 2,000 dogs.", "fr") == []


def test_the_neutral_pack_finds_nothing() -> None:
    assert find_timexes(bare_article("Le 4 mars 2021.", "und"), load_pack("und")) == ()


def test_offsets_count_in_the_document() -> None:
    text = "Le 4 mars 2019. Le 5 mars 2021."
    (timex,) = find_timexes(bare_article(text, "fr", start=16), load_pack("fr"))
    assert text[timex.start : timex.end] == "Le 5 mars 2021"


@settings(max_examples=200, deadline=None)
@given(
    NASTY | st.text(max_size=80),
    st.sampled_from(["fr", "en"]),
    st.sampled_from([None, "2021", "2021-04", "2021-04-29", "x"]),
)
def test_any_text_gives_ordered_spans_inside_it(text: str, language: str, published: str | None) -> None:
    article = bare_article(text, language, published)
    timexes = find_timexes(article, load_pack(language))
    assert timexes == find_timexes(article, load_pack(language))
    reached = 0
    for timex in timexes:
        assert reached <= timex.start < timex.end <= len(text)
        reached = timex.end
        assert_value_reads_back(timex)


def assert_value_reads_back(timex: Timex) -> None:
    """A value is one of TIMEX3, and says what the record says besides."""
    if timex.value is None:
        assert (timex.granularity, timex.earliest, timex.latest) == (None, None, None)
        return
    meaning = read_value(timex.value)
    assert meaning is not None
    assert timex.granularity == meaning.granularity
    covered = tuple(day.isoformat() for day in meaning.period) if meaning.period else (None, None)
    assert (timex.earliest, timex.latest) == covered


def patterns_of(language: str) -> st.SearchStrategy[str]:
    """Words that the patterns of a language match, each pattern as likely as another."""
    pack = load_pack(language)
    section = pack.section("timexes", TimexSection)
    assert section is not None
    notation = Notation(section.classes, builtin_classes(number_reader(pack)), "timexes.toml")
    sources = [notation.translate(pattern.name, pattern.match).source for pattern in section.pattern]
    return st.sampled_from(sources).flatmap(lambda source: st.from_regex(source, fullmatch=True))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(
    st.lists(patterns_of("fr") | patterns_of("en"), min_size=1, max_size=3),
    st.sampled_from(["fr", "en"]),
    st.none() | st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]),
)
def test_every_value_that_patterns_make_reads_back(words: list[str], language: str, published: str | None) -> None:
    for timex in find_timexes(bare_article(", ".join(words) + ".", language, published), load_pack(language)):
        assert_value_reads_back(timex)
