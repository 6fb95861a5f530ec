"""Section 6 as a picture: a row for each report, in a band for each story, with dates it says and its publication."""

from __future__ import annotations

from datetime import date
from statistics import median_low
from typing import Any, NamedTuple

from recoupe.model.finding import DossierRecord, Moment
from recoupe.model.group import Story
from recoupe.model.period import read_day
from recoupe.views.charts import Chart
from recoupe.views.phrases import Phrases
from recoupe.views.texts import Texts

WIDTH = 900
"""Pixels, of which the labels of the rows take `MARGIN`."""

MARGIN = 230

ROW = 22
"""Pixels of a row."""

MOST_ROWS = 40
"""Reports that a picture can show; the table has all of them."""

LONGEST_TITLE = 22
"""Code points of a story's title that the head of its band has room for."""

REACH = 400
"""Days before and after the publications that a picture can show in one scale; the table has all dates."""


class TimelineChart(NamedTuple):
    """The picture of a timeline, and how many of its dates lie outside it."""

    chart: Chart
    outside: int


def chart_timeline(dossier: DossierRecord, texts: Texts, say: Phrases) -> TimelineChart | None:
    """Dates said in the reports, and their publications; null when no date falls near the publications."""
    published = {a.id: day for a in dossier.articles if (day := read_day(a.published))}
    known = list(published.values()) or [day for m in dossier.timeline if (day := read_day(m.earliest))]
    if not known:
        return None
    middle = median_low(known)
    near = [m for m in dossier.timeline if _near(m.earliest, middle) and _near(m.latest, middle)]
    said: dict[str, list[Moment]] = {}
    for moment in near:
        for article in dict.fromkeys(texts.items[i].article for i in moment.statements):
            said.setdefault(article, []).append(moment)
    rows = _rows(dossier, said, texts, say)
    if not said or not rows:
        return None
    height = ROW * len(rows) + 70
    return TimelineChart(Chart(_option(rows, said, published, say), WIDTH, height), len(dossier.timeline) - len(near))


def _rows(
    dossier: DossierRecord, said: dict[str, list[Moment]], texts: Texts, say: Phrases
) -> list[tuple[str, str | None]]:
    """Label and article of each row; the head of a story's band has no article."""
    bands = [(story, [a for a in story.articles if a in said]) for story in dossier.stories]
    bands = sorted(((s, a) for s, a in bands if a), key=lambda band: (band[0].period or ("~",), band[0].id))
    rows: list[tuple[str, str | None]] = []
    for number, (story, articles) in enumerate(bands):
        if len(bands) > 1:
            later = any(_follows(story, earlier) for earlier, _ in bands[:number])
            title = texts.beginning(story.title, LONGEST_TITLE)
            head = say("later: {title}", title=title.text) if later else title.text
            rows.append((f"▾ {head}…" if title.at != story.title else f"▾ {head}", None))
        rows += [(texts.label(article), article) for article in articles]
    return rows[:MOST_ROWS]


def _follows(story: Story, earlier: Story) -> bool:
    """Whether a story is a later development of another: one thread, and published after all of it."""
    if story.period is None or earlier.period is None:
        return False
    return story.thread == earlier.thread and earlier.period[1] < story.period[0]


def _option(
    rows: list[tuple[str, str | None]], said: dict[str, list[Moment]], published: dict[str, date], say: Phrases
) -> dict[str, Any]:
    places = {article: row for row, (_, article) in enumerate(rows) if article is not None}
    days: list[tuple[str, int]] = []
    spans: list[tuple[str, str, int]] = []
    for article, row in places.items():
        for moment in said[article]:
            if moment.earliest == moment.latest:
                days.append((moment.earliest, row))
            else:
                spans.append((moment.earliest, moment.latest, row))
    ticks = [(published[article].isoformat(), row) for article, row in places.items() if article in published]
    ends = [day for day, _ in (*days, *ticks)] + [day for first, last, _ in spans for day in (first, last)]
    text = {"color": "var(--ink)", "fontFamily": "system-ui, sans-serif", "fontSize": 12}
    faint = {"lineStyle": {"color": "var(--line)"}}
    return {
        "grid": {"left": MARGIN, "right": 40, "top": 34, "bottom": 30},
        "legend": {
            "top": 0,
            "left": MARGIN,
            "itemGap": 28,
            "itemWidth": 14,
            "textStyle": text,
            "itemStyle": {"borderWidth": 0},
        },
        "xAxis": {
            "type": "time",
            "min": min(ends),
            "max": max(ends),
            "axisLabel": {**text, "formatter": say("{yyyy}-{MM}-{dd}"), "hideOverlap": True},
            "axisLine": faint,
            "splitLine": {"show": True, **faint},
        },
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [
                {"value": label, "textStyle": {"fontWeight": "normal" if article else "bold"}}
                for label, article in rows
            ],
            "axisLabel": {**text, "interval": 0, "width": MARGIN - 20, "overflow": "truncate"},
            "axisTick": {"show": False},
            "axisLine": faint,
            "splitLine": {"show": True, **faint},
        },
        "series": _series(days, spans, ticks, say),
    }


def _series(
    days: list[tuple[str, int]], spans: list[tuple[str, str, int]], ticks: list[tuple[str, int]], say: Phrases
) -> list[dict[str, Any]]:
    """Days, spans of days and publications, each with its row."""
    return [
        {
            "type": "scatter",
            "silent": True,
            "name": say("date said"),
            "symbol": "circle",
            "symbolSize": 9,
            "itemStyle": {"color": "var(--link)"},
            "data": days,
        },
        {
            "type": "lines",
            "silent": True,
            "coordinateSystem": "cartesian2d",
            "name": say("span of days said"),
            "lineStyle": {"color": "var(--link)", "width": 4, "opacity": 0.6},
            "data": [{"coords": [[first, row], [last, row]]} for first, last, row in spans],
        },
        {
            "type": "scatter",
            "silent": True,
            "name": say("publication"),
            "symbol": "rect",
            "symbolSize": [3, 18],
            "itemStyle": {"color": "var(--accent)"},
            "data": ticks,
        },
    ]


def _near(iso: str, middle: date) -> bool:
    day = read_day(iso)
    return day is not None and abs((day - middle).days) <= REACH
