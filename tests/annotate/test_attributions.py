"""Attributions: the chain from the speaker outward. Its frames are tested by the cases of the packs."""

from __future__ import annotations

import msgspec
from hypothesis import given
from test_quotations import TEXTS, article_of

from recoupe.annotate.attributions import trace_attributions
from recoupe.annotate.mentions import find_mentions
from recoupe.annotate.quotations import find_quotations
from recoupe.languages.pack import load_pack
from recoupe.model.annotation import AnnotatedArticle, Quotation


def trace(text: str, language: str = "fr") -> tuple[AnnotatedArticle, tuple[Quotation, ...]]:
    pack = load_pack(language)
    article = article_of(text, language)
    article = msgspec.structs.replace(article, mentions=find_mentions(article, pack))
    article = msgspec.structs.replace(article, quotations=find_quotations(article, pack))
    return article, trace_attributions(article, pack)


def test_a_paper_that_reports_a_report_is_a_relay_and_its_own_speaker() -> None:
    article, found = trace("Le port a confirmé l'arrivée du navire, a rapporté le journal Sud Marine.")
    outer, inner = found
    assert outer.chain == ()
    assert [(link.role, link.name) for link in inner.chain] == [("relay", "Sud Marine")]
    assert article.text[inner.chain[0].start : inner.chain[0].end] == "le journal Sud Marine"


def test_a_vague_document_is_no_link() -> None:
    _, (quotation,) = trace("Dans un message, le maire a dénoncé la fermeture de la gare.")
    assert quotation.chain == ()


def test_the_speaker_is_no_part_of_the_chain() -> None:
    _, (quotation,) = trace("L'agence Reuters a annoncé la fermeture du port.")
    assert quotation.chain == ()


def test_a_cited_source_is_the_origin() -> None:
    _, found = trace("Citant des sources portuaires, le journal Sud Marine a annoncé la fermeture du port.")
    assert [(link.role, link.name) for q in found for link in q.chain] == [("origin", "sources portuaires")]


def test_a_language_without_the_section_keeps_its_quotations() -> None:
    article = article_of("« La digue tiendra tout l'hiver. »", "und")
    found = find_quotations(article, load_pack("und"))
    article = msgspec.structs.replace(article, quotations=found)
    assert trace_attributions(article, load_pack("und")) == found


@given(TEXTS)
def test_links_have_words_inside_the_text_and_nothing_else_changes(text: str) -> None:
    article, found = trace(text)
    assert [msgspec.structs.replace(q, chain=()) for q in found] == list(article.quotations)
    for quotation in found:
        for link in quotation.chain:
            assert 0 <= link.start < link.end <= len(text)
            assert link.name
