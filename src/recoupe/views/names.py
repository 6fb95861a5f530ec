"""Sections 7 and 10: people, organisations and places with every spelling; how reports name the same thing."""

from __future__ import annotations

from recoupe.model.annotation import EntityKind
from recoupe.model.finding import DossierRecord
from recoupe.model.group import Claim, Entity
from recoupe.model.span import ArticleSpan
from recoupe.views.phrases import Phrases
from recoupe.views.table import Cell, Row, Table, listed_cell, quoted_cell
from recoupe.views.texts import Texts

LONGEST_ABOUT = 80
"""Code points of a claim that tell which one it is."""


def tabulate_people(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """People, those that most reports name first."""
    return _tabulate(dossier, texts, say, "person", say("People"))


def tabulate_organisations(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Organisations, those that most reports name first."""
    return _tabulate(dossier, texts, say, "organisation", say("Organisations"))


def tabulate_places(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Places, those that most reports name first."""
    return _tabulate(dossier, texts, say, "place", say("Places"))


def _tabulate(dossier: DossierRecord, texts: Texts, say: Phrases, kind: EntityKind, title: str) -> Table:
    """Entities of a kind: every spelling, and the roles that reports give them."""
    ranked = sorted(
        (e for e in dossier.entities if e.kind == kind),
        key=lambda e: (-len({m.article for m in e.mentions}), -len(e.mentions), e.name, e.id),
    )
    rows = []
    for entity in ranked:
        places = [ArticleSpan(article=m.article, start=m.start, end=m.end, field=m.field) for m in entity.mentions]
        roles = sorted({texts.words(p).text for p, m in zip(places, entity.mentions, strict=True) if m.form == "role"})
        alike = sorted({texts.items[i].name for i in entity.possibly if i in texts.items})
        rows.append(
            Row(
                (
                    Cell(entity.name, tuple(places[:1])),
                    Cell(" · ".join(entity.spellings)),
                    Cell(" · ".join(roles)),
                    Cell(say.number(len(entity.mentions))),
                    listed_cell((texts.label(place.article), place) for place in places),
                    Cell(", ".join(alike)),
                ),
                entity.id,
            )
        )
    columns = (say("Name"), say("Spellings"), say("Roles"), say("Mentions"), say("Reports"), say("Possibly the same"))
    return Table("names", title, columns, tuple(rows))


def tabulate_wording(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """How each report names the same thing, side by side, without a judgement."""
    rows = []
    for wording in dossier.wording:
        about = texts.items.get(wording.about)
        for position, term in enumerate(wording.terms):
            rows.append(
                Row(
                    (
                        _about(about, texts) if position == 0 else Cell(""),
                        Cell(term.term, term.spans[:1], verbatim=True),
                        listed_cell((texts.label(span.article), span) for span in term.spans),
                    )
                )
            )
    return Table("wording", say("Wording"), (say("Of what"), say("Term"), say("Reports")), tuple(rows))


def _about(item: Entity | Claim | None, texts: Texts) -> Cell:
    """What the terms name: an entity by its name, a claim by its words."""
    if isinstance(item, Claim):
        return quoted_cell(texts.beginning(texts.items[item.statements[0]].located, LONGEST_ABOUT))
    return Cell(item.name if item is not None else "")
