"""What tells namesakes apart inside an article, before names are joined.

Two bearers may be written with the same words: husband and wife by their surname, father and son, the ministries of
two states. A title, an age or an adjective beside the name tells them apart. Their spots get keys of their own, which
end in a slash and what was told: no name has one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from recoupe.annotate.lexicon import Lexicon, Words
from recoupe.annotate.reading import Reading, Spot, family_first, name_key
from recoupe.text.name_vetoes import is_body
from recoupe.text.names import name_parts, part_similarity
from recoupe.text.normalize import APOSTROPHES, DASHES

_SOUNDS_SAME = 0.95


def tell_namesakes(reading: Reading, lexicon: Lexicon, spots: list[Spot]) -> list[Spot]:
    """Spots with names made whole and with keys that keep namesakes apart."""
    spots = [_named_after(reading, lexicon, _whole(reading, spot)) for spot in spots]
    spots = [replace(s, kind="organisation") if s.kind == "person" and _is_body(s.key) else s for s in spots]
    spots = _by_age(reading, spots)
    spots = _by_title(spots)
    return _by_state(lexicon, [_at_home(reading, lexicon, spots, number) for number in range(len(spots))])


def plain(part: str) -> str:
    """A part of a key without what was told."""
    return part.partition("/")[0]


def surname_of(short: Words, full: Words) -> bool:
    """Whether a single part is the surname of a full name."""
    return (family_first(full) and short[0] == full[0]) or part_similarity(short[0], plain(full[-1])) >= _SOUNDS_SAME


def _named_after(reading: Reading, lexicon: Lexicon, spot: Spot) -> Spot:
    """A street or a prize that the words before a person's name show to be named after the person."""
    if spot.kind != "person" or len(spot.key) < 2:
        return spot
    first = spot.first - 1
    kind = lexicon.named_after.get(reading.word(first))
    if not kind:
        return spot
    return replace(spot, first=first, kind=kind, key=name_key(reading.surface(first, spot.last)), gender="")


def _whole(reading: Reading, spot: Spot) -> Spot:
    """A person with what a hyphen joins to the name, although it looks like a pronoun after its verb."""
    tokens, last = reading.article.tokens, spot.last
    while (
        spot.kind == "person"
        and last < reading.size
        and tokens[last - 1].end == tokens[last].start
        and reading.forms[last][0] in DASHES
        and len(reading.forms[last]) > 1
    ):
        last += 1
    return spot if last == spot.last else replace(spot, last=last, key=name_key(reading.surface(spot.first, last)))


def _is_body(key: Words) -> bool:
    """Whether a name of several words holds one that persons do not bear."""
    return len(key) > 1 and (is_body(key[0]) or is_body(key[-1]))


def _told(key: Words, mark: str) -> Words:
    return (*key[:-1], f"{key[-1]}/{mark}")


def _by_age(reading: Reading, spots: list[Spot]) -> list[Spot]:
    """Father and son of one name; beside a name that says which of them it is, the bare name is the other's."""
    ages = [name_parts(reading.surface(s.first, s.last)).generation if s.kind == "person" else "" for s in spots]
    known: dict[Words, set[str]] = defaultdict(set)
    for spot, age in zip(spots, ages, strict=True):
        if spot.kind == "person":
            known[spot.key].add(age)
    return [
        replace(s, key=_told(s.key, age)) if age and len(known[s.key]) > 1 else s
        for s, age in zip(spots, ages, strict=True)
    ]


def _by_title(spots: list[Spot]) -> list[Spot]:
    """A surname after a title is that of the one bearer whose gender the title shows."""
    genders: dict[Words, set[str]] = defaultdict(set)
    for spot in spots:
        if spot.kind == "person":
            genders[spot.key].update({spot.gender} - {""})
    full = [key for key in genders if len(key) > 1]
    told: list[Spot] = []
    for spot in spots:
        if spot.kind != "person" or len(spot.key) != 1 or not spot.gender:
            told.append(spot)
            continue
        namesakes = [key for key in full if surname_of(spot.key, key)]
        fitting = [key for key in namesakes if not genders[key] or spot.gender in genders[key]]
        if len(namesakes) > len(fitting) == 1:
            told.append(replace(spot, key=fitting[0], form="alias", rule="surname"))
        elif (namesakes and not fitting) or len(genders[spot.key]) > 1:
            told.append(replace(spot, key=_told(spot.key, spot.gender)))
        else:
            told.append(spot)
    return told


def _at_home(reading: Reading, lexicon: Lexicon, spots: list[Spot], number: int) -> Spot:
    """An institution with the state whose adjective stands before it, or whose possession it is."""
    spot = spots[number]
    if spot.rule not in {"institution", "listed"} or spot.kind != "organisation" or spot.state:
        return spot
    before = reading.word(spot.first - 1)
    pair = f"{reading.word(spot.first - 2)} {before}"
    state = lexicon.adjectives.get(pair) or lexicon.adjectives.get(before, "")
    owner = spots[number - 1] if number else None
    if not state and owner and owner.state and owner.last == spot.first - 1 and owner.kind == "place":
        state = owner.state if reading.forms[owner.last][0] in APOSTROPHES else ""
    return replace(spot, state=state) if state else spot


def _by_state(lexicon: Lexicon, spots: list[Spot]) -> list[Spot]:
    """Institutions of one name and several states; where there is one state, it is that of the name throughout."""
    bare = {spot.key: _without_state(lexicon, spot) for spot in spots if spot.kind == "organisation"}
    homes: dict[Words, set[str]] = defaultdict(set)
    for spot in spots:
        if spot.kind == "organisation" and spot.state:
            homes[bare[spot.key]].add(spot.state)
    told: list[Spot] = []
    for spot in spots:
        key = bare.get(spot.key, spot.key)
        home = homes.get(key, set()) if spot.kind == "organisation" else set()
        if len(home) > 1 and spot.state:
            told.append(replace(spot, key=_told(key, spot.state)))
        else:
            told.append(replace(spot, key=key, state=min(home)) if len(home) == 1 else spot)
    return told


def _without_state(lexicon: Lexicon, spot: Spot) -> Words:
    """The key of an institution without the adjective of its state."""
    if spot.rule != "institution" or not spot.state:
        return spot.key
    return tuple(word for word in spot.key if lexicon.adjectives.get(word) != spot.state) or spot.key
