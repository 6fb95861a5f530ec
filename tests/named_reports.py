"""Articles that are nothing but names, built by hand, for the tests of what joins names across articles."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model.annotation import AnnotatedArticle, EntityKind, Mention, MentionForm
from recoupe.model.document import Article, Document
from recoupe.model.span import item_id

Chain = tuple[EntityKind, tuple[str, ...], tuple[str, ...]]
"""Kind, the words of its mentions (``role:`` before those of a role), and its attributes."""


def report(name: str, chains: Sequence[Chain], published: str | None = "2031-05-02") -> AnnotatedArticle:
    """An article that is a list of names, one a line."""
    words = [(number, word) for number, (_, forms, _) in enumerate(chains) for word in forms]
    text = "\n".join(word.removeprefix("role:") for _, word in words)
    mentions: list[Mention] = []
    heads: dict[int, str] = {}
    start = 0
    for number, word in words:
        surface = word.removeprefix("role:")
        form: MentionForm = "role" if surface != word else "name"
        identity = item_id("m", name, start)
        heads.setdefault(number, identity)
        mentions.append(
            Mention(
                id=identity,
                article=name,
                start=start,
                end=start + len(surface),
                kind=chains[number][0],
                form=form,
                name=surface,
                chain=heads[number],
                rule="first-mention",
                attributes=chains[number][2],
            )
        )
        start += len(surface) + 1
    article = Article(
        id=name,
        document=name,
        start=0,
        end=len(text),
        outlet=None,
        title=None,
        published=published,
        published_evidence=None,
        credits=(),
        publisher=None,
        version_of=None,
        originality=None,
    )
    document = Document(
        id=name,
        source=name,
        title=None,
        text=text,
        sha256="",
        language="fr",
        url=None,
        outlet=None,
        publisher=None,
        published=published,
        published_evidence=None,
        header=None,
        warnings=(),
    )
    return AnnotatedArticle(article=article, document=document, language="fr", mentions=tuple(mentions))


def person(*forms: str, attributes: tuple[str, ...] = ()) -> Chain:
    return "person", forms, attributes


def organisation(*forms: str) -> Chain:
    return "organisation", forms, ()


def state(code: str, *forms: str) -> Chain:
    return "place", forms, (f"state={code}", "subkind=state")
