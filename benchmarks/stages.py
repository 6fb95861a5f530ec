"""Documents per second and peak memory of each stage, on N made-up reports.

    python benchmarks/stages.py [N]

The reports are made from the sentences of the example story: shuffled, with other names and figures, so that they are
neither copies of each other nor the same size. Figures are of one run on one core; compare them with each other, not
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

from recoupe.languages.crf import load_analyser
from recoupe.languages.pack import pack_for
from recoupe.options import Options
from recoupe.pipeline import annotate_articles, cross_check, cut_articles, find_copies, group_articles, read

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "sarzec"
STORY_SIZE = 5
WORDS = 400

Result = TypeVar("Result")


def made_up_reports(count: int, seed: int = 1) -> list[dict[str, object]]:
    """Reports of about `WORDS` words, `STORY_SIZE` to a story; a story has its own names and figures."""
    sentences = [
        sentence
        for path in sorted(EXAMPLE.glob("*.txt"))
        for sentence in re.split(r"(?<=[.»])\s+", path.read_text(encoding="utf-8"))
        if len(sentence) > 40
    ]
    names = sorted({name for s in sentences for name in re.findall(r"(?<=[a-zé,] )[A-ZÉ][\w'’-]{3,}", s)})
    reports: list[dict[str, object]] = []
    for number in range(count):
        story = random.Random(f"{seed}/{number // STORY_SIZE}")
        other = {name: name[:2] + "".join(story.sample("abeilnorstu", 5)) for name in names}
        shift = story.randrange(1, 900)
        report = random.Random(f"{seed}//{number}")
        text, words = [], 0
        while words < WORDS:
            sentence = report.choice(sentences)
            for name, replacement in other.items():
                sentence = sentence.replace(name, replacement)
            sentence = re.sub(r"\b\d{2,3}\b", partial(_shifted, shift), sentence)
            text.append(sentence)
            words += len(sentence.split())
        reports.append({"id": f"{number:05d}", "text": "\n".join(text), "language": "fr"})
    return reports


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


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    options = Options()
    print(f"{count} reports of about {WORDS} words, {STORY_SIZE} to a story")
    timed("load the French analyser", count, lambda: load_analyser(pack_for("fr")))
    reading = timed("read", count, lambda: read(made_up_reports(count), options))
    cut = timed("cut digests", count, lambda: cut_articles(reading.documents, options))
    grouping = timed("group into stories", count, lambda: group_articles(cut, options))
    articles = timed("annotate", count, lambda: annotate_articles(grouping.articles))
    timed("find copies", count, lambda: find_copies(articles, grouping.stories, options))
    timed("the whole flow", count, lambda: cross_check(reading, options))


if __name__ == "__main__":
    main()
