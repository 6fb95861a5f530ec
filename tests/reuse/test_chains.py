from __future__ import annotations

from recoupe.options import ReuseOptions
from recoupe.reuse.candidates import Run
from recoupe.reuse.chains import Match, Side, chain_runs, grow_chain, join_near

OPTIONS = ReuseOptions()


def sides(left: str, right: str) -> tuple[Side, Side]:
    made = [[sum(ord(c) * 257**i for i, c in enumerate(word)) for word in text.split()] for text in (left, right)]
    return Side(made[0], [1.0] * len(made[0])), Side(made[1], [1.0] * len(made[1]))


def test_runs_in_order_and_near_each_other_are_one_chain():
    runs = [Run(0, 100, 5), Run(7, 106, 5), Run(60, 160, 5)]
    assert chain_runs(runs, OPTIONS) == [[Run(0, 100, 5), Run(7, 106, 5)], [Run(60, 160, 5)]]


def test_a_run_that_goes_back_on_one_side_starts_a_chain_of_its_own():
    runs = [Run(0, 110, 5), Run(6, 100, 8)]
    assert chain_runs(runs, OPTIONS) == [[Run(6, 100, 8)], [Run(0, 110, 5)]]


def test_of_two_ways_to_go_on_the_straight_one_wins():
    runs = [Run(0, 100, 10), Run(12, 112, 5), Run(12, 118, 5)]
    assert chain_runs(runs, OPTIONS)[0] == [Run(0, 100, 10), Run(12, 112, 5)]


def test_the_ends_grow_over_a_changed_word_and_stop_at_the_side():
    left, right = sides("un deux trois QUATRE cinq six sept", "zero un deux trois X cinq six sept")
    match = grow_chain([Run(4, 5, 3)], left, right, OPTIONS)
    assert match == Match(0, 7, 1, 8, 6, 6.0)


def test_words_between_runs_count_as_far_as_both_sides_have_them():
    left, right = sides("a b c d e f g h i", "a b c X e Y g h i")
    assert grow_chain([Run(0, 0, 3), Run(6, 6, 3)], left, right, OPTIONS).words == 7


def test_overlapping_runs_are_counted_once():
    left, right = sides("a b c b c d", "a b c d")
    match = grow_chain([Run(0, 0, 3), Run(3, 1, 3)], left, right, OPTIONS)
    assert match.words <= 4


def test_fragments_near_on_both_sides_become_one_even_when_crossed():
    one, other = Match(0, 20, 25, 45, 20, 9.0), Match(22, 40, 2, 20, 18, 8.0)
    assert join_near([one, other], OPTIONS) == [Match(0, 40, 2, 45, 38, 17.0)]


def test_fragments_far_apart_on_one_side_stay_two():
    one, other = Match(0, 20, 0, 20, 20, 9.0), Match(22, 40, 90, 108, 18, 8.0)
    assert join_near([one, other], OPTIONS) == [one, other]


def test_weak_fragments_only_join_what_they_touch():
    weak = Match(40, 46, 40, 46, 6, 3.0)
    assert join_near([Match(0, 20, 0, 20, 20, 9.0), weak], OPTIONS) == [Match(0, 20, 0, 20, 20, 9.0), weak]


def test_a_lead_that_one_side_repeats_is_no_part_of_the_passage():
    lead, whole = Match(0, 20, 0, 20, 20, 9.0), Match(30, 80, 0, 50, 48, 20.0)
    assert join_near([lead, whole], OPTIONS) == [Match(30, 80, 0, 50, 48, 29.0)]


def test_a_moved_sentence_fills_the_gap_that_the_passage_left():
    whole, moved = Match(0, 81, 0, 101, 81, 30.0), Match(81, 101, 59, 79, 20, 8.0)
    assert join_near([whole, moved], OPTIONS) == [Match(0, 101, 0, 101, 101, 38.0)]
