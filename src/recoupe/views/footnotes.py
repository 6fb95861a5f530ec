"""References to reports for a footnote, as items of CSL-JSON (Citation Style Language 1.0.2) and as a line of text."""

from __future__ import annotations

from typing import Any

from recoupe.views.phrases import Phrases
from recoupe.views.texts import Texts


def list_references(texts: Texts, say: Phrases) -> dict[str, dict[str, Any]]:
    """Article id -> its reference: ``{"text": a line, "csl": an item of CSL-JSON}``."""
    references = {}
    for article in texts.dossier.articles:
        document = texts.documents[article.document]
        day = (article.published or "").partition("T")[0]
        parts = [int(part) for part in day.split("-") if part.isdecimal()]
        fields = {
            "id": article.id,
            "type": "article-newspaper",
            "title": document.title,
            "container-title": article.outlet,
            "publisher": article.publisher,
            "issued": {"date-parts": [parts]} if parts else None,
            "URL": document.url,
            "language": document.language,
            "note": f"sha256 {document.sha256}",
        }
        named = (article.outlet or document.id, document.title, say.date(day) if day else None, document.url)
        references[article.id] = {
            "text": ", ".join(part for part in named if part),
            "csl": {name: value for name, value in fields.items() if value},
        }
    return references
