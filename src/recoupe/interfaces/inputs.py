"""What all commands share: their inputs, options, progress on stderr, and exit codes.

Exit codes: 0 done; 1 findings, when ``--fail-on`` asks for it; 2 wrong use; 3 nothing could be read; 4 done in part
(what could not be read is listed on stderr); 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from gettext import gettext as say
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import rich_click as click

from recoupe.model.document import Unread
from recoupe.model.group import Redirect
from recoupe.options import IngestOptions, Options

if TYPE_CHECKING:
    from recoupe.ingest.draft import Reading
    from recoupe.pipeline import Progress

EXIT_FINDINGS = 1
EXIT_NOTHING_READ = 3
EXIT_PARTIAL = 4

INTERFACE_LANGUAGE = click.option(
    "--lang-ui", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Interface language."
)

ANALYSER = click.option(
    "--analyser",
    metavar="CHOICE",
    default=Options.analyser,
    show_default=True,
    help="What finds names: built-in, spacy:NAME, spacy:FOLDER, transformers:FOLDER or gliner:FOLDER.",
)
"""For commands that annotate."""

Command = TypeVar("Command", bound=Callable[..., Any])


def input_options(command: Command) -> Command:
    """The arguments and options by which every command names its inputs."""
    decorators = [
        click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
        click.option("--metadata", type=_FILE, help="CSV table: file, outlet, publisher, published, url."),
        click.option("--outlets", type=_FILE, help="TOML table of your own: outlet = publisher."),
        click.option("--published", metavar="DATE", help="ISO date of inputs that give none (2025-04-28, 2025-04)."),
    ]
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def grouping_options(command: Command) -> Command:
    """The options by which what was decided before holds for stories and threads."""
    decorators = [
        click.option(
            "--previous", type=_FILE, help="An earlier dossier or list of stories (.json, .jsonl): keep its ids."
        ),
        click.option("--judgements", type=_FILE, help="What people decided, as `recoupe judge` writes it; it wins."),
    ]
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


def report_redirects(redirects: tuple[Redirect, ...]) -> None:
    """List on stderr the ids of stories and threads that were merged into others."""
    for redirect in redirects:
        click.echo(say("merged: {old} is now part of {new}").format(old=redirect.old, new=redirect.new), err=True)


def chosen_options(
    metadata: Path | None, outlets: Path | None, published: str | None, analyser: str = Options.analyser
) -> Options:
    """The options of the flow that the command line chose."""
    return replace(
        Options(), analyser=analyser, ingest=IngestOptions(published=published, metadata=metadata, outlets=outlets)
    )


def read_or_exit(inputs: tuple[str, ...], options: Options) -> Reading:
    """Read the inputs; when none gives text, say why of each and exit with code 3."""
    from recoupe.corpus.reading import read  # noqa: PLC0415 - the stages load slowly; `--help` must not wait for them

    reading = read(inputs, options, stdin=sys.stdin.buffer)
    for warning in reading.warnings:
        click.echo(say("warning: {warning}").format(warning=warning), err=True)
    for document in reading.documents:
        for warning in document.warnings:
            click.echo(say("warning: {warning}").format(warning=f"{document.source}: {warning}"), err=True)
    if not reading.documents:
        report_unread(reading.unread)
        click.echo(say("Nothing could be read."), err=True)
        sys.exit(EXIT_NOTHING_READ)
    return reading


def output_options(command: Command) -> Command:
    """The options by which a command's output is chosen: JSON, records, or tables in a language."""
    decorators = [
        click.option("--json", "as_json", is_flag=True, help="One JSON list."),
        click.option("--jsonl", "as_jsonl", is_flag=True, help="One JSON record a line."),
        INTERFACE_LANGUAGE,
    ]
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


def reads_inputs(command: Callable[..., None]) -> Callable[..., None]:
    """A command that is handed what was read and the options chosen, and ends with code 4 when some was unread."""

    @wraps(command)
    def run(
        *,
        inputs: tuple[str, ...],
        metadata: Path | None,
        outlets: Path | None,
        published: str | None,
        analyser: str = Options.analyser,
        **others: Any,
    ) -> None:
        options = chosen_options(metadata, outlets, published, analyser)
        reading = read_or_exit(inputs, options)
        command(reading, options, **others)
        finish(reading.unread)

    return input_options(run)


def report_unread(unread: tuple[Unread, ...]) -> None:
    """List on stderr what could not be read, and why."""
    for item in unread:
        click.echo(say("not read: {source}: {reason}").format(source=item.source, reason=say(item.reason)), err=True)


def finish(unread: tuple[Unread, ...]) -> None:
    """End a command: with code 4 when some inputs could not be read."""
    if unread:
        report_unread(unread)
        sys.exit(EXIT_PARTIAL)


@contextmanager
def progress_on_stderr() -> Iterator[Progress]:
    """A progress bar on stderr; silent when stderr is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _step, _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(say(step), total=total or None)
            bar.update(tasks[step], completed=done)

        yield show
