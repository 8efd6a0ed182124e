"""Lecturers among the participants of their own course."""

from collections.abc import Iterator

from pipeline import issues
from pipeline.crosscheck.facts import Facts
from pipeline.issues import Issue


def lecturers_among_participants(facts: Facts) -> Iterator[Issue]:
    """Find rows that name somebody who teaches in the same course."""
    for row in facts.people() if facts.settled.lecturers else ():
        course = facts.course_of(row)
        if facts.teaches(row, course):
            place = facts.table(row.table_id).place_of_name(row.row - 1)
            yield Issue(issues.LECTURER_LISTED, place, row.full_name, values={"course": course})
