"""Typed rows of plans and lists -> courses and sessions, each once.

In come the frames of `tidy`; out come the courses, their sessions and lecturers, and for every row and mark the course
and the session it belongs to. Planned and listed sessions of one course and day are one session. People are left to
`match`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from pipeline import issues
from pipeline.codes import CourseKind, QuestionKind, SessionStatus
from pipeline.config import Config
from pipeline.dating import Dated, date_sessions
from pipeline.fold import course_key, fold
from pipeline.issues import Issue, Place
from pipeline.questions import OpenQuestion
from pipeline.recognise import SheetTable
from pipeline.reference import Municipalities
from pipeline.said import N_, say, say_day
from pipeline.tables.base import frame_of
from pipeline.tables.known import Course, SessionLecturer
from pipeline.tables.known import Session as SessionRow
from pipeline.tables.written import ListedSession, Mark, PlannedSession, RosterRow, Signup
from pipeline.tidy import Aside, Tidied
from pipeline.vocabulary import Vocabulary


@dataclass
class _Session:
    """One session while it is put together from a plan and from lists."""

    course: str
    held_on: date | None
    nth: int
    planned: list[Any] = field(default_factory=list)
    listed: list[Any] = field(default_factory=list)
    is_marked: bool = False

    def first(self, attribute: str) -> Any:
        """Return the first known value: the plan's before the lists'."""
        values = (getattr(row, attribute, None) for row in (*self.planned, *self.listed))
        return next((value for value in values if not pd.isna(value)), None)

    @property
    def status(self) -> SessionStatus:
        """Marks say that a session was held, whatever a plan says."""
        if self.is_marked:
            return SessionStatus.HELD
        is_cancelled = any(row.is_cancelled for row in (*self.planned, *self.listed))
        return SessionStatus.CANCELLED if is_cancelled else SessionStatus.PLANNED


@dataclass(frozen=True)
class Settled:
    """Courses and sessions of the run, and which row belongs to which."""

    courses: pd.DataFrame
    sessions: pd.DataFrame
    lecturers: pd.DataFrame
    session_of: Mapping[tuple[int, int], int]
    course_of: Mapping[str, str]
    course_of_table: Mapping[int, str]
    starts_at: Mapping[int, int]
    last_marked_on: date | None
    issues: list[Issue]
    questions: list[OpenQuestion]
    asides: list[Aside]

    def course_id(self, table_id: int, code: Any) -> str | None:
        """Return the course that a row with this code, in this table, belongs to."""
        if pd.isna(code):
            return self.course_of_table.get(table_id)
        return self.course_of[course_key(code)]


def settle(
    tidied: Tidied,
    *,
    config: Config,
    municipalities: Municipalities,
    words: Vocabulary,
    decisions: Mapping[str, str],
    as_of: date | None = None,
) -> Settled:
    """Put courses and sessions together. `decisions` are the answers given; `as_of` the day at which a session
    without marks is overdue.
    """
    spellings = _spellings(tidied)
    derived = _derived_courses(tidied, spellings, words)
    found: list[Issue] = [_course_missing(tidied.tables[table_id], code) for table_id, code in derived.items()]
    names = {key: _spelling(written) for key, written in spellings.items()}
    names |= {course_key(code): code for code in derived.values()}

    def course_of(row: Any) -> str:
        return derived[row.table_id] if pd.isna(row.course_code) else names[course_key(row.course_code)]

    dated = date_sessions(tidied, course_of, decisions)
    found += dated.issues
    sessions = _sessions(tidied, dated, course_of)
    last_marked_on = max((s.held_on for s in sessions if s.is_marked and s.held_on), default=None)
    ids = {id(session): at for at, session in enumerate(sessions, start=1)}
    session_of = {(row.table_id, row.position): ids[id(s)] for s in sessions for row in s.listed}
    found += _overdue(sessions, tidied.tables, as_of or last_marked_on)
    return Settled(
        courses=_course_frame(sorted(names.values()), sessions, tidied, config, municipalities, words),
        sessions=_session_frame(sessions, ids, tidied.tables, config),
        lecturers=_lecturer_frame(sessions, ids, tidied.tables),
        session_of=session_of,
        course_of=names,
        course_of_table=derived,
        starts_at={ids[id(s)]: int(s.first("starts_at")) for s in sessions if s.first("starts_at") is not None},
        last_marked_on=last_marked_on,
        issues=found,
        questions=_undated(sessions, dated, tidied.tables),
        asides=[],
    )


def _spellings(tidied: Tidied) -> dict[str, Counter[tuple[bool, str]]]:
    """Return course key -> its spellings, counted; a plan's spelling goes before a list's."""
    spellings: dict[str, Counter[tuple[bool, str]]] = defaultdict(Counter)
    for kind in (PlannedSession, ListedSession, RosterRow, Signup):
        for code, count in tidied.frames[kind]["course_code"].dropna().value_counts().items():
            spellings[course_key(str(code))][kind is PlannedSession, str(code)] += count
    return spellings


def _spelling(written: Counter[tuple[bool, str]]) -> str:
    return min(written, key=lambda item: (not item[0], -written[item], item[1]))[1]


def _derived_courses(tidied: Tidied, spellings: Mapping[str, Any], words: Vocabulary) -> dict[int, str]:
    """Return a course for every table that names none: the one planned on its days, or a derived code."""
    planned: dict[str, set[Any]] = defaultdict(set)
    for row in tidied.frames[PlannedSession].dropna(subset=["course_code", "held_on"]).itertuples():
        planned[course_key(row.course_code)].add(row.held_on)
    listed = tidied.frames[ListedSession]
    known = {_spelling(written) for written in spellings.values()}
    derived: dict[int, str] = {}
    for kind in (ListedSession, Signup, PlannedSession):
        frame = tidied.frames[kind]
        for table_id in sorted(int(at) for at in set(frame.loc[frame["course_code"].isna(), "table_id"])):
            days = set(listed.loc[listed["table_id"] == table_id, "held_on"].dropna())
            fits = [key for key, of_plan in planned.items() if days and days <= of_plan]
            if len(fits) == 1:
                derived[table_id] = _spelling(spellings[fits[0]])
            elif table_id not in derived:
                derived[table_id] = _code_from_title(tidied.tables[table_id], known, words)
    return derived


def _code_from_title(table: SheetTable, known: set[str], words: Vocabulary) -> str:
    """Derive a code from the title, or from the name of the file: `FOLGEWORKSHOP-MOTIVATION`.

    A name that only says what kind of list it is (`Anmeldungen.xlsx`) means the one course there is.
    """
    kinds = {word for spellings in words.kinds.values() for word in spellings} | words.words["list_words"]
    title = fold(table.course.title or table.file.location.stem).split()
    telling = [word.upper() for word in title if word not in kinds and not word.isdecimal()]
    if not telling and len(known) == 1:
        return next(iter(known))
    return "-".join(telling[:4]) or "KURS"


def _course_missing(table: SheetTable, code: str) -> Issue:
    return Issue(issues.COURSE_CODE_MISSING, Place(table.file.path, table.sheet_name), expected=code)


def _sessions(tidied: Tidied, dated: Dated, course_of: Callable[[Any], str]) -> list[_Session]:
    """Return every session once, in the order of course, day and number."""
    found: dict[tuple[Any, ...], _Session] = {}

    def session_at(course: str, held_on: Any, nth: int, undated: tuple[Any, ...]) -> _Session:
        day = None if pd.isna(held_on) else held_on.date()
        key = (course, day, nth) if day else (course, None, *undated)
        return found.setdefault(key, _Session(course, day, nth))

    planned: dict[tuple[str, Any], list[Any]] = defaultdict(list)
    row: Any
    for row in tidied.frames[PlannedSession].itertuples():
        known = planned[course_of(row), row.held_on]
        nth = next((at for at, other in enumerate(known) if _is_same_session(row, other)), len(known))
        if nth == len(known):
            known.append(row)
        session_at(course_of(row), row.held_on, nth, ("plan", row.number)).planned.append(row)
    times: Counter[tuple[Any, ...]] = Counter()
    marked = _marked(tidied.frames[Mark])
    for row in dated.sessions.itertuples():
        # The same day twice in one list is two sessions; in two lists it is one.
        nth = times[row.table_id, course_of(row), row.held_on]
        times[row.table_id, course_of(row), row.held_on] += 1
        # A session without a day is the same on every list that says the same of it.
        asked = dated.questions.get((row.table_id, row.position))
        session = session_at(course_of(row), row.held_on, nth, ("list", asked))
        session.listed.append(row)
        session.is_marked |= (row.table_id, row.position) in marked
    return sorted(found.values(), key=_order)


def _is_same_session(row: Any, other: Any) -> bool:
    """Whether two rows of plans for one course and day are one session, with two lecturers or sent twice.

    Two numbers are two sessions; without numbers, two times of the day are.
    """
    if not pd.isna(row.number) and not pd.isna(other.number):
        return bool(row.number == other.number)
    return bool(pd.isna(row.starts_at) or pd.isna(other.starts_at) or row.starts_at == other.starts_at)


def _marked(marks: pd.DataFrame) -> set[tuple[int, int]]:
    """Return the sessions for which somebody has a mark."""
    said = marks.loc[marks["status"] != "not_applicable", ["table_id", "position"]].drop_duplicates()
    return set(said.itertuples(index=False, name=None))


def _order(session: _Session) -> tuple[Any, ...]:
    place = session.listed[0] if session.listed else None
    position = (place.table_id, place.position) if place else (-1, -1)
    number = session.first("number")
    return (session.course, session.held_on or date.max, session.nth, number if number is not None else 999, position)


def _overdue(sessions: Iterable[_Session], tables: Mapping[int, SheetTable], day: date | None) -> list[Issue]:
    """Return a finding for every past session without marks that nobody has cancelled."""
    overdue = []
    for session in sessions:
        if session.status != SessionStatus.PLANNED or not day or not session.held_on or session.held_on > day:
            continue
        row = (session.planned or session.listed)[0]
        place = _place(row, tables)
        values = {"day": say_day(session.held_on), "course": session.course}
        overdue.append(Issue(issues.SESSION_WITHOUT_MARKS, place, values=values))
    return overdue


def _place(row: Any, tables: Mapping[int, SheetTable]) -> Place:
    table = tables[row.table_id]
    cell = getattr(row, "cell", None)
    number = None if pd.isna(row.row) else int(row.row)
    return Place(table.file.path, table.sheet_name, number, None if pd.isna(cell) else cell)


def _undated(sessions: list[_Session], dated: Dated, tables: Mapping[int, SheetTable]) -> list[OpenQuestion]:
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
            days |= {known[at]: days.get(known[at], "") for known in (dated.likely, dated.answers) if at in known}
            place = _place(row, tables)
            text = say(
                N_("On which day was the session in {cell} of {path} ({course})?"),
                cell=place.cell or "?",
                path=place.path,
                course=session.course,
            )
            options = {day.isoformat(): f"{say_day(day)} {topic}".strip() for day, topic in sorted(days.items())}
            answer = dated.answers[at].isoformat() if at in dated.answers else None
            key = dated.questions[at]
            asked[key] = OpenQuestion(key, QuestionKind.UNDATED_SESSION, text, options, answer)
    return list(asked.values())


def _course_frame(
    codes: list[str],
    sessions: list[_Session],
    tidied: Tidied,
    config: Config,
    municipalities: Municipalities,
    words: Vocabulary,
) -> pd.DataFrame:
    of_course: dict[str, list[_Session]] = defaultdict(list)
    for session in sessions:
        of_course[session.course].append(session)
    titles = _titles(tidied)
    rows = []
    for code in dict.fromkeys(codes):
        own = of_course[code]
        planned = [row for session in own for row in session.planned]
        title = next((row.title for row in planned if not pd.isna(row.title)), None) or titles.get(course_key(code))
        programme = next((p for p in config.programmes if course_key(code).startswith(course_key(p.code))), None)
        is_workshop = any(words.has_word("workshop", text) for text in (title or "", code.replace("-", " ")))
        place = next((row.place for row in planned if not pd.isna(row.place)), None)
        rows.append(
            {
                "course_id": code,
                "programme": programme.name if programme else config.programme_name,
                "title": title or (programme.name if programme else None),
                "kind": programme.kind if programme else CourseKind.WORKSHOP if is_workshop else CourseKind.BASIC,
                "municipality": municipalities.find(place.split(",")[0], None) if place else None,
                "is_planned": bool(planned),
                **_origin((planned or [row for session in own for row in session.listed] or [None])[0], tidied.tables),
            }
        )
    # When a course ran, and whether it is over, is a definition: `define` derives it.
    return frame_of(Course, rows).drop(columns=["starts_on", "ends_on", "is_over"])


def _titles(tidied: Tidied) -> dict[str, str]:
    """Return course key -> the longest title that a table about the course carries."""
    titles: dict[str, str] = {}
    for table in tidied.tables.values():
        if table.course.code and table.course.title:
            key = course_key(table.course.code)
            titles[key] = max(titles.get(key, ""), table.course.title, key=lambda text: (len(text), text))
    return titles


def _session_frame(
    sessions: list[_Session], ids: Mapping[int, int], tables: Mapping[int, SheetTable], config: Config
) -> pd.DataFrame:
    mandatory = {course_key(p.code): set(p.mandatory_sessions) for p in config.programmes}
    rows = []
    counted: Counter[str] = Counter()
    for session in sessions:
        if session.status != SessionStatus.CANCELLED:
            counted[session.course] += 1
        number = session.first("number")
        if number is None and session.status != SessionStatus.CANCELLED:
            number = counted[session.course]
        named = next(
            (numbers for key, numbers in mandatory.items() if course_key(session.course).startswith(key)), set()
        )
        rows.append(
            {
                "session_id": ids[id(session)],
                "course_id": session.course,
                "number": number,
                "held_on": session.held_on,
                "minutes": session.first("minutes") or config.unit_minutes,
                "topic": session.first("topic"),
                "status": session.status,
                "is_mandatory": number in named or any(row.is_mandatory for row in session.planned),
                **_origin((session.planned or session.listed)[0], tables),
            }
        )
    return frame_of(SessionRow, rows)


def _lecturer_frame(sessions: list[_Session], ids: Mapping[int, int], tables: Mapping[int, SheetTable]) -> pd.DataFrame:
    rows: dict[tuple[int, str], dict[str, Any]] = {}
    for session in sessions:
        for row in session.planned:
            if not pd.isna(row.lecturer):
                rows.setdefault(
                    (ids[id(session)], row.lecturer),
                    {
                        "session_id": ids[id(session)],
                        "lecturer": row.lecturer,
                        "organisation": row.organisation,
                        **_origin(row, tables),
                    },
                )
    return frame_of(SessionLecturer, list(rows.values()))


def _origin(row: Any, tables: Mapping[int, SheetTable]) -> dict[str, Any]:
    """Return where a row came from, as the columns of `FromSheet`."""
    if row is None:
        return {}
    table = tables[row.table_id]
    return {"source_id": table.file.source_id, "sheet": table.sheet_name, "row": row.row}
