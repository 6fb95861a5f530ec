"""Frames of what follows a cue as an infinitive or a noun phrase.

Rules
    ``infinitive`` what is promised or asked; ``address`` what somebody is accused of; ``as`` what a speaker calls
    himself; ``object`` a noun phrase; ``object-marked`` one that opens with quoted words, or is quoted in part.
"""

from __future__ import annotations

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.contents import content_end, marked_end
from recoupe.annotate.cues import Cue
from recoupe.annotate.frames_predicates import predicate_frames
from recoupe.annotate.grammar import Grammar
from recoupe.annotate.openings import aside_end
from recoupe.annotate.shapes import Shape

_LONG_ADDRESSEE = 26
"""Tokens within which an infinitive follows a cue whose addressee has a relative clause or an apposition."""

_ADDRESSEE = 8
"""The same for a plain addressee."""

_CHARGE = 16
"""Tokens within which a charge follows."""

_MARKED = 14
"""Tokens within which quoted words make a judgement out of an object."""

_OBJECTS = ("object", "object_of", "object_to", "about", "on", "object_for", "object_against")
"""Frames whose object need not be quoted."""

_QUOTED_WORDS = 4
"""Words in marks right after a cue that are a quotation, whatever else the cue may take."""


def _infinitive(sentence: Sentence, cue: Cue, after: int) -> bool:
    if not cue.takes("infinitive", "infinitive_a", "infinitive_marked", "address_infinitive"):
        return False
    shape, grammar = sentence.shape, sentence.grammar
    if cue.subject is None and cue.form != "gerund":
        return False
    after = aside_end(shape, after)
    while after + 1 < cue.high and shape.letters[after] == "B" and not _is_infinitive(shape, after + 1, grammar, True):
        after += 1
    position = _infinitive_start(sentence, cue, after)
    if position is None:
        return False
    marked = shape.words[position] in grammar.words.infinitive_marker | grammar.words.address_marker
    start = position + marked if grammar.forms.infinitive_is_lemma else position
    end = content_end(sentence, start, cue.high, cue, noun=True)
    if not cue.takes("infinitive", "infinitive_a", "address_infinitive") and '"' not in shape.letters[start:end]:
        return False  # a wish is no saying, unless words of it are quoted
    return sentence.propose(shape.span(start, max(end, start + 1)), "infinitive", 0.8, cue, cue.subject)


def _infinitive_start(sentence: Sentence, cue: Cue, after: int) -> int | None:
    """The token, marker included, where an infinitive begins after a cue; the addressee may stand before it."""
    shape, grammar = sentence.shape, sentence.grammar
    markers = grammar.words.infinitive_marker
    if cue.takes("infinitive_a"):
        markers = markers | grammar.words.address_marker
    addressed = cue.takes("infinitive_a", "address_infinitive")
    relative = False
    for position in range(after, min(cue.high, after + _LONG_ADDRESSEE)):
        marked = shape.words[position] in markers
        verb = position + marked
        while verb < cue.high and (shape.letters[verb] in 'nBc"' or shape.words[verb] in grammar.words.negator):
            verb += 1
        if (marked or position == after) and verb < cue.high and _is_infinitive(shape, verb, grammar, marked):
            return position
        letter = shape.letters[position]
        relative = relative or (addressed and letter in "w," and grammar.forms.inverted_subject)
        if letter == '"' and addressed and not markers.isdisjoint(shape.words[position + 1 : position + 2]):
            continue
        if letter in ':."q' or (letter in "VX," and not relative) or (not relative and position > after + _ADDRESSEE):
            return None
        if letter == "D" and not addressed and shape.letters[position - 1] != "E":
            return None
    return None


def _is_infinitive(shape: Shape, position: int, grammar: Grammar, marked: bool) -> bool:
    if grammar.forms.infinitive_is_lemma:
        token = shape.tokens[position]
        return shape.letters[position] == "I" or (
            shape.letters[position] in "X" and shape.words[position] == token.lemma
        )
    return marked and shape.letters[position] in "IVX"


def address_frame(sentence: Sentence, cue: Cue, after: int) -> bool:
    """`X accuse Y d'avoir …`, `X accused Y of …`: the charge is the content; a bare noun may name it."""
    if not cue.takes("address", "address_gerund"):
        return False
    shape, grammar = sentence.shape, sentence.grammar
    charge: int | None = None
    for position in range(after, min(cue.high - 1, after + _CHARGE)):
        if shape.letters[position] in ':."' or (shape.letters[position] in "VX" and charge is not None):
            break
        if shape.words[position] not in grammar.words.genitive:
            continue
        verb = position + 1
        while verb < cue.high - 1 and shape.letters[verb] in "ncB":
            verb += 1
        if shape.letters[verb] in "IGX":
            charge = position
            break
        plain = shape.letters[position] == "E" and shape.words[position] not in grammar.words.contracted
        named = plain and shape.letters[position + 1] == "N"
        if charge is None and named and (position == after or shape.letters[position - 1] != "N"):
            charge = position
    if charge is None:
        return False
    end = content_end(sentence, charge + 1, cue.high, cue, noun=True)
    if shape.letters[charge + 1] == "N":
        verb = next((k for k in range(charge + 1, end) if shape.letters[k] in "VX"), end)
        end = end if "w" in shape.letters[charge:verb] else verb
    return sentence.propose(shape.span(charge + 1, end), "address", 0.8, cue, cue.subject)


def _as(sentence: Sentence, cue: Cue, after: int) -> bool:
    """`se décrit comme …`: only what a speaker says of himself, or what stands in marks."""
    if not cue.takes("as", "object_marked", "self") or cue.subject is None:
        return False
    shape, grammar = sentence.shape, sentence.grammar
    before = shape.words[max(0, cue.first - 1) : cue.main]
    itself = any(word in grammar.words.reflexive for word in before)
    start = after
    while start < cue.high and (shape.letters[start] == "B" or shape.words[start] in grammar.words.time):
        start += 1
    after = start if shape.letters[start : start + 1] != "E" else after
    start = after
    if not cue.takes("self"):
        opening = next(
            (k for k in range(after, min(cue.high, after + 10)) if shape.words[k] in grammar.words.as_), None
        )
        if itself and opening is None:
            return False
        if opening is None or not itself:
            judged = opening is not None or cue.takes("object_marked", "clause")
            return judged and _marked_object(sentence, cue, after)
        start = opening + 1
    if start >= cue.high or shape.letters[start] not in 'AJNDEBVPGX"':
        return False
    end = content_end(sentence, start, cue.high, cue, noun=True)
    region = sentence.region_at(shape.tokens[start].start)
    if region is not None and shape.letters[shape.at(region.end) :][:1] in "sEB,":
        end = shape.at(region.end)
    span = shape.span(start, end)
    return sentence.propose(span, "as", 0.7, cue, cue.subject)


def _marked_object(sentence: Sentence, cue: Cue, after: int) -> bool:
    """A judgement on something, quoted in part: `jugé l'accord « caduc »`."""
    shape = sentence.shape
    near = range(after, min(cue.high, after + _MARKED))
    if after >= cue.high or not any(shape.letters[k] == '"' for k in near):
        return False
    if shape.letters[after] == '"' and sentence.region_at(shape.tokens[after].start) is None:
        return False
    end = content_end(sentence, after, cue.high, cue, noun=True)
    verbs = (k for k in range(after + 1, end) if shape.letters[k] in "VX" and shape.inside[k] < 0)
    verb = next(verbs, end)
    if sentence.grammar.forms.inverted_subject and not set(shape.letters[after:verb]) & set("wq"):
        end = verb
    end = marked_end(sentence, after, end)
    span = shape.span(after, max(end, after + 1))
    return sentence.propose(span, "object-marked", 0.7, cue, cue.subject)


def _object(sentence: Sentence, cue: Cue, after: int) -> bool:  # noqa: PLR0911 - a walk that stops where a rule decides
    """A noun phrase as the object of a verb of speech: `a confirmé la vente de …`."""
    shape, grammar = sentence.shape, sentence.grammar
    if not _may_have_object(sentence, cue):
        return False
    start = aside_end(shape, after)
    while start < cue.high and (shape.letters[start] == "B" or shape.words[start] in grammar.words.time):
        start += 1
    start = aside_end(shape, start)
    if cue.takes("figure_of"):
        return _figure_of(sentence, cue, start)
    marked_only = not cue.takes(*_OBJECTS)
    quotes = cue.takes("clause", "object_marked") or (cue.takes("marks") and _quotes_at(sentence, start))
    if marked_only and not quotes:
        return False
    needed = preposition_of(cue, grammar)
    if needed is not None and not needed.isdisjoint(shape.words[start : start + 1]):
        start += 1
    elif needed is not None and start < cue.high and not cue.takes("object"):
        return False
    start = _skip_adjunct(sentence, cue, start)
    if not _opens_object(sentence, cue, start, bare=needed is None, marked=marked_only):
        return False
    marked = shape.letters[start] == '"'
    end = marked_end(sentence, start, content_end(sentence, start, cue.high, cue, noun=True))
    if end <= start + (not marked):
        return False
    rule, score = ("object-marked", 0.75) if marked else ("object", 0.7)
    return sentence.propose(shape.span(start, end), rule, score, cue, cue.subject)


def _may_have_object(sentence: Sentence, cue: Cue) -> bool:
    """Whether an object of the cue is something said: somebody said it, and not only in time to come."""
    grammar = sentence.grammar
    if cue.future or (cue.region >= 0 and (cue.subject is None or not grammar.forms.inverted_subject)):
        return False
    if cue.subject is None:
        return cue.form == "gerund"
    pronoun = sentence.shape.words[cue.subject[0]].rsplit("-", 1)[-1]
    return pronoun not in grammar.words.indefinite  # `on constate X` names nobody and says nothing


def _opens_object(sentence: Sentence, cue: Cue, start: int, *, bare: bool, marked: bool) -> bool:
    """Whether an object can begin at a token: `bare` without a preposition, `marked` only with quoted words."""
    shape, grammar = sentence.shape, sentence.grammar
    if start >= cue.high:
        return False
    letter = shape.letters[start]
    if letter == '"':
        return sentence.region_at(shape.tokens[start].start) is not None
    if marked:
        return False
    free = bare or not grammar.forms.inverted_subject
    opens = letter in "DM" or shape.words[start] in grammar.words.object_start or (letter in "NPA" and free)
    return opens or (letter == "G" and cue.takes("gerund"))


def _quotes_at(sentence: Sentence, position: int) -> bool:
    """Whether words enough for a quotation are marked from a token on."""
    shape = sentence.shape
    region = sentence.region_at(shape.tokens[position].start) if position < len(shape.tokens) else None
    return region is not None and len(shape.text[region.inner_start : region.inner_end].split()) >= _QUOTED_WORDS


def _figure_of(sentence: Sentence, cue: Cue, start: int) -> bool:
    """`parle de 300 blessés`, `parle d'une « erreur »`: of what is talked about, what it is called is said."""
    shape = sentence.shape
    if start + 1 >= cue.high or shape.words[start] not in sentence.grammar.words.genitive:
        return False
    end = content_end(sentence, start + 1, cue.high, cue, noun=True)
    judged = shape.letters[start + 1] == "M" or shape.words[start + 1] in sentence.grammar.words.indefinite_article
    if not judged and '"' not in shape.letters[start + 1 : min(end, start + _MARKED)]:
        return False
    return sentence.propose(shape.span(start + 1, end), "object", 0.65, cue, cue.subject)


def preposition_of(cue: Cue, grammar: Grammar) -> frozenset[str] | None:
    """The prepositions that open the object of a cue; None when it takes a bare one."""
    words = grammar.words
    for frame, prepositions in (
        ("object_of", words.genitive),
        ("object_to", words.to),
        ("about", words.about),
        ("on", words.on),
        ("object_for", words.for_),
        ("object_against", words.against),
    ):
        if cue.takes(frame):
            return prepositions
    return None


def _skip_adjunct(sentence: Sentence, cue: Cue, start: int) -> int:
    """Step over an adverbial between a verb and its object, when the object follows it: `a confirmé dans X son …`."""
    shape, grammar = sentence.shape, sentence.grammar
    if start >= cue.high or shape.letters[start] != "E":
        return start
    if shape.words[start] not in grammar.words.phrase_end and shape.words[start] not in grammar.words.to:
        return start
    for position in range(start + 1, min(cue.high, start + 14)):
        word = shape.words[position]
        before = shape.letters[position - 1]
        if shape.letters[position] in "VXq.:":
            return start
        if shape.letters[position] == "D" and word in grammar.words.object_start and before in "NPA,M":
            return position
        if shape.letters[position] == '"' and before != "D":
            return position
    return start


COMPLEMENTS = (_infinitive, address_frame, predicate_frames, _as, _object)
"""The frames in the order in which they are tried; the first that holds ends the search."""
