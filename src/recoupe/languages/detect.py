"""Which language a text is in.

A text is sampled, not read whole: pieces of `PIECE` code points, evenly spread, are classified one by one and vote. A
text whose pieces disagree is a mix and has no language.

A text of some length in a language that has a pack gives itself away by the pack's stopwords, and is told without
loading anything. What they leave open goes to a classifier.

Method: the naive Bayes classifier over byte n-grams of Lui and Baldwin, "langid.py: An Off-the-shelf Language
Identification Tool" (ACL 2012), as retrained and shipped by py3langid; offline and deterministic. The choice among
three libraries was measured: ``docs/decisions/0003-language-detection.md``.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from recoupe.languages.pack import NEUTRAL, known_languages, load_pack

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

PIECE = 120
"""Code points of a piece: from 100 on, no piece of 4,500 was classified wrongly."""

MAX_PIECES = 7
"""Pieces looked at, so that a book costs no more than a page."""

SHORT = 60
"""Below this many code points a piece is accepted on `SHORT_CONFIDENCE`."""

SHORT_CONFIDENCE = 0.3
"""At 25 code points this decides 96 % of French, English and German cuts, 98.5 % of them rightly."""

CONFIDENCE = 0.7
"""At 75 code points this decides 99.7 % of cuts, none wrongly; less is a mix, a list of names or noise."""

MAJORITY = 0.6
"""Share of the votes that the winner exceeds: a quotation in a second language does not count, a half does."""

STOPWORD_SHARE = 0.38
"""Share of words that are stopwords of one pack from which it is that language. Over French, English, German, Spanish,
Italian and Dutch news the least likely French or English text has .31, and the most alike other one (Spanish, by the
French list) .32: what lies between is left to the classifier."""

STOPWORD_LEAD = 3.0
"""How many times the share of any other pack it must be: a mix of two languages is below."""

STOPWORD_WORDS = 40
"""Words from which shares are steady."""

_MIN_LETTERS = 6
"""Letters needed to tell one language of an alphabet from another; scripts of words need `_MIN_IDEOGRAPHS`."""

_MIN_IDEOGRAPHS = 2

_NO_LANGUAGE = "zxx"

_CANDIDATES = (
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko",
    "nl", "no", "pl", "pt", "ro", "ru", "sr", "sv", "tr", "uk", "vi", "zh", _NO_LANGUAGE,
)  # fmt: skip
"""The languages of the larger news markets. Near relatives that a press text is hardly ever in (Luxembourgish, Walloon,
Nigerian Pidgin) are left out: with all 139, 5 % of snippets of 25 code points go to them."""

_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[\d_]+")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_IDEOGRAPH = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def detect_language(text: str) -> str:
    """The language of a text.

    Args:
        text: any text.

    Returns:
        Its ISO 639-1 code, or ``und`` for a text that is too short, a mix of languages, or no language at all.
    """
    sample = _sample(text)
    if told := _tell_by_stopwords(sample):
        return told
    pieces = [piece for piece in (_NOISE.sub(" ", raw) for raw in sample) if _can_be_told(piece)]
    if not pieces:
        return NEUTRAL
    votes = Counter(_classify(piece) for piece in pieces)
    del votes[NEUTRAL]
    if not votes:
        return NEUTRAL
    winner, count = min(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    return winner if count > MAJORITY * votes.total() else NEUTRAL


def _tell_by_stopwords(sample: list[str]) -> str | None:
    """The pack whose stopwords hold a share of the words that no other language's text reaches; None when unsure."""
    words = [word.lower() for piece in sample for word in _WORD.findall(piece)]
    if len(words) < STOPWORD_WORDS:
        return None
    shares = []
    for code in known_languages():
        stopwords = _stopwords(code)
        shares.append((sum(word in stopwords for word in words) / len(words), code))
    (second, _), (first, code) = sorted([(0.0, ""), *shares])[-2:]
    return code if first >= STOPWORD_SHARE and first >= STOPWORD_LEAD * second else None


@cache
def _stopwords(code: str) -> frozenset[str]:
    return frozenset(load_pack(code).language.stopwords)


def _sample(text: str) -> list[str]:
    """Pieces evenly spread over the text, its beginning and end among them; a short text is one piece."""
    if len(text) <= 2 * PIECE:
        return [text]
    count = min(MAX_PIECES, len(text) // PIECE)
    step = (len(text) - PIECE) / (count - 1)
    starts = (round(step * i) for i in range(count))
    return [text[start : start + PIECE] for start in starts]


def _can_be_told(piece: str) -> bool:
    letters = len(_LETTER.findall(piece))
    return letters >= _MIN_LETTERS or len(_IDEOGRAPH.findall(piece)) >= _MIN_IDEOGRAPHS


def _classify(piece: str) -> str:
    language, confidence = _identifier().classify(piece)
    floor = SHORT_CONFIDENCE if len(piece) < SHORT else CONFIDENCE
    return NEUTRAL if language == _NO_LANGUAGE or confidence < floor else str(language)


@cache
def _identifier() -> LanguageIdentifier:
    """The classifier, restricted to the candidates; loading it takes most of a second, once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  # heavy: loaded when first needed

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_CANDIDATES)
    return identifier
