"""Marks of settled sessions and matched people -> attendance: one row for each enrolment and held session.

A mark becomes a status with minutes; what no list says becomes not_recorded, what cannot be becomes not_applicable.
Two lists that contradict each other settle nothing: the session is not recorded for the person until they agree, or
somebody has answered which of them holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline import issues
from pipeline.contradictions import Contradictions, Place, PlacedMark, find_contradictions
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
from pipeline.tidy.listed import mark_column
from pipeline.tidy.marks import repeatable


@dataclass(frozen=True)
class Attended:
    """The attendance, the enrolments with the day from which each takes part, and the marks that could not be used.

    `left_out` are the marks that are not in the attendance; of several lists that say the same of a person and a
    session, all are in it.
    """

    attendance: list[Attendance]
    enrolments: list[Enrolled]
    left_out: list[Mark]
    issues: list[Issue]
    asides: list[Aside]
    questions: list[OpenQuestion]


_Counting = dict[int, dict[int, Mark]]
"""enrolment_id -> session_id -> the mark that counts."""


def attend(
    tidied: Tidied, settled: Settled, matched: Matched, *, decisions: Mapping[str, str], is_completed: bool = True
) -> Attended:
    """Return what is known of every enrolment at every held or cancelled session of its course.

    `decisions` are the answers given, by the keys of the questions. Not completed, only what lists say is returned.
    """
    told, several, of_nobody = _told(tidied.rows[Mark], settled, matched)
    placed = [_placed(mark, of, settled) for of, same in several.items() for mark in same]
    found = find_contradictions(placed, settled, tidied.tables, decisions)
    for enrolment_id, session_id in several:
        del told[enrolment_id][session_id]
    for (enrolment_id, session_id), mark in _clearest(placed, found).items():
        told[enrolment_id][session_id] = mark
    reports = [
        *_report(found.overruled, tidied.tables, issues.MARK_OVERRULED),
        *_report(found.unsettled, tidied.tables, issues.MARK_CONFLICT),
    ]
    enrolments = _entered(told, settled, matched.enrolments)
    attendance = _completed(told, settled, enrolments, tidied.tables, is_completed=is_completed)
    stored = {(row.enrolment_id, row.session_id) for row in attendance}
    unused = found.overruled | found.unsettled
    return Attended(
        attendance=attendance,
        enrolments=enrolments,
        left_out=[
            *of_nobody,
            *(mark for of, mark in _each(told) if of not in stored and of not in several),
            *(one.mark for one in placed if one.of not in stored or one.place in unused),
        ],
        issues=[issue for issue, _ in reports],
        asides=[aside for _, aside in reports],
        questions=found.questions,
    )


def _told(
    marks: Iterable[Mark], settled: Settled, matched: Matched
) -> tuple[_Counting, dict[tuple[int, int], list[Mark]], list[Mark]]:
    """Return the mark of each enrolment and session, all marks of those that have several, and those of nobody."""
    told: _Counting = defaultdict(dict)
    several: dict[tuple[int, int], list[Mark]] = {}
    of_nobody = []
    for mark in marks:
        session_id = settled.session_of.get((mark.table_id, mark.position))
        enrolment_id = matched.enrolment_of.get((mark.table_id, mark.row))
        if session_id is None or enrolment_id is None:
            of_nobody.append(mark)
            continue
        first = told[enrolment_id].setdefault(session_id, mark)
        if first is not mark:
            several.setdefault((enrolment_id, session_id), [first]).append(mark)
    return told, several, of_nobody


def _each(told: _Counting) -> Iterator[tuple[tuple[int, int], Mark]]:
    """Yield each mark that counts, with its enrolment and session."""
    for enrolment_id, own in told.items():
        for session_id, mark in own.items():
            yield (enrolment_id, session_id), mark


def _placed(mark: Mark, of: tuple[int, int], settled: Settled) -> PlacedMark:
    minutes = _minutes(mark, settled.sessions[of[1] - 1].minutes, settled.starts_at.get(of[1]))
    details = (mark.minutes, mark.came_at, mark.went_at, mark.late_by, mark.attended_percent, mark.made_up_on)
    is_detailed = any(detail is not None for detail in details)
    detail = f"{minutes}|{mark.made_up_on or ''}" if is_detailed and minutes is not None else None
    return PlacedMark(mark, *of, detail, (not is_detailed) + 2 * (mark.status == "not_recorded"))


def _clearest(placed: Iterable[PlacedMark], found: Contradictions) -> dict[tuple[int, int], Mark]:
    """Return of several marks of one enrolment and session the one that says most; contradicted, it says nothing."""
    clearest: dict[tuple[int, int], Mark] = {}
    for one in sorted(placed, key=lambda one: (one.vagueness, *one.place)):
        if one.place not in found.overruled:
            clearest.setdefault(one.of, _as_unknown(one.mark) if one.place in found.unsettled else one.mark)
    return clearest


def _as_unknown(mark: Mark) -> Mark:
    return changed(mark, status="not_recorded", made_up_on=None)


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


def _entered(told: _Counting, settled: Settled, enrolments: list[Enrolled]) -> list[Enrolled]:
    """Add the entry of each walk-in for whom no sheet names one: the day of the first presence."""
    entered = []
    for one in enrolments:
        if not one.entry_on and not one.is_signed_up:
            own = told.get(one.enrolment_id, {}).items()
            days = (settled.sessions[session_id - 1].held_on for session_id, mark in own if mark.status == "present")
            one = changed(one, entry_on=min(filter(None, days), default=None))
        entered.append(one)
    return entered


def _completed(
    told: _Counting,
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
    column_of = {at: mark_column(tables[at[0]], at[1]) for at in settled.session_of}
    found = []
    for one in enrolments:
        own = told.get(one.enrolment_id, {})
        if one.declared_stage not in ("admitted", "withdrawn") and not own:
            continue
        for session in sessions[one.course_id] if is_completed else [settled.sessions[at - 1] for at in sorted(own)]:
            mark = own.get(session.session_id)
            if mark is not None:
                found.append(_attendance(one, session, mark, settled, tables[mark.table_id], column_of))
            elif session.status != "planned":
                status = _status(one, session)
                found.append(
                    Attendance(
                        enrolment_id=one.enrolment_id,
                        session_id=session.session_id,
                        status=status,
                        **FROM_NO_SHEET,
                    )
                )
    return found


def _attendance(
    one: Enrolled,
    session: Session,
    mark: Mark,
    settled: Settled,
    table: SheetTable,
    column_of: Mapping[tuple[int, int], int],
) -> Attendance:
    """Return what a mark says; a cancelled session applies to nobody."""
    row, column = table.grid.address(mark.row - 1, column_of[mark.table_id, mark.position])
    status = mark.status if session.status != "cancelled" else "not_applicable"
    is_clear = status in ("present", "excused", "absent")
    return Attendance(
        enrolment_id=one.enrolment_id,
        session_id=session.session_id,
        status=status,
        minutes=_minutes(mark, session.minutes, settled.starts_at.get(session.session_id)) if is_clear else None,
        made_up_on=mark.made_up_on,
        cell=cell_name(row, column),
        source_id=table.file.source_id,
        sheet=table.sheet_name,
        row=row + 1,
    )


def _status(one: Enrolled, session: Session) -> str:
    """Return what becomes of a session of which no list says anything."""
    if session.status == "cancelled":
        return "not_applicable"
    is_before = bool(one.entry_on and session.held_on and session.held_on < one.entry_on)
    is_after = (one.left_at_session is not None and session.session_id >= one.left_at_session) or bool(
        one.withdrawn_on and session.held_on and session.held_on >= one.withdrawn_on
    )
    return "not_applicable" if is_before or is_after else "not_recorded"
