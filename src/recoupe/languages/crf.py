"""The built-in analyser: own tokens and sentences, two linear-chain CRF taggers, and lemmas.

The taggers (part of speech, then names, which reads the parts of speech) are trained by ``tools/build_models.py``
and ship with the language's pack. A pack without models gives tokens and sentences alone.

Source: Lafferty, McCallum & Pereira 2001 (conditional random fields), through CRFsuite (Okazaki 2007).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import Any

from recoupe.errors import ModelError
from recoupe.languages import features, lemmas
from recoupe.languages.analyser import Analyser, Analysis
from recoupe.languages.dictionary import Dictionary, load_dictionary
from recoupe.languages.features import DocumentCapitals, Features, Word
from recoupe.languages.pack import LanguagePack
from recoupe.languages.reading import Reader
from recoupe.model.annotation import Token
from recoupe.model.document import Layer
from recoupe.text.normalize import fold_text

WINDOW = 400
"""Most tokens tagged at once: no sentence of prose is longer, and tables or lists without marks stay linear."""

POS_MODEL = "pos.crfsuite"
NAMES_MODEL = "names.crfsuite"
_DESCRIBED = 50_000
"""Forms whose description is kept: the vocabulary of some thousand articles, in about 100 MB at most."""


@cache
def load_analyser(pack: LanguagePack) -> Analyser:
    """The built-in analyser of a pack; the same object for the same pack, its models read at the first text.

    Raises:
        ModelError: a model file of the pack cannot be read.
    """
    return CrfAnalyser(pack) if pack.model(POS_MODEL) else NeutralAnalyser(pack)


class NeutralAnalyser:
    """Tokens and sentences for a language without models: parts of speech are guessed for marks and digits alone."""

    def __init__(self, pack: LanguagePack) -> None:
        self._pack = pack
        self._reader = Reader(pack)

    @property
    def layer(self) -> Layer:
        """The tokenizer's own layer."""
        language = self._pack.language
        return Layer(name=f"tokens-{language.code}", version=language.version, licence=language.licence)

    def analyse(self, text: str, start: int = 0, end: int | None = None) -> Analysis:
        """See `recoupe.languages.analyser.Analyser.analyse`."""
        sentences, raws = self._reader.read(text, start, end)
        tokens = [
            Token(raw.start, raw.end, fold_text(form) or form, _guess(form), "O", number)
            for number, sentence in enumerate(raws)
            for raw in sentence
            for form in (text[raw.start : raw.end],)
        ]
        return Analysis(tuple(tokens), tuple(sentences))


def _guess(form: str) -> str:
    if form[0].isdigit():
        return "NUM"
    return "PUNCT" if all(unicodedata.category(c)[0] == "P" for c in form) else "X"


class CrfAnalyser:
    """Tokens, sentences, parts of speech, names and lemmas by the models of a pack."""

    def __init__(self, pack: LanguagePack) -> None:
        self._pack = pack
        self._reader = Reader(pack)
        # Most words come again: what is made of them is kept.
        self._plain = lru_cache(maxsize=_DESCRIBED)(features.plain)
        self._lemma = lru_cache(maxsize=_DESCRIBED)(self._find_lemma)

    @property
    def layer(self) -> Layer:
        """The models' own layer, as their build wrote it down."""
        card = _card(self._pack)
        return Layer(name=card["name"], version=card["version"], licence=card["licence"])

    def analyse(self, text: str, start: int = 0, end: int | None = None) -> Analysis:
        """See `recoupe.languages.analyser.Analyser.analyse`."""
        sentences, raws = self._reader.read(text, start, end)
        forms = [[self._plain(text[raw.start : raw.end]) for raw in sentence] for sentence in raws]
        tagged = Taggers.of(self._pack).tag(forms)
        tokens = [
            Token(raw.start, raw.end, self._lemma(form, pos), pos, label, number)
            for number, (sentence, words, tags) in enumerate(zip(raws, forms, tagged, strict=True))
            for raw, form, (pos, label) in zip(sentence, words, tags, strict=True)
        ]
        return Analysis(tuple(tokens), tuple(sentences))

    def _find_lemma(self, form: str, pos: str) -> str:
        return lemmas.lemmatise(form, pos, lemmas.treebank_lemmas(self._pack), load_dictionary(self._pack))


class Taggers:
    """The two taggers of a pack with what they look up."""

    def __init__(self, pos: Any, names: Any | None, dictionary: Dictionary) -> None:
        self._pos = pos
        self._names = names
        self._dictionary = dictionary
        self._describe = lru_cache(maxsize=_DESCRIBED)(partial(features.describe, dictionary=dictionary))

    @staticmethod
    @cache
    def of(pack: LanguagePack) -> Taggers:
        """The taggers that ship with a pack.

        Raises:
            ModelError: a file cannot be read.
        """
        names = _open(pack, NAMES_MODEL) if pack.model(NAMES_MODEL) else None
        return Taggers(_open(pack, POS_MODEL), names, load_dictionary(pack))

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[str, str]]]:
        """Part of speech and name label of each plain form of one text."""
        described = [[self._describe(form) for form in sentence] for sentence in sentences]
        capitals = DocumentCapitals.of(described)
        result: list[list[tuple[str, str]]] = []
        for words in described:
            tagged: list[tuple[str, str]] = []
            for window in _windows(words):
                tags = self._pos.tag(features.word_features(window))
                tagged += zip(tags, self._labels(window, tags, capitals), strict=True)
            result.append(tagged)
        return result

    def _labels(self, words: Sequence[Word], tags: Sequence[str], capitals: DocumentCapitals) -> list[str]:
        if self._names is None or not any(word.capital for word in words):
            return ["O"] * len(words)
        labels = self._names.tag(features.name_features(words, tags, capitals, self._dictionary))
        return list(_repaired(labels))


def _windows(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    for start in range(0, len(words), WINDOW):
        yield words[start : start + WINDOW]


def _repaired(labels: Iterable[str]) -> Iterator[str]:
    """IOB2: a label that goes on without having begun begins."""
    before = "O"
    for label in labels:
        repaired = "B" + label[1:] if label[0] == "I" and before[2:] != label[2:] else label
        yield repaired
        before = repaired


class _Model:
    """A CRFsuite model held in memory; the library reads the bytes for as long as it tags, and does not keep them."""

    def __init__(self, data: bytes) -> None:
        import pycrfsuite  # noqa: PLC0415 - a compiled library that only taggers need

        self._data = data
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(self._data)

    def tag(self, rows: Sequence[Features]) -> list[str]:
        labels: list[str] = self._tagger.tag(rows)
        return labels


def _open(pack: LanguagePack, name: str) -> _Model:
    file = pack.model(name)
    if file is None:
        raise ModelError(f"{pack.code}/models/{name} is missing; build it with tools/build_models.py")
    try:
        return _Model(file.read_bytes())
    except ValueError as error:
        raise ModelError(f"{pack.code}/models/{name}: {error}; build it anew with tools/build_models.py") from error


def _card(pack: LanguagePack) -> dict[str, str]:
    file = pack.model("models.json")
    if file is None:
        raise ModelError(f"{pack.code}/models/models.json is missing; build it with tools/build_models.py")
    card: dict[str, str] = json.loads(file.read_bytes())
    return card
