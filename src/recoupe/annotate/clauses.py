"""Cuts sentences into clauses.

Clause
    The stretch of a sentence that is built around one verb form: what can be asserted, denied or compared by itself.
    Here it is a run of tokens; a piece without a verb or with too few words of content stays with its neighbour.
Occasion
    A dated act named by a noun inside a clause ("after the opening of the harbour on 4 May 1987"): it says something
    of its own, so it becomes a piece of its own.

The cut is made at marks and linking words, as in the segmentation of elementary discourse units (Carlson and Marcu,
*Discourse Tagging Reference Manual*, 2001), reduced to what a tagger of parts of speech can tell.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property

import msgspec

from recoupe.model.annotation import Token
from recoupe.text.normalize import fold_character

_MARKS = frozenset(",;:()[]\u2013\u2014\u2015")
_FINAL = frozenset({".", "!", "?", "\u2026", "..."})
_DASH = "-"
_VERBS = frozenset({"VERB", "AUX"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "X", "ADV"})

MIN_CONTENT = 3
"""Words of content that a clause needs to say something that can be compared: an act, who and what."""

MAX_JOINED = 240
"""Code points beyond which a piece is no longer joined to its neighbour: about three lines of print."""


class NegationWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[negation]``: a particle with a complement denies, a word of `alone` does by itself."""

    particles: frozenset[str]
    complements: frozenset[str]
    alone: frozenset[str]
    undone_by: frozenset[str]


class ModalityWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[modality]``: lemmas, words and endings of verb forms that make a statement possible or planned."""

    possible_lemmas: frozenset[str]
    possible_words: frozenset[str]
    possible_endings: tuple[str, ...]
    planned_lemmas: frozenset[str]
    planned_words: frozenset[str]
    planned_endings: tuple[str, ...]
    denying_lemmas: frozenset[str]


class StatementWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``statements.toml`` of a language pack; its comments say what each list is for."""

    openers: frozenset[str]
    compounds: frozenset[str]
    complementisers: frozenset[str]
    coordinators: frozenset[str]
    clitics: frozenset[str]
    prepositions: frozenset[str]
    links: frozenset[str]
    occasions: frozenset[str]
    heads: frozenset[str]
    tails: frozenset[str]
    negation: NegationWords
    modality: ModalityWords
    nominals: dict[str, str]


@dataclass(frozen=True)
class Word:
    """A token with its surface in lower case and straight apostrophes: what pack words are compared with.

    Attributes:
        timed: it is part of a time expression, whose verb ("three years ago" has one in some languages) heads nothing.
    """

    token: Token
    form: str
    timed: bool = False

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb or an auxiliary, in any form."""
        return self.token.pos in _VERBS and not self.timed

    @property
    def is_mark(self) -> bool:
        """Whether it has neither letter nor digit."""
        return not any(character.isalnum() for character in self.form)


@dataclass(frozen=True)
class Piece:
    """A run of words, in order, none of them missing.

    Attributes:
        words: at least one.
        occasion: it is a dated act named by a noun, and needs no verb.
    """

    words: tuple[Word, ...]
    occasion: bool = False

    @property
    def start(self) -> int:
        """Offset of the first word."""
        return self.words[0].token.start

    @property
    def end(self) -> int:
        """Offset after the last word."""
        return self.words[-1].token.end

    @cached_property
    def content(self) -> int:
        """How many of its words have content of their own."""
        return sum(w.token.pos in _CONTENT and len(w.form) > 1 and not w.is_mark for w in self.words)

    @cached_property
    def has_verb(self) -> bool:
        """Whether a verb form stands in it."""
        return any(word.is_verb for word in self.words)

    @property
    def is_whole(self) -> bool:
        """Whether it can stand as a statement by itself."""
        return (self.has_verb or self.occasion) and self.content >= MIN_CONTENT


def read_words(tokens: Sequence[Token], text: str, timed: Set[int] = frozenset()) -> tuple[Word, ...]:
    """Pair tokens with the form that pack words are compared with.

    Args:
        tokens: tokens of one article.
        text: the document's text that their offsets count in.
        timed: offsets of tokens that are part of a time expression.
    """
    return tuple(Word(token, _lower(text[token.start : token.end]), token.start in timed) for token in tokens)


def _lower(surface: str) -> str:
    """Lower case with straight apostrophes, accents kept: packs are written with them."""
    return "".join("'" if fold_character(c) == "'" else c for c in surface.lower())


def split_clauses(words: Sequence[Word], pack: StatementWords, borders: Set[int] = frozenset()) -> list[Piece]:
    """Cut the words of one sentence into clauses, in order, none lost.

    What stands in quotation marks is one sentence for the analyser, so final marks inside it cut too.

    Args:
        words: the words of a sentence.
        pack: the linking words of the language.
        borders: offsets at which a cut is made whatever stands there, such as the ends of a quotation.
    """
    parts: list[Piece] = []
    begin = 0
    for index in range(1, len(words)):
        before, word = words[index - 1], words[index]
        ends = before.form in _FINAL and not word.is_mark
        if ends or word.token.start in borders or before.token.end in borders:
            parts.extend(_clauses(words[begin:index], pack))
            begin = index
    parts.extend(_clauses(words[begin:], pack))
    return parts


def _clauses(words: Sequence[Word], pack: StatementWords) -> list[Piece]:
    """Cut at linking words, then join what cannot stand alone."""
    pieces: list[Piece] = []
    begin, occasion = 0, False
    for index in range(len(words)):
        act = words[index].form in pack.occasions and _dated_act_follows(words, index + 1, pack)
        if index > begin and (act or _cuts(words, index, pack)):
            _join(pieces, Piece(tuple(words[begin:index]), occasion))
            begin, occasion = index, False
        occasion = occasion or (act and index == begin)
    if begin < len(words):
        _join(pieces, Piece(tuple(words[begin:]), occasion))
    return pieces


def _join(pieces: list[Piece], piece: Piece) -> None:
    """Add a piece, or make it part of the last one where either of the two cannot stand alone."""
    if pieces and not (pieces[-1].is_whole and piece.is_whole) and piece.end - pieces[-1].start <= MAX_JOINED:
        pieces[-1] = Piece(pieces[-1].words + piece.words, pieces[-1].occasion)
    else:
        pieces.append(piece)


def _cuts(words: Sequence[Word], index: int, pack: StatementWords) -> bool:
    """Whether a clause may begin at a word."""
    word, before = words[index], words[index - 1]
    if before.form in _MARKS or (before.form == _DASH and before.token.end < word.token.start):
        return True
    after = words[index + 1].form if index + 1 < len(words) else ""
    if word.form in pack.compounds and after in pack.complementisers:
        return True
    if word.form in pack.complementisers and before.form in pack.compounds:
        return False
    if word.form in pack.openers:
        return before.form not in pack.openers
    if word.form in pack.coordinators:
        return _verb_follows(words, index + 1, pack.clitics)
    return word.form in pack.prepositions and _infinitive_follows(words, index + 1, pack)


def _verb_follows(words: Sequence[Word], index: int, between: Set[str]) -> bool:
    while index < len(words) and words[index].form in between and not words[index].is_verb:
        index += 1
    return index < len(words) and words[index].is_verb


def _infinitive_follows(words: Sequence[Word], index: int, pack: StatementWords) -> bool:
    if index < len(words) and words[index].form in pack.links:
        index += 1
    return index < len(words) and words[index].is_verb


_ACT_WINDOW = 4
"""Words after the preposition in which the noun of the act stands: linking word, article, an adjective, the noun."""

_DATE_WINDOW = 25
"""Words after the preposition in which the date stands: longer noun phrases are lists, not dated acts."""


def _dated_act_follows(words: Sequence[Word], index: int, pack: StatementWords) -> bool:
    """Whether a noun of an act follows, and a date with digits before the next mark or clause."""
    window = words[index : index + _ACT_WINDOW]
    if not any(w.token.pos == "NOUN" and (w.token.lemma in pack.nominals or w.form in pack.nominals) for w in window):
        return False
    for word in words[index : index + _DATE_WINDOW]:
        if word.form in _MARKS or word.is_verb or word.form in pack.openers:
            return False
        if word.form.isdigit() and word.token.pos in {"NUM", "X", "ADJ", "NOUN"}:
            return True
    return False


def trim(piece: Piece, heads: Set[str], tails: Set[str]) -> Piece | None:
    """A piece without marks and linking words at its edges; None when nothing is left.

    Args:
        piece: what to trim.
        heads: words left out at the beginning.
        tails: words left out at the end.
    """
    words = piece.words
    first, last = 0, len(words)
    while first < last and (words[first].is_mark or words[first].form in heads):
        first += 1
    while last > first and (words[last - 1].is_mark or words[last - 1].form in tails):
        last -= 1
    return Piece(words[first:last], piece.occasion) if first < last else None
