"""Charts drawn as vectors: bars and columns of comparable values, each with its value beside it.

Series differ by their fill and by its outline, so that they are told apart in grey as well.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from brief.diagnostics import ERROR, Diagnostic
from brief.document.tree import Chart, Origin
from brief.writers.pdf.atoms import Atom, Picture
from brief.writers.pdf.blocks import Flow
from brief.writers.pdf.breaking import ragged
from brief.writers.pdf.lines import Line, Words
from brief.writers.pdf.looks import MM, base
from brief.writers.pdf.paint import colour, number
from brief.writers.pdf.tags import Element

_BAR = 9.0  # thickness of a bar in points
_GAP = 5.0  # between categories
_LABELS = 42 * MM  # room for the names of categories
_VALUE_GAP = 3.0
_COLUMNS = 70 * MM  # height of the area of a column chart
_MOST_COLUMNS = 12
_SWATCH = 7.0


class _Sheet:
    """Operators of one figure; coordinates from its left top corner, downwards."""

    def __init__(self, flow: Flow, height: float) -> None:
        self.flow = flow
        self.height = height
        self.ops: list[str] = []
        self._style = flow.setting.style("cell")

    def line(self, text: str, strong: bool = False, room: float = 0.0) -> list[Line]:
        """A text set in the style of cells."""
        look = base(self._style)
        if strong:
            look = look._replace(weight=600)
        words = Words()
        origin = Origin("fact", field="chart")
        self.flow.setting.inliner.text(words, text, origin, look, Element("Figure"))
        return ragged(words.finish(), room or self.flow.width, room or self.flow.width)

    def text(self, x: float, y: float, line: Line) -> None:
        """Draws a line with its baseline at y."""
        ops = ["BT"]
        for index, (pen, _, tj, _) in enumerate(line.parts):
            ops.append(f"/{pen.face.resource} {number(pen.size)} Tf {colour(pen.colour)} rg")
            if index == 0:
                ops.append(f"1 0 0 1 {number(x)} {number(self.height - y)} Tm")
            ops.append(f"[({tj})]TJ")
        self.ops.append(" ".join([*ops, "ET"]))

    def bar(self, x0: float, y0: float, x1: float, y1: float, fill: tuple[str, str]) -> None:
        """A bar with fill and outline."""
        inside, edge = fill
        box = (min(x0, x1) + 0.25, self.height - max(y0, y1) + 0.25)
        size = (max(abs(x1 - x0) - 0.5, 0.1), max(abs(y1 - y0) - 0.5, 0.1))
        numbers = " ".join(map(number, (*box, *size)))
        self.ops.append(f"{colour(inside)} rg {colour(edge)} RG 0.5 w {numbers} re B")

    def rule(self, x0: float, y0: float, x1: float, y1: float, ink: str) -> None:
        """A thin straight line."""
        start, end = (
            f"{number(x0)} {number(self.height - y0)}",
            (f"{number(x1)} {number(self.height - y1)}"),
        )
        self.ops.append(f"{colour(ink)} RG 0.5 w {start} m {end} l S")


def chart(flow: Flow, chart: Chart, tag: Element) -> Atom | None:
    """A chart; None, and a diagnostic, where its values are no numbers."""
    values = _values(flow, chart)
    if values is None:
        return None
    several = len(chart.series) > 1
    sheet = _Sheet(flow, 0.0)
    leading = flow.setting.style("cell").leading
    top = leading if chart.unit or several else 0.0
    if chart.kind == "column" and len(chart.categories) <= _MOST_COLUMNS and not chart.stacked:
        sheet.height = top + _COLUMNS + 2 * leading + 8
        _columns(sheet, chart, values, top)
    else:
        rows = 1 if chart.stacked else max(len(chart.series), 1)
        step = max(rows * _BAR, leading * _most_lines(sheet, chart)) + _GAP
        sheet.height = top + step * len(chart.categories) + 2
        _bars(sheet, chart, values, (top, step))
    _legend(sheet, chart)
    limit = 0.9 * flow.setting.body_height
    height = sheet.height
    ops = sheet.ops
    if height > limit:  # a chart of very many categories is made smaller to fit the page
        scale = limit / height
        ops = [f"{scale:.4f} 0 0 {scale:.4f} 0 0 cm", *ops]
        height = limit
    atom = Atom(height)
    atom.pictures.append(Picture(flow.x, 0.0, flow.width, height, tuple(ops), tag.leaf()))
    return atom


def _values(flow: Flow, chart: Chart) -> list[list[Decimal]] | None:
    found: list[list[Decimal]] = []
    for series in chart.series:
        row: list[Decimal] = []
        for value in series.values:
            try:
                row.append(Decimal(value))
            except InvalidOperation:
                row.append(Decimal("NaN"))
        bad = [v for v, d in zip(series.values, row, strict=True) if not d.is_finite()]
        if bad or len(row) != len(chart.categories):
            why = f'"{bad[0]}" is no number' if bad else "values and categories differ in number"
            message = f'the chart\'s series "{series.name}" cannot be drawn: {why}'
            flow.setting.inliner.report(Diagnostic("R-CHART", ERROR, message))
            return None
        found.append(row)
    return found


def _fills(sheet: _Sheet) -> list[tuple[str, str]]:
    colours = sheet.flow.setting.theme.colours
    accent = colours.get("accent", "000000")
    return [
        (accent, accent),
        (colours.get("tint", "FFFFFF"), accent),
        (colours.get("hair", "AAAAAA"), colours.get("grey", "555555")),
        ("FFFFFF", accent),
        (colours.get("grey", "555555"), colours.get("grey", "555555")),
    ]


def _legend(sheet: _Sheet, chart: Chart) -> None:
    """Names of series, each behind a swatch, and the unit at the right."""
    baseline = 0.8 * sheet.flow.setting.style("cell").leading
    if chart.unit:
        line = sheet.line(chart.unit)[0]
        sheet.text(sheet.flow.width - line.width, baseline, line)
    if len(chart.series) < 2:
        return
    x = 0.0
    fills = _fills(sheet)
    for index, series in enumerate(chart.series):
        line = sheet.line(series.name)[0]
        sheet.bar(x, baseline - _SWATCH + 1, x + _SWATCH, baseline + 1, fills[index % len(fills)])
        sheet.text(x + _SWATCH + 3, baseline, line)
        x += _SWATCH + line.width + 15


def _most_lines(sheet: _Sheet, chart: Chart) -> int:
    return max((len(sheet.line(name, room=_LABELS)) for name in chart.categories), default=1)


def _bars(
    sheet: _Sheet, chart: Chart, values: list[list[Decimal]], place: tuple[float, float]
) -> None:
    """Horizontal bars, one category below the other."""
    top, step = place
    shown = [
        [sheet.line(value)[0] for value in series.values] if series.values else []
        for series in chart.series
    ]
    widest = max((line.width for row in shown for line in row), default=0.0)
    if chart.stacked:
        widest = (widest + 12) * max(len(chart.series), 1)
        totals = [sum(column, Decimal(0)) for column in zip(*values, strict=True)]
        low, high = min([*totals, Decimal(0)]), max([*totals, Decimal(0)])
    else:
        flat = [value for row in values for value in row]
        low, high = min([*flat, Decimal(0)]), max([*flat, Decimal(0)])
    left = _LABELS + 4 + (widest + _VALUE_GAP if low < 0 else 0.0)
    room = max(sheet.flow.width - left - widest - _VALUE_GAP, 20.0)
    unit = room / float(high - low) if high > low else 0.0
    zero = left - float(low) * unit
    style = sheet.flow.setting.style("cell")
    fills = _fills(sheet)
    for index, name in enumerate(chart.categories):
        y = top + index * step + _GAP / 2
        for count, line in enumerate(sheet.line(name, room=_LABELS)):
            sheet.text(0.0, y + (count + 0.8) * style.leading, line)
        x = zero
        texts: list[Line] = []
        for row, series in enumerate(values):
            value = float(series[index]) * unit
            line = shown[row][index]
            fill = fills[row % len(fills)]
            if chart.stacked:
                sheet.bar(x, y, x + value, y + _BAR, fill)
                x += value
                texts.append(line)
                continue
            edge = y + row * _BAR
            sheet.bar(zero, edge, zero + value, edge + _BAR, fill)
            at = zero + value + _VALUE_GAP
            if value < 0:
                at = zero + value - _VALUE_GAP - line.width
            sheet.text(at, edge + 0.83 * _BAR, line)
        x += _VALUE_GAP
        for count, line in enumerate(texts):
            if count:
                plus = sheet.line("+")[0]
                sheet.text(x, y + 0.83 * _BAR, plus)
                x += plus.width + 2
            sheet.text(x, y + 0.83 * _BAR, line)
            x += line.width + 2
    ink = sheet.flow.setting.theme.colours.get("accent", "000000")
    sheet.rule(zero, top, zero, sheet.height, ink)


def _columns(sheet: _Sheet, chart: Chart, values: list[list[Decimal]], top: float) -> None:
    """Upright columns, their categories below."""
    flat = [value for row in values for value in row]
    low, high = min([*flat, Decimal(0)]), max([*flat, Decimal(0)])
    style = sheet.flow.setting.style("cell")
    head = style.leading
    room = _COLUMNS - head - (head if low < 0 else 0.0)
    unit = room / float(high - low) if high > low else 0.0
    zero = top + head + float(high) * unit
    step = sheet.flow.width / max(len(chart.categories), 1)
    thick = min(24.0, step * 0.7 / max(len(values), 1))
    fills = _fills(sheet)
    for index, name in enumerate(chart.categories):
        start = index * step + (step - thick * len(values)) / 2
        for row, series in enumerate(values):
            value = float(series[index]) * unit
            x = start + row * thick
            sheet.bar(x, zero, x + thick, zero - value, fills[row % len(fills)])
            line = sheet.line(chart.series[row].values[index])[0]
            y = zero - value - 3 if value >= 0 else zero - value + 0.8 * style.leading
            sheet.text(x + (thick - line.width) / 2, y, line)
        for count, line in enumerate(sheet.line(name, room=step - 4)[:3]):
            y = top + _COLUMNS + 4 + (count + 0.8) * style.leading
            sheet.text(index * step + (step - line.width) / 2, y, line)
    ink = sheet.flow.setting.theme.colours.get("accent", "000000")
    sheet.rule(0.0, zero, sheet.flow.width, zero, ink)
