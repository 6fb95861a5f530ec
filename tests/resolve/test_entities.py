"""Names joined across articles."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from named_reports import Chain, organisation, person, report, state
from recoupe.model.annotation import AnnotatedArticle, Mention
from recoupe.model.group import Entity
from recoupe.model.judgement import Judgement
from recoupe.options import EntityOptions
from recoupe.resolve.entities import resolve_entities


def resolve(*articles: AnnotatedArticle, judgements: Sequence[Judgement] = ()) -> list[set[str]]:
    entities = resolve_entities(articles, judgements, EntityOptions())
    return sorted((set(e.spellings) for e in entities), key=sorted)


def test_one_full_name_in_two_articles_is_one_person() -> None:
    assert resolve(report("a", [person("Clara Bosquet")]), report("b", [person("Clara Bosquet", "Bosquet")])) == [
        {"Bosquet", "Clara Bosquet"}
    ]


def test_transliterations_are_one() -> None:
    found = resolve(report("a", [person("Valéry Orlov")]), report("b", [person("Valeri Orlow")]))
    assert found == [{"Valeri Orlow", "Valéry Orlov"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kim Jong-un", "Kim Jong-il"), ("Julien Mercadal", "Paul Mercadal"), ("Marc Ferri", "Marie Ferri")],
)
def test_two_people_stay_two(one: str, other: str) -> None:
    assert resolve(report("a", [person(one)]), report("b", [person(other)])) == sorted([{one}, {other}], key=sorted)


def test_a_state_is_one_under_all_its_names() -> None:
    found = resolve(report("a", [state("KP", "Corée du Nord", "RPDC")]), report("b", [state("KP", "Pyongyang")]))
    assert found == [{"Corée du Nord", "Pyongyang", "RPDC"}]


def test_two_states_stay_two() -> None:
    articles = report("a", [state("NE", "Niger")]), report("b", [state("NG", "Nigeria")])
    assert resolve(*articles) == [{"Niger"}, {"Nigeria"}]


def test_an_acronym_carries_its_name_along() -> None:
    long, short = "Fédération des pêcheurs du Ponant", "FPP"
    assert resolve(report("a", [organisation(long, short)]), report("b", [organisation(short)])) == [{short, long}]


def test_an_acronym_of_two_names_joins_neither() -> None:
    articles = (
        report("a", [organisation("Fédération des pêcheurs du Ponant", "FPP")]),
        report("b", [organisation("Front populaire paysan", "FPP")]),
        report("c", [organisation("FPP")]),
    )
    entities = resolve_entities(articles, (), EntityOptions())
    assert len(entities) == 3
    alone = next(e for e in entities if e.spellings == ("FPP",))
    assert len(alone.possibly) == 2


def test_a_surname_needs_the_same_company() -> None:
    company = [state("IT", "Italie"), organisation("Compagnie du Ponant")]
    full, short = person("Clara Bosquet"), person("Bosquet")
    together = resolve(report("a", [full, *company]), report("b", [short, *company]))
    apart = resolve_entities((report("a", [full]), report("b", [short])), (), EntityOptions())
    assert {"Bosquet", "Clara Bosquet"} in together
    assert len(apart) == 2
    assert all(len(e.possibly) == 1 for e in apart)


def test_a_role_is_the_holder_of_the_office_in_those_weeks() -> None:
    holder = report("a", [person("role:le président italien", "Marco Ferri", attributes=("office=head:IT",))])
    role = [person("role:le dirigeant italien", attributes=("office=any:IT",))]
    assert len(resolve_entities((holder, report("b", role)), (), EntityOptions())) == 1
    assert len(resolve_entities((holder, report("b", role, "2035-01-01")), (), EntityOptions())) == 2


def test_genders_keep_apart() -> None:
    articles = (
        report("a", [person("Dominique Ferri", attributes=("gender=f",))]),
        report("b", [person("Dominique Ferri", attributes=("gender=m",))]),
    )
    assert len(resolve_entities(articles, (), EntityOptions())) == 2


def test_generations_keep_apart_and_a_bare_name_is_neither() -> None:
    articles = (
        report("a", [person("Marco Ferri Sr."), state("IT", "Italie"), organisation("Compagnie du Ponant")]),
        report("b", [person("Marco Ferri Jr."), state("IT", "Italie"), organisation("Compagnie du Ponant")]),
        report("c", [person("Marco Ferri"), state("IT", "Italie"), organisation("Compagnie du Ponant")]),
    )
    assert [{"Marco Ferri"}, {"Marco Ferri Jr."}, {"Marco Ferri Sr."}] == [
        found for found in resolve(*articles) if any("Ferri" in spelling for spelling in found)
    ]


def test_a_ministry_of_no_state_needs_the_same_company() -> None:
    ministry: Chain = ("organisation", ("Ministry of Defence",), ())
    finnish: Chain = ("organisation", ("Ministry of Defence",), ("state=FI", "subkind=ministry"))
    company = [state("FI", "Finland"), organisation("Compagnie du Ponant")]
    assert len(resolve(report("a", [finnish]), report("b", [ministry]))) == 2
    assert len(resolve(report("a", [finnish, *company]), report("b", [ministry, *company]))) == 3


def test_an_initial_of_two_men_is_neither() -> None:
    company = [state("IT", "Italie"), organisation("Compagnie du Ponant")]
    names = ("Paul Ferri", "Pietro Ferri", "P. Ferri")
    articles = [report(name, [person(name), *company]) for name in names]
    assert len(resolve(*articles)) == 5


def _judged(verdict: str, *members: Mention) -> Judgement:
    return Judgement(
        subject="entity",
        verdict="same" if verdict == "same" else "different",
        members=tuple(m.id for m in members),
        author="",
        note="",
    )


def test_a_judgement_wins_over_the_rules() -> None:
    one, other = report("a", [person("Clara Bosquet")]), report("b", [person("Clara Bosquet")])
    third = report("c", [person("La Dame du Ponant")])
    apart = resolve_entities((one, other), [_judged("different", one.mentions[0], other.mentions[0])], EntityOptions())
    joined = resolve_entities((one, third), [_judged("same", one.mentions[0], third.mentions[0])], EntityOptions())
    assert len(apart) == 2
    assert len(joined) == 1
    assert "judged" in {e.rule for e in joined[0].because}


def test_a_judgement_splits_a_chain() -> None:
    article = report("a", [person("Clara Bosquet", "Bosquet")])
    judged = _judged("different", *article.mentions)
    assert len(resolve_entities((article,), [judged], EntityOptions())) == 2


def test_a_judgement_that_is_withdrawn_leaves_no_trace() -> None:
    articles = report("a", [person("Clara Bosquet")]), report("b", [person("Clara Bosquet", "Bosquet")])
    before = resolve_entities(articles, (), EntityOptions())
    judged = _judged("different", articles[0].mentions[0], articles[1].mentions[0])
    assert resolve_entities(articles, [judged], EntityOptions()) != before
    assert resolve_entities(articles, (), EntityOptions()) == before


def test_a_later_report_changes_no_id() -> None:
    articles = (
        report("a", [person("Clara Bosquet", "Bosquet"), state("NE", "Niger")], published="2031-05-02"),
        report("b", [person("Valéry Orlov")], published="2031-05-03"),
    )
    later = report("0", [person("Valeri Orlow"), person("Clara Bosquet"), person("Paul Mercadal")], "2031-05-04")
    before = {entity.id: entity.name for entity in resolve_entities(articles, (), EntityOptions())}
    after = {entity.id: entity.name for entity in resolve_entities((later, *articles), (), EntityOptions())}
    assert set(before) < set(after)
    assert len(after) == len(before) + 1


def test_every_join_shows_its_words() -> None:
    articles = (report("a", [person("Valéry Orlov")]), report("b", [person("Valeri Orlow")]))
    (entity,) = resolve_entities(articles, (), EntityOptions())
    join = next(e for e in entity.because if e.rule == "spelling")
    assert join.score is not None
    assert {s.article for s in join.spans} == {"a", "b"}
    assert entity.name in entity.spellings


FORMS = st.sampled_from(
    [
        "Clara Bosquet",
        "C. Bosquet",
        "Bosquet",
        "Klara Bosquet",
        "Paul Bosquet",
        "Kim Jong-un",
        "Kim Jong Un",
        "",
        "\x00",
        "김",
    ]
)
CHAINS = st.lists(
    st.tuples(
        st.sampled_from(["person", "organisation", "place"]),
        st.lists(FORMS, min_size=1, max_size=2).map(tuple),
        st.sampled_from([(), ("gender=f",), ("state=IT", "subkind=state"), ("office=head:IT",)]),
    ),
    max_size=4,
)


@given(st.lists(CHAINS, max_size=4), st.randoms(use_true_random=False))
def test_order_does_not_count_and_every_mention_is_placed_once(batch: list[list[Chain]], random: object) -> None:
    articles = [report(f"d{number}", chains) for number, chains in enumerate(batch)]
    entities = resolve_entities(articles, (), EntityOptions())
    shuffled = list(articles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve_entities(shuffled, (), EntityOptions()) == entities
    placed = sorted((m.article, m.start, m.end) for e in entities for m in e.mentions)
    assert placed == sorted((m.article, m.start, m.end) for a in articles for m in a.mentions)
    assert len({e.id for e in entities}) == len(entities)
    known = {e.id for e in entities}
    assert all(set(e.possibly) <= known - {e.id} for e in entities)
    assert all(isinstance(e, Entity) and e.because for e in entities)
