"""Commands that show one list of the dossier: ``quotations``, ``dates``, ``figures``, ``names``...

The reader's word for a command and the stem of the feature behind it stand in one table, `LISTS`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import rich_click as click

from recoupe.interfaces.inputs import (
    INTERFACE_LANGUAGE,
    chosen_options,
    finish,
    input_options,
    progress_on_stderr,
    read_or_exit,
)
from recoupe.interfaces.printing import print_json, print_jsonl, print_table


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
    List("dates", "timexes", "dates", "Show the dates said in the reports, with their values."),
    List("figures", "quantities", "figures", "Show the figures said in the reports and what they count."),
    List("lineage", "lineage", "sources", "Show who took from whom, up to the origins named."),
    List("names", "entities", "names", "Show people, organisations and places with every spelling."),
    List("statements", "claims", "statements", "Show what is claimed, by how many lines of source."),
)


def list_commands() -> tuple[click.Command, ...]:
    """The commands of this module, one for each row of `LISTS`, and ``quotations`` with its filters."""
    return (*(_command(row) for row in LISTS), quotations)


def _command(row: List) -> click.Command:
    @click.command(row.command, help=row.help)
    @input_options
    @click.option("--json", "as_json", is_flag=True, help="One JSON list.")
    @click.option("--jsonl", "as_jsonl", is_flag=True, help="One JSON record a line.")
    @INTERFACE_LANGUAGE
    def run(**arguments: Any) -> None:
        _show(row, arguments)

    return run


@click.command(help="Show who said what, and through whom it came.")
@input_options
@click.option("--json", "as_json", is_flag=True, help="One JSON list.")
@click.option("--jsonl", "as_jsonl", is_flag=True, help="One JSON record a line.")
@INTERFACE_LANGUAGE
@click.option("--by", metavar="NAME", help="Only of speakers whose name has this in it.")
@click.option("--kind", type=click.Choice(["direct", "mixed", "indirect"]), help="Only of this kind.")
def quotations(by: str | None, kind: str | None, **arguments: Any) -> None:
    """Show quotations, of some speaker or kind where asked."""
    row = List("quotations", "quotations", "quotations", "")

    def wanted(quotation: Any) -> bool:
        said_by = quotation.speaker is not None and (by or "").casefold() in quotation.speaker.name.casefold()
        return (by is None or said_by) and kind in (None, quotation.kind)

    _show(row, arguments, wanted)


def _show(row: List, arguments: dict[str, Any], wanted: Any = None) -> None:
    inputs: tuple[str, ...] = arguments["inputs"]
    metadata: Path | None = arguments["metadata"]
    options = chosen_options(metadata, arguments["outlets"], arguments["published"])
    reading = read_or_exit(inputs, options)
    from recoupe.pipeline import cross_check  # noqa: PLC0415 - loads the stages
    from recoupe.views.terminal import tabulate_section  # noqa: PLC0415

    with progress_on_stderr() as progress:
        made = cross_check(reading, options, progress=progress)
    items = getattr(made, row.field)
    if wanted is not None:
        items = tuple(item for item in items if wanted(item))
        made = msgspec.structs.replace(made, **{row.field: items})
    if arguments["as_json"]:
        print_json(items)
    elif arguments["as_jsonl"]:
        print_jsonl(items if isinstance(items, Iterable) else [items])
    else:
        for table in tabulate_section(made, row.view, arguments["lang_ui"]):
            print_table(table)
    finish(reading.unread)
