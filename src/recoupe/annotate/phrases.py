"""Noun phrases beside a cue: the speaker after it, the subject before it, and where the words said end.

Speaker
    The whole noun phrase that names who speaks, with its title and its apposition, as it stands.
"""

from __future__ import annotations

from recoupe.annotate.grammar import Grammar
from recoupe.annotate.shapes import Shape

Tokens = tuple[int, int]
"""Half-open range of token indices in a shape."""

_BASE = "DNPAM"
_MAX_PHRASE = 40
_MAX_TITLE = 30


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
    while position < min(high, start + _MAX_PHRASE):
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
    if stopped or (word in words.to and _acronym(shape, position + 1)):
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
        if letters[end - 1] in "AJ" and end - 2 >= low and letters[end - 2] == "D":
            return (end - 2, end)
        return None
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
    return (start, end)


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
    while start > low and end - start < _MAX_PHRASE:
        letter = letters[start - 1]
        if letter in ')"':
            opening = letters.rfind("(", low, start) if letter == ")" else _short_marks(shape, start - 1)
            if opening is None or opening < low or (letter == '"' and opening == low):
                break
            start = opening
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
    width = len(match.group().replace("'", "' ").split())
    return phrase_after(shape, position + width, high, grammar)
