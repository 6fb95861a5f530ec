"""Names of one bearer inside an article.

Chain
    The spots of one bearer. Within one article a surname alone is the person named in full, an acronym is the name it
    was given for, and a capital that acts is its state.

Every join has a rule, and a join needs exactly one candidate: with two bearers of a surname it stays alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from recoupe.annotate.lexicon import Lexicon, Words
from recoupe.annotate.namesakes import plain, surname_of, tell_namesakes
from recoupe.annotate.reading import Reading, Spot, abbreviates
from recoupe.annotate.roles import RoleSpot, same_office
from recoupe.model.annotation import EntityKind
from recoupe.model.partition import Partition
from recoupe.text.name_vetoes import is_named_after
from recoupe.text.names import is_particle, name_similarity, part_similarity, sound_key

_SPELLING = 0.88
"""From this similarity on, two long names in one article are one name misspelt."""

_LONG = 8
"""Letters from which a name is too long for two of a kind to differ by a slip alone."""

_MOST = 40
"""Most names with a part of one sound in an article of prose; what more share is a given name in a list of names."""

Key = tuple[EntityKind, Words]


class Chains:
    """Chains as they grow: names by key in a partition, with the rule that joined each."""

    def __init__(self) -> None:
        self._names: Partition[Key] = Partition()
        self.rules: dict[Key, str] = {}

    def root(self, key: Key) -> Key:
        """The name that stands for the whole chain."""
        return self._names.root(key)

    def join(self, a: Key, b: Key, rule: str) -> None:
        """Join the chain of `a` to that of `b`."""
        if not self._names.same(a, b):
            self._names.join(a, b)
            self.rules.setdefault(a, rule)

    def join_only(self, a: Key, candidates: list[Key], rule: str) -> None:
        """Join `a` to the one chain that all candidates belong to, if they do."""
        if len({self.root(c) for c in candidates}) == 1:
            self.join(a, candidates[0], rule)


def chain_names(reading: Reading, lexicon: Lexicon, spots: list[Spot]) -> tuple[list[Spot], Chains]:
    """Join the names of an article.

    Returns:
        The spots, with capitals that act turned into their states, and their chains by ``(kind, key)``.
    """
    spots = tell_namesakes(reading, lexicon, spots)
    spots = _acting_capitals(reading, lexicon, spots)
    spots = _misspelt_states(reading, _defined_acronyms(reading, spots))
    chains = Chains()
    _join_definitions(reading, spots, chains)
    _join_persons(_keys(spots, "person"), chains)
    organisations = _keys(spots, "organisation")
    own = {s.key for s in spots if s.last - s.first > len(s.key) or reading.pos(s.first) in {"ADJ", "NOUN"}}
    _join_organisations(organisations, spots, own, chains)
    _join_spellings(organisations, chains)
    return spots, chains


def _keys(spots: list[Spot], kind: EntityKind) -> list[Words]:
    """The names of one kind, each once, in the order of the text."""
    return list(dict.fromkeys(spot.key for spot in spots if spot.kind == kind))


def _acting_capitals(reading: Reading, lexicon: Lexicon, spots: list[Spot]) -> list[Spot]:
    present = {s.state for s in spots if s.state and not s.capital}
    present.update(lexicon.adjectives[w] for w in reading.words if w in lexicon.adjectives)
    pairs = zip(reading.words, reading.words[1:], strict=False)
    present.update(lexicon.adjectives[p] for p in (f"{a} {b}" for a, b in pairs) if p in lexicon.adjectives)
    starts = {spot.first: spot for spot in spots}
    ends = {spot.last: spot for spot in spots}
    return [
        replace(spot, key=(spot.state,), rule="capital-for-state", form="alias", subkind="state", capital=False)
        if spot.capital and spot.state in present and _acts(reading, lexicon, spot, starts, ends)
        else spot
        for spot in spots
    ]


def _acts(reading: Reading, lexicon: Lexicon, spot: Spot, starts: dict[int, Spot], ends: dict[int, Spot]) -> bool:
    """Whether a capital stands for its state: as a subject, beside a state, or as the owner of an act."""
    before, after = reading.word(spot.first - 1), reading.word(spot.last)
    if before in lexicon.locatives or before in lexicon.determiners - lexicon.links:
        return False
    if before in lexicon.links and reading.word(spot.first - 3) in lexicon.indefinite:
        # Somebody new of a capital comes from the town; what a state owns is its own and known.
        return False
    if reading.pos(spot.last) in {"VERB", "AUX"}:
        return True
    left = ends.get(spot.first - 1) if before in lexicon.conjunctions else None
    right = starts.get(spot.last + 1) if after in lexicon.conjunctions else None
    if (left and left.state) or (right and right.state):
        partner = left if left and left.state else right
        lead = partner.first - 1 if partner and partner is left else spot.first - 1
        return reading.word(lead) not in lexicon.locatives
    owner = reading.word(spot.first - 2)
    if before in lexicon.links:
        singular = owner.rstrip("s")
        grounded = owner in lexicon.grounded or singular in lexicon.grounded
        return reading.pos(spot.first - 2) == "NOUN" and not grounded
    return False


def _brackets(reading: Reading, spots: list[Spot]) -> list[tuple[int, int]]:
    """Pairs of spots, the second in brackets right after the first."""
    return [
        (number, number + 1)
        for number in range(len(spots) - 1)
        if spots[number + 1].first == spots[number].last + 1
        and reading.forms[spots[number].last] == "("
        and reading.word(spots[number + 1].last) in {")", ",", "-"}
    ]


def _initials(long: Words) -> set[str]:
    """The acronyms that the first letters of a long name give, with and without its small words."""
    content = [part for part in long if not is_particle(part) and len(part) > 2]
    return {"".join(part[0] for part in parts) for parts in (long, content)}


def _defined_acronyms(reading: Reading, spots: list[Spot]) -> list[Spot]:
    """An acronym in brackets is of the kind of the name that it stands for."""
    kinds: dict[Words, EntityKind] = {}

    def kind(spot: Spot) -> EntityKind:
        return spot.kind if spot.state else kinds.get(spot.key, spot.kind)

    for first, second in _brackets(reading, spots):
        long, short = spots[first], spots[second]
        if kind(long) not in {kind(short), "person"} and abbreviates(short.key, long.key):
            kinds[short.key] = kind(long)
    return [spot if kind(spot) == spot.kind else replace(spot, kind=kind(spot)) for spot in spots]


def _join_definitions(reading: Reading, spots: list[Spot], chains: Chains) -> None:
    for first, second in _brackets(reading, spots):
        long, short = spots[first], spots[second]
        if long.kind != short.kind or (short.state and short.state != long.state) or long.key == short.key:
            continue
        if long.kind != "person" and abbreviates(short.key, long.key):
            chains.join((short.kind, short.key), (long.kind, long.key), "acronym-in-brackets")


class _Index:
    """Names by the sounds of their parts, so that each is compared with the few that it may be."""

    def __init__(self, keys: list[Words]) -> None:
        self._keys: dict[str, list[Words]] = defaultdict(list)
        for key in keys:
            for sound in dict.fromkeys(sound_key(plain(part)) for part in key):
                self._keys[sound].append(key)

    def sharing(self, key: Words) -> list[Words]:
        """Names that share a part with `key`, itself left out."""
        lists = (self._keys.get(sound_key(part), []) for part in key)
        found = dict.fromkeys(k for names in lists if len(names) <= _MOST for k in names)
        found.pop(key, None)
        return list(found)


def _join_persons(keys: list[Words], chains: Chains) -> None:
    full = [k for k in keys if len(k) > 1 and len(k[0]) > 1]
    index, order = _Index(full), {key: number for number, key in enumerate(full)}
    for key in full:
        earlier = (k for k in index.sharing(key) if order[k] < order[key])
        similar = [k for k in earlier if name_similarity(" ".join(k), " ".join(key)) >= _SPELLING]
        chains.join_only(("person", key), [("person", k) for k in similar], "same-name")
    for key in keys:
        if key in order or key[0] != plain(key[0]):
            continue
        sharing = index.sharing(key)
        bearers = [k for k in sharing if _is_part_of(key, k)]
        rule = "initial" if len(key) > 1 else "surname"
        if not bearers and len(key) == 1:
            bearers, rule = [k for k in sharing if k[0] == key[0]], "given-name"
        chains.join_only(("person", key), [("person", k) for k in bearers], rule)


def _is_part_of(key: Words, full: Words) -> bool:
    """Whether a surname, or initials and a surname, are those of a full name."""
    if len(key) == 1:
        return surname_of(key, full)
    initials, surname = key[:-1], key[-1]
    if any(len(part) > 1 for part in initials) or part_similarity(surname, plain(full[-1])) < 0.95:
        return False
    return part_similarity(initials[0], full[0]) > 0


def _join_organisations(keys: list[Words], spots: list[Spot], own: set[Words], chains: Chains) -> None:
    """Join acronyms and short forms; a name in `own` is nobody's short form.

    It stands with its legal form, or it is a common noun (``the Commission``) that many names begin with.
    """
    ministries = {s.key for s in spots if s.subkind == "ministry"}
    index = _Index(keys)
    by_initials: dict[str, list[Words]] = defaultdict(list)
    for key in keys:
        if len(key) > 1:
            for letters in sorted(_initials(key)):
                by_initials[letters].append(key)
    for key in keys:
        spelt_out = by_initials.get(key[0], []) if len(key) == 1 else []
        if spelt_out:
            chains.join_only(("organisation", key), [("organisation", k) for k in spelt_out], "initials")
        elif key not in own:
            begun = [k for k in index.sharing(key) if len(k) == len(key) + 1 and k[:-1] == key]
            # A part with a digit is the number of a model: an aircraft is not its maker.
            numbered = {k for k in begun if any(map(str.isdigit, k[-1]))}
            longer = [k for k in begun if k not in ministries | numbered and not is_named_after(k[-1])]
            chains.join_only(("organisation", key), [("organisation", k) for k in longer], "short-name")


def _join_spellings(keys: list[Words], chains: Chains) -> None:
    """Two long names of organisations that are a slip apart are one."""
    index, order = _Index(keys), {key: number for number, key in enumerate(keys)}
    for key in keys:
        if len("".join(key)) < _LONG:
            continue
        alike = (k for k in index.sharing(key) if order[k] < order[key] and len(k) == len(key))
        same = [k for k in alike if name_similarity(" ".join(k), " ".join(key)) >= _SPELLING]
        chains.join_only(("organisation", key), [("organisation", k) for k in same], "spelling")


def _misspelt_states(reading: Reading, spots: list[Spot]) -> list[Spot]:
    """A place that no list knows and that is a slip away from a state of the article is that state."""
    names = {reading.surface(s.first, s.last): s.state for s in spots if s.state and s.subkind == "state"}
    mended: list[Spot] = []
    for spot in spots:
        surface = reading.surface(spot.first, spot.last)
        near = set()
        if spot.kind != "person" and not spot.state and len(surface) >= _LONG:
            near = {code for name, code in names.items() if name_similarity(surface, name) >= _SPELLING}
        if len(near) == 1:
            code = near.pop()
            spot = replace(spot, kind="place", key=(code,), state=code, subkind="state", rule="spelling")  # noqa: PLW2901
        mended.append(spot)
    return mended


def holders(roles: list[RoleSpot], spots: list[Spot], chains: Chains) -> dict[Key, set[tuple[str, str]]]:
    """Chains of persons with the offices, by ``(office, state)``, that the article gives them."""
    held: dict[Key, set[tuple[str, str]]] = defaultdict(set)
    for role in roles:
        if role.owner >= 0 and role.office and role.state:
            spot = spots[role.owner]
            held[chains.root((spot.kind, spot.key))].add((role.office, role.state))
    return held


def office_holder(role: RoleSpot, held: dict[Key, set[tuple[str, str]]]) -> Key | None:
    """The one chain that holds the office of a role that stands alone; None when none or several do."""
    found = [
        k for k, offices in held.items() if any(s == role.state and same_office(o, role.office) for o, s in offices)
    ]
    return found[0] if len(found) == 1 else None
