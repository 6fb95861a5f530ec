"""Interviews without labels: what makes one, and where its answers begin and end."""

from __future__ import annotations

from test_quotations import article_of

from recoupe.annotate.candidates import Candidate
from recoupe.annotate.grammar import grammar_of
from recoupe.annotate.interviews import find_answers
from recoupe.annotate.marks import pair_marks
from recoupe.languages.pack import load_pack

INTRODUCTION = "Le port de Vannes ferme. Sa directrice répond à nos questions.\n"
FIRST = "Nous n'avons plus le choix.\nLa digue a trop souffert."
SECOND = "Je pense au printemps."


def answers(text: str, language: str = "fr") -> list[Candidate]:
    grammar = grammar_of(load_pack(language))
    assert grammar is not None
    return find_answers(article_of(text, language), pair_marks(text), grammar)


def test_what_stands_between_questions_is_an_answer() -> None:
    text = f"{INTRODUCTION}Pourquoi fermer le port ?\n{FIRST}\nQuand rouvrira-t-il donc ?\n{SECOND}\n"
    assert [text[a.start : a.end] for a in answers(text)] == [FIRST, SECOND]


def test_english_interviews_are_read_by_the_same_rule() -> None:
    text = "The pier is shut.\nWhy was it shut?\nWe had no choice at all.\nWhen will it open?\nI hope in May.\n"
    assert [text[a.start : a.end] for a in answers(text, "en")] == ["We had no choice at all.", "I hope in May."]


def test_questions_of_the_author_make_no_interview() -> None:
    text = f"{INTRODUCTION}Pourquoi fermer le port ?\nLa digue a souffert.\nQuand rouvrira-t-il ?\nAu printemps.\n"
    assert answers(text) == []


def test_the_first_person_of_quoted_words_makes_no_interview() -> None:
    told = "« Nous avons perdu », dit la directrice."
    text = f"{INTRODUCTION}Pourquoi fermer le port ?\n{told}\nQuand rouvrira-t-il donc ?\n{told}\n"
    assert answers(text) == []


def test_one_question_and_no_text_make_no_interview() -> None:
    assert answers("") == []
    assert answers(f"Pourquoi fermer le port ?\n{FIRST}\n") == []
