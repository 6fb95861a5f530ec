"""Utterances: the same words said once, however often they are quoted.

Same words
    Two quotations whose words of content agree: identical, one a shortening of the other, or lightly edited; or a
    literal fragment of one that stands in the other.
Same mouth
    The same entity, or the same name where no entity is known. A quotation without a speaker joins only its equals.
Occasion
    What is quoted within a few days is taken to be said once. The same words in another mouth or on another occasion
    are another utterance, and the two are linked as *echoes*.

Pairs are found through shared pairs of neighbouring words (Broder 1997, shingling), so that the work grows with the
number of quotations that share words, not with the square of all; a group never holds two known speakers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from recoupe.languages.families import Families, families_of
from recoupe.languages.pack import pack_for
from recoupe.model.annotation import AnnotatedArticle, Quotation
from recoupe.model.group import Evidence, Utterance
from recoupe.model.partition import Partition
from recoupe.model.span import item_id
from recoupe.options import UtteranceOptions
from recoupe.text.normalize import fold_text
from recoupe.text.tokens import neutral_rules, tokenise


@dataclass(frozen=True)
class _Said:
    """A quotation, ready for comparison.

    Attributes:
        terms: its words of content, folded, in order.
        pieces: the same for each literal fragment of a mixed quotation.
        speaker: what tells its speaker from others, or empty.
        day: day of publication as an ordinal, or None.
    """

    quotation: Quotation
    terms: tuple[str, ...]
    pieces: tuple[tuple[str, ...], ...]
    speaker: str
    name: str
    day: int | None


class _Match(NamedTuple):
    """Two quotations with the same words, by their indices; sorts best first."""

    cost: float
    left: int
    right: int
    rule: str


def group_utterances(articles: Sequence[AnnotatedArticle], options: UtteranceOptions) -> tuple[Utterance, ...]:
    """Group the quotations of several articles by what was said, once each.

    Args:
        articles: with quotations; after entities are linked, speakers carry the ids of entities.
        options: how much two quotations must share.

    Returns:
        Utterances sorted by id; every quotation that is not negated is in exactly one of them.
    """
    said = sorted(
        (_said(article, q) for article in articles for q in article.quotations if not q.negated),
        key=lambda s: (s.day if s.day is not None else date.max.toordinal(), s.quotation.id),
    )
    matches = _matches(said, options)
    groups = _Groups(said)
    echoes: list[_Match] = []
    for match in matches:
        if not groups.join(match, options):
            echoes.append(match)
    return _utterances(said, groups, echoes)


def _said(article: AnnotatedArticle, quotation: Quotation) -> _Said:
    families = families_of(pack_for(article.language))
    speaker = quotation.speaker
    name = fold_text(speaker.name).strip() if speaker is not None else ""
    entity = (speaker.entity or " ".join(speaker.entities)) if speaker is not None else ""
    return _Said(
        quotation=quotation,
        terms=_terms(article.surface(quotation.content), families),
        pieces=tuple(_terms(article.surface(piece), families) for piece in quotation.fragments),
        speaker=entity or name,
        name=name,
        day=_day(article.article.published),
    )


def _terms(text: str, families: Families) -> tuple[str, ...]:
    """Words of content of a text, folded; the parts of an elided or hyphenated word count apart."""
    words: list[str] = []
    for token in tokenise(text, neutral_rules()):
        for word in fold_text(text[token.start : token.end]).replace("-", "'").split("'"):
            if word and word[0].isalnum() and not families.is_stopword(word):
                words.append(word)
    return tuple(words)


def _day(published: str | None) -> int | None:
    """Day of a full ISO date; None for a partial one, which tells no occasion."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def _matches(said: Sequence[_Said], options: UtteranceOptions) -> list[_Match]:
    """Pairs with the same words, best first."""
    postings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, item in enumerate(said):
        for key in _keys(item):
            postings[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for members in postings.values():
        if len(members) <= options.crowded:
            pairs.update((a, b) for k, a in enumerate(members) for b in members[k + 1 :])
        else:  # a chain keeps copies together without every pair of them
            pairs.update(pairwise(members))
    matches = [m for a, b in sorted(pairs) if (m := _compare(said, a, b, options)) is not None]
    return sorted(matches)


def _keys(item: _Said) -> list[tuple[str, ...]]:
    """What a quotation is looked up by: pairs of neighbouring words, and the whole of a short one."""
    keys: set[tuple[str, ...]] = set(pairwise(item.terms))
    for piece in (item.terms, *item.pieces):
        if 0 < len(piece) <= 2:
            keys.add(tuple(piece) if len(piece) == 2 else (piece[0],))
    return sorted(keys)


def _compare(said: Sequence[_Said], a: int, b: int, options: UtteranceOptions) -> _Match | None:  # noqa: PLR0911 - first rule that holds
    left, right = said[a], said[b]
    if left.quotation.article == right.quotation.article and left.quotation.content.overlaps(right.quotation.content):
        return None
    if not left.terms or not right.terms:
        return None
    if left.terms == right.terms:
        return _Match(0.0, a, b, "same-words")
    if left.quotation.article == right.quotation.article:
        return None  # what one report says twice in other words is two statements
    common = LCSseq.similarity(left.terms, right.terms)
    share = common / min(len(left.terms), len(right.terms))
    if common >= options.shared_words and share >= options.containment:
        return _Match(round(1 - share + 0.01, 4), a, b, "shortened-or-edited")
    if _piece_inside(left, right) or _piece_inside(right, left):
        return _Match(0.5, a, b, "same-fragment")
    return None


def _piece_inside(inner: _Said, outer: _Said) -> bool:
    """Whether a literal fragment of two words or more stands in the other quotation as it is."""
    joined = f" {' '.join(outer.terms)} "
    return any(len(piece) >= 2 and f" {' '.join(piece)} " in joined for piece in inner.pieces)


class _Groups:
    """Quotations joined so far; a group holds one speaker and one occasion."""

    def __init__(self, said: Sequence[_Said]) -> None:
        self.said = said
        self._joined = Partition(range(len(said)))
        self.members: dict[int, list[int]] = {k: [k] for k in range(len(said))}
        self.evidence: dict[int, list[_Match]] = defaultdict(list)

    def root(self, index: int) -> int:
        return self._joined.root(index)

    def join(self, match: _Match, options: UtteranceOptions) -> bool:
        """Join two quotations and their groups; False when mouths or occasions differ."""
        a, b = self.root(match.left), self.root(match.right)
        if a == b:
            return True
        joined = self.members[a] + self.members[b]
        if not self._one_mouth(joined, match.cost) or not self._one_occasion(joined, options):
            return False
        keep, drop = self._joined.join(a, b), max(a, b)
        self.members[keep] = sorted(joined)
        self.evidence[keep] += [*self.evidence.pop(drop, []), match]
        del self.members[drop]
        return True

    def _one_mouth(self, members: Iterable[int], cost: float) -> bool:
        mouths = {self.said[k].speaker for k in members}
        if len(mouths) == 1:
            return bool(mouths - {""}) or cost == 0.0
        if "" in mouths:
            return cost == 0.0 and len(mouths) == 2
        return len({self.said[k].name for k in members}) == 1

    def _one_occasion(self, members: Iterable[int], options: UtteranceOptions) -> bool:
        days = [d for k in members if (d := self.said[k].day) is not None]
        return not days or max(days) - min(days) <= options.occasion_days


def _utterances(said: Sequence[_Said], groups: _Groups, echoes: Iterable[_Match]) -> tuple[Utterance, ...]:
    ids = {root: item_id("u", said[members[0]].quotation.id) for root, members in groups.members.items()}
    linked: dict[int, dict[int, _Match]] = defaultdict(dict)
    for match in echoes:
        a, b = groups.root(match.left), groups.root(match.right)
        if a != b:
            linked[a].setdefault(b, match)
            linked[b].setdefault(a, match)
    utterances: list[Utterance] = []
    for root, members in groups.members.items():
        because = [_evidence(said, m, m.rule) for m in sorted(groups.evidence.get(root, []))]
        because += [_evidence(said, linked[root][k], "echo") for k in sorted(linked[root], key=lambda k: ids[k])]
        if not because:
            because = [Evidence(rule="single", score=None, spans=(said[members[0]].quotation.located,))]
        speakers = {s for k in members if (s := said[k].quotation.speaker) is not None}
        entities = {e for s in speakers for e in ((s.entity,) if s.entity else s.entities)}
        utterances.append(
            Utterance(
                id=ids[root],
                quotations=tuple(sorted(said[k].quotation.id for k in members)),
                speakers=tuple(sorted(entities)),
                echoes=tuple(sorted(ids[k] for k in linked[root])),
                because=tuple(because),
            )
        )
    return tuple(sorted(utterances, key=lambda u: u.id))


def _evidence(said: Sequence[_Said], match: _Match, rule: str) -> Evidence:
    spans = (said[match.left].quotation.located, said[match.right].quotation.located)
    return Evidence(rule=rule, score=round(1 - match.cost, 4), spans=tuple(sorted(spans)))
