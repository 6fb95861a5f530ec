"""Commands of single steps: ``annotate``, ``copies``, ``diff``, ``stories``.

They run only the stages they need, and print one record a document, so that they can be piped.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from gettext import gettext as say
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from recoupe.interfaces.earlier import load_earlier
from recoupe.interfaces.inputs import (
    ANALYSER,
    EXIT_NOTHING_READ,
    chosen_options,
    grouping_options,
    output_options,
    progress_on_stderr,
    read_or_exit,
    reads_inputs,
    report_redirects,
    report_unread,
)
from recoupe.interfaces.judgements import load_judgements
from recoupe.interfaces.printing import print_as_asked
from recoupe.interfaces.thresholds import choose_embedder, load_thresholds
from recoupe.options import DuplicateOptions, Options, ReuseOptions

if TYPE_CHECKING:
    from recoupe.ingest.draft import Reading
    from recoupe.views.table import Table


def step_commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return (annotate, copies, diff, stories)


@click.command()
@reads_inputs
@ANALYSER
@output_options
def annotate(reading: Reading, options: Options, *, lang_ui: str, **forms: bool) -> None:
    """Tell what each report says: sentences, names, quotations, dates, figures, statements."""
    from recoupe.interfaces.records import annotation_records  # noqa: PLC0415 - loads the stages
    from recoupe.pipeline import annotate_documents  # noqa: PLC0415
    from recoupe.views.terminal import tabulate_annotations  # noqa: PLC0415

    with progress_on_stderr() as progress:
        annotated = annotate_documents(reading, options, progress)
    print_as_asked(annotation_records(annotated), lambda: [tabulate_annotations(annotated, lang_ui)], **forms)


@click.command()
@reads_inputs
@output_options
@click.option(
    "--near-duplicates",
    metavar="SHARE",
    type=click.FloatRange(0.01, 1.0),
    help="Instead, list the pairs of whole reports that share this much of their runs of five words (0.5: a reprint).",
)
@click.option(
    "--all-pairs",
    is_flag=True,
    help="List every pair that shares words, not only each copy with its best source. JSON always holds all pairs of "
    "copies, and with this all of a form too.",
)
@click.option(
    "--winnow",
    metavar="WORDS",
    type=click.IntRange(ReuseOptions.shingle),
    default=ReuseOptions.shingle,
    help="For large collections: find each copy of so many equal words in a row, others perhaps; less time and memory.",
)
def copies(
    reading: Reading,
    options: Options,
    *,
    near_duplicates: float | None,
    all_pairs: bool,
    winnow: int,
    lang_ui: str,
    **forms: bool,
) -> None:
    """Find copied passages, their edits, and who took from whom."""
    if near_duplicates is None:
        options = replace(options, reuse=options.reuse.winnowed(winnow))
        _print_copies(reading, options, lang_ui, with_edits=False, all_pairs=all_pairs, **forms)
    else:
        _print_near_duplicates(reading, near_duplicates, lang_ui, **forms)


def _print_near_duplicates(reading: Reading, share: float, language: str, **forms: bool) -> None:
    from recoupe.corpus.reading import whole_articles  # noqa: PLC0415 - loads the stages
    from recoupe.interfaces.records import near_duplicate_records  # noqa: PLC0415
    from recoupe.reuse.near_duplicates import find_near_duplicates  # noqa: PLC0415
    from recoupe.views.terminal import tabulate_near_duplicates  # noqa: PLC0415

    articles = whole_articles(reading.documents)
    pairs = find_near_duplicates(articles, DuplicateOptions(jaccard=share))
    records = near_duplicate_records(pairs, {a.article.id: a.document.id for a in articles})
    print_as_asked(records, lambda: [tabulate_near_duplicates(articles, pairs, language)], **forms)


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@output_options
def diff(*, a: str, b: str, lang_ui: str, **forms: bool) -> None:
    """Compare two texts: what one has of the other, with every edit."""
    options = chosen_options(None, None, None)
    reading = read_or_exit((a, b), options)
    if reading.unread:
        report_unread(reading.unread)
        click.echo(say("Two texts are needed to compare them."), err=True)
        sys.exit(EXIT_NOTHING_READ)
    _print_copies(reading, options, lang_ui, with_edits=True, **forms)


def _print_copies(
    reading: Reading, options: Options, language: str, *, with_edits: bool, all_pairs: bool = True, **forms: bool
) -> None:
    from recoupe.corpus.copies import find_copies  # noqa: PLC0415 - loads the stages
    from recoupe.corpus.reading import whole_articles  # noqa: PLC0415
    from recoupe.interfaces.records import copy_records  # noqa: PLC0415
    from recoupe.views.terminal import tabulate_edits, tabulate_reuses  # noqa: PLC0415

    articles = whole_articles(reading.documents)
    reuses = find_copies(articles, (), options, all_pairs=all_pairs)
    records = copy_records(reuses, {a.article.id: a.document.id for a in articles})

    def tables() -> list[Table]:
        listed = tabulate_reuses(articles, reuses, language, all_pairs=all_pairs)
        return [*listed, tabulate_edits(articles, reuses, language)] if with_edits else [*listed]

    print_as_asked(records, tables, **forms)


@click.command()
@reads_inputs
@grouping_options
@output_options
@click.option(
    "--window",
    type=click.Path(file_okay=False, path_type=Path),
    help="Take the reports into the stories of the last days, which are kept in this folder.",
)
@click.option(
    "--days", type=click.IntRange(1), help="How long a report stays in the window; for ever where never said."
)
@click.option(
    "--embedder",
    metavar="FOLDER",
    help="Compare reports by the vectors of a model of sentence-transformers, not by words; needs --thresholds.",
)
@click.option(
    "--thresholds",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Thresholds that `recoupe tune` wrote.",
)
@click.option("--regroup", is_flag=True, help="Group the whole window anew, and link its threads.")
def stories(
    reading: Reading,
    options: Options,
    *,
    previous: Path | None,
    judgements: Path | None,
    window: Path | None,
    days: int | None,
    regroup: bool,
    embedder: str | None,
    thresholds: Path | None,
    lang_ui: str,
    **forms: bool,
) -> None:
    """Group reports into stories and threads; cut digests."""
    if window is None and (days is not None or regroup):
        raise click.UsageError(say("--days and --regroup are about a window; give its folder with --window FOLDER"))
    if window is not None and previous is not None:
        raise click.UsageError(say("a window keeps its own ids; leave --previous out, or --window"))
    if embedder is not None and window is not None:
        raise click.UsageError(say("a window compares reports by words; leave --embedder out, or --window"))
    if embedder is not None and thresholds is None:
        raise click.UsageError(
            say("--embedder needs thresholds: first say recoupe tune DEV.jsonl --embedder FOLDER -o FILE")
        )
    model = choose_embedder(embedder)
    options = replace(options, stories=load_thresholds(thresholds, options.stories, model))
    decided, earlier = load_judgements(judgements), load_earlier(previous)
    from recoupe.corpus.reading import cut_articles  # noqa: PLC0415
    from recoupe.interfaces.records import story_records  # noqa: PLC0415 - loads the stages
    from recoupe.pipeline import group_articles, stream_articles  # noqa: PLC0415
    from recoupe.views.terminal import tabulate_grouping  # noqa: PLC0415

    articles = cut_articles(reading.documents, options)
    if window is None:
        grouping = group_articles(articles, options, decided, earlier, model)
    else:
        grouping = stream_articles(articles, window, options, decided, days=days, regroup=regroup)
    report_redirects(grouping.redirects)
    print_as_asked(
        story_records(grouping), lambda: [tabulate_grouping(grouping.articles, grouping.stories, lang_ui)], **forms
    )
