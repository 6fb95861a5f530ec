"""Evidence that two bearers of different articles are one, and evidence against it.

Firm
    Strong enough to join. What is weaker is *possible*: shown, never joined.
Veto
    Evidence against that nothing outweighs: other given names, other genders, two full names of one acronym.
"""

from __future__ import annotations

from typing import NamedTuple

from recoupe.model.period import read_period
from recoupe.options import EntityOptions
from recoupe.resolve.bearers import Bearer, Key
from recoupe.text.names import SAME, name_similarity, part_similarity

_LONG = 8
"""Letters from which a slip in a name of an organisation or place is likelier than another name."""

_HEADS = frozenset({"any", "government", "head"})
"""Offices that one leader of a state may hold; `any` leaves open which."""

_SHORT = 3
"""Letters up to which a name is an abbreviation that many things share."""


class Link(NamedTuple):
    """Two bearers that are one: by what rule, with what score, and whether that is enough to join them."""

    left: Bearer
    right: Bearer
    rule: str
    score: float
    firm: bool


def compare_bearers(left: Bearer, right: Bearer, shared: int, options: EntityOptions) -> Link | None:
    """Weigh two bearers.

    Args:
        left: a bearer.
        right: another, of another article.
        shared: how many other names their articles share.
        options: the thresholds.

    Returns:
        The link, or None when nothing speaks for one bearer or something speaks against it.
    """
    if opposed(left, right):
        return None
    if left.state or right.state:
        same = left.state == right.state
        return Link(left, right, "state", 1.0, firm=True) if same else None
    if left.kind == right.kind == "person":
        return _compare_persons(left, right, shared, options)
    return _compare_others(left, right, shared, options)


def opposed(left: Bearer, right: Bearer) -> bool:
    """Whether something that nothing outweighs tells two bearers apart."""
    if left.kind != right.kind and any(b.kind == "person" and not b.doubtful for b in (left, right)):
        return True
    if left.state and right.state:
        return left.state != right.state
    if _told_apart(left, right):
        return True
    if len(left.full) < 2 or len(right.full) < 2:
        return False
    if left.kind == right.kind == "person":
        return name_similarity(" ".join(left.full), " ".join(right.full)) < SAME
    return _name_score(left, right) < SAME


def _told_apart(left: Bearer, right: Bearer) -> bool:
    """Whether gender, state or generation differ, or one article has both under one name and left them apart."""
    if any(one and other and not one & other for one, other in zip(left.told, right.told, strict=True)):
        return True
    whole = left.whole and right.whole and left.article == right.article
    return whole and left.kind == right.kind and bool(left.full) and left.full == right.full


def _name_score(left: Bearer, right: Bearer) -> float:
    """How alike the long names of two bearers are; their acronyms do not count, since many names share one."""
    long, other = ([" ".join(key) for key in bearer.keys[:3] if len(key) > 1] for bearer in (left, right))
    return max((name_similarity(a, b) for a in long for b in other), default=0.0)


def _spelt_out(key: Key) -> bool:
    return len(key) > 1 and all(len(part) > 1 for part in key)


def _compare_persons(left: Bearer, right: Bearer, shared: int, options: EntityOptions) -> Link | None:
    if not left.full or not right.full:
        return None
    if _spelt_out(left.full) and _spelt_out(right.full):
        return _compare_full_names(left, right, shared, options)
    if left.full == right.full and left.doubtful and right.doubtful:
        # What neither article introduces is known to every reader: there is one such bearer in the news.
        return Link(left, right, "household-name", 0.9, firm=len(left.full[0]) > _SHORT)
    return _compare_short_names(left, right, shared, options)


def _compare_full_names(left: Bearer, right: Bearer, shared: int, options: EntityOptions) -> Link | None:
    score = name_similarity(" ".join(left.full), " ".join(right.full))
    if left.generation != right.generation and score >= SAME:
        return Link(left, right, "namesake-in-context", 0.9, firm=shared >= options.context)
    if score >= options.firm:
        return Link(left, right, "same-name" if left.full == right.full else "spelling", score, firm=True)
    if score < SAME:
        return None
    slip = score >= options.slip and len(left.full) == len(right.full) and shared >= options.context
    return Link(left, right, "spelling-in-context" if slip else "similar-name", score, firm=slip)


def _compare_short_names(left: Bearer, right: Bearer, shared: int, options: EntityOptions) -> Link | None:
    short, long = sorted((left.full, right.full), key=lambda k: (len("".join(k)), k))
    surname = short[-1] == long[-1] or part_similarity(short[-1], long[-1]) >= options.firm
    family_first = len(short) == 1 and len(long) > 2 and short[0] == long[0]
    initials = len(short) == 1 or part_similarity(short[0], long[0]) > 0
    if not ((surname and initials) or family_first):
        return None
    firm = shared >= options.context or same_office(left, right)
    return Link(left, right, "initial-in-context" if len(short) > 1 else "surname-in-context", 0.8, firm=firm)


def _compare_others(left: Bearer, right: Bearer, shared: int, options: EntityOptions) -> Link | None:
    same = set(left.keys) & set(right.keys)
    if left.kind != right.kind:
        # Taggers waver between a company and its town; the name in full does not.
        near = "person" not in (left.kind, right.kind) or shared > 0
        firm = left.full == right.full and len("".join(left.full)) > _SHORT and near
        return Link(left, right, "same-name", 0.97, firm) if left.full == right.full else None
    if same:
        return _compare_shared_names(left, right, same, shared, options)
    if min(len("".join(left.full)), len("".join(right.full))) < _LONG:
        return None
    score = name_similarity(" ".join(left.full), " ".join(right.full))
    if score < SAME or len(left.full) != len(right.full):
        return None
    firm = score >= options.firm or (score >= options.slip and shared >= options.context)
    return Link(left, right, "spelling" if firm else "similar-name", score, firm)


def _compare_shared_names(left: Bearer, right: Bearer, same: set[Key], shared: int, options: EntityOptions) -> Link:
    in_full = any(len(key) > 1 for key in same)
    if left.home != right.home and in_full:
        # Many states have a ministry of that name.
        return Link(left, right, "namesake-in-context", 0.9, firm=shared >= options.context)
    if left.full == right.full or in_full:
        return Link(left, right, "same-name", 1.0, firm=True)
    acronym = any(_stands_for(key, b.full) for key in same for b in (left, right))
    return Link(left, right, "same-acronym" if acronym else "short-name", 0.95 if acronym else 0.9, firm=True)


def _stands_for(short: Key, long: Key) -> bool:
    """Whether a word is no part of a long name but begins with its first letter, as its acronym does."""
    return len(long) > 1 and len(short) == 1 and short[0] not in long and short[0][:1] == long[0][:1]


def same_office(left: Bearer, right: Bearer) -> bool:
    """Whether two persons hold an office of one state that one person at a time holds."""
    for one in left.offices:
        for other in right.offices:
            (office, state), (peer, home) = one.split(":"), other.split(":")
            if state == home and (office == peer or ("any" in (office, peer) and {office, peer} <= _HEADS)):
                return True
    return False


def days_apart(left: Bearer, right: Bearer) -> int:
    """Days between the publication of two articles; 0 when a date is unknown."""
    one, other = read_period(left.published), read_period(right.published)
    return one.days_from(other) if one and other else 0
