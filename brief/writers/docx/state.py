"""What a run of the writer carries along: styles as ready text, marks, links and numbering."""

from __future__ import annotations

from brief.diagnostics import ERROR, WARNING, Diagnostic
from brief.document.tree import Block, Box, Document, List, Section, Table
from brief.expressions import expression
from brief.house.styles import style_id
from brief.house.theme import CharacterStyle, ParagraphStyle, Theme
from brief.record import Record
from brief.writers import Supplies
from brief.writers.docx.package import Package, Relations
from brief.writers.docx.xml import attribute

# A region for languages given without one: Word's proofing tools know languages by region.
_REGIONS = {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ", "de": "de-DE", "fr": "fr-FR"}
_UNSAFE = expression(r"[^0-9A-Za-z_]")
_LONGEST_BOOKMARK = 40  # Word's limit on a bookmark's name


# The look of a run: the role of its character style, and what stands on top of it: bold, italic,
# language, colour.  A bare tuple, since one is hashed for each run of the body.
Look = tuple[str, bool, bool, str, str]
PLAIN: Look = ("", False, False, "", "")

Indent = tuple[float, float, float]  # left, right, first line, in mm

# Role, keep, loose, new page, before, indent, align, numbering, tabs, level, leading: see `begin`.
Key = tuple[
    str,
    bool,
    bool,
    bool,
    float | None,
    Indent | None,
    str,
    tuple[int, int] | None,
    str,
    int,
    str,
]


# What runs need to know of the style of their paragraph: its face, whether it is bold, and the
# openings of runs in it, by look.
Entered = tuple[str, bool, dict[Look, str]]


class NoteMark:
    """Where a note's first mark stands, so that a repeated mark can point to it."""

    __slots__ = ("bookmark", "index", "number", "out")

    def __init__(self, out: list[str], index: int, number: int) -> None:
        self.out = out
        self.index = index
        self.number = number
        self.bookmark = ""


class NoteMarkup(Record):
    """What all notes have the same: the opening of the run of a mark, and that of the mark within
    it; a note before its id, from there to its number, the number where Word counts, its end."""

    run: str
    mark: str
    opening: str
    begin: str
    counted: str
    end: str


class State:
    """One document on its way into a package; made for one call of the writer."""

    def __init__(self, document: Document, theme: Theme, supplies: Supplies) -> None:
        self.document = document
        self.theme = theme
        self.supplies = supplies
        self.diagnostics: list[Diagnostic] = []
        self.package = Package()
        self.relations: Relations = self.package.relations("word/document.xml")
        self.body: list[str] = []
        self.notes: list[str] = []
        self.endnotes = document.meta.citations == "endnote"
        name = "endnotes" if self.endnotes else "footnotes"
        self.note_relations = self.package.relations(f"word/{name}.xml")
        self.bound = bool(supplies.facts_json)  # values of facts stand in content controls
        self.within = ""  # where no note can stand, in words
        self.note_marks: dict[str, NoteMark] = {}
        self.note_count = 0
        self.note_markup: NoteMarkup | None = None
        self.lists = 1  # numberings in use; the first is the bullets'
        self.list_starts: dict[int, tuple[int, int]] = {}  # numbering: (level, first number)
        self.depth = 0  # of lists within lists
        self.keep = 0  # within how many groups that must not break over pages
        self.new_page = False
        self.bold = False  # whether the paragraph's own style is bold
        self.face = "text"  # and its face
        self.heading = ""  # the words of the last one: what a table without description is about
        self.marks: list[str] = []  # ids that the next paragraph bears
        self.last_properties: tuple[list[str], int, str] | None = None
        self.prefix = ""  # what the next paragraph begins with: a comment's range
        self.section_break: int | None = None  # where endnotes are set, as an index of the body
        self.running: list[tuple[str, str, str]] = []  # header or footer, kind, relationship
        self.feet: list[str] = []  # the footers of numbered copies, as XML
        self.sections = 1
        self.embedded: dict[str, str] = {}  # family: its embedded cuts, as XML
        self.drawings = 0
        self.charts = 0
        self.controls = 0
        # Fact, field, text: place in the part, and how it stands there as XML.
        self.values: dict[tuple[str, str, str], tuple[int, str]] = {}
        self.comment_slot: tuple[list[str], int] = ([""], 0)  # where marks of comments stand
        self._media: dict[bytes, str] = {}
        self.openers: dict[Look, str] = {}  # those of the paragraph at hand, by look
        self.all_openers = {("text", False): self.openers}
        self.entered: dict[str, Entered] = {}  # the styles of paragraphs that were met, by role
        self.properties: dict[Key, str] = {}
        self.sequences: dict[str, int] = {}
        self.comments: list[tuple[int, str]] = []
        self._bookmarks: dict[str, str] = {}
        self._bookmark_names: set[str] = set()
        self._bookmark_count = 0
        self._marked: set[str] = set()
        self._ids: dict[str, Block | None] | None = None
        self._reported: set[tuple[str, str]] = set()

    # ------------------------------------------------------------ news

    def report(self, code: str, message: str, *, error: bool = False, helps: str = "") -> None:
        """Keeps a finding, each once."""
        if (code, message) not in self._reported:
            self._reported.add((code, message))
            severity = ERROR if error else WARNING
            self.diagnostics.append(
                Diagnostic(code, severity, message, helps=(helps,) if helps else ())
            )

    # ------------------------------------------------------------ styles

    def paragraph_style(self, role: str) -> ParagraphStyle:
        """The style of a role; one that the house does not have takes the body's, reported."""
        found = self.theme.paragraphs.get(role)
        if found is None:
            self.report("W-ROLE", f"the house style has no paragraph style for “{role}”")
            return self.theme.paragraphs[""]
        return found

    def character_style(self, role: str) -> CharacterStyle | None:
        """The style of a run's role, or None, reported."""
        found = self.theme.characters.get(role)
        if found is None:
            self.report("W-ROLE", f"the house style has no character style for “{role}”")
        return found

    def enter(self, role: str) -> None:
        """Runs from here on stand in a paragraph of that role's style, or else of the body's."""
        found = self.entered.get(role)
        if found is None:
            style = self.theme.paragraphs.get(role) or self.theme.paragraphs[""]
            key = (style.face, style.weight >= 600)
            found = self.entered[role] = (*key, self.all_openers.setdefault(key, {}))
        self.face, self.bold, self.openers = found

    def italics(self, face: str) -> bool:
        """Whether anything is set in italics in that face."""
        looks = (
            look
            for (found, _), openers in self.all_openers.items()
            if found == face
            for look in openers
        )
        styles = self.theme.paragraphs.values()
        return any(look[2] for look in looks) or any(s.italic and s.face == face for s in styles)

    def opener(self, look: Look) -> str:
        """`<w:r>` and the run's properties, in the schema's order (CT_RPr).

        Bold is a toggle: a bold character style within a bold paragraph style comes out light.
        So where both have a say, the run says it itself.
        """
        found = self.openers.get(look)
        if found is None:
            found = self.openers[look] = f"<w:r>{self.run_properties(look)}"
        return found

    def run_properties(self, look: Look) -> str:
        """`w:rPr` of a look, empty for a plain one."""
        role, strong, italic, lang, colour = look
        style = self.character_style(role) if role else None
        weight = style.weight if style else 0
        bold = ""
        if strong or (self.bold and weight >= 600):
            bold = "<w:b/><w:bCs/>"
        elif self.bold and weight:
            bold = '<w:b w:val="0"/><w:bCs w:val="0"/>'
        inside = "".join(
            (
                f'<w:rStyle w:val="{style_id(style.word)}"/>' if style else "",
                bold,
                "<w:i/><w:iCs/>" if italic else "",
                f'<w:color w:val="{colour}"/>' if colour else "",
                self.lang_xml(lang) if lang else "",
            )
        )
        return f"<w:rPr>{inside}</w:rPr>" if inside else ""

    def lang_xml(self, lang: str) -> str:
        """The language of a run."""
        return f'<w:lang w:val="{attribute(region(lang))}"/>'

    def page_estimate(self) -> int:
        """A plausible number of pages until Word has laid them out."""
        return 1 + sum(isinstance(b, Section) and b.new_page for b in self.document.blocks)

    def media(self, content: bytes, kind: str) -> str:
        """The name of a picture's part, relative to the body's; the same bytes are one part."""
        name = self._media.get(content)
        if name is None:
            name = self._media[content] = f"media/image{len(self._media) + 1}.{kind}"
            self.package.add(f"word/{name}", content)
        return name

    def settled(self) -> bool:
        """Whether the next paragraph begins with nothing but its properties, and these are what
        its role and its place ask for."""
        return not (
            self.keep or self.marks or self.prefix or self.new_page or self.supplies.comments
        )

    # ------------------------------------------------------------ marks

    def bookmark(self, identifier: str) -> str:
        """The bookmark's name for an id of the tree: hidden (it begins with an underscore), within
        Word's letters and length, and never that of another id."""
        name = self._bookmarks.get(identifier)
        if name is None:
            safe = identifier.replace("-", "_")
            if not (safe.isascii() and f"_{safe}".isidentifier()):
                safe = _UNSAFE.sub("_", identifier)
            stem = "_" + safe[: _LONGEST_BOOKMARK - 6]
            name, number = stem, 2
            while name.lower() in self._bookmark_names:
                name, number = f"{stem}_{number}", number + 1
            self._bookmarks[identifier] = name
            self._bookmark_names.add(name.lower())
        return name

    def mark(self, name: str) -> tuple[str, str]:
        """Start and end of a bookmark; nothing where an id is borne twice: the first one counts."""
        if name in self._marked:
            return "", ""
        self._marked.add(name)
        self._bookmark_count += 1
        number = self._bookmark_count
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )

    def target(self, identifier: str) -> bool:
        """Whether a block or item with that id is in the document."""
        return identifier in self.ids()

    def ids(self) -> dict[str, Block | None]:
        """All that a link can point to: the block of each id, None for items and remarks."""
        if self._ids is None:
            self._ids = {}
            _collect(self.document.blocks, self._ids)
        return self._ids


def region(lang: str) -> str:
    """A language tag with its region."""
    return _REGIONS.get(lang, lang)


def _collect(blocks: tuple[Block, ...], found: dict[str, Block | None]) -> None:
    for block in blocks:
        identifier = getattr(block, "id", "")
        if identifier:
            found[identifier] = block
        if isinstance(block, (Section, Box)):
            _collect(block.blocks, found)
        elif isinstance(block, List):
            for item in block.items:
                if item.id:
                    found[item.id] = None
                _collect(item.blocks, found)
        elif isinstance(block, Table):
            for remark in block.remarks:
                if remark.id:
                    found[remark.id] = None
            for row in (*block.head, *block.rows):
                for cell in row.cells:
                    _collect(cell.blocks, found)
        elif getattr(block, "blocks", ()):
            _collect(block.blocks, found)  # type: ignore[attr-defined]  # just looked for
