"""A sentence without parts of speech, and the cues in it, found by their forms.

Line
    A sentence as these frames see it: its words in lower case, which of them stand in marks, and which have a capital.
Clause
    What stands between two marks of punctuation, outside quotation marks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from recoupe.annotate.grammar import Entry
from recoupe.annotate.grammar_plain import Form, PlainGrammar
from recoupe.annotate.marks import Region
from recoupe.model.annotation import Token
from recoupe.text.words import lower_words

_REACH = 30
"""How many tokens after its verb a particle is looked for."""

_CLAUSE_ENDS = frozenset(",.;:!?…()–—")


@dataclass(slots=True)
class PlainCue:
    """A cue of a line; positions are indices of tokens.

    Attributes:
        at: the verb or noun.
        last: its last word, which is a particle where the verb has one.
        finite: the position of the finite verb, its own or an auxiliary's; -1 for a noun.
        quotes: the object of the verb speaks.
        passive: its auxiliary, or the word after it, is one of the passive.
    """

    entry: Entry
    at: int
    last: int
    finite: int
    negated: bool = False
    quotes: bool = False
    passive: bool = False


@dataclass(slots=True)
class Line:
    """A sentence: `words` in lower case, and for each the index of its region in `regions`, or -1."""

    text: str
    tokens: Sequence[Token]
    regions: Sequence[Region]
    grammar: PlainGrammar
    words: list[str] = field(init=False)
    inside: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.words = lower_words(self.text, self.tokens)
        self.inside = list(self._inside())

    def _inside(self) -> Iterator[int]:
        index = 0
        for token in self.tokens:
            while index < len(self.regions) and self.regions[index].end <= token.start:
                index += 1
            held = index < len(self.regions) and self.regions[index].start <= token.start
            yield index if held else -1

    def at(self, offset: int) -> int:
        """Index of the first token that starts at an offset of the text or after it."""
        return bisect_left(self.tokens, offset, key=lambda token: token.start)

    def capital(self, index: int) -> bool:
        """Whether a word has a capital."""
        return self.text[self.tokens[index].start].isupper()

    def bare(self, index: int) -> bool:
        """Whether there is such a token, and it stands outside marks."""
        return 0 <= index < len(self.words) and self.inside[index] < 0

    def first_bare(self) -> int:
        """The first token that is a word outside marks, or the number of tokens."""
        found = (k for k, word in enumerate(self.words) if self.inside[k] < 0 and word[0].isalnum())
        return next(found, len(self.words))

    def ends_clause(self, index: int) -> bool:
        """Whether a clause ends at a token, or the line does."""
        return not self.bare(index) or self.words[index] in _CLAUSE_ENDS


def find_plain_cues(line: Line) -> list[PlainCue]:
    """Cues of a line, in order; the verbs and nouns in marks are what was said, and none of them."""
    cues: list[PlainCue] = []
    taken: set[int] = set()
    for index, word in enumerate(line.words):
        if not line.bare(index) or index in taken:
            continue
        cue = _verb_cue(line, index, word) or _noun_cue(line, index, word)
        if cue is not None:
            taken.update(range(cue.last, cue.last + 1))
            cues.append(cue)
    return cues


def _verb_cue(line: Line, index: int, word: str) -> PlainCue | None:
    forms = line.grammar.forms.get(word, ())
    if not forms or (line.grammar.capitalised_nouns and line.capital(index) and index != line.first_bare()):
        return None
    for form in forms:
        last = _particle(line, index, form)
        if last is None:
            continue
        auxiliary = _auxiliary(line, index)
        finite = auxiliary if auxiliary >= 0 else index if form.finite else -1
        return PlainCue(
            form.entry,
            index,
            last,
            finite,
            negated=_negated(line, index, auxiliary),
            quotes=form.quotes,
            passive=_passive(line, index, auxiliary),
        )
    return None


def _particle(line: Line, index: int, form: Form) -> int | None:
    """The last word of a form: its own, or the particle that ends its clause; None when that is missing."""
    if not form.particle:
        return index
    size = len(form.particle)
    for start in range(index + 1, min(index + _REACH, len(line.words) - size + 1)):
        found = tuple(line.words[start : start + size]) == form.particle
        beside = start == index + 1
        if found and line.bare(start) and (beside or _stands_last(line, start + size)):
            return start + size - 1
    return None


def _stands_last(line: Line, index: int) -> bool:
    """Whether a clause may end before a token: at punctuation, at marks, or at a word that joins clauses."""
    return line.ends_clause(index) or not line.capital(index)


def _auxiliary(line: Line, index: int) -> int:
    """The auxiliary in the clause before a token, or -1."""
    position = index - 1
    while position >= 0 and not (line.bare(position) and line.words[position] in _CLAUSE_ENDS):
        if line.bare(position) and line.words[position] in line.grammar.words.auxiliary:
            return position
        position -= 1
    return -1


def _passive(line: Line, index: int, auxiliary: int) -> bool:
    beside = (auxiliary, index + 1) if auxiliary >= 0 else ()
    return any(line.bare(k) and line.words[k] in line.grammar.words.passive for k in beside)


def _negated(line: Line, index: int, auxiliary: int) -> bool:
    """Whether a negator stands right after a finite verb, or right before a form with an auxiliary."""
    beside = index - 1 if auxiliary >= 0 else index + 1
    return line.bare(beside) and line.words[beside] in line.grammar.words.negator


def _noun_cue(line: Line, index: int, word: str) -> PlainCue | None:
    if line.grammar.capitalised_nouns and not line.capital(index):
        return None
    entry = line.grammar.noun(word)
    return PlainCue(entry, index, index, -1) if entry else None
