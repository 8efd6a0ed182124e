"""Sign-ups against each other, and against the days of their course."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from rapidfuzz.distance import OSA

from pipeline import issues
from pipeline.cells import text_of
from pipeline.crosscheck.facts import Facts
from pipeline.fold import fold, name_key
from pipeline.issues import Issue
from pipeline.match.sightings import NameKey, Sighting
from pipeline.said import say_day, say_some
from pipeline.tables.written import PlannedSession, Signup


def repeated_signups(facts: Facts) -> Iterator[Issue]:
    """Find a second sign-up of one person for one course on one list that says something else.

    Where nothing joined them, namesakes are told apart by birth and address, unless their telephone is one; equal rows
    were set aside before.
    """
    first: dict[tuple[int, str, str, str], Signup] = {}
    groups = facts.matched.groups
    sightings = [(person, row) for person, group in groups.items() for row in group.sightings if row.is_signup]
    times = Counter((row.table_id, row.letters) for _, row in sightings)
    again = {row.at: person for person, row in sightings if times[row.table_id, row.letters] > 1}
    for row in facts.tidied.rows[Signup] if again else ():
        if (row.table_id, row.row) not in again:
            continue
        course = facts.course_of(row)
        name = NameKey(name_key(row.family_name), name_key(row.given_name))
        # Some sign up for each evening in a row of its own.
        day = text_of(facts.table(row.table_id).value(row.row - 1, "held_on"))
        earlier = first.setdefault((row.table_id, course, name.whole, day), row)
        if earlier is row:
            continue
        is_one = again[earlier.table_id, earlier.row] == again[row.table_id, row.row]
        if is_one or _are_alike(earlier, row):
            place = facts.table(row.table_id).place_of_name(row.row - 1)
            yield Issue(issues.SIGNUP_AGAIN, place, row.full_name, values={"course": course, "first_row": earlier.row})


def signups_on_two_lists(facts: Facts) -> Iterator[Issue]:
    """Find who signed up for a course on two lists, where others stand on one of them.

    Two lists that mostly name the same people, as the answers of a form and the list that was made of them do, tell of
    the same sign-ups; so do those of which one says that somebody was admitted, or has cancelled.
    """
    groups = facts.matched.groups.values()
    twice: dict[tuple[str, frozenset[int]], list[tuple[Sighting, Sighting]]] = defaultdict(list)
    for group in groups:
        rows = [row for row in group.sightings if row.is_signup and row.course_id] if len(group.sightings) > 1 else []
        for one, other in combinations(sorted(rows, key=_turn), 2):
            if one.course_id == other.course_id and one.table_id != other.table_id:
                twice[one.course_id or "", frozenset((one.table_id, other.table_id))].append((one, other))
    listed = Counter((row.course_id, row.table_id) for group in groups for row in group.sightings) if twice else {}
    for (course, tables), pairs in twice.items():
        is_one_list = 2 * len(pairs) > min(listed[course, table_id] for table_id in tables)
        for one, other in () if is_one_list else pairs:
            if one.stage == other.stage:
                earlier = facts.table(one.table_id).place(one.row - 1)
                where = ", ".join(part for part in (earlier.path, earlier.sheet) if part)
                place = facts.table(other.table_id).place_of_name(other.row - 1)
                values = {"course": course, "other": where, "row": earlier.row}
                yield Issue(issues.SIGNUP_ON_TWO_LISTS, place, other.full_name, values=values)


def _turn(row: Sighting) -> tuple[date, tuple[int, int]]:
    return row.signed_up_on or date.min, row.at


def _are_alike(one: Signup, other: Signup) -> bool:
    births = [(getattr(one, field), getattr(other, field)) for field in ("birth_date", "birth_year", "person_number")]
    emails = (fold(one.email or ""), fold(other.email or ""))
    pairs = births if one.phone and one.phone == other.phone else (*births, emails)
    return all(left == right for left, right in pairs if left and right)


def courses_of_one_row(facts: Facts) -> Iterator[Issue]:
    """Find the one row for a course that nothing else tells of, its code a slip away from that of others there."""
    held = {session.course_id for session in facts.settled.sessions}
    planned = {facts.course_of(row) for row in facts.tidied.rows[PlannedSession]}
    told = facts.people_of
    alone = sorted(course for course in told.keys() - planned if len(told[course]) == 1)
    # Where every course has one row, as on a list of what one person went to, none is the odd one out.
    several = {course for course in told.keys() & held if len(told[course]) > 1} if alone else set()
    tables = {course: {row.table_id for row in told[course]} for course in several}
    for course in alone:
        (row,) = told[course]
        beside = sorted(other for other in several if row.table_id in tables[other])
        near = [other for other in beside if OSA.distance(course, other) == 1]
        table = facts.table(row.table_id)
        if near and (text := table.text(row.row - 1, "course_code")):
            place = table.place_of(row.row - 1, "course_code")
            yield Issue(issues.COURSE_OF_ONE_ROW, place, text, say_some(near))


def late_signups(facts: Facts) -> Iterator[Issue]:
    """Find sign-ups dated after the last session of their course."""
    for course, last in facts.last_days.items():
        for row in facts.people_of.get(course, ()):
            if isinstance(row, Signup) and row.signed_up_on and row.signed_up_on > last:
                table = facts.table(row.table_id)
                text = table.text(row.row - 1, "signed_up_on")
                place = table.place_of(row.row - 1, "signed_up_on")
                yield Issue(issues.SIGNUP_LATE, place, text, say_day(last), {"course": course})
