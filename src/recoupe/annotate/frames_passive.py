"""Cues in the passive: what is said stands before them, or after them without a speaker before.

Rules
    ``passive`` `the closure was announced by X`; ``passive-clause`` `it was announced that …`, `he was told that …`;
    ``passive-infinitive`` `the pier is said to be unsafe`; ``address`` `he was accused of …`.
    The speaker is the agent, where one is named.
"""

from __future__ import annotations

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.contents import content_end
from recoupe.annotate.cues import Cue
from recoupe.annotate.frames_complements import address_frame
from recoupe.annotate.openings import opening_of
from recoupe.annotate.phrases import Tokens, phrase_after

_NEAR = 5
"""Tokens between the verb and its agent."""


def passive_frames(sentence: Sentence, cue: Cue) -> None:
    """Propose what a cue in the passive reports."""
    shape, grammar = sentence.shape, sentence.grammar
    if cue.last >= cue.high:
        return
    if grammar.forms.inverted_subject and cue.takes("address", "object_marked") and not cue.takes("passive"):
        _judgement(sentence, cue)
        return
    if cue.takes("address", "address_gerund"):
        charge = next((k for k in range(cue.last, min(cue.high, cue.last + _NEAR)) if _charges(sentence, k)), None)
        if charge is not None:
            end = content_end(sentence, charge + 1, cue.high, cue, noun=True)
            sentence.propose(shape.span(charge + 1, end), "address", 0.7, cue, _agent(sentence, cue, charge))
        return
    agent = _agent(sentence, cue, cue.high)
    if cue.takes("passive") and agent is not None and cue.subject is not None:
        span = shape.span(cue.subject[0], max(cue.subject[1], cue.first))
        sentence.propose(span, "passive", 0.7, cue, agent)
        return
    impersonal = cue.subject is not None and shape.words[cue.subject[0]] in grammar.words.impersonal_subject
    if not cue.takes("clause") or (grammar.forms.infinitive_is_lemma and not impersonal):
        return
    opening = opening_of(sentence, cue, cue.last, _NEAR if impersonal else 2 * _NEAR)
    if opening is not None and opening + 2 < cue.high:
        start = opening + (shape.words[opening] not in grammar.words.embedded)
        end = content_end(sentence, start, cue.high, cue)
        sentence.propose(shape.span(start, end), "passive-clause", 0.65, cue, agent)
    elif cue.subject is not None and _infinitive(sentence, cue):
        end = content_end(sentence, cue.last + 1, cue.high, cue, noun=True)
        sentence.propose(shape.span(cue.subject[0], end), "passive-infinitive", 0.6, cue, agent)


def _judgement(sentence: Sentence, cue: Cue) -> None:
    """`a été accusé par X de …`, `a été qualifié de « … » par X`: the agent stands on either side of the charge."""
    shape, grammar = sentence.shape, sentence.grammar
    cue.subject = _agent(sentence, cue, cue.high)
    after = cue.subject[1] if cue.subject else cue.last
    if not grammar.words.genitive.isdisjoint(shape.words[cue.last : cue.last + 1]):
        by = next((k for k in range(cue.last, cue.high) if shape.words[k] in grammar.words.by), None)
        if by is not None and shape.inside[by] == cue.region:
            cue.subject, after = phrase_after(shape, by + 1, cue.high, grammar), cue.last
            cue.high = by
    if address_frame(sentence, cue, after) or not cue.takes("object_marked"):
        return
    start = after + (not grammar.words.genitive.isdisjoint(shape.words[after : after + 1]))
    region = sentence.region_at(shape.tokens[start].start) if start < cue.high else None
    if region is None:
        return
    end = shape.at(region.end)
    if cue.subject is None and not grammar.words.by.isdisjoint(shape.words[end : end + 1]):
        cue.subject = phrase_after(shape, end + 1, cue.high, grammar)
    sentence.propose((region.start, region.end), "object-marked", 0.7, cue, cue.subject)


def _charges(sentence: Sentence, position: int) -> bool:
    """Whether the preposition of a charge stands at a token, with the charge after it."""
    shape, grammar = sentence.shape, sentence.grammar
    if shape.words[position] not in grammar.words.genitive or position + 1 >= len(shape.tokens):
        return False
    return shape.letters[position + 1] in ("IX" if grammar.forms.infinitive_is_lemma else "GDNAP")


def _infinitive(sentence: Sentence, cue: Cue) -> bool:
    shape, words = sentence.shape, sentence.grammar.words
    if cue.last + 1 >= cue.high or shape.words[cue.last] not in words.infinitive_marker:
        return False
    return cue.takes("passive_infinitive") and shape.letters[cue.last + 1] in "IVXB"


def _agent(sentence: Sentence, cue: Cue, high: int) -> Tokens | None:
    """Who did it: the noun phrase after the preposition of the agent, near the verb."""
    shape, words = sentence.shape, sentence.grammar.words
    near = range(cue.last, min(high, cue.high, cue.last + _NEAR))
    by = next((k for k in near if shape.words[k] in words.by), None)
    if by is None or set(shape.letters[cue.last : by]) & set("VX,.:"):
        return None
    return phrase_after(shape, by + 1, cue.high, sentence.grammar)
