"""Marks of settled sessions and matched people -> attendance: one row for each enrolment and held session.

A mark becomes a status with minutes; what no list says becomes not_recorded, what cannot be becomes not_applicable.
Two lists that contradict each other settle nothing: the session is not recorded for the person until they agree, or
somebody has answered which of them holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline import issues
from pipeline.contradictions import Place, PlacedMark, find_contradictions
from pipeline.issues import Issue, IssueKind
from pipeline.match import Matched
from pipeline.questions import OpenQuestion
from pipeline.recognise import SheetTable
from pipeline.recognise.grid import cell_name
from pipeline.settle import Settled
from pipeline.tables.base import changed
from pipeline.tables.known import FROM_NO_SHEET, Attendance, Enrolled, Session
from pipeline.tables.written import Mark
from pipeline.tidy import Aside, Tidied
from pipeline.tidy.attendance import mark_column
from pipeline.tidy.marks import repeatable


@dataclass(frozen=True)
class Attended:
    """The attendance, the enrolments with the day from which each takes part, and the marks that could not be used.

    `taken` names the marks that are in the attendance; of several lists that say the same of a person and a session,
    all are.
    """

    attendance: list[Attendance]
    enrolments: list[Enrolled]
    taken: frozenset[Place]
    issues: list[Issue]
    asides: list[Aside]
    questions: list[OpenQuestion]


def attend(
    tidied: Tidied, settled: Settled, matched: Matched, *, decisions: Mapping[str, str], is_completed: bool = True
) -> Attended:
    """Return what is known of every enrolment at every held or cancelled session of its course.

    `decisions` are the answers given, by the keys of the questions. Not completed, only what lists say is returned.
    """
    marks = _marks(tidied.rows[Mark], settled, matched)
    found = find_contradictions(marks, settled, tidied.tables, decisions)
    reports = [
        *_report(found.overruled, tidied.tables, issues.MARK_OVERRULED),
        *_report(found.unsettled, tidied.tables, issues.MARK_CONFLICT),
    ]
    marks = [mark for mark in marks if mark.place not in found.overruled]
    used = [mark for mark in marks if mark.place not in found.unsettled]
    for mark in marks:
        if mark.place in found.unsettled:
            mark.status, mark.minutes, mark.made_up_on = "not_recorded", None, None
    clearest: dict[tuple[int, int], PlacedMark] = {}
    for mark in sorted(marks, key=lambda mark: (mark.vagueness, *mark.place)):
        clearest.setdefault(mark.of, mark)
    enrolments = _entered(clearest.values(), settled, matched.enrolments)
    attendance = _completed(clearest, settled, enrolments, tidied.tables, is_completed=is_completed)
    stored = {(row.enrolment_id, row.session_id) for row in attendance}
    return Attended(
        attendance=attendance,
        enrolments=enrolments,
        taken=frozenset(mark.place for mark in used if mark.of in stored),
        issues=[issue for issue, _ in reports],
        asides=[aside for _, aside in reports],
        questions=found.questions,
    )


def _marks(marks: Iterable[Mark], settled: Settled, matched: Matched) -> list[PlacedMark]:
    """Return the marks with their session, enrolment and minutes."""
    found = []
    for mark in marks:
        session_id = settled.session_of.get((mark.table_id, mark.position))
        enrolment_id = matched.enrolment_of.get((mark.table_id, mark.row))
        if session_id is None or enrolment_id is None:
            continue
        minutes = _minutes(mark, settled.sessions[session_id - 1].minutes, settled.starts_at.get(session_id))
        details = (mark.minutes, mark.came_at, mark.went_at, mark.late_by, mark.attended_percent, mark.made_up_on)
        is_detailed = any(detail is not None for detail in details)
        found.append(
            PlacedMark(
                mark.table_id,
                mark.row,
                mark.position,
                enrolment_id,
                session_id,
                mark.status,
                minutes,
                mark.made_up_on,
                f"{minutes}|{mark.made_up_on or ''}" if is_detailed and minutes is not None else None,
                (not is_detailed) + 2 * (mark.status == "not_recorded"),
            )
        )
    return found


def _minutes(mark: Mark, full: int, starts_at: int | None) -> int | None:
    """Return the minutes attended, at most the session's `full` ones."""
    if mark.status in ("absent", "excused"):
        return 0
    if mark.status != "present":
        return None
    if mark.attended_percent is not None:
        return full * mark.attended_percent // 100
    if mark.late_by is not None:
        return max(full - mark.late_by, 0)
    stated = full if mark.minutes is None else min(mark.minutes, full)
    if starts_at is None or (mark.came_at is None and mark.went_at is None):
        return stated
    # Came late or left early: the time between, where the times of the session are known.
    late = 0 if mark.came_at is None else max(mark.came_at - starts_at, 0)
    early = 0 if mark.went_at is None else max(starts_at + full - mark.went_at, 0)
    return max(min(full - early - late, stated), 0)


def _report(
    places: Iterable[Place], tables: Mapping[int, SheetTable], kind: IssueKind
) -> Iterator[tuple[Issue, Aside]]:
    for table_id, row, position in sorted(places):
        table = tables[table_id]
        column = mark_column(table, position)
        text = table.grid.text(row - 1, column)
        cell = table.grid.cell(row - 1, column)
        aside = Aside(table, row, cell, kind.code, {table.heading(column) or cell: text})
        yield Issue(kind, table.place(row - 1, column), repeatable(text)), aside


def _entered(marks: Iterable[PlacedMark], settled: Settled, enrolments: list[Enrolled]) -> list[Enrolled]:
    """Add the entry of each walk-in for whom no sheet names one: the day of the first presence."""
    came_on: dict[int, date] = {}
    for mark in marks:
        held_on = settled.sessions[mark.session_id - 1].held_on
        if mark.status == "present" and held_on:
            came_on[mark.enrolment_id] = min(held_on, came_on.get(mark.enrolment_id, date.max))
    return [
        one if one.entry_on or one.is_signed_up else changed(one, entry_on=came_on.get(one.enrolment_id))
        for one in enrolments
    ]


def _completed(
    marks: Mapping[tuple[int, int], PlacedMark],
    settled: Settled,
    enrolments: list[Enrolled],
    tables: Mapping[int, SheetTable],
    *,
    is_completed: bool,
) -> list[Attendance]:
    """Add what no list says: every admitted enrolment at every held or cancelled session of its course.

    A session for which lists say only that it does not apply is still planned; what they say is kept.
    """
    sessions: dict[str, list[Session]] = defaultdict(list)
    for session in settled.sessions:
        sessions[session.course_id].append(session)
    marked: dict[int, list[Session]] = defaultdict(list)
    for enrolment_id, session_id in sorted(marks):
        marked[enrolment_id].append(settled.sessions[session_id - 1])
    columns = {(mark.table_id, mark.position) for mark in marks.values()}
    column_of = {at: mark_column(tables[at[0]], at[1]) for at in columns}
    found = []
    for one in enrolments:
        if one.declared_stage not in ("admitted", "withdrawn") and one.enrolment_id not in marked:
            continue
        for session in sessions[one.course_id] if is_completed else marked.get(one.enrolment_id, ()):
            mark = marks.get((one.enrolment_id, session.session_id))
            if mark is None and session.status == "planned":
                continue
            status = _status(one, session, mark)
            found.append(
                Attendance(
                    enrolment_id=one.enrolment_id,
                    session_id=session.session_id,
                    status=status,
                    minutes=mark.minutes if mark and status in ("present", "excused", "absent") else None,
                    made_up_on=mark.made_up_on if mark else None,
                    **(_origin(mark, tables[mark.table_id], column_of) if mark else _FROM_NO_CELL),
                )
            )
    return found


def _origin(mark: PlacedMark, table: SheetTable, column_of: Mapping[tuple[int, int], int]) -> dict[str, Any]:
    row, column = table.grid.address(mark.row - 1, column_of[mark.table_id, mark.position])
    return {"cell": cell_name(row, column), **table.origin(row + 1)}


_FROM_NO_CELL = {"cell": None, **FROM_NO_SHEET}


def _status(one: Enrolled, session: Session, mark: PlacedMark | None) -> str:
    if session.status == "cancelled":
        return "not_applicable"
    if mark:
        return mark.status
    is_before = bool(one.entry_on and session.held_on and session.held_on < one.entry_on)
    is_after = (one.left_at_session is not None and session.session_id >= one.left_at_session) or bool(
        one.withdrawn_on and session.held_on and session.held_on >= one.withdrawn_on
    )
    return "not_applicable" if is_before or is_after else "not_recorded"
