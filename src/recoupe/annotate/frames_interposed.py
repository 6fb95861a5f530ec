"""Reports that follow or interrupt the words they report: `"…", said X`, `…, a-t-il ajouté, …`.

Rules
    ``interposed-marks`` the report follows quoted words, or stands between two pieces of them;
    ``interposed-inside`` it stands inside the marks; ``interposed-bare`` it follows words without marks;
    ``interposed-middle`` it interrupts words without marks.
"""

from __future__ import annotations

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.cues import Cue
from recoupe.annotate.frames import find_complementiser
from recoupe.annotate.marks import Region
from recoupe.annotate.phrases import Tokens, phrase_after, subject_after, subject_before


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
            cue.subject = _source_after(sentence, cue.last, cue.high)
            cue.tail = cue.subject[1] if cue.subject else cue.last
        else:
            cue.subject = (cue.inverted, cue.inverted + 1)
        return True
    if not breaks or not (closed or grammar.forms.inverted_subject):
        return False
    if not closed and not shape.has_verb(cue.low, first - 1):
        return False
    subject = subject_after(shape, cue.last, cue.high, grammar)
    if subject is None or (complementiser is not None and complementiser <= subject[0] + 1):
        return False
    if shape.letters[subject[0]] == "R" and not closed:
        return False
    if not closed and _own_clause(sentence, cue, subject, complementiser):
        return False
    cue.interposed, cue.subject, cue.tail = True, subject, subject[1]
    return True


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


def _source_after(sentence: Sentence, start: int, high: int) -> Tokens | None:
    """Who is named as the source after an impersonal report: `a-t-on appris auprès de X`."""
    shape, grammar = sentence.shape, sentence.grammar
    for position in range(start, min(high, start + 6)):
        from_here = " ".join(shape.words[position : position + 5]).replace("' ", "'")
        match = grammar.source.match(from_here)
        if match:
            width = len(match.group().replace("'", "' ").split())
            return phrase_after(shape, position + width, high, grammar)
    return None


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
        if cue.subject is not None and cue.inverted is None:
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
    rule = "interposed-marks" if before else "interposed-bare"
    sentence.propose((start, end), rule, 0.95 if before else 0.85, cue, cue.subject)


def _cut_at(sentence: Sentence, position: int) -> bool:
    following = " ".join(sentence.shape.words[position : position + 5]).replace("' ", "'")
    return sentence.grammar.cut.match(following) is not None


def _stands_alone(sentence: Sentence, region: Region, start: int) -> bool:
    """Whether the marked words before a report are its whole content, whatever stands before them."""
    shape = sentence.shape
    before = shape.text[start : region.start].rstrip()
    if not before or before[-1] in ":,;.!?":
        return True
    inside = [k for k in range(len(shape.tokens)) if region.start < shape.tokens[k].start < region.end]
    if len(inside) <= 5:
        return False
    first, last = inside[0], inside[-1]
    verbless = not set(shape.letters[:first]) & set("VXJ")
    return verbless and shape.letters[first] in "DRPs" and shape.has_verb(first, last + 1)


def _own_report(sentence: Sentence, cue: Cue, region: Region) -> bool:
    """Whether what stands before the marked words has a report of its own."""
    return any(
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
    if set(shape.letters[cue.tail : until]) & set("VXG"):
        return None
    return following
