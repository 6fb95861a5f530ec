"""Entities in place of chains: after resolution, everything that names a bearer points at its entity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from recoupe.model.annotation import AnnotatedArticle, ChainLink, MentionForm, Quotation, Speaker, Statement
from recoupe.model.group import Entity
from recoupe.model.span import Field

_Place = tuple[str, Field, int, int, MentionForm]
"""What tells one mention from all others: article, field, start, end, form."""


def link_entities(articles: Sequence[AnnotatedArticle], entities: Sequence[Entity]) -> tuple[AnnotatedArticle, ...]:
    """Replace the ids of chains by those of entities in speakers, chains of reporting, holders and statements.

    Args:
        articles: with quotations and statements, whose ids of bearers are those of chains.
        entities: of all of them.

    Returns:
        The articles in the same order. An id that no entity has becomes null, or is left out of a list.
    """
    owners = {(m.article, m.field, m.start, m.end, m.form): entity.id for entity in entities for m in entity.mentions}
    known = {entity.id: entity.id for entity in entities}
    return tuple(_link_article(article, owners, known) for article in articles)


def _link_article(
    article: AnnotatedArticle, owners: Mapping[_Place, str], known: Mapping[str, str]
) -> AnnotatedArticle:
    ids = dict(known)
    for mention in article.mentions:
        owner = owners.get((mention.article, mention.field, mention.start, mention.end, mention.form))
        if owner:
            ids.setdefault(mention.chain, owner)
            ids[mention.id] = owner
    return msgspec.structs.replace(
        article,
        quotations=tuple(_link_quotation(quotation, ids) for quotation in article.quotations),
        statements=tuple(_link_statement(statement, ids) for statement in article.statements),
    )


def _link_quotation(quotation: Quotation, ids: Mapping[str, str]) -> Quotation:
    speaker = quotation.speaker
    return msgspec.structs.replace(
        quotation,
        speaker=_link_speaker(speaker, ids) if speaker else None,
        chain=tuple(_link_hand(hand, ids) for hand in quotation.chain),
    )


def _link_speaker(speaker: Speaker, ids: Mapping[str, str]) -> Speaker:
    return msgspec.structs.replace(
        speaker, entity=ids.get(speaker.entity or ""), entities=_linked(speaker.entities, ids)
    )


def _link_hand(hand: ChainLink, ids: Mapping[str, str]) -> ChainLink:
    return msgspec.structs.replace(hand, entity=ids.get(hand.entity or ""))


def _link_statement(statement: Statement, ids: Mapping[str, str]) -> Statement:
    holder = msgspec.structs.replace(statement.holder, entity=ids.get(statement.holder.entity or ""))
    return msgspec.structs.replace(statement, holder=holder, entities=_linked(statement.entities, ids))


def _linked(chains: Sequence[str], ids: Mapping[str, str]) -> tuple[str, ...]:
    """The entities of chains, each once, in the order of the chains."""
    return tuple(dict.fromkeys(ids[chain] for chain in chains if chain in ids))
