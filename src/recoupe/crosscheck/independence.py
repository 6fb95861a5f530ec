"""Counts the independent lines of source behind each claim.

Line
    Statements that go back to one origin: copies of one passage, one utterance, one named source, one publisher.
Sourced
    A statement is sourced when its report names whose knowledge it is: a speaker, a relay, a document, an agency in
    its credit. A report that states something in its own name is counted apart: it may well rest on a source that
    another report names, so it never raises the number of lines of a sourced claim.

What could make two statements dependent merges them: too few lines is a milder error than a false independence. Every
merge is kept with its reason.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from msgspec.structs import replace

from recoupe.languages.families import Families, families_of
from recoupe.languages.pack import pack_for
from recoupe.model.annotation import AnnotatedArticle, Quotation, Statement
from recoupe.model.group import Claim, Evidence, Line, Reuse, Utterance
from recoupe.model.partition import Partition
from recoupe.model.span import ArticleSpan, Span
from recoupe.options import CrosscheckOptions
from recoupe.text.normalize import fold_text

_NAMING_ROLES = frozenset({"origin", "relay", "document"})
"""Links of a chain that share an origin: a medium that somebody spoke to has other guests."""


class Tie(NamedTuple):
    """What a statement shares with others that rest on the same source: a rule, a key, and the words that show it."""

    rule: str
    key: str
    span: ArticleSpan


class Source(NamedTuple):
    """Whose knowledge a statement is, as its report says: the name of the origin, and what ties it to others."""

    origin: str | None
    ties: tuple[Tie, ...]


def count_independent(
    claims: Sequence[Claim],
    articles: Sequence[AnnotatedArticle],
    reuses: Sequence[Reuse],
    utterances: Sequence[Utterance],
    options: CrosscheckOptions | None = None,
) -> tuple[Claim, ...]:
    """Claims with their lines and unsourced statements, in the order given.

    Firm claims get the status ``agreed`` when two lines or more stand behind them, else ``single``.

    Args:
        claims: from `recoupe.resolve.claims`.
        articles: with statements, quotations and credits, entities linked.
        reuses: copied passages.
        utterances: quotations of the same words.
        options: thresholds.
    """
    dependence = Dependence(articles, reuses, utterances, options or CrosscheckOptions())
    counted = []
    for claim in claims:
        lines, unsourced = dependence.lines(claim.statements)
        status = "agreed" if len(lines) > 1 or not claim.certain else "single"
        counted.append(replace(claim, lines=lines, unsourced=unsourced, status=status))
    return tuple(counted)


class Dependence:
    """What is known of who took what from whom, asked for any group of statements."""

    def __init__(
        self,
        articles: Sequence[AnnotatedArticle],
        reuses: Sequence[Reuse],
        utterances: Sequence[Utterance],
        options: CrosscheckOptions,
    ) -> None:
        self._articles = {article.article.id: article for article in articles}
        self._statements = {s.id: s for article in articles for s in article.statements}
        languages = sorted({article.language for article in articles})
        self._families = {language: families_of(pack_for(language)) for language in languages}
        self._quotations = {q.id: q for article in articles for q in article.quotations}
        self._inside = _quotations_inside(articles)
        self._utterance_of = {q: utterance.id for utterance in utterances for q in utterance.quotations}
        self._reuses: dict[tuple[str, str], list[Reuse]] = defaultdict(list)
        for reuse in sorted(reuses, key=lambda r: r.id):
            self._reuses[reuse.a.article, reuse.b.article].append(reuse)
        self._mostly_copied = _mostly_copied(self._articles, self._reuses, options.copied_share)
        self._sources: dict[str, Source] = {}

    def lines(self, statements: Iterable[str]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
        """The lines behind statements, sorted, and the statements counted apart because nobody is named for them."""
        members = sorted(
            (self._statements[s] for s in statements if s in self._statements), key=lambda s: (s.article, s.start, s.id)
        )
        groups = _Groups([s.id for s in members])
        self._tie(members, groups)
        self._compare(members, groups)
        sourced: list[Line] = []
        rest: list[str] = []
        why_rest: list[Evidence] = []
        for group, why in groups.result():
            origins = [o for s in group if (o := self.source(self._statements[s]).origin)]
            if origins:
                line = Line(statements=tuple(group), origin=_fullest(origins), sourced=True, why=tuple(why))
                sourced.append(line)
            else:
                rest.extend(group)
                why_rest.extend(why)
        if sourced or not rest:
            return tuple(sorted(sourced, key=lambda line: line.statements)), tuple(sorted(rest))
        return (Line(statements=tuple(sorted(rest)), origin=None, sourced=False, why=tuple(why_rest)),), ()

    def _tie(self, members: Sequence[Statement], groups: _Groups) -> None:
        """Merge statements that share a key: utterance, origin, relay, credit, publisher, article."""
        first: dict[tuple[str, str], tuple[str, ArticleSpan]] = {}
        for statement in members:
            for tie in self.source(statement).ties:
                known = first.setdefault((tie.rule, tie.key), (statement.id, tie.span))
                if known[0] != statement.id:
                    evidence = Evidence(rule=tie.rule, score=None, spans=(known[1], tie.span))
                    groups.merge(known[0], statement.id, evidence)

    def _compare(self, members: Sequence[Statement], groups: _Groups) -> None:
        """Merge statements that stand in copied passages, or in articles that are mostly copies of each other."""
        for left, right in combinations(members, 2):
            if left.article == right.article or groups.same(left.id, right.id):
                continue
            reuse = self._copied(left, right)
            pair = (left.article, right.article)
            if _contradict(left, right):
                continue
            if reuse is not None:
                evidence = Evidence(rule="copied-passage", score=reuse.similarity, spans=(reuse.a, reuse.b))
                groups.merge(left.id, right.id, evidence)
            elif pair in self._mostly_copied:
                share = self._mostly_copied[pair]
                groups.merge(
                    left.id, right.id, Evidence(rule="copied-article", score=share, spans=(left.located, right.located))
                )

    def _copied(self, left: Statement, right: Statement) -> Reuse | None:
        for one, other in ((left, right), (right, left)):
            for reuse in self._reuses.get((one.article, other.article), ()):
                if _mostly_inside(one.span, reuse.a.span) and _mostly_inside(other.span, reuse.b.span):
                    return reuse
        return None

    def source(self, statement: Statement) -> Source:
        """Whose knowledge a statement is."""
        if statement.id not in self._sources:
            self._sources[statement.id] = self._read_source(statement)
        return self._sources[statement.id]

    def _read_source(self, statement: Statement) -> Source:
        article = self._articles[statement.article]
        here = statement.located
        ties = [Tie("same-article", statement.article, here)]
        origins: list[str] = []
        held = self._quotations.get(statement.quotation or "")
        for quotation in [held] if held else self._inside.get(statement.id, []):
            if quotation.negated:
                continue
            if quotation.id in self._utterance_of:
                ties.append(Tie("same-utterance", self._utterance_of[quotation.id], quotation.located))
            for name, entity, span in _named_sources(quotation):
                if keys := _keys(name, entity, self._families[article.language]):
                    origins.append(name)
                    ties.extend(Tie("same-origin", key, span or here) for key in keys)
        for credit in article.credits or article.article.credits:
            if not origins:
                origins.append(credit.name)
            span = ArticleSpan(article=statement.article, start=credit.start, end=credit.end, field=credit.field)
            ties.append(Tie("same-credit", fold_text(credit.name), span))
        publisher = article.article.publisher or article.article.outlet
        if publisher:
            ties.append(Tie("same-publisher", fold_text(publisher), here))
        return Source(origins[0] if origins else None, tuple(ties))


def _named_sources(quotation: Quotation) -> Iterator[tuple[str, str | None, ArticleSpan | None]]:
    """Who the words go back to, from the end of the chain: origins first, then the speaker, then relays."""

    def place(start: int | None, end: int | None) -> ArticleSpan | None:
        return None if start is None or end is None else ArticleSpan(article=quotation.article, start=start, end=end)

    links = [link for link in quotation.chain if link.role in _NAMING_ROLES]
    for link in (link for link in links if link.role == "origin"):
        yield link.name, link.entity, place(link.start, link.end)
    speaker = quotation.speaker
    if speaker:
        yield speaker.name, speaker.entity, place(speaker.start, speaker.end)
        for entity in speaker.entities:
            if entity != speaker.entity:
                yield speaker.name, entity, place(speaker.start, speaker.end)
    for link in (link for link in links if link.role != "origin"):
        yield link.name, link.entity, place(link.start, link.end)


def _keys(name: str, entity: str | None, families: Families) -> list[str]:
    """What two mentions of one source have in common: the entity, else the name; a role also by its first noun."""
    if entity:
        return [f"entity:{entity}"]
    words = [w for w in fold_text(name).replace("'", " ").split() if len(w) > 1 and not families.is_stopword(w)]
    if not words:
        return []
    keys = [f"name:{' '.join(words)}"]
    if not any(word[:1].isupper() for word in name.split()):
        keys.append(f"role:{words[0]}")
    return keys


def _fullest(names: Sequence[str]) -> str:
    """The name most statements of a line give its origin; proper names and longer ones first among equals."""
    counts = Counter(names)
    return min(counts, key=lambda name: (not name[:1].isupper(), -counts[name], -len(name), name))


def _quotations_inside(articles: Sequence[AnnotatedArticle]) -> Mapping[str, list[Quotation]]:
    """By statement of an author, the short quotations whose content it holds: it is still their speaker's word."""
    inside: dict[str, list[Quotation]] = {}
    for article in articles:
        quotations = sorted(
            (q for q in article.quotations if q.content.field == "text" and not q.is_relay),
            key=lambda q: (q.content.start, q.content.end, q.id),
        )
        starts = [q.content.start for q in quotations]
        for statement in article.statements:
            if statement.quotation is None:
                near = quotations[bisect_left(starts, statement.start) : bisect_left(starts, statement.end)]
                if found := [q for q in near if q.content.end <= statement.end]:
                    inside[statement.id] = found
    return inside


def _mostly_inside(part: Span, whole: Span) -> bool:
    shared = min(part.end, whole.end) - max(part.start, whole.start)
    return part.field == whole.field and 2 * shared >= part.end - part.start


def _mostly_copied(
    articles: Mapping[str, AnnotatedArticle], reuses: Mapping[tuple[str, str], Sequence[Reuse]], least: float
) -> Mapping[tuple[str, str], float]:
    """Pairs of articles, in both orders, that share at least this part of the shorter one, with the share."""
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for (left, right), found in reuses.items():
        for reuse in found:
            shared[min(left, right), max(left, right)] += min(len(reuse.a.span), len(reuse.b.span))
    pairs: dict[tuple[str, str], float] = {}
    for (left, right), length in shared.items():
        if left in articles and right in articles:
            share = length / max(1, min(len(articles[left].article.span), len(articles[right].article.span)))
            if share >= least:
                pairs[left, right] = pairs[right, left] = round(min(1.0, share), 4)
    return pairs


def _contradict(left: Statement, right: Statement) -> bool:
    """Whether one known speaker affirms what another denies: in whatever like words, neither is a copy of the other."""
    one, other = left.holder, right.holder
    return left.polarity != right.polarity and bool(one.entity and other.entity) and one.entity != other.entity


class _Groups:
    """Members joined one pair at a time, with the evidence of each join."""

    def __init__(self, members: Sequence[str]) -> None:
        self._joined = Partition(members)
        self._why: list[tuple[str, Evidence]] = []

    def same(self, left: str, right: str) -> bool:
        """Whether two members are already together."""
        return self._joined.same(left, right)

    def merge(self, left: str, right: str, evidence: Evidence) -> None:
        """Join the groups of two members; an evidence that joins nothing new is not kept."""
        if not self.same(left, right):
            self._joined.join(left, right)
            self._why.append((left, evidence))

    def result(self) -> list[tuple[list[str], list[Evidence]]]:
        """The groups, sorted, each with what joined it."""
        why: dict[str, list[Evidence]] = defaultdict(list)
        for member, evidence in self._why:
            why[self._joined.root(member)].append(evidence)
        return [(group, why[root]) for root, group in self._joined.groups().items()]
