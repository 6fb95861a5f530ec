"""The compiled loops give what numpy gives, bit for bit."""

from __future__ import annotations

import random
from dataclasses import replace as replace_options

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from articles import bare_article
from recoupe.model.annotation import AnnotatedArticle
from recoupe.options import ReuseOptions
from recoupe.reuse import scale
from recoupe.reuse.passages import align_passages, fill_weights
from recoupe.reuse.scale import tabulate_corpus
from recoupe.reuse.shingles import tabulate_words

pytest.importorskip("numba", reason="the extra recoupe[corpus] is not installed")

MARKS = "aÉe\u0301œŒß'’-— \n\t\u00ad\u200b中文กข1²x\ud800\U0001f600"
TEXTS = st.lists(st.text(st.sampled_from(MARKS) | st.characters(), max_size=30), max_size=5)
WORDS = ["le", "port", "de", "Vaubrun", "a", "rouvert", "mardi", "sans", "bruit", "grue", "quai", "Marnet"]


@settings(deadline=None)
@given(TEXTS, st.integers(0, 9))
@example(["", "e\u0301", "œuvre 中文 l'été", ""], 3)
def test_the_words_are_the_same(texts: list[str], offset: int) -> None:
    offsets = [offset * index for index in range(len(texts))]
    one = tabulate_words(texts, offsets)
    other = tabulate_corpus(texts, offsets, compiled=True)
    for name in ("keys", "starts", "ends", "letters", "capitals", "owners", "bounds"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist(), name


def test_chunks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["le port de Vaubrun", "", "a rouvert", "mardi sans bruit et sans grue"]
    whole = tabulate_corpus(texts, [0] * 4, compiled=True)
    monkeypatch.setattr(scale, "CHUNK", 10)
    parts = tabulate_corpus(texts, [0] * 4, compiled=True)
    assert parts.keys.tolist() == whole.keys.tolist()
    assert parts.owners.tolist() == whole.owners.tolist()
    assert parts.starts.tolist() == whole.starts.tolist()


def articles_of(texts: list[str]) -> list[AnnotatedArticle]:
    made = []
    for number, text in enumerate(texts):
        bare = bare_article(text, "fr" if number % 2 else "en")
        made.append(
            replace(
                bare,
                article=replace(bare.article, id=f"a{number}", document=f"d{number}"),
                document=replace(bare.document, id=f"d{number}"),
            )
        )
    return made


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join), min_size=2, max_size=5))
def test_the_passages_are_the_same(texts: list[str]) -> None:
    articles = articles_of(texts)
    for options in (ReuseOptions.strict(), ReuseOptions.sensitive()):
        plain = align_passages(articles, options)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(scale, "COMPILED_FROM", 0)
            assert align_passages(articles, options) == plain


def edited(words: list[str], chosen: random.Random) -> list[str]:
    """Some words, a few of them changed or cut."""
    drawn = [(word, chosen.random()) for word in words]
    return [chosen.choice(WORDS) if share < 0.1 else word for word, share in drawn if share < 0.9]


@pytest.mark.parametrize(
    "options",
    [
        ReuseOptions.strict(),
        ReuseOptions.sensitive(),
        replace_options(ReuseOptions.strict(), max_frequency=4, neighbours=1),
        replace_options(ReuseOptions.strict(), look_ahead=6, max_repeats=1),
        replace_options(ReuseOptions.strict(), min_weight=2.0, near=60, gap=40),
    ],
)
def test_the_sieves_leave_out_no_passage(options: ReuseOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = random.Random(4)
    vocabulary = [*WORDS, *(one + other for one in WORDS for other in WORDS)]
    shares = [1 / (rank + 1) for rank in range(len(vocabulary))]
    texts: list[list[str]] = []
    for _ in range(40):
        text = chosen.choices(vocabulary, shares, k=120)
        for _ in range(chosen.randrange(3) if texts else 0):
            begin = chosen.randrange(100)
            text += edited(chosen.choice(texts)[begin : begin + chosen.choice((5, 12, 40))], chosen)
        texts.append(text)
    articles = articles_of([" ".join(text) for text in texts])
    plain = align_passages(articles, options)
    monkeypatch.setattr(scale, "COMPILED_FROM", 0)
    assert align_passages(articles, options) == plain
    assert len(plain) > 20


def test_a_small_input_waits_for_no_compiler() -> None:
    assert not scale.compiles(100_000)


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from([*WORDS, "Le", "PORT", "of", "the"]), max_size=30).map(" ".join), max_size=4))
def test_the_weights_are_the_same(texts: list[str]) -> None:
    articles, options = articles_of(texts), ReuseOptions()
    table = tabulate_words(texts)
    plain, other = np.empty(len(table)), np.empty(len(table))
    fill_weights(table, articles, options, plain, compiled=False)
    fill_weights(table, articles, options, other, compiled=True)
    assert other.tolist() == plain.tolist()
