"""Lists the claims that a report of the same story does not have.

Omission
    A claim, beyond doubt one, that at least two independent lines stand behind, and a report of the story that could
    have it: it was not surely out before the day by which some report had the claim, and it has nothing that is
    possibly the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.finding import Omission
from recoupe.model.group import Claim, Evidence, Story
from recoupe.model.period import read_period
from recoupe.options import CrosscheckOptions

_LEAST_LINES = 2
_DEFAULTS = CrosscheckOptions()


def find_omissions(
    claims: Sequence[Claim],
    articles: Sequence[AnnotatedArticle],
    stories: Sequence[Story],
    options: CrosscheckOptions = _DEFAULTS,
) -> tuple[tuple[Claim, ...], tuple[Omission, ...]]:
    """Claims with the articles that omit them, in the order given, and the omissions, sorted.

    Args:
        claims: with lines.
        articles: with statements.
        stories: who could have what.
        options: how sure a claim must be.
    """
    statements = {s.id: s for article in articles for s in article.statements}
    published = {a.article.id: read_period(a.article.published) for a in articles}
    peers = {article: story.articles for story in stories for article in story.articles}
    possible: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if not claim.certain:
            owners = {statements[s].article for s in claim.statements if s in statements}
            for statement in claim.statements:
                possible[statement] |= owners
    marked: list[Claim] = []
    omissions: list[Omission] = []
    for claim in claims:
        omitted: list[str] = []
        if claim.certain and len(claim.lines) >= _LEAST_LINES and not _doubtful(claim, options):
            members = [statements[s] for s in claim.statements if s in statements]
            owners = {s.article for s in members}
            excused = owners.union(*(possible[s.id] for s in members))
            known = min((p.last for o in owners if (p := published.get(o))), default=date.min)
            candidates = sorted({peer for owner in owners for peer in peers.get(owner, ())} - excused)
            omitted = [a for a in candidates if not (p := published.get(a)) or p.last >= known]
            spans = tuple(s.located for s in sorted(members, key=lambda s: (s.article, s.start, s.id)))
            because = (Evidence(rule="claim-of-several-lines", score=float(len(claim.lines)), spans=spans),)
            omissions.extend(Omission(claim=claim.id, article=article, because=because) for article in omitted)
        marked.append(replace(claim, omitted_by=tuple(omitted)))
    return tuple(marked), tuple(sorted(omissions, key=lambda o: (o.claim, o.article)))


def _doubtful(claim: Claim, options: CrosscheckOptions) -> bool:
    """Whether a statement may have been joined to the claim wrongly: a middling score is all that speaks for it."""
    scores = [e.score for e in claim.because if e.rule == "aligned" and e.score is not None]
    return min(scores, default=1.0) < options.omitted
