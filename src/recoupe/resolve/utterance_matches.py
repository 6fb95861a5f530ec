"""Compares quotations in pairs: the same words, cut or edited words, a fragment, or the same thing in other words.

Rules, from the surest down:

same-words
    All words of content are equal.
shortened, edited
    Most words of content of the shorter one stand in the other in the same order; nothing else stands in their place.
same-fragment
    A literal fragment of one stands in the other as it is, and what surrounds it is not about something else.
translated, reported, paraphrased
    Most *units* (families of words, bearers of names, dates, figures) are shared, an act among them: two wordings of
    one sentence, by two translators; one wording and a report of it; two reports of it.

Two quotations that contradict each other are never one, however much they share: one denies what the other affirms,
they give other figures or dates, or each names somebody or some place that the other does not.

Pairs are found through shared pairs of neighbouring words (Broder 1997, shingling) and, for one mouth, through shared
units, rarest first, each with a bounded number of neighbours: the work grows with what is shared, not with the square
of all. Weighing words by rarity is Spärck Jones (1972); comparing by families and slots instead of words follows work
on cross-document event coreference, with the vetoes of a newsroom in place of a trained model.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq, Levenshtein

from recoupe.options import UtteranceOptions
from recoupe.resolve.utterance_profiles import Figure, Saying, Unit

WORDED_RULES = frozenset({"edited", "same-words", "shortened"})
"""Rules by which two quotations have most of their words in common."""

_OFFICE_WORDS = 4
"""Words of content of a quotation whose speaker may be known by the office alone."""

_KEYS = 8
"""By how many of its rarest units a quotation is looked up."""

_SPELLING = 0.75
"""Likeness from which two words in the same place are spellings or forms of one."""

_CUT = 0.85
"""Share of the longer quotation's words of content below which the shorter one is cut."""


class Match(NamedTuple):
    """Two quotations that may be one utterance, by their indices; sorts best first.

    Attributes:
        cost: 0 for equal words, at most 1.
    """

    cost: float
    left: int
    right: int
    rule: str


def find_matches(said: Sequence[Saying], options: UtteranceOptions) -> list[Match]:
    """Pairs with the same words or with one saying in other words, best first.

    Args:
        said: quotations in the order of their days.
        options: how much they must share.
    """
    pairs = _pairs_by_words(said, options) | _pairs_by_units(said, options)
    return sorted(m for a, b in sorted(pairs) if (m := compare(said, a, b, options)) is not None)


def _pairs_by_words(said: Sequence[Saying], options: UtteranceOptions) -> set[tuple[int, int]]:
    """Pairs that share two neighbouring words of content, or all words of a short piece."""
    postings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, item in enumerate(said):
        for key in _word_keys(item):
            postings[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for members in postings.values():
        if len(members) <= options.crowded:
            pairs.update((a, b) for k, a in enumerate(members) for b in members[k + 1 :])
        else:  # a chain keeps copies together without every pair of them
            pairs.update(pairwise(members))
    return pairs


def _word_keys(item: Saying) -> set[tuple[str, ...]]:
    """What a quotation is looked up by: pairs of neighbouring words, all of it, and the whole of a short piece."""
    keys: set[tuple[str, ...]] = {*pairwise(item.terms), ("", *item.terms)}
    keys.update(piece for piece in (item.terms, *item.pieces) if 0 < len(piece) <= 2)
    return keys


def _pairs_by_units(said: Sequence[Saying], options: UtteranceOptions) -> set[tuple[int, int]]:
    """Pairs of one mouth that share at least two of their rarest units."""
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    seen: set[tuple[str, tuple[str, ...], float]] = set()
    for index, item in enumerate(said):
        copy = (item.mouth, item.terms, item.days.last)
        if not _named(item) or copy in seen:
            continue  # a copy stands with its equals already
        seen.add(copy)
        for unit in sorted(item.units.values(), key=lambda u: (-u.weight, u.key))[:_KEYS]:
            postings[item.mouth, unit.key].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for members in postings.values():
        for k, left in enumerate(members):
            shared.update((left, right) for right in members[k + 1 : k + 1 + options.neighbours])
    return {pair for pair, count in shared.items() if count > 1}


def _named(item: Saying) -> bool:
    """Whether the speaker is known well enough for other words to be taken for the same saying."""
    return item.entity or " " in item.mouth


def compare(said: Sequence[Saying], a: int, b: int, options: UtteranceOptions) -> Match | None:  # noqa: PLR0911 - first rule that holds
    """The rule by which two quotations may be one utterance; None where none holds or they contradict each other."""
    left, right = said[a], said[b]
    if not left.terms or not right.terms or left.language != right.language or contradict(left, right):
        return None
    if left.terms == right.terms:
        return Match(0.0, a, b, "same-words")
    common = LCSseq.similarity(left.terms, right.terms)
    shorter, longer = sorted((len(left.terms), len(right.terms)))
    share = common / shorter
    if left.quotation.article == right.quotation.article and common < options.repeated * longer:
        return None  # more than what was said before
    replaced = _replaced(left, right)
    if common >= options.shared_words and share >= options.containment and replaced * options.replaced <= common:
        rule = "shortened" if share > 0.95 and shorter < _CUT * longer else "edited"
        if left.verbatim != right.verbatim:
            rule = "reported"
        return Match(round(1 - share + 0.01, 4), a, b, rule)
    if _piece_inside(left, right, options) or _piece_inside(right, left, options):
        return Match(0.5, a, b, "same-fragment")
    if replaced and share >= options.containment:
        return None  # the same sentence about something else
    return _other_words(left, right, a, b, options)


def _replaced(left: Saying, right: Saying) -> int:
    """How many words of content have another one in their place."""
    count = 0
    for step in Levenshtein.opcodes(left.terms, right.terms):
        if step.tag != "replace":
            continue
        for i, j in zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True):
            moved = left.terms[i] in right.terms or right.terms[j] in left.terms
            related = left.stems[i] in right.families or right.stems[j] in left.families
            alike = Indel.normalized_similarity(left.terms[i], right.terms[j]) >= _SPELLING
            count += not (moved or related or alike)
    return count


def _piece_inside(inner: Saying, outer: Saying, options: UtteranceOptions) -> bool:
    """Whether a literal fragment of two words or more stands in the other quotation as it is.

    A short one, which may be a common phrase, counts only when what stands around it shares something as well.
    """
    joined = f" {' '.join(outer.terms)} "
    for piece in inner.pieces:
        if len(piece) < 2 or f" {' '.join(piece)} " not in joined:
            continue
        around, others = set(inner.terms) - set(piece), set(outer.terms) - set(piece)
        weight = sum(w.weight for w in inner.words if w.marked and w.form in piece and not w.named)
        if weight >= options.fragment_weight or not around or not others or around & others:
            return True
    return False


def same_mouth(left: Saying, right: Saying) -> bool:
    """Whether two quotations have one known speaker; a name alone fits an entity that bears it."""
    if left.entity and right.entity:
        return left.mouth == right.mouth
    return bool(left.name) and left.name == right.name


def fits_office(left: Saying, right: Saying, match: Match) -> bool:
    """Whether two quotations of the same words have one speaker by name and one by an office that this name has.

    An office in few words (`the minister`) fits a longer one, not the other way round.
    """
    if left.entity == right.entity or match.rule not in WORDED_RULES:
        return False
    described, known = (left, right) if right.entity else (right, left)
    if min(len(left.terms), len(right.terms)) < _OFFICE_WORDS or not described.name:
        return False
    return any(office == described.name or office.startswith(described.name + " ") for office in known.offices)


def _other_words(left: Saying, right: Saying, a: int, b: int, options: UtteranceOptions) -> Match | None:
    """Whether two quotations of one mouth say the same thing in other words."""
    if left.mouth != right.mouth or not _named(left):
        return None
    shared, mine, yours = share_units(left, right)
    weight = sum(unit.weight for unit in shared)
    if len(shared) < options.shared_units or weight < options.shared_weight:
        return None
    rest = sorted(sum(unit.weight for unit in units) for units in (mine, yours))
    within = left.quotation.article == right.quotation.article
    covered = options.repeated if within else options.covered
    common = options.common if any(unit.act for unit in shared) else options.actless
    if weight < common * (weight + rest[0]) or weight < covered * (weight + rest[1]):
        return None
    rule = "translated" if left.verbatim and right.verbatim else "reported"
    if not left.verbatim and not right.verbatim:
        rule = "paraphrased"
    return Match(round(1 - 2 * weight / (2 * weight + sum(rest)) + 0.01, 4), a, b, rule)


def share_units(left: Saying, right: Saying) -> tuple[list[Unit], list[Unit], list[Unit]]:
    """Units that both have, and those that only the left or only the right one has."""
    shared: list[Unit] = []
    mine: list[Unit] = []
    yours: list[Unit] = []
    for unit in left.units.values():
        other = right.units.get(unit.key)
        if other is not None:
            shared.append(unit._replace(act=unit.act or other.act))
        elif unit.parts and unit.parts <= right.families:
            shared.append(unit)
        else:
            mine.append(unit)
    for unit in right.units.values():
        if unit.key not in left.units and not (unit.parts and unit.parts <= left.families):
            yours.append(unit)
    return shared, mine, yours


def contradict(left: Saying, right: Saying) -> bool:
    """Whether two quotations cannot be of one saying."""
    if left.quotation.article == right.quotation.article and _twice(left, right):
        return True
    if _denies(left, right) or _denies(right, left):
        return True
    if left.terms == right.terms:
        return False
    if left.dates and right.dates and all(a[1] < b[0] or b[1] < a[0] for a in left.dates for b in right.dates):
        return True
    if left.figures and right.figures and _other_figures(left.figures, right.figures):
        return True
    _, mine, yours = share_units(left, right)
    return any(one.split("=")[1] in {o.split("=")[1] for o in _names(yours)} for one in _names(mine))


def _twice(left: Saying, right: Saying) -> bool:
    """Whether one report has two sayings here: what it says twice in its own words, or in marks, is said twice."""
    if left.quotation.content.overlaps(right.quotation.content):
        return True
    return left.terms != right.terms and left.verbatim == right.verbatim


def _names(units: Iterable[Unit]) -> list[str]:
    return [unit.key for unit in units if unit.key.startswith("=")]


def _denies(one: Saying, other: Saying) -> bool:
    """Whether one denies something that the other says."""
    if one.quotation.modality == "denied" and other.quotation.modality != "denied":
        return not other.scope & frozenset(one.units)
    return any(family in other.units and family not in other.scope for family in one.denied)


def _other_figures(one: Sequence[Figure], other: Sequence[Figure]) -> bool:
    """Whether one thing that both count has other figures; all figures where they count nothing in common."""
    pairs = [(a, b) for a in one for b in other]
    things = {a.counted for a, b in pairs if a.counted == b.counted}
    compared = [[(a, b) for a, b in pairs if a.counted == b.counted == thing] for thing in sorted(things)] or [pairs]
    return any(not any(a.low <= b.high and b.low <= a.high for a, b in same) for same in compared)
