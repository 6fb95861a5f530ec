"""Section 2: rows are claims, with the lines of source behind each and the reports that have it."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model.annotation import Statement
from recoupe.model.finding import DossierRecord
from recoupe.model.group import Claim
from recoupe.views.phrases import Phrases
from recoupe.views.table import Cell, Row, Table, listed_cell, quoted_cell
from recoupe.views.texts import Texts

SIGNS = {"agreed": "=", "conflict": "≠", "updated": "→", "single": "1"}
"""Status -> sign; the word stands beside it, so that no meaning hangs on a sign or a colour."""

LONGEST = 240
"""Code points of a statement from which more is no clearer."""

_ORDER = {"conflict": 0, "updated": 1, "agreed": 2, "single": 3}


def status_phrase(claim: Claim, say: Phrases) -> str:
    """The status of a claim: sign and word."""
    words = {
        "agreed": say("agreed"),
        "conflict": say("conflict"),
        "updated": say("updated"),
        "single": say("single line"),
    }
    word = words[claim.status] if claim.certain else say("possibly the same")
    return f"{SIGNS[claim.status] if claim.certain else '?'} {word}"


def lines_phrase(claim: Claim, say: Phrases) -> str:
    """How many lines stand behind a claim, with the reports that state it in their own name."""
    sourced = any(line.sourced for line in claim.lines)
    phrase = say.count("{n} line", "{n} lines", len(claim.lines))
    if not sourced:
        return f"{phrase} ({say('no source named')})"
    if claim.unsourced:
        phrase += " + " + say.count("{n} unsourced report", "{n} unsourced reports", len(claim.unsourced))
    return phrase


def most_complete(statements: Sequence[Statement]) -> Statement:
    """The statement that says most: the longest, but none so long that a table could not show it."""
    return max(statements, key=lambda s: (min(len(s.span), LONGEST), -len(s.span), s.id))


def tabulate_claims(dossier: DossierRecord, texts: Texts, say: Phrases, *, single: bool = True) -> Table:
    """Claims, those in conflict first, then by how many reports have them.

    Args:
        dossier: the dossier.
        texts: its index.
        say: the interface's phrases.
        single: whether claims of one statement are shown too.
    """
    shown = [c for c in dossier.claims if c.certain and (single or len(c.statements) > 1)]
    shown += [c for c in dossier.claims if not c.certain]
    shown.sort(key=lambda c: (not c.certain, _ORDER[c.status], -len(c.statements), c.id))
    rows = []
    for claim in shown:
        statements = [texts.items[i] for i in claim.statements]
        shown_by = most_complete(statements)
        origins = sorted({line.origin for line in claim.lines if line.origin})
        reports = dict.fromkeys(texts.label(s.article) for s in statements)
        rows.append(
            Row(
                (
                    Cell(status_phrase(claim, say)),
                    quoted_cell(texts.of(shown_by)),
                    listed_cell(", ".join(reports), (s.located for s in statements)),
                    Cell(lines_phrase(claim, say)),
                    Cell(", ".join(origins)),
                ),
                claim.id,
            )
        )
    columns = (say("Status"), say("Claim, in the words of a report"), say("Reports"), say("Lines"), say("Origin"))
    return Table("statements", say("Statements"), columns, tuple(rows))


def tabulate_omissions(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Claims of several lines that reports of the same story do not have."""
    claims = {claim.id: claim for claim in dossier.claims}
    rows = []
    for omission in dossier.omissions:
        statement = most_complete([texts.items[i] for i in claims[omission.claim].statements])
        rows.append(Row((quoted_cell(texts.of(statement)), Cell(texts.label(omission.article)))))
    return Table("omissions", say("Omissions"), (say("Claim"), say("Not in")), tuple(rows))
