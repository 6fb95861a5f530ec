"""Forms and formulas: words that reports share though none took them from another, each with its reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from recoupe.model.document import Document
from recoupe.model.group import Reuse
from recoupe.views.phrases import Phrases
from recoupe.views.table import Cell, Row, Table, beginning_cell, listed_cell


def template_phrase(reuse: Reuse, say: Phrases) -> str:
    """What a template is, as a phrase."""
    return say("shared form") if any(e.rule == "shared-form" for e in reuse.because) else say("house formula")


def tabulate_templates(
    reuses: Sequence[Reuse], documents: dict[str, Document], labels: dict[str, str], say: Phrases
) -> Table:
    """Each form and formula once.

    Args:
        reuses: the passages, templates and others.
        documents: article id -> its document.
        labels: article id -> what readers call it, in the order in which reports are listed.
        say: the interface's phrases.
    """
    forms: dict[str, list[Reuse]] = defaultdict(list)
    for reuse in reuses:
        if reuse.form is not None:
            forms[reuse.form].append(reuse)
    rows = []
    for form, members in forms.items():
        places = {side.article: side for reuse in members for side in (reuse.a, reuse.b)}
        reports = [article for article in labels if article in places]
        first = next(reuse.a for reuse in members if reuse.id == form)
        rows.append(
            Row(
                (
                    Cell(template_phrase(members[0], say)),
                    Cell(say.number(len(reports))),
                    listed_cell((labels[article], places[article]) for article in reports),
                    beginning_cell(first, documents[first.article].text),
                ),
                form,
            )
        )
    columns = (say("Kind"), say("Number"), say("Reports"), say("Begins"))
    return Table("copies", say("Forms and formulas"), columns, tuple(rows))
