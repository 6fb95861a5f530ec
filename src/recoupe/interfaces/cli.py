"""The command line: ``recoupe COMMAND``.

Each command reads its inputs, calls one function of the flow, and prints a view of what comes back. Nothing is
computed here.
"""

from __future__ import annotations

import os
import signal
import sys
from gettext import gettext as say
from pathlib import Path

import rich_click as click

from recoupe import __version__
from recoupe.errors import RecoupeError
from recoupe.interfaces.compare import compare, load_dossier
from recoupe.interfaces.earlier import load_earlier
from recoupe.interfaces.inputs import (
    ANALYSER,
    EXIT_FINDINGS,
    INTERFACE_LANGUAGE,
    chosen_options,
    finish,
    grouping_options,
    input_options,
    progress_on_stderr,
    read_or_exit,
    report_redirects,
    report_unread,
)
from recoupe.interfaces.judgements import judge, load_judgements
from recoupe.interfaces.language import speak_the_users_language
from recoupe.interfaces.lists import list_commands
from recoupe.interfaces.outputs import choose_forms, write_forms
from recoupe.interfaces.printing import print_json, print_table, visible
from recoupe.interfaces.steps import step_commands
from recoupe.interfaces.thresholds import tune


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="recoupe")
def cli() -> None:
    """Read several reports of one story; show who says what, who copied whom, what conflicts.

    INPUT is a file (text, HTML, .jsonl), a folder, a glob, `-` for standard input, or a URL.
    """


@cli.command()
@input_options
@grouping_options
@ANALYSER
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="OUT",
    help="Write OUT.html, .json, .md or .xlsx, claims.csv, conflicts.csv or quotations.csv; or all of them into the "
    "folder OUT/. May be given several times.",
)
@INTERFACE_LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="Print the JSON instead of the terminal view.")
@click.option("--fail-on", type=click.Choice(["conflict"]), help="Exit with code 1 when there is a firm conflict.")
def dossier(
    *,
    inputs: tuple[str, ...],
    metadata: Path | None,
    outlets: Path | None,
    published: str | None,
    previous: Path | None,
    judgements: Path | None,
    analyser: str,
    outputs: tuple[str, ...],
    lang_ui: str,
    as_json: bool,
    fail_on: str | None,
) -> None:
    """Cross-check reports of a story: the main job."""
    files = choose_forms(outputs)
    options = chosen_options(metadata, outlets, published, analyser)
    decided, earlier = load_judgements(judgements), load_earlier(previous)
    reading = read_or_exit(inputs, options)
    from recoupe.pipeline import cross_check  # noqa: PLC0415 - the stages load slowly; wrong use must not wait for them

    with progress_on_stderr() as progress:
        made = cross_check(reading, options, judgements=decided, earlier=earlier, progress=progress)
    report_redirects(made.redirects)
    write_forms(made, files, lang_ui)
    if as_json:
        click.echo(made.to_json(), nl=False)
    elif not outputs:
        from recoupe.views.terminal import tabulate_dossier  # noqa: PLC0415 - only the terminal view needs it

        for table in tabulate_dossier(made, lang_ui):
            print_table(table)
    if fail_on == "conflict" and made.overview.conflicts:
        report_unread(reading.unread)
        sys.exit(EXIT_FINDINGS)
    finish(reading.unread)


@cli.command()
@click.argument("item_id", metavar="ID")
@click.option(
    "--in",
    "source",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The dossier, as written by `recoupe dossier -o OUT.json`.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the item itself as JSON.")
def why(item_id: str, source: Path, as_json: bool) -> None:
    """Show the rules, scores and words behind an item of a dossier."""
    from recoupe.views.texts import Texts  # noqa: PLC0415
    from recoupe.views.why import explain  # noqa: PLC0415

    made = load_dossier(source)
    kind, item = made.item(item_id)
    if as_json:
        print_json(item)
        return
    explanation, texts = explain(made, kind, item), Texts(made)
    click.echo(f"{explanation.id}: {explanation.kind}")
    for words in explanation.words:
        click.echo(f"  {texts.label(words.at.article)} {words.at.start}-{words.at.end}: {visible(words.text)}")
    if not explanation.reasons:
        click.echo("because these are the report's own words: nothing was concluded from them")
    for reason in explanation.reasons:
        score = "" if reason.score is None else f" {reason.score:.2f}"
        click.echo(f"because {reason.rule}{score}")
        for words in reason.words:
            click.echo(f"  {texts.label(words.at.article)} {words.at.start}-{words.at.end}: {visible(words.text)}")


@cli.group()
def languages() -> None:
    """Language packs."""


@languages.command()
@click.argument("codes", nargs=-1, metavar="[CODE...]")
def check(codes: tuple[str, ...]) -> None:
    """Check language packs: their form, and their own cases."""
    from recoupe.cases import case_runners  # noqa: PLC0415 - loads every stage
    from recoupe.languages.check import check_pack  # noqa: PLC0415
    from recoupe.languages.pack import known_languages, load_pack  # noqa: PLC0415

    wrong = 0
    for code in codes or known_languages():
        result = check_pack(load_pack(code), case_runners())
        for problem in result.problems:
            click.echo(str(problem))
        click.echo(f"{code}: {result.cases} cases, {len(result.problems)} problems")
        wrong += len(result.problems)
    if wrong:
        sys.exit(EXIT_FINDINGS)


for command in (*step_commands(), *list_commands(), compare, judge, tune):
    cli.add_command(command)


def main() -> None:
    """Run the command line; errors of recoupe end it with their message and code 2."""
    for stream in (sys.stdout, sys.stderr):
        # Words of reports are UTF-8 whatever the terminal's locale says; what it cannot show is escaped, never lost.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    if hasattr(signal, "SIGPIPE"):
        # Whoever reads the output may stop early, as `head` does: that ends the program as it ends any other.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    speak_the_users_language(cli)
    try:
        status = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except RecoupeError as error:
        click.echo(say("Error: {message}").format(message=error), err=True)
        sys.exit(2)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        message = say("the output cannot be written: {reason}").format(reason=error.strerror or error)
        click.echo(say("Error: {message}").format(message=message), err=True)
        sys.exit(2)
    sys.exit(status if isinstance(status, int) else 0)
