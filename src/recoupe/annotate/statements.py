"""Finds what an article asserts: one statement for each clause that says something that can be checked.

Statement
    A clause with its holder, modality and polarity, and the names, dates and figures inside it.
Holder
    Who answers for it: the author, or the speaker of the quotation whose content it is part of. The words that only
    report the saying (the *frame*: cue and speaker) are no statement.
Modality
    ``asserted`` by the author; ``reported`` from a speaker; ``possible`` (conditional, modal verb, adverb);
    ``planned`` (future); ``asked`` (a question); ``denied`` (the cue denies the content).
Role
    ``heading``: a line without a final mark that stands alone; ``lead``: the first paragraph that is no heading;
    ``body``: the rest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from recoupe.annotate.clauses import (
    MIN_CONTENT,
    Inner,
    ModalityWords,
    Piece,
    StatementWords,
    Word,
    inner_clauses,
    read_words,
    split_clauses,
    statement_words,
    trim,
)
from recoupe.annotate.holdings import Holdings, Layers
from recoupe.languages.pack import LanguagePack
from recoupe.model.annotation import (
    AnnotatedArticle,
    Holder,
    Modality,
    Polarity,
    Quotation,
    Statement,
    Token,
)
from recoupe.model.span import Span, item_id

Role = Literal["heading", "lead", "body"]

_SPACES = " \t\u00a0\u202f"
_FINAL = frozenset(".!?\u2026;:,")
_MAX_HEADING = 160
"""Code points of the longest heading: two lines of print; a longer line without a final mark is a broken paragraph."""

_MAX_STATEMENT = 600
"""Code points of the longest statement: what has no clause in six lines of print is a list or a table."""


def find_statements(article: AnnotatedArticle, pack: LanguagePack) -> tuple[Statement, ...]:
    """The statements of an article, in the order of the text.

    Args:
        article: with tokens, sentences, mentions, timexes, quantities and quotations.
        pack: of its language; without ``statements.toml`` each sentence is one statement.
    """
    reader = _Reader(article, statement_words(pack))
    tokens = _tokens_by_sentence(article)
    timed = _timed_tokens(article)
    return tuple(
        statement
        for index, sentence in enumerate(article.sentences)
        if tokens[index]
        for statement in reader.read(index, sentence, read_words(tokens[index], article.text, timed))
    )


def _tokens_by_sentence(article: AnnotatedArticle) -> list[list[Token]]:
    grouped: list[list[Token]] = [[] for _ in article.sentences]
    for token in article.tokens:
        if 0 <= token.sentence < len(grouped):
            grouped[token.sentence].append(token)
    return grouped


def _timed_tokens(article: AnnotatedArticle) -> frozenset[int]:
    """Offsets of the tokens that are part of a time expression."""
    starts = [token.start for token in article.tokens]
    inside = (starts[bisect_left(starts, t.start) : bisect_left(starts, t.end)] for t in article.timexes)
    return frozenset(start for found in inside for start in found)


class _Reader:
    """Reads the sentences of one article."""

    def __init__(self, article: AnnotatedArticle, section: StatementWords | None) -> None:
        self._article = article
        self._section = section
        self._held = Holdings(article)
        self._layers = Layers(article)
        self._lead_end = _lead_end(article)

    def read(self, index: int, sentence: Span, words: Sequence[Word]) -> Iterator[Statement]:
        """The statements of one sentence."""
        heading = _is_heading(self._article.text, sentence)
        role: Role = "heading" if heading else "lead" if sentence.start < self._lead_end else "body"
        end = self._article.text[sentence.end - 1 : sentence.end]
        for piece in self._pieces(words, heading):
            inner = [c for c in inner_clauses(piece, self._section) if self._tells(c)] if self._section else []
            yield self._statement(index, piece, [Span(i.start, i.end) for i in inner], role, end)
            for clause in inner:
                yield self._statement(index, clause.piece, [], role, end)

    def _tells(self, clause: Inner) -> bool:
        """Whether a clause inside another says when, or names somebody: an adjective's participle tells nothing."""
        span = Span(clause.start, clause.end)
        return bool(self._layers.entities(span) or self._layers.timexes(span))

    def _statement(self, sentence: int, piece: Piece, holes: Sequence[Span], role: Role, end: str) -> Statement:
        """What a piece states, the names, dates and figures of the clauses inside it left out."""
        quotation = self._held.at(piece)
        span = Span(piece.start, piece.end)
        after = self._article.text[piece.end : piece.end + 2].strip()
        asked = end == "?" or after.startswith("?")
        return Statement(
            id=item_id("s", self._article.document.id, span.field, span.start, span.end),
            article=self._article.article.id,
            start=span.start,
            end=span.end,
            holder=_holder(quotation),
            modality=_modality(piece, self._section, quotation, asked),
            polarity=_polarity(piece, self._section),
            entities=self._layers.entities(span, holes),
            timexes=self._layers.timexes(span, holes),
            quantities=self._layers.quantities(span, holes),
            quotation=quotation.id if quotation else None,
            sentence=sentence,
            role=role,
        )

    def _pieces(self, words: Sequence[Word], heading: bool) -> list[Piece]:
        """The parts of a sentence that state something, trimmed."""
        if self._section is None:
            whole = trim(Piece(tuple(words)), frozenset(), frozenset())
            return [whole] if whole and whole.content >= MIN_CONTENT and _fits(whole) else []
        if heading and not any(word.is_verb for word in words):
            cut = [Piece(tuple(words))]
        else:
            cut = split_clauses(words, self._section, self._held.borders)
        trimmed = (trim(piece, self._section.heads, self._section.tails) for piece in cut)
        return [piece for piece in trimmed if piece and _fits(piece) and self._states(piece, heading)]

    def _states(self, piece: Piece, heading: bool) -> bool:
        """Whether a clause says something besides that somebody said it."""
        if piece.content < MIN_CONTENT:
            return False
        if self._held.at(piece):
            return True
        rest = [word for word in piece.words if not self._held.frames(word)]
        if len(rest) < len(piece.words):
            return Piece(tuple(rest)).is_whole if rest else False
        numbered = any(word.token.pos == "NUM" for word in piece.words)
        return piece.has_verb or piece.occasion or heading or numbered


def _fits(piece: Piece) -> bool:
    return piece.end - piece.start <= _MAX_STATEMENT


def _is_heading(text: str, sentence: Span) -> bool:
    """Whether a sentence is a whole line without a final mark, followed by another line."""
    if len(sentence) > _MAX_HEADING or text[sentence.end - 1 : sentence.end] in _FINAL:
        return False
    return _before(text, sentence) in {"", "\n"} and _after(text, sentence) == "\n"


def _before(text: str, sentence: Span) -> str:
    index = sentence.start - 1
    while index >= 0 and text[index] in _SPACES:
        index -= 1
    return text[index] if index >= 0 else ""


def _after(text: str, sentence: Span) -> str:
    index = sentence.end
    while index < len(text) and text[index] in _SPACES:
        index += 1
    return text[index] if index < len(text) else ""


def _lead_end(article: AnnotatedArticle) -> int:
    """Offset after the first paragraph that is no heading."""
    for sentence in article.sentences:
        if not _is_heading(article.text, sentence):
            end = article.text.find("\n", sentence.end, article.article.end)
            return end if end >= 0 else article.article.end
    return article.article.start


def _holder(quotation: Quotation | None) -> Holder:
    if quotation is None:
        return Holder(kind="author", name=None, entity=None)
    speaker = quotation.speaker
    return Holder(kind="speaker", name=speaker.name if speaker else None, entity=speaker.entity if speaker else None)


def _polarity(piece: Piece, section: StatementWords | None) -> Polarity:
    """``denied`` when a negation stands in the clause and nothing undoes it.

    A short clause that was left with the one before it (*and did nothing*) denies only itself.
    """
    if section is None:
        return "affirmed"
    negation = section.negation
    if piece.words[0].form in negation.first:
        return "denied"
    armed = told = False
    for index, word in enumerate(piece.words):
        if told and (word.form in section.coordinators or word.form in section.openers):
            break
        told = told or word.is_verb
        undone = index + 1 < len(piece.words) and piece.words[index + 1].form in negation.undone_by
        if (word.form in negation.alone or (armed and word.form in negation.complements)) and not undone:
            return "denied"
        armed = armed or word.form in negation.particles
    # A subject such as "personne" or "aucun" stands before its particle.
    if armed and any(word.form in negation.complements for word in piece.words[:2]):
        return "denied"
    return "affirmed"


def _modality(piece: Piece, section: StatementWords | None, quotation: Quotation | None, asked: bool) -> Modality:
    """How the clause is meant; what the cue says of its content comes first, then the clause's own words."""
    if quotation and (quotation.negated or quotation.modality == "denied"):
        return "denied"
    if asked:
        return "asked"
    if section and quotation and quotation.cue_lemma in section.modality.denying_lemmas:
        return "denied"
    if own := _own_modality(piece, section):
        return own
    if quotation:
        return "reported" if quotation.modality == "asserted" else quotation.modality
    return "asserted"


def _own_modality(piece: Piece, section: StatementWords | None) -> Modality | None:
    """``asked``, ``possible`` or ``planned`` where the words of the clause say so."""
    if section is None:
        return None
    words = section.modality
    verbs = [word for word in piece.words if word.is_verb]
    forms = {word.form for word in piece.words}
    first = next((w.form for w in piece.words if not w.is_mark), "")
    # Words come before endings: `devrait` tells of a plan, and ends like a possibility.
    signs: tuple[tuple[Modality, bool], ...] = (
        ("asked", _holds_question(piece, words)),
        ("possible", first in words.conditional_openers or bool(forms & words.possible_words)),
        ("planned", bool(forms & words.planned_words)),
        ("possible", _any_verb(verbs, words.possible_lemmas, words.possible_endings)),
        ("planned", _any_verb(verbs, words.planned_lemmas, words.planned_endings)),
    )
    return next((modality for modality, shown in signs if shown), None)


_BEFORE_QUESTION = 3
"""Words from a verb of finding out to the word that asks: an adverb and a preposition may stand between."""


def _holds_question(piece: Piece, words: ModalityWords) -> bool:
    """Whether a verb of knowing or finding out has a question for its object."""
    for index, word in enumerate(piece.words):
        if word.is_verb and word.token.lemma in words.asking_lemmas:
            following = {w.form for w in piece.words[index + 1 : index + 1 + _BEFORE_QUESTION]}
            if following & words.interrogatives:
                return True
    return False


def _any_verb(verbs: Iterable[Word], lemmas: frozenset[str], endings: tuple[str, ...]) -> bool:
    return any(
        verb.token.lemma in lemmas or (endings and verb.form.endswith(endings) and verb.form != verb.token.lemma)
        for verb in verbs
    )
