from __future__ import annotations

import pytest

SOURCE = (
    "Le vieux pont de Sarzec a été fermé lundi matin par les agents du port après la découverte de trois fissures. "
    "Les habitants du quartier attendent la navette promise par le maire."
)
MADE = SOURCE.replace("vieux", "grand").replace("lundi ", "").replace("navette promise", "navette gratuite promise")


@pytest.fixture(scope="module")
def measure_edits(load_tool):
    return load_tool("measure_edits")


def place(text, words):
    return [text.index(words), text.index(words) + len(words)]


def test_changed_words_are_held_against_the_operations(measure_edits):
    operations = [
        ["replace", *place(SOURCE, "vieux"), *place(MADE, "grand")],
        ["replace", *place(SOURCE, "agents"), *place(MADE, "agents")],
        ["insert", *[SOURCE.index(" promise")] * 2, *place(MADE, "gratuite")],
    ]
    copy = {"a": "made", "ab": 0, "ae": len(MADE), "b": "source", "bb": 0, "be": len(SOURCE), "ops": operations}
    texts = [{"id": "made", "text": MADE}, {"id": "source", "text": SOURCE}]
    source, made = measure_edits.measure(texts, [copy, {**copy, "ops": None}], "fr")

    def words(text, spans):
        return {text[start:end] for start, end in spans}

    assert words(SOURCE, source.changed) == {"vieux", "agents"}
    assert words(SOURCE, source.told) == {"vieux", "lundi"}
    assert words(MADE, made.told) == {"grand", "gratuite"}
    assert words(SOURCE, source.kept) == words(MADE, made.kept) == {"agents"}
    assert source.moved == made.moved == set()
    rated = measure_edits.rate((side.changed, side.told) for side in (source, made))
    assert rated == "P 0.7500  R 0.6000  F1 0.6667  (3 right, 2 missed, 1 wrong)"


def test_words_of_another_order_are_moved(measure_edits):
    first = "Le bac de Sarzec reste à quai ce soir encore."
    second = "Deux experts venus par avion attendent sous leur tente."
    third = "Une seconde visite du pont aura lieu avant la fin de la semaine."
    source, made = f"{first} {third} {second}", f"{second} {first} {third}"
    end = len(source)
    copy = {"a": "made", "ab": 0, "ae": end, "b": "source", "bb": 0, "be": end, "ops": []}
    texts = [{"id": "made", "text": made}, {"id": "source", "text": source}]
    for side in measure_edits.measure(texts, [copy], "fr"):
        assert side.changed == set()
        assert side.told
        assert side.told == side.moved
