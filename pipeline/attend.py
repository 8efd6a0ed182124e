"""Marks of settled sessions and matched people -> attendance: one row for each enrolment and held session.

A mark becomes a status with minutes; what no list says becomes not_recorded, what cannot be becomes not_applicable.
Two lists that contradict each other settle nothing: the session is not recorded for the person until they agree, or
somebody has answered which of them holds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline import issues
from pipeline.attendance import Of, attendance_of, attended_minutes, completed, of_other_groups
from pipeline.contradictions import Contradictions, Place, PlacedMark, find_contradictions
from pipeline.issues import Issue, IssueKind
from pipeline.match import Matched
from pipeline.questions import OpenQuestion
from pipeline.recognise import SheetTable
from pipeline.settle import Settled
from pipeline.tables.columns import Columns
from pipeline.tables.known import Attendance, Enrolled
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

    attendance: Columns[Attendance]
    enrolments: Columns[Enrolled]
    left_out: list[Mark]
    issues: list[Issue]
    asides: list[Aside]
    questions: list[OpenQuestion]


@dataclass(frozen=True)
class _Told:
    """Which mark counts for an enrolment at a session; marks are named by their place among all marks."""

    counting: dict[Of, int]
    several: dict[Of, list[int]]
    """All marks of those that have several."""
    of_nobody: list[int]


def attend(
    tidied: Tidied, settled: Settled, matched: Matched, *, decisions: Mapping[str, str], is_completed: bool = True
) -> Attended:
    """Return what is known of every enrolment at every held or cancelled session of its course.

    `decisions` are the answers given, by the keys of the questions. Not completed, only what lists say is returned.
    """
    marks = tidied.rows.marks
    told = _told(marks, settled, matched)
    placed = {at: _placed(marks[at], of, settled) for of, same in told.several.items() for at in same}
    found = find_contradictions(placed.values(), settled, tidied.tables, decisions)
    counting = told.counting | _clearest(placed, found)
    # Contradicted, a mark says nothing.
    unsettled = [at for at, one in placed.items() if one.place in found.unsettled]
    marks = marks.changed("status", dict.fromkeys(unsettled, "not_recorded"))
    marks = marks.changed("made_up_on", dict.fromkeys(unsettled))
    reports = [
        *_report(found.overruled, tidied.tables, issues.MARK_OVERRULED),
        *_report(found.unsettled, tidied.tables, issues.MARK_CONFLICT),
    ]
    enrolments = _entered(counting, marks.column("status"), settled, matched.enrolments)
    of_others = of_other_groups(enrolments, settled, matched.enrolment_of, tidied.tables)
    of = completed(counting, settled, enrolments, of_others) if is_completed else sorted(counting)
    places = list(map(counting.get, of))
    unstored = set(told.counting.values()).difference(places)
    planned_only = sorted((of, at) for of, at in told.counting.items() if at in unstored) if unstored else []
    enrolled = set(of) if placed else set()
    unused = found.overruled | found.unsettled
    left_out = [
        *told.of_nobody,
        *(at for _, at in planned_only),
        *(at for at, one in placed.items() if one.of not in enrolled or one.place in unused),
    ]
    return Attended(
        attendance=attendance_of(of, places, marks, settled, enrolments, tidied.tables, of_others),
        enrolments=enrolments,
        left_out=[marks[at] for at in left_out],
        issues=[issue for issue, _ in reports],
        asides=[aside for _, aside in reports],
        questions=found.questions,
    )


def _told(marks: Columns[Mark], settled: Settled, matched: Matched) -> _Told:
    table_ids = marks.column("table_id")
    enrolments = list(map(matched.enrolment_of.get, zip(table_ids, marks.column("row"), strict=True)))
    sessions = list(map(settled.session_of.get, zip(table_ids, marks.column("position"), strict=True)))
    told: list[Any] = list(zip(enrolments, sessions, strict=True))
    has_nobody = None in enrolments or None in sessions
    of_nobody = [at for at, of in enumerate(told) if None in of] if has_nobody else []
    # Of several the first, which is written last.
    counting: dict[Any, int] = dict(zip(reversed(told), reversed(range(len(told))), strict=True))
    for at in of_nobody:
        counting.pop(told[at], None)
    several: dict[Of, list[int]] = {}
    for at, of in enumerate(told) if len(counting) + len(of_nobody) < len(told) else ():
        if (first := counting.get(of, at)) != at:
            several.setdefault(of, [first]).append(at)
    for of in several:
        del counting[of]
    return _Told(counting, several, of_nobody)


def _placed(mark: Mark, of: Of, settled: Settled) -> PlacedMark:
    minutes = attended_minutes(mark, settled.sessions[of[1] - 1].minutes, settled.starts_at.get(of[1]))
    details = (mark.minutes, mark.came_at, mark.went_at, mark.late_by, mark.attended_parts, mark.made_up_on)
    is_detailed = any(detail is not None for detail in details)
    detail = f"{minutes}|{mark.made_up_on or ''}" if is_detailed and minutes is not None else None
    return PlacedMark(mark, *of, detail, (not is_detailed) + 2 * (mark.status == "not_recorded"))


def _clearest(placed: Mapping[int, PlacedMark], found: Contradictions) -> dict[Of, int]:
    """Return of several marks of one enrolment and session the one that says most."""
    clearest: dict[Of, int] = {}
    for at, one in sorted(placed.items(), key=lambda item: (item[1].vagueness, *item[1].place)):
        if one.place not in found.overruled:
            clearest.setdefault(one.of, at)
    return clearest


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


def _entered(
    counting: Mapping[Of, int], statuses: Sequence[str], settled: Settled, enrolments: Columns[Enrolled]
) -> Columns[Enrolled]:
    """Add the entry of each walk-in for whom no sheet names one: the day of the first presence."""
    entries = zip(*map(enrolments.column, ("enrolment_id", "entry_on", "is_signed_up")), strict=True)
    undated = {number for number, entry_on, is_signed_up in entries if not entry_on and not is_signed_up}
    days = [session.held_on for session in settled.sessions]
    first: dict[int, date] = {}
    for (enrolment_id, session_id), at in counting.items() if undated else ():
        if enrolment_id in undated and statuses[at] == "present" and (day := days[session_id - 1]):
            known = first.get(enrolment_id)
            first[enrolment_id] = day if known is None or day < known else known
    # Enrolments are numbered from 1, in the order in which they stand.
    return enrolments.changed("entry_on", {number - 1: day for number, day in first.items()})
