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
from recoupe.views.table import BEGINNING
from recoupe.views.texts import Texts

playwright = pytest.importorskip("playwright.sync_api")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

AXE = Path(__file__).with_name("axe") / "axe.min.js"
"""axe-core 4.14.1 as its package has it; its licence lies beside it."""

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


def open_page(browser: object, dossier: Dossier, folder: Path, language: str = "fr", **options: object) -> Opened:
    path = folder / "page.html"
    path.write_text(dossier.to_html(language), encoding="utf-8")
    context = browser.new_context(**options)  # type: ignore[attr-defined]
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


def repeated_ids(opened: Opened) -> list[str]:
    """Ids that stand more than once."""
    found: list[str] = opened.page.evaluate(  # type: ignore[attr-defined]
        "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id), seen = new Set();"
        " return ids.filter(id => seen.has(id) || !seen.add(id)) }"
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
    assert repeated_ids(opened) == []


def test_texts_stand_untouched(browser: object, example_dossier: Dossier, tmp_path: Path) -> None:
    opened = open_page(browser, example_dossier, tmp_path)
    documents = {d.id: d for d in example_dossier.documents}
    for article in example_dossier.articles:
        assert shown_text(opened, article.id) == documents[article.document].text[article.start : article.end]


LIGHT = """() => JSON.stringify([...document.querySelectorAll('a[href^="#w"]:not([href="#wording"])')].map(a => {
    location.hash = a.getAttribute('href');
    const report = document.querySelector('.report:has(:target)');
    const lit = [...report.querySelectorAll('span')].filter(e => getComputedStyle(e).outlineStyle === 'solid');
    const verbatim = a.matches('.words') && !a.nextSibling?.textContent.startsWith(' …');
    const item = a.id || (a.matches('.words, .board a:not(small a)') && a.closest('tr[id], li[id]')?.id);
    return [verbatim ? a.textContent : null, item, lit.map(e => e.textContent).join('')];
}))"""
"""Follows every link to words: its own words where it is made of them, the item it stands for, and the words lit."""


def words_of(dossier: Dossier, item_id: str) -> set[str]:
    """The words that an item of the JSON may lead to: its own, or those of its members."""
    texts = Texts(dossier)
    kind, item = dossier.item(item_id)
    members = {
        "claims": lambda: [texts.items[i].located for i in item.statements],
        "conflicts": lambda: [span for value in item.values for span in value.spans],
        "stories": lambda: [item.title],
        "reuse": lambda: [item.a, item.b, *(texts.beginning(item.a, BEGINNING).at,)],
    }
    places = members[kind]() if kind in members else [item.located]
    return {texts.words(place).text for place in places}


def check_links(browser: object, dossier: Dossier, folder: Path) -> None:
    """Every link to words lights exactly what it shows, and what the JSON says of the item it stands for."""
    opened = open_page(browser, dossier, folder, reduced_motion="reduce")
    followed = json.loads(opened.page.evaluate(LIGHT))  # type: ignore[attr-defined]
    assert len(followed) > 100
    for shown, item, lit in followed:
        assert lit, "a link that lights nothing"
        if shown is not None:
            assert shown == lit
        if item:
            assert lit in words_of(dossier, item)


def test_a_link_lights_exactly_the_words_of_its_item(browser: object, example_dossier: Dossier, tmp_path: Path) -> None:
    check_links(browser, example_dossier, tmp_path)


@pytest.mark.shared
def test_links_of_real_reports_light_the_words_of_their_items(browser: object, shared: Path, tmp_path: Path) -> None:
    reports = sorted((shared / "seeds").glob("*.txt"))
    check_links(browser, recoupe.make_dossier([str(path) for path in reports]), tmp_path)


@pytest.fixture(scope="module")
def hostile_dossier() -> Dossier:
    return recoupe.make_dossier(hostile_reports())


def test_hostile_reports_do_no_harm(browser: object, hostile_dossier: Dossier, tmp_path: Path) -> None:
    opened = open_page(browser, hostile_dossier, tmp_path)
    assert "owned" not in opened.page.title()  # type: ignore[attr-defined]
    assert opened.complaints == []
    assert len(opened.requests) == 1
    foreign = opened.page.evaluate(  # type: ignore[attr-defined]
        """() => [...document.querySelectorAll('img, iframe, form:not(.tools), base, link, object,'
            + ' embed, template, textarea:not(#copied), math,'
            + ' [srcdoc], [onload], [onerror], [onmouseover], meta[http-equiv=refresh], a[href^="javascript"]')]
            .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert foreign == []
    assert dangling_links(opened) == []
    assert repeated_ids(opened) == []


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


def test_without_scripts_everything_is_there(browser: object, example_dossier: Dossier, tmp_path: Path) -> None:
    opened = open_page(browser, example_dossier, tmp_path, java_script_enabled=False)
    page = opened.page
    assert page.locator("form.tools").is_hidden()  # type: ignore[attr-defined]
    link = page.locator("article.conflict a.words").first  # type: ignore[attr-defined]
    link.click()
    assert page.locator(".report :target").text_content() == link.text_content()  # type: ignore[attr-defined]
    assert opened.complaints == []


def test_keys_lead_through_the_conflicts(browser: object, example_dossier: Dossier, tmp_path: Path) -> None:
    opened = open_page(browser, example_dossier, tmp_path)
    page = opened.page
    conflicts = page.locator("article.conflict")  # type: ignore[attr-defined]
    page.keyboard.press("j")  # type: ignore[attr-defined]
    assert page.evaluate("() => document.activeElement.id") == conflicts.first.get_attribute("id")  # type: ignore[attr-defined]
    page.keyboard.press("o")  # type: ignore[attr-defined]
    assert page.locator(".report :target").count() == 1  # type: ignore[attr-defined]
    page.keyboard.press("?")  # type: ignore[attr-defined]
    assert page.locator("#keys").is_visible()  # type: ignore[attr-defined]
    page.locator("#keys-on").uncheck()  # type: ignore[attr-defined]
    page.keyboard.press("Escape")  # type: ignore[attr-defined]
    assert page.locator("#keys").is_hidden()  # type: ignore[attr-defined]
    page.evaluate("() => document.activeElement.blur()")  # type: ignore[attr-defined]
    page.keyboard.press("j")  # type: ignore[attr-defined]
    assert page.evaluate("() => document.activeElement.className") != "conflict", "the keys are switched off"  # type: ignore[attr-defined]
    assert opened.complaints == []


def test_filters_leave_what_was_asked_for(browser: object, example_dossier: Dossier, tmp_path: Path) -> None:
    opened = open_page(browser, example_dossier, tmp_path, "en")
    page = opened.page
    bodies = "#statements tbody:not([hidden])"
    everything = page.locator(bodies).count()  # type: ignore[attr-defined]
    page.select_option("#filter-status", "conflict")  # type: ignore[attr-defined]
    assert 0 < page.locator(bodies).count() < everything  # type: ignore[attr-defined]
    assert "of" in page.locator("#tool-status").inner_text()  # type: ignore[attr-defined]
    page.click("#filter-clear")  # type: ignore[attr-defined]
    assert page.locator(bodies).count() == everything  # type: ignore[attr-defined]
    page.fill("#filter-text", "ZZZ no such words")  # type: ignore[attr-defined]
    assert page.locator(bodies).count() == 0  # type: ignore[attr-defined]
    page.click("#filter-clear")  # type: ignore[attr-defined]
    page.select_option("#filter-report", example_dossier.articles[0].id)  # type: ignore[attr-defined]
    assert 0 < page.locator(bodies).count() <= everything  # type: ignore[attr-defined]
    assert opened.complaints == []


def test_a_footnote_names_the_words_and_the_reports(browser: object, example_dossier: Dossier, tmp_path: Path) -> None:
    opened = open_page(browser, example_dossier, tmp_path, permissions=["clipboard-read", "clipboard-write"])
    page = opened.page
    page.locator(".copy-reference button").first.click()  # type: ignore[attr-defined]
    page.wait_for_function("() => document.querySelector('#tool-status').textContent")  # type: ignore[attr-defined]
    text = page.evaluate("() => navigator.clipboard.readText()")  # type: ignore[attr-defined]
    assert "Le Journal de la mer" in text
    assert f"#{example_dossier.conflicts[0].id}" in text
    assert page.locator(".report .copy-reference").count() == len(example_dossier.articles)  # type: ignore[attr-defined]
    page.locator(".copy-reference button").nth(1).click()  # type: ignore[attr-defined]
    page.wait_for_timeout(200)  # type: ignore[attr-defined]
    items = json.loads(page.evaluate("() => navigator.clipboard.readText()"))  # type: ignore[attr-defined]
    assert {item["type"] for item in items} == {"article-newspaper"}
    assert [2024, 3, 8] in [item["issued"]["date-parts"][0] for item in items if "issued" in item]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1100, 390])
def test_axe_finds_no_serious_violation(
    browser: object, example_dossier: Dossier, tmp_path: Path, scheme: str, width: int
) -> None:
    viewport = {"width": width, "height": 900}
    opened = open_page(
        browser, example_dossier, tmp_path, color_scheme=scheme, viewport=viewport, reduced_motion="reduce"
    )
    opened.page.evaluate("() => { for (const d of document.querySelectorAll('details')) d.open = true; }")  # type: ignore[attr-defined]
    opened.page.evaluate(AXE.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    found = opened.page.evaluate(  # type: ignore[attr-defined]
        "async () => (await axe.run()).violations.filter(v => ['serious', 'critical'].includes(v.impact))"
        ".map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 200), v.nodes[0].failureSummary])"
    )
    assert found == []
    wide = opened.page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")  # type: ignore[attr-defined]
    assert wide <= 0


def test_print_has_the_first_sections_and_cuts_nothing(
    browser: object, example_dossier: Dossier, tmp_path: Path
) -> None:
    a4 = {"width": 688, "height": 1000}
    opened = open_page(browser, example_dossier, tmp_path, viewport=a4, color_scheme="dark")
    page = opened.page
    page.emulate_media(media="print")  # type: ignore[attr-defined]
    shown = page.evaluate(
        "() => [...document.querySelectorAll('main section')].filter(s => s.offsetHeight).map(s => s.id)"
    )  # type: ignore[attr-defined]
    assert shown == ["conflicts", "statements", "sources", "copies"]
    cut = page.evaluate(  # type: ignore[attr-defined]
        "() => [...document.querySelectorAll('main *')]"
        ".filter(e => e.getBoundingClientRect().right > window.innerWidth + 1).map(e => e.outerHTML.slice(0, 99))"
    )
    assert cut == []
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"  # type: ignore[attr-defined]
