"""What the marks of one session say beside each other, and the day that stands above a list."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pipeline import issues, values
from pipeline.codes import AttendanceStatus
from pipeline.issues import Issue, Place
from pipeline.recognise import SheetTable
from pipeline.recognise.named_days import day_of_list
from pipeline.tidy.marks import MarkReader, MarkReading
from pipeline.tidy.tidied import Workbench
from pipeline.values import Reading, looks_like_day
from pipeline.vocabulary import load

# So many marks beside the word that cancels a session may be slips of the pen.
_SHARE_OF_SLIPS = 0.25
# What a blank may mean, by the legend.
_FROM_BLANK = frozenset({"absent", "excused", "not_applicable", "blank"})
_CLEAR = frozenset({"present", "excused", "absent", "not_applicable"})


class OfColumn(NamedTuple):
    """The marks of one session as they are understood beside each other."""

    readings: dict[int, MarkReading]
    is_cancelled: bool


def beside_each_other(texts: Mapping[int, str], readings: Mapping[int, MarkReading], reader: MarkReader) -> OfColumn:
    """Understand the marks of one session beside each other.

    A blank says something, by the legend, only where somebody made a mark. One `entfällt` and no other mark cancels
    the session for everybody, and so do many beside a slip of the pen; beside other marks nobody knows what it means.
    """
    distinct = set(texts.values())
    written = set(filter(reader.is_written, distinct))
    cancelled = [row for row, reading in readings.items() if reading.meaning == "cancelled"]
    beside = dict(readings)
    if not cancelled and written == distinct:
        return OfColumn(beside, is_cancelled=False)
    marks = sum(reading.meaning in _CLEAR and texts[row] in written for row, reading in readings.items())
    has_marks = marks > len(cancelled) * _SHARE_OF_SLIPS
    if has_marks:
        for row in cancelled:
            expected = f"{texts[row]} = {AttendanceStatus.EXCUSED.label()}"
            beside[row] = MarkReading("unread", problem=issues.MARK_AMBIGUOUS, expected=expected)
    else:
        for row, reading in readings.items():
            if texts[row] not in written and reading.meaning in _FROM_BLANK:
                beside[row] = MarkReading("blank")
    return OfColumn(beside, is_cancelled=bool(cancelled) and not has_marks)


def day_above(table: SheetTable, bench: Workbench, is_form: bool) -> Reading[Any]:
    """Find the day of a list: after a label, in a title, in the name of the sheet or of the file.

    A printed form on which nobody has entered anything needs no day.
    """
    # Of two labels the one nearer to the list counts: above it may stand an evening that was called off.
    cells = [
        (-row if _is_day_label(table, row, column - 1) else 1, row, column)
        for row in table.region.title_rows
        for column in table.grid.filled(row)
        if looks_like_day(table.grid.value(row, column))
    ]
    if cells:
        _, row, column = min(cells)
        day = values.day(table.grid.value(row, column), year=table.year)
        if day.problem is not None:
            found = table.grid.text(row, column)
            bench.issues.append(Issue(day.problem, table.place(row, column), found, day.expected))
        return day
    if named := day_of_list(table):
        return Reading(named)
    if is_form:
        return Reading()
    place = Place(table.file.path, table.sheet_name)
    bench.issues.append(Issue(issues.SESSION_UNDATED, place, table.file.location.name, values.EXAMPLE_DAY))
    return Reading()


def _is_day_label(table: SheetTable, row: int, column: int) -> bool:
    """Whether a cell says that a day stands beside it: `Datum:`, not `Stand:`."""
    return load().field_of(table.grid.text(row, column)) == "held_on"
