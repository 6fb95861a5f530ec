"""Section 12: what was measured, what could not be read, and which dates are known from where."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files
from typing import NamedTuple

from recoupe.model.document import DateRule
from recoupe.model.finding import DossierRecord
from recoupe.views.phrases import Phrases


class Limits(NamedTuple):
    """What a reader should know before trusting a dossier.

    Attributes:
        unread: how many inputs gave nothing, as a phrase; empty when all were read.
        dates: where the dates of publication come from, a phrase each.
        measured: the day of the measurements, as a phrase.
        rates: what was measured, and the share that was right.
    """

    unread: str
    dates: tuple[str, ...]
    measured: str
    rates: tuple[tuple[str, str], ...]


def list_limits(dossier: DossierRecord, say: Phrases) -> Limits:
    """The limits of a dossier."""
    rules: Counter[DateRule | None] = Counter(
        a.published_evidence.rule if a.published_evidence else None for a in dossier.articles
    )
    phrases: dict[DateRule | None, str] = {
        "record": say.count("{n} date given with the report", "{n} dates given with the reports", rules["record"]),
        "metadata": say.count("{n} date given in a table", "{n} dates given in a table", rules["metadata"]),
        "option": say.count("{n} date given with the command", "{n} dates given with the command", rules["option"]),
        "feed": say.count("{n} date read in a feed", "{n} dates read in a feed", rules["feed"]),
        "markup": say.count(
            "{n} date guessed from the mark-up of a page",
            "{n} dates guessed from the mark-up of pages",
            rules["markup"],
        ),
        "header": say.count(
            "{n} date guessed from the first lines of a text",
            "{n} dates guessed from the first lines of texts",
            rules["header"],
        ),
        "url": say.count("{n} date guessed from an address", "{n} dates guessed from addresses", rules["url"]),
        None: say.count(
            "{n} report without a date: what it says of yesterday or Monday stays unresolved",
            "{n} reports without a date: what they say of yesterday or Monday stays unresolved",
            rules[None],
        ),
    }
    measured = {
        "quotations": say("quotations found and right (F1), French press that no rule was written on"),
        "speakers": say("speakers right, on the same"),
        "dates": say("values of dates right (F1), French"),
        "figures": say("figures right (F1), French"),
        "names": say("names found (F1), French"),
        "pairs_right": say("of the pairs of statements that are joined, those that a careful reader joins, one story"),
        "pairs_found": say("of the pairs that a careful reader joins, those that are joined, the same story"),
    }
    table = tomllib.loads(files(__package__).joinpath("accuracy.toml").read_text(encoding="utf-8"))
    unread = len(dossier.unread)
    return Limits(
        say.count("{n} input could not be read", "{n} inputs could not be read", unread) if unread else "",
        tuple(phrase for rule, phrase in phrases.items() if rules[rule]),
        say.date(table["measured"]),
        tuple(
            (measured[name], say.share(float(rate["figure"]) / rate["scale"])) for name, rate in table["rates"].items()
        ),
    )
