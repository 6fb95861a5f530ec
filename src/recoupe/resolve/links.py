"""Entities in place of chains: after resolution, what names a bearer points at its entity, or has the entity's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from recoupe.model.annotation import (
    AnnotatedArticle,
    ChainLink,
    Holder,
    Mention,
    MentionForm,
    Quotation,
    Speaker,
    Statement,
)
from recoupe.model.group import Entity, EntityMention
from recoupe.model.span import Field

_Place = tuple[str, Field, int, int, MentionForm]
"""What tells one mention from all others: article, field, start, end, form."""

_Named = TypeVar("_Named", Mention, Speaker, ChainLink, Holder)


def link_entities(articles: Sequence[AnnotatedArticle], entities: Sequence[Entity]) -> tuple[AnnotatedArticle, ...]:
    """Replace the ids of chains by those of entities in speakers, chains of reporting, holders and statements.

    Args:
        articles: with quotations and statements, whose ids of bearers are those of chains.
        entities: of all of them.

    Returns:
        The articles in the same order. An id that no entity has becomes null, or is left out of a list.
    """
    owners = {_place(mention): entity.id for entity in entities for mention in entity.mentions}
    known = {entity.id: entity.id for entity in entities}
    return tuple(_link_article(article, owners, known) for article in articles)


def name_bearers(articles: Sequence[AnnotatedArticle], entities: Sequence[Entity]) -> tuple[AnnotatedArticle, ...]:
    """Give mentions, speakers, hands and holders the name that their bearer has in all of the articles.

    Args:
        articles: of one document, say: what one of them shortens another may write in full.
        entities: of all of them.

    Returns:
        The articles in the same order; the ids of chains stay.
    """
    names = {_place(mention): entity.name for entity in entities for mention in entity.mentions}
    return tuple(_name_article(article, names) for article in articles)


def _name_article(article: AnnotatedArticle, names: Mapping[_Place, str]) -> AnnotatedArticle:
    renamed = {
        mention.chain: (mention.name, name)
        for mention in article.mentions
        if (name := names.get(_place(mention), mention.name)) != mention.name
    }
    if not renamed:
        return article
    return msgspec.structs.replace(
        article,
        mentions=tuple(_renamed(mention, (mention.chain,), renamed) for mention in article.mentions),
        quotations=tuple(
            msgspec.structs.replace(
                quotation,
                speaker=_renamed(quotation.speaker, _chains(quotation.speaker), renamed) if quotation.speaker else None,
                chain=tuple(_renamed(hand, (hand.entity or "",), renamed) for hand in quotation.chain),
            )
            for quotation in article.quotations
        ),
        statements=tuple(
            msgspec.structs.replace(
                statement, holder=_renamed(statement.holder, (statement.holder.entity or "",), renamed)
            )
            for statement in article.statements
        ),
    )


def _chains(speaker: Speaker) -> tuple[str, ...]:
    return speaker.entities or (speaker.entity or "",)


def _renamed(item: _Named, chains: Sequence[str], renamed: Mapping[str, tuple[str, str]]) -> _Named:
    """An item whose name is that of a chain, or holds those of several, with the new ones."""
    if item.name is None:
        return item
    name = item.name
    for old, new in (renamed[chain] for chain in chains if chain in renamed):
        name = name.replace(old, new, 1)
    return item if name == item.name else msgspec.structs.replace(item, name=name)


def _place(mention: Mention | EntityMention) -> _Place:
    return mention.article, mention.field, mention.start, mention.end, mention.form


def _link_article(
    article: AnnotatedArticle, owners: Mapping[_Place, str], known: Mapping[str, str]
) -> AnnotatedArticle:
    ids = dict(known)
    for mention in article.mentions:
        owner = owners.get(_place(mention))
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
