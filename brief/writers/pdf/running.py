"""Running heads: header, key, edition, page number and handling marking of every page."""

from __future__ import annotations

from collections.abc import Sequence

from brief.diagnostics import ERROR, Diagnostic
from brief.document.tree import Document, Inline, Origin, inlines_text
from brief.house.theme import ParagraphStyle
from brief.writers.pdf.lines import Line, Words
from brief.writers.pdf.looks import MM, base
from brief.writers.pdf.paint import Canvas
from brief.writers.pdf.plain import ragged_lines
from brief.writers.pdf.setting import Setting
from brief.writers.pdf.tags import Element

HEADER = "<</Type/Pagination/Subtype/Header>>"
FOOTER = "<</Type/Pagination/Subtype/Footer>>"

# The marking's ground reaches this far beyond its letters.
_PAD_X, _PAD_Y = 2 * MM, 1.35 * MM
# From the rule of the footer to the key's baseline, and to that of the line below (points).
_KEY, _LAST = 13.5, 30.5
# Lines that a running head may have.
_MOST = 2


class Running:
    """Sets running heads once and draws them page by page."""

    def __init__(
        self, setting: Setting, document: Document, feet: Sequence[tuple[Inline, ...]] = ()
    ) -> None:
        self._setting = setting
        self._running = document.running
        self._meta = document.meta
        theme = setting.theme
        page = theme.page
        self._left = page.left * MM
        self._width = (page.width - page.left - page.right) * MM
        self._header, self._footer = setting.style("header"), setting.style("footer")
        self._logo = self._emblem()
        self._marking = self._mark()
        self._draft = self._draft_mark()
        marks = [mark.width + 2 * _PAD_X + 4 * MM for mark in (self._marking, self._draft) if mark]
        room = self._width - sum(marks)
        logo = self._logo[1] + 3 * MM if self._logo else 0.0
        self._first = self._fitted(document.running.head_first, self._header, room - logo)
        self._later = self._fitted(document.running.head_later, self._header, room)
        number = self._prepare_numbers()
        room = (self._width - number) / 2 - 3 * MM
        self._feet = [self._fitted(foot, self._footer, room) for foot in feet]
        foot_left = () if feet else document.running.foot_left
        self._edition = self._fitted(foot_left, self._footer, room)
        self._key = self._lines(document.running.foot_key, self._footer)
        self._most_key = (page.height - page.top - page.bottom) * MM / 2
        if len(self._key) * self._footer.leading > self._most_key:
            message = f"the key at the foot of each page takes {len(self._key)} lines, more than "
            help = "leave the key out of the template's sections/running.html.j2"
            setting.inliner.report(
                Diagnostic("R-FIT", ERROR, f"{message}half of the page", helps=(help,))
            )

    @property
    def more_key(self) -> float:
        """By how much the body ends earlier for a key of several lines, in points."""
        return min(max(len(self._key) - 1, 0) * self._footer.leading, self._most_key)

    def _lines(self, inlines: tuple[Inline, ...], style: ParagraphStyle) -> list[Line]:
        words = self._setting.inliner.words(inlines, base(style), Element("Artifact"))
        return ragged_lines(words, self._width, self._width)

    def _fitted(
        self, inlines: tuple[Inline, ...], style: ParagraphStyle, room: float
    ) -> list[Line]:
        """A running head in at most `_MOST` lines of `room` points; says where it needs more."""
        words = self._setting.inliner.words(inlines, base(style), Element("Artifact"))
        lines = ragged_lines(words, max(room, 1.0), max(room, 1.0))
        if len(lines) > _MOST:
            self._too_long(inlines_text(inlines))
        return lines

    def _too_long(self, text: str) -> None:
        message = f"the running head “{text[:60]}” does not fit into {_MOST} lines"
        self._setting.inliner.report(Diagnostic("R-FIT", ERROR, message))

    def _prepare_numbers(self) -> float:
        """Shapes what page numbers need before fonts are embedded and reports what is missing; the
        room for them in points."""
        self._setting.inliner.page = ("0123456789", "0123456789")
        self._lines(self._running.foot_page, self._page_style())
        self._setting.inliner.page = ("000", "000")
        lines = self._lines(self._running.foot_page, self._page_style())
        return max((line.width for line in lines), default=0.0)

    def _page_style(self) -> ParagraphStyle:
        ink = self._setting.theme.colours.get("ink", self._footer.colour)
        return self._footer.replace(weight=600, colour=ink)

    def _emblem(self) -> tuple[str, float, float] | None:
        """The house's logo: its resource name and size in points."""
        theme = self._setting.theme
        if not theme.logo:
            return None
        from brief.writers.pdf.images import ImageError, measure, verify

        try:
            image = measure(theme.logo)
            verify(image)
        except ImageError as error:
            found = Diagnostic("R-IMAGE", ERROR, f"the logo of the house {error}")
            self._setting.inliner.report(found)
            return None
        pictures = self._setting.pictures
        name, _ = pictures.setdefault("\0logo", (f"Im{len(pictures) + 1}", image))
        height = theme.logo_height * MM
        width = min(height * image.width / image.height, self._width / 2)
        return name, width, width * image.height / image.width

    def _mark(self) -> Line | None:
        marking = self._meta.marking
        if marking is None or not marking.name:
            return None
        look = base(self._header).styled(self._setting.theme.characters["marking"])
        look = look._replace(colour=marking.colour)
        words = Words()
        origin = Origin("marking")
        self._setting.inliner.text(words, marking.name, origin, look, Element("Artifact"))
        return self._one(words, marking.name)

    def _one(self, words: Words, text: str) -> Line | None:
        """A marking on one line; one that takes more than half the page does not fit."""
        lines = ragged_lines(words, self._width / 2, self._width / 2)
        if len(lines) > 1:
            self._too_long(text)
        return lines[0] if lines else None

    def _draft_mark(self) -> Line | None:
        if not self._meta.draft:
            return None
        look = base(self._header).styled(self._setting.theme.characters["marking"])
        accent = self._setting.theme.colours.get("accent", look.colour)
        words = Words()
        self._setting.inliner.text(
            words,
            self._meta.draft,
            Origin("marking"),
            look._replace(colour=accent),
            Element("Artifact"),
        )
        return self._one(words, self._meta.draft)

    def common(self, width: float, height: float) -> tuple[str, str]:
        """The operators that draw what pages share: the first page, and all later ones."""
        found: list[str] = []
        for first in (self._setting.theme.page.first_different, False):
            canvas = Canvas(0, width, height)
            self._common(canvas, first)
            found.append(_apart(canvas))
        return found[0], found[1]

    def _common(self, canvas: Canvas, first: bool) -> None:
        head = self._setting.theme.page.head_baseline
        left = self._left
        if first and self._logo is not None:
            name, width, height = self._logo
            # Its middle stands at that of the capitals beside it.
            canvas.emblem(name, left, head - 3 - height / 2, width, height)
            left += width + 3 * MM
        lines = self._first if first else self._later
        for index, line in enumerate(reversed(lines)):
            canvas.artifact(left, head - index * self._header.leading, line, HEADER)
        edge = self._left + self._width
        if self._marking is not None:
            edge = self._box(canvas, self._marking, edge, head, HEADER) - 4 * MM
        if self._draft is not None:
            self._outlined(canvas, self._draft, edge, head)
        self._foot(canvas)

    def feet(self, width: float, height: float) -> list[str]:
        """The operators that draw each copy's words in the left of the foot of any page."""
        base_line = height - self._setting.theme.page.foot_rule + _LAST
        found = []
        for lines in self._feet:
            canvas = Canvas(0, width, height)
            for index, line in enumerate(lines):
                canvas.artifact(self._left, base_line + index * self._footer.leading, line, FOOTER)
            found.append(_apart(canvas))
        return found

    def draw(self, canvas: Canvas, number: int, count: int) -> None:
        """Draws what page `number` of `count` has for itself."""
        base_line = canvas.height - self._setting.theme.page.foot_rule + _LAST
        self._setting.inliner.page = (str(number), str(count))
        for index, line in enumerate(self._lines(self._running.foot_page, self._page_style())):
            y = base_line + index * self._footer.leading
            canvas.artifact(self._left + (self._width - line.width) / 2, y, line, FOOTER)

    def _foot(self, canvas: Canvas) -> None:
        page, notes = self._setting.theme.page, self._setting.theme.notes
        bottom = canvas.height - page.foot_rule
        rule = bottom - self.more_key
        left, right = self._left, self._left + self._width
        half = notes.rule / 2
        canvas.rectangle(left, rule - half, right, rule + half, notes.rule_colour)
        for index, line in enumerate(self._key):
            canvas.artifact(left, rule + _KEY + index * self._footer.leading, line, FOOTER)
        base_line = bottom + _LAST
        for index, line in enumerate(self._edition):
            canvas.artifact(left, base_line + index * self._footer.leading, line, FOOTER)
        if self._marking is not None:
            self._box(canvas, self._marking, right, base_line, FOOTER)

    def _box(self, canvas: Canvas, line: Line, right: float, y: float, artifact: str) -> float:
        """The marking on its ground; its left edge."""
        marking = self._meta.marking
        pen = line.parts[0][0]
        cap = pen.face.cap * pen.size
        left = right - line.width - 2 * _PAD_X
        ground = marking.ground if marking else "000000"
        canvas.rectangle(left, y - cap - _PAD_Y, right, y + _PAD_Y, ground)
        canvas.artifact(left + _PAD_X, y, line, artifact)
        return left

    def _outlined(self, canvas: Canvas, line: Line, right: float, y: float) -> None:
        """The draft mark: letters in the accent, framed, so that no marking is mistaken for it."""
        pen = line.parts[0][0]
        cap = pen.face.cap * pen.size
        left, accent = right - line.width - 2 * _PAD_X, pen.colour
        top, bottom = y - cap - _PAD_Y, y + _PAD_Y
        canvas.rectangle(left, top, right, bottom, accent)
        canvas.rectangle(left + 0.75, top + 0.75, right - 0.75, bottom - 0.75, "FFFFFF")
        canvas.artifact(left + _PAD_X, y, line, HEADER)


def _apart(canvas: Canvas) -> str:
    """The operators of a stream beside others of a page: none sees what another has set."""
    return f"q\n{canvas.operators()}\nQ"
