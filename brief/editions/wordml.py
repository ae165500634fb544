"""WordprocessingML as text: the paragraphs of one part, in one pass over the tags that matter.

expat vouches that a part is well-formed XML without a document type.  Of such XML an expression
finds the few elements that carry words, notes, fields and changes, several times faster than a
callback for each element does: "<" stands in no text and in no attribute value (XML 1.0, 2.4 and
3.1), so what looks like a tag is one.
"""

from __future__ import annotations

import codecs
import pyexpat as expat  # all that `xml.parsers.expat` exports, without three packages
import re

from brief.diagnostics import BriefError
from brief.expressions import expression
from brief.record import Record

_CHARACTERS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_CHANGES = {"del": "deleted", "moveFrom": "deleted", "ins": "inserted", "moveTo": "inserted"}
_STARTS = (
    "t|p|pStyle|tab|br|cr|noBreakHyphen|softHyphen|tbl|del|ins|moveFrom|moveTo|delText|"
    "delInstrText|footnote|footnoteReference|endnote|endnoteReference|bookmarkStart|bookmarkEnd|"
    "instrText|fldChar|fldSimple"
)
_ENDS = "p|tbl|del|ins|moveFrom|moveTo|fldSimple"
# A tag's attributes, and its slash.
_INSIDE = r"""(?=[\s/>])([^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*)>"""
# The spelling that most paragraphs and texts have is taken in one step; others are found below it.
_PARAGRAPH = r'(p)>(?:<w:pPr><w:pStyle w:val="([^"]*)"/>|)'
_TEXT = r't(?: xml:space="preserve"|)>([^<]+)</w:t></w:r>(?:</w:sdtContent></w:sdt>|)(</w:p>|)'
_ELEMENT = rf"<(?:w:(?:{_PARAGRAPH}|{_TEXT}|({{starts}}){_INSIDE}([^<]*))|/w:({_ENDS})\s*>)"
_ELEMENTS = expression(_ELEMENT.format(starts=_STARTS))
# Where something is hidden, runs count too: what hides one ends where the next begins.
_ELEMENTS_AND_RUNS = expression(_ELEMENT.format(starts=f"{_STARTS}|r|vanish"))
_ATTRIBUTE = expression(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_OFF = ("0", "false", "off")
_REFERENCE = expression(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(\w+));")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}

_ASIDE = expression(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
# Text boxes, and what older readers are given again; nothing of either is the body's text.
_BESIDE = ("w:txbxContent", "mc:Fallback")
# Properties that take much room and hold no words.
_PROPERTIES = (b"w:sdtPr", b"w:tcPr")
_NAMESPACES = (
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
)


class Paragraph(Record):
    """A paragraph as read: its style's id, text, the ids of notes marked in it, the bookmarks
    that its note cross-references name, and whether it stands in a table cell."""

    style: str
    text: str
    notes: tuple[str, ...]
    repeats: tuple[str, ...]
    cell: bool


class Part:
    """The paragraphs of a part; where it holds notes, those are in `notes` by their ids."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.notes: dict[str, str] = {}
        self.marks: dict[str, str] = {}
        self.tracked: list[tuple[str, str]] = []
        self.hidden: list[str] = []
        self._style = ""
        self._text: list[str] = []
        self._refs: list[str] = []
        self._repeats: list[str] = []
        self._tables = 0
        self._changes = {"deleted": 0, "inserted": 0}  # how many of each are open
        self._hidden = False
        self._code: list[str] = []
        self._fields: list[str] = []  # the state of each open field: "code" or "result"
        self._noteref = False
        self._note = ""
        self._bookmarks: dict[str, str] = {}

    def read(self, data: bytes, name: str) -> None:
        """Add the paragraphs of a part; `BriefError` where it is damaged or hostile."""
        markup = _markup(data, name)
        elements = _ELEMENTS_AND_RUNS if "<w:vanish" in markup else _ELEMENTS
        self._hidden = False
        shown = self._shown()
        for begun, style, words, ended, tag, attributes, text, end in elements.findall(markup):
            if words:
                if shown:
                    self._text.append(_plain(words) if "&" in words else words)
                else:
                    self._add(_plain(words))
                if ended:
                    self._finish()
            elif begun:
                self._rest()
                self._style = _plain(style)
            elif end == "p":
                self._finish()
            else:
                if end:
                    self._end(end)
                else:
                    closed = attributes[-1:] == "/"
                    self._start(tag, attributes, "" if closed else text)
                    if closed:
                        self._end(tag)
                shown = self._shown()
        self._rest()

    def _shown(self) -> bool:
        """Whether words count as they stand: in no field, change or hidden run."""
        return not (self._fields or self._hidden or any(self._changes.values()))

    def _start(self, tag: str, attributes: str, text: str) -> None:
        if tag in _CHARACTERS:
            if "w:pos" not in attributes:  # a tab stop is no tab
                self._add(_CHARACTERS[tag])
        elif tag == "t":
            if text:
                self._add(_plain(text))
        elif tag == "r":
            self._hidden = False
        elif tag == "p":
            self._rest()
        else:
            self._mark(tag, _values(attributes), text)

    def _mark(self, tag: str, values: dict[str, str], text: str) -> None:
        if tag in ("footnoteReference", "endnoteReference"):
            self._refs.append(tag[0] + values.get("w:id", ""))
            for bookmark in self._bookmarks.values():
                self.marks[bookmark] = self._refs[-1]
        elif tag in ("footnote", "endnote"):
            special = values.get("w:type", "normal") != "normal"
            self._note = "" if special else tag[0] + values.get("w:id", "")
        elif tag == "pStyle":
            self._style = values.get("w:val", "")
        elif tag == "vanish":
            # Of a run, or of a paragraph's own mark: it ends where a run begins.
            self._hidden |= values.get("w:val", "1") not in _OFF
        elif tag == "tbl":
            self._tables += 1
        elif tag in _CHANGES:
            self._changes[_CHANGES[tag]] += 1
        elif tag in ("delText", "delInstrText"):
            if self._changes["deleted"] and text.strip():
                self.tracked.append(("deleted", _plain(text)))
        elif tag == "bookmarkStart":
            self._bookmarks[values.get("w:id", "")] = values.get("w:name", "")
        elif tag == "bookmarkEnd":
            self._bookmarks.pop(values.get("w:id", ""), None)
        elif tag == "instrText":
            self._code.append(_plain(text))
        elif tag == "fldSimple":
            self._field("begin")
            self._code = [values.get("w:instr", "")]
            self._field("separate")
        elif tag == "fldChar":
            self._field(values.get("w:fldCharType", ""))

    def _end(self, tag: str) -> None:
        if tag == "p":
            self._finish()
        elif tag == "tbl":
            self._tables -= 1
        elif tag in _CHANGES:
            self._changes[_CHANGES[tag]] -= 1
        elif tag == "fldSimple":
            self._field("end")

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("code")
            self._code = []
        elif kind == "separate" and self._fields:
            self._fields[-1] = "result"
            words = "".join(self._code).split()
            if words and words[0] == "NOTEREF":
                self._noteref = True
                bookmark = words[1] if len(words) > 1 else ""
                self._repeats.append(bookmark)
                self._refs.append(self.marks.get(bookmark, bookmark))
        elif kind == "end" and self._fields:
            self._fields.pop()
            self._noteref = False

    def _add(self, text: str) -> None:
        if self._noteref or (self._fields and self._fields[-1] == "code"):
            return
        if self._changes["deleted"]:
            return
        if self._hidden:
            self.hidden.append(text)
            return
        if self._changes["inserted"] and text.strip():
            self.tracked.append(("inserted", text))
        self._text.append(text)

    def _finish(self) -> None:
        text = "".join(self._text)
        if self._note:
            before = self.notes.get(self._note)
            self.notes[self._note] = text if before is None else f"{before} {text}"
        else:
            notes, repeats = tuple(self._refs), tuple(self._repeats)
            self.paragraphs.append(Paragraph(self._style, text, notes, repeats, self._tables > 0))
        self._style = ""
        self._text, self._refs, self._repeats = [], [], []

    def _rest(self) -> None:
        """Words that stand in no paragraph, which no reader should lose, as one of their own."""
        if self._text or self._refs:
            self._finish()


def _values(attributes: str) -> dict[str, str]:
    if "=" not in attributes:
        return {}
    return {name: _plain(one or two) for name, one, two in _ATTRIBUTE.findall(attributes)}


def _plain(text: str) -> str:
    """Text with its references resolved; expat has seen that there are no others."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    sixteen, ten, name = found.groups()
    return _ENTITIES[name] if name else chr(int(sixteen, 16) if sixteen else int(ten))


def _markup(data: bytes, name: str) -> str:
    """The part as tags and text alone, some properties left out; `BriefError` where it is not
    well-formed, declares a document type, or calls Word's elements by a prefix that no program
    does."""
    encoding, aside = _parsed(data, name)
    if encoding.lower() != "utf-8" or aside:
        text = data.decode(encoding)
        if aside:
            text = _ASIDE.sub(lambda found: _escaped(found[1] or ""), text)
        data = text.encode()
    if b"\r" in data:  # XML 1.0, 2.11
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    for uri in _NAMESPACES:
        if data.count(uri) != data.count(b'xmlns:w="%b"' % uri):
            raise BriefError(f"{name} is refused: a part calls Word's elements by another prefix")
    for tag in _PROPERTIES:
        # They do not hold each other, so each ends at the next end.
        first, *others = data.split(b"<%b>" % tag)
        end = b"</%b>" % tag
        data = b"".join([first, *[piece.partition(end)[2] for piece in others]])
    text = data.decode()
    for beside in _BESIDE:
        text = _without(beside, text)
    if "<m:t" in text:  # the words of formulas
        text = re.sub(r"<(/?)m:t(?=[\s/>])", r"<\1w:t", text)
    return text


def _parsed(data: bytes, name: str) -> tuple[str, bool]:
    """The encoding of a part, which expat vouches is well-formed, and whether there is more in it
    than elements and text."""
    encoding, aside = "utf-8", False

    def declared(_version: str, given: str | None, _standalone: int) -> None:
        nonlocal encoding
        encoding = given or encoding

    def refuse(*_: object) -> None:
        raise BriefError(f"{name} is refused: a part declares a document type or entities")

    def more(*_: object) -> None:
        nonlocal aside
        aside = True

    parser = expat.ParserCreate()
    parser.XmlDeclHandler = declared
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.CommentHandler = parser.ProcessingInstructionHandler = more
    parser.StartCdataSectionHandler = more
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BriefError(f"{name} is damaged: {error}") from error
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    return encoding, aside


def _without(tag: str, markup: str) -> str:
    """Markup without the elements of that name, those within each other too."""
    if f"<{tag}" not in markup:
        return markup
    kept: list[str] = []
    depth = position = 0
    for found in re.finditer(rf"<(/?){tag}{_INSIDE}", markup):
        if depth == 0:
            kept.append(markup[position : found.start()])
        depth += -1 if found[1] else found[2][-1:] != "/"
        position = found.end()
    return "".join((*kept, markup[position:]))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
