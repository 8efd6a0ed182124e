"""What is read of attendance lists as typed rows: sessions, marks and the people of a list, every mark counted."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from pipeline import values
from pipeline.codes import AttendanceStatus
from pipeline.issues import Issue
from pipeline.recognise import SheetTable
from pipeline.tables.written import ListedSession, Mark, RosterRow
from pipeline.tidy.leaving import left_on
from pipeline.tidy.lists import course_of_row, read_day
from pipeline.tidy.made_up import read_made_up
from pipeline.tidy.marks import MarkReading, repeatable
from pipeline.tidy.people import People
from pipeline.tidy.tidied import Workbench
from pipeline.values import Reading

_SAY_STATUS = frozenset({*map(str, AttendanceStatus), "unread"})
_OF_MARK = ("mark", "came_at", "went_at", "minutes_attended", "signature")


def mark_column(table: SheetTable, position: int) -> int:
    """Return the column (from 0) in which the marks of the session at `position` stand."""
    if table.region.sessions:
        return position - 1
    columns = table.region.columns
    return next(columns[field] for field in _OF_MARK if field in columns)


def count_marks(table: SheetTable, column: int, readings: Mapping[int, MarkReading], bench: Workbench) -> None:
    """Count what stands in the cells of a session, and set aside the marks that cannot be read."""
    balance = bench.marks[table.file.path]
    for row, reading in readings.items():
        if reading.meaning == "blank":
            balance.blank += 1
        elif reading.problem is None:
            balance.stored += 1
            if reading.remark is not None:
                found = repeatable(table.grid.text(row, column))
                bench.issues.append(Issue(reading.remark, table.place(row, column), found, "x 18:20"))
        else:
            balance.set_aside += 1
            text = table.grid.text(row, column)
            found = repeatable(text)
            expected = reading.expected.replace(text, found) if reading.expected else None
            issue = Issue(reading.problem, table.place(row, column), found, expected)
            bench.set_aside(table, row, issue, column=column)


def count_unused(table: SheetTable, row: int, column: int, bench: Workbench) -> None:
    """Count a mark of a row that was set aside as a whole."""
    balance = bench.marks[table.file.path]
    if table.grid.text(row, column):
        balance.set_aside += 1
    else:
        balance.blank += 1


def add_marks(
    table: SheetTable, position: int, readings: Mapping[int, MarkReading], bench: Workbench, *, held_on: date | None
) -> None:
    """Add the marks of a session, with the days on which people made it up."""
    made_up = read_made_up(table, mark_column(table, position), readings, held_on, bench)
    marks = [
        Mark(
            table_id=table.table_id,
            row=row + 1,
            position=position,
            # A mark that cannot be read shows that the session was held; what it says is not recorded.
            status="not_recorded" if reading.meaning == "unread" else reading.meaning,
            minutes=reading.minutes,
            came_at=reading.came_at,
            went_at=reading.went_at,
            late_by=reading.late_by,
            attended_percent=50 if reading.is_half else None,
            made_up_on=made_up.get(row),
        )
        for row, reading in readings.items()
        if reading.meaning in _SAY_STATUS
    ]
    bench.add(table, *marks)


def add_roster_row(table: SheetTable, row: int, bench: Workbench, people: People, *, left_at: int | None) -> None:
    """Add the person of a row; `left_at` is the position of the session from which on a mark says that they left."""
    bench.add(
        table,
        RosterRow(
            table_id=table.table_id,
            row=row + 1,
            **people.read(row),
            course_code=course_of_row(table, row),
            signed_up_on=read_day(table, row, "signed_up_on", bench),
            entry_on=read_day(table, row, "entry_on", bench),
            left_on=left_on(table, row, bench),
            left_at=left_at,
            areas=people.areas(row),
        ),
    )


def add_session(
    table: SheetTable,
    bench: Workbench,
    position: int,
    day: Reading[Any],
    row: int | None,
    column: int | None,
    topic: str | None,
    is_cancelled: bool,
    course: str | None = None,
    number: int | None = None,
    minutes: int | None = None,
    span: tuple[time, time] | None = None,
) -> None:
    """Add a session: `row` and `column` are where the sheet names its day, where it does."""
    start, end = span or table.span or (None, None)
    bench.add(
        table,
        ListedSession(
            table_id=table.table_id,
            position=position,
            row=None if row is None else table.grid.address(row, column or 0)[0] + 1,
            cell=None if row is None or column is None else table.grid.cell(row, column),
            course_code=course or table.course.code,
            held_on=day.value,
            minutes=values.minutes_between(start, end) or minutes,
            starts_at=start.hour * 60 + start.minute if start else None,
            topic=topic,
            number=number,
            is_cancelled=is_cancelled,
        ),
    )
