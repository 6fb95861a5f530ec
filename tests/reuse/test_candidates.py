from __future__ import annotations

from dataclasses import replace

import numpy as np

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
