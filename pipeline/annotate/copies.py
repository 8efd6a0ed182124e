"""The workbook that is sent back: the sender's own, or where that cannot be kept one built from its cells."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import zip_longest
from typing import Any
from zipfile import ZipFile

from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils import get_column_letter

from pipeline.annotate.marks import unmark
from pipeline.read import Limits, Sheet, SourceFile, Value
from pipeline.read import workbook as workbooks
from pipeline.read.opened import opened
from pipeline.read.signature import Format
from pipeline.read.source import CORRECTS
from pipeline.recognise import CHECK_SHEET, SheetTable
from pipeline.said import say
from pipeline.spreadsheet import BOLD, cells_of, new_workbook, print_across, write_value
from pipeline.values import looks_like_day, text_of

_NOT_IN_A_TITLE = re.compile(r"[\\*?:/\[\]]")
_LONGEST_TITLE = 28  # 31 are allowed; openpyxl numbers equal titles
_FIRST_YEAR = 1900
_NARROWEST, _WIDEST = 6, 36
_DAY_WIDTH = 11.5
_LARGEST_COPY = 1 << 30


@dataclass(frozen=True)
class Copy:
    """A workbook (of openpyxl) on its way back, and its sheets by the names under which they were read."""

    workbook: Any
    sheets: Mapping[str | None, Any]


def as_sent(file: SourceFile) -> Copy:
    """Open the sender's own workbook, formats kept, without macros and without what an earlier check has marked.

    Whatever openpyxl raises for a file that it cannot keep goes through to the caller.
    """
    workbook = opened(file.location.read_bytes())
    workbook.template = False
    if file.corrects or CHECK_SHEET in workbook.sheetnames:
        unmark(workbook)
    for sheet in workbook.worksheets:
        _widen_for_days(sheet)
    return Copy(workbook, {sheet.name: workbook[sheet.name or ""] for sheet in _sent(file)})


def rebuilt(file: SourceFile, tables: Iterable[SheetTable], lang: str | None) -> Copy:
    """Build a workbook from the cells as they were read; the headings of `tables` are made bold."""
    workbook = new_workbook()
    sheets: dict[str | None, Any] = {}
    for sheet in _sent(file):
        title = _NOT_IN_A_TITLE.sub("-", sheet.name or "")[:_LONGEST_TITLE].strip().strip("'")
        sheets[sheet.name] = built = workbook.create_sheet(title or say("List", lang=lang))
        for row, values in enumerate(sheet.rows, start=1):
            for column, value in enumerate(values, start=1):
                write_value(built.cell(row, column), _writable(value))
        _set_widths(built, sheet)
        print_across(built)
    for table in tables:
        for row in table.region.header.rows if not table.grid.is_moved else ():
            for column in table.grid.filled(row):
                heading = sheets[table.sheet_name].cell(row + 1, column + 1)
                heading.font, heading.alignment = BOLD, Alignment(wrap_text=True, vertical="top")
    return Copy(workbook, sheets)


def name_original(workbook: Any, file: SourceFile) -> None:
    """Write into a copy which file it was made from: once corrected and put back, it takes that file's place."""
    properties = workbook.custom_doc_props
    if CORRECTS in properties.names:
        del properties[CORRECTS]
    properties.append(StringProperty(name=CORRECTS, value=file.source_id))


def reads_like(content: bytes, file: SourceFile) -> bool:
    """Whether a marked copy, put back, gives the very cells of the file it was made from."""
    with ZipFile(BytesIO(content)) as archive:
        read = workbooks.read(content, archive, path=file.path, kind=Format.OPEN_XML, limits=Limits(_LARGEST_COPY))
    copied = [sheet for sheet in read.sheets if sheet.name != CHECK_SHEET]
    return all(
        one is not None and other is not None and (one.name, one.rows) == (other.name, other.rows)
        for one, other in zip_longest(copied, _sent(file))
    )


def _sent(file: SourceFile) -> list[Sheet]:
    return [sheet for sheet in file.sheets if sheet.name != CHECK_SHEET]


def _writable(value: Value) -> Value:
    """Return the value, a day before Excel's first one as a text."""
    return text_of(value) if isinstance(value, date) and value.year < _FIRST_YEAR else value


def _widen_for_days(sheet: Any) -> None:
    """Make columns wide enough to show days: `####` cannot be checked by anybody."""
    is_wide = (sheet.sheet_format.defaultColWidth or 0) >= _DAY_WIDTH
    for at in sorted({cell.column for cell in cells_of(sheet) if _is_day_with_year(cell)}):
        # One width may hold for several columns; a second one for a column among them would break the file.
        known = next((one for one in sheet.column_dimensions.values() if one.min and one.min <= at <= one.max), None)
        if known is not None:
            known.width = max(known.width, _DAY_WIDTH)
        elif not is_wide:
            sheet.column_dimensions[get_column_letter(at)].width = _DAY_WIDTH


def _is_day_with_year(cell: Any) -> bool:
    if cell.alignment.textRotation:
        return False
    if cell.data_type == "s":
        return looks_like_day(cell.value)
    return is_date_format(cell.number_format) and "y" in cell.number_format.lower()


def _set_widths(built: Any, sheet: Sheet) -> None:
    """Make each column as wide as its texts; a line with one cell is a title, which may run on to the right."""
    rows = [[text_of(value) for value in row] for row in sheet.rows]
    lines = [row for row in rows if sum(map(bool, row)) > 1] or rows
    for at, texts in enumerate(zip_longest(*lines, fillvalue=""), start=1):
        # The longest text may be a heading, which wraps.
        longest = max(map(len, texts[1:]), default=0)
        width = min(max(longest, min(len(texts[0]), 14), _NARROWEST), _WIDEST) + 2
        built.column_dimensions[get_column_letter(at)].width = width
