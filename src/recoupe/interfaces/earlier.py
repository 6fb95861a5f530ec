"""Reads what an earlier run gave, so that its ids live on."""

from __future__ import annotations

from gettext import gettext as say
from pathlib import Path

import msgspec

from recoupe.errors import UsageError
from recoupe.model.earlier import Earlier, EarlierArticle, read_earlier


class _Segment(msgspec.Struct):
    start: int
    end: int
    story: str
    thread: str


class _Record(msgspec.Struct):
    """A line of ``recoupe stories --jsonl``."""

    id: str
    segments: tuple[_Segment, ...]


def load_earlier(path: Path | None) -> Earlier | None:
    """The stories and threads of a file; none without one.

    Args:
        path: a dossier as JSON, or what ``recoupe stories`` printed with ``--json`` or ``--jsonl``.

    Raises:
        UsageError: the file is none of these.
    """
    if path is None:
        return None
    try:
        text = path.read_bytes()
        if _is_dossier(text):
            from recoupe.dossier import Dossier  # noqa: PLC0415 - only a dossier needs the whole model

            return read_earlier(Dossier.from_json(text))
        records = _records(text)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, UsageError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UsageError(
            say("--previous {path}: {reason}; give a dossier.json, or what `recoupe stories --jsonl` printed").format(
                path=path, reason=reason
            )
        ) from error
    articles = (EarlierArticle(r.id, s.start, s.end, s.story, s.thread) for r in records for s in r.segments)
    return Earlier(tuple(sorted(articles)))


def _is_dossier(text: bytes) -> bool:
    """Whether a text is one JSON object with a schema."""
    try:
        value = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    except msgspec.DecodeError:
        return False
    return "schema" in value


def _records(text: bytes) -> list[_Record]:
    if text.lstrip().startswith(b"["):
        return msgspec.json.decode(text, type=list[_Record])
    records = []
    for number, line in enumerate(text.split(b"\n"), start=1):
        if line.strip():
            try:
                records.append(msgspec.json.decode(line, type=_Record))
            except msgspec.DecodeError as error:
                raise UsageError(say("line {number}: {reason}").format(number=number, reason=error)) from error
    return records
