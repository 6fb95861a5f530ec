from __future__ import annotations

import pytest
from msgspec.structs import replace

from recoupe.dossier import Dossier
from recoupe.errors import UsageError
from recoupe.model.references import find_dangling


def test_a_dossier_that_recoupe_makes_is_whole(example_dossier: Dossier, english_dossier: Dossier) -> None:
    assert find_dangling(example_dossier) is None
    assert find_dangling(english_dossier) is None


@pytest.mark.parametrize(
    "layer", ["documents", "articles", "stories", "threads", "quotations", "timexes", "quantities", "statements"]
)
def test_what_is_cut_from_a_dossier_is_missed(example_dossier: Dossier, layer: str) -> None:
    cut = replace(example_dossier, **{layer: getattr(example_dossier, layer)[1:]})
    assert find_dangling(cut) == getattr(example_dossier, layer)[0].id
    with pytest.raises(UsageError, match="not a whole dossier"):
        Dossier.from_json(cut.to_json())


def test_a_conflict_of_no_claim_is_missed(example_dossier: Dossier) -> None:
    claim = example_dossier.conflicts[0].claim
    cut = replace(example_dossier, claims=tuple(c for c in example_dossier.claims if c.id != claim))
    assert find_dangling(cut) == claim
