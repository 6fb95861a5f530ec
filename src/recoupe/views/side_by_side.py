"""Section 4: copies side by side, words cut and added lit, edits classed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from recoupe.model.document import Document
from recoupe.model.finding import DossierRecord
from recoupe.model.group import Edit, Reuse
from recoupe.model.span import ArticleSpan, Span
from recoupe.views.phrases import Phrases
from recoupe.views.table import BEGINNING, Cell, Row, Table, beginning_cell
from recoupe.views.templates import template_phrase
from recoupe.views.texts import Texts, Words

TELLING = frozenset({"attribution", "date", "figure", "name"})
"""Edits that may change what a passage says."""


class Piece(NamedTuple):
    """A stretch of one side: its words, and the kind of edit they were changed by; null where both sides agree."""

    text: str
    edit: str | None


class CopyView(NamedTuple):
    """A copied passage as it is shown: both sides cut at the edits.

    Attributes:
        beside: what else the digests hold that one of its sides stands in: labels, and how each begins.
    """

    id: str
    a_label: str
    b_label: str
    a: ArticleSpan
    b: ArticleSpan
    a_pieces: tuple[Piece, ...]
    b_pieces: tuple[Piece, ...]
    direction: str
    similarity: str
    edits: tuple[tuple[str, int], ...]
    beside: tuple[tuple[str, Words], ...]


def list_copies(dossier: DossierRecord, texts: Texts, say: Phrases) -> tuple[CopyView, ...]:
    """The passages that join a copy to its best source, longest first."""
    return tuple(_view(reuse, texts, say) for reuse in _listed(dossier))


def _listed(dossier: DossierRecord) -> list[Reuse]:
    """The passages that are shown, longest first."""
    return sorted((r for r in dossier.reuse if r.joins_copy), key=lambda r: (r.a.start - r.a.end, r.id))


def direction_phrase(reuse: Reuse, a: str, b: str, say: Phrases) -> str:
    """Who took from whom, as a phrase; of a template, what it is."""
    if reuse.template:
        return template_phrase(reuse, say)
    if reuse.direction == "a->b":
        return say("{taker} took from {taken}", taker=b, taken=a)
    if reuse.direction == "b->a":
        return say("{taker} took from {taken}", taker=a, taken=b)
    return say("common origin") if reuse.direction == "common" else say("direction unknown")


def further_pairs(reuses: Iterable[Reuse], say: Phrases) -> str:
    """How many pairs of the same words are not listed; empty when there are none."""
    further = sum(not reuse.best and not reuse.template for reuse in reuses)
    if not further:
        return ""
    return say.count("{n} more pair shares the same words", "{n} more pairs share the same words", further)


def edit_phrase(kind: str, say: Phrases) -> str:
    """The class of an edit, as a word."""
    return say(kind)


def tabulate_copies(
    reuses: Sequence[Reuse],
    documents: dict[str, Document],
    labels: dict[str, str],
    say: Phrases,
    *,
    all_pairs: bool = False,
) -> Table:
    """Copied passages as a table.

    Args:
        reuses: the passages.
        documents: article id -> its document.
        labels: article id -> what readers call it.
        say: the interface's phrases.
        all_pairs: list also the pairs that follow from those to each copy's best source, and those of templates.
    """
    rows = []
    for reuse in (r for r in reuses if r.joins_copy or all_pairs):
        a, b = labels[reuse.a.article], labels[reuse.b.article]
        kinds = Counter(edit.kind for edit in reuse.edits)
        rows.append(
            Row(
                (
                    Cell(f"{a} / {b}", (reuse.a, reuse.b)),
                    Cell(say.share(reuse.similarity)),
                    Cell(direction_phrase(reuse, a, b, say)),
                    Cell(", ".join(f"{edit_phrase(k, say)} {n}" for k, n in sorted(kinds.items()))),
                    beginning_cell(reuse.a, documents[reuse.a.article].text),
                ),
                reuse.id,
            )
        )
    note = further_pairs(reuses, say) if not all_pairs else ""
    if note:
        rows.append(Row((Cell(note), *(Cell("") for _ in range(4)))))
    columns = (say("Reports"), say("Shared"), say("Direction"), say("Edits"), say("Begins"))
    return Table("copies", say("Copies"), columns, tuple(rows))


def tabulate_telling_edits(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """The edits of copies that change a figure, a date, a name or who speaks, a passage after the other."""
    rows = []
    for reuse in _listed(dossier):
        a, b = texts.label(reuse.a.article), texts.label(reuse.b.article)
        for edit in reuse.edits:
            if edit.kind in TELLING:
                places = [
                    ArticleSpan(article=side.article, start=span.start, end=span.end)
                    for side, span in ((reuse.a, edit.a), (reuse.b, edit.b))
                ]
                cells = [
                    Cell(texts.words(at).text, (at,), verbatim=True) if len(at.span) else Cell("–") for at in places
                ]
                rows.append(Row((Cell(edit_phrase(edit.kind, say)), Cell(a), cells[0], Cell(b), cells[1])))
    columns = (say("Changed"), say("Report"), say("Words"), say("Report"), say("Words"))
    return Table("telling-edits", say("What copies changed"), columns, tuple(rows))


def _view(reuse: Reuse, texts: Texts, say: Phrases) -> CopyView:
    a, b = texts.label(reuse.a.article), texts.label(reuse.b.article)
    kinds = Counter(edit.kind for edit in reuse.edits)
    return CopyView(
        id=reuse.id,
        a_label=a,
        b_label=b,
        a=reuse.a,
        b=reuse.b,
        a_pieces=tuple(_pieces(texts.words(reuse.a).text, reuse.a, ((e, e.a) for e in reuse.edits))),
        b_pieces=tuple(_pieces(texts.words(reuse.b).text, reuse.b, ((e, e.b) for e in reuse.edits))),
        direction=direction_phrase(reuse, a, b, say),
        similarity=say.share(reuse.similarity),
        edits=tuple((edit_phrase(kind, say), n) for kind, n in sorted(kinds.items())),
        beside=tuple(
            (texts.label(other), texts.opening(other, BEGINNING))
            for article in dict.fromkeys((reuse.a.article, reuse.b.article))
            for other in texts.beside(article)
            if other not in {reuse.a.article, reuse.b.article}
        ),
    )


def _pieces(text: str, at: ArticleSpan, edits: Iterable[tuple[Edit, Span]]) -> Iterator[Piece]:
    """Cut one side at its edits; together the pieces are exactly the side's words."""
    position = at.start
    for edit, span in sorted(edits, key=lambda pair: (pair[1].start, pair[1].end)):
        if span.start < position or span.end <= span.start or span.end > at.end:
            continue
        if span.start > position:
            yield Piece(text[position - at.start : span.start - at.start], None)
        yield Piece(text[span.start - at.start : span.end - at.start], edit.kind)
        position = span.end
    if position < at.end:
        yield Piece(text[position - at.start :], None)
