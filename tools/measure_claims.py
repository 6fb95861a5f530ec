"""Measures claims on hand-read stories with a model that has not seen the story measured.

    python tools/measure_claims.py ../shared/eval/crosscheck/T08-C1 ../shared/eval/crosscheck/T10-C1

For each folder (see ``tools/fit_claims.py``) the model is fitted on all the others; the claims that it gives are scored
by the scorer of the development sets, two folders above the stories. The rest of the flow is that of the program.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
import numpy as np
from fit_claims import fit, read_story

from recoupe.options import Options
from recoupe.pipeline import make_dossier
from recoupe.resolve.claim_model import ClaimModel

PAIRS = ("precision", "recall", "recall_copied", "recall_own_words", "claims_touched", "judged")
"""Figures of the scorer that are printed."""


def score(folder: Path, model: ClaimModel) -> dict[str, Any]:
    """What the scorer says of a story's dossier made with a model."""
    sys.path.insert(0, str(folder.parents[1]))
    from score_crosscheck import score as scored  # type: ignore[import-not-found]  # noqa: PLC0415 - lies beside the sets

    records = [json.loads(line) for line in (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines()]
    with patch("recoupe.resolve.claims.load_claim_model", return_value=model):
        dossier = make_dossier(records, Options())
    found: dict[str, Any] = scored(
        json.loads((folder / "gold.json").read_text(encoding="utf-8")), msgspec.to_builtins(dossier)
    )
    return found


def main() -> None:
    folders = [Path(folder) for folder in sys.argv[1:]]
    if len(folders) < 2:
        sys.exit(__doc__)
    stories = {folder: read_story(folder) for folder in folders}
    judged = right = 0.0
    for folder in folders:
        others = [stories[other] for other in folders if other != folder]
        table = fit(np.vstack([rows for rows, _ in others]), np.concatenate([labels for _, labels in others]))
        result = score(folder, msgspec.convert(tomllib.loads(table), ClaimModel))
        pairs = result["claim_pairs"]
        print(folder.name, *(f"{name} {pairs[name]}" for name in PAIRS))
        print("  lines", *(f"{name} {result['lines'][name]}" for name in ("same", "above", "below", "of")))
        judged += pairs["judged"]
        right += pairs["judged"] * (pairs["precision"] or 0)
    print(f"all: precision {right / max(1.0, judged):.3f} of {judged:.0f} pairs judged")


if __name__ == "__main__":
    main()
