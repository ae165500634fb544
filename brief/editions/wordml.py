"""WordprocessingML as text: the paragraphs of one part, their notes, fields and changes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from brief.diagnostics import BriefError
from brief.editions.shapes import Meaning, Shapes
from brief.record import Record

_OFF = ("0", "false", "off")
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
        self._name = ""
        self._shapes, self._hiding = Shapes(_MEANING), Shapes(_HIDING)
        self._style = ""
        self._text: list[str] = []
        self._refs: list[str] = []
        self._repeats: list[str] = []
        self._tables = 0
        self._deleted = self._inserted = 0  # how many of each are open
        self._hidden = False
        self._code: list[str] = []
        self._fields: list[str] = []  # the state of each open field: "code" or "result"
        self._noteref = False
        self._note = ""
        self._bookmarks: dict[str, str] = {}

    def read(self, data: bytes, name: str) -> None:
        """Add the paragraphs of a part; `BriefError` where it is damaged or hostile, or calls
        Word's elements by a prefix that no program does."""
        self._name = name
        self._hidden = False
        cut = self._shapes.cut(data, name)
        if Part._hide in self._shapes.asked:
            cut = self._hiding.cut(data, name)  # where nothing is hidden, no run is looked at
        values, add = iter(cut.values), Part._add
        for step, said in zip(cut.steps, cut.words, strict=True):
            for act, asks in step.acts:
                if not asks:
                    act(self)
                elif asks == 1:
                    act(self, next(values))
                else:
                    act(self, *islice(values, asks))
            if said:
                takes = step.words
                if takes is add and not (
                    self._fields or self._hidden or self._deleted or self._inserted
                ):
                    self._text.append(said)  # as most do
                elif takes is not None:
                    takes(self, said)
        self._rest()

    def _declare(self, attribute: str, uri: str) -> None:
        if uri in _NAMESPACES and attribute != "xmlns:w":
            raise BriefError(
                f"{self._name} is refused: a part calls Word's elements by another prefix"
            )

    # ------------------------------------------------------------ paragraphs and tables

    def _set_style(self, style: str) -> None:
        self._style = style

    def _finish(self) -> None:
        words, notes, repeats = self._text, self._refs, self._repeats
        text = words[0] if len(words) == 1 else "".join(words)
        words.clear()
        if self._note:
            before = self.notes.get(self._note)
            self.notes[self._note] = text if before is None else f"{before} {text}"
        else:
            self.paragraphs.append(
                Paragraph(self._style, text, tuple(notes), tuple(repeats), self._tables > 0)
            )
        self._style = ""
        if notes:  # as has any paragraph that has a repeat
            notes.clear()
            repeats.clear()

    def _follow(self, style: str) -> None:
        """The end of a paragraph, and the style of the next."""
        self._finish()
        self._style = style

    def _rest(self) -> None:
        """Words that stand in no paragraph, which no reader should lose, as one of their own."""
        if self._text or self._refs:
            self._finish()

    def _begin_table(self) -> None:
        self._tables += 1

    def _end_table(self) -> None:
        self._tables -= 1

    # ------------------------------------------------------------ words

    def _add(self, text: str) -> None:
        if self._noteref or (self._fields and self._fields[-1] == "code"):
            return
        if self._deleted:
            return
        if self._hidden:
            self.hidden.append(text)
            return
        if self._inserted and text.strip():
            self.tracked.append(("inserted", text))
        self._text.append(text)

    def _add_deleted(self, text: str) -> None:
        if self._deleted and text.strip():
            self.tracked.append(("deleted", text))

    def _begin_run(self) -> None:
        self._hidden = False

    def _hide(self, value: str) -> None:
        """Of a run, or of a paragraph's own mark: it ends where a run begins."""
        self._hidden |= value not in _OFF

    def _begin_deletion(self) -> None:
        self._deleted += 1

    def _end_deletion(self) -> None:
        self._deleted -= 1

    def _begin_insertion(self) -> None:
        self._inserted += 1

    def _end_insertion(self) -> None:
        self._inserted -= 1

    # ------------------------------------------------------------ notes and bookmarks

    def _refer(self, note: str) -> None:
        self._refs.append(note)
        if self._bookmarks:
            self.marks.update(dict.fromkeys(self._bookmarks.values(), note))

    def _begin_bookmark(self, identifier: str, name: str) -> None:
        self._bookmarks[identifier] = name

    def _end_bookmark(self, identifier: str) -> None:
        self._bookmarks.pop(identifier, None)

    # ------------------------------------------------------------ fields

    def _add_code(self, text: str) -> None:
        self._code.append(text)

    def _begin_simple_field(self, code: str) -> None:
        self._field("begin")
        self._code = [code]
        self._field("separate")

    def _end_simple_field(self) -> None:
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


def _sign(sign: str) -> Callable[[Part, str], None]:
    """What stands for a character; a tab stop, which has a position, is no tab."""

    def add(part: Part, position: str) -> None:
        if not position:
            part._add(sign)

    return add


def _begin_note(kind: str) -> Callable[[Part, str, str], None]:
    def begin(part: Part, identifier: str, special: str) -> None:
        part._note = "" if special not in ("", "normal") else kind + identifier

    return begin


def _refer(kind: str) -> Callable[[Part, str], None]:
    return lambda part, identifier: part._refer(kind + identifier)


_SIGN = ("w:pos",)
_IDENTIFIER = ("w:id",)
_MEANING = Meaning(
    starts={
        "w:p": (Part._rest, ()),
        "w:pStyle": (Part._set_style, ("w:val",)),
        "w:vanish": (Part._hide, ("w:val",)),
        "w:tab": (_sign("\t"), _SIGN),
        "w:br": (_sign("\n"), _SIGN),
        "w:cr": (_sign("\n"), _SIGN),
        "w:noBreakHyphen": (_sign("\u2011"), _SIGN),
        "w:softHyphen": (_sign("\u00ad"), _SIGN),
        "w:tbl": (Part._begin_table, ()),
        "w:del": (Part._begin_deletion, ()),
        "w:moveFrom": (Part._begin_deletion, ()),
        "w:ins": (Part._begin_insertion, ()),
        "w:moveTo": (Part._begin_insertion, ()),
        "w:footnote": (_begin_note("f"), ("w:id", "w:type")),
        "w:endnote": (_begin_note("e"), ("w:id", "w:type")),
        "w:footnoteReference": (_refer("f"), _IDENTIFIER),
        "w:endnoteReference": (_refer("e"), _IDENTIFIER),
        "w:bookmarkStart": (Part._begin_bookmark, ("w:id", "w:name")),
        "w:bookmarkEnd": (Part._end_bookmark, _IDENTIFIER),
        "w:fldSimple": (Part._begin_simple_field, ("w:instr",)),
        "w:fldChar": (Part._field, ("w:fldCharType",)),
    },
    ends={
        "w:p": Part._finish,
        "w:tbl": Part._end_table,
        "w:del": Part._end_deletion,
        "w:moveFrom": Part._end_deletion,
        "w:ins": Part._end_insertion,
        "w:moveTo": Part._end_insertion,
        "w:fldSimple": Part._end_simple_field,
    },
    words={
        "w:t": Part._add,
        "m:t": Part._add,  # of formulas
        "w:delText": Part._add_deleted,
        "w:delInstrText": Part._add_deleted,
        "w:instrText": Part._add_code,
    },
    declares=Part._declare,
    # Text boxes and what older readers are given again, neither of which is the body's text, and
    # properties that hold no words.
    beside=frozenset(("w:txbxContent", "mc:Fallback", "w:sdtPr", "w:tcPr")),
    idle={Part._rest: Part._finish},
    together={(Part._finish, Part._set_style): Part._follow},
)
_HIDING = _MEANING.replace(starts={**_MEANING.starts, "w:r": (Part._begin_run, ())})
