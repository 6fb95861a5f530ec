"""The stories and threads of an earlier run, whose ids are to live on.

People note the id of a story, link to it, and file their work under it. So a run can be given an earlier one: what is
still the same story keeps its id.
"""

from __future__ import annotations

from typing import NamedTuple

from recoupe.model.finding import DossierRecord
from recoupe.model.group import Redirect


class EarlierArticle(NamedTuple):
    """An article of an earlier run: a span of its document, and the ids of the story and thread it was in."""

    document: str
    start: int
    end: int
    story: str
    thread: str


class Earlier(NamedTuple):
    """What an earlier run gave.

    Attributes:
        articles: with their stories and threads.
        redirects: where ids of runs before it lead.
        digests: SHA-256 of its documents and their ids, where it tells them: a file of one name elsewhere makes the
            id of a document longer.
    """

    articles: tuple[EarlierArticle, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    digests: tuple[tuple[str, str], ...] = ()


def read_earlier(dossier: DossierRecord) -> Earlier:
    """The stories and threads of a dossier."""
    articles = {article.id: article for article in dossier.articles}
    held = []
    for story in dossier.stories:
        for member in story.articles:
            article = articles[member]
            held.append(EarlierArticle(article.document, article.start, article.end, story.id, story.thread))
    digests = sorted((document.sha256, document.id) for document in dossier.documents)
    return Earlier(tuple(sorted(held)), dossier.redirects, tuple(digests))
