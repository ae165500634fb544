"""Lists, quotes, fields, contents and endnotes to atoms."""

from __future__ import annotations

from brief.diagnostics import WARNING, Diagnostic
from brief.document import roles
from brief.document.tree import (
    BlockQuote,
    Contents,
    EndNotes,
    Fields,
    Inline,
    Item,
    List,
    Origin,
    Paragraph,
    inlines_text,
)
from brief.house.measure import LABEL_PART, label_fits
from brief.house.theme import ParagraphStyle
from brief.writers.pdf.atoms import KEEP, Atom, PageOf
from brief.writers.pdf.blocks import Flow
from brief.writers.pdf.lines import Words
from brief.writers.pdf.looks import MM, base
from brief.writers.pdf.paragraphs import Label, label_room
from brief.writers.pdf.plain import ragged_lines
from brief.writers.pdf.setting import ABOVE
from brief.writers.pdf.tags import Element

_NUMBERING = {"number": "/Decimal", "bullet": "/Disc", "label": "/None"}


def items(flow: Flow, block: List, element: Element) -> None:
    """A list: each item behind its bullet, number or label."""
    flow.anchor(block.id)
    attributes = f"<</O/List/ListNumbering {_NUMBERING[block.kind]}>>"
    tag = element.add("L", A=attributes)
    if block.kind == "label":
        if block.role not in roles.LISTS:
            message = f'the house has no labelled list "{block.role}"'
            flow.setting.inliner.report(Diagnostic("W-ROLE", WARNING, message))
        role, label_role = roles.LISTS.get(block.role, roles.LISTS[""])
    else:
        role, label_role = block.role or roles.PLAIN_LISTS[block.kind], ""
        if role not in flow.setting.theme.paragraphs:
            role = roles.PLAIN_LISTS[block.kind]
    style = flow.setting.style(role)
    if block.kind == "number":
        style = _widened(flow, style, len(str(block.start + len(block.items))))
    for number, item in enumerate(block.items, block.start):
        flow.anchor(item.id)
        entry = tag.add("LI")
        if block.kind == "label":
            label = _label(flow, item.label, style, label_role, entry) if item.label else None
        else:
            sign = f"{number}." if block.kind == "number" else "•"
            label = _sign(flow, sign, style, entry)
        _body(flow, item, style, entry.add("LBody"), label)


def _widened(flow: Flow, style: ParagraphStyle, digits: int) -> ParagraphStyle:
    """The style with a slot that holds numbers of so many digits."""
    pen = flow.setting.inliner.pens.pen(base(style))
    if pen is None:
        return style
    wanted = (pen.face.shape("0" * digits + ".")[0] * pen.size / 1000) / LABEL_PART / MM + 0.5
    more = max(wanted + style.first, 0.0)
    return style.replace(left=style.left + more, first=style.first - more) if more else style


def _label(
    flow: Flow, label: tuple[Inline, ...], style: ParagraphStyle, role: str, entry: Element
) -> Label | None:
    theme = flow.setting.theme
    run = theme.characters[role]
    words = flow.setting.inliner.words(label, base(style).styled(run), entry.add("Lbl"))
    room = label_room(style, flow.width)
    lines = tuple(ragged_lines(words, room, room))
    above = len(lines) > 1 or not label_fits(theme, inlines_text(label), style, run)
    return Label(lines, above) if lines else None


def _sign(flow: Flow, sign: str, style: ParagraphStyle, entry: Element) -> Label | None:
    words = Words()
    origin = Origin("numbering")
    flow.setting.inliner.text(words, sign, origin, base(style), entry.add("Lbl"))
    return Label.sign(words, style, flow.width)


def _body(
    flow: Flow, item: Item, style: ParagraphStyle, body: Element, label: Label | None
) -> None:
    """An item's blocks: a first paragraph beside its label, the others below it."""
    for number, block in enumerate(item.blocks):
        if isinstance(block, Paragraph) and block.role in ("", "quote"):
            flow.anchor(block.id)
            own = body.add("P", **({"Lang": f"({block.lang})"} if block.lang else {}))
            flow.paragraph(block.children, style, own, label)
            flow.setting.place_notes(body)
        elif isinstance(block, BlockQuote):
            # The first stands in its item's style, as in the Word file.
            quote(flow, block, body, label, None if number else style)
        else:
            if label:
                flow.paragraph((), style, body, label)
                flow.setting.place_notes(body)
                flow.keep = True
            inner = flow.deeper(style.left * MM)
            inner.anchors, flow.anchors = flow.anchors, []
            inner.block(block, body)
            flow.absorb(inner)
        if number == 0:
            label = None
    if not item.blocks and label:
        flow.paragraph((), style, body, label)
        flow.setting.place_notes(body)


def quote(
    flow: Flow,
    block: BlockQuote,
    element: Element,
    label: Label | None = None,
    own: ParagraphStyle | None = None,
) -> None:
    """Words of somebody else, with the line that says whose and where read; in a style of their
    item's `own`, else in that of their role."""
    attributes = {"Lang": f"({block.lang})"} if block.lang else {}
    tag = element.add("BlockQuote", **attributes)
    style = own or flow.setting.style(block.role or "quote")
    if style.hyphenate:
        style = style.replace(hyphenate=False)
    for part in block.blocks:
        if isinstance(part, Paragraph):
            flow.anchor(part.id)
            flow.paragraph(part.children, style, tag.add("P"), label)
            flow.setting.place_notes(element)
        else:
            inner = flow.deeper(style.left * MM)
            inner.block(part, tag)
            flow.absorb(inner)
        label = None
    if block.source:
        language = flow.setting.language
        line = element.add("P", **({"Lang": f"({language})"} if block.lang else {}))
        flow.paragraph(block.source, flow.setting.style("quote-source"), line)
        flow.setting.place_notes(element)
    flow.keep = False


def fields(flow: Flow, block: Fields, element: Element) -> None:
    """Names and values in the order of reading, two pairs a line where the house has the tabs."""
    style = flow.setting.style(block.role)
    tag = element.add("L", A="<</O/List/ListNumbering/None>>")
    tabs = [tab.position * MM for tab in style.tabs] or [20 * MM]
    pairs = len(block.rows)
    places = [(0.0, tabs[0], flow.width)]
    if pairs > 1 and len(tabs) >= 3:
        places = [(0.0, tabs[0], tabs[1]), (tabs[1], tabs[2], flow.width)]
    look = base(style)
    grey = look.styled(flow.setting.theme.characters["field-name"])
    inliner = flow.setting.inliner
    atoms = [Atom(0.0, penalty=KEEP) for _ in range(-(-pairs // len(places)))]
    for number, row in enumerate(block.rows):
        index, column = divmod(number, len(places))
        name_x, value_x, end = places[column]
        entry = tag.add("LI")
        for x, inlines, own, room, shown in (
            (name_x, row.name, entry.add("Lbl"), value_x - name_x - MM, grey),
            (
                value_x,
                row.value,
                entry.add("LBody"),
                end - value_x - 2 * MM * (end < flow.width),
                look,
            ),
        ):
            lines = ragged_lines(inliner.words(inlines, shown, own), room, room)
            for count, line in enumerate(lines):
                atoms[index].add(flow.x + x, (count + ABOVE) * style.leading, line)
            atoms[index].height = max(atoms[index].height, len(lines) * style.leading)
    if atoms:
        atoms[0].penalty = 0
    flow.place(atoms, style)
    flow.setting.place_notes(element)


def contents(flow: Flow, block: Contents, element: Element) -> None:
    """A table of contents: each entry a link, with its page at the right edge."""
    style = flow.setting.style("contents")
    tag = element.add("TOC")
    if block.title:
        heading = flow.setting.style("subsection")
        flow.paragraph(block.title, heading, tag.add("Caption"))
    inliner = flow.setting.inliner
    room = flow.width - 12 * MM
    least = min((entry.level for entry in block.entries), default=1)
    for entry in block.entries:
        inset = (entry.level - least) * 4 * MM
        link = tag.add("TOCI").add("Reference").add("Link")
        link.target = f"#{entry.target}"
        words = inliner.words(entry.children, base(style), link)
        link.contents = " ".join([part.text for word in words.finish() for part in word.parts])
        lines = ragged_lines(words, room - inset, room - inset)
        atoms: list[Atom] = []
        for line in lines:
            atom = Atom(style.leading, penalty=KEEP if atoms else 0)
            atom.add(flow.x + inset, ABOVE * style.leading, line)
            atoms.append(atom)
        if atoms and (pen := inliner.pens.pen(base(style))):
            for digit in "0123456789":
                pen.face.shape(digit)
            atoms[-1].page_of = PageOf(
                flow.x + flow.width, ABOVE * style.leading, entry.target, pen, link.leaf()
            )
        flow.place(atoms, style)


def end_notes(flow: Flow, block: EndNotes, element: Element) -> None:
    """The notes of the document, below a title."""
    setting = flow.setting
    if not setting.listed:
        return
    if block.title:
        flow.paragraph(block.title, setting.style("section"), element.add("H2"))
    style = setting.style("note")
    numbers = setting.theme.notes.number_width * MM
    for entry in setting.listed:
        setting.set_note(entry, element.add("Note"), flow.width)
        atoms: list[Atom] = []
        for number, line in enumerate(entry.lines):
            atom = Atom(style.leading, penalty=1 if number else 0)
            if number == 0 and entry.number_line is not None:
                x = max(numbers - entry.number_line.width, 0.0)
                atom.add(flow.x + x, ABOVE * style.leading, entry.number_line)
                atom.anchors.append(entry.anchor)
            atom.add(flow.x + setting.theme.notes.indent * MM, ABOVE * style.leading, line)
            atoms.append(atom)
        flow.place(atoms, style)
    setting.listed = []
