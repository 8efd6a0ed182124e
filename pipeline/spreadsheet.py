"""Writing into workbooks as openpyxl holds them: our own sheets, and those of a sender that go back.

What all that we hand out has in common is in `handed_out`.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from pipeline.codes import Grade
from pipeline.handed_out import (
    CORE,
    GRADE_COLOURS,
    HEADING_COLOUR,
    LINE_COLOUR,
    SAVED_BY,
    Column,
    Value,
    parts_in,
    row_height,
    starts_a_formula,
    writable_text,
)

_MODIFIED = '<dcterms:modified xsi:type="dcterms:W3CDTF">{:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>'
_END_OF_CORE = b"</cp:coreProperties>"

BOLD = Font(name="Calibri", size=11, bold=True)
TITLE = Font(name="Calibri", size=14, bold=True)
LINK = Font(name="Calibri", size=11, underline="single", color="FF0563C1")
_FONT = Font(name="Calibri", size=11)
_LINE = Side(style="thin", color=LINE_COLOUR)
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TEXT = Alignment(wrap_text=True, vertical="top")
# A number does not touch the text in the next column.
_NUMBER = Alignment(horizontal="right", indent=1, vertical="top")
_HEADING_FILL = PatternFill("solid", fgColor=HEADING_COLOUR)


def write_value(cell: Any, value: Value) -> None:
    """Write a value into a cell of openpyxl; a text stays a text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = text = writable_text(value)
        cell.data_type = "s"
        if starts_a_formula(text):
            cell.quotePrefix = True
        return
    cell.value = value
    if isinstance(value, datetime):
        cell.number_format = "DD.MM.YYYY" if value.time() == time() else "DD.MM.YYYY HH:MM"
    elif isinstance(value, date):
        cell.number_format = "DD.MM.YYYY"
    elif isinstance(value, time):
        cell.number_format = "HH:MM"
    elif isinstance(value, timedelta):
        cell.number_format = "[HH]:MM"


def write_table(sheet: Any, columns: Sequence[Column], rows: Sequence[Sequence[Value]], *, first_row: int = 1) -> None:
    """Write a heading row and the rows below it, with a filter; texts wrap, nothing is merged."""
    for row, values in enumerate([[column.heading for column in columns], *rows], start=first_row):
        for at, value in enumerate(values, start=1):
            cell = sheet.cell(row, at)
            write_value(cell, value)
            cell.font, cell.border, cell.alignment = _FONT, _GRID, _NUMBER if isinstance(value, int) else _TEXT
        sheet.row_dimensions[row].height = row_height(values, columns, is_heading=row == first_row)
    for at, column in enumerate(columns, start=1):
        sheet.cell(first_row, at).font, sheet.cell(first_row, at).fill = BOLD, _HEADING_FILL
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    last = get_column_letter(len(columns))
    sheet.auto_filter.ref = f"A{first_row}:{last}{first_row + len(rows)}"
    sheet.print_title_rows = f"{first_row}:{first_row}"
    print_across(sheet)


def cells_of(sheet: Any) -> list[Any]:
    """Return the cells a sheet of openpyxl holds; `iter_rows` would make a million where one stands far below."""
    return list(sheet._cells.values())


def print_across(sheet: Any) -> None:
    """Print a sheet on landscape pages, all columns on one page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)


def colour(cell: Any, grade: Grade) -> None:
    """Give a cell the colour of a grade."""
    cell.fill = PatternFill("solid", fgColor=GRADE_COLOURS[grade])


def new_workbook() -> Any:
    """Return a workbook without sheets that says nothing about where and when it was made."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = SAVED_BY
    return workbook


def parts_of(workbook: Any, *, modified_at: datetime | None = None) -> dict[str, bytes]:
    """Return the parts of a workbook's package; it says it was last saved at `modified_at`, or not when."""
    workbook.properties.lastModifiedBy = SAVED_BY
    saved = BytesIO()
    workbook.save(saved)
    parts = parts_in(saved)
    stamp = "" if modified_at is None else _MODIFIED.format(modified_at.astimezone(UTC))
    parts[CORE] = parts[CORE].replace(_END_OF_CORE, stamp.encode("ascii") + _END_OF_CORE)
    return parts
