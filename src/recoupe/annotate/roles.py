"""Functions of persons, beside their names and in place of them.

Role
    A noun of function with its complement: ``spokeswoman of the ministry``. Beside a name it says who that is; alone it
    may stand for the person (``the Russian leader``).
Office
    A role that one person at a time holds for a state: its head, the head of its government or diplomacy. ``any``
    leaves open which of the first two.
"""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.annotate.lexicon import Lexicon, Words
from recoupe.annotate.reading import Reading, Spot

_LONGEST_COMPLEMENT = 12
"""Tokens of the longest complement of a role; what is longer has run into the next phrase."""

_HEADS = frozenset({"any", "government", "head"})


@dataclass(frozen=True)
class RoleSpot:
    """A role: tokens ``[first, last)``.

    Attributes:
        head: its noun, folded.
        bare: nothing follows the noun.
        definite: an article that points at a person already named stands before it.
        owner: index of the name beside it, or -1.
        rule: what joined it to its owner.
    """

    first: int
    last: int
    head: Words
    gender: str
    office: str
    state: str
    bare: bool
    definite: bool
    owner: int
    rule: str


def find_roles(reading: Reading, lexicon: Lexicon, spots: list[Spot]) -> list[RoleSpot]:
    """Roles of an article, in order, each with the name beside it where there is one."""
    inside = {index: number for number, spot in enumerate(spots) for index in range(spot.first, spot.last)}
    roles: list[RoleSpot] = []
    skip = 0
    for index in range(reading.size):
        if index < skip or index in inside:
            continue
        match = lexicon.roles.at(reading.words, index)
        if match is None:
            continue
        length, role = match
        skip = index + length
        last, state = _complement(reading, lexicon, spots, inside, index + length)
        first, before = _premodified(reading, lexicon, index)
        place = (first, index + length, last)
        owner = _name_after(reading, lexicon, spots, inside, place)
        rule = "role-before-name" if owner >= 0 else "role-after-name"
        if owner < 0:
            owner = _name_before(reading, lexicon, spots, inside, place)
        roles.append(
            RoleSpot(first, last, reading.words[index : index + length], role.gender, role.office, before or state,
                     last == index + length, reading.word(first - 1) in lexicon.definite, owner, rule)
        )  # fmt: skip
    return roles


def same_office(a: str, b: str) -> bool:
    """Whether two offices of one state are held by one person."""
    return a == b or ("any" in (a, b) and {a, b} <= _HEADS)


def _adjective_state(reading: Reading, lexicon: Lexicon, index: int) -> tuple[int, str]:
    """How many tokens from `index` on are the adjective of a state, and the state; ``(0, "")`` when none are."""
    word = reading.word(index)
    pair = f"{word} {reading.word(index + 1)}"
    if pair in lexicon.adjectives:
        return 2, lexicon.adjectives[pair]
    return (1, lexicon.adjectives[word]) if word in lexicon.adjectives else (0, "")


def _premodified(reading: Reading, lexicon: Lexicon, index: int) -> tuple[int, str]:
    """Where a role begins when an adjective of a state stands before it, and the state."""
    for length in (2, 1):
        start = index - length
        if start >= 0:
            size, state = _adjective_state(reading, lexicon, start)
            if size == length:
                return start, state
    return index, ""


def _complement(
    reading: Reading, lexicon: Lexicon, spots: list[Spot], inside: dict[int, int], start: int
) -> tuple[int, str]:
    """Where a role ends that is followed by adjectives and complements, and the state that it is a role of."""
    last, state = start, ""
    while last < reading.size and last - start < _LONGEST_COMPLEMENT:
        size, code = _adjective_state(reading, lexicon, last)
        if size and last not in inside:
            state, last = state or code, last + size
            continue
        if last not in inside and not reading.capital(last) and reading.pos(last) == "ADJ":
            last += 1
            continue
        step = last
        if reading.word(step) not in lexicon.links:
            break
        while reading.word(step) in lexicon.joints and step - last < 3:
            step += 1
        if step in inside and spots[inside[step]].first == step:
            spot = spots[inside[step]]
            if spot.kind == "person":
                break
            state, last = state or (spot.state if last == start else ""), spot.last
        elif step < reading.size and reading.pos(step) in {"NOUN", "PROPN"} and step not in inside:
            match = lexicon.roles.at(reading.words, step)
            last = _apposed_end(reading, spots, inside, step + (match[0] if match else 1))
        else:
            break
    return last, state


def _apposed_end(reading: Reading, spots: list[Spot], inside: dict[int, int], last: int) -> int:
    """Where the name ends that says which one the noun right before it is: ``the head of the company Example``."""
    while reading.capital(last) and (last not in inside or spots[inside[last]].kind != "person"):
        last += 1
    return last


def _name_after(
    reading: Reading, lexicon: Lexicon, spots: list[Spot], inside: dict[int, int], place: tuple[int, int, int]
) -> int:
    """The person whose name follows a role, with or without its complement; -1 when none does."""
    first, bare, last = place
    for end in sorted({last, bare}, reverse=True):
        apart = reading.word(end) == ","
        step = end + 1 if apart else end
        if reading.word(step).rstrip(".") in lexicon.titles:
            step += 2 if reading.word(step + 1) == "." else 1
        number = inside.get(step, -1) if step not in reading.initial else -1
        if number < 0 or spots[number].kind != "person" or spots[number].first != step:
            continue
        closed = not reading.word(spots[number].last)[:1].isalnum()
        if not apart or (closed and reading.word(first - 1) in lexicon.determiners):
            return number
    return -1


def _name_before(
    reading: Reading, lexicon: Lexicon, spots: list[Spot], inside: dict[int, int], place: tuple[int, int, int]
) -> int:
    """The person that a role stands in apposition to; -1 when none."""
    first, _, last = place
    start = first - 1 if reading.word(first - 1) in lexicon.determiners else first
    number = inside.get(start - 2, -1)
    if number < 0 or spots[number].kind != "person" or reading.word(start - 1) not in {",", "("}:
        return -1
    enumerated = reading.word(last) in lexicon.conjunctions or reading.capital(last)
    return -1 if enumerated else number
