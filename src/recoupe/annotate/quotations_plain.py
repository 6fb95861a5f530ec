"""Direct quotations without parts of speech: marked words, and the report beside them.

Rule
    ``trailing`` (a report follows the marks), ``introduced`` (a colon stands before them), ``reported-words`` (a piece
    in marks of what a sentence reports), ``source`` (the same, where a phrase names the source), ``reported-mood`` (the
    same, where only the mood of the verb tells), ``reported-back`` (the next sentence says who said it), ``standing``
    (a sentence of its own), ``marks-only``; ``relayed`` for who passes on words that another said.

One pass over the sentences of an article. What is reported without marks is not looked for: without parts of speech
nothing tells where it ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from recoupe.annotate.candidates import Candidate, Offsets
from recoupe.annotate.cues_plain import Line, PlainCue, find_plain_cues
from recoupe.annotate.frames_marked import MIN_STANDING
from recoupe.annotate.grammar_plain import PlainGrammar
from recoupe.annotate.marks import Region
from recoupe.annotate.pieces_plain import (
    Piece,
    introduces_wording,
    is_name,
    open_bracket,
    piece_of,
    unite_regions,
)
from recoupe.annotate.shapes import MAX_TOKENS
from recoupe.annotate.speakers_plain import (
    Tokens,
    citing_subject,
    opening_phrase,
    phrase_after,
    source_of,
    source_words,
    subject_after,
    subject_of,
)
from recoupe.model.annotation import Token

_CLOSING = 3
"""Tokens between a noun such as `words` and the colon: what closes a separable verb or an infinitive."""


@dataclass
class PlainReader:
    """Reads the sentences of one article.

    Attributes:
        reporter: offsets of who spoke last in the paragraph, for the sentences that go on.
        unreported: pieces of the sentence before that no report was found for.
    """

    text: str
    grammar: PlainGrammar
    regions: Sequence[Region]
    reporter: Offsets | None = None
    unreported: list[Piece] = field(default_factory=list)

    def read(self, tokens: Sequence[Token]) -> Iterator[Candidate]:
        """The quotations of an article's tokens, sentence by sentence."""
        last = 0
        for line in self._lines(tokens):
            if "\n" in self.text[last : line.tokens[0].start]:
                self.reporter, self.unreported = None, []
            last = line.tokens[-1].end
            if len(line.tokens) <= MAX_TOKENS:
                yield from self._read_line(line)
            else:
                yield from self._read_marks(line)

    def _lines(self, tokens: Sequence[Token]) -> Iterator[Line]:
        """Sentences with their regions; those that one region holds together are one."""
        regions = unite_regions(self.text, self.regions)
        first = last = 0
        held: list[Token] = []
        for _, sentence in groupby(tokens, key=lambda t: t.sentence):
            held += sentence
            while first < len(regions) and regions[first].end <= held[0].start:
                first += 1
            while last < len(regions) and regions[last].start < held[-1].end:
                last += 1
            if last == first or regions[last - 1].end <= held[-1].end:
                yield Line(self.text, held, regions[first:last], self.grammar)
                held = []
        if held:
            yield Line(self.text, held, regions[first:], self.grammar)

    def _read_line(self, line: Line) -> Iterator[Candidate]:
        cues = find_plain_cues(line)
        yield from self._read_back(line, cues)
        self.unreported = []
        for piece in (p for r in line.regions if (p := piece_of(line, r)) is not None):
            candidate = self._read_piece(line, piece, cues)
            if candidate is not None:
                yield candidate
                yield from _relayed(line, candidate, cues)
        told = next((s for c in cues if (s := subject_of(line, c)) is not None), None)
        if told is not None:
            self.reporter = _offsets(line, told)

    def _read_back(self, line: Line, cues: list[PlainCue]) -> Iterator[Candidate]:
        """What the sentence before holds, where this one says who said it, as in `Das sagte X`."""
        first = line.first_bare()
        cue = next((c for c in cues if c.finite == first + 1), None)
        if cue is not None and first == 0 and line.words[first] in self.grammar.words.back:
            subject = subject_after(line, cue)
            speaker = _offsets(line, subject) if subject else None
            for piece in self.unreported:
                yield _candidate(piece, "reported-back", 0.5, cue=_said(line, cue), speaker=speaker, by=cue)

    def _read_marks(self, line: Line) -> Iterator[Candidate]:
        """A line too long to be a sentence: its long marked stretches alone."""
        for region in line.regions:
            inside = line.tokens[0].start <= region.start
            if inside and len(self.text[region.inner_start : region.inner_end].split()) >= MIN_STANDING:
                yield Candidate(region.inner_start, region.inner_end, "marks-only", 0.4)

    def _read_piece(self, line: Line, piece: Piece, cues: list[PlainCue]) -> Candidate | None:
        found = _trailing(line, piece, cues)
        if found is not None:
            self.reporter = found.speaker or self.reporter
            return found
        if line.bare(piece.before) and line.words[piece.before] == ":":
            found = _introduced(line, piece, cues)
            if found is not None or open_bracket(line, piece.before) >= 0:
                return found
        cue = _nearest(piece, cues)
        if is_name(line, piece, cue):
            return None
        found = self._in_report(line, piece, cue) or self._alone(line, piece)
        if found is None:
            self.unreported.append(piece)
        return found

    def _in_report(self, line: Line, piece: Piece, cue: PlainCue | None) -> Candidate | None:
        """A piece of what its sentence reports, by a verb, a source, a noun, or the mood."""
        source = source_of(line) if cue is None or cue.finite < 0 else None
        if source is not None:
            phrase, holder = source
            speaker = _offsets(line, holder) if holder else None
            return _candidate(piece, "source", 0.6, cue=_offsets(line, phrase), speaker=speaker)
        if cue is not None:
            return _reported(line, piece, cue, "reported-words", 0.6)
        if any(line.bare(k) and word in self.grammar.words.mood for k, word in enumerate(line.words)):
            return _candidate(piece, "reported-mood", 0.45, speaker=self.reporter)
        return None

    def _alone(self, line: Line, piece: Piece) -> Candidate | None:
        """A marked stretch without any report in its sentence."""
        opens = piece.before < 0 or not any(line.bare(k) for k in range(piece.after) if line.words[k][0].isalnum())
        closes = piece.after >= len(line.words) or not line.words[piece.after][0].isalnum()
        size = len(piece.words)
        if opens and closes and (size >= MIN_STANDING or (piece.ended and size > 2)):
            return _candidate(piece, "standing", 0.55, speaker=self.reporter)
        small = sum(word[0].islower() for word in piece.words)
        phrase = piece.words[0][0].islower() or 2 * small >= size
        if (size >= MIN_STANDING and phrase) or (piece.ended and size > 2):
            return _candidate(piece, "marks-only", 0.4)
        return None


def _relayed(line: Line, candidate: Candidate, cues: list[PlainCue]) -> Iterator[Candidate]:
    """The same words with who passes them on, where a sentence names both: `X zitiert Y`, `Y sagte laut X`."""
    cue = next((c for c in cues if candidate.cue == _said(line, c)), None)
    if candidate.speaker is None or cue is None:
        return
    source = source_of(line)
    if source is not None and source[0][1] <= line.at(candidate.start):
        phrase, said = source[1] or source_words(line, source[0][1]), source[0]
    else:
        phrase, said = (citing_subject(line, cue) if cue.quotes else None), (cue.at, cue.at + 1)
    if phrase is None or _offsets(line, phrase) == candidate.speaker:
        return
    yield Candidate(
        candidate.start,
        candidate.end,
        "relayed",
        0.5,
        _offsets(line, said),
        speaker=_offsets(line, phrase),
        flags=("relay",),
    )


def _introduced(line: Line, piece: Piece, cues: list[PlainCue]) -> Candidate | None:
    """A piece after a colon: introduced by a cue, by a noun such as `words`, or by the colon alone."""
    colon = piece.before
    opened = open_bracket(line, colon)
    verbs = [c for c in cues if c.finite >= 0 and opened < c.at < colon]
    wording = next((k for k in range(colon - 1, colon - 1 - _CLOSING, -1) if introduces_wording(line, k)), None)
    if verbs:
        reported = _reported(line, piece, verbs[-1], "introduced", 0.9)
        if reported.speaker is None and wording is not None:
            reported.speaker = _opening(line, colon)
        return reported
    if wording is not None:
        cue = _offsets(line, (wording, wording + 1))
        return _candidate(piece, "introduced", 0.8, cue=cue, speaker=_opening(line, colon))
    nouns = [c for c in cues if opened < c.at < colon]
    if nouns or len(piece.words) >= MIN_STANDING or (piece.ended and opened < 0):
        return _candidate(piece, "introduced", 0.6 if nouns else 0.5)
    return None


def _opening(line: Line, end: int) -> Offsets | None:
    phrase = opening_phrase(line, end)
    return _offsets(line, phrase) if phrase else None


def _said(line: Line, cue: PlainCue) -> Offsets:
    return _offsets(line, (cue.at, cue.at + 1))


def _reported(line: Line, piece: Piece, cue: PlainCue, rule: str, score: float) -> Candidate:
    subject = subject_of(line, cue)
    speaker = _offsets(line, subject) if subject else None
    return _candidate(piece, rule, score, cue=_said(line, cue), speaker=speaker, by=cue)


def _trailing(line: Line, piece: Piece, cues: list[PlainCue]) -> Candidate | None:
    """The report right after the marks: `…, sagte X`, `…, so X`, `…, wie X sagte`."""
    words, at = line.grammar.words, piece.after
    comma = line.bare(at) and line.words[at] == ","
    at += comma
    if not line.bare(at) or not (comma or piece.before < 0 or piece.ended):
        return None
    such = comma and line.words[at] in words.such
    at += such
    cue = next((c for c in cues if c.finite == at), None)
    if cue is not None:
        subject = subject_after(line, cue)
    elif line.bare(at) and line.words[at] in words.as_:
        cue = next((c for c in cues if c.at > at), None)
        subject = phrase_after(line, at + 1) if cue else None
    else:
        subject = phrase_after(line, at) if such else None
    if cue is None and subject is None:
        return None
    speaker = _offsets(line, subject) if subject else None
    said = (cue.at, cue.at + 1) if cue else (at - 1, at)
    return _candidate(piece, "trailing", 0.9, cue=_offsets(line, said), speaker=speaker, by=cue)


def _nearest(piece: Piece, cues: list[PlainCue]) -> PlainCue | None:
    """The cue that reports a piece: the last verb before it, else the first after it, else a noun."""
    verbs = [c for c in cues if c.finite >= 0]
    before = [c for c in verbs or cues if c.at <= piece.before]
    return before[-1] if before else next(iter(verbs or cues), None)


def _offsets(line: Line, tokens: Tokens) -> Offsets:
    end = tokens[1]
    while end - 1 > tokens[0] and line.words[end - 1] == ",":
        end -= 1
    return line.tokens[tokens[0]].start, line.tokens[end - 1].end


def _candidate(
    piece: Piece,
    rule: str,
    score: float,
    *,
    cue: Offsets | None = None,
    speaker: Offsets | None = None,
    by: PlainCue | None = None,
) -> Candidate:
    return Candidate(
        piece.region.inner_start,
        piece.region.inner_end,
        rule,
        score,
        cue,
        by.entry.lemma if by else None,
        by.entry.kind if by else "",
        speaker,
        by.negated if by else False,
    )
