"""People on the lists of several groups of a course: whoever changes the group leaves sessions of both unmarked."""

from collections import defaultdict
from collections.abc import Iterator

from pipeline import issues
from pipeline.crosscheck.facts import Facts
from pipeline.issues import Issue


def people_of_several_groups(facts: Facts) -> Iterator[Issue]:
    """Find who stands on the lists of several groups and has a session without a mark, at the name on the last list."""
    tables = facts.tidied.tables
    grouped = {table_id: table.group for table_id, table in tables.items() if table.group}
    rows_of: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    for (table_id, row), enrolment_id in sorted(facts.matched.enrolment_of.items()) if grouped else ():
        if group := grouped.get(table_id):
            rows_of[enrolment_id][group] = (table_id, row)
    several = {enrolment_id: rows for enrolment_id, rows in rows_of.items() if len(rows) > 1}
    if not several:
        return
    attendance = facts.attended.attendance
    said = zip(attendance.column("enrolment_id"), attendance.column("status"), strict=True)
    unmarked = {enrolment_id for enrolment_id, status in said if status == "not_recorded"}
    people = {one.person_id: one for one in facts.matched.people}
    for enrolment_id in sorted(several.keys() & unmarked):
        rows, enrolment = several[enrolment_id], facts.attended.enrolments[enrolment_id - 1]
        table_id, row = max(rows.values())
        place = tables[table_id].place_of_name(row - 1)
        person = people[enrolment.person_id]
        values = {"name": f"{person.given_name or ''} {person.family_name}".strip(), "course": enrolment.course_id}
        yield Issue(issues.GROUPS_SEVERAL, place, ", ".join(sorted(rows)), values=values)
