"""Section 11: the texts, untouched, with a mark for every place that the page leads to.

Marks may overlap, so a text is cut at every end of a mark into flat pieces; each piece carries the marks that cover it,
and an empty anchor stands before the first piece of each mark. A style rule per mark lights its pieces when its anchor
is the target of the address, without any script. Joined, the pieces are exactly the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from recoupe.model.document import Article
from recoupe.model.span import ArticleSpan
from recoupe.views.texts import Texts


class Piece(NamedTuple):
    """A stretch of a text.

    Attributes:
        text: its words.
        anchors: marks that begin here.
        marks: marks that cover it.
    """

    text: str
    anchors: tuple[str, ...]
    marks: tuple[str, ...]


class MarkedText(NamedTuple):
    """A report as it is shown: its label, its title where that was given apart, and its text."""

    article: Article
    label: str
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]


class Links:
    """The places that a page leads to, each with an anchor of its own.

    A place is numbered when it is first linked to, in the order of the page.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._marks: dict[ArticleSpan, str] = {}

    def __call__(self, place: ArticleSpan) -> str:
        """The address of a place within the page."""
        if place == self._texts.whole(place.article):
            return f"#{place.article}"
        if place not in self._marks:
            self._marks[place] = f"w{len(self._marks) + 1}"
        return f"#{self._marks[place]}"

    @property
    def marks(self) -> tuple[str, ...]:
        """Every mark, in the order of first use."""
        return tuple(self._marks.values())

    def marked_texts(self) -> Iterator[MarkedText]:
        """Every report with its marks."""
        places: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
        for place, mark in self._marks.items():
            places[place.article, place.field].append((place.start, place.end, mark))
        for article in self._texts.dossier.articles:
            document = self._texts.documents[article.document]
            title = document.title or ""
            yield MarkedText(
                article,
                self._texts.label(article.id),
                tuple(cut_at_marks(title, 0, len(title), places[article.id, "title"])),
                tuple(cut_at_marks(document.text, article.start, article.end, places[article.id, "text"])),
            )


def cut_at_marks(text: str, start: int, end: int, marks: list[tuple[int, int, str]]) -> Iterator[Piece]:
    """Cut ``text[start:end]`` at the ends of marks.

    Args:
        text: the whole field.
        start: where the article begins in it.
        end: where it ends.
        marks: ``(start, end, mark)``; what lies outside the article is left out.
    """
    inside = sorted(m for m in marks if start <= m[0] < m[1] <= end)
    bounds = sorted({start, end, *(m[0] for m in inside), *(m[1] for m in inside)})
    starting: dict[int, list[str]] = defaultdict(list)
    ending: dict[int, list[str]] = defaultdict(list)
    for begin, stop, mark in inside:
        starting[begin].append(mark)
        ending[stop].append(mark)
    covering: dict[str, None] = {}
    for left, right in pairwise(bounds):
        for mark in ending[left]:
            covering.pop(mark, None)
        covering.update(dict.fromkeys(starting[left]))
        if right > left:
            yield Piece(text[left:right], tuple(starting[left]), tuple(covering))
