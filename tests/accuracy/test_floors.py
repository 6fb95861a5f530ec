"""Accuracy on the development sets never falls below its floor, where those sets are at hand."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ROOT / "tests" / "accuracy" / "floors.toml"


def test_every_floor_is_a_figure_between_nought_and_the_most_it_can_be() -> None:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["floors"]
    assert floors
    for name, figures in floors.items():
        most = 100 if name.startswith("quotes/") else 1
        for figure, value in figures.items():
            assert 0 <= value <= (most if figure != "lines.same" else 100), (name, figure)


@pytest.mark.shared
@pytest.mark.parametrize(
    "task", ["quotes", "timexes", "quantities", "names", "entities", "stories", "reuse", "crosscheck"]
)
def test_no_figure_is_below_its_floor(shared: Path, task: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "measure.py"), "--shared", str(shared), task],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.shared
def test_findings_on_five_real_reports(shared: Path) -> None:
    """The findings that the first level holds; the others are beginnings."""
    done = subprocess.run(
        [sys.executable, str(shared / "seeds" / "check.py"), "1", "2", "4", "5", "8", "12"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
