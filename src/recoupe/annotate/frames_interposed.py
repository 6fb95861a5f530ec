"""Reports that follow or interrupt the words they report: `"…", said X`, `…, a-t-il ajouté, …`.

Rules
    ``interposed-marks`` the report follows quoted words, or stands between two pieces of them;
    ``interposed-inside`` it stands inside the marks; ``interposed-bare`` it follows words without marks;
    ``interposed-middle`` it interrupts words without marks.
"""

from __future__ import annotations

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.contents import content_end
from recoupe.annotate.cues import Cue
from recoupe.annotate.holders import can_speak
from recoupe.annotate.marks import Region
from recoupe.annotate.openings import is_clause, opening_of
from recoupe.annotate.phrases import Tokens, phrase_after, source_after, subject_after
from recoupe.annotate.phrases_before import subject_before

_LONG_CLAUSE = 9
"""Tokens before a report that make a clause even where the tagger has seen no verb."""


_SHORT_GAP = 14
"""Code points between a report and the words that go on after it: an adverb."""

_LONG_GAP = 90
"""The same where a participle between commas belongs to the report."""

_LONGEST_TITLE = 8
"""Tokens, marks included, of the longest title in marks."""


def mark_interposed(sentence: Sentence) -> None:
    """Tell which cues of a sentence are interposed, with their subjects."""
    for cue in sentence.cues:
        if cue.form != "finite" or cue.passive or not cue.takes("clause", "marks") or cue.first <= cue.low:
            continue
        if not _inverted_report(sentence, cue) and sentence.grammar.forms.subject_verb_after_marks:
            _plain_report(sentence, cue)


def _breaks(sentence: Sentence, position: int, low: int) -> tuple[bool, bool]:
    """Whether the token closes quoted words, and whether it sets a report off at all."""
    shape = sentence.shape
    letter, end = shape.letters[position], shape.tokens[position].end
    closed = letter == '"' and any(r.end == end for r in shape.regions)
    if not closed and shape.words[position] == "," and position - 1 > low:
        before = shape.tokens[position - 1].end
        closed = shape.letters[position - 1] == '"' and any(r.end == before for r in shape.regions)
    return closed, closed or letter in ",-" or shape.words[position] in "!?…" or shape.words[position] == "..."


def _inverted_report(sentence: Sentence, cue: Cue) -> bool:  # noqa: PLR0911 - a walk that stops where a rule decides
    shape, grammar = sentence.shape, sentence.grammar
    first = cue.first
    closed, breaks = _breaks(sentence, first - 1, cue.low)
    complementiser = opening_of(sentence, cue, cue.last, 12)
    if cue.inverted is not None:
        asked = shape.words[-1] == "?"
        if not closed and (complementiser is not None or asked or not breaks):
            return False
        cue.interposed, cue.tail = True, cue.last
        if _is_indefinite(sentence, cue.inverted):
            source = source_after(shape, cue.last, cue.high, grammar)
            cue.subject = source or (cue.inverted, cue.inverted + 1)
            cue.tail = source[1] if source else cue.last
        else:
            cue.subject = (cue.inverted, cue.inverted + 1)
        return True
    if not breaks or not (closed or grammar.forms.inverted_subject or cue.takes("bare")):
        return False
    if not closed and not shape.has_verb(cue.low, first - 1) and first - cue.low < _LONG_CLAUSE:
        return _leading_report(sentence, cue) or _parting_report(sentence, cue)
    subject = subject_after(shape, cue.last, cue.high, grammar)
    if subject is not None and not closed and not _named(sentence, subject):
        return False
    if subject is None or (complementiser is not None and complementiser <= subject[0] + 1):
        return False
    if shape.letters[subject[0]] == "R" and subject[1] - subject[0] == 1 and not closed:
        return False
    if not closed and (_own_clause(sentence, cue, subject, complementiser) or _own_subject(sentence, cue, subject)):
        return False
    if not closed and not grammar.forms.inverted_subject and not _ends_report(sentence, cue, subject):
        return False
    cue.interposed, cue.subject, cue.tail = True, subject, subject[1]
    return True


def _named(sentence: Sentence, subject: Tokens) -> bool:
    """Whether a phrase after a verb names somebody, rather than being the verb's object."""
    shape = sentence.shape
    named = set(shape.letters[subject[0] : subject[1]]) & set("NPRM")
    return bool(named) and can_speak(shape, subject, sentence.grammar)


def _leading_report(sentence: Sentence, cue: Cue) -> bool:
    """A report between a conjunction and the words it reports: `Or, relève X, le texte dit …`."""
    shape = sentence.shape
    if set(shape.letters[cue.low : cue.first]) - set("CBs,") or cue.first - cue.low > 3:
        return False
    subject = _subject_in_commas(sentence, cue)
    if subject is None or not shape.has_verb(subject[1], cue.high):
        return False
    cue.interposed, cue.subject, cue.tail = True, subject, subject[1]
    return True


def _parting_report(sentence: Sentence, cue: Cue) -> bool:
    """A report between a subject or an adverbial and the rest: `La route, a annoncé la préfecture, sera fermée`."""
    shape = sentence.shape
    subject = _subject_in_commas(sentence, cue)
    if subject is None or subject[1] + 1 >= cue.high:
        return False
    adverbial = shape.letters[cue.low] in "EB" and shape.has_verb(subject[1], cue.high)
    if shape.letters[subject[1] + 1] not in "VXcn" and not adverbial:
        return False
    cue.interposed, cue.subject, cue.tail = True, subject, subject[1]
    return True


def _subject_in_commas(sentence: Sentence, cue: Cue) -> Tokens | None:
    """The speaker after a cue, when a comma closes the report after it."""
    shape = sentence.shape
    phrases = (phrase_after(shape, cue.last, cue.high, sentence.grammar, apposition=a) for a in (True, False))
    subject = next((p for p in phrases if p is not None and shape.words[p[1] : p[1] + 1] == [","]), None)
    return subject if subject is not None and _named(sentence, subject) else None


def _own_subject(sentence: Sentence, cue: Cue, subject: Tokens) -> bool:
    """Whether a speaker stands before a verb, with no other verb and only an apposition between: `X, maire, …`."""
    shape = sentence.shape
    own = subject_before(shape, cue.first, cue.low, sentence.grammar)
    if own is None or not can_speak(shape, own, sentence.grammar) or shape.has_verb(cue.low, own[0]):
        return False
    between = shape.letters[own[0] : cue.first].partition("w")[0]
    return shape.words[subject[1] : subject[1] + 1] != [","] and not set(between) & set("VX")


def _ends_report(sentence: Sentence, cue: Cue, subject: Tokens) -> bool:
    """Whether a verb and the subject after it are a report and nothing else, as in `…, said Ms Orrin`."""
    shape = sentence.shape
    if cue.last - cue.first > 1 or not _follows_its_words(sentence, cue, (cue.first, cue.first)):
        return False
    return subject[1] >= cue.high or shape.letters[subject[1]] in ',.w-:E"'


def _own_clause(sentence: Sentence, cue: Cue, subject: Tokens, complementiser: int | None) -> bool:
    """Whether a verb after a comma has its subject before it and so reports what follows."""
    shape = sentence.shape
    comma = shape.letters.rfind(",", cue.low, cue.first - 1)
    own = subject_before(shape, cue.first, cue.low, sentence.grammar)
    if complementiser is not None:
        return own is not None
    relative = "w" in shape.letters[cue.low : cue.first]
    between = shape.has_verb(comma + 1, cue.first - 1) if comma >= 0 else True
    only_relative = relative and not between
    phrase_is_subject = own is not None and own[0] <= cue.low + 1 and not shape.has_verb(own[0], own[1])
    return only_relative or (
        phrase_is_subject and subject[1] - subject[0] > 0 and not shape.has_verb(cue.low, cue.first)
    )


def _plain_report(sentence: Sentence, cue: Cue) -> None:
    """`"…," X said`: subject, then verb, after the words reported."""
    shape, grammar = sentence.shape, sentence.grammar
    subject = subject_before(shape, cue.first, cue.low, grammar)
    comma = shape.letters.rfind(",", cue.low, cue.first)
    if subject is not None and subject[0] <= comma < cue.first - 1 and shape.words[cue.last : cue.last + 1] == [","]:
        subject = subject_before(shape, cue.first, comma + 1, grammar)
    if subject is None or subject[0] <= cue.low or shape.words[subject[0]] in grammar.words.first_person:
        return
    subject = _with_participle(sentence, subject, cue.low)
    closed, breaks = _breaks(sentence, subject[0] - 1, cue.low)
    if not breaks or shape.inside[subject[0]] != cue.region:
        return
    if _reports_what_follows(sentence, cue, subject, closed):
        return
    if not closed and not (_follows_its_words(sentence, cue, subject) and cue.takes("clause") and cue.takes("marks")):
        return
    tail = cue.last
    while tail < cue.high and shape.letters[tail] not in ',.:"':
        tail += 1
    cue.interposed, cue.subject, cue.tail = True, subject, tail
    while cue.first > max(subject[1], cue.low) and shape.letters[cue.first - 1] != ",":
        cue.first -= 1


def _with_participle(sentence: Sentence, subject: Tokens, low: int) -> Tokens:
    """A subject after quoted words with the participle that qualifies it: `"…," retired pilot Ada Quill said`."""
    shape = sentence.shape
    first = subject[0] - 1
    if first > low + 1 and shape.letters[first] in "VJ" and shape.letters[subject[0]] in "NPA":
        participle = shape.words[first].endswith(sentence.grammar.forms.participle)
        if participle and shape.letters[first - 1] == '"':
            return first, subject[1]
    return subject


def _reports_what_follows(sentence: Sentence, cue: Cue, subject: Tokens, closed: bool) -> bool:
    """Whether a report in the ordinary order has its words after it: a clause, or quoted words after a comma."""
    shape, grammar = sentence.shape, sentence.grammar
    if cue.last >= cue.high:
        return False
    if shape.words[cue.last] in grammar.words.complementiser:
        return True
    if closed:
        return _titled(sentence, subject[0]) and is_clause(shape, cue.last, cue.high, grammar, cue)
    if opening_of(sentence, cue, cue.last) is not None:
        return True
    if shape.words[cue.last] == "," and '"' in shape.letters[cue.last + 1 : cue.last + 2]:
        return True
    return shape.letters[cue.last] in "RDPNX" and shape.has_verb(cue.last, cue.high)


def _titled(sentence: Sentence, position: int) -> bool:
    """Whether the marked words before a token are a title inside the reporter's own sentence."""
    shape = sentence.shape
    before = shape.tokens[position].start
    region = next((r for r in shape.regions[::-1] if r.end <= before), None)
    if region is None or not shape.text[shape.start : region.start].strip():
        return False
    first, last = shape.at(region.start), shape.at(region.end)
    return last - first < _LONGEST_TITLE and not shape.has_verb(first, last)


def _follows_its_words(sentence: Sentence, cue: Cue, subject: Tokens) -> bool:
    """Whether words without marks before a report can be what it reports: a clause, or any words that it interrupts."""
    shape = sentence.shape
    if shape.words[cue.last : cue.last + 1] == [","]:
        return True
    if not shape.has_verb(cue.low, subject[0] - 1):
        return False
    subordinate = shape.letters[cue.low] in "sEqCJ" or not _finite_start(sentence, cue.low)
    return not subordinate or shape.letters.count(",", cue.low, subject[0] - 1) > 0


def _finite_start(sentence: Sentence, low: int) -> bool:
    """Whether a sentence does not begin with a participle, as `Asked about it, …` does."""
    return sentence.shape.letters[low] not in "VX"


def _is_indefinite(sentence: Sentence, position: int) -> bool:
    word = sentence.shape.words[position].rsplit("-", 1)[-1]
    return word in sentence.grammar.words.indefinite


def interposed_frames(sentence: Sentence) -> None:
    """Propose what the interposed cues of a sentence report."""
    for cue in sentence.cues:
        if not cue.interposed:
            continue
        if cue.region >= 0:
            region = sentence.shape.regions[cue.region]
            sentence.propose((region.inner_start, region.inner_end), "interposed-inside", 0.95, cue, cue.subject)
        else:
            _outside_marks(sentence, cue)
        if cue.subject is not None and cue.region < 0:
            sentence.main = cue.subject


def _report_start(cue: Cue) -> int:
    """The token where the report begins: its subject where that comes first."""
    if cue.subject is not None and cue.subject[0] < cue.first:
        return cue.subject[0]
    return cue.first


def _outside_marks(sentence: Sentence, cue: Cue) -> None:
    shape = sentence.shape
    first = _report_start(cue)
    report = shape.tokens[first].start
    start = shape.start
    if _propose_following(sentence, cue, first):
        return
    end = shape.tokens[first - 1].end
    before = [r for r in shape.regions if r.end <= report and r.start >= start]
    if before and report - before[-1].end < 4:
        if _stands_alone(sentence, before[-1], start) or _own_report(sentence, cue, before[-1]):
            start = before[-1].start
    elif before and not shape.text[start : before[0].start].strip():
        start = before[0].start
    resumed = _resumed(sentence, cue, report)
    if resumed is not None and before:
        sentence.propose((start, resumed.inner_end), "interposed-marks", 0.95, cue, cue.subject)
        return
    tail = cue.tail
    if not before and _goes_on(sentence, tail) and not _cut_at(sentence, tail + 1):
        sentence.propose((start, shape.end), "interposed-middle", 0.8, cue, cue.subject)
        return
    verbless = (
        before
        and sentence.grammar.forms.inverted_subject
        and not shape.has_verb(shape.at(before[-1].start), shape.at(before[-1].end))
    )
    if verbless and start == before[-1].start and _goes_on(sentence, tail):
        sentence.propose((start, shape.end), "interposed-middle", 0.8, cue, cue.subject)
        return
    rule = "interposed-marks" if before else "interposed-bare"
    sentence.propose((start, end), rule, 0.95 if before else 0.85, cue, cue.subject)


def _propose_following(sentence: Sentence, cue: Cue, first: int) -> bool:
    """Propose the clause after a report, where only a conjunction or an adverb stands before it; False otherwise."""
    shape = sentence.shape
    linked = sentence.grammar.forms.inverted_subject and not set(shape.letters[:first]) - set("CBs,")
    after = cue.tail + (shape.words[cue.tail : cue.tail + 1] == [","])
    if not (linked or _subordinated(sentence, first)) or after >= len(shape.tokens) - 1:
        return False
    if not shape.has_verb(after, len(shape.tokens)):
        return False
    end = content_end(sentence, after, len(shape.tokens), cue)
    return sentence.propose(shape.span(after, end), "interposed-middle", 0.9, cue, cue.subject)


def _subordinated(sentence: Sentence, first: int) -> bool:
    """Whether a report stands between a subordinating word and the clause it opens: `où, dit-il, …`."""
    shape = sentence.shape
    words = sentence.grammar.words
    if first < 2 or shape.words[first - 1] != ",":
        return False
    return shape.letters[first - 2] in "qws" or shape.words[first - 2] in words.complementiser


def _goes_on(sentence: Sentence, tail: int) -> bool:
    """Whether the words reported go on after the comma that closes their report."""
    shape = sentence.shape
    size = len(shape.tokens)
    if tail >= size - 2 or shape.words[tail] != "," or shape.letters[tail + 1] == "w":
        return False
    if shape.letters[tail + 1] == "G":
        clause = next((k for k in range(tail + 2, size) if shape.letters[k] in "VXqws,"), size)
        return clause < size and shape.letters[clause] in "VX" and not any(c.first == tail + 1 for c in sentence.cues)
    return shape.has_verb(tail, size)


def _cut_at(sentence: Sentence, position: int) -> bool:
    following = " ".join(sentence.shape.words[position : position + 5]).replace("' ", "'")
    return sentence.grammar.cut.match(following) is not None


def _stands_alone(sentence: Sentence, region: Region, start: int) -> bool:
    """Whether the marked words before a report are its whole content, whatever stands before them."""
    shape = sentence.shape
    before = shape.text[start : region.start].rstrip()
    if not before or before[-1] in ":;.!?":
        return True
    inside = [k for k in range(len(shape.tokens)) if region.start < shape.tokens[k].start < region.end]
    if len(inside) <= 5:
        return False
    first, last = inside[0], inside[-1]
    verbless = not set(shape.letters[:first]) & set("VXJ")
    return verbless and shape.letters[first] in "DRPs" and shape.has_verb(first, last + 1)


def _own_report(sentence: Sentence, cue: Cue, region: Region) -> bool:
    """Whether what stands before the marked words has a report of its own."""
    before = sentence.shape.text[sentence.shape.start : region.start].rstrip()
    return before[-1:] in (",", ":") and any(
        other is not cue
        and not other.interposed
        and other.form == "finite"
        and other.region < 0
        and other.takes("clause")
        and sentence.shape.tokens[other.main].end <= region.start
        for other in sentence.cues
    )


def _resumed(sentence: Sentence, cue: Cue, report: int) -> Region | None:
    """The marked words that go on after the report."""
    shape = sentence.shape
    following = next((r for r in shape.regions if r.start >= report), None)
    if following is None or cue.tail >= len(shape.tokens) or cue.tail == 0:
        return None
    gap = following.start - shape.tokens[cue.tail - 1].end
    until = shape.at(following.start)
    if until > cue.tail and shape.letters[until - 1] == "E":
        return None  # a title in marks after a preposition is no words said
    if 0 <= gap < _SHORT_GAP:
        return None if set(shape.letters[cue.tail : until]) & set("VXG") else following
    adjunct = shape.words[cue.tail] == "," and shape.words[until - 1] == "," and shape.letters[cue.tail + 1] == "G"
    silent = not any(cue.tail <= c.main < until and c.takes("marks") for c in sentence.cues)
    return following if gap < _LONG_GAP and adjunct and silent else None
