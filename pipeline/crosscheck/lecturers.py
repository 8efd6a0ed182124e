"""Lecturers among the participants of their own course."""

from collections import defaultdict
from collections.abc import Iterator

from pipeline import issues
from pipeline.crosscheck.facts import Facts
from pipeline.fold import plain_words
from pipeline.issues import Issue


def lecturers_among_participants(facts: Facts) -> Iterator[Issue]:
    """Find rows that name somebody who teaches in the same course: family and given name, in whatever order."""
    course_of = {session.session_id: session.course_id for session in facts.settled.sessions}
    teaching: dict[str, set[frozenset[str]]] = defaultdict(set)
    for one in facts.settled.lecturers:
        teaching[course_of[one.session_id]].add(frozenset(plain_words(one.lecturer)))
    for row in facts.people():
        course = facts.course_of(row)
        words = frozenset(plain_words(f"{row.family_name} {row.given_name or ''}"))
        if len(words) > 1 and any(words <= lecturer for lecturer in teaching[course]):
            place = facts.table(row.table_id).place_of(row.row - 1, "family_name")
            name = ", ".join(filter(None, (row.family_name, row.given_name)))
            yield Issue(issues.LECTURER_LISTED, place, name, values={"course": course})
