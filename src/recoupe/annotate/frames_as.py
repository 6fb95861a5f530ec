"""Reports that a conjunction of manner opens: `As Ms Orrin put it, "…"`, `…, as the company said in May`.

Rules
    ``as-report`` what the report sets off, with its speaker before the verb, or after the preposition of the agent
    (`as reported by the Herald`); ``as-clause`` the same where a pronoun stands for what is said (`comme l'a dit X`).
"""

from __future__ import annotations

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.contents import content_end
from recoupe.annotate.cues import Cue
from recoupe.annotate.phrases import Tokens, phrase_after, subject_after
from recoupe.annotate.phrases_before import subject_before

_LONGEST_ADJUNCT = 24
"""Tokens between the verb of such a report and the comma that ends it."""

_NEAR = 4
"""Code points between quoted words and such a report: a mark and a space."""


def as_frame(sentence: Sentence) -> None:
    """Propose what reports with a conjunction of manner report; their cues take no other frame."""
    if sentence.grammar.words.said_pronoun:
        _pronominal_frame(sentence)
        return
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


def _pronominal_frame(sentence: Sentence) -> None:
    """`Comme l'explique X, …`, `…, comme l'a dit X`: the clause that the comparison is set in is the content."""
    shape, grammar = sentence.shape, sentence.grammar
    for cue in sentence.cues:
        if cue.interposed or cue.region >= 0 or not cue.takes("clause", "marks") or shape.letters[cue.first] != "c":
            continue
        if (
            shape.words[cue.main - 1 if shape.letters[cue.main - 1] == "c" else cue.first]
            not in grammar.words.said_pronoun
        ):
            continue
        subject = subject_before(shape, cue.first, cue.low, grammar)
        opening = (subject[0] if subject else cue.first) - 1
        if subject is None or opening < 0 or shape.words[opening] not in grammar.words.as_:
            opening, subject = cue.first - 1, subject_after(shape, cue.last, cue.high, grammar)
        if subject is None or opening < 0 or shape.words[opening] not in grammar.words.as_:
            continue
        cue.interposed, cue.subject = True, subject
        _compared(sentence, cue, opening, max(cue.last, subject[1]))


def _compared(sentence: Sentence, cue: Cue, opening: int, tail: int) -> None:
    """Propose the clause before a comparison, or the one after it where nothing stands before."""
    shape = sentence.shape
    after = tail + 1 if shape.words[tail : tail + 1] == [","] else tail
    if not set(shape.letters[:opening]) - set("CB,"):
        if after < len(shape.tokens) - 1:
            end = content_end(sentence, after, len(shape.tokens), cue)
            sentence.propose(shape.span(after, end), "as-clause", 0.8, cue, cue.subject)
        return
    if shape.words[opening - 1] != "," and shape.letters[opening - 1] != '"':
        return
    goes_on = shape.words[tail : tail + 1] == [","] and shape.has_verb(after, len(shape.tokens))
    if goes_on and not shape.has_verb(0, opening):
        sentence.propose((shape.start, shape.end), "as-clause", 0.7, cue, cue.subject)
        return
    before = [r for r in shape.regions if r.start >= shape.start and 0 <= shape.tokens[opening].start - r.end < 4]
    start = before[-1].start if before else shape.start
    sentence.propose((start, shape.tokens[opening - 1].end), "as-clause", 0.75, cue, cue.subject)
