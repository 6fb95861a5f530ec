"""Entities in place of chains."""

from __future__ import annotations

import msgspec

from named_reports import organisation, person, report
from recoupe.model.annotation import ChainLink, Holder, Quotation, Speaker, Statement
from recoupe.model.span import Span
from recoupe.options import EntityOptions
from recoupe.resolve.entities import resolve_entities
from recoupe.resolve.links import link_entities, name_bearers


def quotation_of(speaker: Speaker, *hands: ChainLink) -> Quotation:
    return Quotation(
        id="q",
        article="a",
        content=Span(0, 5),
        fragments=(),
        kind="direct",
        cue=None,
        cue_lemma=None,
        speaker=speaker,
        chain=hands,
        negated=False,
        modality="reported",
        rule="test",
        confidence=1.0,
        flags=(),
    )


def statement_of(name: str, chain: str, *entities: str) -> Statement:
    return Statement(
        id="s",
        article="a",
        start=0,
        end=5,
        holder=Holder(kind="speaker", name=name, entity=chain),
        modality="asserted",
        polarity="affirmed",
        entities=entities,
        timexes=(),
        quantities=(),
        quotation="q",
        sentence=0,
        role="body",
    )


def test_what_one_article_shortens_has_the_name_that_another_writes_in_full() -> None:
    full = report("b", [person("Clara Bosquet"), person("Alain Morvan"), organisation("Agence du Ponant")])
    short = report("a", [person("C. Bosquet"), person("Alain Morvan"), organisation("Agence du Ponant")])
    bosquet, morvan, agency = (m.chain for m in short.mentions)
    together = Speaker(name="C. Bosquet et Alain Morvan", entity=None, entities=(bosquet, morvan), start=0, end=13)
    hand = ChainLink(name="C. Bosquet", entity=bosquet, role="relay", start=14, end=30)
    other = ChainLink(name="Agence du Ponant", entity=agency, role="relay", start=14, end=30)
    short = msgspec.structs.replace(
        short, quotations=(quotation_of(together, hand, other),), statements=(statement_of("C. Bosquet", bosquet),)
    )
    entities = resolve_entities((full, short), (), EntityOptions())
    same, named = name_bearers((full, short), entities)
    assert same == full
    assert [m.name for m in named.mentions] == ["Clara Bosquet", "Alain Morvan", "Agence du Ponant"]
    (said,) = named.quotations
    assert said.speaker is not None
    assert (said.speaker.name, said.speaker.entities) == ("Clara Bosquet et Alain Morvan", (bosquet, morvan))
    assert [link.name for link in said.chain] == ["Clara Bosquet", "Agence du Ponant"]
    assert named.statements[0].holder.name == "Clara Bosquet"
    assert name_bearers((full, named), entities) == (full, named)


def test_speakers_hands_holders_and_statements_point_at_entities() -> None:
    article = report("a", [person("Clara Bosquet"), organisation("Agence du Ponant")])
    speaker, agency = (m.chain for m in article.mentions)
    quotation = quotation_of(
        Speaker(name="Clara Bosquet", entity=speaker, entities=(speaker,), start=0, end=13),
        ChainLink(name="Agence du Ponant", entity=agency, role="relay", start=14, end=30),
    )
    statement = statement_of("Clara Bosquet", speaker, speaker, agency, speaker, "unknown")
    article = msgspec.structs.replace(article, quotations=(quotation,), statements=(statement,))
    entities = resolve_entities((article,), (), EntityOptions())
    ids = {e.name: e.id for e in entities}
    (linked,) = link_entities((article,), entities)
    said = linked.quotations[0]
    assert said.speaker is not None
    assert said.speaker.entity == ids["Clara Bosquet"]
    assert said.speaker.entities == (ids["Clara Bosquet"],)
    assert said.chain[0].entity == ids["Agence du Ponant"]
    assert linked.statements[0].entities == (ids["Clara Bosquet"], ids["Agence du Ponant"])
    assert linked.statements[0].holder.entity == ids["Clara Bosquet"]
    assert link_entities((linked,), entities) == (linked,)
