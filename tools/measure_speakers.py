"""Measures how many speakers have the name that a reader gives them, across the reports of one dossier.

    python tools/measure_speakers.py GOLD.jsonl ... [--list]

A gold file has one record a line: ``id``, ``text``, ``lang`` and ``quotes``, each with ``start``, ``end`` and, where
somebody speaks, ``speaker`` (a name, not the words of the place). All records of a file make one dossier, since a
speaker's full name may stand in another report. The name compared is that of the speaker's entity, or the speaker's own
where it has none; of several speakers each name must stand in the gold's. Letter case, accents and marks do not count.

The development sets are not part of the project: they lie in ``../shared/eval/quotes`` on the machines of those who
have them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from recoupe.model.annotation import Quotation, Speaker
from recoupe.options import Options
from recoupe.pipeline import make_dossier
from recoupe.text.normalize import fold_text


class Compared(NamedTuple):
    """A quotation of the gold that is found: its kind, the gold's name, and the names given."""

    kind: str
    wanted: str
    given: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the names given are the gold's."""
        wanted = _plain(self.wanted)
        if len(self.given) == 1:
            return _plain(self.given[0]) == wanted
        return bool(self.given) and all(_plain(name) in wanted for name in self.given)


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold_text(name)))


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / ((a[1] - a[0]) + (b[1] - b[0]) - shared or 1)


def _names(speaker: Speaker | None, entities: Mapping[str, str]) -> tuple[str, ...]:
    if speaker is None:
        return ()
    if len(speaker.entities) > 1:
        return tuple(entities[i] for i in speaker.entities if i in entities)
    return (entities.get(speaker.entity or "", speaker.name),)


def compare(records: Sequence[Mapping[str, Any]]) -> Iterator[Compared]:
    """Make a dossier of the records' texts, and compare the speakers of the quotations found."""
    given = [{"id": r["id"], "text": r["text"], "language": r.get("lang", "fr")} for r in records]
    dossier = make_dossier(given, Options())
    entities = {entity.id: entity.name for entity in dossier.entities}
    document_of = {article.id: article.document for article in dossier.articles}
    text_of = {document.id: document.text for document in dossier.documents}
    by_text: dict[str, list[Quotation]] = defaultdict(list)
    for quotation in dossier.quotations:
        if quotation.content.field == "text":
            by_text[text_of[document_of[quotation.article]]].append(quotation)
    for record in records:
        for quote in record["quotes"]:
            if not quote.get("speaker") or quote.get("kind") == "scare":
                continue
            span = (quote["start"], quote["end"])
            near = [(_overlap(span, (q.content.start, q.content.end)), q.id, q) for q in by_text[record["text"]]]
            score, _, found = max(near, default=(0.0, "", None))
            if found is not None and score >= 0.5:
                yield Compared(quote.get("kind", ""), quote["speaker"], _names(found.speaker, entities))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true", help="list the names that differ")
    options = parser.parse_args()
    for path in options.gold:
        lines = path.read_text(encoding="utf-8").split("\n")
        compared = list(compare([json.loads(line) for line in lines if line.strip()]))
        same = sum(c.same for c in compared)
        direct = [c for c in compared if c.kind == "direct"]
        print(f"{path.name}: {same} of {len(compared)} speakers have the gold's name")
        print(f"{path.name}: {sum(c.same for c in direct)} of {len(direct)} of direct quotations")
        for c in compared if options.list else ():
            if not c.same:
                print(f"  {c.kind}: {c.wanted}, not {' and '.join(c.given) or 'nobody'}")


if __name__ == "__main__":
    main()
