"""Labels: a speaker's name, a colon and what he says, as in headlines and captions.

Rule
    ``label``: the name before the words (`Morvan : « … »`, `Poll: Voters want a new pier`), or, in a headline, after
    them (`Pier to close in May: harbor master`).
"""

from __future__ import annotations

from recoupe.annotate.candidates import Sentence
from recoupe.annotate.phrases import Tokens, phrase_after
from recoupe.annotate.shapes import Shape

_LONGEST_LABEL = 8
"""Tokens before the colon."""


def label_frame(sentence: Sentence) -> None:
    """Propose what a label says."""
    shape = sentence.shape
    headline = not shape.text[: shape.start].strip()
    if len(shape.tokens) < 5 or (sentence.candidates and not headline):
        return
    if not _leading(sentence, headline) and headline:
        _trailing(sentence)


def _leading(sentence: Sentence, headline: bool) -> bool:
    shape = sentence.shape
    colon = shape.letters.find(":", 1, _LONGEST_LABEL)
    if colon < 1 or shape.has_verb(0, colon) or shape.letters[0] not in "PDN":
        return False
    speaker = _named(sentence, 0, colon, headline)
    if speaker is None or not (headline or shape.has_verb(colon + 1, len(shape.tokens))):
        return False
    region = sentence.region_at(shape.tokens[colon + 1].start)
    if region is None and not headline and set(shape.letters[:colon]) - set("PA"):
        return False
    start = shape.tokens[colon + 1].start
    return sentence.propose((start, shape.end), "label", 0.6, shape.span(colon, colon + 1), speaker)


def _trailing(sentence: Sentence) -> None:
    shape = sentence.shape
    end = len(shape.tokens)
    while end > 0 and shape.letters[end - 1] == ".":
        end -= 1
    colon = shape.letters.rfind(":", max(1, end - _LONGEST_LABEL), end)
    if colon < 1 or not shape.has_verb(0, colon) or shape.has_verb(colon, end):
        return
    speaker = _named(sentence, colon + 1, end, True)
    if speaker is not None:
        span = shape.span(colon, colon + 1)
        sentence.propose((shape.start, shape.tokens[colon - 1].end), "label", 0.55, span, speaker)


def _named(sentence: Sentence, start: int, end: int, headline: bool) -> Tokens | None:
    """Who a label names: its whole phrase, or what stands before the topic in it."""
    shape, words = sentence.shape, sentence.grammar.words
    speaker = phrase_after(shape, start, end, sentence.grammar)
    if speaker is None:
        return None
    topic = headline and speaker[1] < end and shape.words[speaker[1]] in words.on | words.about
    if speaker[1] != end and not (topic and _labelled(shape, speaker)):
        return None
    if "P" in shape.letters[start : speaker[1]] or not headline:
        return speaker if "P" in shape.letters[start:end] else None
    known = _labelled(shape, speaker) or shape.tokens[speaker[1] - 1].lemma in words.attribution_noun
    return speaker if known or shape.words[speaker[1] - 1] in words.attribution_noun else None


def _labelled(shape: Shape, phrase: Tokens) -> bool:
    """Whether the analyser found a name in a phrase."""
    return any(token.label != "O" for token in shape.tokens[phrase[0] : phrase[1]])
