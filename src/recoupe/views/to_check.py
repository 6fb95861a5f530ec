"""Section 1: conflicts side by side, the differing words lit, the lines behind each side."""

from __future__ import annotations

from typing import NamedTuple

from recoupe.model.annotation import Statement
from recoupe.model.finding import Conflict, ConflictValue, DossierRecord, Range
from recoupe.model.group import Entity
from recoupe.model.span import ArticleSpan
from recoupe.views.phrases import Phrases
from recoupe.views.table import Cell, Row, Table
from recoupe.views.texts import Texts, Words
from recoupe.views.values import range_phrase


class Version(NamedTuple):
    """The words of one report on one side of a conflict.

    Attributes:
        report: the report's label.
        words: the statement.
        lit: the part of it that differs, if it has one.
    """

    report: str
    words: Words
    lit: Words | None


class Side(NamedTuple):
    """One side: its value, how many lines stand behind it, and the words."""

    value: str
    lines: str
    versions: tuple[Version, ...]


class ConflictView(NamedTuple):
    """A conflict as it is shown."""

    id: str
    kind: str
    certain: bool
    rule: str
    sides: tuple[Side, ...]


def rank_conflicts(dossier: DossierRecord) -> list[Conflict]:
    """Conflicts, firm ones first, then those with most lines behind them."""
    return sorted(
        dossier.conflicts, key=lambda c: (not c.certain, -sum(v.n_lines for v in c.values), -c.confidence, c.id)
    )


def list_conflicts(dossier: DossierRecord, texts: Texts, say: Phrases) -> tuple[ConflictView, ...]:
    """Conflicts as they are shown, in their rank."""
    return tuple(_view(conflict, texts, say) for conflict in rank_conflicts(dossier))


def differing_words(value: ConflictValue, statement: Statement, texts: Texts) -> Words | None:
    """The words of a statement that a side of a conflict rests on, where they stand in it."""
    for span in value.spans:
        if span.article == statement.article and statement.span.contains(span.span):
            return texts.words(span)
    return None


def kind_phrase(conflict: Conflict, say: Phrases) -> str:
    """What kind of conflict it is."""
    return {
        "date": say("dates differ"),
        "figure": say("figures differ"),
        "name": say("names differ"),
        "speaker": say("same words, different speakers"),
        "negation": say("affirmed and denied"),
    }[conflict.kind]


def entity_name(value: str, texts: Texts) -> str | None:
    """The name of the entity that a value is the id of; null for any other value."""
    # A report may have been given a date as its id.
    item = texts.items.get(value)
    return item.name if isinstance(item, Entity) else None


def value_phrase(value: str | Range, texts: Texts, say: Phrases) -> str:
    """A conflict's value as readers write it: never words of a report."""
    if isinstance(value, Range):
        return range_phrase(value, say)
    if value in {"affirmed", "denied"}:
        return say(value)
    return entity_name(value, texts) or say.date(value)


def _view(conflict: Conflict, texts: Texts, say: Phrases) -> ConflictView:
    sides = []
    for value in conflict.values:
        versions = []
        for statement_id in value.statements:
            statement = texts.items[statement_id]
            lit = differing_words(value, statement, texts)
            versions.append(Version(texts.label(statement.article), texts.of(statement), lit))
        lines = say.count("{n} line", "{n} lines", value.n_lines)
        sides.append(Side(value_phrase(value.value, texts, say), lines, tuple(versions)))
    return ConflictView(
        conflict.id, kind_phrase(conflict, say), conflict.certain, say(conflict.rule.replace("-", " ")), tuple(sides)
    )


def tabulate_conflicts(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Conflicts as a table: a row a side."""
    rows = []
    for conflict in list_conflicts(dossier, texts, say):
        kind = conflict.kind if conflict.certain else f"{conflict.kind} ({say('possibly')})"
        for number, side in enumerate(conflict.sides):
            version = side.versions[0] if side.versions else None
            places: tuple[ArticleSpan, ...] = tuple((v.lit or v.words).at for v in side.versions)
            rows.append(
                Row(
                    (
                        Cell(kind if number == 0 else ""),
                        Cell(side.value, places),
                        Cell(side.lines),
                        Cell(", ".join(dict.fromkeys(v.report for v in side.versions))),
                        Cell(version.words.text, (version.words.at,), verbatim=True) if version else Cell(""),
                    ),
                    conflict.id if number == 0 else None,
                )
            )
    columns = (say("Conflict"), say("Value"), say("Lines"), say("Reports"), say("Words"))
    return Table("conflicts", say("To check first"), columns, tuple(rows))
