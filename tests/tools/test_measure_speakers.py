from __future__ import annotations

import pytest

FIRST = "Le maire de Lussan, Paul Corbel, a été réélu. « Le pont rouvrira lundi », a dit M. Corbel."
SECOND = "« La digue a tenu toute la nuit », a dit Anne Rozec. « Il pleuvra », a dit un passant."


def quote(text, words, **slots):
    start = text.index(words)
    return {"start": start, "end": start + len(words), "kind": "direct", **slots}


@pytest.fixture(scope="module")
def measure_speakers(load_tool):
    return load_tool("measure_speakers")


def test_speakers_are_compared_by_their_full_names(measure_speakers):
    records = [
        {"id": "a", "text": FIRST, "quotes": [quote(FIRST, "Le pont rouvrira lundi", speaker="PAUL CORBEL")]},
        {
            "id": "b",
            "text": SECOND,
            "quotes": [
                quote(SECOND, "La digue a tenu toute la nuit", speaker="Luc Rozec"),
                quote(SECOND, "Il pleuvra"),
                quote(SECOND, "a dit un passant", speaker="un passant"),
                quote(SECOND, "digue", speaker="personne", kind="scare"),
            ],
        },
    ]
    compared = list(measure_speakers.compare(records))
    assert [(c.wanted, c.given, c.same) for c in compared] == [
        ("PAUL CORBEL", ("Paul Corbel",), True),
        ("Luc Rozec", ("Anne Rozec",), False),
    ]


def test_of_several_speakers_each_is_named(measure_speakers):
    both = measure_speakers.Compared("direct", "Anne Rozec et Paul Corbel", ("Paul Corbel", "Anne Rozec"))
    assert both.same
    assert not both._replace(given=()).same
    assert not both._replace(given=("Paul Corbel",)).same
