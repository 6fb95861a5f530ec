"""Language packs: everything recoupe knows about a language, as TOML.

A pack is a folder ``languages/CODE/`` with ``language.toml`` and one file a feature (``mentions``, ``quotations``,
``timexes``, ``quantities``, ``statements``...). A missing file means that the feature is off for the language. Words
of an analysed language stand in packs alone; a stage states the shape of the section that it reads as a
`msgspec.Struct` and gets it, checked, from `LanguagePack.section`.

Lists are sorted by code point, every string is NFC, and invisible characters are escaped: `recoupe.languages.check`
holds packs to that.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from recoupe.errors import LanguagePackError

NEUTRAL = "und"
"""Code of the pack that serves a language without one: marks, digits and capitals, no words."""

FEATURES = {
    "mentions": "names",
    "quantities": "figures",
    "quotations": "quotations",
    "statements": "statements",
    "timexes": "dates",
}
"""Stem of each feature that a reader misses when a pack lacks its file -> what is then not found."""

Section = TypeVar("Section")


class Pattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named pattern of a pack.

    Attributes:
        name: the rule's name, shown wherever its result is.
        why: what it is for, in a sentence.
        match: the pattern, in the notation of the engine that reads the section.
        slots: what the engine makes of a match.
        examples: texts it must match, with the slots expected (``words`` is the span's surface).
        counterexamples: texts in which it must find nothing.
    """

    name: str
    why: str
    match: str
    slots: dict[str, str | int | float | bool] = {}
    examples: tuple[dict[str, str | int | float | bool], ...]
    counterexamples: tuple[str, ...]


class LanguageSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``language.toml``: what text and languages need to know.

    Attributes:
        code: ISO 639-1.
        name: the language's name in English.
        version: of the pack, raised when its data changes.
        licence: of the pack's data.
        stemmer: name of the Snowball algorithm, or empty.
        elisions: words that end in an apostrophe and are tokens of their own.
        enclitics: endings that follow a hyphen or an apostrophe and are tokens of their own.
        joined: words with an inner apostrophe or hyphen that are one token all the same.
        abbreviations: words whose final point does not end a sentence.
        stopwords: words without content of their own.
        decimal, thousands: marks inside numbers.
    """

    code: str
    name: str
    version: str
    licence: str
    stemmer: str
    elisions: tuple[str, ...]
    enclitics: tuple[str, ...]
    joined: tuple[str, ...]
    abbreviations: tuple[str, ...]
    stopwords: tuple[str, ...]
    decimal: str
    thousands: tuple[str, ...]


@dataclass(frozen=True)
class LanguagePack:
    """A loaded pack. Equal codes give the same object; nothing in it changes after loading."""

    code: str
    language: LanguageSection
    _raw: Mapping[str, Any] = field(repr=False, compare=False)
    _folder: Traversable = field(repr=False, compare=False)

    def __hash__(self) -> int:
        return hash(self.code)

    def raw(self, stem: str) -> Any:
        """A feature's tables as written, for the checker; empty when the pack has no such file."""
        return self._raw.get(stem, {})

    def section(self, stem: str, shape: type[Section]) -> Section | None:
        """The words and patterns of one feature.

        Args:
            stem: the feature's stem, ``timexes`` for ``timexes.toml``.
            shape: the `msgspec.Struct` that says what the engine reads.

        Returns:
            The section, or None when the pack has no such file.

        Raises:
            LanguagePackError: the file does not have the shape.
        """
        if stem not in self._raw:
            return None
        try:
            return msgspec.convert(self._raw[stem], shape)
        except msgspec.ValidationError as error:
            raise LanguagePackError(f"{self.code}/{stem}.toml", str(error)) from error

    def lacks(self) -> tuple[str, ...]:
        """What is not found in texts of the language, since the pack has no file for it: values of `FEATURES`."""
        return tuple(found for stem, found in FEATURES.items() if stem not in self._raw)

    def model(self, name: str) -> Traversable | None:
        """The file of a model shipped with the pack, such as ``pos.crfsuite``; None when there is none."""
        path = self._folder.joinpath("models", name)
        return path if path.is_file() else None

    def cases(self, stem: str) -> list[dict[str, Any]]:
        """The pack's own cases for one feature, as written; empty when there are none."""
        path = self._folder.joinpath("cases", f"{stem}.toml")
        if not path.is_file():
            return []
        cases = _read(path, f"{self.code}/cases/{stem}.toml").get("case", [])
        if not isinstance(cases, list):
            raise LanguagePackError(f"{self.code}/cases/{stem}.toml", "cases are written as [[case]] tables")
        return cases


@cache
def known_languages() -> tuple[str, ...]:
    """Codes of the packs that ship with recoupe, sorted, without the neutral one."""
    root = files(__package__)
    codes = (entry.name for entry in root.iterdir() if entry.joinpath("language.toml").is_file())
    return tuple(sorted(code for code in codes if code != NEUTRAL))


def pack_for(language: str) -> LanguagePack:
    """The pack of a language, or the neutral one for a language without a pack."""
    return load_pack(language if language in known_languages() else NEUTRAL)


@cache
def load_pack(code: str) -> LanguagePack:
    """Load a pack by its code.

    Raises:
        LanguagePackError: there is no such pack, or a file of it is no TOML or lacks a field.
    """
    folder = files(__package__).joinpath(code)
    if not folder.joinpath("language.toml").is_file():
        raise LanguagePackError(code, f"no such pack; there are {', '.join(known_languages())}")
    raw: dict[str, Any] = {}
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            raw[entry.name.removesuffix(".toml")] = _read(entry, f"{code}/{entry.name}")
    try:
        language = msgspec.convert(raw.pop("language"), LanguageSection)
    except msgspec.ValidationError as error:
        raise LanguagePackError(f"{code}/language.toml", str(error)) from error
    return LanguagePack(code=code, language=language, _raw=raw, _folder=folder)


def _read(path: Traversable, shown: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LanguagePackError(shown, str(error)) from error
