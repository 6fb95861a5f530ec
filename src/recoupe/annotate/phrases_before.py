"""Noun phrases before a cue: its subject, and what a relative pronoun stands for, read from right to left."""

from __future__ import annotations

from recoupe.annotate.grammar import Grammar
from recoupe.annotate.phrases import MAX_PHRASE, Tokens, phrase_after
from recoupe.annotate.shapes import Shape

_ADJECTIVES = 2
"""Adjectives that may stand for a noun with its adjective: `le quotidien régional`."""

_MAX_TITLE = 30
"""Code points of the longest nickname or title in marks that is part of a subject."""


def subject_before(shape: Shape, cue_first: int, low: int, grammar: Grammar) -> Tokens | None:
    """The subject that ends right before a verb group: a noun phrase, a pronoun, or the antecedent of a relative."""
    letters = shape.letters
    end = cue_first
    while end > low and letters[end - 1] in "Bcn":
        end -= 1
    if end > low and letters[end - 1] == ",":
        return _before_comma(shape, end - 1, low, grammar)
    if end <= low:
        return None
    if letters[end - 1] == "w":
        return antecedent(shape, end - 1, low, grammar)
    if letters[end - 1] == "R":
        return (end - 1, end)
    return _phrase_before(shape, end, low, grammar)


def _before_comma(shape: Shape, comma: int, low: int, grammar: Grammar) -> Tokens | None:
    """The subject when a comma closes something between it and its verb: an apposition, a relative, an adverbial."""
    letters = shape.letters
    position = comma
    for _ in range(3):
        inner = position
        while inner > low and letters[inner - 1] not in ',."':
            inner -= 1
        if (
            inner <= low
            or shape.words[inner - 1] != ","
            or (shape.has_verb(inner, letters.find("w", inner, comma) if "w" in letters[inner:comma] else comma))
        ):
            break
        outer = _phrase_before(shape, inner - 1, low, grammar)
        if outer is not None and letters[inner] in "DNPAMEwGJR":
            outer = (_named_first(shape, outer[0], low, grammar), outer[1])
            return (outer[0], comma) if letters[inner] in "DNPAM" or position < comma else outer
        position = inner - 1
    first = low
    while first < comma and letters[first] in "BC":
        first += 1
    head = phrase_after(shape, first, comma + 1, grammar, apposition=True)
    if head is not None and head[1] < len(letters) and letters[head[1]] in ",w":
        return head
    return None


def _named_first(shape: Shape, start: int, low: int, grammar: Grammar) -> int:
    """Where a name begins to which the phrase at a token is an apposition; `start` itself when it is none."""
    letters = shape.letters
    if start - 2 < low or shape.words[start - 1] != "," or letters[start - 2] != "P" or letters[start] not in "DNA":
        return start
    name = _phrase_before(shape, start - 1, low, grammar)
    return name[0] if name is not None and "P" in letters[name[0] : name[1]] else start


def _phrase_before(shape: Shape, end: int, low: int, grammar: Grammar) -> Tokens | None:
    """The noun phrase that ends at a token, read leftwards."""
    letters, words = shape.letters, grammar.words
    end = _before_time(shape, end, low, grammar)
    start = _phrase_start(shape, end, low, grammar)
    described = _described(shape, start, end, low, grammar)
    if described is not None:
        return described
    start = _trim_left(shape, start, end, grammar)
    if start >= end or not any(x in "NPM" for x in letters[start:end]):
        article = letters.rfind("D", low, end)
        adjectives = letters[article + 1 : end] if article >= 0 else ""
        return (article, end) if 0 < len(adjectives) <= _ADJECTIVES and not adjectives.strip("AJ") else None
    if start > low + 1 and shape.words[start - 1] == "," and letters[start] in "DNPA":
        before = start - 1
        outer = before
        while outer > low and letters[outer - 1] in "DNPAE":
            outer -= 1
        if (
            outer == low
            and letters[outer] in "DNP"
            and not any(w in words.time or w in words.phrase_end for w in shape.words[outer:before])
        ):
            return (outer, end)
    return (_joined_before(shape, start, low, grammar), end)


def _joined_before(shape: Shape, start: int, low: int, grammar: Grammar) -> int:
    """Where a name begins that a conjunction joins to a phrase over its own apposition: `X, maire de Y, et Z`.

    `start` itself when there is none: the clause must open with the name and have no verb up to the conjunction.
    """
    letters, words = shape.letters, grammar.words
    if start - 2 <= low or shape.words[start - 1] not in words.conjunction or shape.words[start - 2] != ",":
        return start
    name = letters.find(",", low)
    named = letters[low:name]
    if name >= start - 2 or "P" not in named or named.strip("DNPA") or shape.has_verb(low, start):
        return start
    return start if any(w in words.time for w in shape.words[low:name]) else low


def _before_time(shape: Shape, end: int, low: int, grammar: Grammar) -> int:
    """Where a noun phrase ends that words of time follow: `the company this week`, `the mayor Friday`."""
    letters, time = shape.letters, grammar.words.time
    if end - 2 <= low or letters[end - 1] not in "NP" or shape.words[end - 1] not in time:
        return end
    if letters[end - 2] == "D" and letters[end - 3] in "NP)":
        return end - 2
    return end - 1 if letters[end - 2] == "P" and shape.words[end - 2] not in time else end


def _phrase_start(shape: Shape, end: int, low: int, grammar: Grammar) -> int:
    """How far leftwards the words reach that may be one noun phrase, with its prepositions."""
    letters = shape.letters
    start = end
    while start > low and end - start < MAX_PHRASE:
        letter = letters[start - 1]
        if letter in ')"':
            opening = letters.rfind("(", low, start) if letter == ")" else _short_marks(shape, start - 1)
            if opening is None or opening < low or (letter == '"' and opening == low):
                break
            start = opening
            continue
        if letter == "G" and start == end and letters[start - 2] == "N" and grammar.forms.inverted_subject:
            start -= 1  # `le président sortant`
            continue
        if letter == "R" and start < end and shape.words[start] in grammar.words.genitive:
            return start - 1 - (start > low + 1 and letters[start - 2] == "D")
        if letter not in "DNPAMJEC" or (letter == "E" and shape.words[start - 1] in grammar.words.subordinator):
            break
        joined = start < end and letters[start] in "DNPE" and shape.words[start - 1] in grammar.words.conjunction
        if letter == "C" and not joined:
            break
        start -= 1
    return start


def _described(shape: Shape, start: int, end: int, low: int, grammar: Grammar) -> Tokens | None:
    """The noun phrase before a participle and its adjunct, or before words of time, that stand between it and its verb.

    `A poll released in May found …`, `The firm this week said …`; None when the words at hand may be the subject.
    """
    letters = shape.letters
    first = start
    while first < end and letters[first] in "DAE":
        first += 1
    if first < end and all(w in grammar.words.time for w in shape.words[first:end]) and start > low:
        return _phrase_before(shape, start, low, grammar)
    participle = start - 1
    if participle <= low or letters[start] != "E" or letters[participle] not in "VJ":
        return None
    if not shape.words[participle].endswith(grammar.forms.participle) or letters[participle - 1] not in "NPM)":
        return None
    return _phrase_before(shape, participle, low, grammar)


def _short_marks(shape: Shape, position: int) -> int | None:
    """Where a nickname or title in marks opens that ends at a token; None for quoted words."""
    end = shape.tokens[position].end
    region = next((r for r in shape.regions if r.end == end), None)
    if region is None or end - region.start > _MAX_TITLE or not shape.text[region.inner_end - 1].isalnum():
        return None
    return shape.at(region.start)


def _trim_left(shape: Shape, start: int, end: int, grammar: Grammar) -> int:
    """Drop what stands before a subject: a conjunction, an adverbial of place or time."""
    letters, words = shape.letters, grammar.words
    if letters[start : start + 2] == "AC" and letters[start + 2 : start + 3] in ("D", "P"):
        start += 1  # a predicate before the conjunction
    while start < end and letters[start] in "C,":
        start += 1
    if start < end and (letters[start] == "E" or shape.words[start] in words.time):
        position = start + 1
        while position < end:
            opens = letters[position] in "DP" and letters[position - 1] not in "EDPCA"
            if opens and not (letters[position] == "P" and letters[position - 1] == "N"):
                return position
            if letters[position] == "D" and letters[position - 1] == "P":
                return position
            position += 1
        return _last_phrase(letters, start, end) if letters[start] == "E" else start + 1
    return start


def _last_phrase(letters: str, start: int, end: int) -> int:
    """Where the subject begins that follows a prepositional phrase without a comma: a name, or an article's phrase."""
    if letters[end - 1] == "P":
        return end - 1
    article = letters.rfind("D", start, end)
    return article if article > start + 1 and letters[article - 1] in "NPM" else end


def antecedent(shape: Shape, relative: int, low: int, grammar: Grammar) -> Tokens | None:
    """What a relative pronoun stands for: the noun phrase before it, without the genitives around it."""
    letters = shape.letters
    end = relative
    if end > low and letters[end - 1] == ",":
        end -= 1
    while end > low + 1 and letters[end - 1] in "NP" and shape.words[end - 1] in grammar.words.time:
        end -= 1
    start = end
    while start > low and (
        letters[start - 1] in "DNPAMJ"
        or (letters[start - 1] == "E" and shape.words[start - 1] in grammar.words.genitive)
    ):
        start -= 1
    while start < end and letters[start] in "EJ":
        start += 1
    if start < end and start > low + 1 and shape.words[start - 1] == "," and letters[start - 2] == "P":
        name = start - 1
        while name > low and letters[name - 1] == "P":
            name -= 1
        return (name, end)
    return (start, end) if start < end else None
