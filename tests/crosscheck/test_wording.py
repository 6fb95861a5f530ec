"""Wording: what the reports call the same thing, side by side."""

from __future__ import annotations

import msgspec

from recoupe.crosscheck.wording import compare_wording
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Claim, Entity, EntityMention
from reports import build_report


def claim_of(*articles: AnnotatedArticle) -> Claim:
    statements = tuple(s.id for a in articles for s in a.statements)
    return Claim(
        id="c",
        statements=statements,
        status="agreed",
        certain=True,
        lines=(),
        unsourced=(),
        omitted_by=(),
        because=(),
    )


def test_nouns_of_one_kind_of_act_in_one_claim_are_set_side_by_side() -> None:
    one = build_report("one", ["Les deux ports ont signé un accord de jumelage"])
    two = build_report("two", ["Les deux ports ont signé un traité de jumelage"])
    (wording,) = compare_wording([one, two], (), [claim_of(one, two)])
    assert [(t.term, t.articles) for t in wording.terms] == [("accord", ("a-one",)), ("traité", ("a-two",))]
    assert (wording.about, wording.because[0].rule) == ("c", "acts-of-one-claim")
    for term in wording.terms:
        for span in term.spans:
            article = one if span.article == "a-one" else two
            assert article.text[span.start : span.end] == term.term


def test_nouns_of_acts_on_the_same_named_object_are_set_side_by_side() -> None:
    one = build_report("one", ["La libération de Sarzelles est célébrée"], people=["Sarzelles"])
    two = build_report("two", ["La reprise de Sarzelles est célébrée"], people=["Sarzelles"])
    (wording,) = compare_wording([one, two], (), ())
    assert [t.term for t in wording.terms] == ["libération", "reprise"]


def test_the_same_word_everywhere_is_no_wording() -> None:
    articles = [build_report(name, ["Un accord de jumelage est signé"]) for name in ("one", "two")]
    assert compare_wording(articles, (), [claim_of(*articles)]) == ()


def entity(*mentions: EntityMention) -> Entity:
    return Entity(
        id="e",
        kind="person",
        subkind=None,
        name="Odile Varenne",
        spellings=("Odile Varenne",),
        mentions=mentions,
        possibly=(),
        because=(),
    )


def mention(article: AnnotatedArticle, words: str, form: str) -> EntityMention:
    start = article.text.index(words)
    return msgspec.convert(
        {"article": article.article.id, "start": start, "end": start + len(words), "form": form}, EntityMention
    )


def test_roles_of_one_entity_are_set_side_by_side_and_spellings_alone_are_not() -> None:
    one, two = build_report("one", ["Odile Varenne hésite"]), build_report("two", ["La patronne du port hésite"])
    found = entity(mention(one, "Odile Varenne", "name"), mention(two, "La patronne du port", "role"))
    (wording,) = compare_wording([one, two], [found], ())
    assert {t.term for t in wording.terms} == {"Odile Varenne", "La patronne du port"}
    three = build_report("three", ["O. Varenne hésite"])
    spelled = entity(mention(one, "Odile Varenne", "name"), mention(three, "O. Varenne", "name"))
    assert compare_wording([one, three], [spelled], ()) == ()
