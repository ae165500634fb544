"""Nodes to plain records by the tables of fields: short forms expanded, every place kept."""

from __future__ import annotations

import re

from brief import TYPE_CHECKING
from brief.diagnostics import Related
from brief.dossier.findings import Findings, short
from brief.dossier.nodes import Mapping, Node, Scalar, Sequence
from brief.dossier.records import Document, Entry
from brief.dossier.tables import FileTable
from brief.expressions import expression
from brief.facts.fact import NOT_STATED, Place
from brief.facts.fields import SELECTION, VALUE, Field, Kind
from brief.text.words import nearest

if TYPE_CHECKING:
    from typing import Any

_ID = expression(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_DAY = expression(r"(\d{4})-(\d\d)-(\d\d)\Z")
_MAX_WORD = 2000
_MAX_ID = 100
_LONG_WORD = expression(r"\S{%d}" % (_MAX_WORD + 1))  # noqa: UP031 - braces of the expression
_YES = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}
_REFERENCES = frozenset(
    ("name", "names", "source", "sources", "fact", "facts", "subject", "entry", "target")
)


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


class _Reader:
    """Reads the values of one record after the other into `entry`."""

    __slots__ = ("_findings", "_forms", "entry", "places")

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self.begin("", "")
        self._forms = {
            "texts": self._texts,
            "choice": self._choice,
            "names": self._names,
            "sources": self._list_of_references,
            "facts": self._list_of_references,
            "selectors": self._selectors,
            "quantity": self._quantity,
            "date": self._quantity,
            "record": self._record,
            "records": self._records,
            "yes": self._yes,
            "stated": self._stated,
            "count": self._count,
            "day": self._day,
            "path": self._path,
            "lines": self._lines,
            "map": self._map,
        }

    def begin(self, kind: str, id: str) -> Entry:
        """A record, into which is read from now on."""
        self.places: dict[str, Place] = {}
        self.entry = Entry(kind, id, {}, self.places, [])
        return self.entry

    def kinds(self, node: Node, field: Field) -> list[Entry]:
        """The records of a list, each beginning with its kind and its id."""
        if not isinstance(node, Sequence):
            if not (isinstance(node, Scalar) and not node.value):
                self._type(node, f"`{field.name}` is a list of records")
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
            self._type(node, "a record begins with its kind and its id", help=_kind_help(kinds))
            return None
        head = next(((key, value) for key, value in node.pairs if key.value in kinds), None)
        if head is None:
            at: Node = node.pairs[0][0] if node.pairs else node
            guess = nearest(node.pairs[0][0].value, list(kinds)) if node.pairs else None
            help = f"did you mean `{guess}`?" if guess else _kind_help(kinds)
            self._findings.error("Y-KIND", "the record does not begin with its kind", at, help=help)
            for _, value in node.pairs[:1]:
                if isinstance(value, Scalar):
                    self._findings.dropped.add(value.value)
            return None
        key, value = head
        kind = kinds[key.value]
        self.begin(kind.name, "")
        id = self._id(value, kind.name)
        if id is None:
            return None
        if id in first:
            self._findings.error(
                "Y-ID",
                f"the id `{id}` is given twice",
                value,
                help="ids are unique over all files of the dossier",
                related=(Related(self._findings.span(first[id]), "first given here"),),
                fact=id,
            )
            return None
        assert isinstance(value, Scalar)
        first[id] = value
        entry = self.begin(kind.name, id)
        self.places["id"] = (value.line, value.column, value.length)
        self._fields(node, kind.fields, "", entry.fields, kind.either, kind.name, key)
        return entry

    def _id(self, node: Node, kind: str) -> str | None:
        if isinstance(node, Scalar) and _ID.match(node.value) and len(node.value) <= _MAX_ID:
            return node.value
        if isinstance(node, Scalar) and not node.value:
            self._findings.error(
                "Y-ID", f"the {kind} has no id", node, help=f"write `{kind}: its-id`"
            )
            return None
        if isinstance(node, Scalar):
            self._findings.dropped.add(node.value)
        guess = _id_like(node.value) if isinstance(node, Scalar) else ""
        self._findings.error(
            "Y-ID",
            "an id is lower-case letters and digits, joined by hyphens",
            node,
            help=f"write `{guess}`" if guess else "for example `boeing-787`",
        )
        return None

    def unknown(self, key: Scalar, fields: dict[str, Field], also: str = "") -> None:
        """Tell of a key that is in no table, with the one that was probably meant."""
        guess = nearest(key.value, [name for name in fields if name != also])
        known = ", ".join(fields)
        self._findings.error(
            "Y-UNKNOWN",
            f"`{short(key.value)}` is not known here",
            key,
            help=f"did you mean `{guess}`?" if guess else f"known: {known}",
            fact=self.entry.id,
        )

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
                    self._missing(f"`{field.name}` is missing", at, what, help)
        for group in either:
            if not any(name in into for name in group):
                present = present or {key.value for key, _ in node.pairs}
                if not present.intersection(group):
                    names = [name for name in group if name in fields]
                    listed = " or ".join(f"`{name}`" for name in names)
                    self._missing(f"{listed} is missing", at, what, fields[names[0]].doc)

    def _missing(self, message: str, at: Node | Place | None, what: str, help: str) -> None:
        where = f"the {what}: " if what else ""
        self._findings.error("Y-MISSING", where + message, at, help=help, fact=self.entry.id)

    def value(self, node: Node, field: Field, path: str) -> Any:
        """The value of a field in its long form, or None where it cannot be read."""
        form = field.form
        self.places[path] = (node.line, node.column, node.length)
        read = self._forms.get(form)
        if read is not None:
            return read(node, field, path)
        text = self._text(node, field)
        if text is None:
            return None
        if form in _REFERENCES:
            if text not in field.choices and not (field.not_stated and text == NOT_STATED):
                self.entry.references.append((form, path, text))
        elif form == "id" and not _ID.match(text):
            self._id(node, field.name)
            return None
        return text

    def _text(self, node: Node, field: Field) -> str | None:
        """A text of one paragraph, its line ends turned into blanks."""
        if type(node) is not Scalar:
            self._type(node, f"`{field.name}` is a text", help=_flow_help(node))
            return None
        text = node.value
        if "\n" in text:
            text = text.strip()
            if "\n\n" in text and field.form != "selector":
                self._findings.error(
                    "Y-TYPE",
                    f"`{field.name}` is one paragraph",
                    node,
                    help="write one paragraph, or a record for each",
                    fact=self.entry.id,
                )
                return None
            text = " ".join(filter(None, map(str.strip, text.split("\n"))))
        elif text[:1].isspace() or text[-1:].isspace():
            text = text.strip()
        if not text:
            self._missing(f"`{field.name}` has no value", node, "", field.doc)
            return None
        if len(text) > field.limit or (len(text) > _MAX_WORD and _LONG_WORD.search(text)):
            self._long(node, text, field)
            return None
        return text

    def _long(self, node: Node, text: str, field: Field) -> None:
        if len(text) > field.limit:
            message = f"`{field.name}` has {len(text)} characters; {field.limit} are the most"
        else:
            message = f"a word of more than {_MAX_WORD} characters stands in `{field.name}`"
        self._findings.error(
            "Y-SIZE", message, node, help="shorten it, or divide it over several records",
            fact=self.entry.id,
        )  # fmt: skip

    def _type(self, node: Node, message: str, *, help: str = "") -> None:
        self._findings.error("Y-TYPE", message, node, help=help or (), fact=self.entry.id)

    def _items(self, node: Node, field: Field) -> list[Node] | None:
        """The items of a list; one text is a list of one."""
        if isinstance(node, Sequence):
            return node.items
        if isinstance(node, Scalar):
            if node.value:
                return [node]
            self._missing(f"`{field.name}` has no value", node, "", field.doc)
            return None
        self._type(node, f"`{field.name}` is a list", help=_flow_help(node))
        return None

    def _texts(self, node: Node, field: Field, path: str) -> list[str] | None:
        items = self._items(node, field)
        if items is None:
            return None
        texts = []
        for at, item in enumerate(items):
            self.places[f"{path}.{at}"] = (item.line, item.column, item.length)
            text = self._text(item, field)
            if text is not None:
                texts.append(text)
        if field.required and not items and field.form != "names":
            self._missing(f"`{field.name}` is empty", node, "", field.doc)
            return None
        return texts

    def _list_of_references(self, node: Node, field: Field, path: str) -> list[str] | None:
        texts = self._texts(node, field, path)
        if texts is not None:
            form = field.form.removesuffix("s")
            self.entry.references.extend((form, f"{path}.{n}", t) for n, t in enumerate(texts))
        return texts

    def _names(self, node: Node, field: Field, path: str) -> list[str] | str | None:
        if isinstance(node, Scalar) and (
            node.value in field.choices or (field.not_stated and node.value == NOT_STATED)
        ):
            return node.value
        if field.choices and isinstance(node, Sequence) and not node.items:
            return []  # an empty chain: nothing stands between
        texts = self._texts(node, field, path)
        if texts is None:
            return None
        if not texts:
            if isinstance(node, Sequence) and not node.items:
                self._missing(f"`{field.name}` is empty", node, "", field.doc)
            return None
        self.entry.references.extend(("name", f"{path}.{n}", t) for n, t in enumerate(texts))
        return texts

    def _choice(self, node: Node, field: Field, path: str) -> str | None:
        text = self._text(node, field)
        if text is None or text in field.choices:
            return text
        guess = nearest(text, list(field.choices))
        listed = ", ".join(field.choices)
        if field.name == "format":
            self._findings.error(
                "Y-FORMAT",
                f"the format {text[:20]!r} is not known; this version of brief reads {listed}",
                node,
                help="write `format: 1`, or install a newer version of brief",
            )
            return None
        self._findings.error(
            "Y-CHOICE",
            f"`{field.name}` cannot be `{short(text)}`",
            node,
            help=f"did you mean `{guess}`? One of: {listed}" if guess else f"one of: {listed}",
            fact=self.entry.id,
        )
        return None

    def _selectors(self, node: Node, field: Field, path: str) -> list[Any] | None:
        items = [node] if isinstance(node, Mapping) else self._items(node, field)
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
            text = self._text(item, field)
            if text is not None:
                read.append(text)
        if not read:
            if not items:
                self._missing(f"`{field.name}` is empty", node, "", field.doc)
            return None
        return read

    def _quantity(self, node: Node, field: Field, path: str) -> dict[str, Any] | None:
        if isinstance(node, Mapping):
            value: dict[str, Any] = {}
            self._fields(node, VALUE, path, value, (), field.name, None)
            return value if "text" in value else None
        text = self._text(node, field)
        if text == NOT_STATED and not field.not_stated:
            self._missing(f"`{field.name}` must be stated", node, "", field.doc)
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
        self._type(node, f"`{field.name}` is a mapping of keys and values", help=_keys_help(field))
        return None

    def _records(self, node: Node, field: Field, path: str) -> list[Any] | None:
        if not isinstance(node, Sequence):
            if isinstance(node, Scalar) and not node.value:
                self._missing(f"`{field.name}` has no value", node, "", field.doc)
            else:
                self._type(node, f"`{field.name}` is a list", help=_keys_help(field))
            return None
        records = []
        for at, item in enumerate(node.items):
            place = f"{path}.{at}"
            self.places[place] = (item.line, item.column, item.length)
            read = self._record(item, field, place)
            # A record that cannot be read keeps its number, so that paths stay true.
            records.append(read if read is not None else {})
        return records

    def _yes(self, node: Node, field: Field, path: str) -> str | None:
        text = self._text(node, field)
        if text is None or text.lower() in _YES:
            return text and _YES[text.lower()]
        self._findings.error(
            "Y-CHOICE", f"`{field.name}` is yes or no", node, help=field.doc, fact=self.entry.id
        )
        return None

    def _stated(self, node: Node, field: Field, path: str) -> dict[str, str] | None:
        if isinstance(node, Scalar):
            text = self._text(node, field)
            if text == NOT_STATED:
                return {"value": "", "basis": NOT_STATED, "by": ""}
            return None if text is None else {"value": text, "basis": "stated", "by": ""}
        if not isinstance(node, Mapping):
            self._type(node, f"`{field.name}` is a text", help=_flow_help(node))
            return None
        value: dict[str, str] = {}
        self._fields(node, stated_fields(field), path, value, (("supplied", "inferred"),), "", None)
        for basis in ("supplied", "inferred"):
            if basis in value and "by" in value:
                return {"value": value[basis], "basis": basis, "by": value["by"]}
        return None

    def _count(self, node: Node, field: Field, path: str) -> str | None:
        text = self._text(node, field)
        if text is None or (text.isascii() and text.isdigit() and len(text) <= 9):
            return text
        self._type(node, f"`{field.name}` is a whole number")
        return None

    def _day(self, node: Node, field: Field, path: str) -> str | None:
        text = self._text(node, field)
        if text is None:
            return None
        match = _DAY.match(text)
        if match and text.isascii() and _is_day(*map(int, match.groups())):
            return text
        self._type(
            node, f"`{field.name}` is a day: year, month and day", help="for example `2026-11-21`"
        )
        return None

    def _path(self, node: Node, field: Field, path: str) -> str | None:
        text = self._text(node, field)
        if text is None:
            return None
        steps = text.split("/")
        if "\\" in text or text.startswith("/") or ":" in steps[0] or ".." in steps:
            self._findings.error(
                "Y-PATH",
                f"`{field.name}` is a file inside the dossier's folder",
                node,
                help="for example `snapshots/report.txt`, with forward slashes",
                fact=self.entry.id,
            )
            return None
        return text

    def _lines(self, node: Node, field: Field, path: str) -> list[str] | None:
        if isinstance(node, Sequence):
            return self._texts(node, field, path)
        if not isinstance(node, Scalar):
            self._type(
                node,
                f"`{field.name}` is a block of lines",
                help="begin it with `|` on the key's line",
            )
            return None
        lines = [line.strip() for line in node.value.split("\n") if line.strip()]
        if any(len(line) > field.limit or _LONG_WORD.search(line) for line in lines):
            self._long(node, max(lines, key=len), field)
            return None
        return lines

    def _map(self, node: Node, field: Field, path: str) -> dict[str, Any] | None:
        if not isinstance(node, Mapping):
            if isinstance(node, Scalar) and not node.value:
                self._missing(f"`{field.name}` has no value", node, "", field.doc)
            else:
                self._type(node, f"`{field.name}` is a mapping of keys and values")
            return None
        of = field.fields[0]
        values: dict[str, Any] = {}
        for key, item in node.pairs:
            place = f"{path}.{key.value}"
            if field.keys == "source":
                self.places[f"{place}.key"] = (key.line, key.column, key.length)
                self.entry.references.append(("source", f"{place}.key", key.value))
            elif not _ID.match(key.value.lower()):
                self._id(key, of.name)
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


def _is_day(year: int, month: int, day: int) -> bool:
    if not (1 <= month <= 12 and day >= 1 and year >= 1):
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _id_like(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text[:_MAX_ID].lower()))


def _kind_help(kinds: dict[str, Kind]) -> str:
    return "begin it with its kind and its id; kinds: " + ", ".join(kinds)


def _keys_help(field: Field) -> str:
    return "its keys: " + ", ".join(f.name for f in field.fields) if field.fields else ""


def _flow_help(node: Node) -> str:
    """What people usually meant where YAML reads a list or a mapping."""
    if isinstance(node, Sequence):
        return "a text that begins with `[` or `- ` goes in quotes, or in a block (`>-`)"
    if isinstance(node, Mapping) and node.pairs:
        return "a text that holds a colon and a blank goes in quotes, or in a block (`>-`)"
    return "a text that begins with `{` goes in quotes, or in a block (`>-`)"
