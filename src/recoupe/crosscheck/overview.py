"""The figures of page one.

Distinct texts
    Reports less those whose main article is mostly a copy of another's. A digest counts by its longest article.
Origins
    Connected groups of reports under copied passages: reports that share no passage are origins of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.document import Document
from recoupe.model.finding import Conflict, Overview
from recoupe.model.group import Claim, Reuse, Story
from recoupe.model.partition import Partition


def summarise(
    documents: Sequence[Document],
    articles: Sequence[AnnotatedArticle],
    stories: Sequence[Story],
    copies: Sequence[Sequence[str]],
    reuses: Sequence[Reuse],
    claims: Sequence[Claim],
    conflicts: Sequence[Conflict],
) -> Overview:
    """Count what page one says.

    Args:
        documents: the reports.
        articles: their articles.
        stories: the stories they form.
        copies: groups of articles, by id, that are mostly copies of each other.
        reuses: copied passages.
        claims: with their lines.
        conflicts: firm and possible; firm ones are counted.
    """
    document_of = {a.article.id: a.document.id for a in articles}
    main: dict[str, tuple[int, str]] = {}
    for a in articles:
        size = (a.article.end - a.article.start, a.article.id)
        main[a.document.id] = max(main.get(a.document.id, (0, "")), size)
    text_of = {article: f"group {number}" for number, group in enumerate(copies) for article in group}
    texts = {text_of.get(article, article) for _, article in main.values()}
    origins = Partition(d.id for d in documents)
    for reuse in reuses:
        origins.join(document_of[reuse.a.article], document_of[reuse.b.article])
    shared = {article for story in stories if len(story.articles) > 1 for article in story.articles}
    article_of = {s.id: a.article.id for a in articles for s in a.statements}
    single = [c for c in claims if c.certain and len(c.lines) == 1 and article_of[c.statements[0]] in shared]
    return Overview(
        reports=len(documents),
        distinct_texts=len(texts),
        origins=len(origins.groups()),
        conflicts=sum(conflict.certain for conflict in conflicts),
        single=len(single),
    )
