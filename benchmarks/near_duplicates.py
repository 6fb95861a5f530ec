"""Near-duplicate reports: pairs found, time and memory, beside sketches of the same sets in one run.

    python benchmarks/near_duplicates.py [--reports N] [--jaccard J]

The reports are made up: words of the example story drawn by their frequency, 40 to 120 to a report; half of them are a
report a little before with up to a quarter of its words changed. Every pair whose sets of five-word shingles reach the
threshold is known from the product of the sparse matrix with itself, so precision and recall are exact.

Peers, where they are installed (``pip install rensa datasketch``; no dependency of recoupe): rensa (R-MinHash with its
LSH index, in Rust) and datasketch (MinHash and MinHashLSH), both with 128 permutations and candidates checked by their
own estimate. Each runs in a process of its own that makes the texts first. Time is from the texts to the pairs, after
one run on a hundred reports, which loads, compiles and warms up; the shingles of the peers are made in Python, as their
users make them. Memory is how far the process's resident set rises above where it stood, sampled every few
milliseconds.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from memory import PeakMemory

from recoupe.text.normalize import fold_text

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "sarzec"
WIDTH = 5
PERMUTATIONS = 128

Pairs = set[tuple[int, int]]


def made_up_texts(count: int, seed: int = 1) -> list[str]:
    """Texts of which some are edited copies of one a little before."""
    chosen = random.Random(seed)
    words = [w for path in sorted(EXAMPLE.glob("*.txt")) for w in re.findall(r"\w+", path.read_text(encoding="utf-8"))]
    texts: list[list[str]] = []
    for number in range(count):
        if number and chosen.random() < 0.5:
            changed = chosen.random() * 0.25
            base = texts[chosen.randrange(max(0, number - 50), number)]
            texts.append([chosen.choice(words) if chosen.random() < changed else word for word in base])
        else:
            texts.append(chosen.choices(words, k=chosen.randrange(40, 120)))
    return [" ".join(text) for text in texts]


def shingle_sets(texts: list[str]) -> list[list[str]]:
    """The five-word shingles of each text, folded as ours are, as the peers take them."""
    made = []
    for text in texts:
        words = fold_text(text).split()
        made.append(sorted({" ".join(words[i : i + WIDTH]) for i in range(len(words) - WIDTH + 1)}))
    return made


def by_recoupe(texts: list[str], jaccard: float) -> Pairs:
    """Our exact join, on bare articles; small inputs take the compiled loops here too."""
    from recoupe.corpus.reading import cut_articles, read  # noqa: PLC0415 - only where it is measured
    from recoupe.options import DuplicateOptions, Options  # noqa: PLC0415 - only where it is measured
    from recoupe.reuse import scale  # noqa: PLC0415 - only where it is measured
    from recoupe.reuse.near_duplicates import find_near_duplicates  # noqa: PLC0415 - only where it is measured

    scale.COMPILED_FROM = 0
    records = [{"id": f"{n:06d}", "text": text, "language": "fr"} for n, text in enumerate(texts)]
    articles = cut_articles(read(records, Options()).documents, Options())
    numbers = {article.article.id: int(article.document.id) for article in articles}

    def run() -> Pairs:
        found = find_near_duplicates(articles, DuplicateOptions(width=WIDTH, jaccard=jaccard))
        return {(min(numbers[p.a], numbers[p.b]), max(numbers[p.a], numbers[p.b])) for p in found}

    return timed(run)


def by_rensa(texts: list[str], jaccard: float) -> Pairs:
    """R-MinHash and its index; candidates by the index, checked by the estimate."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 - only where it is measured

    def run() -> Pairs:
        index = RMinHashLSH(threshold=jaccard, num_perm=PERMUTATIONS, num_bands=32)
        sketches = RMinHash.from_token_sets(shingle_sets(texts), PERMUTATIONS, 42)
        pairs: Pairs = set()
        for number, sketch in enumerate(sketches):
            for other in index.query(sketch):
                if sketches[other].jaccard(sketch) >= jaccard:
                    pairs.add((other, number))
            index.insert(number, sketch)
        return pairs

    return timed(run)


def by_datasketch(texts: list[str], jaccard: float) -> Pairs:
    """MinHash and MinHashLSH; candidates by the index, checked by the estimate."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - only where it is measured

    def run() -> Pairs:
        index = MinHashLSH(threshold=jaccard, num_perm=PERMUTATIONS)
        sketches = []
        pairs: Pairs = set()
        for number, tokens in enumerate(shingle_sets(texts)):
            sketch = MinHash(num_perm=PERMUTATIONS)
            sketch.update_batch([token.encode() for token in tokens])
            sketches.append(sketch)
            for other in index.query(sketch):
                if sketches[int(other)].jaccard(sketch) >= jaccard:
                    pairs.add((int(other), number))
            index.insert(str(number), sketch)
        return pairs

    return timed(run)


TAKEN: list[tuple[float, int]] = []
"""Seconds and kilobytes of each run."""


def timed(run: Callable[[], Pairs]) -> Pairs:
    """Run, and keep what it took."""
    with PeakMemory() as memory:
        start = time.perf_counter()
        pairs = run()
        seconds = time.perf_counter() - start
    TAKEN.append((seconds, memory.kilobytes))
    return pairs


WAYS = {"recoupe": by_recoupe, "rensa": by_rensa, "datasketch": by_datasketch}


def exact_pairs(texts: list[str], jaccard: float) -> Pairs:
    """The pairs by definition: the product of the matrix of texts and shingles with itself."""
    from scipy.sparse import csr_matrix, triu  # noqa: PLC0415 - only where it is measured

    columns: dict[str, int] = {}
    rows = [[columns.setdefault(token, len(columns)) for token in tokens] for tokens in shingle_sets(texts)]
    bounds = [0]
    for row in rows:
        bounds.append(bounds[-1] + len(row))
    flat = [column for row in rows for column in row]
    matrix = csr_matrix(([1] * len(flat), flat, bounds), shape=(len(texts), len(columns)))
    shared = triu(matrix @ matrix.T, k=1).tocoo()
    return {
        (int(a), int(b))
        for a, b, n in zip(shared.row, shared.col, shared.data, strict=True)
        if n >= jaccard * (len(rows[a]) + len(rows[b]) - n) - 1e-12
    }


def measure(name: str, count: int, jaccard: float) -> None:
    """One way in this process: warm up, run, print what it found and took as JSON."""
    texts = made_up_texts(count)
    WAYS[name](texts[:100], jaccard)
    pairs = WAYS[name](texts, jaccard)
    seconds, kilobytes = TAKEN[-1]
    print(json.dumps({"seconds": seconds, "kilobytes": kilobytes, "pairs": sorted(pairs)}))


def main() -> None:
    parser = argparse.ArgumentParser(description="Near-duplicates beside rensa and datasketch.")
    parser.add_argument("--reports", type=int, default=24_000)
    parser.add_argument("--jaccard", type=float, default=0.5)
    parser.add_argument("--only", choices=sorted(WAYS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        measure(options.only, options.reports, options.jaccard)
        return
    gold = exact_pairs(made_up_texts(options.reports), options.jaccard)
    print(f"{options.reports:,} reports, {len(gold):,} pairs at Jaccard {options.jaccard}")
    for name in WAYS:
        if name != "recoupe" and find_spec(name) is None:
            print(f"{name:<12} is not installed")
            continue
        command = [sys.executable, __file__, "--only", name, "--reports", str(options.reports)]
        done = subprocess.run([*command, "--jaccard", str(options.jaccard)], capture_output=True, check=True)
        result = json.loads(done.stdout)
        found = {(a, b) for a, b in result["pairs"]}
        right = len(found & gold)
        precision, recall = right / max(1, len(found)), right / max(1, len(gold))
        print(
            f"{name:<12}{result['seconds']:>8.2f} s{result['kilobytes'] / 1024:>8.0f} MB   "
            f"precision {precision:.4f}   recall {recall:.4f}"
        )


if __name__ == "__main__":
    main()
