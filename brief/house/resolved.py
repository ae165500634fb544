"""A style of Word's as it comes out: what it says itself, what it takes from those below it."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.house.styles import word_name
from brief.house.theme import Border, TabStop

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_ON = {"1", "true", "on", ""}
_BEYOND = 1e6  # of any unit: no measure of a page
_TALLEST = 200.0  # points of a letter, of a line, of a space between paragraphs
_NATURAL = 1.2  # of a face's size: a line that Word spaces by the face


def name(tag: str) -> str:
    """A tag of Word's main namespace."""
    return f"{{{W}}}{tag}"


def millimetres(twips: str | None) -> float:
    """A length in the house's precision, a tenth of a millimetre."""
    return round(_number(twips) * 25.4 / 1440, 1)


def points(twips: str | None) -> float:
    """Twentieths of a point, as points."""
    return _number(twips) / 20


def space(twips: str | None) -> float:
    """The space before or after a paragraph, in points, within what a page can hold."""
    return min(max(points(twips), 0.0), _TALLEST)


def _number(value: str | None) -> float:
    try:
        found = float(value or 0)
    except ValueError:
        return 0.0
    return found if abs(found) < _BEYOND else 0.0  # which what is no number is not, either


class Styles:
    """The styles part of a house file: its styles by name, whatever their ids are called."""

    def __init__(self, root: _Element, theme: _Element | None) -> None:
        self._by_id = {s.get(name("styleId"), ""): s for s in root.findall(name("style"))}
        self._by_name: dict[tuple[str, str], _Element] = {}
        self._folded: dict[tuple[str, str], _Element] = {}
        for style in self._by_id.values():
            kind = style.get(name("type"), "")
            for shown in _names(style):
                self._by_name.setdefault((kind, shown), style)
                self._folded.setdefault((kind, shown.casefold()), style)
        defaults = root.find(name("docDefaults"))
        self._defaults = [] if defaults is None else list(defaults.iter(name("pPr"), name("rPr")))
        self._theme = theme

    def names(self, kind: str) -> list[str]:
        """The names of all styles of a kind."""
        return [shown for found, shown in self._by_name if found == kind]

    def find(self, kind: str, shown: str) -> Resolved | None:
        """A style by its name; LibreOffice adds one that differs in case alone."""
        style = self._by_name.get((kind, word_name(shown)))
        if style is None:
            style = self._folded.get((kind, shown.casefold()))
        return None if style is None else Resolved(self._chain(style), self._theme)

    def default(self) -> Resolved:
        """The paragraph style that others rest on."""
        for style in self._by_id.values():
            kind, default = style.get(name("type")), style.get(name("default"))
            if kind == "paragraph" and default in {"1", "true"}:
                return Resolved(self._chain(style), self._theme)
        return Resolved([*self._defaults], self._theme)

    def _chain(self, style: _Element) -> list[_Element]:
        """The style, those that it is based on, and the document's defaults."""
        chain: list[_Element] = []
        following: _Element | None = style
        while following is not None and following not in chain:
            chain.append(following)
            base = following.find(name("basedOn"))
            following = None if base is None else self._by_id.get(base.get(name("val"), ""))
        return [*chain, *self._defaults]


def _names(style: _Element) -> list[str]:
    found = []
    for tag in ("name", "aliases"):
        element = style.find(name(tag))
        if element is not None:
            found += element.get(name("val"), "").split(",")
    return [shown.strip() for shown in found if shown.strip()]


class Resolved:
    """The properties of one style."""

    def __init__(self, chain: list[_Element], theme: _Element | None) -> None:
        self._chain = chain
        self._theme = theme

    def _groups(self, group: str) -> list[_Element]:
        found = []
        for element in self._chain:
            if element.tag == name(group):
                found.append(element)
            elif element.tag == name("style"):
                inner = element.find(name(group))
                if inner is not None:
                    found.append(inner)
        return found

    def first(self, group: str, tag: str) -> _Element | None:
        """The nearest element of that name in `pPr` or `rPr`."""
        for element in self._groups(group):
            found = element.find(name(tag))
            if found is not None:
                return found
        return None

    def attribute(self, group: str, tag: str, *attributes: str) -> str | None:
        """The nearest value of one of these attributes; each is inherited by itself."""
        for element in self._groups(group):
            found = element.find(name(tag))
            if found is not None:
                for attribute in attributes:
                    value = found.get(name(attribute))
                    if value is not None:
                        return value
        return None

    def flag(self, group: str, tag: str) -> bool:
        """An on-off property."""
        found = self.first(group, tag)
        return found is not None and found.get(name("val"), "") in _ON

    def said(self, group: str, tag: str) -> bool:
        """Whether anything is said of the property, on or off."""
        return self.first(group, tag) is not None

    @property
    def family(self) -> str:
        """The font family, a theme's reference resolved."""
        for element in self._groups("rPr"):
            fonts = element.find(name("rFonts"))
            if fonts is None:
                continue
            themed = fonts.get(name("asciiTheme")) or fonts.get(name("hAnsiTheme"))
            if themed:
                return self._themed(themed)
            named = fonts.get(name("ascii")) or fonts.get(name("hAnsi"))
            if named:
                return named
        return ""

    def _themed(self, reference: str) -> str:
        if self._theme is None:
            return ""
        group = "majorFont" if reference.startswith("major") else "minorFont"
        for font in self._theme.iter(f"{{{A}}}{group}"):
            latin = font.find(f"{{{A}}}latin")
            return "" if latin is None else latin.get("typeface", "")
        return ""

    @property
    def size(self) -> float:
        """In points; Word's own default is 10."""
        return min(max(_number(self.attribute("rPr", "sz", "val") or "20") / 2, 1.0), _TALLEST)

    @property
    def colour(self) -> str:
        """Six hex digits, or empty where it says nothing; automatic is black."""
        value = self.attribute("rPr", "color", "val")
        return "000000" if value == "auto" else (value or "").upper()

    @property
    def ground(self) -> str:
        """The shading behind the paragraph."""
        value = self.attribute("pPr", "shd", "fill")
        return "" if value in {None, "auto"} else str(value).upper()

    @property
    def leading(self) -> float:
        """The distance of lines: exact, at least, or a multiple of the face's own."""
        line = _number(self.attribute("pPr", "spacing", "line") or "240")
        rule = self.attribute("pPr", "spacing", "lineRule") or "auto"
        natural = self.size * _NATURAL
        line = min(max(line, 1.0), 20 * _TALLEST)
        if rule == "exact":
            return line / 20
        if rule == "atLeast":
            return max(line / 20, round(natural * 2) / 2)
        return round(natural * line / 240 * 2) / 2

    @property
    def indents(self) -> tuple[float, float, float]:
        """Left, right and first line, in millimetres."""
        left = millimetres(self.attribute("pPr", "ind", "left", "start"))
        right = millimetres(self.attribute("pPr", "ind", "right", "end"))
        first = millimetres(self.attribute("pPr", "ind", "firstLine"))
        for element in self._groups("pPr"):
            found = element.find(name("ind"))
            if found is None:
                continue
            if found.get(name("hanging")) is not None:
                return left, right, -millimetres(found.get(name("hanging")))
            if found.get(name("firstLine")) is not None:
                break
        return left, right, first

    @property
    def align(self) -> str:
        """left, right, center or justify."""
        value = self.attribute("pPr", "jc", "val") or "left"
        known = {"both": "justify", "distribute": "justify", "end": "right"}
        found = known.get(value, value)
        return found if found in {"left", "right", "center", "justify"} else "left"

    @property
    def borders(self) -> tuple[Border, ...]:
        """The rules of its frame."""
        frame = self.first("pPr", "pBdr")
        if frame is None:
            return ()
        found = []
        for rule in frame:
            side = rule.tag.rpartition("}")[2] if isinstance(rule.tag, str) else ""
            width = _number(rule.get(name("sz"))) / 8
            if side not in {"top", "right", "bottom", "left"} or not width:
                continue
            if rule.get(name("val")) in {"nil", "none"}:
                continue
            colour = rule.get(name("color"), "auto")
            found.append(
                Border(
                    side,  # type: ignore[arg-type]  # one of the four, just looked at
                    width,
                    "000000" if colour == "auto" else colour.upper(),
                    _number(rule.get(name("space"))),
                )
            )
        return tuple(found)

    @property
    def tabs(self) -> tuple[TabStop, ...]:
        """Tab stops; those that a nearer style clears are gone."""
        stops: dict[float, str] = {}
        for element in reversed(self._groups("pPr")):
            group = element.find(name("tabs"))
            for tab in () if group is None else group:
                place, kind = millimetres(tab.get(name("pos"))), tab.get(name("val"), "left")
                if kind == "clear":
                    stops.pop(place, None)
                else:
                    stops[place] = {"start": "left", "end": "right", "num": "left"}.get(kind, kind)
        return tuple(
            TabStop(place, kind)  # type: ignore[arg-type]  # one of the four, looked at here
            for place, kind in sorted(stops.items())
            if kind in {"left", "right", "center", "decimal"}
        )

    def own(self) -> list[_Element]:
        """What the style and those that it is based on say, without the document's defaults."""
        return [element for element in self._chain if element.tag == name("style")]
