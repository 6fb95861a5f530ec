from __future__ import annotations

import numpy as np
import pytest


@pytest.fixture(scope="module")
def lexicons(load_tool):
    return load_tool("lexicons")


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
