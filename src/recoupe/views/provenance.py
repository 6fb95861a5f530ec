"""Section 3: who takes from whom, and why two reports are one line."""

from __future__ import annotations

from collections.abc import Container

from recoupe.model.finding import DossierRecord
from recoupe.model.group import Evidence
from recoupe.model.span import ArticleSpan
from recoupe.views.phrases import Phrases
from recoupe.views.table import Cell, Row, Table, listed_cell
from recoupe.views.texts import Texts

ORIGIN = "origin:"
"""Prefix of an edge's end that is no report but an origin that reports name."""


def tabulate_lineage(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Edges of the lineage, with what each rests on."""
    rows = []
    for edge in dossier.lineage.edges:
        kind = say("copied") if edge.kind == "copied" else say("cited")
        rows.append(
            Row(
                (
                    _end(edge.taken, texts),
                    Cell(kind),
                    _end(edge.taker, texts),
                    Cell("" if edge.credited is None else say("yes") if edge.credited else say("no")),
                    Cell(say.delay(edge.delay)),
                    reasons_cell(edge.because, say),
                )
            )
        )
    columns = (say("From"), say("How"), say("To"), say("Credited"), say("Delay"), say("Because"))
    return Table("lineage", say("Who took from whom"), columns, tuple(rows))


def tabulate_lines(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Claims whose statements were merged into fewer lines, with the reason of each merge."""
    rows = []
    for claim in dossier.claims:
        for line in claim.lines:
            if len(line.statements) < 2 or not line.why:
                continue
            statements = [texts.items[i] for i in line.statements]
            first = texts.of(statements[0])
            rows.append(
                Row(
                    (
                        Cell(first.text, (first.at,), verbatim=True),
                        listed_cell((texts.label(s.article), s.located) for s in statements),
                        Cell(line.origin or ""),
                        reasons_cell(line.why, say),
                    )
                )
            )
    columns = (say("Claim"), say("One line of"), say("Origin"), say("Because"))
    return Table("lines", say("Why reports are one line"), columns, tuple(rows))


def reasons_cell(evidence: tuple[Evidence, ...], say: Phrases, shown: Container[ArticleSpan] = frozenset()) -> Cell:
    """The rules that a finding rests on, leading to the words.

    Args:
        evidence: why it was concluded.
        say: phrases of the interface.
        shown: places that stand beside the cell anyway.
    """
    rules = dict.fromkeys(rule_phrase(e.rule, say) for e in evidence)
    places = dict.fromkeys(span for e in evidence for span in e.spans if span not in shown)
    return Cell(", ".join(rules), tuple(places)[:6])


def rule_phrase(rule: str, say: Phrases) -> str:
    """A rule's name as readers read it; rules without a phrase are shown by their name."""
    return say(rule.replace("-", " "))


def _end(name: str, texts: Texts) -> Cell:
    if name.startswith(ORIGIN):
        return Cell(name.removeprefix(ORIGIN))
    return Cell(texts.label(name), (texts.whole(name),))
