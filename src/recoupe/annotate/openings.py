"""Where the words said begin: at a complementiser, or at a subject that its verb follows."""

from __future__ import annotations

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.cues import Cue
from recoupe.annotate.grammar import Grammar
from recoupe.annotate.phrases import phrase_after
from recoupe.annotate.shapes import Shape

_ASIDE = 16
"""Tokens of the longest aside."""


def aside_end(shape: Shape, start: int) -> int:
    """The token after an aside without a verb that two commas set off; `start` itself when none begins there."""
    close = _comma_after(shape, start)
    return start if close is None or '"' in shape.letters[start:close] else close + 1


def _comma_after(shape: Shape, start: int) -> int | None:
    """The comma that closes an aside without a verb which a comma opens at a token; None when none does."""
    if shape.words[start : start + 1] != [","]:
        return None
    close = next((k for k in range(start + 1, min(len(shape.words), start + _ASIDE)) if shape.words[k] == ","), None)
    return None if close is None or set(shape.letters[start:close]) & set("VXwq") else close


def find_complementiser(  # noqa: PLR0911 - a walk that stops where a rule decides
    shape: Shape, start: int, high: int, grammar: Grammar, gap: int = 16, asked: int = 2
) -> int | None:
    """The token that opens a content clause after a cue, or None; an embedded question within `asked` tokens."""
    words = grammar.words
    close = _comma_after(shape, start)
    if close is not None and not words.complementiser.isdisjoint(shape.words[close + 1 : close + 2]):
        return close + 1  # `a estimé, « avec prudence », que …`
    for position in range(start, min(high, start + gap)):
        word, letter = shape.words[position], shape.letters[position]
        if word in words.degree:
            return None  # what follows is the measure: `so many that …`
        if word in words.complementiser and letter in "qswRDB":
            if position > start and shape.words[position - 1] in words.no_clause_after:
                return None
            return None if position > start and _qualifies(shape, position, grammar) else position
        near = position - start < (2 if letter == "w" else asked) or position == aside_end(shape, start)
        if word in words.embedded and letter in "qsRBw" and near:
            return position
        if letter == "V" and position > start and shape.letters[position - 1 : position + 2] in ("DVN", "DVA"):
            continue  # a participle that qualifies a noun: `told an invited crowd that …`
        if letter in "VXwI:." or shape.words[position] == ";" or (letter == '"' and position > start):
            return None
    return None


def _qualifies(shape: Shape, position: int, grammar: Grammar) -> bool:
    """Whether the word that may open a clause opens a relative one, or stands before its noun: `a raid that failed`."""
    if grammar.forms.inverted_subject:
        return False
    letters = shape.letters
    after = position + 1
    if letters[position] == "D" and letters[after : after + 1] in ("N", "A"):
        return True
    while after < len(letters) and letters[after] in "Bn":
        after += 1
    return letters[position] == "w" and letters[after : after + 1] in ("V", "X")


def opening_of(sentence: Sentence, cue: Cue, start: int, gap: int = 16) -> int | None:
    """The token that opens the content clause of a cue: no other cue stands before it."""
    asked = gap if cue.takes("address_clause", "interrogative") and not sentence.grammar.forms.inverted_subject else 2
    opening = find_complementiser(sentence.shape, start, cue.high, sentence.grammar, gap, asked)
    if opening is None or any(start <= c.main < opening for c in sentence.cues if c.form != "noun"):
        return None
    return opening


def is_clause(  # noqa: PLR0911 - one return for each way in which a clause begins
    shape: Shape, start: int, end: int, grammar: Grammar, cue: Cue
) -> bool:
    """Whether a subject stands at a token, and its verb after it.

    An infinitive or a participle may stand between them; where the cue takes noun phrases too, it shows one of those.
    """
    letters = shape.letters
    if letters[start] in 'n"':
        return True
    if letters[start] == "B":
        return letters[start:end].lstrip("B")[:1] in ("V", "X")
    if letters[start] == "c":
        return start + 1 < end and letters[start + 1] in "VXnB"
    subject = phrase_after(shape, start, end, grammar)
    if subject is None:
        return False
    after = subject[1]
    while after < end and letters[after] in "Bn":
        after += 1
    if after >= end or letters[after] == ".":
        return False
    if letters[after] == '"':
        return True
    if letters[after] in "GI":
        verb = next((k for k in range(after, end) if letters[k] in "VXwqs,"), end)
        return not cue.takes("object") and verb < end and letters[verb] in "VX"
    return grammar.forms.inverted_subject or _verb_follows(shape, after, end, grammar)


def _verb_follows(shape: Shape, start: int, end: int, grammar: Grammar) -> bool:
    """Whether the verb of a subject follows, over what may qualify the subject: a phrase or a relative clause."""
    letters = shape.letters
    relative = False
    position = start
    while position < end:
        letter = letters[position]
        if letter in "VX":
            if not relative:
                return True
            relative = False
            while position + 1 < end and letters[position + 1] in "VXBnIc":
                position += 1
        elif letter == "w":
            relative = True
        elif letter in "qs" or shape.words[position] in grammar.words.subordinator:
            return letter == "q" and position == start  # the tagger took the verb for a noun of the subject
        elif letter == "," and letters[position + 1 : position + 2] in ("G", "X", "V", "C"):
            closing = letters.find(",", position + 1, end)
            return closing > 0 and letters[closing + 1 : end].lstrip("Bn")[:1] in ("V", "X")
        position += 1
    return False
