from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def lexicons():
    spec = importlib.util.spec_from_file_location("lexicons", ROOT / "tools" / "lexicons.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["lexicons"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["lexicons"]


def test_clusters_hold_what_lies_near_and_repeat(lexicons):
    noise = np.random.default_rng(1).normal(scale=0.05, size=(60, 3)).astype(np.float32)
    vectors = np.repeat(np.eye(3, dtype=np.float32), 20, axis=0) + noise
    labels, centres = lexicons.cluster(vectors, np.ones(60), 3)
    again, _ = lexicons.cluster(vectors, np.ones(60), 3)
    assert centres.shape == (3, 3)
    assert (labels == again).all()
    assert len({tuple(sorted(set(labels[i : i + 20]))) for i in (0, 20, 40)}) == 3


def test_a_missing_package_says_what_to_do(lexicons):
    with pytest.raises(SystemExit, match="make models"):
        lexicons.folder_of("no_such_package_of_lexicons")
