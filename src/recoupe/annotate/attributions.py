"""Attributions: through whose hands words came, and whose words an article says it uses.

Chain
    From the speaker outward: relays (an agency, a newspaper that reports the saying, somebody who tells what another
    said), media (the site, channel or account where it appeared) and documents (a statement, a treaty); and the origin
    that a speaker cites or speaks for. The speaker is no part of it.
Credit
    An agency or author named as the source of an article's words: ``(with AFP)``, a byline, a dateline.

A hand is found in a report that holds another report; in a phrase beside the cue (`on the site of`, `told X`, `quoted
by X`), which belongs to the nearest cue; in the next sentence that takes the words up again (`This news, carried by
X`), from where it goes on to what the same document says; in the speaker's last saying, where this one goes on with it
(`he added`); in who works for it (`a reporter of X`); and in a participle that cites. Every link has the words it rests
on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping

import msgspec

from recoupe.annotate.hands import AttributionSection, Hands, attribution_section
from recoupe.annotate.introductions import Introductions
from recoupe.languages.pack import LanguagePack
from recoupe.model.annotation import AnnotatedArticle, ChainLink, LinkRole, Mention, Quotation, Speaker

_REACH = 24
"""How many tokens from the cue a phrase of place may stand: one long clause."""

_NEAR = 8
"""Quotations before and after one, in the order of the text, among which one that holds it is looked for."""

_CARRIED = 2
"""Sentences after one that names a hand in which its document, or its speaker, may still go on."""

_TITLE = 8
"""Tokens of the longest title between the words that give a voice and its name: `through its chief of staff, X`."""


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


class _Tracer:
    """Traces the chains of one article."""

    def __init__(self, article: AnnotatedArticle, section: AttributionSection) -> None:
        self.article = article
        self.section = section
        self.hands = Hands(article, section)
        self.tokens, self.words, self.starts = article.tokens, self.hands.words, self.hands.starts
        self.sentences: dict[int, tuple[int, int]] = {}
        for index, token in enumerate(self.tokens):
            first = self.sentences.get(token.sentence, (index, index))[0]
            self.sentences[token.sentence] = (first, index + 1)
        self.introductions = Introductions(self.hands)
        self.cues: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for quotation in article.quotations:
            if quotation.cue is not None and quotation.cue_lemma not in section.citing_verbs:
                first, last = self._tokens(quotation.cue.start, quotation.cue.end)
                if first < last:
                    self.cues[self.tokens[first].sentence].append((first, last))
        self.phrases: dict[int, list[tuple[int, ChainLink]]] = {}
        self.recalled = self._recalled()

    def trace(self) -> tuple[Quotation, ...]:
        traced: list[Quotation] = []
        told: dict[str, tuple[int, list[ChainLink]]] = {}
        for index, quotation in enumerate(self.article.quotations):
            beside = self._beside(quotation) or self._gone_on(quotation, told)
            if quotation.cue is not None and quotation.speaker is not None:
                told[quotation.speaker.entity or quotation.speaker.name] = (self._sentence(quotation.cue.start), beside)
            links = self._outer_reports(index, quotation) + beside
            links += self._of_speaker(quotation)
            links += self._taken_up(quotation)
            named = msgspec.structs.replace(quotation, speaker=self._named(quotation.speaker))
            traced.append(msgspec.structs.replace(named, chain=self._chain(named, links)))
        return tuple(traced)

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        """Indexes of the tokens of a span."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def _sentence(self, offset: int) -> int:
        return self.tokens[max(0, bisect_right(self.starts, offset) - 1)].sentence

    def _gone_on(self, quotation: Quotation, told: Mapping[str, tuple[int, list[ChainLink]]]) -> list[ChainLink]:
        """What stood beside the speaker's last saying, where this one only goes on with it: `he added`."""
        speaker = quotation.speaker
        if quotation.cue is None or speaker is None or quotation.cue_lemma not in self.section.continuing_verbs:
            return []
        sentence, links = told.get(speaker.entity or speaker.name, (-_CARRIED - 1, []))
        near = 0 <= self._sentence(quotation.cue.start) - sentence <= _CARRIED
        return [link for link in links if link.role != "origin"] if near else []

    def _chain(self, quotation: Quotation, links: list[ChainLink]) -> tuple[ChainLink, ...]:
        """Links without the speaker and without doubles, nearest hand first: document, medium, relay."""
        kept: list[ChainLink] = []
        for link in links:
            apart = all(
                (link.start >= k.end or k.start >= link.end) and (link.name, link.role) != (k.name, k.role)
                for k in kept
            )
            if apart and not self._is_speaker(quotation, link):
                kept.append(link)
        order = {"origin": 0, "document": 1, "medium": 2, "relay": 3}
        return tuple(sorted(kept, key=lambda link: (order[link.role], link.start)))

    def _is_speaker(self, quotation: Quotation, link: ChainLink) -> bool:
        speaker = quotation.speaker
        if speaker is None:
            return False
        if (
            speaker.start is not None
            and speaker.end is not None
            and speaker.start < link.end
            and link.start < speaker.end
        ):
            if None not in (speaker.entity, link.entity) and speaker.entity != link.entity:
                return False
            # Inside a speaker's phrase, only what a preposition sets apart is somebody else: `the minister on Example`.
            return self._tokens(link.start, link.end)[0] <= self._tokens(speaker.start, speaker.end)[0] + 1
        return link.name == speaker.name or (link.entity is not None and link.entity == speaker.entity)

    def _outer_reports(self, index: int, quotation: Quotation) -> list[ChainLink]:
        """Who reports a saying inside their own report: `X a confirmé …, a rapporté le journal Y`."""
        links: list[ChainLink] = []
        if quotation.cue is None:
            return links
        for outer in self.article.quotations[max(0, index - _NEAR) : index + _NEAR]:
            speaker = outer.speaker
            if outer is quotation or outer.negated or speaker is None or speaker.start is None or speaker.end is None:
                continue
            holds = outer.content.contains(quotation.content) and outer.content.contains(quotation.cue)
            if not holds or len(outer.content) <= len(quotation.content) or self._in_person(quotation, outer):
                continue
            link = self._of_reporter(outer, speaker.start, speaker.end)
            links += [link] if link is not None else []
        return links

    def _in_person(self, inner: Quotation, outer: Quotation) -> bool:
        """Whether words in marks report themselves: `“I say that …”`, whose speaker is a pronoun without a bearer."""
        speaker = inner.speaker
        if outer.kind == "indirect" or speaker is None or speaker.entity is not None or speaker.start is None:
            return False
        index = bisect_left(self.starts, speaker.start)
        return index < len(self.tokens) and self.tokens[index].pos == "PRON" and self.tokens[index].end == speaker.end

    def _of_reporter(self, outer: Quotation, start: int, end: int) -> ChainLink | None:
        """The hand that the speaker of a report of another's saying is."""
        speaker = outer.speaker
        first, last = self._tokens(start, end)
        named = self.hands.at(first, last)
        if speaker is None or (named is not None and (speaker.entity is None or named.role == "document")):
            return named
        if named is None and any(
            self.words[k] in self.section.recalled_nouns for k in range(first, min(first + 2, last))
        ):
            # Words themselves are nobody: who passed them on is.
            return next((link for link in self._beside(outer) if link.role != "origin"), None)
        role = named.role if named is not None else "relay"
        return ChainLink(name=speaker.name, entity=speaker.entity, role=role, start=start, end=end)

    def _beside(self, quotation: Quotation) -> list[ChainLink]:
        """Phrases beside the cue: `sur le site du …`, `à l'AFP`, `dans une déclaration officielle`, `told X`."""
        if quotation.cue is None:
            return []
        cue = self._tokens(quotation.cue.start, quotation.cue.end)
        if cue[0] >= len(self.tokens):
            return []
        sentence = self.tokens[cue[0]].sentence
        links = [
            link
            for index, link in self._phrases_of(sentence)
            if self._is_nearest(cue, index, sentence) and not self._in_other_words(quotation, link.start)
        ]
        if quotation.cue_lemma in self.section.telling_verbs:
            told = self.hands.at(cue[1], self.sentences[sentence][1], "to")
            links += [told] if told is not None else []
        return links

    def _is_nearest(self, cue: tuple[int, int], index: int, sentence: int) -> bool:
        """Whether of all cues of a sentence this one stands nearest to a token, in the same clause and reach."""

        def distance(other: tuple[int, int]) -> int:
            return other[0] - index if index < other[0] else index - other[1] + 1

        if distance(cue) > _REACH or distance(cue) > min(map(distance, self.cues[sentence]), default=0):
            return False
        return index >= cue[0] or not any(self.words[k] in (";", ":", ".") for k in range(index, cue[0]))

    def _in_other_words(self, quotation: Quotation, offset: int) -> bool:
        """Whether a place stands in words quoted, the cue outside them."""
        assert quotation.cue is not None
        return any(
            q.content.start <= offset < q.content.end and not q.content.contains(quotation.cue)
            for q in self.article.quotations
            if q.content.field == "text" and q.cue_lemma not in self.section.citing_verbs
        )

    def _phrases_of(self, sentence: int) -> list[tuple[int, ChainLink]]:
        """The hands that phrases of a sentence name, each with the token that introduces it."""
        if sentence not in self.phrases:
            first, last = self.sentences[sentence]
            self.phrases[sentence] = [
                (index, link) for index in range(first, last) for link in self.introductions.introduced(index, last)
            ]
        return self.phrases[sentence]

    def _of_speaker(self, quotation: Quotation) -> list[ChainLink]:
        """Hands that the speaker's own words name: who works for a press body, who gives another's words."""
        speaker = quotation.speaker
        if speaker is None or speaker.start is None or speaker.end is None:
            return []
        first, last = self._tokens(speaker.start, speaker.end)
        links: list[ChainLink] = []
        employed = any(
            self.words[k] in self.section.press_people or self.tokens[k].lemma in self.section.press_people
            for k in range(first, min(last, first + 3))
        )
        for index in range(first + 1, last) if employed else ():
            if self.hands.press_at(index) is not None and (link := self.hands.at(index, last)) is not None:
                links.append(link)
        return [*links, *self._represented(speaker, first)]

    def _named(self, speaker: Speaker | None) -> Speaker | None:
        """The speaker under the name of the press body that its noun takes up, or of the voice that its pronoun has.

        `The paper`, `the article`; `through its minister, X, it praised …`, where nothing says who `it` is.
        """
        if speaker is None or speaker.start is None or speaker.end is None:
            return speaker
        first, last = self._tokens(speaker.start, speaker.end)
        pronoun = last - first == 1 and self.tokens[first].pos == "PRON"
        author = next(self._represented(speaker, first), None) if pronoun else None
        if author is None and speaker.entity is None:
            author = self.hands.taken_up(first, last)
        if author is None or author.role != "relay" or (pronoun and author.start > speaker.start):
            return speaker
        return msgspec.structs.replace(speaker, name=author.name, entity=author.entity)

    def _represented(self, speaker: Speaker, first: int) -> Iterator[ChainLink]:
        """Whom the speaker gives a voice, or who gives the speaker's: `France, through its minister`."""
        begin, end = self.sentences[self.tokens[min(first, len(self.tokens) - 1)].sentence]
        for index in range(begin, end):
            behind = self.introductions.behind_voice(index)
            voice = self._mention_after(behind) if behind else None
            if voice is None:
                continue
            owner = self._mention_before(index)
            if voice.chain == speaker.entity and owner is not None:
                yield self._mentioned(owner, "origin")
            elif owner is None or owner.chain == speaker.entity or index > first:
                yield self._mentioned(voice, "relay")

    def _mentioned(self, mention: Mention, role: LinkRole) -> ChainLink:
        return ChainLink(name=mention.name, entity=mention.chain, role=role, start=mention.start, end=mention.end)

    def _mention_before(self, index: int) -> Mention | None:
        """The mention that ends before a token, over a comma."""
        end = index - 1 if index and self.words[index - 1] == "," else index
        limit = self.tokens[end - 1].end if end else 0
        return next((m for m in self.article.mentions if m.end == limit and m.form != "pronoun"), None)

    def _mention_after(self, index: int) -> Mention | None:
        """The person who is named at a token or soon behind."""
        if index >= len(self.tokens):
            return None
        limit = self.tokens[min(index + _TITLE, len(self.tokens) - 1)].start
        near = [m for m in self.article.mentions if self.tokens[index].start <= m.start <= limit and m.kind == "person"]
        return min(near, key=lambda m: (m.form != "name", m.start), default=None)

    def _recalled(self) -> dict[int, list[ChainLink]]:
        """Relays of sentences that take up the words of the sentence before: by the sentence's index."""
        recalled: dict[int, list[ChainLink]] = {}
        for sentence, (first, last) in self.sentences.items():
            opening = self.words[first : first + 2]
            if len(opening) < 2 or opening[0] not in self.section.demonstratives:
                continue
            nouns = self.section.recalled_nouns
            if self.tokens[first + 1].lemma not in nouns and opening[1] not in nouns:
                continue
            for index in range(first + 2, min(last - 1, first + 12)):
                found = self.introductions.preposition(index)
                if found is not None and found[0] == "by" and self.introductions.passed_on(index):
                    link = self.hands.at(found[1], last, "by") or self.introductions.any_name(found[1], "relay")
                    recalled.setdefault(sentence, []).extend([link] if link is not None else [])
        return recalled

    def _taken_up(self, quotation: Quotation) -> list[ChainLink]:
        """Relays that the next sentence names, or an earlier one for the document that speaks here."""
        end = max(quotation.content.end, quotation.cue.end if quotation.cue else 0)
        sentence = self._sentence(end - 1)
        links = list(self.recalled.get(sentence + 1, ()))
        speaker = quotation.speaker
        if speaker is not None and speaker.start is not None and speaker.end is not None:
            first, last = self._tokens(speaker.start, speaker.end)
            noun = self.hands.role_noun(first + 1) if first + 1 < last and self.tokens[first].pos == "DET" else ""
            if noun in self.section.document_nouns:
                for before in range(sentence, sentence - _CARRIED - 1, -1):
                    links.extend(self.recalled.get(before, ()))
        return links
