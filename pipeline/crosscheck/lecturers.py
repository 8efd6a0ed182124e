"""Lecturers among the participants of their own course."""

from collections.abc import Iterator

from pipeline import issues
from pipeline.crosscheck.facts import Facts
from pipeline.issues import Issue
from pipeline.tables.written import RosterRow


def lecturers_among_participants(facts: Facts) -> Iterator[Issue]:
    """Find rows that name somebody who teaches in the same course."""
    for course, rows in facts.people_of.items():
        has_lecturers = course in facts.lecturers
        for row in rows:
            # The role in a meeting says so plainly; beside a name it was written on a list of participants.
            is_noted = isinstance(row, RosterRow) and row.is_teaching and not facts.table(row.table_id).has("role")
            if is_noted or (has_lecturers and facts.teaches(row, course)):
                place = facts.table(row.table_id).place_of_name(row.row - 1)
                yield Issue(issues.LECTURER_LISTED, place, row.full_name, values={"course": course})
