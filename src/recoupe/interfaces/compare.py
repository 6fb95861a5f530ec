"""``recoupe compare``: what changed from one dossier to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from recoupe.errors import UsageError
from recoupe.interfaces.inputs import output_options
from recoupe.interfaces.printing import print_as_asked

if TYPE_CHECKING:
    from recoupe.dossier import Dossier

_DOSSIER = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("old", metavar="OLD.json", type=_DOSSIER)
@click.argument("new", metavar="NEW.json", type=_DOSSIER)
@output_options
def compare(*, old: Path, new: Path, lang_ui: str, **forms: bool) -> None:
    """Show what changed from one dossier to another: reports, conflicts, claims, copies, stories.

    Both are JSON, as `recoupe dossier -o OUT.json` writes it. Ids may have changed: items are known by what they are
    made of, and by the redirects of NEW.json.
    """
    before, after = load_dossier(old), load_dossier(new)
    from recoupe.interfaces.records import change_records  # noqa: PLC0415
    from recoupe.model.changes import find_changes  # noqa: PLC0415 - only this command needs it
    from recoupe.views.changes import tabulate_changes  # noqa: PLC0415

    changes = find_changes(before, after)
    print_as_asked(
        change_records(changes, before, after), lambda: tabulate_changes(changes, before, after, lang_ui), **forms
    )


def load_dossier(path: Path) -> Dossier:
    """The dossier of a file.

    Raises:
        UsageError: it cannot be read, or is no dossier of this schema; the message names the file.
    """
    from recoupe.dossier import Dossier  # noqa: PLC0415 - loads the model

    try:
        return Dossier.from_json(path.read_bytes())
    except (OSError, UsageError) as error:
        reason = (error.strerror or error) if isinstance(error, OSError) else error
        raise UsageError(f"{path}: {reason}") from error
