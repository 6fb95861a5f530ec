"""Features of pairs: what is shared counts, what differs in figures and dates does not."""

from __future__ import annotations

import numpy as np

from recoupe.languages.pack import load_pack
from recoupe.model.annotation import AnnotatedArticle
from recoupe.resolve.claim_features import FEATURES, Candidate, compare_candidates
from recoupe.resolve.claim_model import load_claim_model
from recoupe.resolve.claim_profiles import Weights, days_between, read_profiles
from reports import build_report

LINE = "La scierie Maubert emploie 120 ouvriers au bord de la rivière Oriane"


def features(left: AnnotatedArticle, right: AnnotatedArticle) -> dict[str, float]:
    profiles = [*read_profiles(left), *read_profiles(right)]
    weights = Weights(profiles, load_pack("fr"))
    (row,) = compare_candidates(profiles, weights, [Candidate(0, len(left.statements), 0.5)])
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
