"""The lists of the dossier as Arrow tables: a row an item, a column a field of its record.

The columns follow from the model: text is ``string``, whole numbers are ``int64``, other numbers ``double``, lists are
lists and records structs. What JSON leaves to be looked up stands beside it, so that a table is readable alone:

* a place (``start``, ``end``) has its words in ``text``, and so have a quotation, a story and a claim: its content, its
  title, and the words of its most complete statement;
* a field of ids of statements, quotations or stories has their words in ``texts``, in the same order, and the id of a
  ``claim`` has its words in ``text``.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import msgspec

from recoupe.errors import UsageError
from recoupe.model.annotation import Quotation
from recoupe.model.document import Article, Document
from recoupe.model.finding import ConflictValue, DossierRecord, Range
from recoupe.model.group import Claim, Reuse, Story
from recoupe.model.span import Span
from recoupe.views.claim_matrix import most_complete
from recoupe.views.texts import Texts

_WORDED = (Claim, Quotation, Story)
"""Records without a place of their own that words stand for."""

_MEMBERS = ("quotations", "statements", "stories")
"""Fields that list ids of items with words."""

_EXACT = 2**53
"""Up to here an integer stands exactly in a column of numbers; only figures of reports go beyond it."""

_EXTRAS = {"pyarrow": "'recoupe[tables]'"}
"""Library -> what installs it, where that is not its own name."""


def load_library(name: str) -> Any:
    """A library that only those install who want tables of their own kind.

    Raises:
        UsageError: it is not installed; the message says how to.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(f"{name} is not installed here; run: pip install {_EXTRAS.get(name, name)}") from error


def arrow_schema(name: str) -> Any:
    """The columns of a list of the dossier, as a `pyarrow.Schema`: the same for every dossier.

    Args:
        name: the field of the dossier, such as ``claims``.

    Raises:
        UsageError: pyarrow is not installed.
    """
    arrow = load_library("pyarrow")
    listed: Any = next(f.type for f in _describe(DossierRecord).fields if f.name == name)
    return arrow.schema(list(_columns(listed.item_type, arrow)))


def to_arrow(dossier: DossierRecord, name: str) -> Any:
    """A list of the dossier as a `pyarrow.Table` with the columns of `arrow_schema`: a row an item, in their order.

    Raises:
        UsageError: pyarrow is not installed.
    """
    schema, rows = arrow_schema(name), _Rows(dossier)
    read = [rows.read(item) for item in getattr(dossier, name)]
    return load_library("pyarrow").Table.from_pylist(read, schema=schema)


def _describe(record: type) -> msgspec.inspect.StructType:
    described = msgspec.inspect.type_info(record)
    assert isinstance(described, msgspec.inspect.StructType)
    return described


def _columns(record: msgspec.inspect.StructType, arrow: Any) -> Iterator[Any]:
    """The fields of a record, with what stands beside them."""
    names = {field.name for field in record.fields}
    for field in record.fields:
        yield arrow.field(field.encode_name, _arrow_type(field.type, arrow))
        if field.name in _MEMBERS:
            yield arrow.field("texts", arrow.list_(arrow.string()))
    if record.cls is ConflictValue:
        yield arrow.field("range", _arrow_type(_describe(Range), arrow))
    if "text" not in names and (names >= {"start", "end"} or "claim" in names or record.cls in _WORDED):
        yield arrow.field("text", arrow.string())


def _arrow_type(described: msgspec.inspect.Type, arrow: Any) -> Any:
    match described:
        case msgspec.inspect.UnionType(types=types):
            # A null stands in any column, and a whole number among numbers. The one text that may be a record instead,
            # the value of a conflict, has a column for each.
            held = [t for t in types if not isinstance(t, msgspec.inspect.NoneType)]
            wider = msgspec.inspect.FloatType | msgspec.inspect.StrType
            return _arrow_type(next((t for t in held if isinstance(t, wider)), held[0]), arrow)
        case msgspec.inspect.StructType():
            return arrow.struct(list(_columns(described, arrow)))
        case msgspec.inspect.VarTupleType(item_type=item) | msgspec.inspect.TupleType(item_types=(item, *_)):
            return arrow.list_(_arrow_type(item, arrow))
    scalars = {
        msgspec.inspect.BoolType: arrow.bool_(),
        msgspec.inspect.FloatType: arrow.float64(),
        msgspec.inspect.IntType: arrow.int64(),
    }
    return scalars.get(type(described), arrow.string())


class _Rows:
    """Reads records as the rows that the columns hold."""

    def __init__(self, dossier: DossierRecord) -> None:
        self._texts = Texts(dossier)

    def read(self, item: Any, document: Document | None = None) -> dict[str, Any]:
        """A record as a row.

        Args:
            item: the record.
            document: what its places count in, where it names no article itself.
        """
        document = self._document_of(item) or document
        row = {}
        for name, encoded in zip(item.__struct_fields__, item.__struct_encode_fields__, strict=True):
            row[encoded] = self._value(getattr(item, name), document)
            if name in _MEMBERS:
                row["texts"] = [self._words(self._texts.items[i]) for i in row[encoded]]
        if isinstance(item, ConflictValue) and isinstance(item.value, Range):
            row["range"] = row.pop("value")
        elif isinstance(item, Reuse):
            sides = [(side, self._texts.document_of(getattr(item, side).article)) for side in ("a", "b")]
            for edit, read in zip(item.edits, row["edits"], strict=True):
                read.update({side: self.read(getattr(edit, side), held_by) for side, held_by in sides})
        if isinstance(item, _WORDED):
            row["text"] = self._words(item)
        elif hasattr(item, "claim"):
            row["text"] = self._words(self._texts.items[item.claim])
        elif document is not None and getattr(item, "start", None) is not None:
            row.setdefault("text", document.surface(Span(item.start, item.end, getattr(item, "field", "text"))))
        return row

    def _value(self, value: Any, document: Document | None) -> Any:
        if isinstance(value, msgspec.Struct):
            return self.read(value, document)
        if isinstance(value, tuple):
            return [self._value(member, document) for member in value]
        if isinstance(value, int) and abs(value) > _EXACT:
            return float(value)
        return value

    def _document_of(self, item: Any) -> Document | None:
        if isinstance(item, Document):
            return item
        if isinstance(item, Article):
            return self._texts.documents[item.document]
        return self._texts.document_of(item.article) if hasattr(item, "article") else None

    def _words(self, item: Any) -> str:
        """The words that an item stands for."""
        if isinstance(item, Claim):
            item = most_complete([self._texts.items[i] for i in item.statements])
        return self._texts.words(item.title if isinstance(item, Story) else item.located).text
