"""Aligns statements of several reports that say the same thing.

Claim
    The same thing asserted across articles. Every statement is in exactly one firm claim, alone if need be; a claim
    with `certain` false joins statements that are only possibly the same, and is never counted.

Copied passages come first: statements at the same place of a passage are one claim whatever was edited in them. The
rest is scored in pairs by a linear model; pairs that are each other's best are joined from the surest down, as long as
all pairs across two groups hold (complete link), so that no chain of half-likenesses ends in a false merge. Then groups
are joined that are alike on average (UPGMA, Sokal and Michener 1958): what ten reports say in ten ways has no best
pair.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations
from typing import NamedTuple

from recoupe.languages.pack import pack_for
from recoupe.model.annotation import AnnotatedArticle, EntityKind, Statement
from recoupe.model.group import Claim, Entity, Evidence, Reuse, Story
from recoupe.model.span import item_id
from recoupe.options import ClaimOptions
from recoupe.resolve.claim_differences import are_two, in_two_mouths, other_bearers
from recoupe.resolve.claim_features import compare_candidates
from recoupe.resolve.claim_model import ClaimModel, load_claim_model
from recoupe.resolve.claim_profiles import Profile, Weights, read_profiles
from recoupe.resolve.claim_vectors import find_candidates
from recoupe.resolve.correspondences import find_correspondences

Pair = tuple[int, int]

_OPEN = frozenset({"asked", "planned", "possible"})
"""Modalities of what may not be so."""


class Link(NamedTuple):
    """Why two statements, by their numbers, are one: by which rule, and how surely."""

    rule: str
    score: float
    pair: Pair


def align_claims(
    articles: Sequence[AnnotatedArticle],
    stories: Sequence[Story],
    reuses: Sequence[Reuse],
    options: ClaimOptions,
    entities: Sequence[Entity] = (),
    model: ClaimModel | None = None,
) -> tuple[Claim, ...]:
    """Claims of all articles, sorted by id; their lines are not counted yet, and their status is provisional.

    Args:
        articles: with statements.
        stories: statements are compared within a story, and more strictly within a thread.
        reuses: copied passages.
        options: thresholds.
        entities: bearers of the names in statements.
        model: another model than the one that ships.
    """
    story_of = {article: story.id for story in stories for article in story.articles}
    thread_of = {article: story.thread for story in stories for article in story.articles}
    published = {a.article.id: a.article.published or "9999" for a in articles}
    kinds = {entity.id: entity.kind for entity in entities}
    threads: dict[str, list[AnnotatedArticle]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: a.article.id):
        threads[thread_of.get(article.article.id, article.article.id)].append(article)
    claims: list[Claim] = []
    for thread in sorted(threads):
        alignment = _Alignment(threads[thread], story_of, kinds, options, model or load_claim_model())
        alignment.join_copies(reuses)
        alignment.join_alike()
        alignment.join_groups()
        claims.extend(alignment.claims(published))
    return tuple(sorted(claims, key=lambda claim: claim.id))


class _Alignment:
    """The statements of one thread, and the groups they have been joined into."""

    def __init__(
        self,
        articles: Sequence[AnnotatedArticle],
        story_of: Mapping[str, str],
        kinds: Mapping[str, EntityKind],
        options: ClaimOptions,
        model: ClaimModel,
    ) -> None:
        self._articles = articles
        self._story_of = story_of
        self._options = options
        self._model = model
        self._profiles: list[Profile] = []
        for article in articles:
            self._profiles.extend(read_profiles(article, kinds))
        self._scores: dict[Pair, float] = {}
        self._group_of = list(range(len(self._profiles)))
        self._members = {number: [number] for number in self._group_of}
        self._links: dict[int, list[Link]] = defaultdict(list)

    def join_copies(self, reuses: Sequence[Reuse]) -> None:
        """Join statements that stand at the same place of a copied passage, or have the same words throughout."""
        number = {profile.statement.id: n for n, profile in enumerate(self._profiles)}
        statements = {article.article.id: article.statements for article in self._articles}
        links: list[Link] = []
        placed = [(_ordered(number[a], number[b]), reuse) for a, b, reuse in find_correspondences(statements, reuses)]
        held = Counter(reuse.id for _, reuse in placed)
        for (first, second), reuse in placed:
            both = self._profiles[first], self._profiles[second]
            # A passage of one sentence with another name in it is another sentence of the same form.
            if not are_two(*both) and not (held[reuse.id] == 1 and other_bearers(*both)):
                links.append(Link("copied-passage", round(reuse.similarity, 4), (first, second)))
        same: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for n, profile in enumerate(self._profiles):
            if len(profile.words) >= self._options.same_words:
                same[profile.words].append(n)
        for numbers in same.values():
            pairs = (pair for pair in combinations(numbers, 2) if self._article(pair[0]) != self._article(pair[1]))
            links.extend(Link("same-words", 1.0, pair) for pair in pairs)
        # What is equal first: an edited copy is measured against all of it.
        for link in sorted(links, key=lambda k: (self._differ(k.pair), k.rule, -k.score, k.pair)):
            if not self._differ(link.pair) or self._share_words(link.pair):
                self._scores[link.pair] = 1.0
                self._join(link)

    def _differ(self, pair: Pair) -> bool:
        return self._profiles[pair[0]].words != self._profiles[pair[1]].words

    def join_alike(self) -> None:
        """Score the other pairs, and join those that are each other's best."""
        weights = Weights(self._profiles, pack_for(self._articles[0].language))
        candidates = find_candidates(self._profiles, weights, self._options.candidate)
        scores = self._model.score(compare_candidates(self._profiles, weights, candidates))
        for pair, score in zip(candidates.pairs(), scores, strict=True):
            self._scores[pair] = max(self._scores.get(pair, 0.0), score)
        best = self._best_scores()
        for score, pair in self._surest_first(self._options.firm):
            mutual = score >= best[pair[0], self._article(pair[1])] and score >= best[pair[1], self._article(pair[0])]
            if (mutual or score >= self._options.sure) and self._holds(pair, score) and self._linked(pair):
                self._join(Link("aligned", score, pair))

    def join_groups(self) -> None:
        """Join groups whose statements are alike on average, the likest first."""
        sizes = {group: len(numbers) for group, numbers in self._members.items()}
        likeness = _GroupLikeness(self._scores, sizes, self._group_of)
        while (found := likeness.likest(self._options.alike)) is not None:
            mean, groups, pair = found
            if self._holds(pair, mean) and self._share_words(pair):
                self._join(Link("aligned", round(mean, 4), pair))
                likeness.join(*groups)
            else:
                likeness.keep_apart(groups)

    def _surest_first(self, least: float) -> list[tuple[float, Pair]]:
        """Pairs of at least some score, with their scores."""
        likely = ((score, pair) for pair, score in self._scores.items() if score >= least)
        return sorted(likely, key=lambda x: (-x[0], x[1]))

    def _best_scores(self) -> Mapping[tuple[int, str], float]:
        """By statement and other article, the best firm score it has there."""
        best: dict[tuple[int, str], float] = {}
        for score, (left, right) in self._surest_first(self._options.firm):
            best.setdefault((left, self._article(right)), score)
            best.setdefault((right, self._article(left)), score)
        return best

    def _article(self, number: int) -> str:
        return self._profiles[number].statement.article

    def _holds(self, pair: Pair, score: float) -> bool:
        """Whether a pair may be joined: not two occasions, and across two stories only where a slot ties them too."""
        left, right = (self._profiles[number] for number in pair)
        if are_two(left, right) or in_two_mouths(left, right):
            return False
        apart = _names_apart(left, right)
        if apart and left.kinds & right.kinds:
            return False
        if apart and score < self._options.names_apart:
            return False
        if _meant_otherwise(left, right) and score < self._options.across_modalities:
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
        return self._share_words(pair) and all(
            self._scores.get((min(a, b), max(a, b)), 0.0) >= floor
            for a in left
            for b in right
            if self._article(a) != self._article(b)
        )

    def _share_words(self, pair: Pair) -> bool:
        """Whether every pair across two groups has a stem in common.

        One report may cut a sentence in two where another has it whole: its halves are not the same thing.
        """
        left, right = (self._members[self._group_of[number]] for number in pair)
        return not any(self._profiles[a].stems.keys().isdisjoint(self._profiles[b].stems) for a in left for b in right)

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
        for score, pair in self._surest_first(self._options.possible):
            groups = {self._group_of[number] for number in pair}
            if len(groups) == 2 and not groups & taken:
                taken |= groups
                yield self._claim(pair, [Link("possibly-the-same", score, pair)], published, certain=False)

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
            because=tuple(self._evidence(link) for link in sorted(links, key=lambda k: (-k.score, k.pair, k.rule))),
        )

    def _evidence(self, link: Link) -> Evidence:
        both: tuple[Statement, ...] = tuple(self._profiles[number].statement for number in link.pair)
        return Evidence(rule=link.rule, score=link.score, spans=tuple(s.located for s in both))


class _GroupLikeness:
    """Mean scores of the pairs of statements across groups, kept while groups are joined.

    Args:
        scores: of pairs of statements; a pair that has none counts as 0, as do two statements of one article: a report
            rarely says a thing twice.
        sizes: statements of each group.
        group_of: group of each statement.
    """

    def __init__(
        self,
        scores: Mapping[Pair, float],
        sizes: Mapping[int, int],
        group_of: Sequence[int],
    ) -> None:
        self._sizes = dict(sizes)
        self._sums: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        self._best: dict[Pair, tuple[float, Pair]] = {}
        self._apart: set[Pair] = set()
        for (left, right), score in sorted(scores.items()):
            one, other = sorted((group_of[left], group_of[right]))
            if one != other:
                self._sums[one][other] += score
                self._sums[other][one] += score
                self._best[one, other] = max(self._best.get((one, other), (0.0, (0, 0))), (score, (left, right)))
        self._heap = [(-self._mean(*groups), groups) for groups in self._best]
        heapify(self._heap)

    def likest(self, least: float) -> tuple[float, Pair, Pair] | None:
        """The mean score, the two groups and their likest pair of statements; None when no mean is `least` or more."""
        while self._heap and -self._heap[0][0] >= least:
            negative, groups = heappop(self._heap)
            current = groups in self._best and groups not in self._apart and -negative == self._mean(*groups)
            if current:
                return -negative, groups, self._best[groups][1]
        return None

    def keep_apart(self, groups: Pair) -> None:
        """Never join two groups, nor what they are joined to."""
        self._apart.add(groups)

    def join(self, keep: int, drop: int) -> None:
        """Take one group into another with a lower number."""
        self._sizes[keep] += self._sizes.pop(drop)
        self._best.pop((keep, drop))
        self._sums[keep].pop(drop)
        for other, total in self._sums.pop(drop).items():
            if other == keep:
                continue
            self._sums[other].pop(drop)
            old, new = _ordered(drop, other), _ordered(keep, other)
            self._best[new] = max(self._best.get(new, (0.0, (0, 0))), self._best.pop(old))
            if old in self._apart:
                self._apart.add(new)
            self._sums[keep][other] += total
            self._sums[other][keep] += total
        for other in self._sums[keep]:
            groups = _ordered(keep, other)
            heappush(self._heap, (-self._mean(*groups), groups))

    def _mean(self, one: int, other: int) -> float:
        pairs = self._sizes[one] * self._sizes[other]
        # A single pair has been looked at: it is not each other's best, or not sure enough.
        return self._sums[one][other] / pairs if pairs > 1 else 0.0


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _names_apart(left: Profile, right: Profile) -> bool:
    """Whether both statements name somebody or something, and nothing in common."""
    return bool(left.named and right.named) and left.named.isdisjoint(right.named)


def _meant_otherwise(left: Profile, right: Profile) -> bool:
    """Whether one report states as a fact what the other expects, asks, or holds possible.

    A speaker's word may be either: it is left aside.
    """
    return "asserted" in (left.statement.modality, right.statement.modality) and bool(
        _OPEN & {left.statement.modality, right.statement.modality}
    )
