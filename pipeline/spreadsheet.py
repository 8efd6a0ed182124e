"""Writing workbooks for people: text that stays text, tables one can filter, files put in place in one move.

Every sheet we hand out goes through here. The bytes of a file depend on nothing but its cells: no clock, no machine.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from textwrap import wrap
from typing import Any
from uuid import uuid4

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from pipeline.codes import Grade
from pipeline.errors import BusyError, PipelineError
from pipeline.said import say

Value = str | int | float | bool | datetime | date | time | timedelta | None

GRADE_COLOURS = {Grade.REJECT_FILE: "FFF5B7B1", Grade.SET_ROW_ASIDE: "FFFAD7A0", Grade.NOTE: "FFFCF3B0"}
"""Grade of a finding -> colour of its cells (ARGB): light enough for black text to stay readable."""

# What spreadsheet programs take for the beginning of a formula (OWASP, “CSV Injection”).
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TEXT = 32_767
_SAVED_BY = "volunteer-training-pipeline"
_SAVED_BY_US = f"<cp:lastModifiedBy>{_SAVED_BY}</cp:lastModifiedBy>".encode("ascii")
_CORE = "docProps/core.xml"
# openpyxl stamps both with the time of saving.
_STAMPS = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")

_MODIFIED = '<dcterms:modified xsi:type="dcterms:W3CDTF">{:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>'
_END_OF_CORE = b"</cp:coreProperties>"

BOLD = Font(name="Calibri", size=11, bold=True)
TITLE = Font(name="Calibri", size=14, bold=True)
LINK = Font(name="Calibri", size=11, underline="single", color="FF0563C1")
_FONT = Font(name="Calibri", size=11)
_LINE_HEIGHT = 15.0
# Letters on a line for each digit of a column's width.
_FILLED, _FILLED_BOLD = 1.05, 0.85
_LINE = Side(style="thin", color="FFBFBFBF")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TEXT = Alignment(wrap_text=True, vertical="top")
# A number does not touch the text in the next column.
_NUMBER = Alignment(horizontal="right", indent=1, vertical="top")
_HEADING_FILL = PatternFill("solid", fgColor="FFDDE6EE")


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading and its width in characters."""

    heading: str
    width: float


def write_value(cell: Any, value: Value) -> None:
    """Write a value into a cell of openpyxl; a text stays a text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = text = writable_text(value)
        cell.data_type = "s"
        if text.startswith(_STARTS_A_FORMULA):
            # Without it Excel makes a formula of the text as soon as somebody edits the cell.
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


def write_total(sheet: Any, row: int, values: Sequence[Value]) -> None:
    """Write totals below a table, outside its filter: sorting leaves them at the foot."""
    for at, value in enumerate(values, start=1):
        cell = sheet.cell(row, at)
        write_value(cell, value)
        cell.font, cell.alignment = BOLD, _NUMBER if isinstance(value, int) else _TEXT


def writable_text(text: str) -> str:
    """Return a text as a workbook can hold it: no control characters, no more than a cell takes."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)[:_LONGEST_TEXT]


def write_table(sheet: Any, columns: Sequence[Column], rows: Sequence[Sequence[Value]], *, first_row: int = 1) -> None:
    """Write a heading row and the rows below it, with a filter; texts wrap, nothing is merged."""
    for row, values in enumerate([[column.heading for column in columns], *rows], start=first_row):
        for at, value in enumerate(values, start=1):
            cell = sheet.cell(row, at)
            write_value(cell, value)
            cell.font, cell.border, cell.alignment = _FONT, _GRID, _NUMBER if isinstance(value, int) else _TEXT
        # Not every program makes rows as high as their texts when it opens a file.
        sheet.row_dimensions[row].height = _height(values, columns, _FILLED if row > first_row else _FILLED_BOLD)
    for at, column in enumerate(columns, start=1):
        sheet.cell(first_row, at).font, sheet.cell(first_row, at).fill = BOLD, _HEADING_FILL
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    last = get_column_letter(len(columns))
    sheet.auto_filter.ref = f"A{first_row}:{last}{first_row + len(rows)}"
    sheet.print_title_rows = f"{first_row}:{first_row}"
    print_across(sheet)


def _height(values: Sequence[Value], columns: Sequence[Column], filled: float) -> float:
    lines = 1
    for value, column in zip(values, columns, strict=True):
        if isinstance(value, str):
            lines = max(lines, sum(len(wrap(line, int(column.width * filled)) or [""]) for line in value.split("\n")))
    return lines * _LINE_HEIGHT


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
    workbook.properties.creator = _SAVED_BY
    return workbook


def parts_of(workbook: Any, *, modified_at: datetime | None = None) -> dict[str, bytes]:
    """Return the parts of a workbook's package; it says it was last saved at `modified_at`, or not when."""
    workbook.properties.lastModifiedBy = _SAVED_BY
    saved = io.BytesIO()
    workbook.save(saved)
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    stamp = "" if modified_at is None else _MODIFIED.format(modified_at.astimezone(UTC))
    parts[_CORE] = _STAMPS.sub(b"", parts[_CORE]).replace(_END_OF_CORE, stamp.encode("ascii") + _END_OF_CORE)
    return parts


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a package with these parts; the same parts give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            package.writestr(entry, part)
    return content.getvalue()


def is_as_we_left_it(path: Path) -> bool:
    """Whether a workbook was last saved here, so that nobody's work is lost when it is replaced."""
    try:
        with zipfile.ZipFile(path) as package:
            return _SAVED_BY_US in package.read(_CORE)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return False


def put_in_place(content: bytes, path: Path) -> Path:
    """Write a file in one move: nobody ever sees half of it. Raises BusyError, PipelineError where that fails."""
    writing = path.with_name(f".{uuid4().hex}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        writing.write_bytes(content)
    except OSError as error:
        _remove(writing)
        raise PipelineError(
            say(
                "{path} could not be written: the disk is full, or the folder is write-protected. Please make room or "
                "check the folder, then start again.",
                path=path,
            )
        ) from error
    try:
        writing.replace(path)
    except OSError as error:
        _remove(writing)
        raise BusyError(
            say(
                "{path} cannot be replaced: it is open in another program, such as Excel. Please close it there and "
                "start again.",
                path=path,
            )
        ) from error
    return path


def _remove(writing: Path) -> None:
    with suppress(OSError):
        writing.unlink(missing_ok=True)
