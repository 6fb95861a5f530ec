"""The JSON records of the single steps: one record for each input document, offsets in its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.changes import Change
from recoupe.model.compared import State
from recoupe.model.counterparts import Index
from recoupe.model.finding import DossierRecord
from recoupe.model.group import NearDuplicate, Reuse

if TYPE_CHECKING:
    from recoupe.pipeline import Grouping

Record = dict[str, Any]


def annotation_record(articles: Sequence[AnnotatedArticle]) -> Record:
    """What the articles of one document say: ``recoupe annotate``."""
    document = articles[0].document
    return {
        "id": document.id,
        "language": document.language,
        "sentences": [[s.start, s.end] for a in articles for s in a.sentences],
        "mentions": [_plain(m) for a in articles for m in a.mentions],
        "quotations": [_plain(q) for a in articles for q in a.quotations],
        "timexes": [_plain(t) for a in articles for t in a.timexes],
        "quantities": [_plain(q) for a in articles for q in a.quantities],
        "statements": [_plain(s) for a in articles for s in a.statements],
        "credits": [_plain(c) for a in articles for c in a.credits],
    }


def annotation_records(articles: Sequence[AnnotatedArticle]) -> list[Record]:
    """One record a document; articles come in the order of their documents."""
    return [annotation_record(list(group)) for _, group in groupby(articles, key=lambda a: a.document.id)]


def near_duplicate_records(pairs: Sequence[NearDuplicate], documents: Mapping[str, str]) -> list[Record]:
    """Pairs of reports that are nearly one text: ``recoupe copies --near-duplicates``."""
    return [{**_plain(pair), "a": documents[pair.a], "b": documents[pair.b]} for pair in pairs]


def story_records(grouping: Grouping) -> list[Record]:
    """Story and thread of each document, with its segments: ``recoupe stories``.

    The story of a document is that of its longest segment.
    """
    of_article = {a: story for story in grouping.stories for a in story.articles}
    records = []
    for document, group in groupby(grouping.articles, key=lambda a: a.document.id):
        articles = [a.article for a in group]
        segments = [
            {"start": a.start, "end": a.end, "story": of_article[a.id].id, "thread": of_article[a.id].thread}
            for a in articles
        ]
        longest = of_article[max(articles, key=lambda a: (a.end - a.start, -a.start)).id]
        records.append({"id": document, "story": longest.id, "thread": longest.thread, "segments": segments})
    return records


def copy_records(reuses: Sequence[Reuse], documents: Mapping[str, str]) -> list[Record]:
    """Copied passages, with the ids of documents: ``recoupe copies``.

    Args:
        reuses: the passages.
        documents: article id -> document id.
    """
    return [
        {
            "id": reuse.id,
            "a": {"article": documents[reuse.a.article], "start": reuse.a.start, "end": reuse.a.end},
            "b": {"article": documents[reuse.b.article], "start": reuse.b.start, "end": reuse.b.end},
            "similarity": reuse.similarity,
            "direction": reuse.direction,
            "best": reuse.best,
            "template": reuse.template,
            "form": reuse.form,
            "evidence": [_plain(e) for e in reuse.because],
            "edits": [_plain(e) for e in reuse.edits],
        }
        for reuse in reuses
    ]


def change_records(changes: Sequence[Change], old: DossierRecord, new: DossierRecord) -> list[Record]:
    """What changed between two dossiers, with the words spoken of and their documents: ``recoupe compare``."""
    before, after = Index(old), Index(new)
    return [
        {
            "subject": change.subject,
            "kind": change.kind,
            "old": _state_record(change.old, before),
            "new": _state_record(change.new, after),
        }
        for change in changes
    ]


def _state_record(state: State | None, index: Index) -> Record | None:
    if state is None:
        return None
    words = [{"document": index.document_of(at.article), **_plain(at), "text": index.words(at)} for at in state.words]
    return {**_plain(state), "words": words}


def _plain(item: object) -> Any:
    return msgspec.to_builtins(item)
