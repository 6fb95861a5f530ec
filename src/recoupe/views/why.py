"""Why an item is in the dossier: the rules, scores and words it rests on."""

from __future__ import annotations

from typing import Any, NamedTuple

from recoupe.model.annotation import Located, Quotation
from recoupe.model.document import Article, Document
from recoupe.model.finding import Conflict, DossierRecord
from recoupe.model.group import Claim, Evidence
from recoupe.model.span import ArticleSpan
from recoupe.views.texts import Texts, Words


class Reason(NamedTuple):
    """One reason: the rule, its score where it has one, and the words it rests on."""

    rule: str
    score: float | None
    words: tuple[Words, ...]


class Explanation(NamedTuple):
    """An item's list, its own words, and the reasons for it."""

    kind: str
    id: str
    words: tuple[Words, ...]
    reasons: tuple[Reason, ...]


def explain(dossier: DossierRecord, kind: str, item: Any) -> Explanation:
    """Explain an item.

    Args:
        dossier: the dossier that holds the item.
        kind: the name of the list it stands in.
        item: the item.
    """
    texts = Texts(dossier)
    return Explanation(kind, item.id, _own_words(texts, item), tuple(_reasons(texts, item)))


def _own_words(texts: Texts, item: Any) -> tuple[Words, ...]:
    if isinstance(item, Located):
        return (texts.of(item),)
    if isinstance(item, Quotation):
        return (texts.quoted(item),)
    members: list[ArticleSpan] = []
    if isinstance(item, Claim):
        members = [texts.items[i].located for i in item.statements]
    elif isinstance(item, Conflict):
        members = [span for value in item.values for span in value.spans]
    elif hasattr(item, "mentions"):
        members = [ArticleSpan(article=m.article, start=m.start, end=m.end, field=m.field) for m in item.mentions]
    elif hasattr(item, "quotations"):
        return tuple(texts.quoted(texts.items[i]) for i in item.quotations)
    elif hasattr(item, "a") and hasattr(item, "b"):
        members = [item.a, item.b]
    elif hasattr(item, "title") and isinstance(item.title, ArticleSpan):
        members = [item.title]
    return tuple(texts.words(at) for at in members)


def _membership(texts: Texts, item: Article | Document) -> list[Reason]:
    """The story of an article, or of each article of a document, by its title, and what ties the article to it."""
    reasons = []
    for article in texts.dossier.articles:
        if item.id in {article.id, article.document}:
            for story in texts.dossier.stories:
                if article.id in story.articles:
                    reasons.append(Reason(f"story {story.id}", None, (texts.words(story.title),)))
                    because = (e for member in story.members if member.article == article.id for e in member.because)
                    reasons += [Reason(e.rule, e.score, tuple(texts.words(s) for s in e.spans)) for e in because]
    return reasons


def _reasons(texts: Texts, item: Any) -> list[Reason]:
    evidence: list[Evidence] = list(getattr(item, "because", ()))
    if isinstance(item, Article | Document):
        return _membership(texts, item)
    if isinstance(item, Claim):
        evidence += [why for line in item.lines for why in line.why]
    reasons = [Reason(e.rule, e.score, tuple(texts.words(s) for s in e.spans)) for e in evidence]
    if not reasons and hasattr(item, "rule"):
        reasons.append(Reason(item.rule, getattr(item, "confidence", None), ()))
    return reasons
