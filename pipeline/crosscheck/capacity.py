"""More people than a course has places."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from pipeline import issues
from pipeline.cells import text_of
from pipeline.crosscheck.facts import Facts
from pipeline.fold import fold
from pipeline.issues import Issue, Place
from pipeline.recognise import SheetTable
from pipeline.tables.written import PlannedSession, Signup
from pipeline.vocabulary import Vocabulary

_NUMBER = re.compile(r"\d{1,3}")


def more_people_than_places(facts: Facts) -> Iterator[Issue]:
    """Find courses to which more people are admitted than a list or plan says that there are places.

    A lecturer who stands on the list takes no place.
    """
    limits = _limits(facts)
    if not limits:
        return
    people = {one.person_id: one for one in facts.matched.people}
    admitted = Counter(
        one.course_id
        for one in facts.attended.enrolments
        if one.declared_stage == "admitted" and one.course_id in limits
        if not facts.teaches(people[one.person_id], one.course_id)
    )
    for course, (place, places) in limits.items():
        if admitted[course] > places:
            yield Issue(issues.COURSE_OVERFULL, place, str(admitted[course]), str(places), {"course": course})


def _limits(facts: Facts) -> dict[str, tuple[Place, int]]:
    """Return course -> where its number of places stands, and that number: in a column of a plan, or in a title."""
    courses: dict[int, set[str]] = {}
    limits: dict[str, tuple[Place, int]] = {}
    for row in facts.tidied.rows[PlannedSession]:
        courses.setdefault(row.table_id, set()).add(facts.course_of(row))
        table = facts.table(row.table_id)
        if number := _NUMBER.search(table.text(row.row - 1, "capacity")):
            limits.setdefault(facts.course_of(row), (table.place_of(row.row - 1, "capacity"), int(number[0])))
    # Of all rows of a list that write the course alike, one tells which it is.
    for signup in {(row.table_id, row.course_code): row for row in facts.tidied.rows[Signup]}.values():
        courses.setdefault(signup.table_id, set()).add(facts.course_of(signup))
    for table_id, named in courses.items():
        found = _places(facts.table(table_id), facts.words)
        if found is not None and len(named) == 1:
            limits.setdefault(next(iter(named)), found)
    return limits


def _places(table: SheetTable, words: Vocabulary) -> tuple[Place, int] | None:
    """Return where the lines above a table name the number of places, and that number."""
    for row in table.region.title_rows:
        # The texts of the whole sheet are not asked for: between runs only the values are kept.
        texts = [text_of(table.grid.value(row, column)) for column in range(table.grid.width(row))]
        for column, text in enumerate(texts):
            following = f" {texts[column + 1]}" if text.endswith(":") and column + 1 < len(texts) else ""
            said = fold(text + following)
            if match := next(filter(None, (pattern.search(said) for pattern in _patterns(words))), None):
                return table.place(row, column), int(match[1])
    return None


@lru_cache(1)
def _patterns(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    """Return how a line names places: `max. 16 Plätze`, `maximal 20 TN`, `Plätze: 16`; then `16 Plätze`."""
    at_most, places = ("|".join(sorted(words.words[kind])) for kind in ("at_most", "places"))
    return re.compile(rf"\b(?:{at_most}|{places}) (\d{{1,3}})\b"), re.compile(rf"\b(\d{{1,3}}) (?:{places})\b")
