"""Judgements: a verb of calling or portraying, whom it judges, and what it calls him.

Rules
    ``object-as`` the judgement stands after a preposition of manner (`portrayed the mayor as a bully`); ``predicate``
    it stands right after its object (`called the plan a mistake`). The content is the object with the judgement.
"""

from __future__ import annotations

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.contents import content_end
from recoupe.annotate.cues import Cue
from recoupe.annotate.phrases import phrase_after

_REACH = 16
"""Tokens from the verb in which its object ends."""


def predicate_frames(sentence: Sentence, cue: Cue, after: int) -> bool:
    """Propose a judgement on somebody or something; False when the cue makes none.

    Args:
        sentence: with its cues.
        cue: with its subject.
        after: the token after its verb group.
    """
    if cue.subject is None or cue.region >= 0 or after >= cue.high:
        return False
    if sentence.shape.letters[after] not in "DNPAMRc":
        return False
    if cue.takes("object_as") and _as_after(sentence, cue, after):
        return _propose(sentence, cue, after, "object-as")
    if cue.takes("predicate") and _named_after(sentence, cue, after):
        return _propose(sentence, cue, after, "predicate")
    return False


def _propose(sentence: Sentence, cue: Cue, after: int, rule: str) -> bool:
    end = content_end(sentence, after, cue.high, cue, noun=True)
    return end > after + 1 and sentence.propose(sentence.shape.span(after, end), rule, 0.7, cue, cue.subject)


def _as_after(sentence: Sentence, cue: Cue, after: int) -> bool:
    """Whether a preposition of manner follows the object, with no verb and no mark before it."""
    shape, grammar = sentence.shape, sentence.grammar
    for position in range(after + 1, min(cue.high - 1, after + _REACH)):
        if shape.words[position] in grammar.words.as_:
            return _judges(sentence, cue, position + 1)
        if shape.letters[position] in "VXqws,.:G":
            return False
    return False


def _judges(sentence: Sentence, cue: Cue, start: int) -> bool:
    """Whether a judgement follows the preposition, and no clause of time: `saw the mayor as he left`."""
    shape, grammar = sentence.shape, sentence.grammar
    if shape.words[start] in grammar.words.as_ or shape.letters[start] in "BRcE":
        return False
    phrase = phrase_after(shape, start, cue.high, grammar, apposition=False)
    return phrase is None or shape.letters[phrase[1] : phrase[1] + 1] not in ("V", "X")


def _named_after(sentence: Sentence, cue: Cue, after: int) -> bool:
    """Whether a second noun phrase, or an adjective after a pronoun, follows the object."""
    shape, grammar = sentence.shape, sentence.grammar
    letters = shape.letters
    if letters[after] in "Rc" and letters[after + 1 : after + 2] in ("A", "D", "P", "N"):
        return after + 1 < cue.high and shape.words[after + 1] not in grammar.words.time
    for position in range(after + 1, min(cue.high - 1, after + _REACH)):
        if letters[position] in "VXqws,.:GCI":
            return False
        article = letters[position] == "D" and shape.words[position] in grammar.words.article
        if article and letters[position - 1] in "NP)" and shape.words[position + 1] not in grammar.words.time:
            return True
    return False
