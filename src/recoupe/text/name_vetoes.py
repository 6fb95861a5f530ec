"""What tells two names apart that look or sound alike.

A slip of the pen and another name can be one letter apart. These rules know names that differ by such a letter: the
given name of a man and of a woman, a surname and the patronymic made of it, a state and another one. And they know
words that make of a name the name of something else, as a street is not the person it is named after.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from recoupe.text.name_lore import NameLore, name_lore

_LEAST_STEM = 3
"""Letters of a surname that are left when an ending is taken off."""


@lru_cache(maxsize=65536)
def tell_apart(a: str, b: str) -> bool:
    """Whether two parts are two names however alike they sound: by gender, by an ending, or because they are known."""
    lore = name_lore()
    if lore.given.get(a, a) == lore.given.get(b, b):
        return False
    one, other = _gender(a, lore), _gender(b, lore)
    if one is not None and other is not None and one != other:
        return True
    if any(a in group and b in group for group in lore.lookalikes):
        return True
    return _other_surname(a, b, lore) or _other_surname(b, a, lore)


def two_given_names(a: str, b: str) -> bool:
    """Whether two parts are both known given names, so that neither is a slip for the other."""
    lore = name_lore()
    return all(part in lore.gender or part in lore.given for part in (a, b))


def makes_another(spare: Iterable[str], shorter: Sequence[str]) -> bool:
    """Whether words that only one of two names has make it the name of something else.

    Args:
        spare: the words that are left of the longer name.
        shorter: the words of the other. A word of the same kind in it means that the two are told apart by the rest:
            a club is one with and without a second word for club.
    """
    kinds = name_lore().things
    found = {kinds[word] for word in spare if word in kinds}
    return bool(found - {kinds[word] for word in shorter if word in kinds})


def is_body(word: str) -> bool:
    """Whether a folded word is one that names of companies and clubs have and those of persons do not."""
    lore = name_lore()
    return lore.things.get(word) in lore.bodies


def is_named_after(word: str) -> bool:
    """Whether a folded word makes of the name of something the name of something else, and not of its company."""
    return name_lore().things.get(word, "firm") != "firm"


def _gender(part: str, lore: NameLore) -> str | None:
    """The gender of a given name; a man's name with an ending of women's names is a woman's."""
    if part in lore.gender:
        return lore.gender[part]
    stems = (part.removesuffix(ending) for ending in lore.feminine if part.endswith(ending))
    return "f" if any(lore.gender.get(stem) == "m" for stem in stems) else None


def _other_surname(a: str, b: str, lore: NameLore) -> bool:
    """Whether one part is the surname of a woman where the other is that of a man, or a patronymic of the other."""
    for man, woman in lore.surname_genders:
        if a.endswith(man) and b.endswith(woman) and a.removesuffix(man) == b.removesuffix(woman):
            return len(a) - len(man) >= _LEAST_STEM
    for ending in lore.patronymics:
        stem = b.removesuffix(ending)
        if stem != b and len(stem) >= _LEAST_STEM and a in {stem, stem + "s"}:
            return True
    return False
