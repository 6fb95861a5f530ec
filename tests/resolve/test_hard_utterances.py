"""Groups of reports in which it is easily mistaken who said what how often, gone through the flow; see their files."""

from __future__ import annotations

import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from recoupe import Options
from recoupe.corpus.reading import cut_articles, read
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Utterance
from recoupe.pipeline import annotate_articles
from recoupe.resolve.entities import resolve_entities
from recoupe.resolve.links import link_entities
from recoupe.resolve.utterances import group_utterances

HARD_UTTERANCES = Path(__file__).parent / "hard_utterances"


class Expectation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Quotations that must be one utterance, or apart, and linked or not; see the top of ``first.toml``."""

    one: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    echo: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    by: str = ""
    known_miss: str = ""


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Small reports, and which of their quotations are one saying."""

    why: str
    language: Literal["en", "fr"]
    documents: tuple[str, ...]
    expect: tuple[Expectation, ...]
    published: tuple[str, ...] = ()


class _Groups(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    group: tuple[Group, ...]


GROUPS = tuple(
    group
    for name in ("first", "second")
    for group in msgspec.convert(
        tomllib.loads((HARD_UTTERANCES / f"{name}.toml").read_text(encoding="utf-8")), _Groups
    ).group
)


class Said:
    """A group gone through the flow, to be asked which utterance a quotation is of."""

    def __init__(self, group: Group) -> None:
        options = Options()
        dates = group.published or ("2031-05-02",) * len(group.documents)
        records = [
            {"id": str(number), "text": text, "language": group.language, "published": date}
            for number, (text, date) in enumerate(zip(group.documents, dates, strict=True))
        ]
        articles = annotate_articles(cut_articles(read(records, options).documents, options), options)
        entities = resolve_entities(articles, (), options.entities)
        self._articles: tuple[AnnotatedArticle, ...] = link_entities(articles, entities)
        utterances = group_utterances(self._articles, options.utterances, entities)
        self._utterance_of = {q: u for u in utterances for q in u.quotations}

    def utterance(self, words: str) -> Utterance:
        """The utterance of the shortest quotation that has words such as ``0 the harbour``."""
        number, surface = words.split(" ", 1)
        having = [
            q
            for article in self._articles
            if article.document.id == number
            for q in article.quotations
            if surface in article.surface(q.content)
        ]
        assert having, f"{words} is in no quotation"
        return self._utterance_of[min(having, key=lambda q: (len(q.content), q.id)).id]


def _holds(expectation: Expectation, said: Said) -> bool:
    one = [said.utterance(words) for words in expectation.one]
    apart = [said.utterance(words) for words in (*expectation.apart, *expectation.echo, *expectation.silent)]
    if len({u.id for u in one}) > 1 or any(a.id == b.id for a, b in combinations(apart, 2)):
        return False
    if expectation.echo or expectation.silent:
        linked = apart[1].id in apart[0].echoes and apart[0].id in apart[1].echoes
        if linked != bool(expectation.echo):
            return False
    rules = {evidence.rule for u in (*one, *apart[:1]) for evidence in u.because}
    return not expectation.by or expectation.by in rules


@pytest.mark.parametrize("group", GROUPS, ids=lambda g: f"{g.language}: {g.why}")
def test_group(group: Group) -> None:
    said = Said(group)
    for expectation in group.expect:
        known = expectation.known_miss
        assert _holds(expectation, said) != bool(known), known or expectation


def test_groups_are_of_all_sorts() -> None:
    assert len(GROUPS) >= 24
    assert min(Counter(g.language for g in GROUPS).values()) >= 12
    expected = [e for g in GROUPS for e in g.expect]
    assert min(sum(bool(getattr(e, name)) for e in expected) for name in ("one", "apart", "echo")) >= 6
    assert {e.by for e in expected} >= {
        "edited",
        "heading-other-speaker",
        "other-occasion",
        "other-speaker",
        "paraphrased",
        "reported",
        "same-words",
        "shortened",
        "translated",
    }
    assert not any(e.known_miss for e in expected if e.apart or e.silent), "a false join is never known"
