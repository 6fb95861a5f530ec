"""Who can speak: people, bodies and documents, by the nouns of the pack."""

from __future__ import annotations

import pytest
from test_quotations import article_of

from recoupe.annotate.grammar import grammar_of
from recoupe.annotate.holders import can_speak, is_document, speaking_antecedent
from recoupe.annotate.marks import pair_marks
from recoupe.annotate.shapes import shape_of
from recoupe.languages.pack import load_pack


@pytest.mark.parametrize(
    ("phrase", "speaks"),
    [
        ("le maire de Vannes", True),
        ("elle", True),
        ("Bruno Kerdal", True),
        ("deux des experts", True),
        ("le trompettiste", True),
        ("l'État", True),
        ("la fumée", False),
        ("la fin du chantier", False),
        ("le rapport annuel", True),
    ],
)
def test_people_bodies_and_documents_speak(phrase: str, *, speaks: bool) -> None:
    grammar = grammar_of(load_pack("fr"))
    assert grammar is not None
    text = f"Hier, {phrase} a dit non."
    article = article_of(text)
    shape = shape_of(text, article.tokens, pair_marks(text), grammar)
    first, last = shape.at(text.index(phrase)), shape.at(text.index(" a dit"))
    assert can_speak(shape, (first, last), grammar) is speaks


def test_a_document_is_told_from_a_body() -> None:
    grammar = grammar_of(load_pack("fr"))
    assert grammar is not None
    text = "L'accord prévoit ce que la mairie prévoit."
    article = article_of(text)
    shape = shape_of(text, article.tokens, (), grammar)
    assert is_document(shape, (0, 2), grammar)
    assert not is_document(shape, (5, 7), grammar)


def test_a_relative_clause_hangs_on_the_noun_that_can_speak() -> None:
    grammar = grammar_of(load_pack("fr"))
    assert grammar is not None
    text = "Une femme atteinte d'une douleur au bras qui demandait de l'aide."
    article = article_of(text)
    shape = shape_of(text, article.tokens, (), grammar)
    arm, who = shape.at(text.index("bras")), shape.at(text.index("qui"))
    start, end = shape.span(*speaking_antecedent(shape, (arm, who), 0, grammar))
    assert text[start:end] == "Une femme atteinte d'une douleur au bras"
    assert speaking_antecedent(shape, (0, 2), 0, grammar) == (0, 2)


def test_without_nouns_in_the_pack_every_subject_speaks() -> None:
    grammar = grammar_of(load_pack("en"))
    assert grammar is not None
    text = "The smoke said so."
    article = article_of(text, "en")
    assert can_speak(shape_of(text, article.tokens, (), grammar), (0, 2), grammar)
