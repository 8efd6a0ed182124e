"""Marks of settled sessions and matched people -> attendance: one row for each enrolment and held session.

A mark becomes a status with minutes; what no list says becomes not_recorded, what cannot be becomes not_applicable.
Two lists that contradict each other settle nothing: the session is not recorded for the person until they agree;
but a list that was sent again as it grew takes the place of its older copy.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline import issues
from pipeline.issues import Issue, IssueKind
from pipeline.match import Matched
from pipeline.recognise import SheetTable
from pipeline.recognise.grid import cell_name
from pipeline.settle import Settled
from pipeline.tables.base import changed
from pipeline.tables.known import FROM_NO_SHEET, Attendance, Enrolled, Session
from pipeline.tables.written import Mark
from pipeline.tidy import Aside, Tidied
from pipeline.tidy.attendance import mark_column

Place = tuple[int, int, int]
"""Table, row and position of a mark."""


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


@dataclass(slots=True)
class _Mark:
    """A mark with what it belongs to and what it says; `detail` is what it says beyond its status, if anything."""

    table_id: int
    row: int
    position: int
    enrolment_id: int
    session_id: int
    status: str
    minutes: int | None
    made_up_on: date | None
    detail: str | None
    vagueness: int

    @property
    def place(self) -> Place:
        return self.table_id, self.row, self.position

    @property
    def of(self) -> tuple[int, int]:
        """The enrolment and the session of which the mark says something."""
        return self.enrolment_id, self.session_id

    @property
    def said(self) -> tuple[str, str]:
        return self.status, self.detail or ""


def attend(tidied: Tidied, settled: Settled, matched: Matched) -> Attended:
    """Return what is known of every enrolment at every held or cancelled session of its course."""
    marks = _marks(tidied.rows[Mark], settled, matched)
    corrected = _corrected(marks, settled, tidied.tables)
    marks = [mark for mark in marks if mark.place not in corrected]
    conflicts = {mark.place for mark in _conflicts(marks)}
    reports = [
        *_report(corrected, tidied.tables, issues.MARK_CORRECTED),
        *_report(conflicts, tidied.tables, issues.MARK_CONFLICT),
    ]
    used = [mark for mark in marks if mark.place not in conflicts]
    for mark in marks:
        if mark.place in conflicts:
            mark.status, mark.minutes, mark.made_up_on = "not_recorded", None, None
    clearest: dict[tuple[int, int], _Mark] = {}
    for mark in sorted(marks, key=lambda mark: (mark.vagueness, *mark.place)):
        clearest.setdefault(mark.of, mark)
    enrolments = _entered(clearest.values(), settled, matched.enrolments)
    attendance = _completed(clearest, settled, enrolments, tidied.tables)
    stored = {(row.enrolment_id, row.session_id) for row in attendance}
    return Attended(
        attendance=attendance,
        enrolments=enrolments,
        taken=frozenset(mark.place for mark in used if mark.of in stored),
        issues=[issue for issue, _ in reports],
        asides=[aside for _, aside in reports],
    )


def _marks(marks: Iterable[Mark], settled: Settled, matched: Matched) -> list[_Mark]:
    """Return the marks with their session, enrolment and minutes."""
    found = []
    for mark in marks:
        session_id = settled.session_of.get((mark.table_id, mark.position))
        enrolment_id = matched.enrolment_of.get((mark.table_id, mark.row))
        if session_id is None or enrolment_id is None:
            continue
        minutes = _minutes(mark, settled.sessions[session_id - 1].minutes, settled.starts_at.get(session_id))
        is_detailed = (mark.minutes, mark.came_at, mark.went_at, mark.made_up_on) != (None, None, None, None)
        found.append(
            _Mark(
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
    if mark.minutes is not None:
        return min(mark.minutes, full)
    if starts_at is None or (mark.came_at is None and mark.went_at is None):
        return full
    # Came late or left early: the time between, where the times of the session are known.
    late = 0 if mark.came_at is None else max(mark.came_at - starts_at, 0)
    early = 0 if mark.went_at is None else max(starts_at + full - mark.went_at, 0)
    return max(full - early - late, 0)


def _conflicts(marks: Iterable[_Mark]) -> list[_Mark]:
    """Return the marks of one person and session of which another list says something else.

    A mark that nobody could read contradicts nothing; neither does `x` beside `x 18:20`, which only says more.
    """
    by_session: dict[tuple[int, int], list[_Mark]] = defaultdict(list)
    for mark in marks:
        if mark.status != "not_recorded":
            by_session[mark.of].append(mark)
    return [
        mark
        for same in by_session.values()
        if len(same) > 1
        and (
            len({mark.status for mark in same}) > 1
            or len({mark.detail for mark in same if mark.detail is not None}) > 1
        )
        for mark in same
    ]


@dataclass(frozen=True)
class _Reach:
    """Which sessions and enrolments a file has marks for."""

    sessions: set[int]
    enrolments: set[int]

    def is_grown_from(self, other: "_Reach") -> bool:
        """Whether this is a later copy of a list: all its sessions and people, and a later session more."""
        goes_on = bool(self.sessions) and bool(other.sessions) and max(self.sessions) > max(other.sessions)
        return goes_on and self.sessions > other.sessions and self.enrolments >= other.enrolments


def _corrected(marks: list[_Mark], settled: Settled, tables: Mapping[int, SheetTable]) -> set[Place]:
    """Tell the marks of which a later copy of the same list says something else: a list grows, slips are mended."""
    conflicts: dict[tuple[int, int], list[_Mark]] = defaultdict(list)
    for mark in _conflicts(marks):
        conflicts[mark.of].append(mark)
    path_of = {at: table.file.path for at, table in tables.items()}
    reach = {path_of[mark.table_id]: _Reach(set(), set()) for same in conflicts.values() for mark in same}
    for mark in marks:
        # Sessions are numbered in the order of their days, those without a day last: these say nothing of what is
        # later.
        if (of_file := reach.get(path_of[mark.table_id])) and settled.sessions[mark.session_id - 1].held_on:
            of_file.sessions.add(mark.session_id)
            of_file.enrolments.add(mark.enrolment_id)
    return {
        mark.place
        for same in conflicts.values()
        for mark in same
        for other in same
        if other.said != mark.said and reach[path_of[other.table_id]].is_grown_from(reach[path_of[mark.table_id]])
    }


def _report(
    places: Iterable[Place], tables: Mapping[int, SheetTable], kind: IssueKind
) -> Iterator[tuple[Issue, Aside]]:
    for table_id, row, position in sorted(places):
        table = tables[table_id]
        column = mark_column(table, position)
        text = table.grid.text(row - 1, column)
        cell = cell_name(row - 1, column)
        aside = Aside(table, row, cell, kind.code, {table.heading(column) or cell: text})
        yield Issue(kind, table.place(row - 1, column), text), aside


def _entered(marks: Iterable[_Mark], settled: Settled, enrolments: list[Enrolled]) -> list[Enrolled]:
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
    marks: Mapping[tuple[int, int], _Mark],
    settled: Settled,
    enrolments: list[Enrolled],
    tables: Mapping[int, SheetTable],
) -> list[Attendance]:
    """Add what no list says: every admitted enrolment at every held or cancelled session of its course.

    A session for which lists say only that it does not apply is still planned; what they say is kept.
    """
    sessions: dict[str, list[Session]] = defaultdict(list)
    for session in settled.sessions:
        sessions[session.course_id].append(session)
    marked = {enrolment_id for enrolment_id, _ in marks}
    columns = {(mark.table_id, mark.position) for mark in marks.values()}
    letters = {at: cell_name(0, mark_column(tables[at[0]], at[1]))[:-1] for at in columns}
    found = []
    for one in enrolments:
        if one.declared_stage not in ("admitted", "withdrawn") and one.enrolment_id not in marked:
            continue
        for session in sessions[one.course_id]:
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
                    cell=f"{letters[mark.table_id, mark.position]}{mark.row}" if mark else None,
                    **(tables[mark.table_id].origin(mark.row) if mark else FROM_NO_SHEET),
                )
            )
    return found


def _status(one: Enrolled, session: Session, mark: _Mark | None) -> str:
    if session.status == "cancelled":
        return "not_applicable"
    if mark:
        return mark.status
    is_before = bool(one.entry_on and session.held_on and session.held_on < one.entry_on)
    is_after = one.left_at_session is not None and session.session_id >= one.left_at_session
    return "not_applicable" if is_before or is_after else "not_recorded"
