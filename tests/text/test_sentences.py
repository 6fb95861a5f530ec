from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.text.sentences import MAX_PROTECTED, split_sentences

TITLES = frozenset({"M", "Dr"})
SHORT = TITLES | {"etc", "hab"}
OPENERS = frozenset({"le", "la", "the"})
NASTY = st.text(alphabet="aA. !?…,;«»“”„\"'()-\n\r\t\u00a0\u2028é0 x")


def cut(text: str) -> list[str]:
    spans = split_sentences(text, SHORT, titles=TITLES, openers=OPENERS)
    return [text[s.start : s.end] for s in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un. Deux ! Trois ?", ["Un.", "Deux !", "Trois ?"]),
        ("« A. B », dit-il. C.", ["« A. B », dit-il.", "C."]),
        ("« A. » B.", ["« A. »", "B."]),
        ("« A. » dit-il.", ["« A. » dit-il."]),
        ("Il dit « oui ! » et part. C.", ["Il dit « oui ! » et part.", "C."]),
        ("M. Or va. Dr. Le Bon dort.", ["M. Or va.", "Dr. Le Bon dort."]),
        ("Du bois, etc. La suite.", ["Du bois, etc.", "La suite."]),
        ("Du bois, etc. Marne.", ["Du bois, etc. Marne."]),
        ("L'O.R.U. Sud. B.", ["L'O.R.U. Sud.", "B."]),
        ("A 3.5 m. B.", ["A 3.5 m.", "B."]),
        ("Titre\nSuite du texte.", ["Titre", "Suite du texte."]),
        ("Un\r\nDeux\r\n\r\nTrois", ["Un", "Deux", "Trois"]),
        ("« A. « B. » C. D. » E.", ["« A. « B. » C. D. »", "E."]),
        ("« Ah. Non.\n\nBon. Fin.", ["« Ah.", "Non.", "Bon.", "Fin."]),
        ("« Ah. Un. « Bon. Deux » Fin. Or.", ["« Ah.", "Un.", "« Bon. Deux » Fin.", "Or."]),
        ("„A. B“ sagt er. C.", ["„A. B“ sagt er.", "C."]),
        ("„Ah. Ob“, sagt er. „Ja. Gut.“ Ende.", ["„Ah. Ob“, sagt er.", "„Ja. Gut.“", "Ende."]),
        ("„Ah. Ob”, „Ja. Gut”. Ende.", ["„Ah. Ob”, „Ja. Gut”.", "Ende."]),
        ("Il part.Elle reste. Fin.", ["Il part.", "Elle reste.", "Fin."]),
        ("Voir site.Le", ["Voir site.Le"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am 3. Mai. Am 12. The end.", ["Am 3. Mai.", "Am 12.", "The end."]),
        ("Um 1911. Oben.", ["Um 1911.", "Oben."]),
        ("Das 3. Ende", ["Das 3. Ende"]),
        ("Das 3.\nEnde", ["Das 3.", "Ende"]),
    ],
)
def test_the_point_of_an_ordinal_ends_no_sentence_where_ordinals_have_one(text, expected):
    spans = split_sentences(text, openers=OPENERS, ordinal_point=True)
    assert [text[s.start : s.end] for s in spans] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("»Ah. Ob«, sagt er. Das »Ja. Gut«. Ende.", ["»Ah. Ob«, sagt er.", "Das »Ja. Gut«.", "Ende."]),
        ("«Ah. Ob», sagt er. Das «Ja. Gut». Ende.", ["«Ah. Ob», sagt er.", "Das «Ja. Gut».", "Ende."]),
        ("« Ah. Ob », sagt er. Ende.", ["« Ah. Ob », sagt er.", "Ende."]),
        ("(»Ah. Ob«) Ende.", ["(»Ah. Ob«) Ende."]),
    ],
)
def test_marks_may_point_inward(text, expected):
    spans = split_sentences(text, inward_marks=True)
    assert [text[s.start : s.end] for s in spans] == expected


def test_wrapped_lines_are_joined_and_short_lines_are_not():
    long = "x" * 60
    assert cut(f"{long}\nsuite.") == [f"{long}\nsuite."]
    assert cut("court\nsuite.") == ["court", "suite."]
    assert cut(f"{long}\nSuite.") == [long, "Suite."]
    assert cut(f"{long}\n\nsuite.") == [long, "suite."]


def test_a_stretch_too_long_is_not_protected():
    text = "« " + "Mot. " * MAX_PROTECTED + "»"
    assert len(cut(text)) > 1000


@pytest.mark.parametrize("opening", ["``", "''"])
def test_no_cut_inside_doubled_marks(opening):
    text = f"{opening}It holds. We saw it,'' she said. Work resumes."
    assert cut(text) == [f"{opening}It holds. We saw it,'' she said.", "Work resumes."]


def test_a_region_is_cut_alone():
    text = "Un. Deux. Trois."
    assert split_sentences(text, start=4, end=9) == split_sentences(text)[1:2]


@given(st.one_of(NASTY, st.text()), st.booleans())
def test_sentences_hold_all_words_in_order(text, flag):
    spans = split_sentences(text, SHORT, titles=TITLES, openers=OPENERS, ordinal_point=flag, inward_marks=flag)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    inside = {i for s in spans for i in range(s.start, s.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in inside)
    assert not any(text[s.start].isspace() or text[s.end - 1].isspace() for s in spans)


@pytest.mark.parametrize(
    "unit", ["(", "«", "»", "a.", ". ", '"', '" ', "\n", " ", "\n ", ". (", "«a» ", "A. ", "? »", "x" * 60 + "\n"]
)
def test_long_texts_of_one_piece_are_cut(unit):
    text = unit * (200_000 // len(unit))
    spans = split_sentences(text, SHORT, titles=TITLES, openers=OPENERS)
    assert sum(len(s) for s in spans) <= len(text)


def test_a_line_that_opens_with_a_mark_ends_what_was_not_closed():
    text = "Il dit « oui. Elle part.\n« Non. Jamais », dit-il."
    assert cut(text) == ["Il dit « oui.", "Elle part.", "« Non. Jamais », dit-il."]


def test_an_unclosed_straight_mark_protects_its_line_and_the_next_at_most():
    text = 'Il dit "oui. Elle part.\nOn reste. On dort.\nIl crie "non. Jamais" à tous.'
    assert cut(text)[-1] == 'Il crie "non. Jamais" à tous.'
