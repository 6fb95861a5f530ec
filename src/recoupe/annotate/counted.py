"""What a number counts: the noun phrase beside it.

Head
    The noun that is counted. Adjectives around it and a noun coordinated with it belong to the phrase
    (*76 000 tués et blessés*), and in some languages the nouns that it is compounded with (*40 police officers*); its
    further complements do not.

With parts of speech the phrase is read from them; without, it is the first word that the pack does not know as a
function word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

from recoupe.model.annotation import Counted, Token
from recoupe.text.normalize import APOSTROPHES

MAX_WORDS = 5
"""Longest phrase in words: longer ones are mostly misread clauses."""

Link = Literal["optional", "definite", "required", "bare", "sum"]
"""Whether a word links a number to its noun: it may (`optional`, `definite`), or must (a share, a length, a sum)."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TIED = re.compile(r"[-\u2010\u2011]([^\W\d_]+)(?![-\u2010\u2011\w])")
_GAP = re.compile(r"[^\S\n]{1,2}|[^\S\n]?\n")
_NOUNS = frozenset({"NOUN", "PROPN"})
_QUALIFIERS = frozenset({"ADJ", "PROPN"})
_HEADS = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_RUNNING = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "VERB"})
"""Parts of speech before the last noun of a compound: *badly burned bodies*, *striking Polish welders*."""
_LEADING = 2
"""Most adjectives before a noun where nouns are not compounded."""


class CountedWords(NamedTuple):
    """Words of a pack that bear on what is counted, in lower case.

    Attributes:
        function_words: words that are never counted.
        conjunctions: words that coordinate two heads.
        before_noun: adjectives that stand between a number and its noun.
        linkers: words that may stand between a number and its noun; with their apostrophe where they have one.
        definite_linkers: those of the linkers that may stand after any number.
        sum_linkers: the same, after a sum of money alone (*3 million in aid*).
        participles: participles that are counted as nouns are (*40 killed*); other verbs after a number are not.
        adverbial: nouns that say when or how, before a number that they do not name (*in total 40*).
        plurals: endings of plurals, and whole plurals that have none (*people*).
        compounds: whether the last of several nouns in a row is the head.
    """

    function_words: frozenset[str]
    conjunctions: frozenset[str]
    before_noun: frozenset[str]
    linkers: tuple[str, ...]
    definite_linkers: tuple[str, ...]
    sum_linkers: tuple[str, ...]
    participles: frozenset[str]
    adverbial: frozenset[str]
    plurals: tuple[str, ...]
    compounds: bool


class PhraseReader:
    """Reads counted phrases in one article."""

    def __init__(self, text: str, end: int, tokens: Sequence[Token], words: CountedWords) -> None:
        """Prepare.

        Args:
            text: the document's text.
            end: where the article ends.
            tokens: of the article, in order; may be empty.
            words: of the pack.
        """
        self._text, self._end = text, end
        self._tokens = tokens if any(token.pos != "X" for token in tokens) else ()
        self._starts = [token.start for token in self._tokens]
        self._words = words
        bare = tuple(linker for linker in words.linkers if linker not in words.definite_linkers)
        linkers = {"definite": words.definite_linkers, "bare": bare, "sum": (*words.linkers, *words.sum_linkers)}
        self._linkers = {link: _any_of(linkers.get(link, words.linkers)) for link in get_args(Link)}

    @property
    def tagged(self) -> bool:
        """Whether the article's tokens have parts of speech."""
        return bool(self._tokens)

    def labels(self, number: int, counted: Counted | None) -> bool:
        """Whether a noun right before a number is named by it (*train 8534*, *carbon 14*), and no plural is counted.

        A name is, whatever follows (*Radio 4 listeners*), but not after a preposition (*in Paris 300 people*).
        """
        index = bisect_left(self._starts, number) - 1
        if index < 0 or self._tokens[index].pos not in _NOUNS or not self._is_word(self._tokens[index]):
            return False
        before = self._tokens[index]
        if _GAP.fullmatch(self._text, before.end, number) is None:
            return False
        capital = self._text[before.start].isupper()
        if capital and (index == 0 or self._tokens[index - 1].pos != "ADP"):
            return True
        if self._form(index) in self._words.adverbial:
            return False
        if counted is None:
            return True
        words = counted.text.lower().split()
        plural = any(map(self.is_plural, words)) or words[0] in self._words.before_noun
        return not counted.text[:1].isupper() and not plural

    def is_plural(self, word: str) -> bool:
        """Whether a word looks like a plural."""
        return word.lower().endswith(self._words.plurals)

    def tied(self, position: int) -> Counted | None:
        """The noun that a hyphen ties to a number (*a 300-bed hospital*), where a language counts so."""
        word = _TIED.match(self._text, position, self._end) if self._words.compounds else None
        if word is None or word[1].lower() in self._words.function_words:
            return None
        return Counted(text=word[1], lemma=word[1].lower(), start=word.start(1), end=word.end(1), of=None)

    def after(self, position: int, *, link: Link) -> Counted | None:
        """The phrase that begins after `position`, one space on; None when no noun follows there.

        Args:
            position: end of the number.
            link: whether a linking word stands before the noun, and after what.
        """
        gap = _GAP.match(self._text, position, self._end)
        if gap is None:
            return None
        linker = self._linkers[link].match(self._text, gap.end(), self._end)
        if linker is None:
            return self.at(gap.end()) if link in {"optional", "definite"} else None
        counted = self.at(linker.end())
        # After a link, a name says where they are from, or how far something is.
        return None if counted is None or counted.text[:1].isupper() else counted

    def inside(self, start: int, end: int) -> Counted | None:
        """The noun inside a figure: *one pupil in five*."""
        for token in self._tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if token.pos == "NOUN":
                return self.at(token.start)
        return None

    def at(self, start: int) -> Counted | None:
        """The phrase that begins at `start`; None when no noun stands there."""
        words = self._tagged(start) if self._tokens else self._plain(start)
        if not words:
            return None
        head, start, end = words
        return Counted(text=self._text[start:end], lemma=head, start=start, end=end, of=None)

    def _tagged(self, position: int) -> tuple[str, int, int] | None:
        index = bisect_left(self._starts, position)
        if index == len(self._tokens) or self._tokens[index].start != position:
            return None
        head = self._compound(index) if self._words.compounds else self._simple(index)
        if head is None:
            return None
        last = head
        while last + 1 < len(self._tokens) and last + 1 - index < MAX_WORDS and self._qualifies(last + 1):
            last += 1
        last = self._coordinated(head, last)
        return self._tokens[head].lemma, position, self._tokens[last].end

    def _simple(self, first: int) -> int | None:
        """The head: the first noun, with at most two adjectives before it; else an adjective alone."""
        index = first
        while index < len(self._tokens) and index - first < _LEADING and self._leads(index):
            index += 1
        head = self._tokens[index] if index < len(self._tokens) else None
        if head is None or head.pos not in _HEADS or not self._is_word(head) or not self._joined(index, first):
            if index == first or self._tokens[index - 1].pos != "ADJ":
                return None
            return index - 1
        return None if head.pos == "VERB" and self._form(index) not in self._words.participles else index

    def _compound(self, first: int) -> int | None:
        """The head: the last noun of a run of nouns, with what qualifies them before; else a participle."""
        head, index = None, first
        while index < len(self._tokens) and index - first < MAX_WORDS and self._joined(index, first):
            token = self._tokens[index]
            owner = token.pos == "PART" and index > first
            if not owner and (not self._is_word(token) or token.pos not in _RUNNING):
                break
            if token.pos in _NOUNS:
                head = index
            elif head is not None and not owner:
                break
            index += 1
        participle = self._form(first) in self._words.participles
        if participle and (head is None or not self.is_plural(self._form(head))):
            return first
        bare = self._tokens[first].pos == "ADJ" and self._form(first) not in self._words.before_noun
        return head if head is not None or not bare else first

    def _leads(self, index: int) -> bool:
        """Whether a token is an adjective before its noun."""
        token = self._tokens[index]
        if self._form(index) in self._words.participles:
            return False
        if self._form(index) in self._words.before_noun:
            return True
        following = self._tokens[index + 1] if index + 1 < len(self._tokens) else None
        return (
            token.pos == "ADJ" and following is not None and following.pos in _NOUNS and self._joined(index + 1, index)
        )

    def _form(self, index: int) -> str:
        token = self._tokens[index]
        return self._text[token.start : token.end].lower()

    def _is_word(self, token: Token) -> bool:
        word = self._text[token.start : token.end]
        return word[:1].isalpha() and word.lower() not in self._words.function_words

    def _qualifies(self, index: int) -> bool:
        token = self._tokens[index]
        return token.pos in _QUALIFIERS and self._is_word(token) and self._joined(index, index - 1)

    def _joined(self, index: int, before: int) -> bool:
        """Whether only a space stands between a token and the one before it, unless it is the first."""
        return (
            index == before
            or _GAP.fullmatch(self._text, self._tokens[index - 1].end, self._tokens[index].start) is not None
            or (self._words.compounds and self._tokens[index - 1].end == self._tokens[index].start)
        )

    def _coordinated(self, head: int, last: int) -> int:
        """Take in a second head that ends like the first: *killed and wounded*."""
        if last + 2 >= len(self._tokens) or last != head:
            return last
        link, other = self._tokens[last + 1], self._tokens[last + 2]
        ending = self._text[self._tokens[head].start : self._tokens[head].end][-2:]
        word = self._text[other.start : other.end]
        if (
            self._text[link.start : link.end] in self._words.conjunctions
            and word.endswith(ending)
            and self._is_word(other)
        ):
            return last + 2
        return last

    def _plain(self, position: int) -> tuple[str, int, int] | None:
        start, words = position, 0
        while words < 3:
            match = _WORD.match(self._text, position, self._end)
            if match is None or match.group().lower() in self._words.function_words:
                return None
            words += 1
            gap = _GAP.match(self._text, match.end(), self._end)
            if match.group().lower() not in self._words.before_noun or gap is None:
                return match.group().lower(), start, self._plain_coordinated(match)
            position = gap.end()
        return None

    def _plain_coordinated(self, head: re.Match[str]) -> int:
        link = re.compile(rf"[^\S\n]([^\W\d_]+)[^\S\n]([^\W\d_]*{re.escape(head.group()[-2:])})(?!\w)").match(
            self._text, head.end(), min(self._end, head.end() + 40)
        )
        if (
            link is None
            or link.group(1) not in self._words.conjunctions
            or link.group(2).lower() in self._words.function_words
        ):
            return head.end()
        return link.end()


def _any_of(linkers: Sequence[str]) -> re.Pattern[str]:
    linking = "|".join(
        re.sub("['’]", f"[{APOSTROPHES}]", re.escape(word)) + ("" if word.endswith("'") else r"[^\S\n]")
        for word in sorted(linkers, key=lambda w: (-len(w), w))
    )
    return re.compile(linking or "(?!)", re.IGNORECASE)
