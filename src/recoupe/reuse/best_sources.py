"""Each copy's best and earliest source: the few pairs from which all others follow.

Text
    The stretches of articles that hold the same words, each joined to another by a reuse. Twenty prints of one dispatch
    are one text and 190 pairs.
Head
    The article of a text that the others are told apart from: the one that took it from nobody, else the one surely
    published first, else the one that shares most of its words with the rest.

Every stretch has one best source: the head, where a reuse joins them directly, else the most alike of those that are
joined already. This is the star that a reader wants and a store can hold, n - 1 links for n stretches; which other
pairs share the words is told on demand. The walk is that of Prim (1957), nearest to the head first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

import msgspec

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Reuse
from recoupe.model.partition import Partition
from recoupe.model.period import Period, read_period

_SHARE = 0.5
"""Share of the shorter of two stretches of one article that the other holds where both are one stretch."""

Stretch = tuple[str, int]
"""A stretch of an article: its id, and the start of the first passage in it."""

Pair = tuple[Stretch, Stretch]


class Text(NamedTuple):
    """What joins the stretches of a text: all its reuses, and of these the ones to the best sources."""

    reuses: list[Reuse]
    best: list[Reuse]


def mark_best_sources(reuses: Iterable[Reuse], articles: Iterable[AnnotatedArticle]) -> tuple[Reuse, ...]:
    """The reuses in their order, `best` set where one joins a copy to its best source.

    Args:
        reuses: with their directions.
        articles: all articles that the reuses name.
    """
    found = tuple(reuses)
    best = {reuse.id for text in find_texts(found, articles) for reuse in text.best}
    return tuple(msgspec.structs.replace(reuse, best=reuse.id in best) for reuse in found)


def find_texts(reuses: Iterable[Reuse], articles: Iterable[AnnotatedArticle]) -> list[Text]:
    """The texts that some reuses join.

    Args:
        reuses: with their directions.
        articles: all articles that the reuses name.
    """
    pairs: dict[Pair, list[Reuse]] = defaultdict(list)
    texts: Partition[Stretch] = Partition()
    for reuse, pair in pair_stretches(reuses):
        pairs[pair].append(reuse)
        texts.join(*pair)
    grouped: dict[Stretch, dict[Pair, list[Reuse]]] = defaultdict(dict)
    for pair, shared in pairs.items():
        grouped[texts.root(pair[0])][pair] = shared
    published = {a.article.id: read_period(a.article.published) for a in articles}
    return [
        Text(
            [reuse for shared in members.values() for reuse in shared],
            [reuse for pair in _best_pairs(members, published) for reuse in members[pair]],
        )
        for members in grouped.values()
    ]


def pair_stretches(reuses: Iterable[Reuse]) -> list[tuple[Reuse, Pair]]:
    """Each reuse with the stretches that it joins: passages of one article that mostly overlap are one stretch."""
    found = tuple(reuses)
    stretches = _stretches(found)
    sides = ((stretches[r.a.article, r.a.start, r.a.end], stretches[r.b.article, r.b.start, r.b.end]) for r in found)
    return [(reuse, (min(a, b), max(a, b))) for reuse, (a, b) in zip(found, sides, strict=True)]


def _stretches(reuses: Sequence[Reuse]) -> dict[tuple[str, int, int], Stretch]:
    """The stretch that each side of a reuse belongs to."""
    sides: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for reuse in reuses:
        for side in (reuse.a, reuse.b):
            sides[side.article].add((side.start, side.end))
    stretches: dict[tuple[str, int, int], Stretch] = {}
    for article, spans in sides.items():
        joined: Partition[tuple[int, int]] = Partition(spans)
        open_spans: list[tuple[int, int]] = []
        for span in sorted(spans):
            open_spans = [other for other in open_spans if other[1] > span[0]]
            for other in open_spans:
                shorter = min(span[1] - span[0], other[1] - other[0])
                if min(span[1], other[1]) - span[0] >= _SHARE * shorter:
                    joined.join(span, other)
            open_spans.append(span)
        for span in spans:
            stretches[article, *span] = (article, joined.root(span)[0])
    return stretches


def _best_pairs(pairs: Mapping[Pair, Sequence[Reuse]], published: Mapping[str, Period | None]) -> set[Pair]:
    """The pairs of one text that join every stretch to its best source."""
    joined_to: dict[Stretch, list[tuple[Stretch, Pair]]] = defaultdict(list)
    for pair in sorted(pairs):
        a, b = pair
        joined_to[a].append((b, pair))
        joined_to[b].append((a, pair))
    head = _head(pairs, joined_to, published)
    order = count()
    best: set[Pair] = set()
    done: set[Stretch] = set()
    queue: list[tuple[int, float, int, int, Stretch, Pair | None]] = [(0, 0.0, 0, next(order), head, None)]
    while queue:
        steps, _, _, _, stretch, pair_in = heappop(queue)
        if stretch in done:
            continue
        done.add(stretch)
        if pair_in is not None:
            best.add(pair_in)
        for other, pair in joined_to[stretch]:
            if other not in done:
                size = sum(len(reuse.a.span) for reuse in pairs[pair])
                alike = max(reuse.similarity for reuse in pairs[pair])
                heappush(queue, (steps + 1, -alike, -size, next(order), other, pair))
    return best


def _head(
    pairs: Mapping[Pair, Sequence[Reuse]],
    joined_to: Mapping[Stretch, Sequence[tuple[Stretch, Pair]]],
    published: Mapping[str, Period | None],
) -> Stretch:
    """The stretch that the others of its text are told apart from."""
    taken_from: dict[str, int] = defaultdict(int)
    for shared in pairs.values():
        for reuse in shared:
            taken, taker = (reuse.a, reuse.b) if reuse.direction == "a->b" else (reuse.b, reuse.a)
            if reuse.direction in {"a->b", "b->a"}:
                taken_from[taken.article] += 1
                taken_from[taker.article] -= 1

    def rank(stretch: Stretch) -> tuple[int, bool, int, float, Stretch]:
        period = published.get(stretch[0])
        shared = sum(len(r.a.span) * r.similarity for _, pair in joined_to[stretch] for r in pairs[pair])
        day = period.last.toordinal() if period is not None else 0
        return (-taken_from[stretch[0]], period is None, day, -shared, stretch)

    return min(joined_to, key=rank)
