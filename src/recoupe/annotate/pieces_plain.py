"""Marked words in a sentence without parts of speech: what stands beside them, and whether they are a name.

Piece
    A marked region in its line; two in a row, each with its own marks, are one.
Name
    Marked words that are the name of something, such as a title, a ship or a newspaper: they are no quotation unless a
    report stands right beside them. They are told by their capitals and by the words around.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recoupe.annotate.cues_plain import Line, PlainCue
from recoupe.annotate.frames_marked import MIN_STANDING
from recoupe.annotate.marks import Region

_SHORT_NAME = 6
"""Words from which a marked stretch after a noun is a name only if most of its words have capitals."""

_SMALL = 4
"""Letters of the longest word without a capital that a foreign name may hold, such as `de`, `for` and `voor`."""

_TELLING = frozenset({"add", "announce", "answer", "explain", "report", "say"})
"""Classes of verbs whose object is no word that somebody finds fault with, so that a marked noun is their subject."""

_WORD = re.compile(r"\w[\w.'’&/-]*")
_CODE = re.compile(r"\w*\d\w*|[^\W\d_]+\.\S+|[^\W\d_]+[A-ZÀ-Þ]\S*")


@dataclass(slots=True)
class Piece:
    """A marked region in its line: the tokens before and after it, and its words.

    Attributes:
        before: the last token before it; -1 when it opens the line.
        after: the first token after it; the number of tokens when it closes the line.
        ended: it ends with a final mark of its own.
    """

    region: Region
    before: int
    after: int
    words: list[str]
    ended: bool


def piece_of(line: Line, region: Region) -> Piece | None:
    """A region that opens in this line; None for one that only reaches into it."""
    inside = [k for k, t in enumerate(line.tokens) if region.start <= t.start < region.end]
    if not inside or region.start < line.tokens[0].start:
        return None
    words = _WORD.findall(line.text, region.inner_start, region.inner_end)
    ended = line.text[region.inner_end - 1] in ".!?…"
    return Piece(region, inside[0] - 1, inside[-1] + 1, words, ended) if words else None


def unite_regions(text: str, regions: Sequence[Region]) -> list[Region]:
    """Regions; a sentence in marks and the next one beside it, each with its own, are one."""
    united: list[Region] = []
    for region in regions:
        last = united[-1] if united else None
        if last and text[last.inner_end - 1] in ".!?…" and not text[last.end : region.start].strip(" \u00a0"):
            united[-1] = replace(last, end=region.end, inner_end=region.inner_end)
        else:
            united.append(region)
    return united


def open_bracket(line: Line, index: int) -> int:
    """The bracket that is open at a token, or -1."""
    for position in range(index - 1, -1, -1):
        if line.bare(position) and line.words[position] in "()":
            return position if line.words[position] == "(" else -1
    return -1


def introduces_wording(line: Line, before: int) -> bool:
    """Whether the word at `before` is a noun whose wording follows, or stands between such a noun and the wording."""
    words = line.grammar.words
    near = [before, before - 1] if line.words[before] in words.as_ else [before]
    return any(line.bare(k) and line.words[k] in words.wording for k in near)


def is_name(line: Line, piece: Piece, cue: PlainCue | None) -> bool:
    """Whether marked words are a name, by what stands beside them and by their capitals.

    Args:
        line: their sentence.
        piece: the marked words.
        cue: the cue that would report them.
    """
    size = len(piece.words)
    before, after = (k if line.bare(k) else -1 for k in (piece.before, piece.after))
    beside = {line.words[k] for k in (before, after) if k >= 0}
    if beside & line.grammar.words.naming or (size < MIN_STANDING and {"(", ")"} <= beside):
        return True
    if before >= 0 and introduces_wording(line, before):
        return False
    if size == 1 and _CODE.fullmatch(piece.words[0]):
        return True
    first = next((c for c in line.text[piece.region.inner_start : piece.region.inner_end] if c.isalnum()), "")
    if piece.ended or first.islower():
        return False
    return _all_capitals(line, piece) or _stands_as_name(line, piece, before, after, cue)


def _all_capitals(line: Line, piece: Piece) -> bool:
    """Whether all of several words have capitals, but for small words of another language."""
    small = [word for word in piece.words if word[0].islower()]
    return len(piece.words) > 1 and all(len(word) <= _SMALL and not line.grammar.small(word) for word in small)


def _stands_as_name(line: Line, piece: Piece, before: int, after: int, cue: PlainCue | None) -> bool:
    """Whether words stand where a name does: before a verb or a colon, after a noun, or where the speaker stands."""
    words, size = line.grammar.words, len(piece.words)
    if size <= 2 and before < 0 and after >= 0:
        return line.words[after] == ":" or line.words[after] in words.auxiliary | words.mood
    if before < 0:
        return False
    if size <= 2 and _says_itself(line, before, cue):
        return True
    after_noun = line.grammar.capitalised_nouns and line.capital(before) and before > line.first_bare()
    small = sum(word[0].islower() for word in piece.words)
    return after_noun and (size < _SHORT_NAME or 2 * small <= size)


def _says_itself(line: Line, before: int, cue: PlainCue | None) -> bool:
    """Whether marked words stand where the speaker does: after a source phrase, or a verb of telling and an article."""
    words = line.grammar.words
    article = line.words[before] in words.article and line.words[before] not in words.oblique
    last = before - article
    if any(line.bare(k) and k + line.grammar.source_at(line.words, k) == last + 1 for k in range(last + 1)):
        return True
    return article and cue is not None and cue.finite == last and cue.entry.kind in _TELLING
