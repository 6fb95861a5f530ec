"""Who speaks, in a sentence without parts of speech: the noun phrase beside the cue.

Noun phrase
    A pronoun; or words with capitals, with the article and small words before them, those that link them, and an
    apposition between commas.
Subject
    The phrase that opens the sentence where it can be a subject, else the one right after the finite verb.

Whatever is less plain is left unsaid: a wrong speaker misleads more than none.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.annotate.candidates import Candidate, Offsets
from recoupe.annotate.cues_plain import Line, PlainCue
from recoupe.annotate.grammar_plain import PlainWords
from recoupe.model.annotation import Speaker
from recoupe.text.words import lower_word

Tokens = tuple[int, int]
"""Half-open range of the tokens of a line."""

_MAX_SMALL = 4
"""Small words between an article and its noun."""

_MAX_SUBJECT = 40
"""Tokens of the longest phrase that may open a sentence and be its subject."""

_CARRYING = frozenset({"marks-only", "reported-mood", "standing"})
"""Rules of quotations without a cue of their own, which go on with the speaker before them."""


def subject_of(line: Line, cue: PlainCue) -> Tokens | None:
    """Who speaks by a cue, wherever it stands in the sentence."""
    if cue.finite < 0:
        return None
    if cue.passive and not cue.quotes:
        return _agent(line, cue)
    after = subject_after(line, cue)
    if after is not None and line.words[after[0]] in line.grammar.words.masculine:
        return after  # a subject by its form, whatever opens the sentence
    opening = _opening_subject(line, cue.finite)
    if opening is not None and cue.quotes and not cue.passive:
        return phrase_after(line, cue.at + 1, oblique=True)
    if opening is None and not _coordinated(line, cue.finite):
        # The subject follows its verb where something else, or another clause, stands before it.
        inverted = opening_phrase(line, cue.finite) is None or line.words[cue.finite - 1] == ","
        opening = (after if inverted else None) if after is not None else _linked_name(line, cue.finite)
    return opening


def citing_subject(line: Line, cue: PlainCue) -> Tokens | None:
    """Who cites, by a cue whose object speaks: its subject, or where it is cited in the passive."""
    if not cue.passive:
        return _opening_subject(line, cue.finite)
    for index in range(cue.finite + 1, cue.at):
        if line.bare(index) and line.words[index] in line.grammar.words.cited_in:
            return phrase_after(line, index + 1, oblique=True)
    return None


def source_words(line: Line, start: int) -> Tokens | None:
    """A source that is a name in marks, after the phrase that introduces it."""
    region = next((r for r in line.regions if r.start == line.tokens[start].start), None)
    return (start, line.at(region.end)) if region is not None else None


def subject_after(line: Line, cue: PlainCue) -> Tokens | None:
    """The phrase right after a cue's finite verb, unless it is a part of the cue itself."""
    phrase = phrase_after(line, cue.finite + 1)
    own = phrase is not None and cue.last - len(cue.entry.rest) < phrase[0] <= cue.last
    return None if own and cue.last > cue.at else phrase


def _agent(line: Line, cue: PlainCue) -> Tokens | None:
    """Who a passive verb says that it was done by."""
    for index in range(cue.finite + 1, cue.at - 1):
        if line.bare(index) and line.words[index] in line.grammar.words.by:
            return phrase_after(line, index + 1, oblique=True)
    return None


def opening_phrase(line: Line, end: int) -> Tokens | None:
    """The noun phrase that opens a sentence, before the token `end`."""
    start = line.first_bare()
    if start >= end or line.inside[0] >= 0 or line.words[start] in line.grammar.words.opener:
        return None
    return _phrase(line, start)


def _coordinated(line: Line, index: int) -> bool:
    """Whether a verb shares the subject of one before it."""
    return line.bare(index - 1) and line.words[index - 1] in line.grammar.words.conjunction


def _linked_name(line: Line, finite: int) -> Tokens | None:
    """A name that opens the sentence with a linking word, as names of places and of nobles do."""
    start = line.first_bare()
    opens = start + 1 < finite and line.words[start] in line.grammar.words.link and line.inside[0] < 0
    return (start, finite) if opens and _phrase_end(line, start) == finite else None


def _opening_subject(line: Line, finite: int) -> Tokens | None:
    """The phrase that opens the sentence, if it can be the subject of the verb at `finite`."""
    start = line.first_bare()
    phrase = opening_phrase(line, finite)
    if phrase is None or phrase[1] > finite:
        return None
    if _goes_on_to(line, start, finite):
        return start, finite
    shared = _coordinated(line, finite) and "," not in line.words[phrase[1] : finite]
    return phrase if phrase[1] == finite or shared else None


def _goes_on_to(line: Line, start: int, finite: int) -> bool:
    """Whether what stands between the first noun phrase and the verb belongs to it: more of it, or an apposition."""
    words = line.grammar.words
    noun = _noun_phrase(line, start)
    end = noun[1] if noun else finite
    between = [line.words[k] for k in range(end, finite) if line.bare(k)]
    if not between or len(between) > _MAX_SUBJECT:
        return end < finite and not between  # nothing but a name in marks
    commas = between.count(",")
    closed = commas % 2 == 0 and (commas == 0 or between[-1] == ",")
    enclosed = commas == 2 and between[0] == between[-1] == ","
    verbs = any(word in words.auxiliary or word in line.grammar.forms for word in between)
    onward = between[0] == "," or between[0] in words.opener
    return closed and onward and (enclosed or not verbs) and not _coordinated(line, finite)


def phrase_after(line: Line, index: int, *, oblique: bool = False) -> Tokens | None:
    """The noun phrase that begins at a token, or after the pronouns and adverbs that stand there.

    Args:
        line: the sentence.
        index: where to look.
        oblique: whether it may open with an article that opens no subject.
    """
    words = line.grammar.words
    skipped = 0
    while line.bare(index) and skipped < 3 and not line.capital(index):
        if line.words[index] not in words.clitic and line.words[index] not in words.adverb:
            break
        index += 1
        skipped += 1
    return _phrase(line, index, oblique=oblique) if line.bare(index) else None


def _phrase(line: Line, index: int, *, oblique: bool = False) -> Tokens | None:
    """The noun phrase that begins at a token, with its apposition."""
    phrase = _noun_phrase(line, index, oblique=oblique)
    apposition = (
        _apposition(line, phrase[1]) if phrase and line.words[index] not in line.grammar.words.pronoun else None
    )
    return phrase if phrase is None or apposition is None else (index, apposition)


def _noun_phrase(line: Line, index: int, *, oblique: bool = False) -> Tokens | None:
    """The noun phrase that begins at a token, without an apposition."""
    words = line.grammar.words
    word = line.words[index]
    if word in words.oblique and not oblique:
        return None
    opens = word in words.article
    if word in words.pronoun and not (opens and _head(line, index + 1) is not None):
        return index, index + 1
    head = _head(line, index + 1) if opens else index
    if head is None or not line.bare(head) or not line.capital(head):
        return None
    return index, _phrase_end(line, head)


def _head(line: Line, index: int) -> int | None:
    """The first word with a capital after an article and a few small words."""
    words = line.grammar.words
    for position in range(index, min(index + _MAX_SMALL, len(line.words))):
        word = line.words[position]
        small = word in words.article or word in words.opener
        if not line.bare(position) or not word[0].isalnum() or (small and not line.capital(position)):
            return None
        if line.capital(position):
            return position
    return None


def _phrase_end(line: Line, head: int) -> int:
    """Where the words with capitals from `head` on end, with what links them and what they hold in brackets."""
    words = line.grammar.words
    end = head + 1
    while line.bare(end):
        if line.capital(end):
            end += 1
        elif line.words[end] in words.link and (following := _linked(line, end + 1)) is not None:
            end = following + 1
        elif line.words[end] == "(" and ")" in line.words[end : end + 6]:
            end = line.words.index(")", end) + 1
        else:
            break
    return end


def _linked(line: Line, index: int) -> int | None:
    """The noun of a phrase that a linking word joins, with or without an article of its own."""
    article = line.bare(index) and line.words[index] in line.grammar.words.article
    return _head(line, index + 1 if article else index)


def _apposition(line: Line, end: int) -> int | None:
    """Where an apposition between commas ends that begins at the comma at `end`; None when there is none."""
    words = line.grammar.words
    if not line.bare(end) or line.words[end] != "," or not line.bare(end + 1):
        return None
    head = _linked(line, end + 1)
    if head is None:
        return None
    position = head
    while line.bare(position) and line.words[position] not in {",", ".", ":", ";", "!", "?"}:
        if line.words[position] in words.auxiliary or line.words[position] in line.grammar.forms:
            return None
        position += 1
    closed = line.bare(position) and line.words[position] == ","
    return position + 1 if closed else _phrase_end(line, head)


def source_of(line: Line) -> tuple[Tokens, Tokens | None] | None:
    """The phrase that introduces a source, and the source, where a line has one."""
    words = line.grammar.words
    for index in range(len(line.words)):
        if not line.bare(index):
            continue
        if size := line.grammar.source_at(line.words, index):
            return (index, index + size), phrase_after(line, index + size, oblique=True)
        if line.words[index] in words.according_after:
            return (index, index + 1), _phrase_before(line, index)
    return None


def _phrase_before(line: Line, index: int) -> Tokens | None:
    """The noun phrase that ends right before a token and opens with an article or a capital."""
    for start in range(max(0, index - 8), index):
        opens = line.bare(start) and (line.words[start] in line.grammar.words.article or line.capital(start))
        phrase = _phrase(line, start, oblique=True) if opens else None
        if phrase is not None and phrase[1] == index:
            return phrase
    return None


@dataclass
class PlainSpeakers:
    """Names the speakers of one article, in the order of its text.

    Attributes:
        recent: those named so far, each with its gender (``m``, ``f``, or empty when nothing tells it).
    """

    text: str
    words: PlainWords
    recent: list[tuple[Speaker, str]] = field(default_factory=list)

    def name(self, candidate: Candidate) -> Speaker | None:
        """The speaker of a candidate; a quotation without a report takes that of its paragraph's last report."""
        if candidate.speaker is None:
            return None
        speaker = self._speaker(candidate.speaker)
        if candidate.rule in _CARRYING:
            return Speaker(name=speaker.name, entity=None, entities=(), start=None, end=None)
        return speaker

    def _speaker(self, offsets: Offsets) -> Speaker:
        start, end = offsets
        words = self.text[start:end]
        name = self._named_before(lower_word(words), start) or self._bare(words)
        speaker = Speaker(name=name, entity=None, entities=(), start=start, end=end)
        self.recent.append((speaker, self._gender(words)))
        return speaker

    def _named_before(self, pronoun: str, start: int) -> str:
        """The name of the paragraph's last speaker that a pronoun can stand for; empty for other words."""
        words = self.words
        genders = {"m"} if pronoun in words.masculine else set()
        genders |= {"f"} if pronoun in words.feminine else set()
        if not genders and pronoun not in words.plural:
            return ""
        for speaker, gender in self.recent[::-1]:
            if "\n" in self.text[speaker.end : start]:
                break
            if lower_word(speaker.name) not in words.pronoun and (not gender or gender in genders):
                return speaker.name
        return ""

    def _gender(self, words: str) -> str:
        first = lower_word(words.split(maxsplit=1)[0])
        if first in self.words.male and first not in self.words.female:
            return "m"
        return "f" if first in self.words.female else ""

    def _bare(self, words: str) -> str:
        """A noun phrase up to its apposition or bracket, without its article."""
        head = " ".join(words.split(",", maxsplit=1)[0].split(" (", maxsplit=1)[0].split())
        first, _, rest = head.partition(" ")
        return rest if rest and lower_word(first) in self.words.article else head
