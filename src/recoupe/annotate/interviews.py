"""Interviews without labels: questions in their own paragraphs, each followed by its answer.

Question
    A short paragraph that ends with a question mark, outside quotation marks.
Answer
    The paragraphs after a question, up to the next one. What is answered is quoted directly though no marks say so.

An article is read as an interview when it has two questions or more, nearly all of them answered in the first person
outside quotation marks: a question of the author's own stands alone, and the text after it does not say `I`. Who
answers is the person named last before the first question, as an interview's introduction has it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from recoupe.annotate.candidates import Candidate
from recoupe.annotate.grammar import Grammar
from recoupe.annotate.marks import Region
from recoupe.model.annotation import AnnotatedArticle
from recoupe.text.normalize import QUOTATION_MARKS
from recoupe.text.words import lower_word

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WORD = re.compile(r"\w+'?")
_LONGEST_QUESTION = 60
"""Words of the longest question; a longer paragraph that ends with one tells something."""
_LEAST_QUESTIONS = 2
_PERSONAL = 0.75
"""Share of the answers that must speak in the first person."""
_SHORTEST_QUESTION = 3

Range = tuple[int, int]


def find_answers(article: AnnotatedArticle, regions: tuple[Region, ...], grammar: Grammar) -> list[Candidate]:
    """The answers of an article that is an interview, in order; none where it is no interview.

    Args:
        article: with mentions, where they are known.
        regions: its outermost marked regions, by start.
        grammar: of its language; its first person tells answers from the author's own text.
    """
    text = article.text
    lines = [m.span() for m in _LINE.finditer(text, article.article.start, article.article.end)]
    questions = [k for k, line in enumerate(lines) if _is_question(text, line)]
    groups = [lines[a + 1 : b] for a, b in pairwise([*questions, len(lines)])]
    answers = [(group[0][0], group[-1][1]) for group in groups if group]
    if len(answers) < _LEAST_QUESTIONS or questions[0] > len(lines) / 2:
        return []
    personal = [a for a in answers if _is_personal(_unmarked(text, a, regions), grammar)]
    if len(personal) < max(_LEAST_QUESTIONS, _PERSONAL * len(answers)):
        return []
    speaker = _introduced(article, lines[questions[0]][0])
    return [Candidate(*answer, "answer", 0.6, speaker=speaker) for answer in answers]


def _unmarked(text: str, answer: Range, regions: tuple[Region, ...]) -> str:
    """The words of an answer outside quotation marks."""
    start, end = answer
    pieces: list[str] = []
    for region in regions[bisect_left(regions, start, key=lambda r: r.start) :]:
        if region.start >= end:
            break
        pieces.append(text[start : region.start])
        start = region.end
    return " ".join([*pieces, text[start:end]])


def _is_question(text: str, line: Range) -> bool:
    words = text[slice(*line)].strip()
    marked = words[:1] in QUOTATION_MARKS
    return words.endswith("?") and not marked and _SHORTEST_QUESTION <= len(words.split()) <= _LONGEST_QUESTION


def _is_personal(answer: str, grammar: Grammar) -> bool:
    """Whether a text says `I` or `we`."""
    words = set(_WORD.findall(lower_word(answer)))
    return not words.isdisjoint(grammar.words.first_person)


def _introduced(article: AnnotatedArticle, until: int) -> Range | None:
    """The last name of a person before an offset."""
    named = [
        m for m in article.mentions if m.field == "text" and m.kind == "person" and m.form == "name" and m.end <= until
    ]
    last = max(named, key=lambda m: m.start, default=None)
    return (last.start, last.end) if last is not None else None
