"""Speakers who speak together: `X, Y et Z`, and the two whom `les deux hommes` takes up.

Coordination
    Mentions of one kind that commas and a last conjunction join. Articles may stand before them, and an apposition or a
    clause of the one before between commas (`X, maire de Z, et Y`); any other word starts somebody else (`et la fille
    de Y`). A title is a mention of its bearer, so that it and the name behind it count as one.
Pair
    A phrase of the language pack that stands for two bearers (`the two men`). It takes up the last coordination before
    it, where that one joins two, and their genders fit; else it stays as it stands, since nothing says who they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from recoupe.annotate.grammar import Pair, Words
from recoupe.model.annotation import Mention
from recoupe.text.words import lower_word

_BRACKETS = re.compile(r"\([^()]*\)")
_PIECE = re.compile(r",|\w+(?:['’-]\w+)*['’]?")


class Coordination(NamedTuple):
    """Mentions that are named together, in the order of the text; `conjunction` joins the last to the rest."""

    members: list[Mention]
    conjunction: str

    @property
    def chains(self) -> tuple[str, ...]:
        """The bearers' chains, each once."""
        return tuple(dict.fromkeys(m.chain for m in self.members))

    @property
    def name(self) -> str:
        """The bearers' names, joined as the text joins them, without articles and titles."""
        names = list(dict.fromkeys(m.name for m in self.members))
        if len(names) == 1:
            return names[0]
        return f"{', '.join(names[:-1])} {self.conjunction} {names[-1]}"


def coordinations(text: str, mentions: Sequence[Mention], words: Words) -> list[Coordination]:
    """The coordinations among some mentions of one kind, given by start."""
    found: list[Coordination] = []
    joined: list[Mention] = []
    waiting: list[Mention] = []  # after a comma, until a conjunction closes the list
    for mention in mentions:
        row = waiting or joined
        if not row:
            joined = [mention]
            continue
        gap = text[row[-1].end : mention.start]
        if mention.start < row[-1].end:
            continue
        if mention.chain == row[-1].chain and not _PIECE.search(gap):
            row[-1] = mention  # a title and its bearer's name, also in the coordination found last
            continue
        link = _link(gap, mention, words)
        if link is None:
            joined, waiting = [mention], []
        elif link == ",":
            waiting.append(mention)
        else:
            if len(joined) > 1:
                found.pop()
            joined, waiting = [*joined, *waiting, mention], []
            found.append(Coordination(joined, link))
    return found


def _link(gap: str, mention: Mention, words: Words) -> str | None:
    """What joins two mentions over the text between them: a comma, a conjunction, or nothing."""
    if any(mark in gap for mark in ".;:!?\n"):
        return None
    spaced = _BRACKETS.sub(" ", lower_word(gap)).replace("'", "' ")
    pieces = _PIECE.findall(spaced)
    if pieces[:1] == [","] and "," in pieces[1:]:
        # An apposition or a clause of the one before ends at the last comma.
        pieces = pieces[len(pieces) - 1 - pieces[::-1].index(",") :]
        if len(pieces) == 1:
            return None
    comma = pieces[:1] == [","]
    pieces = pieces[comma:]
    conjunction = pieces[0] if pieces and pieces[0] in words.conjunction else ""
    own = [piece for piece in pieces[bool(conjunction) :] if piece not in words.article]
    if len(own) > (mention.form == "role"):  # `l'ancien ministre`
        return None
    return conjunction or ("," if comma else None)


def pair_meant(phrase: str, words: Words) -> Pair | None:
    """What two bearers a phrase stands for: men, women, persons or states; None when it stands for no pair.

    Args:
        phrase: a speaker's noun phrase, lower case, with a straight apostrophe.
        words: of the language's grammar.
    """
    return next((pair for pair, phrases in words.pair.items() if phrase in phrases), None)


def take_up_pair(pair: Pair, before: Sequence[Coordination], gender: Mapping[str, str]) -> Coordination | None:
    """The two bearers whom a phrase for a pair takes up; None when the last coordination joins others.

    Args:
        pair: as `pair_meant` gives it.
        before: coordinations of its kind before the phrase, in the order of the text.
        gender: ``m`` or ``f`` of chains of which it is known.
    """
    last = before[-1] if before else None
    if last is None or len(last.chains) != 2 or len(last.members) != 2:
        return None
    if pair in {"m", "f"} and any(gender.get(chain, pair) != pair for chain in last.chains):
        return None
    return last
