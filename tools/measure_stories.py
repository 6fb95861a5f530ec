"""Measures dossiers of five reports, how well digests made of reports are cut, and stories of articles that stream in.

    python tools/measure_stories.py SET.jsonl ... [--seed 1] [--dossiers 300] [--digests 200]

A set has one report a line: ``id``, ``text``, ``lang``, ``story`` and, where known, ``title``, ``date`` and ``topic``.
All draws are made with the seed. Four things are measured:

Dossiers of five
    Three reports of one story and two of two other topics (of other stories, where a set has less than three topics),
    cut and grouped as a dossier is. The figure is the mean of B-cubed F1 (Bagga and Baldwin 1998) over the draws; a
    report that was cut goes to the story of its longest article.
Digests
    Two or three reports of different topics in one document, a quarter of them in each of four layouts:

    - ``headings, blank lines``: each report under its title (or its first eight words), a blank line after each line;
    - ``headings, new lines``: the same without blank lines;
    - ``blank line``: no headings, a blank line between reports and none inside them;
    - ``new line``: no headings, and between reports what stands between paragraphs: nothing in the layout tells them
      apart.

    A cut is right where it stands exactly at the start of a report: of its heading, or of its first paragraph.
Left whole
    The share of the set's reports that are not cut; each is one story.
Streamed
    The articles come one by one by their dates, shuffled where these are equal or unknown, into an empty window of
    stories and into one that holds the first half. B-cubed F1 of the stories they form against the set's, and against
    those that grouping everything at once forms.

The development sets are not part of the project: they lie in ``../shared/eval/stories`` on the machines of those who
have them.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from recoupe.corpus.reading import cut_articles, read
from recoupe.model.annotation import AnnotatedArticle
from recoupe.options import Options
from recoupe.pipeline import group_articles
from recoupe.stories.clusters import group_stories
from recoupe.stories.tuning import b_cubed
from recoupe.stories.window import StoryWindow

Record = Mapping[str, Any]

LAYOUTS = ("headings, blank lines", "headings, new lines", "blank line", "new line")
HEADING_WORDS = 8
FIELDS = (("title", "title"), ("date", "published"))


class Digest(NamedTuple):
    """A made document: its text, the offsets at which its second and later reports begin, and its layout."""

    text: str
    bounds: tuple[int, ...]
    layout: str
    language: str


class Boundaries(NamedTuple):
    """Starts of reports found, found where there is none, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __str__(self) -> str:
        precision, recall = self.right / (self.right + self.wrong or 1), self.right / (self.right + self.missed or 1)
        f1 = 2 * precision * recall / (precision + recall or 1)
        counts = f"{self.right} right, {self.missed} missed, {self.wrong} wrong"
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({counts})"


def cut(records: Sequence[Record], options: Options) -> dict[str, list[AnnotatedArticle]]:
    """The articles of each record, by its id."""
    given = [
        {"id": r["id"], "text": r["text"], "language": r["lang"], **{to: r[name] for name, to in FIELDS if r.get(name)}}
        for r in records
    ]
    articles: dict[str, list[AnnotatedArticle]] = defaultdict(list)
    for article in cut_articles(read(given, options).documents, options):
        articles[article.article.document].append(article)
    return articles


def _other(record: Record) -> str:
    """What strangers must not share."""
    return str(record.get("topic") or record["story"])


def _by(records: Sequence[Record], *, topics: bool) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[_other(record) if topics else record["story"]].append(record)
    return groups


def draw_fives(records: Sequence[Record], count: int, seed: int) -> Iterator[list[Record]]:
    """Draws of three reports of one story and two strangers."""
    chance = random.Random(seed)
    topics = _by(records, topics=len({_other(r) for r in records}) > 2)
    stories = [story for story in _by(records, topics=False).values() if len(story) >= 3]
    for _ in range(count):
        story = chance.choice(stories)
        strangers = chance.sample([t for t, group in topics.items() if not any(r in group for r in story)], 2)
        yield [*chance.sample(story, 3), *(chance.choice(topics[topic]) for topic in strangers)]


def score_five(five: Sequence[Record], articles: Mapping[str, Sequence[AnnotatedArticle]], options: Options) -> float:
    """B-cubed F1 of one dossier."""
    grouping = group_articles([article for record in five for article in articles[record["id"]]], options)
    story_of = {article: story.id for story in grouping.stories for article in story.articles}
    given = {}
    for record in five:
        longest = max(articles[record["id"]], key=lambda a: a.article.end - a.article.start)
        given[record["id"]] = story_of.get(longest.article.id, longest.article.id)
    return b_cubed({record["id"]: record["story"] for record in five}, given)


def make_digest(reports: Sequence[Record], layout: str) -> Digest:
    """Join reports into one document."""
    blank = layout == "headings, blank lines"
    between = "\n\n" if "blank" in layout else "\n"
    text, bounds = "", []
    for report in reports:
        lines = [line.strip() for line in report["text"].splitlines() if line.strip()]
        if layout.startswith("headings"):
            lines.insert(0, report.get("title") or " ".join(lines[0].split()[:HEADING_WORDS]))
        text += between if text else ""
        bounds.append(len(text))
        text += ("\n\n" if blank else "\n").join(lines)
    return Digest(text, tuple(bounds[1:]), layout, reports[0]["lang"])


def draw_digests(records: Sequence[Record], count: int, seed: int) -> Iterator[Digest]:
    """Digests of two or three reports of different topics, a quarter in each layout; reports need words."""
    chance = random.Random(seed)
    told = [record for record in records if re.search(r"\w", record["text"])]
    languages = sorted({record["lang"] for record in told})
    for number in range(count):
        same = [record for record in told if record["lang"] == languages[number // len(LAYOUTS) % len(languages)]]
        groups = _by(same, topics=len({_other(r) for r in same}) > 2)
        chosen = chance.sample(sorted(groups), min(chance.choice((2, 3)), len(groups)))
        yield make_digest([chance.choice(groups[key]) for key in chosen], LAYOUTS[number % len(LAYOUTS)])


def score_digests(digests: Sequence[Digest], options: Options) -> Iterator[tuple[set[int], set[int]]]:
    """Offsets wanted and found in each digest."""
    records = [{"id": f"d{n}", "text": digest.text, "lang": digest.language} for n, digest in enumerate(digests)]
    articles = cut(records, options)
    for record, digest in zip(records, digests, strict=True):
        yield set(digest.bounds), {article.article.start for article in articles[record["id"]][1:]}


def count_boundaries(pairs: Sequence[tuple[set[int], set[int]]]) -> Boundaries:
    """Count right, wrong and missed offsets, given those wanted and found in each document."""
    return Boundaries(
        sum(len(wanted & found) for wanted, found in pairs),
        sum(len(found - wanted) for wanted, found in pairs),
        sum(len(wanted - found) for wanted, found in pairs),
    )


def stream_stories(articles: Sequence[AnnotatedArticle], at_once: int, options: Options) -> dict[str, str]:
    """The story of each article when so many come at once and the others one by one."""
    window = StoryWindow(options.stories)
    window.add(articles[:at_once])
    window.recluster()
    for article in articles[at_once:]:
        window.add([article])
    return {article: story.id for story in window.stories for article in story.articles}


def score_streams(
    records: Sequence[Record], articles: Mapping[str, Sequence[AnnotatedArticle]], options: Options, seed: int
) -> Iterator[str]:
    """Lines with the figures of articles that stream in."""
    flat = [article for record in records for article in articles[record["id"]]]
    longest = {r["id"]: max(articles[r["id"]], key=lambda a: a.article.end - a.article.start) for r in records}
    gold = {record["id"]: record["story"] for record in records}
    whole = {a: story.id for story in group_stories(flat, options.stories) for a in story.articles}
    random.Random(seed).shuffle(flat)
    flat.sort(key=lambda article: article.article.published or "")
    for name, at_once in (("from the first", 0), ("into the first half", len(flat) // 2)):
        found = stream_stories(flat, at_once, options)
        scores = [b_cubed(gold, {r: told[a.article.id] for r, a in longest.items()}) for told in (found, whole)]
        yield (
            f"streamed {name}: B-cubed F1 {scores[0]:.4f} (at once {scores[1]:.4f}), "
            f"agreement with all at once {b_cubed(whole, found):.4f}"
        )


def measure(records: Sequence[Record], seed: int, dossiers: int, digests: int) -> Iterator[str]:
    """Lines with the figures of a set."""
    options = Options()
    articles = cut(records, options)
    scores = [score_five(five, articles, options) for five in draw_fives(records, dossiers, seed)]
    perfect = sum(score == 1 for score in scores)
    yield f"dossiers of five: B-cubed F1 {sum(scores) / len(scores):.4f}, {perfect} of {len(scores)} without an error"
    drawn = list(draw_digests(records, digests, seed))
    scored = list(score_digests(drawn, options))
    yield f"digests: {count_boundaries(scored)}"
    for layout in LAYOUTS:
        pairs = [pair for pair, digest in zip(scored, drawn, strict=True) if digest.layout == layout]
        yield f"  {layout}: {count_boundaries(pairs)}"
    whole = sum(len(parts) == 1 for parts in articles.values())
    yield f"left whole: {whole} of {len(articles)} ({whole / len(articles):.4f})"
    yield f"  cut: {' '.join(name for name, parts in articles.items() if len(parts) > 1)}"
    yield from score_streams(records, articles, options, seed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dossiers", type=int, default=300)
    parser.add_argument("--digests", type=int, default=200)
    options = parser.parse_args()
    for path in options.sets:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        print(path.stem)
        for line in measure(records, options.seed, options.dossiers, options.digests):
            print(f"  {line}")


if __name__ == "__main__":
    main()
