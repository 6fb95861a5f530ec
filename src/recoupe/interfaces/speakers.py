"""Finds the quotations of a speaker by a name that a user writes."""

from __future__ import annotations

from gettext import gettext as say

from recoupe.errors import UsageError
from recoupe.model.annotation import Quotation
from recoupe.model.finding import DossierRecord
from recoupe.text.names import SAME, name_similarity
from recoupe.text.normalize import fold_text

_LISTED = 12
"""Names that a message lists: what a terminal shows in a few lines."""


def quotations_by(dossier: DossierRecord, name: str) -> tuple[Quotation, ...]:
    """The quotations of the speakers whom a name fits.

    A name fits a speaker whose name, in one of its spellings, has all its words in it or is a spelling of it: case,
    accents, hyphens and romanisation do not count.

    Args:
        dossier: with entities and quotations.
        name: as a user writes it.

    Raises:
        UsageError: nobody of this name speaks; the message names those who do.
    """
    wanted = _words(name)
    if not wanted:
        raise UsageError(say("--by is empty; write a name, or a part of one"))
    spellings = {e.id: {e.name, *e.spellings} for e in dossier.entities}

    def fits(quotation: Quotation) -> bool:
        speaker = quotation.speaker
        if speaker is None:
            return False
        names = {speaker.name}.union(*(spellings.get(e or "", ()) for e in (speaker.entity, *speaker.entities)))
        return any(wanted <= _words(n) or name_similarity(name, n) >= SAME for n in names)

    found = tuple(q for q in dossier.quotations if fits(q))
    if not found:
        nobody = say("nobody named {name!r} speaks in these reports").format(name=name)
        raise UsageError(f"{nobody}; {_who_speaks(dossier)}")
    return found


def _words(name: str) -> frozenset[str]:
    return frozenset(fold_text(name).replace("-", " ").replace("'", " ").split())


def _who_speaks(dossier: DossierRecord) -> str:
    """The speakers of the reports, those quoted most first, for a message."""
    counts: dict[str, int] = {}
    names = {entity.id: entity.name for entity in dossier.entities}
    for quotation in dossier.quotations:
        if quotation.speaker is not None:
            name = names.get(quotation.speaker.entity or "", quotation.speaker.name)
            counts[name] = counts.get(name, 0) + 1
    ranked = sorted(counts, key=lambda n: (-counts[n], n))
    if not ranked:
        return say("nobody is quoted")
    listed, more = ", ".join(ranked[:_LISTED]), len(ranked) - _LISTED
    if more > 0:
        return say("these do: {names}, and {n} more").format(names=listed, n=more)
    return say("these do: {names}").format(names=listed)
