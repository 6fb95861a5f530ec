"""Help and messages in the language of the environment, and the catalogue behind them."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from recoupe.interfaces.cli import cli
from recoupe.interfaces.language import _PANELS, DOMAIN, LOCALE

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "recoupe"
FOLDER = LOCALE / "fr" / "LC_MESSAGES"
REPORT = str(ROOT / "examples" / "sarzec" / "1-courrier.txt")


def recoupe(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command where these variables alone tell the language."""
    told = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    environment = {name: value for name, value in os.environ.items() if name not in told}
    return subprocess.run(
        [sys.executable, "-m", "recoupe", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**environment, "PYTHONWARNINGS": "default", "COLUMNS": "100", **variables},
    )


def calls(paths: Iterator[Path], *names: str) -> Iterator[ast.Call]:
    """The calls of some functions in files of Python."""
    for path in sorted(paths):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in names:
                yield node


def constants(nodes: list[ast.expr]) -> Iterator[str]:
    """The strings among expressions."""
    yield from (n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))


def help_shown(command: click.Command) -> Iterator[str]:
    """What `--help` shows of a command and those below it, in English."""
    yield cleandoc(command.help or "")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield parameter.help or ""
        if not getattr(parameter, "is_flag", False):
            yield parameter.metavar or ""
            yield parameter.type.name
    if isinstance(command, click.Group):
        yield command.subcommand_metavar
        for below in command.commands.values():
            yield from help_shown(below)


def reasons() -> Iterator[str]:
    """The fixed phrases that say why an input was not read."""
    for call in calls((SOURCE / "ingest").rglob("*.py"), "UnreadableInput"):
        yield from constants(call.args[1:])
    for path in (SOURCE / "ingest").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "reason":
                yield from constants([node.value])
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "reason":
                chosen = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
                yield from constants(chosen)


def phrases() -> Iterator[str]:
    """Every phrase that needs French: help, panels, messages, steps of the progress bar, reasons."""
    yield from filter(None, help_shown(cli))
    yield from _PANELS.values()
    for call in calls((SOURCE / "interfaces").rglob("*.py"), "say"):
        yield from constants(call.args)
    for call in calls(iter([SOURCE / "pipeline.py"]), "progress"):
        yield from constants(call.args[:1])
    yield from reasons()


def phrases_of_click() -> Iterator[str]:
    """What click asks gettext for."""
    found = importlib.util.find_spec("click")
    assert found is not None
    assert found.origin is not None
    for call in calls(Path(found.origin).parent.rglob("*.py"), "_", "ngettext"):
        yield from constants(call.args)


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (FOLDER / f"{DOMAIN}.po").open("rb") as source:
        return read_po(source, locale="fr")


def pairs(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Each English phrase with its French, forms of a plural one by one."""
    for message in catalogue:
        if message.id:
            english, french = (((t,) if isinstance(t, str) else t) for t in (message.id, message.string))
            yield from zip(english, french, strict=True)


def test_all_that_is_shown_has_its_french_and_no_french_is_left_over(catalogue: Catalog) -> None:
    needed, there = set(phrases()), {english for english, _ in pairs(catalogue)}
    assert sorted(needed - there) == []
    assert sorted(there - needed - set(phrases_of_click())) == []
    assert all(french for _, french in pairs(catalogue))


def test_every_message_goes_through_gettext() -> None:
    """No error or line on stderr is written in words that no translation can reach."""
    folder = SOURCE / "interfaces"
    said = [c.args[0] for c in calls(folder.rglob("*.py"), "UsageError", "click.UsageError")]
    on_stderr = (c for c in calls(folder.rglob("*.py"), "click.echo") if any(k.arg == "err" for k in c.keywords))
    for message in [*said, *(call.args[0] for call in on_stderr)]:
        parts = message.values if isinstance(message, ast.JoinedStr) else [message]
        assert not re.search(r"[a-z]", "".join(constants(parts))), ast.unparse(message)


def test_the_compiled_catalogue_is_that_of_the_text(catalogue: Catalog) -> None:
    with (FOLDER / f"{DOMAIN}.mo").open("rb") as source:
        compiled = read_mo(source)
    assert dict(pairs(compiled)) == dict(pairs(catalogue)), "compile it anew: make messages"


def test_values_stand_in_every_translation(catalogue: Catalog) -> None:
    for english, french in pairs(catalogue):
        assert sorted(re.findall(r"{(\w+)", english)) == sorted(re.findall(r"{(\w+)", french)), french


def test_french_is_set_as_french_is(catalogue: Catalog) -> None:
    """A space that never breaks before tall marks and inside guillemets; curved apostrophes."""
    for _, french in pairs(catalogue):
        assert not re.search(r"(?<![\u00a0\u202f])[;:!?»](?=\s|$)|«(?![\u00a0\u202f])|'", french), french


@pytest.mark.parametrize(
    ("variables", "french"),
    [
        ({}, False),
        ({"LANG": "fr_FR.UTF-8"}, True),
        ({"LANG": "fr"}, True),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "C"}, False),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_CA.UTF-8"}, True),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, True),
        ({"LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "en:fr"}, False),
        ({"LC_ALL": "en_GB.UTF-8", "LANGUAGE": "fr:en"}, True),
        ({"LANGUAGE": "", "LANG": "fr_BE.UTF-8"}, True),
    ],
)
def test_the_environment_tells_the_language(variables: dict[str, str], french: bool) -> None:
    shown = recoupe("dossier", "--help", **variables).stdout
    assert ("Recouper les textes" in shown) is french
    assert ("Cross-check reports" in shown) is not french
    assert ("Afficher cette aide" in shown) is french
    assert "[par défaut : fr]" in shown.replace("\u00a0", " ") if french else "[default: fr]" in shown


@pytest.mark.parametrize(
    ("arguments", "code", "english", "french"),
    [
        (("dossier",), 2, "Error: Missing argument", "Erreur : Il manque l’argument"),
        (("nonsense",), 2, "No such command", "Il n’y a pas de commande"),
        (("stories", REPORT, "--days", "3"), 2, "are about a window", "concernent une fenêtre"),
        (("stories", REPORT, "--thresholds", "no"), 2, "File 'no' does not exist", "Fichier 'no' : n’existe pas"),
        (("stories", "no.txt"), 3, "not read: no.txt: no such file", "non lu : no.txt : ni fichier"),
    ],
)
def test_errors_keep_their_codes(arguments: tuple[str, ...], code: int, english: str, french: str) -> None:
    for language, message in (("en", english), ("fr", french)):
        done = recoupe(*arguments, LANGUAGE=language)
        assert done.returncode == code
        assert message in " ".join(done.stderr.split())


def test_only_stderr_follows_the_environment(tmp_path: Path) -> None:
    """JSON is the same in any language, and tables follow `--lang-ui` alone."""
    for arguments in (("--json",), ("--lang-ui", "en")):
        english, french = (recoupe("stories", REPORT, *arguments, LANGUAGE=code) for code in ("en", "fr"))
        assert english.returncode == french.returncode == 0
        assert english.stdout == french.stdout
    output = tmp_path / "out.json"
    done = recoupe("dossier", REPORT, "-o", str(output), LANGUAGE="fr")
    assert done.stderr.replace("\u00a0", " ") == f"écrit : {output}\n"
    assert json.loads(output.read_bytes())["schema"] == 1
