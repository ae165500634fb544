"""Reads a finished HTML page back as text: body, notes and where they are marked."""

from __future__ import annotations

from html.parser import HTMLParser

from brief.record import Record

_VOID = frozenset({"br", "col", "hr", "img", "link", "meta", "wbr"})
_SILENT = frozenset({"script", "style", "title", "template", "svg"})


class ReadHtml(Record):
    """An HTML page read back: text of `main` without white space, notes, running heads."""

    body: str
    cites: tuple[int, ...]
    notes: tuple[tuple[int, str], ...]
    running: str


def read(data: bytes) -> ReadHtml:
    """The text of a page; bytes that are no UTF-8 are replaced, and so will not compare equal."""
    reader = _Reader()
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    notes = tuple(sorted((n, "".join(t)) for n, t in reader.notes.items()))
    return ReadHtml("".join(reader.body), tuple(reader.cites), notes, "".join(reader.running))


class _Reader(HTMLParser):
    """Walks the page; each open element is (tag, what its text is)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.body: list[str] = []
        self.running: list[str] = []
        self.notes: dict[int, list[str]] = {}
        self.cites: list[int] = []
        self._open: list[tuple[str, str]] = []
        self._note = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        values = dict(attrs)
        role = values.get("role") or ""
        what = self._open[-1][1] if self._open else ""
        if tag in _SILENT or role == "doc-backlink":
            what = "silent"
        elif role == "doc-noteref":
            what = "cite"
        elif role == "doc-endnotes":
            what = "silent"  # its heading may be the writer's own
        elif values.get("id") == "notes-title" and "data-own" not in values:
            what = "body"  # it is the template's
        elif tag == "li" and any(w == "silent" for _, w in self._open) and values.get("value"):
            self._note = int(values["value"] or 0)
            what = "note"
        elif tag == "main":
            what = "body"
        elif tag in ("header", "footer") and what != "body":
            what = "running"
        self._open.append((tag, what))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        words = "".join(data.replace("\xad", "").split())
        what = self._open[-1][1] if self._open else ""
        if not words:
            return
        if what == "body":
            self.body.append(words)
        elif what == "running":
            self.running.append(words)
        elif what == "note":
            self.notes.setdefault(self._note, []).append(words)
        elif what == "cite" and words.isdecimal():
            self.cites.append(int(words))
