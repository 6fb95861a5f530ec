"""Finds what was copied among reports, with every edit and who took from whom."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Reuse, Story
from recoupe.options import Options
from recoupe.reuse.best_sources import mark_best_sources
from recoupe.reuse.directions import conclude_directions
from recoupe.reuse.edits import classify_edits
from recoupe.reuse.passages import align_passages, unite_passages
from recoupe.reuse.templates import group_templates, mark_templates


def find_copies(
    articles: Sequence[AnnotatedArticle], stories: Sequence[Story], options: Options, *, all_pairs: bool = False
) -> tuple[Reuse, ...]:
    """Shared passages with edits, direction and best source: strict across everything, sensitive inside a story.

    Args:
        articles: with their layers, as far as there are.
        stories: of the articles.
        options: of which those of reuse are taken.
        all_pairs: whether to give all pairs of reports with the same template, not only each with the earliest.
    """
    by_id = {article.article.id: article for article in articles}
    passages = align_passages(articles, options.reuse)
    for story in stories:
        if len(story.articles) > 1:
            members = [by_id[article] for article in story.articles]
            passages = unite_passages(passages, align_passages(members, options.reuse.sensitive()))
    classified = [classify_edits(r, by_id[r.a.article], by_id[r.b.article]) for r in passages]
    marked = mark_templates(classified, articles, options.reuse)
    copied = mark_best_sources(conclude_directions([r for r in marked if not r.template], articles), articles)
    templates = (r for r in group_templates(marked, articles) if r.best or all_pairs)
    return tuple(sorted((*copied, *templates), key=lambda r: (r.a, r.b)))
