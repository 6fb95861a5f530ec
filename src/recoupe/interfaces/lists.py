"""Commands that show one list of the dossier: ``quotations``, ``dates``, ``figures``, ``names``...

The reader's word for a command and the stem of the feature behind it stand in one table, `LISTS`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import rich_click as click

from recoupe.interfaces.inputs import ANALYSER, output_options, progress_on_stderr, reads_inputs
from recoupe.interfaces.printing import print_as_asked
from recoupe.interfaces.writing import write_whole
from recoupe.options import Options

if TYPE_CHECKING:
    from recoupe.dossier import Dossier
    from recoupe.ingest.draft import Reading


class List(NamedTuple):
    """A list command.

    Attributes:
        command: the reader's word.
        field: the list of the dossier that it shows.
        view: the section of the terminal view that tabulates it.
        help: what `--help` says.
    """

    command: str
    field: str
    view: str
    help: str


LISTS = (
    List("conflicts", "conflicts", "conflicts", "Show where reports cannot both be right."),
    List("figures", "quantities", "figures", "Show the figures said in the reports and what they count."),
    List("lineage", "lineage", "sources", "Show who took from whom, up to the origins named."),
    List("names", "entities", "names", "Show people, organisations and places with every spelling."),
    List("statements", "claims", "statements", "Show what is claimed, by how many lines of source."),
)


def list_commands() -> tuple[click.Command, ...]:
    """The commands of this module: one for each row of `LISTS`, and those with options of their own."""
    return (*(_command(row) for row in LISTS), dates, quotations)


def _command(row: List) -> click.Command:
    @click.command(row.command, help=row.help)
    @reads_inputs
    @ANALYSER
    @output_options
    def run(reading: Reading, options: Options, *, lang_ui: str, **forms: bool) -> None:
        _show(row, reading, options, lang_ui, **forms)

    return run


@click.command(help="Show the dates said in the reports, with their values.")
@reads_inputs
@ANALYSER
@output_options
@click.option(
    "--timeml",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, writable=True, path_type=Path),
    help="Also write each report with its TIMEX3 tags into this folder, as a TimeML file.",
)
def dates(reading: Reading, options: Options, *, timeml: Path | None, lang_ui: str, **forms: bool) -> None:
    """Show time expressions, and write them as TimeML where asked."""
    from recoupe.views.terminal import tabulate_section  # noqa: PLC0415

    made = _cross_check(reading, options)
    if timeml is not None:
        _write_timeml(made, timeml)
    print_as_asked(made.timexes, lambda: tabulate_section(made, "dates", lang_ui), **forms)


def _write_timeml(made: Dossier, folder: Path) -> None:
    """A file for each report, named after it; what a file's name cannot hold becomes an underscore."""
    from recoupe.views.timeml import to_timeml  # noqa: PLC0415

    documents = {article.id: article.document for article in made.articles}
    taken: set[str] = set()
    for document in made.documents:
        stem = re.sub(r"[^\w.-]", "_", document.id).lstrip(".") or "_"
        while stem in taken:
            stem += "_"
        taken.add(stem)
        timexes = [t for t in made.timexes if documents[t.article] == document.id]
        write_whole(folder / f"{stem}.tml", to_timeml(document, timexes))


@click.command(help="Show who said what, and through whom it came.")
@reads_inputs
@ANALYSER
@output_options
@click.option("--by", metavar="NAME", help="Only of speakers of this name, in any spelling, or with it in their name.")
@click.option("--kind", type=click.Choice(["direct", "mixed", "indirect"]), help="Only of this kind.")
def quotations(
    reading: Reading, options: Options, *, by: str | None, kind: str | None, lang_ui: str, **forms: bool
) -> None:
    """Show quotations, of some speaker or kind where asked."""
    from recoupe.interfaces.speakers import quotations_by  # noqa: PLC0415 - loads the names
    from recoupe.views.terminal import tabulate_chosen_quotations  # noqa: PLC0415

    made = _cross_check(reading, options)
    chosen = made.quotations if by is None else quotations_by(made, by)
    chosen = tuple(q for q in chosen if kind in (None, q.kind))
    ids = {q.id for q in chosen}
    print_as_asked(chosen, lambda: tabulate_chosen_quotations(made, ids, lang_ui), **forms)


def _show(row: List, reading: Reading, options: Options, language: str, **forms: bool) -> None:
    from recoupe.views.terminal import tabulate_section  # noqa: PLC0415

    made = _cross_check(reading, options)
    print_as_asked(getattr(made, row.field), lambda: tabulate_section(made, row.view, language), **forms)


def _cross_check(reading: Reading, options: Options) -> Dossier:
    from recoupe.pipeline import cross_check  # noqa: PLC0415 - loads the stages

    with progress_on_stderr() as progress:
        return cross_check(reading, options, progress=progress)
