from __future__ import annotations

from collections.abc import Callable

import pytest

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Direction, Edit, Reuse
from recoupe.model.span import ArticleSpan, Span
from recoupe.reuse.originality import group_copies, measure_originality

MakeArticle = Callable[..., AnnotatedArticle]
TEN = "un deux trois quatre cinq six sept huit neuf dix"


def reuse(a: str, b: str, a_end: int, b_end: int, direction: Direction = "unknown", *edits: Edit) -> Reuse:
    return Reuse(
        id=f"r-{a}{b}",
        a=ArticleSpan(article=a, start=0, end=a_end),
        b=ArticleSpan(article=b, start=0, end=b_end),
        similarity=1.0,
        direction=direction,
        edits=edits,
        because=(),
    )


def test_an_article_without_reuse_or_words_is_its_own(make_article: MakeArticle):
    assert measure_originality([make_article("x", TEN), make_article("y", "")], []) == {"x": 1.0, "y": 1.0}


@pytest.mark.parametrize(("direction", "x", "y"), [("a->b", 1.0, 0.5), ("b->a", 0.7, 1.0), ("unknown", 1.0, 1.0)])
def test_the_taker_loses_the_words_it_took(make_article: MakeArticle, direction: Direction, x: float, y: float):
    articles = [make_article("x", TEN), make_article("y", TEN)]
    shared = [reuse("x", "y", TEN.index(" quatre"), TEN.index(" six"), direction)]
    assert measure_originality(articles, shared) == {"x": x, "y": y}


def test_an_open_direction_falls_back_on_the_dates(make_article: MakeArticle):
    articles = [make_article("x", TEN, published="2031-02"), make_article("y", TEN, published="2031-01-03")]
    assert measure_originality(articles, [reuse("x", "y", len(TEN), len(TEN), "common")]) == {"x": 0.0, "y": 1.0}


def test_words_that_an_edit_changed_are_the_takers_own(make_article: MakeArticle):
    articles = [make_article("x", TEN), make_article("y", TEN)]
    words = Span(TEN.index("quatre"), TEN.index(" six"))
    changed = Edit(kind="rewording", a=words, b=words)
    mended = Edit(kind="spelling", a=Span(0, 2), b=Span(0, 2))
    shared = [reuse("x", "y", len(TEN), len(TEN), "a->b", mended, changed)]
    assert measure_originality(articles, shared)["y"] == 0.2


def test_words_taken_from_two_articles_count_once(make_article: MakeArticle):
    articles = [make_article(name, TEN) for name in "xyz"]
    end = TEN.index(" six")
    shared = [reuse("x", "z", end, end, "a->b"), reuse("y", "z", end, end, "a->b")]
    assert measure_originality(articles, shared)["z"] == 0.5


def test_articles_are_one_text_from_half_of_the_shorter_one(make_article: MakeArticle):
    articles = [make_article("x", f"{TEN} onze douze"), make_article("y", TEN), make_article("z", TEN)]
    five, four = TEN.index(" six"), TEN.index(" cinq")
    assert group_copies(articles, [reuse("x", "y", five, five), reuse("y", "z", four, four)]) == (("x", "y"), ("z",))


def test_copies_of_copies_are_one_group(make_article: MakeArticle):
    articles = [make_article(name, TEN) for name in "vwxyz"]
    whole = len(TEN)
    shared = [reuse("w", "x", whole, whole), reuse("y", "z", whole, whole), reuse("x", "z", whole, whole)]
    assert group_copies(articles, shared) == (("v",), ("w", "x", "y", "z"))


def test_no_articles():
    assert group_copies([], []) == ()
    assert measure_originality([], []) == {}
