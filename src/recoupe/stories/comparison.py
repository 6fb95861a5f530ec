"""How alike all articles of a collection are, computed once for stories and for threads.

Comparing thousands of articles takes longer than anything that is then made of it. Stories need the similarities to
find copies, and threads to see how crowded the surroundings of each article are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from recoupe.model.annotation import AnnotatedArticle
from recoupe.options import StoryOptions
from recoupe.stories.features import Features, Matrix
from recoupe.stories.neighbours import compare_near
from recoupe.stories.similarity import vectorise


class Comparison(NamedTuple):
    """Similarities of articles, dates and crowding aside.

    Attributes:
        near: symmetric and sparse, with an empty diagonal.
        articles: id of the article of each row.
    """

    near: Matrix
    articles: tuple[str, ...]

    def of(self, articles: Sequence[AnnotatedArticle]) -> Matrix:
        """The similarities of some of the articles, rows and columns in their order."""
        rows = {article: row for row, article in enumerate(self.articles)}
        chosen = [rows[annotated.article.id] for annotated in articles]
        return self.near[chosen][:, chosen]


def compare_articles(articles: Sequence[AnnotatedArticle], features: Features, options: StoryOptions) -> Comparison:
    """Compare all articles with each other, or each with its nearest in a large collection.

    Args:
        articles: in any order.
        features: of these articles at least.
        options: how they are weighed and found.
    """
    ordered = in_order(articles)
    own = features.of(ordered)
    return Comparison(compare_near(vectorise(own, np.arange(len(ordered)), options), options), own.articles)


def in_order(articles: Sequence[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """Articles in an order of their own, so that nothing depends on the order they are given in."""
    return sorted(articles, key=lambda a: (a.document.id, a.article.start, a.article.end, a.article.id))
