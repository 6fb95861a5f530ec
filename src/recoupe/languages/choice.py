"""The analyser that a user chooses: the built-in one, or a model of their own behind the same protocol.

Choice
    ``built-in``, or ``SCHEME:MODEL`` with a scheme of `SCHEMES`: ``spacy:fr_core_news_lg``, ``spacy:PATH``,
    ``transformers:PATH``, ``gliner:PATH``. The packages behind a scheme are extras of recoupe and are imported only
    when it is chosen.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import NamedTuple

from recoupe.errors import UsageError
from recoupe.languages.adapters.adapted import AdaptedAnalyser, ForeignModel
from recoupe.languages.adapters.gliner import load_gliner
from recoupe.languages.adapters.loading import model_folder
from recoupe.languages.adapters.spacy import ANY_LANGUAGE, load_spacy
from recoupe.languages.adapters.transformers import load_transformers
from recoupe.languages.analyser import Analyser
from recoupe.languages.crf import NeutralAnalyser, load_analyser
from recoupe.languages.pack import pack_for

BUILT_IN = "built-in"

SCHEMES = {"gliner": ("gliner", "torch"), "spacy": ("spacy",), "transformers": ("transformers", "torch")}
"""Scheme -> the packages that it needs; the extra of recoupe has the scheme's name."""


class Choice(NamedTuple):
    """A choice taken apart; the built-in analyser has no model."""

    scheme: str
    model: str


def read_choice(text: str) -> Choice:
    """Take a choice apart.

    Raises:
        UsageError: it is none.
    """
    scheme, _, model = text.partition(":")
    if text == BUILT_IN:
        return Choice(BUILT_IN, "")
    if scheme not in SCHEMES or not model:
        raise UsageError(
            f"analyser {text!r}: write {BUILT_IN}, spacy:NAME, spacy:FOLDER, transformers:FOLDER or gliner:FOLDER"
        )
    return Choice(scheme, model)


def check_choice(text: str) -> None:
    """Refuse a choice that cannot be meant before any work is done; loads nothing.

    Raises:
        UsageError: it is no choice, its package is not installed, or its folder is not there.
    """
    scheme, model = read_choice(text)
    missing = [package for package in SCHEMES.get(scheme, ()) if find_spec(package) is None]
    if missing:
        raise UsageError(
            f"analyser {text!r}: not installed here: {', '.join(missing)}; say pip install 'recoupe[{scheme}]'"
        )
    if scheme in {"transformers", "gliner"}:
        model_folder(text, model)


@cache
def choose_analyser(choice: str, language: str, threshold: float) -> Analyser:
    """The analyser of a choice for a language; the same object for the same arguments.

    A spaCy pipeline reads its own language alone, and the built-in analyser reads the others: a French pipeline finds
    names in English that are none.

    Args:
        choice: see the module.
        language: ISO 639-1 code of what it will read, or ``und``.
        threshold: least score of a name, for models that give scores.

    Raises:
        UsageError: the choice cannot be carried out.
        ModelError: the model cannot be loaded, or finds no names.
    """
    check_choice(choice)
    scheme, name = read_choice(choice)
    base = load_analyser(pack_for(language))
    if scheme == BUILT_IN:
        return base
    model: ForeignModel
    if scheme == "spacy":
        pipeline = load_spacy(name)
        if pipeline.language not in {language, ANY_LANGUAGE}:
            return base
        model = pipeline
    elif scheme == "transformers":
        model = load_transformers(name)
    else:
        model = load_gliner(name, threshold)
    # Frames and patterns are written on the parts of speech and lemmas of our models: where there are any, they stay.
    return AdaptedAnalyser(base, model, with_words=isinstance(base, NeutralAnalyser))
