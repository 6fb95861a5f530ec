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
from recoupe.annotate.frames import find_complementiser
from recoupe.annotate.holders import can_speak
from recoupe.annotate.marks import Region
from recoupe.annotate.phrases import Tokens, phrase_after, source_after, subject_after, subject_before

_LONG_CLAUSE = 9
"""Tokens before a report that make a clause even where the tagger has seen no verb."""


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
    complementiser = find_complementiser(shape, cue.last, cue.high, grammar, 12)
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
    if not breaks or not (closed or grammar.forms.inverted_subject):
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
    """A report between a subject and its verb: `La route, a annoncé la préfecture, sera fermée`."""
    shape = sentence.shape
    subject = _subject_in_commas(sentence, cue)
    if subject is None or subject[1] + 1 >= cue.high or shape.letters[subject[1] + 1] not in "VXcn":
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
    """Whether a speaker stands before a verb, with no other verb, and only an apposition between: `X, maire de Y, …`."""
    shape = sentence.shape
    own = subject_before(shape, cue.first, cue.low, sentence.grammar)
    if own is None or not can_speak(shape, own, sentence.grammar) or shape.has_verb(cue.low, own[0]):
        return False
    between = shape.letters[own[0] : cue.first].partition("w")[0]
    return shape.words[subject[1] : subject[1] + 1] != [","] and not set(between) & set("VX")


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
    if subject is None or subject[0] <= cue.low:
        return
    closed, breaks = _breaks(sentence, subject[0] - 1, cue.low)
    if not breaks or shape.inside[subject[0]] != cue.region:
        return
    pronoun = shape.letters[subject[0]] == "R"
    if not closed:
        if not shape.has_verb(cue.low, subject[0] - 1) and not (
            pronoun and shape.words[cue.last : cue.last + 1] == [","]
        ):
            return
        if shape.letters[cue.low] in "sEqC" and shape.letters.count(",", cue.low, subject[0] - 1) == 0:
            return
    following = shape.letters[cue.last : cue.last + 1]
    if cue.last < cue.high:
        if shape.words[cue.last] in grammar.words.complementiser:
            return
        if not closed and following in tuple("RDPNX") and shape.has_verb(cue.last, cue.high):
            return
    tail = cue.last
    while tail < cue.high and shape.letters[tail] not in ',.:"':
        tail += 1
    cue.interposed, cue.subject, cue.tail = True, subject, tail
    cue.first = min(cue.first, max(subject[1], cue.low))


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


def as_frame(sentence: Sentence) -> None:
    """`Comme l'explique X, …`, `…, comme l'a dit X`: the clause that the comparison is set in is the content."""
    shape, grammar = sentence.shape, sentence.grammar
    for cue in sentence.cues:
        if cue.interposed or cue.region >= 0 or not cue.takes("clause", "marks") or shape.letters[cue.first] != "c":
            continue
        if (
            shape.words[cue.main - 1 if shape.letters[cue.main - 1] == "c" else cue.first]
            not in grammar.words.said_pronoun
        ):
            continue
        subject = subject_before(shape, cue.first, cue.low, grammar)
        opening = (subject[0] if subject else cue.first) - 1
        if subject is None or opening < 0 or shape.words[opening] not in grammar.words.as_:
            opening, subject = cue.first - 1, subject_after(shape, cue.last, cue.high, grammar)
        if subject is None or opening < 0 or shape.words[opening] not in grammar.words.as_:
            continue
        cue.interposed, cue.subject = True, subject
        _compared(sentence, cue, opening, max(cue.last, subject[1]))


def _compared(sentence: Sentence, cue: Cue, opening: int, tail: int) -> None:
    """Propose the clause before a comparison, or the one after it where nothing stands before."""
    shape = sentence.shape
    after = tail + 1 if shape.words[tail : tail + 1] == [","] else tail
    if not set(shape.letters[:opening]) - set("CB,"):
        if after < len(shape.tokens) - 1:
            end = content_end(sentence, after, len(shape.tokens), cue)
            sentence.propose(shape.span(after, end), "as-clause", 0.8, cue, cue.subject)
        return
    if shape.words[opening - 1] != "," and shape.letters[opening - 1] != '"':
        return
    goes_on = shape.words[tail : tail + 1] == [","] and shape.has_verb(after, len(shape.tokens))
    if goes_on and not shape.has_verb(0, opening):
        sentence.propose((shape.start, shape.end), "as-clause", 0.7, cue, cue.subject)
        return
    before = [r for r in shape.regions if r.start >= shape.start and 0 <= shape.tokens[opening].start - r.end < 4]
    start = before[-1].start if before else shape.start
    sentence.propose((start, shape.tokens[opening - 1].end), "as-clause", 0.75, cue, cue.subject)


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
    if not set(shape.letters[:first]) - set("CBs,") or _subordinated(sentence, first):
        after = cue.tail + (shape.words[cue.tail : cue.tail + 1] == [","])
        if after < len(shape.tokens) - 1 and shape.has_verb(after, len(shape.tokens)):
            end = content_end(sentence, after, len(shape.tokens), cue)
            sentence.propose(shape.span(after, end), "interposed-middle", 0.9, cue, cue.subject)
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
    goes_on = tail < len(shape.tokens) - 2 and shape.words[tail] == "," and shape.letters[tail + 1] not in "wG"
    if not before and goes_on and shape.has_verb(tail, len(shape.tokens)) and not _cut_at(sentence, tail + 1):
        sentence.propose((start, shape.end), "interposed-middle", 0.8, cue, cue.subject)
        return
    verbless = before and not shape.has_verb(shape.at(before[-1].start), shape.at(before[-1].end))
    if verbless and goes_on and start == before[-1].start and shape.has_verb(tail, len(shape.tokens)):
        sentence.propose((start, shape.end), "interposed-middle", 0.8, cue, cue.subject)
        return
    rule = "interposed-marks" if before else "interposed-bare"
    sentence.propose((start, end), rule, 0.95 if before else 0.85, cue, cue.subject)


def _subordinated(sentence: Sentence, first: int) -> bool:
    """Whether a report stands between a subordinating word and the clause it opens: `où, dit-il, …`."""
    shape = sentence.shape
    words = sentence.grammar.words
    if first < 2 or shape.words[first - 1] != ",":
        return False
    return shape.letters[first - 2] in "qws" or shape.words[first - 2] in words.complementiser


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
    if not 0 <= gap < 14:
        return None
    until = shape.at(following.start)
    if until > cue.tail and shape.letters[until - 1] == "E":
        return None  # a title in marks after a preposition is no words said
    if set(shape.letters[cue.tail : until]) & set("VXG"):
        return None
    return following
