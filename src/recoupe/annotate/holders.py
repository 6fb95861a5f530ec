"""Who can speak: the noun phrases that name people, bodies and documents, and those that name things.

Holder
    A noun for a person, a group or a body (`le maire`, `les experts`, `la préfecture`).
Document
    A noun for what says by being read (`le rapport`, `l'accord`).
What is neither, and is no name and no pronoun, reports nothing: `la fumée annonce un incendie` shows, it does not say.
The nouns are data of the language pack; a pack without them lets every subject speak.
"""

from __future__ import annotations

from recoupe.annotate.grammar import Grammar, Words
from recoupe.annotate.phrases import Tokens
from recoupe.annotate.shapes import Shape

_FAR = 10
"""Tokens between the head of a noun phrase and the relative pronoun that stands for it."""

_NOMINAL = "NPRMciw"


def can_speak(shape: Shape, phrase: Tokens, grammar: Grammar) -> bool:
    """Whether a noun phrase can be the source of words."""
    words = grammar.words
    if not words.holder:
        return True
    head = next((k for k in range(*phrase) if shape.letters[k] in _NOMINAL), None)
    if head is not None and shape.letters[head] == "M":
        head = next((k for k in range(head + 1, phrase[1]) if shape.letters[k] in "NPE"), head)
    if head is None or shape.letters[head] != "N":
        return True
    token = shape.tokens[head]
    if (shape.text[token.start].isupper() and head > 0) or shape.words[head] in words.time:
        return True
    named = "P" in shape.letters[head : phrase[1]].partition("E")[0]
    return named or _is_holder(shape, head, grammar) or is_document(shape, phrase, grammar)


def names_holder(noun: str, words: Words) -> bool:
    """Whether a noun, as the pack lists it, is one for somebody or a body that can speak."""
    return noun in words.holder or noun in words.person


def _is_holder(shape: Shape, head: int, grammar: Grammar) -> bool:
    words = grammar.words
    word, lemma = shape.words[head], shape.tokens[head].lemma
    named = names_holder(lemma, words) or names_holder(word, words)
    return named or lemma.endswith(words.holder_ending)


def is_document(shape: Shape, phrase: Tokens, grammar: Grammar) -> bool:
    """Whether the head of a noun phrase is a document or an organ that says by being read."""
    return has_head(shape, phrase, grammar.words.attribution_noun)


def has_head(shape: Shape, phrase: Tokens, nouns: frozenset[str]) -> bool:
    """Whether the head of a noun phrase is one of some nouns."""
    head = next((k for k in range(*phrase) if shape.letters[k] in "NP"), None)
    return head is not None and (shape.tokens[head].lemma in nouns or shape.words[head] in nouns)


def speaking_antecedent(shape: Shape, phrase: Tokens, low: int, grammar: Grammar) -> Tokens:
    """The nearest noun before a phrase that can speak, up to the phrase's end; the phrase itself when there is none.

    A relative clause hangs on the whole of `une femme atteinte d'une maladie rare au visage`, not on its last noun.
    """
    for position in range(phrase[0] - 1, max(low, phrase[0] - _FAR) - 1, -1):
        if shape.letters[position] in 'VXwq,.:;"':
            break
        if shape.letters[position] == "N" and _is_holder(shape, position, grammar):
            start = position - 1 if position > low and shape.letters[position - 1] == "D" else position
            return (start, phrase[1])
    return phrase
