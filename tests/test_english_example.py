"""What was planted in the English example story: each trap is found as it was meant, and nothing else is firm."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from recoupe.dossier import Dossier
from recoupe.model.annotation import Quotation
from recoupe.model.finding import Conflict, Range
from recoupe.model.group import Claim
from recoupe.views.texts import Texts

HERALD, LEDGER, COURIER = "1-herald.txt", "2-ledger.txt", "3-courier.txt"


@pytest.fixture(scope="module")
def texts(english_dossier: Dossier) -> Texts:
    """The words and items of the dossier."""
    return Texts(english_dossier)


def stated(texts: Texts, statements: Sequence[str]) -> dict[str, str]:
    """Report -> the words of its statement."""
    return {texts.articles[texts.items[s].article].document: texts.of(texts.items[s]).text for s in statements}


def claim_of(texts: Texts, report: str, words: str) -> Claim:
    """The firm claim with the statement of a report that has these words."""
    (found,) = [
        claim
        for claim in texts.dossier.claims
        if claim.certain and words in stated(texts, claim.statements).get(report, "")
    ]
    return found


def conflict_of(texts: Texts, kind: str) -> Conflict:
    """The firm conflict of a kind."""
    (found,) = [c for c in texts.dossier.conflicts if c.certain and c.kind == kind]
    return found


def quotation_of(texts: Texts, report: str, words: str) -> Quotation:
    """The quotation of a report whose content has these words."""
    (found,) = [
        q
        for q in texts.dossier.quotations
        if texts.articles[q.article].document == report and words in texts.quoted(q).text
    ]
    return found


def sides_of(texts: Texts, conflict: Conflict) -> list[tuple[str, list[str], int]]:
    """Each value of a conflict, the reports that have it, and the lines behind it."""
    return sorted((str(v.value), sorted(stated(texts, v.statements)), v.n_lines) for v in conflict.values)


def test_three_conflicts_one_update_and_one_agreement_are_firm_and_nothing_else_is(texts: Texts) -> None:
    assert sorted(c.kind for c in texts.dossier.conflicts) == ["date", "figure", "negation"]
    assert all(c.certain for c in texts.dossier.conflicts)
    status = {claim.id: claim.status for claim in texts.dossier.claims if claim.certain and claim.status != "single"}
    assert status == {
        **{conflict.claim: "conflict" for conflict in texts.dossier.conflicts},
        claim_of(texts, LEDGER, "recovered seven bodies").id: "updated",
        claim_of(texts, HERALD, "two complaints about dust").id: "agreed",
    }


def test_two_days_of_one_signing_differ_and_the_month_fits_both(texts: Texts) -> None:
    conflict = conflict_of(texts, "date")
    assert sides_of(texts, conflict) == [("2029-03-12", [COURIER], 1), ("2029-03-14", [HERALD], 1)]
    claim = texts.items[conflict.claim]
    assert stated(texts, claim.statements)[LEDGER] == (
        "The company concluded its lease with the harbour board in March 2029"
    )


def test_a_figure_that_the_copy_changed_differs_behind_one_source(texts: Texts) -> None:
    conflict = conflict_of(texts, "figure")
    figures = [value.value for value in conflict.values]
    assert sorted(f.low for f in figures if isinstance(f, Range) and f.low == f.high) == [58000, 85000]
    (line,) = texts.items[conflict.claim].lines
    assert line.origin == "Judith Pelham"


def test_what_one_man_affirms_and_his_employer_denies_are_two_lines(texts: Texts) -> None:
    conflict = conflict_of(texts, "negation")
    assert sides_of(texts, conflict) == [("affirmed", [HERALD], 1), ("denied", [LEDGER], 1)]
    assert {line.origin for line in texts.items[conflict.claim].lines} == {"Tomas Reddick", "Brenmoor Foods"}


def test_a_denied_saying_is_marked_as_denied(texts: Texts) -> None:
    assert quotation_of(texts, LEDGER, "warned of any danger").modality == "denied"


def test_the_copied_passage_and_its_edits(texts: Texts) -> None:
    (reuse,) = texts.dossier.reuse
    for at in (reuse.a, reuse.b):
        words = texts.words(at).text
        assert words.startswith("Judith Pelham")
        assert words.endswith("every six weeks since then.")
    taken, taker = (reuse.a, reuse.b) if reuse.direction == "a->b" else (reuse.b, reuse.a)
    assert reuse.direction in {"a->b", "b->a"}
    assert [texts.articles[at.article].document for at in (taken, taker)] == [HERALD, LEDGER]
    assert sorted(edit.kind for edit in reuse.edits) == ["figure", "spelling"]
    assert "mended-spelling" in {evidence.rule for evidence in reuse.because}


def test_a_toll_that_rises_is_brought_up_to_date(texts: Texts) -> None:
    claim = claim_of(texts, LEDGER, "recovered seven bodies")
    assert "four bodies" in stated(texts, claim.statements)[HERALD]
    assert claim.status == "updated"


def test_killed_or_injured_is_another_count_than_killed(texts: Texts) -> None:
    claim = claim_of(texts, COURIER, "Twenty-six people were killed or injured")
    assert set(stated(texts, claim.statements)) == {COURIER}


def test_a_figure_behind_one_source_is_one_line_in_whatever_words(texts: Texts) -> None:
    claim = claim_of(texts, HERALD, "about 1,200 residents had been evacuated")
    assert "residents have had to leave their homes" in stated(texts, claim.statements)[LEDGER]
    (line,) = claim.lines
    assert line.origin == "Alasdair Fenwicke"


def test_other_words_for_one_act_are_one_claim(texts: Texts) -> None:
    for report, words, other, other_words in (
        (HERALD, "ordered the company's other terminal, at Port Selwick, to close", COURIER, "The closure of"),
        (HERALD, "brought down two of the six silos", COURIER, "two of the six silos on the Eastern Quay came down"),
        (HERALD, "An explosion wrecked the grain terminal", COURIER, "Three days after an explosion wrecked"),
    ):
        claim = claim_of(texts, report, words)
        assert other_words in stated(texts, claim.statements)[other]


def test_a_quotation_and_its_paraphrase_are_one_saying(texts: Texts) -> None:
    direct = quotation_of(texts, HERALD, "Nobody goes home until my crews")
    indirect = quotation_of(texts, LEDGER, "nobody would go home until his crews")
    assert (direct.kind, indirect.kind) == ("direct", "indirect")
    assert {direct.id, indirect.id} in [set(u.quotations) for u in texts.dossier.utterances]


def test_what_an_agency_reported_goes_back_to_whom_it_cites(texts: Texts) -> None:
    quotation = quotation_of(texts, COURIER, "The number of dockers has fallen")
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Castellan Press Agency"
    assert [(link.role, link.name) for link in quotation.chain] == [("origin", "union officials")]
    told = quotation_of(texts, LEDGER, "We have nothing to hide")
    assert [(link.role, link.name) for link in told.chain] == [("relay", "Castellan Press Agency")]


def test_two_lines_that_a_report_leaves_out_are_omissions(texts: Texts) -> None:
    omitted = {(texts.articles[o.article].document, o.claim) for o in texts.dossier.omissions}
    complaints = claim_of(texts, HERALD, "two complaints about dust")
    alarms = claim_of(texts, HERALD, "the dust alarms had been switched off")
    assert omitted == {(LEDGER, complaints.id), (COURIER, alarms.id)}
    assert complaints.status == "agreed"
    assert {line.origin for line in complaints.lines} == {"Tomas Reddick", "Bronagh Tierney"}


def test_spellings_and_roles_are_one_person_each(texts: Texts) -> None:
    people = [e for e in texts.dossier.entities if e.kind == "person"]
    assert any({"Alasdair Fenwick", "Alasdair Fenwicke"} <= set(e.spellings) for e in people)
    for name in ("Askew", "Dunmore", "Fenwick", "Garrow", "Pelham", "Reddick", "Tierney", "Vale"):
        (person,) = [e for e in people if any(name in spelling for spelling in e.spellings)]
        assert person.possibly == ()
    (vale,) = [e for e in people if "Conrad Vale" in e.spellings]
    assert len({m.article for m in vale.mentions}) == 3
    assert "role" in {m.form for m in vale.mentions}


def test_the_three_reports_are_one_story_and_three_texts(texts: Texts) -> None:
    (story,) = texts.dossier.stories
    assert len(story.articles) == 3
    assert story.certain
    assert texts.dossier.overview.distinct_texts == 3
