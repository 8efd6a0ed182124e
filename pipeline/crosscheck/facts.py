"""What the rules look at: all that was understood, and a few ways to ask for it."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.attend import Attended
from pipeline.match import Matched
from pipeline.match.lecturers import Lecturers, is_lecturer, lecturers_of
from pipeline.recognise import SheetTable
from pipeline.reference import Municipalities
from pipeline.settle import Settled
from pipeline.tables.known import Enrolled, Person, Session
from pipeline.tables.written import InCourse, ListedSession, Mark, PlannedSession, RosterRow, Signup
from pipeline.tidy import Tidied
from pipeline.vocabulary import Vocabulary

CLEAR = frozenset({"present", "excused", "absent"})
"""What a mark may say of somebody: all else says that nothing is known."""


@dataclass(frozen=True)
class Facts:
    """What the earlier stages found out."""

    tidied: Tidied
    settled: Settled
    matched: Matched
    attended: Attended
    municipalities: Municipalities
    words: Vocabulary

    def table(self, table_id: int) -> SheetTable:
        """Return the table in which a row stands."""
        return self.tidied.tables[table_id]

    def course_of(self, row: InCourse) -> str:
        """Return the course that a row belongs to; settled, every row has one."""
        return self.settled.course_id(row) or ""

    def session_of(self, row: ListedSession | Mark) -> Session | None:
        """Return the session of a column of marks, or of a mark."""
        session_id = self.settled.session_of.get((row.table_id, row.position))
        # Sessions are numbered from 1, in the order in which they stand.
        return None if session_id is None else self.settled.sessions[session_id - 1]

    def marks_at(self, sessions: Collection[int]) -> Iterator[tuple[Mark, Session]]:
        """Yield every mark that says something clear of a person at one of these sessions."""
        columns = {at: session_id for at, session_id in self.settled.session_of.items() if session_id in sessions}
        for mark in self._clear_marks("position", columns):
            if (mark.table_id, mark.row) in self.matched.enrolment_of:
                yield mark, self.settled.sessions[columns[mark.table_id, mark.position] - 1]

    def marks_of(self, enrolments: Collection[int]) -> Iterator[tuple[Mark, Session, Enrolled]]:
        """Yield every mark that says something clear of one of these enrolments."""
        rows = {
            at: enrolment_id for at, enrolment_id in self.matched.enrolment_of.items() if enrolment_id in enrolments
        }
        enrolled = {enrolment_id: self.attended.enrolments[enrolment_id - 1] for enrolment_id in enrolments}
        for mark in self._clear_marks("row", rows):
            if session := self.session_of(mark):
                yield mark, session, enrolled[rows[mark.table_id, mark.row]]

    def _clear_marks(self, name: str, places: Collection[tuple[int, int]]) -> Iterator[Mark]:
        """Yield the marks that say something clear at these places: table and row, or table and position."""
        if places:
            marks = self.tidied.rows.marks
            columns = zip(marks.column("table_id"), marks.column(name), strict=True)
            statuses = marks.column("status")
            yield from (marks[at] for at, place in enumerate(columns) if place in places and statuses[at] in CLEAR)

    @cached_property
    def columns_cancelled(self) -> frozenset[tuple[int, int]]:
        """Table and position of each column of marks whose session was cancelled."""
        of_cancelled = {one.session_id for one in self.settled.sessions if one.status == "cancelled"}
        return frozenset(at for at, session_id in self.settled.session_of.items() if session_id in of_cancelled)

    @cached_property
    def planned(self) -> dict[str, list[PlannedSession]]:
        """Course -> the rows of its plan."""
        found: dict[str, list[PlannedSession]] = defaultdict(list)
        for row in self.tidied.rows[PlannedSession]:
            found[self.course_of(row)].append(row)
        return dict(found)

    @cached_property
    def last_days(self) -> dict[str, date]:
        """Course -> the day of its last session that was not cancelled."""
        found: dict[str, date] = {}
        for session in self.settled.sessions:
            if session.held_on and session.status != "cancelled":
                found[session.course_id] = max(session.held_on, found.get(session.course_id, date.min))
        return found

    def teaches(self, person: Signup | RosterRow | Person, course: str) -> bool:
        """Whether somebody who teaches in a course has this name: family and given name, in whatever order."""
        return is_lecturer(self.lecturers, course, person.family_name, person.given_name)

    @cached_property
    def lecturers(self) -> Lecturers:
        """Who teaches in each course that has a plan with names."""
        return lecturers_of(self.settled)

    @cached_property
    def people_of(self) -> dict[str, list[Signup | RosterRow]]:
        """Course -> every row that names a participant of it."""
        found: dict[str, list[Signup | RosterRow]] = defaultdict(list)
        rows: list[Signup | RosterRow] = [*self.tidied.rows[Signup], *self.tidied.rows[RosterRow]]
        for row in rows:
            found[self.course_of(row)].append(row)
        return dict(found)
