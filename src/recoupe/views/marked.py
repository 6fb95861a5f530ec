"""Section 11: the texts, untouched, with a mark for every place that the page leads to.

A mark is an element around its words that is lit when the address names it, without any script. Marks that lie in one
another are elements in one another; where two cross, the one that begins later is cut in two, and the parts of it are
lit by a style rule of their own. Joined, the pieces are exactly the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from recoupe.model.document import Article
from recoupe.model.span import ArticleSpan
from recoupe.views.controls import show_controls
from recoupe.views.texts import Texts

Mark = tuple[int, int, str]
"""Start and end in code points, and the name of a mark."""


class Piece(NamedTuple):
    """A stretch of a text.

    Attributes:
        closed: how many marks end before it.
        opened: marks that begin or go on with it, outermost first, each with whether it begins here.
        text: its words.
    """

    closed: int
    opened: tuple[tuple[str, bool], ...]
    text: str


class MarkedText(NamedTuple):
    """A report as it is shown: its label, its address, its title where that was given apart, and its text as HTML."""

    article: Article
    label: str
    url: str | None
    title: Markup
    text: Markup


class Links:
    """The places that a page leads to, each with an anchor of its own.

    A place is numbered when it is first linked to, in the order of the page.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._marks: dict[ArticleSpan, str] = {}
        self._cut: set[str] = set()

    def __call__(self, place: ArticleSpan) -> str:
        """The address of a place within the page; that of the whole report where the place has no words in it."""
        within = self._texts.extent(place.article, place.field)
        if place.span == within or place.start >= place.end or not within.contains(place.span):
            return f"#{place.article}"
        if place not in self._marks:
            self._marks[place] = f"w{len(self._marks) + 1}"
        return f"#{self._marks[place]}"

    def marked_texts(self) -> Iterator[MarkedText]:
        """Every report with its marks."""
        places: dict[tuple[str, str], list[Mark]] = defaultdict(list)
        for place, mark in self._marks.items():
            places[place.article, place.field].append((place.start, place.end, mark))
        for article in self._texts.dossier.articles:
            document = self._texts.documents[article.document]
            title = document.title or ""
            shown = (
                nest_marks(title, 0, len(title), places[article.id, "title"]),
                nest_marks(document.text, article.start, article.end, places[article.id, "text"]),
            )
            yield MarkedText(article, self._texts.label(article.id), document.url, *map(self._written, shown))

    def cut_marks(self) -> list[str]:
        """The marks that were cut where they cross others: known once the texts are written."""
        return sorted(self._cut)

    def _written(self, pieces: Iterable[Piece]) -> Markup:
        kept = list(pieces)
        cut = {mark for piece in kept for mark, begins in piece.opened if not begins}
        self._cut |= cut
        parts = []
        for piece in kept:
            parts.append("</span>" * piece.closed)
            for mark, begins in piece.opened:
                named = f" id={mark}" if begins else ""
                parts.append(f"<span{named} class={mark}>" if mark in cut else f"<span{named}>")
            # A parser of HTML reads a bare carriage return as a line feed.
            parts.append(str(escape(show_controls(piece.text))).replace("\r", "&#13;"))
        return Markup("".join(parts))


def nest_marks(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Cut ``text[start:end]`` at the ends of marks.

    Args:
        text: the whole field.
        start: where the article begins in it.
        end: where it ends.
        marks: those of the field; what lies outside the article is left out.
    """
    starting: dict[int, list[Mark]] = defaultdict(list)
    bounds = {start, end}
    for mark in marks:
        if start <= mark[0] < mark[1] <= end:
            starting[mark[0]].append(mark)
            bounds.update(mark[:2])
    opened: list[Mark] = []
    for left, right in pairwise(sorted(bounds)):
        kept = next((depth for depth, mark in enumerate(opened) if mark[1] <= left), len(opened))
        closed = len(opened) - kept
        again = [mark for mark in opened[kept:] if mark[1] > left]
        # What ends last is outermost, so that as few marks as can be are cut.
        new = sorted(again + starting[left], key=lambda mark: (-mark[1], mark[0], mark[2]))
        opened[kept:] = new
        yield Piece(closed, tuple((mark, begin == left) for begin, _, mark in new), text[left:right])
    yield Piece(len(opened), (), "")
