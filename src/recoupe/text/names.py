"""Whether two names are spellings of one name.

Name
    What a person, organisation or place is called, in any script.
Part
    A word of a name once it is romanised and folded. A hyphen separates parts.
Key
    A part as it sounds, whatever the romanisation: the spellings that French, English, German and the treebanks of
    transliteration standards give one sound become one letter.

The comparison aligns the parts of the two names, after the soft token alignment of Cohen, Ravikumar and Fienberg (2003,
"A comparison of string distance metrics for name-matching tasks"), and adds vetoes: a part that has no counterpart on
*both* sides tells two people apart, however much the rest agrees. Romanisation is that of AnyAscii.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from recoupe.text.name_lore import name_lore
from recoupe.text.name_vetoes import makes_another, tell_apart, two_given_names
from recoupe.text.normalize import fold_text

SAME = 0.5
"""From this similarity on, two strings are spellings of one name."""

_REJOINED = 0.85
"""From this similarity on, words in a row are one word of the other name."""

_LONGEST = 300
"""Letters from which two strings are texts, not names: they are compared for equality alone."""

_WORD = re.compile(r"\w+")
_DOTTED = re.compile(r"(?<!\w)(?:\w\.){2,}")
_SYLLABLE = re.compile(r"[A-Z][a-z'`]*|[a-z'`]+|\d+")
_HANGUL = ("\uac00", "\ud7a3")
_SYLLABLE_PARTS = re.compile(r"([^aeiouyw]*)([aeiouyw]+)([^aeiouyw]*)")
_VOWELS = re.compile(r"[aeiouyw]")
_REPEATED = re.compile(r"(.)\1+")
_WEAK = re.compile(r"(?<=.)[vw]")
_DOUBLE = re.compile(r"(?<![\w-])(\w+)-(\w+)")
_AGES = {"elder", "younger"}
_ABJADS = ("\u0590", "\u07ff")
_MARKS_INSIDE = str.maketrans("", "", "'`\"")


class NameParts(NamedTuple):
    """A name taken apart.

    Attributes:
        parts: its words, romanised and folded, without honorifics, particles and legal form.
        words: the same with particles.
        halves: first halves of double given names (``Anne-Marie``), which are not left out.
        generation: ``elder`` or ``younger`` when its last word tells father and son apart.
        legal: families of the legal forms in it.
        hangul: whether it was written in Hangul, whose syllables hide consonants of foreign names.
        romanised: whether it was written in another script than the Latin one.
        vowelless: whether that script leaves vowels out.
    """

    parts: tuple[str, ...]
    words: tuple[str, ...]
    halves: frozenset[str]
    generation: str
    legal: frozenset[str]
    hangul: bool
    romanised: bool
    vowelless: bool


@lru_cache(maxsize=65536)
def romanise(name: str) -> str:
    """A name in Latin letters; syllables of Hangul and Han keep their capitals (``GimJeongEun``)."""
    if name.isascii() or all(c < "\u0250" or "\u1e00" <= c <= "\u2027" for c in name):
        return name
    # AnyAscii loads its tables block by block: a Latin-script run never pays for them.
    from anyascii import anyascii  # noqa: PLC0415

    return "".join(c if c < "\u0250" else anyascii(c) for c in name)


def is_particle(word: str) -> bool:
    """Whether a folded word is one of the small words inside names (``van``, ``bin``, ``de``)."""
    return word in name_lore().particles


def given_name_gender(part: str) -> str | None:
    """The gender of those who bear a given name.

    Args:
        part: a folded name; of a double name (``jean-paul``) the first part counts.

    Returns:
        ``f`` or ``m``; empty for a name that both bear, None for a word that is no known given name.
    """
    gender = name_lore().gender
    if part in gender:
        return gender[part]
    first, hyphen, second = part.partition("-")
    if not hyphen or first not in gender:
        return None
    return gender[first] or gender.get(second, "")


@lru_cache(maxsize=65536)
def sound_key(part: str) -> str:
    """A folded part as it sounds, whatever the romanisation."""
    lore = name_lore()
    key = part
    for ending, to in lore.endings:
        if key.endswith(ending):
            key = key.removesuffix(ending) + to
            break
    for spelling, to in lore.sounds:
        if spelling in key:
            key = key.replace(spelling, to)
    key = _REPEATED.sub(r"\1", key)
    return key[:-1] if len(key) > 3 and key[-1] == "e" else key


@lru_cache(maxsize=65536)
def name_parts(name: str) -> NameParts:
    """Take a name apart; never fails, and gives no parts for a string without letters or digits."""
    lore = name_lore()
    latin = romanise(lore.joined_article.sub("", name))
    romanised = latin != name
    hangul = any(_HANGUL[0] <= c <= _HANGUL[1] for c in name)
    vowelless = any(_ABJADS[0] <= c <= _ABJADS[1] for c in name)
    if romanised and any(c > "\u2e80" for c in name):
        latin = " ".join(_SYLLABLE.findall(latin))
    latin = _DOTTED.sub(lambda m: " ".join(m.group().replace(".", " ").split()) + " ", latin)
    folded = lore.elision.sub("", fold_text(latin)).translate(_MARKS_INSIDE)
    doubles = _DOUBLE.findall(folded)
    text = " ".join(_WORD.findall(folded.replace("_", " ")))
    legal: set[str] = set()
    if not romanised or len(text) > 12:
        stripped = lore.legal_form.sub(" ", text)
        if stripped != text and stripped.strip():
            legal.update(lore.legal[form] for form in lore.legal_form.findall(text))
            text = stripped
    words = [lore.numbers.get(word, word) for word in text.split()]
    spoken = [w for w in words if w not in lore.honorifics] or words
    return NameParts(
        parts=_core(spoken),
        words=tuple(spoken),
        halves=frozenset(one for one, other in doubles if two_given_names(one, other)),
        generation=lore.generation.get(words[-1], "") if len(words) > 1 else "",
        legal=frozenset(legal),
        hangul=hangul,
        romanised=romanised,
        vowelless=vowelless,
    )


def _core(words: Sequence[str]) -> tuple[str, ...]:
    """Words of a name without its particles and the nouns that say nothing; never none of them."""
    lore = name_lore()
    core = [w for w in words if len(w) == 1 or w not in lore.particles]
    return tuple([w for w in core if w not in lore.generic] or core or words)


@lru_cache(maxsize=131072)
def part_similarity(a: str, b: str, loose: bool = False, exact: bool = False) -> float:
    """How alike two folded parts are, 0 to 1: spelling, sound, initials.

    Args:
        a: a folded part.
        b: another.
        loose: one of the two was romanised from another script, which loses letters.
        exact: a letter more or less makes another part, as in syllables of Chinese.
    """
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        given = name_lore().given
        return (
            0.9
            if any(
                x[:1] == y[:1] for x, y in ((a, b), (sound_key(a), sound_key(b)), (given.get(a, a), given.get(b, b)))
            )
            else 0.0
        )
    if a.isdigit() or b.isdigit():
        return 0.0
    given = name_lore().given
    if given.get(a, a) == given.get(b, b) or sound_key(a) == sound_key(b):
        score = 0.95
    else:
        score = 0.0 if exact or (not loose and two_given_names(a, b)) else _slip(a, b, loose)
    return 0.0 if score and tell_apart(a, b) else score


def _initials(part: str) -> set[str]:
    """First letters of a part as it is written, as it sounds, and of the name that a nickname stands for."""
    return {part[:1], sound_key(part)[:1], name_lore().given.get(part, part)[:1]}


def _slip(a: str, b: str, loose: bool) -> float:
    """How alike two parts are that neither spelling nor sound makes equal; 0 when they are further than a slip."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - `import recoupe` stays light

    left, right = sound_key(a), sound_key(b)
    longest, shortest = max(len(left), len(right), 1), min(len(left), len(right))
    distance = min(OSA.distance(left, right), OSA.distance(a, b))
    if loose and shortest >= 3:
        allowed = int(0.4 * longest)
    else:
        # Short names differ by a letter without being one name: a typing error needs five letters to be told.
        allowed = 0 if min(len(a), len(b)) < 5 else 1 if shortest < 7 else 2
    return max(0.0, 1 - distance / longest) if distance <= allowed else 0.0


@lru_cache(maxsize=65536)
def name_similarity(a: str, b: str) -> float:
    """How likely two strings are spellings of one name.

    Order of the parts, case, accents, hyphens, particles, honorifics, initials, middle names and the romanisation do
    not count. ``Kim Jong-un`` and ``Kim Jong Un`` are one name, ``Kim Jong-un`` and ``Kim Jong-il`` are two.

    Args:
        a: a name in any script.
        b: another.

    Returns:
        0 to 1, symmetric; `SAME` and more mean one name.
    """
    if b < a:
        return name_similarity(b, a)
    left, right = name_parts(a), name_parts(b)
    joined = "".join(left.parts), "".join(right.parts)
    if not all(joined):
        return 1.0 if a.strip() and a.strip() == b.strip() else 0.0
    if (left.legal and right.legal and not left.legal & right.legal) or {left.generation, right.generation} == _AGES:
        return 0.3
    if joined[0] == joined[1]:
        return 1.0
    return 0.0 if max(map(len, joined)) > _LONGEST else _unequal(left, right)


def _unequal(left: NameParts, right: NameParts) -> float:
    """Compare names that are not equal part by part, in the way that their scripts allow."""
    if _syllabic(left.parts, right.parts):
        return 0.95
    if left.hangul != right.hangul:
        return _hangul_similarity(*((left, right) if left.hangul else (right, left)))
    if left.vowelless != right.vowelless:
        return _aligned(_consonants(left.parts), _consonants(right.parts))
    halves, loose = left.halves | right.halves, left.romanised != right.romanised
    chinese = _chinese(left.parts) and _chinese(right.parts)
    if not (chinese or loose) and _other_vowels(left.parts, right.parts):
        return 0.0
    exact = chinese and not loose
    score = _aligned(left.parts, right.parts, halves, loose=loose, exact=exact)
    if len(left.words) != len(right.words):
        short, long = sorted((left.words, right.words), key=len)
        rejoined = _core(_rejoin(long, short))
        score = max(score, _aligned(_core(short), rejoined, halves, loose=loose, exact=exact))
    if len(left.parts) != len(right.parts):
        whole = "".join(left.parts), "".join(right.parts)
        score = max(score, part_similarity(*whole, exact=exact) if _as_one(*whole, 0.9) else 0.0)
    return score


def _as_one(a: str, b: str, least: float) -> bool:
    """Whether words written as one are those of the other name: nothing as long as a syllable is missing."""
    return min(len(a), len(b)) > 3 and abs(len(a) - len(b)) < 2 and part_similarity(a, b) >= least


def _rejoin(words: Sequence[str], other: Sequence[str]) -> list[str]:
    """Words of a name, those in a row joined that the other name writes as one."""
    rejoined: list[str] = []
    index = 0
    while index < len(words):
        joined = words[index]
        for last in (index + 2, index + 3):
            several = "".join(words[index:last])
            if last <= len(words) and any(_as_one(several, word, _REJOINED) for word in other):
                joined = several
                index = last - 1
                break
        rejoined.append(joined)
        index += 1
    return rejoined


def _aligned(
    a: tuple[str, ...],
    b: tuple[str, ...],
    halves: frozenset[str] = frozenset(),
    *,
    loose: bool = False,
    exact: bool = False,
) -> float:
    """Weigh the best pairing of parts; a part left over on both sides is a veto."""
    pairs = sorted(
        ((part_similarity(x, y, loose, exact), -abs(i - j), i, j) for i, x in enumerate(a) for j, y in enumerate(b)),
        key=lambda p: (-p[0], -p[1], p[2], p[3]),
    )
    left, right = set(range(len(a))), set(range(len(b)))
    weight = total = 0.0
    full = 0
    for score, _, i, j in pairs:
        if score and i in left and j in right:
            left.discard(i)
            right.discard(j)
            size = min(len(a[i]), len(b[j]))
            weight += score * size
            total += size
            full += size > 1
    if (left and right) or not full:
        return 0.0
    agreed = weight / total
    spare = [a[i] for i in left] + [b[j] for j in right]
    if not spare:
        return agreed if agreed >= 0.7 else 0.4
    if any(part.isdigit() or part in halves for part in spare) or makes_another(spare, b if left else a):
        return 0.4
    return 0.85 * agreed if full > 1 else 0.45 * agreed


def _consonants(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Parts as a script without vowels writes them, whose letters for some consonants are also those of vowels."""
    keys = (sound_key(_WEAK.sub("", part)).replace("p", "f") for part in parts)
    return tuple(_REPEATED.sub(r"\1", _VOWELS.sub("", key)) or part for key, part in zip(keys, parts, strict=True))


def _syllabic(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of single syllables, as Korean and Chinese ones are, sound the same one by one."""
    if len(a) != len(b) or len(a) < 3:
        return False
    family = name_lore().korean_families
    if family.get(a[0], a[0]) == family.get(b[0], b[0]):
        a, b = a[1:], b[1:]
    keys = [(_SYLLABLE_PARTS.fullmatch(x), _SYLLABLE_PARTS.fullmatch(y)) for x, y in zip(a, b, strict=True)]
    return all(x and y and _syllable_key(x.groups()) == _syllable_key(y.groups()) for x, y in keys)


def _chinese(parts: tuple[str, ...]) -> bool:
    """Whether every part of a name is made of syllables of Mandarin."""
    return len(parts) > 1 and all(map(name_lore().pinyin.fullmatch, parts))


def _other_vowels(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two Korean names of one family have known vowels that no romanisation takes for one another."""
    family, known = name_lore().korean_families, name_lore().syllable
    if len(a) != 3 or len(b) != 3 or not family.get(a[0]) or family.get(a[0]) != family.get(b[0]):
        return False
    syllables = [_SYLLABLE_PARTS.fullmatch(part) for part in a[1:] + b[1:]]
    vowels = [known.get(s.group(2), "") if s else "" for s in syllables]
    return any(x and y and x != y for x, y in zip(vowels[:2], vowels[2:], strict=True))


def _syllable_key(parts: tuple[str, ...]) -> tuple[str, str, str]:
    """Onset, vowel and coda of a syllable in classes that every romanisation of Korean keeps apart."""
    syllable = name_lore().syllable
    onset, vowel, coda = parts
    return syllable.get(onset, onset), syllable.get(vowel, vowel), syllable.get(coda, coda)


def _hangul_similarity(hangul: NameParts, latin: NameParts) -> float:
    """Compare a name in Hangul, romanised by syllable, with one in Latin letters.

    A Korean name matches syllable by syllable. A foreign one lost what Hangul cannot write (``f``, ``v``, ``th``,
    final ``r``): both sides are reduced to the sounds that it can.
    """
    if len(latin.parts) > 1 and len(hangul.parts) == len(latin.parts):
        return 0.95 if _syllabic(hangul.parts, latin.parts) else 0.0
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - `import recoupe` stays light

    lore = name_lore()
    left = _reduced("".join(hangul.parts), lore.hangul_romanised)
    right = _reduced("".join(latin.parts), lore.hangul_latin)
    return Levenshtein.normalized_similarity(left, right) if left and right else 0.0


def _reduced(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, to in rules:
        word = pattern.sub(to, word)
    return _REPEATED.sub(r"\1", word)
