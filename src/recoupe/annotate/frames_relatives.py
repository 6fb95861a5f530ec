"""Reports inside a relative clause without a noun: `between what X says it will do and …`, `what X called a farce`.

Rule
    ``what-clause``: the whole clause is the content.
"""

from __future__ import annotations

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.cues import Cue
from recoupe.annotate.phrases_before import subject_before


def what_frame(sentence: Sentence) -> None:
    """Propose the clauses that a question word opens right before the subject of a cue."""
    shape, words = sentence.shape, sentence.grammar.words
    if sentence.grammar.forms.inverted_subject:
        return
    for cue in sentence.cues:
        judges = cue.takes("predicate", "object_as", "object_marked")
        if cue.form != "finite" or cue.interposed or cue.region >= 0 or not (judges or cue.takes("bare")):
            continue
        subject = subject_before(shape, cue.first, cue.low, sentence.grammar)
        opener = subject[0] - 1 if subject is not None else -1
        if subject is None or opener < cue.low or shape.words[opener] not in words.free:
            continue
        if shape.letters[opener] not in "RBDqs" or shape.words[subject[0]] in words.first_person:
            continue
        end = _judged(sentence, cue) if judges and not cue.takes("bare") else _said(sentence, cue, opener)
        if end > cue.last and sentence.propose(shape.span(opener, end), "what-clause", 0.82, cue, subject):
            cue.interposed = True


def _said(sentence: Sentence, cue: Cue, opener: int) -> int:
    """Where the clause of a verb of saying ends: before the main verb, or with the clause that it holds."""
    shape = sentence.shape
    held = shape.has_verb(cue.low, opener) or shape.letters[opener - 1 : opener] == "E"
    said = not held
    for position in range(cue.last, cue.high):
        letter = shape.letters[position]
        if letter in ',C-:;."' or shape.words[position] in sentence.grammar.words.subordinator:
            return position if said else 0
        if letter in "VX" and said and (shape.letters[position - 1] not in "VXBnI" or position == cue.last):
            return position
        said = said or letter in "VX"
    return cue.high if said and held else 0


def _judged(sentence: Sentence, cue: Cue) -> int:
    """Where a judgement ends: with its quoted words, or before the next mark or verb."""
    shape = sentence.shape
    near = next((r for r in shape.regions if r.start >= shape.tokens[cue.main].end), None)
    for position in range(cue.last, cue.high):
        if near is not None and shape.tokens[position].start >= near.end:
            return position
        if shape.inside[position] < 0 and shape.letters[position] in ",C-:;.VXwqs":
            return position
    return cue.high
