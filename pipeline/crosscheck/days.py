"""Days of sessions against the plan, and against each other."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from pipeline import issues
from pipeline.crosscheck.facts import Facts
from pipeline.issues import Issue, Place
from pipeline.said import say_day
from pipeline.tables.written import ListedSession


def days_not_planned(facts: Facts) -> Iterator[Issue]:
    """Find held sessions on days that the plan of their course does not have.

    A plan with a session whose day is still open may mean that one; a day on which somebody made something up is no
    session of the plan.
    """
    made_up = set(facts.attended.attendance.column("made_up_on"))
    for row in facts.tidied.rows[ListedSession]:
        session = facts.session_of(row)
        if session is None or session.status != "held" or session.held_on is None or session.held_on in made_up:
            continue
        plan = facts.planned.get(session.course_id, [])
        # A note that one session is called off is no plan of the others.
        days = {one.held_on for one in plan if not facts.table(one.table_id).region.is_note}
        known = [day for day in days if day]
        if not known or None in days or session.held_on in days:
            continue
        nearest = min(known, key=lambda day: (abs(day - session.held_on), day))  # type: ignore[operator]
        values = {"course": session.course_id, "day": say_day(session.held_on)}
        place, text = _place(row, facts)
        yield Issue(issues.DAY_NOT_PLANNED, place, text, say_day(nearest), values)


def days_twice(facts: Facts) -> Iterator[Issue]:
    """Find days above two columns of one list where nothing says that there were two sessions."""
    same: dict[tuple[int, str, date], list[ListedSession]] = defaultdict(list)
    for row in facts.tidied.rows[ListedSession]:
        session = facts.session_of(row)
        if session and row.held_on and facts.table(row.table_id).region.sessions:
            same[row.table_id, session.course_id, row.held_on].append(row)
    for (_, course, day), rows in same.items():
        planned = {row.number or row.starts_at for row in facts.planned.get(course, []) if row.held_on == day}
        if len(planned) >= len(rows):
            continue
        told_apart: set[tuple[str | None, int | None, int | None]] = set()
        for row in rows:
            own = (row.topic, row.starts_at, row.number)
            if own in told_apart or (told_apart and not any(own)):
                place, text = _place(row, facts)
                yield Issue(issues.DAY_TWICE, place, text)
            told_apart.add(own)


def _place(row: ListedSession, facts: Facts) -> tuple[Place, str | None]:
    """Return where the day of a session stands, and what stands there."""
    table = facts.table(row.table_id)
    if table.region.sessions:
        session = next(one for one in table.region.sessions if one.column == row.position - 1)
        if session.row is not None:
            return table.place(session.row, session.column), table.heading(session.column)
    if row.row is not None and table.has("held_on"):
        return table.place_of(row.row - 1, "held_on"), table.text(row.row - 1, "held_on")
    return Place(table.file.path, table.sheet_name), None
