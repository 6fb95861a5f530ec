"""Functions that stand beside the names of persons."""

from __future__ import annotations

import pytest
from test_speakers import speakers

from recoupe.annotate.functions import Function, Functions
from recoupe.annotate.grammar import grammar_of
from recoupe.languages.pack import load_pack


def functions(text: str, language: str = "fr") -> list[tuple[str, set[str]]]:
    article, _ = speakers(text, language)
    grammar = grammar_of(load_pack(language))
    assert grammar is not None
    persons = [m for m in article.mentions if m.kind == "person"]
    read = Functions(article, grammar, persons)
    return [(f.noun, set(f.complement)) for found in read.of_person.values() for f in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La députée Claire Morvan est venue.", [("deputee", set())]),
        ("Le maire de Vannes, Alain Kerdal, est venu.", [("maire", {"vannes"})]),
        ("Alain Kerdal, avocat des marins, est venu.", [("avocat", {"marins"})]),
        ("Le directeur de la police (DP) Alain Kerdal est venu.", [("directeur", {"police"})]),
        ("Le porte-parole du ministre Alain Kerdal est venu.", [("ministre", set())]),
        ("Le porte-parole du ministre, Alain Kerdal, est venu.", [("porte-parole", {"ministre"})]),
        ("Un ex-otage, Alain Kerdal, est venu.", [("otage", set())]),
        ("Le navire Alain Kerdal est venu.", []),
        ("Hier, Alain Kerdal est venu.", []),
    ],
)
def test_a_function_stands_beside_its_name(text: str, found: list[tuple[str, set[str]]]) -> None:
    assert functions(text) == found


def test_functions_agree_by_noun_and_where_one_complement_holds_the_other() -> None:
    bare, town, port = (Function("maire", frozenset(words), 0) for words in ((), {"vannes"}, {"port"}))
    assert bare.agrees(town)
    assert town.agrees(bare)
    assert not town.agrees(port)
    assert not town.agrees(town._replace(noun="prefet"))
