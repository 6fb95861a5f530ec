"""The dossier as users hold it: the record of schema 1 with the ways to write it out and to ask it why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

import msgspec

from recoupe.errors import UnknownItem, UsageError
from recoupe.model.annotation import Quantity, Quotation, Statement, Timex
from recoupe.model.document import Article, Document, Layer, Unread
from recoupe.model.finding import SCHEMA, Conflict, DossierRecord, Moment, Omission, Wording
from recoupe.model.group import Claim, Entity, Redirect, Reuse, Story, Thread, Utterance
from recoupe.model.references import find_dangling

Item_co = TypeVar("Item_co", covariant=True)


class Items(tuple[Item_co, ...]):
    """A list of a dossier: a tuple of its items that is handed on as a table where one is wanted."""

    _origin: tuple[DossierRecord, str]

    def __new__(cls, dossier: DossierRecord, name: str) -> Self:
        """The list that stands in a field of a dossier."""
        items = super().__new__(cls, getattr(dossier, name))
        items._origin = (dossier, name)
        return items

    def __getnewargs__(self) -> tuple[DossierRecord, str]:
        return self._origin

    def to_arrow(self) -> Any:
        """The list as a `pyarrow.Table`: a row an item, with the columns of docs/columns.md.

        Raises:
            UsageError: pyarrow is not installed.
        """
        from recoupe.views.columns import to_arrow  # noqa: PLC0415 - only those who want tables load what makes them

        return to_arrow(*self._origin)

    def to_pandas(self) -> Any:
        """The Arrow table as a `pandas.DataFrame`.

        Raises:
            UsageError: pyarrow or pandas is not installed.
        """
        from recoupe.views.columns import load_library  # noqa: PLC0415 - as above

        load_library("pandas")
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """The Arrow table as a `polars.DataFrame`.

        Raises:
            UsageError: pyarrow or polars is not installed.
        """
        from recoupe.views.columns import load_library  # noqa: PLC0415 - as above

        return load_library("polars").from_arrow(self.to_arrow())


class Dossier(DossierRecord, frozen=True, kw_only=True):
    """Several reports, read and cross-checked; see `recoupe.model.finding.DossierRecord` for the fields."""

    if TYPE_CHECKING:
        # What the lists of the record are here, after `__post_init__`; JSON and its schema know the record alone.
        documents: Items[Document]
        articles: Items[Article]
        unread: Items[Unread]
        layers: Items[Layer]
        stories: Items[Story]
        threads: Items[Thread]
        entities: Items[Entity]
        quotations: Items[Quotation]
        utterances: Items[Utterance]
        timexes: Items[Timex]
        quantities: Items[Quantity]
        statements: Items[Statement]
        claims: Items[Claim]
        conflicts: Items[Conflict]
        reuse: Items[Reuse]
        omissions: Items[Omission]
        wording: Items[Wording]
        timeline: Items[Moment]
        redirects: Items[Redirect]

    def __post_init__(self) -> None:
        """Make every list one that can be handed on as a table."""
        fields = msgspec.structs.asdict(self)
        lists = {name: tuple(members) for name, members in fields.items() if isinstance(members, tuple)}
        record = DossierRecord(**{**fields, **lists})
        for name in lists:
            msgspec.structs.force_setattr(self, name, Items(record, name))

    def to_json(self) -> str:
        """The dossier as JSON of schema 1, with a final newline. The same inputs in any order give the same bytes."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1).decode() + "\n"

    def to_html(self, language: str = "fr") -> str:
        """The dossier as one self-contained HTML page.

        Args:
            language: of the interface: ``fr`` or ``en``.
        """
        from recoupe.views.page import render_page  # noqa: PLC0415 - Jinja2 is imported only by those who want a page

        return render_page(self, language)

    def to_markdown(self, language: str = "fr") -> str:
        """The dossier as Markdown, in the order of the page."""
        from recoupe.views.markdown import render_markdown  # noqa: PLC0415 - as above

        return render_markdown(self, language)

    def to_csv(self, sheet: str) -> str:
        """A sheet of the dossier as CSV, with a byte order mark in front: write it as UTF-8, newlines as they are.

        Args:
            sheet: ``claims``, ``conflicts`` or ``quotations``.

        Raises:
            UsageError: there is no such sheet.
        """
        from recoupe.views.sheets_csv import render_csv  # noqa: PLC0415 - as above

        return render_csv(self, sheet)

    def to_xlsx(self, language: str = "fr") -> bytes:
        """The sheets of claims, conflicts and quotations as one XLSX workbook."""
        from recoupe.views.sheets_xlsx import render_xlsx  # noqa: PLC0415 - as above

        return render_xlsx(self, language)

    def __repr__(self) -> str:
        counts = ", ".join(f"{name}={n}" for name, n in msgspec.structs.asdict(self.overview).items())
        return f"<Dossier {counts}>"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from recoupe.views.page import render_overview  # noqa: PLC0415 - as above

        return render_overview(self, "fr")

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read a dossier that `to_json` wrote.

        Raises:
            UsageError: the text is no dossier of this schema, or refers to items that it does not hold.
        """
        try:
            dossier = msgspec.json.decode(text, type=cls)
        except (msgspec.DecodeError, UnicodeDecodeError, TypeError) as error:
            raise UsageError(
                f"not a dossier of schema {SCHEMA}: {error}; make it anew with `recoupe dossier`"
            ) from error
        dangling = find_dangling(dossier)
        if dangling is not None:
            raise UsageError(
                f"not a whole dossier: nothing in it has the id {dangling!r}; make it anew with `recoupe dossier`"
            )
        return dossier

    def item(self, item_id: str) -> tuple[str, Any]:
        """An item of the dossier with the name of the list it stands in; a merged story or thread by its old id too.

        Raises:
            UnknownItem: no item has this id.
        """
        item_id = next((r.new for r in self.redirects if r.old == item_id), item_id)
        for name in self.__struct_fields__:
            members = getattr(self, name)
            if isinstance(members, tuple):
                for member in members:
                    if isinstance(item_id, str) and getattr(member, "id", None) == item_id:
                        return name, member
        raise UnknownItem(f"no item {item_id!r} in this dossier; ids stand in its JSON and on its page")


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a dossier, generated from the model."""
    # As it is read back from a file: JSON knows no tuples.
    schema = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Dossier)))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"recoupe dossier, schema {SCHEMA}",
        **schema,
    }
