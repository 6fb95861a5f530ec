"""Who speaks where the cue has no subject of its own: with participles, coordinated verbs and nouns of saying."""

from __future__ import annotations

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.cues import Cue
from recoupe.annotate.holders import can_speak
from recoupe.annotate.phrases import Tokens, phrase_after
from recoupe.annotate.phrases_before import subject_before


def shared_subject(sentence: Sentence, cue: Cue) -> Tokens | None:
    """The subject of the clause that a participle or a coordinated verb hangs on; None when there is none.

    A participle that no mark sets off, and a coordinated verb where no report has come before, take the nearest verb's
    subject; the rest take that of the main clause.
    """
    shape = sentence.shape
    before = shape.letters[cue.first - 1] if cue.first > cue.low else ""
    opens = cue.first == cue.low or (cue.first == cue.low + 1 and before in ("C", "s", "E"))
    if sentence.grammar.forms.inverted_subject:
        return _around(sentence, cue, before)
    if cue.form == "gerund" and opens:
        return _subject_after(sentence, cue)
    close = before in ("N", "P", ")") if cue.form == "gerund" else sentence.main is None
    if close:
        return _nearest_subject(sentence, cue) or sentence.main
    return sentence.main if cue.region < 0 and sentence.main else _first_subject(sentence, cue)


def _around(sentence: Sentence, cue: Cue, before: str) -> Tokens | None:
    """The subject in a language with free participles and infinitives of purpose.

    A participle right after a noun has it for its subject; an infinitive takes the nearest subject that can speak; what
    opens the sentence takes the subject of the main clause after it.
    """
    shape, grammar = sentence.shape, sentence.grammar
    if cue.form == "gerund" and before in ("A", "N", "P") and shape.letters[cue.main] == "G":
        return subject_before(shape, cue.first, cue.low, grammar)
    if shape.letters[cue.main] == "I":
        near = _nearest_subject(sentence, cue)
        if near is not None and can_speak(shape, near, grammar):
            return near
    main = sentence.main if cue.region < 0 else None
    return main or _first_subject(sentence, cue) or _later_subject(sentence, cue)


def _later_subject(sentence: Sentence, cue: Cue) -> Tokens | None:
    """The subject of the main clause after a participle that opens the sentence: `Rappelant X, le maire a dit …`."""
    shape = sentence.shape
    if cue.form != "gerund" or shape.has_verb(cue.low, cue.first):
        return None
    for comma in (k for k in range(cue.last, cue.high) if shape.words[k] == "," and shape.inside[k] == cue.region):
        verb = next((k for k in range(comma + 1, cue.high) if shape.letters[k] in "VX,"), None)
        if verb is None or shape.letters[verb] == ",":
            continue
        first = verb
        while first > comma + 1 and shape.letters[first - 1] in "ncB":
            first -= 1
        subject = subject_before(shape, first, comma + 1, sentence.grammar)
        if subject is not None and subject[0] == comma + 1:
            return subject
    return None


def heads_clause(sentence: Sentence, cue: Cue) -> bool:
    """Whether a finite cue is that of a main clause: in no relative clause, and in nothing that is reported."""
    shape = sentence.shape
    if sentence.grammar.forms.inverted_subject:
        return True
    if cue.first > cue.low and shape.letters[cue.first - 1] == "w":
        return False
    start = shape.tokens[cue.main].start
    return not any(c.start <= start < c.end for c in sentence.candidates)


def _verb_subject(sentence: Sentence, cue: Cue, position: int) -> Tokens | None:
    """The subject of the verb at a token."""
    shape = sentence.shape
    first = position
    while first > cue.low and shape.letters[first - 1] in "ncB":
        first -= 1
    return subject_before(shape, first, cue.low, sentence.grammar)


def _first_subject(sentence: Sentence, cue: Cue) -> Tokens | None:
    """The subject of the first verb before a cue; of the last one inside marks."""
    shape = sentence.shape
    verbs = [k for k in range(cue.low + 1, cue.first) if shape.letters[k] in "VX" and shape.inside[k] == cue.region]
    for position in verbs[::-1] if cue.region >= 0 else verbs:
        subject = _verb_subject(sentence, cue, position)
        if subject is not None:
            return subject
    return None


def _nearest_subject(sentence: Sentence, cue: Cue) -> Tokens | None:
    """The subject of the nearest verb before a cue that has one."""
    for position in range(cue.first - 1, cue.low, -1):
        if sentence.shape.letters[position] in "VX" and sentence.shape.inside[position] == cue.region:
            subject = _verb_subject(sentence, cue, position)
            if subject is not None:
                return subject
    return None


def _subject_after(sentence: Sentence, cue: Cue) -> Tokens | None:
    """The subject of the main clause after a participle that opens the sentence: `Lamenting the loss, X said …`."""
    shape = sentence.shape
    comma = next((k for k in range(cue.last, cue.high - 1) if shape.words[k] == "," and shape.inside[k] < 0), None)
    return phrase_after(shape, comma + 1, cue.high, sentence.grammar) if comma is not None else None


def possessor(sentence: Sentence, cue: Cue) -> Tokens | None:
    """Whose a noun of saying is: in `X a fait la promesse de …`, `X's earlier promise to …`, `his claim that …`."""
    shape, words = sentence.shape, sentence.grammar.words
    position = cue.first if sentence.grammar.forms.inverted_subject else cue.main
    while position > cue.low and shape.letters[position - 1] in "ANVP" and not sentence.grammar.forms.inverted_subject:
        position -= 1
    if position <= cue.low:
        return None
    if shape.words[position - 1] in words.possessive:
        return position - 1, position
    if shape.words[position - 1] in words.genitive:
        return subject_before(shape, position - 1, cue.low, sentence.grammar)
    return None


def noun_holder(sentence: Sentence, cue: Cue) -> Tokens | None:
    """Who says what a noun holds: its possessor, or the subject of the light verb that it completes."""
    shape, grammar = sentence.shape, sentence.grammar
    holder = possessor(sentence, cue)
    if holder is not None or grammar.forms.inverted_subject:
        return holder
    verb = next((k for k in range(cue.first - 1, cue.low, -1) if shape.letters[k] not in "DANPEM"), cue.low)
    if shape.letters[verb] in "VXGI" and shape.tokens[verb].lemma in grammar.words.light:
        return _verb_subject(sentence, cue, verb) or _nearest_subject(sentence, cue)
    return None


def is_relative(sentence: Sentence, opening: int) -> bool:
    """Whether the word that may open a content clause is the subject of a relative one: `a claim that was denied`."""
    shape = sentence.shape
    if sentence.grammar.forms.inverted_subject:
        return False
    after = opening + 1
    while after < len(shape.tokens) and shape.letters[after] in "Bn":
        after += 1
    return after >= len(shape.tokens) or shape.letters[after] in "VX"


def main_verb(sentence: Sentence, cue: Cue, start: int) -> int:
    """The token that the clause of a noun cannot pass: the main verb, where the noun is its subject.

    In `The claim that the pier is safe surprised us` the clause ends before `surprised`.
    """
    shape = sentence.shape
    if sentence.grammar.forms.inverted_subject or shape.has_verb(cue.low, cue.first):
        return cue.high
    said = False
    for position in range(start, cue.high):
        letter = shape.letters[position]
        if letter in "wqsC,":
            said = False if letter in "wqs" else said
        elif letter in "VX" and said and shape.letters[position - 1] not in 'VXBnIG"':
            return position
        said = said or letter in "VX"
    return cue.high
