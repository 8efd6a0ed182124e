"""Tables -> a new workbook for a coordinator, written by XlsxWriter: a sheet a table, headings in sight, a filter.

XlsxWriter only writes, and loads in a third of the time of openpyxl; `spreadsheet` changes workbooks that exist.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from pipeline.codes import Grade
from pipeline.handed_out import (
    GRADE_COLOURS,
    HEADING_COLOUR,
    LINE_COLOUR,
    SAVED_BY,
    Column,
    packed,
    parts_in,
    row_height,
    starts_a_formula,
    writable_text,
)

Cell = str | int | None

_A4 = 9


@dataclass(frozen=True)
class TableSheet:
    """One sheet with one table; `grades` colour its first column, row by row, `total` stands below it."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    grades: Sequence[Grade] = ()
    total: Sequence[Cell] = ()
    columns_in_sight: int = 0


def new_workbook(sheets: Iterable[TableSheet], *, title: str) -> bytes:
    """Return the workbook; the same tables give the same bytes."""
    saved = BytesIO()
    with Workbook(saved, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": title, "author": SAVED_BY})
        looks = _Looks(workbook)
        for sheet in sheets:
            _write(workbook.add_worksheet(sheet.title), sheet, looks)
    return packed(parts_in(saved))


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[Any, ...], Any] = {}

    def of(self, value: Cell, *, fill: str = "", is_bold: bool = False, has_grid: bool = True) -> Any:
        """Return the format of a cell; a text that looks like a formula is marked as a text."""
        is_number = isinstance(value, int)
        is_quoted = isinstance(value, str) and starts_a_formula(value)
        key = (fill, is_bold, has_grid, is_number, is_quoted)
        if key not in self._made:
            # A number does not touch the text in the next column.
            look: dict[str, Any] = {"valign": "top", **({"align": "right", "indent": 1} if is_number else {})}
            look |= {"text_wrap": not is_number, "bold": is_bold, "quote_prefix": is_quoted}
            if has_grid:
                look |= {"border": 1, "border_color": _rgb(LINE_COLOUR)}
            if fill:
                look |= {"bg_color": _rgb(fill)}
            self._made[key] = self._workbook.add_format(look)
        return self._made[key]


def _rgb(argb: str) -> str:
    return f"#{argb[2:]}"


def _write(sheet: Any, table: TableSheet, looks: _Looks) -> None:
    headings = [column.heading for column in table.columns]
    for at, heading in enumerate(headings):
        _write_cell(sheet, 0, at, heading, looks.of(heading, fill=HEADING_COLOUR, is_bold=True))
        sheet.set_column(at, at, table.columns[at].width)
    sheet.set_row(0, row_height(headings, table.columns, is_heading=True))
    for row, values in enumerate(table.rows, start=1):
        for at, value in enumerate(values):
            fill = GRADE_COLOURS[table.grades[row - 1]] if table.grades and at == 0 else ""
            _write_cell(sheet, row, at, value, looks.of(value, fill=fill))
        sheet.set_row(row, row_height(values, table.columns))
    # Outside the filter: sorting leaves the totals at the foot.
    for at, value in enumerate(table.total):
        _write_cell(sheet, len(table.rows) + 1, at, value, looks.of(value, is_bold=True, has_grid=False))
    sheet.autofilter(0, 0, len(table.rows), len(headings) - 1)
    sheet.freeze_panes(1, table.columns_in_sight)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _write_cell(sheet: Any, row: int, column: int, value: Cell, look: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, writable_text(value), look)
    elif value is None:
        sheet.write_blank(row, column, None, look)
    else:
        sheet.write_number(row, column, value, look)
