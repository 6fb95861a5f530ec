from __future__ import annotations

import pytest

from recoupe.annotate.notation import Notation, Translation
from recoupe.annotate.numbers import number_reader
from recoupe.annotate.patterns import STRETCH, Exclusion, PatternSet
from recoupe.annotate.quantities import QuantitySection
from recoupe.annotate.timexes import TimexSection
from recoupe.annotate.word_classes import WordClass, builtin_classes
from recoupe.errors import LanguagePackError
from recoupe.languages.pack import Pattern, load_pack

CLASSES = {
    "month": WordClass(words={"mars": 3, "mai": 5}),
    "side": WordClass(words={"hier": {"unit": "D", "shift": -1}}),
}


def patterns(*matches: str, exclude: tuple[str, ...] = ()) -> PatternSet:
    rules = [
        Pattern(name=f"p{i}", why="", match=match, slots={}, examples=(), counterexamples=())
        for i, match in enumerate(matches)
    ]
    exclusions = [Exclusion(name="x", why="", match=match, texts=()) for match in exclude]
    return PatternSet(rules, exclusions, CLASSES, number_reader(load_pack("fr")), "test")


def found(known: PatternSet, text: str) -> list[tuple[str, dict[str, object]]]:
    return [(text[p.start : p.end], dict(p.slots)) for m in known.find(text, 0, len(text)) for p in m.parts]


def test_classes_fill_slots() -> None:
    assert found(patterns("{dd:day} {month}"), "le 4\u00a0mars") == [("4\u00a0mars", {"day": 4, "month": 3})]
    assert found(patterns("{side}"), "Hier.") == [("Hier", {"unit": "D", "shift": -1})]


def test_parts_share_what_they_lack() -> None:
    known = patterns("du <{dd:day}> au <{dd:day} {month}>")
    assert found(known, "du 4 au 7 mai") == [("4", {"day": 4, "month": 5}), ("7 mai", {"day": 7, "month": 5})]


def test_the_longest_match_wins() -> None:
    assert [words for words, _ in found(patterns("{month}", "{month} {year}"), "mars 2021")] == ["mars 2021"]


def test_exclusions_take_their_words() -> None:
    assert found(patterns("{n}", exclude=("lot {n}",)), "lot 12, puis 13") == [("13", {"n": 13})]


def test_what_must_and_must_not_follow() -> None:
    assert found(patterns("{n}!( fois)"), "trois fois") == []
    assert found(patterns("{n}?({stop})"), "trois rois, trois.") == [("trois", {"n": 3})]


def test_a_given_name_is_a_known_one_with_a_capital() -> None:
    known = patterns("{month} {given}")
    assert [words for words, _ in found(known, "mars Hélène, mars Jean-Luc, mars Torval, mars alice")] == [
        "mars Hélène",
        "mars Jean-Luc",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Trois rois.", "Trois"),
        ("les Trois rois.", None),
        ("le roman « Trois rois »", None),
        ("l'Onze de Torval", None),
        ("il dit, « Trois rois »", "Trois"),
        ("'' Trois rois.", "Trois"),
    ],
)
def test_a_number_with_a_capital_inside_a_sentence_is_a_name(text: str, words: str | None) -> None:
    assert [found for found, _ in found(patterns("{n}"), text)] == ([] if words is None else [words])


def test_a_word_that_is_needed_is_not_found_inside_another() -> None:
    assert found(patterns("{n} {month}"), "trois mais, trois mai") == [("trois mai", {"n": 3, "month": 5})]


@pytest.mark.parametrize(
    ("match", "needs"),
    [
        ("{dd:day} {month}", [{"mai", "mars"}]),
        ("{dd}[ {month}]", []),
        ("{dd} (jours|{month})", [{"jours", "mai", "mars"}]),
        ("{dd} ({mm}|{month})", []),
        ("le {dd}", []),
        ("{dd}-{mm}", []),
        ("<{dd}> au <{dd} {month}>", [{"mai", "mars"}, {"au"}]),
    ],
)
def test_a_pattern_tells_the_words_it_needs(match: str, needs: list[set[str]]) -> None:
    notation = Notation(CLASSES, builtin_classes(number_reader(load_pack("fr"))), "test")
    assert [set(need.words) for need in notation.translate("p", match).needs] == needs


def test_a_pattern_is_tried_only_where_its_words_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    compiled = Translation.regex.func
    recording = property(lambda self: tried.append(self.source) or compiled(self))
    monkeypatch.setattr(Translation, "regex", recording)
    known = patterns("{dd} {month}", "{dd}-{mm}")
    assert found(known, "1-1-" * 50)
    assert len(set(tried)) == 1


@pytest.mark.parametrize("offset", [0, 1, STRETCH - 5, STRETCH - 4, STRETCH - 1, STRETCH, STRETCH + 1, 3 * STRETCH - 3])
def test_matches_cross_the_ends_of_stretches(offset: int) -> None:
    text = ("7 " * offset)[:offset] + " 4 mars 2021" + " 7" * STRETCH
    assert [words for words, _ in found(patterns("{dd} {month} {year}"), text)] == ["4 mars 2021"]


@pytest.mark.parametrize("match", ["[le ]", "{nothing}", "(a", "<a", "{n", ""])
def test_broken_patterns_are_refused(match: str) -> None:
    with pytest.raises(LanguagePackError):
        patterns(match)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_exclusions_of_packs_exclude(language: str) -> None:
    pack = load_pack(language)
    for stem, shape in (("timexes", TimexSection), ("quantities", QuantitySection)):
        section = pack.section(stem, shape)
        assert section is not None
        known = PatternSet(section.pattern, section.exclusion, section.classes, number_reader(pack), stem)
        for exclusion in section.exclusion:
            assert exclusion.texts
            for text in exclusion.texts:
                assert known.find(text, 0, len(text)) == [], (exclusion.name, text)
