"""Nodes to plain records by the tables of fields: short forms expanded, every place kept."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.diagnostics import Related
from brief.dossier.findings import Findings
from brief.dossier.nodes import Mapping, Node, Scalar, Sequence
from brief.dossier.records import Document, Entry
from brief.dossier.tables import FileTable
from brief.dossier.values import ID, Values, flow_help
from brief.facts.fact import NOT_STATED, Place
from brief.facts.fields import SELECTION, VALUE, Field, Kind
from brief.text.words import nearest

if TYPE_CHECKING:
    from typing import Any

_BY_NAME: dict[int, tuple[object, dict[str, Field]]] = {}


def by_name(fields: tuple[Field, ...]) -> dict[str, Field]:
    """The fields of a table by name; made once for each table."""
    known = _BY_NAME.get(id(fields))
    if known is None or known[0] is not fields:
        known = _BY_NAME[id(fields)] = (fields, {field.name: field for field in fields})
    return known[1]


def read_document(node: Node | None, table: FileTable, findings: Findings) -> Document | None:
    """The records of a file, as far as they can be read; every mistake is told."""
    if node is None:
        if not findings.found:
            findings.error(
                "Y-FORMAT", "the file is empty", help="it begins with the line `format: 1`"
            )
        return None
    if not isinstance(node, Mapping):
        findings.error(
            "Y-TYPE", "the file holds no keys at its top level", node,
            help="it begins with the line `format: 1`",
        )  # fmt: skip
        return None
    reader = _Reader(findings)
    entries: dict[str, list[Entry]] = {}
    top = reader.begin("", "")
    places = reader.places
    fields = by_name(table.fields)
    for key, value in node.pairs:
        field = fields.get(key.value)
        if field is None:
            reader.unknown(key, fields)
        elif field.form == "kinds":
            entries[field.name] = reader.kinds(value, field)
            reader.entry, reader.places = top, places
        else:
            read = reader.value(value, field, key.value)
            if read is not None:
                top.fields[key.value] = read
    present = {key.value for key, _ in node.pairs}
    for field in table.fields:
        if field.required and field.name not in present:
            if field.name == "format":
                findings.error(
                    "Y-FORMAT", "the file does not say its format", (1, 1, 1),
                    help="begin it with the line `format: 1`",
                )  # fmt: skip
            else:
                findings.error("Y-MISSING", f"`{field.name}` is missing", (1, 1, 1), help=field.doc)
    return Document(top, entries)


class _Reader(Values):
    """Reads records, and the values that hold further ones."""

    __slots__ = ()

    def __init__(self, findings: Findings) -> None:
        super().__init__(findings)
        self.forms |= {
            "selectors": self._selectors,
            "quantity": self._quantity,
            "date": self._quantity,
            "record": self._record,
            "records": self._records,
            "stated": self._stated,
            "map": self._map,
        }

    def kinds(self, node: Node, field: Field) -> list[Entry]:
        """The records of a list, each beginning with its kind and its id."""
        if not isinstance(node, Sequence):
            if not (isinstance(node, Scalar) and not node.value):
                self.wrong(node, f"`{field.name}` is a list of records")
            return []
        kinds = {kind.name: kind for kind in field.kinds}
        entries: list[Entry] = []
        first: dict[str, Scalar] = {}
        for item in node.items:
            entry = self._entry(item, kinds, first)
            if entry is not None:
                entries.append(entry)
        return entries

    def _entry(self, node: Node, kinds: dict[str, Kind], first: dict[str, Scalar]) -> Entry | None:
        if not isinstance(node, Mapping):
            self.wrong(node, "a record begins with its kind and its id", help=_kind_help(kinds))
            return None
        head = next(((key, value) for key, value in node.pairs if key.value in kinds), None)
        if head is None:
            at: Node = node.pairs[0][0] if node.pairs else node
            guess = nearest(node.pairs[0][0].value, list(kinds)) if node.pairs else None
            help = f"did you mean `{guess}`?" if guess else _kind_help(kinds)
            self.findings.error("Y-KIND", "the record does not begin with its kind", at, help=help)
            for _, value in node.pairs[:1]:
                if isinstance(value, Scalar):
                    self.findings.dropped.add(value.value)
            return None
        key, value = head
        kind = kinds[key.value]
        self.begin(kind.name, "")
        id = self.id(value, kind.name)
        if id is None:
            return None
        if id in first:
            self.findings.error(
                "Y-ID",
                f"the id `{id}` is given twice",
                value,
                help="ids are unique over all files of the dossier",
                related=(Related(self.findings.span(first[id]), "first given here"),),
                fact=id,
            )
            return None
        assert isinstance(value, Scalar)
        first[id] = value
        entry = self.begin(kind.name, id)
        self.places["id"] = (value.line, value.column, value.length)
        self._fields(node, kind.fields, "", entry.fields, kind.either, kind.name, key)
        return entry

    def _fields(
        self,
        node: Mapping,
        table: tuple[Field, ...],
        path: str,
        into: dict[str, Any],
        either: tuple[tuple[str, ...], ...],
        what: str,
        head: Scalar | None,
    ) -> None:
        """The fields of a mapping; `head` is the key that begins a record, already read."""
        fields = by_name(table)
        prefix = path + "." if path else ""
        for key, value in node.pairs:
            if key is head:
                continue
            name = key.value
            field = fields.get(name)
            if field is None:
                self.unknown(key, fields)
                continue
            read = self.value(value, field, prefix + name)
            if read is not None:
                into[name] = read
        at: Node | Place | None = node
        if head is not None:
            at = self.places.get("id")
        present = None
        for field in table:
            if field.required and field.name not in into:
                present = present or {key.value for key, _ in node.pairs}
                if field.name not in present:
                    help = field.doc
                    if field.not_stated or field.form == "stated":
                        help = f"write `{field.name}: {NOT_STATED}` where the text gives none"
                    self.missing(f"`{field.name}` is missing", at, what, help)
        for group in either:
            if not any(name in into for name in group):
                present = present or {key.value for key, _ in node.pairs}
                if not present.intersection(group):
                    names = [name for name in group if name in fields]
                    listed = " or ".join(f"`{name}`" for name in names)
                    self.missing(f"{listed} is missing", at, what, fields[names[0]].doc)

    def _selectors(self, node: Node, field: Field, path: str) -> list[Any] | None:
        items = [node] if isinstance(node, Mapping) else self.items(node, field)
        if items is None:
            return None
        read: list[Any] = []
        for at, item in enumerate(items):
            place = f"{path}.{at}"
            self.places[place] = (item.line, item.column, item.length)
            if isinstance(item, Mapping):
                selection: dict[str, Any] = {}
                self._fields(item, SELECTION, place, selection, (), field.name, None)
                if "passage" in selection:
                    read.append(selection)
                continue
            text = self.text(item, field)
            if text is not None:
                read.append(text)
        if not read:
            if not items:
                self.missing(f"`{field.name}` is empty", node, "", field.doc)
            return None
        return read

    def _quantity(self, node: Node, field: Field, path: str) -> dict[str, Any] | None:
        if isinstance(node, Mapping):
            value: dict[str, Any] = {}
            self._fields(node, VALUE, path, value, (), field.name, None)
            return value if "text" in value else None
        text = self.text(node, field)
        if text == NOT_STATED and not field.not_stated:
            self.missing(f"`{field.name}` must be stated", node, "", field.doc)
            return None
        return None if text is None else {"text": text}

    def _record(self, node: Node, field: Field, path: str) -> dict[str, Any] | None:
        if isinstance(node, Mapping):
            value: dict[str, Any] = {}
            self._fields(node, field.fields, path, value, field.either, field.name, None)
            return value
        if field.short and isinstance(node, Scalar):
            short = by_name(field.fields)[field.short]
            text = self.value(node, short, path)
            if text is None:
                return None
            if self.entry.references and self.entry.references[-1][1] == path:
                form, _, value_text = self.entry.references[-1]
                self.entry.references[-1] = (form, f"{path}.{field.short}", value_text)
            return {field.short: text}
        self.wrong(node, f"`{field.name}` is a mapping of keys and values", help=_keys_help(field))
        return None

    def _records(self, node: Node, field: Field, path: str) -> list[Any] | None:
        if not isinstance(node, Sequence):
            if isinstance(node, Scalar) and not node.value:
                self.missing(f"`{field.name}` has no value", node, "", field.doc)
            else:
                self.wrong(node, f"`{field.name}` is a list", help=_keys_help(field))
            return None
        records = []
        for at, item in enumerate(node.items):
            place = f"{path}.{at}"
            self.places[place] = (item.line, item.column, item.length)
            read = self._record(item, field, place)
            # A record that cannot be read keeps its number, so that paths stay true.
            records.append(read if read is not None else {})
        return records

    def _stated(self, node: Node, field: Field, path: str) -> dict[str, str] | None:
        if isinstance(node, Scalar):
            text = self.text(node, field)
            if text == NOT_STATED:
                return {"value": "", "basis": NOT_STATED, "by": ""}
            return None if text is None else {"value": text, "basis": "stated", "by": ""}
        if not isinstance(node, Mapping):
            self.wrong(node, f"`{field.name}` is a text", help=flow_help(node))
            return None
        value: dict[str, str] = {}
        self._fields(node, stated_fields(field), path, value, (("supplied", "inferred"),), "", None)
        for basis in ("supplied", "inferred"):
            if basis in value and "by" in value:
                return {"value": value[basis], "basis": basis, "by": value["by"]}
        return None

    def _map(self, node: Node, field: Field, path: str) -> dict[str, Any] | None:
        if not isinstance(node, Mapping):
            if isinstance(node, Scalar) and not node.value:
                self.missing(f"`{field.name}` has no value", node, "", field.doc)
            else:
                self.wrong(node, f"`{field.name}` is a mapping of keys and values")
            return None
        of = field.fields[0]
        values: dict[str, Any] = {}
        for key, item in node.pairs:
            place = f"{path}.{key.value}"
            if field.keys == "source":
                self.places[f"{place}.key"] = (key.line, key.column, key.length)
                self.entry.references.append(("source", f"{place}.key", key.value))
            elif not ID.match(key.value.lower()):
                self.id(key, of.name)
                continue
            read = self.value(item, of, place)
            if read is not None:
                values[key.value] = read
        return values


def stated_fields(field: Field) -> tuple[Field, ...]:
    """What a detail of a source says in full, with the limit of its own field."""
    known = _STATED.get(field.limit)
    if known is None:
        known = _STATED[field.limit] = (
            Field("supplied", "text", "What is known from elsewhere.", limit=field.limit),
            Field("inferred", "text", "What follows from the text.", limit=field.limit),
            Field("by", "text", "By whom, or on what ground.", required=True, limit=300),
        )
    return known


_STATED: dict[int, tuple[Field, ...]] = {}


def _kind_help(kinds: dict[str, Kind]) -> str:
    return "begin it with its kind and its id; kinds: " + ", ".join(kinds)


def _keys_help(field: Field) -> str:
    return "its keys: " + ", ".join(f.name for f in field.fields) if field.fields else ""
