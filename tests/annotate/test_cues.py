"""Cues: the lexicon's own rules, and how verb groups are read."""

from __future__ import annotations

from collections import Counter

import pytest
from test_quotations import article_of

from recoupe.annotate.cues import Cue, find_cues
from recoupe.annotate.grammar import QuotationSection, grammar_of
from recoupe.annotate.marks import pair_marks
from recoupe.annotate.shapes import Shape, shape_of
from recoupe.languages.pack import load_pack


def cues_of(text: str, language: str = "fr") -> tuple[Shape, list[Cue]]:
    grammar = grammar_of(load_pack(language))
    assert grammar is not None
    article = article_of(text, language)
    shape = shape_of(text, article.tokens, pair_marks(text), grammar)
    return shape, find_cues(shape, grammar)


def group(text: str, language: str = "fr") -> tuple[str, Cue]:
    shape, cues = cues_of(text, language)
    start, end = shape.span(cues[-1].first, cues[-1].last)
    return text[start:end], cues[-1]


@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_lemma_stands_in_one_group_so_that_it_has_one_stance(code: str) -> None:
    section = load_pack(code).section("quotations", QuotationSection)
    assert section is not None
    for groups in (section.verb, section.noun):
        repeated = [w for w, n in Counter(lemma for g in groups for lemma in g.lemmas).items() if n > 1]
        assert repeated == []
    assert sum(len(g.lemmas) for g in section.verb) >= 300


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Le maire a également souligné que la digue tient.", "a également souligné"),
        ("La digue tient, a-t-il ajouté.", "a-t-il ajouté"),
        ("Le maire a, dans un discours public, précisé que la digue tient.", "a, dans un discours public, précisé"),
        ("Le maire vient d'annoncer la fermeture.", "vient d'annoncer"),
        ("Le maire fait savoir que la digue tient.", "fait savoir"),
        ("Il s'est dit satisfait.", "s'est dit"),
    ],
)
def test_a_group_holds_auxiliaries_clitics_and_adverbs(text: str, words: str) -> None:
    assert group(text)[0] == words


def test_what_may_be_said_is_not_said() -> None:
    assert cues_of("Le maire pourrait affirmer que la digue tient.")[1] == []


def test_a_negated_group_is_marked() -> None:
    assert group("Le maire n'a pas dit que la digue tient.")[1].negated
    assert group("The mayor did not say that it floats.", "en")[1].negated
    assert not group("Le maire a dit que la digue ne tient pas.")[1].negated


def test_a_passive_group_is_marked() -> None:
    assert group("La fermeture a été annoncée par le port.")[1].passive


def test_a_gerund_is_told_from_a_finite_verb() -> None:
    assert group("Il est parti en saluant la foule.")[1].form == "gerund"
    assert group("Il salue la foule.")[1].form == "finite"


def test_the_neutral_pack_has_no_grammar() -> None:
    assert grammar_of(load_pack("und")) is None
