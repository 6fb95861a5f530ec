from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.document import Credit
from recoupe.model.group import Reuse
from recoupe.options import ReuseOptions
from recoupe.reuse.directions import conclude_directions
from recoupe.reuse.edits import classify_edits
from recoupe.reuse.passages import align_passages

MakeArticle = Callable[..., AnnotatedArticle]


def conclude(articles: Sequence[AnnotatedArticle]) -> tuple[Reuse, ...]:
    by_id = {article.article.id: article for article in articles}
    found = align_passages(articles, ReuseOptions.strict())
    return conclude_directions([classify_edits(r, by_id[r.a.article], by_id[r.b.article]) for r in found], articles)


def directions(articles: Sequence[AnnotatedArticle]) -> dict[str, str]:
    return {r.a.article + r.b.article: r.direction for r in conclude(articles)}


def rules(reuse: Reuse) -> list[str]:
    return [evidence.rule for evidence in reuse.because]


def credit(text: str, name: str) -> tuple[Credit, ...]:
    return (Credit(name=name, start=text.index(name), end=text.index(name) + len(name)),)


def test_nothing_to_go_by_is_unknown(make_article: MakeArticle, harbour: str):
    (reuse,) = conclude([make_article("x", harbour), make_article("y", harbour)])
    assert (reuse.direction, rules(reuse)) == ("unknown", ["shared-words"])


def test_the_earlier_date_came_first(make_article: MakeArticle, harbour: str):
    articles = [make_article("x", harbour, published="2031-03-19"), make_article("y", harbour, published="2031-03-18")]
    (reuse,) = conclude(articles)
    assert reuse.direction == "b->a"
    assert rules(reuse) == ["shared-words", "earlier-publication", "possible-common-origin"]


def test_a_date_is_not_enough_for_words_that_the_earlier_one_never_had(make_article: MakeArticle, harbour: str):
    more = harbour.replace(". Aucun", ". Une grue flottante de trente tonnes viendra ensuite alléger la cale. Aucun")
    articles = [make_article("x", harbour, published="2031-03-18"), make_article("y", more, published="2031-03-19")]
    (reuse,) = conclude(articles)
    assert reuse.direction == "unknown"
    assert "words-of-its-own" in rules(reuse)


def test_a_mended_misspelling_tells_who_came_first(make_article: MakeArticle, harbour: str):
    wrong = harbour.replace("remorqueur", "remorqeur")
    (reuse,) = conclude([make_article("x", harbour), make_article("y", wrong)])
    assert (reuse.direction, rules(reuse)[1]) == ("b->a", "mended-spelling")
    assert [span.end - span.start for span in reuse.because[1].spans] == [10, 9]


def test_a_mended_misspelling_against_the_dates_is_unknown(make_article: MakeArticle, harbour: str):
    wrong = harbour.replace("remorqueur", "remorqeur")
    articles = [make_article("x", harbour, published="2031-03-18"), make_article("y", wrong, published="2031-03-20")]
    assert directions(articles) == {"xy": "unknown"}


def test_an_inherited_misspelling_is_listed_and_tells_no_order(make_article: MakeArticle, harbour: str):
    wrong = harbour.replace("suspendu", "interrompissu")
    (reuse,) = conclude([make_article("x", wrong), make_article("y", wrong)])
    assert (reuse.direction, rules(reuse)) == ("unknown", ["shared-words", "inherited-spelling"])


def test_a_credit_to_the_other_outlet_settles_it(make_article: MakeArticle, harbour: str):
    credited = f"{harbour} (avec Orve-Presse)"
    taker = make_article("y", credited, credits=credit(credited, "Orve-Presse"), outlet="Le Quai")
    source = make_article("x", harbour, publisher="Orve-Presse")
    (reuse,) = conclude([taker, source])
    assert (reuse.direction, rules(reuse)) == ("a->b", ["shared-words", "credit"])


def test_two_that_credit_one_agency_have_a_common_origin(make_article: MakeArticle, harbour: str):
    credited = f"{harbour} (avec Orve-Presse)"
    articles = [
        make_article("x", credited, credits=credit(credited, "Orve-Presse"), published="2031-03-18"),
        make_article("y", credited, credits=credit(credited, "Orve-Presse"), published="2031-03-19"),
    ]
    (reuse,) = conclude(articles)
    assert (reuse.direction, rules(reuse)[-1]) == ("common", "shared-credit")


def test_a_later_version_came_later(make_article: MakeArticle, harbour: str):
    articles = [make_article("x", harbour, version_of="y"), make_article("y", harbour)]
    assert directions(articles) == {"xy": "b->a"}


def test_containment_alone_does_not_settle_it(make_article: MakeArticle, harbour: str):
    first = harbour.partition(". ")[0] + "."
    (reuse,) = conclude([make_article("x", first), make_article("y", harbour)])
    assert (reuse.direction, rules(reuse)) == ("unknown", ["shared-words", "containment"])


def test_two_outlets_of_one_agency_did_not_take_from_each_other(make_article: MakeArticle, harbour: str):
    one = harbour.replace("jeudi matin", "jeudi").replace("les bacs", "les navettes")
    other = harbour.replace("caboteur chargé de ciment", "cargo").replace("Aucun des sept marins", "Personne")
    articles = [
        make_article("agence", harbour, published="2031-03-18"),
        make_article("quai", one, published="2031-03-19"),
        make_article("rade", other, published="2031-03-20"),
    ]
    assert directions(articles) == {"agencequai": "a->b", "agencerade": "a->b", "quairade": "common"}


def test_a_rewrite_of_a_copy_is_told_from_a_second_copy(make_article: MakeArticle, harbour: str):
    copy = harbour.replace("caboteur chargé de ciment", "petit cargo gris").replace("à marée haute", "ce soir")
    rewrite = copy.replace("Aucun des sept marins n'est blessé, mais le", "Le")
    articles = [
        make_article("agence", harbour, published="2031-03-18"),
        make_article("quai", copy, published="2031-03-19"),
        make_article("rade", rewrite, published="2031-03-20"),
    ]
    assert directions(articles)["quairade"] == "a->b"


@given(st.permutations([0, 1, 2]))
def test_the_order_of_inputs_changes_nothing(make_article: MakeArticle, harbour: str, order: list[int]):
    articles = [
        make_article("x", harbour.replace("remorqueur", "remorqeur")),
        make_article("y", harbour, published="2031-03-19"),
        make_article("z", harbour.replace("jeudi", "vendredi"), published="2031-03-20"),
    ]
    assert conclude([articles[place] for place in order]) == conclude(articles)
