"""Section 3 as a picture: origins that reports cite, the reports, and the copies of them, from left to right."""

from __future__ import annotations

from collections import Counter
from typing import Any

from recoupe.model.finding import DossierRecord, LineageEdge
from recoupe.views.charts import Chart
from recoupe.views.provenance import ORIGIN
from recoupe.views.texts import Texts

WIDTH = 900
"""Pixels, of which the labels at the right end take `MARGIN`."""

MARGIN = 220

MOST_NODES = 40
"""Origins and reports that a picture can show apart; the table has all of them."""

LONGEST_NAME = 34
"""Code points of a name that the picture has room for."""


def chart_lineage(dossier: DossierRecord, texts: Texts) -> Chart | None:
    """The lineage as a sankey of those who take or are taken from most; null when nobody takes from anybody.

    Bands of copied words are strong, those of citations faint; the names of origins are slanted.
    """
    taken = _acyclic([edge for edge in dossier.lineage.edges if edge.taken != edge.taker])
    degree = Counter(end for edge in taken for end in (edge.taken, edge.taker))
    shown = {end for end, _ in sorted(degree.items(), key=lambda item: (-item[1], item[0]))[:MOST_NODES]}
    taken = [edge for edge in taken if {edge.taken, edge.taker} <= shown]
    ends = dict.fromkeys(end for edge in taken for end in (edge.taken, edge.taker))
    if not ends:
        return None
    names = {end: f"{number} {_name(end, texts)}" for number, end in enumerate(ends)}
    nodes: list[dict[str, Any]] = [
        {
            "name": names[end],
            "itemStyle": {"color": "var(--accent)" if end.startswith(ORIGIN) else "var(--link)"},
            "label": {
                "formatter": _name(end, texts).replace("{", "(").replace("}", ")"),
                "fontStyle": "italic" if end.startswith(ORIGIN) else "normal",
            },
        }
        for end in ends
    ]
    links = [
        {
            "source": names[edge.taken],
            "target": names[edge.taker],
            "value": 1,
            "lineStyle": {"color": "var(--faint)", "opacity": 0.6 if edge.kind == "copied" else 0.25},
        }
        for edge in taken
    ]
    series = {
        "type": "sankey",
        "silent": True,
        "left": 8,
        "right": MARGIN,
        "top": 8,
        "bottom": 8,
        "nodeWidth": 10,
        "nodeGap": 12,
        "nodeAlign": "left",
        "label": {"color": "var(--ink)", "fontFamily": "system-ui, sans-serif", "fontSize": 13},
        "data": nodes,
        "links": links,
    }
    sides = Counter(end.startswith(ORIGIN) for end in ends)
    return Chart({"series": [series]}, WIDTH, 60 + 30 * max(sides.values()))


def _name(end: str, texts: Texts) -> str:
    name = end.removeprefix(ORIGIN) if end.startswith(ORIGIN) else texts.label(end)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _acyclic(edges: list[LineageEdge]) -> list[LineageEdge]:
    """The edges without those that would close a circle, which a drawing from left to right cannot show."""
    kept: dict[tuple[str, str], LineageEdge] = {}
    takers: dict[str, set[str]] = {}

    def reaches(start: str, goal: str) -> bool:
        seen, waiting = {start}, [start]
        while waiting:
            for taker in takers.get(waiting.pop(), ()):
                if taker == goal:
                    return True
                if taker not in seen:
                    seen.add(taker)
                    waiting.append(taker)
        return False

    # Copies come first: where a report both copies and cites another, its band is that of the copy.
    for edge in sorted(edges, key=lambda e: (e.kind != "copied", e.taken, e.taker)):
        if (edge.taken, edge.taker) not in kept and not reaches(edge.taker, edge.taken):
            kept[edge.taken, edge.taker] = edge
            takers.setdefault(edge.taken, set()).add(edge.taker)
    return list(kept.values())
