"""What of an article stands where: the quotations that hold statements, and the layers inside a span.

Holding
    A quotation whose content is long enough to be a statement by itself. Its cue and the words that name its speaker
    are its *frame*.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from recoupe.annotate.clauses import MIN_CONTENT, Piece, Word, read_words
from recoupe.model.annotation import AnnotatedArticle, Located, Mention, Quotation
from recoupe.model.span import Span


class Holdings:
    """The quotations that hold statements: those whose content is long enough to be compared by itself."""

    def __init__(self, article: AnnotatedArticle) -> None:
        starts = [token.start for token in article.tokens]
        self._held: list[Quotation] = []
        self._frames: list[tuple[int, int]] = []
        for quotation in (q for q in article.quotations if not q.is_relay):
            if quotation.content.field != "text":
                continue
            first = bisect_left(starts, quotation.content.start)
            last = bisect_left(starts, quotation.content.end)
            if first < last and Piece(read_words(article.tokens[first:last], article.text)).content >= MIN_CONTENT:
                self._held.append(quotation)
                self._frames.extend(_frame(quotation))
        self._held.sort(key=lambda q: (q.content.start, q.content.end, q.id))
        self._starts = [q.content.start for q in self._held]
        self._reach = _running_maximum([q.content.end for q in self._held])
        self._frames = _merged(self._frames)
        self._frame_starts = [start for start, _ in self._frames]
        self.borders = frozenset(offset for q in self._held for offset in (q.content.start, q.content.end))

    def at(self, piece: Piece) -> Quotation | None:
        """The innermost quotation that most of a piece stands in."""
        best: Quotation | None = None
        index = bisect_left(self._starts, piece.end) - 1
        while index >= 0 and self._reach[index] > piece.start:
            content = self._held[index].content
            shared = min(content.end, piece.end) - max(content.start, piece.start)
            if 2 * shared > piece.end - piece.start and (best is None or len(content) < len(best.content)):
                best = self._held[index]
            index -= 1
        return best

    def frames(self, word: Word) -> bool:
        """Whether a word belongs to a cue or names a speaker."""
        index = bisect_left(self._frame_starts, word.token.end) - 1
        return index >= 0 and self._frames[index][1] > word.token.start


def _frame(quotation: Quotation) -> Iterable[tuple[int, int]]:
    if quotation.cue and quotation.cue.field == "text":
        yield quotation.cue.start, quotation.cue.end
    speaker = quotation.speaker
    if speaker and speaker.start is not None and speaker.end is not None and speaker.field == "text":
        yield speaker.start, speaker.end


def _running_maximum(values: Iterable[int]) -> list[int]:
    maxima: list[int] = []
    for value in values:
        maxima.append(max(value, maxima[-1]) if maxima else value)
    return maxima


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


class Layers:
    """The mentions, timexes and quantities of an article, to be asked for those inside a span."""

    def __init__(self, article: AnnotatedArticle) -> None:
        self._mentions = _Inside(article.mentions)
        self._timexes = _Inside(article.timexes)
        self._quantities = _Inside(article.quantities)

    def entities(self, span: Span, holes: Sequence[Span] = ()) -> tuple[str, ...]:
        """Chains named inside a span and in none of its holes, each once, in order of their ids."""
        return tuple(sorted({m.chain for m in self._mentions.find(span, holes) if isinstance(m, Mention)}))

    def timexes(self, span: Span, holes: Sequence[Span] = ()) -> tuple[str, ...]:
        """Time expressions inside a span and in none of its holes, in the order of the text."""
        return tuple(item.id for item in self._timexes.find(span, holes))

    def quantities(self, span: Span, holes: Sequence[Span] = ()) -> tuple[str, ...]:
        """Quantities inside a span and in none of its holes, in the order of the text."""
        return tuple(item.id for item in self._quantities.find(span, holes))


class _Inside:
    """Items of one layer by their place."""

    def __init__(self, items: Iterable[Located]) -> None:
        self._items = sorted((i for i in items if i.field == "text"), key=lambda i: (i.start, i.end, i.id))
        self._starts = [item.start for item in self._items]

    def find(self, span: Span, holes: Sequence[Span] = ()) -> list[Located]:
        """Items that begin inside a span and have their middle in it: a cut may fall inside a long expression."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        found = [item for item in self._items[first:last] if item.start + item.end <= 2 * span.end]
        return [item for item in found if not any(hole.start <= item.start < hole.end for hole in holes)]
