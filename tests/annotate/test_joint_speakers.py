"""Speakers who speak together, and the pairs that a phrase takes up."""

from __future__ import annotations

import pytest
from test_speakers import speakers


def test_those_who_speak_together_have_their_chains_and_no_entity_of_their_own() -> None:
    article, (speaker,) = speakers("Alain Kerdal, Claire Morvan et Denis Prigent affirment que la digue céderait.")
    assert speaker is not None
    assert speaker.entity is None
    chain = {m.name: m.chain for m in article.mentions}
    assert speaker.entities == (chain["Alain Kerdal"], chain["Claire Morvan"], chain["Denis Prigent"])
    assert speaker.start == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alain Kerdal (PS) et Claire Morvan (LR) ont dit que la digue tiendrait.", "Alain Kerdal et Claire Morvan"),
        (
            "Le président Alain Kerdal et l'ancien ministre Claude Morvan ont dit que la digue tiendrait.",
            "Alain Kerdal et Claude Morvan",
        ),
        (
            "« La digue tiendra tout l'hiver », affirment Alain Kerdal ou Claire Morvan, élus du port.",
            "Alain Kerdal ou Claire Morvan",
        ),
    ],
)
def test_what_stands_between_two_names(text: str, name: str) -> None:
    _, found = speakers(text)
    assert found[0] is not None
    assert found[0].name == name


def test_a_pair_takes_up_the_last_two_who_were_named_together() -> None:
    article, found = speakers(
        "Le maire a vu Alain Kerdal et Claire Morvan. Après un dîner entre Denis Prigent et Bruno Le Goff, la salle a "
        "fermé. Les deux hommes ont affirmé que la digue tiendrait."
    )
    assert found[-1] is not None
    assert found[-1].name == "Denis Prigent et Bruno Le Goff"
    assert len(found[-1].entities) == 2
    assert article.text[found[-1].start : found[-1].end] == "Les deux hommes"
