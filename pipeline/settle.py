"""Typed rows of plans and lists -> courses and sessions, each once.

In come the rows of `tidy`; out come the courses, their sessions and lecturers, and for every row and mark the course
and the session it belongs to. Planned and listed sessions of one course and day are one session. People are left to
`match`.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.codes import CourseKind, SessionStatus, SourceKind
from pipeline.config import Config, Programme
from pipeline.dating import date_sessions
from pipeline.fold import course_key
from pipeline.issues import Issue
from pipeline.placing import place
from pipeline.questions import OpenQuestion
from pipeline.recognise import SheetTable
from pipeline.recognise.naming import title_of
from pipeline.reference import Municipalities
from pipeline.sessions import JoinedSession, contradicted, join_sessions, overdue, undated
from pipeline.tables.known import FROM_NO_SHEET, Course, SessionLecturer
from pipeline.tables.known import Session as SessionRow
from pipeline.tables.written import InCourse, ListedSession, PlannedSession, RosterRow, Signup
from pipeline.tidy import Tidied
from pipeline.tidy.lists import course_of_row
from pipeline.two_codes import same_courses
from pipeline.vocabulary import Vocabulary


@dataclass(frozen=True)
class Settled:
    """Courses and sessions of the run, and which row belongs to which."""

    courses: list[Course]
    sessions: list[SessionRow]
    lecturers: list[SessionLecturer]
    session_of: Mapping[tuple[int, int], int]
    course_of: Mapping[str, str]
    course_of_table: Mapping[int, str]
    course_pins: Mapping[str, str]
    has_new_pins: bool
    starts_at: Mapping[int, int]
    last_marked_on: date | None
    """The latest day of which the lists say something: a session with marks, or a make-up after the course."""
    issues: list[Issue]
    questions: list[OpenQuestion]
    perhaps_one: list[frozenset[str]]
    """Pairs of courses of which it is asked whether they are one."""

    def course_id(self, row: InCourse) -> str | None:
        """Return the course that a row belongs to."""
        if row.course_code is None:
            return self.course_of_table.get(row.table_id)
        return self.course_of[course_key(row.course_code)]


def settle(
    tidied: Tidied,
    *,
    config: Config,
    municipalities: Municipalities,
    words: Vocabulary,
    decisions: Mapping[str, str],
    pins: Mapping[str, str] | None = None,
    as_of: date | None = None,
) -> Settled:
    """Put courses and sessions together.

    `decisions` are the answers given, `pins` the codes derived before (key -> course_id); `as_of` is the day at which a
    session without marks is overdue.
    """
    spellings = _spellings(tidied)
    names = {key: _spelling(written) for key, written in spellings.items()}
    one_course = same_courses(tidied, names, decisions)
    names |= one_course.code_of
    placed = place(tidied, names, words=words, pins=pins or {}, decisions=decisions)
    derived, found = placed.course_of_table, list(placed.issues)
    names |= {course_key(code): code for code in derived.values()}

    def course_of(row: InCourse) -> str:
        return derived[row.table_id] if row.course_code is None else names[course_key(row.course_code)]

    dated = date_sessions(tidied, course_of, decisions)
    found += dated.issues
    sessions = join_sessions(tidied, dated, course_of)
    marked_on = (*(s.held_on for s in sessions if s.is_marked), *tidied.rows.marks.column("made_up_on"))
    last_marked_on = max((day for day in marked_on if day), default=None)
    ids = {id(session): at for at, session in enumerate(sessions, start=1)}
    session_of = {(row.table_id, row.position): ids[id(s)] for s in sessions for row in s.listed}
    found += overdue(sessions, tidied.tables, as_of or last_marked_on)
    found += contradicted(sessions, tidied.tables)
    return Settled(
        courses=_courses(sorted(names.values()), sessions, tidied, config, municipalities, words),
        sessions=_sessions(sessions, ids, tidied.tables, config),
        lecturers=_lecturers(sessions, ids, tidied.tables),
        session_of=session_of,
        course_of=names,
        course_of_table=derived,
        course_pins=placed.pins,
        has_new_pins=placed.pins != (pins or {}),
        starts_at={ids[id(s)]: s.first("starts_at") for s in sessions if s.first("starts_at") is not None},
        last_marked_on=last_marked_on,
        issues=found,
        questions=[*one_course.questions, *placed.questions, *undated(sessions, dated, tidied.tables)],
        perhaps_one=one_course.open_pairs,
    )


def _spellings(tidied: Tidied) -> dict[str, Counter[tuple[bool, str]]]:
    """Return course key -> its spellings, counted; a plan's spelling goes before a list's."""
    spellings: dict[str, Counter[tuple[bool, str]]] = defaultdict(Counter)
    for kind in _IN_COURSE:
        rows: list[InCourse] = tidied.rows[kind]
        for code, count in Counter(row.course_code for row in rows if row.course_code is not None).items():
            spellings[course_key(code)][kind is PlannedSession, code] += count
    return spellings


_IN_COURSE: tuple[Any, ...] = (PlannedSession, ListedSession, RosterRow, Signup)


def _spelling(written: Counter[tuple[bool, str]]) -> str:
    return min(written, key=lambda item: (not item[0], -written[item], item[1]))[1]


def _courses(
    codes: list[str],
    sessions: list[JoinedSession],
    tidied: Tidied,
    config: Config,
    municipalities: Municipalities,
    words: Vocabulary,
) -> list[Course]:
    of_course: dict[str, list[JoinedSession]] = defaultdict(list)
    for session in sessions:
        of_course[session.course].append(session)
    titles = _titles(tidied)
    named = _titles_in_columns(tidied)
    courses = []
    for code in dict.fromkeys(codes):
        own = of_course[code]
        planned = [row for session in own for row in session.planned]
        rows: list[PlannedSession | ListedSession] = [*planned, *(row for session in own for row in session.listed)]
        title = (
            named.get(course_key(code))
            or next((row.title for row in planned if row.title), None)
            or titles.get(course_key(code))
        )
        programme = next((p for p in config.programmes if _is_of(code, p)), None)
        is_workshop = any(words.has_word("workshop", text) for text in (title or "", code.replace("-", " ")))
        place = next((row.place for row in planned if row.place), None)
        origin = _origin(rows[0], tidied.tables) if rows else FROM_NO_SHEET
        courses.append(
            Course(
                course_id=code,
                programme=programme.name if programme else config.programme_name,
                title=title or (programme.name if programme else None),
                kind=programme.kind if programme else CourseKind.WORKSHOP if is_workshop else CourseKind.BASIC,
                municipality=municipalities.find(place.split(",")[0], None) if place else None,
                is_planned=bool(planned),
                **origin,
            )
        )
    return courses


def _is_of(course: str, programme: Programme) -> bool:
    return course_key(course).startswith(course_key(programme.code))


def _titles(tidied: Tidied) -> dict[str, str]:
    """Return course key -> the longest title that a table about the course carries."""
    titles: dict[str, str] = {}
    for table in tidied.tables.values():
        if table.course.code and table.course.title:
            key = course_key(table.course.code)
            titles[key] = max(titles.get(key, ""), table.course.title, key=lambda text: (len(text), text))
    return titles


def _titles_in_columns(tidied: Tidied) -> dict[str, str]:
    """Return course key -> the title that most rows give it in a column of titles; that of a plan goes before."""
    counted: defaultdict[str, Counter[tuple[bool, str]]] = defaultdict(Counter)
    for table in tidied.tables.values():
        for row in table.region.rows.data if table.has("course_title") else ():
            code, title = course_of_row(table, row), title_of(table.text(row, "course_title"))
            if code and title:
                counted[course_key(code)][table.kind is SourceKind.PLAN, title] += 1
    # Of plans, then the most frequent, then the first by letters: however the files are called.
    return {key: min(found, key=lambda one: (not one[0], -found[one], one[1]))[1] for key, found in counted.items()}


def _sessions(
    sessions: list[JoinedSession], ids: Mapping[int, int], tables: Mapping[int, SheetTable], config: Config
) -> list[SessionRow]:
    mandatory = {
        course: next((set(p.mandatory_sessions) for p in config.programmes if _is_of(course, p)), set())
        for course in {session.course for session in sessions}
    }
    rows = []
    counted: Counter[str] = Counter()
    for session in sessions:
        status = session.status
        if status != SessionStatus.CANCELLED:
            counted[session.course] += 1
        number = session.first("number")
        if number is None and status != SessionStatus.CANCELLED:
            number = counted[session.course]
        first = (session.planned or session.listed)[0]
        rows.append(
            SessionRow(
                session_id=ids[id(session)],
                course_id=session.course,
                number=number,
                held_on=session.held_on,
                minutes=session.first("minutes") or config.unit_minutes,
                topic=session.first("topic"),
                status=status,
                is_mandatory=number in mandatory[session.course] or any(row.is_mandatory for row in session.planned),
                **_origin(first, tables),
            )
        )
    return rows


def _origin(row: PlannedSession | ListedSession, tables: Mapping[int, SheetTable]) -> dict[str, Any]:
    """Return where a session stands on its sheet; a plan may be read through a view with rows of its own."""
    table = tables[row.table_id]
    return table.origin(row.row) if isinstance(row, ListedSession) else table.person_origin(row.row)


def _lecturers(
    sessions: list[JoinedSession], ids: Mapping[int, int], tables: Mapping[int, SheetTable]
) -> list[SessionLecturer]:
    rows: dict[tuple[int, str], SessionLecturer] = {}
    for session in sessions:
        for row in session.planned:
            if row.lecturer is not None:
                found = SessionLecturer(
                    session_id=ids[id(session)],
                    lecturer=row.lecturer,
                    organisation=row.organisation,
                    **_origin(row, tables),
                )
                rows.setdefault((found.session_id, found.lecturer), found)
    return list(rows.values())
