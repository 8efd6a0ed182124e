"""Listed sessions -> the same with the days that people have decided, and without days that cannot be meant.

A session whose day cannot be read, or lies a year away from its course, keeps its marks and is one question; the
answer, given once, dates it in every later run.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline import issues, values
from pipeline.codes import QuestionKind
from pipeline.fold import fold
from pipeline.issues import Issue
from pipeline.issues import Place as Where
from pipeline.questions import question_id
from pipeline.recognise import SheetTable
from pipeline.tables.base import changed
from pipeline.tables.written import InCourse, ListedSession, PlannedSession
from pipeline.tidy import Tidied
from pipeline.values import EXAMPLE_DAY

Place = tuple[int, int]
"""Table and position of a listed session."""

# Courses run for weeks: a day half a year from all others that fits in a year earlier or later is a slip of the pen.
_FAR = timedelta(days=180)
_NEAR = timedelta(days=31)
# No course pauses for two years: such a day is wrong even where nothing tells which is right.
_VERY_FAR = timedelta(days=730)
# So many times more days must lie elsewhere before some are called a slip.
_FEWEST_OTHER_DAYS = 2


@dataclass(frozen=True)
class Dated:
    """The listed sessions; the key of the question for each whose day is, or was, to be asked for."""

    sessions: list[ListedSession]
    questions: Mapping[Place, str]
    likely: Mapping[Place, date | None]
    answers: Mapping[Place, date]
    issues: list[Issue]


def date_sessions(tidied: Tidied, course_of: Callable[[InCourse], str], decisions: Mapping[str, str]) -> Dated:
    """Return the listed sessions with the days to go by. `course_of` names the course of a row."""
    sessions: list[ListedSession] = []
    found: list[Issue] = []
    questions: dict[Place, str] = {}
    answers: dict[Place, date] = {}
    seen: Counter[tuple[int, str]] = Counter()
    planned = _planned_days(tidied, course_of)
    dates = _planned_dates(tidied, course_of)
    likely = _slips(tidied, course_of, dates, found)
    for row in tidied.rows[ListedSession]:
        place = (row.table_id, row.position)
        if row.held_on and place not in likely:
            sessions.append(row)
            continue
        table = tidied.tables[row.table_id]
        written = written_day(row, table)
        told = _with_year(written, dates[course_of(row)]) if row.lacks_year else None
        if not row.held_on and (told := told or _day_in_plan(row, planned[course_of(row)])):
            sessions.append(changed(row, held_on=told))
            continue
        if row.row is not None and (row.lacks_year or row.number is not None):
            problem = issues.DATE_UNREADABLE if row.lacks_year else issues.SESSION_UNDATED
            at = Where(table.file.path, table.sheet_name, row.row, row.cell)
            found.append(Issue(problem, at, written, EXAMPLE_DAY))
        text = written or table.file.location.stem
        seen[row.table_id, text] += 1
        content = (course_of(row), text, row.topic or "", str(seen[row.table_id, text]))
        questions[place] = question_id(QuestionKind.UNDATED_SESSION, content)
        answer = _day(decisions.get(questions[place]))
        if answer:
            answers[place] = answer
        sessions.append(changed(row, held_on=answer))
    return Dated(sessions, questions, likely, answers, found)


def _planned_days(tidied: Tidied, course_of: Callable[[InCourse], str]) -> defaultdict[str, dict[int | str, set[date]]]:
    """Return course -> number, or folded topic, of a planned session -> the days planned for it.

    A plan that numbers none of its sessions counts them by their days, unless two share one or one is called off.
    """
    planned: defaultdict[str, dict[int | str, set[date]]] = defaultdict(dict)
    rows_of: defaultdict[str, list[PlannedSession]] = defaultdict(list)
    for row in tidied.rows[PlannedSession]:
        rows_of[course_of(row)].append(row)
    for course, rows in rows_of.items():
        for row in rows:
            for key in (row.number, fold(row.topic or "")):
                if row.held_on and key not in (None, ""):
                    planned[course].setdefault(key, set()).add(row.held_on)
        days = {row.held_on for row in rows if row.held_on}
        if len(days) == len(rows) and not any(row.number is not None or row.is_cancelled for row in rows):
            planned[course] |= {number: {day} for number, day in enumerate(sorted(days), start=1)}
    return planned


def _planned_dates(tidied: Tidied, course_of: Callable[[InCourse], str]) -> defaultdict[str, set[date]]:
    """Return course -> the days planned for it."""
    planned: defaultdict[str, set[date]] = defaultdict(set)
    for row in tidied.rows[PlannedSession]:
        if row.held_on:
            planned[course_of(row)].add(row.held_on)
    return planned


def _with_year(text: str, planned: Iterable[date]) -> date | None:
    """Return the planned day that a day without its year means, where it is just one: `8.1.` of a course in winter."""
    meant = [one for one in planned if values.day(text, year=one.year).value == one]
    return meant[0] if len(meant) == 1 else None


def _day_in_plan(row: ListedSession, planned: Mapping[int | str, set[date]]) -> date | None:
    """Return the day that the plan names for a session called by its number or its topic, where it is just one."""
    keys = [row.number] if row.number is not None else [fold(row.topic or "")]
    days = {day for key in keys if key not in (None, "") for day in planned.get(key, ())}
    return days.pop() if len(days) == 1 else None


def written_day(row: ListedSession, table: SheetTable) -> str:
    """Return the day of a listed session as it stands on the sheet; empty where none does."""
    if table.region.sessions:
        return table.heading(row.position - 1) or ""
    return "" if row.row is None else table.text(row.row - 1, "held_on")


def _slips(
    tidied: Tidied,
    course_of: Callable[[InCourse], str],
    planned: defaultdict[str, set[date]],
    found: list[Issue],
) -> dict[Place, date | None]:
    """Return each listed session that lies far from most of its course, and the likely day, if any."""
    listed: dict[str, list[tuple[date, ListedSession]]] = defaultdict(list)
    for row in tidied.rows[ListedSession]:
        if row.held_on:
            listed[course_of(row)].append((row.held_on, row))
    slips: dict[Place, date | None] = {}
    for course, sessions in listed.items():
        all_days = planned[course] | {day for day, _ in sessions}
        near_to = _near(all_days)
        for day, row in sessions:
            near = near_to[day]
            if near & planned[course] or len(all_days) - len(near) < _FEWEST_OTHER_DAYS * len(near):
                continue
            others = all_days - near
            meant = _meant(day, near, others)
            if meant is None and min(abs(day - other) for other in others) < _VERY_FAR:
                continue
            slips[row.table_id, row.position] = meant
            table = tidied.tables[row.table_id]
            column = row.position - 1 if table.region.sessions else table.region.columns.get("held_on")
            if row.row is None or column is None:
                continue
            # A session of a matrix has its row on the sheet, which a turned one reads across.
            own = next((one.row for one in table.region.sessions if one.column == column), row.row - 1)
            place = table.place(own if own is not None else row.row - 1, column)
            text = written_day(row, table)
            if meant:
                found.append(Issue(issues.SESSION_DAY_UNLIKELY, place, text, f"{meant:%d.%m.%Y}"))
            else:
                nearest = min(others, key=lambda other: (abs(day - other), other))
                found.append(Issue(issues.DATE_IMPLAUSIBLE, place, text, f"{nearest:%d.%m.%Y}"))
    return slips


def _near(days: set[date]) -> dict[date, set[date]]:
    """Return each day with all that lie near it, and near those: a slip in the year takes several sessions along."""
    near: dict[date, set[date]] = {}
    before = date.min
    for day in sorted(days):
        near[day] = near[before] if before in near and day - before < _FAR else set()
        near[day].add(day)
        before = day
    return near


def _meant(day: date, near: set[date], others: set[date]) -> date | None:
    """Return the day a year earlier or later, if it or one that moves along then fits among the others."""
    first, last = min(others) - _NEAR, max(others) + _NEAR
    for years in (1, -1):
        moved = (_in_year(one, one.year + years) for one in near)
        if any(one and first <= one <= last for one in moved):
            return _in_year(day, day.year + years)
    return None


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _day(answer: str | None) -> date | None:
    try:
        return date.fromisoformat(answer or "")
    except ValueError:
        return None
