"""Laws of the cross-check, on small invented stories and through the whole flow.

A copy of a report is no new source; a report about something else changes nothing; there are never more lines behind a
claim than distinct texts.
"""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import recoupe
from recoupe.dossier import Dossier
from recoupe.model.group import Story

LEADS = (
    "Le viaduc de Morlange a été fermé lundi 3 mars 2031 après la découverte de fissures.",
    "Lundi, le viaduc de Morlange a été fermé à la circulation : des fissures y ont été découvertes.",
    "Le viaduc de Morlange, où des fissures ont été découvertes, est fermé depuis le 4 mars 2031.",
)
SENTENCES = (
    "« Personne n'a été blessé », a déclaré la maire de Morlange, Irène Maupas.",
    "Selon Loïc Tharel, directeur du réseau, les travaux dureront six mois.",
    "Selon un porte-parole de la préfecture, les travaux sur le viaduc dureront huit mois.",
    "Quelque 12 000 véhicules empruntent le viaduc chaque jour.",
    "Près de 9 000 véhicules empruntent chaque jour le viaduc, a indiqué Loïc Tharel.",
    "La réparation du viaduc coûtera 3 millions d'euros, a annoncé Irène Maupas.",
    "Les habitants de Morlange n'ont pas été prévenus de la fermeture.",
    "Les habitants de Morlange ont été prévenus de la fermeture, assure la préfecture.",
    "L'agence APX avait signalé des fissures dès le mois de janvier.",
)
OTHER = (
    "L'orchestre de Halden a annulé sa tournée en Patagonie parce que trois violoncellistes ont la rougeole. "
    "Les billets seront remboursés, a promis son administratrice, Gwen Abara."
)

REPORT = st.tuples(
    st.sampled_from(LEADS),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True),
    st.sampled_from([None, "2031-03", "2031-03-03", "2031-03-05"]),
)
STORY = st.lists(REPORT, min_size=2, max_size=4)


def records(story: Sequence[tuple[str, list[str], str | None]]) -> list[dict[str, object]]:
    """The reports of a story as inputs."""
    return [
        {
            "id": f"r{number}",
            "text": " ".join([lead, *body]),
            "language": "fr",
            **({"published": published} if published else {}),
        }
        for number, (lead, body, published) in enumerate(story)
    ]


def lines_of(dossier: Dossier) -> dict[frozenset[str], int]:
    """Lines of each firm claim, by its statements."""
    return {frozenset(claim.statements): len(claim.lines) for claim in dossier.claims if claim.certain}


def stated(story: Story) -> Story:
    """A story without the words shown as its reason."""
    return replace(story, because=())


@settings(max_examples=15)
@given(STORY, st.integers(0, 3), st.booleans())
def test_a_copy_of_a_report_never_raises_the_lines_of_a_claim(
    story: list[tuple[str, list[str], str | None]], which: int, first: bool
) -> None:
    reports = records(story)
    copied = reports[which % len(reports)]
    before = lines_of(recoupe.make_dossier(reports))
    after = lines_of(recoupe.make_dossier([*reports, {**copied, "id": "a-copy" if first else "z-copy"}]))
    for statements, lines in after.items():
        # Two claims may become one by a copy that stands between them: then their lines add up at most.
        known = [found for members, found in before.items() if members & statements]
        assert not known or lines <= sum(known)


@settings(max_examples=15)
@given(STORY)
def test_no_claim_has_more_lines_than_there_are_distinct_texts(
    story: list[tuple[str, list[str], str | None]],
) -> None:
    dossier = recoupe.make_dossier(records(story))
    assert all(len(claim.lines) <= dossier.overview.distinct_texts for claim in dossier.claims)


@settings(max_examples=15)
@given(STORY)
def test_a_report_about_something_else_changes_nothing_of_the_others(
    story: list[tuple[str, list[str], str | None]],
) -> None:
    reports = records(story)
    alone = recoupe.make_dossier(reports)
    joined = recoupe.make_dossier([*reports, {"id": "other", "text": OTHER, "language": "fr"}])
    new = {s.id for s in joined.statements} - {s.id for s in alone.statements}
    assert new, "the other report states something"
    assert alone.conflicts == joined.conflicts
    assert alone.claims == tuple(c for c in joined.claims if not new & set(c.statements))
    others = {a.id for a in joined.articles} - {a.id for a in alone.articles}
    # The words shown as the reason for a story are the rarest of all reports; the story itself is the same.
    assert [stated(s) for s in alone.stories] == [stated(s) for s in joined.stories if not others & set(s.articles)]
    assert alone.omissions == joined.omissions
    assert alone.reuse == joined.reuse
