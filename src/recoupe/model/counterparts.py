"""What of one dossier is what of another: its reports, articles and statements.

Counterpart
    What an item of an older dossier is in a newer one. A report is known by its id, else by its bytes. A statement is
    known by its words: those of two versions of a report are compared in order, and where a stretch was edited and has
    as many statements as before, each is taken for the one in its place.

All of this is symmetric: from the newer dossier to the older one the pairs are the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from recoupe.model.annotation import Statement
from recoupe.model.document import Article, Document
from recoupe.model.finding import DossierRecord
from recoupe.model.span import ArticleSpan

_MOST_CELLS = 9_000_000
"""Pairs of items up to which two sequences are compared item by item; beyond, what differs is one stretch."""


class Index:
    """A dossier's documents, articles and statements by id, and the words at a place."""

    def __init__(self, dossier: DossierRecord) -> None:
        self.dossier = dossier
        self.documents: dict[str, Document] = {d.id: d for d in dossier.documents}
        self.articles: dict[str, Article] = {a.id: a for a in dossier.articles}
        self.statements: dict[str, Statement] = {s.id: s for s in dossier.statements}

    def document_of(self, article: str) -> str:
        """The id of an article's document."""
        return self.articles[article].document

    def words(self, at: ArticleSpan) -> str:
        """The words at a place, exactly as received."""
        return self.documents[self.document_of(at.article)].surface(at)


class Counterparts(NamedTuple):
    """Id in the older dossier -> id in the newer one, of what both have."""

    documents: dict[str, str]
    articles: dict[str, str]
    statements: dict[str, str]


class Stretch(NamedTuple):
    """Items ``[old_start, old_end)`` of one sequence and ``[new_start, new_end)`` of another, equal or changed."""

    equal: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def find_counterparts(old: Index, new: Index) -> Counterparts:
    """What both dossiers have."""
    documents = _match_documents(old, new)
    before, after = _by_document(old), _by_document(new)
    statements: dict[str, str] = {}
    for one, other in documents.items():
        statements.update(_match_statements(old, before[one], new, after[other]))
    contents = (
        _contents(old, documents, statements),
        _contents(new, {d: d for d in new.documents}, {s: s for s in new.statements}),
    )
    return Counterparts(documents, pair_groups(*contents), statements)


def pair_groups(old: Mapping[str, Iterable[str]], new: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Groups that are the same: those that share most members, each taken once; of equal ones those of one id first.

    Args:
        old: id -> members, each called as in the newer dossier.
        new: id -> members.

    Returns:
        Old id -> new id.
    """
    homes: dict[str, list[str]] = defaultdict(list)
    for group, members in new.items():
        for member in members:
            homes[member].append(group)
    shared = Counter((one, other) for one, members in old.items() for member in members for other in homes[member])
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for one, other in sorted(shared, key=lambda pair: (-shared[pair], pair[0] != pair[1], min(pair), max(pair))):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def align(old: list[str], new: list[str]) -> list[Stretch]:
    """Two sequences as stretches that are equal or changed, in order; the same ones whichever comes first.

    Method: longest matching blocks (Ratcliff and Metzener 1988), between what both begin and end with.
    """
    if new < old:
        return [Stretch(s.equal, s.new_start, s.new_end, s.old_start, s.old_end) for s in align(new, old)]
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    one, other = old[head : len(old) - tail], new[head : len(new) - tail]
    stretches = [Stretch(True, 0, head, 0, head)]
    if len(one) * len(other) > _MOST_CELLS:
        stretches.append(Stretch(False, head, head + len(one), head, head + len(other)))
    else:
        for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            stretches.append(Stretch(tag == "equal", head + a, head + b, head + c, head + d))
    stretches.append(Stretch(True, len(old) - tail, len(old), len(new) - tail, len(new)))
    return [s for s in stretches if s.old_start < s.old_end or s.new_start < s.new_end]


def _match_documents(old: Index, new: Index) -> dict[str, str]:
    """By id, else by bytes; of several with the same bytes in the order of their ids."""
    pairs = {name: name for name in old.documents if name in new.documents}
    waiting: dict[str, list[str]] = defaultdict(list)
    for name in sorted(new.documents, reverse=True):
        if name not in pairs:
            waiting[new.documents[name].sha256].append(name)
    for name in sorted(old.documents):
        if name not in pairs and (same := waiting[old.documents[name].sha256]):
            pairs[name] = same.pop()
    return pairs


def _by_document(index: Index) -> Mapping[str, list[Statement]]:
    """By document, its statements in the order of the text."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(index.statements.values(), key=lambda s: (s.field, s.start, s.end, s.id)):
        found[index.document_of(statement.article)].append(statement)
    return found


def _match_statements(
    old: Index, before: Sequence[Statement], new: Index, after: Sequence[Statement]
) -> Iterator[tuple[str, str]]:
    for stretch in align([old.words(s.located) for s in before], [new.words(s.located) for s in after]):
        one, other = before[stretch.old_start : stretch.old_end], after[stretch.new_start : stretch.new_end]
        if len(one) == len(other):
            yield from ((a.id, b.id) for a, b in zip(one, other, strict=True))


def _contents(index: Index, documents: Mapping[str, str], statements: Mapping[str, str]) -> Mapping[str, list[str]]:
    """By article its statements as the newer dossier calls them, and of which document it is the first article.

    An article without statements is known by that alone.
    """
    held: dict[str, list[str]] = {name: [] for name in index.articles}
    first: dict[str, str] = {}
    for article in sorted(index.articles.values(), key=lambda a: (a.document, a.start, a.id)):
        first.setdefault(article.document, article.id)
    for document, name in first.items():
        if document in documents:
            held[name].append(f"first of {documents[document]}")
    for statement in index.statements.values():
        if statement.id in statements:
            held[statement.article].append(statements[statement.id])
    return held
