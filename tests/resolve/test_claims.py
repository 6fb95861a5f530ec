"""Statements of several reports are one claim when they say the same thing, and only then."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.group import Claim
from recoupe.options import ClaimOptions
from recoupe.resolve.claims import align_claims
from reports import build_copy, build_report, build_story

BRIDGE = "La préfète Odile Varenne a inauguré le viaduc de Sarzelles le 4 mai 2031"
BRIDGE_AGAIN = "Le viaduc de Sarzelles a été inauguré le 5 mai 2031 par Odile Varenne"
MARKET = "Les commerçants du marché couvert réclament une baisse des loyers municipaux"
FLOOD = "La rivière Oriane a débordé pendant la nuit près de la scierie Maubert"
DATES = {"4 mai 2031": ("2031-05-04", "2031-05-04"), "5 mai 2031": ("2031-05-05", "2031-05-05")}
PEOPLE = ("Odile Varenne",)


def report(name: str, *lines: str) -> AnnotatedArticle:
    return build_report(name, lines, dates=DATES, people=PEOPLE)


def texts(claim: Claim, articles: list[AnnotatedArticle]) -> set[str]:
    words = {s.id: a.text[s.start : s.end] for a in articles for s in a.statements}
    return {words[s] for s in claim.statements}


def shared(claims: tuple[Claim, ...]) -> list[Claim]:
    return [c for c in claims if c.certain and len(c.statements) > 1]


def test_the_same_thing_in_other_words_is_one_claim_though_the_date_differs() -> None:
    articles = [report("one", BRIDGE, MARKET), report("two", FLOOD, BRIDGE_AGAIN)]
    claims = align_claims(articles, [build_story(*articles)], (), ClaimOptions())
    assert [texts(c, articles) for c in shared(claims)] == [{BRIDGE, BRIDGE_AGAIN}]
    assert shared(claims)[0].because[0].rule == "aligned"


def test_every_statement_is_in_exactly_one_firm_claim() -> None:
    articles = [report("one", BRIDGE, MARKET), report("two", FLOOD, BRIDGE_AGAIN), report("three", MARKET)]
    claims = align_claims(articles, [build_story(*articles)], (), ClaimOptions())
    firm = [s for c in claims if c.certain for s in c.statements]
    assert sorted(firm) == sorted(s.id for a in articles for s in a.statements)


def test_a_statement_alone_is_a_single_claim() -> None:
    article = report("one", FLOOD)
    (claim,) = align_claims([article], [build_story(article)], (), ClaimOptions())
    assert (claim.status, claim.certain, len(claim.statements)) == ("single", True, 1)


def test_reports_of_two_threads_are_not_compared() -> None:
    one, two = report("one", BRIDGE), report("two", BRIDGE_AGAIN)
    stories = [build_story(one, name="s1", thread="t1"), build_story(two, name="s2", thread="t2")]
    assert not shared(align_claims([one, two], stories, (), ClaimOptions()))


def test_two_stories_of_a_thread_are_joined_by_a_date_of_the_same_month() -> None:
    one, two = report("one", BRIDGE), report("two", BRIDGE_AGAIN)
    stories = [build_story(one, name="s1"), build_story(two, name="s2")]
    assert len(shared(align_claims([one, two], stories, (), ClaimOptions()))) == 1
    undated = build_report("three", [BRIDGE_AGAIN], people=PEOPLE)
    stories = [build_story(one, name="s1"), build_story(undated, name="s2")]
    assert not shared(align_claims([one, undated], stories, (), ClaimOptions()))


def test_a_copied_passage_joins_statements_whatever_was_edited_in_them() -> None:
    edited = BRIDGE.replace("Odile Varenne", "Aude Tressac")
    one, two = report("one", MARKET, BRIDGE), report("two", MARKET, edited)
    claims = align_claims([one, two], [build_story(one, two)], [build_copy(one, two)], ClaimOptions())
    assert sorted(len(c.statements) for c in claims if c.certain) == [2, 2]
    assert {e.rule for c in claims for e in c.because} >= {"copied-passage"}


def test_what_is_below_the_firm_threshold_is_shown_as_possible_only() -> None:
    articles = [report("one", BRIDGE), report("two", BRIDGE_AGAIN)]
    strict = replace(ClaimOptions(), firm=1.01, sure=1.01)
    claims = align_claims(articles, [build_story(*articles)], (), strict)
    assert not shared(claims)
    (possible,) = [c for c in claims if not c.certain]
    assert texts(possible, articles) == {BRIDGE, BRIDGE_AGAIN}


def test_the_same_thing_elsewhere_is_another_claim() -> None:
    line = "L'incendie de la scierie de {} a duré toute la nuit malgré la pluie"
    articles = [build_report(town, [line.format(town)], people=[town]) for town in ("Quernac", "Sarzelles")]
    assert not shared(align_claims(articles, [build_story(*articles)], (), ClaimOptions()))


def test_another_figure_of_another_year_is_another_claim() -> None:
    line = "Le chantier naval du plateau a embauché {} soudeurs en {}"
    articles = [
        build_report(
            year,
            [line.format(count, year)],
            figures={f"{count} soudeurs": (count, "soudeur")},
            dates={year: (f"{year}-01-01", f"{year}-12-31")},
        )
        for count, year in ((30, "2030"), (50, "2031"))
    ]
    assert not shared(align_claims(articles, [build_story(*articles)], (), ClaimOptions()))


def test_the_two_halves_of_a_sentence_do_not_become_one_claim_through_its_copy() -> None:
    start, end = "Odile Varenne a inauguré le viaduc de Sarzelles,", "la scierie Maubert rouvrira bientôt ses portes"
    whole, halves = report("whole", f"{start} {end}"), report("halves", start, end)
    claims = align_claims([whole, halves], [build_story(whole, halves)], [build_copy(whole, halves)], ClaimOptions())
    assert [len(texts(c, [whole, halves])) for c in shared(claims)] == [2]


def test_a_fact_and_what_is_only_expected_need_a_surer_likeness() -> None:
    one, two = report("one", BRIDGE), report("two", BRIDGE_AGAIN)
    planned = msgspec.structs.replace(two.statements[0], modality="planned")
    forecast = msgspec.structs.replace(two, statements=(planned,))
    options = replace(ClaimOptions(), across_modalities=1.01)
    assert shared(align_claims([one, two], [build_story(one, two)], (), options))
    claims = align_claims([one, forecast], [build_story(one, forecast)], (), options)
    assert not shared(claims)
    assert [texts(c, [one, forecast]) for c in claims if not c.certain] == [{BRIDGE, BRIDGE_AGAIN}]


def test_the_same_participle_of_another_gender_is_said_of_somebody_else() -> None:
    lines = (
        "Odile Varenne a été remise en liberté mercredi soir",
        "Aude Tressac et lui ont été remis en liberté mercredi soir",
    )
    articles = [build_report(name, [line]) for name, line in zip(("one", "two"), lines, strict=True)]
    tagged = []
    for article in articles:
        parts = {"été": ("AUX", "être"), "remise": ("VERB", "remettre"), "remis": ("VERB", "remettre")}
        tokens = tuple(
            msgspec.structs.replace(t, pos=parts[form][0], lemma=parts[form][1])
            if (form := article.text[t.start : t.end]) in parts
            else t
            for t in article.tokens
        )
        tagged.append(msgspec.structs.replace(article, tokens=tokens))
    assert not shared(align_claims(tagged, [build_story(*tagged)], (), ClaimOptions()))
    assert shared(align_claims(articles, [build_story(*articles)], (), ClaimOptions()))


def test_what_three_reports_say_in_three_ways_is_one_claim_though_one_pair_is_weak() -> None:
    articles = [report("one", BRIDGE, MARKET), report("two", BRIDGE_AGAIN), report("three", BRIDGE)]
    options = replace(ClaimOptions(), alike=0.0, firm=1.01, sure=1.01)
    claims = align_claims(articles, [build_story(*articles)], (), options)
    assert max(len(c.statements) for c in shared(claims)) == 3
    apart = align_claims(articles, [build_story(*articles)], (), replace(options, alike=1.01))
    assert max(len(c.statements) for c in shared(apart)) == 2


def test_no_article_and_no_statement_give_no_claim() -> None:
    assert align_claims([], [], (), ClaimOptions()) == ()
    empty = build_report("none", [""])
    empty = msgspec.structs.replace(empty, statements=(), tokens=(), sentences=())
    assert align_claims([empty], [build_story(empty)], (), ClaimOptions()) == ()


LINES = st.lists(
    st.sampled_from([BRIDGE, BRIDGE_AGAIN, MARKET, FLOOD, "…", "\U0001f600 \u05d0\u05d1 \x00"]), min_size=1
)


@given(st.lists(LINES, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_changes_nothing(reports: list[list[str]], random: object) -> None:
    articles = [report(f"r{n}", *dict.fromkeys(lines)) for n, lines in enumerate(reports)]
    story = build_story(*articles)
    first = align_claims(articles, [story], (), ClaimOptions())
    random.shuffle(articles)  # type: ignore[attr-defined]
    assert align_claims(articles, [story], (), ClaimOptions()) == first


@given(st.lists(LINES, min_size=1, max_size=3))
def test_a_report_of_another_thread_changes_no_claim(reports: list[list[str]]) -> None:
    articles = [report(f"r{n}", *dict.fromkeys(lines)) for n, lines in enumerate(reports)]
    story = build_story(*articles)
    other = report("other", FLOOD, BRIDGE)
    stories = [story, build_story(other, name="s2", thread="t2")]
    before = align_claims(articles, [story], (), ClaimOptions())
    after = align_claims([*articles, other], stories, (), ClaimOptions())
    assert set(before) <= set(after)
