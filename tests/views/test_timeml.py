from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import recoupe
from recoupe.dossier import Dossier
from recoupe.model.timex3 import read_value
from recoupe.views.timeml import to_timeml

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def test_the_text_is_the_report_and_every_tag_can_be_read(example_dossier: Dossier) -> None:
    documents = {article.id: article.document for article in example_dossier.articles}
    seen = 0
    for document in example_dossier.documents:
        timexes = [t for t in example_dossier.timexes if documents[t.article] == document.id]
        root = ElementTree.fromstring(to_timeml(document, timexes))
        text = root.find("TEXT")
        assert text is not None
        assert "".join(text.itertext()) == document.text
        tags = list(root.iter("TIMEX3"))
        names = {tag.get("tid") for tag in tags}
        assert len(names) == len(tags) == len(timexes) + 1
        for tag in tags[1:]:
            assert tag.get("value") == "XXXX-XX-XX" or read_value(tag.get("value", "")) is not None
            assert tag.get("anchorTimeID", "t0") in names
            seen += tag.get("anchorTimeID") is not None
    assert seen > 3


def test_an_anchor_is_the_expression_that_was_counted_from() -> None:
    text = "Le 6 avril 2021, il plaide. Dès le lendemain, il part."
    made = recoupe.make_dossier([{"id": "a", "text": text, "language": "fr"}])
    tags = ElementTree.fromstring(to_timeml(made.documents[0], made.timexes)).findall("TEXT/TIMEX3")
    assert [(t.text, t.get("value"), t.get("temporalFunction"), t.get("anchorTimeID")) for t in tags] == [
        ("Le 6 avril 2021", "2021-04-06", "false", None),
        ("le lendemain", "2021-04-07", "true", "t1"),
    ]


def test_a_preposition_is_a_signal_of_its_own() -> None:
    made = recoupe.make_dossier([{"id": "a", "text": "Le pont, fermé depuis 1987, rouvre.", "language": "fr"}])
    text = ElementTree.fromstring(to_timeml(made.documents[0], made.timexes)).find("TEXT")
    assert text is not None
    assert [(tag.tag, tag.text) for tag in text] == [("SIGNAL", "depuis"), ("TIMEX3", "1987")]
    assert "".join(text.itertext()) == "Le pont, fermé depuis 1987, rouvre."


@pytest.mark.parametrize("text", ["a < b & c > d", 'Il dit "non".\r\nLe 6 avril 2021.', "nul \x00 fin"])
def test_marks_of_xml_are_text(text: str) -> None:
    made = recoupe.make_dossier([{"id": "a", "text": text, "language": "fr"}])
    found = ElementTree.fromstring(to_timeml(made.documents[0], made.timexes)).find("TEXT")
    assert found is not None
    assert "".join(found.itertext()) == text.replace("\x00", "\ufffd")


@given(ANY_TEXT)
def test_any_text_makes_xml_that_can_be_read(text: str) -> None:
    document = recoupe.make_dossier([{"id": "a", "text": "Le 6 avril.", "language": "fr"}]).documents[0]
    root = ElementTree.fromstring(to_timeml(type(document)(**{**to_fields(document), "text": text}), []))
    found = root.find("TEXT")
    assert found is not None
    assert len("".join(found.itertext())) == len(text)


def to_fields(document: object) -> dict[str, object]:
    return {name: getattr(document, name) for name in document.__struct_fields__}  # type: ignore[attr-defined]
