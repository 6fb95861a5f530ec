"""Names that the analyser labels, cut down to the name.

A label often takes too much or too little: the title before a name, the function or the employer of a person, a
newspaper taken for a town. What stands around a label mends it.
"""

from __future__ import annotations

from dataclasses import replace

from recoupe.annotate.lexicon import Lexicon
from recoupe.annotate.reading import (
    LONGEST_NAME,
    Reading,
    Spot,
    in_role,
    is_acronym,
    is_given,
    is_initialled,
    name_key,
    title_gender,
)
from recoupe.model.annotation import EntityKind
from recoupe.text.names import is_particle

_KINDS: dict[str, EntityKind] = {"person": "person", "organisation": "organisation", "place": "place"}


def spot_labels(reading: Reading, lexicon: Lexicon) -> list[Spot]:
    """Names under a label."""
    spots: list[Spot] = []
    index = 0
    while index < reading.size:
        label = reading.label(index)
        if label[:1] != "B":
            index += 1
            continue
        last = reading.label_end(index)
        kind = _KINDS.get(label[2:])
        if is_initialled(reading, index, last):
            kind = "person"
        outlet = _outlet_noun(reading, lexicon, index)
        start = index + outlet[0] if outlet else index
        kind, subkind = _after_outlet_noun(reading, lexicon, start if start < last else index, kind)
        for first, end, part in _parts(reading, lexicon, min(start, last - 1), last, kind) if kind else ():
            spot = _trimmed(reading, lexicon, first, end, part)
            if spot:
                spots.append(replace(spot, subkind=subkind) if subkind else spot)
        index = last
    return spots


def _outlet_noun(reading: Reading, lexicon: Lexicon, index: int) -> tuple[int, str] | None:
    """A noun such as `newspaper` in small letters from `index` on: how many tokens it has, and which outlet it is."""
    match = lexicon.institutions.at(reading.words, index) if index >= 0 and not reading.capital(index) else None
    return match if match and match[1] in {"agency", "medium"} else None


def _after_outlet_noun(
    reading: Reading, lexicon: Lexicon, index: int, kind: EntityKind | None
) -> tuple[EntityKind | None, str]:
    """The kind of a label that a noun such as `newspaper` stands before, and which outlet that is."""
    before = index - 1
    while before > 0 and (reading.words[before] in lexicon.adjectives or reading.pos(before) == "ADJ"):
        before -= 1
    outlet = _outlet_noun(reading, lexicon, before)
    return ("organisation", outlet[1]) if outlet else (kind, "")


def _parts(
    reading: Reading, lexicon: Lexicon, first: int, last: int, kind: EntityKind
) -> list[tuple[int, int, EntityKind]]:
    """What a label holds: a person whose employer or function it took for a part of the name is cut off."""
    start, end = first, first
    index = first
    while index < last:
        match = lexicon.roles.at(reading.words, index)
        if match is None:
            index += 1
            continue
        after = index + match[0]
        if index > first and reading.capital(index) and after >= last and (kind == "person" or after > last):
            # A function that ends the label or runs on behind it: what stands before it is the employer.
            adjective = all(word in lexicon.adjectives for word in reading.words[first:index])
            return [] if adjective else [(first, index, "organisation")]
        if after < last and (kind == "person" or (index > first and is_given(reading, after))):
            start, end = after, end if end > first else index
        index = after
    if start == first and not is_given(reading, first) and (kind == "person" or in_role(reading, lexicon, first)):
        cuts = (i for i in range(first + 1, last - 1) if is_given(reading, i) and reading.capital(i))
        start = end = next(cuts, first)
    if start == first and kind == "organisation" and last - first == 2 and in_role(reading, lexicon, first):
        known = [lexicon.dictionary.facts(form).common for form in reading.forms[first:last]]
        if known == [True, False]:
            # The portfolio of a minister, which is a common noun, and the minister's name.
            return [(first + 1, last, "person")]
    if start == first:
        return [(first, last, kind)]
    employer: EntityKind = "organisation" if kind == "person" else kind
    return [*([(first, end, employer)] if end > first else []), (start, last, "person")]


def _trimmed(reading: Reading, lexicon: Lexicon, first: int, last: int, kind: EntityKind) -> Spot | None:
    """A label as a spot: without article, title and marks; None when no word with a capital is left."""
    gender = ""
    if kind == "person":
        last = next((i for i in range(first + 1, last) if reading.words[i] in lexicon.conjunctions), last)
    elif kind == "organisation":
        last = next((i for i in range(first + 1, last) if _begins_phrase(reading, lexicon, i)), last)
    while first < last:
        word = reading.words[first]
        small = not reading.capital(first)
        if kind == "person" and last - first > 1 and (title := title_gender(reading, lexicon, first)) is not None:
            gender = title or gender
        elif not (small and not is_particle(word)) and not (word in lexicon.determiners and kind != "person"):
            break
        first += 1
    if kind == "person":
        first, last = _with_initials(reading, lexicon, first, last), _extended(reading, lexicon, first, last)
    while last > first and not (reading.forms[last - 1][-1].isalnum() or reading.forms[last - 1][-1] == "."):
        last -= 1
    if kind == "person":
        while last > first and not reading.capital(last - 1):
            last -= 1
    if not any(reading.capital(i) for i in range(first, last)):
        return None
    key = name_key(reading.surface(first, last))
    if not key or (kind == "person" and is_acronym(reading.forms[first]) and last - first == 1):
        return None
    return Spot(first, last, kind, "label", key, gender=gender)


def _with_initials(reading: Reading, lexicon: Lexicon, first: int, last: int) -> int:
    """Where a person's name begins with the initials that the label missed."""
    while first > 0 and is_initialled(reading, first - 1, last) and title_gender(reading, lexicon, first - 1) is None:
        first -= 1
    return first


def _begins_phrase(reading: Reading, lexicon: Lexicon, index: int) -> bool:
    """Whether an article without a preposition before it begins another phrase inside a label."""
    small = not reading.capital(index) and not reading.capital(index + 1)
    return small and reading.words[index] in lexicon.definite and reading.word(index - 1) not in lexicon.joints


def _extended(reading: Reading, lexicon: Lexicon, first: int, last: int) -> int:
    """A person's name runs on over capitals and particles that the labels missed."""
    end = last
    while end < reading.size and end - first < LONGEST_NAME and reading.label(end) == "O":
        step = end
        while _is_small(reading, lexicon, step) and step - end < 2:
            step += 1
        if not reading.capital(step) or not reading.forms[step].isalpha() or reading.words[step] in lexicon.titles:
            break
        if step > end and is_acronym(reading.forms[step]):
            break
        if (
            reading.label(step) != "O"
            or lexicon.states.at(reading.words, step)
            or step in reading.initial
            or lexicon.roles.at(reading.words, step)
        ):
            break
        end = step + 1
    return end


def _is_small(reading: Reading, lexicon: Lexicon, index: int) -> bool:
    """Whether a token is a small word inside a name."""
    word = reading.word(index)
    return is_particle(word) and word not in lexicon.conjunctions and not reading.capital(index)
