"""Persons whom a definite description takes up: `le ministre`, `l'élue lyonnaise`, `the former hostage`.

Description
    A noun phrase in the singular with the article of one who is known, whose head is a noun for a person, and which
    holds no name. What follows the noun and its adjectives is its complement (`le maire de Lyon`).
Focus
    The persons who are named, or meant by a pronoun, outside quotation marks in the sentences right before the
    description's, and who are no part of another phrase there: no preposition and no conjunction stands before them.
    Who is named in the description's own sentence is somebody else: `X was angry after the pilot wrote`.

A description takes up the person whose name is set off behind it; else the one person to whom the article gives this
very function beside the name; else the one person in focus who may bear it by gender and function. The last holds only
for a noun with something behind it, which says enough (`le maire de Lyon`), for one that says where somebody comes
from (`l'Américain`), and for an office whose holder everybody knows unnamed, unless that person has another function
here; a noun alone mostly brings in somebody new (`le procureur`), and an adjective before it tells its bearer from
another (`le futur président`). Where two may be meant it stays as it stands: a wrong one puts words in the wrong
mouth. That is the narrow case of what centering (Grosz, Joshi and Weinstein 1995) and accessibility (Ariel 1990) say
of such phrases.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from recoupe.annotate.functions import Function, Functions
from recoupe.annotate.grammar import Grammar
from recoupe.model.annotation import AnnotatedArticle, Mention
from recoupe.text.normalize import fold_text

_APPOSITION = 60
"""Code points between a description and the name set off behind it: `the governor of the province near it, X`."""

_CLAUSE = frozenset({"AUX", "CCONJ", "PRON", "PUNCT", "SCONJ"})
"""Tags that show that more than a noun phrase stands before a name."""

_FOCUS = 2
"""Sentences before a description's own among which its person is named."""


class Description(NamedTuple):
    """A definite description.

    Attributes:
        function: what it says of its bearer.
        gender: ``m`` or ``f`` where its article shows it, else ``n``.
        bare: nothing follows the noun, and it is written small.
        modified: an adjective stands before the noun.
        public: it is an office whose holder everybody knows.
    """

    function: Function
    gender: str
    bare: bool
    modified: bool
    public: bool


class DescribedPersons:
    """Finds the persons of one article that descriptions take up.

    Args:
        mentions: those of the text, by start.
        gender: ``m`` or ``f`` of chains of which it is known.
        quoted: whether a mention stands in quoted words.
    """

    def __init__(
        self,
        article: AnnotatedArticle,
        grammar: Grammar,
        mentions: Sequence[Mention],
        gender: Mapping[str, str],
        quoted: Callable[[Mention], bool],
    ) -> None:
        self._article, self._words, self._gender, self._quoted = article, grammar.words, gender, quoted
        self._participle = grammar.forms.participle
        self._persons = [m for m in mentions if m.kind == "person"]
        self._starts = [m.start for m in self._persons]
        self._functions = Functions(article, grammar, self._persons)

    def taken_up(self, start: int, end: int) -> Mention | None:
        """A mention of the person whom the noun phrase at `start` to `end` describes; None when nobody is sure."""
        described = self._described(start, end)
        found = self._meant(described, start, end) if described is not None else None
        if described is not None and found is not None:
            self._functions.of_person[found.chain].append(described.function)
        return found

    def bearers(self) -> dict[str, Mention]:
        """For offices whose holder the article names only elsewhere (`le dirigeant russe`), by chain, who holds them.

        Every mention of the office is asked. A name right behind one is that of its holder, whether it was found or
        not; a person with another office or function does not hold it; and where two persons are meant, nobody is sure.
        """
        named = {m.chain for m in self._persons if m.form in {"name", "alias"}}
        free = named - {m.chain for m in self._persons if any(a.startswith("office=") for a in m.attributes)}
        meant: dict[str, dict[str, Mention]] = {}
        for mention in self._persons:
            person = self._bearer(mention) if mention.form == "role" and mention.chain not in named else None
            if person is not None and (person is mention or person.chain in free):
                meant.setdefault(mention.chain, {})[person.chain] = person
        sure = {chain: persons for chain, persons in meant.items() if len(persons) == 1 and chain not in persons}
        return {chain: next(iter(persons.values())) for chain, persons in sure.items()}

    def _bearer(self, office: Mention) -> Mention | None:
        """Whom an office stands for where it stands: a person, or itself where a name follows that was not found."""
        first, last = self._functions.span(office.start, office.end)
        tokens = self._functions.tokens
        if last < len(tokens) and tokens[last].pos == "PROPN":
            return office
        apposition = self._functions.word(first - 2) == ","  # it is of the name before
        described = self._described(tokens[max(0, first - 1)].start, office.end)
        if described is None or apposition or self._quoted(office):
            return None
        person = self._meant(described, office.start, office.end)
        functions = self._functions.of_person[person.chain] if person is not None else []
        return person if not functions or any(map(described.function.agrees, functions)) else None

    def is_of_person(self, start: int, end: int) -> bool:
        """Whether a noun phrase is headed by a noun for one person: `a senator from Corby`."""
        first, last = self._functions.span(start, end)
        head = next((k for k in range(first, last) if self._functions.tokens[k].pos not in {"DET", "ADJ"}), last)
        return head < last and bool(self._functions.noun_at(head)[0])

    def _meant(self, described: Description, start: int, end: int) -> Mention | None:
        """A mention of the person whom a description at `start` to `end` takes up."""
        found = self._named_behind(end) or self._given(described, start) or self._in_focus(described, start)
        inside = self._persons[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        named_inside = found is not None and any(m.chain == found.chain for m in inside)  # `la mère de X` is not X
        return found if found is not None and not named_inside and self._agrees(described, found) else None

    def _described(self, start: int, end: int) -> Description | None:
        first, last = self._functions.span(start, end)
        article = self._functions.word(first)
        gender = next((g for g, words in self._words.definite.items() if article in words), "")
        if not gender or last - first < 2:
            return None
        tokens, head = self._functions.tokens, first + 1
        while head < last and tokens[head].pos == "ADJ" and not self._functions.noun_at(head)[0]:
            head += 1
        noun, after = self._functions.noun_at(head)
        if not noun or after > last:
            return None
        while after < last and tokens[after].pos == "ADJ":
            after += 1
        function = Function(noun, self._functions.content(after, last), start)
        words = " ".join(map(self._functions.word, range(head, last))).replace("' ", "'")
        public = fold_text(words) in map(fold_text, self._words.public_office)
        # A noun with a capital says where somebody comes from, and takes up whoever was named: `l'Américain`.
        capital = self._article.text[tokens[head].start].isupper()
        bare = last == self._functions.noun_at(head)[1] and not capital
        return Description(function, gender, bare, head > first + 1, public)

    def _agrees(self, described: Description, mention: Mention) -> bool:
        gender = self._gender.get(mention.chain, "")
        return not gender or described.gender in {"n", gender}

    def _named_behind(self, end: int) -> Mention | None:
        """The person whose name stands behind a description, set off by a comma from what belongs to it."""
        text = self._article.text
        index = bisect_left(self._starts, end)
        mention = self._persons[index] if index < len(self._persons) else None
        if mention is None or mention.form == "pronoun" or mention.start - end > _APPOSITION:
            return None
        first, last = self._functions.span(end, mention.start)
        between = self._functions.tokens[first : last - 1]
        set_off = text[mention.start - 2 : mention.start] == ", " and text[mention.end : mention.end + 1] in ".,)"
        finite = (
            t.pos in _CLAUSE or (t.pos == "VERB" and not text[t.start : t.end].endswith(self._participle))
            for t in between
        )
        return mention if set_off and not any(finite) else None

    def _given(self, described: Description, start: int) -> Mention | None:
        """The one person whom the article gives the function, before the description or with its complement."""
        wanted = described.function
        bearers: dict[str, Mention] = {}
        for mention in self._persons:
            for function in self._functions.of_person[mention.chain]:
                known = function.start < start or (function.complement and wanted.complement)
                same = function[:2] == wanted[:2] if described.public else function.agrees(wanted)
                if (
                    known
                    and same
                    and self._agrees(described, mention)
                    and not self._rival(wanted, function.start, start)
                ):
                    bearers.setdefault(mention.chain, mention)
        return next(iter(bearers.values())) if len(bearers) == 1 else None

    def _in_focus(self, described: Description, start: int) -> Mention | None:
        """The one person in focus who may bear the description."""
        if described.modified or (described.bare and not described.public):
            return None
        focus = [m for m in self._near(start) if self._agrees(described, m) and self._leads(m)]
        if len({m.chain for m in focus}) != 1:
            return None
        functions = self._functions.of_person[focus[-1].chain]
        same = [f for f in functions if f.noun == described.function.noun]
        other = bool(same) or (described.public and bool(functions))
        agreeing = not other or any(map(described.function.agrees, same))
        return focus[-1] if agreeing and not self._rival(described.function, focus[-1].start, start) else None

    def _rival(self, function: Function, start: int, end: int) -> bool:
        """Whether between two places somebody else has a function, unnamed: `un autre conseiller`."""
        functions = self._functions
        first, last = functions.span(start, end)
        for index in range(first + 1, last):
            new = {functions.word(index - 1), functions.word(index - 2)} & self._words.indefinite_article
            if new and functions.noun_at(index)[0] == function.noun:
                return True
        return False

    def _leads(self, mention: Mention) -> bool:
        """Whether no preposition and no conjunction stands before a mention, its title and article left out."""
        tokens = self._functions.tokens
        first, last = self._functions.span(mention.start, mention.end)
        before = first - 1
        while before >= 0 and tokens[before].pos in {"DET", "ADJ", "NOUN"}:
            before -= 1
        joined = last < len(tokens) and tokens[last].pos == "CCONJ"
        return not joined and (before < 0 or tokens[before].pos not in {"ADP", "CCONJ"})

    def _near(self, start: int) -> list[Mention]:
        """The persons mentioned in the sentences right before that of a place, outside quoted words."""
        tokens = self._functions.tokens
        here = tokens[self._functions.span(start, start)[0]].sentence
        near: list[Mention] = []
        for mention in reversed(self._persons[: bisect_left(self._starts, start)]):
            sentence = tokens[self._functions.span(mention.start, mention.end)[0]].sentence
            if sentence < here - _FOCUS:
                break
            if sentence < here and not self._quoted(mention):
                near.append(mention)
        return near[::-1]
