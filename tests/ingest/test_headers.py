from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.ingest.headers import read_header
from recoupe.languages.check import Case, Finding, check_pack
from recoupe.languages.pack import LanguagePack, load_pack

PACKS = ("en", "fr", "und")


def find_headers(text: str, pack: LanguagePack, published: str | None) -> list[Finding]:
    header = read_header(text, pack)
    if header.span is None:
        return []
    return [Finding(header.span.start, header.span.end, header.rule or "", {"published": header.published})]


@pytest.mark.parametrize("code", PACKS)
def test_cases_and_examples_of_the_pack_hold(code: str) -> None:
    problems = [p for p in check_pack(load_pack(code), {"header": find_headers}).problems if "header" in p.file]
    assert problems == []


def test_a_case_has_no_field_that_nobody_reads() -> None:
    assert {"text", "found", "absent", "only"} <= set(Case.__struct_fields__)


@pytest.mark.parametrize("code", PACKS)
def test_iso_date_after_the_keyword_is_understood_in_every_language(code: str) -> None:
    text = " date 2031-05 « Ano », ani."
    header = read_header(text, load_pack(code))
    assert header.published == "2031-05"
    assert header.date_span is not None
    assert text[header.date_span.start : header.date_span.end] == "2031-05"
    assert header.span is not None
    assert text[header.span.start : header.span.end] == "date 2031-05"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Date: 2031-05-04T18:05:00+02:00\nThe bridge reopened.", "2031-05-04"),
        ("PUBLISHED MAY 4, 2031\nThe bridge reopened.", "2031-05-04"),
        ("Date: 04/05/2031\nThe bridge reopened.", None),
        ("Date: 31 February 2031\nThe bridge reopened.", None),
        ("Date: tomorrow\nThe bridge reopened.", None),
        ("Date\nThe bridge reopened.", None),
        ("", None),
    ],
)
def test_dates_of_english_headers(text: str, published: str | None) -> None:
    assert read_header(text, load_pack("en")).published == published


def test_entries_give_title_outlet_and_address() -> None:
    text = "Title: Bridge reopens\nSource: Harwick Courier\nURL: https://harwick.example/bridge\nThe bridge reopened."
    header = read_header(text, load_pack("en"))
    assert (header.title, header.outlet, header.url) == (
        "Bridge reopens",
        "Harwick Courier",
        "https://harwick.example/bridge",
    )


def test_a_date_below_a_headline_is_evidence_but_no_header() -> None:
    text = "Le pont de Marvelle rouvre\nPublié le 4 mai 2031 à 18h05\nLe pont a rouvert dimanche."
    header = read_header(text, load_pack("fr"))
    assert header.span is None
    assert header.published == "2031-05-04"
    assert header.date_span is not None
    assert text[header.date_span.start : header.date_span.end] == "4 mai 2031"


def test_a_date_alone_is_kept_although_no_prose_is_left() -> None:
    header = read_header("Publié le 4 mai 2031\n", load_pack("fr"))
    assert header.span is None
    assert header.published == "2031-05-04"


def test_front_matter_is_a_header() -> None:
    text = '---\ntitle: "Bridge reopens"\ntags:\n  - roads\ndate: 2031-05-04\n---\nThe bridge reopened.'
    header = read_header(text, load_pack("en"))
    assert header.title == "Bridge reopens"
    assert header.published == "2031-05-04"
    assert header.span is not None
    assert text[header.span.end :] == "\nThe bridge reopened."


def test_a_rule_of_hyphens_is_no_front_matter() -> None:
    assert read_header("---\nThe bridge reopened.\n---\nIt is safe.", load_pack("en")).span is None


_PIECES: Sequence[str] = [
    "date", "Date:", "Publié le", " ", "\n", "\r\n", "2031-05-04", "2031-05", "4 mai 2031", "à 18h05", "---\n", "par",
    "Source :", "Titre:", "Le pont", "« a", "\0", "\ufffd", "é", "9999", "/", "\u202e", "Published", "May 4, 2031",
]  # fmt: skip


@given(text=st.one_of(st.text(), st.lists(st.sampled_from(_PIECES)).map("".join)), code=st.sampled_from(PACKS))
def test_spans_lie_in_the_text_whatever_it_is(text: str, code: str) -> None:
    header = read_header(text, load_pack(code))
    if header.span is not None:
        assert 0 <= header.span.start < header.span.end < len(text)
        assert text[header.span.end :].strip()
    assert (header.published is None) == (header.date_span is None)
    if header.date_span is not None:
        assert text[header.date_span.start : header.date_span.end].strip()


@pytest.mark.parametrize("text", ["date " * 300_000, "Source: " + "x" * 1_000_000, "---\n" + "a: b\n" * 200_000])
def test_long_texts_are_no_header(text: str) -> None:
    assert read_header(text, load_pack("fr")).span is None
