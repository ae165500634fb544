"""Charts, native: bars that Word draws and edits from a workbook in the file."""

from __future__ import annotations

from brief.document.tree import Chart, Figure, Series
from brief.writers.docx.drawings import inline_drawing
from brief.writers.docx.state import State
from brief.writers.docx.workbook import SHEET, column_name, workbook
from brief.writers.docx.xml import PROLOG, R, attribute, plain

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_AXES = ("111111111", "222222222")
_MORE_COLOURS = ("8FA9B5", "33576B", "C7D3D9", "7A7F82")


def chart_xml(state: State, node: Figure, size: tuple[float, float]) -> str:
    """The drawing of a chart; its parts go into the package.  Empty where it has no values."""
    chart = node.chart
    if chart is None or not chart.series or not chart.categories:
        state.report("W-NODE", "a chart without values; its description stands for it", error=True)
        return ""
    state.charts += 1
    part = f"word/charts/chart{state.charts}.xml"
    book = f"embeddings/chart{state.charts}.xlsx"
    state.package.add(f"word/{book}", workbook(chart))
    relation = state.package.relations(part).add("package", f"../{book}")
    state.package.add(part, _chart_space(state, chart, relation), _CHART_TYPE)
    found = state.relations.add("chart", f"charts/chart{state.charts}.xml")
    graphic = f'<c:chart r:id="{found}"/>'
    return inline_drawing(state, graphic, _CHART, size, node.alternative)


def _chart_space(state: State, chart: Chart, relation: str) -> str:
    colours = state.theme.colours
    ink, hair = colours.get("ink", "000000"), colours.get("hair", "BFBFBF")
    palette = (colours.get("accent", "1F497D"), *_MORE_COLOURS)
    grouping = "stacked" if chart.stacked else "clustered"
    overlap = '<c:overlap val="100"/>' if chart.stacked else '<c:overlap val="0"/>'
    series = "".join(
        _series(chart, place, one, palette[place % len(palette)])
        for place, one in enumerate(chart.series)
    )
    many = len(chart.series) > 1
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if many else ""
    return (
        f'{PROLOG}<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}" xmlns:r="{R}">'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        "<c:plotArea><c:layout/><c:barChart>"
        f'<c:barDir val="{"bar" if chart.kind == "bar" else "col"}"/>'
        f'<c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="60"/>{overlap}<c:axId val="{_AXES[0]}"/><c:axId val="{_AXES[1]}"/>'
        f"</c:barChart>{_axes(chart, hair)}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{round(_size(state) * 100)}">'
        f'<a:solidFill><a:srgbClr val="{ink}"/></a:solidFill>'
        f'<a:latin typeface="{attribute(state.theme.sans.family)}"/></a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
        f'<c:externalData r:id="{relation}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def _size(state: State) -> float:
    return state.paragraph_style("cell").size


def _series(chart: Chart, place: int, series: Series, colour: str) -> str:
    """A row of bars with their values at their ends, so that no axis is needed to read them."""
    column = column_name(place + 1)
    last = len(chart.categories) + 1
    names = "".join(
        f'<c:pt idx="{i}"><c:v>{plain(name)}</c:v></c:pt>'
        for i, name in enumerate(chart.categories)
    )
    values = "".join(
        f'<c:pt idx="{i}"><c:v>{plain(value)}</c:v></c:pt>'
        for i, value in enumerate(series.values[: len(chart.categories)])
        if value
    )
    count = f'<c:ptCount val="{len(chart.categories)}"/>'
    position = "ctr" if chart.stacked else "outEnd"
    label = "FFFFFF" if chart.stacked and place == 0 else ""
    text = (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr><a:solidFill><a:srgbClr val="{label}"/>'
        '</a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
        if label
        else ""
    )
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef>'
        f'<c:f>{SHEET}!${column}$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{plain(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>'
        f'<c:invertIfNegative val="0"/><c:dLbls>{text}<c:dLblPos val="{position}"/>'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>{count}{names}"
        "</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>General</c:formatCode>{count}{values}</c:numCache></c:numRef></c:val>"
        "</c:ser>"
    )


def _axes(chart: Chart, hair: str) -> str:
    """Categories read from the top; the scale starts at nought and names the unit."""
    flat = chart.kind == "bar"
    category, value = _AXES
    order = "maxMin" if flat else "minMax"
    unit = (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr b="0"/></a:pPr>'
        f'<a:r><a:rPr lang="en-GB" b="0"/><a:t>{plain(chart.unit)}</a:t></a:r></a:p></c:rich>'
        '</c:tx><c:overlay val="0"/></c:title>'
        if chart.unit
        else ""
    )
    stroke = f'<a:ln w="6350"><a:solidFill><a:srgbClr val="{hair}"/></a:solidFill></a:ln>'
    line = f"<c:spPr>{stroke}</c:spPr>"
    bare = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
    return (
        f'<c:catAx><c:axId val="{category}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if flat else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{line}<c:crossAx val="{value}"/><c:crosses val="autoZero"/></c:catAx>'
        f'<c:valAx><c:axId val="{value}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:min val="0"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"b" if flat else "l"}"/>{unit}'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        f'{bare}<c:crossAx val="{category}"/>'
        f'<c:crosses val="{"max" if flat else "autoZero"}"/></c:valAx>'
    )
