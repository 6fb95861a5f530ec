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

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

import msgspec

from recoupe.languages.families import ending_shows, may_agree
from recoupe.languages.pack import LanguagePack
from recoupe.model.annotation import Token
from recoupe.text.words import lower_words

_MARKS = frozenset(",;:()[]\u2013\u2014\u2015")
_FINAL = frozenset({".", "!", "?", "\u2026", "..."})
_DASH = "-"
_VERBS = frozenset({"VERB", "AUX"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "X", "ADV"})

_NOMINAL = frozenset({"ADJ", "NOUN", "NUM", "PROPN"})
_PHRASE = _NOMINAL | {"ADP", "CCONJ"}
"""Tags inside a noun phrase behind its article: ``a child of two years and a half``."""

MIN_CONTENT = 3
"""Words of content that a clause needs to say something that can be compared: an act, who and what."""

_MIN_INNER = 2
"""The same of a reduced relative clause, whose noun stands before it: ``born in Algeria``."""

MAX_JOINED = 240
"""Code points beyond which a piece is no longer joined to its neighbour: about three lines of print."""


class NegationWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[negation]``: what denies: a particle with a complement, a word of `alone`, one of `first` in front of it."""

    particles: frozenset[str]
    complements: frozenset[str]
    alone: frozenset[str]
    first: frozenset[str]
    undone_by: frozenset[str]


class ModalityWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[modality]``: lemmas, words and endings of verb forms that make a statement possible or planned.

    Attributes:
        conditional_openers: words that open a condition, which asserts nothing.
        asking_lemmas, interrogatives: verbs of knowing and finding out, and the words that make a question of what
            follows them: `pour savoir dans quelles circonstances …`.
    """

    possible_lemmas: frozenset[str]
    possible_words: frozenset[str]
    possible_endings: tuple[str, ...]
    conditional_openers: frozenset[str]
    planned_lemmas: frozenset[str]
    planned_words: frozenset[str]
    planned_endings: tuple[str, ...]
    denying_lemmas: frozenset[str]
    asking_lemmas: frozenset[str] = frozenset()
    interrogatives: frozenset[str] = frozenset()


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
    participles: tuple[str, ...] = ()
    contracted: frozenset[str] = frozenset()
    articles: dict[str, str] = {}
    gerund_markers: frozenset[str] = frozenset()
    gerunds: tuple[str, ...] = ()
    negation: NegationWords
    modality: ModalityWords
    nominals: dict[str, str]
    being: frozenset[str] = frozenset()
    agreement: dict[str, tuple[str, ...]] = {}


@cache
def statement_words(pack: LanguagePack) -> StatementWords | None:
    """The pack's section, or None when it has no ``statements.toml``."""
    return pack.section("statements", StatementWords)


class Word(NamedTuple):
    """A token with its surface in lower case and straight apostrophes: what pack words are compared with.

    Attributes:
        is_verb: it is a verb or an auxiliary, in any form, and no part of a time expression: the verb of "three years
            ago", which has one in some languages, heads nothing.
        is_mark: it has neither letter nor digit.
    """

    token: Token
    form: str
    is_verb: bool
    is_mark: bool


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
        tokens: tokens of one article, none of them missing.
        text: the document's text that their offsets count in.
        timed: offsets of tokens that are part of a time expression.
    """
    return tuple(
        Word(
            token,
            form,
            is_verb=token.pos in _VERBS and token.start not in timed,
            is_mark=not any(map(str.isalnum, form)),
        )
        for token, form in zip(tokens, lower_words(text, tokens), strict=True)
    )


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


@dataclass
class _Run:
    """Pieces that are being joined, with what tells whether they can stand alone."""

    words: list[Word]
    occasion: bool
    content: int
    has_verb: bool

    @classmethod
    def of(cls, piece: Piece) -> _Run:
        """A run of one piece."""
        return cls(list(piece.words), piece.occasion, piece.content, piece.has_verb)

    def takes(self, piece: Piece) -> bool:
        """Take a piece in where either of the two cannot stand alone, unless the run grows too long."""
        whole = (self.has_verb or self.occasion) and self.content >= MIN_CONTENT
        if (whole and piece.is_whole) or piece.end - self.words[0].token.start > MAX_JOINED:
            return False
        self.words += piece.words
        self.content += piece.content
        self.has_verb = self.has_verb or piece.has_verb
        return True


def _clauses(words: Sequence[Word], pack: StatementWords) -> list[Piece]:
    """Cut at linking words, then join what cannot stand alone."""
    runs: list[_Run] = []
    for piece in _cut(words, pack):
        if not (runs and runs[-1].takes(piece)):
            runs.append(_Run.of(piece))
    return [Piece(tuple(run.words), run.occasion) for run in runs]


def _cut(words: Sequence[Word], pack: StatementWords) -> Iterator[Piece]:
    """The pieces of a sentence between its marks and linking words."""
    begin, occasion = 0, False
    for index in range(len(words)):
        act = words[index].form in pack.occasions and _dated_act_follows(words, index + 1, pack)
        if index > begin and (act or _cuts(words, index, pack)):
            yield Piece(tuple(words[begin:index]), occasion)
            begin, occasion = index, False
        occasion = occasion or (act and index == begin)
    if begin < len(words):
        yield Piece(tuple(words[begin:]), occasion)


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
    gerund = word.form in pack.gerund_markers and _verb_follows(words, index + 1, pack.clitics, pack.gerunds)
    return gerund or (word.form in pack.prepositions and _infinitive_follows(words, index + 1, pack))


def _verb_follows(words: Sequence[Word], index: int, between: Set[str], endings: tuple[str, ...] = ("",)) -> bool:
    while index < len(words) and words[index].form in between and not words[index].is_verb:
        index += 1
    return index < len(words) and words[index].is_verb and words[index].form.endswith(endings)


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


class Inner(NamedTuple):
    """A reduced relative clause with the noun phrase it belongs to, and its place without that phrase."""

    piece: Piece
    start: int
    end: int


def inner_clauses(piece: Piece, pack: StatementWords) -> list[Inner]:
    """Reduced relative clauses inside a piece that has another verb: ``the *boy found in a street on 5 May* is well``.

    Each is a past participle right behind its noun, or behind a comma after it, up to the next mark, verb or linking
    word. It says something of its own about the noun, while the piece says something else.
    """
    words = piece.words
    found: list[Inner] = []
    index = 1
    while index < len(words):
        if not _opens_reduced(words, index, pack):
            index += 1
            continue
        last = index + 1
        while last < len(words) and not _closes_reduced(words, last, pack):
            last += 1
        clause = trim(Piece(words[index:last]), pack.heads, pack.tails | pack.clitics)
        noun = _noun_before(words, index, pack)
        others = any(word.is_verb for word in (*words[:index], *words[last:]))
        if clause is not None and noun is not None and others and clause.content >= _MIN_INNER:
            found.append(Inner(Piece((*words[noun:index], *clause.words)), clause.start, clause.end))
        index = last
    return found


def _noun_before(words: Sequence[Word], index: int, pack: StatementWords) -> int | None:
    """Where the noun phrase begins that a participle belongs to, without its article; None when it has none.

    Behind a comma that is the whole of `the contract of upkeep of the ferry`, else its last noun whose article agrees
    with the participle: `the statement of the president published yesterday`.
    """
    apart = words[index - 1].form == ","
    start = index - 2 if apart else index - 1
    shows = ending_shows(words[index].form, pack.agreement)
    while start > 0 and words[start - 1].token.pos in _PHRASE | {"DET"}:
        article = words[start - 1].form
        agrees = not shows or may_agree(pack.articles.get(article, "--"), shows)
        if _is_article(words[start - 1], pack) and agrees and not (apart and article in pack.contracted):
            break
        start -= 1
    while words[start].token.pos not in _NOMINAL:
        start += 1
    known = words[start].token.pos in {"NUM", "PROPN"} or (start > 0 and _is_article(words[start - 1], pack))
    return start if known else None


def _is_article(word: Word, pack: StatementWords) -> bool:
    return word.token.pos == "DET" or word.form in pack.contracted


def _opens_reduced(words: Sequence[Word], index: int, pack: StatementWords) -> bool:
    word, before = words[index], words[index - 1]
    if word.token.pos != "VERB" or not word.form.endswith(pack.participles) or word.form == word.token.lemma:
        return False
    if before.form == "," and index > 1:
        before = words[index - 2]
    return before.token.pos in _NOMINAL


def _closes_reduced(words: Sequence[Word], index: int, pack: StatementWords) -> bool:
    word, before = words[index], words[index - 1]
    if word.form in _MARKS or word.form in _FINAL or word.form in pack.openers:
        return True
    return word.is_verb and before.token.pos != "ADP"
