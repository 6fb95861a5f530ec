"""What keeps two statements from being one claim, however much they share.

A likeness of words says nothing of the one word that differs. Each function here names one kind of difference that
tells two things apart. That one figure, date or name is another one does not: it is what reports of one thing disagree
in.
"""

from __future__ import annotations

from itertools import product

from recoupe.languages.families import may_agree
from recoupe.languages.oppositions import are_opposed
from recoupe.resolve.claim_profiles import Figure, Profile, days_between

_EXPECTED = frozenset({"asked", "planned"})
"""Modalities of what is yet to come about: a conditional of hearsay gives a figure like any other."""

_MONTH = 28
"""Days of the shortest period that figures are given for by the month, quarter or year."""

_SCALE = 3
"""How many times the smaller of two counts the larger one is where they are not of one thing."""

_SAME_NEWS = 3
"""Days from which two days, each told as news of its own report, are two: reports of one act are rarely so far off."""


def are_two(left: Profile, right: Profile) -> bool:
    """Whether two statements are of two things."""
    return (
        _another_occasion(left, right)
        or _another_scale(left, right)
        or _outcome_of_forecast(left, right)
        or _one_more(left, right)
        or _agree_otherwise(left, right)
        or _news_of_two_days(left, right)
        or _refused(left, right)
        or are_opposed(left.opposed, right.opposed)
    )


def _another_occasion(left: Profile, right: Profile) -> bool:
    """Whether two statements differ both in the date and in the figure of one thing.

    Each alone may be an error or a conflict; both together tell of two occasions, or of a quarter and its year.
    """
    apart = bool(left.periods and right.periods) and all(
        one[1] < other[0] or other[1] < one[0] or _other_length(one, other)
        for one, other in product(left.periods, right.periods)
    )
    return apart and any((a.low, a.high) != (b.low, b.high) for a, b in _same_counted(left, right))


def _other_length(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two periods of a month or more are not of one length."""
    shorter, longer = sorted((days_between(*one), days_between(*other)))
    return shorter >= _MONTH and longer > 2 * shorter


def _another_scale(left: Profile, right: Profile) -> bool:
    """Whether all that both count differs by so much that one is a part of the other, or something else."""
    pairs = [
        sorted((abs(one.low), abs(other.low)))
        for one, other in _same_counted(left, right)
        if one.low is not None and other.low is not None
    ]
    return bool(pairs) and all(0 < _SCALE * smaller <= larger for smaller, larger in pairs)


def _outcome_of_forecast(left: Profile, right: Profile) -> bool:
    """Whether one gives the figure that came about and the other another one that was expected, asked or planned."""
    expected = [profile.statement.modality in _EXPECTED for profile in (left, right)]
    figures = [{(figure.low, figure.high) for figure in profile.figures} for profile in (left, right)]
    return expected[0] != expected[1] and all(figures) and figures[0].isdisjoint(figures[1])


def _one_more(left: Profile, right: Profile) -> bool:
    """Whether one alone is about another of a kind: *a second blast*."""
    return left.one_more != right.one_more


def _same_counted(left: Profile, right: Profile) -> list[tuple[Figure, Figure]]:
    return [(one, other) for one, other in product(left.figures, right.figures) if one.counted == other.counted]


def _agree_otherwise(left: Profile, right: Profile) -> bool:
    """Whether two statements say one thing of two: *she was released*, *they were released*, if participles show it.

    A part that either does not show (gender, number) is left aside.
    """
    shared = left.agreements.keys() & right.agreements.keys()
    return not all(may_agree(left.agreements[lemma], right.agreements[lemma]) for lemma in shared)


def _news_of_two_days(left: Profile, right: Profile) -> bool:
    """Whether each tells what is new on its own day: of days that lie apart, or just as far before two reports."""
    return bool(left.news and right.news) and all(
        one.day != other.day and (abs(one.day - other.day) >= _SAME_NEWS or one.ago == other.ago)
        for one, other in product(left.news, right.news)
    )


def _refused(left: Profile, right: Profile) -> bool:
    """Whether one report tells, or quotes, that somebody denies what the other states.

    A plain negation is left to the search for conflicts: it may be of the same thing.
    """
    told = [profile.statement.modality == "denied" for profile in (left, right)]
    own_words = left.direct != right.direct and left.statement.polarity != right.statement.polarity
    return told[0] != told[1] or own_words


def in_two_mouths(left: Profile, right: Profile) -> bool:
    """Whether two people are quoted: each speaks for himself."""
    speakers = left.statement.holder.entity, right.statement.holder.entity
    return left.direct and right.direct and None not in speakers and speakers[0] != speakers[1]


def other_bearers(left: Profile, right: Profile) -> bool:
    """Whether each names somebody, or some place, that the other does not."""
    return any(
        left.bearers[kind] - right.bearers[kind] and right.bearers[kind] - left.bearers[kind]
        for kind in left.bearers.keys() & right.bearers.keys()
    )
