"""Which of two articles had the words first.

Direction
    ``a->b``: b took from a. ``common``: both took from a third text. ``unknown``: the evidence is thin or at odds.
Sign
    One piece of evidence, the article it speaks for, and what it counts.

The signs are those of textual criticism and of the newsroom: a shared error shows that texts are related (Lachmann), an
error that one of them mends shows which came first; a credit names the source; an earlier date makes it possible. All
of them are listed in `because`, also those that were outweighed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Direction, Evidence, Reuse
from recoupe.model.period import order_dates
from recoupe.model.span import ArticleSpan
from recoupe.options import ReuseOptions
from recoupe.reuse.namings import find_namings
from recoupe.reuse.shingles import tabulate_span
from recoupe.reuse.spellings import find_inherited, find_mended
from recoupe.reuse.thirds import weigh_thirds
from recoupe.text.normalize import fold_text

_DEFAULTS = ReuseOptions()

Side = Literal["a", "b"]


class _Sign(NamedTuple):
    """A piece of evidence, the side that it says came first, and its points."""

    evidence: Evidence
    first: Side | None
    points: float


class _Pair(NamedTuple):
    """Two articles and what they share."""

    left: AnnotatedArticle
    right: AnnotatedArticle
    reuses: tuple[Reuse, ...]


def conclude_directions(
    reuses: Iterable[Reuse], articles: Iterable[AnnotatedArticle], options: ReuseOptions = _DEFAULTS
) -> tuple[Reuse, ...]:
    """The reuses with their directions and the evidence for them.

    All passages of two articles get one direction.

    Args:
        reuses: with their edits, if spellings are to tell.
        articles: all articles that the reuses name, with credits and quotations if there are any.
        options: what each sign counts.
    """
    by_id = {article.article.id: article for article in articles}
    pairs: dict[tuple[str, str], list[Reuse]] = {}
    for reuse in sorted(reuses, key=lambda r: (r.a, r.b)):
        pairs.setdefault((reuse.a.article, reuse.b.article), []).append(reuse)
    concluded: list[Reuse] = []
    for (a, b), shared in sorted(pairs.items()):
        pair = _Pair(by_id[a], by_id[b], tuple(shared))
        direction, because = _conclude(pair, options)
        concluded += (
            msgspec.structs.replace(reuse, direction=direction, because=(*reuse.because, *because)) for reuse in shared
        )
    return weigh_thirds(concluded)


def _conclude(pair: _Pair, options: ReuseOptions) -> tuple[Direction, tuple[Evidence, ...]]:
    """The direction of a pair and all the evidence."""
    signs = [
        *_version_signs(pair, options),
        *_credit_signs(pair, options),
        *_spelling_signs(pair, options),
        *_date_signs(pair, options),
        *_containment_signs(pair, options),
    ]
    because = [sign.evidence for sign in signs]
    because += (
        Evidence(rule="inherited-spelling", score=None, spans=spans)
        for spans in find_inherited(pair.reuses, pair.left, pair.right)
    )
    named = {sign.first for sign in signs if sign.evidence.rule in {"credit", "earlier-version"}}
    points = dict.fromkeys(("a", "b"), 0.0)
    for sign in signs:
        # The date of a page that was made anew weighs nothing against what the text itself says.
        if sign.first is not None and not (sign.evidence.rule == "earlier-publication" and named - {sign.first}):
            points[sign.first] += sign.points
    first, second = ("a", "b") if points["a"] >= points["b"] else ("b", "a")
    if not named and (shared := _shared_credit(pair)) is not None:
        return "common", (*because, shared)
    if points[first] < options.direction_points or points[second] >= options.direction_points:
        return "unknown", tuple(because)
    if points[first] < options.certain_points and not named:
        spans = tuple(span for reuse in pair.reuses for span in (reuse.a, reuse.b))
        because.append(Evidence(rule="possible-common-origin", score=None, spans=spans))
    return ("a->b" if first == "a" else "b->a"), tuple(because)


def _version_signs(pair: _Pair, options: ReuseOptions) -> Iterator[_Sign]:
    """An article that is a later version of the other."""
    for side, earlier, later in _both_ways(pair):
        if later.article.version_of == earlier.article.id:
            evidence = Evidence(rule="earlier-version", score=options.credit_points, spans=())
            yield _Sign(evidence, side, options.credit_points)


def _credit_signs(pair: _Pair, options: ReuseOptions) -> Iterator[_Sign]:
    """The other's outlet or publisher is named: in a credit, or anywhere in the text."""
    for side, source, taker in _both_ways(pair):
        owners = {fold_text(name) for name in (source.article.outlet, source.article.publisher) if name}
        own = {fold_text(name) for name in (taker.article.outlet, taker.article.publisher) if name}
        if owners & own:
            continue
        credited = [span for name, span in _credited(taker) if name in owners]
        spans = tuple(sorted({*credited, *find_namings(taker, source)}, key=lambda span: (span.start, span.end)))
        if spans:
            yield _Sign(Evidence(rule="credit", score=options.credit_points, spans=spans), side, options.credit_points)


def _shared_credit(pair: _Pair) -> Evidence | None:
    """Both articles credit one third party."""
    left, right = dict(reversed(_credited(pair.left))), dict(reversed(_credited(pair.right)))
    for name in sorted(set(left) & set(right)):
        return Evidence(rule="shared-credit", score=None, spans=(left[name], right[name]))
    return None


def _credited(article: AnnotatedArticle) -> list[tuple[str, ArticleSpan]]:
    """Folded names of whom an article says that it uses, with the words that say so."""
    places = [(c.name, c.start, c.end, c.field) for c in (*article.credits, *article.article.credits)]
    return [
        (fold_text(name), ArticleSpan(article=article.article.id, start=start, end=end, field=field))
        for name, start, end, field in sorted(set(places), key=lambda place: place[1:])
    ]


def _spelling_signs(pair: _Pair, options: ReuseOptions) -> Iterator[_Sign]:
    """A misspelling on one side that the other has right: the side with the error came first."""
    for first, spans in find_mended(pair.reuses, pair.left, pair.right):
        evidence = Evidence(rule="mended-spelling", score=options.mended_points, spans=spans)
        yield _Sign(evidence, first, options.mended_points)


def _date_signs(pair: _Pair, options: ReuseOptions) -> Iterator[_Sign]:
    """The earlier date of publication; it counts less when the later article has words of its own in the passage."""
    order = order_dates(pair.left.article.published, pair.right.article.published)
    if not order:
        return
    spans: list[ArticleSpan] = []
    for article in (pair.left, pair.right):
        found = article.article.published_evidence
        if found is not None and found.start is not None and found.end is not None:
            spans.append(ArticleSpan(article=article.article.id, start=found.start, end=found.end, field=found.field))
    # A later version of an outlet's own report has news of its own.
    outlets = [fold_text(side.article.outlet or "") for side in (pair.left, pair.right)]
    same = outlets[0] == outlets[1] != ""
    if same:
        yield _Sign(Evidence(rule="same-outlet", score=None, spans=()), None, 0.0)
    own = [] if same else _own_words(pair, "b" if order < 0 else "a", options.own_words)
    points = options.date_points / 2 if own else options.date_points
    evidence = Evidence(rule="earlier-publication", score=points, spans=tuple(spans))
    yield _Sign(evidence, "a" if order < 0 else "b", points)
    if own:
        yield _Sign(Evidence(rule="words-of-its-own", score=None, spans=tuple(own)), None, 0.0)


def _own_words(pair: _Pair, side: Side, enough: int) -> list[ArticleSpan]:
    """Edits that give one side at least `enough` words more than the other."""
    own: list[ArticleSpan] = []
    for reuse in pair.reuses:
        for edit in reuse.edits:
            if edit.kind in {"reordering", "typography", "spelling"}:
                continue
            more = len(tabulate_span(pair.left, edit.a)) - len(tabulate_span(pair.right, edit.b))
            span, article = (edit.a, reuse.a.article) if side == "a" else (edit.b, reuse.b.article)
            if (more if side == "a" else -more) >= enough:
                own.append(ArticleSpan(article=article, start=span.start, end=span.end))
    return own


def _containment_signs(pair: _Pair, options: ReuseOptions) -> Iterator[_Sign]:
    """An article that stands almost wholly in a much longer one."""
    spans = {
        "a": [reuse.a for reuse in pair.reuses],
        "b": [reuse.b for reuse in pair.reuses],
    }
    for side, longer, shorter in _both_ways(pair):
        total, long_total = len(shorter.article.span), len(longer.article.span)
        inside = spans["b" if side == "a" else "a"]
        covered = len({place for span in inside for place in range(span.start, span.end)})
        if total and covered >= options.contained * total and long_total >= options.longer * total:
            evidence = Evidence(rule="containment", score=options.containment_points, spans=tuple(inside))
            yield _Sign(evidence, side, options.containment_points)


def _both_ways(pair: _Pair) -> Sequence[tuple[Side, AnnotatedArticle, AnnotatedArticle]]:
    """The pair seen as a before b, and as b before a."""
    return (("a", pair.left, pair.right), ("b", pair.right, pair.left))
