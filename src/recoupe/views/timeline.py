"""Section 6: the dates said in the texts, one row a date, and every time expression with its value."""

from __future__ import annotations

from recoupe.model.finding import DossierRecord, Moment
from recoupe.views.phrases import Phrases
from recoupe.views.table import Cell, Row, Table, listed_cell, quoted_cell
from recoupe.views.texts import Texts
from recoupe.views.values import timex_phrase, type_phrase


def tabulate_timeline(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Dates in their order, with a statement that gives each."""
    rows = []
    for moment in dossier.timeline:
        statements = [texts.items[i] for i in moment.statements]
        when = _when(moment, say)
        rows.append(
            Row(
                (
                    Cell(when),
                    quoted_cell(texts.of(statements[0])),
                    listed_cell((texts.label(s.article), s.located) for s in statements),
                )
            )
        )
    columns = (say("When"), say("Words of a report"), say("Reports"))
    return Table("timeline", say("Timeline"), columns, tuple(rows))


def _when(moment: Moment, say: Phrases) -> str:
    """The day, month, year or period of a moment."""
    known = {"month": len("2024-06"), "year": len("2024")}.get(moment.granularity)
    if known:
        return say.date(moment.earliest[:known])
    return " – ".join(dict.fromkeys(say.date(day) for day in (moment.earliest, moment.latest)))


def tabulate_dates(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Every time expression with its value and what it was counted from."""
    anchors = {"publication": say("publication"), "previous": say("previous date"), "narrative": say("narrative day")}
    rows = []
    for timex in dossier.timexes:
        anchor = (timex.anchor or "").split(":")[0].split(" ")[0]
        rows.append(
            Row(
                (
                    quoted_cell(texts.of(timex)),
                    Cell(timex_phrase(timex, say)),
                    Cell(type_phrase(timex, say)),
                    Cell(anchors.get(anchor, anchor)),
                    Cell(texts.label(timex.article)),
                ),
                timex.id,
            )
        )
    columns = (say("Words"), say("Value"), say("Type"), say("Counted from"), say("Report"))
    return Table("dates", say("Dates"), columns, tuple(rows))
