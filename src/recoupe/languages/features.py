"""What the linear taggers see of a word and of its neighbours.

Form
    A word with the family of its apostrophe, dash or mark reduced to one, so that ``l’`` and ``l'`` are one word.
Shape
    Capitals, small letters and digits of a form, shortened: ``XxX``, ``dd``.
Known word
    A small-letter form that the language's lemma table holds.
Gazetteer
    Names of places and persons compiled when the models are built; see ``tools/build_models.py``.

The feature sets follow the usual ones of linear-chain models for part-of-speech and name tagging (Ratnaparkhi 1996;
Lafferty, McCallum & Pereira 2001; Finkel, Grenager & Manning 2005 for what the rest of the document says of a word).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from recoupe.languages.lemmas import Lexicon
from recoupe.text.normalize import APOSTROPHES, DASHES, QUOTATION_MARKS, fold_text

Features = list[str]

_PLAIN = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(QUOTATION_MARKS, '"') | dict.fromkeys(DASHES, "-") | {"\u00ad": ""}
)
_REPEATED = re.compile(r"(.)\1{2,}")
_PARADIGMS = (1, 2, 3, 4, 5, 9)
"""Sizes of paradigms that are told apart."""
_LONGEST_NAME = 5
"""Tokens of the longest name looked up in the gazetteer."""


class Word(NamedTuple):
    """What a word shows by itself."""

    lower: str
    shape: str
    prefix: str
    suffix2: str
    suffix3: str
    suffix4: str
    capital: bool
    folded: str
    known: str


_EDGE = Word("<s>", "<s>", "<s>", "<s>", "<s>", "<s>", False, "<s>", "<s>")


class Gazetteer(NamedTuple):
    """Names known beforehand.

    Attributes:
        places: folded words of a name, hyphens apart -> class (``country``, ``city``...).
        given: folded given names.
        family: folded family names.
        hints: folded word -> class of the hint that it gives on its neighbours (``title``, ``organisation``...).
    """

    places: Mapping[str, str]
    given: frozenset[str]
    family: frozenset[str]
    hints: Mapping[str, str]


def plain(form: str) -> str:
    """The form with one kind of apostrophe, quotation mark and dash."""
    return form.translate(_PLAIN)


def describe(form: str, lexicon: Lexicon) -> Word:
    """What a plain form shows by itself; callers keep the answer, since most words come again."""
    lower = form.lower()
    short = form[:40]
    shape = "".join("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in short)
    return Word(
        lower,
        _REPEATED.sub(r"\1\1", shape)[:8],
        form[:3],
        lower[-2:],
        lower[-3:],
        lower[-4:],
        form[:1].isupper(),
        fold_text(form),
        _known(lower, lexicon),
    )


def _known(lower: str, lexicon: Lexicon) -> str:
    """``-`` for an unknown form, else the size of its paradigm and ``=`` or the end of its lemma."""
    lemma = lexicon.lemma(lower)
    if lemma is None:
        return "-"
    size = bisect_right(_PARADIGMS, lexicon.paradigms.get(lemma, 0))
    return f"{size}{'=' if lemma == lower else lemma[-2:]}"


def word_features(words: Sequence[Word]) -> list[Features]:
    """Features of each word of one sentence for the part-of-speech tagger; the names tagger starts from them too."""
    padded = [_EDGE, _EDGE, *words, _EDGE, _EDGE]
    rows: list[Features] = []
    for i in range(2, len(padded) - 2):
        before2, before, here, after, after2 = padded[i - 2 : i + 3]
        rows.append(
            [
                "b",
                "w=" + here.lower,
                "s=" + here.shape,
                "p=" + here.prefix,
                "x2=" + here.suffix2,
                "x3=" + here.suffix3,
                "x4=" + here.suffix4,
                "k=" + here.known,
                "w-1=" + before.lower,
                "w+1=" + after.lower,
                "w-2=" + before2.lower,
                "w+2=" + after2.lower,
                "s-1=" + before.shape,
                "s+1=" + after.shape,
                "x-1=" + before.suffix3,
                "x+1=" + after.suffix3,
                "k-1=" + before.known,
                "k+1=" + after.known,
                "ww-=" + before.lower + "|" + here.lower,
                "ww+=" + here.lower + "|" + after.lower,
                "ss=" + before.shape + "|" + here.shape + "|" + after.shape,
                "ws=" + before.lower + "|" + here.shape,
                "sw=" + here.shape + "|" + after.lower,
                "kx=" + here.known + "|" + here.suffix2,
                "kk=" + before.known + "|" + here.known + "|" + after.known,
            ]
        )
    return rows


def name_features(
    rows: Iterable[Features],
    words: Sequence[Word],
    tags: Sequence[str],
    capitals: DocumentCapitals,
    gazetteer: Gazetteer,
) -> list[Features]:
    """Features of each word of one sentence for the names tagger.

    Args:
        rows: what `word_features` gave; it is copied.
        words: the words of the sentence.
        tags: their parts of speech.
        capitals: what the whole text says of its capitals.
        gazetteer: names known beforehand.
    """
    result = [list(row) for row in rows]
    around = ["<", *tags, ">"]
    places = _places(words, gazetteer)
    for i, row in enumerate(result):
        row.extend(
            [
                "pos=" + around[i + 1],
                "pos-=" + around[i] + "|" + around[i + 1],
                "pos+=" + around[i + 1] + "|" + around[i + 2],
                "pos3=" + around[i] + around[i + 1] + around[i + 2],
            ]
        )
        if words[i].capital:
            row.append("doc=" + capitals.feature(words, i))
    _add_places(result, words, places)
    _add_names(result, words, gazetteer)
    _add_hints(result, words, gazetteer)
    return result


def _add_places(rows: list[Features], words: Sequence[Word], places: Sequence[str]) -> None:
    padded = ["<", *places, ">"]
    for i, row in enumerate(rows):
        before, here, after = padded[i], padded[i + 1], padded[i + 2]
        if here != "-" or before not in "-<":
            row.extend(
                [
                    "g=" + here,
                    "g-=" + before + "|" + here,
                    "g+=" + here + "|" + after,
                    "gs=" + here + "|" + words[i].shape,
                ]
            )


def _add_names(rows: list[Features], words: Sequence[Word], gazetteer: Gazetteer) -> None:
    classes = ["<", *(_name_class(word, gazetteer) for word in words), ">"]
    for i, row in enumerate(rows):
        before, here, after = classes[i], classes[i + 1], classes[i + 2]
        if here != ".":
            row.extend(
                [
                    "n=" + here,
                    "n-=" + before + "|" + here,
                    "n+=" + here + "|" + after,
                    "n3=" + before + "|" + here + "|" + after,
                ]
            )
            if i == 0:
                row.append("n0=" + here)


def _name_class(word: Word, gazetteer: Gazetteer) -> str:
    """Letters for given name, family name and known word; ``u`` for an unknown capital word, ``.`` for any other."""
    if not word.capital:
        return "."
    parts = word.folded.split("-")
    letters = "g" if all(part in gazetteer.given for part in parts) else ""
    if word.folded in gazetteer.family or parts[-1] in gazetteer.family:
        letters += "f"
    if word.known != "-":
        letters += "k"
    return letters or "u"


def _add_hints(rows: list[Features], words: Sequence[Word], gazetteer: Gazetteer) -> None:
    hints = [gazetteer.hints.get(word.folded, "") for word in words]
    for i, hint in enumerate(hints):
        if not hint:
            continue
        for distance in range(-3, 5):
            if 0 <= i + distance < len(rows):
                row = rows[i + distance]
                row.append(f"h{-distance}={hint}")
                if words[i + distance].capital:
                    row.append(f"hc{-distance}={hint}{words[i + distance].shape}")


def _places(words: Sequence[Word], gazetteer: Gazetteer) -> list[str]:
    """For each word ``B`` or ``I`` and the class of the longest known place that it belongs to, or ``-``."""
    found = ["-"] * len(words)
    parts = [word.folded.replace("-", " ") for word in words]
    i = 0
    while i < len(words):
        best, label = i, ""
        if words[i].capital:
            name = ""
            for j in range(i, min(len(words), i + _LONGEST_NAME)):
                name = f"{name} {parts[j]}" if name else parts[j]
                if name in gazetteer.places:
                    best, label = j + 1, gazetteer.places[name]
        if label:
            found[i:best] = ["B" + label] + ["I" + label] * (best - i - 1)
            i = best
        else:
            i += 1
    return found


class DocumentCapitals(NamedTuple):
    """How the words of one text are capitalised in it.

    Attributes:
        small: how often a form stands in small letters.
        inside: how often it stands with a capital after another word, where nothing but a name asks for one.
        first: how often it stands with a capital elsewhere.
    """

    small: Counter[str]
    inside: Counter[str]
    first: Counter[str]

    @classmethod
    def of(cls, sentences: Iterable[Sequence[Word]]) -> DocumentCapitals:
        """Count the words of a text."""
        small: Counter[str] = Counter()
        inside: Counter[str] = Counter()
        first: Counter[str] = Counter()
        for words in sentences:
            for i, word in enumerate(words):
                if word.capital:
                    (inside if _follows_word(words, i) else first)[word.lower] += 1
                elif word.lower[:1].isalpha():
                    small[word.lower] += 1
        return cls(small, inside, first)

    def feature(self, words: Sequence[Word], i: int) -> str:
        """Where a capital word stands, and whether it comes elsewhere in small letters or as a name."""
        lower = words[i].lower
        follows = _follows_word(words, i)
        elsewhere = self.inside[lower] - follows > 0
        again = self.inside[lower] + self.first[lower] > 1
        return f"{follows:d}{'l' if self.small[lower] else ''}{'m' if elsewhere else ''}{'2' if again else '1'}"


def _follows_word(words: Sequence[Word], i: int) -> bool:
    last = words[i - 1].lower[-1:] if i else ""
    return last.isalnum() or last in {"'", ","}
