from __future__ import annotations

from pathlib import Path

import pytest

from recoupe.errors import ModelError, UsageError
from recoupe.languages.adapters.loading import loading, model_folder, read_layer


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gliner:x: there is no folder .*never downloads"):
        model_folder("gliner:x", str(tmp_path / "x"))


def test_whatever_a_library_raises_is_said_in_one_line() -> None:
    expected = r"^gliner:x: cannot be loaded by the gliner 1 .*\(KeyError: 'a'\)"
    with pytest.raises(ModelError, match=expected), loading("gliner:x", "gliner 1"):
        raise KeyError("a")
    with pytest.raises(UsageError, match="mine"), loading("gliner:x", "gliner 1"):
        raise UsageError("mine")


@pytest.mark.parametrize(
    ("readme", "licence"),
    [
        ("---\nlanguage: fr\nlicense: cc-by-sa-4.0\n---\n# Model\n", "cc-by-sa-4.0"),
        ('---\nlicense: "mit"\n---\n', "mit"),
        ("# Model\nlicense: mit\n", "unknown"),
        (None, "unknown"),
    ],
)
def test_the_licence_stands_in_the_head_of_the_readme(tmp_path: Path, readme: str | None, licence: str) -> None:
    folder = tmp_path / "names-fr"
    folder.mkdir()
    if readme is not None:
        (folder / "README.md").write_text(readme, encoding="utf-8")
    layer = read_layer("gliner", folder)
    assert (layer.name, layer.version, layer.licence) == ("gliner names-fr", "unknown", licence)


def test_a_snapshot_in_a_cache_names_its_model_and_revision(tmp_path: Path) -> None:
    folder = tmp_path / "models--someone--names-fr" / "snapshots" / "0a1b"
    folder.mkdir(parents=True)
    layer = read_layer("transformers", folder)
    assert (layer.name, layer.version) == ("transformers someone/names-fr", "0a1b")
