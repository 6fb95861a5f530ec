"""Section 0: what page one says in a line, and what could not be read."""

from __future__ import annotations

from typing import NamedTuple

from recoupe.model.document import Article, DateRule, Unread
from recoupe.model.finding import DossierRecord, Overview
from recoupe.model.span import ArticleSpan
from recoupe.views.phrases import Phrases
from recoupe.views.table import Cell, Row, Table, quoted_cell
from recoupe.views.texts import Texts, Words

LONGEST_TITLE = 110
"""Code points of a title that a page can be headed with: two lines."""

GUESSED: frozenset[DateRule] = frozenset({"markup", "header", "url"})
"""Where a date of publication was read and not given: it may be that of something else."""

LONGEST_OPENING = 60
"""Code points of a report that tell which one it is."""


class Count(NamedTuple):
    """A figure of the head as a phrase, what it means, and the section that lists what was counted."""

    phrase: str
    meaning: str
    section: str


class Head(NamedTuple):
    """The head of a dossier.

    Attributes:
        title: the words of a report that name the largest story; null when nothing was read.
        cut: whether the title goes on in the report.
        sentence: reports, distinct texts, groups of common origin, conflicts, single-source claims.
        counts: the same one by one.
        period: first and last date of the reports, as phrases; null when none is dated.
        unread: inputs that gave nothing.
        warnings: document id and what a reader should know of how it was read.
    """

    title: Words | None
    cut: bool
    sentence: str
    counts: tuple[Count, ...]
    period: tuple[str, str] | None
    unread: tuple[Unread, ...]
    warnings: tuple[tuple[str, str], ...]


def head(texts: Texts, say: Phrases) -> Head:
    """The head of the dossier."""
    dossier = texts.dossier
    figures = dossier.overview
    counts = _counts(figures, say)
    dates = sorted(a.published for a in dossier.articles if a.published)
    period = (say.date(dates[0]), say.date(dates[-1])) if dates else None
    story = max(dossier.stories, key=lambda s: (len(s.articles), s.id), default=None)
    title = texts.beginning(story.title, LONGEST_TITLE) if story else None
    warnings = tuple((document.id, warning) for document in dossier.documents for warning in document.warnings)
    cut = title is not None and story is not None and title.at != story.title
    reports, distinct, *others = (count.phrase for count in counts)
    sentence = " · ".join([f"{reports} = {distinct}", *others])
    return Head(title, cut, sentence, counts, period, dossier.unread, warnings)


def _counts(figures: Overview, say: Phrases) -> tuple[Count, ...]:
    return (
        Count(say.count("{n} report", "{n} reports", figures.reports), say("read and compared"), "sources"),
        Count(
            say.count("{n} distinct text", "{n} distinct texts", figures.distinct_texts),
            say("the others are mostly copies" if figures.distinct_texts < figures.reports else "none is a copy"),
            "copies",
        ),
        Count(
            say.count("{n} group of common origin", "{n} groups of common origin", figures.origins),
            say("reports that share copied passages are one group"),
            "sources",
        ),
        Count(
            say.count("{n} conflict", "{n} conflicts", figures.conflicts),
            say("dates, figures, names, speakers or denials that cannot both hold"),
            "conflicts",
        ),
        Count(
            say.count("{n} claim of a single line", "{n} claims of a single line", figures.single),
            say("nothing independent stands behind them"),
            "statements",
        ),
    )


def tabulate_reports(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """The reports: outlet, publisher, date, story, and how much of each is its own."""
    stories = {article: n for n, story in enumerate(dossier.stories, start=1) for article in story.articles}
    rows = []
    for article in dossier.articles:
        original = "" if article.originality is None else say.share(article.originality)
        rows.append(
            Row(
                (
                    Cell(texts.label(article.id), (texts.whole(article.id),)),
                    quoted_cell(texts.opening(article.id, LONGEST_OPENING)),
                    Cell(article.publisher or say("unknown")),
                    _published(article, say),
                    Cell(str(stories.get(article.id, ""))),
                    Cell(original),
                    Cell(", ".join(credit.name for credit in article.credits)),
                )
            )
        )
    columns = (
        say("Report"),
        say("Begins"),
        say("Publisher"),
        say("Published"),
        say("Story"),
        say("Own words"),
        say("Credits"),
    )
    return Table("reports", say("Reports"), columns, tuple(rows))


def _published(article: Article, say: Phrases) -> Cell:
    """The date of a report; one that was guessed says so, and leads to the words it was read from."""
    evidence = article.published_evidence
    if evidence is None or evidence.rule not in GUESSED:
        return Cell(say.date(article.published))
    places = []
    if evidence.start is not None and evidence.end is not None:
        at = ArticleSpan(article=article.id, start=evidence.start, end=evidence.end, field=evidence.field)
        places = [at]
    return Cell(say("{date} (guessed)", date=say.date(article.published)), tuple(places))


def tabulate_stories(dossier: DossierRecord, texts: Texts, say: Phrases) -> Table:
    """The stories, with the thread each belongs to."""
    threads = {story: n for n, thread in enumerate(dossier.threads, start=1) for story in thread.stories}
    rows = []
    for number, story in enumerate(dossier.stories, start=1):
        title = texts.words(story.title)
        period = "" if story.period is None else " – ".join(dict.fromkeys(say.date(d) for d in story.period))
        rows.append(
            Row(
                (
                    Cell(str(number)),
                    Cell(title.text, (title.at,), verbatim=True),
                    Cell(", ".join(texts.label(a) for a in story.articles)),
                    Cell(period),
                    Cell(str(threads.get(story.id, ""))),
                    Cell("" if story.certain else say("uncertain")),
                ),
                story.id,
            )
        )
    columns = (say("Story"), say("Named by"), say("Reports"), say("Period"), say("Thread"), say("Note"))
    return Table("stories", say("Stories"), columns, tuple(rows))
