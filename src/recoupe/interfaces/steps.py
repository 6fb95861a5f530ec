"""Commands of single steps: ``annotate``, ``copies``, ``diff``, ``stories``.

They run only the stages they need, and print one record a document, so that they can be piped.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import rich_click as click

from recoupe.interfaces.inputs import (
    EXIT_NOTHING_READ,
    INTERFACE_LANGUAGE,
    chosen_options,
    finish,
    input_options,
    progress_on_stderr,
    read_or_exit,
    report_unread,
)
from recoupe.interfaces.printing import print_json, print_jsonl, print_table
from recoupe.options import Options
from recoupe.views.table import Table

if TYPE_CHECKING:
    from recoupe.ingest.draft import Reading


def step_commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return (annotate, copies, diff, stories)


def _output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    command = INTERFACE_LANGUAGE(command)
    command = click.option("--jsonl", "as_jsonl", is_flag=True, help="One JSON record a line.")(command)
    return click.option("--json", "as_json", is_flag=True, help="One JSON list.")(command)


@click.command()
@input_options
@_output_options
def annotate(
    *,
    inputs: tuple[str, ...],
    metadata: Path | None,
    outlets: Path | None,
    published: str | None,
    as_json: bool,
    as_jsonl: bool,
    lang_ui: str,
) -> None:
    """Tell what each report says: sentences, names, quotations, dates, figures, statements."""
    options = chosen_options(metadata, outlets, published)
    reading = read_or_exit(inputs, options)
    from recoupe.interfaces.records import annotation_records  # noqa: PLC0415 - loads the stages
    from recoupe.pipeline import annotate_articles, cut_articles  # noqa: PLC0415
    from recoupe.views.terminal import tabulate_annotations  # noqa: PLC0415

    with progress_on_stderr() as progress:
        annotated = annotate_articles(cut_articles(reading.documents, options), progress)
    records = annotation_records(annotated)
    if as_json:
        print_json(records)
    elif as_jsonl:
        print_jsonl(records)
    else:
        print_table(tabulate_annotations(annotated, lang_ui))
    finish(reading.unread)


@click.command()
@input_options
@_output_options
def copies(
    *,
    inputs: tuple[str, ...],
    metadata: Path | None,
    outlets: Path | None,
    published: str | None,
    as_json: bool,
    as_jsonl: bool,
    lang_ui: str,
) -> None:
    """Find copied passages, their edits, and who took from whom."""
    options = chosen_options(metadata, outlets, published)
    reading = read_or_exit(inputs, options)
    _print_copies(reading, options, lang_ui, as_json=as_json, as_jsonl=as_jsonl)
    finish(reading.unread)


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@_output_options
def diff(*, a: str, b: str, as_json: bool, as_jsonl: bool, lang_ui: str) -> None:
    """Compare two texts: what one has of the other, with every edit."""
    options = chosen_options(None, None, None)
    reading = read_or_exit((a, b), options)
    if reading.unread:
        report_unread(reading.unread)
        click.echo("Two texts are needed to compare them.", err=True)
        sys.exit(EXIT_NOTHING_READ)
    tables = _print_copies(reading, options, lang_ui, as_json=as_json, as_jsonl=as_jsonl)
    if tables:
        print_table(tables.edits)


class _Tables(NamedTuple):
    """What was printed as tables: passages, and the edits in them."""

    copies: Table
    edits: Table


def _print_copies(
    reading: Reading, options: Options, language: str, *, as_json: bool, as_jsonl: bool
) -> _Tables | None:
    """Print copied passages; the tables, when it was tables that were asked for."""
    from recoupe.interfaces.records import copy_records  # noqa: PLC0415 - loads the stages
    from recoupe.pipeline import cut_articles, find_copies  # noqa: PLC0415
    from recoupe.views.terminal import tabulate_edits, tabulate_reuses  # noqa: PLC0415

    articles = cut_articles(reading.documents, options)
    reuses = find_copies(articles, (), options)
    records = copy_records(reuses, {a.article.id: a.document.id for a in articles})
    if as_json:
        print_json(records)
    elif as_jsonl:
        print_jsonl(records)
    else:
        tables = _Tables(tabulate_reuses(articles, reuses, language), tabulate_edits(articles, reuses, language))
        print_table(tables.copies)
        return tables
    return None


@click.command()
@input_options
@_output_options
def stories(
    *,
    inputs: tuple[str, ...],
    metadata: Path | None,
    outlets: Path | None,
    published: str | None,
    as_json: bool,
    as_jsonl: bool,
    lang_ui: str,
) -> None:
    """Group reports into stories and threads; cut digests."""
    options = chosen_options(metadata, outlets, published)
    reading = read_or_exit(inputs, options)
    from recoupe.interfaces.records import story_records  # noqa: PLC0415 - loads the stages
    from recoupe.pipeline import cut_articles, group_articles  # noqa: PLC0415
    from recoupe.views.terminal import tabulate_grouping  # noqa: PLC0415

    grouping = group_articles(cut_articles(reading.documents, options), options)
    records = story_records(grouping)
    if as_json:
        print_json(records)
    elif as_jsonl:
        print_jsonl(records)
    else:
        print_table(tabulate_grouping(grouping.articles, grouping.stories, lang_ui))
    finish(reading.unread)
