"""Utterances: the same words said once, however often they are quoted."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.model.annotation import AnnotatedArticle, Quotation
from recoupe.model.group import Utterance
from recoupe.options import UtteranceOptions
from recoupe.resolve.utterances import group_utterances
from reports import build_report

PROMISE = "nous rouvrirons la ligne de Quimper avant la fin de l'hiver prochain"
SHORTER = "nous rouvrirons la ligne de Quimper avant la fin de l'hiver"
EDITED = "nous rouvrirons la ligne de Quimper avant la fin du prochain hiver"
OTHER = "les ouvriers du chantier seront payés deux fois par mois"


def report(name: str, *said: tuple[str, str], published: str | None = None) -> AnnotatedArticle:
    """An article of quotations: who says, and what."""
    article = build_report(
        name, [words for _, words in said], speakers={words: who for who, words in said}, published=published
    )
    assert len(article.quotations) == len(said)
    return article


def group(*articles: AnnotatedArticle) -> tuple[Utterance, ...]:
    return group_utterances(articles, UtteranceOptions())


def sizes(utterances: tuple[Utterance, ...]) -> list[int]:
    return sorted(len(u.quotations) for u in utterances)


@pytest.mark.parametrize("again", [PROMISE, SHORTER, EDITED, PROMISE.upper(), PROMISE.replace("'", "’")])
def test_the_same_words_of_one_speaker_are_one_utterance(again: str) -> None:
    (utterance,) = group(report("a", ("Morvan", PROMISE)), report("b", ("Morvan", again)))
    assert len(utterance.quotations) == 2
    assert utterance.because[0].rule == {EDITED: "edited", SHORTER: "shortened"}.get(again, "same-words")
    assert {s.article for s in utterance.because[0].spans} == {q.article for q in _quotations(utterance, again)}


def _quotations(utterance: Utterance, again: str) -> list[Quotation]:
    articles = (report("a", ("Morvan", PROMISE)), report("b", ("Morvan", again)))
    return [q for a in articles for q in a.quotations if q.id in utterance.quotations]


def test_the_same_words_in_two_mouths_are_two_utterances_that_echo() -> None:
    one, two = group(report("a", ("Morvan", PROMISE)), report("b", ("Kerdal", PROMISE)))
    assert one.echoes == (two.id,)
    assert two.echoes == (one.id,)
    assert [e.rule for e in one.because] == ["other-speaker"]


def test_the_same_words_on_two_occasions_are_two_utterances_that_echo() -> None:
    one, two = group(
        report("a", ("Morvan", PROMISE), published="2024-01-04"),
        report("b", ("Morvan", PROMISE), published="2024-03-09"),
    )
    assert one.echoes == (two.id,)
    assert [e.rule for e in two.because] == ["other-occasion"]


def test_other_words_are_another_utterance() -> None:
    found = group(report("a", ("Morvan", PROMISE), ("Morvan", OTHER)), report("b", ("Morvan", OTHER)))
    assert sizes(found) == [1, 2]
    assert all(u.echoes == () for u in found)


def test_two_similar_sentences_of_one_report_stay_two() -> None:
    assert sizes(group(report("a", ("Morvan", PROMISE), ("Morvan", EDITED)))) == [1, 1]


def test_a_single_common_word_joins_nothing() -> None:
    found = group(report("a", ("Morvan", "la ligne est fermée")), report("b", ("Morvan", "la ligne est rouge")))
    assert sizes(found) == [1, 1]


def test_a_negated_quotation_is_no_utterance() -> None:
    article = report("a", ("Morvan", PROMISE))
    denied = tuple(msgspec.structs.replace(q, negated=True) for q in article.quotations)
    assert group(msgspec.structs.replace(article, quotations=denied)) == ()


@pytest.mark.parametrize(
    "other",
    [
        PROMISE.replace("nous rouvrirons", "nous ne rouvrirons pas"),
        PROMISE.replace("la ligne", "le port"),
        PROMISE.replace("l'hiver", "l'automne"),
    ],
)
def test_a_sentence_that_differs_in_what_it_says_is_another_utterance(other: str) -> None:
    assert sizes(group(report("a", ("Morvan", PROMISE)), report("b", ("Morvan", other)))) == [1, 1]


def test_quotations_that_nobody_is_named_for_join_their_equals_alone() -> None:
    bare = [strip_speakers(report(name, ("Morvan", words))) for name, words in (("a", PROMISE), ("b", PROMISE))]
    assert sizes(group(*bare)) == [2]
    shorter = strip_speakers(report("c", ("Morvan", SHORTER)))
    assert sizes(group(*bare, shorter)) == [1, 2]


def strip_speakers(article: AnnotatedArticle) -> AnnotatedArticle:
    quotations = tuple(msgspec.structs.replace(q, speaker=None) for q in article.quotations)
    return msgspec.structs.replace(article, quotations=quotations)


def test_a_group_never_holds_two_known_speakers_however_they_are_linked() -> None:
    bare = strip_speakers(report("c", ("", PROMISE)))
    found = group(report("a", ("Morvan", PROMISE)), report("b", ("Kerdal", PROMISE)), bare)
    assert all(len(u.speakers) <= 1 for u in found)
    assert sizes(found) == [1, 2]


def test_work_grows_with_what_is_shared() -> None:
    # Half a thousand copies of one quotation would be a hundred thousand pairs.
    articles = [report(f"r{k}", ("Morvan", PROMISE)) for k in range(500)]
    (utterance,) = group(*articles)
    assert len(utterance.because) < 2000


def test_nothing_gives_nothing() -> None:
    assert group() == ()


@given(
    st.lists(
        st.tuples(st.sampled_from(["Morvan", "Kerdal"]), st.sampled_from([PROMISE, SHORTER, OTHER, "oui"])), max_size=6
    )
)
def test_order_of_the_articles_changes_nothing_and_each_quotation_is_in_one_group(said: list[tuple[str, str]]) -> None:
    articles = [report(f"r{k}", item) for k, item in enumerate(said)]
    found = group(*articles)
    assert group(*articles[::-1]) == found
    members = [q for u in found for q in u.quotations]
    assert sorted(members) == sorted(q.id for a in articles for q in a.quotations)
