"""The checker finds what it is there to find, on a small pack made for the test."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from recoupe.languages import check as check_module
from recoupe.languages.check import Finding, check_pack
from recoupe.languages.pack import LanguagePack, LanguageSection

LANGUAGE = LanguageSection(
    code="xx",
    name="test",
    version="1",
    licence="Apache-2.0",
    stemmer="",
    elisions=(),
    enclitics=(),
    joined=(),
    abbreviations=(),
    stopwords=(),
    decimal=".",
    thousands=(),
)


def find_numbers(text: str, _pack: LanguagePack, _published: str | None) -> list[Finding]:
    """A feature for the test: numbers."""
    return [Finding(m.start(), m.end(), "digits", {"value": int(m.group())}) for m in re.finditer(r"\d+", text)]


@pytest.fixture
def complaints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Writes a pack's case file (and section), and gives what the checker says of it."""
    (tmp_path / "xx" / "cases").mkdir(parents=True)
    monkeypatch.setattr(check_module, "files", lambda _package: tmp_path)

    def run(cases: str = "", section: str = "") -> list[str]:
        (tmp_path / "xx" / "cases" / "numbers.toml").write_text(cases, encoding="utf-8")
        (tmp_path / "xx" / "numbers.toml").write_text(section, encoding="utf-8")
        raw = {"numbers": tomllib.loads(section)}
        pack = LanguagePack(code="xx", language=LANGUAGE, _raw=raw, _folder=tmp_path / "xx")
        return [p.complaint for p in check_pack(pack, {"numbers": find_numbers}).problems]

    return run


def test_a_good_case_passes(complaints) -> None:  # type: ignore[no-untyped-def]
    assert complaints('[[case]]\ntext = "12 cats"\nfound = [{words = "12", value = 12}]\nabsent = ["cats"]\n') == []


@pytest.mark.parametrize(
    ("case", "complaint"),
    [
        ('text = "12 cats"\nfound = [{words = "13"}]', "'13' is not found; found are ['12']"),
        ('text = "12 cats"\nfound = [{words = "12", value = 13}]', "'12' has {'value': 12}, not {'value': 13}"),
        ('text = "12 cats"\nabsent = ["12"]', "'12' overlaps '12'"),
        ('text = "12 cats"\nabsent = ["dogs"]', "the text does not hold the words 'dogs'"),
        ('text = "12 cats, 3 dogs"\nfound = [{words = "12"}]\nonly = true', "found besides: ['3']"),
        (
            'text = "12"\nfound = [{words = "12"}]\nexpect = "known-failure"',
            'a known failure is cured: write expect = "pass"',
        ),
    ],
)
def test_a_case_that_does_not_hold_is_told(complaints, case: str, complaint: str) -> None:  # type: ignore[no-untyped-def]
    assert complaints(f"[[case]]\n{case}\n") == [complaint]


def test_a_known_failure_may_fail(complaints) -> None:  # type: ignore[no-untyped-def]
    assert complaints('[[case]]\ntext = "twelve"\nfound = [{words = "twelve"}]\nexpect = "known-failure"\n') == []


def test_lists_are_sorted_sets_unless_their_order_means_something(complaints) -> None:  # type: ignore[no-untyped-def]
    assert complaints(section='words = ["b", "a"]') == ["is not sorted"]
    assert complaints(section='words = ["a", "a"]') == ["repeats ['a']"]
    assert complaints(section='ordered_words = ["b", "a"]') == []


def test_invisible_characters_are_escaped(complaints) -> None:  # type: ignore[no-untyped-def]
    assert complaints(section='word = "a\u00a0b"') == [r"write U+00A0 as \u00A0"]
    assert complaints(section='word = "a\\u00A0b"') == []


def test_text_is_composed(complaints) -> None:  # type: ignore[no-untyped-def]
    assert complaints(section='word = "e\u0301"') == ["is not in NFC"]


def test_patterns_are_run_on_their_examples(complaints) -> None:  # type: ignore[no-untyped-def]
    good = (
        '[[pattern]]\nname = "digits"\nwhy = "numbers"\n'
        'examples = [{text = "3 cats", words = "3"}]\ncounterexamples = ["cats"]'
    )
    assert complaints(section=good) == []
    assert complaints(section=good.replace('["cats"]', '["4 cats"]')) == ["finds '4'"]
    assert complaints(section=good.replace('name = "digits"', 'name = "words"')) == ["the pattern does not find it"]
    assert complaints(section=good.replace('why = "numbers"\n', "")) == ["says nothing of why it is there"]
