from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recoupe.model.counterparts import Stretch, align, pair_groups

WORDS = st.lists(st.sampled_from("abc"), max_size=12)


@given(WORDS, WORDS)
def test_stretches_cover_both_sides_and_are_the_same_turned_round(old: list[str], new: list[str]) -> None:
    stretches = align(old, new)
    assert [w for s in stretches for w in old[s.old_start : s.old_end]] == old
    assert [w for s in stretches for w in new[s.new_start : s.new_end]] == new
    for s in stretches:
        assert not s.equal or old[s.old_start : s.old_end] == new[s.new_start : s.new_end]
    turned = [Stretch(s.equal, s.new_start, s.new_end, s.old_start, s.old_end) for s in stretches]
    assert align(new, old) == turned


def test_what_is_too_long_to_compare_word_by_word_is_one_stretch() -> None:
    old, new = ["same", *map(str, range(4_000)), "end"], ["same", *map(str, range(4_000, 8_000)), "end"]
    assert [s.equal for s in align(old, new)] == [True, False, True]


GROUPS = st.dictionaries(st.sampled_from("pqrs"), st.sets(st.sampled_from("abcdef"), min_size=1), max_size=4)


@given(GROUPS, GROUPS)
def test_pairs_of_groups_are_the_same_turned_round(old: dict[str, set[str]], new: dict[str, set[str]]) -> None:
    pairs = pair_groups(old, new)
    assert pair_groups(new, old) == {other: one for one, other in pairs.items()}
    assert all(old[one] & new[other] for one, other in pairs.items())


def test_the_group_with_most_members_in_common_is_the_same_one() -> None:
    assert pair_groups({"p": "abc", "q": "d"}, {"q": "abd", "r": "c"}) == {"p": "q"}
