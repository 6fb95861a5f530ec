"""What tests share: the example stories, their dossiers, and the development sets that may lie beside the checkout."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

import recoupe
from recoupe.dossier import Dossier
from recoupe.options import IngestOptions, Options

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "sarzec"

# Help and messages are compared in English, whatever the language of whoever runs the tests.
os.environ["LANGUAGE"] = "en"

# Stages load models on first use, and continuous integration shares its cores: no deadline, the same examples each run.
settings.register_profile(
    "recoupe", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("recoupe")


@pytest.fixture(scope="session")
def example_paths() -> list[str]:
    """The five reports of the example story."""
    return [str(path) for path in sorted(EXAMPLE.glob("*.txt"))]


@pytest.fixture(scope="session")
def example_options() -> Options:
    """Options with the example story's own table of outlets and dates."""
    return Options(ingest=IngestOptions(metadata=EXAMPLE / "metadata.csv"))


@pytest.fixture(scope="session")
def example_dossier(example_options: Options) -> Dossier:
    """The dossier of the example story, from the root of the project: sources are named as they were given."""
    with contextlib.chdir(ROOT):
        return recoupe.make_dossier(["examples/sarzec"], example_options)


@pytest.fixture(scope="session")
def english_dossier() -> Dossier:
    """The dossier of the English example, made in the same way."""
    options = Options(ingest=IngestOptions(metadata=ROOT / "examples" / "corranmouth" / "metadata.csv"))
    with contextlib.chdir(ROOT):
        return recoupe.make_dossier(["examples/corranmouth"], options)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development sets beside the checkout; tests that need them say so when they are not there."""
    folder = ROOT.parent / "shared"
    if not (folder / "eval").is_dir():
        pytest.skip("the development sets (../shared) are not beside this checkout")
    return folder


@pytest.fixture(scope="module")
def load_tool() -> Iterator[Callable[[str], ModuleType]]:
    """Loads tools from their files, which lie outside the package, for as long as a module of tests needs them."""
    loaded: list[str] = []

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        loaded.append(name)
        spec.loader.exec_module(module)
        return module

    yield load
    for name in loaded:
        del sys.modules[name]
