import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.ingest.draft import Draft
from recoupe.ingest.records import looks_like_lines, read_lines, read_record
from recoupe.model.document import Unread

TEXT = "Le pont de Marvelle a rouvert."


def draft(**fields: object) -> Draft:
    outcome = read_record("records", {"text": TEXT, **fields})
    assert isinstance(outcome, Draft)
    return outcome


def test_all_fields_are_kept() -> None:
    read = draft(
        id="a",
        title=" Le pont ",
        publisher="Presse du Val",
        outlet="La Gazette",
        published="2031-05-04T08:00:00Z",
        url="https://gazette.example/pont",
        language="fr-CA",
    )
    assert (read.id, read.title, read.publisher, read.outlet) == ("a", " Le pont ", "Presse du Val", "La Gazette")
    assert (read.published, read.url, read.language) == ("2031-05-04", "https://gazette.example/pont", "fr")
    assert read.published_evidence is not None
    assert read.published_evidence.rule == "record"
    assert read.warnings == ()


def test_nulls_and_absent_fields_are_the_same() -> None:
    assert draft(title=None, publisher=None, published=None, url=None, language=None, id=None) == draft()


def test_a_number_is_an_id_and_a_year_a_date() -> None:
    read = draft(id=12, published=2031)
    assert (read.id, read.published) == ("12", "2031")


@pytest.mark.parametrize(
    "fields",
    [{"published": "hier"}, {"title": 3}, {"language": "français"}, {"url": ["x"]}, {"publisher": {}}, {"id": 1.5}],
)
def test_a_bad_field_costs_itself_and_a_warning(fields: dict[str, object]) -> None:
    read = draft(**fields)
    assert read.text == TEXT
    assert len(read.warnings) == 1
    assert getattr(read, next(iter(fields))) is None


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "has no text"),
        ({"text": None}, "has no text"),
        ({"text": 3}, "is no string"),
        ({"text": " \n"}, "its text is empty"),
        ([], "is no JSON object"),
        (None, "is no JSON object"),
    ],
)
def test_a_record_without_text_is_unread(record: object, reason: str) -> None:
    outcome = read_record("records", record)
    assert isinstance(outcome, Unread)
    assert reason in outcome.reason


def test_a_headline_alone_is_a_report() -> None:
    outcome = read_record("records", {"title": "Le pont rouvre", "text": ""})
    assert isinstance(outcome, Draft)
    assert outcome.warnings == ("has a title but no text",)


def test_lone_surrogates_are_replaced_without_moving_offsets() -> None:
    read = draft(text="Le \ud800pont", title="\udfff")
    assert read.text == "Le \ufffdpont"
    assert read.title == "\ufffd"
    assert "lone surrogates" in read.warnings[0]


def test_a_bad_line_is_named_by_its_number_and_the_others_are_kept() -> None:
    lines = [json.dumps({"text": TEXT}), "", "{broken", "[1]", "1" * 5000, "[" * 100_000, json.dumps({"text": TEXT})]
    outcomes = read_lines("a.jsonl", "\r\n".join(lines), ())
    assert [o.line for o in outcomes if isinstance(o, Draft)] == [1, 7]
    assert [o.source for o in outcomes if isinstance(o, Unread)] == [f"a.jsonl, line {n}" for n in (3, 4, 5, 6)]


def test_line_separators_inside_strings_do_not_cut_a_record() -> None:
    outcomes = read_lines("a.jsonl", json.dumps({"text": "Un\u2028deux\x85trois"}, ensure_ascii=False), ())
    assert len(outcomes) == 1
    assert isinstance(outcomes[0], Draft)
    assert outcomes[0].text == "Un\u2028deux\x85trois"


def test_a_file_without_records_says_so() -> None:
    assert read_lines("a.jsonl", "\n\n", ()) == [Unread(source="a.jsonl", reason="holds no record")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"text": "a"}\n\n{"x": 1}\n', True),
        ('{"text": "a"}\nprose', False),
        ("{prose}", False),
        ("", False),
        ("[]", False),
    ],
)
def test_json_lines_are_told_from_prose(text: str, expected: bool) -> None:
    assert looks_like_lines(text) is expected


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(["id", "text", "title", "published", "language", "url"]), _values))
def test_no_record_raises(record: dict[str, object]) -> None:
    outcome = read_record("records", record)
    if isinstance(outcome, Draft):
        (outcome.text + (outcome.title or "") + (outcome.id or "")).encode("utf-8")
