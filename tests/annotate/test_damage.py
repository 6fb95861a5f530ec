"""Damaged marks: nothing raises, and only items beside the damage change. ``tools/fuzz_marks.py`` runs more of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from types import ModuleType

import pytest

CHANGES = 150


@pytest.fixture(scope="module")
def fuzz_marks(load_tool: Callable[[str], ModuleType]) -> ModuleType:
    return load_tool("fuzz_marks")


def test_damage_of_invented_texts(fuzz_marks: ModuleType) -> None:
    assert list(fuzz_marks.fuzz(fuzz_marks.invented_texts(), CHANGES, seed=7)) == []


@pytest.mark.shared
def test_damage_of_real_reports(fuzz_marks: ModuleType, shared: Path) -> None:
    texts = [t for path in sorted((shared / "seeds").glob("*.txt")) for t in fuzz_marks.read_texts(path, "fr")]
    press = fuzz_marks.read_texts(shared / "eval" / "stories" / "rpm2_dev.jsonl", "fr")
    texts += islice((t for t in press if len(t.text) < 4000), 20)
    # Failures carry the damaged texts: only where they are is told.
    failures = [(f.name, f.change.kind, f.change.start) for f in fuzz_marks.fuzz(texts, CHANGES, seed=7)]
    assert failures == []


def test_each_change_touches_one_place(fuzz_marks: ModuleType) -> None:
    text = fuzz_marks.invented_texts()[0].text
    kinds = set()
    for seed in range(200):
        change = fuzz_marks.damage(text, random.Random(seed))
        kinds.add(change.kind)
        assert change.text[: change.start] == text[: change.start]
        assert change.text[change.new_end :] == text[change.end :]
    assert kinds == {"delete", "exchange", "insert", "replace"}


@pytest.mark.parametrize("text", ["", "\n", "«", "a", " \n\n»"])
def test_texts_of_next_to_nothing_are_damaged_as_well(fuzz_marks: ModuleType, text: str) -> None:
    assert list(fuzz_marks.fuzz([fuzz_marks.Text("t", "fr", text or " ")], 20, seed=1)) == []


def test_what_reaches_too_far_is_told(fuzz_marks: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_marks, "reach", lambda _text, _quotations, start, end: (start, end))
    failures = list(fuzz_marks.fuzz(fuzz_marks.invented_texts(), 30, seed=7))
    assert failures
    assert all("far away" in failure.reason for failure in failures)


def test_files_are_read_as_texts(fuzz_marks: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    records = '{"id": "a", "text": "Oui.", "lang": "fr"}\n\n{"text": "Yes.", "language": "en"}\n'
    path.write_text(records, encoding="utf-8")
    assert [tuple(t) for t in fuzz_marks.read_texts(path, "fr")] == [("a", "fr", "Oui."), ("two.jsonl", "en", "Yes.")]
