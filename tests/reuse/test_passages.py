from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.model.annotation import AnnotatedArticle
from recoupe.options import ReuseOptions
from recoupe.reuse.edits import classify_edits
from recoupe.reuse.passages import align_passages, unite_passages

MakeArticle = Callable[..., AnnotatedArticle]

STRICT, SENSITIVE = ReuseOptions.strict(), ReuseOptions.sensitive()

MARKET = (
    "Le marché couvert de Saint-Aubrin rouvrira ses halles samedi. Les maraîchers, installés depuis deux ans sous une "
    "tente au bord du canal, retrouveront leurs étals rénovés. La mairie promet un parking gratuit pendant un mois."
)
BRIDGE = (
    "Une passerelle de bois enjambera bientôt la rivière entre le moulin et l'écluse. Les ingénieurs ont retenu un arc "
    "de mélèze, moins cher que l'acier. Les travaux commenceront au printemps si la crue le permet."
)
NASTY = st.text(alphabet="ab «»’'.\n\u00ad\u0301\u00a0\ufffd\x00漢🙂ש", max_size=80)


def found(make_article: MakeArticle, *texts: str, options: ReuseOptions = STRICT) -> list[tuple[str, str]]:
    articles = [make_article(f"{number}", text) for number, text in enumerate(texts)]
    by_id = {article.article.id: article for article in articles}
    reuses = align_passages(articles, options)
    return [(by_id[r.a.article].surface(r.a.span), by_id[r.b.article].surface(r.b.span)) for r in reuses]


def test_a_copied_sentence_is_found_inside_other_words(make_article: MakeArticle, harbour: str):
    sentence = harbour.split(". ")[1] + "."
    host = f"{MARKET} {sentence} {BRIDGE}"
    assert found(make_article, harbour, host) == [(sentence, sentence)]


def test_a_copy_in_another_typography_is_found_whole(make_article: MakeArticle):
    one = "« L’été fut sec, très sec », a dit Odile Ferrant, maraîchère à Brénoux : ses courges n’ont rien donné."
    other = (
        "\"L'ete fut sec, tres sec\", a dit Odile Ferrant, maraichere a Brenoux\u00a0: ses courges n'ont rien donne."
    )
    assert found(make_article, one, other) == [(one, other)]


def test_a_copy_with_a_sentence_cut_and_words_changed_is_one_passage(make_article: MakeArticle, harbour: str):
    first, _, last = harbour.split(". ")
    copy = f"{first.replace('jeudi matin', 'jeudi')}. {last.replace('nouvel ordre', 'samedi')}"
    ((left, right),) = found(make_article, harbour, copy)
    assert left.startswith("La capitainerie")
    assert right == copy.replace(" samedi.", "")


def test_reordered_sentences_are_one_passage(make_article: MakeArticle, harbour: str):
    first, second, last = harbour.rstrip(".").split(". ")
    copy = f"{second}. {last}. {first}."
    ((left, right),) = found(make_article, harbour, copy)
    assert (left, right) == (harbour, copy)


def test_two_stories_of_a_digest_are_two_passages(make_article: MakeArticle, harbour: str):
    digest = f"{harbour}\n\n{BRIDGE}\n\n{MARKET}"
    pairs = found(make_article, digest, MARKET, harbour)
    assert sorted(left for left, _ in pairs) == sorted([harbour, MARKET])


def test_articles_of_one_document_do_not_copy_from_each_other(make_article: MakeArticle, harbour: str):
    text = f"{harbour}\n\n{harbour}"
    middle = len(harbour) + 1
    first = make_article("d-1", text, document="d", end=middle)
    second = make_article("d-2", text, document="d", start=middle)
    assert align_passages([first, second], SENSITIVE) == ()


def test_offsets_count_in_the_document_and_stay_in_the_article(make_article: MakeArticle, harbour: str):
    text = f"{MARKET}\n\n{harbour}"
    article = make_article("d-2", text, document="d", start=len(MARKET) + 2)
    (reuse,) = align_passages([article, make_article("e", harbour)], STRICT)
    assert text[reuse.a.start : reuse.a.end] == harbour
    assert reuse.a.start == len(MARKET) + 2


def test_names_that_both_articles_are_about_are_no_copy(make_article: MakeArticle):
    name = "la Fédération régionale des bateliers de la vallée de l'Orve"
    one = f"Ce soir {name} vote. {BRIDGE} Demain {name} décidera."
    other = f"On attend {name}. {MARKET} Hier encore, {name} hésitait."
    assert found(make_article, one, other, options=SENSITIVE) == []


def test_a_string_of_small_words_is_no_copy(make_article: MakeArticle):
    assert (
        found(make_article, "Et il n'y a pas de quoi en faire un plat.", "Il n'y a pas de quoi en faire un mot.") == []
    )


def test_small_words_are_a_copy_where_many_stand_in_a_row_and_not_one_is_changed(make_article: MakeArticle):
    words = "vu ce soir sur le pont et à la fin"
    one = f"Personne ne rit : {words}."
    assert len(found(make_article, one, f"Rien de neuf au port, {words}.")) == 1
    assert found(make_article, one, f"Rien de neuf au port, {words.replace(' et ', ' ou bien ')}.") == []


def test_inside_a_story_a_single_clause_is_enough(make_article: MakeArticle):
    one = "Personne ne sait pourquoi le capitaine avait quitté brusquement la passerelle du caboteur."
    other = "Vers minuit, le capitaine avait quitté brusquement la passerelle : tous le confirment."
    assert found(make_article, one, other) == []
    ((left, _),) = found(make_article, one, other, options=SENSITIVE)
    assert "capitaine avait quitté brusquement la passerelle" in left


def test_evidence_and_similarity(make_article: MakeArticle, harbour: str):
    (reuse,) = align_passages([make_article("x", harbour), make_article("y", harbour)], STRICT)
    assert (reuse.similarity, reuse.direction, reuse.edits) == (1.0, "unknown", ())
    (evidence,) = reuse.because
    assert evidence.rule == "shared-words"
    assert evidence.score == 53.0
    assert evidence.spans == (reuse.a, reuse.b)


def test_a_language_without_a_pack_and_unspaced_scripts(make_article: MakeArticle):
    text = "港の入り口で貨物船が座礁し、市は木曜日の朝に水路を閉鎖した。"
    articles = [make_article("x", text, language="ja"), make_article("y", f"速報。{text}", language="ja")]
    (reuse,) = align_passages(articles, SENSITIVE)
    assert articles[0].surface(reuse.a.span) == text


def test_uniting_keeps_the_larger_of_two_that_overlap(make_article: MakeArticle, harbour: str):
    articles = [make_article("x", harbour), make_article("y", f"{MARKET} {harbour}")]
    strict = align_passages(articles, STRICT)
    sensitive = align_passages(articles, SENSITIVE)
    small = align_passages([make_article("x", harbour, end=110), make_article("y", f"{MARKET} {harbour}")], SENSITIVE)
    assert unite_passages(strict, sensitive) == strict
    assert unite_passages(small, strict) == strict
    assert unite_passages((), small) == small
    assert unite_passages((), ()) == ()


def test_no_articles_and_empty_articles(make_article: MakeArticle):
    assert align_passages([], STRICT) == ()
    assert align_passages([make_article("x", ""), make_article("y", " . ")], SENSITIVE) == ()


@given(st.lists(st.one_of(st.text(), NASTY), min_size=2, max_size=4))
def test_never_raises_and_spans_stay_inside(make_article: MakeArticle, texts: list[str]):
    texts = [*texts, texts[0] + " " + texts[1]]
    articles = [make_article(f"{number}", text) for number, text in enumerate(texts)]
    for options in (STRICT, SENSITIVE):
        for reuse in align_passages(articles, options):
            for side in (reuse.a, reuse.b):
                assert 0 <= side.start < side.end <= len(texts[int(side.article)])
            assert reuse.a.article < reuse.b.article
            assert 0 < reuse.similarity <= 1


@given(st.permutations([0, 1, 2, 3]), st.sampled_from([STRICT, SENSITIVE]))
def test_the_order_of_inputs_changes_nothing(
    make_article: MakeArticle, harbour: str, order: list[int], options: ReuseOptions
):
    texts = [harbour, f"{MARKET} {harbour}", f"{BRIDGE} {MARKET}", harbour.replace("jeudi", "vendredi")]
    articles = [make_article(f"{number}", text) for number, text in enumerate(texts)]
    assert align_passages([articles[place] for place in order], options) == align_passages(articles, options)


@given(st.sampled_from(["0", "5", "zz"]), st.sampled_from([STRICT, SENSITIVE]))
def test_an_unrelated_article_changes_nothing(
    make_article: MakeArticle, harbour: str, name: str, options: ReuseOptions
):
    articles = [make_article("4", harbour), make_article("6", f"{MARKET} {harbour}")]
    unrelated = make_article(name, BRIDGE)
    assert align_passages([*articles, unrelated], options) == align_passages(articles, options)


@given(
    st.lists(st.text(alphabet="abcdeéilorstuœ", min_size=4, max_size=9), min_size=25, max_size=60, unique=True),
    st.integers(0, 20),
    st.integers(1, 4),
)
def test_a_verbatim_copy_is_one_whole_passage_without_edits(
    make_article: MakeArticle, words: list[str], repeated: int, times: int
):
    text = " ".join([*words, *words[repeated : repeated + 4] * times]) + "."
    left, right = make_article("x", text), make_article("y", text)
    (reuse,) = align_passages([left, right], STRICT)
    assert (left.surface(reuse.a.span), right.surface(reuse.b.span)) == (text, text)
    assert reuse.similarity == 1.0
    assert classify_edits(reuse, left, right).edits == ()


@pytest.mark.parametrize("options", [STRICT, SENSITIVE])
def test_a_line_of_two_hundred_thousand_characters(make_article: MakeArticle, options: ReuseOptions):
    rounds = " ".join(f"tour {number % 7} pour le numéro {number}" for number in range(8_000))
    articles = [make_article("x", rounds), make_article("y", "un but partout " * 14_000), make_article("z", rounds)]
    assert [(r.a.article, r.b.article, r.similarity) for r in align_passages(articles, options)] == [("x", "z", 1.0)]
