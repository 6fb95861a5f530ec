from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.text import alignment
from recoupe.text.alignment import Stretch, align_words

WORDS = st.lists(st.integers(0, 6), max_size=30)


def numbers(*texts: str) -> list[list[int]]:
    known: dict[str, int] = {}
    return [[known.setdefault(word, len(known)) for word in text.split()] for text in texts]


def test_equal_texts_are_one_stretch():
    left, right = numbers("le bac part", "le bac part")
    assert align_words(left, right) == [Stretch(True, 0, 3, 0, 3)]


def test_a_replaced_a_cut_and_an_added_word():
    left, right = numbers("le vieux bac part ce soir", "le grand bac part soir enfin")
    assert align_words(left, right) == [
        Stretch(True, 0, 1, 0, 1),
        Stretch(False, 1, 2, 1, 2),
        Stretch(True, 2, 4, 2, 4),
        Stretch(False, 4, 5, 4, 4),
        Stretch(True, 5, 6, 4, 5),
        Stretch(False, 6, 6, 5, 6),
    ]


def test_an_empty_side_is_all_cut_or_all_added():
    assert align_words([1, 2], []) == [Stretch(False, 0, 2, 0, 0)]
    assert align_words([], [1]) == [Stretch(False, 0, 0, 0, 1)]
    assert align_words([], []) == []


def test_a_cut_begins_where_the_sentence_does():
    left, right = numbers("dit Le chef rit Le chef part", "dit Le chef part")
    breaks = [3, 2, 0, 0, 2, 0, 0]
    assert align_words(left, right, breaks, [3, 2, 0, 0])[1] == Stretch(False, 1, 4, 1, 1)


def test_an_addition_begins_where_the_sentence_does():
    left, right = numbers("dit Le chef part", "dit Le chef rit Le chef part")
    assert align_words(left, right, [3, 2, 0, 0], [3, 2, 0, 0, 2, 0, 0])[1] == Stretch(False, 1, 1, 1, 4)


def test_two_cuts_with_an_equal_word_between_them_are_one_where_it_can_be():
    left, right = numbers("x Or Le a b Le c d fin", "x Le c d fin")
    cuts = [stretch for stretch in align_words(left, right) if not stretch.equal]
    assert [(cut.a_length, cut.b_length) for cut in cuts] == [(4, 0)]
    cuts = [stretch for stretch in align_words(right, left) if not stretch.equal]
    assert [(cut.a_length, cut.b_length) for cut in cuts] == [(0, 4)]


def test_equal_words_that_stand_before_two_cuts_are_taken_there():
    left, right = numbers("x Le c d e Le a fin", "x Le fin")
    assert [stretch for stretch in align_words(left, right) if not stretch.equal] == [Stretch(False, 2, 7, 2, 2)]
    assert [stretch for stretch in align_words(right, left) if not stretch.equal] == [Stretch(False, 2, 2, 2, 7)]


def test_a_chance_word_inside_a_rewritten_sentence_is_no_anchor():
    left, right = numbers("ici a b c d de e f g h fin", "ici k l m n de o p q r fin")
    assert align_words(left, right) == [
        Stretch(True, 0, 1, 0, 1),
        Stretch(False, 1, 10, 1, 10),
        Stretch(True, 10, 11, 10, 11),
    ]


def test_a_word_between_two_small_changes_stays_equal():
    left, right = numbers("a un b deux c", "a X b Y c")
    assert [stretch.equal for stretch in align_words(left, right)] == [True, False, True, False, True]


@given(WORDS, WORDS)
def test_stretches_cover_both_sides_in_turn_and_equal_ones_are_equal(left: list[int], right: list[int]):
    check(left, right)


@given(st.permutations(range(25)), st.integers(0, 24))
def test_large_texts_are_cut_at_words_that_stand_once(words: list[int], cut: int):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "_MAX_CELLS", 20)
        check(words, words[:cut] + words[cut + 3 :])
        check(words, sorted(words))


def check(left: list[int], right: list[int]) -> None:
    stretches = align_words(left, right, [0] * len(left), [0] * len(right))
    assert sum(s.a_length for s in stretches) == len(left)
    assert sum(s.b_length for s in stretches) == len(right)
    for one, other in pairwise(stretches):
        assert (one.a_end, one.b_end) == (other.a_start, other.b_start)
        assert one.equal != other.equal
    for s in stretches:
        if s.equal:
            assert left[s.a_start : s.a_end] == right[s.b_start : s.b_end]


def test_the_same_words_are_found_with_and_without_cuts():
    words = list(range(200))
    edited = [*words[:50], 999, *words[60:]]
    whole = align_words(words, edited)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "_MAX_CELLS", 100)
        assert align_words(words, edited) == whole
