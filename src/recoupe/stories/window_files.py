"""A window kept in a folder, as plain files: what was streamed in goes on where it stopped.

The folder holds ``window.jsonl``, a record a line (a head, the articles, the stories), and the file of arrays
(``arrays-….npz``) that the head names. Both are written beside what is there and renamed, the arrays first: whenever
writing stops, the folder holds a whole window, the old one or the new one. Layers of annotation are not kept.
"""

from __future__ import annotations

import dataclasses
import hashlib
import math
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from recoupe.errors import UsageError
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.document import Article, Document
from recoupe.model.judgement import Judgement
from recoupe.options import StoryOptions
from recoupe.stories.report_index import ReportIndex
from recoupe.stories.window import StoryWindow
from recoupe.stories.window_state import Link, WindowState

FORMAT = 1
RECORDS = "window.jsonl"


class _Head(msgspec.Struct):
    format: int
    arrays: str
    days: int | None
    options: dict[str, Any]
    judgements: tuple[Judgement, ...]
    latest: list[float]
    languages: list[str]
    words: list[str]
    articles: int
    stories: int


class _Held(msgspec.Struct):
    """An article, its row, and the row of the text it is a copy of."""

    row: int
    text: int
    language: str
    article: Article
    document: Document


class _Story(msgspec.Struct):
    id: str
    thread: str
    texts: list[int]
    certain: bool
    loose: bool
    judged: bool


def save_window(window: StoryWindow, folder: Path) -> None:
    """Keep a window in a folder, which is made where there is none.

    Raises:
        UsageError: the folder cannot be written.
    """
    state = window.state
    try:
        folder.mkdir(parents=True, exist_ok=True)
        arrays = folder / "arrays.tmp"
        with arrays.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **state.arrays)
        name = f"arrays-{hashlib.sha256(arrays.read_bytes()).hexdigest()[:16]}.npz"
        arrays.replace(folder / name)
        head = _Head(
            format=FORMAT,
            arrays=name,
            days=window.days,
            options=dataclasses.asdict(window.options),
            judgements=window.judgements,
            latest=state.latest,
            languages=list(state.index.languages),
            words=list(state.index.words),
            articles=len(state.articles),
            stories=len(state.texts),
        )
        records = folder / f"{RECORDS}.tmp"
        with records.open("wb") as file:
            for record in (head, *_records(state)):
                file.write(msgspec.json.encode(record) + b"\n")
        records.replace(folder / RECORDS)
        for old in folder.glob("arrays-*.npz"):
            if old.name != name:
                old.unlink()
    except OSError as error:
        raise UsageError(f"{folder}: the window cannot be kept there: {error.strerror or error}") from error


def _records(state: WindowState) -> Iterator[_Held | _Story]:
    for row, annotated in state.articles.items():
        yield _Held(row, state.text_of[row], annotated.language, annotated.article, annotated.document)
    for story in sorted(state.texts):
        link = state.links[story]
        yield _Story(story, state.threads[story], sorted(state.texts[story]), link.certain, link.loose, link.judged)


def load_window(folder: Path) -> StoryWindow:
    """The window that `save_window` kept, with its options and judgements.

    Raises:
        UsageError: the folder holds none, or not a whole one.
    """
    try:
        lines = (folder / RECORDS).read_bytes().splitlines()
        head = msgspec.json.decode(lines[0], type=_Head)
        _check(head, len(lines))
        with np.load(folder / head.arrays, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        options = _options(head.options)
        state = _state(head, lines[1:], arrays, options)
    except (OSError, ValueError, KeyError, IndexError, TypeError, zipfile.BadZipFile, msgspec.MsgspecError) as error:
        raise UsageError(
            f"{folder}: holds no whole window of stories ({type(error).__name__}: {error}); make it anew from articles"
        ) from error
    return StoryWindow(options, days=head.days, judgements=head.judgements, state=state)


def _check(head: _Head, lines: int) -> None:
    if head.format != FORMAT:
        raise ValueError(f"format {head.format} where {FORMAT} is read")
    if lines != 1 + head.articles + head.stories:
        raise ValueError(f"{lines} lines where {1 + head.articles + head.stories} were written")


def _options(stored: Mapping[str, Any]) -> StoryOptions:
    """Options as they were: JSON knows no infinity and writes null."""
    known = {name: math.inf if value is None else value for name, value in stored.items()}
    return msgspec.convert(known, StoryOptions)


def _state(head: _Head, lines: list[bytes], arrays: Mapping[str, NDArray[Any]], options: StoryOptions) -> WindowState:
    state = WindowState(ReportIndex.restored(arrays, head.words, head.languages, options), options)
    state.restore(arrays)
    state.latest = head.latest
    for line in lines[: head.articles]:
        held = msgspec.json.decode(line, type=_Held)
        annotated = AnnotatedArticle(article=held.article, document=held.document, language=held.language)
        state.keep(held.row, annotated)
        state.text_of[held.row] = held.text
        state.copies.setdefault(held.text, []).append(held.row)
    for line in lines[head.articles :]:
        story = msgspec.json.decode(line, type=_Story)
        state.texts[story.id], state.threads[story.id] = set(story.texts), story.thread
        state.links[story.id] = Link(story.certain, story.loose, story.judged)
        state.story_of.update(dict.fromkeys(story.texts, story.id))
    return state
