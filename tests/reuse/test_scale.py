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
@given(
    st.lists(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join), min_size=2, max_size=5), st.integers(4, 16)
)
def test_the_passages_are_the_same(texts: list[str], winnow: int) -> None:
    articles = articles_of(texts)
    for options in (ReuseOptions.strict(), ReuseOptions.sensitive(), ReuseOptions.strict().winnowed(winnow)):
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
        ReuseOptions.strict().winnowed(8),
        ReuseOptions.strict().winnowed(12),
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


@pytest.mark.parametrize("bits", [1, 7, 11])
def test_every_shingle_that_stands_twice_is_kept(bits: int) -> None:
    # In the parts of eleven bits most shingles lie further apart than an entry can say.
    from recoupe.reuse import compiled_shingles  # noqa: PLC0415 - numba may not be installed

    chosen = random.Random(5)
    keys = np.array([chosen.getrandbits(64) for _ in range(30_000)], dtype=np.uint64)
    keys[20_000:20_050] = keys[100:150]
    keys[29_990:] = keys[:10]
    columns = (keys, np.array([0, 3, 15_000, 15_000, 30_000]), 4, 1)
    blocks = compiled_shingles.room_for_parts(len(keys), bits)
    entries, followers = np.empty(blocks * compiled_shingles.BLOCK, dtype=np.uint32), np.empty(blocks, dtype=np.int64)
    ends = compiled_shingles.partition_shingles(*columns, bits, entries, followers)
    rows = np.empty(len(keys) + 1, dtype=np.int32)
    count = compiled_shingles.keep_repeated(entries, followers, ends, len(keys) >> bits, rows)
    kept = rows[:count].tolist()
    assert len(set(kept)) == count < 5_000
    assert set(kept) >= {*range(100, 147), *range(20_000, 20_047), *range(3, 7), *range(29_993, 29_997)}


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from([*WORDS, "Le", "PORT", "of", "the"]), max_size=30).map(" ".join), max_size=4))
def test_the_weights_are_the_same(texts: list[str]) -> None:
    articles, options = articles_of(texts), ReuseOptions()
    table = tabulate_words(texts)
    plain = np.empty(len(table))
    coded = scale.CodedWeights.room(table, options, np.empty(len(table), dtype=np.uint32))
    fill_weights(table, articles, options, plain)
    fill_weights(table, articles, options, coded)
    assert coded.of(0, len(table)).tolist() == plain.tolist()
