from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles import bare_document
from recoupe.model.document import Document
from recoupe.model.span import Span
from recoupe.model.versions import Edit, find_edits


def version(text: str, title: str | None = None) -> Document:
    """A version of a report."""
    return bare_document(text, "fr", title=title)


def edited(old: str, new: str) -> list[tuple[str, str]]:
    """The words of each edit of a text."""
    edits = find_edits(version(old), version(new))
    return [(old[e.old.start : e.old.end], new[e.new.start : e.new.end]) for e in edits]


def test_words_changed_added_and_cut() -> None:
    old = "Le pont a été fermé lundi 3 mars, vers midi, par le maire de la ville."
    assert edited(old, old.replace("3 mars", "4 mars")) == [("3", "4")]
    assert edited(old, f"Rectifié. {old}") == [("", "Rectifié.")]
    assert edited(old, old.replace(", vers midi", "")) == [("vers midi,", "")]
    assert edited(old, old.replace("lundi 3", "mardi 4").replace("la ville", "Morlange")) == [
        ("lundi 3", "mardi 4"),
        ("la ville", "Morlange"),
    ]


def test_edits_with_hardly_a_word_between_them_are_one() -> None:
    assert edited("douze blessés et trois morts hier", "treize blessés et quatre morts hier") == [
        ("douze blessés et trois", "treize blessés et quatre")
    ]


def test_a_title_is_a_field_of_its_own() -> None:
    (edit,) = find_edits(version("Un pont.", "Un pont ferme"), version("Un pont.", "Le pont ferme"))
    assert edit == Edit(Span(0, 2, "title"), Span(0, 2, "title"))


def test_where_only_blanks_differ_all_is_shown() -> None:
    assert edited("Un pont\nferme.", "Un pont ferme.") == [("Un pont\nferme.", "Un pont ferme.")]


TEXTS = st.text(alphabet="ab .\n", max_size=20)


@given(TEXTS, TEXTS)
def test_edits_are_there_where_texts_differ_and_are_the_same_turned_round(old: str, new: str) -> None:
    edits = find_edits(version(old), version(new))
    assert bool(edits) == (old != new)
    assert find_edits(version(new), version(old)) == [Edit(edit.new, edit.old) for edit in edits]
    for edit in edits:
        assert 0 <= edit.old.start <= edit.old.end <= len(old)
        assert 0 <= edit.new.start <= edit.new.end <= len(new)
