"""Dates a saying: between which days the words of a quotation can have been said.

A report that gives the day beside the cue (`a déclaré mardi`) dates them; any other was published a few days after
them at most. Two quotations can be of one occasion when their days overlap.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import NamedTuple

from recoupe.model.annotation import AnnotatedArticle, Quotation, Timex
from recoupe.model.period import number_day
from recoupe.model.span import Span

_REACH = 60
"""How far from the cue, in code points, the day of a saying may stand: one phrase of apposition between them."""

_LONGEST = 31
"""Days of the longest time expression that dates a saying."""

_ENDS = ".;:!?\n"


class Days(NamedTuple):
    """First and last day, as ordinals; infinite where unknown."""

    first: float = -math.inf
    last: float = math.inf


class Occasions:
    """Dates the quotations of one article.

    Args:
        article: with tokens, timexes and quotations.
        lag: most days between a saying and a report of it.
    """

    def __init__(self, article: AnnotatedArticle, lag: int) -> None:
        self._article = article
        self._starts = [token.start for token in article.tokens]
        self._timexes = [t for t in article.timexes if t.field == "text"]
        self._timex_starts = [t.start for t in self._timexes]
        self._published = number_day(article.article.published)
        self._lag = lag

    def days(self, quotation: Quotation) -> Days:
        """The days between which the words of a quotation can have been said."""
        stated = self._stated(quotation.cue) if quotation.cue is not None else None
        if stated is not None:
            return stated
        return Days() if self._published is None else Days(self._published - self._lag, self._published)

    def _stated(self, cue: Span) -> Days | None:
        """The days that the report gives beside a cue."""
        best: tuple[int, Days] | None = None
        for timex in self._timexes[bisect_left(self._timex_starts, cue.start - 2 * _REACH) :]:
            distance = max(timex.start - cue.end, cue.start - timex.end, 0)
            if timex.start > cue.end + _REACH:
                break
            if distance > _REACH or not timex.earliest or not timex.latest or timex.type not in {"DATE", "TIME"}:
                continue
            first, last = number_day(timex.earliest), number_day(timex.latest)
            if first is None or last is None or last - first > _LONGEST:
                continue
            if self._published is not None and first > self._published:
                continue  # what is yet to come when the report appears is no day of a saying
            if (best is None or distance < best[0]) and self._together(timex, cue):
                best = (distance, Days(first, last))
        return best[1] if best else None

    def _together(self, timex: Timex, cue: Span) -> bool:
        """Whether a date stands outside what is quoted, and no other verb, relative or point between it and a cue."""
        start, end = min(timex.end, cue.end), max(timex.start, cue.start)
        between = self._article.tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        if any(t.pos in {"SCONJ", "VERB"} for t in between):
            return False
        if any(character in _ENDS for character in self._article.text[start:end]):
            return False
        return not any(q.content.contains(timex.span) for q in self._article.quotations)
