"""How the sheets of the sample season look, and how they become files.

A file's bytes depend on nothing but its sheets: no clock, no compression, no operating system.

xlsx comes from openpyxl, which stamps the time of saving into the file; it is taken out again. ods is written here,
as much of OpenDocument 1.2 (part 1, sections 3 and 9) as a plain table needs.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

DRAWN_AT = datetime(2017, 12, 15, 9, 0)  # noqa: DTZ001  file formats ask for local time
"""The moment that every file says it was written at."""

Cell = str | int | date | time | None

_FONT = "Calibri"
_LINE = Side(style="thin", color="999999")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADING_FILL = PatternFill("solid", fgColor="DDE6EE")


def new_sheet(name: str, *titles: str) -> tuple[Workbook, Worksheet]:
    """Return a workbook and its one sheet, the title rows written."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = name
    add_titles(sheet, *titles)
    return workbook, sheet


def add_titles(sheet: Worksheet, *titles: str) -> None:
    """Write title rows and an empty row, on a page that prints across."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
    for row, title in enumerate(titles, start=1):
        sheet.append((title,))
        sheet.cell(row, 1).font = Font(name=_FONT, bold=True, size=14 if row == 1 else 11)
    sheet.append(())


def add_grid(sheet: Worksheet, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a heading row and the rows below it, with lines around the cells."""
    add_headings(sheet, headings)
    for cells in rows:
        sheet.append(tuple(None if cell == "" else cell for cell in cells))
        for column, cell in enumerate(cells, start=1):
            drawn = sheet.cell(sheet.max_row, column)
            drawn.border = _GRID
            if isinstance(cell, date):
                drawn.number_format = "DD.MM.YYYY"
            elif isinstance(cell, time):
                drawn.number_format = "HH:MM"


def add_headings(sheet: Worksheet, headings: Sequence[str]) -> None:
    """Write a heading row, as high as its longest heading needs where a column holds some 16 letters."""
    sheet.append(tuple(heading or None for heading in headings))
    sheet.row_dimensions[sheet.max_row].height = 15 * (1 + max(map(len, headings)) // 16)
    for column in range(1, len(headings) + 1):
        cell = sheet.cell(sheet.max_row, column)
        cell.font, cell.fill, cell.border = Font(name=_FONT, bold=True), _HEADING_FILL, _GRID
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def add_footer(sheet: Worksheet, text: str) -> None:
    """Write an empty row and a line of text."""
    sheet.cell(sheet.max_row + 2, 1, text)


def set_widths(sheet: Worksheet, widths: Iterable[int]) -> None:
    """Set the widths of the columns from the left, in characters."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def save_xlsx(workbook: Workbook, path: Path) -> None:
    """Write a workbook as xlsx."""
    workbook.properties.creator = "BIZ"
    workbook.properties.created = DRAWN_AT
    saved = io.BytesIO()
    workbook.save(saved)
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    stamp = rb"\g<1>" + DRAWN_AT.strftime("%Y-%m-%dT%H:%M:%SZ").encode("ascii")
    parts["docProps/core.xml"] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", stamp, parts["docProps/core.xml"])
    _save_package(parts, path)


def save_ods(sheet_name: str, rows: Iterable[Sequence[Cell]], path: Path) -> None:
    """Write one sheet as ods; an empty row stays an empty row."""
    lines = "".join(f"<table:table-row>{_ods_cells(row)}</table:table-row>" for row in rows)
    content = _ODS_CONTENT.format(sheet_name=escape(sheet_name), lines=lines)
    parts = {
        # The format wants the mimetype first, not compressed.
        "mimetype": _ODS_TYPE.encode("ascii"),
        "content.xml": content.encode("utf-8"),
        "META-INF/manifest.xml": _ODS_MANIFEST.encode("utf-8"),
    }
    _save_package(parts, path)


def _save_package(parts: Mapping[str, bytes], path: Path) -> None:
    """Write a zip, one time for all parts; stored, because compressed bytes differ between versions of zlib."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, DRAWN_AT.timetuple()[:6])
            part.create_system = 0
            package.writestr(part, content)


def _ods_cells(row: Sequence[Cell]) -> str:
    return "".join(map(_ods_cell, row)) or "<table:table-cell/>"


def _ods_cell(cell: Cell) -> str:
    match cell:
        case None | "":
            return "<table:table-cell/>"
        case date():
            value = f'office:value-type="date" office:date-value="{cell.isoformat()}" table:style-name="day"'
            shown = f"{cell:%d.%m.%Y}"
        case int():
            value, shown = f'office:value-type="float" office:value="{cell}"', str(cell)
        case _:
            value, shown = 'office:value-type="string"', escape(str(cell))
    return f"<table:table-cell {value}><text:p>{shown}</text:p></table:table-cell>"


_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_ODS_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="{_ODS_NAMES}:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{_ODS_TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""
_ODS_CONTENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{_ODS_NAMES}:office:1.0" xmlns:table="{_ODS_NAMES}:table:1.0"
 xmlns:text="{_ODS_NAMES}:text:1.0" xmlns:style="{_ODS_NAMES}:style:1.0" xmlns:number="{_ODS_NAMES}:datastyle:1.0"
 office:version="1.2">
<office:automatic-styles>
<number:date-style style:name="german"><number:day number:style="long"/><number:text>.</number:text>
<number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/></number:date-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="german"/>
</office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="{{sheet_name}}">{{lines}}</table:table>
</office:spreadsheet></office:body>
</office:document-content>
"""
