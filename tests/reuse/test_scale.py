"""The compiled loops give what numpy gives, bit for bit."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from articles import bare_article
from recoupe.model.annotation import AnnotatedArticle
from recoupe.options import ReuseOptions
from recoupe.reuse import scale
from recoupe.reuse.passages import align_passages, weigh_words
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


def test_a_small_input_waits_for_no_compiler() -> None:
    assert not scale.compiles(100_000)


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from([*WORDS, "Le", "PORT", "of", "the"]), max_size=30).map(" ".join), max_size=4))
def test_the_weights_are_the_same(texts: list[str]) -> None:
    articles, options = articles_of(texts), ReuseOptions()
    table = tabulate_words(texts)
    plain = weigh_words(table, articles, options, compiled=False)
    assert weigh_words(table, articles, options, compiled=True).tolist() == plain.tolist()
