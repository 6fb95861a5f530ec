"""Aligns statements of several reports that say the same thing.

Claim
    The same thing asserted across articles. Every statement is in exactly one firm claim, alone if need be; a claim
    with `certain` false joins statements that are only possibly the same, and is never counted.

Copied passages come first: statements at the same place of a passage are one claim whatever was edited in them. The
rest is scored in pairs by a linear model; pairs that are each other's best are joined from the surest down, as long as
all pairs across two groups hold (complete link), so that no chain of half-likenesses ends in a false merge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from recoupe.languages.pack import pack_for
from recoupe.model.annotation import AnnotatedArticle, Statement
from recoupe.model.group import Claim, Evidence, Reuse, Story
from recoupe.model.span import item_id
from recoupe.options import ClaimOptions
from recoupe.resolve.claim_features import Candidate, compare_candidates
from recoupe.resolve.claim_model import ClaimModel, load_claim_model
from recoupe.resolve.claim_profiles import Profile, Weights, another_occasion, read_profiles
from recoupe.resolve.correspondences import find_correspondences

Pair = tuple[int, int]


class Link(NamedTuple):
    """Why two statements, by their numbers, are one: how surely, and by which rule."""

    score: float
    pair: Pair
    rule: str


def align_claims(
    articles: Sequence[AnnotatedArticle],
    stories: Sequence[Story],
    reuses: Sequence[Reuse],
    options: ClaimOptions,
    model: ClaimModel | None = None,
) -> tuple[Claim, ...]:
    """Claims of all articles, sorted by id; their lines are not counted yet, and their status is provisional.

    Args:
        articles: with statements.
        stories: statements are compared within a story, and more strictly within a thread.
        reuses: copied passages.
        options: thresholds.
        model: another model than the one that ships.
    """
    story_of = {article: story.id for story in stories for article in story.articles}
    thread_of = {article: story.thread for story in stories for article in story.articles}
    published = {a.article.id: a.article.published or "9999" for a in articles}
    threads: dict[str, list[AnnotatedArticle]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: a.article.id):
        threads[thread_of.get(article.article.id, article.article.id)].append(article)
    claims: list[Claim] = []
    for thread in sorted(threads):
        alignment = _Alignment(threads[thread], story_of, options, model or load_claim_model())
        alignment.join_copies(reuses)
        alignment.join_alike()
        claims.extend(alignment.claims(published))
    return tuple(sorted(claims, key=lambda claim: claim.id))


class _Alignment:
    """The statements of one thread, and the groups they have been joined into."""

    def __init__(
        self,
        articles: Sequence[AnnotatedArticle],
        story_of: Mapping[str, str],
        options: ClaimOptions,
        model: ClaimModel,
    ) -> None:
        self._articles = articles
        self._story_of = story_of
        self._options = options
        self._model = model
        self._profiles: list[Profile] = []
        for article in articles:
            self._profiles.extend(read_profiles(article))
        self._scores: dict[Pair, float] = {}
        self._group_of = list(range(len(self._profiles)))
        self._members = {number: [number] for number in self._group_of}
        self._links: dict[int, list[Link]] = defaultdict(list)

    def join_copies(self, reuses: Sequence[Reuse]) -> None:
        """Join statements that stand at the same place of a copied passage, or have the same words throughout."""
        number = {profile.statement.id: n for n, profile in enumerate(self._profiles)}
        statements = {article.article.id: article.statements for article in self._articles}
        for left, right, reuse in find_correspondences(statements, reuses):
            first, second = sorted((number[left], number[right]))
            if another_occasion(self._profiles[first], self._profiles[second]):
                continue
            self._scores[first, second] = 1.0
            self._join(Link(round(reuse.similarity, 4), (first, second), "copied-passage"))
        same: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for n, profile in enumerate(self._profiles):
            if len(profile.words) >= self._options.same_words:
                same[profile.words].append(n)
        for numbers in same.values():
            for first, second in combinations(numbers, 2):
                if self._article(first) != self._article(second):
                    self._scores[first, second] = 1.0
                    self._join(Link(1.0, (first, second), "same-words"))

    def join_alike(self) -> None:
        """Score the other pairs, and join those that are each other's best."""
        weights = Weights(self._profiles, pack_for(self._articles[0].language))
        candidates = list(find_candidates(self._profiles, weights, self._options.candidate))
        scores = self._model.score(compare_candidates(self._profiles, weights, candidates))
        for candidate, score in zip(candidates, scores, strict=True):
            pair = (candidate.left, candidate.right)
            self._scores[pair] = max(self._scores.get(pair, 0.0), score)
        best = self._best_scores()
        for score, pair in sorted(((s, p) for p, s in self._scores.items()), key=lambda x: (-x[0], x[1])):
            if score < self._options.firm:
                break
            mutual = score >= best[pair[0], self._article(pair[1])] and score >= best[pair[1], self._article(pair[0])]
            if (mutual or score >= self._options.sure) and self._holds(pair, score) and self._linked(pair):
                self._join(Link(score, pair, "aligned"))

    def _best_scores(self) -> Mapping[tuple[int, str], float]:
        best: dict[tuple[int, str], float] = defaultdict(float)
        for (left, right), score in self._scores.items():
            best[left, self._article(right)] = max(best[left, self._article(right)], score)
            best[right, self._article(left)] = max(best[right, self._article(left)], score)
        return best

    def _article(self, number: int) -> str:
        return self._profiles[number].statement.article

    def _holds(self, pair: Pair, score: float) -> bool:
        """Whether a pair may be joined: not two occasions, and across two stories only where a slot ties them too."""
        left, right = (self._profiles[number] for number in pair)
        if left.named and right.named and left.named.isdisjoint(right.named):
            return False
        if another_occasion(left, right):
            return False
        if self._story_of.get(left.statement.article) == self._story_of.get(right.statement.article):
            return True
        months = {date[:7] for span in left.dates for date in span}
        same_month = any(date[:7] in months for span in right.dates for date in span)
        return score >= self._options.across_stories and (same_month or any(f in right.figures for f in left.figures))

    def _linked(self, pair: Pair) -> bool:
        """Complete link: every pair across the two groups is likely enough."""
        left, right = (self._members[self._group_of[number]] for number in pair)
        if self._group_of[pair[0]] == self._group_of[pair[1]]:
            return False
        floor = self._options.firm * self._options.link
        return all(
            self._scores.get((min(a, b), max(a, b)), 0.0) >= floor
            for a in left
            for b in right
            if self._article(a) != self._article(b)
        )

    def _join(self, link: Link) -> None:
        keep, drop = sorted(self._group_of[number] for number in link.pair)
        if keep == drop:
            return
        self._links[keep].append(link)
        for number in self._members[drop]:
            self._group_of[number] = keep
        self._members[keep] = sorted(self._members[keep] + self._members.pop(drop))
        self._links[keep].extend(self._links.pop(drop, []))

    def claims(self, published: Mapping[str, str]) -> Iterable[Claim]:
        """The firm claims, then those that are only possibly the same."""
        for group in sorted(self._members):
            yield self._claim(self._members[group], self._links.get(group, []), published, certain=True)
        taken: set[int] = set()
        for score, pair in sorted(((s, p) for p, s in self._scores.items()), key=lambda x: (-x[0], x[1])):
            if score < self._options.possible:
                break
            groups = {self._group_of[number] for number in pair}
            if len(groups) == 2 and not groups & taken:
                taken |= groups
                yield self._claim(pair, [Link(score, pair, "possibly-the-same")], published, certain=False)

    def _claim(
        self, numbers: Sequence[int], links: Iterable[Link], published: Mapping[str, str], *, certain: bool
    ) -> Claim:
        statements = [self._profiles[number].statement for number in numbers]
        anchor = min(statements, key=lambda s: (published[s.article], s.article, s.start, s.id))
        ordered = sorted(statements, key=lambda s: (s.article, s.start, s.id))
        parts = [anchor.id] if certain else ["possible", *sorted(s.id for s in statements)]
        return Claim(
            id=item_id("c", *parts),
            statements=tuple(s.id for s in ordered),
            status="agreed" if len({s.article for s in statements}) > 1 else "single",
            certain=certain,
            lines=(),
            unsourced=(),
            omitted_by=(),
            because=tuple(self._evidence(link) for link in sorted(links, key=lambda x: (-x.score, x.pair, x.rule))),
        )

    def _evidence(self, link: Link) -> Evidence:
        both: tuple[Statement, ...] = tuple(self._profiles[number].statement for number in link.pair)
        return Evidence(rule=link.rule, score=link.score, spans=tuple(s.located for s in both))


_BLOCK = 2000
"""Statements compared with all others at once: bounds the memory of one product to some 100 MB."""


def find_candidates(profiles: Sequence[Profile], weights: Weights, least: float) -> Iterable[Candidate]:
    """Pairs of statements of two articles whose stems have at least a cosine of `least`, sorted."""
    columns: dict[str, int] = {}
    indices: list[int] = []
    data: list[float] = []
    pointers = [0]
    for profile in profiles:
        vector = weights.vector(sorted(profile.stems))
        norm = sum(w * w for w in vector.values()) ** 0.5
        indices.extend(columns.setdefault(stem, len(columns)) for stem in vector)
        data.extend(weight / norm for weight in vector.values())
        pointers.append(len(indices))
    if not columns:
        return
    matrix = csr_array((data, indices, pointers), shape=(len(profiles), len(columns)))
    articles: dict[str, int] = {}
    owner = np.array([articles.setdefault(p.statement.article, len(articles)) for p in profiles])
    for begin in range(0, len(profiles), _BLOCK):
        product = (matrix[begin : begin + _BLOCK] @ matrix.T).tocoo()
        left, right = product.coords[0] + begin, product.coords[1]
        kept = (product.data >= least) & (left < right) & (owner[left] != owner[right])
        found = zip(left[kept].tolist(), right[kept].tolist(), product.data[kept].tolist(), strict=True)
        for row, column, cosine in sorted(found):
            yield Candidate(row, column, round(min(1.0, cosine), 6))
