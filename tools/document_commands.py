"""Writes ``docs/commands.md`` from the commands' own help, so that no option is undocumented.

python tools/document_commands.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from recoupe.interfaces.cli import cli

TARGET = Path(__file__).resolve().parents[1] / "docs" / "commands.md"

HEAD = """# Commands

This page is written by `make docs` from the commands' own help.

Exit codes: 0 done; 1 findings, when `--fail-on` asks for it, or problems in a language pack; 2 wrong use; 3 nothing
could be read; 4 done in part (what could not be read is listed on stderr, with the reason); 130 interrupted.

INPUT is a file (text, HTML, Markdown, `.jsonl`), a folder, a glob, `-` for standard input, or an address (only then a
socket opens). A line of a `.jsonl` is an object with `id` and `text`, and, where known, `title`, `publisher`, `outlet`,
`published` (ISO 8601, perhaps partial), `url`, `language`.

Help and messages on stderr are French where the environment asks for it (of `LANGUAGE`, `LC_ALL`, `LC_MESSAGES` and
`LANG`, the first that is set begins with `fr`), else English; details that come from inside a file, a model or the
system stay English. What goes to standard output and into files follows `--lang-ui` alone.
"""


def describe(command: click.Command, path: str) -> Iterator[str]:
    """The section of one command: usage, help, options."""
    context = click.Context(command, info_name=path)
    usage = command.get_usage(context).replace("Usage: ", "").strip()
    yield f"\n## `{path}`\n\n    {' '.join(usage.split())}\n\n{command.help or ''}\n"
    rows = []
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record and record[0].startswith("-") and "--help" not in record[0]:
            name, does = (" ".join(part.split()).replace("|", r"\|") for part in record)
            rows.append(f"| `{name}` | {does} |")
    if rows:
        yield "\n".join(["\n| option | what it does |", "| --- | --- |", *rows]) + "\n"
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from describe(command.commands[name], f"{path} {name}")


def render() -> str:
    """The whole page."""
    sections = (line for name in sorted(cli.commands) for line in describe(cli.commands[name], f"recoupe {name}"))
    return HEAD + "".join(sections)


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
