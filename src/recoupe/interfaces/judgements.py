"""What people decided: a file of their own beside machine output, and ``recoupe judge``, which writes it.

One judgement a line, as JSON, sorted. The file holds what is in force: what is undone leaves it.
"""

from __future__ import annotations

from gettext import gettext as say
from pathlib import Path
from typing import get_args

import msgspec
import rich_click as click

from recoupe.errors import UsageError
from recoupe.interfaces.writing import write_whole
from recoupe.model.judgement import Judgement, Subject, Verdict, describe_contradiction, find_contradiction

UNDO = "undo"
SUBJECTS: tuple[Subject, ...] = ("story", "entity")
"""What is judged so far: articles or documents of a story, mentions of an entity."""


def load_judgements(path: Path | None) -> tuple[Judgement, ...]:
    """The judgements of a file, sorted; none without one.

    Raises:
        UsageError: it cannot be read, a line is no judgement, or judgements contradict each other.
    """
    if path is None:
        return ()
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(say("{path}: cannot be read: {reason}").format(path=path, reason=reason)) from error
    judgements = set()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                judgement = msgspec.json.decode(line, type=Judgement)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise UsageError(
                    say("{path}, line {number}: no judgement: {reason}; write it with `recoupe judge`").format(
                        path=path, number=number, reason=error
                    )
                ) from error
            judgements.add(msgspec.structs.replace(judgement, members=tuple(sorted(set(judgement.members)))))
    _refuse_contradictions(judgements, path)
    return tuple(sorted(judgements))


def save_judgements(judgements: set[Judgement], path: Path) -> None:
    """Write judgements, whole or not at all.

    Raises:
        UsageError: they contradict each other, or the file cannot be written.
    """
    _refuse_contradictions(judgements, path)
    write_whole(path, "".join(msgspec.json.encode(judgement).decode() + "\n" for judgement in sorted(judgements)))


def _refuse_contradictions(judgements: set[Judgement], path: Path) -> None:
    for subject in get_args(Subject):
        against = find_contradiction(j for j in judgements if j.subject == subject)
        if against:
            raise UsageError(f"{path}: {describe_contradiction(against)}")


@click.command()
@click.argument("verdict", type=click.Choice([*get_args(Verdict), UNDO]))
@click.argument("members", nargs=-1, required=True, metavar="ID ID...")
@click.option(
    "--judgements",
    "path",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file of judgements; it is made where there is none.",
)
@click.option(
    "--subject",
    type=click.Choice(SUBJECTS),
    default=SUBJECTS[0],
    show_default=True,
    help="story: the ids are of reports (documents or articles); entity: of mentions.",
)
@click.option("--author", default="", help="Who decides.")
@click.option("--note", default="", help="Why.")
def judge(*, verdict: str, members: tuple[str, ...], path: Path, subject: Subject, author: str, note: str) -> None:
    """Say that items are the same, or different, or take that back.

    `same` keeps all the items together, `different` each two of them apart, whatever the machine finds; `undo` takes
    back what was said of exactly these items. Give the file to `recoupe stories` or `dossier` with --judgements.
    """
    chosen = tuple(sorted(set(members)))
    if len(chosen) < 2:
        raise click.UsageError(say("two ids at least are needed: what is the same as, or different from, what?"))
    judgements = set(load_judgements(path if path.exists() else None))
    if verdict == UNDO:
        undone = {j for j in judgements if j.subject == subject and j.members == chosen}
        if not undone:
            raise UsageError(
                say("{path}: nothing was said of {subject} {ids} together; {in_force}").format(
                    path=path, subject=subject, ids=", ".join(chosen), in_force=_in_force(judgements)
                )
            )
        judgements -= undone
    else:
        # What was said before of the same items by the same person is said anew.
        said: Verdict = "same" if verdict == "same" else "different"
        judgement = Judgement(subject=subject, verdict=said, members=chosen, author=author, note=note)
        judgements = {j for j in judgements if _key(j) != _key(judgement)} | {judgement}
    save_judgements(judgements, path)
    click.echo(say("written: {path} ({n} in force)").format(path=path, n=len(judgements)), err=True)


def _key(judgement: Judgement) -> tuple[str, str, tuple[str, ...], str]:
    return judgement.subject, judgement.verdict, judgement.members, judgement.author


def _in_force(judgements: set[Judgement]) -> str:
    listed = "; ".join(f"{j.verdict} {j.subject} {', '.join(j.members)}" for j in sorted(judgements)[:12])
    return say("in force: {judgements}").format(judgements=listed) if listed else say("nothing is in force")
