"""Shared words that are a form to fill in, or an outlet's own formula, and no copying between two reports.

Form
    A frame of words whose figures differ: the weather, results, market prices. Whoever copies a report copies its
    figures, so a passage that keeps its words and changes nearly all its figures comes from a common form. (Masking the
    digits is how duplicate detectors find such texts; here it is what they are known by.)
Formula
    A passage at the beginning or the end of two reports of one outlet that share nothing else: a disclaimer, a call for
    subscribers, a signature.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Evidence, Reuse
from recoupe.model.span import ArticleSpan, Span
from recoupe.options import ReuseOptions
from recoupe.text.normalize import fold_text

_DEFAULTS = ReuseOptions()

_FIGURE = re.compile(r"\d+(?:[.,:h/]\d+)*")
_WORD = re.compile(r"\w+")


def mark_templates(
    reuses: Iterable[Reuse], articles: Iterable[AnnotatedArticle], options: ReuseOptions = _DEFAULTS
) -> tuple[Reuse, ...]:
    """The reuses in their order, `template` set where a form or a formula is shared.

    Args:
        reuses: with their edits.
        articles: all articles that the reuses name.
        options: what makes a form and a formula.
    """
    by_id = {article.article.id: article for article in articles}
    found = tuple(reuses)
    shared = Counter((reuse.a.article, reuse.b.article) for reuse in found)
    marked: list[Reuse] = []
    for reuse in found:
        rule = ""
        if _is_form(reuse, by_id, options):
            rule = "shared-form"
        elif shared[reuse.a.article, reuse.b.article] == 1 and _is_formula(reuse, by_id, options):
            rule = "house-formula"
        if rule:
            because = Evidence(rule=rule, score=None, spans=(reuse.a, reuse.b))
            reuse = msgspec.structs.replace(reuse, template=True, because=(*reuse.because, because))  # noqa: PLW2901
        marked.append(reuse)
    return tuple(marked)


def _is_form(reuse: Reuse, articles: Mapping[str, AnnotatedArticle], options: ReuseOptions) -> bool:
    """Whether the passage is rich in figures and nearly all of them differ."""
    for side, changed in ((reuse.a, [e.a for e in reuse.edits]), (reuse.b, [e.b for e in reuse.edits])):
        text = articles[side.article].text
        figures = [m.span() for m in _FIGURE.finditer(text, side.start, side.end)]
        words = sum(1 for _ in _WORD.finditer(text, side.start, side.end))
        kept = sum(not any(e.start <= start and end <= e.end for e in changed) for start, end in figures)
        rich = len(figures) >= options.form_figures and len(figures) >= options.form_share * words
        if not rich or kept > options.form_kept * len(figures):
            return False
    return True


def _is_formula(reuse: Reuse, articles: Mapping[str, AnnotatedArticle], options: ReuseOptions) -> bool:
    """Whether the passage opens or ends two reports of one outlet of which it is a small part."""
    a, b = articles[reuse.a.article].article, articles[reuse.b.article].article
    outlets = {fold_text(article.outlet or article.publisher or "") for article in (a, b)}
    if len(outlets) != 1 or outlets == {""}:
        return False
    spans = ((reuse.a, a.span), (reuse.b, b.span))
    small = all(len(side.span) <= options.formula_share * len(whole) for side, whole in spans)
    opens = all(_opens(side, whole, options) for side, whole in spans)
    ends = all(whole.end - side.end <= options.formula_edge for side, whole in spans)
    return small and (opens or ends)


def _opens(side: ArticleSpan, whole: Span, options: ReuseOptions) -> bool:
    return side.start - whole.start <= options.formula_edge
