"""The dossier as tables for a terminal, in the order of the page; and the tables of the single steps."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.document import Document
from recoupe.model.finding import DossierRecord
from recoupe.model.group import NearDuplicate, Reuse, Story
from recoupe.views.claim_matrix import tabulate_lone_claims, tabulate_omissions, tabulate_shared_claims
from recoupe.views.figures import tabulate_figures
from recoupe.views.names import tabulate_organisations, tabulate_people, tabulate_places, tabulate_wording
from recoupe.views.overview import head, tabulate_reports, tabulate_stories
from recoupe.views.phrases import Phrases, load_phrases
from recoupe.views.provenance import tabulate_lineage, tabulate_lines
from recoupe.views.quotation_board import tabulate_quotations
from recoupe.views.side_by_side import edit_phrase, tabulate_copies, tabulate_telling_edits
from recoupe.views.table import Cell, Row, Table
from recoupe.views.templates import tabulate_templates
from recoupe.views.texts import Texts
from recoupe.views.timeline import tabulate_dates, tabulate_timeline
from recoupe.views.to_check import tabulate_conflicts

Tabulate = Callable[[DossierRecord, Texts, Phrases], Table]


def _copies(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    return tabulate_copies(dossier.reuse, *_documents(dossier, texts), say)


def _templates(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    return tabulate_templates(dossier.reuse, *_documents(dossier, texts), say)


def _documents(dossier: DossierRecord, texts: Texts) -> tuple[dict[str, Document], dict[str, str]]:
    """The document of each article, and what readers call the article."""
    documents = {a.id: texts.documents[a.document] for a in dossier.articles}
    return documents, {a.id: texts.label(a.id) for a in dossier.articles}


SECTIONS: Mapping[str, tuple[Tabulate, ...]] = {
    "conflicts": (tabulate_conflicts, tabulate_telling_edits),
    "statements": (tabulate_shared_claims, tabulate_lone_claims),
    "sources": (tabulate_reports, tabulate_stories, tabulate_lineage, tabulate_lines),
    "copies": (_copies, _templates),
    "quotations": (tabulate_quotations,),
    "timeline": (tabulate_timeline,),
    "dates": (tabulate_dates,),
    "names": (tabulate_people, tabulate_organisations, tabulate_places),
    "figures": (tabulate_figures,),
    "omissions": (tabulate_omissions,),
    "wording": (tabulate_wording,),
}
"""Section -> its tables, in the order of the page."""


def tabulate_dossier(dossier: DossierRecord, language: str) -> tuple[Table, ...]:
    """The whole dossier: the head as a table of its own, then every section that has rows."""
    texts, say = Texts(dossier), load_phrases(language)
    top = head(texts, say)
    rows = [Row((Cell(top.sentence),))]
    if top.period:
        rows.append(Row((Cell(" – ".join(dict.fromkeys(top.period))),)))
    rows += [Row((Cell(say("not read: {source}: {reason}", source=u.source, reason=u.reason)),)) for u in top.unread]
    rows += [Row((Cell(say("{source}: {reason}", source=source, reason=text)),)) for source, text in top.warnings]
    tables = [Table("overview", top.title.text if top.title else say("Dossier"), (say("Overview"),), tuple(rows))]
    for section in SECTIONS:
        tables.extend(table for table in _section(dossier, texts, say, section) if table.rows)
    return tuple(tables)


def tabulate_section(dossier: DossierRecord, section: str, language: str) -> tuple[Table, ...]:
    """The tables of one section."""
    return _section(dossier, Texts(dossier), load_phrases(language), section)


def tabulate_chosen_quotations(dossier: DossierRecord, wanted: Container[str], language: str) -> tuple[Table, ...]:
    """The quotations board with the quotations of these ids alone."""
    return (tabulate_quotations(dossier, Texts(dossier), load_phrases(language), wanted),)


def _section(dossier: DossierRecord, texts: Texts, say: Phrases, section: str) -> tuple[Table, ...]:
    return tuple(tabulate(dossier, texts, say) for tabulate in SECTIONS[section])


def tabulate_annotations(articles: Sequence[AnnotatedArticle], language: str) -> Table:
    """How much each article holds: ``recoupe annotate`` on a terminal."""
    say = load_phrases(language)
    columns = (
        say("Report"),
        say("Language"),
        say("Sentences"),
        say("Names"),
        say("Quotations"),
        say("Dates"),
        say("Figures"),
        say("Statements"),
    )
    rows = []
    for a in articles:
        counts = (a.sentences, a.mentions, a.quotations, a.timexes, a.quantities, a.statements)
        layers = (Cell(str(len(layer))) for layer in counts)
        rows.append(Row((Cell(a.document.id), Cell(a.language), *layers), a.article.id))
    return Table("annotate", say("What each report holds"), columns, tuple(rows))


def tabulate_reuses(
    articles: Sequence[AnnotatedArticle], reuses: Sequence[Reuse], language: str, *, all_pairs: bool = False
) -> tuple[Table, ...]:
    """Copied passages, and templates where there are some and not all pairs: ``recoupe copies`` on a terminal."""
    say = load_phrases(language)
    documents = {a.article.id: a.document for a in articles}
    labels = {a.article.id: a.document.id for a in articles}
    copies = tabulate_copies(reuses, documents, labels, say, all_pairs=all_pairs)
    templates = tabulate_templates(reuses, documents, labels, say)
    return (copies,) if all_pairs or not templates.rows else (copies, templates)


def tabulate_near_duplicates(
    articles: Sequence[AnnotatedArticle], pairs: Sequence[NearDuplicate], language: str
) -> Table:
    """Reports that are nearly one text: ``recoupe copies --near-duplicates`` on a terminal."""
    say, labels = load_phrases(language), {a.article.id: a.document.id for a in articles}
    rows = [
        Row((Cell(labels[p.a]), Cell(labels[p.b]), Cell(say.number(p.jaccard)), Cell(say.number(p.containment))))
        for p in sorted(pairs, key=lambda p: (-p.jaccard, p.a, p.b))
    ]
    columns = ("A", "B", say("Shared of both"), say("Shared of the shorter"))
    return Table("near-duplicates", say("Near-duplicates"), columns, tuple(rows))


def tabulate_edits(articles: Sequence[AnnotatedArticle], reuses: Sequence[Reuse], language: str) -> Table:
    """Every edit of copied passages: ``recoupe diff`` on a terminal."""
    say, by_id = load_phrases(language), {a.article.id: a for a in articles}
    rows = []
    for reuse in reuses:
        for edit in reuse.edits:
            sides = ((reuse.a.article, edit.a), (reuse.b.article, edit.b))
            cells = [Cell(by_id[article].surface(span), verbatim=True) for article, span in sides]
            rows.append(Row((Cell(edit_phrase(edit.kind, say)), *cells)))
    return Table("edits", say("Edits"), (say("Kind"), "A", "B"), tuple(rows))


def tabulate_grouping(articles: Sequence[AnnotatedArticle], stories: Sequence[Story], language: str) -> Table:
    """Stories and threads: ``recoupe stories`` on a terminal."""
    say, by_id = load_phrases(language), {a.article.id: a for a in articles}
    rows = []
    for story in stories:
        title = by_id[story.title.article].surface(story.title.span)
        members = ", ".join(by_id[a].document.id for a in story.articles)
        cells = (Cell(story.id), Cell(title, (story.title,), verbatim=True), Cell(members), Cell(story.thread))
        rows.append(Row(cells, story.id))
    columns = (say("Story"), say("Named by"), say("Reports"), say("Thread"))
    return Table("stories", say("Stories"), columns, tuple(rows))
