"""Thresholds of stories in a file, and ``recoupe tune``, which finds them on reports whose stories are known.

The file is TOML: the representation that the thresholds are for, the thresholds, and what was found with them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from gettext import gettext as say
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from recoupe.errors import UsageError
from recoupe.interfaces.inputs import chosen_options, finish, read_or_exit
from recoupe.interfaces.writing import write_whole
from recoupe.options import StoryOptions

if TYPE_CHECKING:
    from recoupe.languages.embedder import Embedder
    from recoupe.pipeline import Calibration

WORDS = "words"
"""The representation where no model compares the reports."""

TUNED = ("same_story", "same_story_across", "firm_story", "same_thread")
"""Fields of `StoryOptions` that a file of thresholds holds."""


def choose_embedder(folder: str | None) -> Embedder | None:
    """The model in a folder; none without one.

    Raises:
        UsageError: there is no such folder, or what it needs is not installed.
        ModelError: the model cannot be loaded.
    """
    if folder is None:
        return None
    from recoupe.languages.adapters.sentence_transformers import load_sentence_transformers  # noqa: PLC0415

    return load_sentence_transformers(folder)


def load_thresholds(path: Path | None, options: StoryOptions, embedder: Embedder | None) -> StoryOptions:
    """Options with the thresholds of a file; as they are without one.

    Raises:
        UsageError: the file cannot be read, or its thresholds are for another representation.
    """
    if path is None:
        return options
    try:
        stored = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(
            say("--thresholds {path}: cannot be read: {reason}; write it with `recoupe tune`").format(
                path=path, reason=error
            )
        ) from error
    wanted, found = _representation(embedder), (stored.get("representation"), stored.get("version"))
    if found != wanted:
        raise UsageError(
            say(
                "--thresholds {path}: made for {found}, but reports are compared by {wanted}; "
                "write it anew with `recoupe tune`"
            ).format(path=path, found=" ".join(map(str, found)), wanted=" ".join(wanted))
        )
    values = {name: stored.get(name) for name in TUNED}
    wrong = sorted(name for name, value in values.items() if not isinstance(value, float) or not 0 < value < 2)
    if wrong:
        raise UsageError(
            say("--thresholds {path}: {names} must be numbers above 0, such as 0.16").format(
                path=path, names=", ".join(wrong)
            )
        )
    return replace(options, **values)  # type: ignore[arg-type] # checked above


def _representation(embedder: Embedder | None) -> tuple[str, str]:
    return (WORDS, "1") if embedder is None else (embedder.name, embedder.version)


def _thresholds_file(tuned: Calibration, embedder: Embedder | None, reports: int) -> Iterator[str]:
    """The lines of the file."""
    name, version = _representation(embedder)
    yield "# Thresholds of stories and threads, found by `recoupe tune`. For: recoupe stories --thresholds FILE"
    yield f"representation = {json.dumps(name)}"
    yield f"version = {json.dumps(version)}"
    for field in TUNED:
        yield f"{field} = {getattr(tuned.options, field):.4f}"
    yield ""
    yield "# B-cubed F1 of these thresholds, and of each that was tried."
    yield "[found]"
    yield f"reports = {reports}"
    yield f"stories = {dict(tuned.stories)[tuned.options.same_story]:.4f}"
    if tuned.threads:
        yield f"threads = {dict(tuned.threads)[tuned.options.same_thread]:.4f}"
    yield ""
    yield "[tried]"
    for kind, sweep in (("stories", tuned.stories), ("threads", tuned.threads)):
        tried = ", ".join(f"[{threshold}, {f1}]" for threshold, f1 in sweep)
        yield f"{kind} = [{tried}]"


@click.command()
@click.argument("dev", metavar="DEV.jsonl", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--embedder", metavar="FOLDER", help="A model of sentence-transformers on this machine; words without.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the thresholds to this file, and not to the terminal.",
)
def tune(*, dev: Path, embedder: str | None, output: Path | None) -> None:
    """Calibrate the thresholds of stories on reports whose stories are known.

    Each line of DEV.jsonl is a report as everywhere (`id`, `text`, `title`, `published`, `language`) with the name of
    its `story` and, where known, of its `topic`, which is what a thread is. Hundreds of reports are needed.
    """
    labels = _read_labels(dev)
    model = choose_embedder(embedder)
    options = chosen_options(None, None, None)
    reading = read_or_exit((str(dev),), options)
    known = {document.id for document in reading.documents}
    stories, topics = ({i: label for i, label in named.items() if i in known} for named in labels)
    if len(set(stories.values())) < 2:
        raise UsageError(
            say('{path}: two stories at least are needed; give each record an "id" and a "story"').format(path=dev)
        )
    from recoupe.pipeline import tune_stories  # noqa: PLC0415 - loads the stages

    tuned = tune_stories(reading.documents, stories, topics, options, model)
    text = "\n".join(_thresholds_file(tuned, model, len(stories))) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text)
        click.echo(say("written: {path}").format(path=output), err=True)
    finish(reading.unread)


def _read_labels(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Story and topic of each record that names them, by its id; what is no record is told by whoever reads it."""
    labels: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        record = _record(line)
        for named, field in zip(labels, ("story", "topic"), strict=True):
            if isinstance(record.get(field), str) and isinstance(record.get("id"), str):
                named[record["id"]] = record[field]
    return labels


def _record(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}
