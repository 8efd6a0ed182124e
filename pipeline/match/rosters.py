"""Names on attendance lists -> the people who signed up for the course; the rest are walk-ins or questions.

Within a course the exact names are settled first, so that a similar name is compared with those still free.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import JaroWinkler

from pipeline import issues
from pipeline.issues import Issue
from pipeline.match.people import described, who_is_it
from pipeline.match.sightings import Group, NameKey, Sighting, agree, contradict
from pipeline.questions import OpenQuestion
from pipeline.recognise import SheetTable

# Tried on lists of real spellings: one slip of the pen in a name of six letters stays above, other names below.
_SIMILAR = 0.9


@dataclass(eq=False)
class RosterPerson:
    """One name on the lists of one course; `twin` tells people of one name in one list apart."""

    course_id: str | None
    name: NameKey
    twin: str
    rows: list[Sighting] = field(default_factory=list)

    def agrees(self, group: Group) -> bool:
        """Whether some row has more in common with the person than the name."""
        return any(agree(row, group) for row in self.rows)

    def contradicts(self, group: Group) -> bool:
        """Whether some row says that it cannot be this person."""
        return any(contradict(row, group) for row in self.rows)


class Rosters:
    """What became of the names on the lists."""

    def __init__(self, groups: list[Group]) -> None:
        self.groups: list[Group] = []
        self.issues: list[Issue] = []
        self.questions: list[OpenQuestion] = []
        self._by_name: dict[str, dict[int, Group]] = defaultdict(dict)
        self._turn: dict[int, int] = {}
        for group in groups:
            self.add(group)

    def add(self, group: Group) -> None:
        """Add a person."""
        self._turn[id(group)] = len(self.groups)
        self.groups.append(group)
        self._note(group)

    def join(self, person: "RosterPerson", group: Group) -> None:
        """Take a name on the lists for a person."""
        group.sightings.extend(person.rows)
        self._note(group)

    def named(self, person: "RosterPerson") -> list[Group]:
        """Return everybody who is called the same, in the order in which they came; nobody else is looked at."""
        return [group for _, group in sorted(self._by_name[person.name.whole].items())]

    def _note(self, group: Group) -> None:
        for name in group.names:
            self._by_name[name.whole][self._turn[id(group)]] = group


def match_rosters(
    rows: list[Sighting], groups: list[Group], tables: Mapping[int, SheetTable], decisions: dict[str, str]
) -> Rosters:
    """Add every row of the attendance lists to the group of its person, or to a new one."""
    found = Rosters(groups)
    signed_up: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for course in group.courses:
            signed_up[course].append(group)
    by_course: dict[str | None, list[RosterPerson]] = defaultdict(list)
    for person in _roster_people(rows, tables):
        by_course[person.course_id].append(person)
    for course_id in sorted(by_course, key=str):
        _match_course(by_course[course_id], signed_up.get(course_id or "", []), found, tables, decisions)
    return found


def _roster_people(rows: list[Sighting], tables: Mapping[int, SheetTable]) -> list[RosterPerson]:
    # A list has one row a person: the same name twice is two people. A long list, with a column of days, repeats its
    # people from day to day, and the report of an online meeting with each time that they joined.
    repeating = ("held_on", "came_at", "went_at")
    once = {at for at, table in tables.items() if table.region.sessions or not any(map(table.has, repeating))}
    times = Counter((row.table_id, row.course_id, row.name) for row in rows if row.table_id in once)
    seen: Counter[tuple[int, str | None, NameKey]] = Counter()
    people: dict[tuple[str | None, NameKey, str], RosterPerson] = {}
    for row in rows:
        place = (row.table_id, row.course_id, row.name)
        twin = ""
        if times[place] > 1:
            seen[place] += 1
            twin = str(row.birth_date or row.birth_year or seen[place])
        key = (row.course_id, row.name, twin)
        people.setdefault(key, RosterPerson(row.course_id, row.name, twin)).rows.append(row)
    for person in people.values():
        person.rows.sort(key=lambda row: row.order)
    return sorted(people.values(), key=lambda person: (str(person.course_id), person.name, person.twin))


def _match_course(
    people: list[RosterPerson],
    enrolled: list[Group],
    found: Rosters,
    tables: Mapping[int, SheetTable],
    decisions: dict[str, str],
) -> None:
    twins = Counter(person.name for person in people)
    exact = {id(person): [group for group in enrolled if _is_exact(person, group)] for person in people}
    rest: list[RosterPerson] = []
    for person in people:
        candidates = [group for group in exact[id(person)] if not person.contradicts(group)]
        if len(candidates) > 1 or (candidates and twins[person.name] > 1):
            agreeing = [group for group in candidates if person.agrees(group)]
            if len(agreeing) != 1:
                _ask(person, agreeing or candidates, found, tables, decisions)
                continue
            candidates = agreeing
        if candidates:
            _report_variant(person, candidates[0], found, tables)
            found.join(person, candidates[0])
        else:
            rest.append(person)
    for person in rest:
        _match_similar(person, enrolled, rest, found, tables, decisions)


def _match_similar(
    person: RosterPerson,
    enrolled: list[Group],
    rest: list[RosterPerson],
    found: Rosters,
    tables: Mapping[int, SheetTable],
    decisions: dict[str, str],
) -> None:
    """Join a similar name where nobody else comes into question, ask where somebody does."""
    possible = [group for group in enrolled if not person.contradicts(group)]
    free = [group for group in possible if not _stands_beside(person, group.sightings)]
    close = [group for group in free if _likeness(person, group) >= _SIMILAR]
    others = [other for other in rest if other is not person and _stands_beside(person, other.rows)]
    rivals = [other for other in others if any(_likeness(other, group) >= _SIMILAR for group in close)]
    if len(close) == 1 and not rivals:
        _report_variant(person, close[0], found, tables)
        found.join(person, close[0])
        return
    related = close or [group for group in free if _shares_a_name(person, group)]
    if related:
        _ask(person, related, found, tables, decisions)
        return
    elsewhere = [group for group in found.named(person) if not group.is_provisional]
    elsewhere = [group for group in elsewhere if not person.contradicts(group)]
    certain = [group for group in elsewhere if person.agrees(group)]
    if len(certain) == 1:
        found.join(person, certain[0])
    elif elsewhere:
        _ask(person, elsewhere, found, tables, decisions)
    else:
        found.add(Group(list(person.rows)))
        row = person.rows[0]
        place = tables[row.table_id].place(row.row - 1)
        values = {"course": person.course_id or "–"}
        found.issues.append(Issue(issues.WALK_IN, place, row.full_name, values=values))


def _stands_beside(person: RosterPerson, sightings: list[Sighting]) -> bool:
    """Whether one list names both: two names on one list are two people, on two lists they may be one."""
    own = {row.table_id for row in person.rows}
    return any(other.table_id in own for other in sightings)


def _report_variant(person: RosterPerson, group: Group, found: Rosters, tables: Mapping[int, SheetTable]) -> None:
    """Note where a list spells a name in another way; order, case, accents and titles are no other spelling."""
    row = person.rows[0]
    if all(row.plain_name != known.plain_name for known in group.sightings):
        place = tables[row.table_id].place_of(row.row - 1, "family_name")
        found.issues.append(Issue(issues.NAME_VARIANT, place, row.full_name, group.full_name))


def _ask(
    person: RosterPerson,
    candidates: list[Group],
    found: Rosters,
    tables: Mapping[int, SheetTable],
    decisions: dict[str, str],
) -> None:
    """Ask who is meant; until it is answered the person is provisional, with an enrolment of its own."""
    row = person.rows[0]
    asked, chosen = who_is_it(row, candidates, decisions, details=(person.twin,) if person.twin else ())
    found.questions.append(asked)
    if chosen:
        found.join(person, chosen)
        return
    found.add(Group(list(person.rows), is_provisional=asked.answer is None))
    if asked.answer is None:
        place = tables[row.table_id].place_of(row.row - 1, "family_name")
        expected = "; ".join(sorted(described(group) for group in candidates))
        found.issues.append(Issue(issues.PERSON_UNCLEAR, place, row.full_name, expected))


def _is_exact(person: RosterPerson, group: Group) -> bool:
    return any(person.name.whole == name.whole for name in group.names)


def _likeness(person: RosterPerson, group: Group) -> float:
    """Return how alike two names are, 0 to 1: the less alike of family and given name counts."""
    best = 0.0
    for name in group.names:
        for turned in (name, name.swapped):
            family = JaroWinkler.similarity(person.name.family, turned.family)
            given = JaroWinkler.similarity(person.name.given, turned.given)
            best = max(best, min(family, given))
    return best


def _shares_a_name(person: RosterPerson, group: Group) -> bool:
    """Whether the family name is the same, or a lone name is one of the two."""
    names = {part for name in group.names for part in name if part}
    if not person.name.given:
        return person.name.family in names
    return any(person.name.family and person.name.family == name.family for name in group.names)
