from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recoupe.options import ReuseOptions
from recoupe.reuse.candidates import PairRuns, Run, find_runs
from recoupe.reuse.shingles import tabulate_words

OPTIONS = ReuseOptions(shingle=3)


def runs(texts: list[str], documents: list[int] | None = None, options: ReuseOptions = OPTIONS) -> list[PairRuns]:
    numbers = np.array(documents if documents is not None else range(len(texts)), dtype=np.int64)
    return list(find_runs(tabulate_words(texts), numbers, options))


def test_equal_words_in_a_row_are_one_run():
    assert runs(["a b c d e", "x a b c d y"]) == [PairRuns(0, 1, [Run(0, 6, 4)])]


def test_a_changed_word_parts_two_runs():
    assert runs(["a b c d e f g", "a b c X e f g"]) == [PairRuns(0, 1, [Run(0, 7, 3), Run(4, 11, 3)])]


def test_a_document_does_not_copy_from_itself():
    assert runs(["a b c d", "a b c d"], documents=[5, 5]) == []


def test_nothing_shared_and_nothing_at_all():
    assert runs(["a b c", "d e f"]) == []
    assert runs([]) == []


def test_a_frequent_shingle_links_to_its_neighbours_and_the_first():
    texts = ["le temps demain"] * 9
    pairs = {(p.left, p.right) for p in runs(texts, options=replace(OPTIONS, max_frequency=5, neighbours=2))}
    assert pairs == {(x, y) for x in range(9) for y in range(x + 1, 9) if y - x <= 2 or x == 0}
    assert len(runs(texts)) == 36


def test_an_article_that_repeats_a_line_does_not_multiply_the_pairs():
    (pair,) = runs(["un but partout. " * 500, "un but partout. " * 500])
    assert len(pair.runs) <= 3 * OPTIONS.max_repeats**2


WORD = st.sampled_from("abcdefgh")
AROUND = st.lists(st.lists(WORD, max_size=30), min_size=4, max_size=4)


@given(st.integers(1, 4), st.integers(1, 9), AROUND, st.data())
def test_winnowing_finds_every_copy_that_is_long_enough(
    width: int, window: int, around: list[list[str]], data: st.DataObject
):
    size = window + width - 1
    copied = data.draw(st.lists(WORD, min_size=size, max_size=size))
    texts = [around[0] + copied + around[1], around[2] + copied + around[3]]
    options = ReuseOptions(shingle=width, max_repeats=100, max_frequency=1000).winnowed(size)
    assert options.window == window
    a, b = len(around[0]), len(texts[0]) + len(around[2])
    (pair,) = runs([" ".join(text) for text in texts], options=options)
    inside = [
        min(run.left + run.length, a + size) - max(run.left, a) for run in pair.runs if run.right - run.left == b - a
    ]
    assert max(inside) >= width
