"""Quoted words in a row: which are one quotation and which are several."""

from __future__ import annotations

from recoupe.annotate.candidates import Candidate
from recoupe.annotate.grammar import grammar_of
from recoupe.annotate.marks import pair_marks
from recoupe.annotate.sequences import split_list
from recoupe.languages.pack import load_pack


def split(text: str, rule: str = "colon", cue: tuple[int, int] | None = None) -> list[str]:
    grammar = grammar_of(load_pack("fr"))
    assert grammar is not None
    regions = pair_marks(text)
    candidate = Candidate(regions[0].start, regions[-1].end, rule, 0.9, cue)
    return [text[c.start : c.end] for c in split_list(text, candidate, regions, grammar)]


def test_quoted_words_side_by_side_are_several_quotations() -> None:
    text = "Ils ont crié : « Non à la fermeture », « Oui à la pêche » et « Rendez-nous le quai »."
    assert split(text) == ["Non à la fermeture", "Oui à la pêche", "Rendez-nous le quai"]


def test_other_words_between_them_keep_a_paraphrase_whole() -> None:
    text = "« Non à la fermeture » des uns et « oui à la pêche » des autres"
    assert split(text) == ["« Non à la fermeture » des uns et « oui à la pêche »"]


def test_short_words_and_words_around_a_report_stay_together() -> None:
    assert split("« belle », « grande » et « forte »") == ["« belle », « grande » et « forte »"]
    assert split("« Non à la fermeture »") == ["« Non à la fermeture »"]
    text = "« Non à la fermeture », dit-il, « oui à la pêche »"
    assert split(text, "interposed-marks", cue=(text.index("dit"), text.index("dit") + 6)) == [text]


def test_quoted_words_joined_before_their_report_are_two() -> None:
    text = "« Non à la fermeture » et « oui à la pêche »"
    assert split(text, "interposed-marks") == ["Non à la fermeture", "oui à la pêche"]


def test_quoted_words_after_a_colon_are_apart_from_the_paraphrase_that_opens_it() -> None:
    text = "que la raison est simple : « Le quai ne tient plus »"
    grammar = grammar_of(load_pack("fr"))
    assert grammar is not None
    found = split_list(text, Candidate(4, len(text), "clause", 0.9), pair_marks(text), grammar)
    assert [text[c.start : c.end] for c in found] == ["la raison est simple", "Le quai ne tient plus"]
