"""How much of an article is its own, and which reports are one text.

Originality
    The share of an article's words that stand in no earlier article.
Copies
    Reports joined, directly or through others, by passages that hold most of the shorter one's words. The number of
    distinct texts is the number of groups.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Reuse
from recoupe.model.partition import Partition
from recoupe.model.period import order_dates
from recoupe.model.span import Span
from recoupe.options import ReuseOptions
from recoupe.reuse.shingles import WordTable, tabulate_span

_DEFAULTS = ReuseOptions()

# Edits whose words were still taken.
_TAKEN = frozenset({"typography", "spelling", "reordering"})


def measure_originality(articles: Iterable[AnnotatedArticle], reuses: Iterable[Reuse]) -> dict[str, float]:
    """The share of each article's words, 0 to 1, that stand in no earlier article; 1.0 without reuse or words.

    An article is earlier when a direction says so or, where the direction is open, when its date surely is. Words that
    an edit changed or added are the article's own.

    Args:
        articles: all articles.
        reuses: with their edits and directions.
    """
    by_id = {article.article.id: article for article in sorted(articles, key=lambda a: a.article.id)}
    taken: dict[str, list[tuple[Span, list[Span]]]] = {name: [] for name in by_id}
    for reuse in reuses:
        a, b = by_id[reuse.a.article].article, by_id[reuse.b.article].article
        order = {"a->b": -1, "b->a": 1}.get(reuse.direction, order_dates(a.published, b.published))
        changed = [edit for edit in reuse.edits if edit.kind not in _TAKEN]
        if order < 0:
            taken[b.id].append((reuse.b.span, [edit.b for edit in changed]))
        elif order > 0:
            taken[a.id].append((reuse.a.span, [edit.a for edit in changed]))
    result: dict[str, float] = {}
    for name, article in by_id.items():
        table = tabulate_span(article, article.article.span)
        found: set[int] = set()
        for passage, own in taken[name]:
            found |= set(_rows(table, passage)).difference(*(_rows(table, span) for span in own))
        result[name] = round(1 - len(found) / len(table), 4) if len(table) else 1.0
    return result


def group_copies(
    articles: Iterable[AnnotatedArticle], reuses: Iterable[Reuse], options: ReuseOptions = _DEFAULTS
) -> tuple[tuple[str, ...], ...]:
    """Groups of articles that are one text, each sorted; an article without a copy is a group of its own.

    Two articles are joined when their passages hold `ReuseOptions.copy_share` of the words of the shorter one.

    Args:
        articles: all articles.
        reuses: their passages; directions are not needed.
        options: the share.
    """
    tables = {article.article.id: tabulate_span(article, article.article.span) for article in articles}
    covered: dict[tuple[str, str], tuple[set[int], set[int]]] = {}
    for reuse in reuses:
        a_rows, b_rows = covered.setdefault((reuse.a.article, reuse.b.article), (set(), set()))
        a_rows.update(_rows(tables[reuse.a.article], reuse.a.span))
        b_rows.update(_rows(tables[reuse.b.article], reuse.b.span))
    copies = Partition(tables)
    for (a, b), rows in covered.items():
        shorter = 0 if len(tables[a]) <= len(tables[b]) else 1
        if len(rows[shorter]) >= options.copy_share * len(tables[(a, b)[shorter]]):
            copies.join(a, b)
    return tuple(tuple(group) for group in copies.groups().values())


def _rows(table: WordTable, span: Span) -> range:
    """Rows of the words that lie inside a span."""
    first = int(np.searchsorted(table.starts, span.start))
    return range(first, max(first, int(np.searchsorted(table.ends, span.end, side="right"))))
