"""Orders the dates that the reports give.

Moment
    A day, month, year or range that statements place something in. Publication dates are not moments: they are said
    about the reports, not in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from recoupe.model.annotation import AnnotatedArticle, Timex
from recoupe.model.finding import Moment

Granularity = Literal["day", "month", "year", "longer", "range"]


def order_timeline(articles: Sequence[AnnotatedArticle]) -> tuple[Moment, ...]:
    """Moments in the order of time, each with the statements that give it.

    Args:
        articles: with timexes and statements.
    """
    found: dict[tuple[str, str, Granularity], set[str]] = defaultdict(set)
    for article in articles:
        timexes = {timex.id: timex for timex in article.timexes}
        for statement in article.statements:
            for timex in (timexes[i] for i in statement.timexes if i in timexes):
                if timex.type in {"DATE", "TIME"} and timex.earliest and timex.latest:
                    found[timex.earliest, timex.latest, _granularity(timex)].add(statement.id)
    return tuple(
        Moment(earliest=earliest, latest=latest, granularity=granularity, statements=tuple(sorted(found[key])))
        for key in sorted(found)
        for earliest, latest, granularity in (key,)
    )


def _granularity(timex: Timex) -> Granularity:
    """How fine a date is, from the days it covers."""
    if not timex.earliest or not timex.latest:
        return "range"
    first, last = timex.earliest[:10], timex.latest[:10]
    if first == last:
        return "day"
    if first[:7] == last[:7] and first.endswith("-01") and int(last[8:10] or 0) >= 28:
        return "month"
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return "year" if first[:4] == last[:4] else "longer"
    return "range"
