"""Contradictions of judgements are found, with the fewest judgements that make them."""

from __future__ import annotations

from recoupe.model.judgement import Judgement, Verdict, find_contradiction


def judged(verdict: Verdict, *members: str) -> Judgement:
    return Judgement(subject="story", verdict=verdict, members=members)


def test_what_can_be_followed_is_no_contradiction() -> None:
    assert find_contradiction([judged("same", "a", "b"), judged("different", "b", "c"), judged("same", "c", "d")]) == ()


def test_the_shortest_way_is_given() -> None:
    said = [judged("same", "a", "b"), judged("same", "b", "c"), judged("same", "c", "d"), judged("same", "b", "d")]
    against = judged("different", "a", "d")
    assert find_contradiction([*said, against]) == (against, said[0], said[3])


def test_one_judgement_on_many_members_is_told_once() -> None:
    same, against = judged("same", "a", "b", "c"), judged("different", "a", "c", "x")
    assert find_contradiction([against, same]) == (against, same)
