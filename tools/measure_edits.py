"""Measures the edit scripts of planted copies: how many of the words that were changed are told as changed.

    python tools/measure_edits.py FOLDER ... [--language fr]

A folder has ``docs.jsonl``, a text a line with ``id`` and ``text``, and ``gold_spans.jsonl``, a copy a line: the side
``a`` from ``ab`` to ``ae`` was made of the side ``b`` from ``bb`` to ``be`` by the operations ``ops``, each a name, the
start and end of words on the side ``b`` and those on the side ``a``. Where ``ops`` is null the copy is left out.

Counted are the words of both sides that lie in a passage found; told as changed are those that an edit touches,
typography left out. A second line leaves out two kinds of word on which neither is wrong: those that an operation puts
in place of themselves, and those that the edits only tell as moved (beside another passage of the same two texts).

The development sets are not part of the project: they lie in ``../shared/eval/reuse`` on the machines of those who have
them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from recoupe.corpus.reading import read, whole_articles
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Reuse
from recoupe.options import Options, ReuseOptions
from recoupe.reuse.edits import classify_edits
from recoupe.reuse.passages import align_passages

Interval = tuple[int, int]


class Measured(NamedTuple):
    """Starts and ends of words of one side of one copy.

    Attributes:
        changed: by the operations; kept: those of them that were only put in place of themselves.
        told: as changed; moved: those of them that are told as moved and no more.
    """

    changed: set[Interval]
    kept: set[Interval]
    told: set[Interval]
    moved: set[Interval]


def touched(words: Iterable[Interval], spans: Iterable[Interval]) -> set[Interval]:
    """The words that share a letter with a span."""
    found = list(spans)
    return {word for word in words if any(start < word[1] and word[0] < end for start, end in found)}


def side_of(reuse: Reuse, article: AnnotatedArticle) -> Literal["a", "b"]:
    """The side of a reuse on which an article stands."""
    return "a" if reuse.a.article == article.article.id else "b"


def find_edits(articles: Sequence[AnnotatedArticle]) -> dict[frozenset[str], list[Reuse]]:
    """The copied passages with their edits, by the documents of both sides."""
    by_id = {article.article.id: article for article in articles}
    found: dict[frozenset[str], list[Reuse]] = {}
    for passage in align_passages(articles, ReuseOptions.strict()):
        left, right = by_id[passage.a.article], by_id[passage.b.article]
        documents = frozenset((left.article.document, right.article.document))
        found.setdefault(documents, []).append(classify_edits(passage, left, right))
    return found


def measure_side(
    article: AnnotatedArticle, within: Interval, reuses: Sequence[Reuse], operations: Sequence[tuple[Interval, bool]]
) -> Measured:
    """Hold the edits of one side of a copy against the operations.

    Args:
        article: of the side.
        within: where the copy stands in it.
        reuses: the passages found that meet the copy.
        operations: where each stands on this side, and whether it left the words as they were.
    """
    sides = [(getattr(reuse, side_of(reuse, article)), reuse) for reuse in reuses]
    found = [(span.start, span.end) for span, _ in sides]
    words = touched((word.span() for word in re.compile(r"\w+").finditer(article.text, *within)), found)
    edits = [(edit.kind, getattr(edit, side_of(reuse, article))) for reuse in reuses for edit in reuse.edits]
    told = touched(words, ((e.start, e.end) for kind, e in edits if kind != "typography"))
    still = touched(words, ((e.start, e.end) for kind, e in edits if kind not in {"typography", "reordering"}))
    changed = touched(words, (span for span, _ in operations))
    truly = touched(words, (span for span, kept in operations if not kept))
    return Measured(changed, changed - truly, told, told - still)


def measure(
    texts: Iterable[Mapping[str, Any]], copies: Iterable[Mapping[str, Any]], language: str
) -> Iterator[Measured]:
    """Both sides of each copy, its source first.

    Args:
        texts: lines of ``docs.jsonl``.
        copies: lines of ``gold_spans.jsonl``.
        language: of the texts.
    """
    records = [{"id": text["id"], "text": text["text"], "language": language} for text in texts]
    articles = whole_articles(read(records, Options()).documents)
    names = {article.article.document: article for article in articles}
    found = find_edits(articles)
    for copy in copies:
        if copy["ops"] is None:
            continue
        sides = (
            (names[copy["b"]], (copy["bb"], copy["be"]), slice(1, 3)),
            (names[copy["a"]], (copy["ab"], copy["ae"]), slice(3, 5)),
        )
        (source, *_), (made, *_) = sides
        reuses = found.get(frozenset((copy["a"], copy["b"])), [])
        for article, (start, end), _ in sides:
            spans = [(getattr(reuse, side_of(reuse, article)), reuse) for reuse in reuses]
            reuses = [reuse for span, reuse in spans if span.start < end and start < span.end]
        kept = [source.text[op[1] : op[2]] == made.text[op[3] : op[4]] for op in copy["ops"]]
        for article, within, columns in sides:
            operations = [(tuple(op[columns]), same) for op, same in zip(copy["ops"], kept, strict=True)]
            yield measure_side(article, within, reuses, operations)


def rate(pairs: Iterable[tuple[set[Interval], set[Interval]]]) -> str:
    """Precision, recall and F1 of the words told, given what was changed and what was told of each side."""
    right = missed = wrong = 0
    for changed, told in pairs:
        right += len(changed & told)
        missed += len(changed - told)
        wrong += len(told - changed)
    precision, recall = right / (right + wrong or 1), right / (right + missed or 1)
    f1 = 2 * precision * recall / (precision + recall or 1)
    return f"P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}  ({right} right, {missed} missed, {wrong} wrong)"


def read_lines(path: Path) -> list[Any]:
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--language", default="fr")
    options = parser.parse_args()
    for folder in options.folders:
        texts, copies = read_lines(folder / "docs.jsonl"), read_lines(folder / "gold_spans.jsonl")
        measured = list(measure(texts, copies, options.language))
        print(f"{folder.name}: {rate((m.changed, m.told) for m in measured)}")
        print(f"  without words kept or moved: {rate((m.changed - m.kept, m.told - m.moved) for m in measured)}")


if __name__ == "__main__":
    main()
