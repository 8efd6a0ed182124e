"""People and their sightings -> enrolments: one for each person and course, with what was known at the time."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from pipeline.match.sightings import Group, Sighting, first_known, newest_first
from pipeline.recognise import SheetTable
from pipeline.reference import Municipalities
from pipeline.settle import Settled
from pipeline.tables.known import Enrolled, Session


class Enrolments(NamedTuple):
    """The enrolments, and the one of every row (table, row) of an attendance list."""

    rows: list[Enrolled]
    of_row: dict[tuple[int, int], int]


def enrol(
    people: Mapping[int, Group], tables: Mapping[int, SheetTable], settled: Settled, municipalities: Municipalities
) -> Enrolments:
    """Return the enrolments in the order of course and person."""
    pairs = sorted((course, number) for number, group in people.items() for course in group.courses)
    first_days = _first_days(settled.sessions)
    found = Enrolments([], {})
    for at, (course, number) in enumerate(pairs, start=1):
        newest = newest_first(people[number])
        own = newest if len(newest) == 1 else [row for row in newest if row.course_id == course]
        found.rows.append(_enrolled(at, number, own, newest, tables, settled, municipalities, first_days))
        found.of_row.update((row.at, at) for row in own if not row.is_signup)
    return found


def _enrolled(
    enrolment_id: int,
    person_id: int,
    own: list[Sighting],
    newest: list[Sighting],
    tables: Mapping[int, SheetTable],
    settled: Settled,
    municipalities: Municipalities,
    first_days: Mapping[str, date],
) -> Enrolled:
    """Return an enrolment from the person's rows for the course and all of the person's, the newest first."""
    signups = [row for row in own if row.is_signup]
    known = _known_at_enrolment(own, newest, first_days)
    lives_in = (municipalities.find(row.place, row.postcode) for row in known)
    left = [settled.session_of[row.table_id, row.left_at] for row in own if row.left_at]
    left_on = [day for row in own for day in (row.left_on, _day_of_leaving(row, settled)) if day]
    # A full date goes before a year, however new the sheet is that has only the year.
    born = next((row for row in newest if row.birth_date), None) or next(
        (row for row in newest if row.birth_year), None
    )
    first = next(iter(signups), own[0])
    return Enrolled(
        enrolment_id=enrolment_id,
        person_id=person_id,
        course_id=own[0].course_id or "",
        signed_up_on=first_known(own, "signed_up_on"),
        declared_stage=(signups[0].stage if signups else None) or "admitted",
        municipality=next((unit for unit in lives_in if unit != "unknown"), "unknown"),
        birth_date=born.birth_date if born else None,
        birth_year=born.birth_year if born else None,
        gender=first_known(known, "gender"),
        entry_on=min((row.entry_on for row in own if row.entry_on), default=None),
        left_at_session=min(left, default=None),
        has_left=bool(left or left_on),
        withdrawn_on=min(left_on, default=None),
        is_signed_up=bool(signups),
        **tables[first.table_id].person_origin(first.row),
    )


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

    day = first_known(own, "signed_up_on") or day_of(own[0])
    others = [(day_of(row) or date.max, row) for row in rows if row not in own]
    earlier = [(said_on, row) for said_on, row in others if day and said_on <= day]
    earlier.sort(key=lambda known: (known[0], known[1].is_signup, known[1].order), reverse=True)
    return [*own, *(row for _, row in earlier)]
