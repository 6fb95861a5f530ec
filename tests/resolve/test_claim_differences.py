"""What keeps two statements apart, whatever they share."""

from __future__ import annotations

import msgspec
import pytest

from recoupe.model.annotation import AnnotatedArticle, EntityKind
from recoupe.resolve.claim_differences import are_two, in_two_mouths, other_bearers
from recoupe.resolve.claim_profiles import Profile, read_profiles
from reports import build_report

FIRE = "Le feu a tué {} ouvriers à la scierie"


def profile(article: AnnotatedArticle, kinds: dict[str, EntityKind] | None = None, **changes: str) -> Profile:
    """The profile of the only statement, some of its fields changed."""
    statement = msgspec.structs.replace(article.statements[0], **changes)
    return read_profiles(msgspec.structs.replace(article, statements=(statement,)), kinds)[0]


def counted(name: str, number: int, **changes: str) -> Profile:
    figures = {f"{number} ouvriers": (float(number), "ouvrier")}
    return profile(build_report(name, [FIRE.format(number)], figures=figures), **changes)


def told(name: str, line: str, day: str = "", published: str | None = None) -> Profile:
    dates = {"mardi": (day, day)} if day else None
    return profile(build_report(name, [line], dates=dates, published=published))


def quoted(who: str, line: str) -> AnnotatedArticle:
    article = build_report(who, [line], speakers={line: who})
    direct = tuple(msgspec.structs.replace(quotation, kind="direct") for quotation in article.quotations)
    return msgspec.structs.replace(article, quotations=direct)


def test_one_figure_that_differs_may_be_a_conflict_but_three_times_as_many_are_something_else() -> None:
    assert not are_two(counted("one", 12), counted("two", 15))
    assert are_two(counted("one", 12), counted("two", 36))


def test_another_figure_that_was_expected_is_no_outcome() -> None:
    assert are_two(counted("one", 12), counted("two", 15, modality="planned"))
    assert not are_two(counted("one", 12), counted("two", 12, modality="planned"))
    assert not are_two(counted("one", 12), counted("two", 15, modality="possible"))


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ("Le premier essai a échoué", "Le second essai a échoué", True),
        ("Le feu a tué des ouvriers", "Le feu a tué et blessé des ouvriers", False),
        ("Le feu a tué des ouvriers", "Le feu a blessé des ouvriers", True),
        ("Une explosion a détruit le quai", "Une deuxième explosion a détruit le quai", True),
        ("Une explosion a détruit le quai", "Une explosion a détruit le deuxième quai", False),
    ],
)
def test_words_of_which_one_thing_has_but_one(one: str, other: str, two: bool) -> None:
    lemmas = {"tué": "tuer", "blessé": "blesser"}
    profiles = []
    for name, line in (("one", one), ("two", other)):
        article = build_report(name, [line])
        tokens = tuple(msgspec.structs.replace(t, lemma=lemmas.get(t.lemma, t.lemma)) for t in article.tokens)
        profiles.append(profile(msgspec.structs.replace(article, tokens=tokens)))
    assert are_two(*profiles) == two


@pytest.mark.parametrize(
    ("day", "published", "two"),
    [
        ("2031-05-06", "2031-05-07", False),  # the same day
        ("2031-05-05", "2031-05-07", False),  # one report is wrong about the day
        ("2031-05-07", "2031-05-08", True),  # each tells of the day before
        ("2031-05-13", "2031-05-15", True),  # a week later
        ("2031-04-01", "2031-05-07", False),  # no news
    ],
)
def test_news_of_two_days(day: str, published: str, two: bool) -> None:
    line = "La scierie a brûlé mardi"
    assert are_two(told("one", line, "2031-05-06", "2031-05-07"), told("two", line, day, published)) == two


def test_a_denial_by_the_one_who_speaks_is_not_the_claim() -> None:
    line = "La scierie a fermé"
    plain = told("one", line)
    assert not are_two(plain, profile(build_report("two", [line]), polarity="denied"))
    assert are_two(plain, profile(build_report("two", [line]), modality="denied"))
    assert are_two(plain, profile(quoted("Odile Varenne", line), polarity="denied"))


def test_two_people_who_are_quoted_speak_each_for_himself() -> None:
    line = "La scierie est la plus belle"
    one, two = (profile(quoted(who, line)) for who in ("Odile Varenne", "Jean Maubert"))
    assert in_two_mouths(one, two)
    assert not in_two_mouths(one, one)
    assert not in_two_mouths(one, told("two", line))


def test_each_names_a_bearer_of_one_kind_that_the_other_does_not() -> None:
    kinds: dict[str, EntityKind] = {}
    profiles = []
    for name, town in (("one", "Quernac"), ("two", "Sarzelles")):
        article = build_report(name, [f"La scierie de {town} a fermé"], people=[town])
        kinds.update(dict.fromkeys(article.statements[0].entities, "place"))
        profiles.append(article)
    one, two = (profile(article, kinds) for article in profiles)
    assert other_bearers(one, two)
    assert not other_bearers(one, one)
    assert not other_bearers(*(profile(article) for article in profiles))
