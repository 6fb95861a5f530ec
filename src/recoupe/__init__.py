"""Recoupe reads several reports of one story and shows who says what, who copied whom, and what conflicts.

    >>> import recoupe
    >>> dossier = recoupe.make_dossier(["a.txt", "b.txt"])    # doctest: +SKIP
    >>> dossier.to_html()                                     # doctest: +SKIP

The public API is what `__all__` lists. Names are imported when they are first used, so that ``import recoupe`` itself
is light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recoupe.dossier import Dossier as Dossier
    from recoupe.dossier import json_schema as json_schema
    from recoupe.errors import RecoupeError as RecoupeError
    from recoupe.options import Options as Options
    from recoupe.pipeline import make_dossier as make_dossier
    from recoupe.text.names import name_similarity as name_similarity

__version__ = "0.1.0"

_HOMES = {
    "Dossier": "recoupe.dossier",
    "Options": "recoupe.options",
    "RecoupeError": "recoupe.errors",
    "json_schema": "recoupe.dossier",
    "make_dossier": "recoupe.pipeline",
    "name_similarity": "recoupe.text.names",
}

__all__ = ["Dossier", "Options", "RecoupeError", "__version__", "json_schema", "make_dossier", "name_similarity"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'recoupe' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
