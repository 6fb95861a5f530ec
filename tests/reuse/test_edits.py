from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.model.annotation import (
    AnnotatedArticle,
    Counted,
    Mention,
    Quantity,
    Quotation,
    Speaker,
    Timex,
)
from recoupe.model.document import Credit
from recoupe.model.group import Edit, Evidence, Reuse
from recoupe.model.span import ArticleSpan, Span
from recoupe.reuse.edits import classify_edits

MakeArticle = Callable[..., AnnotatedArticle]
NASTY = st.text(alphabet="ab «»’'.\n\u00ad\u0301\u00a0\ufffd\x00漢🙂ש1", max_size=60)


def whole(left: AnnotatedArticle, right: AnnotatedArticle) -> Reuse:
    """A reuse of everything."""
    a = ArticleSpan(article=left.article.id, start=left.article.start, end=left.article.end)
    b = ArticleSpan(article=right.article.id, start=right.article.start, end=right.article.end)
    because = (Evidence(rule="shared-words", score=1.0, spans=(a, b)),)
    return Reuse(id="r-0", a=a, b=b, similarity=1.0, direction="unknown", edits=(), because=because)


def shown(left: AnnotatedArticle, right: AnnotatedArticle) -> list[tuple[str, str, str]]:
    edits = classify_edits(whole(left, right), left, right).edits
    return [(edit.kind, left.surface(edit.a), right.surface(edit.b)) for edit in edits]


def edits(make_article: MakeArticle, one: str, other: str, language: str = "fr") -> list[tuple[str, str, str]]:
    return shown(make_article("x", one, language=language), make_article("y", other, language=language))


def place(text: str, words: str) -> dict[str, object]:
    start = text.index(words)
    return {"article": "x", "start": start, "end": start + len(words)}


def mention(text: str, words: str, name: str = "") -> Mention:
    return Mention(
        **place(text, words), id="m", kind="person", form="name", name=name or words, chain="m", rule="t", attributes=()
    )


def timex(text: str, words: str, value: str) -> Timex:
    return Timex(
        **place(text, words),
        id="t",
        type="DATE",
        value=value,
        granularity=None,
        mod=None,
        earliest=None,
        latest=None,
        anchor=None,
        rule="t",
        signal=None,
    )


def quantity(text: str, words: str, low: int) -> Quantity:
    counted = Counted(text="hommes", lemma="homme", start=0, end=1, of=None)
    return Quantity(
        **place(text, words),
        id="n",
        low=low,
        high=low,
        comparator="=",
        unit=None,
        counted=counted,
        as_of=None,
        rule="t",
    )


def quotation(text: str, content: str, cue: str, speaker: str) -> Quotation:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    who = span(speaker)
    return Quotation(
        id="q",
        article="x",
        content=span(content),
        fragments=(),
        kind="direct",
        cue=span(cue),
        cue_lemma=None,
        speaker=Speaker(name=speaker, entity=None, entities=(), start=who.start, end=who.end),
        chain=(),
        negated=False,
        modality="reported",
        rule="t",
        confidence=1.0,
        flags=(),
    )


def test_marks_case_and_spaces_are_typography(make_article: MakeArticle):
    assert edits(make_article, "« L'été » à 12 500 M.", '"L’ÉTÉ" à 12\u202f500 m.') == [
        ("typography", "'", "’"),
        ("typography", "été", "ÉTÉ"),
        ("typography", " » ", '" '),
        ("typography", " ", "\u202f"),
        ("typography", "M", "m"),
    ]


def test_accents_of_capitals_are_typography_and_those_of_small_letters_spelling(make_article: MakeArticle):
    assert edits(make_article, "Etats unis de Brénoux", "États unis de Brenoux") == [
        ("typography", "Etats", "États"),
        ("spelling", "Brénoux", "Brenoux"),
    ]


def test_an_accent_that_makes_another_word_is_a_rewording(make_article: MakeArticle):
    assert edits(make_article, "le préfet annonce tout", "le préfet annoncé tout") == [
        ("rewording", "annonce", "annoncé")
    ]


def test_words_joined_or_parted_are_typography(make_article: MakeArticle):
    assert edits(make_article, "un week-end à 12500 mètres", "un weekend à 12.500 mètres") == [
        ("typography", "week-end", "weekend"),
        ("typography", "12500", "12.500"),
    ]


def test_line_breaks_are_layout(make_article: MakeArticle):
    assert edits(make_article, "Un bac.\nDeux quais.", "Un bac. Deux\n\n quais.") == []


@pytest.mark.parametrize(
    ("one", "other"), [("remorqeur", "remorqueur"), ("Brénouxx", "Brénoux"), ("capitianerie", "capitainerie")]
)
def test_a_letter_apart_is_spelling(make_article: MakeArticle, one: str, other: str):
    assert edits(make_article, f"hier le {one} est là", f"hier le {other} est là") == [("spelling", one, other)]


def test_two_words_of_the_lexicon_are_a_rewording(make_article: MakeArticle):
    assert edits(make_article, "les ports fermés du nord", "les forts fermés du nord") == [
        ("rewording", "ports", "forts")
    ]


def test_a_spelling_is_found_inside_a_longer_change(make_article: MakeArticle):
    assert edits(make_article, "le vieux remorqeur accoste ce soir", "le remorqueur partira ce soir") == [
        ("cut", "vieux", ""),
        ("spelling", "remorqeur", "remorqueur"),
        ("rewording", "accoste", "partira"),
    ]


def test_a_cut_sentence_is_one_edit_with_its_mark(make_article: MakeArticle):
    one = "Le bac est parti. La foule a crié. Le quai est vide."
    other = "Le bac est parti. Le quai est vide."
    assert edits(make_article, one, other) == [("cut", "La foule a crié.", "")]
    assert edits(make_article, other, one) == [("addition", "", "La foule a crié.")]


def test_the_empty_side_stands_where_the_words_are_missing(make_article: MakeArticle):
    left = make_article("x", "Le bac vert part. « Oui » dit-il.")
    right = make_article("y", "Le bac part. « Oui » dit-il.")
    (edit,) = classify_edits(whole(left, right), left, right).edits
    assert edit == Edit(kind="cut", a=Span(7, 11), b=Span(7, 7))


def test_a_moved_sentence_is_a_reordering(make_article: MakeArticle):
    one = "Le vieux remorqueur gris accostera. Ensuite la capitainerie ouvrira les deux écluses du canal."
    other = "Ensuite la capitainerie ouvrira les deux écluses du canal. Le vieux remorqueur gris accostera."
    assert edits(make_article, one, other) == [
        ("reordering", "Le vieux remorqueur gris accostera.", "Le vieux remorqueur gris accostera.")
    ]


def test_a_changed_digit_without_layers_is_a_figure(make_article: MakeArticle):
    assert edits(make_article, "il y a 12 blessés ce soir", "il y a 14 blessés ce soir") == [("figure", "12", "14")]


def test_a_number_inside_a_date_is_a_date(make_article: MakeArticle):
    one, other = "signé le 19 mars à Orve", "signé le 18 mars à Orve"
    left = make_article("x", one, timexes=(timex(one, "le 19 mars", "2031-03-19"),))
    right = make_article("y", other, timexes=(timex(other, "le 18 mars", "2031-03-18"),))
    assert shown(left, right) == [("date", "19", "18")]


def test_part_of_a_date_cut_is_a_date_and_a_whole_one_is_a_cut(make_article: MakeArticle):
    one, other = "signé le 19 mars à Orve", "signé le mars à Orve"
    left = make_article("x", one, timexes=(timex(one, "le 19 mars", "2031-03-19"),))
    assert shown(left, make_article("y", other)) == [("date", "19", "")]
    assert shown(left, make_article("y", "signé à Orve")) == [("cut", "le 19 mars", "")]


def test_a_number_in_letters_is_a_figure_where_the_value_changes(make_article: MakeArticle):
    one, other = "deux marins saufs", "trois marins saufs"
    left = make_article("x", one, quantities=(quantity(one, "deux", 2),))
    assert shown(left, make_article("y", other, quantities=(quantity(other, "trois", 3),))) == [
        ("figure", "deux", "trois")
    ]
    same = "une paire marins saufs"
    assert shown(left, make_article("y", same, quantities=(quantity(same, "une paire", 2),))) == [
        ("rewording", "deux", "une paire")
    ]


def test_a_name_for_a_pronoun_is_a_name_and_a_misspelt_one_spelling(make_article: MakeArticle):
    one = "Hier soir Odile Ferrant a dit non"
    left = make_article("x", one, mentions=(mention(one, "Odile Ferrant"),))
    assert shown(left, make_article("y", "Hier soir elle a dit non")) == [("name", "Odile Ferrant", "elle")]
    assert shown(left, make_article("y", "Hier soir Odile Ferant a dit non")) == [("spelling", "Ferrant", "Ferant")]
    assert shown(left, make_article("y", "Hier soir Odile a dit non")) == [("name", "Ferrant", "")]


def test_capitals_tell_a_name_where_no_layer_does(make_article: MakeArticle):
    assert edits(make_article, "Odile Ferrant a dit non", "Elle a dit non") == [("name", "Odile Ferrant", "Elle")]
    assert edits(make_article, "le maire du port rit", "le maire du Brénou rit") == [("name", "port", "Brénou")]
    assert edits(make_article, "Chacun a dit non", "Personne a dit non") == [("rewording", "Chacun", "Personne")]


def test_cues_speakers_and_credits_are_attribution(make_article: MakeArticle):
    one, other = "« Non », jure le grutier.", "« Non », glisse le grutier."
    left = make_article("x", one, quotations=(quotation(one, "Non", "jure", "le grutier"),))
    assert shown(left, make_article("y", other)) == [("attribution", "jure", "glisse")]
    assert shown(left, make_article("y", "« Non », jure le pilote.")) == [("attribution", "grutier", "pilote")]
    credited = "Le quai est vide (Orve-Presse) ce soir"
    credit = Credit(name="Orve-Presse", start=credited.index("Orve"), end=credited.index(")"))
    source = make_article("x", credited, credits=(credit,))
    assert shown(source, make_article("y", "Le quai est vide ce soir")) == [("attribution", "Orve-Presse", "")]


def test_words_of_the_pack_tell_an_attribution_without_layers(make_article: MakeArticle):
    one = "le quai est vide selon la capitainerie ce soir"
    assert edits(make_article, one, "le quai est vide ce soir") == [("attribution", "selon la capitainerie", "")]
    assert edits(make_article, one, "le quai est vide ce soir", language="und") == [
        ("cut", "selon la capitainerie", "")
    ]


def test_a_language_without_a_lexicon_tells_spelling_by_letters(make_article: MakeArticle):
    assert edits(make_article, "a harbour b", "a harbor b", language="und") == [("spelling", "harbour", "harbor")]


@given(st.one_of(st.text(), NASTY), st.one_of(st.text(), NASTY), st.text(alphabet="ab .", max_size=30))
def test_never_raises_and_spans_slice_back(make_article: MakeArticle, one: str, other: str, common: str):
    left, right = make_article("x", one + common), make_article("y", common + other)
    reuse = classify_edits(whole(left, right), left, right)
    for edit in reuse.edits:
        assert 0 <= edit.a.start <= edit.a.end <= len(left.text)
        assert 0 <= edit.b.start <= edit.b.end <= len(right.text)
        assert left.surface(edit.a) != right.surface(edit.b) or edit.kind == "reordering"
        assert (edit.kind == "cut") <= (not len(edit.b))
        assert (edit.kind == "addition") <= (not len(edit.a))
    assert list(reuse.edits) == sorted(reuse.edits, key=lambda edit: (edit.a, edit.b))


@given(st.one_of(st.text(), NASTY))
def test_a_verbatim_copy_has_no_edits(make_article: MakeArticle, text: str):
    left, right = make_article("x", text), make_article("y", text)
    assert classify_edits(whole(left, right), left, right).edits == ()
