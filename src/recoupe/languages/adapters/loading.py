"""Loading a user's model: the folder that it lies in, what the folder says of it, and what is said when it fails.

Nothing is ever downloaded: a model is an installed package or a folder on this machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from recoupe.errors import ModelError, RecoupeError, UsageError
from recoupe.model.document import Layer

UNKNOWN = "unknown"

_FRONT_MATTER = re.compile(r"\A---\r?\n(.*?)^---\s*$", re.DOTALL | re.MULTILINE)
_LICENCE = re.compile(r"^license:[ \t]*[\"']?([\w.+-]+)", re.MULTILINE)


def model_folder(choice: str, path: str) -> Path:
    """The folder of a model.

    Args:
        choice: the choice as the user wrote it, for messages.
        path: the path in it; ``~`` is the user's home.

    Raises:
        UsageError: there is no such folder.
    """
    folder = Path(path).expanduser()
    if not folder.is_dir():
        raise UsageError(
            f"{choice}: there is no folder {folder}; give the folder of a model that lies on this machine: "
            "recoupe never downloads one"
        )
    return folder


@contextmanager
def loading(choice: str, library: str) -> Iterator[None]:
    """Turn whatever another library raises while it loads a model into one error that says what to do.

    Raises:
        ModelError: the model cannot be loaded.
    """
    try:
        yield
    except RecoupeError:
        raise
    except Exception as error:
        said = f"{type(error).__name__}: {first_line(error)}"
        raise ModelError(
            f"{choice}: cannot be loaded by the {library} installed here ({said}); "
            "check that it is whole and made for this version"
        ) from error


@contextmanager
def without_progress_bars(settings: Any) -> Iterator[None]:
    """Keep transformers from drawing on stderr: whoever calls recoupe shows progress, or asked for none.

    Args:
        settings: ``transformers.utils.logging``.
    """
    shown = settings.is_progress_bar_enabled()
    settings.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            settings.enable_progress_bar()


def first_line(error: Exception) -> str:
    """The first line of an error's message: other libraries go on for a page."""
    return str(error).strip().partition("\n")[0][:300] or type(error).__name__


def read_layer(scheme: str, folder: Path) -> Layer:
    """Name, version and licence of a model folder.

    The name is the folder's own, never its path. A snapshot in the cache of a model hub names its model and revision
    (``models--OWNER--NAME/snapshots/REVISION``). The licence stands in the head of ``README.md``.
    """
    folder = folder.resolve()
    name, version = folder.name, UNKNOWN
    if folder.parent.name == "snapshots":
        name, version = folder.parent.parent.name.removeprefix("models--").replace("--", "/"), folder.name
    return Layer(name=f"{scheme} {name}", version=version, licence=_licence(folder / "README.md"))


def _licence(readme: Path) -> str:
    if not readme.is_file():
        return UNKNOWN
    head = _FRONT_MATTER.match(readme.read_text(encoding="utf-8", errors="replace"))
    stated = _LICENCE.search(head[1]) if head else None
    return stated[1] if stated else UNKNOWN
