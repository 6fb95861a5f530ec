"""Copied passages among thousands of made-up reports: articles a second, growth, and memory an article.

    python benchmarks/passages.py [--reports N] [--texts REPORTS.jsonl] [--winnow WORDS]

The reports have about 300 words each, drawn from the 20,000 commonest of French by their frequency; every tenth ends
with 25 words in a row of an earlier one. The search is `align_passages` with the strict options, on articles that were
read before; one run on a fifth of them loads, compiles and warms up. N and an eighth of N are timed, each the best of
several, so that the growth of the cost can be read off (an eighth that is too small for the compiled loops shows the
plain ones). Time is that of the processor: the search takes one core, and other programs would lengthen any other;
memory is how far the resident set rises. With --winnow, shingles are winnowed as ``recoupe copies --winnow`` does it.

Then the edit script: words a second of `align_words`, beside `difflib.SequenceMatcher` on the same words, on passages
of 20 to 150 words, two of five word for word, the others with up to 15 % of the words changed, cut or added; and on the
passages found in the reports of a file, if one is given.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import time
from collections.abc import Callable
from pathlib import Path

from memory import PeakMemory
from wordfreq import top_n_list, word_frequency

from recoupe.corpus.reading import read, whole_articles
from recoupe.model.annotation import AnnotatedArticle
from recoupe.options import Options, ReuseOptions
from recoupe.reuse.passages import align_passages
from recoupe.reuse.shingles import tabulate_span
from recoupe.text.alignment import align_words

LENGTH = 300
COPIED = 25


def vocabulary() -> tuple[list[str], list[float]]:
    """French words and how often each comes."""
    words = top_n_list("fr", 20_000)
    return words, [word_frequency(word, "fr") for word in words]


def made_up_articles(count: int, seed: int = 1) -> tuple[AnnotatedArticle, ...]:
    """Reports as articles, without layers."""
    chosen = random.Random(seed)
    words, weights = vocabulary()
    records: list[dict[str, object]] = []
    reports: list[list[str]] = []
    for number in range(count):
        report = chosen.choices(words, weights, k=LENGTH)
        if reports and number % 10 == 0:
            begin = chosen.randrange(LENGTH - COPIED)
            report += chosen.choice(reports)[begin : begin + COPIED]
        reports.append(report)
        records.append({"id": f"{number:06d}", "text": " ".join(report), "language": "fr"})
    return whole_articles(read(records, Options()).documents)


def time_passages(articles: tuple[AnnotatedArticle, ...], options: ReuseOptions) -> tuple[float, int, int]:
    """Seconds (the best of three, or of as many as take two seconds), kilobytes, passages."""
    seconds: list[float] = []
    found = 0
    with PeakMemory() as memory:
        while len(seconds) < 3 or sum(seconds) < 2.0:
            start = time.process_time()
            found = len(align_passages(articles, options))
            seconds.append(time.process_time() - start)
    return min(seconds), memory.kilobytes, found


def made_up_passages(count: int) -> list[tuple[list[int], list[int]]]:
    """Both sides of copied passages, a number a word."""
    chosen = random.Random(2)
    words, weights = vocabulary()
    numbers = range(len(words))
    pairs = []
    for _ in range(count):
        left = chosen.choices(numbers, weights, k=chosen.randint(20, 150))
        share = 0.15 * chosen.random() if chosen.random() < 0.6 else 0.0
        right: list[int] = []
        for word in left:
            change = chosen.choice(("replace", "cut", "add")) if chosen.random() < share else ""
            right += [] if change == "cut" else [chosen.choice(numbers)] if change == "replace" else [word]
            right += [chosen.choice(numbers)] if change == "add" else []
        pairs.append((left, right))
    return pairs


def found_passages(path: Path) -> list[tuple[list[int], list[int]]]:
    """Both sides of the copied passages of some French reports, a record a line."""
    records = [{"language": "fr", **json.loads(line)} for line in path.read_text(encoding="utf-8").splitlines()]
    articles = whole_articles(read(records, Options()).documents)
    by_id = {article.article.id: article for article in articles}
    return [
        tuple(tabulate_span(by_id[side.article], side.span).keys.tolist() for side in (reuse.a, reuse.b))
        for reuse in align_passages(articles, ReuseOptions.strict())
    ]


def time_edits(pairs: list[tuple[list[int], list[int]]]) -> None:
    """Words a second of the edit script, and of difflib's."""

    def best(script: Callable[[list[int], list[int]], object]) -> float:
        # Time of the processor: a run takes milliseconds, and other programs would double some.
        taken = []
        for _ in range(9):
            start = time.process_time()
            for left, right in pairs:
                script(left, right)
            taken.append(time.process_time() - start)
        return min(taken)

    breaks = [0] * max(len(side) for pair in pairs for side in pair)
    ours = best(lambda left, right: align_words(left, right, breaks, breaks))
    theirs = best(lambda left, right: difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes())
    count = sum(len(left) for left, _ in pairs)
    print(
        f"edit script of {len(pairs)} passages {count / ours:>12,.0f} words/s"
        f"   difflib {count / theirs:>10,.0f}   {theirs / ours:.1f} times"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Copied passages among thousands of reports.")
    parser.add_argument("--reports", type=int, default=12_000)
    parser.add_argument("--texts", type=Path, help="JSON lines, with id and text")
    parser.add_argument("--winnow", metavar="WORDS", type=int, default=ReuseOptions.shingle)
    arguments = parser.parse_args()
    count, options = arguments.reports, ReuseOptions.strict().winnowed(arguments.winnow)
    align_passages(made_up_articles(count // 5, seed=9), options)
    taken = {}
    for size in (count // 8, count):
        articles = made_up_articles(size)
        seconds, kilobytes, found = time_passages(articles, options)
        taken[size] = seconds
        print(
            f"{size:>8,} articles{seconds:>8.2f} s{size / seconds:>10,.0f} articles/s"
            f"{kilobytes / size:>8.1f} kB an article{found:>8,} passages",
            flush=True,
        )
    print(f"8 times the articles: {taken[count] / taken[count // 8]:.1f} times the cost")
    time_edits(made_up_passages(400))
    if arguments.texts:
        time_edits(found_passages(arguments.texts))


if __name__ == "__main__":
    main()
