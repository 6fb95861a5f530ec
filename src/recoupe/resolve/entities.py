"""Who a name is, across articles.

Entity
    Bearers of several articles that are one person, organisation or place. Joining is by pairs, the surest first; a
    join is refused where any two members are opposed, so that one weak link never pulls two people together.
    Judgements of people win over every rule.

Method: blocking, evidence, veto and threshold after Fellegi & Sunter (1969) in the form that screening tools use
(nomenklatura), with complete-link vetoes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from recoupe.model.annotation import AnnotatedArticle, EntityKind
from recoupe.model.group import Entity, EntityMention, Evidence
from recoupe.model.judgement import Judgement
from recoupe.model.partition import Partition
from recoupe.model.span import ArticleSpan, item_id
from recoupe.options import EntityOptions
from recoupe.resolve.bearers import Bearer, gather_bearers
from recoupe.resolve.blocking import candidate_pairs
from recoupe.resolve.evidence import Link, compare_bearers, days_apart, opposed, same_office

_SHORT_FORMS = frozenset(
    {"household-name", "initial-in-context", "namesake-in-context", "same-acronym", "short-name", "surname-in-context"}
)
"""Rules by which a short form joins a longer one, and only one."""

_SPEAKING = 8
"""Articles with a name that are asked which names stand beside it."""


class _Clusters:
    """Bearers joined so far, with what keeps clusters apart."""

    def __init__(self, bearers: Sequence[Bearer]) -> None:
        self._joined = Partition(b.id for b in bearers)
        self.members: dict[str, list[Bearer]] = {b.id: [b] for b in bearers}
        self.because: dict[str, list[Evidence]] = defaultdict(list)
        self._apart: dict[str, set[str]] = defaultdict(set)

    def root(self, bearer: str) -> str:
        return self._joined.root(bearer)

    def keep_apart(self, a: str, b: str) -> None:
        """Never join the clusters of two bearers."""
        self._apart[self.root(a)].add(b)
        self._apart[self.root(b)].add(a)

    def may_join(self, a: str, b: str) -> bool:
        """Whether no member of one cluster is opposed to a member of the other."""
        left, right = self.root(a), self.root(b)
        if any(self.root(x) == right for x in self._apart[left]) or any(
            self.root(x) == left for x in self._apart[right]
        ):
            return False
        return not any(opposed(x, y) for x in self._distinct(left) for y in self._distinct(right))

    def join(self, a: str, b: str, evidence: Evidence) -> None:
        """Join the clusters of two bearers."""
        one, other = self.root(a), self.root(b)
        if one == other:
            return
        keep, drop = self._joined.join(one, other), max(one, other)
        self.members[keep] += self.members.pop(drop)
        self._apart[keep] |= self._apart.pop(drop, set())
        self.because[keep] += [*self.because.pop(drop, []), evidence]

    def _distinct(self, root: str) -> list[Bearer]:
        """One member for each set of names and what tells it apart, the first: the kinds of the rest waver."""
        first: dict[object, Bearer] = {}
        for member in self.members[root]:
            known = first.setdefault((member.keys, member.told), member)
            if member.order < known.order:
                first[member.keys, member.told] = member
        return list(first.values())


def resolve_entities(
    articles: Sequence[AnnotatedArticle], judgements: Sequence[Judgement], options: EntityOptions
) -> tuple[Entity, ...]:
    """Join the names of all articles.

    Args:
        articles: with their mentions.
        judgements: decisions on mentions; those on other subjects are ignored.
        options: thresholds.

    Returns:
        The entities, sorted by id. Every mention is a member of exactly one. The order of the articles does not count.
    """
    bearers = gather_bearers(articles, judgements)
    clusters = _Clusters(bearers)
    _apply_judgements(bearers, judgements, clusters)
    company = _Company(bearers)
    links = [
        link
        for left, right in candidate_pairs(bearers, options)
        if (link := compare_bearers(left, right, company.shared(left, right), options))
    ]
    links.sort(key=lambda k: (-k.score, k.rule, k.left.order, k.right.order))
    possible = _join_links(links, clusters)
    possible += _join_offices(bearers, clusters, options)
    return _entities(clusters, possible)


def _apply_judgements(bearers: Sequence[Bearer], judgements: Iterable[Judgement], clusters: _Clusters) -> None:
    """Decisions of people: first what is the same, then what is not."""
    owner = {m.id: b for b in bearers for m in b.mentions}
    spans = {m.id: m.located for b in bearers for m in b.mentions}
    mine = sorted(j for j in judgements if j.subject == "entity")
    for judgement in mine:
        known = sorted(m for m in judgement.members if m in owner)
        for a, b in combinations(known, 2):
            if judgement.verdict == "same":
                clusters.join(owner[a].id, owner[b].id, Evidence(rule="judged", score=None, spans=(spans[a], spans[b])))
    for judgement in mine:
        known = sorted(m for m in judgement.members if m in owner)
        for a, b in combinations(known, 2):
            if judgement.verdict == "different" and clusters.root(owner[a].id) != clusters.root(owner[b].id):
                clusters.keep_apart(owner[a].id, owner[b].id)


class _Company:
    """Which other names stand beside a bearer's name."""

    def __init__(self, bearers: Sequence[Bearer]) -> None:
        self._names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._articles: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for bearer in bearers:
            name = self._name(bearer)
            if name:
                self._names[bearer.article].add(name)
                self._articles[name].add(bearer.article)

    def shared(self, left: Bearer, right: Bearer) -> int:
        """How many other names an article with the one and an article with the other share at most.

        Two bearers are compared once for all articles that have their names, so all of those articles speak; an article
        that has both names says nothing of whether they are one.
        """
        own = {self._name(left), self._name(right)}
        ours, theirs = (sorted(self._articles.get(self._name(b), {b.article}))[:_SPEAKING] for b in (left, right))
        pairs = ((a, b) for a in ours for b in theirs if a != b)
        return max((len((self._names[a] & self._names[b]) - own) for a, b in pairs), default=0)

    @staticmethod
    def _name(bearer: Bearer) -> tuple[str, ...]:
        """A name without its kind, on which taggers waver."""
        return ("state", bearer.state) if bearer.state else tuple(bearer.full)


def _evidence(link: Link) -> Evidence:
    return Evidence(rule=link.rule, score=link.score, spans=(link.left.anchor.located, link.right.anchor.located))


def _join_links(links: Iterable[Link], clusters: _Clusters) -> list[Link]:
    """Join what is firm and unopposed; a short form with two possible owners joins neither."""
    possible: list[Link] = []
    short: list[Link] = []
    for link in links:
        if not link.firm:
            possible.append(link)
        elif link.score < 1 and link.rule in _SHORT_FORMS:
            short.append(link)
        elif clusters.may_join(link.left.id, link.right.id):
            clusters.join(link.left.id, link.right.id, _evidence(link))
        else:
            possible.append(link)
    return possible + _join_short(short, clusters)


def _join_short(links: Sequence[Link], clusters: _Clusters) -> list[Link]:
    owners: dict[str, set[str]] = defaultdict(set)
    for link in links:
        for one, other in ((link.left, link.right), (link.right, link.left)):
            if other.fullness > one.fullness:
                owners[one.id].add(clusters.root(other.id))
    refused: list[Link] = []
    for link in links:
        ambiguous = any(len(owners[b.id]) > 1 for b in (link.left, link.right))
        if not ambiguous and clusters.may_join(link.left.id, link.right.id):
            clusters.join(link.left.id, link.right.id, _evidence(link))
        else:
            refused.append(link)
    return refused


def _join_offices(bearers: Sequence[Bearer], clusters: _Clusters, options: EntityOptions) -> list[Link]:
    """A role without a name is the one person who holds that office in the reports of its weeks."""
    named = [b for b in bearers if b.kind == "person" and b.full and b.offices]
    possible: list[Link] = []
    for bearer in bearers:
        if bearer.full or not bearer.offices or bearer.kind != "person":
            continue
        near = [
            b
            for b in named
            if same_office(b, bearer) and days_apart(b, bearer) <= options.window and not opposed(b, bearer)
        ]
        links = [Link(b, bearer, "office", 0.9, firm=True) for b in near]
        roots = {clusters.root(b.id) for b in near}
        if len(roots) == 1 and clusters.may_join(near[0].id, bearer.id):
            clusters.join(near[0].id, bearer.id, _evidence(links[0]))
        else:
            possible += links
    return possible


def _entities(clusters: _Clusters, possible: Iterable[Link]) -> tuple[Entity, ...]:
    ids: dict[str, str] = {}
    for root, members in clusters.members.items():
        members.sort(key=lambda b: b.order)
        ids[root] = item_id("e", members[0].anchor.id)
    maybe: dict[str, set[str]] = defaultdict(set)
    for link in possible:
        left, right = clusters.root(link.left.id), clusters.root(link.right.id)
        if left != right:
            maybe[left].add(ids[right])
            maybe[right].add(ids[left])
    built = (
        _entity(ids[root], members, clusters.because[root], maybe[root]) for root, members in clusters.members.items()
    )
    return tuple(sorted(built, key=lambda e: e.id))


def _entity(entity: str, members: Sequence[Bearer], because: Sequence[Evidence], maybe: set[str]) -> Entity:
    mentions = sorted(
        (
            EntityMention(article=m.article, start=m.start, end=m.end, form=m.form, field=m.field)
            for b in members
            for m in b.mentions
        ),
        key=lambda m: (m.article, m.field, m.start, -m.end, m.form),
    )
    subkinds = Counter(a[8:] for b in members for m in b.mentions for a in m.attributes if a.startswith("subkind="))
    return Entity(
        id=entity,
        kind=_kind(members),
        subkind=min(subkinds.items(), key=lambda s: (-s[1], s[0]))[0] if subkinds else None,
        name=_name(members),
        spellings=tuple(sorted({surface for b in members for surface, _ in b.written})),
        mentions=tuple(mentions),
        possibly=tuple(sorted(maybe - {entity})),
        because=(*_chain_evidence(members), *sorted(because, key=lambda e: (e.rule, e.spans))),
    )


def _kind(members: Sequence[Bearer]) -> EntityKind:
    """The kind that most mentions have."""
    votes = Counter(b.kind for b in members for _ in b.mentions)
    return min(votes.items(), key=lambda v: (-v[1], v[0]))[0]


def _chain_evidence(members: Sequence[Bearer]) -> list[Evidence]:
    """What joined the mentions inside their articles: for each rule the words it rests on."""
    spans: dict[str, list[ArticleSpan]] = defaultdict(list)
    for bearer in members:
        for mention in bearer.mentions:
            spans[mention.rule].append(mention.located)
    return [Evidence(rule=rule, score=None, spans=tuple(sorted(spans[rule]))) for rule in sorted(spans)]


def _name(members: Sequence[Bearer]) -> str:
    """The fullest name; of a state the one written most, since its long form is rarely its name."""
    written = Counter(surface for b in members for surface, m in b.written if m.rule != "capital-for-state")
    if not written:
        return members[0].mentions[0].name
    if members[0].state:
        return min(written, key=lambda s: (s.isupper(), -written[s], s))
    return min(written, key=lambda s: (-len(s.split()), -len(s), -written[s], s))
