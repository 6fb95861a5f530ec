"""Statements inside statements: which words of an article are a statement's own.

A clause inside another says something of its own: *the boy found in a street on 5 May is well*. Its noun belongs to
both statements, the rest to itself alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from recoupe.model.annotation import AnnotatedArticle, Statement


def own_tokens(article: AnnotatedArticle) -> Mapping[str, Sequence[int]]:
    """By statement, the indexes of its tokens, in order, without those of the clauses inside it.

    Args:
        article: with tokens and statements, both in the order of the text.
    """
    starts = [token.start for token in article.tokens]
    own: dict[str, Sequence[int]] = {}
    outer: Statement | None = None
    for statement in article.statements:
        inside = range(bisect_left(starts, statement.start), bisect_left(starts, statement.end))
        own[statement.id] = inside
        if outer is not None and statement.end <= outer.end:
            verb = next((index for index in inside if article.tokens[index].pos == "VERB"), inside.start)
            taken = range(verb, inside.stop)
            own[outer.id] = [index for index in own[outer.id] if index not in taken]
        else:
            outer = statement
    return own
