"""Pins: what a person said of two reports, that they tell the same story or do not. It wins over the machine.

Reports that are not the same story are never joined, neither as copies nor by what else is alike (a *cannot-link*:
Wagstaff and Cardie 2000, "Clustering with instance-level constraints"). Reports that are the same story bring their
stories with them (a *must-link*): the machine groups first, so that a report which is pinned to an unlike one does not
lose its own kin, and then the stories of both are one. Where that would bring together what a person keeps apart, the
reports that are least alike stay outside.

What is the same is so over several steps, and what is not the same as one report is not the same as those that are the
same as it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from msgspec.structs import replace

from recoupe.errors import UsageError
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Evidence
from recoupe.model.judgement import Judgement, Verdict, describe_contradiction, find_contradiction
from recoupe.model.partition import Partition
from recoupe.model.span import ArticleSpan
from recoupe.stories.features import Matrix
from recoupe.stories.linkage import Groups

_RULES: dict[Verdict, str] = {"same": "judged-same", "different": "judged-different"}


class Pins(NamedTuple):
    """Judgements on the articles of one run.

    Attributes:
        judged: the judgements, with the articles of this run as members, two at least.
        same: articles that are one story, two or more each; sorted.
        apart: pairs of articles that are not one story, all that follow included.
    """

    judged: tuple[Judgement, ...] = ()
    same: tuple[frozenset[str], ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()

    def rows_apart(self, rows: Mapping[str, int]) -> set[tuple[int, int]]:
        """The pairs that are apart as pairs of row numbers, the lower first.

        Args:
            rows: row of each article; several articles may have one row.
        """
        pairs = (sorted(rows[article] for article in pair) for pair in self.apart)
        return {(one, other) for one, other in pairs if one != other}

    def rows_same(self, rows: Mapping[str, int]) -> list[frozenset[int]]:
        """The articles that are one story as row numbers."""
        return sorted((frozenset(rows[article] for article in group) for group in self.same), key=sorted)

    def explain(self, articles: Iterable[AnnotatedArticle]) -> tuple[Evidence, ...]:
        """The judgements that hold a story together or others out of it.

        Args:
            articles: of the story.
        """
        here = {annotated.article.id: annotated.article for annotated in articles}
        evidence = []
        for judgement in self.judged:
            known = [here[member] for member in judgement.members if member in here]
            if len(known) > (judgement.verdict == "same"):
                spans = tuple(ArticleSpan(article=a.id, start=a.start, end=a.end) for a in known)
                evidence.append(Evidence(rule=_RULES[judgement.verdict], score=None, spans=tuple(sorted(spans))))
        return tuple(evidence)


def read_pins(judgements: Iterable[Judgement], articles: Sequence[AnnotatedArticle]) -> Pins:
    """The judgements on stories as far as they speak of these articles.

    Args:
        judgements: on anything; a member may be the id of an article, or of a document for its longest article.
        articles: in any order.

    Raises:
        UsageError: judgements contradict each other.
    """
    owner = _articles_by_id(articles)
    judged: list[Judgement] = []
    meant: dict[Judgement, Judgement] = {}
    for judgement in sorted(set(judgements)):
        members = tuple(sorted({owner[member] for member in judgement.members if member in owner}))
        if judgement.subject == "story" and len(members) > 1:
            judged.append(replace(judgement, members=members))
            meant[judged[-1]] = judgement
    against = find_contradiction(judged)
    if against:
        raise UsageError(describe_contradiction([meant[judgement] for judgement in against]))
    joined: Partition[str] = Partition()
    for judgement in judged:
        if judgement.verdict == "same":
            for member in judgement.members[1:]:
                joined.join(judgement.members[0], member)
    groups = joined.groups()
    apart: set[frozenset[str]] = set()
    for judgement in judged:
        if judgement.verdict == "different":
            for one, other in combinations(judgement.members, 2):
                kin = [groups.get(joined.root(member), [member]) for member in (one, other)]
                apart.update(frozenset((a, b)) for a in kin[0] for b in kin[1])
    same = tuple(frozenset(group) for _, group in sorted(groups.items()))
    return Pins(tuple(dict.fromkeys(judged)), same, frozenset(apart))


def _articles_by_id(articles: Iterable[AnnotatedArticle]) -> dict[str, str]:
    """Id of an article, or of a document -> id of the article, or of the document's longest."""
    ordered = sorted((a.article for a in articles), key=lambda a: (a.end - a.start, -a.start))
    return {article.document: article.id for article in ordered} | {article.id: article.id for article in ordered}


def join_pinned(groups: Groups, same: Iterable[frozenset[int]], apart: set[tuple[int, int]], near: Matrix) -> Groups:
    """Groups of rows joined where a person said so.

    Args:
        groups: every row in one group, and none that holds two rows that are apart.
        same: rows that are one story; where two are apart, so is every pair across their sets.
        apart: pairs of rows, the lower first.
        near: similarities of the rows: whoever is least similar stays outside where two are apart.

    Returns:
        Sorted as `recoupe.stories.linkage.Groups` are.
    """
    pinned = [rows for rows in same if len(rows) > 1]
    enemies: dict[int, set[int]] = defaultdict(set)
    for one, other in apart:
        enemies[one].add(other)
        enemies[other].add(one)
    unit = {row: tuple(sorted(rows)) for rows in pinned for row in rows}
    current = [list(group) for group in groups]
    for rows in pinned:
        touched = [group for group in current if rows & set(group)]
        if len(touched) < 2:
            continue
        inside = {row for group in touched for row in group}
        others = {tuple(r for r in unit.get(row, (row,)) if r in inside) for row in inside - rows}
        kept = set(rows)
        for kin in sorted(others, key=lambda kin: (-_likeness(kin, rows, near), kin)):
            if not any(enemies[row] & kept for row in kin):
                kept.update(kin)
        rest = [[row for row in group if row not in kept] for group in touched]
        untouched = [group for group in current if not rows & set(group)]
        current = [*untouched, sorted(kept), *(group for group in rest if group)]
    return sorted(current)


def _likeness(some: Iterable[int], others: Iterable[int], near: Matrix) -> float:
    return max(float(near[one, other]) for one in some for other in others)
