"""Tells one speaker from another.

Mouth
    The entity that a speaker is, or the entities of several who speak together; else the words that name the speaker.
Office
    What an entity is called beside its name (`the mayor of Example`). A speaker of whom a report gives only the office
    may be the one who bears it; that alone joins nothing but the very same words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from recoupe.model.annotation import AnnotatedArticle, Mention, Quotation
from recoupe.model.group import Entity
from recoupe.text.normalize import fold_text

NAME_FORMS = frozenset({"alias", "name"})


class Bearers:
    """Who bears the names and offices of several articles."""

    def __init__(self, articles: Sequence[AnnotatedArticle], entities: Iterable[Entity]) -> None:
        texts = {article.article.id: article.text for article in articles}
        self._named: dict[tuple[str, int, int], str] = {}
        self._offices: dict[str, set[str]] = defaultdict(set)
        for entity in entities:
            for mention in entity.mentions:
                if mention.field != "text":
                    continue
                if mention.form in NAME_FORMS:
                    self._named[mention.article, mention.start, mention.end] = entity.id
                elif mention.form == "role" and mention.article in texts:
                    office = texts[mention.article][mention.start : mention.end]
                    self._offices[entity.id].add(fold_text(office).strip())

    def named(self, mention: Mention) -> str | None:
        """The entity of a name, where it is known."""
        return self._named.get((mention.article, mention.start, mention.end))

    def offices(self, entity: str | None) -> frozenset[str]:
        """What an entity is called beside its name, folded."""
        return frozenset(self._offices.get(entity or "", ()))


def mouth_of(quotation: Quotation) -> str:
    """What tells the speaker of a quotation from others; empty for nobody."""
    speaker = quotation.speaker
    return (speaker.entity or " ".join(speaker.entities) or speaker_name(quotation)) if speaker is not None else ""


def speaker_name(quotation: Quotation) -> str:
    """The words that name a speaker, folded; empty for nobody."""
    return fold_text(quotation.speaker.name).strip() if quotation.speaker is not None else ""
