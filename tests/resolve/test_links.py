"""Entities in place of chains."""

from __future__ import annotations

import msgspec

from named_reports import organisation, person, report
from recoupe.model.annotation import ChainLink, Holder, Quotation, Speaker, Statement
from recoupe.model.span import Span
from recoupe.options import EntityOptions
from recoupe.resolve.entities import resolve_entities
from recoupe.resolve.links import link_entities


def test_speakers_hands_holders_and_statements_point_at_entities() -> None:
    article = report("a", [person("Clara Bosquet"), organisation("Agence du Ponant")])
    speaker, agency = (m.chain for m in article.mentions)
    quotation = Quotation(
        id="q",
        article="a",
        content=Span(0, 5),
        fragments=(),
        kind="direct",
        cue=None,
        cue_lemma=None,
        speaker=Speaker(name="Clara Bosquet", entity=speaker, entities=(speaker,), start=0, end=13),
        chain=(ChainLink(name="Agence du Ponant", entity=agency, role="relay", start=14, end=30),),
        negated=False,
        modality="reported",
        rule="test",
        confidence=1.0,
        flags=(),
    )
    statement = Statement(
        id="s",
        article="a",
        start=0,
        end=5,
        holder=Holder(kind="speaker", name="Clara Bosquet", entity=speaker),
        modality="asserted",
        polarity="affirmed",
        entities=(speaker, agency, speaker, "unknown"),
        timexes=(),
        quantities=(),
        quotation="q",
        sentence=0,
        role="body",
    )
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
