"""Marks: what opens, what closes, and that damage stays beside the damaged mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.annotate.marks import pair_marks

NASTY = st.text(alphabet="«»“”„‟\"'‘’‹›`–—- \n.,:a\u00a0é\x00\ufffd😀ש", max_size=80)


def inner(text: str, depth: int = 0) -> list[str]:
    return [text[r.inner_start : r.inner_end] for r in pair_marks(text) if r.depth == depth]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Il dit « oui » et « non ».", ["oui", "non"]),
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said “yes”.", ["yes"]),
        ("„Guten Tag“, sagte er.", ["Guten Tag"]),
        ("»Ja«, sagte sie.", ["Ja"]),
        ("”Hej”, sa hon.", ["Hej"]),
        ("``Hello,'' she said.", ["Hello,"]),
        ("''Hello,'' she said.", ["Hello,"]),
        ('" Nous partons ", dit-il.', ["Nous partons"]),
        ("He cried: 'We sail' and left the boys' boat.", ["We sail"]),
    ],
)
def test_each_style_is_read_without_a_table_of_languages(text: str, words: list[str]) -> None:
    assert inner(text) == words
    assert all(not r.flags for r in pair_marks(text))


def test_marks_nest() -> None:
    text = "« Il a crié « au feu » puis « au secours » en sortant »"
    assert inner(text) == ["Il a crié « au feu » puis « au secours » en sortant"]
    assert inner(text, 1) == ["au feu", "au secours"]


def test_single_marks_nest_in_double_ones() -> None:
    assert inner("“She ‘won’ again”", 1) == ["won"]


def test_a_closing_mark_opens_where_only_an_opening_can_stand() -> None:
    regions = pair_marks("On loue l’ »endurance » des marins et leur « calme ».")
    assert [(r.inner_end - r.inner_start, r.flags) for r in regions] == [(9, ("misplaced-mark",)), (5, ())]


def test_an_unclosed_mark_ends_with_its_paragraph_and_is_flagged() -> None:
    text = "« La digue tient.\nLe lendemain, « la pluie » a cessé."
    assert inner(text) == ["La digue tient.", "la pluie"]
    assert [r.flags for r in pair_marks(text)] == [("unclosed-mark",), ()]


def test_a_paragraph_that_opens_with_the_mark_carries_the_quotation_on() -> None:
    text = "“One.\n\n“Two,” she said."
    assert inner(text) == ["One.", "Two,"]
    assert pair_marks(text)[0].flags == ("carried-mark",)


def test_a_mark_that_closes_in_the_next_paragraph_is_waited_for() -> None:
    assert inner("« Un.\nDeux. » dit-elle.") == ["Un.\nDeux."]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # A straight mark closes no pointed one over paragraphs.
        ('“The dam will hold, she said.\nIt rained.\n"Fine," he said.\nShe left.', "The dam will hold, she said."),
        # What opens behind a word waits for nothing.
        ("Le ski„pper est là.\nIl pleut.\n“Oui”, dit-il.", "pper est là."),
        ("Le maire a parlé »bas.\nIl pleut.\n« Oui », dit-il.", "bas."),
        # A straight mark that may as well open closes nothing two paragraphs on.
        ('Un "droit à l\'oubli est promis.\nIl pleut.\nOn parle de " paix ", dit-il.', "droit à l'oubli est promis."),
        # Words of their own lie between.
        ("« Nous partons.\n(« Enfin », dit-il.)\nOn part » à midi.", "Nous partons."),
    ],
)
def test_an_unclosed_mark_takes_no_mark_of_other_words(text: str, first: str) -> None:
    assert inner(text)[0] == first


def test_damage_stays_beside_the_mark() -> None:
    whole = "« Un », dit-il.\n« Deux », dit-elle.\n« Trois », dit-on."
    damaged = whole.replace("Deux »", "Deux")
    assert inner(damaged)[0] == "Un"
    assert inner(damaged)[-1] == "Trois"


@given(NASTY)
def test_regions_lie_inside_and_never_cross(text: str) -> None:
    regions = pair_marks(text)
    assert list(regions) == sorted(regions, key=lambda r: (r.start, -r.end))
    for region in regions:
        assert 0 <= region.start <= region.inner_start < region.inner_end <= region.end <= len(text)
    for a in regions:
        for b in regions:
            assert (
                a.end <= b.start
                or b.end <= a.start
                or a is b
                or a.start <= b.start <= b.end <= a.end
                or (b.start <= a.start <= a.end <= b.end)
            )


@given(NASTY, st.integers(0, 20))
def test_a_part_of_a_text_is_read_with_the_offsets_of_the_text(text: str, lead: int) -> None:
    moved = pair_marks("x" * lead + text, lead)
    assert [(r.start - lead, r.end - lead, r.flags) for r in moved] == [
        (r.start, r.end, r.flags) for r in pair_marks(text)
    ]


def test_a_long_line_of_marks_is_read() -> None:
    assert len(pair_marks("«a» " * 50_000)) == 50_000


def test_quoted_words_run_over_paragraphs_to_the_mark_that_closes_them() -> None:
    text = "La lettre dit : « Nous partons.\nIls veulent « un geste » de nous.\nAdieu. » Et rien d'autre."
    outer = next(r for r in pair_marks(text) if r.depth == 0)
    assert text[outer.inner_start : outer.inner_end].startswith("Nous partons.")
    assert text[outer.inner_start : outer.inner_end].endswith("Adieu.")
    assert outer.flags == ()


def test_a_missing_mark_does_not_reach_the_quoted_words_of_later_paragraphs() -> None:
    text = "Il dit « Nous partons.\nElle dit « non » à tous.\n« Adieu », dit-il."
    outer = [r for r in pair_marks(text) if r.depth == 0]
    assert [text[r.inner_start : r.inner_end] for r in outer] == ["Nous partons.", "non", "Adieu"]
    assert outer[0].flags == ("unclosed-mark",)


@pytest.mark.parametrize("mark", ["«", "»", "”", '"'])
def test_a_mark_inside_a_word_takes_no_quoted_words_with_it(mark: str) -> None:
    damaged = f"Il part de{mark}main « sans bruit », dit-on."
    words = [damaged[r.inner_start : r.inner_end] for r in pair_marks(damaged)]
    assert "sans bruit" in words


def test_a_straight_mark_that_is_out_of_place_ends_with_its_paragraph() -> None:
    text = 'Il dit "oui" et" puis s\'en va.\nElle répond "non".'
    outer = [r for r in pair_marks(text) if r.depth == 0]
    assert [text[r.inner_start : r.inner_end] for r in outer][-1] == "non"
    assert all("\n" not in text[r.start : r.end] for r in outer)


def test_a_stray_closing_mark_takes_no_opening_mark_of_the_next_paragraph() -> None:
    text = "Le port »rouvre lundi.\nLe maire le dit : « Tout est prêt.\n« Venez », dit-il."
    words = [text[r.inner_start : r.inner_end] for r in pair_marks(text) if r.depth == 0]
    assert words[-2:] == ["Tout est prêt.", "Venez"]
    assert not any("\n" in word for word in words)
