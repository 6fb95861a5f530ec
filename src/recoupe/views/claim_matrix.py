"""Section 2: rows are claims, under each its versions, the lines of source behind it and the reports that have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from recoupe.model.annotation import Statement
from recoupe.model.finding import Conflict, DossierRecord
from recoupe.model.group import Claim, Line
from recoupe.model.span import ArticleSpan
from recoupe.text.normalize import fold
from recoupe.views.phrases import Phrases
from recoupe.views.provenance import reasons_cell
from recoupe.views.table import Cell, Row, Table, listed_cell, quoted_cell
from recoupe.views.texts import Texts, Words
from recoupe.views.to_check import value_phrase

SIGNS = {"agreed": "=", "conflict": "≠", "updated": "→", "single": "1"}
"""Status -> sign; the word stands beside it, so that no meaning hangs on a sign or a colour."""

LONGEST = 240
"""Code points of a statement from which more is no clearer."""

SHORT = 110
"""Code points of a lone statement that a long list shows; the link leads to the whole."""

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


class Version(NamedTuple):
    """One wording of a claim.

    Attributes:
        words: the words of the first report that has it, or their beginning where they are very long.
        whole: the place of all of them.
        denied: whether it denies what the words say.
        holders: who is said to say it, each once.
        statements: id and place of each statement in these words, with the report's label.
    """

    words: Words
    whole: ArticleSpan
    denied: bool
    holders: tuple[str, ...]
    statements: tuple[tuple[str, str, ArticleSpan], ...]


class Side(NamedTuple):
    """The versions that give one value to what reports differ in; the value is empty where nothing differs."""

    value: str
    counted: str
    origins: tuple[str, ...]
    versions: tuple[Version, ...]


class LineView(NamedTuple):
    """A line of source: who its words go back to, the reports that it stands in, and why they are one line."""

    origin: str
    reports: Cell
    because: Cell


class ClaimView(NamedTuple):
    """A claim as it is shown.

    Attributes:
        status: ``agreed``, ``conflict``, ``updated``, ``single``, or ``possible``.
        phrase: its status as sign and word.
        words: those of the most complete statement.
        counted: the lines, as a phrase.
        reports: the reports that have it.
        sides: one for each value in conflict; a single one where nothing differs.
        lines: the lines of source.
        unsourced: the reports that state it in their own name, counted apart.
        omitted: labels of the reports of its story that do not have it.
        because: why its statements are one claim.
    """

    id: str
    status: str
    phrase: str
    words: Words
    counted: str
    origins: tuple[str, ...]
    reports: Cell
    sides: tuple[Side, ...]
    lines: tuple[LineView, ...]
    unsourced: Cell
    omitted: tuple[str, ...]
    because: Cell


class LoneView(NamedTuple):
    """A claim of a single report: its id and that of its statement, its words, and who is said to say it."""

    id: str
    statement: str
    words: Words
    whole: ArticleSpan
    origin: str
    denied: bool


def list_shared_claims(dossier: DossierRecord, texts: Texts, say: Phrases) -> tuple[ClaimView, ...]:
    """Claims of several reports: those in conflict first, then by how many reports have them; possible ones last."""
    shared = [c for c in dossier.claims if len(_reports(c, texts)) > 1]
    shared.sort(key=lambda c: (not c.certain, STATUS_ORDER[c.status], -len(_reports(c, texts)), c.id))
    conflicts = {c.claim: c for c in dossier.conflicts if c.certain}
    return tuple(_view(claim, conflicts.get(claim.id), texts, say) for claim in shared)


def list_lone_claims(dossier: DossierRecord, texts: Texts) -> dict[str, tuple[LoneView, ...]]:
    """Claims of a single report, by article, in the order of its words."""
    lone: dict[str, list[LoneView]] = {article: [] for article in texts.articles}
    for claim in dossier.claims:
        if claim.certain and len(_reports(claim, texts)) == 1:
            statement = most_complete([texts.items[i] for i in claim.statements])
            origin = next((line.origin for line in claim.lines if line.origin), None)
            words = texts.beginning(statement.located, SHORT)
            view = LoneView(
                claim.id, statement.id, words, statement.located, origin or "", statement.modality == "denied"
            )
            lone[statement.article].append(view)
    return {
        article: tuple(sorted(views, key=lambda v: (v.whole.field, v.whole.start, v.id)))
        for article, views in lone.items()
        if views
    }


def tabulate_shared_claims(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Claims of several reports.

    A claim in conflict has a row for each of its values, with the lines behind that value alone.
    """
    rows: list[Row] = []
    for claim in list_shared_claims(dossier, texts, say):
        first = (Cell(claim.phrase), quoted_cell(claim.words), claim.reports, Cell(claim.counted))
        rows.append(Row((*first, Cell(", ".join(claim.origins))), claim.id))
        rows.extend(_side_row(side) for side in claim.sides if side.value and side.counted)
    return Table("statements", say("Statements of several reports"), _columns(say), tuple(rows))


def tabulate_lone_claims(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Claims of a single report, in the order of the reports."""
    claims = {claim.id: claim for claim in dossier.claims}
    rows = []
    for article, views in list_lone_claims(dossier, texts).items():
        for lone in views:
            claim = claims[lone.id]
            cells = (
                Cell(_phrase(claim, denied=lone.denied, say=say)),
                quoted_cell(texts.words(lone.whole)),
                listed_cell([(texts.label(article), lone.whole)]),
                Cell(lines_phrase(claim, say)),
                Cell(lone.origin),
            )
            rows.append(Row(cells, claim.id))
    return Table("lone", say("Statements of a single report"), _columns(say), tuple(rows))


def _columns(say: Phrases) -> tuple[str, ...]:
    return (say("Status"), say("Claim, in the words of a report"), say("Reports"), say("Lines"), say("Origin"))


def _reports(claim: Claim, texts: Texts) -> set[str]:
    return {texts.items[i].article for i in claim.statements}


def _phrase(claim: Claim, *, denied: bool, say: Phrases) -> str:
    # Words that somebody denies must never stand as if they were asserted.
    return f"{status_phrase(claim, say)}, {say('denied')}" if denied else status_phrase(claim, say)


def _view(claim: Claim, conflict: Conflict | None, texts: Texts, say: Phrases) -> ClaimView:
    statements = [texts.items[i] for i in claim.statements]
    shown_by = most_complete(statements)
    shown = {statement.located for statement in statements}
    return ClaimView(
        id=claim.id,
        status=claim.status if claim.certain else "possible",
        phrase=_phrase(claim, denied=shown_by.modality == "denied", say=say),
        words=texts.of(shown_by),
        counted=lines_phrase(claim, say),
        origins=_origins(claim.lines),
        reports=_where(statements, texts),
        sides=tuple(_sides(claim, conflict, texts, say)),
        lines=tuple(
            LineView(
                line.origin or "",
                _where((texts.items[i] for i in line.statements), texts),
                reasons_cell(line.why, say, shown),
            )
            for line in claim.lines
        ),
        unsourced=_where((texts.items[i] for i in claim.unsourced), texts),
        omitted=tuple(texts.label(article) for article in claim.omitted_by),
        because=reasons_cell(claim.because, say, shown),
    )


def _where(statements: Iterable[Statement], texts: Texts) -> Cell:
    return listed_cell((texts.label(s.article), s.located) for s in statements)


def _origins(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(sorted({line.origin for line in lines if line.origin}))


def _sides(claim: Claim, conflict: Conflict | None, texts: Texts, say: Phrases) -> Iterator[Side]:
    """A side for each value of the conflict, with its own lines and origins; then what gives none of the values."""
    left = list(claim.statements)
    for value in conflict.values if conflict else ():
        lines = [line for line in claim.lines if set(line.statements) & set(value.statements)]
        counted = say.count("{n} line", "{n} lines", value.n_lines)
        versions = _versions(value.statements, texts)
        yield Side(value_phrase(value.value, texts, say), counted, _origins(lines), versions)
        left = [i for i in left if i not in value.statements]
    if left:
        yield Side(say("compatible, or silent") if conflict else "", "", (), _versions(left, texts))


def _versions(members: Sequence[str], texts: Texts) -> tuple[Version, ...]:
    """The distinct wordings of statements, those of most reports first."""
    groups: dict[tuple[str, bool], list[Statement]] = defaultdict(list)
    for statement in (texts.items[i] for i in members):
        folded = " ".join(fold(texts.of(statement).text).text.split())
        groups[folded, statement.modality == "denied"].append(statement)
    versions = [
        Version(
            texts.beginning(same[0].located, LONGEST),
            same[0].located,
            denied,
            tuple(dict.fromkeys(s.holder.name for s in same if s.holder.name)),
            tuple((s.id, texts.label(s.article), s.located) for s in same),
        )
        for (_, denied), same in groups.items()
    ]
    return tuple(sorted(versions, key=lambda v: (-len(v.statements), v.statements[0][0])))


def _side_row(side: Side) -> Row:
    statements = [statement for version in side.versions for statement in version.statements]
    fullest = max(side.versions, key=lambda v: (len(v.words.text), -len(v.whole.span), v.whole))
    return Row(
        (
            Cell(f"↳ {side.value}"),
            quoted_cell(fullest.words),
            listed_cell((label, place) for _, label, place in statements),
            Cell(side.counted),
            Cell(", ".join(side.origins)),
        )
    )


def tabulate_omissions(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Claims of several lines that reports of the same story do not have."""
    claims = {claim.id: claim for claim in dossier.claims}
    missing: dict[str, list[str]] = defaultdict(list)
    for omission in dossier.omissions:
        missing[omission.claim].append(omission.article)
    rows = []
    for claim_id, articles in missing.items():
        statements = [texts.items[i] for i in claims[claim_id].statements]
        absent = listed_cell((texts.label(article), texts.whole(article)) for article in articles)
        rows.append(Row((quoted_cell(texts.of(most_complete(statements))), _where(statements, texts), absent)))
    return Table("omissions", say("Omissions"), (say("Claim"), say("In"), say("Not in")), tuple(rows))
