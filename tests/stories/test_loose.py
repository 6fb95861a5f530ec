"""Stories of many reports are joined from their pieces, and divided where they are of two events."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recoupe.options import StoryOptions
from recoupe.stories.features import Matrix
from recoupe.stories.linkage import Groups
from recoupe.stories.loose import divide_story, join_pieces

OPTIONS = replace(StoryOptions(), loose_story=0.14, loose_share=0.5, loose_reports=6, loose_divided=12)


def blocks(sizes: list[int], inside: float, across: float) -> tuple[Groups, NDArray[np.float64]]:
    """Pieces of some sizes, and similarities that are the same inside all of them and the same between them."""
    ends = np.cumsum(sizes)
    pieces = [list(range(end - size, end)) for end, size in zip(ends.tolist(), sizes, strict=True)]
    dense = np.full((int(ends[-1]), int(ends[-1])), across)
    for piece in pieces:
        dense[np.ix_(piece, piece)] = inside
    np.fill_diagonal(dense, 0)
    return pieces, dense


def joined(pieces: Groups, dense: NDArray[np.float64], options: StoryOptions = OPTIONS) -> Groups:
    return join_pieces(pieces, csr_matrix(dense), options)


def test_pieces_are_joined_where_they_are_nearly_as_alike_as_their_own_reports() -> None:
    assert joined(*blocks([4, 3, 2], 0.25, 0.2)) == [[0, 1, 2]]


def test_pieces_stay_apart_where_one_of_them_is_much_tighter() -> None:
    assert joined(*blocks([4, 3], 0.5, 0.2)) == [[0], [1]]


def test_pieces_stay_apart_where_they_are_hardly_alike() -> None:
    assert joined(*blocks([4, 3], 0.15, 0.1)) == [[0], [1]]


def test_few_reports_are_no_loose_story() -> None:
    assert joined(*blocks([3, 2], 0.25, 0.2)) == [[0], [1]]


def test_reports_of_one_document_keep_their_pieces_apart() -> None:
    pieces, dense = blocks([4, 3], 0.25, 0.2)
    dense[0, 4] = dense[4, 0] = -1e6
    assert joined(pieces, dense) == [[0], [1]]


def test_components_have_nothing_to_do_with_each_other() -> None:
    pieces, dense = blocks([4, 3, 4, 3], 0.25, 0.2)
    dense[:7, 7:] = dense[7:, :7] = 0.01
    assert joined(pieces, dense) == [[0, 1], [2, 3]]


def two_vocabularies(reports: int, words: int = 40, seed: int = 1) -> Matrix:
    """Reports of which the first half says mostly the first words, and the other half mostly the last."""
    chance = np.random.default_rng(seed)
    likely = np.full((reports, 2 * words), 0.1)
    likely[: reports // 2, :words] = likely[reports // 2 :, words:] = 0.4
    return csr_matrix((chance.random(likely.shape) < likely).astype(np.float64))


def test_a_story_of_very_many_reports_is_divided_by_its_words() -> None:
    pieces = [[0, 1, 2, 12], [3, 4, 5, 6], [7, 8, 9, 10], [11, 13]]
    assert divide_story(pieces, two_vocabularies(14), OPTIONS) == [list(range(7)), list(range(7, 14))]


def test_a_story_of_fewer_reports_is_left_whole() -> None:
    assert divide_story([[0, 2], [1, 3, 4]], two_vocabularies(6), OPTIONS) == [[0, 1, 2, 3, 4]]


def test_a_story_of_one_piece_is_left_whole() -> None:
    assert divide_story([list(range(14))], two_vocabularies(14), OPTIONS) == [list(range(14))]


def test_reports_without_words_are_left_whole() -> None:
    pieces = [list(range(7)), list(range(7, 14))]
    parts = divide_story(pieces, csr_matrix((14, 5)), OPTIONS)
    assert sorted(row for part in parts for row in part) == list(range(14))


def test_halves_that_are_still_large_are_divided_again() -> None:
    words = two_vocabularies(28)
    parts = divide_story([[row, row + 1] for row in range(0, 28, 2)], words, OPTIONS)
    assert len(parts) > 2
    assert all(max(part) < 14 or min(part) >= 14 for part in parts)
