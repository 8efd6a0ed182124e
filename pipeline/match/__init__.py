"""Rows that name people -> people, enrolments and engagements, each once. Certain joins are made, doubts are asked.

In come the validated frames and the settled courses; out come the core tables of people (as frames), for every row of
an attendance list its enrolment, and the questions. The marks are left to `attend`.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from pipeline import issues
from pipeline.issues import Issue
from pipeline.match.people import described, group_signups, who_is_it
from pipeline.match.pins import number_people
from pipeline.match.rosters import match_rosters
from pipeline.match.sightings import Group, Sighting, agree, contradict, sightings
from pipeline.questions import OpenQuestion
from pipeline.recognise import SheetTable
from pipeline.reference import Municipalities
from pipeline.settle import Settled
from pipeline.tables.base import frame_of
from pipeline.tables.known import Engagement, Person
from pipeline.tables.written import Deployment, RosterRow, Signup
from pipeline.tidy import Aside, Tidied


@dataclass(frozen=True)
class Matched:
    """Who is who."""

    people: pd.DataFrame
    enrolments: pd.DataFrame
    engagements: pd.DataFrame
    enrolment_of: Mapping[tuple[int, int], int]
    rows_taken: frozenset[tuple[int, int]]
    pins: Mapping[str, int]
    issues: list[Issue]
    questions: list[OpenQuestion]
    asides: list[Aside]


def match(
    tidied: Tidied,
    settled: Settled,
    *,
    municipalities: Municipalities,
    decisions: dict[str, str],
    pins: dict[str, int],
) -> Matched:
    """Find out who is who. `decisions` are the answers given, `pins` the numbers people have had before."""
    signups, found, asides = _without_repeats(_sightings(tidied, settled, Signup), tidied.tables)
    groups, questions = group_signups(signups, decisions)
    rosters = match_rosters(_sightings(tidied, settled, RosterRow), groups, tidied.tables, decisions)
    found += rosters.issues
    deployed = _sightings(tidied, settled, Deployment)
    found += _add_deployments(deployed, rosters.groups, tidied.tables, decisions, questions)
    people, new_pins = number_people(rosters.groups, pins)
    units = _Units(municipalities)
    enrolments, enrolment_of = _enrolments(people, tidied.tables, settled, units)
    found += _not_on_list(people, tidied.tables)
    return Matched(
        people=frame_of(Person, [_person(number, group, tidied.tables, units) for number, group in people.items()]),
        enrolments=enrolments,
        engagements=_engagements(people, tidied.tables, units),
        enrolment_of=enrolment_of,
        rows_taken=frozenset(row.at for group in people.values() for row in group.sightings),
        pins=new_pins,
        issues=found,
        questions=[*questions, *rosters.questions],
        asides=asides,
    )


@dataclass(frozen=True)
class _Units:
    """Places and postcodes -> administrative units."""

    municipalities: Municipalities

    def of(self, sighting: Sighting) -> str:
        """Return the unit in which a row says the person lives."""
        return self.municipalities.find(sighting.place, sighting.postcode)


def _sightings(tidied: Tidied, settled: Settled, kind: Any) -> list[Sighting]:
    rows = tidied.frames[kind]
    if kind is Deployment:
        return sightings(kind, rows, [None] * len(rows))
    pairs = zip(rows["table_id"], rows["course_code"], strict=True)
    return sightings(kind, rows, [settled.course_id(table_id, code) for table_id, code in pairs])


def _without_repeats(
    signups: list[Sighting], tables: Mapping[int, SheetTable]
) -> tuple[list[Sighting], list[Issue], list[Aside]]:
    """Set aside each row that says the very same as an earlier row of its table."""
    kept: list[Sighting] = []
    found: list[Issue] = []
    asides: list[Aside] = []
    first: dict[tuple[Any, ...], Sighting] = {}
    for sighting in signups:
        earlier = first.setdefault((sighting.table_id, *sighting.said), sighting)
        if earlier is sighting:
            kept.append(sighting)
            continue
        table = tables[sighting.table_id]
        issue = Issue(issues.DUPLICATE_ROW, table.place(sighting.row - 1), values={"first_row": earlier.row})
        found.append(issue)
        asides.append(Aside(table, sighting.row, None, issue.kind.code, table.as_written(sighting.row - 1)))
    return kept, found, asides


def _add_deployments(
    rows: list[Sighting],
    groups: list[Group],
    tables: Mapping[int, SheetTable],
    decisions: dict[str, str],
    questions: list[OpenQuestion],
) -> list[Issue]:
    """Add each deployment to the one person of that name; somebody whom no list knows becomes a person."""
    found = []
    asked_of: dict[str, Group] = {}
    by_name: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for name in {name.whole for name in group.names}:
            by_name[name].append(group)
    for row in sorted(rows, key=lambda row: row.order):
        possible = [group for group in by_name[row.name.whole] if not contradict(row, group)]
        known = [group for group in possible if agree(row, group)] or possible
        place = tables[row.table_id].place_of(row.row - 1, "family_name")
        if len(known) == 1:
            known[0].sightings.append(row)
        elif not known:
            groups.append(Group([row]))
            by_name[row.name.whole].append(groups[-1])
            found.append(Issue(issues.DEPLOYED_UNKNOWN, place, row.full_name))
        else:
            asked, chosen = who_is_it(row, known, decisions)
            if asked.question_id not in {one.question_id for one in questions}:
                questions.append(asked)
            if chosen is None and asked.question_id not in asked_of:
                asked_of[asked.question_id] = Group(is_provisional=asked.answer is None)
                groups.append(asked_of[asked.question_id])
            (chosen or asked_of[asked.question_id]).sightings.append(row)
            if asked.answer is None:
                expected = "; ".join(sorted(described(one) for one in known))
                found.append(Issue(issues.PERSON_UNCLEAR, place, row.full_name, expected))
    return found


def _newest_first(group: Group) -> list[Sighting]:
    """Return a person's rows, the newest first; sign-ups say more of a person than lists do."""
    return sorted(group.sightings, key=lambda s: (s.signed_up_on or date.min, s.is_signup, s.order), reverse=True)


def _person(number: int, group: Group, tables: Mapping[int, SheetTable], units: _Units) -> dict[str, Any]:
    """Return the core row of a person: the newest sheet wins, a blank never overwrites."""
    rows = _newest_first(group)
    named = next((row for row in rows if row.is_signup), rows[0])

    def newest(field: str) -> Any:
        return next((value for row in rows if (value := getattr(row, field)) is not None), None)

    lives_in = next((unit for row in rows if (unit := units.of(row)) != "unknown"), "unknown")
    return {
        "person_id": number,
        "family_name": named.family_name,
        "given_name": named.given_name,
        **{field: newest(field) for field in ("birth_date", "birth_year", "gender", "email", "phone", "postcode")},
        "municipality": lives_in,
        "is_provisional": group.is_provisional,
        **origin(named, tables),
    }


def _enrolments(
    people: Mapping[int, Group], tables: Mapping[int, SheetTable], settled: Settled, units: _Units
) -> tuple[pd.DataFrame, dict[tuple[int, int], int]]:
    """Return one enrolment for each person and course, and the enrolment of every row of an attendance list."""
    pairs = sorted((course, number) for number, group in people.items() for course in group.courses)
    rows: list[dict[str, Any]] = []
    enrolment_of: dict[tuple[int, int], int] = {}
    day_of = settled.sessions.set_index("session_id")["held_on"]
    first_days = _first_days(settled.sessions)
    for at, (course, number) in enumerate(pairs, start=1):
        group = people[number]
        own = [row for row in _newest_first(group) if row.course_id == course]
        signups = [row for row in own if row.is_signup]
        known = _known_at_enrolment(own, group, first_days)
        lives_in = (unit for row in known if (unit := units.of(row)) != "unknown")
        on_lists = [row for row in own if not row.is_signup]
        left = [settled.session_of[row.table_id, row.left_at] for row in on_lists if row.left_at]
        # A full date goes before a year, however new the sheet is that has only the year.
        dated = next((row for row in _newest_first(group) if row.birth_date), None)
        born = dated or next((row for row in _newest_first(group) if row.birth_year), None)
        rows.append(
            {
                "enrolment_id": at,
                "person_id": number,
                "course_id": course,
                "signed_up_on": next((row.signed_up_on for row in own if row.signed_up_on), None),
                "declared_stage": signups[0].stage if signups else "admitted",
                "municipality": next(lives_in, "unknown"),
                "birth_date": born.birth_date if born else None,
                "birth_year": born.birth_year if born else None,
                "gender": next((row.gender for row in known if row.gender), None),
                "entry_on": min((row.entry_on for row in own if row.entry_on), default=None),
                "left_at_session": min(left, default=None),
                "has_left": bool(left),
                "withdrawn_on": day_of[min(left)] if left else None,
                "is_signed_up": bool(signups),
                **origin((signups or on_lists)[0], tables),
            }
        )
        enrolment_of |= {row.at: at for row in on_lists}
    columns = {name: pd.Series([row[name] for row in rows], dtype=dtype) for name, dtype in _ENROLMENT_DTYPES.items()}
    return pd.DataFrame(columns), enrolment_of


def _first_days(sessions: pd.DataFrame) -> dict[str, date]:
    """Return course -> the day of its first session; courses without a day are left out."""
    first = sessions.dropna(subset=["held_on"]).groupby("course_id")["held_on"].min()
    return {str(course): day.date() for course, day in first.items()}


def _known_at_enrolment(own: list[Sighting], group: Group, first_days: Mapping[str, date]) -> list[Sighting]:
    """Return the rows that say what was known of a person at an enrolment, those that count most first.

    First the enrolment's own rows, then earlier ones of the person, the nearest before the others: a walk-in gives no
    address. Later rows say nothing, so that a sheet that comes in later moves no old figure.
    """

    def day_of(row: Sighting) -> date | None:
        return row.signed_up_on or first_days.get(row.course_id or "")

    day = next((row.signed_up_on for row in own if row.signed_up_on), None) or day_of(own[0])
    others = [(day_of(row) or date.max, row) for row in group.sightings if row not in own]
    earlier = [(said_on, row) for said_on, row in others if day and said_on <= day]
    earlier.sort(key=lambda known: (known[0], known[1].is_signup, known[1].order), reverse=True)
    return [*own, *(row for _, row in earlier)]


_ENROLMENT_DTYPES = {
    "source_id": "string",
    "sheet": "string",
    "row": "Int64",
    "enrolment_id": "Int64",
    "person_id": "Int64",
    "course_id": "string",
    "signed_up_on": "datetime64[s]",
    "declared_stage": "string",
    "municipality": "string",
    "birth_date": "datetime64[s]",
    "birth_year": "Int64",
    "gender": "string",
    "entry_on": "datetime64[s]",
    "left_at_session": "Int64",
    "has_left": "boolean",
    "withdrawn_on": "datetime64[s]",
    "is_signed_up": "boolean",
}


def _not_on_list(people: Mapping[int, Group], tables: Mapping[int, SheetTable]) -> list[Issue]:
    """Return a finding for each sign-up of somebody who stands on no list of a course that has lists."""
    with_lists = {course for group in people.values() for course in _listed(group)}
    found = []
    for group in people.values():
        for row in group.sightings:
            is_missing = row.course_id in with_lists and row.course_id not in _listed(group)
            if row.is_signup and row.stage == "admitted" and is_missing:
                place = tables[row.table_id].place(row.row - 1)
                values = {"course": row.course_id or "–"}
                found.append(Issue(issues.NOT_ON_LIST, place, row.full_name, values=values))
    return found


def _listed(group: Group) -> set[str]:
    return {row.course_id for row in group.sightings if row.kind is RosterRow and row.course_id}


def _engagements(people: Mapping[int, Group], tables: Mapping[int, SheetTable], units: _Units) -> pd.DataFrame:
    """Return each area that a person wished for, once, from the earliest sign-up; and each piece of work done."""
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for number, group in people.items():
        for row in reversed(_newest_first(group)):
            is_work = row.kind is Deployment
            place = units.municipalities.find(row.deployed_in, None) if is_work else units.of(row)
            for area in (row.areas or "").split(";") if row.areas else []:
                key = (number, area, is_work, (place, row.since, row.until) if is_work else None)
                rows.setdefault(
                    key,
                    {
                        "person_id": number,
                        "area": area,
                        "source": "deployment" if is_work else "signup",
                        "municipality": place,
                        "since": row.since if is_work else row.signed_up_on,
                        "until": row.until,
                        **origin(row, tables),
                    },
                )
    return frame_of(Engagement, list(rows.values()))


def origin(row: Sighting, tables: Mapping[int, SheetTable]) -> dict[str, Any]:
    """Return where a row came from, as the columns of `FromSheet`."""
    table = tables[row.table_id]
    return {"source_id": table.file.source_id, "sheet": table.sheet_name, "row": row.row}
