"""Articles made for the tests of reuse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.document import Article, Document

MakeArticle = Callable[..., AnnotatedArticle]


@pytest.fixture(scope="session")
def make_article() -> MakeArticle:
    """Makes an article of a text: by default all of its own document, without any layer."""

    def make(
        name: str,
        text: str,
        *,
        language: str = "fr",
        start: int = 0,
        end: int | None = None,
        document: str | None = None,
        outlet: str | None = None,
        publisher: str | None = None,
        published: str | None = None,
        version_of: str | None = None,
        **layers: object,
    ) -> AnnotatedArticle:
        owner = document or name
        return AnnotatedArticle(
            article=Article(
                id=name,
                document=owner,
                start=start,
                end=len(text) if end is None else end,
                outlet=outlet,
                title=None,
                published=published,
                published_evidence=None,
                credits=(),
                publisher=publisher,
                version_of=version_of,
                originality=None,
            ),
            document=Document(
                id=owner,
                source=owner,
                title=None,
                text=text,
                sha256="",
                language=language,
                url=None,
                outlet=outlet,
                publisher=publisher,
                published=published,
                published_evidence=None,
                header=None,
                warnings=(),
            ),
            language=language,
            **layers,  # type: ignore[arg-type]
        )

    return make


@pytest.fixture(scope="session")
def harbour() -> str:
    """A report of ours: three sentences about a harbour."""
    return (
        "La capitainerie de Vermont-sur-Orve a fermé le chenal jeudi matin après l'échouage d'un caboteur chargé de "
        "ciment. Le remorqueur Pétrel tentera une manœuvre à marée haute, a précisé le commandant Loriot. "
        "Aucun des sept marins n'est blessé, mais le trafic des bacs reste suspendu jusqu'à nouvel ordre."
    )
