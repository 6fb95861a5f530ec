"""Records: one report each, as JSON objects with the fields that `RECORD_FIELDS` names.

Only ``text`` is needed. A field that cannot be used costs itself and a warning; a record without text costs the record.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from recoupe.errors import MalformedRecord, UnreadableInput
from recoupe.ingest.dates import parse_date
from recoupe.ingest.draft import Draft, Outcome, describe, hash_bytes
from recoupe.model.document import DateEvidence
from recoupe.text.normalize import replace_surrogates

RECORD_FIELDS = ("id", "text", "title", "publisher", "outlet", "published", "url", "language")
"""The fields of a record; others are left alone, so that a user's own may stay."""

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]+)?")


def read_lines(source: str, text: str, path: tuple[str, ...]) -> list[Outcome]:
    """Read JSON lines: one record a line, blank lines left out.

    Args:
        source: the file as the user gave it.
        text: what the file holds.
        path: parts of the file's path.
    """
    outcomes: list[Outcome] = []
    # A line of JSON ends with a newline alone: U+2028 may stand inside a string.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            outcomes.append(_read_line(source, number, line, path))
    return outcomes or [describe(UnreadableInput(source, "holds no record"))]


def looks_like_lines(text: str) -> bool:
    """Whether a text is JSON lines: every line that is not blank is a JSON object."""
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(lines) and all(line.lstrip().startswith("{") and _is_object(line) for line in lines)


def read_record(source: str, record: object, line: int | None = None, path: tuple[str, ...] = ()) -> Outcome:
    """Read one record.

    Args:
        source: what the record came from.
        record: a mapping with the fields of `RECORD_FIELDS`.
        line: its line, when it comes from a file.
        path: parts of the file's path.
    """
    shown = source if line is None else f"{source}, line {line}"
    if not isinstance(record, Mapping):
        return describe(UnreadableInput(shown, 'is no JSON object; write {"id": ..., "text": ...}'))
    return _draft(source, shown, record, line, path)


def _read_line(source: str, number: int, line: str, path: tuple[str, ...]) -> Outcome:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return describe(MalformedRecord(source, number, f"no JSON: {error.msg} at column {error.colno}"))
    except (ValueError, RecursionError) as error:
        return describe(MalformedRecord(source, number, f"no JSON: {error}"))
    return read_record(source, record, number, path)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _draft(
    source: str, shown: str, record: Mapping[object, object], line: int | None, path: tuple[str, ...]
) -> Outcome:
    text = record.get("text")
    if not isinstance(text, str):
        reason = "has no text; write it in the field 'text'" if text is None else "its field 'text' is no string"
        return describe(UnreadableInput(shown, reason))
    warnings: list[str] = []
    title = _string(record, "title", warnings)
    if not text.strip():
        if title is None:
            return describe(UnreadableInput(shown, "its text is empty"))
        warnings.append("has a title but no text")
    text, broken = replace_surrogates(text)
    if broken:
        warnings.append(f"{broken} lone surrogates are no characters: replaced by U+FFFD")
    published = _published(record.get("published"), warnings)
    return Draft(
        source=source,
        path=path,
        line=line,
        id=_identity(record.get("id"), warnings),
        title=title,
        text=text,
        sha256=_hash_record(record),
        language=_language(record.get("language"), warnings),
        url=_string(record, "url", warnings),
        outlet=_string(record, "outlet", warnings),
        publisher=_string(record, "publisher", warnings),
        published=published,
        published_evidence=DateEvidence(rule="record", start=None, end=None) if published else None,
        warnings=tuple(warnings),
    )


def _hash_record(record: Mapping[object, object]) -> str:
    """SHA-256 of the fields that are read, as JSON with sorted keys: the order and spacing of a record do not count."""
    fields = {name: record.get(name) for name in RECORD_FIELDS}
    plain = {name: value if isinstance(value, str | int) else None for name, value in fields.items()}
    return hash_bytes(json.dumps(plain, sort_keys=True).encode("utf-8"))


def _identity(value: object, warnings: list[str]) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string({"id": value}, "id", warnings)


def _string(record: Mapping[object, object], name: str, warnings: list[str]) -> str | None:
    """A field that is text, or null. A title stays as it is, since spans count in it."""
    value = record.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        warnings.append(f"the field '{name}' is no string: left out")
        return None
    kept = replace_surrogates(value)[0]
    return (kept if name == "title" else kept.strip()) if kept.strip() else None


def _published(value: object, warnings: list[str]) -> str | None:
    if value is None or value == "":
        return None
    date = parse_date(str(value))
    if date is None:
        warnings.append(f"{str(value)[:40]!r} is no ISO 8601 date such as 2025-04-28: no date is taken from the record")
    return date


def _language(value: object, warnings: list[str]) -> str | None:
    if value is None or value == "":
        return None
    match = _LANGUAGE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        warnings.append(f"{str(value)[:40]!r} is no ISO 639-1 code such as fr: the language is told from the text")
        return None
    return match[1].lower()
