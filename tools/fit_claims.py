"""Fit the model of claims on hand-read stories and write ``src/recoupe/resolve/claim_model.toml``.

    python tools/fit_claims.py ../shared/eval/crosscheck/T08-C1 ../shared/eval/crosscheck/T10-C1

Each folder holds ``docs.jsonl`` (reports) and ``gold.json`` (``claims`` with their statements as spans, and
``single_source`` spans). A candidate pair is positive when its two statements stand for statements of one claim, and
negative when both stand for something else. Logistic regression on standardised features, its weights drawn towards
those of an earlier fit on five stories (a Gaussian prior): two stories alone cannot tell what a shared figure is worth.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from recoupe.corpus.reading import cut_articles, read
from recoupe.languages.pack import pack_for
from recoupe.model.annotation import AnnotatedArticle, Statement
from recoupe.options import Options
from recoupe.pipeline import annotate_articles
from recoupe.resolve.claim_features import FEATURES, compare_candidates
from recoupe.resolve.claim_profiles import Weights, read_profiles
from recoupe.resolve.claim_vectors import find_candidates
from recoupe.resolve.entities import resolve_entities
from recoupe.resolve.links import link_entities

OUTPUT = Path(__file__).resolve().parents[1] / "src" / "recoupe" / "resolve" / "claim_model.toml"

PRIOR = {
    "cosine": 0.15,
    "containment": 0.08,
    "mass": 0.19,
    "facts": 0.16,
    "rarest": 0.15,
    "grams": 0.11,
    "senses": 0.1,
    "run": 0.13,
    "run_share": 0.09,
    "context": 0.18,
    "predicate": 0.05,
    "entities": 0.1,
    "other_names": -0.25,
    "figure": 0.25,
    "date": 0.19,
    "one_quoted": -0.1,
    "other_holder": -0.1,
    "polarity": -0.12,
    "position": -0.13,
    "rank": -0.06,
    "margin": 0.08,
    "neighbour": 0.03,
}
STRENGTH = 0.03
"""Weight of the prior against the mean loss of the pairs; .003 to .03 give the same precision within two points."""

HEADER = """\
# What was learned of each feature of a pair of statements: mean and deviation in the training pairs, and the weight of
# the standardised value. Written by tools/fit_claims.py; numbers only, nothing of any text.
"""


def read_story(folder: Path) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Features and labels of the judged candidate pairs of a hand-read story."""
    options = Options()
    lines = (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    reading = read([json.loads(line) for line in lines], options)
    articles = annotate_articles(cut_articles(reading.documents, options), options)
    articles = link_entities(articles, resolve_entities(articles, (), options.entities))
    profiles = [p for article in sorted(articles, key=lambda a: a.article.id) for p in read_profiles(article)]
    weights = Weights(profiles, pack_for(articles[0].language))
    candidates = find_candidates(profiles, weights, options.claims.candidate)
    rows = compare_candidates(profiles, weights, candidates)
    labels = _labels(articles, json.loads((folder / "gold.json").read_text(encoding="utf-8")))
    judged, wanted = [], []
    for number, pair in enumerate(candidates.pairs()):
        left, right = (labels[profiles[n].statement.id] for n in pair)
        if left and right:
            judged.append(number)
            wanted.append(float(any(label >= 0 for label in left & right)))
    return rows[judged], np.array(wanted)


def _labels(articles: Sequence[AnnotatedArticle], gold: dict[str, Any]) -> dict[str, set[int]]:
    """By statement, the claims it stands for; statements that only one report has get labels below zero."""
    spans: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, claim in enumerate(gold["claims"]):
        for span in claim["statements"]:
            spans[span["id"]].append((span["start"], span["end"], number))
    for number, span in enumerate(gold["single_source"]):
        spans[span["id"]].append((span["start"], span["end"], -1 - number))
    return {
        statement.id: {n for start, end, n in spans[article.article.document] if _stands_for(statement, start, end)}
        for article in articles
        for statement in article.statements
    }


def _stands_for(statement: Statement, start: int, end: int) -> bool:
    """Half of the shorter of the two is shared, and a quarter of the statement: as the scorer has it."""
    shared = min(statement.end, end) - max(statement.start, start)
    length = statement.end - statement.start
    return shared > 0 and 2 * shared >= min(length, end - start) and 4 * shared >= length


def fit(rows: NDArray[np.float64], labels: NDArray[np.float64]) -> str:
    """The model as TOML."""
    mean, deviation = rows.mean(axis=0), np.maximum(rows.std(axis=0), 0.01)
    standard = (rows - mean) / deviation
    prior = np.array([PRIOR[name] for name in FEATURES])

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights, away = values[:-1], values[:-1] - prior
        odds = np.clip(standard @ weights + values[-1], -60, 60)
        chance = 1 / (1 + np.exp(-odds))
        cost = np.mean(np.logaddexp(0, odds) - labels * odds) + STRENGTH * (away**2).sum()
        error = (chance - labels) / len(labels)
        return float(cost), np.append(standard.T @ error + 2 * STRENGTH * away, error.sum())

    found = minimize(loss, np.append(prior, 0.0), jac=True, method="L-BFGS-B").x
    lines = [HEADER, f"bias = {found[-1]:.4f}\n"]
    for name, m, d, w in zip(FEATURES, mean, deviation, found[:-1], strict=True):
        lines.append(f"\n[features.{name}]\nmean = {m:.4f}\ndeviation = {d:.4f}\nweight = {w:.4f}\n")
    return "".join(lines)


def main() -> None:
    stories = [read_story(Path(folder)) for folder in sys.argv[1:]]
    if not stories:
        sys.exit(__doc__)
    OUTPUT.write_text(
        fit(np.vstack([x for x, _ in stories]), np.concatenate([y for _, y in stories])), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
