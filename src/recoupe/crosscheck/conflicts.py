"""Finds where reports of one claim cannot both be right.

Conflict
    Two or more values of one slot of a firm claim that no single truth fits: disjoint dates, disjoint figures of the
    same thing, two names in one place, the same words in two mouths, a statement and its negation.
Explained
    What only looks like one: a coarser date, a rounded figure, a later and higher count (the claim is *updated*), a
    report that gives both values itself. Explained differences are no conflicts.
Side
    One value with the statements that have it, and the independent lines behind them.

A wrong conflict costs more trust than a missed one: the statements must share enough besides the slot, each must have
one value for it, and what rests on anything less is marked as not certain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from msgspec.structs import replace

from recoupe.crosscheck.disagreements import Disagreement, find_name_disagreements, find_negations
from recoupe.crosscheck.slots import DateSlot, FigureSlot, SlotReader, Slots
from recoupe.model.annotation import AnnotatedArticle, Quotation
from recoupe.model.finding import Conflict, ConflictKind, ConflictValue, Range
from recoupe.model.group import Claim, ClaimStatus, Entity, Evidence, Utterance
from recoupe.model.partition import Partition
from recoupe.model.period import order_dates
from recoupe.model.span import ArticleSpan, item_id
from recoupe.options import CrosscheckOptions

_SAID_ONCE = 3
"""Words of content from which two people hardly say the same by chance."""

_OTHER_SPEAKER = "other-speaker"
"""The rule of an echo that has the same words, on one occasion, in another mouth."""


_OPEN = frozenset({"asked", "planned"})
"""Modalities of what is only expected or asked: a conditional of hearsay gives a figure like any other."""


class Side(NamedTuple):
    """A value with the statements that have it and the words that give it."""

    value: str | Range
    statements: tuple[str, ...]
    spans: tuple[ArticleSpan, ...]


class Clash(NamedTuple):
    """Sides that exclude each other, before lines are counted."""

    kind: ConflictKind
    sides: tuple[Side, ...]
    rule: str
    certain: bool
    confidence: float


def find_conflicts(
    claims: Sequence[Claim],
    articles: Sequence[AnnotatedArticle],
    utterances: Sequence[Utterance],
    options: CrosscheckOptions,
    entities: Sequence[Entity] = (),
) -> tuple[tuple[Claim, ...], tuple[Conflict, ...]]:
    """Claims with their status, in the order given, and the conflicts, sorted by id.

    Args:
        claims: with lines; only firm ones are searched.
        articles: with statements and their layers.
        utterances: the same words in several mouths are looked for in them.
        options: how far apart figures may lie, and how much statements must share.
        entities: bearers of names; names are compared only where they are given.
    """
    reader = SlotReader(articles, entities)
    comparison = _Comparison(articles, reader, options)
    mouths = _mouths(articles, utterances)
    possibly = {entity.id: frozenset(entity.possibly) for entity in entities}
    conflicts: list[Conflict] = []
    checked: list[Claim] = []
    for claim in claims:
        status: ClaimStatus = claim.status
        if claim.certain and len(claim.statements) > 1:
            members = [reader.read(s) for s in claim.statements if s in reader]
            clashes, updated = comparison.compare(members)
            clashes.extend(_speaker_clashes(members, mouths, possibly))
            found = [_conflict(claim, clash) for clash in clashes]
            conflicts.extend(found)
            if any(conflict.certain for conflict in found):
                status = "conflict"
            elif updated:
                status = "updated"
        checked.append(replace(claim, status=status))
    return tuple(checked), tuple(sorted(conflicts, key=lambda c: c.id))


def _conflict(claim: Claim, clash: Clash) -> Conflict:
    values = sorted(
        (
            ConflictValue(
                value=side.value, statements=side.statements, spans=side.spans, n_lines=_count_lines(claim, side)
            )
            for side in clash.sides
        ),
        key=lambda v: (-v.n_lines, str(v.value)),
    )
    spans = tuple(span for value in values for span in value.spans)
    return Conflict(
        id=item_id("k", claim.id, clash.kind, clash.rule, *(value.value for value in values)),
        claim=claim.id,
        kind=clash.kind,
        values=tuple(values),
        certain=clash.certain,
        rule=clash.rule,
        confidence=clash.confidence,
        because=(Evidence(rule=clash.rule, score=clash.confidence, spans=spans),),
    )


def _count_lines(claim: Claim, side: Side) -> int:
    """Lines that give a value; reports that name no source are one line between them where no source gives it."""
    return max(1, sum(any(s in line.statements for s in side.statements) for line in claim.lines))


class _Comparison:
    """Compares the slots of the statements of one claim after the other."""

    def __init__(self, articles: Sequence[AnnotatedArticle], reader: SlotReader, options: CrosscheckOptions) -> None:
        self._reader = reader
        self._options = options
        self._published = {a.article.id: a.article.published for a in articles}
        self._dates: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._figures: dict[str, set[tuple[str, float, float]]] = defaultdict(set)
        for article in articles:
            for statement in article.statements:
                slots = reader.read(statement.id)
                self._dates[statement.article].update((d.earliest, d.latest) for d in slots.dates)
                self._figures[statement.article].update((f.counted, f.low, f.high) for f in slots.figures)

    def compare(self, members: Sequence[Slots]) -> tuple[list[Clash], bool]:
        """The clashes among statements of one claim, and whether a later report brings a count up to date."""
        clashes = list(self._date_clashes(members))
        updated = False
        for clash, explained in self._figure_clashes(members):
            if explained:
                updated = True
            else:
                clashes.append(clash)
        for kind, found in (("name", find_name_disagreements(members)), ("negation", find_negations(members))):
            clashes.extend(_clash("name" if kind == "name" else "negation", item) for item in found)
        return clashes, updated

    def _same_slot(self, left: Slots, right: Slots, besides: frozenset[str] = frozenset()) -> bool:
        """Whether two statements of two articles share enough, besides the slot, to be about the same one."""
        if left.statement.article == right.statement.article or _other_names(left, right) == "all":
            return False
        shared = left.shared(right) - besides
        smaller = min(len(left.content - besides), len(right.content - besides))
        if len(shared) == smaller and left.acts & right.acts & shared:
            return True  # a short statement that says nothing else
        return len(shared) >= self._options.slot_context and 5 * len(shared) >= 2 * smaller

    def _date_clashes(self, members: Sequence[Slots]) -> Iterator[Clash]:
        dated = [(slots, slots.dates[0]) for slots in members if len(slots.dates) == 1]
        pairs = [
            ((left, one), (right, other))
            for (left, one), (right, other) in combinations(dated, 2)
            if one.disjoint(other) and left.acts & right.acts and self._same_slot(left, right)
            if not self._other_figures(left, right) and not _forecast(left, right)
            if not self._gives_date(left, other) and not self._gives_date(right, one)
        ]
        if not pairs:
            return
        clashing = sorted({(d.earliest, d.latest) for pair in pairs for _, d in pair})
        sides = []
        for earliest, latest in clashing:
            having = [(s, d) for s, d in dated if (d.earliest, d.latest) == (earliest, latest)]
            sides.append(_side(having[0][1].value, [(s, d.span) for s, d in having]))
        certain = all(
            one.stated
            and other.stated
            and _same_grain(one, other)
            and not _other_names(left, right)
            and not self._each_of_its_day(left, one, right, other)
            for (left, one), (right, other) in pairs
        )
        yield Clash("date", tuple(sides), "disjoint-dates", certain, 0.9 if certain else 0.5)

    def _each_of_its_day(self, left: Slots, one: DateSlot, right: Slots, other: DateSlot) -> bool:
        """Whether two reports of two days each tell of a day counted from their own: of what happened anew, perhaps."""
        published = {self._published[slots.statement.article] for slots in (left, right)}
        return one.counted and other.counted and len(published) > 1

    def _gives_date(self, slots: Slots, date: DateSlot) -> bool:
        """Whether the article of a statement gives a date too, somewhere: then it tells the two apart itself."""
        return (date.earliest, date.latest) in self._dates[slots.statement.article]

    def _figure_clashes(self, members: Sequence[Slots]) -> Iterator[tuple[Clash, bool]]:
        by_counted: dict[str, list[tuple[Slots, FigureSlot]]] = defaultdict(list)
        for slots in members:
            for counted in sorted({figure.counted for figure in slots.figures}):
                same = [figure for figure in slots.figures if figure.counted == counted]
                if len(same) == 1:
                    by_counted[counted].append((slots, same[0]))
        for counted in sorted(by_counted):
            having = by_counted[counted]
            pairs = [
                (left, right)
                for left, right in combinations(having, 2)
                if left[1].disjoint(right[1], self._options)
                if self._same_slot(left[0], right[0], frozenset({left[1].noun})) and not left[0].dated_apart(right[0])
                if not _forecast(left[0], right[0])
                if not self._gives_figure(left[0], right[1]) and not self._gives_figure(right[0], left[1])
            ]
            if not pairs:
                continue
            values = sorted({(f.low, f.high) for pair in pairs for _, f in pair})
            sides = []
            for low, high in values:
                same_value = [(s, f) for s, f in having if (f.low, f.high) == (low, high)]
                sides.append(_side(_range(same_value[0][1]), [(s, f.span) for s, f in same_value]))
            certain = all(left.verbal and right.verbal for (left, _), (right, _) in pairs) and not any(
                _other_names(left, right)
                or _two_wishes(left, right)
                or one.noun != other.noun
                or self._other_figures(left, right, one.counted)
                for (left, one), (right, other) in pairs
            )
            clash = Clash("figure", tuple(sides), "disjoint-figures", certain, 0.8 if certain else 0.4)
            yield clash, all(self._is_update(left, right) for left, right in pairs)

    def _other_figures(self, left: Slots, right: Slots, besides: str = "") -> bool:
        """Whether two statements count a thing differently, besides one: if more differs, they are of two occasions."""
        return any(
            one.counted == other.counted != besides and one.disjoint(other, self._options)
            for one in left.figures
            for other in right.figures
        )

    def _gives_figure(self, slots: Slots, figure: FigureSlot) -> bool:
        return (figure.counted, figure.low, figure.high) in self._figures[slots.statement.article]

    def _is_update(self, left: tuple[Slots, FigureSlot], right: tuple[Slots, FigureSlot]) -> bool:
        """Whether the later report has the higher count of what grows while an event goes on."""
        earlier, later = left, right
        first, second = (self._published[slots.statement.article] for slots, _ in (left, right))
        order = order_dates(first, second)
        if not order:
            return False
        if order > 0:
            earlier, later = right, left
        return later[1].low > earlier[1].low and earlier[1].grows


def _other_names(left: Slots, right: Slots) -> Literal["all", "some"] | None:
    """Whether each of two statements names somebody, or some place, that the other does not: all of them, or some.

    Two towns, or two firms, have figures and dates of their own; a town and a firm may belong to one act.
    """
    one, other = set(left.statement.entities), set(right.statement.entities)
    nothing: frozenset[str] = frozenset()
    kinds = left.bearers.keys() | right.bearers.keys()
    pairs = ((left.bearers.get(kind, nothing), right.bearers.get(kind, nothing)) for kind in kinds)
    if not any(a - b and b - a for a, b in pairs):
        return None
    return "some" if one & other else "all"


def _forecast(left: Slots, right: Slots) -> bool:
    """Whether one report tells what the other only expects or asks: an outcome refutes no forecast."""
    modalities = {left.statement.modality, right.statement.modality}
    return len(modalities & _OPEN) == 1 and len(modalities) > 1


def _two_wishes(left: Slots, right: Slots) -> bool:
    """Whether two speakers each tell what they want or plan: an offer and a demand are no conflict of reports."""
    wished = {left.statement.modality, right.statement.modality} <= _OPEN
    return wished and left.statement.holder.name != right.statement.holder.name


def _same_grain(left: DateSlot, right: DateSlot) -> bool:
    """Whether two dates are given to the same granularity: both a day, or both something longer."""
    return (left.earliest == left.latest) == (right.earliest == right.latest)


def _range(figure: FigureSlot) -> Range:
    low = None if figure.low == float("-inf") else _number(figure.low)
    high = None if figure.high == float("inf") else _number(figure.high)
    return Range(low=low, high=high, unit=figure.unit)


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _side(value: str | Range, having: Sequence[tuple[Slots, ArticleSpan]]) -> Side:
    ordered = sorted(having, key=lambda x: (x[0].statement.article, x[0].statement.start, x[0].statement.id))
    return Side(value, tuple(s.statement.id for s, _ in ordered), tuple(span for _, span in ordered))


def _clash(kind: ConflictKind, item: Disagreement) -> Clash:
    sides = (_side(item.left_value, [item.left]), _side(item.right_value, [item.right]))
    return Clash(kind, sides, item.rule, item.certain, item.confidence)


def _mouths(articles: Sequence[AnnotatedArticle], utterances: Sequence[Utterance]) -> dict[str, tuple[str, Quotation]]:
    """By quotation whose words stand in another mouth too, on one occasion: what all of these share, and itself."""
    quotations = {q.id: q for article in articles for q in article.quotations}
    places: dict[ArticleSpan, set[str]] = defaultdict(set)
    for utterance in utterances:
        for q in utterance.quotations:
            if q in quotations:
                places[quotations[q].located].add(utterance.id)
    same_words: Partition[str] = Partition()
    for utterance in utterances:
        for evidence in utterance.because:
            if evidence.rule == _OTHER_SPEAKER:
                for other in sorted({u for span in evidence.spans for u in places[span]} & set(utterance.echoes)):
                    same_words.join(utterance.id, other)
    shared = {member: root for root, members in same_words.groups().items() for member in members}
    return {
        q: (shared[utterance.id], quotations[q])
        for utterance in utterances
        if utterance.id in shared
        for q in utterance.quotations
        if q in quotations
    }


def _speaker_clashes(
    members: Sequence[Slots],
    mouths: Mapping[str, tuple[str, Quotation]],
    possibly: Mapping[str, frozenset[str]],
) -> Iterator[Clash]:
    """The same words that two reports put in two mouths, each naming its speaker where the words stand."""
    by_utterance: dict[str, dict[str, list[tuple[Slots, ArticleSpan]]]] = defaultdict(lambda: defaultdict(list))
    for slots in members:
        utterance, quotation = mouths.get(slots.statement.quotation or "", (None, None))
        speaker = quotation.speaker if quotation else None
        if utterance is None or quotation is None or speaker is None or speaker.entity is None:
            continue
        if speaker.start is None or speaker.end is None or speaker.entities[1:]:
            continue
        span = ArticleSpan(article=quotation.article, start=speaker.start, end=speaker.end, field=speaker.field)
        by_utterance[utterance][speaker.entity].append((slots, span))
    for utterance in sorted(by_utterance):
        sides = [_side(entity, having) for entity, having in sorted(by_utterance[utterance].items())]
        articles = [{span.article for span in side.spans} for side in sides]
        one = any(
            other in possibly.get(entity, ()) for entity in by_utterance[utterance] for other in by_utterance[utterance]
        )
        if len(sides) > 1 and not one and not set.intersection(*articles):
            certain = all(
                _in_full_mouth(slots, mouths) for having in by_utterance[utterance].values() for slots, _ in having
            )
            yield Clash("speaker", tuple(sides), "same-words-two-mouths", certain, 0.8 if certain else 0.5)


def _in_full_mouth(slots: Slots, mouths: Mapping[str, tuple[str, Quotation]]) -> bool:
    """Whether a statement is part of words in quotation marks, long enough to be said once, with a full name beside."""
    quotation = mouths[slots.statement.quotation or ""][1]
    full = quotation.speaker is not None and " " in quotation.speaker.name
    return full and quotation.kind == "direct" and len(slots.content) >= _SAID_ONCE
