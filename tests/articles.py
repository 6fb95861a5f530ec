"""Articles that no stage has touched yet, for tests of the stages that read text alone."""

from __future__ import annotations

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.document import Article, Document


def bare_document(text: str, language: str, published: str | None = None, title: str | None = None) -> Document:
    """A document of which nothing else is known."""
    return Document(
        id="d",
        source="-",
        title=title,
        text=text,
        sha256="",
        language=language,
        url=None,
        outlet=None,
        publisher=None,
        published=published,
        published_evidence=None,
        header=None,
        warnings=(),
    )


def bare_article(text: str, language: str, published: str | None = None, start: int = 0) -> AnnotatedArticle:
    """An article without layers, from `start` to the end of its document."""
    document = bare_document(text, language, published)
    article = Article(
        id="a",
        document="d",
        start=start,
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
    return AnnotatedArticle(article=article, document=document, language=language)
