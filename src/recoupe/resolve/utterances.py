"""Utterances: the same words said once, however often they are quoted, cut, edited, reported or translated.

Same words
    Two quotations match by a rule of `recoupe.resolve.utterance_matches`: the same words, shortened, edited, a literal
    fragment; or, in one mouth, the same saying in other words: translated twice, or quoted here and reported there.
Same mouth
    The same entity, or the same name where no entity is known; for the same words, also an office that the entity has.
    A quotation without a speaker joins only its equals.
Occasion
    What can have been said on one day (`recoupe.resolve.utterance_occasions`) is taken to be said once. The same words
    in another mouth or on another occasion are another utterance, and the two are linked as *echoes*
    (`recoupe.resolve.utterance_echoes`), with the rule that tells what differs.

Matches are joined from the surest down (single link with vetoes): a group never holds two known speakers, two
occasions, or two quotations that contradict each other. The work grows with what is shared, not with the square of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Entity, Evidence, Story, Utterance
from recoupe.model.partition import Partition
from recoupe.model.span import item_id
from recoupe.options import UtteranceOptions
from recoupe.resolve.utterance_echoes import Echo, echo_of_match, find_echoes
from recoupe.resolve.utterance_matches import Match, contradict, find_matches, fits_office, same_mouth
from recoupe.resolve.utterance_profiles import Saying, read_sayings

_WORDINGS = 12
"""Distinct wordings of a group that a new member is held against: more differ no further."""


def group_utterances(
    articles: Sequence[AnnotatedArticle],
    options: UtteranceOptions,
    entities: Sequence[Entity] = (),
    stories: Sequence[Story] = (),
) -> tuple[Utterance, ...]:
    """Group the quotations of several articles by what was said, once each.

    Args:
        articles: with quotations; after entities are linked, speakers carry the ids of entities.
        options: how much two quotations must share.
        entities: bearers of names; names inside quotations are compared by their words where none are given.
        stories: echoes of single wordings are looked for inside a thread of stories.

    Returns:
        Utterances sorted by id; every quotation that is not negated, and not the relay of another, is in exactly one.
    """
    said = sorted(read_sayings(articles, entities, options), key=lambda s: (s.days.last, s.days.first, s.quotation.id))
    groups = _Groups(said)
    echoes: list[Echo] = []
    for match in find_matches(said, options):
        if not groups.join(match):
            echo = echo_of_match(said, match)
            if echo is not None:
                echoes.append(echo)
    threads = {article: story.thread for story in stories for article in story.articles}
    echoes.extend(find_echoes(said, articles, threads, options))
    return _utterances(said, groups, echoes)


class _Groups:
    """Quotations joined so far; a group holds one speaker, one occasion, and no contradiction."""

    def __init__(self, said: Sequence[Saying]) -> None:
        self.said = said
        self._joined = Partition(range(len(said)))
        self.members: dict[int, list[int]] = {k: [k] for k in range(len(said))}
        self.evidence: dict[int, list[Match]] = defaultdict(list)
        self._wordings: dict[int, list[int]] = {k: [k] for k in range(len(said))}

    def root(self, index: int) -> int:
        return self._joined.root(index)

    def join(self, match: Match) -> bool:
        """Join two quotations and their groups; False when mouths, occasions or what is said differ."""
        a, b = self.root(match.left), self.root(match.right)
        if a == b:
            return True
        if not self._one_mouth(match, a, b) or not self._one_occasion(a, b) or not self._one_saying(a, b):
            return False
        keep, drop = self._joined.join(a, b), max(a, b)
        self.members[keep] = sorted(self.members[a] + self.members[b])
        self.evidence[keep] += [*self.evidence.pop(drop, []), match]
        distinct = {self.said[k].terms: k for k in sorted(self._wordings[a] + self._wordings[b], reverse=True)}
        self._wordings[keep] = sorted(distinct.values())[:_WORDINGS]
        del self.members[drop], self._wordings[drop]
        return True

    def _one_mouth(self, match: Match, a: int, b: int) -> bool:
        left, right = self.said[match.left], self.said[match.right]
        if not same_mouth(left, right) and not fits_office(left, right, match):
            # Words that nobody is named for join their equals alone, and nothing else joins these.
            bare = not left.mouth and not right.mouth
            return match.cost == 0.0 and (bare or self._takes_unnamed(match, a, b))
        mouths = {self.said[k].mouth for k in (*self.members[a], *self.members[b]) if self.said[k].entity}
        return len(mouths) <= 1

    def _takes_unnamed(self, match: Match, a: int, b: int) -> bool:
        """Whether one side names nobody, and all others of the two groups one speaker."""
        if self.said[match.left].mouth and self.said[match.right].mouth:
            return False
        mouths = {self.said[k].mouth for k in (*self.members[a], *self.members[b])}
        return len(mouths - {""}) <= 1

    def _one_occasion(self, a: int, b: int) -> bool:
        days = [self.said[k].days for k in (*self.members[a], *self.members[b])]
        return max(d.first for d in days) <= min(d.last for d in days)

    def _one_saying(self, a: int, b: int) -> bool:
        return not any(contradict(self.said[i], self.said[j]) for i in self._wordings[a] for j in self._wordings[b])


def _utterances(said: Sequence[Saying], groups: _Groups, echoes: Iterable[Echo]) -> tuple[Utterance, ...]:
    ids = {root: item_id("u", said[members[0]].quotation.id) for root, members in groups.members.items()}
    linked: dict[int, dict[int, Echo]] = defaultdict(dict)
    for echo in echoes:
        a, b = groups.root(echo.left), groups.root(echo.right)
        if a != b:
            linked[a].setdefault(b, echo)
            linked[b].setdefault(a, echo)
    utterances: list[Utterance] = []
    for root, members in groups.members.items():
        because = [_evidence(said, m) for m in sorted(groups.evidence.get(root, []))]
        because += [_echo_evidence(linked[root][k]) for k in sorted(linked[root], key=lambda k: ids[k])]
        if not because:
            because = [Evidence(rule="single", score=None, spans=(said[members[0]].quotation.located,))]
        speakers = {s for k in members if (s := said[k].quotation.speaker) is not None}
        entities_of = {e for s in speakers for e in ((s.entity,) if s.entity else s.entities)}
        utterances.append(
            Utterance(
                id=ids[root],
                quotations=tuple(sorted(said[k].quotation.id for k in members)),
                speakers=tuple(sorted(entities_of)),
                echoes=tuple(sorted(ids[k] for k in linked[root])),
                because=tuple(because),
            )
        )
    return tuple(sorted(utterances, key=lambda u: u.id))


def _evidence(said: Sequence[Saying], match: Match) -> Evidence:
    spans = (said[match.left].quotation.located, said[match.right].quotation.located)
    return Evidence(rule=match.rule, score=round(1 - match.cost, 4), spans=tuple(sorted(spans)))


def _echo_evidence(echo: Echo) -> Evidence:
    return Evidence(rule=echo.rule, score=echo.score, spans=tuple(sorted(echo.spans)))
