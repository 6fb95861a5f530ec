"""Where a report names the outlet or publisher of another: *(avec Corval)*, *as first told in the Harrow Ledger*.

A report that shares a passage with another and names that other's outlet took from it, whatever the dates of the pages
say. Names are compared as folded words, with their capitals: *le monde* is no *Le Monde*.
"""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.languages.pack import pack_for
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.span import ArticleSpan
from recoupe.reuse.kinds import ReuseSection
from recoupe.reuse.shingles import WordTable, tabulate_span, tabulate_words
from recoupe.text.normalize import fold_text

_SHORTEST = 4
"""Letters of a name of one word: shorter ones are abbreviations that mean something else elsewhere."""


def find_namings(taker: AnnotatedArticle, source: AnnotatedArticle) -> Iterator[ArticleSpan]:
    """The words of one article that name the outlet or publisher of another, and not its own."""
    own = set(_names(taker))
    table = tabulate_span(taker, taker.article.span)
    for name in sorted(set(_names(source)) - own):
        yield from _places(taker, table, name)


def _names(article: AnnotatedArticle) -> Iterator[tuple[int, ...]]:
    """The names of an article's outlet and publisher as keys of words; without the noun of their trade, too."""
    section = pack_for(article.language).section("reuse", ReuseSection)
    nouns = frozenset(section.outlet_nouns) if section else frozenset()
    for name in (article.article.outlet, article.article.publisher):
        words = tabulate_words([name]) if name else None
        if words is None or not len(words):
            continue
        keys, folded = words.keys.tolist(), fold_text(name or "").split()
        if len(keys) > 1 or int(words.letters[0]) >= _SHORTEST:
            yield tuple(keys)
        if len(keys) > 1 and folded[0] in nouns and words.capitals[1] and int(words.letters[1]) >= _SHORTEST:
            yield tuple(keys[1:])


def _places(article: AnnotatedArticle, table: WordTable, name: tuple[int, ...]) -> Iterator[ArticleSpan]:
    keys = table.keys.tolist()
    for row in range(len(keys) - len(name) + 1):
        if tuple(keys[row : row + len(name)]) != name:
            continue
        # The longest word of a name has a capital; a short one may be an article.
        longest = max(range(row, row + len(name)), key=lambda place: int(table.letters[place]))
        if table.capitals[longest]:
            last = row + len(name) - 1
            yield ArticleSpan(article=article.article.id, start=int(table.starts[row]), end=int(table.ends[last]))
