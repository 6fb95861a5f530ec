from __future__ import annotations

from recoupe.languages.pack import load_pack
from recoupe.languages.reading import Reader, token_rules


def test_each_sentence_has_its_tokens():
    text = "M. Or dort. Il pleut."
    sentences, tokens = Reader(load_pack("fr")).read(text)
    assert [text[s.start : s.end] for s in sentences] == ["M. Or dort.", "Il pleut."]
    assert [[text[t.start : t.end] for t in part] for part in tokens] == [
        ["M.", "Or", "dort", "."],
        ["Il", "pleut", "."],
    ]


def test_a_pack_without_own_rules_has_neutral_ones():
    rules = token_rules(load_pack("und"))
    assert rules.units == ()
    assert rules.enclitics == ()
