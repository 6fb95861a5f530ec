"""Digests are cut between stories, and only there."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.languages.pack import load_pack
from recoupe.model.document import Document
from recoupe.model.span import Span
from recoupe.options import SegmentOptions
from recoupe.segment.digests import MAX_LENGTH, cut_digest

BRIDGE = """
Le pont suspendu de Montcazelle a rouvert samedi après onze mois de travaux. La maire Odile Perrachon a coupé
le ruban devant quelque deux cents habitants, en présence du préfet Yannick Lestrade et des ouvriers du groupe
Tervanne.

Les ingénieurs de Tervanne ont remplacé quarante-huit câbles et les deux tabliers, rongés par la rouille. « Ce
pont tiendra un siècle », a assuré Yannick Lestrade, qui a rappelé que l'ouvrage avait été fermé en urgence à
la suite d'un contrôle.

La commune de Montcazelle, privée de passage sur la Dourande, avait dû mettre en place une navette fluviale.
Odile Perrachon estime que les commerçants de la rive gauche ont perdu un tiers de leurs recettes pendant le
chantier.

Le coût final atteint 14 millions d'euros, payés par la région et par Tervanne, dont la garantie couvrait une
partie des câbles.
"""
ORCHESTRA = """
La cheffe Salomé Brandicourt prendra la direction de l'orchestre philharmonique de Vaucresson en janvier. Le
violoniste Ilan Kestermann, pressenti pour le poste, restera soliste et dirigera l'académie des jeunes
musiciens.

Salomé Brandicourt avait ouvert la saison avec une symphonie de Mahler saluée par la critique. Le conseil
d'administration a voté sa nomination à l'unanimité, selon un communiqué diffusé par le philharmonique de
Vaucresson.

« Je veux jouer la musique d'aujourd'hui dans les collèges et les usines », a expliqué Salomé Brandicourt aux
musiciens. Son mandat court sur quatre saisons, avec une tournée au Japon et un enregistrement des concertos
de Chostakovitch avec Ilan Kestermann.

L'orchestre compte quatre-vingt-douze instrumentistes et donne une centaine de concerts par an dans sa salle
rénovée.
"""
MORE_BRIDGE = """
Un contrôle avait tout déclenché

Les câbles du pont de Montcazelle avaient été examinés par un laboratoire de Tervanne. Odile Perrachon avait
reçu le rapport un vendredi soir et fermé le pont dans l'heure, avec l'accord du préfet Yannick Lestrade.

Les habitants de Montcazelle avaient manifesté sur la rive gauche. La navette sur la Dourande transportait
chaque jour six cents personnes, écoliers et ouvriers, et la commune de Montcazelle en a payé seule le
carburant.

Le groupe Tervanne surveillera désormais les câbles du pont par des capteurs. Yannick Lestrade a demandé un
rapport tous les six mois à Odile Perrachon, qui devra le publier sur le site de la commune.
"""
OPTIONS = SegmentOptions()


def flow(text: str) -> str:
    """The text with one line a paragraph."""
    return "".join(" ".join(paragraph.split()) + "\n" for paragraph in text.split("\n\n"))


def document(text: str, language: str = "fr", header: Span | None = None, title: str | None = None) -> Document:
    return Document(
        id="d",
        source="d.txt",
        title=title,
        text=text,
        sha256="",
        language=language,
        url=None,
        outlet="Le Veilleur",
        publisher="Veilleur SA",
        published="2031-05-03",
        published_evidence=None,
        header=header,
        warnings=(),
    )


def starts(text: str, language: str = "fr", options: SegmentOptions = OPTIONS) -> list[int]:
    return [article.start for article in cut_digest(document(text, language), load_pack(language), options)]


def test_a_heading_with_another_story_cuts() -> None:
    text = flow(BRIDGE) + "\nNouvelle baguette à Vaucresson\n\n" + flow(ORCHESTRA)
    assert starts(text) == [0, text.index("Nouvelle baguette")]


def test_a_heading_inside_a_story_does_not_cut() -> None:
    assert starts(flow(BRIDGE) + flow(MORE_BRIDGE)) == [0]


def test_two_stories_without_headings_are_cut_where_they_meet() -> None:
    text = flow(BRIDGE) + flow(MORE_BRIDGE).split("\n", 1)[1] + flow(ORCHESTRA)
    assert starts(text) == [0, text.index("La cheffe Salomé")]


def test_three_stories_are_cut_twice() -> None:
    strike = flow(BRIDGE)
    for name, other in (
        ("Montcazelle", "Ravières"), ("Odile Perrachon", "Jean Tournemire"), ("Yannick Lestrade", "Aude Sicard"),
        ("Tervanne", "Polimax"), ("Dourande", "Loubière"), ("pont", "barrage"), ("câbles", "vannes"),
        ("travaux", "grève"), ("ouvriers", "pêcheurs"), ("chantier", "conflit"), ("navette", "pompe"),
    ):  # fmt: skip
        strike = strike.replace(name, other)
    text = flow(MORE_BRIDGE).split("\n", 1)[1] + "À l'opéra\n" + flow(ORCHESTRA) + "Un barrage à sec\n" + strike
    assert starts(text) == [0, text.index("À l'opéra"), text.index("Un barrage")]


def test_a_short_item_without_a_heading_is_cut_off() -> None:
    text = flow(BRIDGE) + flow(MORE_BRIDGE).split("\n", 1)[1] + "\n".join(flow(ORCHESTRA).split("\n")[:2])
    assert starts(text) == [0, text.index("La cheffe Salomé")]


def test_a_note_of_a_few_words_is_not_cut_off() -> None:
    text = flow(BRIDGE) + "La cheffe Salomé Brandicourt dirigera l'orchestre philharmonique de Vaucresson en janvier.\n"
    assert starts(text) == [0]


def test_a_wide_gap_tells_the_place_of_a_cut() -> None:
    between = "Les musiciens de la région attendaient la nouvelle depuis longtemps."
    before = flow(BRIDGE) + between + "\n\n" + flow(ORCHESTRA)
    after = flow(BRIDGE) + "\n" + between + "\n" + flow(ORCHESTRA)
    assert starts(before) == [0, before.index("La cheffe Salomé")]
    assert starts(after) == [0, after.index(between)]


def test_what_ends_a_story_stays_with_it() -> None:
    text = flow(BRIDGE) + "Reste à savoir combien de temps cela durera.\n" + flow(ORCHESTRA)
    assert starts(text) == [0, text.index("La cheffe Salomé")]


def test_a_paragraph_that_opens_with_a_quotation_needs_more_change() -> None:
    first, second, *_ = flow(ORCHESTRA).split("\n")
    text = f"{flow(BRIDGE)}{flow(MORE_BRIDGE).split(chr(10), 1)[1]}« {first} »\n{second}"
    assert starts(text) == [0]
    assert starts(text, options=replace(OPTIONS, quote_change=1.0)) == [0, text.index("« La cheffe")]


def test_the_header_belongs_to_no_article_and_the_rest_is_tiled() -> None:
    text = "date 2031-05\n\n" + flow(BRIDGE) + "\nNouvelle baguette à Vaucresson\n\n" + flow(ORCHESTRA)
    articles = cut_digest(document(text, header=Span(0, 12)), load_pack("fr"), OPTIONS)
    assert [text[article.start :][:6] for article in articles] == ["Le pon", "Nouvel"]
    assert all(left.end == right.start for left, right in pairwise(articles))
    assert articles[-1].end == len(text)


def test_an_article_takes_over_what_is_known_of_its_document() -> None:
    (article,) = cut_digest(document("Rien à signaler.", title="Brève"), load_pack("fr"), OPTIONS)
    assert (article.document, article.title, article.outlet) == ("d", "Brève", "Le Veilleur")
    assert (article.publisher, article.published, article.credits) == ("Veilleur SA", "2031-05-03", ())


def test_a_story_shorter_than_the_minimum_is_not_cut_off() -> None:
    text = flow(BRIDGE) + "\nNouvelle baguette à Vaucresson\n\n" + flow(ORCHESTRA)
    assert starts(text, options=replace(OPTIONS, min_features=500)) == [0]


@pytest.mark.parametrize("language", ["und", "en", "fr"])
def test_a_very_long_text_is_left_whole(language: str) -> None:
    assert starts("Mot après mot. " * (MAX_LENGTH // 10), language) == [0]


NASTY = st.text(alphabet="aÉ«»\"'\n\r\t \u0000\u00ad\u202f\ufffd\u05d0😀.9", max_size=400)


@given(st.one_of(st.text(max_size=300), NASTY), st.integers(0, 300), st.sampled_from(["und", "en", "fr"]))
def test_any_text_is_tiled(text: str, header: int, language: str) -> None:
    span = Span(0, min(header, len(text)))
    options = replace(OPTIONS, min_features=2, heading_cohesion=1.0, break_cohesion=1.0, change=1.0, new_protagonists=0)
    articles = cut_digest(document(text, language, span), load_pack(language), options)
    assert articles
    assert not text[span.end : articles[0].start].strip()
    assert articles[-1].end == len(text)
    assert all(left.end == right.start for left, right in pairwise(articles))
    assert all(0 <= article.start <= article.end for article in articles)
    assert articles == cut_digest(document(text, language, span), load_pack(language), options)
