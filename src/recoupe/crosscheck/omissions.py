"""Lists the claims that a report of the same story does not have.

Omission
    A claim that at least two independent lines stand behind, and a report of the story that could have it: it was
    published no earlier than the first report that has it, and has nothing that is possibly the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.finding import Omission
from recoupe.model.group import Claim, Evidence, Story

_LEAST_LINES = 2


def find_omissions(
    claims: Sequence[Claim], articles: Sequence[AnnotatedArticle], stories: Sequence[Story]
) -> tuple[tuple[Claim, ...], tuple[Omission, ...]]:
    """Claims with the articles that omit them, in the order given, and the omissions, sorted.

    Args:
        claims: with lines.
        articles: with statements.
        stories: who could have what.
    """
    statements = {s.id: s for article in articles for s in article.statements}
    published = {a.article.id: a.article.published for a in articles}
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
        if claim.certain and len(claim.lines) >= _LEAST_LINES:
            members = [statements[s] for s in claim.statements if s in statements]
            owners = {s.article for s in members}
            excused = owners.union(*(possible[s.id] for s in members))
            known = min((p for o in owners if (p := published.get(o))), default=None)
            stories_of = [story for story in stories if owners & set(story.articles)]
            candidates = sorted({article for story in stories_of for article in story.articles} - excused)
            omitted = [article for article in candidates if not _before(published.get(article), known)]
            spans = tuple(s.located for s in sorted(members, key=lambda s: (s.article, s.start, s.id)))
            because = (Evidence(rule="claim-of-several-lines", score=float(len(claim.lines)), spans=spans),)
            omissions.extend(Omission(claim=claim.id, article=article, because=because) for article in omitted)
        marked.append(replace(claim, omitted_by=tuple(omitted)))
    return tuple(marked), tuple(sorted(omissions, key=lambda o: (o.claim, o.article)))


def _before(published: str | None, known: str | None) -> bool:
    """Whether a report is earlier than what is known of a claim; partial dates are compared as far as they go."""
    if not published or not known:
        return False
    length = min(len(published), len(known))
    return published[:length] < known[:length]
