"""The words behind an item: every view takes a report's words from here, and from nowhere else.

`Texts` is an index of a dossier. Words come out exactly as received, by slicing the document with the item's own
offsets; nothing is shortened, joined or repaired here.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from recoupe.model.annotation import Located, Quotation
from recoupe.model.document import Article, Document
from recoupe.model.finding import DossierRecord
from recoupe.model.span import ArticleSpan


class Words(NamedTuple):
    """Words of a report with the place they stand in: what every table cell and link of a view is made of."""

    text: str
    at: ArticleSpan


class Texts:
    """Articles, documents and items of a dossier by id."""

    def __init__(self, dossier: DossierRecord) -> None:
        self.dossier = dossier
        self.documents: dict[str, Document] = {d.id: d for d in dossier.documents}
        self.articles: dict[str, Article] = {a.id: a for a in dossier.articles}
        self._articles_of: dict[str, list[str]] = {}
        for article in dossier.articles:
            self._articles_of.setdefault(article.document, []).append(article.id)
        # An outlet names a report only when it has a single one here.
        self._outlets = Counter(d.outlet for d in dossier.documents)
        self.items: dict[str, Any] = {}
        for name in dossier.__struct_fields__:
            members = getattr(dossier, name)
            if isinstance(members, tuple):
                self.items.update({m.id: m for m in members if hasattr(m, "id")})

    def document_of(self, article_id: str) -> Document:
        """The document that an article is a span of."""
        return self.documents[self.articles[article_id].document]

    def words(self, at: ArticleSpan) -> Words:
        """The words at a place."""
        return Words(self.document_of(at.article).surface(at), at)

    def of(self, item: Located) -> Words:
        """The words of an annotation."""
        return self.words(item.located)

    def quoted(self, quotation: Quotation) -> Words:
        """The content of a quotation."""
        return self.words(quotation.located)

    def whole(self, article_id: str) -> ArticleSpan:
        """The place of a whole article."""
        article = self.articles[article_id]
        return ArticleSpan(article=article_id, start=article.start, end=article.end)

    def label(self, article_id: str) -> str:
        """What readers call a report: its outlet, else its document's id; a digest's articles are numbered."""
        document = self.articles[article_id].document
        siblings, name = self._articles_of[document], self.document_label(document)
        return name if len(siblings) == 1 else f"{name} ({siblings.index(article_id) + 1}/{len(siblings)})"

    def document_label(self, document_id: str) -> str:
        """What readers call a whole document: its outlet, else its id."""
        outlet = self.documents[document_id].outlet
        return outlet if outlet and self._outlets[outlet] == 1 else document_id
