"""Section 5: one row an utterance, its variants under it; words and paraphrase are never mixed."""

from __future__ import annotations

from recoupe.model.annotation import Quotation
from recoupe.model.finding import DossierRecord
from recoupe.views.phrases import Phrases
from recoupe.views.table import Cell, Row, Table
from recoupe.views.texts import Texts


def chain_phrase(quotation: Quotation) -> str:
    """The hands that the words went through, from the speaker outward."""
    return " ← ".join(link.name for link in quotation.chain)


def kind_phrase(quotation: Quotation, say: Phrases) -> str:
    """Whether it gives the very words, some of them, or none."""
    return {"direct": say("verbatim"), "mixed": say("partly verbatim"), "indirect": say("paraphrase")}[quotation.kind]


def tabulate_quotations(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """Quotations by utterance, those that most reports have first; then those that no utterance holds."""
    by_id = {q.id: q for q in dossier.quotations}
    groups = [[by_id[i] for i in u.quotations if i in by_id] for u in dossier.utterances]
    held = {q.id for group in groups for q in group}
    groups += [[q] for q in dossier.quotations if q.id not in held]
    groups = sorted((g for g in groups if g), key=lambda g: (-len(g), g[0].id))
    rows = []
    for number, group in enumerate(groups, start=1):
        for variant, quotation in enumerate(group):
            rows.append(_row(str(number) if variant == 0 else "", quotation, texts, say))
    columns = (say("No."), say("Speaker"), say("Kind"), say("Words of the report"), say("Through"), say("Report"))
    return Table("quotations", say("Quotations"), columns, tuple(rows))


def _row(number: str, quotation: Quotation, texts: Texts, say: Phrases) -> Row:
    content = texts.quoted(quotation)
    speaker = quotation.speaker
    kind = kind_phrase(quotation, say)
    if quotation.negated:
        kind = f"{kind}, {say('negated')}"
    if quotation.modality == "denied":
        # The speaker denies these words: shown bare, they would be put in the wrong mouth.
        kind = f"{kind}, {say('denied')}"
    return Row(
        (
            Cell(number),
            Cell(speaker.name if speaker else say("no speaker named")),
            Cell(kind),
            Cell(content.text, (content.at,), verbatim=True),
            Cell(chain_phrase(quotation)),
            Cell(texts.label(quotation.article)),
        ),
        quotation.id,
    )
