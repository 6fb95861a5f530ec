"""Frames in which the marks alone tell that somebody is quoted.

Rules
    ``standing`` for quoted sentences without a report, ``signed`` with a name after a dash, ``colon-standing`` after a
    colon, ``marks-only`` for long quoted words inside a sentence; ``continued`` for a sentence that goes on with the
    words of the speaker before it and quotes some of them: free indirect speech, shown by its marks.
"""

from __future__ import annotations

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.contents import content_end
from recoupe.annotate.holders import can_speak
from recoupe.annotate.marks import Region
from recoupe.annotate.phrases import Tokens, phrase_after
from recoupe.annotate.phrases_before import subject_before

MIN_STANDING = 5
"""Words in marks that make a sentence; fewer are a title, a nickname or a word held at arm's length."""

_LONGEST_SIGNATURE = 12
"""Tokens of the longest signature: a name, what its bearer does, and a place."""
_SINGLE = "'‘‚’"

MIN_CONTINUED = 4
"""Words in marks that show a sentence to go on with what a speaker says."""


def standing_frames(sentence: Sentence) -> None:
    """Propose the marked regions of a sentence that no other frame has taken."""
    if _continued(sentence):
        return
    for index, region in enumerate(sentence.shape.regions):
        if region.start >= sentence.shape.start and not _taken(sentence, region) and index in sentence.shape.inside:
            _standing(sentence, index, region)


def _standing(sentence: Sentence, index: int, region: Region) -> None:
    """Propose quoted words that stand for themselves, as far as their place and length show them to be said."""
    shape, content = sentence.shape, (region.inner_start, region.inner_end)
    words = _words_inside(sentence, index)
    verb = any(shape.inside[k] == index and shape.letters[k] in "VX" for k in range(len(shape.tokens)))
    before = shape.text[shape.start : region.start].strip()
    after = shape.text[region.end : shape.end].strip(' .,;\n\u00a0»”"')
    ended = shape.text[region.inner_end - 1] in ".!?…"
    signature = _signature(sentence, region) if not before and after else None
    if signature is not None:
        sentence.propose(content, "signed", 0.8, None, signature)
    elif not before and not after:
        heading = region.mark in _SINGLE and not ended
        if not heading and ((words >= MIN_STANDING and verb) or (words > 2 and ended)):
            sentence.propose(content, "standing", 0.6, None, None)
    elif before.endswith(":") and words >= MIN_STANDING and verb and not after:
        sentence.propose(content, "colon-standing", 0.55, None, _colon_speaker(sentence, region))
    elif words >= MIN_STANDING and (verb or words >= 3 * MIN_STANDING):
        sentence.propose(content, "marks-only", 0.4, None, _speaker_beside(sentence, region))


def _signature(sentence: Sentence, region: Region) -> Tokens | None:
    """The name that signs quoted words after a dash: `"…" - Clara Orrin, Melby`."""
    shape = sentence.shape
    dash, last = shape.at(region.end), len(shape.tokens)
    while last > dash and shape.letters[last - 1] == ".":
        last -= 1
    first = dash + 1
    if not first < last <= first + _LONGEST_SIGNATURE or shape.letters[dash] != "-":
        return None
    named = shape.text[shape.tokens[first].start].isupper() and "P" in shape.letters[first:last]
    return (first, last) if named and not set(shape.letters[first:last]) & set('VX":') else None


def _continued(sentence: Sentence) -> bool:
    """A sentence without a report that follows reported words and quotes a part of itself."""
    shape = sentence.shape
    if not sentence.follows or sentence.candidates or shape.words[-1] == "?":
        return False
    outside = [k for k in range(len(shape.tokens)) if shape.inside[k] < 0 and shape.letters[k] not in '",.-:()']
    inside = [_words_inside(sentence, r) for r in range(len(shape.regions))]
    if (
        max(inside, default=0) < MIN_CONTINUED
        or len(outside) < 2
        or not sum(inside) <= len(outside) <= 2 * sum(inside)
        or ":" in shape.letters
        or not _verb_outside(sentence)
    ):
        return False
    if any(_is_sentence(sentence, k) for k in range(len(shape.regions))):
        return False  # quoted sentences stand by themselves
    end = content_end(sentence, 0, len(shape.tokens), None)
    return sentence.propose(shape.span(0, end), "continued", 0.5, None, None)


def _is_sentence(sentence: Sentence, region: int) -> bool:
    """Whether marked words are a sentence: they open or end one, or have a subject and its verb."""
    shape, marked = sentence.shape, sentence.shape.regions[region]
    inside = [k for k in range(len(shape.tokens)) if shape.inside[k] == region]
    if not inside or marked.start <= shape.start or shape.text[marked.inner_end - 1] in ".!?…":
        return True
    if inside[0] > 1 and shape.letters[inside[0] - 2] in "qVXJ":
        return True
    verb = next((k for k in inside if shape.letters[k] in "VX"), None)
    subject = shape.letters[inside[0] : verb] if verb is not None else ""
    return bool(subject) and subject[0] in "DRPN" and not set(subject) & set("wqsI:")


def _verb_outside(sentence: Sentence) -> bool:
    shape = sentence.shape
    return any(shape.inside[k] < 0 and shape.letters[k] in "VX" for k in range(len(shape.tokens)))


def _words_inside(sentence: Sentence, region: int) -> int:
    shape = sentence.shape
    return sum(shape.inside[k] == region and shape.words[k][0].isalnum() for k in range(len(shape.tokens)))


def _taken(sentence: Sentence, region: Region) -> bool:
    return any(c.start <= region.inner_start and c.end >= region.inner_end - 3 for c in sentence.candidates)


def _speaker_beside(sentence: Sentence, region: Region) -> Tokens | None:
    """Who speaks by the build of the sentence: the phrase right before the quoted words, or the subject of a verb."""
    shape, grammar = sentence.shape, sentence.grammar
    until = shape.at(region.start)
    end = until
    while end > 0 and shape.letters[end - 1] in "cnB":
        end -= 1
    verbs = [k for k in range(until) if shape.letters[k] in "VX" and shape.inside[k] < 0]
    beside = subject_before(shape, end, 0, grammar)
    phrases: list[Tokens | None] = [beside] if beside is not None and not shape.has_verb(0, beside[0]) else []
    phrases += [subject_before(shape, _group_start(sentence, verb), 0, grammar) for verb in (*verbs[-1:], *verbs[:1])]
    named = (p for p in phrases if p is not None and shape.letters[p[0] : p[1]].strip("DAE"))
    return next((p for p in named if _outside(sentence, p) and can_speak(shape, p, grammar)), None)


def _group_start(sentence: Sentence, verb: int) -> int:
    while verb > 0 and sentence.shape.letters[verb - 1] in "cnBX":
        verb -= 1
    return verb


def _outside(sentence: Sentence, phrase: Tokens) -> bool:
    return all(sentence.shape.inside[k] < 0 for k in range(*phrase))


def _colon_speaker(sentence: Sentence, region: Region) -> Tokens | None:
    """Who is quoted after a colon: the agent or subject of the clause before it, or a noun phrase at either end."""
    shape, grammar = sentence.shape, sentence.grammar
    until = shape.at(region.start)
    by = max((k for k in range(until - 1) if shape.words[k] in grammar.words.by), default=None)
    agent = phrase_after(shape, by + 1, until - 1, grammar) if by is not None else None
    if agent is not None and agent[1] >= until - 2:
        return agent
    verb = next((k for k in range(until) if shape.letters[k] in "VX" and shape.inside[k] < 0), None)
    phrases = [subject_before(shape, verb, 0, grammar)] if verb is not None else []
    phrases += [subject_before(shape, until - 1, 0, grammar), phrase_after(shape, 0, until, grammar)]
    return next((p for p in phrases if p is not None and can_speak(shape, p, grammar)), None)
