"""The dossier as one HTML page: no network, no script, every item leads to the words it rests on.

Every text of a report is escaped by the template engine, and a Content-Security-Policy in the file forbids scripts and
any address outside it: a report is hostile input.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from recoupe.model.finding import DossierRecord
from recoupe.views.claim_matrix import tabulate_shared_claims
from recoupe.views.marked import Links
from recoupe.views.overview import head
from recoupe.views.phrases import load_phrases
from recoupe.views.side_by_side import further_pairs, list_copies
from recoupe.views.terminal import SECTIONS
from recoupe.views.texts import Texts
from recoupe.views.to_check import list_conflicts, tabulate_conflicts

MOST_ROWS = 20
"""Rows of a table that a notebook shows; the page shows all."""


def render_page(dossier: DossierRecord, language: str) -> str:
    """The dossier as an HTML page.

    Args:
        dossier: the dossier.
        language: of the interface, ``fr`` or ``en``.

    Raises:
        UsageError: the interface does not speak the language.
    """
    texts, say = Texts(dossier), load_phrases(language)
    links = Links(texts)
    tables = {section: [tabulate(dossier, texts, say) for tabulate in SECTIONS[section]] for section in SECTIONS}
    values: dict[str, Any] = {
        "_": say,
        "conflicts": list_conflicts(dossier, texts, say),
        "copies": list_copies(dossier, texts, say),
        "further_pairs": further_pairs(dossier.reuse, say),
        "dossier": dossier,
        "head": head(texts, say),
        "language": language,
        "link": links,
        "tables": tables,
    }
    body = _template("body.html.j2").render(values)
    # The texts come last: only then is it known which places the page leads to.
    reports = _template("texts.html.j2").render(values, texts=list(links.marked_texts()))
    rules = ",".join(f"#{mark}:target~.{mark}" for mark in links.marks)
    style = files(__package__).joinpath("style.css").read_text(encoding="utf-8")
    lit = f"{rules}{{background:var(--lit);color:var(--lit-ink);outline:2px solid var(--accent)}}" if rules else ""
    # All three were rendered with escaping, or come from this package: nothing of a report enters unescaped.
    parts = {"body": Markup(body), "reports": Markup(reports), "style": Markup(style + lit)}
    return _template("page.html.j2").render(values, **parts)


def render_overview(dossier: DossierRecord, language: str) -> str:
    """The head of the dossier, its conflicts and what several reports claim, as a piece of HTML for a notebook.

    Args:
        dossier: the dossier.
        language: of the interface, ``fr`` or ``en``.
    """
    texts, say = Texts(dossier), load_phrases(language)
    tables = [tabulate(dossier, texts, say) for tabulate in (tabulate_conflicts, tabulate_shared_claims)]
    values: dict[str, Any] = {"_": say, "head": head(texts, say), "tables": tables, "most": MOST_ROWS}
    return _template("overview.html.j2").render(values)


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("recoupe.views", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)
