"""The dossier as one HTML page: no network, no script needed to read it, every item leads to the words it rests on.

Every text of a report is escaped by the template engine, and a Content-Security-Policy in the file lets through the
page's own style and script alone, and no address outside it: a report is hostile input.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from recoupe.model.finding import DossierRecord
from recoupe.views.charts import Chart, draw_charts
from recoupe.views.charts.lineage import chart_lineage
from recoupe.views.charts.timeline import chart_timeline
from recoupe.views.claim_matrix import list_lone_claims, list_shared_claims, tabulate_shared_claims
from recoupe.views.controls import show_controls
from recoupe.views.footnotes import list_references
from recoupe.views.limits import list_limits
from recoupe.views.marked import Links
from recoupe.views.overview import head
from recoupe.views.phrases import Phrases, load_phrases
from recoupe.views.quotation_board import list_utterances
from recoupe.views.side_by_side import further_pairs, list_copies
from recoupe.views.table import without_empty_columns
from recoupe.views.terminal import SECTIONS
from recoupe.views.texts import Texts, Words
from recoupe.views.to_check import list_conflicts, tabulate_conflicts

MOST_COLUMNS = 8
"""Reports that a table can give a column each."""

FIRST_CLAIMS = 40
"""Statements of several reports that are shown at once; the others open on demand."""

MOST_CLAIMS = 1200
"""Statements of several reports that a page holds."""

MOST_COPIES = 60
"""Copied passages that are set side by side; the others stand in a table."""

MOST_ROWS = 200
"""Rows of one list that a page holds; what is more is counted there and stands in the JSON alone."""

MOST_LONE = 2000
"""Statements of a single report that a page holds, shared out among the reports."""

FEWEST_LONE = 5
"""Statements of a single report that each report may have there, however many reports there are."""

LONGEST_LABEL = 32
"""Code points of a report's label; names of files are often longer, and stand in many rows."""

NOTEBOOK_ROWS = 20
"""Rows of a table that a notebook shows; the page shows more."""

LIT = "background:var(--lit);color:var(--lit-ink);outline:2px solid var(--accent)"
"""How words look that a link led to."""


def render_page(dossier: DossierRecord, language: str) -> str:
    """The dossier as an HTML page.

    Args:
        dossier: the dossier.
        language: of the interface, ``fr`` or ``en``.

    Raises:
        UsageError: the interface does not speak the language.
    """
    texts, say = Texts(dossier, LONGEST_LABEL), load_phrases(language)
    links = Links(texts)
    values = {**_values(dossier, texts, say), "_": say, "language": language, "link": links}
    body = _template("body.html.j2").render(values)
    # The texts come last: only then is it known which places the page leads to.
    reports = _template("texts.html.j2").render(values, texts=list(links.marked_texts()))
    style = files(__package__).joinpath("style.css").read_text(encoding="utf-8")
    # A mark that crosses another stands in parts, which are lit together.
    lit = [".report .text :target", *(f":root:has(#{mark}:target) .{mark}" for mark in links.cut_marks())]
    style += f"{','.join(lit)}{{{LIT}}}"
    script = files(__package__).joinpath("page.js").read_text(encoding="utf-8")
    # All were rendered with escaping, or come from this package: nothing of a report enters unescaped.
    parts = {"body": body, "reports": reports, "style": style, "script": script}
    return _template("page.html.j2").render(
        values,
        **{name: Markup(part) for name, part in parts.items()},
        data=htmlsafe_json_dumps(_script_data(texts, say)),
        style_hash=_source_hash(style),
        script_hash=_source_hash(script),
    )


def _script_data(texts: Texts, say: Phrases) -> dict[str, Any]:
    """What the script knows: references to the reports, and its own phrases."""
    return {
        "references": list_references(texts, say),
        "shown": say("{n} of {all} shown"),
        "footnote": say("Copy a footnote"),
        "copied": say("copied"),
        "open": say("“"),
        "close": say("”"),
    }


def _values(dossier: DossierRecord, texts: Texts, say: Phrases) -> dict[str, Any]:
    """What the templates write."""
    tables = {
        section: [without_empty_columns(tabulate(dossier, texts, say)) for tabulate in SECTIONS[section]]
        for section in SECTIONS
        if section not in {"statements", "quotations"}
    }
    copies = list_copies(dossier, texts, say)[:MOST_COPIES]
    # The table goes on where the panels end; how many pairs are not listed stands below both.
    shown = {None, *(copy.id for copy in copies)}
    tables["copies"] = [t._replace(rows=tuple(r for r in t.rows if r.id not in shown)) for t in tables["copies"]]
    whole = [Words(texts.label(article), texts.whole(article)) for article in texts.articles]
    return {
        "charts": _charts(dossier, texts, say),
        "conflicts": list_conflicts(dossier, texts, say),
        "claims": list_shared_claims(dossier, texts, say),
        "columns": whole if len(whole) <= MOST_COLUMNS else (),
        "copies": copies,
        "further_pairs": further_pairs(dossier.reuse, say),
        "dossier": dossier,
        "head": head(texts, say),
        "reports": whole,
        "limits": list_limits(dossier, say),
        "first": FIRST_CLAIMS,
        "lone": [
            {"label": texts.label(article), "claims": views}
            for article, views in list_lone_claims(dossier, texts).items()
        ],
        "most": MOST_ROWS,
        "most_claims": MOST_CLAIMS,
        "most_lone": max(FEWEST_LONE, MOST_LONE // max(1, len(whole))),
        "tables": tables,
        "utterances": list_utterances(dossier, texts, say),
    }


def _charts(dossier: DossierRecord, texts: Texts, say: Phrases) -> dict[str, dict[str, str]]:
    """Section -> its picture, and what to know of it."""
    lineage, timeline = chart_lineage(dossier, texts), chart_timeline(dossier, texts, say)
    captions: dict[str, tuple[Chart, str]] = {}
    if lineage:
        note = say("From left to right: origins that reports name (slanted), reports, copies (strong bands).")
        captions["sources"] = (lineage, f"{note} {say('The tables below hold the same.')}")
    if timeline:
        outside = timeline.outside
        note = say.count("{n} date lies outside the picture.", "{n} dates lie outside the picture.", outside)
        below = say("The tables below hold the same.")
        captions["timeline"] = (timeline.chart, f"{note} {below}" if outside else below)
    drawn = draw_charts([chart for chart, _ in captions.values()])
    return {
        section: {"svg": svg, "caption": caption}
        for (section, (_, caption)), svg in zip(captions.items(), drawn, strict=True)
        if svg
    }


def _source_hash(source: str) -> str:
    """The one style or script that a Content-Security-Policy (level 2) lets through: by the digest of its source."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def render_overview(dossier: DossierRecord, language: str) -> str:
    """The head of the dossier, its conflicts and what several reports claim, as a piece of HTML for a notebook.

    Args:
        dossier: the dossier.
        language: of the interface, ``fr`` or ``en``.
    """
    texts, say = Texts(dossier), load_phrases(language)
    tables = [tabulate(dossier, texts, say) for tabulate in (tabulate_conflicts, tabulate_shared_claims)]
    values: dict[str, Any] = {"_": say, "head": head(texts, say), "tables": tables, "most": NOTEBOOK_ROWS}
    return _template("overview.html.j2").render(values)


def _shown(value: object) -> object:
    """What a template writes of a value: words of reports without the controls that would hide or turn them."""
    return show_controls(value) if type(value) is str else value


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("recoupe.views", "page"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)
