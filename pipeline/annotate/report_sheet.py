"""The first sheet of a marked copy: what was found, where, and how to send the file back."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from openpyxl.worksheet.hyperlink import Hyperlink

from pipeline.annotate.marks import Marked, grade_label
from pipeline.codes import Grade
from pipeline.findings import Line, shared_text
from pipeline.handed_out import Column
from pipeline.read import SourceFile
from pipeline.recognise import CHECK_SHEET
from pipeline.said import N_, say, say_many
from pipeline.spreadsheet import BOLD, LINK, TITLE, colour, write_table, write_value

_COLUMNS = (
    (N_("What it does"), 18),
    (N_("Sheet"), 15),
    (N_("Place"), 14),
    (N_("Heading"), 16),
    (N_("What stands there"), 22),
    (N_("What was found and what to do"), 64),
)
_PLACE = 3
# Findings of one kind on a sheet that have a line each; each cell has its comment in any case.
_MOST_LINES = 10
_WHAT_IT_DOES = {
    Grade.REJECT_FILE: N_("Nothing could be taken from the file."),
    Grade.SET_ROW_ASIDE: N_("The row is not counted until it is corrected."),
    Grade.NOTE: N_("The row counts; please check what is marked."),
}


def add_report_sheet(workbook: Any, file: SourceFile, marked: list[Marked], lang: str | None) -> None:
    """Put the report before the other sheets and let the workbook open there."""
    sheet = workbook.create_sheet(CHECK_SHEET, 0)
    for one in marked:
        if one.cell is not None:
            # A link to a hidden sheet leads nowhere.
            one.sheet.sheet_state = "visible"
    row = _write_head(sheet, file, marked, lang)
    if marked:
        _write_findings(sheet, marked, row, lang)
    else:
        sheet.column_dimensions["A"].width = _COLUMNS[0][1]
    for other in workbook.worksheets:
        for view in other.views.sheetView:
            # Two selected sheets are edited together: a correction in one would go into the other.
            view.tabSelected = other is sheet
    workbook.active = 0
    for view in workbook.views:
        view.firstSheet = 0


def _write_head(sheet: Any, file: SourceFile, marked: list[Marked], lang: str | None) -> int:
    """Write title, summary, how to send the file back and the colours; return the row for the table."""
    title = say("Check report for {file}", lang=lang, file=PurePath(file.path).name)
    lines = [title, _summary(marked, lang), ""]
    if marked:
        lines += [
            say("Please correct the marked cells in this file, save it and send it back.", lang=lang),
            say("A click on a place below leads to the cell; its comment says what was found there.", lang=lang),
        ]
    lines.append(say("This sheet may stay in the file: it is not read. Please leave its name as it is.", lang=lang))
    lines.append("")
    for row, line in enumerate(lines, start=1):
        write_value(sheet.cell(row, 1), line or None)
    sheet.cell(1, 1).font = TITLE
    sheet.cell(2, 1).font = BOLD
    row = len(lines) + 1
    for grade in Grade:
        if any(one.issue.grade == grade for one in marked):
            write_value(sheet.cell(row, 1), grade_label(grade, lang))
            colour(sheet.cell(row, 1), grade)
            write_value(sheet.cell(row, 2), say(_WHAT_IT_DOES[grade], lang=lang))
            row += 1
    return row + 1


def _summary(marked: list[Marked], lang: str | None) -> str:
    if not marked:
        return say("Nothing was found that needs correcting. Thank you!", lang=lang)
    counted = Counter(one.issue.grade for one in marked)
    grades = ", ".join(f"{grade.label(lang)}: {counted[grade]}" for grade in Grade if counted[grade])
    return say_many("{n} finding ({grades})", "{n} findings ({grades})", len(marked), lang=lang, grades=grades)


def _write_findings(sheet: Any, marked: list[Marked], first_row: int, lang: str | None) -> None:
    lines = list(_lines(marked))
    rows = []
    for own in lines:
        first = own[0].issue
        # A link takes one line: of several ranges it holds the first, and the text has them all.
        place, *more = (where := Line(tuple(one.issue for one in own)).where(lang)).split(", ")
        text = shared_text([one.issue for one in own], [one.message for one in own], lang)
        rows.append(
            (
                grade_label(first.grade, lang),
                None if own[0].sheet is None else own[0].sheet.title,
                f"{place} …" if len(more) > 1 else place,
                first.place.column,
                first.found,
                f"{where}: {text}" if more else text,
            )
        )
    columns = [Column(say(heading, lang=lang), width) for heading, width in _COLUMNS]
    write_table(sheet, columns, rows, first_row=first_row)
    for row, (one, *_) in enumerate(lines, start=first_row + 1):
        colour(sheet.cell(row, 1), one.issue.grade)
        if one.sheet is not None and one.sheet.sheet_state == "visible":
            _link(sheet.cell(row, _PLACE), one)


def _lines(marked: list[Marked]) -> Iterator[list[Marked]]:
    """Yield the findings line by line; a fault that many cells of a sheet have in common is one line."""
    alike: dict[tuple[str, str | None, bool], list[Marked]] = defaultdict(list)
    for one in marked:
        place = one.issue.place
        alike[one.issue.kind.code, place.sheet, place.cell is None].append(one)
    for one in marked:
        place = one.issue.place
        own = alike[one.issue.kind.code, place.sheet, place.cell is None]
        if len(own) <= _MOST_LINES:
            yield [one]
        elif own[0] is one:
            yield own


def _link(cell: Any, one: Marked) -> None:
    """Let a cell lead to the place of a finding."""
    quoted = one.sheet.title.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{one.cell or 'A1'}")
    cell.font = LINK
