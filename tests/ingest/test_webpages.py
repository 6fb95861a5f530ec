import socket
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.ingest.webpages import is_webpage, read_webpage

BODY = (
    "<nav><a href='/'>Accueil</a> <a href='/sport'>Sport</a></nav><article><h1>Le pont rouvre</h1>"
    + "".join(
        f"<p>Le pont de Marvelle a rouvert, après {n} mois de travaux que la préfecture a payés en partie.</p>"
        for n in range(2, 9)
    )
    + "</article><footer>Mentions légales</footer>"
)


def page(head: str = "", body: str = BODY) -> bytes:
    return f"<!DOCTYPE html><html lang='fr'><head>{head}</head><body>{body}</body></html>".encode()


@pytest.fixture(autouse=True)
def _no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_the_article_is_extracted_with_its_paragraphs_and_without_menus() -> None:
    read = read_webpage(page())
    assert read is not None
    assert "Le pont de Marvelle a rouvert, après 2 mois" in read.text
    assert read.text.count("\n") >= 6
    assert "Mentions légales" not in read.text
    assert "Accueil" not in read.text


def test_a_short_article_keeps_its_paragraphs() -> None:
    read = read_webpage(page(body="<article><p>Le pont rouvre.</p><p>Il a coûté cher.</p></article>"))
    assert read is not None
    assert read.text == "Le pont rouvre.\nIl a coûté cher."


def test_the_declared_charset_is_read_first() -> None:
    head = "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-15'>"
    read = read_webpage(page(head).decode().replace("cher", "€").encode("iso8859-15"))
    assert read is not None
    assert "préfecture" in read.text
    assert read.warnings == ()


def test_an_xml_declaration_and_control_characters_do_no_harm() -> None:
    raw = b"<?xml version='1.0' encoding='utf-8'?>\n" + page(body=BODY.replace("travaux", "tra\0vaux\x01"))
    read = read_webpage(raw)
    assert read is not None
    assert "travaux" in read.text


@pytest.mark.parametrize("raw", [b"<html></html>", b"<html><body><script>x()</script></body></html>", b"  "])
def test_a_page_without_words_is_no_article(raw: bytes) -> None:
    assert read_webpage(raw) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf\n<!-- saved --><HTML lang=fr>", True),
        (b"<?xml version='1.0'?><html xmlns='x'>", True),
        (b"Le pont <html>", False),
        (b"<htmlish>", False),
        (b"", False),
    ],
)
def test_pages_are_told_by_their_beginning(raw: bytes, expected: bool) -> None:
    assert is_webpage(raw) is expected


_TAGS = [
    "<p>", "</p>", "<div>", "<table><tr>", "<article>", "</article>", "Le pont rouvre. ", "\0", "é", "'2031'>", "<br>",
    "<time datetime=", "<meta name=date content=", "<script type='application/ld+json'>", '{"@type":"Article"}',
    "</script>", "<!--", "]]>", "&amp;&#0;&#xD800;", "<svg>",
]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(_TAGS), max_size=30).map("".join))
def test_no_page_raises(html: str) -> None:
    read = read_webpage(page(body=html))
    assert read is None or read.text.strip()


def test_deep_and_long_pages_do_not_raise() -> None:
    read_webpage(page(body="<div>" * 5000 + "Le pont rouvre."))
    data = '{"@type": "Article", "publisher": [[["x"]]], "headline": ["a"], "datePublished": [[]]}'
    read_webpage(page(f"<script type='application/ld+json'>{data}</script>"))
