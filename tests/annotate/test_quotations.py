"""Quotations: frames, degradation, and what holds on any text. Frames are tested by the cases of the packs."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.annotate.quotations import find_quotations
from recoupe.languages.crf import load_analyser
from recoupe.languages.pack import load_pack
from recoupe.model.annotation import AnnotatedArticle, Quotation, Token
from recoupe.model.span import Span
from reports import build_report

PIECES = [*'«»“”"’-\n\x00\ufffd😀', " « ", " », ", "\n\n", ". ", ", ", " : ", " (", ") "]
WORDS = [
    "Le maire",
    "a dit",
    "que",
    "selon",
    "la digue",
    "tient",
    "a-t-il ajouté",
    "dit-elle",
    "promet de",
    "partir",
    "qui",
]
ENGLISH_WORDS = [
    "The mayor",
    "said",
    "that",
    "what",
    "according to",
    "the pier",
    "holds",
    "he added",
    "as she put it",
    "who",
    "promised to",
    "leave",
    "denying",
    "'s claim",
    "was told",
    "and",
    "“Why?”",
    "KEDDLE:",
]
TOKENS = st.sampled_from([*PIECES, *(f" {w} " for w in WORDS)]) | st.text(max_size=3)
TEXTS = st.lists(TOKENS, max_size=30).map("".join)
ENGLISH_PIECES = [*'“”"’-—\n', " “", "” ", "''", "\n\n", ". ", ", ", ": ", "? ", " ("]
ENGLISH_TOKENS = st.sampled_from([*ENGLISH_PIECES, *(f" {w} " for w in ENGLISH_WORDS)]) | st.text(max_size=2)
ENGLISH_TEXTS = st.lists(ENGLISH_TOKENS, max_size=40).map("".join)


def article_of(text: str, language: str = "fr", *, analysed: bool = True) -> AnnotatedArticle:
    """An article with tokens and sentences alone."""
    report = build_report("case", [text])
    article = AnnotatedArticle(
        article=msgspec.structs.replace(report.article, end=len(text)),
        document=msgspec.structs.replace(report.document, text=text),
        language=language,
    )
    if not analysed:
        return article
    analysis = load_analyser(load_pack(language)).analyse(text)
    return msgspec.structs.replace(article, tokens=analysis.tokens, sentences=analysis.sentences)


def find(text: str, language: str = "fr") -> tuple[AnnotatedArticle, tuple[Quotation, ...]]:
    article = article_of(text, language)
    return article, find_quotations(article, load_pack(language))


def test_fragments_are_the_literal_pieces_of_a_mixed_quotation() -> None:
    article, (quotation,) = find("Le maire a salué le « calme » et la « patience » des marins.")
    assert quotation.kind == "mixed"
    assert [article.surface(f) for f in quotation.fragments] == ["calme", "patience"]


def test_a_direct_quotation_has_no_outer_marks_and_no_fragments() -> None:
    article, (quotation,) = find("« La digue tiendra tout l'hiver », a dit le maire.")
    assert article.surface(quotation.content) == "La digue tiendra tout l'hiver"
    assert quotation.fragments == ()
    assert quotation.cue is not None
    assert article.surface(quotation.cue) == "a dit"
    assert quotation.cue_lemma == "dire"


def test_a_quotation_inside_a_report_is_found_as_well() -> None:
    article, found = find("Le port a confirmé l'arrivée du navire, a rapporté le journal local.")
    assert [article.surface(q.content) for q in found] == [
        "Le port a confirmé l'arrivée du navire",
        "l'arrivée du navire",
    ]


def test_a_repaired_mark_costs_confidence_and_is_flagged() -> None:
    clean = find("Le maire a loué l’« endurance » des marins.")[1][0]
    dirty = find("Le maire a loué l’ »endurance » des marins.")[1][0]
    assert clean.flags == ()
    assert dirty.flags == ("misplaced-mark",)
    assert dirty.confidence < clean.confidence


def test_damage_leaves_the_other_quotations_as_they_are() -> None:
    first = "« La digue tiendra tout l'hiver », a dit le maire."
    last = "« La route rouvrira mardi matin », a promis la préfète."
    whole = find(f"{first}\nIl a plu « trois jours » ici.\n{last}")
    broken = find(f"{first}\nIl a plu « trois jours ici.\n{last}")
    direct = [[a.surface(q.content) for q in qs if q.cue is not None] for a, qs in (whole, broken)]
    assert direct[0] == direct[1] == ["La digue tiendra tout l'hiver", "La route rouvrira mardi matin"]


@pytest.mark.parametrize("language", ["fr", "und"])
def test_without_parts_of_speech_long_marked_stretches_are_kept(language: str) -> None:
    text = "Le « lac » est là. « La digue tiendra tout l'hiver », a dit le maire."
    article = article_of(text, language, analysed=False)
    token = Token(start=0, end=2, lemma="le", pos="X", label="O", sentence=0)
    for tokens in ((), (token,)):
        bare = msgspec.structs.replace(article, tokens=tokens)
        (quotation,) = find_quotations(bare, load_pack(language))
        assert bare.surface(quotation.content) == "La digue tiendra tout l'hiver"
        assert quotation.rule == "marks-only"
        assert quotation.confidence < 0.5
        assert quotation.speaker is None


def test_only_the_article_is_read() -> None:
    text = "« La digue tiendra tout l'hiver. » « La route rouvrira mardi matin. »"
    cut = text.index(" « La route")
    article = article_of(text, "und", analysed=False)
    second = msgspec.structs.replace(article, article=msgspec.structs.replace(article.article, start=cut))
    assert [second.surface(q.content) for q in find_quotations(second, load_pack("und"))] == [
        "La route rouvrira mardi matin."
    ]


def test_very_long_sentences_fall_back_to_their_marks() -> None:
    text = "et " * 500 + "« la digue tiendra tout l'hiver » " + "et " * 500
    _, (quotation,) = find(text)
    assert quotation.rule == "marks-only"


@pytest.mark.parametrize("text", ["", " ", "\n", "«", "»»»", "\x00", "שלום « עולם »", "😀 « a »", "a" * 5000])
def test_odd_texts_do_not_raise(text: str) -> None:
    find(text)


@given(TEXTS)
def test_whatever_the_text_spans_lie_inside_and_results_repeat(text: str) -> None:
    check_spans(text, "fr")


@given(ENGLISH_TEXTS)
def test_whatever_the_english_text_spans_lie_inside_and_results_repeat(text: str) -> None:
    check_spans(text, "en")


def check_spans(text: str, language: str) -> None:
    article, found = find(text, language)
    assert find_quotations(article, load_pack(language)) == found
    assert len({q.id for q in found}) == len(found)
    for quotation in found:
        assert 0 <= quotation.content.start < quotation.content.end <= len(text)
        assert all(quotation.content.contains(fragment) for fragment in quotation.fragments)
        assert 0 < quotation.confidence <= 1
        for span in (quotation.cue, _speaker_span(quotation)):
            assert span is None or 0 <= span.start < span.end <= len(text)
    assert list(found) == sorted(found, key=lambda q: (q.content.start, -q.content.end, q.id))


def _speaker_span(quotation: Quotation) -> Span | None:
    speaker = quotation.speaker
    if speaker is None or speaker.start is None or speaker.end is None:
        return None
    return Span(speaker.start, speaker.end)
