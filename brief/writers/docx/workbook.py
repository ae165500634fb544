"""The workbook behind a chart, so that its figures can be edited in Word: one small sheet."""

from __future__ import annotations

from brief.document.tree import Chart
from brief.writers.docx.package import Package
from brief.writers.docx.xml import PROLOG, plain

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "Sheet1"


def column_name(place: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def workbook(chart: Chart) -> bytes:
    """Categories in the first column, a column a series, names in the first row."""
    rows = [("", *(series.name for series in chart.series))]
    cells = [_row(1, [_text(f"{column_name(i)}1", name) for i, name in enumerate(rows[0])])]
    for place, category in enumerate(chart.categories):
        number = place + 2
        found = [_text(f"A{number}", category)]
        for i, series in enumerate(chart.series, 1):
            if place < len(series.values) and series.values[place]:
                cell = f'<c r="{column_name(i)}{number}"><v>{plain(series.values[place])}</v></c>'
                found.append(cell)
        cells.append(_row(number, found))
    package = Package()
    package.relations().add("officeDocument", "xl/workbook.xml")
    package.add(
        "xl/workbook.xml",
        f'{PROLOG}<workbook xmlns="{_MAIN}" xmlns:r="http://schemas.openxmlformats.org/'
        f'officeDocument/2006/relationships"><sheets><sheet name="{SHEET}" sheetId="1"'
        ' r:id="rId1"/></sheets></workbook>',
        f"{_TYPES}.sheet.main+xml",
    )
    package.relations("xl/workbook.xml").add("worksheet", "worksheets/sheet1.xml")
    package.add(
        "xl/worksheets/sheet1.xml",
        f'{PROLOG}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(cells)}</sheetData></worksheet>',
        f"{_TYPES}.worksheet+xml",
    )
    return package.data()


def _row(number: int, cells: list[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _text(reference: str, text: str) -> str:
    space = "" if text == text.strip() else ' xml:space="preserve"'
    return f'<c r="{reference}" t="inlineStr"><is><t{space}>{plain(text)}</t></is></c>'
