"""What `recoupe dossier -o` writes: one file, whose name says in which form, or a folder of all forms."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from gettext import gettext as say
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from recoupe.interfaces.writing import write_whole

if TYPE_CHECKING:
    from recoupe.dossier import Dossier

Form = Callable[["Dossier", str], str | bytes]
"""Makes a form of the dossier, given the language of the interface."""

FORMS: Mapping[str, Form] = {
    ".html": lambda made, language: made.to_html(language),
    ".json": lambda made, _: made.to_json(),
    ".md": lambda made, language: made.to_markdown(language),
    ".xlsx": lambda made, language: made.to_xlsx(language),
    "claims.csv": lambda made, _: made.to_csv("claims"),
    "conflicts.csv": lambda made, _: made.to_csv("conflicts"),
    "quotations.csv": lambda made, _: made.to_csv("quotations"),
}
"""How the name of a file ends -> the form that is written to it."""


def choose_forms(outputs: Iterable[str]) -> dict[Path, Form]:
    """The files to write, each with its form.

    Args:
        outputs: as the user gave them; one that ends in a slash or is a folder stands for a file of each form in it.

    Raises:
        UsageError: of click; a name says no form, or its folder is missing or may not be written to.
    """
    files: dict[Path, Form] = {}
    for output in outputs:
        path = Path(output)
        if output.endswith(("/", os.sep)) or path.is_dir():
            if path.is_file():
                raise click.UsageError(
                    say("{output}: is a file; leave the slash out, or name a folder").format(output=output)
                )
            inside = {path / (f"dossier{end}" if end.startswith(".") else end): form for end, form in FORMS.items()}
            _check(inside if path.is_dir() else [path])
            files |= inside
        else:
            end = next((end for end in FORMS if path.name.lower().endswith(end)), None)
            if end is None:
                raise click.UsageError(
                    say("{output}: the name of an output ends in {ends}, or / for a folder").format(
                        output=output, ends=", ".join(FORMS)
                    )
                )
            _check([path])
            files[path] = FORMS[end]
    return files


def _check(paths: Iterable[Path]) -> None:
    """Refuse what could not be written, before the work is done."""
    for path in paths:
        if not path.parent.is_dir():
            raise click.UsageError(
                say("{path}: there is no folder {folder}; make it first").format(path=path, folder=path.parent)
            )
        if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
            raise click.UsageError(
                say("{path}: may not be written; choose another folder or change its permissions").format(path=path)
            )


def write_forms(made: Dossier, files: Mapping[Path, Form], language: str) -> None:
    """Write the files, and name each on stderr; a folder that is missing is made.

    Raises:
        UsageError: one cannot be written.
    """
    for path, form in files.items():
        path.parent.mkdir(exist_ok=True)
        write_whole(path, form(made, language))
        click.echo(say("written: {path}").format(path=path), err=True)
