"""What a third article tells of two that share a passage.

Two articles that took the same words from a third did not take them from each other, and an article that surely took
them from one did not take them from another that only happens to be earlier. The rules hold for passages that overlap
in the article that they have in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from recoupe.model.group import Direction, Evidence, Reuse
from recoupe.model.span import ArticleSpan

_SURE = frozenset({"credit", "earlier-version", "same-outlet"})
"""Evidence by which one article surely took from another, whatever a third one has."""


class _Link(NamedTuple):
    """A reuse seen from one of its articles: both passages, whether the article took it or gave it, how surely."""

    own: ArticleSpan
    other: ArticleSpan
    direction: str
    sure: bool
    mended: bool
    similarity: float


def weigh_thirds(reuses: Sequence[Reuse]) -> tuple[Reuse, ...]:
    """The reuses, their directions corrected where a third article explains both of their sides."""
    links: dict[tuple[str, str], list[_Link]] = defaultdict(list)
    thirds: dict[str, set[str]] = defaultdict(set)
    for reuse in reuses:
        rules = {evidence.rule for evidence in reuse.because}
        sure, mended = bool(rules & _SURE), "mended-spelling" in rules
        for own, other, taken in ((reuse.a, reuse.b, "b->a"), (reuse.b, reuse.a, "a->b")):
            directed = reuse.direction in {"a->b", "b->a"}
            direction = ("taken" if reuse.direction == taken else "given") if directed else reuse.direction
            links[own.article, other.article].append(_Link(own, other, direction, sure, mended, reuse.similarity))
            thirds[own.article].add(other.article)
    return tuple(_weigh(reuse, links, thirds) for reuse in reuses)


def _weigh(reuse: Reuse, links: dict[tuple[str, str], list[_Link]], thirds: dict[str, set[str]]) -> Reuse:
    if any(evidence.rule in _SURE for evidence in reuse.because):
        return reuse
    for third in sorted(thirds[reuse.a.article] & thirds[reuse.b.article]):
        for to_a, to_b in _beside(reuse, third, links):
            direction = _tell(reuse, to_a, to_b)
            if direction is not None:
                closeness = min(to_a.similarity, to_b.similarity)
                spans = (to_a.own, to_a.other, to_b.own, to_b.other)
                because = (*reuse.because, Evidence(rule="common-source", score=closeness, spans=spans))
                return msgspec.structs.replace(reuse, direction=direction, because=because)
    return reuse


def _beside(reuse: Reuse, third: str, links: dict[tuple[str, str], list[_Link]]) -> Iterator[tuple[_Link, _Link]]:
    """What the two articles share with a third, in the passage that they share with each other."""
    for to_a in links[reuse.a.article, third]:
        for to_b in links[reuse.b.article, third]:
            if to_a.own.span.overlaps(reuse.a.span) and to_b.own.span.overlaps(reuse.b.span):
                yield to_a, to_b


def _tell(reuse: Reuse, to_a: _Link, to_b: _Link) -> Direction | None:
    """The direction that the third article leaves open; None where it changes nothing."""
    both_taken = to_a.direction == "taken" == to_b.direction
    if both_taken and to_a.sure and to_b.sure:
        return "common"
    if reuse.direction in {"a->b", "b->a"}:
        source, taker = (to_a, to_b) if reuse.direction == "a->b" else (to_b, to_a)
        if taker.direction == "taken" and taker.sure:
            # The taker surely took it from the third: what it shares with the source, the two have from there.
            return "common" if source.direction in {"common", "taken"} else "unknown"
        if any(evidence.rule == "mended-spelling" for evidence in reuse.because):
            # Another article had the same error, and the taker may have mended it there, unless one of the two is known
            # to have it from the other: then the taker is behind both.
            apart = source.direction not in {"taken", "given"}
            return "unknown" if apart and taker.direction == "taken" and taker.mended else None
    closeness = min(to_a.similarity, to_b.similarity)
    if both_taken and closeness >= reuse.similarity:
        return "common" if closeness > reuse.similarity else "unknown"
    return None
