"""Reads a noun phrase as a hand that words came through: an agency, a newspaper, a site, a channel, a document.

Head
    The noun that says what kind of hand it is (`the newspaper`, `la chaîne`), from ``attributions.toml``. A phrase
    without one counts when it is the name of a press body or of a platform.
Vague
    A head that counts only with something that tells which one: a name, an adjective, a complement.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from recoupe.languages.pack import LanguagePack
from recoupe.model.annotation import AnnotatedArticle, ChainLink, LinkRole, Mention
from recoupe.text.words import lower_words

Manner = Literal["at", "by", "in", "on", "to", "with", ""]
"""What the preposition before a phrase says: held at, passed on by, stood in, appeared on, told to, spoken with."""

_PRESS = frozenset({"subkind=agency", "subkind=medium"})
_LONGEST = 12
"""Tokens of the longest phrase that names a hand."""

_NAMES = frozenset({"alias", "name"})


class Prepositions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[prepositions]``: by manner; of several words where need be, with contractions written out."""

    at: tuple[str, ...]
    by: tuple[str, ...]
    in_: tuple[str, ...] = msgspec.field(name="in")
    on: tuple[str, ...]
    to: tuple[str, ...]
    with_: tuple[str, ...] = msgspec.field(name="with")

    def by_manner(self) -> dict[Manner, tuple[str, ...]]:
        """The lists by what they say."""
        return {"at": self.at, "by": self.by, "in": self.in_, "on": self.on, "to": self.to, "with": self.with_}


class AttributionSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``attributions.toml``.

    Attributes:
        relay_nouns, medium_nouns, document_nouns: heads of the noun phrases that name a hand.
        vague: those of them that count only when something tells which one.
        carriers: those that belong to the press body named after them, over a genitive: `the microphone of`.
        interview_nouns: documents whose partner is the press body that got the words.
        press_documents: what a press body writes; alone, that of the last one named.
        press_people: who works for the press body that is named after them.
        platforms: networks on which others write, as they are written.
        relay_verbs: lemmas of passing words on, and forms that taggers take for other words.
        citing_verbs: those whose object is the source; source_nouns: what can be one.
        telling_verbs: those whose object is who was told.
        continuing_verbs: those that go on with what was told before.
        guest_words: what a press body has or asks: `invited by`, `reached by`.
        prepositions: what stands before a hand.
        definite: words before what is known; contracted prepositions among them.
        possessives: determiners that tell which one it is: that of whoever speaks.
        genitive: words that join a name to the noun before it.
        voiced_by: phrases between whose words are given and who gives them; in_name_of: those before the former.
        demonstratives, recalled_nouns: how the next sentence takes words up again.
        head_last: nouns stack, and the last one is the head.
        with_, credit_labels, bylines: words before a credit.
        agencies: news agencies as they sign.
    """

    relay_nouns: frozenset[str]
    medium_nouns: frozenset[str]
    document_nouns: frozenset[str]
    vague: frozenset[str]
    carriers: frozenset[str]
    interview_nouns: frozenset[str]
    press_documents: frozenset[str]
    press_people: frozenset[str]
    platforms: frozenset[str]
    relay_verbs: frozenset[str]
    citing_verbs: frozenset[str]
    source_nouns: frozenset[str]
    telling_verbs: frozenset[str]
    continuing_verbs: frozenset[str]
    guest_words: frozenset[str]
    prepositions: Prepositions
    definite: frozenset[str]
    possessives: frozenset[str]
    genitive: frozenset[str]
    voiced_by: tuple[str, ...]
    in_name_of: tuple[str, ...]
    demonstratives: frozenset[str]
    recalled_nouns: frozenset[str]
    head_last: bool
    with_: tuple[str, ...] = msgspec.field(name="with")
    credit_labels: tuple[str, ...]
    bylines: tuple[str, ...]
    agencies: tuple[str, ...]


@cache
def attribution_section(pack: LanguagePack) -> AttributionSection | None:
    """The pack's section, or None when it has no ``attributions.toml``."""
    return pack.section("attributions", AttributionSection)


class _Phrase(NamedTuple):
    """A noun phrase: tokens ``[first, last)``, its head if that tells a role, and the name in it.

    Attributes:
        core: index of the first token behind determiners.
        head: index of the head, or -1.
        name: the mention that names the hand, or None.
        alone: it is nothing but its head.
    """

    first: int
    last: int
    core: int
    head: int
    name: Mention | None
    alone: bool


class Hands:
    """Reads the noun phrases of one article.

    Attributes:
        words: its tokens, lower case, with straight apostrophes.
    """

    def __init__(self, article: AnnotatedArticle, section: AttributionSection) -> None:
        self.article = article
        self.section = section
        self.tokens = article.tokens
        self.words = lower_words(article.text, self.tokens)
        self.starts = [t.start for t in self.tokens]
        self._nouns = section.relay_nouns | section.medium_nouns | section.document_nouns
        # A single letter or an ending is no name, whatever the names were taken for.
        named = [m for m in article.mentions if m.field == "text" and m.form in _NAMES and m.name[:1].isalnum()]
        self._mentions = {}
        for mention in sorted(named, key=lambda m: (m.start, m.end)):
            self._mentions[mention.start] = mention
        joints = {p for phrases in section.prepositions.by_manner().values() for p in phrases}
        self._stops = frozenset(joints - section.genitive)
        self._read: dict[tuple[int, int, Manner], ChainLink | None] = {}
        self._named: list[tuple[int, str, ChainLink]] | None = None

    def at(self, index: int, last: int, manner: Manner = "") -> ChainLink | None:
        """The hand that the noun phrase at a token names; None when it names none.

        Args:
            index: the first token of the phrase.
            last: the token before which it ends at the latest.
            manner: what the preposition before it says.
        """
        key = (index, last, manner)
        if key not in self._read:
            self._read[key] = self._hand(index, last, manner)
        return self._read[key]

    def role_noun(self, index: int) -> str:
        """The noun of a hand that a token is, empty for another word."""
        if not 0 <= index < len(self.tokens) or self.tokens[index].pos in ("AUX", "PUNCT", "VERB"):
            return ""
        word, lemma = self.words[index], self.tokens[index].lemma
        return word if word in self._nouns else lemma if lemma in self._nouns else ""

    def role_of(self, noun: str) -> LinkRole | None:
        """What kind of hand a noun names."""
        if noun in self.section.relay_nouns:
            return "relay"
        if noun in self.section.medium_nouns:
            return "medium"
        return "document" if noun in self.section.document_nouns else None

    def press_at(self, index: int) -> Mention | None:
        """The press body whose name begins with a token."""
        mention = self._mentions.get(self.tokens[index].start) if index < len(self.tokens) else None
        return mention if mention is not None and _PRESS.intersection(mention.attributes) else None

    def phrase(self, index: int, last: int) -> tuple[int, int] | None:
        """Offsets of the noun phrase that starts at a token; None where none does."""
        phrase = self._bounds(index, last)
        return (self.tokens[phrase.first].start, self.tokens[phrase.last - 1].end) if phrase else None

    def last_named(self, before: int, noun: str) -> ChainLink | None:
        """The press body that was named last before an offset, by the same noun where one of them was."""
        found: ChainLink | None = None
        for offset, named_by, link in self._all_named():
            if offset >= before:
                break
            if named_by == noun or found is None or noun in self.section.press_documents:
                found = link
        return found

    def taken_up(self, first: int, last: int) -> ChainLink | None:
        """The press body that a definite phrase without a name takes up, by its own noun or by what it printed."""
        if last - first < 2 or self.words[first] not in self.section.definite:
            return None
        rest = range(first + 1, last)
        if any(self.tokens[k].pos not in ("ADJ", "NOUN") for k in rest):
            return None
        if last - first == 2 and self.words[first + 1] in self.section.press_documents:
            return self.last_named(self.tokens[first].start, self.words[first + 1])
        noun = next((n for k in rest if (n := self.role_noun(k))), "")
        found = self.last_named(self.tokens[first].start, noun) if noun else None
        named = any(link is found and named_by == noun for _, named_by, link in self._all_named())
        return found if named and noun in self.section.relay_nouns else None

    def _all_named(self) -> list[tuple[int, str, ChainLink]]:
        """Every relay that the article names, in order, with the noun before its name."""
        if self._named is None:
            self._named = []
            until = 0
            for index in range(len(self.tokens)):
                if index < until or not (self.press_at(index) or self.role_noun(index) in self.section.relay_nouns):
                    continue
                phrase = self._bounds(index, min(len(self.tokens), index + _LONGEST))
                if phrase is not None and phrase.name is not None:
                    link = self._link(phrase, "relay")
                    self._named.append((self.tokens[index].start, self.role_noun(index), link))
                    until = phrase.last
        return self._named

    def _hand(self, index: int, last: int, manner: Manner) -> ChainLink | None:
        phrase = self._bounds(index, last)
        if phrase is None:
            return None
        noun = self.role_noun(phrase.head) if phrase.head >= 0 else ""
        role = self.role_of(noun) if noun else None
        if role is None:
            return self._nameless_head(phrase, manner)
        if (manner in ("on", "to", "with")) if role == "document" else (manner == "at"):
            return None
        if phrase.alone and role == "relay":  # one named before, or none
            words = self.words[max(0, phrase.first - 1) : phrase.core]
            known = noun not in self.section.vague and not self.section.definite.isdisjoint(words)
            return self.last_named(self.tokens[phrase.head].start, noun) if known else None
        owned = not self.section.possessives.isdisjoint(self.words[phrase.first : phrase.core])
        return None if phrase.alone and noun in self.section.vague and not owned else self._link(phrase, role)

    def _nameless_head(self, phrase: _Phrase, manner: Manner) -> ChainLink | None:
        """A phrase without a head that tells: the name of a press body, or of a platform."""
        start, end = self.tokens[phrase.core].start, self.tokens[phrase.last - 1].end
        surface = self.article.text[start:end]
        if manner in ("on", "") and surface in self.section.platforms:
            return ChainLink(name=surface, entity=None, role="medium", start=start, end=end)
        if phrase.name is None or manner == "at":
            return None
        press = bool(_PRESS.intersection(phrase.name.attributes))
        if press and self._heads(phrase):
            return self._link(phrase, "medium" if manner == "on" else "relay")
        return self._link(phrase, "relay") if manner == "in" and self._title(phrase) else None

    def _heads(self, phrase: _Phrase) -> bool:
        """Whether the name is the phrase itself, and no complement of another noun."""
        assert phrase.name is not None
        return phrase.name.start <= self.tokens[phrase.core].start

    def _title(self, phrase: _Phrase) -> bool:
        """Whether the name of an organisation in which something stands reads like that of a paper: two capitals."""
        name = phrase.name
        if name is None or name.kind != "organisation" or not self._heads(phrase):
            return False
        if any(a.startswith("subkind=") for a in name.attributes):
            return False
        words = self.article.text[name.start : name.end].split()
        return sum(word[0].isupper() and not word.isupper() for word in words) > 1

    def _bounds(self, index: int, last: int) -> _Phrase | None:
        """The noun phrase that starts at a token: determiners, adjectives, nouns, names, genitives."""
        tokens, end, last = self.tokens, index, min(last, index + _LONGEST)
        while end < last and self._opens(end) and not self._mentions.get(tokens[end].start):
            end += 1
        core, name, seen = end, None, False
        while end < last:
            mention = self._mentions.get(tokens[end].start)
            if mention is not None and (not seen or mention.kind != "person" or self._named_by(end)):
                end = max(end + 1, bisect_left(self.starts, mention.end))
                press = bool(_PRESS.intersection(mention.attributes))
                heading = self._named_by(bisect_left(self.starts, mention.start))
                name = mention if name is None or press or heading else name
                seen = True
                if press or heading:
                    end = self._stacked(end, last)
                    break
            elif (mention is not None and seen) or not self._inside(end, seen):
                break
            else:
                seen = seen or tokens[end].pos in ("NOUN", "PROPN") or bool(self.role_noun(end))
                end += 1
        while end > core and tokens[end - 1].pos in ("ADP", "DET"):
            end -= 1
        if not seen or end <= core:
            return None
        head = self._head(core, end, name)
        return _Phrase(index, end, core, head, name, alone=end - core == 1 and head == core)

    def _opens(self, index: int) -> bool:
        """Whether a token is a determiner, or a possessive that taggers take for a pronoun."""
        pos = self.tokens[index].pos
        follows = index + 1 < len(self.tokens) and self.tokens[index + 1].pos in ("ADJ", "NOUN", "PROPN")
        return pos == "DET" or (pos == "PRON" and follows)

    def _named_by(self, index: int) -> bool:
        """Whether the word before a name, over a genitive, is the noun of a hand: `the newspaper Example`."""
        before = index - 1
        while before >= 0 and self.words[before] in self.section.genitive:
            before -= 1
        noun = self.role_noun(before)
        return (
            bool(noun) and (before == index - 1 or noun in self.section.carriers) and self.role_of(noun) != "document"
        )

    def _stacked(self, end: int, last: int) -> int:
        """Past the nouns that stack behind a name: `the Example news agency`."""
        while self.section.head_last and end < last and self.tokens[end].pos in ("ADJ", "NOUN"):
            end += 1
        return end

    def _inside(self, index: int, seen: bool) -> bool:
        """Whether a token goes on with a phrase."""
        pos = self.tokens[index].pos
        if pos in ("ADJ", "NOUN", "NUM", "PROPN") or self.role_noun(index):
            return True
        if pos == "DET":
            return (
                not seen
                or self.tokens[index - 1].pos in ("ADP", "DET")
                or self.words[index - 1] in self.section.genitive
            )
        return seen and pos == "ADP" and self.words[index] not in self._stops

    def _head(self, core: int, end: int, name: Mention | None) -> int:
        """The token that tells what kind of hand a phrase names, or -1."""
        before = bisect_left(self.starts, name.start) - 1 if name is not None else -1
        if before >= core and self.role_noun(before):
            return before
        stop = next((k for k in range(core, end) if self.tokens[k].pos == "ADP"), end)
        if self.section.head_last:
            nouns = [k for k in range(core, stop) if self.tokens[k].pos in ("NOUN", "PROPN") or self.role_noun(k)]
            return nouns[-1] if nouns and self.role_noun(nouns[-1]) else -1
        for k in range(core, stop):
            if self.role_noun(k):
                return k
            if self.tokens[k].pos in ("NOUN", "PROPN"):
                break
        return -1

    def _link(self, phrase: _Phrase, role: LinkRole) -> ChainLink:
        start, end = self.tokens[phrase.first].start, self.tokens[phrase.last - 1].end
        name = phrase.name
        if name is not None and self._names_it(phrase, role, name):
            return ChainLink(name=name.name, entity=name.chain, role=role, start=start, end=end)
        bare = self.article.text[self.tokens[phrase.core].start : end]
        return ChainLink(name=bare, entity=None, role=role, start=start, end=end)

    def _names_it(self, phrase: _Phrase, role: LinkRole, name: Mention) -> bool:
        """Whether the name in a phrase is that of the hand, and not of whom it belongs to or where it is."""
        if role == "document" or self.article.text[name.start : name.end] in self.section.platforms:
            return False
        if phrase.head < 0 or role == "relay":
            return True
        at = bisect_left(self.starts, name.start)
        joined = self.section.head_last and at < phrase.head
        return (
            joined
            or self.words[at - 1] not in self.section.genitive
            or self.role_noun(phrase.head) in self.section.carriers
        )
