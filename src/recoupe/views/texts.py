"""The words behind an item: every view takes a report's words from here, and from nowhere else.

`Texts` is an index of a dossier. Words come out exactly as received, by slicing the document with the item's own
offsets; nothing is shortened, joined or repaired here.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from msgspec.structs import replace

from recoupe.model.annotation import Located, Quotation
from recoupe.model.document import Article, Document
from recoupe.model.finding import DossierRecord
from recoupe.model.span import ArticleSpan, Field, Span


class Words(NamedTuple):
    """Words of a report with the place they stand in: what every table cell and link of a view is made of."""

    text: str
    at: ArticleSpan


class Texts:
    """Articles, documents and items of a dossier by id."""

    def __init__(self, dossier: DossierRecord, longest_label: int | None = None) -> None:
        """Index a dossier.

        Args:
            dossier: the dossier.
            longest_label: code points from which the label of a report loses its middle; null for never.
        """
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
        self._labels = self._named(longest_label)

    def document_of(self, article_id: str) -> Document:
        """The document that an article is a span of."""
        return self.documents[self.articles[article_id].document]

    def words(self, at: ArticleSpan) -> Words:
        """The words at a place."""
        return Words(self.document_of(at.article).surface(at), at)

    def beginning(self, at: ArticleSpan, longest: int) -> Words:
        """The words at a place, or where they are too long their beginning, up to a space: a slice of them too."""
        words = self.words(at)
        if len(words.text) <= longest:
            return words
        kept = (words.text[:longest].rsplit(None, 1) or [""])[0].rstrip(" ,;:") or words.text[:longest]
        return self.words(replace(at, end=at.start + len(kept)))

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

    def opening(self, article_id: str, longest: int) -> Words:
        """How a report begins: its title where that was given apart, else its first line, cut where it is too long."""
        article = self.articles[article_id]
        title = self.document_of(article_id).title
        if title and title.strip() and len(self._articles_of[article.document]) == 1:
            place = ArticleSpan(article=article_id, start=0, end=len(title), field="title")
        else:
            text = self.words(self.whole(article_id)).text
            line = next((line for line in text.splitlines() if line.strip()), text)
            start = article.start + text.index(line) + len(line) - len(line.lstrip())
            place = ArticleSpan(article=article_id, start=start, end=start + len(line.strip()))
        return self.beginning(place, longest)

    def beside(self, article_id: str) -> tuple[str, ...]:
        """The other articles of the same document: what else a digest holds."""
        siblings = self._articles_of[self.articles[article_id].document]
        return tuple(sibling for sibling in siblings if sibling != article_id)

    def extent(self, article_id: str, field: Field) -> Span:
        """The whole of an article's field: offsets in the text of its document, or in its title."""
        article = self.articles[article_id]
        if field == "text":
            return article.span
        return Span(0, len(self.document_of(article_id).title or ""), "title")

    def label(self, article_id: str) -> str:
        """What readers call a report: its outlet, else its document's id; a digest's articles are numbered."""
        return self._labels[article_id]

    def document_label(self, document_id: str) -> str:
        """What readers call a whole document: its outlet, else its id."""
        outlet = self.documents[document_id].outlet
        return outlet if outlet and self._outlets[outlet] == 1 else document_id

    def _named(self, longest: int | None) -> dict[str, str]:
        full: dict[str, str] = {}
        for article in self.articles.values():
            siblings = self._articles_of[article.document]
            name = self.document_label(article.document)
            number = siblings.index(article.id) + 1
            full[article.id] = name if len(siblings) == 1 else f"{name} ({number}/{len(siblings)})"
        if longest is None:
            return full
        short = {article: _without_middle(label, longest) for article, label in full.items()}
        borne = Counter(short.values())
        return {article: label if borne[label] == 1 else full[article] for article, label in short.items()}


def _without_middle(label: str, longest: int) -> str:
    kept = longest // 2
    return label if len(label) <= longest else f"{label[:kept]}…{label[-kept:]}"
