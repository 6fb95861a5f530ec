"""The page in a real browser, with scripts off: links, marks, network, console.

Debian's chromium is driven through playwright; without a browser the tests are skipped and say so, except in continuous
integration, where a missing browser is a failure.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import recoupe
from hostile_reports import hostile_reports
from recoupe.dossier import Dossier
from recoupe.views.controls import show_controls

playwright = pytest.importorskip("playwright.sync_api")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = pytest.mark.browser


class Opened:
    """A page that was opened, with what it asked for and complained of."""

    def __init__(self, page: object, requests: list[str], complaints: list[str]) -> None:
        self.page, self.requests, self.complaints = page, requests, complaints


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    if BROWSER is None:
        if os.environ.get("CI"):
            pytest.fail("continuous integration must install chromium")
        pytest.skip("no chromium on this machine: the page was not opened")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


def open_page(browser: object, dossier: Dossier, folder: Path, language: str = "fr") -> Opened:
    path = folder / "page.html"
    path.write_text(dossier.to_html(language), encoding="utf-8")
    context = browser.new_context(java_script_enabled=True)  # type: ignore[attr-defined]
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    return Opened(page, requests, complaints)


def dangling_links(opened: Opened) -> list[str]:
    """Addresses on the page that lead out of it, or nowhere."""
    found: list[str] = opened.page.evaluate(  # type: ignore[attr-defined]
        "() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
        ".filter(h => !h.startsWith('#') || !document.getElementById(h.slice(1)))"
    )
    return found


def shown_text(opened: Opened, article: str) -> str:
    """The text of a report as it stands on the page."""
    text: str = opened.page.evaluate(  # type: ignore[attr-defined]
        "id => document.getElementById(id).querySelector('div.text').textContent", article
    )
    return text


def test_the_page_is_alone_and_silent(browser: object, example_dossier: Dossier, tmp_path: Path) -> None:
    opened = open_page(browser, example_dossier, tmp_path)
    assert len(opened.requests) == 1, "only the file itself"
    assert opened.complaints == []


def test_every_link_resolves(browser: object, example_dossier: Dossier, tmp_path: Path) -> None:
    opened = open_page(browser, example_dossier, tmp_path)
    assert dangling_links(opened) == []
    repeated = opened.page.evaluate(  # type: ignore[attr-defined]
        "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
        " return ids.filter((id, n) => ids.indexOf(id) !== n) }"
    )
    assert repeated == []


def test_texts_stand_untouched(browser: object, example_dossier: Dossier, tmp_path: Path) -> None:
    opened = open_page(browser, example_dossier, tmp_path)
    documents = {d.id: d for d in example_dossier.documents}
    for article in example_dossier.articles:
        assert shown_text(opened, article.id) == documents[article.document].text[article.start : article.end]


def test_a_link_lights_exactly_its_words(browser: object, example_dossier: Dossier, tmp_path: Path) -> None:
    """Each mark lights what it names: the parts that the style of its target selects, joined."""
    opened = open_page(browser, example_dossier, tmp_path)
    lit = json.loads(
        opened.page.evaluate(  # type: ignore[attr-defined]
            """() => JSON.stringify([...document.querySelectorAll('a.words[href^="#w"]')].map(a => {
                location.hash = a.getAttribute('href');
                const parts = [...document.querySelectorAll('.report span')]
                    .filter(e => getComputedStyle(e).outlineStyle === 'solid');
                const cut = a.nextSibling?.textContent.startsWith(' …');
                return [a.textContent, parts.map(e => e.textContent).join(''), cut];
            }))"""
        )
    )
    assert len(lit) > 50
    for link, words, cut in lit:
        assert words.startswith(link) if cut else link == words


@pytest.fixture(scope="module")
def hostile_dossier() -> Dossier:
    return recoupe.make_dossier(hostile_reports())


def test_hostile_reports_do_no_harm(browser: object, hostile_dossier: Dossier, tmp_path: Path) -> None:
    opened = open_page(browser, hostile_dossier, tmp_path)
    assert "owned" not in opened.page.title()  # type: ignore[attr-defined]
    assert opened.complaints == []
    assert len(opened.requests) == 1
    foreign = opened.page.evaluate(  # type: ignore[attr-defined]
        """() => [...document.querySelectorAll('img, iframe, form, base, link, object, embed, template, textarea, math,'
            + ' [srcdoc], [onload], [onerror], [onmouseover], meta[http-equiv=refresh], a[href^="javascript"]')]
            .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert foreign == []
    assert dangling_links(opened) == []


def test_hostile_reports_stay_visible(browser: object, hostile_dossier: Dossier, tmp_path: Path) -> None:
    opened = open_page(browser, hostile_dossier, tmp_path)
    documents = {d.id: d for d in hostile_dossier.documents}
    for article in hostile_dossier.articles:
        shown = shown_text(opened, article.id)
        text = documents[article.document].text[article.start : article.end]
        assert shown == show_controls(text)
    wide = opened.page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")  # type: ignore[attr-defined]
    assert wide <= 0, "nothing makes the page itself wider than the window"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_headings_and_landmarks(browser: object, example_dossier: Dossier, tmp_path: Path, language: str) -> None:
    opened = open_page(browser, example_dossier, tmp_path, language)
    page = opened.page
    assert page.get_attribute("html", "lang") == language  # type: ignore[attr-defined]
    assert page.locator("h1").count() == 1  # type: ignore[attr-defined]
    assert page.locator("main").count() == 1  # type: ignore[attr-defined]
    levels = page.evaluate("() => [...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")  # type: ignore[attr-defined]
    assert all(after - before <= 1 for before, after in pairwise(levels))
