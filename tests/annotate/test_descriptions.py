"""Persons whom definite descriptions take up."""

from __future__ import annotations

import pytest
from test_speakers import speakers


def last_name(text: str, language: str = "fr") -> str:
    _, found = speakers(text, language)
    assert found[-1] is not None
    return found[-1].name


def test_a_description_has_the_chain_of_its_person_and_its_own_place() -> None:
    article, found = speakers("Alain Kerdal ne cédera pas. L'élu vannetais affirme que la digue céderait.")
    assert found[-1] is not None
    assert found[-1].entity in {m.chain for m in article.mentions if m.name == "Alain Kerdal"}
    assert article.text[found[-1].start : found[-1].end] == "L'élu vannetais"


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Mme Claire Morvan ne cédera pas.", "ministre de la Pêche"),  # of another gender
        ("Alain Kerdal ne cédera pas.", "Alain Kerdal"),
        ("« Alain Kerdal cédera », dit-on.", "ministre de la Pêche"),  # named in quoted words only
        (
            "Alain Kerdal ne cédera pas. La mer monte. Les marins attendent. Le vent forcit.",
            "ministre de la Pêche",
        ),  # too far back
    ],
)
def test_the_one_person_in_focus_who_may_bear_it(before: str, name: str) -> None:
    assert last_name(f"{before} Le ministre de la Pêche affirme que la digue tiendrait.") == name


def test_a_noun_alone_takes_up_only_who_has_the_function() -> None:
    assert last_name("Alain Kerdal ne cédera pas. Le ministre affirme que la digue tiendrait.") == "ministre"
    assert last_name("Le ministre Alain Kerdal reste. Le ministre affirme que la digue tiendrait.") == "Alain Kerdal"


def test_an_office_known_to_all_goes_to_nobody_who_has_another_function() -> None:
    rest = "Le Premier ministre affirme que la digue tiendrait."
    assert last_name(f"Alain Kerdal ne cédera pas. {rest}") == "Alain Kerdal"
    assert last_name(f"Le député Alain Kerdal ne cédera pas. {rest}") == "Premier ministre"


def test_a_description_once_understood_is_understood_again() -> None:
    text = (
        "Alain Kerdal ne cédera pas. Le ministre de la Pêche affirme que la digue tiendrait. La mer monte. "
        "Bruno Morvan se tait. Les marins attendent. Denis Prigent aussi. "
        "Le ministre de la Pêche affirme que le port rouvrira."
    )
    assert last_name(text) == "Alain Kerdal"


@pytest.mark.parametrize("phrase", ["Un ministre", "Ce rapport", "Les ministres", "Le"])
def test_other_phrases_take_up_nobody(phrase: str) -> None:
    text = f"Alain Kerdal ne cédera pas. {phrase} affirme que la digue tiendrait."
    _, found = speakers(text)
    assert all(speaker is None or speaker.name != "Alain Kerdal" for speaker in found)


@pytest.mark.parametrize(
    ("rest", "names"),
    [
        ("Le dirigeant russe a dit que la digue tiendrait.", ["Yvan Kerdal"]),
        ("« La mer monte », a dit Yvan Kerdal. Le dirigeant russe a dit que la digue tiendrait.", ["Yvan Kerdal"] * 2),
        # A name that is not found stands behind the office: it is somebody's.
        ("Le dirigeant russe Mir a dit que la digue tiendrait.", ["dirigeant russe"]),
        ("Le dirigeant russe a dit que la digue tiendrait. Alain Morvan, maire, dîne.", ["Yvan Kerdal"]),
    ],
)
def test_an_office_held_by_the_one_person_in_focus_is_his(rest: str, names: list[str]) -> None:
    _, found = speakers(f"Yvan Kerdal a reçu hier des fleurs. {rest}")
    assert [speaker.name for speaker in found if speaker is not None][: len(names)] == names


def test_an_office_understood_once_is_understood_where_it_stands_before() -> None:
    text = (
        "Selon la déclaration du dirigeant russe, la mer monte. Yvan Kerdal a reçu hier des fleurs. "
        "Le dirigeant russe a dit que la digue tiendrait."
    )
    assert [speaker.name for speaker in speakers(text)[1] if speaker is not None] == ["Yvan Kerdal"] * 2


def test_who_has_another_office_or_function_holds_none_unnamed() -> None:
    rest = "Le dirigeant russe a dit que la digue tiendrait."
    assert last_name(f"Le président ukrainien Yvan Kerdal a reçu hier des fleurs. {rest}") == "dirigeant russe"
    assert last_name(f"L'avocat Yvan Kerdal a reçu hier des fleurs. {rest}") == "dirigeant russe"
    assert last_name(f"Yvan Kerdal a reçu hier des fleurs. Claude Morvan dîne. {rest}") == "dirigeant russe"
