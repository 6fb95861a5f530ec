"""Candidates: what a frame proposes, before the best set is chosen."""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.annotate.cues import Cue
from recoupe.annotate.grammar import Grammar
from recoupe.annotate.marks import Region
from recoupe.annotate.phrases import Tokens
from recoupe.annotate.shapes import Shape

Offsets = tuple[int, int]
"""Half-open range of code points of the document."""

_SHORTEST = 3
"""Code points of the shortest content that is no figure."""

_OUTSIDE = " \t\r\n\u00a0\u202f\u2009,;:-–—"


@dataclass(slots=True)
class Candidate:
    """A quotation that a frame proposes; offsets count code points of the document.

    Attributes:
        rule: the frame's name.
        score: how far the frame is to be trusted, 0 to 1.
        lemma, kind: of the cue; None and empty for a source phrase or a free-standing quotation.
        quoted: the cue itself stands in marks.
        named: the speaker is more than a pronoun.
    """

    start: int
    end: int
    rule: str
    score: float
    cue: Offsets | None = None
    lemma: str | None = None
    kind: str = ""
    speaker: Offsets | None = None
    negated: bool = False
    quoted: bool = False
    named: bool = True
    flags: tuple[str, ...] = ()


@dataclass(slots=True)
class Sentence:
    """A sentence under analysis: its shape and cues, and what its frames have proposed.

    Attributes:
        previous: content that the sentence before holds, for a report that looks back.
        follows: the sentence before reports words, which this one may go on with.
        main: the subject of the main clause, which participles and coordinated verbs share.
    """

    shape: Shape
    cues: list[Cue]
    grammar: Grammar
    previous: Offsets | None = None
    main: Tokens | None = None
    follows: bool = False
    candidates: list[Candidate] = field(default_factory=list)

    def propose(
        self, content: Offsets, rule: str, score: float, cue: Cue | Offsets | None, speaker: Tokens | None
    ) -> bool:
        """Add a candidate; False when nothing is left of its content.

        Args:
            content: its offsets; spaces and punctuation at its ends are trimmed.
            rule: the frame's name.
            score: 0 to 1.
            cue: the cue, or the offsets of a source phrase.
            speaker: tokens of the speaker's noun phrase.
        """
        text, (start, end) = self.shape.text, content
        while start < end and text[start] in _OUTSIDE:
            start += 1
        while end > start and text[end - 1] in _OUTSIDE:
            end -= 1
        if end - start < _SHORTEST and not text[start:end].isdigit():
            return False
        offsets = self.speaker_offsets(speaker)
        if isinstance(cue, Cue):
            candidate = Candidate(
                start,
                end,
                rule,
                score,
                self.shape.span(cue.first, cue.last),
                cue.entry.lemma,
                cue.entry.kind,
                offsets,
                cue.unsaid,
                cue.region >= 0,
                speaker is None or speaker[1] - speaker[0] > 1 or self.shape.letters[speaker[0]] not in "Rcwi",
            )
        else:
            candidate = Candidate(start, end, rule, score, cue, speaker=offsets)
        self.candidates.append(candidate)
        return True

    def speaker_offsets(self, speaker: Tokens | None) -> Offsets | None:
        """Offsets of a speaker, without the hyphen of a pronoun that follows its verb."""
        if speaker is None:
            return None
        start, end = self.shape.span(*speaker)
        if self.shape.letters[speaker[0]] == "i" and speaker[1] - speaker[0] == 1:
            start = end - len(self.shape.text[start:end].rsplit("-", 1)[-1])
        return start, end

    def region_at(self, offset: int, slack: int = 2) -> Region | None:
        """The region that opens at an offset, within a little slack."""
        return next((r for r in self.shape.regions if abs(r.start - offset) < slack), None)
