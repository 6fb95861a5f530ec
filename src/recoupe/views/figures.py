"""Section 8: figures by what they count, each with the day it holds for, so that those of one thing can be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from recoupe.model.annotation import Quantity, Timex
from recoupe.model.finding import DossierRecord
from recoupe.model.span import ArticleSpan
from recoupe.views.phrases import Phrases
from recoupe.views.table import Cell, Row, Table, quoted_cell
from recoupe.views.texts import Texts
from recoupe.views.values import figure_phrase, timex_phrase


def tabulate_figures(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Figures by the thing that they count: of several reports, with values that differ, and large ones first.

    Within a thing they stand in the order of time.
    """
    things: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    for quantity in dossier.quantities:
        things[_thing(quantity)].append(quantity)
    dates = {timex.id: timex for timex in dossier.timexes}
    ranked = sorted(things, key=lambda thing: (*_rank(thing, things[thing]), thing))
    rows = [
        Row(_cells(quantity, dates, texts, say), quantity.id)
        for thing in ranked
        for quantity in sorted(things[thing], key=lambda q: (_held(q, dates, texts), q.low or q.high or 0, q.id))
    ]
    columns = (say("Of what"), say("Value"), say("As of"), say("Words"), say("Report"))
    return Table("figures", say("Figures"), columns, tuple(rows))


def _thing(quantity: Quantity) -> tuple[str, str]:
    """What a figure is of: the lemma of what it counts, and its unit; figures of nothing named stand together, last."""
    return quantity.counted.lemma.casefold() if quantity.counted else "", quantity.unit or ""


def _rank(thing: tuple[str, str], figures: list[Quantity]) -> tuple[bool, bool, float]:
    """What is worth comparing sorts first: shared by reports, told differently, large."""
    shared = bool(thing[0]) and len({q.article for q in figures}) > 1
    differ = len({(q.low, q.high) for q in figures}) > 1
    return not shared, not (shared and differ), -max(q.low or q.high or 0 for q in figures)


def _held(quantity: Quantity, dates: Mapping[str, Timex], texts: Texts) -> str:
    """The day that a figure holds for, as it sorts."""
    date = dates.get(quantity.as_of or "")
    return (date.earliest if date else texts.articles[quantity.article].published) or "\uffff"


def _counted(quantity: Quantity, texts: Texts) -> Cell:
    """What is counted, and whose it is where the sentence says it."""
    counted = quantity.counted
    if counted is None:
        return Cell("")
    if counted.of is None:
        return Cell(counted.text)
    of = counted.of
    owner = texts.words(ArticleSpan(article=quantity.article, start=of.start, end=of.end, field=of.field))
    return Cell(f"{counted.text} · {owner.text}", (owner.at,))


def _cells(quantity: Quantity, dates: Mapping[str, Timex], texts: Texts, say: Phrases) -> tuple[Cell, ...]:
    date = dates.get(quantity.as_of or "")
    if date is not None:
        held = Cell(timex_phrase(date, say), (date.located,))
    else:
        published = texts.articles[quantity.article].published
        held = Cell(say("published {date}", date=say.date(published)) if published else say("date unknown"))
    return (
        _counted(quantity, texts),
        Cell(figure_phrase(quantity, say)),
        held,
        quoted_cell(texts.of(quantity)),
        Cell(texts.label(quantity.article)),
    )
