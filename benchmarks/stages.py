"""Documents per second and peak memory of each stage, on N made-up reports.

    python benchmarks/stages.py [N]

The reports are made from the sentences of the example story: shuffled, with other names and figures, so that they are
not copies of each other across stories. Figures are of one run on one core; compare them with each other, not
with another machine's.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from recoupe.annotate.attributions import trace_attributions
from recoupe.annotate.quotations import find_quotations
from recoupe.corpus.copies import find_copies
from recoupe.corpus.reading import cut_articles, read
from recoupe.languages.crf import load_analyser
from recoupe.languages.pack import pack_for
from recoupe.model.annotation import AnnotatedArticle, Quotation
from recoupe.options import Options
from recoupe.pipeline import annotate_articles, cross_check, group_articles

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "sarzec"
STORY_SIZE = 5
WORDS = 400
KINDS = ("aeiouy", "bcdfghjklmnpqrstvwxz")
LONG_WORD = re.compile(r"[^\W\d_]{5,}")

Result = TypeVar("Result")


def made_up_reports(count: int, seed: int = 1, length: int = WORDS) -> list[dict[str, object]]:
    """Reports of about `length` words, `STORY_SIZE` to a story.

    A story has the sentences of the example, its long words in other letters and its figures shifted: only the reports
    of one story share passages.
    """
    sentences = [
        sentence
        for path in sorted(EXAMPLE.glob("*.txt"))
        for sentence in re.split(r"(?<=[.»])\s+", path.read_text(encoding="utf-8"))
        if len(sentence) > 40
    ]
    reports: list[dict[str, object]] = []
    for number in range(count):
        story = random.Random(f"{seed}/{number // STORY_SIZE}")
        letters = str.maketrans(
            {a: b for kind in KINDS for a, b in zip(kind, story.sample(kind, len(kind)), strict=True)}
        )
        shift = story.randrange(1, 900)
        report = random.Random(f"{seed}//{number}")
        chosen = report.sample(sentences, len(sentences))
        text, words = [], 0
        while words < length and chosen:
            sentence = LONG_WORD.sub(partial(_disguised, letters), chosen.pop())
            text.append(re.sub(r"\b\d{2,3}\b", partial(_shifted, shift), sentence))
            words += len(sentence.split())
        reports.append({"id": f"{number:05d}", "text": "\n".join(text), "language": "fr"})
    return reports


def _disguised(letters: dict[int, str], word: re.Match[str]) -> str:
    return word.group().translate(letters)


def _shifted(shift: int, number: re.Match[str]) -> str:
    return str(int(number.group()) + shift)


def timed(name: str, count: int, call: Callable[[], Result]) -> Result:
    """Run a stage and print a row."""
    start = time.perf_counter()
    result = call()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name:<28}{seconds:>9.2f} s{count / seconds:>12.1f} documents/s{peak:>8} MiB peak", flush=True)
    return result


def quote(article: AnnotatedArticle) -> tuple[Quotation, ...]:
    """The quotations of an article that has its tokens and mentions, with their chains: no tagger runs."""
    pack = pack_for(article.language)
    return trace_attributions(replace(article, quotations=find_quotations(article, pack)), pack)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    options = Options()
    print(f"{count} reports of about {WORDS} words, {STORY_SIZE} to a story")
    timed("load the French analyser", count, lambda: load_analyser(pack_for("fr")))
    reading = timed("read", count, lambda: read(made_up_reports(count), options))
    cut = timed("cut digests", count, lambda: cut_articles(reading.documents, options))
    grouping = timed("group into stories", count, lambda: group_articles(cut, options))
    articles = timed("annotate", count, lambda: annotate_articles(grouping.articles, options))
    timed("quotations, attributions", count, lambda: [quote(article) for article in articles])
    timed("find copies", count, lambda: find_copies(articles, grouping.stories, options))
    timed("the whole flow", count, lambda: cross_check(reading, options))


if __name__ == "__main__":
    main()
