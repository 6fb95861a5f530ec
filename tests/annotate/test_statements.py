"""Statements: what an article asserts, who answers for it, and how it is meant."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.annotate.statements import find_statements
from recoupe.languages.crf import load_analyser
from recoupe.languages.pack import load_pack
from recoupe.model.annotation import AnnotatedArticle, Quantity, Quotation, Speaker, Statement, Timex
from recoupe.model.span import Span
from reports import build_report


def article_of(text: str, language: str = "fr") -> AnnotatedArticle:
    """An article with tokens and sentences alone."""
    article = build_report("case", [text])
    analysis = load_analyser(load_pack(language)).analyse(text)
    document = msgspec.structs.replace(article.document, text=text)
    inner = msgspec.structs.replace(article.article, end=len(text))
    return AnnotatedArticle(
        article=inner, document=document, language=language, tokens=analysis.tokens, sentences=analysis.sentences
    )


def find(article: AnnotatedArticle) -> tuple[Statement, ...]:
    return find_statements(article, load_pack(article.language))


def words(article: AnnotatedArticle) -> list[str]:
    return [article.text[s.start : s.end] for s in find(article)]


def quote(article: AnnotatedArticle, content: str, speaker: str, cue: str, **more: object) -> AnnotatedArticle:
    """The article with a quotation added, by its words."""

    def span(part: str) -> Span:
        start = article.text.index(part)
        return Span(start, start + len(part))

    who = span(speaker)
    quotation = Quotation(
        id="q1",
        article=article.article.id,
        content=span(content),
        fragments=(),
        kind="indirect",
        cue=span(cue),
        cue_lemma=str(more.get("cue_lemma", "annoncer")),
        speaker=Speaker(name=speaker, entity="m1", entities=("m1",), start=who.start, end=who.end),
        chain=(),
        negated=bool(more.get("negated", False)),
        modality="asserted",
        rule="test",
        confidence=1.0,
        flags=(),
    )
    return msgspec.structs.replace(article, quotations=(quotation,))


def test_the_reporting_frame_is_no_statement_and_the_speaker_holds_the_content() -> None:
    article = article_of("La directrice a annoncé que la piscine municipale rouvrirait ses portes en juin.")
    article = quote(article, "la piscine municipale rouvrirait ses portes en juin", "La directrice", "a annoncé")
    (statement,) = find(article)
    assert article.text[statement.start : statement.end] == "la piscine municipale rouvrirait ses portes en juin"
    assert (statement.holder.kind, statement.holder.name, statement.holder.entity) == ("speaker", "La directrice", "m1")
    assert statement.quotation == "q1"


def test_what_the_author_adds_to_the_frame_stays_with_the_author() -> None:
    text = "La piscine municipale rouvre en juin, a annoncé la directrice, qui avait fermé le bassin cet hiver."
    article = quote(article_of(text), "La piscine municipale rouvre en juin", "la directrice", "a annoncé")
    kinds = {article.text[s.start : s.end]: s.holder.kind for s in find(article)}
    assert kinds["La piscine municipale rouvre en juin"] == "speaker"
    assert any(kind == "author" and "fermé le bassin" in span for span, kind in kinds.items())


@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        ("La piscine municipale a rouvert ses portes samedi.", "asserted", "affirmed"),
        ("La piscine municipale rouvrira ses portes samedi.", "planned", "affirmed"),
        ("La piscine municipale pourrait rouvrir ses portes samedi.", "possible", "affirmed"),
        ("La piscine municipale n'a pas rouvert ses portes samedi.", "asserted", "denied"),
        ("La piscine municipale n’a rouvert que ses petits bassins samedi.", "asserted", "affirmed"),
        ("Personne ne réclame la fermeture de la piscine municipale.", "asserted", "denied"),
        ("La piscine municipale a-t-elle rouvert ses portes samedi ?", "asked", "affirmed"),
    ],
)
def test_modality_and_polarity(text: str, modality: str, polarity: str) -> None:
    (statement,) = find(article_of(text))
    assert (statement.modality, statement.polarity) == (modality, polarity)


def test_a_denied_content_is_marked_and_so_is_what_nobody_said() -> None:
    text = "La directrice a démenti que la piscine municipale ferme ses portes."
    content = "la piscine municipale ferme ses portes"
    denied = quote(article_of(text), content, "La directrice", "a démenti", cue_lemma="démentir")
    assert [s.modality for s in find(denied)] == ["denied"]
    negated = quote(article_of(text), content, "La directrice", "a démenti", negated=True)
    assert [s.modality for s in find(negated)] == ["denied"]


def test_headings_leads_and_bodies_are_told_apart() -> None:
    text = (
        "Une piscine fermée à Sarzelles\n"
        "La piscine municipale a fermé ses portes samedi.\n"
        "Les nageurs du club réclament un autre bassin."
    )
    assert [s.role for s in find(article_of(text))] == ["heading", "lead", "body"]


def test_dates_and_figures_inside_the_clause_are_its_slots() -> None:
    text = "Le 4 mai, la piscine municipale a accueilli 300 nageurs; le club en espérait davantage cette année."
    article = article_of(text)
    start = text.index("300")
    figure = Quantity(
        id="n1",
        article=article.article.id,
        start=start,
        end=start + len("300 nageurs"),
        low=300,
        high=300,
        comparator="=",
        unit=None,
        counted=None,
        as_of=None,
        rule="count",
    )
    date = Timex(
        id="t1",
        article=article.article.id,
        start=0,
        end=len("Le 4 mai"),
        type="DATE",
        value=None,
        granularity=None,
        mod=None,
        earliest=None,
        latest=None,
        anchor=None,
        rule="day",
        signal=None,
    )
    article = msgspec.structs.replace(article, quantities=(figure,), timexes=(date,))
    first, second = find(article)
    assert (first.quantities, first.timexes) == (("n1",), ("t1",))
    assert (second.quantities, second.timexes) == ((), ())


def test_a_language_without_a_pack_has_one_statement_a_sentence() -> None:
    article = article_of("Die Brücke wurde gestern eröffnet. Ja.", "und")
    assert words(article) == ["Die Brücke wurde gestern eröffnet"]


NASTY = st.text(
    alphabet=st.sampled_from("aé et que,.?;:—()«»\"'’ \n\t\x00\ufffd\u202e\u05d0\U0001f60020"), max_size=300
)


@given(NASTY | st.text(max_size=120), st.sampled_from(["fr", "en", "und"]))
def test_statements_lie_inside_the_article_in_order_and_apart(text: str, language: str) -> None:
    article = article_of(text, language)
    found = find(article)
    assert found == find(article)
    end = 0
    for statement in found:
        assert end <= statement.start < statement.end <= len(text)
        assert text[statement.start : statement.end].strip() == text[statement.start : statement.end]
        end = statement.end


def test_a_very_long_line_is_read_without_trouble() -> None:
    article = article_of("après la signature de " * 20000)
    assert find(article) == () or all(s.end - s.start <= 600 for s in find(article))
