"""Reads inputs and cuts them into articles: how every job begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from recoupe.errors import UsageError
from recoupe.ingest.draft import Reading
from recoupe.ingest.files import read_inputs
from recoupe.languages.choice import check_choice
from recoupe.languages.pack import pack_for
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.document import Document
from recoupe.options import Options
from recoupe.segment.digests import cut_digest, keep_whole

Input = str | Path | Mapping[str, object]
"""A path, glob, URL or ``-``; or a record with ``id`` and ``text`` as in a ``.jsonl``."""


def read(inputs: Sequence[Input], options: Options, *, stdin: BinaryIO | None = None) -> Reading:
    """Read paths and records into documents.

    Raises:
        UsageError: `inputs` is a single path, which would be read letter by letter; or an option is wrong.
    """
    if isinstance(inputs, str | Path | Mapping):
        raise UsageError(f"inputs is a list of paths and records; write [{inputs!r}]")
    check_choice(options.analyser)
    return read_inputs([str(i) if isinstance(i, Path) else i for i in inputs], options.ingest, stdin=stdin)


def cut_articles(documents: Iterable[Document], options: Options) -> tuple[AnnotatedArticle, ...]:
    """Cut documents into articles; no layer is made yet."""
    return tuple(
        AnnotatedArticle(article=article, document=document, language=document.language)
        for document in documents
        for article in cut_digest(document, pack_for(document.language), options.segment)
    )


def whole_articles(documents: Iterable[Document]) -> tuple[AnnotatedArticle, ...]:
    """Each document as one article: where only words count, a cut would part what was copied over it."""
    return tuple(
        AnnotatedArticle(article=keep_whole(document), document=document, language=document.language)
        for document in documents
    )
