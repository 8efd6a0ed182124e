"""Attendance lists: people x sessions as a matrix, a list of one day, or a long list with a column of days."""

import re
from typing import Any

from pipeline import values
from pipeline.codes import AttendanceStatus
from pipeline.fold import fold
from pipeline.issues import Issue
from pipeline.read import Value
from pipeline.recognise import SheetTable
from pipeline.recognise.grid import cell_name
from pipeline.tables.written import ListedSession, Mark, RosterRow
from pipeline.tidy.lists import course_of_row, read_areas, read_day, read_person
from pipeline.tidy.marks import MarkReader, MarkReading
from pipeline.tidy.tidied import Workbench
from pipeline.values import Reading, looks_like_day

_DAY_IN_NAME = re.compile(r"(?<!\d)(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{2,4})(?!\d)")


def read_attendance(table: SheetTable, bench: Workbench) -> None:
    """Read an attendance list of any shape."""
    reader = MarkReader(bench.words, table.legend)
    if table.region.sessions:
        _read_matrix(table, bench, reader)
    else:
        _read_list(table, bench, reader)


def _read_matrix(table: SheetTable, bench: Workbench, reader: MarkReader) -> None:
    cancelled: set[int] = set()
    marked: set[int] = set()
    for row in table.region.rows.data:
        left_at = None
        for session in table.region.sessions:
            reading = _read_mark(table, row, session.column, bench, reader)
            if reading.meaning == "cancelled":
                cancelled.add(session.column)
            elif reading.meaning == "left" and left_at is None:
                left_at = session.column + 1
            elif reading.meaning in ("present", "excused", "absent"):
                marked.add(session.column)
            _add_mark(table, row, session.column + 1, reading, bench)
        _add_roster_row(table, row, bench, left_at=left_at)
    for row in table.region.rows.nameless:
        for session in table.region.sessions:
            _count_unused(table, row, session.column, bench)
    for session in table.region.sessions:
        heading = table.heading(session.column) or ""
        reading_of_day = values.day(session.day, year=table.year)
        if reading_of_day.problem is not None and session.row is not None:
            place = table.place(session.row, session.column)
            bench.issues.append(Issue(reading_of_day.problem, place, heading, reading_of_day.expected))
        is_cancelled = session.column in cancelled - marked or reader.is_cancelled(session.topic or "")
        _add_session(
            table, bench, session.column + 1, reading_of_day, session.row, session.column, session.topic, is_cancelled
        )


def _read_list(table: SheetTable, bench: Workbench, reader: MarkReader) -> None:
    """Read one row a person: of one day named above the table, or of the day in each row."""
    day_of_list = None if table.has("held_on") else _day_above(table)
    positions: dict[tuple[str | None, Any], int] = {}
    column = table.region.columns.get("mark", table.region.columns.get("minutes_attended"))
    if column is None:
        column = table.region.columns["signature"]
    for row in table.region.rows.data:
        day = day_of_list.value if day_of_list else read_day(table, row, "held_on", bench)
        course = course_of_row(table, row)
        key = (course, day)
        if key not in positions:
            positions[key] = len(positions) + 1
            topic = table.text(row, "topic") or _labelled(table, "topic")
            reading_of_day = day_of_list or Reading(day)
            where = None if day_of_list else row
            _add_session(table, bench, positions[key], reading_of_day, where, None, topic or None, False, course)
        reading = _read_mark(table, row, column, bench, reader)
        _add_mark(table, row, positions[key], reading, bench)
        _add_roster_row(table, row, bench, left_at=positions[key] if reading.meaning == "left" else None)
    for row in table.region.rows.nameless:
        _count_unused(table, row, column, bench)


def _read_mark(table: SheetTable, row: int, column: int, bench: Workbench, reader: MarkReader) -> MarkReading:
    balance = bench.marks[table.file.path]
    reading = reader.read(table.grid.value(row, column))
    if reading.meaning == "blank":
        balance.blank += 1
    elif reading.problem is not None:
        balance.set_aside += 1
        found = table.grid.text(row, column)
        bench.set_aside(
            table, row, Issue(reading.problem, table.place(row, column), found, reading.expected), column=column
        )
    else:
        balance.stored += 1
    return reading


def _count_unused(table: SheetTable, row: int, column: int, bench: Workbench) -> None:
    """Count a mark of a row that was set aside as a whole."""
    balance = bench.marks[table.file.path]
    if table.grid.text(row, column):
        balance.set_aside += 1
    else:
        balance.blank += 1


def _add_mark(table: SheetTable, row: int, position: int, reading: MarkReading, bench: Workbench) -> None:
    # A mark that cannot be read shows that the session was held; what it says is not recorded.
    status = "not_recorded" if reading.meaning == "unread" else reading.meaning
    if status in _STATUSES:
        bench.add(
            Mark,
            table,
            row=row + 1,
            position=position,
            status=status,
            minutes=reading.minutes,
            came_at=reading.came_at,
            went_at=reading.went_at,
            made_up_on=reading.made_up_on(table.year),
        )


def _add_roster_row(table: SheetTable, row: int, bench: Workbench, *, left_at: int | None) -> None:
    bench.add(
        RosterRow,
        table,
        row=row + 1,
        **read_person(table, row, bench),
        course_code=course_of_row(table, row),
        signed_up_on=read_day(table, row, "signed_up_on", bench),
        entry_on=read_day(table, row, "entry_on", bench),
        left_at=left_at,
        areas=read_areas(table, row, bench),
    )


def _add_session(
    table: SheetTable,
    bench: Workbench,
    position: int,
    day: Reading[Any],
    row: int | None,
    column: int | None,
    topic: str | None,
    is_cancelled: bool,
    course: str | None = None,
) -> None:
    start, end = table.span or (None, None)
    bench.add(
        ListedSession,
        table,
        position=position,
        row=None if row is None else row + 1,
        cell=None if row is None or column is None else cell_name(row, column),
        course_code=course or table.course.code,
        held_on=day.value,
        minutes=values.minutes_between(start, end),
        starts_at=start.hour * 60 + start.minute if start else None,
        topic=topic,
        is_cancelled=is_cancelled,
    )


def _day_above(table: SheetTable) -> Reading[Any]:
    """Find the day of a list: after a label, in a title, in the name of the sheet or of the file."""
    for row in range(table.region.first_row, table.region.header.rows[0]):
        for column in table.grid.filled(row):
            value: Value = table.grid.value(row, column)
            if looks_like_day(value):
                return values.day(value, year=table.year)
    titles = table.grid.texts(range(table.region.first_row, table.region.header.rows[0]))
    for text in (*titles, table.sheet_name or "", table.file.location.stem):
        if match := _DAY_IN_NAME.search(text):
            return values.day(match[0])
    return Reading()


def _labelled(table: SheetTable, field: str) -> str:
    """Return what stands beside a label above the table: `Thema: | Asylrecht`."""
    for row in range(table.region.first_row, table.region.header.rows[0]):
        filled = table.grid.filled(row)
        if len(filled) >= 2 and fold(table.grid.text(row, filled[0])) in _LABELS[field]:
            return table.grid.text(row, filled[1])
    return ""


_STATUSES = frozenset(str(status) for status in AttendanceStatus)
_LABELS = {"topic": frozenset({"thema", "topic", "inhalt"})}
