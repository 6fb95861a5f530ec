"""Verb groups: a verb with its auxiliaries, clitics, negation and inner adverbs, read from right to left."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.annotate.grammar import Grammar
from recoupe.annotate.shapes import Shape

_LONGEST = 10
"""Tokens between an auxiliary and its verb: enough for an adverbial phrase between commas."""


@dataclass(slots=True)
class VerbGroup:
    """What stands before a cue verb: the group's first token and what it says of the form."""

    first: int
    found: bool = False
    passive: bool = False
    inverted: int | None = None
    gerund: bool = False
    unsaid: bool = False


def group_before(shape: Shape, index: int, grammar: Grammar) -> VerbGroup:
    """Read the verb group leftwards from its verb: auxiliaries, inner adverbs, clitics."""
    group = VerbGroup(first=index)
    position = index - 1
    steps = 0
    commas = 0
    pending = index
    while position >= 0 and steps < _LONGEST:
        letter = shape.letters[position]
        if letter == "X" or (letter in "VG" and shape.tokens[position].lemma in grammar.words.semi_auxiliary):
            if not _takes_auxiliary(shape, position, pending, group, grammar):
                break
            pending = position
        elif letter == "i":
            group.inverted = position
        elif letter == ",":
            commas += 1
            if commas > 2 or group.found:
                break
        elif not (letter in "Bcn" or (letter in "EDNA" and commas == 1) or _marker(shape, position, grammar)):
            break
        position -= 1
        steps += 1
    if group.found and shape.letters[pending + 1 : index].count(",") == 1:
        group = VerbGroup(first=index)  # an aside within a group stands between two commas
    if group.found:
        group.first = pending
    else:
        group.inverted = None
    while group.first > 0 and shape.letters[group.first - 1] in "cn":
        group.first -= 1
    return group


def _marker(shape: Shape, position: int, grammar: Grammar) -> bool:
    words = grammar.words
    return shape.words[position] in words.infinitive_marker or shape.words[position] in words.address_marker


def _takes_auxiliary(shape: Shape, position: int, index: int, group: VerbGroup, grammar: Grammar) -> bool:
    """Whether the auxiliary at `position` belongs to the verb at `index`, which may be another auxiliary.

    It notes what the auxiliary says of the form.
    """
    words, lemma = grammar.words, shape.tokens[position].lemma
    between = shape.letters[position + 1 : index]
    infinitive = shape.letters[index] == "I" or not grammar.forms.infinitive_is_lemma
    if lemma in words.semi_auxiliary and lemma not in words.have and lemma not in words.be:
        if not infinitive or set(between) - set("BcnicE,IX"):
            return False
        group.unsaid = group.unsaid or lemma in words.semi_excluded
        group.gerund = shape.letters[position] == "G"
    elif lemma in words.have:
        if shape.letters[index] == "I" and grammar.forms.infinitive_is_lemma:
            return False
    elif lemma in words.be and shape.letters[index] != "I":
        reflexive = any(w in words.reflexive for w in shape.words[max(0, position - 2) : position])
        group.passive = group.passive or not (reflexive or shape.letters[index] == "G" or group.found)
        group.gerund = False
    else:
        return False
    group.found = True
    return True


def opens_infinitive(shape: Shape, group: VerbGroup, index: int) -> bool:
    """Whether a group opens with an auxiliary in the infinitive: `après avoir affirmé`."""
    first = next((k for k in range(group.first, index) if shape.letters[k] not in "ncB"), index)
    return first < index and shape.letters[first] in "XI" and shape.words[first] == shape.tokens[first].lemma


def is_negated(shape: Shape, first: int, main: int, last: int, grammar: Grammar) -> bool:
    """Whether the group says that nobody said it."""
    words = grammar.words
    around = shape.words[max(0, first - 1) : min(len(shape.words), last + 1)]
    if not grammar.forms.infinitive_is_lemma:
        return any(word in words.negator for word in shape.words[first:main])
    return any(word in words.negation for word in around) and any(word in words.negator for word in around)


def is_undone(shape: Shape, first: int, grammar: Grammar) -> bool:
    """Whether a preposition says that it does not happen: `without saying`."""
    return first > 0 and shape.words[first - 1] in grammar.words.unsaid
