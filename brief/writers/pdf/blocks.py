"""Blocks to atoms: paragraphs, headings, sections and boxes; other kinds have their own files."""

from __future__ import annotations

from brief.diagnostics import ERROR, WARNING, Diagnostic
from brief.document import roles
from brief.document.tree import (
    Block,
    BlockQuote,
    Box,
    Contents,
    EndNotes,
    Fields,
    Figure,
    Heading,
    Inline,
    List,
    Paragraph,
    Section,
    Table,
    inlines_text,
)
from brief.house.measure import title_role
from brief.house.theme import ParagraphStyle
from brief.writers.pdf.atoms import (
    BOX,
    FREE,
    KEEP,
    TOGETHER,
    WIDOW,
    Atom,
    Bookmark,
    Frame,
    Side,
)
from brief.writers.pdf.inline import language
from brief.writers.pdf.looks import MM
from brief.writers.pdf.paragraphs import Label, Measure, set_lines
from brief.writers.pdf.setting import ABOVE, Setting
from brief.writers.pdf.tags import Element

# Levels of lists and boxes within each other that still leave room for words.
_DEEPEST = 12
# Blocks within each other, of all kinds, beyond which a tree is taken for a mistake.
_NESTED = 60


class Flow:
    """Sets blocks below one another between `x` and `x + width`; `atoms` is what came of them.

    `plain` is the role of paragraphs that name none; `depth` counts what lies around.
    """

    def __init__(
        self, setting: Setting, x: float, width: float, plain: str = "", depth: int = 0
    ) -> None:
        self.setting = setting
        self.x = x
        self.width = width
        self.plain = plain
        self.depth = depth
        self.align = ""
        self.decimal = 0.0
        self.atoms: list[Atom] = []
        self.after = 0.0
        self.keep = False
        self.new_page = False
        self.anchors: list[str] = []
        self.boxed = False  # borders and ground are drawn once, around all
        self.measures: dict[tuple[int, str], Measure] = {}  # of styles, by alignment

    # ------------------------------------------------------------ blocks

    def blocks(self, blocks: tuple[Block, ...], element: Element) -> None:
        """Sets blocks one below the other."""
        for block in blocks:
            self.block(block, element)

    def block(self, block: Block, element: Element) -> None:
        """Sets one block; a kind that is not known becomes a diagnostic."""
        if self.setting.nested >= _NESTED:
            self.setting.inliner.report(
                Diagnostic("W-NODE", ERROR, f"blocks are nested more than {_NESTED} deep")
            )
            return
        self.setting.nested += 1
        self._block(block, element)
        self.setting.nested -= 1

    def _block(self, block: Block, element: Element) -> None:
        if isinstance(block, Paragraph):
            self.anchor(block.id)
            style = self.setting.style(block.role or self.plain)
            if block.role == "remark":  # without a letter: flush, as below a table
                style = style.replace(left=style.left + style.first, first=0.0)
            self.paragraph(block.children, style, element.add("P", **language(block.lang)))
            self.setting.place_notes(element)
        elif isinstance(block, Heading):
            self.heading(block, element, roles.heading(block.level, block.role))
        elif isinstance(block, Section):
            self.new_page = self.new_page or block.new_page
            self.anchor(block.id)
            self.blocks(block.blocks, element.add("Sect"))
        elif isinstance(block, Table):
            from brief.writers.pdf.tables import table

            table(self, block, element)
        elif isinstance(block, Box):
            self.box(block, element)
        elif isinstance(block, Figure):
            from brief.writers.pdf.figures import figure

            figure(self, block, element)
        else:
            self._listed(block, element)

    def _listed(self, block: Block, element: Element) -> None:
        from brief.writers.pdf import lists

        if isinstance(block, List):
            lists.items(self, block, element)
        elif isinstance(block, BlockQuote):
            lists.quote(self, block, element)
        elif isinstance(block, Fields):
            lists.fields(self, block, element)
        elif isinstance(block, Contents):
            lists.contents(self, block, element)
        elif isinstance(block, EndNotes):
            lists.end_notes(self, block, element)
        else:
            kind = type(block).__name__
            self.setting.inliner.report(
                Diagnostic("W-NODE", ERROR, f"the PDF writer cannot render a {kind}")
            )

    def anchor(self, name: str) -> None:
        """The next atom can be linked to by this name."""
        if name:
            self.anchors.append(name)

    def heading(self, heading: Heading, element: Element, role: str) -> None:
        """A heading, with its entry in the outline."""
        self.anchor(heading.id)
        title = inlines_text(heading.children)
        if role == "title":
            role = title_role(self.setting.theme, title, self.setting.language)
        style = self.setting.style(role)
        tag = element.add(f"H{heading.level}")
        start = len(self.atoms)
        self.paragraph(heading.children, style, tag)
        if len(self.atoms) > start:
            self.atoms[start].bookmark = Bookmark(heading.level, " ".join(title.split()))
        self.setting.place_notes(element)

    def box(self, box: Box, element: Element) -> None:
        """Blocks within a frame, kept together."""
        if box.role not in roles.BOXES:
            message = f'the house has no box "{box.role}"'
            self.setting.inliner.report(Diagnostic("W-ROLE", WARNING, message))
        head, plain = roles.BOXES.get(box.role, ("box-head", "box"))
        style = self.setting.style(plain)
        inner = Flow(self.setting, self.x, self.width, plain, self.depth + 1)
        inner.anchors, self.anchors = self.anchors, []
        inner.boxed = True
        tag = element.add("Div")
        for block in box.blocks:
            if isinstance(block, Heading):
                inner.heading(block, tag, head)
            else:
                inner.block(block, tag)
        if inner.atoms:
            self.framed(inner.atoms, style)
            for atom in inner.atoms[1:]:
                atom.penalty = max(atom.penalty, BOX)
            self.extend(inner.atoms)
            self.after = inner.after

    # ------------------------------------------------------------ paragraphs

    def paragraph(
        self,
        inlines: tuple[Inline, ...],
        style: ParagraphStyle,
        element: Element,
        label: Label | None = None,
    ) -> None:
        """A paragraph in a style, with its label, if any, at the hanging indent's left."""
        lines = set_lines(self, inlines, style, element)
        atoms: list[Atom] = []
        baseline = ABOVE * style.leading
        hang = self.x + (style.left + style.first) * MM
        if label and (label.above or label.width > -style.first * MM):
            for line in label.lines:
                own = Atom(style.leading, penalty=KEEP if atoms else FREE)
                own.add(hang, baseline, line)
                atoms.append(own)
            label = None
        for number, (x, line) in enumerate(lines):
            atom = Atom(style.leading)
            if atoms:
                atom.penalty = self._penalty(number, len(lines), style)
                if number and lines[number - 1][1].divided:
                    atom.penalty = max(atom.penalty, TOGETHER)
            if number == 0 and label:
                atom.add(hang, baseline, label.lines[0])
            atom.add(x, baseline, line)
            atoms.append(atom)
        if not atoms and label:
            atoms = [Atom(style.leading)]
            atoms[0].add(hang, baseline, label.lines[0])
        self.place(atoms, style)

    @staticmethod
    def _penalty(number: int, count: int, style: ParagraphStyle) -> int:
        if number == 0:
            return KEEP  # below a label on a line of its own
        if style.keep_lines:
            return TOGETHER
        return WIDOW if number in (1, count - 1) else FREE

    def place(self, atoms: list[Atom], style: ParagraphStyle) -> None:
        """Adds a paragraph's atoms with its space, borders and keeps."""
        if not atoms:
            return
        atoms[0].before = style.before
        atoms[0].new_page = style.new_page
        if (style.borders or style.ground) and not self.boxed:
            self.framed(atoms, style)
        self.extend(atoms)
        self.after = style.after
        self.keep = style.keep_next

    def extend(self, atoms: list[Atom]) -> None:
        """Adds atoms; the first takes what the flow holds for the next one."""
        first = atoms[0]
        first.before = max(first.before, self.after)
        if self.keep:
            first.penalty = max(first.penalty, KEEP)
        first.new_page = first.new_page or self.new_page
        first.anchors += self.anchors
        self.after, self.keep, self.new_page, self.anchors = 0.0, False, False, []
        self.atoms += atoms

    def framed(self, atoms: list[Atom], style: ParagraphStyle) -> None:
        """Puts a style's borders and ground around atoms."""
        sides = {border.side: border for border in style.borders}
        reach = {side: border.space + border.width for side, border in sides.items()}
        x0 = self.x + min(style.left, style.left + style.first) * MM - reach.get("left", 0.0)
        x1 = self.x + self.width - style.right * MM + reach.get("right", 0.0)
        frame = Frame(
            (x0, x1),
            (reach.get("top", 0.0), reach.get("bottom", 0.0)),
            style.ground,
            tuple(Side(b.side, b.width, b.colour) for b in style.borders),
        )
        first, last = atoms[0], atoms[-1]
        if frame.top:
            first.height += frame.top
            first.lines = [(x, y + frame.top, line) for x, y, line in first.lines]
            first.rules = [r.replace(y=r.y + frame.top) for r in first.rules]
        last.height += frame.bottom
        for atom in atoms:
            atom.frame = frame

    def deeper(self, left: float) -> Flow:
        """A flow for what lies within a list's item, indented by `left` points."""
        room = self.width - left
        if self.depth >= _DEEPEST or room < 20 * MM:
            left, room = 0.0, self.width
        return Flow(self.setting, self.x + left, room, self.plain, self.depth + 1)

    def absorb(self, inner: Flow) -> None:
        """Adds what an inner flow has set."""
        if inner.atoms:
            keep, after = inner.keep, inner.after
            self.extend(inner.atoms)
            self.keep, self.after = keep, after
