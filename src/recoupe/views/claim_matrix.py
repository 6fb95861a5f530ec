"""Section 2: rows are claims, with the lines of source behind each and the reports that have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recoupe.model.annotation import Statement
from recoupe.model.finding import Conflict, DossierRecord
from recoupe.model.group import Claim, Line
from recoupe.views.phrases import Phrases
from recoupe.views.table import Cell, Row, Table, listed_cell, quoted_cell
from recoupe.views.texts import Texts
from recoupe.views.to_check import value_phrase

SIGNS = {"agreed": "=", "conflict": "≠", "updated": "→", "single": "1"}
"""Status -> sign; the word stands beside it, so that no meaning hangs on a sign or a colour."""

LONGEST = 240
"""Code points of a statement from which more is no clearer."""

STATUS_ORDER = {"conflict": 0, "updated": 1, "agreed": 2, "single": 3}


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


def tabulate_shared_claims(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Claims of several reports: those in conflict first, then by how many reports have them; possible ones last.

    A claim in conflict has a row for each of its values, with the lines behind that value alone.
    """
    shared = [c for c in dossier.claims if len(_reports(c, texts)) > 1]
    shared.sort(key=lambda c: (not c.certain, STATUS_ORDER[c.status], -len(_reports(c, texts)), c.id))
    conflicts = {c.claim: c for c in dossier.conflicts if c.certain}
    rows: list[Row] = []
    for claim in shared:
        rows.append(_row(claim, claim.statements, claim.lines, lines_phrase(claim, say), texts, say))
        if claim.id in conflicts:
            rows.extend(_side_rows(claim, conflicts[claim.id], texts, say))
    return Table("statements", say("Statements of several reports"), _columns(say), tuple(rows))


def tabulate_lone_claims(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Claims of a single report, in the order of the reports."""
    lone = [c for c in dossier.claims if c.certain and len(_reports(c, texts)) == 1]
    lone.sort(key=lambda c: (texts.items[c.statements[0]].article, texts.items[c.statements[0]].start, c.id))
    rows = [_row(c, c.statements, c.lines, lines_phrase(c, say), texts, say) for c in lone]
    return Table("lone", say("Statements of a single report"), _columns(say), tuple(rows))


def _columns(say: Phrases) -> tuple[str, ...]:
    return (say("Status"), say("Claim, in the words of a report"), say("Reports"), say("Lines"), say("Origin"))


def _reports(claim: Claim, texts: Texts) -> set[str]:
    return {texts.items[i].article for i in claim.statements}


def _row(claim: Claim, members: Sequence[str], lines: Sequence[Line], counted: str, texts: Texts, say: Phrases) -> Row:
    statements = [texts.items[i] for i in members]
    shown_by = most_complete(statements)
    status = status_phrase(claim, say)
    if shown_by.modality == "denied":
        # Words that somebody denies must never stand as if they were asserted.
        status = f"{status}, {say('denied')}"
    origins = sorted({line.origin for line in lines if line.origin})
    cells = (
        Cell(status),
        quoted_cell(texts.of(shown_by)),
        listed_cell(
            ", ".join(dict.fromkeys(texts.label(s.article) for s in statements)), (s.located for s in statements)
        ),
        Cell(counted),
        Cell(", ".join(origins)),
    )
    return Row(cells, claim.id)


def _side_rows(claim: Claim, conflict: Conflict, texts: Texts, say: Phrases) -> Iterator[Row]:
    """A row for each value of a conflict, with its own lines and origins."""
    for value in conflict.values:
        lines = [line for line in claim.lines if set(line.statements) & set(value.statements)]
        counted = say.count("{n} line", "{n} lines", value.n_lines)
        cells = _row(claim, value.statements, lines, counted, texts, say).cells
        yield Row((Cell(f"↳ {value_phrase(value.value, texts, say)}"), *cells[1:]))


def tabulate_omissions(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Claims of several lines that reports of the same story do not have."""
    claims = {claim.id: claim for claim in dossier.claims}
    rows = []
    for omission in dossier.omissions:
        statement = most_complete([texts.items[i] for i in claims[omission.claim].statements])
        rows.append(Row((quoted_cell(texts.of(statement)), Cell(texts.label(omission.article)))))
    return Table("omissions", say("Omissions"), (say("Claim"), say("Not in")), tuple(rows))
