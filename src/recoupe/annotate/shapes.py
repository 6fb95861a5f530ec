"""A sentence as the frames see it: its tokens, one letter for each, and the marked regions they stand in.

Shape
    The letters of a sentence's tokens in a row. A frame is a walk over the shape, so that it names no word.

Letters: ``D`` determiner, ``N`` noun, ``P`` proper name, ``A`` adjective, ``M`` numeral, ``R`` pronoun, ``c`` clitic,
``i`` subject that follows its verb with a hyphen, ``w`` relative pronoun, ``E`` preposition, ``C`` coordination,
``q`` complementiser, ``s`` other subordination, ``V`` verb, ``X`` auxiliary, ``I`` infinitive, ``G`` gerund, ``J``
participle, ``B`` adverb, ``n`` negation, ``.`` end, ``,`` comma or semicolon, ``:`` ``(`` ``)`` ``-``, and ``"`` for
any quotation mark.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from recoupe.annotate.grammar import Grammar
from recoupe.annotate.marks import Region
from recoupe.model.annotation import Token
from recoupe.text.words import lower_word

MAX_TOKENS = 400
"""Longer "sentences" are tables or lists; their frames would cost more than they give."""

_UPOS = {
    "DET": "D",
    "NOUN": "N",
    "PROPN": "P",
    "ADJ": "A",
    "ADP": "E",
    "PRON": "R",
    "VERB": "V",
    "AUX": "X",
    "ADV": "B",
    "CCONJ": "C",
    "SCONJ": "s",
    "NUM": "M",
    "PART": "B",
    "SYM": "N",
    "INTJ": "B",
    "X": "P",
}
_NOMINAL = frozenset({"ADJ", "NOUN", "NUM", "PROPN", "VERB"})
"""What may follow a possessive: a participle may qualify its noun."""
_MARKS = '«»“”„‟"＂‹›``'
_DASHES = "-–—―"


@dataclass(slots=True)
class Shape:
    """One sentence.

    Attributes:
        text: of the document.
        tokens: of the sentence, in order.
        words: the tokens in lower case with a straight apostrophe.
        letters: one for each token; see the module's docstring.
        regions: outermost regions that touch the sentence.
        lowered: the sentence as `lower_word` leaves it.
        inside: for each token the index of its region, or -1.
    """

    text: str
    tokens: tuple[Token, ...]
    words: list[str]
    regions: tuple[Region, ...]
    lowered: str
    letters: str = ""
    inside: list[int] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the sentence begins in the document."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.tokens[-1].end

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of the tokens ``[first, last)``."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def at(self, offset: int) -> int:
        """Index of the first token that starts at `offset` or after it."""
        return bisect_left(self.tokens, offset, key=lambda token: token.start)

    def has_verb(self, first: int, last: int) -> bool:
        """Whether a verb or auxiliary stands among the tokens ``[first, last)``."""
        return any(letter in "VX" for letter in self.letters[first:last])


def shape_of(
    text: str, tokens: tuple[Token, ...], regions: tuple[Region, ...], grammar: Grammar, surface: str | None = None
) -> Shape:
    """The shape of one sentence; `surface` is its text as `lower_word` leaves it, where that is known already."""
    start = tokens[0].start
    lowered = lower_word(text[start : tokens[-1].end]) if surface is None else surface
    shape = Shape(text, tokens, [lowered[t.start - start : t.end - start] for t in tokens], regions, lowered)
    shape.inside = _inside(tokens, regions)
    letters: list[str] = []
    for index in range(len(tokens)):
        letters.append(_letter(shape, index, letters, grammar))
    _inner_phrases(shape, letters, grammar, lowered)
    shape.letters = "".join(letters)
    return shape


def _inside(tokens: tuple[Token, ...], regions: tuple[Region, ...]) -> list[int]:
    inside: list[int] = []
    region = 0
    for token in tokens:
        while region < len(regions) and regions[region].end <= token.start:
            region += 1
        held = region < len(regions) and regions[region].inner_start <= token.start < regions[region].inner_end
        inside.append(region if held else -1)
    return inside


def _letter(  # noqa: PLR0911 - one return for each letter
    shape: Shape, index: int, before: list[str], grammar: Grammar
) -> str:
    word = shape.words[index]
    if word == "'" and before and shape.words[index - 1] + word in grammar.words.object_start:
        before[-1] = "D"  # an elided article that a stray space has cut off
        return "D"
    mark = _mark_letter(word)
    if mark:
        return mark
    words = grammar.words
    pos = shape.tokens[index].pos
    if word[0] in _DASHES and len(word) > 1:
        return "i"
    if word in words.negation:
        return "n"
    if pos == "PART" and word in words.genitive:
        return "E"  # a possessive that is written after its noun
    if word in words.complementiser and pos in {"SCONJ", "PRON", "ADV"} and word not in words.relative:
        return "q"
    if word in words.relative and pos in {"PRON", "SCONJ", "DET"}:
        after_noun = bool(before) and before[-1] in "NPA,R)"
        return "w" if after_noun or word not in words.complementiser else "q"
    if word in words.adverb and pos != "ADP":
        return "B"
    if pos in {"VERB", "AUX"}:
        return _verb_letter(shape, index, before, grammar)
    if pos == "PRON":
        return _pronoun_letter(shape, index, before, grammar)
    letter = _UPOS.get(pos, ".")
    if letter == "." and word[0].isalnum():
        return "N"
    return letter


def _mark_letter(word: str) -> str:
    return "" if word[0].isalnum() else _sign_letter(word)


def _sign_letter(word: str) -> str:
    if word in _MARKS or word == "''":
        return '"'
    if not word.strip(_DASHES):
        return "-"
    if word in ",;":
        return ","
    if word in ":()":
        return word
    if word in ".!?…" or word == "...":
        return "."
    return ""


def _pronoun_letter(shape: Shape, index: int, before: list[str], grammar: Grammar) -> str:
    word, words = shape.words[index], grammar.words
    if word in words.possessive and index + 1 < len(shape.tokens) and shape.tokens[index + 1].pos in _NOMINAL:
        return "D"
    if word in words.clitic:
        follows = before[-1] if before else ""
        dative = word in words.masculine and follows == "," and _verb_next(shape, index)
        if word not in words.subject or dative or follows in tuple("RENPAMnc)"):
            return "R" if follows == "E" and not _verb_next(shape, index) else "c"
    return "R"


def _verb_next(shape: Shape, index: int) -> bool:
    """Whether a verb stands right after a pronoun, whose object the pronoun then is: `de l'avoir dit`."""
    return index + 1 < len(shape.tokens) and shape.tokens[index + 1].pos in {"AUX", "VERB"}


def _verb_letter(  # noqa: PLR0911 - one return for each letter
    shape: Shape, index: int, before: list[str], grammar: Grammar
) -> str:
    token, word, forms = shape.tokens[index], shape.words[index], grammar.forms
    if word.endswith(forms.gerund) and len(word) > 4:
        return "A" if "-" in word else "G"
    if token.pos == "AUX" or token.lemma in grammar.words.have or token.lemma in grammar.words.be:
        return "X"
    if forms.infinitive_is_lemma:
        if word == token.lemma and word.endswith(forms.infinitive):
            return "I"
    elif before and shape.words[index - 1] in grammar.words.infinitive_marker:
        return "I"
    if word.endswith(forms.participle) and not _has_auxiliary(before):
        if forms.infinitive_is_lemma:
            return "V" if _after_subject_pronoun(shape, index, before, grammar) else "J"
        after = shape.words[index + 1] if index + 1 < len(shape.tokens) else ""
        return "J" if before and before[-1] in "NP," and after in grammar.words.by else "V"
    return "V"


def _after_subject_pronoun(shape: Shape, index: int, before: list[str], grammar: Grammar) -> bool:
    """Whether a pronoun that can only be a subject stands before a form, which is then finite: `il crée`."""
    position = index - 1
    while position >= 0 and before[position] in "cnB":
        position -= 1
    if position < 0:
        return False
    words = grammar.words
    personal = words.masculine | words.feminine | words.plural | words.indefinite
    return before[position] == "w" or (before[position] == "R" and shape.words[position] in personal)


def _has_auxiliary(before: list[str]) -> bool:
    for letter in before[-8:][::-1]:
        if letter == "X":
            return True
        if letter not in "Bcni,":
            return False
    return False


def _inner_phrases(shape: Shape, letters: list[str], grammar: Grammar, lowered: str) -> None:
    """Fixed adverbial phrases count as adverbs, so that a verb group goes on across them."""
    start = shape.start
    for match in grammar.inside.finditer(lowered):
        first, last = shape.at(start + match.start()), shape.at(start + match.end())
        for index in range(first, last):
            letters[index] = "B"
