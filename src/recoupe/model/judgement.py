"""What a person decided. Judgements are kept beside machine output, win over it, and can be undone.

Contradiction
    Judgements that cannot all be followed: two members are kept apart that others of them, perhaps over several steps,
    make the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal

import msgspec

from recoupe.model.partition import Partition

Verdict = Literal["same", "different"]
Subject = Literal["entity", "claim", "story", "utterance", "line"]


class Judgement(msgspec.Struct, frozen=True, order=True, kw_only=True):
    """A person's decision on whether items are the same.

    Attributes:
        subject: what kind of group is judged.
        verdict: ``same`` merges the members, ``different`` keeps each pair of them apart.
        members: ids of mentions, statements, articles or quotations: of what groups are made of, since those ids
            depend on content alone and survive every re-run. Of stories also ids of documents, for the longest article
            of each.
        author: who decided; free text.
        note: why; free text.
    """

    subject: Subject
    verdict: Verdict
    members: tuple[str, ...]
    author: str = ""
    note: str = ""


def find_contradiction(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The first contradiction of judgements on one subject: what keeps members apart, then what makes them the same.

    Args:
        judgements: in any order; members that are the same thing have the same id.

    Returns:
        Empty where all can be followed.
    """
    ordered = sorted(set(judgements))
    joined: Partition[str] = Partition()
    links: dict[str, list[tuple[str, Judgement]]] = defaultdict(list)
    for judgement in ordered:
        if judgement.verdict == "same":
            for one, other in combinations(sorted(set(judgement.members)), 2):
                joined.join(one, other)
                links[one].append((other, judgement))
                links[other].append((one, judgement))
    for judgement in ordered:
        if judgement.verdict == "different":
            for one, other in combinations(sorted(set(judgement.members)), 2):
                if joined.same(one, other):
                    return (judgement, *_path(one, other, links))
    return ()


def _path(one: str, other: str, links: dict[str, list[tuple[str, Judgement]]]) -> list[Judgement]:
    """The fewest judgements that make two members the same."""
    steps: dict[str, list[Judgement]] = {one: []}
    waiting = [one]
    for member in waiting:
        for neighbour, judgement in links[member]:
            if neighbour not in steps:
                trail = steps[member]
                steps[neighbour] = trail if judgement in trail else [*trail, judgement]
                waiting.append(neighbour)
    return steps[other]


def describe_contradiction(judgements: Sequence[Judgement]) -> str:
    """What a person is told of a contradiction that `find_contradiction` gives."""
    against, *joining = (f"({j.verdict} {j.subject}: {', '.join(j.members)}{_by(j)})" for j in judgements)
    return f"judgements contradict each other: {against} against {' and '.join(joining)}; undo one of them"


def _by(judgement: Judgement) -> str:
    return f"; by {judgement.author}" if judgement.author else ""
