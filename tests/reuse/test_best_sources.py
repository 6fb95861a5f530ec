"""Each copy's best and earliest source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Direction, Reuse
from recoupe.model.partition import Partition
from recoupe.model.span import ArticleSpan
from recoupe.reuse.best_sources import mark_best_sources

MakeArticle = Callable[..., AnnotatedArticle]

Side = tuple[str, int, int]


def reuse(a: Side, b: Side, direction: Direction = "unknown", similarity: float = 0.9) -> Reuse:
    sides = [ArticleSpan(article=name, start=start, end=end) for name, start, end in sorted((a, b))]
    return Reuse(
        id=f"{sides}",
        a=sides[0],
        b=sides[1],
        similarity=similarity,
        direction=direction,
        edits=(),
        because=(),
    )


def best(reuses: list[Reuse], articles: list[AnnotatedArticle]) -> set[tuple[str, str]]:
    return {(r.a.article, r.b.article) for r in mark_best_sources(reuses, articles) if r.best}


def all_pairs(names: str, similarity: float = 0.9) -> list[Reuse]:
    return [reuse((a, 0, 100), (b, 0, 100), similarity=similarity) for a, b in combinations(names, 2)]


def test_prints_of_one_dispatch_are_joined_to_the_one_published_first(make_article: MakeArticle):
    days = {"w": "2031-02-04", "x": "2031-02-05", "y": "2031-02-03", "z": None}
    articles = [make_article(name, "Le bac", published=day) for name, day in days.items()]
    assert best(all_pairs("wxyz"), articles) == {("w", "y"), ("x", "y"), ("y", "z")}


def test_whoever_took_from_nobody_comes_before_the_dates(make_article: MakeArticle):
    articles = [make_article(n, "Le bac", published=f"2031-02-0{d}") for n, d in (("x", 1), ("y", 2), ("z", 3))]
    shared = [
        reuse(("x", 0, 9), ("y", 0, 9)),
        reuse(("x", 0, 9), ("z", 0, 9), "b->a"),
        reuse(("y", 0, 9), ("z", 0, 9), "b->a"),
    ]
    assert best(shared, articles) == {("x", "z"), ("y", "z")}


def test_a_copy_of_a_copy_keeps_its_own_source(make_article: MakeArticle):
    articles = [make_article(n, "Le bac", published=f"2031-02-0{d}") for n, d in (("x", 1), ("y", 2), ("z", 3))]
    shared = [reuse(("x", 0, 50), ("y", 0, 50)), reuse(("y", 0, 40), ("z", 0, 40))]
    assert best(shared, articles) == {("x", "y"), ("y", "z")}


def test_of_two_sources_at_hand_the_more_alike_is_the_better(make_article: MakeArticle):
    articles = [make_article(n, "Le bac", published=f"2031-02-0{d}") for n, d in zip("wxyz", "1234", strict=True)]
    shared = [
        reuse(("w", 0, 50), ("x", 0, 50)),
        reuse(("w", 0, 50), ("y", 0, 50)),
        reuse(("x", 0, 50), ("z", 0, 50), similarity=0.7),
        reuse(("y", 0, 50), ("z", 0, 50), similarity=0.8),
    ]
    assert best(shared, articles) == {("w", "x"), ("w", "y"), ("y", "z")}


def test_all_passages_of_a_pair_are_kept_and_stretches_apart_have_sources_of_their_own(make_article: MakeArticle):
    articles = [make_article(name, "Le bac") for name in "xyz"]
    shared = [
        reuse(("x", 0, 50), ("y", 0, 50)),
        reuse(("x", 90, 150), ("y", 60, 120)),
        reuse(("x", 200, 260), ("z", 0, 60)),
    ]
    assert all(r.best for r in mark_best_sources(shared, articles))


SIDES = st.tuples(st.sampled_from("uvwxyz"), st.integers(0, 60), st.integers(1, 40)).map(
    lambda s: (s[0], s[1], s[1] + s[2])
)


@given(
    st.lists(st.tuples(SIDES, SIDES, st.sampled_from(["a->b", "b->a", "unknown", "common"])), max_size=14),
    st.randoms(use_true_random=False),
)
def test_the_best_pairs_join_what_all_pairs_join_and_order_changes_nothing(sides, shuffled) -> None:
    found = {r.id: r for a, b, direction in sides if a[0] != b[0] for r in [reuse(a, b, direction)]}
    reuses = list(found.values())
    marked = mark_best_sources(reuses, [])
    assert [r.id for r in marked] == [r.id for r in reuses]
    reached: dict[bool, Partition[str]] = defaultdict(Partition)
    for r in marked:
        for only_best in {False, r.best}:
            reached[only_best].join(r.a.article, r.b.article)
    assert reached[True].groups() == reached[False].groups()
    shuffled.shuffle(reuses)
    assert {r.id: r.best for r in mark_best_sources(reuses, [])} == {r.id: r.best for r in marked}
