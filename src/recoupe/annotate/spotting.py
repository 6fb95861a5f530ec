"""Names where they stand: from the analyser's labels, from words that only names have, and from the document itself.

The analyser labels most names. Others know more than a sentence shows: the lists of the pack, acronyms, and last the
document, in which a surname seen once in full is a name wherever it stands alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container
from dataclasses import replace

from recoupe.annotate.companies import spot_companies
from recoupe.annotate.institutions import spot_institutions, spot_organisations, spot_states
from recoupe.annotate.labels import spot_labels
from recoupe.annotate.lexicon import Lexicon, Words
from recoupe.annotate.reading import (
    Reading,
    Spot,
    abbreviates,
    family_first,
    in_role,
    is_acronym,
    is_given,
    is_initialled,
    name_key,
    title_gender,
    word_before,
)
from recoupe.model.annotation import EntityKind
from recoupe.text.names import given_name_gender

_ROMAN = re.compile(r"[IVXLCDM]+")
_SITE = re.compile(r"[^\W\d_][\w-]*\.[a-z]{2,4}")


def spot_names(reading: Reading, lexicon: Lexicon) -> list[Spot]:
    """Names of an article, in order, without overlaps."""
    found = spot_institutions(reading, lexicon) + spot_organisations(reading, lexicon)
    found += spot_companies(reading, lexicon) + spot_labels(reading, lexicon)
    states = spot_states(reading, lexicon)
    spots = _without_overlaps(_prefer_states(reading, states, found) + found)
    spots += _spot_acronyms(reading, lexicon, spots)
    spots += _spot_sites(reading, _covered(spots))
    spots += _spot_capitals(reading, lexicon, _covered(spots))
    spots = _repeat(reading, _split_pairs(reading, lexicon, _agree(reading, lexicon, spots)))
    completed = (_with_gender(reading, lexicon, _with_head(reading, lexicon, s)) for s in spots)
    return sorted(completed, key=lambda s: s.first)


def _covered(spots: list[Spot]) -> set[int]:
    return {index for spot in spots for index in range(spot.first, spot.last)}


def _within(spot: Spot, other: Spot) -> bool:
    return other.first <= spot.first and spot.last <= other.last


def _only_capital(reading: Reading, label: Spot, state: Spot) -> bool:
    """Whether nothing but the state has a capital in a label of a place."""
    outside = (i for i in range(label.first, label.last) if not state.first <= i < state.last)
    return label.kind == "place" and label.weight < 2 and not any(reading.capital(i) for i in outside)


def _prefer_states(reading: Reading, states: list[Spot], found: list[Spot]) -> list[Spot]:
    """States that no longer name swallows: a label of just those words, or none, leaves them standing."""
    owners: dict[int, set[Spot]] = defaultdict(set)
    for spot in found:
        for index in range(spot.first, spot.last):
            owners[index].add(spot)
    kept: list[Spot] = []
    for state in states:
        others = {spot for i in range(state.first, state.last) for spot in owners[i]}
        if all(_within(o, state) or _only_capital(reading, o, state) for o in others):
            kept.append(state)
    return kept


def _without_overlaps(spots: list[Spot]) -> list[Spot]:
    """The heavier spot wins, then the longer, then the earlier."""
    taken: set[int] = set()
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (-s.weight, s.first - s.last, s.first)):
        places = range(spot.first, spot.last)
        if not taken.intersection(places):
            taken.update(places)
            kept.append(spot)
    return kept


def _spot_acronyms(reading: Reading, lexicon: Lexicon, known: list[Spot]) -> list[Spot]:
    spots: list[Spot] = []
    covered = _covered(known)
    ends = {spot.last: spot for spot in known}
    for index, form in enumerate(reading.forms):
        if index in covered or not is_acronym(form) or _ROMAN.fullmatch(form):
            continue
        shouted = reading.article.tokens[index].sentence in reading.shouted
        if shouted or reading.words[index] in lexicon.titles or lexicon.roles.at(reading.words, index):
            continue
        long = ends.get(index - 1) if reading.word(index - 1) == "(" else None
        defined = long is not None and abbreviates(name_key(form), long.key)
        if reading.labelled and len(form) < 3 and reading.pos(index) not in {"PROPN", "X"} and not defined:
            continue
        spots.append(Spot(index, index + 1, "organisation", "acronym", name_key(form), "alias"))
    return spots


def _spot_sites(reading: Reading, covered: set[int]) -> list[Spot]:
    """Sites and companies that go by the address of their site (``Example.com``)."""
    return [
        Spot(index, index + 1, "organisation", "site", name_key(form))
        for index, form in enumerate(reading.forms)
        if index not in covered and reading.capital(index) and _SITE.fullmatch(form)
    ]


def _spot_shouted(reading: Reading, lexicon: Lexicon, index: int) -> Spot | None:
    """A person in a headline in capitals: a given name and a word that is no common one."""
    after = index + 1
    if reading.article.tokens[index].sentence not in reading.shouted or not is_given(reading, index):
        return None
    if after in reading.initial or not reading.capital(after) or not reading.forms[after].isalpha():
        return None
    common = lexicon.dictionary.facts(reading.forms[after]).common or reading.words[after] in lexicon.determiners
    return None if common else Spot(index, after + 1, "person", "capitals", name_key(reading.surface(index, after + 1)))


def _spot_capitals(reading: Reading, lexicon: Lexicon, covered: set[int]) -> list[Spot]:
    """Words with capitals that no label and no list knew: in a role, after a title, with a given name."""
    spots: list[Spot] = []
    index = 0
    while index < reading.size:
        shouted = _spot_shouted(reading, lexicon, index) if index not in covered else None
        if shouted:
            spots.append(shouted)
            index = shouted.last
            continue
        last = _capitals_end(reading, lexicon, covered, index)
        role = lexicon.roles.at(reading.words, index) if last > index else None
        if role and index + role[0] < last:
            index += role[0]
        spot = _unlabelled(reading, lexicon, index, last) if last > index else None
        if spot:
            spots.append(spot)
        index = max(last, index + 1)
    return spots


def _capitals_end(reading: Reading, lexicon: Lexicon, covered: set[int], index: int) -> int:
    """Where a run of free words with capitals ends."""
    last = index
    while (
        last < reading.size
        and last not in covered
        and (last == index or last not in reading.initial)
        and reading.capital(last)
        and reading.forms[last][0].isalpha()
        and reading.pos(last) in {"PROPN", "X"}
        and reading.word(last) not in lexicon.determiners
        and title_gender(reading, lexicon, last) is None
    ):
        last += 1
    return last


def _unlabelled(reading: Reading, lexicon: Lexicon, first: int, last: int) -> Spot | None:
    """What a run of words with capitals names; None when nothing tells."""
    key = name_key(reading.surface(first, last))
    if not key:
        return None
    several, inside = last - first > 1, first not in reading.initial
    if title_gender(reading, lexicon, word_before(reading, first)) is not None:
        return Spot(first, last, "person", "title", key, weight=2)
    if is_initialled(reading, first, last):
        return Spot(first, last, "person", "initials", key, weight=2)
    if several and (
        is_given(reading, first) or _after_role(reading, lexicon, first) or (inside and not reading.labelled)
    ):
        return Spot(first, last, "person", "capitals", key)
    if reading.labelled and inside and in_role(reading, lexicon, first):
        return Spot(first, last, "organisation", "complement", key)
    return None


def _after_role(reading: Reading, lexicon: Lexicon, first: int) -> bool:
    """Whether the words right before a name are a function that people have."""
    starts = ((start, lexicon.roles.at(reading.words, start)) for start in range(max(0, first - 3), first))
    return any(role is not None and start + role[0] == first for start, role in starts)


def _split_pairs(reading: Reading, lexicon: Lexicon, spots: list[Spot]) -> list[Spot]:
    """Organisations that one label joins, taken apart where one of them stands alone elsewhere.

    Between them is a conjunction or a single word in small letters (``Alpha and Beta``, ``Alpha rival Beta``).
    """
    known = {spot.key for spot in spots}
    result: list[Spot] = []
    for spot in spots:
        inner = range(spot.first + 1, spot.last - 1) if spot.kind == "organisation" and spot.rule == "label" else ()
        joint = next((i for i in inner if _is_joint(reading, lexicon, i)), 0)
        halves = ((spot.first, joint), (joint + 1, spot.last))
        keys = [name_key(reading.surface(*half)) for half in halves] if joint else []
        if any(key in known for key in keys) and all(keys):
            result += [replace(spot, first=f, last=e, key=k) for (f, e), k in zip(halves, keys, strict=True)]
        else:
            result.append(spot)
    return result


def _is_joint(reading: Reading, lexicon: Lexicon, index: int) -> bool:
    word = reading.words[index]
    small = reading.forms[index].islower() and reading.pos(index) in {"ADJ", "NOUN"} and word not in lexicon.joints
    return (word in lexicon.conjunctions or small) and reading.capital(index - 1) and reading.capital(index + 1)


def _without_stance(reading: Reading, spot: Spot, known: Container[Words]) -> Spot:
    """A name with an adjective hung on (``Abc-marxistes``) has the key of the name, where that stands alone as well."""
    tail = reading.forms[spot.first].partition("-")[2]
    short = spot.key[:1]
    return replace(spot, key=short) if spot.last - spot.first == 1 and tail.islower() and short in known else spot


def _agree(reading: Reading, lexicon: Lexicon, spots: list[Spot]) -> list[Spot]:
    """The same words are the same kind throughout an article: the kind with most weight wins."""
    votes: dict[Words, Counter[EntityKind]] = {}
    surnames: set[str] = set()
    placed: set[Words] = set()
    for spot in spots:
        votes.setdefault(spot.key, Counter())[spot.kind] += spot.weight
        if spot.kind == "place" and reading.word(spot.first - 1) in lexicon.locatives:
            placed.add(spot.key)
        if spot.kind == "person" and len(spot.key) > 1:
            surnames.add(spot.key[0 if family_first(spot.key) else -1])
    agreed: list[Spot] = []
    for spot in (_without_stance(reading, spot, votes) for spot in spots):
        # Of kinds with equal weight it is a place, if it once stands behind a preposition of place.
        first = "place" if spot.key in placed else ""
        kind = min(votes[spot.key].items(), key=lambda v: (-v[1], v[0] != first, v[0]))[0]
        if len(spot.key) == 1 and spot.key[0] in surnames and spot.weight == 1:
            kind = "person"
        agreed.append(spot if kind == spot.kind else replace(spot, kind=kind))
    return agreed


def _repeat(reading: Reading, spots: list[Spot]) -> list[Spot]:
    """Names that the document shows elsewhere, where they stand without a label."""
    covered = _covered(spots)
    known: dict[Words, Spot] = {}
    for spot in sorted(spots, key=lambda s: s.first):
        if spot.weight > 3:
            continue
        words = reading.words[spot.first : spot.last]
        known.setdefault(words, spot)
        if spot.kind == "person" and len(spot.key) > 1 and len(words[-1]) > 2:
            known.setdefault(words[-1:], replace(spot, key=spot.key[-1:]))
    by_first: dict[str, list[Words]] = {}
    for words in known:
        by_first.setdefault(words[0], []).append(words)
    for candidates in by_first.values():
        candidates.sort(key=lambda w: (-len(w), w))
    small = {word for word, form in zip(reading.words, reading.forms, strict=True) if form[:1].islower()}
    added: list[Spot] = []
    for index in range(reading.size):
        if index in covered or not reading.capital(index):
            continue
        for words in by_first.get(reading.words[index], ()):
            last = index + len(words)
            if reading.words[index:last] != words or covered.intersection(range(index, last)):
                continue
            if not reading.capital(last - 1) or (index in reading.initial and words[0] in small):
                continue
            added.append(replace(known[words], first=index, last=last, rule="repeated", gender=""))
            covered.update(range(index, last))
            break
    return spots + added


def _with_head(reading: Reading, lexicon: Lexicon, spot: Spot) -> Spot:
    """A place with the noun that is part of its name: its key stays that of the bare name."""
    if spot.kind != "place" or spot.state:
        return spot
    first = spot.first
    while reading.word(first - 1) in lexicon.joints and spot.first - first < 3:
        first -= 1
    for start in (first - 1, first - 2):
        match = lexicon.place_heads.at(reading.words, start) if start >= 0 else None
        if match and start + match[0] == first and (first < spot.first or reading.capital(start) or match[0] > 1):
            return replace(spot, first=start)
    return spot


def _with_gender(reading: Reading, lexicon: Lexicon, spot: Spot) -> Spot:
    """A person with the gender that a title before the name shows, or the given name."""
    if spot.kind != "person" or spot.gender:
        return spot
    gender = title_gender(reading, lexicon, word_before(reading, spot.first))
    if not gender and len(spot.key) > 1:
        gender = given_name_gender(reading.words[spot.first])
    return replace(spot, gender=gender or "")
