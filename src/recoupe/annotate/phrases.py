"""Noun phrases after a cue: the speaker with his apposition, and who is named as the source.

Speaker
    The whole noun phrase that names who speaks, with its title and its apposition, as it stands.
"""

from __future__ import annotations

from recoupe.annotate.grammar import Grammar
from recoupe.annotate.shapes import Shape

Tokens = tuple[int, int]
"""Half-open range of token indices in a shape."""

MAX_PHRASE = 40
"""Tokens of the longest noun phrase; what is longer has run into the next clause."""

_BASE = "DNPAM"


def phrase_after(shape: Shape, start: int, high: int, grammar: Grammar, apposition: bool = True) -> Tokens | None:
    """The noun phrase or pronoun that starts at a token, with its apposition; None when none does."""
    if start >= high:
        return None
    letter = shape.letters[start]
    if letter == "R" and shape.words[start] in grammar.words.time:
        return None
    if letter == "R":
        return _pronoun_phrase(shape, start, high, grammar)
    if letter not in "DNPAM":
        return None
    end = _base_end(shape, start, high, grammar)
    if end is None:
        return None
    if apposition:
        end = _apposition_end(shape, end, high, grammar)
    while end > start and shape.letters[end - 1] in "CE,BD(":
        end -= 1
    return (start, end) if end > start else None


def _pronoun_phrase(shape: Shape, start: int, high: int, grammar: Grammar) -> Tokens:
    """A pronoun with its complement: `un de ses proches`, `certains d'entre eux`."""
    partitive = start + 2 < high and shape.words[start + 1] in grammar.words.genitive
    if partitive and shape.words[start] not in grammar.words.subject and shape.letters[start + 2] in "DNPA":
        end = _base_end(shape, start + 2, high, grammar)
        if end is not None:
            return (start, end)
    return (start, start + 1)


def _base_end(  # noqa: PLR0912 - one branch for each letter of a shape
    shape: Shape, start: int, high: int, grammar: Grammar
) -> int | None:
    """Where a noun phrase without apposition ends; None when it has no head."""
    words, letters = grammar.words, shape.letters
    head = False
    position = start
    while position < min(high, start + MAX_PHRASE):
        letter = letters[position]
        previous = letters[position - 1] if position > start else ""
        if letter in "NP" and head and shape.words[position] in words.time and previous != "E":
            break
        if letter == "D" and head and previous not in "ECP":
            break
        if letter in _BASE:
            head = head or letter in "NPM"
        elif letter == "E":
            if not _goes_on(shape, position, start, high, grammar):
                break
        elif letter == "C":
            after = letters[position + 1 : position + 3]
            if not after or after[0] not in "DNP" or (after[0] == "D" and "V" in after):
                break
        elif letter == "J" and head and position + 1 < high:
            if letters[position + 1] == "E" and shape.words[position + 1] not in words.genitive:
                break
        elif letter == "(" and head:
            close = letters.find(")", position, position + 12)
            if close < 0 or close >= high:
                break
            position = close
        else:
            break
        position += 1
    nominal = letters[start] == "A" or (letters[start] == "D" and letters[position - 1] == "A")
    return position if head or (nominal and position > start) or _article_alone(shape, start) else None


def _article_alone(shape: Shape, start: int) -> bool:
    return shape.letters[start] == "D" and shape.letters[start + 1 : start + 2] == "R"


def _goes_on(shape: Shape, position: int, start: int, high: int, grammar: Grammar) -> bool:
    """Whether a preposition inside a noun phrase belongs to it."""
    words = grammar.words
    if position + 1 >= high or shape.letters[position + 1] not in "DNPAMER":
        return False
    word = shape.words[position]
    stopped = grammar.stops.match(" ".join(shape.words[position : position + 4]).replace("' ", "'"))
    addressed = word in words.to and (shape.letters[position - 1] == "P" or _acronym(shape, position + 1))
    if stopped or addressed:
        return False
    if word in words.genitive:
        return True
    if shape.words[position + 1] in words.time:
        return False
    if word in words.phrase_end:
        return word in words.phrase_end_not_first and position - start <= 2
    return True


def _acronym(shape: Shape, position: int) -> bool:
    """Whether an acronym with its article starts at a token: those addressed so are agencies and stations."""
    if position < len(shape.tokens) and shape.letters[position] == "D":
        position += 1
    if position >= len(shape.tokens):
        return False
    token = shape.tokens[position]
    surface = shape.text[token.start : token.end]
    return len(surface) > 1 and surface.isupper()


def _apposition_end(shape: Shape, end: int, high: int, grammar: Grammar) -> int:
    """The end of a noun phrase with the apposition after it, which a comma or a bracket opens."""
    letters = shape.letters
    if end < high and letters[end] == "(":
        close = letters.find(")", end, end + 12)
        if 0 <= close < high:
            end = close + 1
    if end + 1 >= high or shape.words[end] != "," or letters[end + 1] not in "DNPAE":
        return end
    first = end + 1
    if letters[first] == "E":
        if shape.words[first] not in grammar.words.genitive:
            return end
        first += 1
    lowered = shape.words[first]
    if lowered in grammar.words.phrase_end or lowered in grammar.words.time or _source_at(shape, end + 1, grammar):
        return end
    stop = _base_end(shape, first, high, grammar)
    if stop is None:
        return end
    while stop > first and letters[stop - 1] in "CE,BD(":
        stop -= 1
    follows = letters[stop] if stop < len(letters) else "."
    return stop if stop >= high or follows in ',.":-()' or letters[stop] in "wGJXVE" else end


def _source_at(shape: Shape, position: int, grammar: Grammar) -> bool:
    from_here = " ".join(shape.words[position : position + 4]).replace("' ", "'")
    return grammar.according.match(from_here) is not None


def subject_after(  # noqa: PLR0911 - a walk that stops where a rule decides
    shape: Shape, start: int, high: int, grammar: Grammar
) -> Tokens | None:
    """The speaker that follows a verb group; adverbs, words of time and addressees are stepped over."""
    letters, words = shape.letters, grammar.words
    position = start
    for _ in range(6):
        if position >= high:
            return None
        letter = letters[position]
        if letter == "c" and not grammar.forms.inverted_subject:
            return None  # the verb has its object here, so that its subject does not follow
        if letter in "Bcn" or (letter in "NPB" and shape.words[position] in words.time):
            position += 1
        elif (
            letter == "D"
            and letters[position + 1 : position + 2] in ("N", "P")
            and shape.words[position + 1] in words.time
        ):
            position += 2
        elif letter == ",":
            close = letters.find(",", position + 1, position + 10)
            if close < 0 or close >= high or set(letters[position:close]) & set("VXw"):
                return None
            position = close + 1
        elif letter == "E" and (shape.words[position] in words.to or shape.words[position] in words.phrase_end):
            first = position + 1 + (shape.letters[position + 1 : position + 2] == "E")
            after = phrase_after(shape, first, high, grammar, apposition=False)
            if after is None:
                return None
            resumed = _second_phrase(shape, first, after[1], grammar)
            if resumed is None:
                return None
            position = resumed
        elif letter in "DNPAMR":
            return phrase_after(shape, position, high, grammar)
        else:
            return None
    return None


def _second_phrase(shape: Shape, start: int, end: int, grammar: Grammar) -> int | None:
    """Where a second noun phrase begins after an addressee, which an acronym or its own head ends."""
    for position in range(start + 1, end):
        token = shape.tokens[position - 1]
        word = shape.text[token.start : token.end]
        if word.isupper() and len(word) > 1:
            return position
        if shape.letters[position] == "P" and shape.words[position - 1] in grammar.words.time:
            return position
        if shape.letters[position] == "D" and shape.letters[position - 1] != "E":
            return position
    follows = shape.letters[end] if end < len(shape.letters) else "."
    return end if follows in "DNP" or (shape.words[end : end + 1] and follows == "R") else None


def source_after(shape: Shape, start: int, high: int, grammar: Grammar) -> Tokens | None:
    """Who is named as the source after an impersonal report: `a-t-on appris auprès de X`."""
    for position in range(start, min(high, start + 6)):
        source = _source_phrase(shape, position, high, grammar)
        if source is not None:
            return source
    return None


def source_before(shape: Shape, pronoun: int, low: int, grammar: Grammar) -> Tokens | None:
    """Who is named as the source before one: `dans l'entourage de X, on affirme …`."""
    if pronoun - 1 <= low or shape.words[pronoun - 1] != ",":
        return None
    for position in range(max(low, pronoun - 14), pronoun - 1):
        source = _source_phrase(shape, position, pronoun - 1, grammar)
        if source is not None and source[1] == pronoun - 1:
            return source
    return None


def _source_phrase(shape: Shape, position: int, high: int, grammar: Grammar) -> Tokens | None:
    """The noun phrase after the words that mark a source at a token."""
    from_here = " ".join(shape.words[position : position + 5]).replace("' ", "'")
    match = grammar.source.match(from_here)
    if match is None:
        return None
    start = position + len(match.group().replace("'", "' ").split())
    start -= shape.letters[start - 1] == "N"  # `de source policière`
    return phrase_after(shape, start, high, grammar)
