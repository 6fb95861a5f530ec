"""Shared words that are a form to fill in, or an outlet's own formula, and no copying between two reports.

Form
    A frame of words whose figures differ: the weather, results, market prices. Whoever copies a report copies its
    figures, so a passage that keeps its words and changes nearly all its figures comes from a common form. (Masking the
    digits is how duplicate detectors find such texts; here it is what they are known by.) Of a hundred reports filled
    from one form many pairs have half of their figures alike by chance, as goals and degrees are few: where others show
    that both come from one form, only who keeps nearly all figures has copied.
Formula
    A passage at the beginning or the end of two reports of one outlet that share nothing else: a disclaimer, a call for
    subscribers, a signature.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Evidence, Reuse
from recoupe.model.partition import Partition
from recoupe.model.span import ArticleSpan, Span
from recoupe.options import ReuseOptions
from recoupe.reuse.best_sources import Stretch, find_texts, pair_stretches
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
    forms = _find_forms(found, by_id, options)
    marked: list[Reuse] = []
    for reuse in found:
        rule = ""
        if reuse.id in forms:
            rule = "shared-form"
        elif shared[reuse.a.article, reuse.b.article] == 1 and _is_formula(reuse, by_id, options):
            rule = "house-formula"
        if rule:
            because = Evidence(rule=rule, score=None, spans=(reuse.a, reuse.b))
            reuse = msgspec.structs.replace(reuse, template=True, because=(*reuse.because, because))  # noqa: PLW2901
        marked.append(reuse)
    return tuple(marked)


def group_templates(reuses: Sequence[Reuse], articles: Iterable[AnnotatedArticle]) -> tuple[Reuse, ...]:
    """The templates among some reuses, `form` set, and `best` where one joins a report to the earliest of its form.

    Args:
        reuses: of `mark_templates`.
        articles: all articles that the reuses name.
    """
    published = {a.article.id: (a.article.published or "9999", a.article.id) for a in articles}
    grouped: list[Reuse] = []
    for rule in ("shared-form", "house-formula"):
        for text in find_texts((r for r in reuses if r.template and r.because[-1].rule == rule), articles):
            first = min(text.best, key=lambda r: sorted((published[r.a.article], published[r.b.article])))
            best = {reuse.id for reuse in text.best}
            grouped += (msgspec.structs.replace(r, form=first.id, best=r.id in best) for r in text.reuses)
    return tuple(grouped)


def _find_forms(reuses: Iterable[Reuse], articles: Mapping[str, AnnotatedArticle], options: ReuseOptions) -> set[str]:
    """The ids of the reuses that share a form: nearly all figures differ, or some, of two stretches of one form."""
    kept = [(reuse, pair, _share_kept(reuse, articles, options)) for reuse, pair in pair_stretches(reuses)]
    forms: Partition[Stretch] = Partition()
    for _, pair, share in kept:
        if share <= options.form_kept:
            forms.join(*pair)
    return {r.id for r, pair, share in kept if share <= options.form_chance and forms.same(*pair)}


def _share_kept(reuse: Reuse, articles: Mapping[str, AnnotatedArticle], options: ReuseOptions) -> float:
    """The share of its figures that a passage keeps, on the side with more of them; 1 where it is not rich in them."""
    most = 0.0
    for side, changed in ((reuse.a, [e.a for e in reuse.edits]), (reuse.b, [e.b for e in reuse.edits])):
        text = articles[side.article].text
        figures = [m.span() for m in _FIGURE.finditer(text, side.start, side.end)]
        words = sum(1 for _ in _WORD.finditer(text, side.start, side.end))
        kept = sum(not any(e.start <= start and end <= e.end for e in changed) for start, end in figures)
        rich = len(figures) >= options.form_figures and len(figures) >= options.form_share * words
        most = max(most, kept / len(figures) if rich else 1.0)
    return most


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
