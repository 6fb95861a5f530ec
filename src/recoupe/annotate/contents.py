"""Where the words said end: a content runs on until the reporter speaks again."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.cues import Cue
from recoupe.annotate.grammar import Grammar
from recoupe.annotate.openings import is_clause
from recoupe.annotate.phrases_before import subject_before
from recoupe.annotate.shapes import Shape


@dataclass(frozen=True)
class _Content:
    """A content whose end is looked for.

    Attributes:
        start, high: the content's first token, and the one that it cannot pass.
        cue: the cue that reports it, if one does.
        noun: it is a noun phrase or an infinitive.
        heads: cues that may report anew, by their first tokens.
        leads: the cue opens the sentence, so that the main clause follows the content.
    """

    sentence: Sentence
    start: int
    high: int
    cue: Cue | None
    noun: bool
    heads: dict[int, Cue]
    leads: bool


def content_end(sentence: Sentence, start: int, high: int, cue: Cue | None, *, noun: bool = False) -> int:
    """The token after the last one of a content that starts at `start`.

    A content ends at a participle or interposed report that speaks of the same saying, at a coordinated verb that
    reports anew, at a semicolon, and where a phrase of the pack says that the reporter goes on.

    Args:
        sentence: with its cues.
        start: the content's first token.
        high: the token that it cannot pass.
        cue: the cue that reports it, if one does.
        noun: the content is a noun phrase or an infinitive, which a comma and a conjunction end.
    """
    shape = sentence.shape
    home = shape.inside[start]
    heads = {c.first: c for c in sentence.cues if c is not cue and _may_end(shape, c)}
    leads = cue is not None and cue.form == "gerund" and not shape.has_verb(0, cue.first)
    content = _Content(sentence, start, high, cue, noun, heads, leads)
    depth = int(shape.letters[start : start + 1] == "(")
    for position in range(start + 1, high):
        letter = shape.letters[position]
        depth += (letter == "(") - (letter == ")")
        if depth > 0 or (shape.inside[position] != home and shape.inside[position] >= 0):
            continue
        end = _report_end(content, position)
        if end is None and _ends_at(content, position):
            end = position
        if end is not None:
            return end
    return high


def _report_end(content: _Content, position: int) -> int | None:
    """Where a content ends because a report begins at a token, or just before it; None when none does."""
    shape, grammar, start = content.sentence.shape, content.sentence.grammar, content.start
    letters = shape.letters
    other, before = content.heads.get(position), letters[position - 1]
    if other is not None and other.form == "gerund" and position > start + 1 and before != "w":
        free = grammar.forms.inverted_subject
        if before in ',-"C' or (before != "E" and free):
            return position
        if before == "E" and free and (letters[position - 2] == "," or other.first == position != other.main):
            return position - 1
    if _reporter_resumes(shape, position, content.heads, grammar):
        if before == "w" and position - 1 > start:
            return _before_antecedent(shape, position - 1, start)
        return position if letters[position] == "," else position + 1
    anew = letters[position] == "C" and _coordinated_report(shape, position, content.high, content.heads, grammar)
    if anew or (
        letters[position] in ",-C" and grammar.forms.nested and _speaks_anew(content.sentence, position, content.cue)
    ):
        return position
    return None


def _ends_at(content: _Content, position: int) -> bool:
    """Whether a content ends before a token because the sentence or the main clause goes on there."""
    shape, grammar = content.sentence.shape, content.sentence.grammar
    letter = shape.letters[position]
    if shape.words[position] == ";" or (letter == "." and position < content.high - 1):
        return True
    if content.noun and _noun_ends_at(content, position):
        return True
    if letter != ",":
        return False
    cue = content.cue
    parted = content.noun or (cue is not None and (cue.form == "gerund" or _in_relative(shape, cue, grammar)))
    whole = content.noun or _has_own_verb(shape, content.start, position)
    if parted and whole and _main_verb_follows(shape, content.start, position, content.cue):
        return True
    return content.leads and _new_clause(shape, position + 1)


def _noun_ends_at(content: _Content, position: int) -> bool:
    """Whether a content that is a noun phrase or an infinitive ends before a token."""
    shape, grammar, start = content.sentence.shape, content.sentence.grammar, content.start
    if shape.letters[position] == ":" and shape.inside[start] < 0 and shape.letters[position + 1 : position + 2] == '"':
        return True
    if position <= start + 1:
        return False
    cut = grammar.forms.inverted_subject and shape.letters[position] in "Es" and _cut_at(shape, position, grammar)
    return cut or _ends_phrase(shape, start, position, content.high, content.heads, grammar)


def _may_end(shape: Shape, cue: Cue) -> bool:
    """Whether a cue can open a report of its own after a content: no noun, no wish, no infinitive of purpose."""
    return cue.form != "noun" and cue.entry.kind != "wish" and shape.letters[cue.main] != "I"


def _in_relative(shape: Shape, cue: Cue, grammar: Grammar) -> bool:
    """Whether a comma and a relative pronoun open the clause of a cue: `le pont, dont X assure qu'il tient, …`."""
    first = min(cue.first, cue.subject[0]) if cue.subject is not None else cue.first
    comma = shape.letters.rfind(",", cue.low, first)
    if comma < 0 or not grammar.forms.inverted_subject:
        return False
    opening = shape.letters[comma + 1]
    pronoun = opening == "R" and shape.words[comma + 1] not in grammar.words.subject
    return comma + 2 == first and (opening in "wq" or pronoun)


def _has_own_verb(shape: Shape, start: int, end: int) -> bool:
    """Whether a clause has a verb beside those of its relatives: `que le pont, qui date de 1970, …` has none.

    A bare verb after a comma is a participle that the tagger mistook: `que le pont, construit en 1970, …`.
    """
    letters = shape.letters
    verbs = sum(
        (letters[k] == "X" and letters[k - 1] not in "Xn") or (letters[k] == "V" and letters[k - 1] not in "VXn,")
        for k in range(start, end)
    )
    return verbs > letters.count("w", start, end)


def _main_verb_follows(shape: Shape, start: int, comma: int, cue: Cue | None) -> bool:
    """Whether the verb after a comma belongs to the sentence, and not to a relative clause of the content."""
    after = comma + 1
    while after < len(shape.letters) and shape.letters[after] in "cn":
        after += 1
    related = cue is not None and cue.first > 0 and shape.letters[cue.first - 1] == "w"
    verb = shape.letters[after : after + 1]
    if verb != "X" and not (verb == "V" and (related or after > comma + 1)):
        return False
    relative = shape.letters.rfind("w", start, comma)
    return relative < 0 or shape.has_verb(relative + 1, comma)


def _ends_phrase(shape: Shape, start: int, position: int, high: int, heads: dict[int, Cue], grammar: Grammar) -> bool:
    """Whether a noun phrase or an infinitive ends before a token."""
    if grammar.forms.inverted_subject:
        return _leaves_phrase(shape, position, high, heads)
    letters = shape.letters
    if shape.words[position] in grammar.words.adjunct and letters[position - 1] in 'NPARM)"':
        return True
    if letters[position] == "B":
        return _phrase_of_report(shape, position, grammar)
    if shape.words[position] == "," and letters[position + 1 : position + 2] == "C":
        return not _goes_on(shape, position + 2, high)
    if joins_infinitives(shape, start, position, grammar) or _joins_gerund(shape, position, heads, grammar):
        return False
    return _leaves_phrase(shape, position, high, heads)


def _goes_on(shape: Shape, start: int, high: int) -> bool:
    """Whether one more noun phrase follows a conjunction, and no clause."""
    stop = next((k for k in range(start, high) if shape.letters[k] not in "DANPMEBn"), high)
    return stop > start and (stop == high or shape.letters[stop] not in "VX")


def main_clause(sentence: Sentence, cue: Cue, start: int) -> int:
    """The token that the content of a cue cannot pass: where the main clause begins after a cue in a clause of time.

    In `When the mayor said it was over, the crowd left` the crowd is the reporter's.

    Args:
        sentence: with its cues.
        cue: with its subject.
        start: the content's first token.
    """
    shape, grammar = sentence.shape, sentence.grammar
    first = min(cue.subject[0], cue.first) if cue.subject is not None else cue.first
    opener = first - 1
    if opener < cue.low or shape.words[opener] not in grammar.words.subordinator:
        return cue.high
    if opener > cue.low and shape.letters[opener - 1] not in "BC,":
        return cue.high
    for position in range(start, cue.high - 2):
        if shape.words[position] != "," or shape.inside[position] != shape.inside[start]:
            continue
        follows = shape.letters[position + 1] in "RDNPA" and is_clause(shape, position + 1, cue.high, grammar, cue)
        if follows and shape.has_verb(start, position):
            return position
    return cue.high


def _before_antecedent(shape: Shape, relative: int, start: int) -> int:
    """Where the noun phrase before a relative pronoun begins: after the last comma."""
    comma = shape.letters.rfind(",", start + 1, relative)
    return comma if comma > start else relative


def _reporter_resumes(shape: Shape, position: int, heads: dict[int, Cue], grammar: Grammar) -> bool:
    if shape.letters[position] not in ',"-' or position + 1 >= len(shape.tokens):
        return False
    after = position + 1
    while after < min(len(shape.tokens) - 1, position + 4) and shape.letters[after] in "ncBE":
        after += 1
    for other in (heads.get(after), heads.get(position + 1)):
        if other is not None and (other.form == "gerund" or (other.interposed and other.first == position + 1)):
            return True
    following = " ".join(shape.words[position + 1 : position + 6]).replace("' ", "'")
    return _cut_at(shape, position + 1, grammar) or grammar.according.match(following) is not None


def _cut_at(shape: Shape, position: int, grammar: Grammar) -> bool:
    """Whether the reporter goes on at a token."""
    following = " ".join(shape.words[position : position + 5]).replace("' ", "'")
    return grammar.cut.match(following) is not None


def _coordinated_report(shape: Shape, position: int, high: int, heads: dict[int, Cue], grammar: Grammar) -> bool:
    """Whether a coordination opens a report of its own, with the subject of the first one or with a pronoun."""
    after = position + 1
    pronoun = after < high and shape.letters[after] == "R" and shape.words[max(0, position - 1)] == ","
    if pronoun and grammar.forms.inverted_subject:
        after += 1
    while after < high and shape.letters[after] in "ncB":
        after += 1
    other = heads.get(after) or heads.get(position + 1) or heads.get(position + 2 if after > position + 1 else -1)
    return other is not None and other.form in ("finite", "gerund") and other.inverted is None


def _speaks_anew(sentence: Sentence, position: int, cue: Cue | None) -> bool:
    """Whether a mark or a conjunction opens a report of its own: `…, but she denied that …`, `… and critics said …`."""
    shape, grammar = sentence.shape, sentence.grammar
    first = position + 1
    if shape.letters[position] != "C" and first < len(shape.tokens):
        conjunction = shape.letters[first] == "C" or shape.words[first] in grammar.words.subordinator
        if not conjunction:
            return False
        first += 1
    anew = next((c for c in sentence.cues if c is not cue and c.form == "finite" and c.first > first), None)
    if anew is None or anew.region >= 0 or anew.interposed or not anew.takes("clause", "address", "address_gerund"):
        return False
    if anew.entry.kind not in grammar.forms.nested | {"criticise"}:
        return False
    subject = subject_before(shape, anew.first, first, grammar)
    return subject is not None and subject[0] == first and shape.words[first] not in grammar.words.first_person


def _new_clause(shape: Shape, start: int) -> bool:
    """Whether a short subject and its verb follow a comma."""
    letters = shape.letters[start : start + 6]
    reach = min((k for k in (letters.find(mark) for mark in ',."wqsC') if k >= 0), default=len(letters))
    return letters[:1] in ("R", "D", "P", "N", "E") and bool(set(letters[1:reach]) & set("VX"))


def _joins_gerund(shape: Shape, position: int, heads: dict[int, Cue], grammar: Grammar) -> bool:
    """Whether a conjunction joins a gerund, which is no cue, to the noun phrase before it."""
    gerund = shape.letters[position : position + 2] == "CG"
    return gerund and position + 1 not in heads and not grammar.forms.inverted_subject


def _phrase_of_report(shape: Shape, position: int, grammar: Grammar) -> bool:
    """Whether a fixed phrase that belongs to the report stands at a token: `in a statement`."""
    here = " ".join(shape.words[position : position + 5])
    return not grammar.forms.inverted_subject and grammar.inside.match(here) is not None


def joins_infinitives(shape: Shape, start: int, position: int, grammar: Grammar) -> bool:
    """Whether a conjunction joins one more infinitive, which is written like the lemma, to one in the content."""
    if grammar.forms.infinitive_is_lemma or shape.letters[position] != "C" or "I" not in shape.letters[start:position]:
        return False
    after = position + 1
    while after < len(shape.tokens) and shape.letters[after] in "nB":
        after += 1
    return (
        after < len(shape.tokens)
        and shape.letters[after] == "V"
        and shape.words[after] == shape.tokens[after].lemma
        and shape.words[after] not in grammar.words.have | grammar.words.be
    )


def _leaves_phrase(shape: Shape, position: int, high: int, heads: dict[int, Cue]) -> bool:
    letters = shape.letters
    if shape.words[position] == ",":
        following = letters[position + 1 : position + 4]
        clause = following[:1] in ("s", "q", "C", "G") or following[:2] in ("Rw", "Rq", "RR", "BG", "RG")
        return clause or _new_clause(shape, position + 1)
    if letters[position] != "C":
        return False
    after = position + 1
    if after < high and letters[after] == "R":
        after += 1
    while after < high and letters[after] in "ncB":
        after += 1
    return after < high and (letters[after] in "VX" or (letters[after] in "GJ" and after in heads))


def marked_end(sentence: Sentence, start: int, end: int) -> int:
    """The end of a content that opens with quoted words: a comma after them closes it, unless more are quoted."""
    shape = sentence.shape
    region = sentence.region_at(shape.tokens[start].start)
    if region is None:
        return end
    after = shape.at(region.end)
    if after >= end or shape.letters[after] not in ",:" or '"' in shape.letters[after + 1 : after + 4]:
        return end
    return after
