"""Thousands of made-up reports grouped into stories and threads: seconds, growth, and memory.

    python benchmarks/stories.py [--reports N]

Each event has eight names, three numbers and forty words of its own, drawn from rarer French words; two to six reports
tell it over two days, in 60 to 90 words, half of them the event's and half drawn from the commonest 5,000 by their
frequency. Articles are read before; an eighth of N and N are timed, so that the growth of the cost can be read off.
Times are those of the processor; memory is how far the resident set rises.
"""

from __future__ import annotations

import argparse
import random
import time

from memory import PeakMemory
from wordfreq import top_n_list, word_frequency

from recoupe.corpus.reading import read, whole_articles
from recoupe.model.annotation import AnnotatedArticle
from recoupe.options import Options, StoryOptions
from recoupe.stories.clusters import group_stories
from recoupe.stories.comparison import compare_articles
from recoupe.stories.features import count_features
from recoupe.stories.threads import link_threads


def made_up_reports(count: int, seed: int = 1) -> tuple[AnnotatedArticle, ...]:
    """Short reports of many events as articles, without layers."""
    chosen = random.Random(seed)
    words = top_n_list("fr", 60_000)
    common, rare = words[:5_000], words[5_000:]
    weights = [word_frequency(word, "fr") for word in common]
    records: list[dict[str, object]] = []
    while len(records) < count:
        event = len(records)
        names = [word.capitalize() for word in chosen.sample(rare, 8)]
        own = chosen.sample(rare, 40) + [str(chosen.randrange(10, 9_000)) for _ in range(3)]
        day = chosen.randrange(365)
        for version in range(chosen.randint(2, 6)):
            length = chosen.randint(30, 45)
            drawn = [
                *chosen.choices(own, k=length),
                *chosen.choices(names, k=8),
                *chosen.choices(common, weights, k=length),
            ]
            chosen.shuffle(drawn)
            month, date = divmod(min(364, day + chosen.randint(0, 1)), 31)
            records.append(
                {
                    "id": f"{event:06d}-{version}",
                    "text": "le " + " ".join(drawn),
                    "language": "fr",
                    "published": f"2031-{month + 1:02d}-{min(28, date + 1):02d}",
                }
            )
    return whole_articles(read(records[:count], Options()).documents)


def measure(articles: tuple[AnnotatedArticle, ...]) -> float:
    """Group the articles, print what it took, and give the seconds."""
    options = StoryOptions()
    with PeakMemory() as memory:
        begin = time.process_time()
        features = count_features(articles, options.title_weight)
        comparison = compare_articles(articles, features, options)
        stories = group_stories(articles, options, features, comparison=comparison)
        middle = time.process_time()
        stories, threads = link_threads(stories, articles, options, features, comparison=comparison)
        end = time.process_time()
    parts = f"{middle - begin:.1f} s stories, {end - middle:.1f} s threads"
    print(f"{len(articles):,} reports: {end - begin:.1f} s ({parts}), {memory.kilobytes / 1024:.0f} MB")
    print(f"  {len(stories):,} stories, {len(threads):,} threads")
    return end - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=12_000)
    options = parser.parse_args()
    articles = made_up_reports(options.reports)
    few = measure(articles[: options.reports // 8])
    many = measure(articles)
    print(f"growth: {many / few:.1f} times for 8 times the reports")


if __name__ == "__main__":
    main()
