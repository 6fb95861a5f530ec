from __future__ import annotations

from collections.abc import Callable

from recoupe.model.annotation import AnnotatedArticle, Mention
from recoupe.model.group import Reuse
from recoupe.model.span import ArticleSpan
from recoupe.reuse.edits import classify_edits
from recoupe.reuse.spellings import find_inherited, find_mended

MakeArticle = Callable[..., AnnotatedArticle]


def share(left: AnnotatedArticle, right: AnnotatedArticle) -> list[Reuse]:
    a = ArticleSpan(article="x", start=0, end=len(left.text))
    b = ArticleSpan(article="y", start=0, end=len(right.text))
    reuse = Reuse(id="r-0", a=a, b=b, similarity=1.0, direction="unknown", edits=(), because=())
    return [classify_edits(reuse, left, right)]


def mended(make_article: MakeArticle, one: str, other: str, language: str = "fr") -> list[tuple[str, str, str]]:
    left, right = make_article("x", one, language=language), make_article("y", other, language=language)
    found = find_mended(share(left, right), left, right)
    return [(side, left.surface(a.span), right.surface(b.span)) for side, (a, b) in found]


def inherited(left: AnnotatedArticle, right: AnnotatedArticle) -> list[str]:
    return [left.surface(a.span) for a, _ in find_inherited(share(left, right), left, right)]


def test_the_side_whose_word_is_outside_the_lexicon_is_wrong(make_article: MakeArticle):
    assert mended(make_article, "un remorqeur gris", "un remorqueur gris") == [("a", "remorqeur", "remorqueur")]
    assert mended(make_article, "un remorqueur gris", "un remorqeur gris") == [("b", "remorqueur", "remorqeur")]


def test_a_name_is_wrong_where_its_own_article_has_the_other_spelling(make_article: MakeArticle):
    one = "Brénnoux vote. Demain Brénoux dansera."
    other = "Brénoux vote. Demain Brénoux dansera."
    assert mended(make_article, one, other) == [("a", "Brénnoux", "Brénoux")]


def test_two_steady_spellings_of_a_name_are_both_right(make_article: MakeArticle):
    assert mended(make_article, "Serguei vote, Serguei part", "Sergueï vote, Sergueï part") == []
    assert mended(make_article, "Valerik vote, Valerik part", "Valerij vote, Valerij part") == []


def test_a_language_without_a_lexicon_says_nothing_of_words(make_article: MakeArticle):
    assert mended(make_article, "un remorqeur gris", "un remorqueur gris", language="und") == []


def test_an_unknown_word_on_both_sides_is_inherited(make_article: MakeArticle):
    text = "la manœuvre indébrouillible du remorqueur"
    assert inherited(make_article("x", text), make_article("y", text)) == ["indébrouillible"]
    assert inherited(make_article("x", text), make_article("y", "la manœuvre du remorqueur")) == []


def test_names_compounds_and_known_words_are_not_inherited(make_article: MakeArticle):
    text = "le Vraldoskien et le franco-vraldoskien de vraldoskie partent immédiatement"
    start = text.index("vraldoskie partent")
    name = Mention(
        id="m",
        article="x",
        start=start,
        end=start + len("vraldoskie"),
        kind="place",
        form="name",
        name="vraldoskie",
        chain="m",
        rule="t",
        attributes=(),
    )
    assert inherited(make_article("x", text, mentions=(name,)), make_article("y", text)) == []
