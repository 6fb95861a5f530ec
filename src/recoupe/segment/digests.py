"""Digests: documents that hold several news items.

Digest
    A document that tells several stories one after the other, under headings or without. It is cut before anything is
    annotated, since dates, pronouns and speakers must not leak from one story to the next.
Block
    A line with words: a paragraph or a heading.
Heading
    A short block between others that ends without a final mark and is followed by prose.
Cohesion
    The cosine of the weighed words on both sides of a possible cut (after TextTiling, Hearst 1997). Words are weighed
    by their rarity in the language, so that what every text has in common does not count.

Most headings open a part of the same story. A heading cuts when cohesion across it is low *and* each side has
protagonists of its own: its most frequent names are unknown to the other side. A paragraph break without a heading cuts
when the two sides have next to nothing in common. The best cut is made first, and each part is looked at again.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from recoupe.languages.pack import LanguagePack
from recoupe.languages.vocabulary import word_features
from recoupe.model.document import Article, Document
from recoupe.model.span import item_id
from recoupe.options import SegmentOptions
from recoupe.segment.cohesion import Counts, find_protagonists, scan_cohesion, sum_counts, weigh_keys

MAX_LENGTH = 200_000
"""A longer text, in code points, is a book, a table or a log and no digest: it is left whole."""

_TRIED = 10
"""Best cuts of a part that are looked at closely; when these are refused, so are the rest."""

_LINE = re.compile(r"[^\n]+")
_NO_HEADING_ENDS = ".!?…:;,\"'”’»)"


class _Block(NamedTuple):
    """A line with words, where it starts in the document's text, and whether it is a heading."""

    start: int
    words: Counts
    heading: bool


class _Cut(NamedTuple):
    """A possible cut before a block; the best has the least share of the cohesion that its kind may have."""

    share: float
    position: int


def cut_digest(document: Document, pack: LanguagePack, options: SegmentOptions) -> tuple[Article, ...]:
    """Cut a document into its articles.

    Args:
        document: any text.
        pack: of its language.
        options: thresholds.

    Returns:
        At least one article, in order. They tile the document from the end of its header on: each runs up to the next,
        and begins with its heading where it has one.
    """
    start = document.header.end if document.header is not None else 0
    blocks = _read_blocks(document.text, start, pack, options) if len(document.text) <= MAX_LENGTH else []
    cuts = [blocks[position].start for position in _find_cuts(blocks, pack, options)]
    bounds = [blocks[0].start if blocks else start, *cuts, len(document.text)]
    return tuple(_article(document, begin, end) for begin, end in pairwise(bounds))


def keep_whole(document: Document) -> Article:
    """The one article of a document that is not cut, from the end of its header on."""
    return _article(document, document.header.end if document.header is not None else 0, len(document.text))


def _article(document: Document, begin: int, end: int) -> Article:
    return Article(
        id=item_id("a", document.id, begin, end),
        document=document.id,
        start=begin,
        end=end,
        outlet=document.outlet,
        title=document.title,
        published=document.published,
        published_evidence=document.published_evidence,
        credits=(),
        publisher=document.publisher,
        version_of=None,
        originality=None,
    )


def _read_blocks(text: str, start: int, pack: LanguagePack, options: SegmentOptions) -> list[_Block]:
    spans = []
    for match in _LINE.finditer(text, start):
        line = match.group()
        if line.strip():
            begin = match.start() + len(line) - len(line.lstrip())
            spans.append((begin, begin + len(line.strip())))
    short = [end - begin <= options.heading_length and text[end - 1] not in _NO_HEADING_ENDS for begin, end in spans]
    blocks = []
    for position, (begin, end) in enumerate(spans):
        opens = position + 1 < len(spans) and (
            short[position + 1] or spans[position + 1][1] - spans[position + 1][0] > end - begin
        )
        words = Counter(feature.key for feature in word_features(text[begin:end], pack))
        blocks.append(_Block(begin, words, short[position] and opens))
    return blocks


def _find_cuts(blocks: Sequence[_Block], pack: LanguagePack, options: SegmentOptions) -> list[int]:
    """Positions of the blocks that open a further story, in order."""
    weights = weigh_keys(sorted({key for block in blocks for key in block.words}), pack)
    cuts: list[int] = []
    parts = [(0, len(blocks))]
    while parts:
        low, high = parts.pop()
        cut = _best_cut(blocks[low:high], weights, options)
        if cut is not None:
            cuts.append(low + cut)
            parts += [(low, low + cut), (low + cut, high)]
    return sorted(cuts)


def _best_cut(blocks: Sequence[_Block], weights: Mapping[str, float], options: SegmentOptions) -> int | None:
    """Position of the block before which a part is best cut, or None when it is one story."""
    cohesion = scan_cohesion([block.words for block in blocks], weights)
    sizes = list(accumulate(block.words.total() for block in blocks))
    candidates = []
    for position in range(1, len(blocks)):
        if blocks[position - 1].heading:
            continue  # a heading stays with what it heads
        smaller = min(sizes[position - 1], sizes[-1] - sizes[position - 1])
        # A short end has little in common with anything: the more even a cut, the more its low cohesion says.
        limit = _limit(blocks[position], options) * math.sqrt(2 * smaller / max(sizes[-1], 1))
        if smaller >= options.min_features and cohesion[position] < limit:
            candidates.append(_Cut(cohesion[position] / limit, position))
    for cut in sorted(candidates)[:_TRIED]:
        left, right = blocks[: cut.position], blocks[cut.position :]
        near = _cohesion_near(left, right, weights, options.window)
        if near < _limit(right[0], options) and _tells_others(left, right, weights, options):
            return cut.position
    return None


def _limit(block: _Block, options: SegmentOptions) -> float:
    """The cohesion below which a cut before a block is likely."""
    return options.heading_cohesion if block.heading else options.break_cohesion


def _cohesion_near(left: Sequence[_Block], right: Sequence[_Block], weights: Mapping[str, float], window: int) -> float:
    """Cohesion of what stands within `window` features of a cut: a third story further off cannot lower it."""
    sides = []
    for blocks in (reversed(left), iter(right)):
        size, near = 0, []
        for block in blocks:
            near.append(block.words)
            size += block.words.total()
            if size >= window:
                break
        sides.append(sum_counts(near))
    return scan_cohesion(sides, weights)[1]


def _tells_others(
    left: Sequence[_Block], right: Sequence[_Block], weights: Mapping[str, float], options: SegmentOptions
) -> bool:
    """Whether each side has protagonists that the other does not know."""
    before, after = sum_counts([block.words for block in left]), sum_counts([block.words for block in right])
    for side, other in ((before, after), (after, before)):
        names = find_protagonists(side, weights, options.protagonists)
        if sum(name not in other for name in names) < options.new_protagonists:
            return False
    return True
