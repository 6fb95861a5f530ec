"""What the user knows of the inputs: a table of metadata, and a table of outlets.

Metadata table
    A CSV file with a column ``file`` and any of ``outlet``, ``publisher``, ``published``, ``url``. A row belongs to the
    document whose id or file name ``file`` is, or whose path ends with it.
Outlet table
    A TOML file ``"outlet" = "publisher"``. One ships with recoupe (``outlets.toml``); the user's wins over it.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import StringIO
from pathlib import Path

import msgspec

from recoupe.errors import MalformedRecord, UsageError
from recoupe.ingest.dates import parse_date
from recoupe.ingest.decoding import decode_bytes
from recoupe.text.normalize import fold_text

_COLUMNS = ("outlet", "publisher", "published", "url")
_DELIMITERS = ",;\t"


class MetadataRow(msgspec.Struct, frozen=True, kw_only=True):
    """What the table says of one input; null where a cell is empty."""

    file: str
    line: int
    outlet: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


class MetadataTable(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a metadata table, and what is wrong with it."""

    source: str
    rows: tuple[MetadataRow, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class OutletTable:
    """Outlet -> publisher, by folded name; the user's entries apart, since they also win over a page's mark-up."""

    shipped: Mapping[str, str]
    own: Mapping[str, str]


def load_metadata(path: Path) -> MetadataTable:
    """Load a metadata table; the delimiter is a comma, a semicolon or a tab.

    Raises:
        UsageError: the file cannot be read, or has no column ``file``.
    """
    source = str(path)
    text = _read_text(path, "metadata table")
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        heading = [cell.strip().lower() for cell in next(lines, [])]
        if "file" not in heading:
            raise UsageError(
                f"{source}: the first line names no column 'file'; it names {', '.join(heading) or 'none'}"
            )
        warnings = [
            f"{source}: column {name!r} is not known and left out; known are file, {', '.join(_COLUMNS)}"
            for name in sorted(set(heading) - {"file", *_COLUMNS, ""})
        ]
        rows: list[MetadataRow] = []
        for cells in lines:
            row = _read_row(source, lines.line_num, dict(zip(heading, cells, strict=False)), warnings)
            if row is not None:
                rows.append(row)
    except csv.Error as error:
        raise UsageError(f"{source}, line {lines.line_num}: no CSV ({error})") from error
    return MetadataTable(source=source, rows=tuple(rows), warnings=tuple(warnings))


def match_rows(
    table: MetadataTable, names: Iterable[tuple[str, tuple[str, ...]]]
) -> tuple[dict[str, MetadataRow], list[str]]:
    """Match rows with documents.

    Args:
        table: the table.
        names: id and path parts of each document.

    Returns:
        The row of each document id that has one, and warnings about rows that match no input, several inputs by a
        name that they share, or an input that already has a row.
    """
    known = list(names)
    by_id = {name for name, _ in known}
    by_suffix: dict[tuple[str, ...], list[str]] = {}
    depth = max((len(_parts(row.file)) for row in table.rows), default=0)
    for name, parts in known:
        for count in range(1, min(depth, len(parts)) + 1):
            by_suffix.setdefault(parts[-count:], []).append(name)
    found: dict[str, MetadataRow] = {}
    warnings: list[str] = []
    for row in table.rows:
        matches = [row.file] if row.file in by_id else by_suffix.get(_parts(row.file), [])
        if len(matches) != 1:
            what = f"is the name of {len(matches)} inputs; write more of the path" if matches else "is no input"
            warnings.append(str(MalformedRecord(table.source, row.line, f"{row.file!r} {what}; the row is left out")))
        elif matches[0] in found:
            reason = f"{row.file!r} already has a row, line {found[matches[0]].line}; this one is left out"
            warnings.append(str(MalformedRecord(table.source, row.line, reason)))
        else:
            found[matches[0]] = row
    return found, warnings


def load_outlets(path: Path | None) -> OutletTable:
    """Load the outlet table that ships, and the user's.

    Raises:
        UsageError: the user's table cannot be read, is no TOML, or maps an outlet to something that is no name.
    """
    shipped = files(__package__).joinpath("outlets.toml").read_text(encoding="utf-8")
    own = {} if path is None else _read_outlets(_read_text(path, "outlet table"), str(path))
    return OutletTable(shipped=_read_outlets(shipped, "outlets.toml"), own=own)


def find_publisher(outlets: Mapping[str, str], outlet: str | None) -> str | None:
    """The publisher of an outlet, however its name is capitalised, accented or apostrophised; None when unknown."""
    return None if outlet is None else outlets.get(_outlet_key(outlet))


def _read_row(source: str, line: int, cells: Mapping[str, str], warnings: list[str]) -> MetadataRow | None:
    values = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
    if not values:
        return None
    if "file" not in values:
        warnings.append(str(MalformedRecord(source, line, "the column 'file' is empty; the row is left out")))
        return None
    published = values.get("published")
    date = parse_date(published) if published else None
    if published and date is None:
        reason = f"{published!r} is no ISO 8601 date such as 2025-04-28; the date is left out"
        warnings.append(str(MalformedRecord(source, line, reason)))
    return MetadataRow(
        file=values["file"],
        line=line,
        outlet=values.get("outlet"),
        publisher=values.get("publisher"),
        published=date,
        url=values.get("url"),
    )


def _parts(name: str) -> tuple[str, ...]:
    """The parts of a path as a user writes it, without the steps that lead nowhere."""
    return tuple(part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."})


def _read_outlets(text: str, source: str) -> dict[str, str]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{source}: no TOML ({error})") from error
    for outlet, publisher in table.items():
        if not isinstance(publisher, str) or not publisher.strip():
            raise UsageError(f'{source}: {outlet!r} has no publisher; write "outlet" = "publisher"')
    return {_outlet_key(outlet): publisher.strip() for outlet, publisher in table.items()}


def _outlet_key(name: str) -> str:
    return " ".join(fold_text(name).split())


def _read_text(path: Path, what: str) -> str:
    try:
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: the {what} cannot be read ({error})") from error
    decoded = decode_bytes(raw)
    if decoded is None:
        raise UsageError(f"{path}: the {what} is no text")
    return decoded.text
