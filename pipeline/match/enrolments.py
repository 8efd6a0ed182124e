"""People and their sightings -> enrolments: one for each person and course, with what was known at the time."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from pipeline.match.known import Newest, first_known, homes, origins
from pipeline.match.sightings import Sighting
from pipeline.recognise import SheetTable
from pipeline.reference import Municipalities
from pipeline.settle import Settled
from pipeline.tables.columns import Columns
from pipeline.tables.known import Enrolled, Session


class Enrolments(NamedTuple):
    """The enrolments, and the one of every row (table, row) of an attendance list."""

    rows: Columns[Enrolled]
    of_row: dict[tuple[int, int], int]


def enrol(newest: Newest, tables: Mapping[int, SheetTable], settled: Settled, places: Municipalities) -> Enrolments:
    """Return the enrolments in the order of course and person."""
    pairs = sorted(
        (course, number) for number, rows in newest.items() for course in {row.course_id for row in rows} if course
    )
    people = [newest[number] for _, number in pairs]
    own = [[row for row in rows if row.course_id == course] for (course, _), rows in zip(pairs, people, strict=True)]
    first_days = _first_days(settled.sessions)
    known = [_known_at_enrolment(*rows, first_days) for rows in zip(own, people, strict=True)]
    first = [next((row for row in rows if row.is_signup), rows[0]) for rows in own]
    born = list(map(_born, people))
    leaving = [_leaving(rows, settled) for rows in own]
    columns: dict[str, list[Any]] = {
        "enrolment_id": list(range(1, len(pairs) + 1)),
        "person_id": [number for _, number in pairs],
        "course_id": [course for course, _ in pairs],
        "signed_up_on": list(map(_signed_up_on, own)),
        "declared_stage": [(row.is_signup and row.stage) or "admitted" for row in first],
        "municipality": homes(known, places),
        "birth_date": [row.birth_date for row in born],
        "birth_year": [row.birth_year for row in born],
        "gender": first_known(known, "gender"),
        "entry_on": [min([row.entry_on for row in rows if row.entry_on], default=None) for rows in own],
        "left_at_session": [left.at_session for left in leaving],
        "has_left": [left != _STAYED for left in leaving],
        "withdrawn_on": [left.on for left in leaving],
        "is_signed_up": [row.is_signup for row in first],
    }
    return Enrolments(
        Columns(Enrolled, len(pairs), columns | origins(first, tables)),
        {row.at: at for at, rows in enumerate(own, start=1) for row in rows if not row.is_signup},
    )


def _signed_up_on(own: list[Sighting]) -> date | None:
    """Return the day of the first sign-up for a course: a second one moves no figure of an earlier quarter."""
    return min((row.signed_up_on for row in own if row.signed_up_on), default=None)


def _born(rows: list[Sighting]) -> Sighting:
    """Return the row that tells the birth: a full date goes before a year, however new the sheet that has the year."""
    for row in rows:
        if row.birth_date:
            return row
    return next((row for row in rows if row.birth_year), rows[0])


class _Leaving(NamedTuple):
    """From which session and which day lists say that somebody had left."""

    at_session: int | None = None
    on: date | None = None


_STAYED = _Leaving()


def _leaving(own: list[Sighting], settled: Settled) -> _Leaving:
    """Return what the rows for a course say of leaving it."""
    rows = [row for row in own if row.left_at or row.left_on]
    if not rows:
        return _STAYED
    sessions = [settled.session_of[row.table_id, row.left_at] for row in rows if row.left_at]
    days = [day for row in rows for day in (row.left_on, _day_of_leaving(row, settled)) if day]
    return _Leaving(min(sessions, default=None), min(days, default=None))


def _day_of_leaving(row: Sighting, settled: Settled) -> date | None:
    """Return the day of the session at which a list says that somebody had left, or of the next that has a day."""
    if row.left_at is None:
        return None
    # Sessions are numbered from 1, in the order in which they stand.
    held_on = settled.sessions[settled.session_of[row.table_id, row.left_at] - 1].held_on
    if held_on is not None:
        return held_on
    columns = sorted(at for table_id, at in settled.session_of if table_id == row.table_id and at > row.left_at)
    days = (settled.sessions[settled.session_of[row.table_id, at] - 1].held_on for at in columns)
    return next((day for day in days if day), None)


def _first_days(sessions: list[Session]) -> dict[str, date]:
    """Return course -> the day of its first session; courses without a day are left out."""
    first: dict[str, date] = {}
    for session in sessions:
        if session.held_on:
            first[session.course_id] = min(session.held_on, first.get(session.course_id, date.max))
    return first


def _known_at_enrolment(own: list[Sighting], rows: list[Sighting], first_days: Mapping[str, date]) -> list[Sighting]:
    """Return those of a person's rows that say what was known at an enrolment, those that count most first.

    First the enrolment's own rows, then earlier ones of the person, the nearest before the others: a walk-in gives no
    address. Later rows say nothing, so that a sheet that comes in later moves no old figure.
    """

    if len(own) == len(rows):
        return own

    def day_of(row: Sighting) -> date | None:
        return row.signed_up_on or first_days.get(row.course_id or "")

    day = _signed_up_on(own) or day_of(own[0])
    others = [(day_of(row) or date.max, row) for row in rows if row not in own]
    earlier = [(said_on, row) for said_on, row in others if day and said_on <= day]
    earlier.sort(key=lambda known: (known[0], known[1].is_signup, known[1].order), reverse=True)
    return [*own, *(row for _, row in earlier)]
