from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recoupe.reuse.shingles import hash_shingles, tabulate_words, winnow_shingles

NASTY = st.text(alphabet="aé’'œ\u00ad\u0301\u200b\ufffd\x00 -\n漢字ก½🙂שaB1", max_size=60)


def words(text: str) -> list[str]:
    table = tabulate_words([text])
    return [text[a:b] for a, b in zip(table.starts.tolist(), table.ends.tolist(), strict=True)]


def test_words_are_runs_of_letters_and_digits():
    assert words("L’accord, dit-on : 12 500 tonnes.") == ["L", "accord", "dit", "on", "12", "500", "tonnes"]


def test_case_accents_ligatures_and_soft_hyphens_make_no_difference():
    one = tabulate_words(["L’Œuvre du cor\u00addonnier à Étretat"])
    other = tabulate_words(["l'oeuvre DU cordonnier a etretat"])
    assert one.keys.tolist() == other.keys.tolist()


def test_a_decomposed_accent_belongs_to_its_word():
    assert words("marche\u0301 clos") == ["marche\u0301", "clos"]
    assert tabulate_words(["marche\u0301"]).keys.tolist() == tabulate_words(["marché"]).keys.tolist()


def test_a_control_character_parts_words():
    assert words("un\x00deux") == ["un", "deux"]


def test_scripts_without_spaces_give_a_word_a_character():
    assert words("東京 port") == ["東", "京", "port"]


def test_words_never_run_over_the_seam_of_two_texts():
    table = tabulate_words(["port", "franc", ""], [0, 100, 0])
    assert table.owners.tolist() == [0, 1]
    assert (table.starts.tolist(), table.ends.tolist()) == ([0, 100], [4, 105])
    assert table.bounds.tolist() == [0, 1, 2, 2]


def test_no_texts_and_empty_texts_have_no_words():
    assert len(tabulate_words([])) == 0
    assert len(tabulate_words(["", " . "])) == 0
    assert hash_shingles(tabulate_words([]), 3).tolist() == []


def test_shingles_are_equal_where_the_words_are_and_stop_at_the_end_of_a_text():
    table = tabulate_words(["le bac du soir part", "Le BAC du soir", "soir du bac"])
    shingles = hash_shingles(table, 3)
    assert shingles[0] == shingles[5]
    assert shingles[1] == shingles[6]
    assert shingles[9] not in (shingles[0], shingles[1], shingles[2])
    assert np.flatnonzero(shingles == 0).tolist() == [3, 4, 7, 8, 10, 11]


def test_one_word_of_a_million_letters():
    table = tabulate_words(["a" * 1_000_000])
    assert (table.starts.tolist(), table.ends.tolist()) == ([0], [1_000_000])


@given(st.lists(st.one_of(st.text(), NASTY), max_size=4))
def test_words_slice_back_and_keep_their_order(texts: list[str]):
    table = tabulate_words(texts)
    for row in range(len(table)):
        text = texts[int(table.owners[row])]
        start, end = int(table.starts[row]), int(table.ends[row])
        assert 0 <= start < end <= len(text)
        assert not text[start:end].isspace()
    assert (np.diff(table.owners) >= 0).all()
    alone = [key for text in texts for key in tabulate_words([text]).keys.tolist()]
    assert table.keys.tolist() == alone


def test_every_window_keeps_its_least_shingle_and_of_equal_ones_the_last():
    table = tabulate_words(["a b c d e f", "g h", "i j k l m"])
    shingles = np.array([5, 3, 7, 3, 9, 0, 8, 0, 1, 2, 3, 4, 0], dtype=np.uint64)
    winnowed = [0, 3, 0, 3, 0, 0, 8, 0, 1, 2, 0, 0, 0]
    assert winnow_shingles(table, shingles, 3).tolist() == winnowed
    assert winnow_shingles(table, shingles, 1).tolist() == shingles.tolist()
    assert winnow_shingles(tabulate_words([]), shingles[:0], 3).tolist() == []


def test_of_window_and_one_shingles_two_are_kept():
    table = tabulate_words([" ".join(map(str, range(20_000)))])
    shingles = hash_shingles(table, 4)
    for window in (5, 9):
        kept = np.count_nonzero(winnow_shingles(table, shingles, window))
        assert abs(kept * (window + 1) / 2 / len(table) - 1) < 0.03
