"""What is known of names in general: ``names.toml`` read once, ready to be looked up."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import msgspec


class _Sound(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    spellings: tuple[str, ...] = msgspec.field(name="from")
    to: str
    where: str = ""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    particles: tuple[str, ...]
    elided: tuple[str, ...]
    honorifics: tuple[str, ...]
    generic: tuple[str, ...]
    given: tuple[tuple[str, ...], ...]
    numbers: dict[str, str]
    legal: dict[str, tuple[str, ...]]
    sound: tuple[_Sound, ...]
    syllable: dict[str, tuple[str, ...]]
    hangul_latin: tuple[tuple[str, str], ...]
    hangul_romanised: tuple[tuple[str, str], ...]
    gender: dict[str, tuple[str, ...]]
    short: dict[str, str]
    joined_articles: tuple[str, ...]
    korean_families: tuple[tuple[str, ...], ...]
    pinyin: str
    feminine: tuple[str, ...]
    surname_genders: tuple[tuple[str, str], ...]
    patronymics: tuple[str, ...]
    lookalikes: tuple[tuple[str, ...], ...]
    generation: dict[str, tuple[str, ...]]
    things: dict[str, tuple[str, ...]]
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class NameLore:
    """The table of names, ready to be looked up."""

    particles: frozenset[str]
    elision: re.Pattern[str]
    honorifics: frozenset[str]
    generic: frozenset[str]
    numbers: dict[str, str]
    given: dict[str, str]
    legal: dict[str, str]
    legal_form: re.Pattern[str]
    sounds: tuple[tuple[str, str], ...]
    endings: tuple[tuple[str, str], ...]
    syllable: dict[str, str]
    hangul_latin: tuple[tuple[re.Pattern[str], str], ...]
    hangul_romanised: tuple[tuple[re.Pattern[str], str], ...]
    gender: dict[str, str]
    joined_article: re.Pattern[str]
    korean_families: dict[str, str]
    pinyin: re.Pattern[str]
    feminine: tuple[str, ...]
    surname_genders: tuple[tuple[str, str], ...]
    patronymics: tuple[str, ...]
    lookalikes: tuple[frozenset[str], ...]
    generation: dict[str, str]
    things: dict[str, str]
    bodies: frozenset[str]


@lru_cache(maxsize=1)
def name_lore() -> NameLore:
    """The table of names."""
    raw = files(__package__).joinpath("names.toml").read_text(encoding="utf-8")
    table = msgspec.convert(tomllib.loads(raw), _Table)
    legal = {form: family for family, forms in table.legal.items() for form in forms}
    longest_first = "|".join(re.escape(form) for form in sorted(legal, key=lambda f: (-len(f), f)))
    return NameLore(
        particles=frozenset(table.particles),
        elision=re.compile(rf"(?<!\w)(?:{'|'.join(table.elided)})'(?=\w)"),
        honorifics=frozenset(table.honorifics),
        generic=frozenset(table.generic),
        numbers={**table.numbers, **table.short},
        given={name: names[0] for names in table.given for name in names},
        legal=legal,
        legal_form=re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)"),
        sounds=tuple((spelling, s.to) for s in table.sound if not s.where for spelling in s.spellings),
        endings=tuple((spelling, s.to) for s in table.sound if s.where for spelling in s.spellings),
        syllable={spelling: sound for sound, spellings in table.syllable.items() for spelling in spellings},
        hangul_latin=tuple((re.compile(pattern), to) for pattern, to in table.hangul_latin),
        hangul_romanised=tuple((re.compile(pattern), to) for pattern, to in table.hangul_romanised),
        gender={name: "" if gender == "n" else gender for gender, names in table.gender.items() for name in names},
        joined_article=re.compile(rf"\b(?:{'|'.join(table.joined_articles)})(?=\w{{3}})"),
        korean_families={name: names[0] for names in table.korean_families for name in names},
        pinyin=re.compile(table.pinyin),
        feminine=table.feminine,
        surname_genders=table.surname_genders,
        patronymics=table.patronymics,
        lookalikes=tuple(map(frozenset, table.lookalikes)),
        generation={word: age for age, words in table.generation.items() for word in words},
        bodies=frozenset(table.bodies),
        things={word: kind for kind, words in table.things.items() for word in words},
    )
