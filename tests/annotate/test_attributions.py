"""Attributions: the chain from the speaker outward. Its frames are tested by the cases of the packs."""

from __future__ import annotations

import msgspec
import pytest
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


def chains(text: str, language: str = "fr") -> dict[str, str]:
    """By the words said, the hands they came through."""
    article, found = trace(text, language)
    return {article.surface(q.content): ", ".join(f"{k.role}:{k.name}" for k in q.chain) for q in found}


def test_who_tells_what_another_said_is_a_relay() -> None:
    found = chains("Selon Luc Morel, les deux maires ont promis d'ouvrir une école.")
    assert found["ouvrir une école"] == "relay:Luc Morel"


def test_words_in_marks_do_not_relay_themselves() -> None:
    found = chains("Luc Morel a déclaré : « Je tiens à dire que la digue est sûre et que nous restons. »")
    assert not any("Morel" in chain for chain in found.values())


def test_a_phrase_belongs_to_the_nearest_cue() -> None:
    found = chains(
        "« La digue tiendra », a dit le maire, tandis que la préfète annonçait sur Facebook la fin de l'alerte."
    )
    assert found["La digue tiendra"] == ""


def test_a_document_is_still_that_of_the_relay_named_before_it() -> None:
    found = chains(
        "La Grèce a confirmé la perte d'un navire. Cette annonce, relayée par l'agence Reuters, a surpris. "
        "Selon le communiqué d'Athènes, le navire « a heurté un récif »."
    )
    assert found == {
        "la perte d'un navire": "relay:Reuters",
        "le navire « a heurté un récif »": "relay:Reuters",
    }


def test_a_saying_that_goes_on_came_through_the_same_hand() -> None:
    text = "« Le feu progresse », a indiqué le colonel Faure à l'AFP. « Nous évacuons deux villages », a-t-il {}."
    assert chains(text.format("ajouté"))["Nous évacuons deux villages"] == "relay:AFP"
    assert chains(text.format("dit plus tard"))["Nous évacuons deux villages"] == ""


def test_a_paper_that_is_only_called_the_paper_is_the_one_named_last() -> None:
    found = chains(
        "Le port est fermé, a rapporté le journal Sud Marine. Le maire a confié au journal que la digue tiendrait."
    )
    assert found["la digue tiendrait"] == "relay:Sud Marine"
    assert chains("Le maire a confié à un journal que la digue tiendrait.")["la digue tiendrait"] == ""


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("La Norvège, par la voix de son ministre Lars Holm, a condamné le tir.", "relay:Lars Holm"),
        ("Le ministre Lars Holm a condamné, au nom de la Norvège, le tir.", "origin:Norvège"),
    ],
)
def test_who_speaks_for_another_is_told_apart(text: str, chain: str) -> None:
    assert chains(text)["le tir"] == chain


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
