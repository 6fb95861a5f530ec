"""What was edited in a copied passage: every difference, with its words on both sides and its kind.

Edit
    Words, or the marks between words, that differ. A side that has nothing gives an empty span where its words would
    stand.

Words are aligned after folding (`recoupe.text.alignment`); what folding hides is compared afterwards, letter by
letter, so that nothing is lost: a changed apostrophe is an edit of typography. Line breaks and plain spaces are layout
and not compared. Words cut in one place and put in at another are a reordering.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Edit, EditKind, Reuse
from recoupe.model.span import ArticleSpan, Span
from recoupe.reuse.kinds import SENTENCE, Ground, read_topics, spells_alike, tell_form, tell_kind
from recoupe.reuse.shingles import tabulate_span
from recoupe.text.alignment import Stretch, align_words

# Words in a row that must come back elsewhere to be told as moved: fewer come back by chance.
_MOVED = 4

# A changed stretch of more words is rewritten: spellings inside it are not looked for.
_SEARCHED = 12

_LAYOUT = re.compile(r"[ \t\r\n]+")
_FINAL = frozenset(".!?…。！？")


class _Change(NamedTuple):
    """Words of both sides that an edit covers; either range may be empty."""

    kind: EditKind
    a: range
    b: range


def classify_edits(reuse: Reuse, left: AnnotatedArticle, right: AnnotatedArticle) -> Reuse:
    """The reuse with every edit between its two sides.

    Args:
        reuse: from `recoupe.reuse.passages.align_passages`.
        left: the article of side ``a``, with the layers there are: without them an edit of a name or a source is told
            by its letters alone.
        right: the article of side ``b``.
    """
    one, other = _ground(reuse.a, left), _ground(reuse.b, right)
    stretches = align_words(one.keys, other.keys, one.breaks, other.breaks)
    moves = _find_moves(stretches, one, other)
    edits: list[Edit] = [edit for s in stretches if s.equal for edit in _compare_forms(s, one, other)]
    changes = [*moves, *_classify_rest(stretches, moves, one, other)]
    edits += [_state_edit(change, one, other, reuse) for change in _group(changes)]
    return msgspec.structs.replace(reuse, edits=tuple(sorted(edits, key=lambda e: (e.a, e.b, e.kind))))


def _ground(span: ArticleSpan, article: AnnotatedArticle) -> Ground:
    table = tabulate_span(article, span.span)
    starts, ends = table.starts.tolist(), table.ends.tolist()
    gaps = [article.text[end:start] for end, start in zip([span.start, *ends], starts, strict=False)]
    breaks = [_strength(gap) for gap in gaps]
    if breaks:
        breaks[0] = SENTENCE + 1
    return read_topics(Ground(article, table.keys.tolist(), starts, ends, breaks))


def _strength(gap: str) -> int:
    """How strongly a gap parts two words: a new line, the end of a sentence, another mark, or nothing."""
    if "\n" in gap:
        return SENTENCE + 1
    if any(mark in _FINAL for mark in gap) and any(c.isspace() for c in gap):
        return SENTENCE
    return int(bool(gap.strip()))


def _compare_forms(stretch: Stretch, left: Ground, right: Ground) -> Iterator[Edit]:
    """Differences that folding hides, in words that fold alike and in the marks between them."""
    shift = stretch.b_start - stretch.a_start
    for a in range(stretch.a_start, stretch.a_end):
        b = a + shift
        kind = tell_form(left.surface(a), right.surface(b), left.article.language)
        if kind is not None:
            yield Edit(kind=kind, a=Span(left.starts[a], left.ends[a]), b=Span(right.starts[b], right.ends[b]))
        if a + 1 == stretch.a_end:
            return
        gap_a, gap_b = Span(left.ends[a], left.starts[a + 1]), Span(right.ends[b], right.starts[b + 1])
        if _LAYOUT.sub(" ", left.article.surface(gap_a)) != _LAYOUT.sub(" ", right.article.surface(gap_b)):
            yield Edit(kind="typography", a=gap_a, b=gap_b)


def _find_moves(stretches: Sequence[Stretch], left: Ground, right: Ground) -> list[_Change]:
    """Words that stand in a changed stretch of either side, but not in the same place."""
    owners: dict[tuple[int, ...], list[int]] = {}
    changed = [stretch for stretch in stretches if not stretch.equal]
    for stretch in changed:
        for b in range(stretch.b_start, stretch.b_end - _MOVED + 1):
            owners.setdefault(tuple(right.keys[b : b + _MOVED]), []).append(b)
    moves: list[_Change] = []
    taken: set[int] = set()
    for stretch in changed:
        a = stretch.a_start
        while a <= stretch.a_end - _MOVED:
            places = [b for b in owners.get(tuple(left.keys[a : a + _MOVED]), ()) if b not in taken]
            if not places:
                a += 1
                continue
            b = places[0]
            b_end = next(s.b_end for s in changed if s.b_start <= b < s.b_end)
            length = _MOVED
            while (
                a + length < stretch.a_end
                and b + length < b_end
                and left.keys[a + length] == right.keys[b + length]
                and b + length not in taken
            ):
                length += 1
            moves.append(_Change("reordering", range(a, a + length), range(b, b + length)))
            taken.update(range(b, b + length))
            a += length
    return moves


def _classify_rest(
    stretches: Sequence[Stretch], moves: Sequence[_Change], left: Ground, right: Ground
) -> Iterator[_Change]:
    """The kinds of what is changed and not moved."""
    moved_a = {word for move in moves for word in move.a}
    moved_b = {word for move in moves for word in move.b}
    for stretch in stretches:
        if stretch.equal:
            continue
        parts_a = _pieces(stretch.a_start, stretch.a_end, moved_a)
        parts_b = _pieces(stretch.b_start, stretch.b_end, moved_b)
        if len(parts_a) == len(parts_b) == 1:
            for a, b in _part_at_spellings(parts_a[0], parts_b[0], left, right):
                yield _Change(tell_kind(left, a, right, b), a, b)
            continue
        for a in parts_a:
            if a:
                nowhere = range(stretch.b_start, stretch.b_start)
                yield _Change(tell_kind(left, a, right, nowhere), a, nowhere)
        for b in parts_b:
            if b:
                nowhere = range(stretch.a_end, stretch.a_end)
                yield _Change(tell_kind(left, nowhere, right, b), nowhere, b)


def _pieces(start: int, end: int, without: set[int]) -> list[range]:
    """The stretches of ``[start, end)`` that are left without some words; one empty range where there is nothing."""
    pieces: list[range] = []
    begin = start
    for word in range(start, end + 1):
        if word == end or word in without:
            if begin < word:
                pieces.append(range(begin, word))
            begin = word + 1
    return pieces or [range(start, start)]


def _part_at_spellings(a: range, b: range, left: Ground, right: Ground) -> Iterator[tuple[range, range]]:
    """Part a change at the first two words that are spellings of one, and what follows likewise."""
    if a and b and max(len(a), len(b)) <= _SEARCHED:
        for x in a:
            for y in b:
                if spells_alike(left, x, right, y):
                    if x > a.start or y > b.start:
                        yield range(a.start, x), range(b.start, y)
                    yield range(x, x + 1), range(y, y + 1)
                    yield from _part_at_spellings(range(x + 1, a.stop), range(y + 1, b.stop), left, right)
                    return
    if a or b:
        yield a, b


def _group(changes: Sequence[_Change]) -> list[_Change]:
    """Neighbours of one kind, with no word between them on either side, become one."""
    grouped: list[_Change] = []
    for change in sorted(changes, key=lambda c: (c.a.start, c.a.stop, c.b.start, c.b.stop)):
        last = grouped[-1] if grouped else None
        if last and last.kind == change.kind and (last.a.stop, last.b.stop) == (change.a.start, change.b.start):
            grouped[-1] = _Change(last.kind, range(last.a.start, change.a.stop), range(last.b.start, change.b.stop))
        else:
            grouped.append(change)
    return grouped


def _state_edit(change: _Change, left: Ground, right: Ground, reuse: Reuse) -> Edit:
    return Edit(
        kind=change.kind,
        a=_span_words(left, change.a, reuse.a, alone=not change.b or change.kind == "reordering"),
        b=_span_words(right, change.b, reuse.b, alone=not change.a or change.kind == "reordering"),
    )


def _span_words(ground: Ground, words: range, passage: ArticleSpan, alone: bool) -> Span:
    """The span of some words, or the empty span before the word at which they are missing.

    Args:
        ground: the side.
        words: what the edit covers.
        passage: the whole side.
        alone: the words have no counterpart in this place: the marks of a whole sentence go with it.
    """
    text = ground.article.text
    before = ground.ends[words.start - 1] if words.start else passage.start
    start = ground.starts[words.start] if words.start < len(ground.starts) else passage.end
    if not words:
        start = _touching_before(text, start, before) if words.start < len(ground.starts) else start
        return Span(start, start)
    end = ground.ends[words.stop - 1]
    after = ground.starts[words.stop] if words.stop < len(ground.starts) else passage.end
    ends_sentence = words.stop == len(ground.breaks) or ground.breaks[words.stop] >= SENTENCE
    if alone and ground.breaks[words.start] >= SENTENCE and ends_sentence:
        start = _touching_before(text, start, before)
        while end < after and not text[end].isspace():
            end += 1
    return Span(start, end)


def _touching_before(text: str, start: int, limit: int) -> int:
    """Move a start over the marks that touch it."""
    while start > limit and not text[start - 1].isspace():
        start -= 1
    return start
