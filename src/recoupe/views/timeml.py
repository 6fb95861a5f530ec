"""Time expressions as TimeML: a report's text with its TIMEX3 tags, for the tools of temporal annotation.

TimeML 1.2.1 (Pustejovsky et al. 2005), as TempEval-3 laid its files out: the publication is ``t0``, and what was
counted from another expression names it in ``anchorTimeID``. A value that is unresolved is written as an open one,
since TimeML allows none to be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from recoupe.model.annotation import Timex
from recoupe.model.document import Document

_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PUBLICATION = "t0"
_OPEN_VALUES = {"DATE": "XXXX-XX-XX", "TIME": "XXXX-XX-XX", "DURATION": "PXX", "SET": "PXX"}


def to_timeml(document: Document, timexes: Iterable[Timex]) -> str:
    """A report as a TimeML document.

    Args:
        document: the report.
        timexes: of the text of its articles, without overlap.

    Returns:
        The XML. Its TEXT is the report's text; characters that XML cannot hold are replaced by U+FFFD.
    """
    ordered = sorted((t for t in timexes if t.field == "text"), key=lambda t: t.start)
    names = {timex.id: f"t{number}" for number, timex in enumerate(ordered, start=1)}
    pieces, at = [], 0
    for start, end, tag in _tagged(document, ordered, names):
        words = _text(document.text[start:end])
        pieces += [_text(document.text[at:start]), f"<{tag}>{words}</{tag.split()[0]}>"]
        at = end
    pieces.append(_text(document.text[at:]))
    published = (document.published or "").split("T")[0]
    created = {
        "tid": _PUBLICATION,
        "type": "DATE",
        "value": published or _OPEN_VALUES["DATE"],
        "temporalFunction": "false",
        "functionInDocument": "CREATION_TIME",
    }
    title = f"<TITLE>{_text(document.title)}</TITLE>\n" if document.title else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n'
        f"<DOCID>{_text(document.id)}</DOCID>\n"
        f"<DCT><TIMEX3{_attributes(created)}>{_text(published)}</TIMEX3></DCT>\n{title}"
        f"<TEXT>{''.join(pieces)}</TEXT>\n</TimeML>\n"
    )


def _tagged(document: Document, ordered: Iterable[Timex], names: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where tags stand in a report's text, and what each holds; a preposition has its own, as TimeML asks."""
    for timex in ordered:
        start = timex.start
        if timex.signal is not None:
            yield start, timex.signal.end, f'SIGNAL sid="{names[timex.id].replace("t", "s")}"'
            words = document.text[timex.signal.end : timex.end]
            start = timex.end - len(words.lstrip())
        yield start, timex.end, _tag(timex, names, document)


def _tag(timex: Timex, names: dict[str, str], document: Document) -> str:
    kind, _, counted_from = (timex.anchor or "").partition(" ")
    anchor = names.get(counted_from) or (_PUBLICATION if kind == "publication" and document.published else "")
    attributes = {
        "tid": names[timex.id],
        "type": timex.type,
        "value": timex.value or _OPEN_VALUES[timex.type],
        "mod": timex.mod or "",
        "temporalFunction": "true" if timex.anchor else "false",
        "anchorTimeID": anchor,
    }
    return f"TIMEX3{_attributes({name: value for name, value in attributes.items() if value})}"


def _attributes(values: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(_held(value))}" for name, value in values.items())


def _text(words: str) -> str:
    # A carriage return would be read back as a line feed, were it not written as a reference.
    return escape(_held(words), {"\r": "&#13;"})


def _held(words: str) -> str:
    """Words with every character replaced that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", words)
