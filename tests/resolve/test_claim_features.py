"""Features of pairs: what is shared counts, what differs in figures and dates does not."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recoupe.languages.pack import load_pack
from recoupe.model.annotation import AnnotatedArticle
from recoupe.resolve.claim_features import FEATURES, _compare_neighbours, _compare_rivals, compare_candidates
from recoupe.resolve.claim_model import load_claim_model
from recoupe.resolve.claim_profiles import Weights, days_between, read_profiles
from recoupe.resolve.claim_vectors import Candidates
from reports import build_report

LINE = "La scierie Maubert emploie 120 ouvriers au bord de la rivière Oriane"


def features(left: AnnotatedArticle, right: AnnotatedArticle) -> dict[str, float]:
    profiles = [*read_profiles(left), *read_profiles(right)]
    weights = Weights(profiles, load_pack("fr"))
    candidates = Candidates(np.array([0]), np.array([len(left.statements)]), np.array([0.5]))
    (row,) = compare_candidates(profiles, weights, candidates)
    return dict(zip(FEATURES, row.tolist(), strict=True))


def test_the_same_figure_of_the_same_thing_is_shared_and_another_is_not() -> None:
    one = build_report("one", [LINE], figures={"120 ouvriers": (120, "ouvrier")})
    same = build_report("two", [LINE], figures={"120 ouvriers": (120, "ouvrier")})
    other = build_report("two", [LINE], figures={"120 ouvriers": (120, "arbre")})
    assert features(one, same)["figure"] == 1
    assert features(one, other)["figure"] == 0


def test_a_date_is_shared_when_it_covers_the_same_days() -> None:
    line = "La scierie Maubert ferme le 4 mai"
    one = build_report("one", [line], dates={"le 4 mai": ("2031-05-04", "2031-05-04")})
    two = build_report("two", [line], dates={"le 4 mai": ("2031-05-05", "2031-05-05")})
    assert features(one, one)["date"] == 1
    assert features(one, two)["date"] == 0


def test_a_noun_of_an_act_and_its_verb_are_one_predicate() -> None:
    one, two = build_report("one", ["signer un pacte ancien"]), build_report("two", ["signature du pacte ancien"])
    profiles = [*read_profiles(one), *read_profiles(two)]
    assert set(profiles[0].stems) == set(profiles[1].stems)
    assert profiles[1].predicates


def test_two_known_speakers_are_other_holders() -> None:
    one = build_report("one", [LINE], speakers={LINE: "Irène Maupas"})
    two = build_report("two", [LINE], speakers={LINE: "Loïc Tharel"})
    assert features(one, two)["other_holder"] == 1
    assert features(one, one)["other_holder"] == 0


def test_a_name_weighs_once_however_long_it_is() -> None:
    one = build_report("one", ["Odile de la Varenne hésite"], people=["Odile de la Varenne"])
    (profile,) = read_profiles(one)
    assert "=e-odile de la varenne" in profile.stems
    assert not {"odil", "varen", "varenn"} & set(profile.stems)


def test_copies_change_no_weight() -> None:
    one, two = build_report("one", [LINE]), build_report("two", [LINE])
    alone, both = Weights(read_profiles(one), load_pack("fr")), None
    both = Weights([*read_profiles(one), *read_profiles(two)], load_pack("fr"))
    assert all(alone.of(stem) == both.of(stem) for stem in read_profiles(one)[0].stems)


def test_a_language_without_a_background_weighs_by_length() -> None:
    weights = Weights([], load_pack("und"))
    assert weights.of("administration") > weights.of("pays")


def test_the_model_fits_the_features_and_prefers_likeness() -> None:
    model = load_claim_model()
    rows = np.zeros((2, len(FEATURES)))
    rows[1, : FEATURES.index("context") + 1] = 1.0
    unlike, alike = model.score(rows)
    assert 0 <= unlike < alike <= 1
    assert model.score(np.zeros((0, len(FEATURES)))) == []


def test_days_between_dates() -> None:
    assert days_between("2031-05-04", "2031-05-06") == 2
    assert days_between("2031-05-01", "2031-05-31") == 30
    assert days_between("2031", "x") == float("inf")


OWNERS = (0, 0, 0, 1, 1, 2, 2, 2)
"""Articles of eight statements."""

PAIRS = [(a, b) for a in range(8) for b in range(a + 1, 8) if OWNERS[a] != OWNERS[b]]


@given(st.dictionaries(st.sampled_from(PAIRS), st.sampled_from([0.1, 0.4, 0.400001, 0.9]), min_size=1))
def test_rivals_and_neighbours_are_those_found_one_by_one(cosines: dict[tuple[int, int], float]) -> None:
    pairs = sorted(cosines)
    columns = [np.array(column) for column in zip(*pairs, strict=True)]
    candidates = Candidates(columns[0], columns[1], np.array([cosines[pair] for pair in pairs]))
    rank, margin = _compare_rivals(np.array(OWNERS), candidates)
    near = _compare_neighbours(np.array(OWNERS), candidates)
    for place, (a, b) in enumerate(pairs):
        rivals = [
            [cosines[p] for p in pairs if p != (a, b) and one in p and OWNERS[sum(p) - one] == OWNERS[other]]
            for one, other in ((a, b), (b, a))
        ]
        better = sum(cosine > cosines[a, b] for side in rivals for cosine in side)
        assert rank[place] == np.log1p(better)
        assert margin[place] == cosines[a, b] - max((c for side in rivals for c in side), default=0.0)
        beside = [(a + x, b + y) for x in (-1, 1) for y in (-1, 1)]
        same = [p for p in beside if p in cosines and OWNERS[p[0]] == OWNERS[a] and OWNERS[p[1]] == OWNERS[b]]
        assert near[place] == max((cosines[p] for p in same), default=0.0)
