"""Colours and comments at the cells that findings speak of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.cell import get_column_letter

from pipeline import issues
from pipeline.annotate.comments import fit_comments
from pipeline.codes import Grade
from pipeline.handed_out import GRADE_COLOURS, writable_text
from pipeline.issues import Issue
from pipeline.read import SourceFile, Value
from pipeline.recognise import CHECK_SHEET
from pipeline.said import N_, say
from pipeline.spreadsheet import cells_of, colour
from pipeline.values import text_of

_UNCLEAR_WITHOUT_NAMES = N_("“{found}” may be several people. Please write the full name as at the sign-up.")
# The first line of what we add to a comment: what stands above it is the sender's.
_OURS = f"{CHECK_SHEET}:"


class Marked(NamedTuple):
    """A finding as its sender reads it, and the cell of the copy that shows it; None where no cell is meant."""

    issue: Issue
    message: str
    sheet: Any
    cell: str | None


Heads = Mapping[tuple[str | None, int], str]
"""Sheet and row (from 1) -> the cell that names whom the row is about."""


def mark(
    sheets: Mapping[str | None, Any], file: SourceFile, found: Iterable[Issue], heads: Heads, lang: str | None
) -> list[Marked]:
    """Colour the cells that findings speak of and write each finding into a comment, one comment a cell.

    `sheets` are the worksheets of openpyxl by the names under which they were read.
    """
    rows_of = {sheet.name: sheet.rows for sheet in file.sheets}
    marked: list[Marked] = []
    grades: dict[tuple[str | None, str], list[Grade]] = defaultdict(list)
    findings: dict[tuple[str | None, str], list[Marked]] = defaultdict(list)
    for issue in found:
        name = issue.place.sheet
        spots = _spots(issue, rows_of[name], heads, sheets[name]) if name in sheets else []
        marked.append(Marked(issue, _message(issue, lang), sheets.get(name), spots[0] if spots else None))
        for spot in spots:
            grades[name, spot].append(issue.grade)
        if spots:
            findings[name, spots[0]].append(marked[-1])
    for (name, spot), given in grades.items():
        colour(sheets[name][spot], min(given, key=list(Grade).index))
        _show(sheets[name], spot)
    for (name, spot), here in findings.items():
        _comment_on(sheets[name][spot], here, lang)
    for sheet in sheets.values():
        fit_comments(sheet)
    return marked


def unmark(workbook: Any) -> None:
    """Take away what an earlier check has marked: its sheet, its colours, its words in comments."""
    if CHECK_SHEET in workbook.sheetnames:
        workbook.remove(workbook[CHECK_SHEET])
    for sheet in workbook.worksheets:
        for cell in cells_of(sheet):
            if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in GRADE_COLOURS.values():
                cell.fill = PatternFill()
            if cell.comment and _OURS in cell.comment.text:
                theirs = cell.comment.text.partition(_OURS)[0].strip()
                cell.comment = Comment(theirs, cell.comment.author) if theirs else None


def _spots(issue: Issue, rows: Sequence[Sequence[Value]], heads: Heads, sheet: Any) -> list[str]:
    """Return the cells a finding speaks of; none for a whole sheet.

    Of a row that cannot be used these are all cells with a value. A note on a row is at the name in it: where every
    row has one, what is wrong in single cells would not stand out in coloured rows.
    """
    place = issue.place
    if place.cell is not None:
        return [_anchor(place.cell, sheet)]
    if place.row is None:
        return []
    if issue.grade is Grade.NOTE and (place.sheet, place.row) in heads:
        return [_anchor(heads[place.sheet, place.row], sheet)]
    values = rows[place.row - 1] if place.row <= len(rows) else ()
    filled = [at for at, value in enumerate(values, start=1) if text_of(value)] or [1]
    return list(dict.fromkeys(_anchor(f"{get_column_letter(at)}{place.row}", sheet) for at in filled))


def _show(sheet: Any, spot: str) -> None:
    """Show the hidden row and column of a cell that is to be corrected."""
    cell = sheet[spot]
    if cell.row in sheet.row_dimensions:
        sheet.row_dimensions[cell.row].hidden = False
    for dimension in sheet.column_dimensions.values():
        if dimension.min and dimension.min <= cell.column <= dimension.max:
            dimension.hidden = False


def _anchor(cell: str, sheet: Any) -> str:
    """Return the cell itself; within merged cells the first of them, which alone can be marked."""
    for merged in sheet.merged_cells.ranges:
        if cell in merged:
            return f"{get_column_letter(merged.min_col)}{merged.min_row}"
    return cell


def _message(issue: Issue, lang: str | None) -> str:
    """Return a finding for its sender, who must not learn who else is on other people's lists."""
    if issue.kind is issues.PERSON_UNCLEAR:
        return say(_UNCLEAR_WITHOUT_NAMES, lang=lang, found=issue.found or "")
    return issue.message(lang)


def _comment_on(cell: Any, findings: Iterable[Marked], lang: str | None) -> None:
    """Write findings into the comment of a cell, below what its sender has written there."""
    ours = "\n\n".join(f"{grade_label(one.issue.grade, lang)}: {one.message}" for one in findings)
    theirs = f"{cell.comment.text.strip()}\n\n" if cell.comment else ""
    author = cell.comment.author if cell.comment else CHECK_SHEET
    cell.comment = Comment(writable_text(f"{theirs}{_OURS}\n{ours}"), author)


def grade_label(grade: Grade, lang: str | None) -> str:
    """Return the label of a grade as the beginning of a line."""
    label = grade.label(lang)
    return label[:1].upper() + label[1:]
