"""Readers of the open corpora that the models are trained on, and their alignment with recoupe's own tokens.

A corpus is read as raw text with gold words on it; the text is then cut by recoupe's tokenizer and each token takes
what the gold words under it say, so that training matches use.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

KINDS = {"PERS": "person", "PER": "person", "LOC": "place", "ORG": "organisation"}
"""Labels of the corpora -> recoupe's kinds; every other label is ``other``."""


class GoldWord(NamedTuple):
    """A word of a corpus: ``[start, end)`` in its sentence's text, lemma, part of speech, name label in IOB2."""

    start: int
    end: int
    lemma: str
    pos: str
    label: str


@dataclass(frozen=True)
class GoldSentence:
    """A sentence of a corpus: its document, text and words."""

    document: str
    text: str
    words: tuple[GoldWord, ...]


def read_text(path: Path) -> str:
    return lzma.decompress(path.read_bytes()).decode("utf-8")


def read_conllu(path: Path) -> list[GoldSentence]:
    """A treebank in CoNLL-U, or PARSEME's ``cupt`` with names in the last column."""
    sentences: list[GoldSentence] = []
    document = ""
    for block in re.split(r"\n\s*\n", read_text(path)):
        comments = dict(re.findall(r"^# (newdoc id|sent_id|text) = (.*)$", block, re.MULTILINE))
        document = comments.get("newdoc id", document)
        rows = [line.split("\t") for line in block.split("\n") if line and line[0].isdigit()]
        if rows:
            name = document or re.sub(r"[_-]?\d+$", "", comments.get("sent_id", ""))
            sentences.append(GoldSentence(name, comments["text"], tuple(_words(comments["text"], rows))))
    return sentences


def _words(text: str, rows: list[list[str]]) -> Iterator[GoldWord]:
    """Words with their offsets; a contracted word whose parts do not stand in it is one word."""
    at = 0
    opened: dict[str, str] = {}
    for surface, parts in _surfaces(text, rows):
        begin = text.index(surface, at)
        at = begin + len(surface)
        labels = [_cupt_label(part, opened) for part in parts]
        if "".join(part[1] for part in parts) == surface:
            for part, label in zip(parts, labels, strict=True):
                yield GoldWord(begin, begin + len(part[1]), part[2], part[3], label)
                begin += len(part[1])
        else:
            yield GoldWord(begin, at, parts[0][2], parts[0][3], next((label for label in labels if label != "O"), "O"))


def _surfaces(text: str, rows: list[list[str]]) -> Iterator[tuple[str, list[list[str]]]]:
    """Words as written, each with its rows: several for a range (``3-4``), or for a contraction without one."""
    at, number = 0, 0
    while number < len(rows):
        row = rows[number]
        number += 1
        if "." in row[0]:
            continue
        while text[at : at + 1].isspace():
            at += 1
        surface, parts = row[1], [row]
        if "-" in row[0]:
            last = int(row[0].split("-")[1])
            parts = []
            while number < len(rows) and "-" not in rows[number][0] and float(rows[number][0]) < last + 1:
                parts += [rows[number]] if rows[number][0].isdigit() else []
                number += 1
        else:
            written = re.compile(r"\w+").match(text, at)
            if written and number < len(rows) and not _stands(text, at, surface, rows[number][1], written[0]):
                surface, parts = written[0], [row, rows[number]]
                number += 1
        at = text.index(surface, at) + len(surface)
        yield surface, parts


def _stands(text: str, at: int, surface: str, follows: str, written: str) -> bool:
    """Whether a row's form stands in the text, and is not just the beginning of a contraction such as ``des``."""
    if not text.startswith(surface, at):
        return False
    return len(written) <= len(surface) or text.startswith(follows, at + len(surface))


def _cupt_label(row: list[str], opened: dict[str, str]) -> str:
    """IOB2 label of PARSEME's column of names, such as ``1:PERS`` then ``1``."""
    if len(row) < 13 or row[12] in "*_":
        return "O"
    match = re.match(r"(\d+)(?::([A-Z]+))?", row[12])
    if match is None:
        return "O"
    if match[2]:
        opened[match[1]] = KINDS.get(match[2], "other")
        return "B-" + opened[match[1]]
    return "I-" + opened[match[1]] if match[1] in opened else "O"


_GUM_KINDS = {"person": "person", "organization": "organisation", "place": "place"}


def read_gum_names(path: Path) -> list[GoldSentence]:
    """GUM with names: of each mention of an entity, the name that it holds.

    GUM marks whole noun phrases with their head; a name is the stretch of capitals around a head that has one.
    """
    sentences: list[GoldSentence] = []
    for sentence, block in zip(read_conllu(path), _blocks(path), strict=True):
        entities = re.findall(r"^(\d+)\t(?:[^\t]*\t){8}(?:.*\|)?Entity=([^|\n]*)", block, re.MULTILINE)
        numbers = [line.split("\t")[0] for line in block.split("\n") if re.match(r"\d+\t", line)]
        if len(numbers) != len(sentence.words):
            continue
        labels = _gum_labels(dict(entities), numbers, [(sentence.text[w.start : w.end], w.pos) for w in sentence.words])
        words = tuple(word._replace(label=label) for word, label in zip(sentence.words, labels, strict=True))
        sentences.append(GoldSentence(sentence.document, sentence.text, words))
    return sentences


def _blocks(path: Path) -> list[str]:
    blocks = re.split(r"\n\s*\n", read_text(path))
    return [block for block in blocks if re.search(r"^\d", block, re.MULTILINE)]


def _gum_labels(entities: dict[str, str], numbers: list[str], forms: list[tuple[str, str]]) -> list[str]:
    """Labels of one sentence from the opening and closing brackets of its mentions; `forms` are (form, tag)."""
    labels = ["O"] * len(numbers)
    opened: list[tuple[str, str, int, int]] = []
    mentions: list[tuple[int, int, str, int]] = []
    for at, number in enumerate(numbers):
        for event in re.finditer(
            r"\((\d+)-([a-z]+)-[^()-]*-[^()-]*-[^()-]*-(\d+)[^()]*|(\d+)?\)", entities.get(number, "")
        ):
            if event[1]:
                opened.append((event[1], event[2], at, at + int(event[3]) - 1))
                continue
            matching = [i for i, (group, _, _, _) in enumerate(opened) if event[4] in {None, group}]
            if matching:
                _, kind, first, head = opened.pop(matching[-1])
                mentions.append((first, at + 1, kind, head))
    for first, end, kind, head in sorted(mentions, key=lambda m: (m[1] - m[0], m[0])):
        if kind == "time" or not first <= head < end or not _named(forms[head]):
            continue
        begin, last = head, head + 1
        while begin > first and _named(forms[begin - 1]):
            begin -= 1
        while last < end and (
            _named(forms[last]) or (last + 1 < end and forms[last][0] == "of" and _named(forms[last + 1]))
        ):
            last += 1
        if any(forms[i][1] == "PROPN" for i in range(begin, last)):
            name = "B-" + _GUM_KINDS.get(kind, "other")
            labels[begin:last] = [name] + ["I" + name[1:]] * (last - begin - 1)
    return labels


def _named(word: tuple[str, str]) -> bool:
    form, tag = word
    return tag == "PROPN" or (form[:1].isupper() and tag in {"ADJ", "NOUN", "NUM", "VERB"})


def read_wikigold(path: Path) -> list[GoldSentence]:
    """A CoNLL-like file without raw text: number, word, label; the text is written anew with the usual spaces."""
    sentences: list[GoldSentence] = []
    document = 0
    for block in re.split(r"\n\s*\n", read_text(path)):
        rows = [line.split("\t") for line in block.split("\n") if "\t" in line]
        if rows and rows[0][1] == "-DOCSTART-":
            document += 1
        elif rows:
            sentences.append(_respaced([(row[1], row[2]) for row in rows], str(document)))
    return sentences


_NO_SPACE_BEFORE = frozenset(
    [",", ".", ")", "]", ":", ";", "?", "!", "%", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'", "''"]
)
_NO_SPACE_AFTER = frozenset(["(", "[", "$", "``"])


def _respaced(words: list[tuple[str, str]], document: str) -> GoldSentence:
    text, placed, before = "", [], ""
    for form, label in words:
        written = '"' if form in {"``", "''"} else form
        if text and form not in _NO_SPACE_BEFORE and before not in _NO_SPACE_AFTER:
            text += " "
        label_ = label if label == "O" else label[:2] + KINDS.get(label[2:], "other")
        placed.append(GoldWord(len(text), len(text) + len(written), "", "", label_))
        text += written
        before = form
    return GoldSentence(document, text, tuple(placed))


def aligned(sentence: GoldSentence, tokens: list[tuple[int, int]]) -> list[GoldWord | None]:
    """For each token the gold word that it shares most code points with, the first of equals; None where none is."""
    found: list[GoldWord | None] = []
    first = 0
    for start, end in tokens:
        while first < len(sentence.words) and sentence.words[first].end <= start:
            first += 1
        best, most = None, 0
        for word in sentence.words[first:]:
            if word.start >= end:
                break
            shared = min(end, word.end) - max(start, word.start)
            if shared > most:
                best, most = word, shared
        found.append(best)
    return found
