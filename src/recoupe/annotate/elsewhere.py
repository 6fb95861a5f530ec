"""What a number counts when its noun stands elsewhere in the sentence.

Five ways are told by words of the pack: the number is a *part* of what was counted before (*300 wounded, including
40*), its noun is left out after another number (*120 members voted for, 45 against*), a *total* names the noun first
(*the number of dead rose to 76*), the noun is the subject of a phrase of numbering (*les victimes sont au nombre de
12*), or it follows the number that this one is taken from (*40 of the 300 delegates*).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from recoupe.annotate.counted import PhraseReader
from recoupe.annotate.word_classes import literal_regex
from recoupe.model.annotation import AnnotatedArticle, Counted, Quantity, Token
from recoupe.model.span import Span

_CLAUSE_END = re.compile(r"[,;:(—–]\s")
_OPEN = re.compile(r"\((?:[^\W\d_]+\s+){0,3}\Z")
_COLON = re.compile(r":[\s]+(?:[^\W\d_]+\s+){0,3}\Z")

_SHARES = frozenset({None, "%", "fraction"})
"""Units of what may be taken from a number: a count, a share."""

_LATER = 60
"""Code points between a total's noun and its number: about the verb with its adverbs."""


class ElsewhereWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What tells where the noun of a number stands.

    Attributes:
        owners: endings of an owner that stands before a number.
        among: words between a number and another that it is a part of (*40 of the 300 delegates*).
        parts: words right before a number that is part of what was counted before.
        them: words right after such a number.
        totals: words whose complement is counted by the number that follows (*number of*), with their preposition.
        numbering: words right before a number that counts the subject.
        altogether: words right after a number that counts what stands before it (*victims, 40 in all*).
        wholes: words that open a sentence with what a later number is taken from (*Of the prisoners, 17*).
        articles: words between a total and its noun.
        links: prepositions between a counted noun and its complement.
    """

    owners: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    them: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    numbering: tuple[str, ...] = ()
    altogether: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def count_elsewhere(
    article: AnnotatedArticle, quantities: tuple[Quantity, ...], words: ElsewhereWords, phrases: PhraseReader
) -> tuple[Quantity, ...]:
    """The figures of an article, those that lack a noun with the one that stands elsewhere in their sentence."""
    return _taken_from_next(article.text, tuple(_Attached(article, quantities, words, phrases)), words)


def _taken_from_next(text: str, quantities: tuple[Quantity, ...], words: ElsewhereWords) -> tuple[Quantity, ...]:
    """Give a number the noun of the next one, where it is a part of that: *40 of the 300 delegates*."""
    taken = list(quantities)
    for index, (part, whole) in enumerate(pairwise(quantities)):
        between = text[part.end : whole.start]
        # "12 of the liner's 90 lifeboats": the owner between them is not what is counted.
        unnamed = part.counted is None or between.rstrip().endswith(words.owners)
        if part.unit in _SHARES and unnamed and whole.counted is not None and _between(words.among).fullmatch(between):
            taken[index] = replace(part, counted=whole.counted)
    return tuple(taken)


class _Attached:
    """Goes through the figures of an article in order, so that each can take the noun of one before it."""

    def __init__(
        self, article: AnnotatedArticle, quantities: tuple[Quantity, ...], words: ElsewhereWords, phrases: PhraseReader
    ) -> None:
        self._article, self._quantities = article, quantities
        self._words, self._phrases = words, phrases
        self._starts = [sentence.start for sentence in article.sentences]
        self._token_starts = [token.start for token in article.tokens]

    def __iter__(self) -> Iterator[Quantity]:
        at, whole, earlier = -1, None, None
        for quantity in self._quantities:
            sentence = bisect_right(self._starts, quantity.start) - 1
            if sentence != at:
                at, whole, earlier = sentence, None, whole
            if sentence < 0 or quantity.unit is not None:
                them = _begins_with(self._words.them).match(self._article.text, quantity.end)
                before = (whole or earlier) if them and quantity.counted is None else None
                shared = quantity if before is None else replace(quantity, counted=before.counted)
                if whole is None and quantity.unit in _SHARES and shared.counted is not None:
                    whole = shared
                yield shared
                continue
            start = self._article.sentences[sentence].start
            part = _ends_with(self._words.parts).search(self._article.text, start, quantity.start) is not None
            found = self._noun(quantity, start, whole, earlier, part=part)
            attached = quantity if found is None else replace(quantity, counted=found)
            if attached.counted is not None and found is None:
                attached = replace(attached, counted=self._with_complement(attached.counted, start, quantity.start))
            if attached.counted is not None and not (part and whole):
                whole = attached
            yield attached

    def _noun(
        self, quantity: Quantity, start: int, whole: Quantity | None, earlier: Quantity | None, *, part: bool
    ) -> Counted | None:
        """The noun that is counted, where it does not follow the number.

        Args:
            quantity: the figure.
            start: of its sentence.
            whole: the last figure of the sentence that is no part of another.
            earlier: the same, of the sentence before.
            part: whether the number is introduced as a part.
        """
        if quantity.counted is not None:
            # "dont 40 graves": what follows a part and is no noun qualifies what was counted before.
            return whole.counted if part and whole is not None and not self._is_noun(quantity.counted) else None
        if part or _begins_with(self._words.them).match(self._article.text, quantity.end) is not None:
            before = whole.counted if whole is not None else self._last_plural(start, quantity.start)
            return before or (earlier.counted if earlier is not None else None)
        named = self._named_before(quantity, start, whole)
        return named or (whole.counted if whole is not None else None)

    def _named_before(self, quantity: Quantity, start: int, whole: Quantity | None) -> Counted | None:
        """The noun that stands before its number: a total, the subject of a numbering, or what a mark sets apart."""
        text, number = self._article.text, quantity.start
        numbering = _ends_with(self._words.numbering).search(text, start, number)
        if numbering is not None:
            counted = self._total(start, numbering.start()) or self._subject(start, numbering.start())
            return counted or self._last_noun(start, numbering.start())
        if _OPEN.search(text, start, number) is not None and (counted := self._last_plural(start, number)) is not None:
            return counted
        altogether = _begins_with(self._words.altogether).match(text, quantity.end) is not None
        if altogether or (whole is None and _COLON.search(text, start, number) is not None):
            return self._set_apart(start, number)
        opening = _begins_with(self._words.wholes, opening=True).match(text, start)
        if opening is not None and (counted := self._phrases.at(opening.end())) is not None:
            return counted
        return self._total(max(start, whole.end if whole else start), number)

    def _with_complement(self, counted: Counted, start: int, number: int) -> Counted:
        """What is counted with what it is of: the complement of its noun, else that of a total before the number."""
        link = _linked(self._words.links).match(self._article.text, counted.end)
        complement = self._phrases.at(link.end()) if link is not None else self._total(start, number)
        if complement is None or complement.lemma == counted.lemma:
            return counted
        return replace(counted, of=Span(complement.start, complement.end))

    def _is_noun(self, counted: Counted) -> bool:
        """Whether what follows a number is a noun that it counts, in the plural."""
        index = bisect_left(self._token_starts, counted.start)
        token = self._article.tokens[index] if index < len(self._token_starts) else None
        return token is None or (token.pos != "ADJ" and self._phrases.is_plural(counted.text.split()[-1]))

    def _total(self, start: int, end: int) -> Counted | None:
        """The complement of the last total before a number."""
        found = list(_total(self._words).finditer(self._article.text, start, end))
        counted = self._phrases.at(found[-1].end()) if found else None
        return counted if counted is not None and end - counted.end <= _LATER else None

    def _subject(self, start: int, end: int) -> Counted | None:
        """The first noun phrase of the clause before a phrase of numbering."""
        clause = max([start, *(m.end() for m in _CLAUSE_END.finditer(self._article.text, start, end))])
        for token in self._article.tokens[bisect_left(self._token_starts, clause) :]:
            if token.end > end:
                break
            if token.pos in {"NOUN", "ADJ", "PROPN"} and (found := self._phrases.at(token.start)) is not None:
                return found
        return None

    def _set_apart(self, start: int, end: int) -> Counted | None:
        """The first plural of the piece of the sentence that a comma or colon closes before a number."""
        marks = [m.start() for m in _CLAUSE_END.finditer(self._article.text, start, end)]
        if not marks:
            return self._last_noun(start, end)
        opens = marks[-2] + 1 if len(marks) > 1 else start
        for token in self._nouns(opens, marks[-1]):
            if self._phrases.is_plural(self._article.text[token.start : token.end]):
                return self._phrases.at(token.start)
        return self._last_noun(start, end)

    def _last_noun(self, start: int, end: int) -> Counted | None:
        """The last noun phrase before a number."""
        nouns = self._nouns(start, end)
        return self._phrases.at(nouns[-1].start) if nouns else None

    def _last_plural(self, start: int, end: int) -> Counted | None:
        """The last plural before a number."""
        text = self._article.text
        nouns = [t for t in self._nouns(start, end) if self._phrases.is_plural(text[t.start : t.end])]
        return self._phrases.at(nouns[-1].start) if nouns else None

    def _nouns(self, start: int, end: int) -> list[Token]:
        tokens = self._article.tokens
        inside = tokens[bisect_left(self._token_starts, start) : bisect_left(self._token_starts, end)]
        return [token for token in inside if token.pos == "NOUN" and token.end <= end]


@cache
def _ends_with(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Matches phrases that end where the text does, before at most a comparator."""
    return re.compile(rf"(?<!\w)(?:{_any(phrases)})[\s:,]*\Z", re.IGNORECASE)


@cache
def _begins_with(phrases: tuple[str, ...], *, opening: bool = False) -> re.Pattern[str]:
    if opening:
        return re.compile(rf"(?:{_any(phrases)})\s+", re.IGNORECASE)
    return re.compile(rf"\s(?:{_any(phrases)})(?!\w)", re.IGNORECASE)


@cache
def _between(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s(?:{_any(phrases)})\s(?:[^\s.,;]+\s){{0,3}}", re.IGNORECASE)


@cache
def _linked(links: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"[^\S\n](?:{_any(links)})(?<!\w)[^\S\n]*|[^\S\n](?:{_any(links)})[^\S\n]+", re.IGNORECASE)


@cache
def _total(words: ElsewhereWords) -> re.Pattern[str]:
    articles = f"(?:(?:{_any(words.articles)})\\s+)?" if words.articles else ""
    return re.compile(rf"(?<!\w)(?:{_any(words.totals)})\s*{articles}", re.IGNORECASE)


def _any(phrases: tuple[str, ...]) -> str:
    return "|".join(map(literal_regex, sorted(phrases, key=lambda p: (-len(p), p)))) or "(?!)"
