"""Units: the sentences that frames read together.

Unit
    A sentence, or several where a report and the words it reports stand in two: a report that follows quoted words
    that end a sentence themselves (`"Why?" Ms Orrin asked.`), a name that signs quoted words after a dash, and a
    report with a colon before quoted words that open the next line.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby

from recoupe.annotate.cues import Cue, find_cues
from recoupe.annotate.grammar import Grammar
from recoupe.annotate.marks import Region
from recoupe.annotate.phrases_before import subject_before
from recoupe.annotate.shapes import MAX_TOKENS, Shape, shape_of
from recoupe.model.annotation import Token
from recoupe.text.normalize import DASHES

Unit = tuple[Token, ...]

_LONGEST_REPORT = 60
"""Tokens of the longest sentence that may be a report and nothing else."""


def cut_units(text: str, tokens: tuple[Token, ...], regions: tuple[Region, ...], grammar: Grammar) -> Iterator[Unit]:
    """The units of an article, in order.

    Args:
        text: of the document.
        tokens: of the article, in order.
        regions: its outermost marked regions, by start.
        grammar: of its language.
    """
    opened = {region.start: region for region in regions}
    closed = [region.end for region in regions]
    unit: Unit = ()
    for _, group in groupby(tokens, key=lambda token: token.sentence):
        sentence = tuple(group)
        if 0 < len(unit) < MAX_TOKENS and (
            _is_inside(unit, sentence, regions)
            or _introduces(text, unit, sentence, opened)
            or _is_signed(text, unit, sentence, closed)
            or _is_reported(text, unit, sentence, regions, closed, grammar)
        ):
            unit += sentence
            continue
        if unit:
            yield unit
        unit = sentence
    if unit:
        yield unit


def _is_inside(unit: Unit, sentence: Unit, regions: tuple[Region, ...]) -> bool:
    """Whether the quoted words that a unit opens with go on through the next sentence."""
    index = bisect_left(regions, sentence[0].start, key=lambda region: region.start) - 1
    return index >= 0 and regions[index].start == unit[0].start and sentence[0].start < regions[index].inner_end


def _introduces(text: str, unit: Unit, sentence: Unit, opened: dict[int, Region]) -> bool:
    """Whether a unit ends with a colon, and quoted words follow it."""
    return text[unit[-1].end - 1] == ":" and sentence[0].start in opened


def _is_signed(text: str, unit: Unit, sentence: Unit, closed: list[int]) -> bool:
    """Whether a unit ends with quoted words, and a dash follows them on the same line."""
    dash = text[sentence[0].start : sentence[0].end]
    if dash.strip(DASHES) or len(sentence) > _LONGEST_REPORT or "\n" in text[unit[-1].end : sentence[0].start]:
        return False
    index = bisect_left(closed, unit[-1].end)
    return index < len(closed) and closed[index] == unit[-1].end


def _is_reported(
    text: str, unit: Unit, sentence: Unit, regions: tuple[Region, ...], closed: list[int], grammar: Grammar
) -> bool:
    """Whether a unit is quoted words and nothing else, and the next sentence, on the same line, reports them."""
    if not grammar.forms.subject_verb_after_marks or len(sentence) > _LONGEST_REPORT:
        return False
    index = bisect_left(closed, unit[-1].end)
    if index == len(closed) or closed[index] != unit[-1].end or "\n" in text[unit[-1].end : sentence[0].start]:
        return False
    region = regions[index]
    if region.start > unit[0].start or text[region.inner_end - 1] not in ".!?…,-—":
        return False
    near = tuple(r for r in regions[index + 1 : index + 10] if r.start < sentence[-1].end)
    return _is_report(shape_of(text, sentence, near, grammar), grammar)


def _is_report(shape: Shape, grammar: Grammar) -> bool:
    """Whether a sentence begins with a subject and a verb of saying, and reports nothing itself."""
    cue = next((c for c in find_cues(shape, grammar) if c.form == "finite" and c.takes("marks")), None)
    if cue is None or cue.passive or cue.region >= 0:
        return False
    subject = subject_before(shape, cue.first, 0, grammar)
    return subject is not None and subject[0] == 0 and not _reports(shape, cue, grammar)


def _reports(shape: Shape, cue: Cue, grammar: Grammar) -> bool:
    """Whether the words reported follow the cue."""
    last = cue.last
    if last >= len(shape.tokens):
        return False
    if shape.words[last] in grammar.words.complementiser | grammar.words.embedded:
        return True
    stop = next((k for k in range(last, len(shape.tokens)) if shape.letters[k] in ',.":'), len(shape.tokens))
    introduced = '"' in shape.letters[stop : stop + 2] or shape.letters[stop : stop + 1] == ":"
    return introduced or shape.has_verb(last, stop)
