"""Forty made-up lineages, written by somebody who had not seen the program: agencies, re-dated pages, unseen origins.

Each gives reports with outlets and dates, and for every pair that shares a passage who took from whom. ``accept`` lists
what a careful reader might say as well.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import recoupe

LINEAGES = [json.loads(line) for line in Path(__file__).with_name("lineages.jsonl").read_text("utf-8").splitlines()]
TURNED = {"a->b": "b->a", "b->a": "a->b"}


def directions(lineage: dict[str, Any]) -> dict[tuple[str, str], str]:
    """What is concluded of each pair of reports, the lower id first."""
    fields = ("id", "text", "outlet", "publisher", "published")
    records = [
        {"language": lineage["language"], **{f: report[f] for f in fields if report.get(f)}}
        for report in lineage["reports"]
    ]
    made = recoupe.make_dossier(records)
    documents = {article.id: article.document for article in made.articles}
    found = {}
    for reuse in made.reuse:
        a, b = documents[reuse.a.article], documents[reuse.b.article]
        straight = a < b
        found[min(a, b), max(a, b)] = reuse.direction if straight else TURNED.get(reuse.direction, reuse.direction)
    return found


def outcomes() -> list[tuple[str, str, str]]:
    """For each pair: the lineage with its pair, what is right, what was concluded."""
    seen = []
    for lineage in LINEAGES:
        found = directions(lineage)
        for pair in lineage["pairs"]:
            a, b, gold = pair["a"], pair["b"], pair["direction"]
            if a > b:
                a, b, gold = b, a, TURNED.get(gold, gold)
            got = found.get((a, b), "none")
            accepted = {gold, *(TURNED.get(d, d) if pair["a"] > pair["b"] else d for d in pair.get("accept", ()))}
            told = "right" if got == gold else "open" if got in {"unknown", "none"} or got in accepted else "wrong"
            seen.append((f"{lineage['id']} {a}-{b}", gold, told))
    return seen


@pytest.fixture(scope="module")
def told() -> list[tuple[str, str, str]]:
    return outcomes()


def test_no_direction_is_wrong(told: list[tuple[str, str, str]]) -> None:
    assert [name for name, _, outcome in told if outcome == "wrong"] == []


def test_four_in_five_are_right(told: list[tuple[str, str, str]]) -> None:
    counts = Counter(outcome for _, _, outcome in told)
    assert counts["right"] >= 0.8 * len(told), counts
