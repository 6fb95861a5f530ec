"""Measures recoupe on the development sets and holds the figures against the floors.

    python tools/measure.py [TASK ...]                 measure and compare
    python tools/measure.py --raise                    lift floors to what was measured, less the margin
    python tools/measure.py --allow-regression REASON  lower floors too; the reason is written beside them

The development sets are not part of the project: they lie in ``../shared/eval`` on the machines of those who have them.
Floors stand in ``tests/accuracy/floors.toml``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "accuracy" / "floors.toml"
MARGIN = 0.005
"""A floor lies this share of its scale under what was measured: taggers decide ties differently between processors."""

FIGURES: dict[str, tuple[str, ...]] = {
    "quotes": ("iou8.F1", "iou8.P", "iou5.F1", "iou5.spk_iou5"),
    "timexes": ("strict_f1", "relaxed_f1", "value_f1"),
    "quantities": ("strict_f1", "relaxed_f1", "value_f1"),
    "names": ("p", "r", "f1"),
    "entities": ("found", "bcubed_p", "bcubed_f1"),
    "stories": ("story.bcubed_f1", "story.pair_p", "thread.bcubed_f1"),
    "reuse": ("macro.plagdet", "macro.precision", "macro.recall"),
    "crosscheck": ("claim_pairs.precision", "claim_pairs.recall", "conflicts.precision", "lines.same", "reuse.found"),
}
"""Task -> the figures that have floors, as paths into what the scorer prints."""


def measure(shared: Path, tasks: list[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Run the scorers: task, set, what they print."""
    command = [sys.executable, str(shared / "eval" / "run.py"), "--json", *tasks]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for line in running.stdout:
            result = json.loads(line)
            yield result["task"], result["set"], result
    if running.returncode:
        raise SystemExit(f"the scorer ended with code {running.returncode}")


def figures(task: str, result: dict[str, Any]) -> dict[str, float]:
    """The figures of a result that have floors."""
    chosen: dict[str, float] = {}
    for path in FIGURES[task]:
        value: Any = result
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, int | float):
            chosen[path] = float(value)
    return chosen


def read_floors() -> dict[str, dict[str, float]]:
    """The floors: ``task/set`` -> figure -> least value."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("floors", {}) if FLOORS.exists() else {}


def write_floors(floors: dict[str, dict[str, float]], reason: str | None) -> None:
    """Write the floors, sorted, keeping earlier reasons for lowering one."""
    earlier = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("lowered", []) if FLOORS.exists() else []
    lines = [
        "# Accuracy on the development sets: least values. Raised and, with a reason, lowered by tools/measure.py."
    ]
    lines += [f"lowered = {json.dumps([*earlier, *([reason] if reason else [])], ensure_ascii=False)}", ""]
    for name in sorted(floors):
        lines.append(f"[floors.{json.dumps(name)}]")
        lines += [f"{json.dumps(figure)} = {value:.4f}" for figure, value in sorted(floors[name].items())]
        lines.append("")
    FLOORS.write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", nargs="*", choices=[*FIGURES, []])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--allow-regression", metavar="REASON")
    options = parser.parse_args()
    floors, below = read_floors(), []
    for task, name, result in measure(options.shared, options.tasks):
        key = f"{task}/{name.removesuffix('.jsonl')}"
        for figure, value in figures(task, result).items():
            floor = floors.get(key, {}).get(figure)
            mark = "" if floor is None else f"  (floor {floor:.4f})"
            print(f"{key:<32}{figure:<26}{value:>9.4f}{mark}", flush=True)
            if floor is not None and value < floor:
                below.append(f"{key} {figure}: {value:.4f} < {floor:.4f}")
            least = round(max(0.0, value - MARGIN * (100 if task == "quotes" else 1)), 4)
            lowered = floor is not None and value < floor and options.allow_regression
            if lowered or (options.lift and (floor is None or least > floor)):
                floors.setdefault(key, {})[figure] = least
    if options.lift or options.allow_regression:
        write_floors(floors, options.allow_regression)
    if below and not options.allow_regression:
        raise SystemExit("below the floor:\n" + "\n".join(below))


if __name__ == "__main__":
    main()
