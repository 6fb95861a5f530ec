"""Sections 7 and 10: people, organisations and places with every spelling; how reports name the same thing."""

from __future__ import annotations

from recoupe.model.finding import DossierRecord
from recoupe.model.span import ArticleSpan
from recoupe.views.phrases import Phrases
from recoupe.views.table import Cell, Row, Table
from recoupe.views.texts import Texts

_ORDER = {"person": 0, "organisation": 1, "place": 2}


def tabulate_names(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Entities by kind, those that most reports have first."""
    kinds = {"person": say("person"), "organisation": say("organisation"), "place": say("place")}

    def rank(entity_reports: int, mentions: int) -> tuple[int, int]:
        return (-entity_reports, -mentions)

    ranked = sorted(
        dossier.entities,
        key=lambda e: (_ORDER[e.kind], rank(len({m.article for m in e.mentions}), len(e.mentions)), e.name, e.id),
    )
    rows = []
    for entity in ranked:
        places = tuple(ArticleSpan(article=m.article, start=m.start, end=m.end, field=m.field) for m in entity.mentions)
        roles = sorted({texts.words(p).text for p, m in zip(places, entity.mentions, strict=True) if m.form == "role"})
        reports = sorted({m.article for m in entity.mentions})
        rows.append(
            Row(
                (
                    Cell(kinds[entity.kind]),
                    Cell(entity.name, places[:1]),
                    Cell(" · ".join(entity.spellings)),
                    Cell(" · ".join(roles)),
                    Cell(str(len(entity.mentions)), places[:12]),
                    Cell(", ".join(texts.label(a) for a in reports)),
                ),
                entity.id,
            )
        )
    columns = (say("Kind"), say("Name"), say("Spellings"), say("Roles"), say("Mentions"), say("Reports"))
    return Table("names", say("People, organisations, places"), columns, tuple(rows))


def tabulate_wording(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """How each report names the same thing, side by side, without a judgement."""
    rows = []
    for number, wording in enumerate(dossier.wording, start=1):
        for position, term in enumerate(wording.terms):
            rows.append(
                Row(
                    (
                        Cell(str(number) if position == 0 else ""),
                        Cell(term.term, term.spans[:1], verbatim=True),
                        Cell(", ".join(texts.label(a) for a in term.articles), term.spans),
                    )
                )
            )
    return Table("wording", say("Wording"), (say("No."), say("Term"), say("Reports")), tuple(rows))
