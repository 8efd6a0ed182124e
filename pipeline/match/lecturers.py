"""Lecturers on attendance lists -> the rows that count, and those set aside: whoever teaches is no participant.

A lecturer is known by the plan, or by what the row itself says: `Vogelsang, Katrin (Doz.)`, `Referent` in the report of
a meeting. Whoever signed up for the course takes part in it, whatever the row says.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pipeline import issues
from pipeline.fold import PARTICLES, plain_words
from pipeline.match.names import Likeness, Name, compare
from pipeline.match.sightings import Sighting
from pipeline.recognise import SheetTable
from pipeline.settle import Settled
from pipeline.tables.written import RosterRow
from pipeline.tidy import Aside

_BETWEEN_PEOPLE = re.compile(r"\s+(?:und|u\.|and)\s+|\s*[;/&+]\s*")
_IN_BRACKETS = re.compile(r"\([^()]*\)?")

Lecturers = Mapping[str, frozenset[frozenset[str]]]
"""Course -> the names of those who teach in it, each as its words."""


def lecturers_of(settled: Settled) -> Lecturers:
    """Return who teaches in each course, by its plan."""
    course_of = {session.session_id: session.course_id for session in settled.sessions}
    found: dict[str, set[frozenset[str]]] = defaultdict(set)
    for one in settled.lecturers:
        found[course_of[one.session_id]].update(_names_in(one.lecturer))
    return {course: frozenset(names) for course, names in found.items()}


def _names_in(cell: str) -> Iterator[frozenset[str]]:
    """Give the words of each name in a cell of a plan: of `Anna Kern, Ida Roth` nobody is called Ida Kern."""
    for text in _BETWEEN_PEOPLE.split(_IN_BRACKETS.sub(" ", cell)):
        parts = [frozenset(plain_words(part)) for part in text.split(",")]
        # "Kern, Anna" is one, and so is "von der Heyde, Anna Maria".
        are_several = all(len(part - PARTICLES) > 1 for part in parts)
        yield from parts if are_several else [frozenset().union(*parts)]


def is_lecturer(lecturers: Lecturers, course: str | None, family_name: str, given_name: str | None) -> bool:
    """Whether somebody who teaches in a course has this name: family and given name, in whatever order."""
    known = lecturers.get(course or "")
    if not known:
        return False
    words = frozenset(plain_words(f"{family_name} {given_name or ''}"))
    return len(words) > 1 and any(words <= lecturer for lecturer in known)


def without_lecturers(
    listed: list[Sighting],
    rows: Iterable[RosterRow],
    signups: Iterable[Sighting],
    lecturers: Lecturers,
    tables: Mapping[int, SheetTable],
) -> tuple[list[Sighting], list[Aside]]:
    """Set aside each row of somebody who teaches in the course and did not sign up for it."""
    said = {(row.table_id, row.row) for row in rows if row.is_teaching}
    if not said and not lecturers:
        return listed, []
    teaching = {
        row
        for row in listed
        if row.at in said or is_lecturer(lecturers, row.course_id, row.family_name, row.given_name)
    }
    signed_up: dict[str | None, set[Name]] = defaultdict(set)
    for signup in signups if teaching else ():
        signed_up[signup.course_id].add(signup.words)
    left_out = {
        row
        for row in teaching
        if not any(compare(row.words, name) < Likeness.OTHER for name in signed_up[row.course_id])
    }
    asides = [
        Aside(table, row.row, None, issues.LECTURER_LISTED.code, table.as_written(row.row - 1))
        for row in listed
        if row in left_out
        for table in (tables[row.table_id],)
    ]
    return [row for row in listed if row not in left_out], asides
