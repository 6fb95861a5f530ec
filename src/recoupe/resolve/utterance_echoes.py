"""Finds the same wording in different mouths or on different occasions: echoes, which join nothing.

other-speaker, other-occasion, other-speaker-other-occasion
    Two quotations with the same words that cannot be one saying.
unsure-speaker
    The same words, where one report does not say whose they are, or only describes the speaker.
shared-wording
    Two sayings of one thread in different mouths that share a run of words, marked in one of them at least: three words
    with one that tells something, or the whole of a marked piece. Names alone are no wording, and what several reports
    say in their own words is a topic, and nobody's wording.
heading-other-speaker
    A heading that gives to one speaker what its text gives to another, with the same verb.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from recoupe.model.annotation import AnnotatedArticle, ChainLink
from recoupe.model.span import ArticleSpan
from recoupe.options import UtteranceOptions
from recoupe.resolve.utterance_matches import WORDED_RULES, Match, same_mouth, share_units
from recoupe.resolve.utterance_profiles import Saying, Unit, Word, split_word

Key = tuple[str, ...]
"""The forms of some neighbouring words."""

_RUN = 3
"""Words of a run that is no whole piece."""

_OWN_WORDS = 4
"""Words of content from which two reports in their own words, all of them equal, have them from somewhere."""

_SECTION = 4
"""Quotations after a heading among which its text repeats it: the first paragraph or two."""


class Echo(NamedTuple):
    """Two quotations that echo each other, by their indices, with the words that show it."""

    left: int
    right: int
    rule: str
    score: float
    spans: tuple[ArticleSpan, ArticleSpan]


def echo_of_match(said: Sequence[Saying], match: Match) -> Echo | None:
    """The echo that two quotations make that match and were not joined; None for those that only say the same thing."""
    left, right = said[match.left], said[match.right]
    if match.rule not in WORDED_RULES or passes_on(left, right) or passes_on(right, left):
        return None
    if not left.verbatim and not right.verbatim and (match.cost or len(left.terms) < _OWN_WORDS):
        return None  # two reports in their own words
    if min(len(left.terms), len(right.terms)) < 2 and not (_whole(left) and _whole(right)):
        return None  # one word that is said of something, and not alone
    rule = _rule(left, right)
    if rule is None:
        return None
    spans = (left.quotation.located, right.quotation.located)
    return Echo(match.left, match.right, rule, round(1 - match.cost, 4), spans)


def _whole(item: Saying) -> bool:
    return item.quotation.kind == "direct" or len(item.pieces) == 1


def _rule(left: Saying, right: Saying) -> str | None:
    other_occasion = max(left.days.first, right.days.first) > min(left.days.last, right.days.last)
    if same_mouth(left, right):
        return "other-occasion" if other_occasion else None
    if not left.entity or not right.entity or left.name == right.name:
        return "unsure-speaker"
    return "other-speaker-other-occasion" if other_occasion else "other-speaker"


def passes_on(one: Saying, other: Saying) -> bool:
    """Whether one only reports the other's words: its speaker is a hand they came through, or it holds them itself."""
    if other.mouth in one.inner:
        return True
    entity = one.quotation.speaker.entity if one.quotation.speaker else None

    def is_speaker(link: ChainLink) -> bool:
        return (entity is not None and link.entity == entity) or link.name.casefold() == one.name

    return bool(one.mouth) and any(is_speaker(link) for link in other.quotation.chain)


def find_echoes(
    said: Sequence[Saying],
    articles: Sequence[AnnotatedArticle],
    threads: Mapping[str, str],
    options: UtteranceOptions,
) -> Iterator[Echo]:
    """Echoes of wording inside a thread, and between a heading and its text.

    Args:
        said: quotations in any order.
        articles: that they stand in.
        threads: the thread of each article; an article without one is in the same as all others without.
        options: how much the words must tell.
    """
    by_thread: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(said):
        by_thread[threads.get(item.quotation.article, "")].append(index)
    members: dict[str, list[AnnotatedArticle]] = defaultdict(list)
    for article in articles:
        members[threads.get(article.article.id, "")].append(article)
    for thread in sorted(by_thread):
        yield from _Thread(said, by_thread[thread], members[thread], options).echoes()
    yield from _heading_echoes(said)


class _Thread:
    """The quotations of one thread, and which of their wordings reports use in their own words."""

    def __init__(
        self,
        said: Sequence[Saying],
        indices: Sequence[int],
        articles: Sequence[AnnotatedArticle],
        options: UtteranceOptions,
    ) -> None:
        self._said = said
        self._options = options
        postings: dict[Key, list[int]] = defaultdict(list)
        for index in indices:
            for key in _wording_keys(said[index].words):
                postings[key].append(index)
        self._postings = {key: found for key, found in postings.items() if 1 < len(found) <= options.crowded}
        counts: Counter[Key] = Counter()
        for article in articles if self._postings else ():
            counts.update(_own_words(article, self._postings.keys()))
        self._topical = {key for key, count in counts.items() if count >= options.topical}

    def echoes(self) -> Iterator[Echo]:
        """Pairs in different mouths that share a wording which is no topic of the thread."""
        seen: set[tuple[int, int]] = set()
        for key in sorted(self._postings.keys() - self._topical):
            members = self._postings[key]
            for k, a in enumerate(members):
                for b in members[k + 1 :]:
                    if (a, b) not in seen:
                        seen.add((a, b))
                        echo = self._echo(a, b)
                        if echo is not None:
                            yield echo

    def _echo(self, a: int, b: int) -> Echo | None:
        left, right = self._said[a], self._said[b]
        if left.quotation.article == right.quotation.article or left.language != right.language:
            return None
        if not left.entity or not right.entity or left.mouth == right.mouth or left.name == right.name:
            return None
        if passes_on(left, right) or passes_on(right, left):
            return None
        if "denied" in (left.quotation.modality, right.quotation.modality):
            return None  # who denies something does not say it
        best: tuple[float, tuple[ArticleSpan, ArticleSpan]] | None = None
        shared = {unit.key: unit for unit in share_units(left, right)[0] if unit.key[0] != "="}
        for i, j, length in _stretches(left.words, right.words):
            mine, yours = left.words[i : i + length], right.words[j : j + length]
            weight = self._weight(mine, yours, shared, whole=_is_piece(left, mine) or _is_piece(right, yours))
            if weight and (best is None or weight > best[0]):
                best = (weight, (_span(left, mine), _span(right, yours)))
        return Echo(a, b, "shared-wording", round(min(1.0, best[0] / 20), 4), best[1]) if best else None

    def _weight(self, mine: Sequence[Word], yours: Sequence[Word], shared: Mapping[str, Unit], *, whole: bool) -> float:
        """What a run of equal words tells; 0 where it is unmarked, a topic, too light, or short and no whole piece.

        A run that is no whole piece counts with all else that is shared, and only when an act is among that: what many
        say in passing (a title, a thing's name) is no wording of theirs.
        """
        if not any(_tells(w) and (w.marked or v.marked) for w, v in zip(mine, yours, strict=True)):
            return 0.0
        telling = [w for key in _wording_keys(mine) - self._topical for w in mine if w.form in key and _tells(w)]
        own = {w.form: w for w in telling}
        weight = sum(w.weight for w in own.values())
        if weight < self._options.wording_weight or (whole and len(mine) < _RUN):
            return weight if weight >= self._options.wording_weight else 0.0
        families = {w.family for w in mine}
        rest = [unit for key, unit in shared.items() if key not in families]
        acts = any(unit.act for unit in (*rest, *(shared[f] for f in families if f in shared)))
        total = weight + sum(unit.weight for unit in rest)
        if whole or (len(mine) >= _RUN and acts and total >= self._options.phrase_weight):
            return weight
        return 0.0


def _wording_keys(words: Sequence[Word]) -> set[Key]:
    """Every run of three words with one that tells something; of fewer words, each that does."""
    runs = [words[i : i + _RUN] for i in range(len(words) - _RUN + 1)]
    keys = {tuple(w.form for w in run) for run in runs if any(map(_tells, run))}
    return keys | {(w.form,) for w in words if _tells(w)}


def _own_words(article: AnnotatedArticle, wanted: Container[Key]) -> set[Key]:
    """The keys of those asked for that a report has outside its quotations."""
    quoted = sorted((q.content.start, q.content.end) for q in article.quotations if q.content.field == "text")
    found: set[Key] = set()
    last: list[str] = []
    place, covered = 0, -1
    for token in article.tokens:
        while place < len(quoted) and quoted[place][0] <= token.start:
            covered = max(covered, quoted[place][1])
            place += 1
        if token.start < covered:
            last.clear()
            continue
        for part in split_word(article.text[token.start : token.end]):
            last = [*last[-_RUN + 1 :], part]
            found.update(key for key in ((part,), tuple(last)) if key in wanted)
    return found


def _tells(word: Word) -> bool:
    return word.content and not word.named


def _runs(left: Sequence[Word], right: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """Every longest run of equal words: where it begins on both sides, and how many words it has."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, word in enumerate(right):
        places[word.form].append(j)
    for i, word in enumerate(left):
        for j in places.get(word.form, ()):
            if i and j and left[i - 1].form == right[j - 1].form:
                continue  # inside a run that began before
            length = 1
            while (
                i + length < len(left) and j + length < len(right) and left[i + length].form == right[j + length].form
            ):
                length += 1
            yield i, j, length


def _stretches(left: Sequence[Word], right: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """The runs, and in each of them what stands in marks on either side."""
    for i, j, length in _runs(left, right):
        yield i, j, length
        for words, first in ((left, i), (right, j)):
            start = 0
            for marked, group in groupby(words[first : first + length], key=lambda w: w.marked):
                size = len(list(group))
                if marked and size < length:
                    yield i + start, j + start, size
                start += size


def _is_piece(item: Saying, words: Sequence[Word]) -> bool:
    """Whether words are the whole of a marked piece, small words left aside."""
    terms = tuple(w.form for w in words if w.content)
    return terms in item.pieces or (item.quotation.kind == "direct" and terms == item.terms)


def _span(item: Saying, words: Sequence[Word]) -> ArticleSpan:
    return ArticleSpan(article=item.quotation.article, start=words[0].start, end=words[-1].end)


def _heading_echoes(said: Sequence[Saying]) -> Iterator[Echo]:
    by_article: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(said):
        by_article[item.quotation.article].append(index)
    for article in sorted(by_article):
        order = sorted(by_article[article], key=lambda k: (said[k].quotation.content, said[k].quotation.id))
        starts = [said[k].quotation.content.start for k in order]
        for index in order:
            heading = said[index]
            if not heading.heading or not heading.mouth or heading.quotation.cue_lemma is None:
                continue
            after = bisect_right(starts, heading.quotation.content.end)
            for later in order[after : after + _SECTION]:
                if not said[later].heading and _repeats(heading, said[later]):
                    spans = (heading.quotation.located, said[later].quotation.located)
                    yield Echo(index, later, "heading-other-speaker", 0.5, spans)
                    break


def _repeats(heading: Saying, body: Saying) -> bool:
    """Whether a text says with the same verb what its heading says, of another speaker."""
    if not body.mouth or same_mouth(heading, body) or heading.quotation.cue_lemma != body.quotation.cue_lemma:
        return False
    return bool(share_units(heading, body)[0])
