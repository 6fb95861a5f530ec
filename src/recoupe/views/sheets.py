"""Claims, conflicts and quotations as sheets: flat rows for spreadsheets, each readable without the others.

A claim has a row for each of its statements, a conflict for each statement on each of its sides, a quotation one. Every
row gives the words of a report, where they stand, and the fragment of the page's address that leads to the item.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from recoupe.errors import UsageError
from recoupe.model.annotation import Quotation
from recoupe.model.finding import Conflict, ConflictValue, DossierRecord, Range
from recoupe.model.group import Claim
from recoupe.model.span import ArticleSpan
from recoupe.views.claim_matrix import STATUS_ORDER
from recoupe.views.quotation_board import chain_phrase
from recoupe.views.texts import Texts
from recoupe.views.to_check import differing_words, entity_name, rank_conflicts

Value = str | int | float | bool | None
"""What a cell holds; null is an empty cell."""

_WORDS = ("words", "report", "outlet", "publisher", "published")
_PLACE = ("article", "document", "field", "start", "end", "link")


class Sheet(NamedTuple):
    """A sheet: its columns, and rows of as many values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def _claims(texts: Texts) -> Sheet:
    """Claims in the order of their status, those that are only possible last."""

    def rank(claim: Claim) -> tuple[bool, int, str, int, str]:
        first = texts.items[claim.statements[0]]
        return not claim.certain, STATUS_ORDER[claim.status], first.article, first.start, claim.id

    columns = ("status", "certain", "lines", *_WORDS, "line", "origin", "holder", "modality", "polarity")
    rows = (row for claim in sorted(texts.dossier.claims, key=rank) for row in _claim_rows(claim, texts))
    return Sheet((*columns, "claim", "statement", *_PLACE), tuple(rows))


def _claim_rows(claim: Claim, texts: Texts) -> Iterator[tuple[Value, ...]]:
    lines = {member: (number, line.origin) for number, line in enumerate(claim.lines, 1) for member in line.statements}
    for member in claim.statements:
        statement = texts.items[member]
        yield (
            claim.status,
            claim.certain,
            len(claim.lines),
            *_words(statement.located, texts),
            *lines.get(member, (None, None)),
            statement.holder.name,
            statement.modality,
            statement.polarity,
            claim.id,
            member,
            *_place(statement.located, claim.id, texts),
        )


def _conflicts(texts: Texts) -> Sheet:
    """Conflicts as the page ranks them, side by side."""
    columns = ("kind", "certain", "side", "value", "low", "high", "unit", "lines", "differing", *_WORDS)
    rows = (
        row
        for conflict in rank_conflicts(texts.dossier)
        for side, value in enumerate(conflict.values, start=1)
        for row in _side_rows(conflict, side, value, texts)
    )
    return Sheet((*columns, "rule", "confidence", "conflict", "claim", "statement", *_PLACE), tuple(rows))


def _side_rows(conflict: Conflict, side: int, value: ConflictValue, texts: Texts) -> Iterator[tuple[Value, ...]]:
    said = value.value
    if isinstance(said, Range):
        shown: tuple[Value, ...] = (None, said.low, said.high, said.unit)
    else:
        shown = (entity_name(said, texts) or said, None, None, None)
    for member in value.statements:
        statement = texts.items[member]
        differing = differing_words(value, statement, texts)
        yield (
            conflict.kind,
            conflict.certain,
            side,
            *shown,
            value.n_lines,
            differing.text if differing else None,
            *_words(statement.located, texts),
            conflict.rule,
            conflict.confidence,
            conflict.id,
            conflict.claim,
            member,
            *_place(statement.located, conflict.id, texts),
        )


def _quotations(texts: Texts) -> Sheet:
    """Quotations in the order of the reports."""
    utterances = {member: u.id for u in texts.dossier.utterances for member in u.quotations}
    columns = ("kind", "negated", "modality", "speaker", *_WORDS, "cue", "chain", "flags", "rule", "confidence")
    rows = tuple(_quotation_row(q, utterances.get(q.id), texts) for q in texts.dossier.quotations)
    return Sheet((*columns, "quotation", "utterance", "entities", *_PLACE), rows)


def _quotation_row(quotation: Quotation, utterance: str | None, texts: Texts) -> tuple[Value, ...]:
    speaker, cue = quotation.speaker, quotation.cue
    entities = () if speaker is None else speaker.entities or (speaker.entity or "",)
    return (
        quotation.kind,
        quotation.negated,
        quotation.modality,
        speaker.name if speaker else None,
        *_words(quotation.located, texts),
        texts.document_of(quotation.article).surface(cue) if cue else None,
        chain_phrase(quotation),
        " ".join(quotation.flags),
        quotation.rule,
        quotation.confidence,
        quotation.id,
        utterance,
        " ".join(entities),
        *_place(quotation.located, quotation.id, texts),
    )


def _words(at: ArticleSpan, texts: Texts) -> tuple[Value, ...]:
    """Words with the report that they stand in."""
    article = texts.articles[at.article]
    return texts.words(at).text, texts.label(at.article), article.outlet, article.publisher, article.published


def _place(at: ArticleSpan, item_id: str, texts: Texts) -> tuple[Value, ...]:
    """Where words stand, and the fragment that leads to their item on the page."""
    return at.article, texts.articles[at.article].document, at.field, at.start, at.end, f"#{item_id}"


_SHEETS: Mapping[str, Callable[[Texts], Sheet]] = {
    "claims": _claims,
    "conflicts": _conflicts,
    "quotations": _quotations,
}

SHEETS = tuple(_SHEETS)
"""Names of the sheets."""


def make_sheet(dossier: DossierRecord, name: str) -> Sheet:
    """A sheet of a dossier. Its values are those of the JSON, the same in every language of the interface.

    Args:
        dossier: the dossier.
        name: of the sheet: ``claims``, ``conflicts`` or ``quotations``.

    Raises:
        UsageError: there is no such sheet.
    """
    if name not in _SHEETS:
        raise UsageError(f"there is no sheet {name!r}; choose one of {', '.join(SHEETS)}")
    return _SHEETS[name](Texts(dossier))
