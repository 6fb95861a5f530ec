from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recoupe.text.normalize import fold, fold_text, replace_surrogates


def test_fold_makes_spellings_equal():
    assert fold_text("L’ÉLYSÉE — « Œuvre »") == fold_text(
        'l\'elysee - "œuvre"'.replace('"œ', '" œ').replace('e"', 'e "')
    )
    assert fold_text("soft\u00adhyphen") == "softhyphen"
    assert fold_text("76\u202f000") == "76 000"


def test_a_folded_span_leads_back():
    text = "Cœur d’Été"
    folded = fold(text)
    at = folded.text.index("ete")
    start, end = folded.original(at, at + 3)
    assert text[start:end] == "Été"
    assert folded.original(at, at) == (7, 7)


@given(st.text())
def test_the_way_back_is_exact(text):
    folded = fold(text)
    assert folded.text == fold_text(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)
    for i, character in enumerate(folded.text):
        start, end = folded.original(i, i + 1)
        assert end == start + 1
        assert character in fold_text(text[start:end])


@given(st.text())
def test_folding_again_changes_nothing(text):
    once = fold_text(text)
    assert fold_text(once) == once


def test_lone_surrogates_are_replaced():
    assert replace_surrogates("a\ud800b") == ("a\ufffdb", 1)
    assert replace_surrogates("ab") == ("ab", 0)
