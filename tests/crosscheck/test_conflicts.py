"""Conflicts: two values that cannot both hold, about one slot of one claim; what is explained is none."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.crosscheck.conflicts import find_conflicts
from recoupe.crosscheck.independence import count_independent
from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.finding import Conflict, Range
from recoupe.model.group import Claim, Entity, EntityMention, Evidence, Utterance
from recoupe.options import CrosscheckOptions
from reports import build_report

OPENING = "La signature du contrat de Sarzelles a lieu {}"
DAYS = {
    "le 4 mai": ("2031-05-04", "2031-05-04"),
    "le 5 mai": ("2031-05-05", "2031-05-05"),
    "mardi": ("2031-05-04", "2031-05-04"),
    "mercredi": ("2031-05-05", "2031-05-05"),
    "en mai": ("2031-05-01", "2031-05-31"),
}
FIRE = "L'incendie de la scierie Maubert a fait {} morts parmi les ouvriers"


def check(
    *articles: AnnotatedArticle, entities: Sequence[Entity] = (), utterances: Sequence[Utterance] = ()
) -> tuple[Claim, tuple[Conflict, ...]]:
    claim = Claim(
        id="c",
        statements=tuple(a.statements[0].id for a in articles),
        status="single",
        certain=True,
        lines=(),
        unsourced=(),
        omitted_by=(),
        because=(),
    )
    claims = count_independent([claim], articles, (), utterances)
    (checked,), conflicts = find_conflicts(claims, articles, utterances, CrosscheckOptions(), entities)
    return checked, conflicts


def dated(name: str, when: str) -> AnnotatedArticle:
    return build_report(name, [OPENING.format(when)], dates={when: DAYS[when]})


def counted(name: str, number: float, *more: str, published: str | None = None) -> AnnotatedArticle:
    words = f"{number:g} morts"
    figures = {words: (number, "mort")}
    return build_report(name, [FIRE.format(f"{number:g}"), *more], figures=figures, published=published)


def test_two_days_conflict_with_the_lines_behind_each() -> None:
    claim, (conflict,) = check(dated("one", "le 4 mai"), dated("two", "le 5 mai"))
    assert (claim.status, conflict.kind, conflict.certain) == ("conflict", "date", True)
    assert {(v.value, v.n_lines) for v in conflict.values} == {("2031-05-04", 1), ("2031-05-05", 1)}
    assert conflict.because[0].spans


@pytest.mark.parametrize("when", ["le 4 mai", "en mai"])
def test_the_same_day_and_a_coarser_date_are_compatible(when: str) -> None:
    claim, conflicts = check(dated("one", "le 4 mai"), dated("two", when))
    assert (claim.status, conflicts) == ("single", ())


def counted_from(article: AnnotatedArticle, anchor: str, published: str | None = None) -> AnnotatedArticle:
    timexes = tuple(msgspec.structs.replace(t, anchor=anchor) for t in article.timexes)
    dated = msgspec.structs.replace(article.article, published=published)
    return msgspec.structs.replace(article, timexes=timexes, article=dated)


def test_a_date_counted_from_another_is_not_sure() -> None:
    claim, (conflict,) = check(dated("one", "le 4 mai"), counted_from(dated("two", "le 5 mai"), "previous:t"))
    assert (claim.status, conflict.certain) == ("single", False)


def test_a_day_counted_from_the_report_s_own_date_is_sure_but_for_two_reports_of_two_days() -> None:
    one = counted_from(dated("one", "mardi"), "publication", "2031-05-06")
    for day, published, certain in (
        ("mercredi", "2031-05-06", True),
        ("mercredi", "2031-05-07", False),
        ("le 5 mai", "2031-05-07", True),
    ):
        _, (conflict,) = check(one, counted_from(dated("two", day), "publication", published))
        assert conflict.certain == certain


def test_an_outcome_refutes_no_forecast() -> None:
    one, two = counted("one", 12), counted("two", 15)
    forecast = msgspec.structs.replace(two.statements[0], modality="planned")
    assert check(one, msgspec.structs.replace(two, statements=(forecast,)))[1] == ()
    both = [msgspec.structs.replace(a.statements[0], modality="planned") for a in (one, two)]
    articles = [msgspec.structs.replace(a, statements=(s,)) for a, s in zip((one, two), both, strict=True)]
    assert len(check(*articles)[1]) == 1


def test_a_report_that_gives_both_dates_explains_the_difference() -> None:
    both = build_report("two", [OPENING.format("le 5 mai"), "Le chantier ferme le 4 mai"], dates=DAYS)
    assert check(dated("one", "le 4 mai"), both)[1] == ()


def test_statements_that_share_too_little_do_not_conflict() -> None:
    other = build_report("two", ["L'ouverture de la chasse est fixée le 5 mai"], dates=DAYS)
    assert check(dated("one", "le 4 mai"), other)[1] == ()


def test_disjoint_figures_of_one_thing_conflict() -> None:
    claim, (conflict,) = check(counted("one", 12), counted("two", 13))
    assert (claim.status, conflict.kind) == ("conflict", "figure")
    lows = {v.value.low for v in conflict.values if isinstance(v.value, Range)}
    assert lows == {12, 13}


def test_figures_of_two_dates_are_of_two_occasions() -> None:
    articles = []
    for name, number, when in (("one", 12, "le 4 mai"), ("two", 15, "le 5 mai")):
        line = f"{FIRE.format(number)} {when}"
        figures = {f"{number} morts": (float(number), "mort")}
        articles.append(build_report(name, [line], figures=figures, dates={when: DAYS[when]}))
    assert check(*articles)[1] == ()


def test_figures_of_two_places_do_not_conflict() -> None:
    articles = []
    for town, number in (("Quernac", 12), ("Sarzelles", 15)):
        figures = {f"{number} morts": (float(number), "mort")}
        articles.append(build_report(town, [f"{FIRE.format(number)} à {town}"], figures=figures, people=[town]))
    assert check(*articles)[1] == ()


def test_a_later_and_higher_toll_is_an_update() -> None:
    claim, conflicts = check(counted("one", 12, published="2031-05-04"), counted("two", 15, published="2031-05-05"))
    assert (claim.status, conflicts) == ("updated", ())
    claim, conflicts = check(counted("one", 15, published="2031-05-04"), counted("two", 12, published="2031-05-05"))
    assert claim.status == "conflict"


def test_a_rounded_figure_and_an_open_one_are_compatible() -> None:
    assert check(counted("one", 1200), counted("two", 1187))[1] == ()
    one, two = counted("one", 100), counted("two", 160)
    more = tuple(msgspec.structs.replace(q, comparator=">", high=None) for q in one.quantities)
    assert check(msgspec.structs.replace(one, quantities=more), two)[1] == ()


def test_figures_of_other_things_are_not_compared() -> None:
    two = build_report("two", [FIRE.format(13)], figures={"13 morts": (13, "blessé")})
    assert check(counted("one", 12), two)[1] == ()


def entity(name: str, article: AnnotatedArticle) -> Entity:
    (mention,) = article.mentions
    place = EntityMention(article=mention.article, start=mention.start, end=mention.end, form="name")
    return Entity(
        id=f"e-{name}",
        kind="person",
        subkind=None,
        name=name,
        spellings=(name,),
        mentions=(place,),
        possibly=(),
        because=(),
    )


NAMED = "{} dirige la coopérative laitière du plateau depuis la fusion des syndicats agricoles"


def named(name: str, who: str) -> AnnotatedArticle:
    return build_report(name, [NAMED.format(who)], people=[who])


def test_another_name_in_the_same_place_is_a_conflict() -> None:
    one, two = named("one", "Solène Abgrall"), named("two", "Théo Cazenave")
    entities = [entity("Solène Abgrall", one), entity("Théo Cazenave", two)]
    _, (conflict,) = check(one, two, entities=entities)
    assert (conflict.kind, conflict.certain) == ("name", True)
    assert {v.value for v in conflict.values} == {"e-Solène Abgrall", "e-Théo Cazenave"}


@pytest.mark.parametrize("who", ["Abgrall", "Solene Abgral"])
def test_a_spelling_or_a_part_of_the_name_is_no_conflict(who: str) -> None:
    one, two = named("one", "Solène Abgrall"), named("two", who)
    assert check(one, two, entities=[entity("Solène Abgrall", one), entity(who, two)])[1] == ()


def test_the_same_words_negated_are_a_conflict() -> None:
    line = "La coopérative laitière du plateau ferme son atelier de Sarzelles cet automne"
    negated = line.replace("ferme son", "ne ferme pas son")
    one, two = build_report("one", [line]), build_report("two", [negated], denied=[negated])
    _, (conflict,) = check(one, two)
    assert (conflict.kind, {v.value for v in conflict.values}) == ("negation", {"affirmed", "denied"})


def test_the_same_words_in_two_mouths_are_shown_as_unsure() -> None:
    line = "Nous rouvrirons la ligne avant les vendanges"
    articles = []
    for name, who in (("one", "Solène Abgrall"), ("two", "Théo Cazenave")):
        article = build_report(name, [line], speakers={line: who})
        (quotation,) = article.quotations
        assert quotation.speaker
        speaker = msgspec.structs.replace(quotation.speaker, start=0, end=4)
        articles.append(
            msgspec.structs.replace(article, quotations=(msgspec.structs.replace(quotation, speaker=speaker),))
        )
    utterances = [
        Utterance(
            id=article.article.id,
            quotations=(article.quotations[0].id,),
            speakers=(who,),
            echoes=(other.article.id,),
            because=(
                Evidence(
                    rule="other-speaker",
                    score=1.0,
                    spans=tuple(a.quotations[0].located for a in articles),
                ),
            ),
        )
        for article, other, who in zip(articles, articles[::-1], ("e-solene abgrall", "e-theo cazenave"), strict=True)
    ]
    _, (conflict,) = check(*articles, utterances=utterances)
    assert (conflict.kind, conflict.certain) == ("speaker", False)


def test_possible_claims_have_no_conflicts() -> None:
    one, two = dated("one", "le 4 mai"), dated("two", "le 5 mai")
    claim = Claim(
        id="c",
        statements=(one.statements[0].id, two.statements[0].id),
        status="agreed",
        certain=False,
        lines=(),
        unsourced=(),
        omitted_by=(),
        because=(),
    )
    assert find_conflicts([claim], [one, two], (), CrosscheckOptions()) == ((claim,), ())


@given(st.lists(st.sampled_from(sorted(DAYS)), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_the_reports_changes_nothing(days: list[str], random: object) -> None:
    articles = [dated(f"r{n}", when) for n, when in enumerate(days)]
    _, first = check(*articles)
    shuffled = list(articles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    _, second = check(*shuffled)
    assert {(c.id, c.values) for c in first} == {(c.id, c.values) for c in second}
