"""WordprocessingML as text: the paragraphs of one part, in one pass over the tags that matter.

expat vouches that a part is well-formed XML without a document type.  Of such XML an expression
finds the few elements that carry words, notes, fields and changes, several times faster than a
callback for each element does: "<" stands in no text and in no attribute value (XML 1.0, 2.4 and
3.1), so what looks like a tag is one.
"""

from __future__ import annotations

import codecs
import re
from xml.parsers import expat

from brief.diagnostics import BriefError
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
    "p|pStyle|t|tab|br|cr|noBreakHyphen|softHyphen|vanish|tbl|del|ins|moveFrom|moveTo|delText|"
    "delInstrText|footnote|footnoteReference|endnote|endnoteReference|bookmarkStart|bookmarkEnd|"
    "instrText|fldChar|fldSimple"
)
_ENDS = "p|tbl|del|ins|moveFrom|moveTo|fldSimple"
_INSIDE = r"""(?=[\s/>])((?:[^<>"']+|"[^"]*"|'[^']*')*)>"""  # a tag's attributes, and its slash
_ELEMENT = re.compile(rf"<(?:w:({_STARTS}){_INSIDE}([^<]*)|/w:({_ENDS})\s*>)")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_OFF = ("0", "false", "off")
_RUN = re.compile(r"<w:r[\s/>]")
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(\w+));")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}

_ASIDE = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
# Text boxes, and what older readers are given again; nothing of either is the body's text.
_BESIDE = ("w:txbxContent", "mc:Fallback")
_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
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
        self._code: list[str] = []
        self._fields: list[str] = []  # the state of each open field: "code" or "result"
        self._noteref = False
        self._note = ""
        self._bookmarks: dict[str, str] = {}

    def read(self, data: bytes, name: str) -> None:
        """Add the paragraphs of a part; `BriefError` where it is damaged or hostile."""
        markup = _markup(data, name)
        hidden_until = 0
        styles: dict[str, str] = {}
        for found in _ELEMENT.finditer(markup):
            tag, attributes, text, end = found.groups()
            if tag == "t":
                if text and attributes[-1:] != "/":
                    self._add(_plain(text), found.start() < hidden_until)
            elif tag == "p":
                self._rest()
                if attributes[-1:] == "/":
                    self._finish()
            elif end == "p":
                self._finish()
            elif end:
                self._end(end)
            elif tag == "pStyle":
                style = styles.get(attributes)
                if style is None:
                    style = styles[attributes] = _values(attributes).get("w:val", "")
                self._style = style
            elif tag in _CHARACTERS:
                if "w:pos" not in attributes:  # a tab stop is no tab
                    self._add(_CHARACTERS[tag], found.start() < hidden_until)
            elif tag == "vanish":
                # Of a run, or of a paragraph's own mark: it ends where a run begins.
                if _values(attributes).get("w:val", "1") not in _OFF:
                    following = _RUN.search(markup, found.end())
                    hidden_until = following.start() if following else len(markup)
            else:
                closed = attributes[-1:] == "/"
                self._start(tag, _values(attributes), "" if closed else text)
                if closed:
                    self._end(tag)
        self._rest()

    def _start(self, tag: str, values: dict[str, str], text: str) -> None:
        if tag in ("footnoteReference", "endnoteReference"):
            self._refs.append(tag[0] + values.get("w:id", ""))
            for bookmark in self._bookmarks.values():
                self.marks[bookmark] = self._refs[-1]
        elif tag in ("footnote", "endnote"):
            special = values.get("w:type", "normal") != "normal"
            self._note = "" if special else tag[0] + values.get("w:id", "")
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
        if tag == "tbl":
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

    def _add(self, text: str, hidden: bool) -> None:
        if self._noteref or (self._fields and self._fields[-1] == "code"):
            return
        if self._changes["deleted"]:
            return
        if hidden:
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
    """The part as tags and text alone; `BriefError` where it is not well-formed, declares a
    document type, or calls Word's elements by a prefix that no program does."""
    encoding = "utf-8"

    def declared(_version: str, given: str | None, _standalone: int) -> None:
        nonlocal encoding
        encoding = given or encoding

    def refuse(*_: object) -> None:
        raise BriefError(f"{name} is refused: a part declares a document type or entities")

    parser = expat.ParserCreate()
    parser.XmlDeclHandler = declared
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BriefError(f"{name} is damaged: {error}") from error
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    text = data.decode(encoding)
    if "<!" in text or text.find("<?", 1) > 0:  # more than the declaration
        text = _ASIDE.sub(lambda found: _escaped(found[1] or ""), text)
    if "\r" in text:  # XML 1.0, 2.11
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for tag in _BESIDE:
        text = _without(tag, text)
    if "<m:t" in text:  # the words of formulas
        text = re.sub(r"<(/?)m:t(?=[\s/>])", r"<\1w:t", text)
    for uri in _NAMESPACES:
        if text.count(uri) != text.count(f'xmlns:w="{uri}"'):
            raise BriefError(f"{name} is refused: a part calls Word's elements by another prefix")
    return text


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
