"""What is known of a language's words and names before any text is read.

Word class
    The parts of speech that a lexicon gives a form (``nc+v``), with its lemma under each and the size of its paradigm.
Paradigm
    The forms that share a lemma. Its size tells a noun (two forms) from an adjective (four) and a verb (many).
Cluster
    Words that stand among the same words in large collections of text. Clusters of clusters are coarser; a tagger that
    has never met a word knows its like by them (Miller, Guinness & Zamanian 2004; Turian, Ratinov & Bengio 2010).
Known name
    A place, company, given or family name of open lists, by its folded words.

``tools/build_models.py`` compiles all of it into one trie that is looked up without being unpacked, so that a language
loads in milliseconds.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from recoupe.errors import ModelError
from recoupe.languages.pack import LanguagePack

TRIE = "dictionary.marisa"
"""File of a pack's models: a record trie of `RECORD` by key."""
TABLES = "dictionary.json"
"""File of a pack's models: what the numbers of the records stand for; see `Tables`."""
RECORD = "<HH"
PERSON, NAME, FIRST = "\x01", "\x02", "\x03"
"""First character of the keys of names of persons, of other names, and of first words of those; words have none."""
GIVEN, FAMILY = 1, 2
"""Flags of the record of a person's name."""

UNKNOWN = "-"
_LONGEST_NAME = 5
"""Tokens of the longest known name that is looked up."""


class WordClass(NamedTuple):
    """What the lexicon says of a form.

    Attributes:
        tags: its parts of speech in the lexicon's own tagset, joined by ``+``; `UNKNOWN` for a form it lacks.
        paradigm: size class of its paradigm, with ``=`` or the end of its lemma.
        lemmas: part of speech -> how the lemma is made of the form: letters cut off, then letters put on (``2al``).
    """

    tags: str
    paradigm: str
    lemmas: Mapping[str, str]


class Facts(NamedTuple):
    """What is known of one form.

    Attributes:
        word_class: its word class.
        clusters: from the finest to the coarsest; empty if it is in none.
        common: whether its small letters are a word of the lexicon, so that a capital may be no name's.
    """

    word_class: WordClass
    clusters: tuple[str, ...]
    common: bool


_NOTHING = WordClass(UNKNOWN, UNKNOWN, {})


class Dictionary:
    """The dictionary of one language; the empty one knows no word.

    Attributes:
        hints: folded word -> the class of the hint that it gives on its neighbours (``title``, ``institution``...).
        cased: whether clusters tell a capital word from the same word in small letters.
    """

    def __init__(self, trie: Any | None = None, tables: Mapping[str, Any] | None = None) -> None:
        tables = tables or {}
        self._trie = trie
        self._classes = [_NOTHING, *(WordClass(*row) for row in tables.get("classes", ()))]
        self._coarser: Sequence[Sequence[int]] = tables.get("clusters", ())
        self._kinds: Sequence[str] = tables.get("kinds", ())
        self.cased: bool = tables.get("cased", True)
        self.hints: Mapping[str, str] = tables.get("hints", {})

    def facts(self, form: str) -> Facts:
        """What is known of a plain form: by its small letters for the class, by its capitals where clusters heed them.

        Of a word with hyphens that is unknown as a whole, the last part speaks.
        """
        lower = form.lower()
        small = self._record(lower)
        exact = small if form == lower else self._record(form)
        number = small[0] or exact[0]
        cluster = (exact[1] if self.cased else 0) or small[1]
        if "-" in lower and not (number and cluster):
            last = self._record(lower.rsplit("-", 1)[1])
            number, cluster = number or last[0], cluster or last[1]
        return Facts(self._classes[number], self._clusters(cluster), small[0] > 0)

    def lemma(self, form: str, pos: str) -> str | None:
        """The lemma of a small-letter form as a part of speech, or as any other if it has none as that one.

        Of a word with hyphens that is unknown as a whole, the last part changes; None for an unknown word.
        """
        lemmas = self._classes[self._record(form)[0]].lemmas
        first, hyphen, last = form.rpartition("-")
        if not lemmas and hyphen and last:
            lemma = self.lemma(last, pos)
            return first + hyphen + lemma if lemma else None
        rule = lemmas.get(pos) or next(iter(lemmas.values()), None)
        if rule is None:
            return None
        cut = len(rule) - len(rule.lstrip("0123456789"))
        return form[: len(form) - int(rule[:cut])] + rule[cut:]

    def person(self, folded: str) -> int:
        """Flags of a folded word as a person's name: `GIVEN`, `FAMILY`, both or 0."""
        return self._record(folded, PERSON)[0]

    def begins_name(self, folded: str) -> bool:
        """Whether a folded word is the first of a known name of something else than a person."""
        return self._record(folded, FIRST)[0] > 0

    def kind(self, name: str) -> str:
        """The kind of a known name, given by its folded words with spaces between; empty for any other."""
        number = self._record(name, NAME)[0]
        return self._kinds[number - 1] if number else ""

    def names_at(self, words: Sequence[str], first: int) -> Iterator[tuple[int, str]]:
        """Known names that begin with a word of a text, the shortest first: where each ends, and its kind.

        Args:
            words: the folded words of the text.
            first: index of the name's first word.
        """
        name = ""
        for last in range(first, min(len(words), first + _LONGEST_NAME)):
            part = words[last].replace("-", " ")
            name = f"{name} {part}" if name else part
            kind = self.kind(name)
            if kind:
                yield last + 1, kind

    def _record(self, word: str, mark: str = "") -> tuple[int, int]:
        # Control characters are the dictionary's own marks: no word of a text may bring one in.
        if self._trie is None or not word.isprintable():
            return 0, 0
        found = self._trie.get(mark + word)
        return found[0] if found else (0, 0)

    def _clusters(self, number: int) -> tuple[str, ...]:
        if not number:
            return ()
        return (str(number), *(str(level[number - 1]) for level in self._coarser))


@cache
def load_dictionary(pack: LanguagePack) -> Dictionary:
    """The dictionary that ships with a pack; the empty one when it has none.

    Raises:
        ModelError: a file cannot be read.
    """
    trie, tables = pack.model(TRIE), pack.model(TABLES)
    if trie is None or tables is None:
        return Dictionary()
    import marisa_trie  # noqa: PLC0415 - a compiled library that only dictionaries need

    try:
        return Dictionary(marisa_trie.RecordTrie(RECORD).frombytes(trie.read_bytes()), json.loads(tables.read_bytes()))
    except (RuntimeError, ValueError, TypeError, struct.error) as error:
        raise ModelError(f"{pack.code}/models/{TRIE}: {error}; build it anew with tools/build_models.py") from error
