"""What a web page says of itself in its mark-up: title, date, outlet, publisher, address, language.

Three vocabularies are read, in this order: schema.org in JSON-LD, ``meta`` elements (Open Graph, Dublin Core, the
Highwire tags, the ones of news analytics), and the ``time`` element of HTML. Nothing is concluded from the prose of
the page, and no date from a clock: a page that marks no date has none. (Date finders that search the body are known to
return the day of a comment, a related article or the crawl.)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import msgspec

from recoupe.ingest.dates import parse_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)$")

_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date", "citation_date",
    "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "dcterms.created", "dc.date.created", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "publication-date", "date",
)  # fmt: skip
"""Names of ``meta`` elements that hold the date of publication, the most exact first; dates of change are left out."""

_TITLE_NAMES = ("og:title", "citation_title", "dcterms.title", "dc.title", "twitter:title", "headline", "title")
_PUBLISHER_NAMES = ("publisher", "dcterms.publisher", "dc.publisher", "citation_publisher", "sailthru.publisher")
_OUTLET_NAMES = ("og:site_name", "application-name")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class Markup(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says of itself; null where it says nothing."""

    title: str | None
    published: str | None
    outlet: str | None
    publisher: str | None
    url: str | None
    language: str | None


def read_markup(tree: HtmlElement) -> Markup:
    """Read the metadata of a parsed page."""
    meta = _meta(tree)
    article = _linked_article(tree)
    site = _first(meta, _OUTLET_NAMES)
    named = _clean(_name(article.get("publisher"))) or _first_name(meta, _PUBLISHER_NAMES)
    return Markup(
        title=_clean(article.get("headline")) or _first(meta, _TITLE_NAMES) or _heading(tree),
        published=_date(article.get("datePublished")) or _meta_date(meta) or _time_date(tree),
        outlet=site or named,
        publisher=named or site,
        url=_canonical(tree) or next((u for u in [meta.get("og:url", "")] if _ADDRESS.fullmatch(u)), None),
        language=_clean(tree.get("lang")) or _clean(article.get("inLanguage")),
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Content of the ``meta`` elements by lower-case name; the first of a name wins."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _clean(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _linked_article(tree: HtmlElement) -> Mapping[str, Any]:
    """The first article described in JSON-LD, at the top or in a graph; empty when there is none.

    Articles deeper inside other objects are lists of further reading.
    """
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        try:
            data = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _top_items(data):
            kinds = item.get("@type")
            if any(
                isinstance(k, str) and _ARTICLE_TYPE.search(k) for k in (kinds if isinstance(kinds, list) else [kinds])
            ):
                return item
    return {}


def _top_items(data: object) -> Iterator[Mapping[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (inner for inner in (graph if isinstance(graph, list) else []) if isinstance(inner, dict))


def _name(value: object) -> object:
    """The name of an organisation, which JSON-LD writes as text, object or list of either."""
    if isinstance(value, list):
        return next((name for name in map(_name, value) if name), None)
    return value.get("name") if isinstance(value, dict) else value


def _clean(value: object) -> str | None:
    """A text with single spaces; None when it is none or blank."""
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _first_name(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    """The first that is a name: some pages put the address of a social network there."""
    return next((meta[name] for name in names if name in meta and not _ADDRESS.match(meta[name])), None)


def _heading(tree: HtmlElement) -> str | None:
    headings = list(tree.iter("h1"))
    if len(headings) == 1 and (text := _clean(headings[0].text_content())):
        return text
    title = next(tree.iter("title"), None)
    return None if title is None else _clean(title.text_content())


def _canonical(tree: HtmlElement) -> str | None:
    for element in tree.iter("link"):
        address = (element.get("href") or "").strip()
        if (element.get("rel") or "").lower() == "canonical" and _ADDRESS.fullmatch(address):
            return address
    return None


def _date(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, str):
        return None
    if parsed := parse_date(value.strip().replace("/", "-")):
        return parsed
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _meta_date(meta: Mapping[str, str]) -> str | None:
    return next((date for name in _DATE_NAMES if (date := _date(meta.get(name)))), None)


def _time_date(tree: HtmlElement) -> str | None:
    """The date of the ``time`` element marked as that of publication, or the only date so marked on the page."""
    dates: set[str] = set()
    for element in tree.iter("time"):
        date = _date(element.get("datetime"))
        if date is None:
            continue
        marked = (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None
        if marked or "published" in (element.get("class") or "").lower().split():
            return date
        dates.add(date)
    return dates.pop() if len(dates) == 1 else None
