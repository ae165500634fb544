"""A document from tree to bytes: sets it, fills pages, draws them, and writes the file."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from brief.diagnostics import Diagnostic, errors, ordered
from brief.document.tree import Document, EndNotes, Inline
from brief.house.theme import Theme
from brief.writers import Supplies, Written
from brief.writers.pdf import metadata, paint, profile, structure
from brief.writers.pdf.atoms import Bookmark
from brief.writers.pdf.backend import Backend, Packed
from brief.writers.pdf.blocks import Flow
from brief.writers.pdf.embedding import embed
from brief.writers.pdf.inline import Inliner
from brief.writers.pdf.looks import MM
from brief.writers.pdf.pages import NOTES_FIRST, NOTES_GAP, Page, Pages
from brief.writers.pdf.paint import Canvas
from brief.writers.pdf.running import Running
from brief.writers.pdf.setting import Setting
from brief.writers.pdf.structure import Place
from brief.writers.pdf.tags import Element, text_string


def assemble(
    document: Document, theme: Theme, supplies: Supplies, backend: str = "packed"
) -> Written:
    """The document as PDF, or without data where a diagnostic is an error.

    The collector of cyclic garbage rests meanwhile: nothing here becomes garbage before the end,
    and looking for it costs a third of the time of a long document.
    """
    return copies(document, theme, supplies, (), backend)[0]


def copies(
    document: Document,
    theme: Theme,
    supplies: Supplies,
    feet: Sequence[tuple[Inline, ...]],
    backend: str = "packed",
) -> list[Written]:
    """The document once for each of `feet`, the words in the left of the foot of every page; as it
    is where there are none.  All is set, drawn and packed once but the stream of those words."""
    resting = gc.isenabled()
    gc.disable()
    try:
        return _assemble(document, theme, supplies, feet, backend)
    finally:
        if resting:
            gc.enable()


def _assemble(
    document: Document,
    theme: Theme,
    supplies: Supplies,
    feet: Sequence[tuple[Inline, ...]],
    name: str,
) -> list[Written]:
    inliner = Inliner(theme, document.meta.citations != "endnote", supplies.cache)
    setting = Setting(inliner, document.meta.citations)
    setting.language = document.meta.lang
    setting.images = supplies.images
    running = Running(setting, document, feet)
    page = theme.page
    body = (page.height - page.top + _LINE_BOX - page.bottom) * MM - running.more_key
    width = (page.width - page.left - page.right) * MM
    gutters = (theme.notes.columns - 1) * theme.notes.gutter * MM
    setting.note_width = (width - gutters) / theme.notes.columns
    setting.body_height = body
    root = Element("Document", attributes={"Lang": f"({document.meta.lang})"})
    flow = Flow(setting, 0.0, width)
    flow.blocks(document.blocks, root)
    setting.place_notes(root)
    if setting.listed:  # endnotes for which the document has no place
        flow.block(EndNotes(), root)
    found = inliner.diagnostics + inliner.faces.diagnostics
    if errors(found):
        return [Written(b"", tuple(ordered(found)))] * max(len(feet), 1)
    pages = Pages(body, theme.notes, setting.style("note")).fill(flow.atoms)
    drawing = _Drawing(setting, pages, body)
    for index in range(len(pages)):
        drawing.page(index, running)
    drawing.numbers_of_pages()
    drawn = running.feet(drawing.width, drawing.height)
    backend = _backend(name, drawing.width, drawing.height)
    common = running.common(drawing.width, drawing.height)
    files, more = _files(backend, document, supplies, drawing, root, inliner, (common, drawn))
    inliner.faces.save()
    told = tuple(ordered([*found, *more]))
    return [Written(data, told, len(pages)) for data in files]


# The page's top margin is that of the letters; their line box begins higher by this (mm), so that
# the title's baseline lies 84 pt below the edge.
_LINE_BOX = 1.0
# A document of more pages opens with its bookmarks shown.
_MANY_PAGES = 10


class _Drawing:
    """The pages being drawn; `places` says where each anchor came to stand."""

    def __init__(self, setting: Setting, pages: list[Page], body: float) -> None:
        self.setting = setting
        self.pages = pages
        self.body = body
        theme = setting.theme.page
        self.width, self.height = theme.width * MM, theme.height * MM
        self.left, self.top = theme.left * MM, (theme.top - _LINE_BOX) * MM
        self.canvases: list[Canvas] = []
        self.places: dict[str, Place] = {}
        self.bookmarks: list[tuple[Bookmark, Place]] = []

    def page(self, index: int, running: Running) -> None:
        """Draws a page."""
        canvas = Canvas(index, self.width, self.height)
        self.canvases.append(canvas)
        page = self.pages[index]
        running.draw(canvas, index + 1, len(self.pages))
        for offset, atom in page.heads:
            for x, y, line in atom.lines:
                canvas.artifact(self.left + x, self.top + offset + y, line, "<</Type/Pagination>>")
            for rule in atom.rules:
                y, half = self.top + offset + rule.y, rule.width / 2
                canvas.rectangle(
                    self.left + rule.x0, y - half, self.left + rule.x1, y + half, rule.colour
                )
        paint.atoms(canvas, page.atoms, self.left, self.top)
        for offset, atom in page.atoms:
            if atom.bookmark is not None:
                place = (index, self.left, self.top + offset)
                self.bookmarks.append((atom.bookmark, place))
        self._notes(canvas, page)
        for anchor, (x, y) in canvas.places.items():
            self.places.setdefault(anchor, (index, x, y))

    def _notes(self, canvas: Canvas, page: Page) -> None:
        if not page.columns:
            return
        notes, style = self.setting.theme.notes, self.setting.style("note")
        bottom = self.top + self.body
        rule = bottom - page.notes_height + NOTES_GAP
        width = self.setting.theme.page
        right = self.width - width.right * MM
        half = notes.rule / 2
        canvas.rectangle(self.left, rule - half, right, rule + half, notes.rule_colour)
        step = self.setting.note_width + notes.gutter * MM
        for number, column in enumerate(page.columns):
            x, y = self.left + number * step, rule + NOTES_FIRST
            for part in column:
                entry = part.entry
                if part.first == 0 and entry.number_line is not None:
                    inset = max(notes.number_width * MM - entry.number_line.width, 0.0)
                    canvas.places.setdefault(entry.anchor, (x, y - style.size))
                    canvas.line(x + inset, y, entry.number_line)
                for line in entry.lines[part.first : part.last]:
                    canvas.line(x + notes.indent * MM, y, line)
                    y += style.leading + style.before

    def numbers_of_pages(self) -> None:
        """Draws the page numbers of the table of contents."""
        for canvas, page in zip(self.canvases, self.pages, strict=True):
            for offset, atom in page.atoms:
                if atom.page_of is None or atom.page_of.target not in self.places:
                    continue
                there = atom.page_of
                number = str(self.places[there.target][0] + 1)
                line = there.line(number)
                x = self.left + there.x - line.width
                canvas.line(x, self.top + offset + there.y, line)


def _backend(name: str, width: float, height: float) -> Backend:
    if name == "reportlab":
        from brief.writers.pdf.by_reportlab import ReportLab

        return ReportLab(width, height)
    return Packed(width, height)


def _files(
    backend: Backend,
    document: Document,
    supplies: Supplies,
    drawing: _Drawing,
    root: Element,
    inliner: Inliner,
    shared: tuple[tuple[str, str], list[str]],
) -> tuple[list[bytes], list[Diagnostic]]:
    """The bytes of the file, or of each copy, and what became known of links only now."""
    meta = document.meta
    canvases = drawing.canvases
    boxes, more = structure.collect_links(backend, canvases, drawing.places)
    by_page: list[list[int]] = [[] for _ in canvases]
    for box in boxes:
        by_page[box.page].append(box.number)
    common, feet = shared
    foot = backend.reserve() if feet else 0
    heads = [backend.stream("", operators.encode("latin-1")) for operators in common]
    elements = structure.number_elements(backend, root)
    for canvas in canvases:
        canvas.arrange()
    pages = [
        backend.page(
            canvas.operators(),
            by_page[canvas.index],
            canvas.index,
            [heads[canvas.index > 0], foot] if feet else [heads[canvas.index > 0]],
        )
        for canvas in canvases
    ]
    structure.define_links(backend, boxes, pages, drawing.places, drawing.height)
    tree = structure.define_tree(backend, elements, canvases, boxes, pages)
    fonts = "".join(
        f"/{face.resource} {embed(backend, face, supplies.cache)} 0 R"
        for face in inliner.faces.used()
        if len(face.glyphs) > 2
    )
    images = _images(backend, drawing.setting)
    backend.define(backend.resources, f"<</Font<<{fonts}>>/XObject<<{images}>>>>")
    part = 3 if supplies.facts_json else 2
    packet = metadata.xmp(meta, supplies.product, part)
    stream = backend.stream("/Type/Metadata/Subtype/XML", packet, packed=False)
    catalog = {
        "Lang": text_string(meta.lang),
        "MarkInfo": "<</Marked true>>",
        "StructTreeRoot": f"{tree} 0 R",
        "Metadata": f"{stream} 0 R",
        "ViewerPreferences": "<</DisplayDocTitle true>>",
        "OutputIntents": profile.output_intent(backend),
    }
    outline = structure.define_outline(backend, drawing.bookmarks, pages, drawing.height)
    if outline:
        catalog["Outlines"] = f"{outline} 0 R"
    if len(canvases) > _MANY_PAGES:
        catalog["PageMode"] = "/UseOutlines"
    if supplies.facts_json:
        catalog.update(metadata.attach(backend, supplies.facts_json, meta.created))
    info = metadata.info(meta, supplies.product)
    if feet:
        return backend.finish_copies(catalog, info, foot, feet), more
    return [backend.finish(catalog, info)], more


def _images(backend: Backend, setting: Setting) -> str:
    """Adds the pictures in use; their entries among the resources."""
    if not setting.pictures:
        return ""
    from brief.writers.pdf.images import embed as embed_image

    return "".join(
        f"/{name} {embed_image(backend, image)} 0 R" for name, image in setting.pictures.values()
    )
