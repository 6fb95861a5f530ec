"""Measures how many hands of reporting chains are found: relays, media, documents and origins.

    python tools/measure_chains.py GOLD.jsonl ... [--list]

A gold file has one record a line: ``id``, ``text``, ``lang`` and ``quotes``, each with ``start``, ``end`` and, where it
came through somebody's hands, ``via`` (perhaps with ``via_start`` and ``via_end``), ``cites`` (the origin cited) or
``on_behalf_of``. A hand is held when the quotation is found (half of both spans in common) and a link of its chain
stands on the words of the hand, or has its name where the words are not marked.

The development sets are not part of the project: they lie in ``../shared/eval/quotes`` on the machines of those who
have them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from recoupe.corpus.reading import cut_articles, read
from recoupe.model.annotation import ChainLink, Quotation
from recoupe.options import Options
from recoupe.pipeline import annotate_articles
from recoupe.text.normalize import fold_text

HANDS = ("via", "cites", "on_behalf_of")
"""Keys of a gold quotation that name a hand."""


class Hand(NamedTuple):
    """A hand of the gold: the quotation's span, its name, and the words that give it, where they are marked."""

    start: int
    end: int
    name: str
    words: tuple[int, int] | None


class Measured(NamedTuple):
    """What was measured of one record.

    Attributes:
        held, missed: hands by whether the chain holds them.
        unfound: those of `missed` whose quotation itself is not found.
        free: quotations that are found and for which the gold names no hand; linked: those of them with a link.
    """

    held: tuple[Hand, ...]
    missed: tuple[Hand, ...]
    unfound: tuple[Hand, ...]
    free: int
    linked: tuple[Quotation, ...]


def gold_hands(record: Mapping[str, Any]) -> Iterator[Hand]:
    """The hands that a record of the gold names."""
    for quote in record["quotes"]:
        for key in HANDS:
            if quote.get(key) and quote.get("kind") != "scare" and quote.get("start") is not None:
                start, end = quote.get(f"{key}_start"), quote.get(f"{key}_end")
                words = (start, end) if start is not None and end is not None else None
                yield Hand(quote["start"], quote["end"], str(quote[key]), words)


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union of two spans."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / ((a[1] - a[0]) + (b[1] - b[0]) - shared or 1)


def holds(link: ChainLink, hand: Hand) -> bool:
    """Whether a link is a hand: it stands on its words, or bears its name."""
    if hand.words is not None:
        return link.start < hand.words[1] and hand.words[0] < link.end
    mine, theirs = (set(re.findall(r"\w+", fold_text(name))) for name in (link.name, hand.name))
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def measure_record(record: Mapping[str, Any], quotations: Sequence[Quotation]) -> Measured:
    """Hold the chains of a record's quotations against the gold."""

    def best(start: int, end: int) -> Quotation | None:
        ranked = [(overlap((start, end), (q.content.start, q.content.end)), q) for q in quotations]
        score, found = max(ranked, key=lambda x: x[0], default=(0.0, None))
        return found if score >= 0.5 else None

    held, missed, unfound = [], [], []
    for hand in gold_hands(record):
        quotation = best(hand.start, hand.end)
        if quotation is not None and any(holds(link, hand) for link in quotation.chain):
            held.append(hand)
            continue
        missed.append(hand)
        if quotation is None:
            unfound.append(hand)
    named = {(hand.start, hand.end) for hand in gold_hands(record)}
    free = [
        found
        for quote in record["quotes"]
        if quote.get("kind") != "scare" and quote.get("start") is not None
        if (quote["start"], quote["end"]) not in named and (found := best(quote["start"], quote["end"]))
    ]
    linked = tuple(quotation for quotation in free if quotation.chain)
    return Measured(tuple(held), tuple(missed), tuple(unfound), len(free), linked)


def measure(records: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Measured]]:
    """Annotate the records' texts, and measure each."""
    options = Options()
    for record in records:
        given = {"id": record["id"], "text": record["text"], "language": record.get("lang", "fr")}
        articles = annotate_articles(cut_articles(read([given], options).documents, options), options)
        yield record, measure_record(record, [q for article in articles for q in article.quotations])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true", help="list what is missed, and links where the gold names none")
    options = parser.parse_args()
    for path in options.gold:
        lines = path.read_text(encoding="utf-8").split("\n")
        measured = list(measure(json.loads(line) for line in lines if line.strip()))
        held, missed, unfound = (sum(len(getattr(m, n)) for _, m in measured) for n in ("held", "missed", "unfound"))
        free, linked = sum(m.free for _, m in measured), sum(len(m.linked) for _, m in measured)
        print(f"{path.name}: {held} of {held + missed} hands held; of the rest {unfound} quotations are not found")
        print(f"{path.name}: {linked} of {free} quotations found without a hand in the gold have a link")
        for record, result in measured if options.list else ():
            for hand in result.missed:
                print(f"  missed {record['id']} {hand.start}-{hand.end}: {hand.name}")
            for quotation in result.linked:
                links = ", ".join(f"{link.role} {link.name}" for link in quotation.chain)
                print(f"  linked {record['id']} {quotation.content.start}-{quotation.content.end}: {links}")


if __name__ == "__main__":
    main()
