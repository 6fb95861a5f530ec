"""Speakers whose noun is left out."""

from __future__ import annotations

import pytest
from test_speakers import speakers


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Alors que certains élus s'en vont, d'autres disent que la digue tiendra.", "fr", "d'autres élus"),
        ("Plusieurs pêcheurs s'en vont. D’autres disent que la digue tiendra.", "fr", "D’autres pêcheurs"),
        ("Some lawmakers left early. Others said that the dike would hold.", "en", "other lawmakers"),
        # A thing does not speak, and a group two sentences back is forgotten.
        ("Certaines digues ont cédé. D'autres disent que la mer montera.", "fr", "D'autres"),
        ("Certains élus s'en vont. La mer monte. D'autres disent que la digue tiendra.", "fr", "D'autres"),
        ("La mer monte. D'autres disent que la digue tiendra.", "fr", "D'autres"),
    ],
)
def test_the_rest_of_a_group_has_its_noun(text: str, language: str, name: str) -> None:
    _, found = speakers(text, language)
    assert found[-1] is not None
    assert (found[-1].name, found[-1].entity) == (name, None)
