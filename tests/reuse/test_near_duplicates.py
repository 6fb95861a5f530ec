from __future__ import annotations

from importlib.util import find_spec
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from articles import bare_article
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import NearDuplicate
from recoupe.options import DuplicateOptions
from recoupe.reuse import scale
from recoupe.reuse.near_duplicates import find_near_duplicates

PATHS = [False, pytest.param(True, marks=pytest.mark.skipif(not find_spec("numba"), reason="numba is not installed"))]


def articles_of(texts: list[str]) -> list[AnnotatedArticle]:
    made = []
    for number, text in enumerate(texts):
        bare = bare_article(text, "fr")
        made.append(replace(bare, article=replace(bare.article, id=f"a{number:03d}")))
    return made


def found(texts: list[str], options: DuplicateOptions, *, compiled: bool) -> tuple[NearDuplicate, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scale, "COMPILED_FROM", 0 if compiled else 10**12)
        return find_near_duplicates(articles_of(texts), options)


def by_definition(texts: list[str], options: DuplicateOptions) -> list[tuple[str, str, float, float]]:
    sets = []
    for text in texts:
        words = text.split()
        width = min(options.width, len(words))
        sets.append({tuple(words[i : i + width]) for i in range(len(words) - width + 1)} if words else set())
    pairs = []
    for (a, one), (b, other) in combinations(enumerate(sets), 2):
        shared = len(one & other)
        if shared and shared / len(one | other) >= options.jaccard:
            jaccard, containment = shared / len(one | other), shared / min(len(one), len(other))
            pairs.append((f"a{a:03d}", f"a{b:03d}", round(jaccard, 6), round(containment, 6)))
    return pairs


WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=14).map(" ".join)


@pytest.mark.parametrize("compiled", PATHS)
@settings(deadline=None, max_examples=80)
@given(
    texts=st.lists(WORDS, max_size=8),
    width=st.integers(1, 4),
    jaccard=st.sampled_from([0.1, 0.3, 0.5, 0.75, 0.9, 1.0]),
)
def test_every_pair_above_the_threshold_is_found_and_no_other(
    compiled: bool, texts: list[str], width: int, jaccard: float
) -> None:
    options = DuplicateOptions(width=width, jaccard=jaccard)
    assert [(p.a, p.b, p.jaccard, p.containment) for p in found(texts, options, compiled=compiled)] == by_definition(
        texts, options
    )


@pytest.mark.parametrize("compiled", PATHS)
def test_a_report_inside_a_longer_one_is_contained(compiled: bool) -> None:
    report = "Le port de Vaubrun a rouvert mardi sans bruit après onze jours de grève"
    texts = [report, f"{report}. Ailleurs, la mairie de Sarzec a voté un budget de trois millions."]
    (pair,) = found(texts, DuplicateOptions(jaccard=0.3), compiled=compiled)
    assert pair.containment == 1.0
    assert pair.jaccard < 0.6


@pytest.mark.parametrize("compiled", PATHS)
def test_case_accents_and_marks_make_no_difference(compiled: bool) -> None:
    texts = ["« L'été à Évran », dit-il, fut long et très sec.", "L’ETE A EVRAN, DIT-IL, FUT LONG ET TRÈS SEC"]
    (pair,) = found(texts, DuplicateOptions(), compiled=compiled)
    assert pair.jaccard == 1.0
