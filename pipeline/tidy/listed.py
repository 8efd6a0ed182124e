"""What is read of attendance lists as typed rows: sessions, marks and the people of a list, every mark counted."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, time
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple

from pipeline import issues, values
from pipeline.codes import AttendanceStatus
from pipeline.issues import Issue
from pipeline.recognise import SheetTable
from pipeline.tables.columns import Columns
from pipeline.tables.written import ListedSession, Mark, RosterRow
from pipeline.tidy.leaving import SAY_LEAVING, left_on
from pipeline.tidy.lists import read_day
from pipeline.tidy.made_up import read_made_up
from pipeline.tidy.marks import MarkReading, repeatable
from pipeline.tidy.people import People
from pipeline.tidy.tidied import Workbench
from pipeline.values import Reading

_SAY_STATUS = frozenset({*map(str, AttendanceStatus), "unread"})
_SAID_MORE = ("minutes", "came_at", "went_at", "late_by")
_OF_MARK = ("mark", "came_at", "went_at", "minutes_attended", "signature")
_OF_TIMES = (issues.LEFT_BEFORE_COMING, issues.TIME_UNREADABLE)


def mark_column(table: SheetTable, position: int) -> int:
    """Return the column (from 0) in which the marks of the session at `position` stand."""
    if table.region.sessions:
        return position - 1
    columns = table.region.columns
    return next(columns[field] for field in _OF_MARK if field in columns)


def count_marks(table: SheetTable, column: int, readings: Mapping[int, MarkReading], bench: Workbench) -> None:
    """Count what stands in the cells of a session, and set aside the marks that cannot be read."""
    balance = bench.marks[table.file.path]
    written = [(row, one) for row, one in readings.items() if one.meaning != "blank"]
    told = [(row, one) for row, one in written if one.problem is not None or one.remark is not None]
    balance.blank += len(readings) - len(written)
    balance.stored += len(written)
    times = next((table.region.columns[field] for field in ("came_at", "went_at") if table.has(field)), column)
    for row, reading in told:
        # `Kommt | Geht | Status`: where the times are wrong it is not the status that is to be corrected.
        at = times if reading.problem in _OF_TIMES and not table.region.sessions else column
        text = table.grid.text(row, at)
        found = repeatable(text)
        if reading.problem is not None:
            balance.stored -= 1
            balance.set_aside += 1
            expected = reading.expected.replace(text, found) if reading.expected else None
            issue = Issue(reading.problem, table.place(row, at), found, expected)
            bench.set_aside(table, row, issue, columns=[at])
        elif reading.remark is not None:
            bench.issues.append(Issue(reading.remark, table.place(row, column), found, "x 18:20"))


def count_unused(table: SheetTable, row: int, column: int, bench: Workbench) -> None:
    """Count a mark of a row that was set aside as a whole."""
    balance = bench.marks[table.file.path]
    if table.grid.text(row, column):
        balance.set_aside += 1
    else:
        balance.blank += 1


def set_aside_unplaced(table: SheetTable, columns: Collection[int], bench: Workbench) -> None:
    """Set aside the marks in columns of which nobody knows the day for these rows: it is told for other groups."""
    for row in table.region.rows.data if columns else ():
        written = [column for column in sorted(columns) if table.grid.text(row, column)]
        for column in columns:
            count_unused(table, row, column, bench)
        if written:
            issue = Issue(issues.GROUP_MISSING, table.place(row), expected=table.heading(written[0]))
            bench.set_aside(table, row, issue, columns=written)


class OfSession(NamedTuple):
    """The marks of one session: its position, row -> what its mark says, and its day."""

    position: int
    readings: Mapping[int, MarkReading]
    held_on: date | None


def add_marks(table: SheetTable, sessions: Iterable[OfSession], bench: Workbench) -> None:
    """Add the marks of all sessions of a table, with the days on which people made one up."""
    rows: list[int] = []
    positions: list[int] = []
    readings: list[MarkReading] = []
    made_up: list[date | None] = []
    for position, own, held_on in sessions:
        days = read_made_up(table, mark_column(table, position), own, held_on, bench)
        said = {row: reading for row, reading in own.items() if reading.meaning in _SAY_STATUS}
        rows += [row + 1 for row in said]
        positions += [position] * len(said)
        readings += said.values()
        made_up += map(days.get, said) if days else repeat(None, len(said))
    columns: dict[str, Iterable[Any]] = {
        "table_id": repeat(table.table_id, len(rows)),
        "row": rows,
        "position": positions,
        # A mark that cannot be read shows that the session was held; what it says is not recorded.
        "status": ["not_recorded" if one.meaning == "unread" else one.meaning for one in readings],
        "made_up_on": made_up,
    }
    # Equal marks have one reading, and hardly any says more than a status.
    if any(one.says_more for one in {id(one): one for one in readings}.values()):
        columns |= {name: map(attrgetter(name), readings) for name in _SAID_MORE}
        parts = [one.parts or (None, None) for one in readings]
        columns |= {"attended_parts": [attended for attended, _ in parts], "of_parts": [of for _, of in parts]}
    bench.add_marks(table, Columns(Mark, len(rows), columns))


def add_roster(
    table: SheetTable,
    courses: Mapping[int, str | None],
    bench: Workbench,
    people: People,
    *,
    left_at: Mapping[int, int],
) -> None:
    """Add the people of the rows, each with its course.

    `left_at` are the positions of the sessions from which on a mark says they left.
    """
    columns = table.region.columns.keys()
    may_leave = bool(SAY_LEAVING & columns)
    days = [field for field in ("signed_up_on", "entry_on") if field in columns]
    teaching = people.teaching()
    roster = [
        RosterRow(
            table_id=table.table_id,
            row=row + 1,
            **people.read(row),
            course_code=course,
            **{field: read_day(table, row, field, bench) for field in days},
            left_on=left_on(table, row, bench) if may_leave else None,
            left_at=left_at.get(row),
            areas=people.areas(row),
            is_teaching=row in teaching,
        )
        for row, course in courses.items()
    ]
    bench.add(table, *roster)


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
    lacks_year: bool = False,
    minutes: int | None = None,
    span: tuple[time, time] | None = None,
    is_marked_untold: bool = False,
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
            lacks_year=lacks_year,
            is_cancelled=is_cancelled,
            is_marked_untold=is_marked_untold,
        ),
    )
