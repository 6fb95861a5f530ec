"""What changed between two dossiers, made from small invented reports through the whole flow."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import recoupe
from recoupe.dossier import Dossier
from recoupe.model.changes import Change, find_changes
from recoupe.model.compared import Lines, Side, State
from recoupe.model.counterparts import Index
from recoupe.model.finding import DossierRecord
from recoupe.model.group import Redirect

LEAD = "Le viaduc de Morlange a été fermé lundi 3 mars 2031 après la découverte de fissures."
OTHER_LEAD = "Le viaduc de Morlange, où des fissures ont été découvertes, est fermé depuis le 4 mars 2031."
COST = "La réparation du viaduc coûtera 3 millions d'euros, a annoncé la maire de Morlange, Irène Maupas."
TRAFFIC = "Quelque 12 000 véhicules empruntent le viaduc de Morlange chaque jour, selon Loïc Tharel."
WORKS = "Selon Loïc Tharel, directeur du réseau, les travaux dureront six mois."
ORCHESTRA = "L'orchestre de Halden a annulé sa tournée : trois violoncellistes ont la rougeole."


def report(name: str, *sentences: str, **fields: str) -> dict[str, str]:
    """A report as an input."""
    return {"id": name, "text": " ".join(sentences), "language": "fr", **fields}


A = report("a", LEAD, COST, WORKS)
B = report("b", OTHER_LEAD, TRAFFIC)
C = report("c", ORCHESTRA)


def words(dossier: DossierRecord, state: State | None) -> list[str]:
    """The words of a state."""
    assert state is not None
    index = Index(dossier)
    return [index.words(at) for at in state.words]


def of(changes: tuple[Change, ...], subject: str, kind: str) -> list[Change]:
    return [change for change in changes if (change.subject, change.kind) == (subject, kind)]


def turned(change: Change) -> Change:
    """A change seen from the other dossier."""
    kind = {"added": "removed", "removed": "added", "joined": "split", "split": "joined"}.get(change.kind, change.kind)
    return msgspec.structs.replace(change, kind=kind, old=change.new, new=change.old)


def as_set(changes: tuple[Change, ...]) -> list[bytes]:
    """Changes in an order of their own; the ids of what was joined or split are sorted on either side already."""
    return sorted(map(msgspec.json.encode, changes))


SENTENCES = st.lists(
    st.sampled_from([LEAD, OTHER_LEAD, COST, TRAFFIC, WORKS, ORCHESTRA]), min_size=1, max_size=4, unique=True
)
REPORTS = st.dictionaries(st.sampled_from("abcd"), SENTENCES, min_size=1, max_size=3)


@settings(max_examples=25)
@given(REPORTS, REPORTS)
def test_turned_round_the_same_changes_are_found_turned_round(
    first: dict[str, list[str]], second: dict[str, list[str]]
) -> None:
    old, new = (recoupe.make_dossier([report(k, *v) for k, v in reports.items()]) for reports in (first, second))
    changes = find_changes(old, new)
    assert as_set(find_changes(new, old)) == as_set(tuple(map(turned, changes)))
    assert (changes == ()) == (old == new)
    for change in changes:
        assert change.old or change.new
        for dossier, state in ((old, change.old), (new, change.new)):
            assert state is None or len(words(dossier, state)) >= 1


@pytest.mark.parametrize("name", ["example_dossier", "english_dossier"])
def test_a_dossier_is_unchanged_beside_itself(name: str, request: pytest.FixtureRequest) -> None:
    dossier: Dossier = request.getfixturevalue(name)
    assert find_changes(dossier, dossier) == ()


def test_a_report_that_comes_is_told_with_its_digest_and_its_claims() -> None:
    old, new = recoupe.make_dossier([A]), recoupe.make_dossier([A, C])
    changes = find_changes(old, new)
    (added,) = of(changes, "report", "added")
    assert added.new is not None
    assert added.old is None
    assert added.new.ids == ("c",)
    assert added.new.value == next(d.sha256 for d in new.documents if d.id == "c")
    assert words(new, added.new) == [ORCHESTRA]
    new_claims = [words(new, change.new) for change in of(changes, "claim", "added")]
    assert new_claims
    assert all(statement in ORCHESTRA for (statement,) in new_claims)
    assert not of(changes, "claim", "removed")
    assert len(of(changes, "story", "added")) == 1


def test_a_file_that_has_another_name_is_no_other_report() -> None:
    old, new = recoupe.make_dossier([A, B]), recoupe.make_dossier([{**A, "id": "folder/a"}, B])
    digest = {d.id: d.sha256 for d in old.documents}["a"]
    documents = [msgspec.structs.replace(d, sha256=digest) if d.id == "folder/a" else d for d in new.documents]
    changes = find_changes(old, msgspec.structs.replace(new, documents=tuple(documents)))
    assert [(c.subject, c.kind) for c in changes] == [("report", "renamed")]
    assert changes[0].old is not None
    assert changes[0].new is not None
    assert (changes[0].old.ids, changes[0].new.ids) == (("a",), ("folder/a",))


def test_a_mended_date_ends_a_conflict_and_moves_nothing_else() -> None:
    one = report("a", "Le contrat du viaduc de Morlange a été signé le 3 mars 2031 à Halden.")
    other = report("b", "À Halden, le contrat du viaduc de Morlange a été signé le 4 mars 2031.", TRAFFIC)
    mended = {**other, "text": "Correction. " + other["text"].replace("4 mars", "3 mars")}
    old, new = recoupe.make_dossier([one, other]), recoupe.make_dossier([one, mended])
    assert [c.kind for c in old.conflicts] == ["date"]
    changes = find_changes(old, new)
    edits = [(words(old, c.old), words(new, c.new)) for c in of(changes, "report", "edited")]
    assert edits == [([""], ["Correction."]), (["4"], ["3"])]
    (gone,) = of(changes, "conflict", "removed")
    assert gone.old is not None
    assert isinstance(gone.old.value, tuple)
    assert sorted(side.value for side in gone.old.value if isinstance(side, Side)) == ["2031-03-03", "2031-03-04"]
    (status,) = of(changes, "claim", "status")
    assert status.old is not None
    assert status.old.value == "conflict"
    assert not of(changes, "claim", "removed")
    assert not of(changes, "claim", "joined")


def test_a_claim_that_more_reports_state_is_the_same_claim() -> None:
    said = "Selon Loïc Tharel, directeur du réseau, les travaux sur le viaduc de Morlange dureront six mois."
    also = "La maire, Irène Maupas, a confirmé que six mois de travaux étaient prévus sur le viaduc de Morlange."
    first, second = report("b", said, published="2031-03-05"), report("a", also, published="2031-03-04")
    old, new = recoupe.make_dossier([first]), recoupe.make_dossier([first, second])
    changes = find_changes(old, new)
    (stated,) = of(changes, "claim", "reports")
    assert stated.old is not None
    assert stated.new is not None
    assert (stated.old.value, stated.new.value) == (("b",), ("a", "b"))
    assert stated.old.ids != stated.new.ids, "the claim is named after the report that was out first"
    assert words(new, stated.new) == ["six mois de travaux étaient prévus sur le viaduc de Morlange"]
    (lines,) = of(changes, "claim", "lines")
    assert lines.new is not None
    assert lines.new.value == Lines(lines=2, sourced=2, unsourced=0)
    assert [c.new.value for c in of(changes, "claim", "status") if c.new] == ["agreed"]


def test_a_new_copy_is_told_with_both_its_ends() -> None:
    copy = report("z", LEAD, COST, WORKS, published="2031-03-09")
    first = {**A, "published": "2031-03-04"}
    old, new = recoupe.make_dossier([first, C]), recoupe.make_dossier([first, C, copy])
    (added,) = of(find_changes(old, new), "copy", "added")
    assert added.new is not None
    assert added.new.value == ("a", "z")
    assert len(words(new, added.new)) == 2


def test_stories_that_become_one_are_joined_and_their_ids_lead_on() -> None:
    old = recoupe.make_dossier([A, C])
    kept, ended = sorted(old.stories, key=lambda story: story.id)
    (thread, other_thread) = (kept.thread, ended.thread)
    joined = msgspec.structs.replace(kept, articles=tuple(sorted((*kept.articles, *ended.articles))))
    threads = tuple(t for t in old.threads if t.id == thread)
    redirects = (Redirect(old=ended.id, new=kept.id), Redirect(old=other_thread, new=thread))
    new = msgspec.structs.replace(old, stories=(joined,), threads=threads, redirects=redirects)
    changes = find_changes(old, new)
    assert [(c.subject, c.kind) for c in changes] == [
        ("story", "joined"),
        ("story", "reports"),
        ("story", "redirected"),
        ("thread", "redirected"),
    ]
    assert changes[0].old is not None
    assert set(changes[0].old.ids) == {kept.id, ended.id}
    assert [c.kind for c in find_changes(new, old) if c.subject == "story"] == ["split", "reports"]


def test_a_redirect_is_followed_where_all_reports_of_a_story_are_gone() -> None:
    old, new = recoupe.make_dossier([A, C]), recoupe.make_dossier([A])
    story = next(s for s in old.stories if s.id not in {n.id for n in new.stories})
    led = msgspec.structs.replace(new, redirects=(Redirect(old=story.id, new=new.stories[0].id),))
    assert [c.kind for c in find_changes(old, new) if c.subject == "story"] == ["removed"]
    assert [c.kind for c in find_changes(old, led) if c.subject == "story"] == ["joined", "redirected"]


def test_who_published_a_report_and_when_is_told() -> None:
    old, new = (
        recoupe.make_dossier([{**A, "publisher": publisher, "outlet": "Le Fanal", "published": day}])
        for publisher, day in (("Anse", "2031-03-04"), ("Brise", "2031-03-05"))
    )
    told = [(c.kind, c.old.value, c.new.value) for c in find_changes(old, new) if c.old and c.new]
    assert told == [("publisher", "Anse", "Brise"), ("published", "2031-03-04", "2031-03-05")]


def test_a_document_without_articles_is_compared_too() -> None:
    old, new = (
        msgspec.structs.replace(recoupe.make_dossier([]), documents=recoupe.make_dossier([one]).documents)
        for one in (A, {**A, "text": TRAFFIC})
    )
    assert {c.kind for c in find_changes(old, new)} == {"edited"}
