from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from recoupe.errors import UsageError
from recoupe.views.phrases import INTERFACE_LANGUAGES, load_phrases

VIEWS = Path(__file__).resolve().parents[2] / "src" / "recoupe" / "views"


def phrases_in_code() -> Iterator[str]:
    """Every phrase that the views say: calls of `say`, `say.count` and, in templates, `_`."""
    for path in sorted(VIEWS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                taken = 1 if name == "say" else 2 if name == "say.count" else 0
                for argument in node.args[:taken]:
                    if isinstance(argument, ast.Constant):
                        yield str(argument.value)
    for path in sorted(VIEWS.rglob("*.j2")):
        text = path.read_text(encoding="utf-8")
        yield from re.findall(r"""_\(["'](.+?)["'][,)]""", text)
        for counted in re.findall(r"""_\.count\("(.+?)", "(.+?)",""", text):
            yield from counted


@pytest.mark.parametrize("language", [code for code in INTERFACE_LANGUAGES if code != "en"])
def test_every_phrase_is_translated_and_no_translation_is_left_over(language: str) -> None:
    with (VIEWS / "locale" / f"{language}.po").open("rb") as source:
        catalogue = {m.id: m.string for m in read_po(source) if m.id}
    said = set(phrases_in_code())
    assert sorted(said - set(catalogue)) == []
    rules = {m for m in catalogue if m not in said}
    assert all(re.fullmatch(r"[a-z ]+", str(rule)) for rule in rules), (
        "only names of rules and edits are not in the code"
    )
    assert all(catalogue.values())


def test_values_stand_in_every_translation() -> None:
    with (VIEWS / "locale" / "fr.po").open("rb") as source:
        for message in read_po(source):
            if message.id:
                assert set(re.findall(r"{\w+}", str(message.id))) == set(re.findall(r"{\w+}", str(message.string)))


def test_french_is_set_as_french_is() -> None:
    """A space that never breaks before tall marks and inside guillemets; curved apostrophes."""
    with (VIEWS / "locale" / "fr.po").open("rb") as source:
        for message in read_po(source):
            if message.id:
                assert not re.search(
                    r"(?<![\u00a0\u202f])[;:!?»](?=\s|$)|«(?![\u00a0\u202f])|'", str(message.string)
                ), message.string


def test_counting_follows_the_language() -> None:
    assert load_phrases("en").count("{n} conflict", "{n} conflicts", 0) == "0 conflicts"
    assert load_phrases("fr").count("{n} conflict", "{n} conflicts", 0) == "0 conflit"
    assert load_phrases("fr").count("{n} conflict", "{n} conflicts", 2) == "2 conflits"
    assert load_phrases("fr").count("{n} conflict", "{n} conflicts", 1200) == "1\u202f200 conflits"


def test_dates_are_written_as_the_language_writes_them() -> None:
    say = load_phrases("fr")
    assert say.date("2024-03-08") == "8 mars 2024"
    assert say.date("2024-03") == "mars 2024"
    assert say.date("2024") == "2024"
    assert say.date(None) == "date inconnue"
    assert say.date("PRESENT_REF") == "PRESENT_REF"
    assert say.date("XXXX-02-29") == "29 février"
    assert say.date("2024-W11") == "2024-W11"
    assert say.date("2024-13-45") == "2024-13-45"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError, match="speaks"):
        load_phrases("tlh")
