"""Frames in the ordinary order: subject, cue, words reported.

Rules
    ``clause`` a complementiser opens the content; ``bare-clause`` none does; ``colon`` and ``colon-bare`` a colon does;
    ``infinitive``, ``address`` (accuse X of …), ``as``, ``object``, ``object-marked``, ``about`` after the cue;
    ``free-relative`` before it. Passives and judgements have modules of their own.
"""

from __future__ import annotations

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.contents import content_end, main_clause
from recoupe.annotate.cues import Cue
from recoupe.annotate.frames_passive import passive_frames
from recoupe.annotate.frames_predicates import predicate_frames
from recoupe.annotate.grammar import Grammar
from recoupe.annotate.marks import Region
from recoupe.annotate.openings import is_clause, opening_of
from recoupe.annotate.phrases import phrase_after, subject_after, subject_before
from recoupe.annotate.shapes import Shape
from recoupe.annotate.subjects import heads_clause, shared_subject


def ordinary_frames(sentence: Sentence) -> None:
    """Propose what the cues of a sentence report that are not interposed."""
    for cue in sentence.cues:
        if cue.interposed or cue.form == "noun":
            continue
        _set_subject(sentence, cue)
        if not _speaks(sentence, cue):
            continue
        _first_that_holds(sentence, cue)
        if cue.form == "finite" and cue.region < 0 and cue.subject is not None and heads_clause(sentence, cue):
            sentence.main = cue.subject


def _first_that_holds(sentence: Sentence, cue: Cue) -> None:
    if _free_relative(sentence, cue):
        return
    if cue.passive:
        passive_frames(sentence, cue)
        return
    after = cue.tail or cue.last
    for frame in (_clause, _colon, _bare_clause, _infinitive, _address, predicate_frames, _as, _object):
        if frame(sentence, cue, after):
            return


def _set_subject(sentence: Sentence, cue: Cue) -> None:
    shape, grammar = sentence.shape, sentence.grammar
    before = shape.letters[cue.first - 1] if cue.first > cue.low else ""
    if cue.inverted is not None:
        pronoun = shape.words[cue.inverted].rsplit("-", 1)[-1]
        indefinite = pronoun in grammar.words.indefinite
        cue.subject = None if indefinite else (cue.inverted, cue.inverted + 1)
    elif cue.form == "gerund" or before == "C":
        cue.subject = shared_subject(sentence, cue)
        if cue.subject is not None and cue.subject[0] > cue.last:
            cue.high = cue.subject[0] - 1  # the main clause follows
    else:
        cue.subject = subject_before(shape, cue.first, cue.low, grammar)
        if cue.subject is None and (cue.first == cue.low or before in ",:") and grammar.forms.inverted_subject:
            cue.subject = subject_after(shape, cue.last, cue.high, grammar)
            cue.tail = cue.subject[1] if cue.subject else 0


def _speaks(sentence: Sentence, cue: Cue) -> bool:
    """Whether somebody speaks: no author in the first person, no impersonal verb, no cue without subject in marks."""
    shape, words = sentence.shape, sentence.grammar.words
    if cue.subject is None:
        return cue.region < 0
    word = shape.words[cue.subject[0]].rsplit("-", 1)[-1]
    cue.negated = cue.negated or word in words.nobody
    if cue.subject[1] - cue.subject[0] == 1 and shape.letters[cue.subject[0]] in "Rci":
        if word in words.first_person:
            return False
        if word in words.impersonal_subject and shape.tokens[cue.main].lemma in words.impersonal_lemmas:
            return False
    return True


def _clause(sentence: Sentence, cue: Cue, after: int) -> bool:
    if not cue.takes("clause", "interrogative"):
        return False
    shape, grammar = sentence.shape, sentence.grammar
    opening = opening_of(sentence, cue, after)
    if opening is not None and not cue.takes("bare") and _after_object(shape, after, opening, grammar):
        return False
    if opening is not None and opening > after and _noun_holds(sentence, opening):
        return False
    if opening is None or (cue.subject is None and cue.form != "gerund"):
        return False
    high = main_clause(sentence, cue, opening)
    end = content_end(sentence, opening + 1, high, cue) if opening + 1 < high else 0
    if end <= opening + 2:
        return False
    inner = shape.words[opening] in grammar.words.embedded or shape.letters[opening + 1] in "VX"
    starts = [opening if inner else opening + 1]
    stops = []
    for position in range(opening + 3, end - 1):
        joined = shape.letters[position] == "C" and shape.words[position + 1] in grammar.words.complementiser
        if joined and shape.letters[position + 2] not in "VX" and shape.inside[position] == shape.inside[opening]:
            stops.append(position)
            starts.append(position + 2)
    stops.append(end)
    proposed = False
    for first, last in zip(starts, stops, strict=True):
        if last > first:
            span = shape.span(first, last)
            proposed |= sentence.propose(span, "clause", 0.9, cue, cue.subject)
    return proposed


def _noun_holds(sentence: Sentence, opening: int) -> bool:
    """Whether a noun of saying right before a clause holds it: `believed the claim that …`."""
    before = sentence.shape.tokens[opening - 1].end
    nouns = (c for c in sentence.cues if c.form == "noun" and c.takes("clause"))
    return not sentence.grammar.forms.inverted_subject and any(
        sentence.shape.tokens[c.main].end == before for c in nouns
    )


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


def _colon(sentence: Sentence, cue: Cue, after: int) -> bool:
    if not cue.takes("clause", "marks", "object"):
        return False
    shape, grammar = sentence.shape, sentence.grammar
    colon = next((k for k in range(after, min(cue.high, after + 14)) if _introduces(shape, k, grammar)), None)
    if colon is None or colon + 1 >= cue.high or set(shape.letters[after:colon]) & set("VXq"):
        return False
    if cue.subject is None and cue.form == "finite":
        cue.subject = subject_after(shape, cue.last, colon, grammar)
    start = shape.tokens[colon + 1].start
    region = sentence.region_at(start)
    if region is not None:
        if cue.takes("object") and cue.subject is not None and shape.letters[after] == "D" and colon - after > 1:
            named = shape.span(after, colon)
            sentence.propose(named, "object", 0.7, cue, cue.subject)
        whole = not shape.has_verb(shape.at(region.end), cue.high) or _reporter_follows(sentence, region)
        end = region.inner_end if whole else shape.tokens[cue.high - 1].end
        return sentence.propose((region.start, end), "colon", 0.95, cue, cue.subject)
    if shape.words[colon] == ":" and colon - after < 4 and cue.subject is not None:
        end = shape.tokens[cue.high - 1].end
        return sentence.propose((start, end), "colon-bare", 0.7, cue, cue.subject)
    return False


def _reporter_follows(sentence: Sentence, region: Region) -> bool:
    """Whether the reporter speaks again right after quoted words: in a clause of his own, or with a new report."""
    shape = sentence.shape
    if sentence.grammar.forms.inverted_subject:
        return False
    rest = shape.at(region.end)
    if (
        shape.letters[rest : rest + 1] in ("s", ",", "C", "G", "w")
        or shape.words[rest] in sentence.grammar.words.subordinator
    ):
        return True
    return any(c.interposed and c.subject is not None and min(c.first, c.subject[0]) == rest for c in sentence.cues)


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
    adverb = start
    while start < cue.high and (shape.letters[start] == "B" or shape.words[start] in grammar.words.time):
        if shape.words[start] in grammar.words.subordinator:
            return False
        start += 1
    marked = shape.words[adverb : adverb + 1] and shape.words[adverb] in grammar.words.infinitive_marker
    if start - adverb > 1 and not marked and shape.letters[start : start + 1] in ("V", "X"):
        start = adverb  # adverbs of degree stand for the subject: `too much was made of it`
    if start >= cue.high or shape.letters[start] not in 'RcDNPAMnB"' or not shape.has_verb(start, cue.high):
        return False
    end = content_end(sentence, start, main_clause(sentence, cue, start), cue)
    if not shape.has_verb(start, end) or not is_clause(shape, start, end, grammar, cue):
        return False
    span = shape.span(start, end)
    return sentence.propose(span, "bare-clause", 0.8, cue, cue.subject)


def _infinitive(sentence: Sentence, cue: Cue, after: int) -> bool:
    if not cue.takes("infinitive", "infinitive_a", "address_infinitive"):
        return False
    shape, grammar = sentence.shape, sentence.grammar
    if cue.subject is None and cue.form != "gerund":
        return False
    markers = set(grammar.words.infinitive_marker)
    if cue.takes("infinitive_a"):
        markers |= grammar.words.address_marker
    for position in range(after, min(cue.high, after + 10)):
        marked = shape.words[position] in markers
        verb = position + marked
        while verb < cue.high and shape.letters[verb] in 'nBc"':
            verb += 1
        if (marked or position == after) and verb < cue.high and _is_infinitive(shape, verb, grammar, marked):
            start = position + marked if grammar.forms.infinitive_is_lemma else position
            end = content_end(sentence, start, cue.high, cue, noun=True)
            span = shape.span(start, max(end, start + 1))
            return sentence.propose(span, "infinitive", 0.8, cue, cue.subject)
        if shape.letters[position] in 'VX,:."q' or (
            shape.letters[position] == "D" and not cue.takes("infinitive_a", "address_infinitive") and position == after
        ):
            return False
    return False


def _is_infinitive(shape: Shape, position: int, grammar: Grammar, marked: bool) -> bool:
    if grammar.forms.infinitive_is_lemma:
        token = shape.tokens[position]
        return shape.letters[position] == "I" or (
            shape.letters[position] in "X" and shape.words[position] == token.lemma
        )
    return marked and shape.letters[position] in "IVX"


def _address(sentence: Sentence, cue: Cue, after: int) -> bool:
    """`X accuse Y d'avoir …`, `X accused Y of …`: the charge is the content."""
    if not cue.takes("address", "address_gerund"):
        return False
    shape, grammar = sentence.shape, sentence.grammar
    for position in range(after, min(cue.high, after + 14)):
        if shape.words[position] not in grammar.words.genitive or position + 1 >= cue.high:
            continue
        verb = position + 1
        while verb < cue.high - 1 and shape.letters[verb] in "ncB":
            verb += 1
        if shape.letters[verb] in "IGX":
            end = content_end(sentence, position + 1, cue.high, cue, noun=True)
            span = shape.span(position + 1, end)
            return sentence.propose(span, "address", 0.8, cue, cue.subject)
    return False


def _as(sentence: Sentence, cue: Cue, after: int) -> bool:
    """`se décrit comme …`: only what a speaker says of himself, or what stands in marks."""
    if not cue.takes("as", "object_marked", "self") or cue.subject is None:
        return False
    shape, grammar = sentence.shape, sentence.grammar
    before = shape.words[max(0, cue.first - 1) : cue.main]
    itself = any(word in grammar.words.reflexive for word in before)
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
    span = shape.span(start, end)
    return sentence.propose(span, "as", 0.7, cue, cue.subject)


def _marked_object(sentence: Sentence, cue: Cue, after: int) -> bool:
    """A judgement on something, quoted in part: `jugé l'accord « caduc »`."""
    shape = sentence.shape
    near = range(after, min(cue.high, after + 14))
    if after >= cue.high or not any(shape.letters[k] == '"' for k in near):
        return False
    end = content_end(sentence, after, cue.high, cue, noun=True)
    span = shape.span(after, max(end, after + 1))
    return sentence.propose(span, "object-marked", 0.7, cue, cue.subject)


def _object(sentence: Sentence, cue: Cue, after: int) -> bool:  # noqa: PLR0911 - a walk that stops where a rule decides
    """A noun phrase as the object of a verb of speech: `a confirmé la vente de …`."""
    shape, grammar = sentence.shape, sentence.grammar
    if cue.region >= 0 or (cue.subject is None and cue.form != "gerund"):
        return False
    start = after
    while start < cue.high and (shape.letters[start] == "B" or shape.words[start] in grammar.words.time):
        start += 1
    marked_only = not cue.takes("object", "object_of", "object_to", "about", "on", "object_for")
    if marked_only and not cue.takes("clause", "object_marked"):
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
    free = not needed or not grammar.forms.inverted_subject
    opens = letter in 'D"' or shape.words[start] in grammar.words.object_start or (letter in "MNPA" and free)
    opens = opens or (letter == "G" and cue.takes("gerund"))
    if not opens or (marked_only and letter != '"'):
        return False
    end = content_end(sentence, start, cue.high, cue, noun=True)
    if end <= start + (letter != '"'):
        return False
    span = shape.span(start, end)
    rule = "object-marked" if letter == '"' else "object"
    return sentence.propose(span, rule, 0.75 if letter == '"' else 0.7, cue, cue.subject)


def _preposition(cue: Cue, grammar: Grammar) -> frozenset[str] | None:
    words = grammar.words
    for frame, prepositions in (
        ("object_of", words.genitive),
        ("object_to", words.to),
        ("about", words.about),
        ("on", words.on),
        ("object_for", words.for_),
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
