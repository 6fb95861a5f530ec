"""The functions that an article gives its persons beside their names: `le maire de Lyon, X`, `X, avocate`.

Function
    A noun for a person with its complement, right before a name (`la ministre X`) or set off from it by a comma, before
    or behind. A title in brackets between them (`le directeur de la police (DP) X`) does not part them. Of several such
    nouns before a comma the first is meant, of several before a bare name the last: `le porte-parole du ministre X`
    names the minister.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from recoupe.annotate.grammar import Grammar
from recoupe.model.annotation import AnnotatedArticle, Mention
from recoupe.text.normalize import fold_text
from recoupe.text.words import lower_words

_EMPTY = frozenset({"ADP", "DET", "PUNCT"})
"""Tags of the words of a complement that tell nothing."""

_NOMINAL = frozenset({"ADJ", "ADP", "DET", "NOUN", "NUM", "PROPN"})

_LONGEST = 14
"""Tokens of the longest function beside a name."""


class Function(NamedTuple):
    """A function.

    Attributes:
        noun: folded, in the singular, without the prefix of what is over.
        complement: the words of its complement, folded, without articles and prepositions; empty when it has none.
        start: where it stands, in code points.
    """

    noun: str
    complement: frozenset[str]
    start: int

    def agrees(self, other: Function) -> bool:
        """Whether two functions may be one: the same noun, and no word of both complements that the other lacks."""
        a, b = self.complement, other.complement
        return self.noun == other.noun and (a <= b or b <= a)


class Functions:
    """Reads functions in the tokens of one article.

    Attributes:
        of_person: by chain, the functions that stand beside the person's names.
    """

    def __init__(self, article: AnnotatedArticle, grammar: Grammar, persons: Sequence[Mention]) -> None:
        self._words, self.tokens = grammar.words, article.tokens
        self._starts = [t.start for t in self.tokens]
        self._folded = lower_words(article.text, self.tokens)
        named = [m for m in persons if m.form in {"name", "alias"}]
        self._inside = {k for m in named for k in range(*self.span(m.start, m.end))}
        self.of_person: dict[str, list[Function]] = {m.chain: [] for m in persons}
        for mention in named:
            first, last = self.span(mention.start, mention.end)
            found = (self._before(first), self._behind(last))
            self.of_person[mention.chain] += [function for function in found if function is not None]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The tokens of a span: first, and behind the last."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def word(self, index: int) -> str:
        """The word of a token, lower case; empty outside the article."""
        return self._folded[index] if 0 <= index < len(self._folded) else ""

    def noun_at(self, index: int) -> tuple[str, int]:
        """The noun for one person at a token, folded, and the token behind it; ``("", index)`` when there is none."""
        compound = f"{self.word(index)} {self.word(index + 1)}"
        if compound in self._words.person:
            return fold_text(compound), index + 2
        word = self.word(index)
        bare = next((word.removeprefix(p) for p in self._words.former if word.startswith(p)), word)
        known = word in self._words.person or bare in self._words.person
        return (fold_text(bare), index + 1) if known and index not in self._inside else ("", index)

    def content(self, first: int, last: int) -> frozenset[str]:
        """The words of a complement, from one token to another, that tell one function from another; folded."""
        kept = (k for k in range(first, last) if self.tokens[k].pos not in _EMPTY)
        return frozenset(fold_text(self._folded[k]) for k in kept)

    def complement_end(self, index: int, limit: int) -> int:
        """Where the complement ends that begins at a token: before a person's name, a mark, a verb, a conjunction."""
        while index < limit and index not in self._inside and self.tokens[index].pos in _NOMINAL:
            index += 1
        return index

    def _before(self, first: int) -> Function | None:
        """The function right before a name."""
        last = first
        if self.word(last - 1) == ",":
            last -= 1
        if self.word(last - 1) == ")":
            last = next((k for k in range(last - 1, max(0, last - _LONGEST), -1) if self.word(k) == "("), last)
        start = last
        while start > max(0, last - _LONGEST) and self.tokens[start - 1].pos in _NOMINAL:
            if start - 1 in self._inside:
                break
            start -= 1
        nouns = [k for k in range(start, last) if self.noun_at(k)[0] and self.noun_at(k)[1] <= last]
        if not nouns:
            return None
        set_off = last < first and self.word(first - 1) == ","
        noun = nouns[0] if set_off else nouns[-1]
        # `La mère de X` and `la mère du petit X` name X's mother, not X.
        owner = next((k for k in range(last - 1, noun, -1) if self.tokens[k].pos == "ADP"), noun)
        complete = owner == noun or any(self.tokens[k].pos in {"NOUN", "PROPN"} for k in range(owner + 1, last))
        return self._function(noun, last) if complete else None

    def _behind(self, last: int) -> Function | None:
        """The function set off behind a name."""
        if self.word(last) not in {",", "("}:
            return None
        index = last + 1
        while self.word(index) and self.tokens[index].pos in {"ADJ", "DET"} and not self.noun_at(index)[0]:
            index += 1
        noun, after = self.noun_at(index)
        if not noun:
            return None
        end = self.complement_end(after, min(len(self.tokens), after + _LONGEST))
        return self._function(index, end) if end not in self._inside else None

    def _function(self, index: int, end: int) -> Function:
        noun, after = self.noun_at(index)
        return Function(noun, self.content(after, end), self.tokens[index].start)
