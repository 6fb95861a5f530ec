"""Digests: documents that hold several news items.

Digest
    A document that tells several stories one after the other, under headings or without. It is cut before anything is
    annotated, since dates, pronouns and speakers must not leak from one story to the next.
Block
    A line with words: a paragraph or a heading.
Heading
    A short block between others that ends without a final mark and is followed by prose.
Change
    How much likelier the words on both sides of a possible cut are as two texts than as one
    (`recoupe.segment.change`).
Cohesion
    The cosine of the weighed words on both sides of a possible cut (after TextTiling, Hearst 1997). Words are weighed
    by their rarity in the language, so that what every text has in common does not count.

A break between two lines cuts when the change is great and cohesion low: the surer the change, the more the sides may
share. Most headings open a part of the same story: one cuts with less change when cohesion across it is low.
Either way each side has protagonists of its own: its most frequent names are unknown to the other side. The best cut is
made first, and each part is looked at again.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from statistics import median_low
from typing import NamedTuple

from recoupe.languages.pack import LanguagePack
from recoupe.languages.vocabulary import word_features
from recoupe.model.document import Article, Document
from recoupe.model.span import item_id
from recoupe.options import SegmentOptions
from recoupe.segment.change import expect_counts, scan_change
from recoupe.segment.cohesion import Counts, find_protagonists, scan_cohesion, sum_counts, weigh_keys

MAX_LENGTH = 200_000
"""A longer text, in code points, is a book, a table or a log and no digest: it is left whole."""

_TRIED = 10
"""Best cuts of a part that are looked at closely; when these are refused, so are the rest."""

_LINE = re.compile(r"[^\n]+")
_NO_HEADING_ENDS = ".!?…:;,\"'”’»)"
_QUOTES = "\"“„«‹‘'"


class _Block(NamedTuple):
    """A line with words, where it starts in the document's text, and what its layout says.

    Attributes:
        quote: whether it opens with a quotation mark.
        lean: nats by which a cut is better before this block than before another of the same change.
    """

    start: int
    words: Counts
    heading: bool
    quote: bool
    lean: float


class _Cut(NamedTuple):
    """A possible cut before a block.

    Attributes:
        loss: less for a better cut: change and lean, in nats, with the sign turned.
        limit: cohesion that it may have.
        certainty: its change over the change that it needs.
    """

    loss: float
    position: int
    limit: float
    certainty: float


class _Measure(NamedTuple):
    """What is known of every feature of a document: the weight for cohesion, and the count expected for change."""

    weights: Mapping[str, float]
    expected: Mapping[str, float]


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
    apart = _set_apart(text, spans)
    blocks = []
    for position, (begin, end) in enumerate(spans):
        opens = position + 1 < len(spans) and (
            short[position + 1] or spans[position + 1][1] - spans[position + 1][0] > end - begin
        )
        words = Counter(feature.key for feature in word_features(text[begin:end], pack))
        heading = short[position] and opens
        lean = options.heading_lean * heading + options.apart_lean * apart[position]
        blocks.append(_Block(begin, words, heading, text[begin] in _QUOTES, lean))
    return blocks


def _set_apart(text: str, spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each line stands after a wider gap than most lines of the text."""
    gaps = [text.count("\n", end, begin) for (_, end), (begin, _) in pairwise(spans)]
    usual = median_low(gaps) if gaps else 0
    return [False, *(gap > usual for gap in gaps)]


def _find_cuts(blocks: Sequence[_Block], pack: LanguagePack, options: SegmentOptions) -> list[int]:
    """Positions of the blocks that open a further story, in order."""
    keys = sorted({key for block in blocks for key in block.words})
    measure = _Measure(weigh_keys(keys, pack), expect_counts(keys, pack, options.prior))
    cuts: list[int] = []
    parts = [(0, len(blocks))]
    while parts:
        low, high = parts.pop()
        cut = _best_cut(blocks[low:high], measure, options)
        if cut is not None:
            cuts.append(low + cut)
            parts += [(low, low + cut), (low + cut, high)]
    return sorted(cuts)


def _best_cut(blocks: Sequence[_Block], measure: _Measure, options: SegmentOptions) -> int | None:
    """Position of the block before which a part is best cut, or None when it is one story."""
    made: list[_Cut] = []
    for cut in sorted(_possible_cuts(blocks, measure, options))[:_TRIED]:
        if made and cut.loss > made[0].loss + options.late_lean:
            break
        left, right = blocks[: cut.position], blocks[cut.position :]
        if _cohesion_near(left, right, measure.weights, options.window) < cut.limit and (
            cut.certainty >= options.certain or _tells_others(left, right, measure.weights, options)
        ):
            made.append(cut)
    return max((cut.position for cut in made), default=None)


def _possible_cuts(blocks: Sequence[_Block], measure: _Measure, options: SegmentOptions) -> Iterator[_Cut]:
    """Cuts of a part across which enough changes, or that a heading makes possible, with little cohesion."""
    words = [block.words for block in blocks]
    change, cohesion = scan_change(words, measure.expected, options.prior), scan_cohesion(words, measure.weights)
    sizes = list(accumulate(counts.total() for counts in words))
    for position in range(1, len(blocks)):
        smaller = min(sizes[position - 1], sizes[-1] - sizes[position - 1])
        if blocks[position - 1].heading or smaller < max(options.min_features, 1):
            continue  # a heading stays with what it heads
        # A short end has little in common with anything: the more even a cut, the more its change and cohesion say.
        even = math.sqrt(2 * smaller / sizes[-1])
        certainty = change[position] * even / _needed_change(blocks[position], smaller, options)
        limit = options.break_cohesion * certainty if certainty >= 1 else 0.0
        if blocks[position].heading and (
            certainty >= options.heading_certainty
            or (smaller >= options.heading_features and change[position] > options.heading_change)
        ):
            limit = max(limit, options.heading_cohesion * even)
        if cohesion[position] < limit:
            yield _Cut(-change[position] - blocks[position].lean, position, limit, certainty)


def _needed_change(block: _Block, smaller: int, options: SegmentOptions) -> float:
    """The change that an even cut before a block needs, given the features of its smaller side."""
    needed = options.change + options.change_per_feature * min(smaller, options.change_full)
    return options.quote_change * needed if block.quote else needed


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
