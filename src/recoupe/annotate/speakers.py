"""Who speaks: from the words that name a speaker to the name of the chain they belong to.

Holder
    The mention that answers for a speaker's noun phrase: the phrase itself, its head, or, for a document or an organ
    (`la déclaration du président`), the person it belongs to.

Pronouns go to the last speaker whose gender and number fit, then to the last fitting name outside quotation marks, in
the manner of Hobbs (1978) and Lappin and Leass (1994), reduced to what a news report needs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from recoupe.annotate.candidates import Candidate
from recoupe.annotate.descriptions import DescribedPersons
from recoupe.annotate.grammar import Grammar
from recoupe.annotate.joint_speakers import Coordination, coordinations, pair_meant, take_up_pair
from recoupe.annotate.left_out_nouns import with_noun
from recoupe.annotate.marks import Region
from recoupe.model.annotation import AnnotatedArticle, Mention, Speaker
from recoupe.text.normalize import QUOTATION_MARKS
from recoupe.text.words import lower_word

_LONGEST_NAME = 80
"""Code points of a name in which a noun phrase may be found."""

_CARRIED = frozenset({"colon-standing", "continued", "marks-only", "noun-colon", "standing"})
"""Rules whose quotations have the speaker of the one before."""

_NOTE = re.compile(r"\s*\([^()A-Z]+(?:\)|$)")
"""A note in brackets that holds no name: `le maire (lire page 4)`."""

_NAMED = frozenset({"name", "alias"})
_PRIORITY = {"person": 0, "organisation": 1, "place": 2}
_SALIENT = 1500
"""How far back, in code points, a pronoun looks for its name: about three paragraphs."""


@dataclass
class SpeakerNames:
    """Names the speakers of one article, in the order of its text.

    Attributes:
        mentions: the article's mentions, by start.
        recent: chains that have spoken, the last one at the end.
    """

    article: AnnotatedArticle
    grammar: Grammar
    regions: tuple[Region, ...]
    mentions: list[Mention] = field(init=False)
    recent: list[tuple[str, Speaker]] = field(init=False, default_factory=list)
    _starts: list[int] = field(init=False)
    _gender: dict[str, str] = field(init=False)
    _kind: dict[str, str] = field(init=False)
    _described: DescribedPersons = field(init=False)
    _bearers: dict[str, Mention] = field(init=False)

    def __post_init__(self) -> None:
        found = [m for m in self.article.mentions if m.field == "text"]
        self.mentions = sorted(found, key=lambda m: (m.start, -m.end, m.id))
        self._starts = [m.start for m in self.mentions]
        self._gender, self._kind = {}, {}
        for mention in self.mentions:
            self._kind.setdefault(mention.chain, mention.kind)
            for attribute in mention.attributes:
                if attribute.startswith("gender="):
                    self._gender.setdefault(mention.chain, attribute.removeprefix("gender="))
        self._described = DescribedPersons(self.article, self.grammar, self.mentions, self._gender, self._quoted)
        self._bearers = self._described.bearers()

    def name(self, candidate: Candidate) -> Speaker | None:
        """The speaker of a candidate; carried over from before when a standing quotation names none."""
        if candidate.speaker is None:
            return self._carried(candidate)
        start, end = self._whole_name(*candidate.speaker)
        words = self.article.text[start:end]
        if words[:1] in QUOTATION_MARKS:
            return None  # words that are quoted themselves speak for nobody
        folded = lower_word(words)
        mention = self._holder(start, end) or self._described.taken_up(start, end)
        mention = self._bearers.get(mention.chain, mention) if mention is not None else None
        if self._is_pronoun(folded):
            speaker = self._pronoun(folded, start, end, self._ending_at(start, end))
        elif (joint := self._joint(start, end, mention, folded)) is not None:
            speaker = Speaker(name=joint.name, entity=None, entities=joint.chains, start=start, end=end)
        elif mention is not None:
            speaker = Speaker(name=mention.name, entity=mention.chain, entities=(), start=start, end=end)
        else:
            name = with_noun(self.article, start, end, self.grammar.words) or self._bare(words)
            speaker = Speaker(name=name, entity=None, entities=(), start=start, end=end)
        if not self._in_marks(start):  # who speaks inside somebody's words is not whom the report goes on with
            self.recent.append((speaker.entity or speaker.name, speaker))
        return speaker

    def _whole_name(self, start: int, end: int) -> tuple[int, int]:
        """A noun phrase that is only a part of a name, such as its last word, widened to the name."""
        first = bisect_left(self._starts, start - _LONGEST_NAME)
        for mention in self.mentions[first : bisect_right(self._starts, start)]:
            if mention.form in _NAMED and mention.start <= start and end <= mention.end:
                return mention.start, mention.end
        return start, end

    def _carried(self, candidate: Candidate) -> Speaker | None:
        if not self.recent or candidate.rule not in _CARRIED:
            return None
        last = self.recent[-1][1]
        return Speaker(name=last.name, entity=last.entity, entities=last.entities, start=None, end=None)

    def _is_pronoun(self, folded: str) -> bool:
        words = self.grammar.words
        return any(folded in group for group in (words.masculine, words.feminine, words.plural, words.neuter))

    def _holder(self, start: int, end: int) -> Mention | None:
        """The mention that a speaker's noun phrase stands for."""
        inside = self._inside(start, end)
        exact = next((m for m in inside if m.start == start and m.end == end), None)
        if exact is not None:
            return exact
        usable = [m for m in inside if not self._belongs_to_another(start, m)]
        if self._described.is_of_person(start, end):
            usable = [m for m in usable if m.kind == "person"]  # `the senator from Corby` is not Corby
        return min(usable, key=lambda m: (_PRIORITY.get(m.kind, 3), m.start), default=None)

    def _ending_at(self, start: int, end: int) -> Mention | None:
        """The mention that a pronoun makes, whose span may hold the hyphen before it."""
        index = bisect_left(self._starts, start - 3)
        near = self.mentions[index : index + 6]
        return next((m for m in near if m.end == end and m.start >= start - 3), None)

    def _inside(self, start: int, end: int) -> list[Mention]:
        first = bisect_left(self._starts, start)
        inside: list[Mention] = []
        for mention in self.mentions[first:]:
            if mention.start >= end:
                break
            if mention.end <= end:
                inside.append(mention)
        return inside

    def _belongs_to_another(self, start: int, mention: Mention) -> bool:
        """Whether a mention only qualifies the head of the phrase: `l'avocat de Paul` is not Paul."""
        before = lower_word(self.article.text[start : mention.start]).replace("'", "' ").split()
        if not before:
            return False
        words = self.grammar.words
        while before and before[-1] in words.object_start and before[-1] not in words.genitive:
            before.pop()
        if not before or before[-1] not in words.genitive | words.contracted:
            return False
        head = next((w.strip(",") for w in before if w not in words.object_start), "")
        speaks = words.attribution_noun if mention.kind == "person" else words.issued
        return head not in speaks and len(before) > 1

    def _joint(self, start: int, end: int, holder: Mention | None, folded: str) -> Coordination | None:
        """Those who speak together: whom a conjunction joins to the holder, or the two whom a phrase takes up."""
        text, words = self.article.text, self.grammar.words
        if holder is not None:
            inside = [m for m in self._inside(start, end) if m.kind == holder.kind]
            joined = coordinations(text, inside, words)
            return next((c for c in joined if c.members[0].chain == holder.chain and len(c.chains) > 1), None)
        pair = pair_meant(folded, words)
        if pair is None:
            return None
        kind = "place" if pair == "state" else "person"
        near = self.mentions[bisect_left(self._starts, start - _SALIENT) : bisect_left(self._starts, start)]
        named = [m for m in near if m.kind == kind and m.form != "pronoun" and not self._quoted(m)]
        return take_up_pair(pair, coordinations(text, named, words), self._gender)

    def _pronoun(self, folded: str, start: int, end: int, mention: Mention | None) -> Speaker:
        if mention is not None and mention.name.casefold() != folded:
            return Speaker(name=mention.name, entity=mention.chain, entities=(), start=start, end=end)
        for _, speaker in self.recent[::-1]:
            if self._fits(folded, speaker):
                return Speaker(
                    name=speaker.name, entity=speaker.entity, entities=speaker.entities, start=start, end=end
                )
        named = self._named_before(folded, start)
        if named is not None:
            return Speaker(name=named.name, entity=named.chain, entities=(), start=start, end=end)
        return Speaker(name=self.article.text[start:end], entity=None, entities=(), start=start, end=end)

    def _fits(self, folded: str, speaker: Speaker) -> bool:
        words = self.grammar.words
        if self._is_pronoun(lower_word(speaker.name)):
            return False
        if folded in words.neuter:
            return not speaker.entities and self._kind.get(speaker.entity or "") != "person"
        if folded in words.plural:
            return bool(speaker.entities) or speaker.entity is None or self._kind.get(speaker.entity) != "person"
        if speaker.entity is None:
            return not speaker.entities
        gender = self._gender.get(speaker.entity)
        wanted = "f" if folded in words.feminine else "m"
        return gender is None or gender == wanted

    def _named_before(self, folded: str, start: int) -> Mention | None:
        words = self.grammar.words
        wanted = "f" if folded in words.feminine else "m"
        last = bisect_left(self._starts, start)
        best: Mention | None = None
        for mention in self.mentions[max(0, last - 60) : last][::-1]:
            if start - mention.end > _SALIENT:
                break
            gender = self._gender.get(mention.chain)
            if (
                mention.kind != "person"
                or folded in words.plural | words.neuter
                or gender not in (None, wanted)
                or self._quoted(mention)
            ):
                continue
            if gender == wanted:
                return mention
            best = best or mention
        return best

    def _quoted(self, mention: Mention) -> bool:
        return self._in_marks(mention.start)

    def _in_marks(self, offset: int) -> bool:
        index = bisect_left(self.regions, offset + 1, key=lambda r: r.start) - 1
        return index >= 0 and self.regions[index].end > offset

    def _bare(self, words: str) -> str:
        """The words of a noun phrase up to its apposition, without the article."""
        head = _NOTE.sub("", words.split(",", maxsplit=1)[0]).strip(' \u00a0\u202f«»"“”')
        first = lower_word(head).replace("'", "' ").split()
        partitive = len(first) > 1 and first[1] in self.grammar.words.genitive
        if len(first) > 1 and first[0] in self.grammar.words.article and not partitive:
            return head[len(first[0]) :].lstrip()
        return head
