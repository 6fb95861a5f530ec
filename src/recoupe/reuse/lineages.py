"""Who took from whom, up to the origins that the texts name.

Origin
    Who had the words before any report: an agency, a medium, a spokesman, a site, as the articles name them in credits
    and in their chains of reporting.
Edge
    *copied*: an article took words from another; whether it names that one, and how much later it came, stand with it.
    *cited*: an article names an origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.finding import Lineage, LineageEdge, Origin
from recoupe.model.group import Entity, Evidence, Reuse
from recoupe.model.period import measure_delay
from recoupe.model.span import ArticleSpan
from recoupe.text.normalize import fold_text

# A document that is quoted from is no origin: whoever speaks in it is.
_ORIGIN_ROLES = frozenset({"origin", "relay", "medium"})

# Speakers that are sources by trade.
_SOURCES = frozenset({"agency", "medium"})


class _Citation(NamedTuple):
    """An article names an origin: the name as it stands, the id that earlier layers gave it, where, and how."""

    name: str
    entity: str | None
    place: ArticleSpan
    rule: str


def trace_lineage(articles: Iterable[AnnotatedArticle], reuses: Iterable[Reuse], entities: Iterable[Entity]) -> Lineage:
    """The lineage of a set of articles.

    Args:
        articles: with credits and quotations.
        reuses: with their directions; a reuse without a direction gives no edge.
        entities: to give an origin one name, however it is spelt.
    """
    ordered = sorted(articles, key=lambda article: article.article.id)
    directory = _Directory(sorted(entities, key=lambda entity: entity.id))
    cited: dict[tuple[str, str], list[Evidence]] = {}
    origins: dict[str, Origin] = {}
    for article in ordered:
        own = {fold_text(name) for name in (article.article.outlet, article.article.publisher) if name}
        for citation in _citations(article, directory):
            entity = directory.find(citation)
            name = entity.name if entity else citation.name
            if fold_text(name) in own or not fold_text(name).strip():
                continue
            key = entity.id if entity else fold_text(name)
            origin = origins.setdefault(key, Origin(name=name, entity=entity.id if entity else None))
            evidence = Evidence(rule=citation.rule, score=None, spans=(citation.place,))
            cited.setdefault((f"origin:{origin.name}", article.article.id), []).append(evidence)
    edges = [*_copied_edges(reuses, {article.article.id: article for article in ordered})]
    edges += (
        LineageEdge(taken=origin_name, taker=taker, kind="cited", because=tuple(because))
        for (origin_name, taker), because in cited.items()
    )
    return Lineage(
        origins=tuple(sorted(origins.values(), key=lambda origin: (origin.name, origin.entity or ""))),
        edges=tuple(sorted(edges, key=lambda edge: (edge.kind, edge.taken, edge.taker))),
    )


class _Directory:
    """Finds the entity that a name stands for."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._by_id = {entity.id: entity for entity in entities}
        self._by_place: dict[str, list[tuple[int, int, str, Entity]]] = {}
        self._by_name: dict[str, Entity] = {}
        for entity in entities:
            for mention in entity.mentions:
                place = (mention.start, mention.end, mention.field, entity)
                self._by_place.setdefault(mention.article, []).append(place)
            for spelling in (entity.name, *entity.spellings):
                self._by_name.setdefault(fold_text(spelling), entity)

    def find(self, citation: _Citation) -> Entity | None:
        """The entity by its id, by a mention of it inside the citation's words, or by its spelling."""
        if citation.entity in self._by_id:
            return self._by_id[citation.entity]
        place = citation.place
        for start, end, field, entity in self._by_place.get(place.article, ()):
            if (
                field == place.field
                and place.start <= start
                and end <= place.end
                and 2 * (end - start) >= len(place.span)
            ):
                return entity
        return self._by_name.get(fold_text(citation.name))


def _citations(article: AnnotatedArticle, directory: _Directory) -> Iterator[_Citation]:
    """Every naming of an origin in an article."""
    name = article.article.id
    for credit in sorted({*article.credits, *article.article.credits}, key=lambda c: (c.field, c.start, c.end, c.name)):
        place = ArticleSpan(article=name, start=credit.start, end=credit.end, field=credit.field)
        yield _Citation(credit.name, None, place, "credit")
    for quotation in article.quotations:
        for link in quotation.chain:
            if link.role in _ORIGIN_ROLES:
                place = ArticleSpan(article=name, start=link.start, end=link.end, field=link.field)
                yield _Citation(link.name, link.entity, place, "reporting-chain")
        speaker = quotation.speaker
        if speaker is None or speaker.start is None or speaker.end is None:
            continue
        place = ArticleSpan(article=name, start=speaker.start, end=speaker.end, field=speaker.field)
        citation = _Citation(speaker.name, speaker.entity, place, "speaker")
        entity = directory.find(citation)
        if entity is not None and entity.subkind in _SOURCES:
            yield citation


def _copied_edges(reuses: Iterable[Reuse], articles: Mapping[str, AnnotatedArticle]) -> Iterator[LineageEdge]:
    """One edge for each two articles of which one took from the other, with the evidence of all their passages."""
    evidence: dict[tuple[str, str], dict[Evidence, None]] = {}
    for reuse in sorted(reuses, key=lambda r: (r.a, r.b)):
        if reuse.direction == "a->b":
            ends = reuse.a.article, reuse.b.article
        elif reuse.direction == "b->a":
            ends = reuse.b.article, reuse.a.article
        else:
            continue
        evidence.setdefault(ends, {}).update(dict.fromkeys(reuse.because))
    for (taken, taker), because in evidence.items():
        source, copy = articles[taken].article, articles[taker].article
        yield LineageEdge(
            taken=taken,
            taker=taker,
            kind="copied",
            because=tuple(because),
            credited=_credits(taker, because) if source.outlet or source.publisher else None,
            delay=measure_delay(source.published, copy.published),
        )


def _credits(taker: str, because: Iterable[Evidence]) -> bool:
    """Whether an article's own words name the one it took from."""
    return any(e.rule == "credit" and any(span.article == taker for span in e.spans) for e in because)
