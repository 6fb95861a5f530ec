"""Section 5: one row an utterance, its variants under it; words and paraphrase are never mixed."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from recoupe.model.annotation import Quotation
from recoupe.model.finding import DossierRecord
from recoupe.model.group import Utterance
from recoupe.views.phrases import Phrases
from recoupe.views.provenance import rule_phrase
from recoupe.views.table import Cell, Row, Table, quoted_cell
from recoupe.views.texts import Texts, Words


def chain_phrase(quotation: Quotation) -> str:
    """The hands that the words went through, from the speaker outward."""
    return " ← ".join(link.name for link in quotation.chain)


def kind_phrase(quotation: Quotation, say: Phrases) -> str:
    """Whether it gives the very words, some of them, or none, and how the saying is meant."""
    phrases = [
        {"direct": say("verbatim"), "mixed": say("partly verbatim"), "indirect": say("paraphrase")}[quotation.kind]
    ]
    if quotation.negated:
        phrases.append(say("negated"))
    # The speaker denies these words, or only asks for what they say: shown bare, they would be put in the wrong mouth.
    meant = {
        "denied": say("denied"),
        "asked": say("asked for"),
        "planned": say("intended"),
        "possible": say("possible"),
    }
    if quotation.modality in meant:
        phrases.append(meant[quotation.modality])
    return ", ".join(phrases)


def doubt_phrase(quotation: Quotation, say: Phrases) -> str:
    """How far the quotation is to be trusted, and what was repaired in it."""
    flags = [rule_phrase(flag, say) for flag in quotation.flags]
    return ", ".join([say.number(round(quotation.confidence, 2)), *flags])


class Variant(NamedTuple):
    """A quotation of an utterance.

    Attributes:
        kind: ``direct``, ``mixed`` or ``indirect``.
        phrase: the kind, and how the saying is meant.
        doubt: how far it is to be trusted, and what was repaired in it.
        words: what was said, as the report gives it.
        pieces: the same cut at the literal pieces of a mixed quotation, each with whether it is one.
        cue: the words that report the saying, if any.
    """

    id: str
    speaker: str
    kind: str
    phrase: str
    doubt: str
    words: Words
    pieces: tuple[tuple[str, bool], ...]
    cue: Words | None
    chain: str
    report: str


class UtteranceView(NamedTuple):
    """The same words said once: its number, id where several quotations give it, its variants and what echoes it."""

    number: int
    id: str
    variants: tuple[Variant, ...]
    echoes: str


def list_utterances(
    dossier: DossierRecord, texts: Texts, say: Phrases, wanted: Container[str] | None = None
) -> tuple[UtteranceView, ...]:
    """Quotations by utterance, those that most reports have first, and of those the ones with very words.

    Each utterance names the others that echo it: the same words in another mouth or at another time.

    Args:
        dossier: with quotations and utterances.
        texts: its words.
        say: phrases of the interface.
        wanted: ids of the only quotations that are shown; the numbers of utterances are those of the whole dossier.
    """
    by_id = {q.id: q for q in dossier.quotations}
    utterances = {u.id: u for u in dossier.utterances}
    groups = [(u.id, [by_id[i] for i in u.quotations if i in by_id]) for u in dossier.utterances]
    held = {q.id for _, group in groups for q in group}
    groups += [("", [q]) for q in dossier.quotations if q.id not in held]
    groups = sorted(
        (g for g in groups if g[1]), key=lambda g: (-len(g[1]), all(q.kind == "indirect" for q in g[1]), g[1][0].id)
    )
    places = {utterance: (number, group) for number, (utterance, group) in enumerate(groups, start=1)}
    views = []
    for number, (key, group) in enumerate(groups, start=1):
        shown = tuple(_variant(q, texts, say) for q in group if wanted is None or q.id in wanted)
        if shown:
            views.append(UtteranceView(number, key, shown, _echoes(utterances[key], places, say) if key else ""))
    return tuple(views)


def tabulate_quotations(
    dossier: DossierRecord, texts: Texts, say: Phrases, wanted: Container[str] | None = None
) -> Table:
    """The quotations board as a table: a row a quotation, the number and echoes of an utterance on its first."""
    rows = []
    for utterance in list_utterances(dossier, texts, say, wanted):
        for place, variant in enumerate(utterance.variants):
            first = place == 0
            cells = (
                Cell(str(utterance.number) if first else ""),
                Cell(variant.speaker),
                Cell(f"{variant.phrase}, {variant.doubt}"),
                quoted_cell(variant.words),
                Cell(variant.chain),
                Cell(variant.report),
                Cell(utterance.echoes if first else ""),
            )
            rows.append(Row(cells, variant.id))
    columns = (
        say("No."),
        say("Speaker"),
        say("Kind, confidence"),
        say("Words of the report"),
        say("Through"),
        say("Report"),
        say("Echoed in"),
    )
    return Table("quotations", say("Quotations"), columns, tuple(rows))


def _rank(group: tuple[str, Sequence[Quotation]]) -> tuple[int, bool, str]:
    """What most quotations give sorts first, and of that what some give in the very words."""
    quotations = group[1]
    return -len(quotations), all(q.kind == "indirect" for q in quotations), quotations[0].id


def _echoes(utterance: Utterance, places: Mapping[str, tuple[int, Sequence[Quotation]]], say: Phrases) -> str:
    """The rows that echo an utterance, each with its speaker and the rule."""
    others = sorted(places[echo] for echo in utterance.echoes if echo in places)
    return "; ".join(
        f"{number} ({_speaker(group, say)}, {rule_phrase(_echo_rule(utterance, group), say)})"
        for number, group in others
    )


def _echo_rule(utterance: Utterance, others: Sequence[Quotation]) -> str:
    """The rule by which quotations of another utterance echo this one."""
    places: Mapping[str, list[Quotation]] = {q.article: [o for o in others if o.article == q.article] for q in others}
    for evidence in utterance.because:
        for at in evidence.spans:
            if at.article in places and any(q.content.contains(at.span) for q in places[at.article]):
                return evidence.rule
    return "echo"


def _speaker(group: Sequence[Quotation], say: Phrases) -> str:
    return next((q.speaker.name for q in group if q.speaker), say("no speaker named"))


def _variant(quotation: Quotation, texts: Texts, say: Phrases) -> Variant:
    cue = quotation.cue
    return Variant(
        id=quotation.id,
        speaker=_speaker([quotation], say),
        kind=quotation.kind,
        phrase=kind_phrase(quotation, say),
        doubt=doubt_phrase(quotation, say),
        words=texts.quoted(quotation),
        pieces=tuple(_pieces(quotation, texts)),
        cue=None if cue is None else texts.words(replace(quotation.located, start=cue.start, end=cue.end)),
        chain=chain_phrase(quotation),
        report=texts.label(quotation.article),
    )


def _pieces(quotation: Quotation, texts: Texts) -> Iterator[tuple[str, bool]]:
    """The content cut at its literal pieces; together they are exactly the content."""
    content, position = quotation.located, quotation.content.start
    for fragment in sorted(quotation.fragments if quotation.kind == "mixed" else ()):
        if position <= fragment.start < fragment.end <= content.end:
            if fragment.start > position:
                yield texts.words(replace(content, start=position, end=fragment.start)).text, False
            yield texts.words(replace(content, start=fragment.start, end=fragment.end)).text, True
            position = fragment.end
    if position < content.end:
        yield texts.words(replace(content, start=position)).text, False
