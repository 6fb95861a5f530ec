"""Quotations without parts of speech: forms of cues, speakers, degradation, and what holds on any text.

What is a quotation and who speaks is tested by the cases of the packs.
"""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_quotations import article_of, find

from recoupe.annotate.cues_plain import Line, PlainCue, find_plain_cues
from recoupe.annotate.grammar import QuotationSection, grammar_of
from recoupe.annotate.grammar_plain import PlainGrammar, PlainQuotationSection, PlainSection, plain_grammar_of
from recoupe.annotate.marks import pair_marks
from recoupe.annotate.quotations import find_quotations
from recoupe.languages.pack import known_languages, load_pack

PIECES = [*"„“”»«\"'’-\n\x00\ufffd😀", " „", "“ ", "\n\n", ". ", ", ", ": ", " (", ") ", "“ „"]
WORDS = ["Der Rat", "sagte", "teilte", "mit", "laut", "zufolge", "so", "wie", "der Damm", "sei", "wird", "von", "nicht"]
TEXTS = st.lists(st.sampled_from([*PIECES, *(f" {w} " for w in WORDS)]) | st.text(max_size=3), max_size=30).map("".join)
PLAIN = [code for code in known_languages() if plain_grammar_of(load_pack(code)) is not None]


def german() -> PlainGrammar:
    grammar = plain_grammar_of(load_pack("de"))
    assert grammar is not None
    return grammar


def cues_of(text: str) -> tuple[Line, list[PlainCue]]:
    article = article_of(text, "de")
    line = Line(text, article.tokens, [r for r in pair_marks(text) if r.depth == 0], german())
    return line, find_plain_cues(line)


def speakers(text: str) -> list[str | None]:
    return [q.speaker and q.speaker.name for q in find(text, "de")[1]]


@pytest.mark.parametrize("code", PLAIN)
def test_a_lemma_stands_in_one_group_and_fifty_verbs_are_known(code: str) -> None:
    section = load_pack(code).section("quotations", PlainQuotationSection)
    assert section is not None
    for groups in (section.plain.verb, section.plain.noun):
        repeated = [w for w, n in Counter(lemma for g in groups for lemma in g.lemmas).items() if n > 1]
        assert repeated == []
    heads = {lemma.split()[0] for group in section.plain.verb for lemma in group.lemmas}
    assert len(heads) >= 50
    assert set(section.plain.irregular) <= heads


def test_a_pack_has_one_grammar() -> None:
    for code in known_languages():
        pack = load_pack(code)
        assert (grammar_of(pack) is None) == (plain_grammar_of(pack) is not None)
    assert grammar_of(load_pack("und")) is None
    assert plain_grammar_of(load_pack("und")) is None


def test_a_small_table_is_enough_and_a_full_section_stays_strict() -> None:
    group = {"class": "say", "stance": "neutral", "lemmas": ["dire"]}
    small = msgspec.convert({"words": {}, "verb": [group]}, PlainSection)
    assert (small.words.mood, small.noun, small.capitalised_nouns) == (frozenset(), (), False)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"words": {"mod": ["sei"]}, "verb": [group]}, PlainSection)
    raw = load_pack("fr").raw("quotations")
    without = {**raw, "words": {key: value for key, value in raw["words"].items() if key != "clitic"}}
    with pytest.raises(msgspec.ValidationError, match="clitic"):
        msgspec.convert(without, QuotationSection)


def test_the_example_of_the_documentation_is_a_pack() -> None:
    page = (Path(__file__).parents[2] / "docs" / "languages.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    section = msgspec.convert(tomllib.loads(textwrap.dedent(example)), PlainQuotationSection)
    assert section.plain.verb[0].lemmas


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Der Rat sagte es.", "sagen"),
        ("Das hat der Rat gesagt.", "sagen"),
        ("Der Rat bekräftigt es.", "bekräftigen"),
        ("Die Räte sprachen es aus.", "sprechen"),
        ("Der Rat teilte es am Abend mit.", "teilen mit"),
        ("Das hat der Rat mitgeteilt.", "teilen mit"),
        ("Das ist das, was der Rat mitteilte.", "teilen mit"),
        ("Der Rat kam, um es mitzuteilen.", "teilen mit"),
        ("Meldet es der Rat?", "melden"),
        ("Die Presseerklärung liegt vor.", "erklärung"),
    ],
)
def test_cues_are_known_by_their_forms(text: str, lemma: str) -> None:
    assert [cue.entry.lemma for cue in cues_of(text)[1]] == [lemma]


@pytest.mark.parametrize(
    "text",
    [
        "Der Rat teilte das Land.",
        "Der Rat teilte das Land mit Marbrunn.",
        "Die Sage ist alt, und die Melde blüht.",
        "Der Rat kam. „Er sagte es.“",
    ],
)
def test_other_words_are_no_cues(text: str) -> None:
    assert cues_of(text)[1] == []


def test_a_cue_knows_its_finite_verb() -> None:
    line, (cue,) = cues_of("Der Rat hat das gestern nicht gesagt.")
    assert (line.words[cue.finite], line.words[cue.at], cue.negated, cue.passive) == ("hat", "gesagt", True, False)
    line, (cue,) = cues_of("Der Rat wurde gestern gelobt.")
    assert (line.words[cue.finite], cue.passive) == ("wurde", True)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der Rat wurde als „viel zu laut“ kritisiert.", None),
        ("Den Fährleuten sagte der Bürgermeister: „Wartet noch.“", "Bürgermeister"),
        ("Odila Ferran, die neue Leiterin des Hafens, sagte: „Wir warten.“", "Odila Ferran"),
        (
            "Odila Ferran aus der Abteilung für Brücken sagte: „Wir warten.“",
            "Odila Ferran aus der Abteilung für Brücken",
        ),
        ("Odila Ferran kam spät an und sagte: „Wir warten.“", "Odila Ferran"),
        ("Der Fährmann, der im Dorf „Emil“ heißt, sagte: „Wir warten.“", "Fährmann"),
        ("Der Verein „Freie Fahrt“ sagte: „Wir warten.“", "Verein „Freie Fahrt“"),
        ("Am Morgen sagte gestern: „Wir warten noch auf Regen.“", None),
        ("„Wir warten noch“, heißt es in dem Papier.", None),
        ("Von der Wieden betonte: „Wir warten noch.“", "Von der Wieden"),
        ("Er sagte: „Wir warten noch.“", "Er"),
    ],
)
def test_the_speaker_is_the_subject_or_nobody(text: str, speaker: str | None) -> None:
    assert speakers(text)[-1] == speaker


def test_a_pronoun_looks_back_in_its_paragraph_for_its_gender() -> None:
    first = "„Das Eis trägt“, sagte die Ingenieurin."
    assert speakers(f"{first} „Wir warten“, sagte sie.")[1] == "Ingenieurin"
    assert speakers(f"{first} „Wir warten“, sagte er.")[1] == "er"
    assert speakers(f"{first}\n„Wir warten“, sagte sie.")[1] == "sie"


def test_a_speaker_is_carried_on_in_the_paragraph_alone() -> None:
    text = "Der Rat kritisierte das. „Das Eis trägt noch nicht.“"
    _, (quotation,) = find(text, "de")
    assert quotation.speaker is not None
    assert (quotation.speaker.name, quotation.speaker.start) == ("Rat", None)
    assert speakers(text.replace(". ", ".\n")) == [None]


def test_sentences_in_marks_of_their_own_are_one_quotation() -> None:
    article, (quotation,) = find("„Das Eis trägt.“ „Wir warten nicht“, sagte der Rat.", "de")
    assert (quotation.kind, quotation.fragments) == ("direct", ())
    assert article.surface(quotation.content) == "Das Eis trägt.“ „Wir warten nicht"
    _, (quotation,) = find("„Das Eis trägt.“ „Es ist dick.“ „Wir warten nicht“, sagte der Rat.", "de")
    assert (quotation.kind, quotation.rule) == ("direct", "trailing")


def test_a_sentence_that_is_too_long_is_read_by_its_marks() -> None:
    _, (quotation,) = find("und " * 500 + "„das Eis trägt den Winter lang“ „nein“ " + "und " * 500, "de")
    assert quotation.rule == "marks-only"


def test_without_tokens_the_marks_alone_are_read() -> None:
    article = article_of("„Das Eis trägt den Winter lang“, sagte der Rat.", "de", analysed=False)
    (quotation,) = find_quotations(article, load_pack("de"))
    assert (quotation.rule, quotation.speaker) == ("marks-only", None)


@pytest.mark.parametrize(
    "unit",
    ["„a“ ", "„a b c d e.“ ", "sagte ", "„", "“", "teilte mit ", "(", "Der Rat, ", "laut X ", "„a“, so X. ", ": „a"],
)
def test_long_texts_of_one_piece_are_read(unit: str) -> None:
    find(unit * (40_000 // len(unit)), "de")


@given(TEXTS)
def test_whatever_the_text_spans_lie_inside_and_results_repeat(text: str) -> None:
    article, found = find(text, "de")
    assert find_quotations(article, load_pack("de")) == found
    assert len({q.id for q in found}) == len(found)
    assert list(found) == sorted(found, key=lambda q: (q.content.start, -q.content.end, q.id))
    for quotation in found:
        assert 0 <= quotation.content.start < quotation.content.end <= len(text)
        assert 0 < quotation.confidence <= 1
        speaker = quotation.speaker
        spans = [quotation.cue, speaker and (speaker.start, speaker.end)]
        for start, end in ((s.start, s.end) if hasattr(s, "start") else s for s in spans if s is not None):
            assert start is None or 0 <= start < end <= len(text)
