"""Places that two articles share, sieved before they are kept: no sort ever sees the chance matches of a large corpus.

Hit
    Two rows with the same shingle, in articles of different documents.

The number of chance hits grows with the square of the articles, so a hit is looked at once, where it is met, and
forgotten unless its pair of articles may hold a passage. The sieves are exact: they leave out only what
`recoupe.reuse.passages` would find too short or too light.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from recoupe.reuse.compiled_posts import STEP, describe_rows, gain_two, meet, order_visits
from recoupe.reuse.compiled_shingles import text_of

# Rows by which the growing end of a lone hit may move and still be forgotten. One that moves on is a passage or nearly.
_REACH = 16

# Room for sums that are added in another order and differ in the last bit.
_HAIR = 1e-9

# Runs of a pair above which it is kept unseen.
_MANY = 50


@njit(cache=True, nogil=True)
def _walk(keys: Any, sides: Any, ends: Any, step: int, skips: Any, drop: int, path: Any) -> Any:
    """How many words the growing end of a run gains: as `recoupe.reuse.chains` walks.

    Args:
        keys: of the table.
        sides: first and last-but-one row of the left and of the right article.
        ends: the row that the walk leaves from, on both sides.
        step: 1 to walk forward, -1 to walk back.
        skips: steps on both sides, nearest first.
        drop: words by which the sum may fall under its best.
        path: filled with the rows of the words shared, nearest first; those after the words gained mean nothing.
    """
    a, b = ends
    a_start, a_end, b_start, b_end = sides
    score, best, kept, count = 0, 0, 0, 0
    while score >= best - drop:
        moved = False
        for index in range(len(skips)):
            p, q = a + step * skips[index, 0], b + step * skips[index, 1]
            if a_start <= p < a_end and b_start <= q < b_end and keys[p] == keys[q]:
                score += 2 - max(skips[index, 0], skips[index, 1])
                a, b = p, q
                path[count, 0], path[count, 1] = a, b
                count += 1
                moved = True
                break
        if not moved:
            break
        if score >= best:
            best, kept = score, count
    return kept


@njit(cache=True, nogil=True)
def _grow(keys: Any, sides: Any, run: Any, skips: Any, drop: int, paths: Any) -> Any:
    """Words that a run gains at its head and at its tail, and the paths there."""
    a, b, length = run
    head = _walk(keys, sides, (a, b), -1, skips, drop, paths[0])
    return head, _walk(keys, sides, (a + length - 1, b + length - 1), 1, skips, drop, paths[1])


@njit(cache=True, nogil=True)
def _weigh(weights: Any, run: Any, gained: Any, paths: Any) -> Any:
    """The weight of a run and of the words that it gains."""
    codes, values = weights
    a, b, length = run
    weight = 0.0
    for place in range(length):
        weight += min(values[codes[a + place]], values[codes[b + place]])
    for end in range(2):
        for place in range(gained[end]):
            weight += min(values[codes[paths[end, place, 0]]], values[codes[paths[end, place, 1]]])
    return weight


@njit(cache=True, nogil=True)
def _room_for_paths(bounds: Any) -> Any:
    """Room for two walks in the longest text."""
    longest = 0
    for text in range(len(bounds) - 1):
        longest = max(longest, bounds[text + 1] - bounds[text])
    return np.empty((2, longest, 2), dtype=np.int64)


@njit(cache=True, nogil=True)
def gather_hits(
    table: Any, weights: Any, skips: Any, limits: Any, documents: Any, index: Any, posts: Any, rules: Any
) -> Any:
    """The hits of the pairs of articles that may hold a passage.

    Article by article, its hits with earlier ones are looked at; a pair is kept if two of its hits lie near each other,
    or if one grows to a passage by itself. Hits further apart than `near` on the right side, and `_REACH` for each
    growing end, are never of one passage.

    Args:
        table: its columns keys and bounds.
        weights: of its words: codes, and the weight of each code.
        skips: see `_walk`.
        limits: drop, least words, least weight.
        documents: for each article the number of its document.
        index: rows by shingle, and the openings of `recoupe.reuse.compiled_shingles.index_rows`.
        posts: an entry for every row of the index, to be filled with what is needed of it.
        rules: words of a shingle; earlier rows that a frequent shingle links to, beside the first; most words between
            two parts of a passage.

    Returns:
        Rows of the left and of the right article, in the order of the right ones.
    """
    bounds = table[1]
    rows, visits, openings, edges = order_visits(index, bounds)
    within = len(skips) <= STEP * STEP
    # How many words the growing end of a lone hit must gain at least, head or tail.
    gain = 2 if limits[1] - rules[0] > 2 else 1
    # Of the hits with each earlier article, the last one's rows; and the article with which it is kept.
    lasts = np.full((len(documents), 2), -1, dtype=index[0].dtype)
    kept = np.full(len(documents), -1, dtype=index[0].dtype)
    hits, out = np.empty((1024, 4), dtype=np.int64), np.empty((1024, 2), dtype=np.int64)
    paths = _room_for_paths(bounds)
    size = 0
    for text in range(len(documents)):
        begin, end = edges[text], edges[text + 1]
        # In a loop of its own, so that the processor waits for the memory of several rows at once.
        describe_rows(table, text, rows[begin:end], visits[begin:end], within, rules[0], posts)
        most = 0
        for visit in range(begin, end):
            most += visits[visit] - max(openings[visit], -1 - openings[visit])
        while len(hits) < most:
            hits = _double(hits)
        count, told = 0, False
        for visit in range(begin, end):
            if openings[visit] != visits[visit]:
                place = (visits[visit], openings[visit])
                count, near = _link(posts, place, bounds, rules, gain, (lasts, kept), hits, count)
                told |= near
        told |= _hear(table, weights, text, hits[:count], skips, rules[0], limits, kept, paths)
        # Most articles have nothing with any other but chance hits: they are not looked at again.
        for hit in range(count if told else 0):
            other = hits[hit, 2]
            if kept[other] == text and documents[other] != documents[text]:
                if size == len(out):
                    out = _double(out)
                out[size, 0], out[size, 1] = hits[hit, 0], hits[hit, 1]
                size += 1
    return out[:size, 0].copy(), out[:size, 1].copy()


@njit(cache=True, nogil=True)
def _link(posts: Any, visit: Any, bounds: Any, rules: Any, gain: int, seen: Any, hits: Any, count: int) -> Any:
    """Add the hits of a row with earlier ones to `hits`, and note in `seen` the articles with two near each other.

    A hit is its two rows, the earlier article, and whether it lies alone and may grow.

    Returns:
        How many hits there are, and whether an article was noted.
    """
    width, neighbours, near = rules
    lasts, kept = seen
    place, opening = visit
    post, noted = posts[place], False
    row, text, close, further = post.row, post.text, post.close, post.further
    begin = opening if opening >= 0 else max(-1 - opening, place - neighbours)
    opening = max(opening, -1 - opening)
    # The first of a frequent shingle goes before its neighbours.
    for step in range(begin - 1 if begin > opening else begin, place):
        other = posts[step if step >= begin else opening]
        earlier, left = other.text, other.row
        before = lasts[earlier, 1]
        alone = before < bounds[text] or row - before > near + width + 2 * _REACH
        # One row further on both sides than the last one is the same run, whose first hit tells.
        if not alone and (before != row - 1 or lasts[earlier, 0] != left - 1):
            kept[earlier], noted = text, True
        hits[count, 0], hits[count, 1], hits[count, 2] = left, row, earlier
        hits[count, 3] = (
            alone and meet(other.close, close) and (gain < 2 or gain_two(other.close, other.further, close, further))
        )
        count += 1
        lasts[earlier, 0], lasts[earlier, 1] = left, row
    return count, noted


@njit(cache=True, nogil=True)
def _hear(
    table: Any, weights: Any, text: int, hits: Any, skips: Any, width: int, limits: Any, kept: Any, paths: Any
) -> Any:
    """Note in `kept` the articles with a lone hit that tells; whether there is one."""
    keys, bounds = table
    noted = False
    # Touches the words, so that the processor waits for those of several hits at once.
    for hit in range(len(hits)):
        if hits[hit, 3]:
            hits[hit, 3] = keys[hits[hit, 0]] == keys[hits[hit, 1]]
    for hit in range(len(hits)):
        left, right, earlier, lone = hits[hit]
        if lone and kept[earlier] != text:
            sides = (bounds[earlier], bounds[earlier + 1], bounds[text], bounds[text + 1])
            if _tells(keys, weights, sides, (left, right, width), skips, limits, paths):
                kept[earlier], noted = text, True
    return noted


@njit(cache=True, nogil=True)
def _double(rows: Any) -> Any:
    larger = np.empty((2 * len(rows), rows.shape[1]), dtype=np.int64)
    larger[: len(rows)] = rows
    return larger


@njit(cache=True, nogil=True)
def _tells(keys: Any, weights: Any, sides: Any, run: Any, skips: Any, limits: Any, paths: Any) -> Any:
    """Whether a lone hit is enough for a passage, or reaches so far that others may join it."""
    drop, min_words, min_weight = limits
    _, b, length = run
    head, tail = _grow(keys, sides, run, skips, drop, paths)
    back = b - paths[0, head - 1, 1] if head else 0
    forth = paths[1, tail - 1, 1] - b - length + 1 if tail else 0
    if max(back, forth) > _REACH:
        return True
    if head + length + tail < min_words:
        return False
    return _weigh(weights, run, (head, tail), paths) >= min_weight - _HAIR


@njit(cache=True, nogil=True)
def sieve(table: Any, weights: Any, skips: Any, limits: Any, runs: Any, edges: Any, joins: Any, keeps: Any) -> None:
    """Tell which pairs of articles may hold a passage: those with a run that is one when grown, or two that may join.

    Args:
        table: its columns keys and bounds.
        weights: of its words: codes, and the weight of each code.
        skips: see `_walk`.
        limits: drop, least words, least weight.
        runs: columns left, right, length, by pair.
        edges: where each pair begins in `runs`; one entry more than pairs.
        joins: the options gap, near, touch and firm.
        keeps: filled, an entry a pair.
    """
    keys, bounds = table
    left, right, lengths = runs
    drop, min_words, min_weight = limits
    paths = _room_for_paths(bounds)
    words, grown = np.empty(_MANY, dtype=np.int64), np.empty((_MANY, 4), dtype=np.int64)
    for pair in range(len(edges) - 1):
        begin, end = edges[pair], edges[pair + 1]
        keeps[pair] = end - begin > _MANY
        if keeps[pair]:
            continue
        one, other = text_of(bounds, left[begin]), text_of(bounds, right[begin])
        sides = (bounds[one], bounds[one + 1], bounds[other], bounds[other + 1])
        for run in range(begin, end):
            row = run - begin
            a, b, length = left[run], right[run], lengths[run]
            head, tail = _grow(keys, sides, (a, b, length), skips, drop, paths)
            words[row] = head + length + tail
            grown[row, 0], grown[row, 1], grown[row, 2], grown[row, 3] = a, a + length, b, b + length
            if head:
                grown[row, 0], grown[row, 2] = paths[0, head - 1]
            if tail:
                grown[row, 1], grown[row, 3] = paths[1, tail - 1] + 1
            if words[row] >= min_words:
                keeps[pair] |= _weigh(weights, (a, b, length), (head, tail), paths) >= min_weight - _HAIR
            for before in range(begin, run):
                if keeps[pair]:
                    break
                keeps[pair] = _chains(runs, before, run, joins) or _joins(words, grown, before - begin, row, joins)


@njit(cache=True, nogil=True)
def _chains(runs: Any, first: int, second: int, joins: Any) -> Any:
    """Whether the second run may follow the first in a chain, whatever that costs."""
    left, right, lengths = runs
    if right[second] <= right[first] or left[second] <= left[first]:
        return False
    between_left = left[second] - left[first] - lengths[first]
    return max(between_left, right[second] - right[first] - lengths[first]) <= joins[0]


@njit(cache=True, nogil=True)
def _joins(words: Any, grown: Any, one: int, other: int, joins: Any) -> Any:
    """Whether two grown runs lie near each other on both sides, as `recoupe.reuse.chains.join_near` asks."""
    _, near, touch, firm = joins
    limit = near if min(words[one], words[other]) >= firm else touch
    apart_left = max(grown[one, 0], grown[other, 0]) - min(grown[one, 1], grown[other, 1])
    apart_right = max(grown[one, 2], grown[other, 2]) - min(grown[one, 3], grown[other, 3])
    return max(apart_left, apart_right) <= limit
