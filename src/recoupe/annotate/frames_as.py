"""Reports that a conjunction of manner opens: `As Ms Orrin put it, "…"`, `…, as the company said in May`.

Rule
    ``as-report``: what the report sets off, with its speaker before the verb, or after the preposition of the agent
    (`as reported by the Herald`).
"""

from __future__ import annotations

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.contents import content_end
from recoupe.annotate.cues import Cue
from recoupe.annotate.phrases import Tokens, phrase_after, subject_before

_LONGEST_ADJUNCT = 24
"""Tokens between the verb of such a report and the comma that ends it."""

_NEAR = 4
"""Code points between quoted words and such a report: a mark and a space."""


def as_frame(sentence: Sentence) -> None:
    """Propose what reports with a conjunction of manner report; their cues take no other frame."""
    for cue in sentence.cues:
        if cue.form == "noun" or cue.interposed or cue.region >= 0 or not cue.takes("clause", "marks"):
            continue
        opener, speaker = _report(sentence, cue)
        if speaker is not None and _propose(sentence, cue, opener, speaker):
            cue.interposed = True


def _report(sentence: Sentence, cue: Cue) -> tuple[int, Tokens | None]:
    """The conjunction that opens the report of a cue, and its speaker; None when there is no such report."""
    shape, grammar = sentence.shape, sentence.grammar
    by = cue.last
    if cue.first > cue.low and shape.words[cue.first - 1] in grammar.words.as_:
        if by < cue.high and shape.words[by] in grammar.words.by:
            return cue.first - 1, phrase_after(shape, by + 1, cue.high, grammar)
        return cue.first - 1, None
    if cue.form != "finite" or cue.passive:
        return 0, None
    subject = subject_before(shape, cue.first, cue.low, grammar)
    if subject is None or subject[0] <= cue.low or shape.words[subject[0] - 1] not in grammar.words.as_:
        return 0, None
    if shape.words[subject[0]] in grammar.words.first_person:
        return 0, None
    return subject[0] - 1, subject


def _propose(  # noqa: PLR0911 - one return for each place of the words reported
    sentence: Sentence, cue: Cue, opener: int, speaker: Tokens
) -> bool:
    shape = sentence.shape
    last = max(cue.last, speaker[1])
    stop = next((k for k in range(last, cue.high) if shape.letters[k] in ',.:"'), cue.high)
    if stop - last > _LONGEST_ADJUNCT or set(shape.letters[last:stop]) & set("VXq"):
        return False
    opens = opener == cue.low or (opener == cue.low + 1 and shape.letters[cue.low] in "CB")
    goes_on = stop < cue.high - 2 and shape.words[stop] in (",", ":") and shape.has_verb(stop, cue.high)
    if opens:
        if not goes_on:
            return False
        end = content_end(sentence, stop + 1, cue.high, cue)
        return sentence.propose(shape.span(stop + 1, end), "as-report", 0.85, cue, speaker)
    if shape.letters[opener - 1] not in ',-"' or not (goes_on or shape.has_verb(cue.low, opener)):
        return False
    quoted = next((r for r in shape.regions if 0 <= shape.tokens[opener].start - r.end < _NEAR), None)
    if quoted is not None:
        return sentence.propose((quoted.start, quoted.inner_end), "as-report", 0.85, cue, speaker)
    following = sentence.region_at(shape.tokens[stop + 1].start) if stop + 1 < cue.high else None
    if following is not None and not shape.has_verb(shape.at(following.end), cue.high):
        return sentence.propose((following.start, following.inner_end), "as-report", 0.85, cue, speaker)
    end = cue.high if goes_on else opener
    return sentence.propose(shape.span(cue.low, end), "as-report", 0.75, cue, speaker)
