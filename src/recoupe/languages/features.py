"""What the linear taggers see of a word and of its neighbours.

Form
    A word with the family of its apostrophe, dash or mark reduced to one, so that ``l’`` and ``l'`` are one word.
Shape
    Capitals, small letters and digits of a form, shortened: ``XxX``, ``dd``.
Word class, paradigm, cluster, known name
    See `recoupe.languages.dictionary`.

The feature sets follow the usual ones of linear-chain models for part-of-speech and name tagging (Ratnaparkhi 1996;
Lafferty, McCallum & Pereira 2001; Finkel, Grenager & Manning 2005 for what the rest of the document says of a word;
Denis & Sagot 2012 for the classes of an external lexicon; Turian, Ratinov & Bengio 2010 for clusters). What depends on
one form alone is written out once for each form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from recoupe.languages.dictionary import FAMILY, GIVEN, UNKNOWN, Dictionary, Facts
from recoupe.text.normalize import APOSTROPHES, DASHES, QUOTATION_MARKS, fold_text

Features = list[str]

_PLAIN = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(QUOTATION_MARKS, '"') | dict.fromkeys(DASHES, "-") | {"\u00ad": ""}
)
_REPEATED = re.compile(r"(.)\1{2,}")


class Word(NamedTuple):
    """What a form shows by itself, and the features that it gives to the taggers where it stands and beside it.

    Attributes:
        tags: the parts of speech of its word class.
        known: its paradigm; `UNKNOWN` for a form that the lexicon lacks.
        person: letters for given name, family name and known word; ``u`` for an unknown capital word, ``.`` for others.
        begins_name: whether a known name begins with it.
        here, before, after: features for the part-of-speech tagger: of the word itself, to the next word, to the last.
        name_here, name_before, name_after: the same for the names tagger.
        before2, after2: what it gives both taggers two words away.
    """

    lower: str
    shape: str
    capital: bool
    folded: str
    tags: str
    known: str
    person: str
    begins_name: bool
    here: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    name_here: tuple[str, ...]
    name_before: tuple[str, ...]
    name_after: tuple[str, ...]
    before2: str
    after2: str


_OUT = "<s>"
_EDGE = Word(
    _OUT, _OUT, False, _OUT, "<", _OUT, ".", False,
    (), ("w-1=<s>",), ("w+1=<s>",), (), ("w-1=<s>", "s-1=<s>", "k-1=<s>"), ("w+1=<s>", "s+1=<s>", "k+1=<s>"),
    "w-2=<s>", "w+2=<s>",
)  # fmt: skip


def plain(form: str) -> str:
    """The form with one kind of apostrophe, quotation mark and dash."""
    return form.translate(_PLAIN)


def describe(form: str, dictionary: Dictionary) -> Word:
    """What a plain form shows by itself; callers keep the answer, since most words come again."""
    lower, folded = form.lower(), fold_text(form)
    short = form[:40]
    letters = "".join("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in short)
    shape = _REPEATED.sub(r"\1\1", letters)[:8]
    facts = dictionary.facts(form)
    tags, known = facts.word_class.tags, facts.word_class.paradigm
    fine, middle, coarse = _clusters(facts, shape, dictionary.cased)
    word, suffix3 = "w=" + lower, "x3=" + lower[-3:]
    return Word(
        lower,
        shape,
        form[:1].isupper(),
        folded,
        tags,
        known,
        _person(form, folded, facts.common, dictionary),
        dictionary.begins_name(folded.replace("-", " ").split(" ")[0]),
        (
            "b", word, "s=" + shape, "x2=" + lower[-2:], suffix3, "l=" + tags, f"lw={tags}|{lower[-3:]}",
            "cc0=" + fine, "cb0=" + middle,
        ),
        ("w-1=" + lower, "cb-1=" + middle),
        ("w+1=" + lower, "cb1=" + middle),
        (
            "b", word, "s=" + shape, "p=" + form[:3], suffix3, "x4=" + lower[-4:], "k=" + known,
            f"kx={known}|{lower[-2:]}", "cc0=" + fine, "cb0=" + middle, "ca0=" + coarse,
        ),
        ("w-1=" + lower, "s-1=" + shape, "k-1=" + known, "cb-1=" + middle, "ca-1=" + coarse),
        ("w+1=" + lower, "s+1=" + shape, "k+1=" + known, "cb1=" + middle, "ca1=" + coarse),
        "w-2=" + lower,
        "w+2=" + lower,
    )  # fmt: skip


def _clusters(facts: Facts, shape: str, cased: bool) -> tuple[str, ...]:
    """The clusters of a form; where they do not heed capitals, the form's own capitals are told beside them."""
    clusters = facts.clusters or (UNKNOWN,) * 3
    if cased:
        return clusters
    capitals = "X" if shape.startswith("XX") else "A" if shape[:1] == "X" else "a"
    return tuple(cluster + capitals for cluster in clusters)


def _person(form: str, folded: str, common: bool, dictionary: Dictionary) -> str:
    if not form[:1].isupper():
        return "."
    parts = folded.split("-")
    letters = "g" if all(dictionary.person(part) & GIVEN for part in parts) else ""
    if (dictionary.person(folded) | dictionary.person(parts[-1])) & FAMILY:
        letters += "f"
    if common:
        letters += "k"
    return letters or "u"


def word_features(words: Sequence[Word]) -> list[Features]:
    """Features of each word of one sentence for the part-of-speech tagger."""
    rows: list[Features] = []
    padded = [_EDGE, _EDGE, *words, _EDGE, _EDGE]
    for i in range(2, len(padded) - 2):
        before2, before, here, after, after2 = padded[i - 2 : i + 3]
        pair = before.tags + "|" + here.tags
        rows.append(
            [
                *here.here,
                *before.before,
                *after.after,
                before2.before2,
                after2.after2,
                "ww-=" + before.lower + "|" + here.lower,
                "ww+=" + here.lower + "|" + after.lower,
                "l-l=" + pair,
                "ll+=" + here.tags + "|" + after.tags,
                "lll=" + pair + "|" + after.tags,
            ]
        )
    return rows


def name_features(
    words: Sequence[Word],
    tags: Sequence[str],
    capitals: DocumentCapitals,
    dictionary: Dictionary,
) -> list[Features]:
    """Features of each word of one sentence for the names tagger.

    Args:
        words: the words of the sentence.
        tags: their parts of speech.
        capitals: what the whole text says of its capitals.
        dictionary: names known beforehand, and hints.
    """
    result: list[Features] = []
    around = ["<", *tags, ">"]
    padded = [_EDGE, _EDGE, *words, _EDGE, _EDGE]
    for i, here in enumerate(words):
        before2, before, _, after, after2 = padded[i : i + 5]
        row = [
            *here.name_here,
            *before.name_before,
            *after.name_after,
            before2.before2,
            after2.after2,
            "ss=" + before.shape + "|" + here.shape + "|" + after.shape,
            "ws=" + before.lower + "|" + here.shape,
            "sw=" + here.shape + "|" + after.lower,
            "kk=" + before.known + "|" + here.known + "|" + after.known,
            "pos=" + around[i + 1],
            "pos-=" + around[i] + "|" + around[i + 1],
            "pos+=" + around[i + 1] + "|" + around[i + 2],
            "pos3=" + around[i] + around[i + 1] + around[i + 2],
        ]
        if here.capital:
            row.append("doc=" + capitals.feature(words, i))
        result.append(row)
    _add_known_names(result, words, dictionary)
    _add_persons(result, words)
    _add_hints(result, words, dictionary)
    return result


def _add_known_names(rows: list[Features], words: Sequence[Word], dictionary: Dictionary) -> None:
    if not any(word.begins_name and word.capital for word in words):
        return
    padded = ["<", *_known_names(words, dictionary), ">"]
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


def _add_persons(rows: list[Features], words: Sequence[Word]) -> None:
    padded = ["<", *(word.person for word in words), ">"]
    for i, row in enumerate(rows):
        here = padded[i + 1]
        if here != ".":
            before, after = padded[i], padded[i + 2]
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


def _add_hints(rows: list[Features], words: Sequence[Word], dictionary: Dictionary) -> None:
    for i, word in enumerate(words):
        hint = dictionary.hints.get(word.folded)
        if hint is None:
            continue
        for distance in range(-3, 5):
            if 0 <= i + distance < len(rows):
                row = rows[i + distance]
                row.append(f"h{-distance}={hint}")
                if words[i + distance].capital:
                    row.append(f"hc{-distance}={hint}{words[i + distance].shape}")


def _known_names(words: Sequence[Word], dictionary: Dictionary) -> list[str]:
    """For each word ``B`` or ``I`` and the kind of the longest known name that it belongs to, or ``-``."""
    found = ["-"] * len(words)
    folded = [word.folded for word in words]
    i = 0
    while i < len(words):
        best = i + 1
        if words[i].capital and words[i].begins_name:
            for end, kind in dictionary.names_at(folded, i):
                best = end
                found[i:end] = ["B" + kind] + ["I" + kind] * (end - i - 1)
        i = best
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
