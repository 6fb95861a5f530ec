"""Attributions: through whose hands words came, and whose words an article says it uses.

Chain
    From the speaker outward: relays (an agency, a newspaper that reports the saying), media (the site, channel or
    account where it appeared) and documents (a statement, a treaty). The speaker is no part of it.
Credit
    An agency or author named as the source of an article's words: ``(with AFP)``, a byline, a dateline.

A hand is found in four places: in the speaker of a report that holds another report, in a phrase of place beside the
cue, in the next sentence that takes the words up again (`Cette nouvelle, relayée par …`), and in a participle that
cites. Every link has the words it rests on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

import msgspec

from recoupe.languages.pack import LanguagePack
from recoupe.model.annotation import AnnotatedArticle, ChainLink, LinkRole, Mention, Quotation, Token
from recoupe.text.words import lower_words

_PRESS = frozenset({"subkind=agency", "subkind=medium"})
_REACH = 24
"""How many tokens from the cue or the content a phrase of place may stand: one long clause."""


class AttributionSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``attributions.toml``.

    Attributes:
        relay_nouns, medium_nouns, document_nouns: heads of the noun phrases that name a hand.
        vague_documents: documents that count only when something tells which one: an adjective or a complement.
        relay_verbs: lemmas of passing words on; citing_verbs: those whose object is the source.
        prepositions: introduce where words appeared; by: introduces who passed them on.
        demonstratives, recalled_nouns: how the next sentence takes words up again.
        with_, credit_labels, bylines: words before a credit.
        agencies: news agencies as they sign.
    """

    relay_nouns: frozenset[str]
    medium_nouns: frozenset[str]
    document_nouns: frozenset[str]
    vague_documents: frozenset[str]
    relay_verbs: frozenset[str]
    citing_verbs: frozenset[str]
    prepositions: frozenset[str]
    by: frozenset[str]
    demonstratives: frozenset[str]
    recalled_nouns: frozenset[str]
    with_: tuple[str, ...] = msgspec.field(name="with")
    credit_labels: tuple[str, ...]
    bylines: tuple[str, ...]
    agencies: tuple[str, ...]


@cache
def attribution_section(pack: LanguagePack) -> AttributionSection | None:
    """The pack's section, or None when it has no ``attributions.toml``."""
    return pack.section("attributions", AttributionSection)


def trace_attributions(article: AnnotatedArticle, pack: LanguagePack) -> tuple[Quotation, ...]:
    """The article's quotations with their chains filled.

    Args:
        article: with tokens, mentions and quotations.
        pack: of the article's language; one without ``attributions.toml`` leaves the chains as they are.
    """
    section = attribution_section(pack)
    if section is None or not article.tokens or not article.quotations:
        return article.quotations
    return _Tracer(article, section).trace()


@dataclass
class _Tracer:
    """Traces the chains of one article."""

    article: AnnotatedArticle
    section: AttributionSection

    def __post_init__(self) -> None:
        self.tokens = self.article.tokens
        self.words = lower_words(self.article.text, self.tokens)
        self.nouns = self.section.relay_nouns | self.section.medium_nouns | self.section.document_nouns
        self.links: dict[int, ChainLink | None] = {}
        self.starts = [t.start for t in self.tokens]
        mentions = [m for m in self.article.mentions if m.field == "text" and m.form != "pronoun"]
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self.mention_starts = [m.start for m in self.mentions]
        self.sentences: dict[int, tuple[int, int]] = {}
        for index, token in enumerate(self.tokens):
            first = self.sentences.get(token.sentence, (index, index))[0]
            self.sentences[token.sentence] = (first, index + 1)

    def trace(self) -> tuple[Quotation, ...]:
        quotations = self.article.quotations
        recalled = self._recalled()
        traced: list[Quotation] = []
        for index, quotation in enumerate(quotations):
            links = self._outer_reports(index, quotation)
            links += self._beside(quotation)
            links += [link for sentence in self._sentences_of(quotation) for link in recalled.get(sentence + 1, [])]
            traced.append(msgspec.structs.replace(quotation, chain=self._chain(quotation, links)))
        return tuple(traced)

    def _chain(self, quotation: Quotation, links: list[ChainLink]) -> tuple[ChainLink, ...]:
        """Links without the speaker and without doubles, nearest hand first: document, medium, relay."""
        speaker = quotation.speaker
        kept: list[ChainLink] = []
        for link in links:
            itself = speaker is not None and (
                link.name == speaker.name
                or (link.entity is not None and link.entity == speaker.entity)
                or (
                    speaker.start is not None
                    and speaker.end is not None
                    and speaker.start < link.end
                    and link.start < speaker.end
                )
            )
            if not itself and all(link.start >= k.end or k.start >= link.end for k in kept):
                kept.append(link)
        order = {"origin": 0, "document": 1, "medium": 2, "relay": 3}
        return tuple(sorted(kept, key=lambda link: (order[link.role], link.start)))

    def _outer_reports(self, index: int, quotation: Quotation) -> list[ChainLink]:
        """Press bodies that report a saying inside their own report: `X a confirmé …, a rapporté le journal Y`."""
        links: list[ChainLink] = []
        for outer in self._around(index):
            speaker = outer.speaker
            if outer is quotation or speaker is None or speaker.start is None or speaker.end is None:
                continue
            inside = outer.content.start <= quotation.content.start and quotation.content.end <= outer.content.end
            smaller = len(quotation.content) < len(outer.content)
            role = self._role(speaker.start, speaker.end)
            if inside and smaller and quotation.cue is not None and role in ("relay", "medium"):
                links.append(
                    ChainLink(name=speaker.name, entity=speaker.entity, role=role, start=speaker.start, end=speaker.end)
                )
        return links

    def _around(self, index: int) -> tuple[Quotation, ...]:
        """Quotations near one in the order of the text: those that can hold it."""
        return self.article.quotations[max(0, index - 8) : index + 8]

    def _role(self, start: int, end: int) -> LinkRole | None:
        """What kind of hand a noun phrase names, by its head or by the mention in it."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        for index in range(first, min(last, first + 4)):
            noun = self.words[index] if self.words[index] in self.nouns else self.tokens[index].lemma
            role = self._noun_role(noun)
            if role is not None:
                return role
            if self.tokens[index].pos in ("NOUN", "VERB"):
                break
        press = any(_PRESS.intersection(m.attributes) for m in self._mentions_in(start, end))
        return "relay" if press else None

    def _noun_role(self, noun: str) -> LinkRole | None:
        if noun in self.section.relay_nouns:
            return "relay"
        if noun in self.section.medium_nouns:
            return "medium"
        return "document" if noun in self.section.document_nouns else None

    def _mentions_in(self, start: int, end: int) -> list[Mention]:
        first, last = bisect_left(self.mention_starts, start), bisect_left(self.mention_starts, end)
        return [m for m in self.mentions[first:last] if m.end <= end]

    def _beside(self, quotation: Quotation) -> list[ChainLink]:
        """Phrases of place beside the cue: `sur le site du …`, `à l'AFP`, `dans une déclaration officielle`."""
        anchor = quotation.cue
        if anchor is None:
            return []
        cue = bisect_left(self.starts, anchor.start)
        if cue >= len(self.tokens):
            return []
        first, last = self.sentences[self.tokens[cue].sentence]
        links: list[ChainLink] = []
        for index in range(max(first, cue - _REACH), min(last - 1, cue + _REACH)):
            token = self.tokens[index]
            inside = quotation.content.start <= token.start < quotation.content.end
            if inside or self.words[index] not in self.section.prepositions:
                continue
            if index < cue and not self._same_clause(index, cue):
                continue
            link = self._phrase_link(index + 1, last)
            if link is not None:
                links.append(link)
        for index in range(max(first, cue - _REACH), min(last - 1, cue + _REACH)):
            if self.tokens[index].lemma in self.section.citing_verbs and self.tokens[index].pos == "VERB":
                origin = self._phrase(index + 1, last)
                if origin is not None and not quotation.content.start <= origin[0] < quotation.content.end:
                    links.append(self._link(origin[0], origin[1], "origin"))
        return links

    def _same_clause(self, index: int, cue: int) -> bool:
        return not any(self.words[k] in (";", ":", ".") for k in range(index, cue))

    def _phrase_link(self, index: int, last: int) -> ChainLink | None:
        """The hand that the noun phrase at a token names; None when it names none."""
        if index not in self.links:
            self.links[index] = self._read_link(index, last)
        return self.links[index]

    def _read_link(self, index: int, last: int) -> ChainLink | None:
        phrase = self._phrase(index, last)
        if phrase is None:
            return None
        role = self._role(*phrase)
        if role is None:
            return None
        if role == "document":
            head = next(
                (
                    k
                    for k in range(index, min(last, index + 4))
                    if self._noun_role(self.tokens[k].lemma) or self._noun_role(self.words[k])
                ),
                index,
            )
            alone = self.tokens[head].end >= phrase[1]
            if alone and self.tokens[head].lemma in self.section.vague_documents:
                return None
        return self._link(phrase[0], phrase[1], role)

    def _phrase(self, index: int, last: int) -> tuple[int, int] | None:
        """Offsets of the noun phrase that starts at a token: determiner, adjectives, nouns, names, genitives."""
        start, end = index, index
        head = False
        while end < last and end - start < 10:
            pos = self.tokens[end].pos
            inner = pos in ("ADJ", "NUM") or (pos == "DET" and (not head or self.tokens[end - 1].pos == "ADP"))
            if inner or pos in ("PROPN", "NOUN"):
                head = head or pos in ("PROPN", "NOUN")
            elif not (pos == "ADP" and head and self.words[end] not in self.section.prepositions | self.section.by):
                break
            end += 1
        while end > start and self.tokens[end - 1].pos in ("ADP", "DET"):
            end -= 1
        return (self.tokens[start].start, self.tokens[end - 1].end) if head and end > start else None

    def _link(self, start: int, end: int, role: LinkRole) -> ChainLink:
        mentions = self._mentions_in(start, end)
        press = [m for m in mentions if _PRESS.intersection(m.attributes)]
        named = press or [m for m in mentions if m.end == end and role == "relay"]
        if named:
            return ChainLink(name=named[0].name, entity=named[0].chain, role=role, start=start, end=end)
        return ChainLink(name=self._bare(start, end), entity=None, role=role, start=start, end=end)

    def _bare(self, start: int, end: int) -> str:
        """The words of a phrase without its determiner."""
        first = bisect_left(self.starts, start)
        if self.tokens[first].pos == "DET" and self.tokens[first].end < end:
            return self.article.text[self.tokens[first].end : end].lstrip()
        return self.article.text[start:end]

    def _recalled(self) -> dict[int, list[ChainLink]]:
        """Links of sentences that take up the words of the sentence before: by the sentence's index."""
        recalled: dict[int, list[ChainLink]] = {}
        for sentence, (first, last) in self.sentences.items():
            opening = self.words[first : first + 2]
            if len(opening) < 2 or opening[0] not in self.section.demonstratives:
                continue
            if (
                self.tokens[first + 1].lemma not in self.section.recalled_nouns
                and opening[1] not in self.section.recalled_nouns
            ):
                continue
            for index in range(first + 2, min(last - 1, first + 12)):
                if self.words[index] in self.section.by and self._relayed(first, index):
                    link = self._phrase_link(index + 1, last)
                    if link is not None:
                        recalled.setdefault(sentence, []).append(link)
        return recalled

    def _relayed(self, first: int, by: int) -> bool:
        return any(self.tokens[k].lemma in self.section.relay_verbs for k in range(max(first, by - 3), by))

    def _sentences_of(self, quotation: Quotation) -> list[int]:
        """The sentence that a quotation ends in."""
        end = max(quotation.content.end, quotation.cue.end if quotation.cue else 0)
        index = max(0, bisect_right(self.starts, end - 1) - 1)
        token: Token = self.tokens[index]
        return [token.sentence]
