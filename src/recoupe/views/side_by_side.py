"""Section 4: copies side by side, words cut and added lit, edits classed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from recoupe.model.document import Document
from recoupe.model.finding import DossierRecord
from recoupe.model.group import Edit, Reuse
from recoupe.model.span import ArticleSpan, Span
from recoupe.views.phrases import Phrases
from recoupe.views.table import Cell, Row, Table
from recoupe.views.texts import Texts

BEGINNING = 120
"""Code points of a copied passage that a table shows; the page shows the whole."""


class Piece(NamedTuple):
    """A stretch of one side: its words, and the kind of edit they were changed by; null where both sides agree."""

    text: str
    edit: str | None


class CopyView(NamedTuple):
    """A copied passage as it is shown: both sides cut at the edits."""

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


def list_copies(dossier: DossierRecord, texts: Texts, say: Phrases) -> tuple[CopyView, ...]:
    """Copied passages, longest first."""
    ranked = sorted(dossier.reuse, key=lambda r: (r.a.start - r.a.end, r.id))
    return tuple(_view(reuse, texts, say) for reuse in ranked)


def direction_phrase(reuse: Reuse, a: str, b: str, say: Phrases) -> str:
    """Who took from whom, as a phrase."""
    if reuse.direction == "a->b":
        return say("{taker} took from {taken}", taker=b, taken=a)
    if reuse.direction == "b->a":
        return say("{taker} took from {taken}", taker=a, taken=b)
    return say("common origin") if reuse.direction == "common" else say("direction unknown")


def edit_phrase(kind: str, say: Phrases) -> str:
    """The class of an edit, as a word."""
    return say(kind)


def tabulate_copies(
    reuses: Iterable[Reuse], documents: dict[str, Document], labels: dict[str, str], say: Phrases
) -> Table:
    """Copied passages as a table.

    Args:
        reuses: the passages.
        documents: article id -> its document.
        labels: article id -> what readers call it.
        say: the interface's phrases.
    """
    rows = []
    for reuse in reuses:
        a, b = labels[reuse.a.article], labels[reuse.b.article]
        kinds = Counter(edit.kind for edit in reuse.edits)
        end = min(reuse.a.end, reuse.a.start + BEGINNING)
        beginning = ArticleSpan(article=reuse.a.article, start=reuse.a.start, end=end)
        rows.append(
            Row(
                (
                    Cell(f"{a} / {b}", (reuse.a, reuse.b)),
                    Cell(f"{round(100 * reuse.similarity)} %"),
                    Cell(direction_phrase(reuse, a, b, say)),
                    Cell(", ".join(f"{edit_phrase(k, say)} {n}" for k, n in sorted(kinds.items()))),
                    Cell(documents[reuse.a.article].text[reuse.a.start : end], (beginning,), verbatim=True),
                ),
                reuse.id,
            )
        )
    columns = (say("Reports"), say("Shared"), say("Direction"), say("Edits"), say("Begins"))
    return Table("copies", say("Copies"), columns, tuple(rows))


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
        similarity=f"{round(100 * reuse.similarity)} %",
        edits=tuple((edit_phrase(kind, say), n) for kind, n in sorted(kinds.items())),
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
