"""Finds what introduces a hand that words came through: a preposition, a verb of citing, a word for a guest."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from recoupe.annotate.hands import AttributionSection, Hands, Manner
from recoupe.model.annotation import ChainLink, LinkRole, Mention

_BETWEEN = 4
"""Tokens between a noun (`interview`) or a verb of passing on and the name that belongs to it."""


class _Phrases(NamedTuple):
    """Phrases of a pack by their first word: what follows it, the longest first, and what a preposition says."""

    prepositions: Mapping[str, tuple[tuple[tuple[str, ...], Manner], ...]]
    voiced_by: Mapping[str, tuple[tuple[str, ...], ...]]
    in_name_of: Mapping[str, tuple[tuple[str, ...], ...]]


@cache
def _phrases(section: AttributionSection) -> _Phrases:
    manners: dict[str, list[tuple[tuple[str, ...], Manner]]] = defaultdict(list)
    for manner, phrases in section.prepositions.by_manner().items():
        for phrase in phrases:
            first, *rest = phrase.split()
            manners[first].append((tuple(rest), manner))
    sorted_manners = {first: tuple(sorted(found, key=lambda c: -len(c[0]))) for first, found in manners.items()}
    return _Phrases(sorted_manners, _by_first(section.voiced_by), _by_first(section.in_name_of))


def _by_first(phrases: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in phrases:
        first, *rest = phrase.split()
        found[first].append(tuple(rest))
    return {first: tuple(sorted(rests, key=lambda r: -len(r))) for first, rests in found.items()}


class Introductions:
    """Looks at the tokens of one article for what introduces a hand."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.article, self.section = hands.article, hands.section
        self.tokens, self.words, self.starts = hands.tokens, hands.words, hands.starts
        self._phrases = _phrases(hands.section)

    def introduced(self, index: int, last: int) -> Iterator[ChainLink]:
        """The hands that a token introduces: a preposition, a participle that cites, a word for a guest."""
        lemma = self.tokens[index].lemma
        if self.tokens[index].pos == "VERB" and lemma in self.section.citing_verbs:
            origin = self.hands.phrase(index + 1, last)
            if origin is not None and self._is_source(*origin):
                yield self._bare_link(*origin)
        if self.words[index] in self.section.guest_words or lemma in self.section.guest_words:
            host = self._host(index + 1, last)
            if host is not None:
                yield host
        behind = self._behind(index, self._phrases.in_name_of)
        represented = self.hands.phrase(behind, last) if behind else None
        if represented is not None:
            yield self._bare_link(*represented)
        found = self.preposition(index)
        if found is None:
            return
        manner, start = found
        if manner == "by" and not self.passed_on(index):
            link = self.hands.at(start, last, "by")
            if link is not None and link.role == "document":
                yield link
            return
        link = self.hands.at(start, last, manner)
        if link is None and manner in ("to", "with") and self._interviewed(index):
            link = self.any_name(start, "relay")
        if link is not None:
            yield link

    def preposition(self, index: int) -> tuple[Manner, int] | None:
        """What the preposition that begins at a token says, and the token after it."""
        for rest, manner in self._phrases.prepositions.get(self.words[index], ()):
            if tuple(self.words[index + 1 : index + 1 + len(rest)]) == rest:
                return manner, index + 1 + len(rest)
        return None

    def behind_voice(self, index: int) -> int:
        """The token behind words that give somebody a voice (`through`), where they begin at a token; else 0."""
        return self._behind(index, self._phrases.voiced_by)

    def _behind(self, index: int, phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> int:
        for rest in phrases.get(self.words[index], ()):
            if tuple(self.words[index + 1 : index + 1 + len(rest)]) == rest:
                return index + 1 + len(rest)
        return 0

    def passed_on(self, by: int) -> bool:
        """Whether the words before say that something is passed on, or that somebody is asked."""
        return any(
            not {self.words[k], self.tokens[k].lemma}.isdisjoint(self.section.relay_verbs | self.section.guest_words)
            for k in range(max(0, by - _BETWEEN + 1), by)
        )

    def _interviewed(self, index: int) -> bool:
        """Whether whoever is named next must be a press body: it had an interview."""
        before = range(max(0, index - _BETWEEN), index)
        return any(self.hands.role_noun(k) in self.section.interview_nouns for k in before)

    def any_name(self, index: int, role: LinkRole) -> ChainLink | None:
        """An organisation named at a token, whatever it is known as."""
        while index < len(self.tokens) and self.tokens[index].pos == "DET":
            index += 1
        if index >= len(self.tokens):
            return None
        start = self.tokens[index].start
        mention = next((m for m in self.article.mentions if m.start == start and m.field == "text"), None)
        if mention is None or mention.kind != "organisation" or mention.form not in ("alias", "name"):
            return None
        last = bisect_left(self.starts, mention.end)
        while last < len(self.tokens) and self.tokens[last].pos == "PROPN":
            last += 1
        end = self.tokens[last - 1].end
        if end > mention.end:  # a name that was found in part
            return ChainLink(name=self.article.text[start:end], entity=None, role=role, start=start, end=end)
        return ChainLink(name=mention.name, entity=mention.chain, role=role, start=start, end=end)

    def _is_source(self, start: int, end: int) -> bool:
        """Whether a phrase names somebody or something that can be a source, and no reason or example."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        nouns = self.section.source_nouns
        if any(self.words[k] in nouns or self.tokens[k].lemma in nouns for k in range(first, min(last, first + 4))):
            return True
        if first < last and self.tokens[first].pos == "DET":
            start = self.tokens[min(first + 1, last - 1)].start
        return self._named(start, end) is not None or self.hands.at(first, last) is not None

    def _host(self, index: int, last: int) -> ChainLink | None:
        """The press body after a word for its guest: `invitée de X`, `a guest on X`."""
        if index >= last or self.tokens[index].pos != "ADP":
            return None
        if self.words[index] in self.section.prepositions.by:
            return None  # read as the preposition that it is
        link = self.hands.at(index + 1, last, "on") or self.any_name(index + 1, "medium")
        return link if link is not None and link.role != "document" else None

    def _bare_link(self, start: int, end: int) -> ChainLink:
        """An origin: the words of its phrase without the determiner, or the name that they are."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if self.tokens[first].pos == "DET" and first + 1 < last:
            first += 1
        inner = self.tokens[first].start
        mention = self._named(inner, end)
        if mention is not None:
            return ChainLink(name=mention.name, entity=mention.chain, role="origin", start=start, end=end)
        return ChainLink(name=self.article.text[inner:end], entity=None, role="origin", start=start, end=end)

    def _named(self, start: int, end: int) -> Mention | None:
        """The mention that a phrase is."""
        return next((m for m in self.article.mentions if (m.start, m.end, m.field) == (start, end, "text")), None)
