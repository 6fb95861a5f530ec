"""Speakers whose noun is left out, since the one they are set against has it: `certains pays ..., d'autres ...`.

A phrase of the language pack for the rest of a group (`d'autres`, `others`) takes the noun of the last group brought in
by a quantifier before it (`certains habitants`, `some observers`), in its own sentence or in the one before: nominal
ellipsis in the sense of Halliday and Hasan (1976). The noun must be one for people or bodies that can speak; else the
phrase stays as it stands.
"""

from __future__ import annotations

from bisect import bisect_left

from recoupe.annotate.grammar import Words
from recoupe.annotate.holders import names_holder
from recoupe.model.annotation import AnnotatedArticle
from recoupe.text.words import lower_word


def with_noun(article: AnnotatedArticle, start: int, end: int, words: Words) -> str | None:
    """The phrase at `start` to `end` with the noun that it leaves out; None when it leaves none out, or none fits.

    Args:
        article: with tokens.
        start: of the phrase, in code points.
        end: of the phrase.
        words: of the language's grammar.
    """
    phrase = lower_word(article.text[start:end])
    determiner = words.others.get(phrase)
    if determiner is None:
        return None
    tokens = article.tokens
    at = bisect_left(tokens, start, key=lambda token: token.start)
    for index in range(at - 1, -1, -1):
        if tokens[index].sentence < tokens[at].sentence - 1:
            break
        if lower_word(article.text[tokens[index].start : tokens[index].end]) not in words.some:
            continue
        first = last = index + 1
        while last < at and tokens[last].pos == "ADJ":
            last += 1
        if last < at and tokens[last].pos == "NOUN" and names_holder(tokens[last].lemma, words):
            kept = article.text[start:end] if determiner == phrase else determiner
            return f"{kept} {article.text[tokens[first].start : tokens[last].end]}"
        return None
    return None
