"""Single values of a dossier's files by their forms: texts, lists, choices, days, paths, names."""

from __future__ import annotations

import re

from brief import TYPE_CHECKING
from brief.dossier.findings import Findings, short
from brief.dossier.nodes import Mapping, Node, Scalar, Sequence
from brief.dossier.records import Entry
from brief.expressions import expression
from brief.facts.fact import NOT_STATED, Place
from brief.facts.fields import Field
from brief.text.words import nearest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

ID = expression(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_DAY = expression(r"(\d{4})-(\d\d)-(\d\d)\Z")
_MAX_WORD = 2000
_MAX_ID = 100
_LONG_WORD = expression(r"\S{%d}" % (_MAX_WORD + 1))  # noqa: UP031 - braces of the expression
_YES = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}
_REFERENCES = frozenset(
    ("name", "names", "source", "sources", "fact", "facts", "subject", "entry", "target")
)


class Values:
    """Reads the values of one record after the other into `entry`, with their places.

    Who reads records adds the forms that hold others to `forms`.
    """

    __slots__ = ("entry", "findings", "forms", "places")

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.begin("", "")
        self.forms: dict[str, Callable[[Node, Field, str], Any]] = {
            "texts": self.texts,
            "choice": self._choice,
            "names": self._names,
            "sources": self._list_of_references,
            "facts": self._list_of_references,
            "yes": self._yes,
            "count": self._count,
            "day": self._day,
            "path": self._path,
            "lines": self._lines,
        }

    def begin(self, kind: str, id: str) -> Entry:
        """A record, into which is read from now on."""
        self.places: dict[str, Place] = {}
        self.entry = Entry(kind, id, {}, self.places, [])
        return self.entry

    def value(self, node: Node, field: Field, path: str) -> Any:
        """The value of a field in its long form, or None where it cannot be read."""
        form = field.form
        self.places[path] = (node.line, node.column, node.length)
        read = self.forms.get(form)
        if read is not None:
            return read(node, field, path)
        text = self.text(node, field)
        if text is None:
            return None
        if form in _REFERENCES:
            if text not in field.choices and not (field.not_stated and text == NOT_STATED):
                self.entry.references.append((form, path, text))
        elif form == "id" and not ID.match(text):
            self.id(node, field.name)
            return None
        return text

    def unknown(self, key: Scalar, fields: dict[str, Field], also: str = "") -> None:
        """Tell of a key that is in no table, with the one that was probably meant."""
        guess = nearest(key.value, [name for name in fields if name != also])
        known = ", ".join(fields)
        self.findings.error(
            "Y-UNKNOWN",
            f"`{short(key.value)}` is not known here",
            key,
            help=f"did you mean `{guess}`?" if guess else f"known: {known}",
            fact=self.entry.id,
        )

    def id(self, node: Node, kind: str) -> str | None:
        """An id, or None where it is none, which is told; `kind` is what would have it."""
        if isinstance(node, Scalar) and ID.match(node.value) and len(node.value) <= _MAX_ID:
            return node.value
        if isinstance(node, Scalar) and not node.value:
            self.findings.error(
                "Y-ID", f"the {kind} has no id", node, help=f"write `{kind}: its-id`"
            )
            return None
        if isinstance(node, Scalar):
            self.findings.dropped.add(node.value)
        guess = _id_like(node.value) if isinstance(node, Scalar) else ""
        self.findings.error(
            "Y-ID",
            "an id is lower-case letters and digits, joined by hyphens",
            node,
            help=f"write `{guess}`" if guess else "for example `boeing-787`",
        )
        return None

    def missing(self, message: str, at: Node | Place | None, what: str, help: str) -> None:
        """Tell of a value that is not there, in the record that `what` names."""
        where = f"the {what}: " if what else ""
        self.findings.error("Y-MISSING", where + message, at, help=help, fact=self.entry.id)

    def text(self, node: Node, field: Field) -> str | None:
        """A text of one paragraph, its line ends turned into blanks."""
        if type(node) is not Scalar:
            self.wrong(node, f"`{field.name}` is a text", help=flow_help(node))
            return None
        text = node.value
        if "\n" in text:
            text = text.strip()
            if "\n\n" in text and field.form != "selector":
                self.findings.error(
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
            self.missing(f"`{field.name}` has no value", node, "", field.doc)
            return None
        if len(text) > field.limit or (len(text) > _MAX_WORD and _LONG_WORD.search(text)):
            self.long(node, text, field)
            return None
        return text

    def long(self, node: Node, text: str, field: Field) -> None:
        """Tell of a text that is too long, or of a word in it."""
        if len(text) > field.limit:
            message = f"`{field.name}` has {len(text)} characters; {field.limit} are the most"
        else:
            message = f"a word of more than {_MAX_WORD} characters stands in `{field.name}`"
        self.findings.error(
            "Y-SIZE", message, node, help="shorten it, or divide it over several records",
            fact=self.entry.id,
        )  # fmt: skip

    def wrong(self, node: Node, message: str, *, help: str = "") -> None:
        """Tell of a value that is not of its form."""
        self.findings.error("Y-TYPE", message, node, help=help or (), fact=self.entry.id)

    def items(self, node: Node, field: Field) -> list[Node] | None:
        """The items of a list; one text is a list of one."""
        if isinstance(node, Sequence):
            return node.items
        if isinstance(node, Scalar):
            if node.value:
                return [node]
            self.missing(f"`{field.name}` has no value", node, "", field.doc)
            return None
        self.wrong(node, f"`{field.name}` is a list", help=flow_help(node))
        return None

    def texts(self, node: Node, field: Field, path: str) -> list[str] | None:
        """A list of texts, the place of each kept."""
        items = self.items(node, field)
        if items is None:
            return None
        texts = []
        for at, item in enumerate(items):
            self.places[f"{path}.{at}"] = (item.line, item.column, item.length)
            text = self.text(item, field)
            if text is not None:
                texts.append(text)
        if field.required and not items and field.form != "names":
            self.missing(f"`{field.name}` is empty", node, "", field.doc)
            return None
        return texts

    def _list_of_references(self, node: Node, field: Field, path: str) -> list[str] | None:
        texts = self.texts(node, field, path)
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
        texts = self.texts(node, field, path)
        if texts is None:
            return None
        if not texts:
            if isinstance(node, Sequence) and not node.items:
                self.missing(f"`{field.name}` is empty", node, "", field.doc)
            return None
        self.entry.references.extend(("name", f"{path}.{n}", t) for n, t in enumerate(texts))
        return texts

    def _choice(self, node: Node, field: Field, path: str) -> str | None:
        text = self.text(node, field)
        if text is None or text in field.choices:
            return text
        guess = nearest(text, list(field.choices))
        listed = ", ".join(field.choices)
        if field.name == "format":
            self.findings.error(
                "Y-FORMAT",
                f"the format {text[:20]!r} is not known; this version of brief reads {listed}",
                node,
                help="write `format: 1`, or install a newer version of brief",
            )
            return None
        self.findings.error(
            "Y-CHOICE",
            f"`{field.name}` cannot be `{short(text)}`",
            node,
            help=f"did you mean `{guess}`? One of: {listed}" if guess else f"one of: {listed}",
            fact=self.entry.id,
        )
        return None

    def _yes(self, node: Node, field: Field, path: str) -> str | None:
        text = self.text(node, field)
        if text is None or text.lower() in _YES:
            return text and _YES[text.lower()]
        self.findings.error(
            "Y-CHOICE", f"`{field.name}` is yes or no", node, help=field.doc, fact=self.entry.id
        )
        return None

    def _count(self, node: Node, field: Field, path: str) -> str | None:
        text = self.text(node, field)
        if text is None or (text.isascii() and text.isdigit() and len(text) <= 9):
            return text
        self.wrong(node, f"`{field.name}` is a whole number")
        return None

    def _day(self, node: Node, field: Field, path: str) -> str | None:
        text = self.text(node, field)
        if text is None:
            return None
        match = _DAY.match(text)
        if match and text.isascii() and _is_day(*map(int, match.groups())):
            return text
        self.wrong(
            node, f"`{field.name}` is a day: year, month and day", help="for example `2026-11-21`"
        )
        return None

    def _path(self, node: Node, field: Field, path: str) -> str | None:
        text = self.text(node, field)
        if text is None:
            return None
        steps = text.split("/")
        if "\\" in text or text.startswith("/") or ":" in steps[0] or ".." in steps:
            self.findings.error(
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
            return self.texts(node, field, path)
        if not isinstance(node, Scalar):
            self.wrong(
                node,
                f"`{field.name}` is a block of lines",
                help="begin it with `|` on the key's line",
            )
            return None
        lines = [line.strip() for line in node.value.split("\n") if line.strip()]
        if any(len(line) > field.limit or _LONG_WORD.search(line) for line in lines):
            self.long(node, max(lines, key=len), field)
            return None
        return lines


def _is_day(year: int, month: int, day: int) -> bool:
    if not (1 <= month <= 12 and day >= 1 and year >= 1):
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _id_like(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text[:_MAX_ID].lower()))


def flow_help(node: Node) -> str:
    """What people usually meant where YAML reads a list or a mapping."""
    if isinstance(node, Sequence):
        return "a text that begins with `[` or `- ` goes in quotes, or in a block (`>-`)"
    if isinstance(node, Mapping) and node.pairs:
        return "a text that holds a colon and a blank goes in quotes, or in a block (`>-`)"
    return "a text that begins with `{` goes in quotes, or in a block (`>-`)"
