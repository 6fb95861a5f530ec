"""Section 8: figures, with what they count and the report they stand in."""

from __future__ import annotations

from recoupe.model.annotation import Quantity
from recoupe.model.finding import DossierRecord
from recoupe.views.phrases import Phrases
from recoupe.views.table import Cell, Row, Table, quoted_cell
from recoupe.views.texts import Texts


def value_phrase(quantity: Quantity, say: Phrases) -> str:
    """The value, its comparator and its unit."""
    sign = {"=": "", "~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}[quantity.comparator]
    low, high = quantity.low, quantity.high
    if low is not None and high is not None and low != high:
        value = f"{say.number(low)}–{say.number(high)}"
    else:
        bound = low if low is not None else high
        value = "" if bound is None else say.number(bound)
    return f"{sign}{value}{' ' + quantity.unit if quantity.unit else ''}"


def tabulate_figures(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Figures by what they count, so that the figures of one thing stand together."""
    ranked = sorted(
        dossier.quantities,
        key=lambda q: (q.counted.lemma if q.counted else "\uffff", q.unit or "", q.low or q.high or 0, q.id),
    )
    rows = [
        Row(
            (
                Cell(value_phrase(q, say)),
                Cell(q.counted.text if q.counted else ""),
                quoted_cell(texts.of(q)),
                Cell(texts.label(q.article)),
                Cell(say.date(texts.articles[q.article].published)),
            ),
            q.id,
        )
        for q in ranked
    ]
    columns = (say("Value"), say("Of what"), say("Words"), say("Report"), say("As of"))
    return Table("figures", say("Figures"), columns, tuple(rows))
