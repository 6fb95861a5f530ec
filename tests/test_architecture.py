"""The rules of the house, held by machine: imports, sizes, docstrings, names, words of analysed languages."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import recoupe

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "recoupe"
MODULES = sorted(SOURCE.rglob("*.py"))
STAGES = {"ingest", "segment", "annotate", "reuse", "stories", "resolve", "crosscheck"}

ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "options": set(),
    "model": set(),
    "text": {"model", "errors"},
    "languages": {"model", "errors", "text"},
    **{stage: {"model", "text", "languages", "options", "errors"} for stage in STAGES},
    "views": {"model", "text", "errors"},
    "dossier": {"model", "views", "errors"},
    "corpus": {*STAGES, "model", "languages", "options", "errors"},
    "pipeline": {*STAGES, "corpus", "model", "text", "languages", "options", "errors", "dossier", ""},
    "cases": {"corpus", "pipeline", "ingest", "languages", "model", "options"},
    "interfaces": {
        "corpus",
        "pipeline",
        "ingest",
        "cases",
        "dossier",
        "views",
        "model",
        "languages",
        "options",
        "errors",
        "text",
        "reuse",
        "",
    },
    "": {"pipeline", "dossier", "errors", "options", "text"},
    "__main__": {"interfaces"},
}
"""Folder (or top module) -> what of recoupe it may import, besides itself; ``""`` is the package's own ``__init__``."""

MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 60
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "tools", "stuff", "base_utils"}


def place(path: Path) -> str:
    """The row of the table that a module belongs to."""
    relative = path.relative_to(SOURCE).with_suffix("")
    return "" if relative.name == "__init__" and len(relative.parts) == 1 else relative.parts[0]


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """Every module of recoupe that a module imports, late imports included: its row, its dotted name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it goes"
            names = [node.module or ""]
            if node.module == "recoupe":
                names = [
                    f"recoupe.{alias.name}" if not alias.name.startswith("__") else "recoupe" for alias in node.names
                ]
        for name in names:
            if name == "recoupe" or name.startswith("recoupe."):
                parts = name.split(".")
                yield (parts[1] if len(parts) > 1 else ""), name


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_follow_the_table(path: Path) -> None:
    here = place(path)
    assert here in ALLOWED, f"{here} is no place of the house: add it to the table with a reason"
    wrong = sorted({name for row, name in imported(path) if row != here and row not in ALLOWED[here]})
    assert not wrong, f"{here} may not import {wrong}"


def test_no_import_cycles() -> None:
    graph: dict[str, set[str]] = {}
    for path in MODULES:
        relative = path.relative_to(SOURCE).with_suffix("")
        name = ".".join(["recoupe", *(p for p in relative.parts if p != "__init__")])
        graph[name] = {target for _, target in imported(path) if target != name}
    state: dict[str, int] = {}

    def visit(name: str, trail: list[str]) -> None:
        if state.get(name) == 2:
            return
        assert state.get(name) != 1, f"cycle: {' -> '.join([*trail, name])}"
        state[name] = 1
        # The package's own __init__ imports late and by name only; dossier reaches views the same way.
        for target in sorted(graph.get(name, ())):
            if target != "recoupe":
                visit(target, [*trail, name])
        state[name] = 2

    for name in sorted(graph):
        if name != "recoupe":
            visit(name, [])


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_sizes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_MODULE_LINES, "split the module by its nouns"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= MAX_FUNCTION_LINES, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_public_objects_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module says nothing of what it owns"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


def test_no_vague_names() -> None:
    wrong = [str(p.relative_to(ROOT)) for p in SOURCE.rglob("*") if p.stem.lower() in VAGUE]
    assert not wrong, f"name them by what they hold: {wrong}"


def test_tests_mirror_the_source_tree() -> None:
    """Each stage module with a public function has a test file of the same place."""
    folders = {p.parent.relative_to(SOURCE) for p in MODULES if p.parent != SOURCE and p.name != "__init__.py"}
    for folder in sorted(folders):
        tests = ROOT / "tests" / folder
        assert any(tests.glob("test_*.py")) or any(tests.parent.glob("test_*.py")), f"{folder} has no tests"


def _literals(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


# Words that betray a language in code: function words, months, verbs of speech. None is a word of the interface.
BETRAYING = re.compile(
    r"\b(?:janvier|février|août|lundi|mardi|selon|d'après|déclaré|affirmé|annoncé|monsieur|madame|mlle|"
    r"qu'|aujourd'hui|january|february|monday|tuesday|yesterday|said|announced|mr|mrs)\b",
    re.IGNORECASE,
)
LANGUAGE_FREE = [p for p in MODULES if place(p) in {*STAGES, "text", "languages", "model"}]


@pytest.mark.parametrize("path", LANGUAGE_FREE, ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_word_of_an_analysed_language_in_python(path: Path) -> None:
    wrong = [(line, text[:60]) for line, text in _literals(path) if BETRAYING.search(text)]
    assert not wrong, f"words belong in language packs: {wrong}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_language_is_told_apart_in_code(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if place(path) in {*STAGES, "text", "languages"}:
        assert not re.search(r"""(?:language|lang|code)\s*==\s*["'](?!und)""", text), (
            "what differs belongs in the packs"
        )


def test_nothing_invisible_in_source() -> None:
    """No invisible or look-alike space stands in a Python file: they are written as escapes."""
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        wrong = sorted({f"U+{ord(c):04X}" for c in text if c in "\u00a0\u00ad\u200b\u200e\u200f\u202f\u2009\ufeff"})
        assert not wrong, f"{path}: {wrong}"


def test_importing_recoupe_is_light() -> None:
    """``import recoupe`` brings in nothing outside the standard library."""
    code = (
        "import sys; before = set(sys.modules); import recoupe; "
        "print(sorted({m.split('.')[0] for m in set(sys.modules) - before}))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    late = ("babel", "click", "jinja2", "msgspec", "numpy", "pyarrow", "pycrfsuite", "rich", "scipy", "trafilatura")
    for heavy in (*late, "xlsxwriter"):
        assert f"'{heavy}'" not in loaded


def test_public_api_is_one_sorted_list() -> None:
    assert recoupe.__all__ == sorted(recoupe.__all__)
    for name in recoupe.__all__:
        assert getattr(recoupe, name) is not None


def test_version_is_written_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["version"]["path"] == "src/recoupe/__init__.py"
