from __future__ import annotations

import pytest

TEXT = (
    "« Le pont est fermé », a dit le maire à l'AFP. Le port a confirmé la perte d'un navire, a rapporté le journal "
    "Sud Marine. Le maire a promis une digue."
)


def quote(words, **slots):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "kind": "direct", **slots}


@pytest.fixture(scope="module")
def measure_chains(load_tool):
    return load_tool("measure_chains")


def test_hands_are_held_by_their_words_or_their_name(measure_chains):
    via = TEXT.index("le journal Sud Marine")
    record = {
        "id": "a",
        "lang": "fr",
        "text": TEXT,
        "quotes": [
            quote("Le pont est fermé", via="Agence France-Presse (AFP)"),
            quote("la perte d'un navire", via="Sud Marine", via_start=via, via_end=via + 21),
            quote("une digue", via="Gazette du Port"),
            quote("a dit le maire", cites="un passant"),
            quote("pont", kind="scare", via="AFP"),
        ],
    }
    ((_, measured),) = measure_chains.measure([record])
    assert [hand.name for hand in measured.held] == ["Agence France-Presse (AFP)", "Sud Marine"]
    assert [hand.name for hand in measured.missed] == ["Gazette du Port", "un passant"]
    assert [hand.name for hand in measured.unfound] == ["un passant"]
    assert (measured.free, measured.linked) == (0, ())


def test_links_where_the_gold_names_no_hand_are_told(measure_chains):
    record = {"id": "a", "lang": "fr", "text": TEXT, "quotes": [quote("Le pont est fermé"), quote("une digue")]}
    ((_, measured),) = measure_chains.measure([record])
    assert (measured.held, measured.missed, measured.free) == ((), (), 2)
    assert [q.chain[0].name for q in measured.linked] == ["AFP"]
