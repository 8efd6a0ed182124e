"""Planned and listed sessions -> sessions, each once; and what is still wrong with them.

In come the rows of plans and lists with the days to go by (`dating`); out come the sessions of every course in order,
the findings on sessions that nobody has marks for or that plans contradict, and the questions for days.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline import issues
from pipeline.codes import QuestionKind, SessionStatus
from pipeline.dating import Dated
from pipeline.issues import Issue, Place
from pipeline.questions import OpenQuestion
from pipeline.recognise import SheetTable
from pipeline.said import N_, say, say_day
from pipeline.tables.written import InCourse, ListedSession, PlannedSession, RosterRow
from pipeline.tidy import Tidied
from pipeline.values import EXAMPLE_DAY


@dataclass
class JoinedSession:
    """One session while it is put together from a plan and from lists."""

    course: str
    held_on: date | None
    nth: int
    planned: list[PlannedSession] = field(default_factory=list)
    listed: list[ListedSession] = field(default_factory=list)
    is_marked: bool = False
    people: int = 0
    present: int = 0
    """How many people the lists name, and how many of them they say were there."""

    def first(self, attribute: str) -> Any:
        """Return the first known value: the plan's before the lists'."""
        for row in (*self.planned, *self.listed):
            value = getattr(row, attribute, None)
            if value is not None:
                return value
        return None

    @property
    def status(self) -> SessionStatus:
        """Marks say that a session was held; one or two on a cancelled one are slips of the pen."""
        is_off_on_lists = bool(self.listed) and all(row.is_cancelled for row in self.listed)
        is_off_in_plan = any(row.is_cancelled for row in self.planned) and not self.is_contradicted
        is_called_off = is_off_in_plan or is_off_on_lists
        if self.is_marked and not (is_called_off and self.present * 2 < self.people):
            return SessionStatus.HELD
        is_cancelled = is_called_off or any(row.is_cancelled for row in self.listed)
        return SessionStatus.CANCELLED if is_cancelled else SessionStatus.PLANNED

    @property
    def is_contradicted(self) -> bool:
        """Whether one plan cancels the session and another does not."""
        cancelled = {row.table_id for row in self.planned if row.is_cancelled}
        return bool(cancelled) and bool({row.table_id for row in self.planned if not row.is_cancelled} - cancelled)


def join_sessions(tidied: Tidied, dated: Dated, course_of: Callable[[InCourse], str]) -> list[JoinedSession]:
    """Return every session once, in the order of course, day and number."""
    found: dict[tuple[Any, ...], JoinedSession] = {}

    def session_at(course: str, day: date | None, nth: int, undated: tuple[Any, ...]) -> JoinedSession:
        key = (course, day, nth) if day else (course, None, *undated)
        return found.setdefault(key, JoinedSession(course, day, nth))

    planned: dict[tuple[str, date | None], list[PlannedSession]] = defaultdict(list)
    for row in tidied.rows[PlannedSession]:
        known = planned[course_of(row), row.held_on]
        nth = next((at for at, other in enumerate(known) if _is_same_session(row, other)), len(known))
        if nth == len(known):
            known.append(row)
        session_at(course_of(row), row.held_on, nth, ("plan", row.number)).planned.append(row)
    times: Counter[tuple[Any, ...]] = Counter()
    columns = map(tidied.rows.marks.column, ("table_id", "position", "status"))
    marks = Counter(zip(*columns, strict=True))
    marked = {(table_id, position) for table_id, position, status in marks if status != "not_applicable"}
    named = Counter(row.table_id for row in tidied.rows[RosterRow])
    # A long list names its people anew at every session.
    sessions_of = Counter(one.table_id for one in dated.sessions if not tidied.tables[one.table_id].region.sessions)
    for listed in dated.sessions:
        # The same day twice in one list is two sessions; in two lists it is one.
        nth = times[listed.table_id, course_of(listed), listed.held_on]
        times[listed.table_id, course_of(listed), listed.held_on] += 1
        # A session without a day is the same on every list that says the same of it.
        asked = dated.questions.get((listed.table_id, listed.position))
        session = session_at(course_of(listed), listed.held_on, nth, ("list", asked))
        session.listed.append(listed)
        session.is_marked |= listed.is_marked_untold or (listed.table_id, listed.position) in marked
        session.people += named[listed.table_id] // (sessions_of[listed.table_id] or 1)
        session.present += marks[listed.table_id, listed.position, "present"]
    return sorted(_with_days(list(found.values())), key=_order)


def _with_days(sessions: list[JoinedSession]) -> list[JoinedSession]:
    """Join the one planned session without a day to the one listed session that no plan names, course by course."""
    by_course: dict[str, list[JoinedSession]] = defaultdict(list)
    for session in sessions:
        by_course[session.course].append(session)
    for own in by_course.values():
        planned = [session for session in own if not session.held_on and session.planned and not session.listed]
        listed = [session for session in own if session.is_marked and not session.planned]
        if len(planned) == len(listed) == 1 and len(own) > 2:
            listed[0].planned += planned[0].planned
            sessions = [session for session in sessions if session is not planned[0]]
    return sessions


def _is_same_session(row: PlannedSession, other: PlannedSession) -> bool:
    """Whether two rows of plans for one course and day are one session, with two lecturers or sent twice.

    Two numbers are two sessions; without numbers, two times of the day are.
    """
    if row.number is not None and other.number is not None:
        return row.number == other.number
    return row.starts_at is None or other.starts_at is None or row.starts_at == other.starts_at


def _order(session: JoinedSession) -> tuple[Any, ...]:
    place = session.listed[0] if session.listed else None
    position = (place.table_id, place.position) if place else (-1, -1)
    number = session.first("number")
    return (session.course, session.held_on or date.max, session.nth, number if number is not None else 999, position)


def overdue(sessions: Iterable[JoinedSession], tables: Mapping[int, SheetTable], day: date | None) -> list[Issue]:
    """Return a finding for every past session without marks that nobody has cancelled."""
    found = []
    # Where a marked session has no day, the question for its day offers the planned ones: that is asked once.
    asked = {session.course for session in sessions if session.is_marked and not session.held_on}
    for session in sessions:
        if session.status != SessionStatus.PLANNED or session.course in asked:
            continue
        row = (session.planned or session.listed)[0]
        place = _place(row, tables)
        if not session.held_on and session.planned:
            values = {"number": session.first("number"), "course": session.course}
            found.append(Issue(issues.PLANNED_WITHOUT_DAY, place, expected=EXAMPLE_DAY, values=values))
        elif day and session.held_on and session.held_on <= day:
            values = {"day": say_day(session.held_on), "course": session.course}
            found.append(Issue(issues.SESSION_WITHOUT_MARKS, place, values=values))
    return found


def contradicted(sessions: Iterable[JoinedSession], tables: Mapping[int, SheetTable]) -> list[Issue]:
    """Return a finding at each row that cancels a session which another plan does not."""
    return [
        Issue(
            issues.PLAN_CONFLICT,
            _place(row, tables),
            values={"day": say_day(session.held_on) if session.held_on else "–", "course": session.course},
        )
        for session in sessions
        if session.is_contradicted and not session.is_marked
        for row in session.planned
        if row.is_cancelled
    ]


def _place(row: PlannedSession | ListedSession, tables: Mapping[int, SheetTable]) -> Place:
    table = tables[row.table_id]
    return Place(table.file.path, table.sheet_name, row.row, row.cell if isinstance(row, ListedSession) else None)


def _which_day(place: Place, course: str) -> str:
    """Return the question for the day of a session below a cell, or of a list that has its day nowhere or in rows."""
    if not place.cell:
        return say(N_("On which day was the session of {path} ({course})?"), path=place.path, course=course)
    text = N_("On which day was the session in {cell} of {path} ({course})?")
    return say(text, cell=place.cell, path=place.path, course=course)


def undated(sessions: list[JoinedSession], dated: Dated, tables: Mapping[int, SheetTable]) -> list[OpenQuestion]:
    """Ask for the day of each listed session without one; planned sessions without marks are the likely answers."""
    asked: dict[str, OpenQuestion] = {}
    for session in sessions:
        for row in session.listed:
            at = (row.table_id, row.position)
            # Copies of a list ask the same question.
            if not session.is_marked or dated.questions.get(at) in (None, *asked):
                continue
            free = [s for s in sessions if s.course == session.course and s.status == SessionStatus.PLANNED]
            days = {s.held_on: s.first("topic") or "" for s in free if s.held_on}
            meant = [day for day in (dated.likely.get(at), dated.answers.get(at)) if day]
            days |= {day: days.get(day, "") for day in meant}
            text = _which_day(_place(row, tables), session.course)
            options = {day.isoformat(): f"{say_day(day)} {topic}".strip() for day, topic in sorted(days.items())}
            answer = dated.answers[at].isoformat() if at in dated.answers else None
            key = dated.questions[at]
            asked[key] = OpenQuestion(key, QuestionKind.UNDATED_SESSION, text, options, answer)
    return list(asked.values())
