"""The mark that counts for each enrolment and session -> attendance, by columns.

Every admitted enrolment has a row for every held or cancelled session of its course, whether a list says something of
it or not. Which of several marks counts is decided before (`attend`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from datetime import date
from typing import Any

from pipeline.read.limits import column_letters
from pipeline.recognise import SheetTable
from pipeline.recognise.grid import cell_name
from pipeline.settle import Settled
from pipeline.tables.columns import Columns
from pipeline.tables.known import Attendance, Enrolled, Session
from pipeline.tables.written import Mark
from pipeline.tidy.listed import mark_column

Of = tuple[int, int]
"""Enrolment and session."""

_ADMITTED = frozenset({"admitted", "withdrawn"})
# Who was away has no minutes; of whom nothing is known, the minutes are not known either.
_MINUTES_AWAY = {"absent": 0, "excused": 0}
_DETAILS = ("minutes", "came_at", "went_at", "late_by", "attended_parts", "of_parts")


def completed(
    counting: Collection[Of], settled: Settled, enrolments: Columns[Enrolled], of_others: Set[Of]
) -> list[Of]:
    """Return every admitted enrolment at every held or cancelled session of its course, whether a mark counts or not.

    A session for which lists say only that it does not apply is still planned; what they say is kept, as is that it is
    planned for another group.
    """
    sessions = _sessions_of_courses(settled)
    planned = {session.session_id for session in settled.sessions if session.status == "planned"}
    stages = enrolments.column("declared_stage")
    # Of the others, only those who stand on a list nevertheless.
    named = {enrolment_id for enrolment_id, _ in counting} if set(stages) - _ADMITTED else set()
    return [
        (enrolment_id, session_id)
        for enrolment_id, stage, course_id in zip(
            enrolments.column("enrolment_id"), stages, enrolments.column("course_id"), strict=True
        )
        if stage in _ADMITTED or enrolment_id in named
        for session_id in sessions[course_id]
        if session_id not in planned or (of := (enrolment_id, session_id)) in counting or of in of_others
    ]


def attendance_of(
    of: list[Of],
    places: list[int | None],
    marks: Columns[Mark],
    settled: Settled,
    enrolments: Columns[Enrolled],
    tables: Mapping[int, SheetTable],
    of_others: Set[Of],
) -> Columns[Attendance]:
    """Return what is known of each enrolment and session, from the place of the mark that counts, where one does.

    `of_others` are held for another group of the course.
    """
    # The last one stands for no mark.
    turns = [-1 if at is None else at for at in places]

    def of_marks(values: Sequence[Any]) -> list[Any]:
        return list(map([*values, None].__getitem__, turns))

    session_ids = [session_id for _, session_id in of]
    statuses = _statuses(of, of_marks(marks.column("status")), settled.sessions, enrolments)
    is_expected = [True] * len(of)
    if of_others:
        is_expected = [at is not None or one not in of_others for at, one in zip(places, of, strict=True)]
        said = zip(statuses, is_expected, strict=True)
        statuses = [status if expected else "not_applicable" for status, expected in said]
    rows, cells = _addresses(marks, tables)
    in_tables = of_marks(marks.column("table_id"))
    source_ids = {table_id: table.file.source_id for table_id, table in tables.items()}
    sheets = {table_id: table.sheet_name for table_id, table in tables.items()}
    columns: dict[str, Sequence[Any]] = {
        "enrolment_id": [enrolment_id for enrolment_id, _ in of],
        "session_id": session_ids,
        "status": statuses,
        "minutes": _minutes(session_ids, places, statuses, marks, settled),
        "made_up_on": of_marks(marks.column("made_up_on")),
        "is_expected": is_expected,
        "cell": of_marks(cells),
        "source_id": list(map(source_ids.get, in_tables)),
        "sheet": list(map(sheets.get, in_tables)),
        "row": of_marks(rows),
    }
    return Columns(Attendance, len(of), columns)


def of_other_groups(
    enrolments: Iterable[Enrolled],
    settled: Settled,
    enrolment_of: Mapping[tuple[int, int], int],
    tables: Mapping[int, SheetTable],
) -> set[Of]:
    """Return the enrolments and sessions of which only lists of other groups of the course name the session."""
    group_of = {table_id: table.group for table_id, table in tables.items() if table.group}
    if not group_of:
        return set()
    held_for: dict[int, set[str | None]] = defaultdict(set)
    for (table_id, _), session_id in settled.session_of.items():
        held_for[session_id].add(group_of.get(table_id))
    groups_of: dict[int, set[str | None]] = defaultdict(set)
    for (table_id, _), enrolment_id in enrolment_of.items():
        if table_id in group_of:
            groups_of[enrolment_id].add(group_of[table_id])
    sessions = _sessions_of_courses(settled)
    return {
        (one.enrolment_id, session_id)
        for one in enrolments
        if (own := groups_of.get(one.enrolment_id))
        for session_id in sessions[one.course_id]
        if (groups := held_for.get(session_id)) and None not in groups and own.isdisjoint(groups)
    }


def _sessions_of_courses(settled: Settled) -> Mapping[str, list[int]]:
    sessions: dict[str, list[int]] = defaultdict(list)
    for session in settled.sessions:
        sessions[session.course_id].append(session.session_id)
    return sessions


def _statuses(
    of: list[Of], said: list[str | None], sessions: list[Session], enrolments: Columns[Enrolled]
) -> list[str]:
    """Return what each mark says, or what becomes of a session without one; a cancelled one applies to nobody."""
    cancelled = {session.session_id for session in sessions if session.status == "cancelled"}
    bounds = list(zip(*map(enrolments.column, ("entry_on", "left_at_session", "withdrawn_on")), strict=True))
    # Enrolments and sessions are numbered from 1, in the order in which they stand.
    return [
        "not_applicable"
        if session_id in cancelled
        else status or _unsaid(sessions[session_id - 1], *bounds[enrolment_id - 1])
        for (enrolment_id, session_id), status in zip(of, said, strict=True)
    ]


def _unsaid(session: Session, entry_on: date | None, left_at: int | None, withdrawn_on: date | None) -> str:
    """Return what becomes of a session of which no list says anything, for who took part between these bounds."""
    is_before = bool(entry_on and session.held_on and session.held_on < entry_on)
    is_after = (left_at is not None and session.session_id >= left_at) or bool(
        withdrawn_on and session.held_on and session.held_on >= withdrawn_on
    )
    return "not_applicable" if is_before or is_after else "not_recorded"


def _minutes(
    session_ids: Sequence[int],
    places: list[int | None],
    statuses: list[str],
    marks: Columns[Mark],
    settled: Settled,
) -> list[int | None]:
    """Return the minutes attended: a session's whole length, unless a mark says more than that somebody was there."""
    full = {session.session_id: session.minutes for session in settled.sessions}
    minutes: list[int | None] = [
        length if status == "present" else _MINUTES_AWAY.get(status)
        for length, status in zip(map(full.__getitem__, session_ids), statuses, strict=True)
    ]
    detailed = {at for name in _DETAILS for at in marks.known(name)}
    for row, at in enumerate(places) if detailed else ():
        if at in detailed and statuses[row] == "present":
            session_id = session_ids[row]
            minutes[row] = attended_minutes(marks[at], full[session_id], settled.starts_at.get(session_id))
    return minutes


def _addresses(marks: Columns[Mark], tables: Mapping[int, SheetTable]) -> tuple[list[int], list[str]]:
    """Return the row, from 1, and the cell of each mark on its sheet."""
    rows: list[int] = list(marks.column("row"))
    table_ids, positions = marks.column("table_id"), marks.column("position")
    columns = {
        (table_id, position): mark_column(tables[table_id], position)
        for table_id, position in set(zip(table_ids, positions, strict=True))
    }
    letters_of = {at: column_letters(tables[at[0]].grid.address(0, column)[1] + 1) for at, column in columns.items()}
    letters = list(map(letters_of.__getitem__, zip(table_ids, positions, strict=True)))
    # The marks of many lists stand in the same few cells.
    names = {(column, row): f"{column}{row}" for column, row in set(zip(letters, rows, strict=True))}
    cells = list(map(names.__getitem__, zip(letters, rows, strict=True)))
    # Where a table is read through a view, a mark may stand in another row than that of its person.
    moved = {table_id for table_id, _ in columns if tables[table_id].grid.is_moved}
    for mark, at in enumerate(zip(table_ids, positions, strict=True)) if moved else ():
        if at[0] in moved:
            row, column = tables[at[0]].grid.address(rows[mark] - 1, columns[at])
            rows[mark], cells[mark] = row + 1, cell_name(row, column)
    return rows, cells


def attended_minutes(mark: Mark, full: int, starts_at: int | None) -> int | None:
    """Return the minutes attended, at most the session's `full` ones."""
    if mark.status != "present":
        return _MINUTES_AWAY.get(mark.status)
    if mark.attended_parts is not None and mark.of_parts:
        return full * mark.attended_parts // mark.of_parts
    if mark.late_by is not None:
        return max(full - mark.late_by, 0)
    stated = full if mark.minutes is None else min(mark.minutes, full)
    if starts_at is None or (mark.came_at is None and mark.went_at is None):
        return stated
    # Came late or left early: the time between, where the times of the session are known.
    late = 0 if mark.came_at is None else max(mark.came_at - starts_at, 0)
    early = 0 if mark.went_at is None else max(starts_at + full - mark.went_at, 0)
    return max(min(full - early - late, stated), 0)
