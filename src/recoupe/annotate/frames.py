"""Frames in the ordinary order: subject, cue, words reported.

Rules
    ``clause`` a complementiser opens the content; ``bare-clause`` none does; ``colon`` and ``colon-bare`` a colon does;
    ``infinitive``, ``address`` (accuse X of …), ``as``, ``object``, ``object-marked``, ``about`` after the cue;
    ``passive`` and ``free-relative`` before it.
"""

from __future__ import annotations

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.contents import content_end, marked_end
from recoupe.annotate.cues import Cue
from recoupe.annotate.grammar import Grammar
from recoupe.annotate.holders import can_speak, is_document, speaking_antecedent
from recoupe.annotate.phrases import Tokens, phrase_after, source_before, subject_after, subject_before
from recoupe.annotate.shapes import Shape

_LONG_ADDRESSEE = 26
"""Tokens within which an infinitive follows a cue whose addressee has a relative clause."""


_QUOTED_WORDS = 4
"""Words in marks right after a cue that are a quotation, whatever else the cue may take."""

_BELIEFS = frozenset({"think", "feel", "know"})
"""Classes of cue that report no saying in the first person: `je crois que`."""


def find_complementiser(shape: Shape, start: int, high: int, grammar: Grammar, gap: int = 16) -> int | None:
    """The token that opens a content clause after a cue, or None."""
    words = grammar.words
    for position in range(start, min(high, start + gap)):
        word, letter = shape.words[position], shape.letters[position]
        if word in words.complementiser and letter in "qswRDB":
            if position > start and shape.words[position - 1] in words.no_clause_after:
                return None
            return position
        if (
            word in words.embedded
            and letter in "qsRBw"
            and (position - start < 2 or position == aside_end(shape, start))
        ):
            return position
        if letter in "VXwI:." or shape.words[position] == ";" or (letter == '"' and position > start):
            return None
    return None


def aside_end(shape: Shape, start: int) -> int:
    """The token after an aside without a verb that two commas set off; `start` itself when none begins there."""
    if shape.words[start : start + 1] != [","]:
        return start
    close = next((k for k in range(start + 1, min(len(shape.words), start + 16)) if shape.words[k] == ","), None)
    if close is None or set(shape.letters[start:close]) & set('VXwq"'):
        return start
    return close + 1


def ordinary_frames(sentence: Sentence) -> None:
    """Propose what the cues of a sentence report that are not interposed."""
    for cue in sentence.cues:
        if cue.interposed or cue.form == "noun":
            continue
        _set_subject(sentence, cue)
        if not _speaks(sentence, cue):
            continue
        _first_that_holds(sentence, cue)
        if cue.form == "finite" and cue.region < 0 and cue.subject is not None:
            sentence.main = cue.subject


def _first_that_holds(sentence: Sentence, cue: Cue) -> None:
    if _free_relative(sentence, cue):
        return
    if cue.passive:
        _passive(sentence, cue)
        return
    if cue.subject is not None and not _source_can_speak(sentence, cue, cue.subject):
        return
    if cue.future and not cue.takes("clause"):
        return
    after = cue.tail or cue.last
    for frame in (_clause, _colon, _bare_clause, _infinitive, _address, _as, _object):
        if frame(sentence, cue, after):
            return


def _later_subject(sentence: Sentence, cue: Cue) -> Tokens | None:
    """The subject of the main clause after a participle that opens the sentence: `Rappelant X, le maire a dit …`."""
    shape = sentence.shape
    if cue.form != "gerund" or shape.has_verb(cue.low, cue.first):
        return None
    commas = [k for k in range(cue.last, cue.high) if shape.words[k] == "," and shape.inside[k] == cue.region]
    for comma in commas:
        verb = next((k for k in range(comma + 1, cue.high) if shape.letters[k] in "VX,"), None)
        if verb is not None and shape.letters[verb] != ",":
            first = verb
            while first > comma + 1 and shape.letters[first - 1] in "ncB":
                first -= 1
            subject = subject_before(shape, first, comma + 1, sentence.grammar)
            if subject is not None and subject[0] == comma + 1:
                return subject
    return None


def _source_can_speak(sentence: Sentence, cue: Cue, subject: Tokens) -> bool:
    """Whether a subject can say what its cue reports; what a text lays down only a document says."""
    shape, grammar = sentence.shape, sentence.grammar
    if cue.entry.kind == "stipulate":
        return is_document(shape, subject, grammar)
    return can_speak(shape, subject, grammar)


def _set_subject(sentence: Sentence, cue: Cue) -> None:
    shape, grammar = sentence.shape, sentence.grammar
    before = shape.letters[cue.first - 1] if cue.first > cue.low else ""
    if cue.inverted is not None:
        cue.subject = (cue.inverted, cue.inverted + 1)
    elif cue.form == "gerund" and before in ("N", "A", "P") and shape.letters[cue.main] == "G":
        cue.subject = subject_before(shape, cue.first, cue.low, grammar)
    elif cue.form == "gerund" or before == "C":
        cue.subject = _shared_subject(sentence, cue)
    else:
        cue.subject = subject_before(shape, cue.first, cue.low, grammar)
        if cue.subject is not None and before == "w" and not can_speak(shape, cue.subject, grammar):
            cue.subject = speaking_antecedent(shape, cue.subject, cue.low, grammar)
        if cue.subject is not None and shape.words[cue.subject[0]] in grammar.words.indefinite:
            source = source_before(shape, cue.subject[0], cue.low, grammar)
            cue.subject = source if source is not None and can_speak(shape, source, grammar) else cue.subject
        if cue.subject is None and (cue.first == cue.low or before in ",:") and grammar.forms.inverted_subject:
            cue.subject = subject_after(shape, cue.last, cue.high, grammar)
            cue.tail = cue.subject[1] if cue.subject else 0


def _shared_subject(sentence: Sentence, cue: Cue) -> Tokens | None:
    """The subject that a participle, an infinitive or a coordinated verb has from the clause around it."""
    shape, grammar = sentence.shape, sentence.grammar
    main = sentence.main if cue.region < 0 else None
    if shape.letters[cue.main] == "I":
        near = _first_subject(sentence, cue, nearest=True)
        if near is not None and can_speak(shape, near, grammar):
            return near
    return main or _first_subject(sentence, cue, nearest=False) or _later_subject(sentence, cue)


def _first_subject(sentence: Sentence, cue: Cue, *, nearest: bool) -> Tokens | None:
    """The subject of the clause that a participle, an infinitive or a coordinated verb hangs on."""
    shape = sentence.shape
    verbs = [k for k in range(cue.low + 1, cue.first) if shape.letters[k] in "VX" and shape.inside[k] == cue.region]
    for position in verbs[::-1] if nearest or cue.region >= 0 else verbs:
        first = position
        while first > cue.low and shape.letters[first - 1] in "ncB":
            first -= 1
        subject = subject_before(shape, first, cue.low, sentence.grammar)
        if subject is not None:
            return subject
    return None


def _speaks(sentence: Sentence, cue: Cue) -> bool:
    """Whether somebody speaks.

    No author in the first person, no impersonal verb, no cue without subject in marks. Who is quoted may tell what he
    said before; what he says by saying it (`je promets que …`) is no report.
    """
    shape, words = sentence.shape, sentence.grammar.words
    if cue.subject is None:
        return cue.region < 0
    word = shape.words[cue.subject[0]].rsplit("-", 1)[-1]
    if cue.subject[1] - cue.subject[0] == 1 and shape.letters[cue.subject[0]] in "Rci":
        if word in words.first_person:
            told = bool(set(shape.letters[cue.first : cue.main]) & set("VX")) or bool(cue.entry.rest)
            return cue.region >= 0 and told and cue.entry.kind not in _BELIEFS
        if word in words.impersonal_subject and shape.tokens[cue.main].lemma in words.impersonal_lemmas:
            return False
    return True


def _clause(sentence: Sentence, cue: Cue, after: int) -> bool:
    if not cue.takes("clause", "interrogative"):
        return False
    shape, grammar = sentence.shape, sentence.grammar
    opening = find_complementiser(shape, after, cue.high, grammar)
    if opening is not None and not cue.takes("bare") and _after_object(shape, after, opening, grammar):
        return False
    if opening is None or (cue.subject is None and cue.form != "gerund"):
        return False
    needed = _preposition(cue, grammar)
    before = shape.words[opening - 1]
    by_preposition = needed is not None and shape.words[after] in needed
    if by_preposition and before not in grammar.words.fact | grammar.words.demonstrative:
        return False  # the clause belongs to the noun that the preposition opens
    if not by_preposition and opening > after and before in grammar.words.demonstrative:
        return False  # `confirmer ce que …`: a free relative, which is an object
    end = content_end(sentence, opening + 1, cue.high, cue) if opening + 1 < cue.high else 0
    if end <= opening + 2:
        return False
    starts = [opening if shape.words[opening] in grammar.words.embedded else opening + 1]
    stops = []
    for position in range(opening + 3, end - 1):
        joined = _joins_clause(shape, position, grammar) and shape.has_verb(starts[-1], position)
        if joined and shape.inside[position] == shape.inside[opening]:
            stops.append(position)
            starts.append(position + 2)
    stops.append(end)
    proposed = False
    for first, last in zip(starts, stops, strict=True):
        if last > first:
            span = shape.span(first, last)
            proposed |= sentence.propose(span, "clause", 0.9, cue, cue.subject)
    return proposed


def _joins_clause(shape: Shape, position: int, grammar: Grammar) -> bool:
    """Whether a conjunction, or a comma before a pronoun subject, adds a second clause to a first: `que …, qu'il …`."""
    if shape.words[position + 1] not in grammar.words.complementiser:
        return False
    words = grammar.words
    personal = words.masculine | words.feminine | words.plural | words.indefinite
    pronoun = shape.words[position + 2 : position + 3] and shape.words[position + 2] in personal
    return shape.letters[position] == "C" or (shape.words[position] == "," and bool(pronoun))


def _after_object(shape: Shape, after: int, opening: int, grammar: Grammar) -> bool:
    """Whether the clause hangs on an object of the verb, as a relative does: `indique le chemin qu'il a pris`."""
    if opening == after or shape.letters[opening - 1] not in "NPA" or shape.words[opening - 1] in grammar.words.fact:
        return False
    return any(
        shape.letters[k] == "D"
        and (k == after or shape.letters[k - 1] not in "E,C")
        and shape.letters[k + 1 : k + 2] not in ("M", "")
        and shape.words[k + 1] not in grammar.words.time
        for k in range(after, opening)
    )


_BEFORE_COLON = 30
"""Tokens between a cue and the colon that introduces quoted words; _NEAR_COLON for words without marks."""
_NEAR_COLON = 14


def _colon(sentence: Sentence, cue: Cue, after: int) -> bool:
    if not cue.takes("clause", "marks", "object"):
        return False
    shape, grammar = sentence.shape, sentence.grammar
    colon = next(
        (k for k in range(after, min(cue.high, after + _BEFORE_COLON)) if _introduces(shape, k, grammar)), None
    )
    if colon is None or colon + 1 >= cue.high or set(shape.letters[after:colon]) & set("VXq"):
        return False
    if cue.subject is None and cue.form == "finite":
        cue.subject = subject_after(shape, cue.last, colon, grammar)
    start = shape.tokens[colon + 1].start
    region = sentence.region_at(start)
    if region is None and colon - after >= _NEAR_COLON:
        return False
    if region is not None:
        if cue.takes("object") and cue.subject is not None and shape.letters[after] == "D" and colon - after > 1:
            named = shape.span(after, colon)
            sentence.propose(named, "object", 0.7, cue, cue.subject)
        rest = shape.at(region.end)
        aside = shape.words[rest : rest + 1] == [","] and shape.letters[rest + 1 : rest + 2] not in ('"', "")
        whole = aside or not shape.has_verb(rest, cue.high)
        end = region.inner_end if whole else shape.tokens[cue.high - 1].end
        return sentence.propose((region.start, end), "colon", 0.95, cue, cue.subject)
    if shape.words[colon] == ":" and colon - after < 4 and cue.subject is not None and cue.form == "finite":
        end = shape.tokens[cue.high - 1].end
        return sentence.propose((start, end), "colon-bare", 0.7, cue, cue.subject)
    return False


def _introduces(shape: Shape, position: int, grammar: Grammar) -> bool:
    if shape.words[position] == ":":
        return True
    comma = grammar.forms.subject_verb_after_marks and shape.words[position] == ","
    return comma and shape.letters[position + 1 : position + 2] == '"'


def _bare_clause(sentence: Sentence, cue: Cue, after: int) -> bool:
    """`X said it would`: a clause without complementiser; an addressee may stand before it."""
    if not cue.takes("bare", "address_clause") or cue.region >= 0 or cue.subject is None:
        return False
    shape, grammar = sentence.shape, sentence.grammar
    start = after
    if cue.takes("address_clause"):
        addressee = phrase_after(shape, start, cue.high, grammar, apposition=False)
        if addressee is not None and shape.letters[addressee[1] : addressee[1] + 1] not in ("V", "X"):
            start = addressee[1]
        elif start < cue.high and shape.letters[start] == "c":
            start += 1
    while start < cue.high and (shape.letters[start] == "B" or shape.words[start] in grammar.words.time):
        start += 1
    if start >= cue.high or shape.letters[start] not in 'RcDNPAM"' or not shape.has_verb(start, cue.high):
        return False
    end = content_end(sentence, start, cue.high, cue)
    if not shape.has_verb(start, end):
        return False
    span = shape.span(start, end)
    return sentence.propose(span, "bare-clause", 0.8, cue, cue.subject)


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
        relative = relative or (addressed and letter in "w,")
        opens = (
            letter == '"'
            and addressed
            and shape.words[position + 1 : position + 2] != []
            and shape.words[position + 1] in markers
        )
        if opens:
            continue
        if letter in ':."q' or (letter in "VX," and not relative) or (not relative and position > after + 8):
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


def _address(sentence: Sentence, cue: Cue, after: int) -> bool:
    """`X accuse Y d'avoir …`, `X accused Y of …`: the charge is the content; a bare noun may name it."""
    if not cue.takes("address", "address_gerund"):
        return False
    shape, grammar = sentence.shape, sentence.grammar
    charge: int | None = None
    for position in range(after, min(cue.high - 1, after + 16)):
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
        named = shape.letters[position + 1] == "N" and shape.words[position] not in grammar.words.contracted
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
    after = start
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
    if region is not None and shape.letters[shape.at(region.end)] in "sEB,":
        end = shape.at(region.end)
    span = shape.span(start, end)
    return sentence.propose(span, "as", 0.7, cue, cue.subject)


def _marked_object(sentence: Sentence, cue: Cue, after: int) -> bool:
    """A judgement on something, quoted in part: `jugé l'accord « caduc »`."""
    shape = sentence.shape
    near = range(after, min(cue.high, after + 14))
    if after >= cue.high or not any(shape.letters[k] == '"' for k in near):
        return False
    if shape.letters[after] == '"' and sentence.region_at(shape.tokens[after].start) is None:
        return False
    end = content_end(sentence, after, cue.high, cue, noun=True)
    verbs = (k for k in range(after + 1, end) if shape.letters[k] in "VX" and shape.inside[k] < 0)
    verb = next(verbs, end)
    if not set(shape.letters[after:verb]) & set("wq"):
        end = verb
    end = marked_end(sentence, after, end)
    span = shape.span(after, max(end, after + 1))
    return sentence.propose(span, "object-marked", 0.7, cue, cue.subject)


def _object(sentence: Sentence, cue: Cue, after: int) -> bool:  # noqa: PLR0911 - a walk that stops where a rule decides
    """A noun phrase as the object of a verb of speech: `a confirmé la vente de …`."""
    shape, grammar = sentence.shape, sentence.grammar
    if cue.subject is None and (cue.form != "gerund" or cue.region >= 0):
        return False
    if cue.subject is not None and shape.words[cue.subject[0]].rsplit("-", 1)[-1] in grammar.words.indefinite:
        return False  # `on constate X`: nobody is named, and nothing is said
    if cue.future:
        return False  # what will be announced has not been said
    start = aside_end(shape, after)
    while start < cue.high and (shape.letters[start] == "B" or shape.words[start] in grammar.words.time):
        start += 1
    start = aside_end(shape, start)
    if cue.takes("figure_of"):
        return _figure_of(sentence, cue, start)
    marked_only = not cue.takes("object", "object_of", "object_to", "about", "on", "object_for", "object_against")
    quotes = cue.takes("clause", "object_marked") or (cue.takes("marks") and _quotes_at(sentence, start))
    if marked_only and not quotes:
        return False
    needed = _preposition(cue, grammar)
    if needed is not None and start < cue.high:
        if shape.words[start] in needed:
            start += 1
        elif not cue.takes("object"):
            return False
    start = _skip_adjunct(sentence, cue, start)
    if start >= cue.high:
        return False
    letter = shape.letters[start]
    if letter == '"' and sentence.region_at(shape.tokens[start].start) is None:
        return False
    opens = (
        letter in 'D"'
        or shape.words[start] in grammar.words.object_start
        or letter == "M"
        or (letter in "NPA" and not needed)
    )
    if not opens or (marked_only and letter != '"'):
        return False
    end = marked_end(sentence, start, content_end(sentence, start, cue.high, cue, noun=True))
    if end <= start + (letter != '"'):
        return False
    span = shape.span(start, end)
    rule = "object-marked" if letter == '"' else "object"
    return sentence.propose(span, rule, 0.75 if letter == '"' else 0.7, cue, cue.subject)


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
    if not judged and '"' not in shape.letters[start + 1 : min(end, start + _NEAR_COLON)]:
        return False
    return sentence.propose(shape.span(start + 1, end), "object", 0.65, cue, cue.subject)


def _preposition(cue: Cue, grammar: Grammar) -> frozenset[str] | None:
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


def _passive(sentence: Sentence, cue: Cue) -> None:
    """`… a été annoncé par X`: the subject is the content."""
    shape, grammar = sentence.shape, sentence.grammar
    if cue.takes("address", "object_marked") and cue.last < cue.high and not cue.takes("passive"):
        agent = _agent(sentence, cue)
        cue.subject = agent
        after = agent[1] if agent else cue.last
        if not _address(sentence, cue, after):
            _judged(sentence, cue, after)
        return
    if not cue.takes("passive") or cue.subject is None or cue.last >= cue.high:
        return
    speaker = _agent(sentence, cue)
    if speaker is not None:
        start, end = shape.span(cue.subject[0], max(cue.subject[1], cue.first))
        sentence.propose((start, end), "passive", 0.7, cue, speaker)


def _judged(sentence: Sentence, cue: Cue, after: int) -> None:
    """`a été qualifié de « … » par X`: only what is quoted of a judgement, its agent on either side."""
    shape, grammar = sentence.shape, sentence.grammar
    start = after + (shape.words[after : after + 1] != [] and shape.words[after] in grammar.words.genitive)
    region = sentence.region_at(shape.tokens[start].start) if start < cue.high else None
    if region is None or not cue.takes("object_marked"):
        return
    end = shape.at(region.end)
    if cue.subject is None and shape.words[end : end + 1] and shape.words[end] in grammar.words.by:
        cue.subject = phrase_after(shape, end + 1, cue.high, grammar)
    sentence.propose((region.start, region.end), "object-marked", 0.7, cue, cue.subject)


def _agent(sentence: Sentence, cue: Cue) -> Tokens | None:
    """The noun phrase by which a passive cue names its speaker."""
    shape, grammar = sentence.shape, sentence.grammar
    by = next((k for k in range(cue.last, min(cue.high, cue.last + 5)) if shape.words[k] in grammar.words.by), None)
    if by is None or set(shape.letters[cue.last : by]) & set("VX,.:"):
        return None
    return phrase_after(shape, by + 1, cue.high, grammar)


def _free_relative(sentence: Sentence, cue: Cue) -> bool:
    """`…, ce que dément X`: a second speaker for the content before."""
    shape, grammar = sentence.shape, sentence.grammar
    first = cue.first
    if first < cue.low + 2 or shape.words[first - 1] not in grammar.words.complementiser:
        return False
    if shape.words[first - 2] not in grammar.words.demonstrative or not sentence.candidates:
        return False
    speaker = subject_after(shape, cue.last, cue.high, grammar)
    if speaker is None:
        return False
    last = sentence.candidates[-1]
    return sentence.propose((last.start, last.end), "free-relative", 0.7, cue, speaker)
