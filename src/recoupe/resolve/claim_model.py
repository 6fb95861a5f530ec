"""The linear model that says how likely two statements are to say the same thing.

Logistic regression over the named features of `recoupe.resolve.claim_features`; what was learned is a table of one
mean, deviation and weight for each name, read from ``claim_model.toml`` beside this module.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray

from recoupe.errors import ModelError
from recoupe.resolve.claim_features import FEATURES

_FILE = "claim_model.toml"


class Weight(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was learned of one feature: mean and deviation in the training pairs, and its weight once standardised."""

    mean: float
    deviation: float
    weight: float


class ClaimModel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A logistic regression over named features."""

    bias: float
    features: dict[str, Weight]

    def score(self, rows: NDArray[np.float64]) -> list[float]:
        """Probability, 0 to 1, that each pair says the same thing.

        It is rounded, so that every machine gives the same order.

        Args:
            rows: one row a pair, one column for each name of `FEATURES`.
        """
        learned = [self.features[name] for name in FEATURES]
        standard = (rows - [w.mean for w in learned]) / [w.deviation for w in learned]
        totals = (standard * [w.weight for w in learned]).sum(axis=1) + self.bias
        scores: list[float] = np.round(1 / (1 + np.exp(-np.clip(totals, -60, 60))), 4).tolist()
        return scores


@cache
def load_claim_model() -> ClaimModel:
    """The model that ships with recoupe.

    Raises:
        ModelError: the file does not fit the features of this version.
    """
    raw = tomllib.loads(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))
    try:
        model = msgspec.convert(raw, ClaimModel)
    except msgspec.ValidationError as error:
        raise ModelError(f"{_FILE}: {error}; reinstall recoupe") from error
    if set(model.features) != set(FEATURES):
        raise ModelError(f"{_FILE}: its features are not those of this version; reinstall recoupe")
    return model
