"""Names that lists and nouns of the pack show, whatever the labels say: states, capitals, outlets, institutions.

Institution
    A noun such as `ministry` with what makes it one in particular: the adjective of a state, or a complement with a
    capital.
"""

from __future__ import annotations

from recoupe.annotate.lexicon import Lexicon
from recoupe.annotate.reading import LONGEST_NAME, Reading, Spot, is_given, name_key
from recoupe.model.annotation import MentionForm
from recoupe.text.names import is_particle


def spot_states(reading: Reading, lexicon: Lexicon) -> list[Spot]:
    """States and their capitals."""
    spots: list[Spot] = []
    index = 0
    while index < reading.size:
        match = lexicon.states.at(reading.words, index) if reading.capital(index) else None
        if match is None:
            index += 1
            continue
        length, name = match
        surface = reading.surface(index, index + length)
        if (name.upper and not surface.replace(".", "").isupper()) or not reading.capital(index + length - 1):
            index += 1
            continue
        subkind = "state" if name.code in lexicon.sovereign and not name.capital else ""
        key = (name.code,) if not name.capital else reading.words[index : index + length]
        form: MentionForm = "alias" if name.upper else "name"
        spots.append(
            Spot(index, index + length, "place", "state" if not name.capital else "capital", key, form,
                 subkind, state=name.code, capital=name.capital, weight=4)
        )  # fmt: skip
        index += length
    return spots


def spot_organisations(reading: Reading, lexicon: Lexicon) -> list[Spot]:
    """Agencies, media and other organisations that the pack lists."""
    spots: list[Spot] = []
    for index in range(reading.size):
        match = lexicon.organisations.at(reading.words, index) if reading.capital(index) or reading.size == 1 else None
        if match and all(
            not f[0].isalpha() or f[0].isupper() or is_particle(f) for f in reading.forms[index : index + match[0]]
        ):
            length, listed = match
            surface = reading.surface(index, index + length)
            if surface.isupper() or not listed.upper:
                key, end = name_key(surface), index + length
                spots.append(Spot(index, end, "organisation", "listed", key, subkind=listed.subkind, weight=3))
    return spots


def spot_institutions(reading: Reading, lexicon: Lexicon) -> list[Spot]:
    """Institutions that begin with a noun of the pack."""
    spots: list[Spot] = []
    index = 0
    while index < reading.size:
        match = lexicon.institutions.at(reading.words, index)
        if match is None:
            spot = _national(reading, lexicon, index)
        elif match[1] == "office":
            spot = _office(reading, lexicon, index, match[0])
        else:
            spot = _institution(reading, lexicon, index, *match)
        if spot:
            spots.append(spot)
        index = spot.last if spot else index + 1
    return spots


def _institution(reading: Reading, lexicon: Lexicon, index: int, length: int, subkind: str) -> Spot | None:
    """An institution from its first noun on; None when nothing shows it to be one in particular."""
    proper = reading.capital(index) and index not in reading.initial
    last, state, capital = index + length, "", False
    # A head such as "ministry of" ends in its own joint.
    open_joint = reading.words[last - 1] in lexicon.joints
    while last < reading.size and last - index < LONGEST_NAME:
        code = lexicon.adjectives.get(reading.words[last])
        if code and not open_joint and not state:
            state, last = code, last + 1
            continue
        step = last
        while reading.word(step) in lexicon.joints and step - last < 3:
            step += 1
        joined = step > last or open_joint
        person = step < reading.size and (
            (reading.label(step).endswith("person") and lexicon.states.at(reading.words, step) is None)
            or (not joined and is_given(reading, step))
        )
        if person or not _continues(reading, step, joined, proper or capital):
            break
        capital = capital or reading.capital(step)
        open_joint, last = False, step + 1
    whole = proper or (reading.capital(index) and (capital or state))
    named = {"government": bool(state), "ministry": capital or bool(state), "other": bool(whole)}
    if not named.get(subkind) or last == index + length:
        return None
    key = name_key(reading.surface(index, last))
    return Spot(
        index,
        last,
        "organisation",
        "institution",
        key,
        subkind="ministry" if subkind == "ministry" else "",
        state=state,
        weight=3,
    )


def _national(reading: Reading, lexicon: Lexicon, index: int) -> Spot | None:
    """A common noun with a capital that the adjective of a state follows, with at most one other adjective between."""
    form = reading.forms[index]
    if not reading.capital(index) or index in reading.initial or not lexicon.dictionary.facts(form).common:
        return None
    last = index + 1
    if reading.pos(last) == "ADJ" and reading.forms[last].islower() and reading.words[last] not in lexicon.adjectives:
        last += 1
    state = lexicon.adjectives.get(reading.word(last))
    if state is None or reading.capital(last):
        return None
    key = name_key(reading.surface(index, last + 1))
    return Spot(index, last + 1, "organisation", "institution", key, state=state, weight=2)


def _office(reading: Reading, lexicon: Lexicon, index: int, length: int) -> Spot | None:
    """The office of a person, which speaks for the person: its noun and the name that it is an office of."""
    first = last = index + length
    while reading.word(last) in lexicon.joints and last - first < 2:
        last += 1
    if last == first or last >= reading.size or reading.label(last) != "B-person":
        return None
    last = reading.label_end(last)
    key = name_key(reading.surface(index, last))
    return Spot(index, last, "organisation", "institution", key, subkind="office", weight=3)


def _continues(reading: Reading, step: int, joined: bool, proper: bool) -> bool:
    """Whether the name of an institution goes on with a token."""
    if step >= reading.size or not reading.forms[step][0].isalpha():
        return False
    pos = reading.pos(step)
    if reading.capital(step):
        return step not in reading.initial and (joined or pos in {"PROPN", "X", "NOUN", "ADJ"})
    return proper and ((joined and pos == "NOUN") or (not joined and pos == "ADJ"))
