"""Frames in the ordinary order: subject, cue, words reported.

Rules
    ``clause`` a complementiser opens the content; ``bare-clause`` none does; ``colon`` and ``colon-bare`` a colon does;
    ``free-relative`` the content stands before. What follows the cue as an infinitive or a noun phrase has its frames
    in `frames_complements`, judgements in `frames_predicates`, the passive in `frames_passive`.
"""

from __future__ import annotations

from collections.abc import Callable

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.contents import content_end, main_clause
from recoupe.annotate.cues import Cue
from recoupe.annotate.frames_complements import COMPLEMENTS, infinitive_frame, preposition_of
from recoupe.annotate.frames_passive import passive_frames
from recoupe.annotate.grammar import Grammar
from recoupe.annotate.holders import can_speak, has_head, is_document, speaking_antecedent
from recoupe.annotate.marks import Region
from recoupe.annotate.openings import is_clause, opening_of
from recoupe.annotate.phrases import Tokens, phrase_after, source_before, subject_after
from recoupe.annotate.phrases_before import subject_before
from recoupe.annotate.shapes import Shape
from recoupe.annotate.subjects import heads_clause, shared_subject

Frame = Callable[[Sentence, Cue, int], bool]
"""Proposes what a cue reports, given the token after it; False when it finds nothing."""

_BELIEFS = frozenset({"feel", "know", "think"})
"""Classes of cue that report no saying in the first person: `je crois que`."""

_PERSONAL = frozenset({"add", "answer", "concede", "deny", "explain", "feel", "manner", "promise", "say", "think"})
"""Classes of cue whose subject speaks whatever it is, when a clause follows: only somebody answers that."""

_BEFORE_COLON = 30
"""Tokens between a cue and the colon that introduces quoted words."""

_NEAR_COLON = 14
"""The same for words without marks."""


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
    frames: tuple[Frame, ...] = (_clause, _colon, _bare_clause, *COMPLEMENTS)
    if cue.subject is not None and not _source_can_speak(sentence, cue, cue.subject):
        if cue.entry.kind not in _PERSONAL:
            return
        frames = (_clause, _colon, _bare_clause, infinitive_frame)
    if cue.future and not cue.takes("clause"):
        return
    if cue.takes("source") and _is_nobody(sentence, cue):
        return  # `on apprend que …` tells what the author has learned
    after = cue.tail or cue.last
    for frame in frames:
        if frame(sentence, cue, after):
            return


def _is_nobody(sentence: Sentence, cue: Cue) -> bool:
    """Whether the subject is a pronoun that names nobody."""
    word = sentence.shape.words[cue.subject[0]] if cue.subject is not None else ""
    return word.rsplit("-", 1)[-1] in sentence.grammar.words.indefinite


def _source_can_speak(sentence: Sentence, cue: Cue, subject: Tokens) -> bool:
    """Whether a subject can say what its cue reports; what a text lays down, and is no clause, only a document says."""
    shape, grammar = sentence.shape, sentence.grammar
    if cue.entry.kind == "stipulate" and shape.letters[cue.last : cue.last + 1] != "q":
        return is_document(shape, subject, grammar)
    if cue.entry.kind == "condemn" and has_head(shape, subject, grammar.words.judge):
        return False  # a sentence is passed, not said
    return can_speak(shape, subject, grammar)


def _set_subject(sentence: Sentence, cue: Cue) -> None:
    shape, grammar = sentence.shape, sentence.grammar
    before = shape.letters[cue.first - 1] if cue.first > cue.low else ""
    if cue.inverted is not None:
        cue.subject = (cue.inverted, cue.inverted + 1)
    elif cue.form == "gerund" or before == "C":
        cue.subject = shared_subject(sentence, cue)
        if cue.subject is not None and cue.subject[0] > cue.last:
            cue.high = cue.subject[0] - 1  # the main clause follows
    else:
        cue.subject = subject_before(shape, cue.first, cue.low, grammar)
        if cue.subject is not None:
            cue.subject = _source_of(sentence, cue, cue.subject)
        elif (cue.first == cue.low or before in ",:") and grammar.forms.inverted_subject:
            cue.subject = subject_after(shape, cue.last, cue.high, grammar)
            cue.tail = cue.subject[1] if cue.subject else 0


def _source_of(sentence: Sentence, cue: Cue, subject: Tokens) -> Tokens:
    """Who speaks where the subject is a relative pronoun or nobody in particular."""
    shape, grammar = sentence.shape, sentence.grammar
    if shape.letters[cue.first - 1] == "w" and not can_speak(shape, subject, grammar):
        return speaking_antecedent(shape, subject, cue.low, grammar)
    if shape.words[subject[0]] in grammar.words.indefinite:
        source = source_before(shape, subject[0], cue.low, grammar)
        return source if source is not None and can_speak(shape, source, grammar) else subject
    return subject


def _speaks(sentence: Sentence, cue: Cue) -> bool:
    """Whether somebody speaks.

    No author in the first person, no impersonal verb, no cue without subject in marks. Who is quoted may tell what he
    said before; what he says by saying it (`je promets que …`) is no report.
    """
    shape, words = sentence.shape, sentence.grammar.words
    if cue.subject is None:
        return cue.region < 0
    word = shape.words[cue.subject[0]].rsplit("-", 1)[-1]
    cue.negated = cue.negated or word in words.nobody
    if cue.subject[1] - cue.subject[0] == 1 and shape.letters[cue.subject[0]] in "Rci":
        if word in words.first_person:
            told = bool(set(shape.letters[cue.first : cue.main]) & set("VX")) or bool(cue.entry.rest)
            told = told and sentence.grammar.forms.inverted_subject
            return cue.region >= 0 and told and cue.entry.kind not in _BELIEFS
        if word in words.impersonal_subject and shape.tokens[cue.main].lemma in words.impersonal_lemmas:
            return False
    return True


def _clause(sentence: Sentence, cue: Cue, after: int) -> bool:
    if not cue.takes("clause", "interrogative"):
        return False
    shape, grammar = sentence.shape, sentence.grammar
    opening = opening_of(sentence, cue, after)
    if opening is None or (cue.subject is None and cue.form != "gerund"):
        return False
    if not cue.takes("bare") and _after_object(shape, after, opening, grammar):
        return False
    if _after_noun(cue, shape, after, opening, grammar) or (opening > after and _noun_holds(sentence, opening)):
        return False
    high = main_clause(sentence, cue, opening)
    end = content_end(sentence, opening + 1, high, cue) if opening + 1 < high else 0
    if end <= opening + 2:
        return False
    inner = shape.words[opening] in grammar.words.embedded or shape.letters[opening + 1] in "VX"
    starts = [opening if inner else opening + 1]
    stops = []
    for position in range(opening + 3, end - 1):
        if _joins_clause(shape, position, grammar, opening) and shape.has_verb(starts[-1], position):
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


def _after_noun(cue: Cue, shape: Shape, after: int, opening: int, grammar: Grammar) -> bool:
    """Whether the clause belongs to a noun after the cue's preposition, or is a free relative: `confirmer ce que …`."""
    needed = preposition_of(cue, grammar)
    before = shape.words[opening - 1]
    if needed is not None and shape.words[after] in needed:
        return before not in grammar.words.fact | grammar.words.demonstrative
    introduced = grammar.words.to | grammar.words.genitive
    free = opening - 1 == after or shape.words[opening - 2] not in introduced
    return opening > after and before in grammar.words.demonstrative and free


def _joins_clause(shape: Shape, position: int, grammar: Grammar, opening: int) -> bool:
    """Whether a conjunction, or a comma before a pronoun subject, adds a second clause to a first: `que …, qu'il …`."""
    words = grammar.words
    if shape.words[position + 1] not in words.complementiser or shape.inside[position] != shape.inside[opening]:
        return False
    if shape.letters[position + 2] in "VX" and not grammar.forms.inverted_subject:
        return False
    personal = words.masculine | words.feminine | words.plural | words.indefinite
    pronoun = shape.words[position] == "," and shape.words[position + 2] in personal
    return shape.letters[position] == "C" or pronoun


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
        aside = aside and grammar.forms.inverted_subject
        whole = aside or not shape.has_verb(rest, cue.high) or _reporter_follows(sentence, region)
        end = region.inner_end if whole else shape.tokens[cue.high - 1].end
        return sentence.propose((region.start, end), "colon", 0.95, cue, cue.subject)
    if shape.words[colon] == ":" and colon - after < 4 and cue.subject is not None and cue.form == "finite":
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
