"""Articles are compared once, in an order of their own."""

from __future__ import annotations

from invented import BIKES, CHEESE, FERRY, FERRY_TOO, SALE, report

from recoupe.options import StoryOptions
from recoupe.stories.clusters import group_stories
from recoupe.stories.comparison import compare_articles
from recoupe.stories.features import count_features
from recoupe.stories.threads import link_threads

OPTIONS = StoryOptions()
ARTICLES = [
    report("sale", SALE),
    report("ferry-1", FERRY),
    report("bikes", BIKES),
    report("ferry-2", FERRY_TOO),
    report("cheese", CHEESE),
]
FEATURES = count_features(ARTICLES, OPTIONS.title_weight)


def test_the_order_of_the_articles_changes_nothing() -> None:
    one = compare_articles(ARTICLES, FEATURES, OPTIONS)
    other = compare_articles(ARTICLES[::-1], FEATURES, OPTIONS)
    assert one.articles == other.articles
    assert (one.near != other.near).nnz == 0


def test_rows_and_columns_follow_the_articles_asked_for() -> None:
    near = compare_articles(ARTICLES, FEATURES, OPTIONS).of([ARTICLES[1], ARTICLES[3], ARTICLES[2]])
    assert near.shape == (3, 3)
    assert near[0, 1] == near[1, 0] > near[0, 2]


def test_who_has_compared_before_gets_the_same_stories_and_threads() -> None:
    comparison = compare_articles(ARTICLES, FEATURES, OPTIONS)
    stories = group_stories(ARTICLES, OPTIONS, FEATURES, comparison=comparison)
    assert stories == group_stories(ARTICLES, OPTIONS)
    linked = link_threads(stories, ARTICLES, OPTIONS, FEATURES, comparison=comparison)
    assert linked == link_threads(stories, ARTICLES, OPTIONS)
