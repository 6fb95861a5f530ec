"""Flat rows of claims, conflicts and quotations."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from recoupe.dossier import Dossier
from recoupe.errors import UsageError
from recoupe.model.finding import Range
from recoupe.views.sheets import SHEETS, Sheet, make_sheet


def rows_of(sheet: Sheet) -> list[dict[str, Any]]:
    return [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]


@pytest.mark.parametrize("name", SHEETS)
def test_words_stand_where_the_row_says(example_dossier: Dossier, name: str) -> None:
    documents = {d.id: d for d in example_dossier.documents}
    rows = rows_of(make_sheet(example_dossier, name))
    assert rows
    for row in rows:
        document = documents[row["document"]]
        source = document.text if row["field"] == "text" else document.title
        assert row["words"] == source[row["start"] : row["end"]]
        assert (row["outlet"], row["publisher"]) == (document.outlet, document.publisher)


@pytest.mark.parametrize("name", SHEETS)
def test_every_link_leads_to_a_place_of_the_page(example_dossier: Dossier, name: str) -> None:
    anchors = set(re.findall(r'id="([^"]+)"', example_dossier.to_html()))
    assert {row["link"].removeprefix("#") for row in rows_of(make_sheet(example_dossier, name))} <= anchors


def test_a_claim_has_a_row_for_each_statement_with_its_line(example_dossier: Dossier) -> None:
    rows = rows_of(make_sheet(example_dossier, "claims"))
    assert sorted(row["statement"] for row in rows) == sorted(i for c in example_dossier.claims for i in c.statements)
    claims = {c.id: c for c in example_dossier.claims}
    for row in rows:
        claim = claims[row["claim"]]
        assert (row["status"], row["certain"], row["lines"]) == (claim.status, claim.certain, len(claim.lines))
        if row["line"] is None:
            assert row["statement"] in claim.unsourced
        else:
            line = claim.lines[row["line"] - 1]
            assert row["statement"] in line.statements
            assert row["origin"] == line.origin


def test_claims_in_conflict_come_first_and_possible_ones_last(example_dossier: Dossier) -> None:
    rows = rows_of(make_sheet(example_dossier, "claims"))
    assert rows[0]["status"] == "conflict"
    certain = [row["certain"] for row in rows]
    assert certain == sorted(certain, reverse=True)


def test_a_conflict_has_a_row_for_each_statement_of_each_side(example_dossier: Dossier) -> None:
    rows = rows_of(make_sheet(example_dossier, "conflicts"))
    assert [(row["side"], row["value"], row["lines"], row["differing"]) for row in rows] == [
        (1, "2023-06-12", 1, "le 12 juin 2023"),
        (2, "2023-06-14", 1, "le 14 juin 2023"),
        (2, "2023-06-14", 1, "le 14 juin 2023"),
    ]


def test_values_of_a_conflict_are_named_or_measured(example_dossier: Dossier) -> None:
    entity = example_dossier.entities[0]
    conflict = example_dossier.conflicts[0]
    values = (
        msgspec.structs.replace(conflict.values[0], value=entity.id),
        msgspec.structs.replace(conflict.values[1], value=Range(low=3, high=None, unit="km")),
    )
    made = msgspec.structs.replace(example_dossier, conflicts=(msgspec.structs.replace(conflict, values=values),))
    first, second, _ = rows_of(make_sheet(made, "conflicts"))
    assert (first["value"], first["low"], first["unit"]) == (entity.name, None, None)
    assert (second["value"], second["low"], second["high"], second["unit"]) == (None, 3, None, "km")


def test_quotations_keep_speaker_cue_and_utterance(example_dossier: Dossier) -> None:
    rows = rows_of(make_sheet(example_dossier, "quotations"))
    assert [row["quotation"] for row in rows] == [q.id for q in example_dossier.quotations]
    said = {row["quotation"]: row for row in rows}
    for utterance in example_dossier.utterances:
        assert {said[i]["utterance"] for i in utterance.quotations} == {utterance.id}
    for quotation in example_dossier.quotations:
        row = said[quotation.id]
        assert row["speaker"] == (quotation.speaker.name if quotation.speaker else None)
        assert (row["cue"] is None) == (quotation.cue is None)


def test_an_unknown_sheet_is_refused(example_dossier: Dossier) -> None:
    with pytest.raises(UsageError, match="claims, conflicts, quotations"):
        make_sheet(example_dossier, "figures")
