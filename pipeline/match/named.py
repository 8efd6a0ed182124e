"""Rows of the attendance lists of one course -> the people whom they name, namesakes on one list told apart."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.fold import fold
from pipeline.match.names import Name
from pipeline.match.sightings import Group, NameKey, Sighting, agree, contradict
from pipeline.recognise import SheetTable
from pipeline.written_names import OLDER, YOUNGER

REPEATED = "repeated"
"""What the person is called apart whom one list names several times."""


@dataclass(eq=False)
class RosterPerson:
    """One name on the lists of one course; `twin` tells people of one name in one list apart."""

    course_id: str | None
    name: NameKey
    twin: str
    rows: list[Sighting] = field(default_factory=list)
    is_repeated: bool = False
    """Whether one list names the person several times."""

    @cached_property
    def tables(self) -> frozenset[int]:
        """The lists that name the person; to be asked once all rows are known."""
        return frozenset(row.table_id for row in self.rows)

    def agrees(self, group: Group) -> bool:
        """Whether some row has more in common with the person than the name."""
        return any(agree(row, group) for row in self.rows)

    def lives_in_place_of(self, group: Group) -> bool:
        """Whether some row names the place that the person named."""
        own, theirs = ({fold(row.place) for row in rows if row.place} for rows in (self.rows, group.sightings))
        return not own.isdisjoint(theirs)

    def contradicts(self, group: Group) -> bool:
        """Whether some row says that it cannot be this person."""
        return any(contradict(row, group) for row in self.rows)

    def by_generation(self, groups: Sequence[Group]) -> Group | None:
        """Return which of two is meant where lists say so, and their births differ: `jun.` is the younger."""
        said = {row.person_number for row in self.rows} & {OLDER, YOUNGER}
        born = {year: group for group in groups for row in group.sightings if (year := row.birth_year)}
        if len(said) != 1 or len(groups) != 2 or len(born) != 2:
            return None
        return born[min(born) if said == {OLDER} else max(born)]

    @property
    def address(self) -> str | None:
        """The address that stands in place of a name."""
        return self.rows[0].mail if self.rows[0].family_name == self.rows[0].mail else None

    @property
    def is_counted(self) -> bool:
        """Whether it is by the order of the rows that the person is told from others of the name on the list."""
        return self.twin.isdecimal()

    @property
    def facts(self) -> frozenset[tuple[object, ...]]:
        """What else is said of the person that is hardly said of two."""
        told = ((row.birth_date, row.birth_year, row.mail, row.digits, row.person_number) for row in self.rows)
        return frozenset(one for one in told if any(one))

    @property
    def words(self) -> Name:
        """The name, to be compared."""
        return self.rows[0].words


def roster_people(rows: list[Sighting], once: frozenset[int]) -> list[RosterPerson]:
    """Return the people whom the lists of a course name; `once` are those that name nobody a second time."""
    twins = _twins(rows, once)
    people: dict[tuple[NameKey, str], RosterPerson] = {}
    for row in rows:
        key = row.name, twins.get(row, "")
        if key in people:
            people[key].rows.append(row)
        else:
            people[key] = RosterPerson(row.course_id, *key, [row])
    for person in people.values():
        if len(person.rows) > 1:
            person.rows.sort(key=lambda row: row.order)
    return [people[key] for key in sorted(people)]


def put_together(people: list[RosterPerson], is_one: Callable[[list[RosterPerson]], bool]) -> list[RosterPerson]:
    """Make one of those whom a list names by one name and of whom it says nothing else, wherever `is_one` says so."""
    alike: dict[tuple[NameKey, object], list[RosterPerson]] = defaultdict(list)
    for person in people:
        if person.is_counted:
            alike[person.name, person.facts].append(person)
    left = people
    for (name, _), own in alike.items():
        if len(own) > 1 and is_one(own):
            rows = sorted((row for person in own for row in person.rows), key=lambda row: row.order)
            one = RosterPerson(rows[0].course_id, name, REPEATED, rows, is_repeated=True)
            left = [one, *(person for person in left if person not in own)]
    return left


def repeats_people(table: SheetTable) -> bool:
    """Whether people come again: from day to day in a column of days, each time that they join in an online meeting."""
    return not table.region.sessions and any(map(table.has, ("held_on", "came_at", "went_at")))


def _twins(rows: list[Sighting], once: frozenset[int]) -> dict[Sighting, str]:
    """Return what tells the people apart whom one list names by one name."""
    times = Counter((row.table_id, row.name) for row in rows if row.table_id in once)
    if len(times) == times.total():
        return {}
    genders = Counter((row.table_id, row.name, row.gender) for row in rows if row.gender)
    seen: Counter[tuple[int, NameKey]] = Counter()
    twins: dict[Sighting, str] = {}
    for row in rows:
        place = row.table_id, row.name
        if times[place] > 1:
            seen[place] += 1
            # "Fr. Oltrogge" and "Hr. Oltrogge"
            gender = row.gender if row.gender and genders[(*place, row.gender)] == 1 else None
            twins[row] = str(row.birth_date or row.birth_year or gender or row.person_number or seen[place])
    return twins
