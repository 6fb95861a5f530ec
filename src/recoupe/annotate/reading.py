"""An article as the finders of names go through it, and what they find.

Reading
    The tokens of an article with their forms and folded words.
Spot
    A run of tokens that is a name, before it is joined to a chain.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache

from recoupe.annotate.lexicon import Lexicon, Words
from recoupe.model.annotation import AnnotatedArticle, EntityKind, MentionForm
from recoupe.text.names import given_name_gender, name_parts
from recoupe.text.normalize import fold_text

LONGEST_NAME = 10
"""Tokens of the longest name; what is longer has run into the next phrase."""

_ACRONYM = re.compile(r"[^\W\d_](?:[^\W\d_]|\d|&){1,6}")
_SHOUTED = 0.6
"""From this share of capitals on, a sentence is a headline in capitals: they tell no acronym."""


@dataclass(frozen=True)
class Spot:
    """A name or role: tokens ``[first, last)``.

    Attributes:
        key: what spots of one bearer share: parts of the name without title, legal form or head noun.
        state: ISO 3166 code, for a state or its capital.
        capital: a capital that may stand for its state.
        rule: the finder.
        weight: how far the finder's kind is to be trusted against another spot of the same words.
    """

    first: int
    last: int
    kind: EntityKind
    rule: str
    key: Words = ()
    form: MentionForm = "name"
    subkind: str = ""
    gender: str = ""
    state: str = ""
    capital: bool = False
    weight: int = 1


@dataclass(frozen=True)
class Reading:
    """An article as the finders of names go through it.

    Attributes:
        forms: the tokens as they stand.
        words: the same, folded and without apostrophes.
        initial: indexes of the first word of each sentence.
        labelled: whether the analyser labelled any name at all.
        shouted: sentences in capitals.
    """

    article: AnnotatedArticle
    forms: tuple[str, ...]
    words: tuple[str, ...]
    initial: frozenset[int]
    labelled: bool
    shouted: frozenset[int]

    @cached_property
    def size(self) -> int:
        """Number of tokens."""
        return len(self.forms)

    @cached_property
    def capitals(self) -> tuple[bool, ...]:
        """For each token, whether it begins with a capital."""
        return tuple(form[:1].isupper() for form in self.forms)

    def pos(self, index: int) -> str:
        """Part of speech of a token; empty outside the article."""
        return self.article.tokens[index].pos if 0 <= index < self.size else ""

    def label(self, index: int) -> str:
        """Label of a token."""
        return self.article.tokens[index].label

    def label_end(self, first: int) -> int:
        """Where a label that begins with a token ends."""
        inner = "I" + self.label(first)[1:]
        last = first + 1
        while last < self.size and self.label(last) == inner:
            last += 1
        return last

    def word(self, index: int) -> str:
        """Folded word of a token; empty outside the article."""
        return self.words[index] if 0 <= index < self.size else ""

    def capital(self, index: int) -> bool:
        """Whether a token begins with a capital."""
        return 0 <= index < self.size and self.capitals[index]

    def surface(self, first: int, last: int) -> str:
        """The words of a run of tokens, exactly as received."""
        tokens = self.article.tokens
        return self.article.text[tokens[first].start : tokens[last - 1].end]


@lru_cache(maxsize=65536)
def _folded(form: str) -> str:
    return fold_text(form).strip("'") or form


def read_article(article: AnnotatedArticle) -> Reading:
    """Lay an article out for the finders."""
    text = article.text
    forms = tuple(text[t.start : t.end] for t in article.tokens)
    words = tuple(map(_folded, forms))
    initial: set[int] = set()
    capitals: Counter[int] = Counter()
    letters: Counter[int] = Counter()
    before = -1
    waiting = False
    for index, token in enumerate(article.tokens):
        waiting = waiting or token.sentence != before
        before = token.sentence
        if forms[index][0].isalnum():
            if waiting:
                initial.add(index)
            waiting = False
            letters[token.sentence] += len(forms[index])
            capitals[token.sentence] += sum(map(str.isupper, forms[index]))
    shouted = frozenset(s for s, n in letters.items() if capitals[s] > _SHOUTED * n and n > 12)
    labelled = any(t.label != "O" for t in article.tokens)
    return Reading(article, forms, words, frozenset(initial), labelled, shouted)


def word_before(reading: Reading, first: int) -> int:
    """Index of the word before a name, over the point of an abbreviation."""
    return first - 2 if reading.word(first - 1) == "." else first - 1


def title_gender(reading: Reading, lexicon: Lexicon, index: int) -> str | None:
    """The gender that a title shows, empty for a title that shows none; None for another word."""
    return lexicon.titles.get(reading.word(index).rstrip(".")) if reading.capital(index) else None


def is_given(reading: Reading, index: int) -> bool:
    """Whether a token is a known given name."""
    return given_name_gender(reading.words[index]) is not None


def in_role(reading: Reading, lexicon: Lexicon, first: int) -> bool:
    """Whether a name is the complement of a role (``the head of ...``)."""
    step = first
    while reading.word(step - 1) in lexicon.joints:
        step -= 1
    return step < first and any(lexicon.roles.at(reading.words, i) for i in range(max(0, step - 2), step))


def name_key(surface: str) -> Words:
    """What spellings of one name share: its folded parts without honorifics, particles and legal form."""
    return name_parts(surface).parts


def is_initialled(reading: Reading, first: int, last: int) -> bool:
    """Whether words are initials and a surname, as only persons have them (``C. Example``)."""
    if last - first < 2 or not reading.capital(last - 1) or len(reading.forms[last - 1]) < 3:
        return False
    return all(len(form) == 2 and form[0].isupper() and form[1] == "." for form in reading.forms[first : last - 1])


def is_acronym(form: str) -> bool:
    """Whether a form is an acronym: two letters or more, all of them capitals."""
    plain = form.replace(".", "")
    return (
        bool(_ACRONYM.fullmatch(plain)) and sum(map(str.isupper, plain)) > 1 and plain[:1].isupper() and plain.isupper()
    )


def abbreviates(short: Words, long: Words) -> bool:
    """Whether a word can be made of the letters of a long name, in their order, from its first one on."""
    if len(short) != 1 or len(long) < 2 or short[0][:1] != long[0][:1]:
        return False
    letters = iter("".join(long))
    return all(letter in letters for letter in short[0])


def family_first(key: Words) -> bool:
    """Whether a name has the three short parts of East Asian ones, whose family name comes first."""
    return len(key) == 3 and all(len(part) <= 5 for part in key)
