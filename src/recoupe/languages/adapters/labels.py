"""What the labels of other models mean here, by the table ``labels.toml`` beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from recoupe.errors import ModelError

Kind = Literal["person", "organisation", "place", "other"]

KINDS: tuple[Kind, ...] = ("person", "organisation", "place", "other")

_PREFIXED = re.compile(r"([BIESLUM])[-_](.+)")

_BEGINS = frozenset("BSU")
"""Letters that begin a name: IOB and BIOES (Ratinov & Roth 2009 write L and U for E and S)."""


@cache
def _table() -> dict[str, Kind | None]:
    raw = tomllib.loads(files(__package__).joinpath("labels.toml").read_text(encoding="utf-8"))
    kinds: dict[str, Kind | None] = {label: kind for kind in KINDS for label in raw[kind]}
    return {**kinds, **dict.fromkeys(raw["no_name"])}


def kind_of(label: str) -> Kind | None:
    """The kind of name that a model's label stands for, None when it labels no names.

    A label that the table lacks is taken for a name of another kind: what a model of one's own was made to find is not
    silently thrown away, but nothing is said of a person, organisation or place that the model did not say.
    """
    return _table().get(label.upper(), "other")


def require_names(labels: Iterable[str], model: str) -> None:
    """Refuse a model that tells no person, organisation or place.

    Raises:
        ModelError: none of the labels stands for one of them.
    """
    known = sorted(set(labels))
    if not any(kind_of(label) in {"person", "organisation", "place"} for label in known):
        shown = ", ".join(known[:12]) or "none"
        raise ModelError(f"{model}: its labels ({shown}) tell no person, organisation or place; choose another model")


class Tag(NamedTuple):
    """A label of one word: what it names, and whether a name begins there."""

    label: str
    begins: bool


def read_tags(labels: Iterable[str]) -> dict[str, Tag | None]:
    """The labels of a token classifier, apart from their prefixes; None for the one that means no name.

    IOB1, IOB2, BIOES, BILOU, and labels without prefix. ``E_MAIL`` has no prefix unless every other label has one.
    """
    named = {label for label in labels if label.upper() not in {"O", "0", "OUT", "NONE", ""}}
    matches = {label: _PREFIXED.fullmatch(label) for label in named}
    prefixed = all(matches.values())
    tags: dict[str, Tag | None] = {}
    for label in labels:
        match = matches.get(label)
        if label not in named:
            tags[label] = None
        elif match and prefixed:
            tags[label] = Tag(match[2], match[1] in _BEGINS)
        else:
            tags[label] = Tag(label, begins=False)
    return tags
