"""Which bearers are compared at all, so that the work grows with the names and not with their pairs.

Block
    Bearers that share a part of a name by its sound, a state, an acronym or an office. Bearers of equal names count
    once in a block, so a name that every article has costs as much as one that two have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from recoupe.options import EntityOptions
from recoupe.resolve.bearers import Bearer
from recoupe.text.names import sound_key

_STEM = 5
"""Sounds of a part that two spellings of it share."""


def candidate_pairs(bearers: Sequence[Bearer], options: EntityOptions) -> Iterator[tuple[Bearer, Bearer]]:
    """Pairs of bearers worth comparing: equal names in a row, then one of each name inside every block."""
    equal: dict[tuple[str, ...], list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        equal[_identity(bearer)].append(bearer)
    blocks: dict[tuple[str, ...], list[Bearer]] = defaultdict(list)
    for identity in sorted(equal):
        same = equal[identity]
        yield from pairwise(same)
        for block in sorted(_blocks(same[0])):
            blocks[block].append(same[0])
    seen: set[tuple[str, str]] = set()
    for block in sorted(blocks):
        members = blocks[block]
        if len(members) > options.max_block:
            continue
        for left, right in combinations(sorted(members, key=lambda b: b.order), 2):
            if (left.id, right.id) not in seen:
                seen.add((left.id, right.id))
                yield left, right


def _identity(bearer: Bearer) -> tuple[str, ...]:
    if bearer.state:
        return (bearer.kind, "state", bearer.state)
    if not bearer.full:
        return (bearer.kind, "chain", bearer.id)
    # A surname alone is compared with every bearer of it, article by article.
    alone = bearer.kind == "person" and (len(bearer.full) == 1 or any(len(part) == 1 for part in bearer.full))
    keys = ("\x1f".join(key) for key in bearer.keys)
    return (bearer.kind, *keys, *((bearer.id,) if alone else ()), *map("\x1f".join, map(sorted, bearer.told)))


def _blocks(bearer: Bearer) -> set[tuple[str, ...]]:
    blocks: set[tuple[str, ...]] = set()
    for key in bearer.keys[:4]:
        blocks.add(("name", "".join(key)))
        kind = "person" if bearer.kind == "person" else "other"
        blocks.update((kind, sound_key(part)[:_STEM]) for part in key if len(part) > 1)
    if bearer.state:
        blocks.add((bearer.kind, "state", bearer.state))
    return blocks
