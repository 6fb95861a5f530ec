from __future__ import annotations

import random

import pytest


@pytest.fixture(scope="module")
def fuzz_marks(load_tool):
    return load_tool("fuzz_marks")


def test_damaged_marks_change_only_what_is_beside_them(fuzz_marks):
    failures = list(fuzz_marks.fuzz(fuzz_marks.invented_texts(), 280, seed=3))
    assert [(f.name, f.change.kind, f.change.start, f.reason) for f in failures] == []


def test_every_kind_of_damage_is_done_and_keeps_the_rest(fuzz_marks):
    text = fuzz_marks.invented_texts()[0].text
    changes = [fuzz_marks.damage(text, random.Random(n)) for n in range(60)]
    assert {c.kind for c in changes} == {"insert", "delete", "replace", "exchange"}
    for change in changes:
        assert change.text[: change.start] == text[: change.start]
        assert change.text[change.new_end :] == text[change.end :]


def test_a_change_that_reaches_far_is_told(fuzz_marks):
    text = fuzz_marks.invented_texts()[0]
    whole = fuzz_marks.annotate(text).quotations
    last = len(text.text.rstrip())
    change = fuzz_marks.Change("insert", text.text[:last] + "»" + text.text[last:], last, last, last + 1)
    assert fuzz_marks.check(text, whole, change) is None
    failure = fuzz_marks.check(text, whole[1:], change)
    assert failure is not None
    assert failure.reason == "0 items lost and 1 new far away"


def test_files_are_read_as_texts(fuzz_marks, tmp_path):
    path = tmp_path / "two.jsonl"
    records = '{"id": "a", "text": "Oui.", "lang": "fr"}\n\n{"text": "Yes.", "language": "en"}\n'
    path.write_text(records, encoding="utf-8")
    assert [tuple(t) for t in fuzz_marks.read_texts(path, "fr")] == [("a", "fr", "Oui."), ("two.jsonl", "en", "Yes.")]
