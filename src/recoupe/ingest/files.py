"""Reads inputs into documents.

Each source becomes drafts; drafts get ids, then what the user's tables, the page, the header and the text itself say
of them. A date of publication is taken from the first of: the metadata table, the record, the mark-up of the page, the
header of the text, the address, the command's option. A publisher: the metadata table, the record, the user's outlet
table, the mark-up, the outlet table that ships.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import BinaryIO

from recoupe.errors import UnreadableInput, UsageError
from recoupe.ingest.dates import find_address_date, parse_date
from recoupe.ingest.decoding import decode_bytes, name_binary
from recoupe.ingest.draft import Draft, Outcome, Reading, describe, hash_bytes
from recoupe.ingest.headers import Header, read_header
from recoupe.ingest.identities import assign_ids
from recoupe.ingest.metadata import (
    MetadataRow,
    OutletTable,
    find_publisher,
    load_metadata,
    load_outlets,
    match_rows,
)
from recoupe.ingest.reading import Content, read_address, read_file, read_stream
from recoupe.ingest.records import looks_like_lines, read_lines, read_record
from recoupe.ingest.sources import Source, find_sources
from recoupe.ingest.webpages import is_webpage, read_webpage
from recoupe.languages.detect import detect_language
from recoupe.languages.pack import NEUTRAL, known_languages, pack_for
from recoupe.model.document import DateEvidence, Document, Unread
from recoupe.options import IngestOptions

_LINES_SUFFIXES = frozenset({".json-lines", ".jsonl", ".ndjson"})
_PAGE_SUFFIXES = frozenset({".htm", ".html", ".xhtml"})


def read_inputs(
    inputs: Sequence[str | Mapping[str, object]], options: IngestOptions, *, stdin: BinaryIO | None = None
) -> Reading:
    """Read inputs.

    Args:
        inputs: files, folders, glob patterns, ``-`` for standard input, http(s) addresses, and records in memory with
            the fields of a line of ``.jsonl``; in any order.
        options: how to read.
        stdin: what ``-`` reads; standard input by default.

    Returns:
        The documents, and the inputs that gave none with the reason. A bad input never raises.

    Raises:
        UsageError: an option is wrong: the date given is none, or a table cannot be read.
    """
    sources, unread, warnings = find_sources([item for item in inputs if isinstance(item, str)])
    outcomes: list[Outcome] = list(unread)
    for source in sources:
        outcomes.extend(_read_source(source, options, stdin))
    records = (item for item in inputs if not isinstance(item, str))
    outcomes.extend(_read_in_memory(number, record) for number, record in enumerate(records, start=1))
    return _finish(outcomes, options, warnings)


def documents_from_records(records: Iterable[Mapping[str, object]], options: IngestOptions) -> Reading:
    """Read records handed over in memory; see `read_inputs`."""
    return read_inputs(list(records), options)


def _read_in_memory(number: int, record: Mapping[str, object]) -> Outcome:
    """A record's draft; one that gives none is called by its id, or else by its place, counted from 1."""
    outcome = read_record("records", record)
    if not isinstance(outcome, Unread):
        return outcome
    name = record.get("id") if isinstance(record, Mapping) else None
    return Unread(source=f"records, {name if isinstance(name, str) and name else number}", reason=outcome.reason)


def _read_source(source: Source, options: IngestOptions, stdin: BinaryIO | None) -> list[Outcome]:
    try:
        if source.kind == "url":
            content = read_address(source.name, options)
        elif source.kind == "stream":
            content = read_stream(sys.stdin.buffer if stdin is None else stdin, options)
        else:
            content = read_file(source.name, source.shown, options)
        return _read_content(source, content)
    except UnreadableInput as error:
        return [describe(error)]


def _read_content(source: Source, content: Content) -> list[Outcome]:
    """The drafts of a source: one, or one a line for records."""
    suffix = PurePath(source.name).suffix.lower() if source.kind == "file" else ""
    if binary := name_binary(content.raw):
        raise UnreadableInput(source.shown, f"is {binary}")
    if suffix in _PAGE_SUFFIXES or (suffix not in _LINES_SUFFIXES and is_webpage(content.raw)):
        return [_read_page(source, content)]
    decoded = decode_bytes(content.raw, content.charset)
    if decoded is None:
        raise UnreadableInput(source.shown, "is no text: most of its bytes are no characters")
    if suffix in _LINES_SUFFIXES:
        return read_lines(source.shown, decoded.text, source.parts)
    if (source.kind != "file" or suffix == ".json") and looks_like_lines(decoded.text):
        return read_lines(source.shown, decoded.text, source.parts)
    if suffix == ".json":
        raise UnreadableInput(source.shown, "is JSON; write one record a line into a .jsonl file")
    if not decoded.text.strip():
        raise UnreadableInput(source.shown, "holds nothing but spaces")
    return [
        Draft(
            source=source.shown,
            path=source.parts,
            text=decoded.text,
            sha256=hash_bytes(content.raw),
            url=source.name if source.kind == "url" else None,
            warnings=decoded.warnings,
        )
    ]


def _read_page(source: Source, content: Content) -> Draft:
    page = read_webpage(content.raw, content.charset)
    if page is None:
        raise UnreadableInput(source.shown, "no article was found on the page; save its text as .txt")
    markup = page.markup
    return Draft(
        source=source.shown,
        path=source.parts,
        title=markup.title,
        text=page.text,
        sha256=hash_bytes(content.raw),
        url=source.name if source.kind == "url" else markup.url,
        outlet=markup.outlet,
        markup_publisher=markup.publisher,
        markup_language=markup.language,
        published=markup.published,
        published_evidence=DateEvidence(rule="markup", start=None, end=None) if markup.published else None,
        warnings=page.warnings,
    )


def _finish(outcomes: Sequence[Outcome], options: IngestOptions, warnings: Sequence[str]) -> Reading:
    default = None if options.published is None else parse_date(options.published)
    if options.published is not None and default is None:
        raise UsageError(f"published: {options.published!r} is no ISO 8601 date; write one such as 2025-04-28")
    outlets = load_outlets(options.outlets)
    identified = assign_ids([outcome for outcome in outcomes if isinstance(outcome, Draft)])
    rows: dict[str, MetadataRow] = {}
    said = list(warnings)
    if options.metadata is not None:
        table = load_metadata(options.metadata)
        rows, complaints = match_rows(table, ((name, draft.path) for name, draft in identified))
        said += [*table.warnings, *complaints]
    documents = (_document(name, draft, rows.get(name), outlets, default) for name, draft in identified)
    unread = {(_in_number_order(u.source), u.reason): u for u in outcomes if isinstance(u, Unread)}
    return Reading(
        documents=tuple(documents), unread=tuple(unread[key] for key in sorted(unread)), warnings=tuple(sorted(said))
    )


def _in_number_order(source: str) -> str:
    """A key that sorts line 9 before line 10."""
    return re.sub(r"\d+", lambda number: number[0].zfill(12), source)


def _document(name: str, draft: Draft, row: MetadataRow | None, outlets: OutletTable, default: str | None) -> Document:
    language = draft.language or _tell_language(draft)
    header = read_header(draft.text, pack_for(language))
    outlet = (row.outlet if row else None) or draft.outlet or header.outlet
    url = (row.url if row else None) or draft.url or header.url
    publisher = (
        (row.publisher if row else None)
        or draft.publisher
        or find_publisher(outlets.own, outlet)
        or draft.markup_publisher
        or find_publisher(outlets.shipped, outlet)
    )
    published, evidence = _choose_date(draft, row, header, url, default)
    return Document(
        id=name,
        source=draft.source,
        title=draft.title or header.title,
        text=draft.text,
        sha256=draft.sha256,
        language=language,
        url=url,
        outlet=outlet,
        publisher=publisher,
        published=published,
        published_evidence=evidence,
        header=header.span,
        warnings=(*draft.warnings, *_warn_of_language(language)),
    )


def _warn_of_language(language: str) -> tuple[str, ...]:
    """What a reader should know of a text in a language that no pack describes, or not in full."""
    if language in known_languages():
        lacking = ", ".join(pack_for(language).lacks())
        return (f"the language pack for {language!r} is a small one: it finds no {lacking}",) if lacking else ()
    told = "its language could not be told" if language == NEUTRAL else f"there is no language pack for {language!r}"
    return (f"{told}: only marks, digits and copied words are read in it",)


def _tell_language(draft: Draft) -> str:
    """The language of the text; its title and what the page declares count only where the text does not tell."""
    told = detect_language(draft.text)
    if told == NEUTRAL and draft.title:
        told = detect_language(f"{draft.title}\n{draft.text}")
    if told == NEUTRAL and draft.markup_language:
        declared = draft.markup_language.replace("_", "-").split("-")[0].lower()
        if len(declared) == 2 and declared.isascii() and declared.isalpha():
            return declared
    return told


def _choose_date(
    draft: Draft, row: MetadataRow | None, header: Header, url: str | None, default: str | None
) -> tuple[str | None, DateEvidence | None]:
    if row is not None and row.published:
        return row.published, DateEvidence(rule="metadata", start=None, end=None)
    if draft.published:
        return draft.published, draft.published_evidence
    if header.published and header.date_span:
        span = header.date_span
        return header.published, DateEvidence(rule="header", start=span.start, end=span.end)
    if url and (dated := find_address_date(url)):
        return dated, DateEvidence(rule="url", start=None, end=None)
    if default:
        return default, DateEvidence(rule="option", start=None, end=None)
    return None, None
