"""What changed between two dossiers, as tables: how it was and how it is now, each in the words of the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from msgspec.structs import replace

from recoupe.model.changes import Change
from recoupe.model.compared import State
from recoupe.model.finding import Conflict, DossierRecord
from recoupe.model.group import Claim, Story
from recoupe.model.span import ArticleSpan
from recoupe.views.claim_matrix import LONGEST, lines_phrase, status_phrase
from recoupe.views.overview import head
from recoupe.views.phrases import Phrases, load_phrases
from recoupe.views.side_by_side import direction_phrase
from recoupe.views.table import Cell, Row, Table
from recoupe.views.texts import Texts
from recoupe.views.to_check import kind_phrase, value_phrase


class _Half(NamedTuple):
    """What a row shows of one dossier: a phrase, and words of a report."""

    phrase: str
    words: Cell


def tabulate_changes(
    changes: Sequence[Change], old: DossierRecord, new: DossierRecord, language: str
) -> tuple[Table, ...]:
    """Both dossiers in a line, then a table for each kind of item of which something changed.

    A claim that a single report has, and that came or went with this report, is counted with the report.

    Args:
        changes: from `recoupe.model.changes.find_changes`.
        old: the dossier of before.
        new: the dossier of after.
        language: of the interface.
    """
    say = load_phrases(language)
    sheet = _Sheet(changes, Texts(old), Texts(new), say)
    titles = {
        "report": say("Reports"),
        "conflict": say("Conflicts"),
        "claim": say("Statements"),
        "copy": say("Copies"),
        "story": say("Stories"),
        "thread": say("Threads"),
    }
    columns = (say("Changed"), say("Before"), say("Words"), say("Now"), say("Words"))
    tables = [Table(subject, title, columns, tuple(sheet.rows(subject))) for subject, title in titles.items()]
    return (sheet.top(), *(table for table in tables if table.rows))


class _Sheet:
    """The changes, and what their rows are made from."""

    def __init__(self, changes: Sequence[Change], before: Texts, after: Texts, say: Phrases) -> None:
        self._before, self._after, self._say = before, after, say
        alone = {(change.kind, name) for change in changes if change.subject == "report" for name in _ids(change)}
        owners = [self._owner(change) for change in changes]
        followers = [owner if owner in alone else None for owner in owners]
        self._own = Counter(owner for owner in followers if owner)
        self._listed = [change for change, owner in zip(changes, followers, strict=True) if owner is None]

    def top(self) -> Table:
        """Both dossiers in a line."""
        say = self._say
        rows = [Row((Cell(head(self._before, say).sentence), Cell(head(self._after, say).sentence)))]
        if not self._listed:
            rows.append(Row((Cell(say("Nothing changed.")), Cell(""))))
        return Table("overview", say("What changed"), (say("Before"), say("Now")), tuple(rows))

    def rows(self, subject: str) -> Iterator[Row]:
        """The rows of one kind of item: several where it has sides, or was joined or split."""
        for change in (c for c in self._listed if c.subject == subject):
            was, is_now = self._halves(change, change.old, self._before), self._halves(change, change.new, self._after)
            for number, pair in enumerate(zip_longest(was, is_now, fillvalue=_Half("", Cell("")))):
                cells = (cell for half in pair for cell in (Cell(half.phrase), half.words))
                first = Cell(self._kind(change)) if number == 0 else Cell("")
                yield Row((first, *cells), _ids(change)[0] if number == 0 else None)

    def _owner(self, change: Change) -> tuple[str, str] | None:
        """The report that alone has a claim that is new or gone."""
        if change.subject != "claim" or change.kind not in {"added", "removed"}:
            return None
        texts, state = (self._after, change.new) if change.new else (self._before, change.old)
        documents = {texts.articles[at.article].document for at in state.words} if state else set()
        return (change.kind, documents.pop()) if len(documents) == 1 else None

    def _kind(self, change: Change) -> str:
        say = self._say
        phrase = {
            "added": say("new"),
            "removed": say("gone"),
            "renamed": say("renamed"),
            "edited": say("edited"),
            "joined": say("joined"),
            "split": say("split"),
            "redirected": say("redirected"),
            "outlet": say("outlet"),
            "publisher": say("publisher"),
            "published": say("publication"),
            "status": say("status"),
            "lines": say("lines"),
            "omitted_by": say("left out by"),
            "reports": say("reports"),
            "certain": say("certainty"),
            "sides": say("sides"),
        }[change.kind]
        if change.subject != "conflict":
            return phrase
        texts, state = (self._after, change.new) if change.new else (self._before, change.old)
        return f"{phrase} ({kind_phrase(texts.items[state.ids[0]], say)})" if state else phrase

    def _halves(self, change: Change, state: State | None, texts: Texts) -> list[_Half]:
        if state is None:
            return []
        items = [texts.items[name] for name in state.ids]
        if change.subject == "conflict":
            return self._sides(items[0], texts)
        if len(items) > 1:
            return [_Half("", _quote(texts, _own_words(item, texts))) for item in items]
        return [_Half(self._phrase(change, state, texts), _quote(texts, state.words))]

    def _sides(self, conflict: Conflict, texts: Texts) -> list[_Half]:
        say, sides = self._say, []
        for value in conflict.values:
            places = [texts.items[statement].located for statement in value.statements]
            reports = ", ".join(dict.fromkeys(texts.label(at.article) for at in places))
            lines = say.count("{n} line", "{n} lines", value.n_lines)
            phrase = f"{value_phrase(value.value, texts, say)} ({lines}): {reports}"
            sides.append(_Half(phrase if conflict.certain else f"{phrase} ({say('possibly')})", _quote(texts, places)))
        return sides

    def _phrase(self, change: Change, state: State, texts: Texts) -> str:
        """What differs, or what is new or gone."""
        say, name = self._say, state.ids[0]
        if change.subject == "report":
            return self._report_phrase(change, name, texts)
        if change.subject == "copy":
            reuse = texts.items[name]
            return direction_phrase(reuse, texts.label(reuse.a.article), texts.label(reuse.b.article), say)
        if isinstance(state.value, tuple):
            return ", ".join(texts.document_label(document) for document in state.value if isinstance(document, str))
        claim = texts.items[name]
        return lines_phrase(claim, say) if change.kind == "lines" else status_phrase(claim, say)

    def _report_phrase(self, change: Change, name: str, texts: Texts) -> str:
        say, document, label = self._say, texts.documents[name], texts.document_label(name)
        match change.kind:
            case "renamed":
                return name
            case "outlet":
                return document.outlet or say("unknown")
            case "publisher":
                return f"{label}: {document.publisher or say('unknown')}"
            case "published":
                return f"{label}: {say.date(document.published)}"
        own = self._own[change.kind, name]
        return f"{label}, {say.count('{n} statement of its own', '{n} statements of its own', own)}" if own else label


def _ids(change: Change) -> tuple[str, ...]:
    """The ids of an item now; those of before where it is gone."""
    state = change.new or change.old
    return state.ids if state else ()


def _own_words(item: Claim | Story, texts: Texts) -> list[ArticleSpan]:
    if isinstance(item, Story):
        return [item.title]
    return [texts.items[statement].located for statement in item.statements]


def _quote(texts: Texts, places: Sequence[ArticleSpan]) -> Cell:
    """The words of the place that says most, as `most_complete` takes it; the beginning of what is longer."""
    if not places:
        return Cell("")

    def fullness(at: ArticleSpan) -> tuple[int, int, ArticleSpan]:
        length = at.end - at.start
        return min(length, LONGEST), -length, at

    fullest = max(places, key=fullness)
    shown = replace(fullest, end=min(fullest.end, fullest.start + LONGEST))
    return Cell(texts.words(shown).text, (shown, *places), verbatim=True)
