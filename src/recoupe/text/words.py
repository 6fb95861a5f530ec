"""Words as the lists of a pack write them: in lower case, with a straight apostrophe, accents kept.

A word keeps its length, so that an offset into the lowered text is one into the text itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model.annotation import Token
from recoupe.text.normalize import APOSTROPHES


def lower_word(word: str) -> str:
    """A word, or any text, in lower case with straight apostrophes; its length is kept."""
    lowered = word.lower()
    if word.isascii():
        return lowered
    if len(lowered) != len(word):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in word)
    for mark in APOSTROPHES:  # faster than a table for the few that a text has
        lowered = lowered.replace(mark, "'")
    return lowered


def lower_words(text: str, tokens: Sequence[Token]) -> list[str]:
    """The words of tokens that follow each other in a text, as `lower_word` gives them."""
    if not tokens:
        return []
    start = tokens[0].start
    lowered = lower_word(text[start : tokens[-1].end])
    return [lowered[token.start - start : token.end - start] for token in tokens]
