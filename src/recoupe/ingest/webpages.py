"""Web pages: the text of the article, without menus, advertising and comments, and what the page says of itself.

The text is extracted by trafilatura (Barbaresi, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text
Discovery and Extraction", ACL 2021) from bytes already read: no socket is opened here. Its search for dates is not
used; see `recoupe.ingest.markup` and ``docs/decisions/0004-web-pages.md``.
"""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from recoupe.ingest.decoding import decode_bytes
from recoupe.ingest.markup import Markup, read_markup

if TYPE_CHECKING:
    from configparser import ConfigParser

_SHORT = 250
"""Below this many code points trafilatura falls back to one line of all words: the paragraphs are asked for again."""

_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\s*<\?xml[^>]{1,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_HEAD = 4096
"""Bytes searched for a charset; HTML asks for it within the first 1,024."""

_INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")


class Webpage(msgspec.Struct, frozen=True, kw_only=True):
    """An article read from a web page."""

    text: str
    markup: Markup
    warnings: tuple[str, ...]


def is_webpage(raw: bytes) -> bool:
    """Whether bytes begin like an HTML page, whatever the name of the file."""
    return _START.match(raw[:_HEAD]) is not None


def read_webpage(raw: bytes, declared: str | None = None) -> Webpage | None:
    """Extract the article of a page.

    Args:
        raw: the bytes of the page.
        declared: the charset that its server names, if any; it goes before the page's own.

    Returns:
        The article, or None when the bytes are no text or the page holds no article.
    """
    decoded = decode_bytes(raw, declared or _declared(raw[:_HEAD]))
    if decoded is None:
        return None
    # lxml takes no control characters; the text is extracted, so no offset depends on them.
    tree = _parse(_INVISIBLE.sub("", decoded.text))
    if tree is None:
        return None
    markup = read_markup(tree)
    text = _extract(tree)
    return Webpage(text=text, markup=markup, warnings=decoded.warnings) if text else None


def _declared(head: bytes) -> str | None:
    match = _XML_CHARSET.match(head) or _CHARSET.search(head)
    return match[1].decode("ascii", "replace") if match else None


def _parse(html: str) -> Any:
    from lxml import etree  # noqa: PLC0415  # heavy: loaded when the first page comes
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    # Bytes with a stated charset: lxml refuses a str that declares one.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return document_fromstring(html.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _extract(tree: Any) -> str:
    text = _run(tree, _configuration(None))
    if len(text) < _SHORT:
        # The second try keeps the paragraphs of a short article; it counts when it lost no more than asides.
        again = _run(tree, _configuration(1))
        if 2 * len(again) >= len(text):
            return again
    return text


def _run(tree: Any, configuration: ConfigParser) -> str:
    from trafilatura import bare_extraction  # noqa: PLC0415  # heavy

    try:
        page = bare_extraction(deepcopy(tree), with_metadata=False, include_comments=False, config=configuration)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError):
        # trafilatura walks trees of any shape; what it trips over is a page without an article for us.
        return ""
    text = getattr(page, "text", None)
    return text.strip() if isinstance(text, str) else ""


@cache
def _configuration(minimum: int | None) -> ConfigParser:
    """Trafilatura's settings, with its least length of an article replaced by `minimum` where given."""
    from trafilatura.settings import DEFAULT_CONFIG  # noqa: PLC0415

    # A library without a handler logs to stderr; what could not be read is said once, by recoupe.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    configuration: ConfigParser = deepcopy(DEFAULT_CONFIG)
    if minimum is not None:
        configuration.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(minimum))
    return configuration
