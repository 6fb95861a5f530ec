import json

import pytest
from lxml.html import document_fromstring

from recoupe.ingest.markup import Markup, read_markup

BODY = "<article><h1>Le pont rouvre</h1><p>Le pont de Marvelle a rouvert dimanche.</p></article>"


def markup(head: str = "", body: str = BODY) -> Markup:
    html = f"<!DOCTYPE html><html lang='fr'><head>{head}</head><body>{body}</body></html>"
    return read_markup(document_fromstring(html))


def linked(**fields: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **fields})}</script>"


def test_json_ld_gives_date_title_and_publisher() -> None:
    found = markup(
        linked(
            headline="Le pont de Marvelle rouvre",
            datePublished="2031-05-04T23:30:00-04:00",
            dateModified="2031-05-09",
            publisher={"@type": "Organization", "name": "La Gazette de Marvelle"},
        )
    )
    assert (found.title, found.published, found.publisher, found.outlet, found.language) == (
        "Le pont de Marvelle rouvre",
        "2031-05-04",
        "La Gazette de Marvelle",
        "La Gazette de Marvelle",
        "fr",
    )


def test_json_ld_of_further_reading_is_passed_over() -> None:
    graph = {
        "@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["ReportageNewsArticle"], "datePublished": "2031"}]
    }
    other = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2019-01-01"}]}
    head = "".join(f"<script type='application/ld+json'>{json.dumps(data)}</script>" for data in (other, graph))
    assert markup(head).published == "2031"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta property='article:published_time' content='2031-05-04T08:00:00Z'>", "2031-05-04"),
        ("<meta name='DC.date.issued' content='2031-05-04'>", "2031-05-04"),
        ("<meta name='citation_date' content='2031/05/04'>", "2031-05-04"),
        ("<meta name='pubdate' content='Sun, 04 May 2031 08:00:00 GMT'>", "2031-05-04"),
        ("<meta property='article:modified_time' content='2031-05-09'>", None),
        ("<meta name='date' content='hier'>", None),
        ("<script type='application/ld+json'>{broken</script>", None),
        ('<script type=\'application/ld+json\'>[1, null, {"@type": 3, "datePublished": {}}]</script>', None),
    ],
)
def test_dates_of_meta_elements(head: str, published: str | None) -> None:
    assert markup(head).published == published


def test_the_time_element_gives_the_date() -> None:
    assert markup(body="<time datetime='2031-05-04T10:00'>dimanche</time>" + BODY).published == "2031-05-04"


def test_the_marked_time_element_wins_and_several_unmarked_ones_give_none() -> None:
    two = "<time datetime='2031-05-09'>a</time><time datetime='2031-05-04'{}>b</time>"
    assert markup(body=two.format("") + BODY).published is None
    assert markup(body=two.format(" itemprop='datePublished'") + BODY).published == "2031-05-04"


@pytest.mark.parametrize(
    "body",
    [
        BODY + "<p>Mis à jour le 4 mai 2031</p>",
        BODY + "<footer>© 2031-05-04 La Gazette</footer>",
        "<p class='date'>2031-05-04</p>" + BODY,
        BODY + "<!-- 2031-05-04 12:00:00 --><script>var date = '2031-05-04';</script>",
    ],
)
def test_no_date_is_guessed_from_the_prose_the_scripts_or_the_clock(body: str) -> None:
    assert markup(body=body).published is None


def test_a_site_name_stands_for_the_publisher_but_an_address_does_not() -> None:
    found = markup(
        "<meta property='og:site_name' content='La Gazette'><meta name='publisher' content='https://social.example/g'>"
    )
    assert (found.outlet, found.publisher) == ("La Gazette", "La Gazette")


def test_outlet_and_publisher_may_differ() -> None:
    found = markup("<meta property='og:site_name' content='La Gazette'><meta name='publisher' content='Presse du Val'>")
    assert (found.outlet, found.publisher) == ("La Gazette", "Presse du Val")


def test_canonical_address() -> None:
    assert markup("<link rel='canonical' href='https://gazette.example/pont'>").url == "https://gazette.example/pont"
    assert markup("<link rel='canonical' href='/pont'>").url is None


@pytest.mark.parametrize("body", ["", "<h1>a</h1><h1>b</h1>"])
def test_the_title_element_stands_in_for_a_missing_heading(body: str) -> None:
    assert markup("<title> Le  pont </title>", body).title == "Le pont"
