"""Rows that name people -> people, enrolments and engagements, each once. Certain joins are made, doubts are asked.

In come the validated rows and the settled courses; out come the core tables of people, for every row of an attendance
list its enrolment, and the questions. The marks are left to `attend`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline import issues
from pipeline.cells import text_of
from pipeline.issues import Issue
from pipeline.match.asking import Asked, details_of, key_of, with_facts
from pipeline.match.conflicts import conflicts
from pipeline.match.deployed import add_deployments
from pipeline.match.enrolments import enrol
from pipeline.match.known import Newest, newest_first
from pipeline.match.lecturers import lecturers_of, without_lecturers
from pipeline.match.named import REPEATED
from pipeline.match.namesakes import name_key_of
from pipeline.match.people import Joined, join_people
from pipeline.match.persons import engagements, persons
from pipeline.match.pins import number_people
from pipeline.match.rosters import match_rosters
from pipeline.match.sightings import Group, NamesPerson, Sighting, sightings
from pipeline.match.stated import Misstated, Stated
from pipeline.questions import Decisions, OpenQuestion
from pipeline.recognise import SheetTable
from pipeline.reference import Municipalities
from pipeline.settle import Settled
from pipeline.tables.columns import Columns
from pipeline.tables.known import Engagement, Enrolled, Person
from pipeline.tables.written import Deployment, RosterRow, Signup
from pipeline.tidy import Aside, Tidied


@dataclass(frozen=True)
class Matched:
    """Who is who."""

    people: Columns[Person]
    enrolments: Columns[Enrolled]
    engagements: list[Engagement]
    enrolment_of: Mapping[tuple[int, int], int]
    rows_taken: frozenset[tuple[int, int]]
    pins: Mapping[str, int]
    has_new_pins: bool
    issues: list[Issue]
    questions: list[OpenQuestion]
    asides: list[Aside]
    misstated: list[Misstated]
    settled_keys: frozenset[str]
    """The keys of answers to questions that further lists have settled."""
    asked: list[Asked]
    groups: Mapping[int, Group]
    """person_id -> the rows that make up the person, and by what each was joined."""


def match(
    tidied: Tidied,
    settled: Settled,
    *,
    municipalities: Municipalities,
    decisions: Mapping[str, str],
    pins: dict[str, int],
) -> Matched:
    """Find out who is who. `decisions` are the answers given, `pins` the numbers people have had before."""
    decided = Decisions(decisions)
    signups, found, asides = _without_repeats(_sightings(tidied, settled, Signup), tidied.tables)
    listed, teaching = without_lecturers(
        _sightings(tidied, settled, RosterRow),
        tidied.rows[RosterRow],
        signups,
        lecturers_of(settled),
        tidied.tables,
    )
    asides += teaching
    deployed = _sightings(tidied, settled, Deployment)
    stated = Stated(decided, [*signups, *listed, *deployed])
    signed_up = join_people([Group([row]) for row in signups], decided, stated, is_complete=False)
    rosters = match_rosters(listed, signed_up.people, tidied.tables, decided, stated)
    found += rosters.issues
    # Those who came without a sign-up are looked for among the people of other courses.
    fresh = [*signed_up.doubtful, *rosters.walk_ins]
    everybody = [*signed_up.people, *rosters.walk_ins]
    joined = join_people(everybody, decided, stated, fresh=fresh) if fresh or stated else Joined(everybody, [], [])
    groups = joined.people
    groups += rosters.unclear
    work = add_deployments(deployed, groups, tidied.tables, decided)
    found += work.issues
    asked = [*signed_up.asked, *rosters.asked, *joined.asked, *work.asked]
    people, new_pins = number_people(groups, pins)
    newest = {number: newest_first(group.sightings) for number, group in people.items()}
    enrolments = enrol(newest, tidied.tables, settled, municipalities)
    found += _not_on_list(newest, listed, tidied.tables, asked)
    found += conflicts(newest, tidied.tables)
    return Matched(
        people=persons(people, newest, tidied.tables, municipalities),
        enrolments=enrolments.rows,
        engagements=engagements(newest, tidied.tables, municipalities),
        enrolment_of=enrolments.of_row,
        rows_taken=frozenset(row.at for group in people.values() for row in group.sightings),
        pins=new_pins,
        has_new_pins=len(new_pins) > len(pins),
        issues=found,
        questions=_questions([one for one in asked if not _waits(one, settled)], tidied),
        asked=asked,
        asides=asides,
        misstated=stated.misstated,
        settled_keys=_settled_keys([*signups, *listed], decided),
        groups=people,
    )


def _settled_keys(rows: list[Sighting], decisions: Decisions) -> frozenset[str]:
    if not decisions:
        return frozenset()
    keys = (
        key
        for row in rows
        for key in (key_of(row), key_of(row, details_of(row)), key_of(row, (REPEATED,)), name_key_of(row))
    )
    return frozenset(keys) & decisions.keys()


def _waits(asked: Asked, settled: Settled) -> bool:
    """Whether a question is about two courses of which it is asked first whether they are one."""
    named = {row.course_id for rows in (asked.rows, *(known for _, known in asked.candidates)) for row in rows}
    return asked.is_open and named in settled.perhaps_one


def _questions(asked: list[Asked], tidied: Tidied) -> list[OpenQuestion]:
    """Return the questions, those first on which most hangs; the same question asked twice is one."""
    rows = {row.at for one in asked for row in one.rows}
    marks: Counter[tuple[int, int]] = Counter()
    if rows:
        written = tidied.rows.marks
        marks.update(filter(rows.__contains__, zip(written.column("table_id"), written.column("row"), strict=True)))
    questions = {one.question.question_id: with_facts(one, tidied.tables, marks) for one in asked}
    return sorted(questions.values(), key=lambda one: (-one.weight, one.question_id))


def _sightings(tidied: Tidied, settled: Settled, kind: type[NamesPerson]) -> list[Sighting]:
    rows = tidied.rows[kind]
    return sightings(rows, [None if isinstance(row, Deployment) else settled.course_id(row) for row in rows])


def _without_repeats(
    signups: list[Sighting], tables: Mapping[int, SheetTable]
) -> tuple[list[Sighting], list[Issue], list[Aside]]:
    """Set aside each row that says the very same as an earlier row of its table."""
    kept: list[Sighting] = []
    found: list[Issue] = []
    asides: list[Aside] = []
    times = Counter((row.table_id, row.letters) for row in signups)
    first: dict[tuple[Any, ...], Sighting] = {}
    for row in signups:
        is_named_once = times[row.table_id, row.letters] == 1
        # Some sign up for each evening in a row of its own.
        day = None if is_named_once else text_of(tables[row.table_id].value(row.row - 1, "held_on"))
        earlier = row if is_named_once else first.setdefault((row.table_id, day, *row.said), row)
        if earlier is row:
            kept.append(row)
            continue
        table = tables[row.table_id]
        issue = Issue(issues.DUPLICATE_ROW, table.place(row.row - 1), values={"first_row": earlier.row})
        found.append(issue)
        asides.append(Aside(table, row.row, None, issue.kind.code, table.as_written(row.row - 1)))
    return kept, found, asides


def _not_on_list(
    newest: Newest, listed: list[Sighting], tables: Mapping[int, SheetTable], asked: list[Asked]
) -> list[Issue]:
    """Return a finding for each sign-up of somebody who stands on no list of a course that has lists.

    Nothing is said of those who left, nor of those who may be on one: while it is asked whether a name on it is theirs.
    """
    maybe = {
        (known.at, row.course_id)
        for one in asked
        if one.is_open
        for _, candidate in one.candidates
        for known in candidate
        for row in one.rows
    }
    with_lists = {row.course_id for row in listed} - {None}
    found = []
    for rows in newest.values():
        admitted = [row for row in rows if row.is_signup and row.stage == "admitted" and row.course_id in with_lists]
        own = {row.course_id for row in rows if row.kind is RosterRow} if admitted else set()
        # "abgemeldet am 20.01." in a remark is a status, too.
        own |= {row.course_id for row in rows if row.left_on} if admitted else set()
        newest_of = {row.course_id: row.stage for row in reversed(rows) if row.is_signup} if admitted else {}
        for row in admitted:
            is_expected = newest_of[row.course_id] == "admitted" and row.course_id not in own
            if is_expected and (row.at, row.course_id) not in maybe:
                place = tables[row.table_id].place(row.row - 1)
                values = {"course": row.course_id or "–"}
                found.append(Issue(issues.NOT_ON_LIST, place, row.full_name, values=values))
    return found
