"""Names on attendance lists -> the people who signed up for the course; the rest are walk-ins or questions.

Within a course the exact names are settled first, then all others together: a name is compared with those of whom the
same list does not already name somebody. Walk-ins are compared with each other in the same way.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline import issues
from pipeline.codes import JoinedBy
from pipeline.fold import fold
from pipeline.issues import Issue, Place
from pipeline.match.asking import EACH, Asked, key_of, who_is_it, who_is_repeated
from pipeline.match.assignment import assign
from pipeline.match.candidates import described
from pipeline.match.named import REPEATED, RosterPerson, put_together, repeats_people, roster_people
from pipeline.match.names import Likeness, compare
from pipeline.match.sightings import Group, Sighting
from pipeline.match.stated import Stated
from pipeline.questions import Decisions
from pipeline.recognise import SheetTable
from pipeline.said import say_some
from pipeline.tables.written import RosterRow

# How far a name is from another; beyond the last nobody is meant, and one that is merely near is always asked for.
_COSTS = {
    Likeness.SAME: 0,
    Likeness.SPELLING: 1,
    Likeness.SLIP: 3,
    Likeness.PART: 3,
    Likeness.SHORT: 4,
    Likeness.INITIAL: 5,
    Likeness.LONE: 6,
    Likeness.MISTYPED: 10,
    Likeness.NEAR: 10,
}
_AGREEING = 5
# Who asks for these things takes sign-ups: who keeps attendance needs at most one of them.
_OF_CONTACT = frozenset({"email", "phone", "address", "street", "postcode", "place", "birth_date", "birth_year"})
_FEWEST_OF_CONTACT = 2


@dataclass
class Rosters:
    """What became of the names on the lists: who came without a sign-up, what to tell and what to ask."""

    walk_ins: list[Group] = field(default_factory=list)
    unclear: list[Group] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)


def match_rosters(
    rows: list[Sighting],
    groups: list[Group],
    tables: Mapping[int, SheetTable],
    decisions: Decisions,
    stated: Stated,
) -> Rosters:
    """Add every row of the attendance lists to the group of its person; who belongs to none is a walk-in or unclear."""
    found = Rosters()
    signed_up: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for course in group.courses:
            signed_up[course].append(group)
    by_course: dict[str | None, list[Sighting]] = defaultdict(list)
    for row in rows:
        by_course[row.course_id].append(row)
    for course_id in sorted(by_course, key=str):
        enrolled = signed_up.get(course_id or "", [])
        _Course(by_course[course_id], enrolled, found, tables, decisions, stated).match()
    return found


class _Course:
    """The names on the lists of one course, and those who signed up for it."""

    def __init__(
        self,
        rows: list[Sighting],
        enrolled: list[Group],
        found: Rosters,
        tables: Mapping[int, SheetTable],
        decisions: Decisions,
        stated: Stated,
    ) -> None:
        # A list has one row a person: the same name twice is two people.
        self._once = frozenset(at for at in {row.table_id for row in rows} if not repeats_people(tables[at]))
        self._people = roster_people(rows, self._once)
        self._enrolled = enrolled
        self._found = found
        self._tables = tables
        self._decisions = decisions
        self._stated = stated
        self._by_name: dict[str, list[Group]] = defaultdict(list)
        for group in enrolled:
            for name in {row.letters for row in group.sightings}:
                self._by_name[name].append(group)

    def match(self) -> None:
        """Settle the exact names, then the others together; who is left came without a sign-up."""
        named = [person for person in self._people if not person.address]
        unknown = [person for person in self._people if person.address and not self._settle_address(person)]
        rest = put_together(named, self._may_be_one)
        if self._enrolled:
            rest = [person for person in rest if not self._settle_exact(person)]
            rest = [person for person in rest if not self._ask_contradictory(person)]
            rest = self._settle_together(rest, self._enrolled)
        for person in [person for person in rest if person.is_repeated]:
            rest.remove(person)
            self._ask(person, [])
        # The name that most lists have stands for the others.
        rest = sorted(rest, key=lambda person: (-len(person.rows), person.name, person.twin))
        walk_ins: list[Group] = []
        if rest and frozenset.intersection(*(person.tables for person in rest)):
            # One list names them all: nobody is anybody else on it.
            walk_ins, rest = [Group(list(person.rows)) for person in rest], []
        while rest:
            person, *others = rest
            group = Group(list(person.rows))
            walk_ins.append(group)
            alike = [
                other
                for other in others
                if person.tables.isdisjoint(other.tables) and compare(other.words, person.words) < Likeness.OTHER
            ]
            left = self._settle_together(alike, walk_ins) if alike else []
            rest = [other for other in others if other not in alike or other in left] if alike else others
        # An address is like no other: whoever has it is one person.
        walk_ins += [Group(list(person.rows)) for person in unknown]
        self._found.walk_ins += walk_ins
        if self._enrolled:
            self._found.issues += map(self._walk_in, walk_ins)
        elif not self._are_signups():
            self._found.issues.append(self._signups_missing())

    def _walk_in(self, group: Group) -> Issue:
        row = group.sightings[0]
        place = self._tables[row.table_id].place(row.row - 1)
        return Issue(issues.WALK_IN, place, row.full_name, values={"course": row.course_id or "–"})

    def _are_signups(self) -> bool:
        """Whether the attendance lists are the sign-up lists, too: they say of everybody how to reach them."""
        tables = {table_id for person in self._people for table_id in person.tables}
        return all(sum(map(self._tables[at].has, _OF_CONTACT)) >= _FEWEST_OF_CONTACT for at in tables)

    def _signups_missing(self) -> Issue:
        """Note once, on the first list, that of a course no sign-up has come: nobody on its lists is to blame."""
        tables = {table_id for person in self._people for table_id in person.tables}
        path, sheet = min((self._tables[at].file.path, self._tables[at].sheet_name or "") for at in tables)
        values = {"course": self._people[0].course_id or "–"}
        return Issue(issues.SIGNUPS_MISSING, Place(path, sheet or None), values=values)

    def _settle_address(self, person: RosterPerson) -> bool:
        """Join or ask where a list has an address in place of a name; whose name is in it may be meant."""
        free = [group for group in self._enrolled if not self._stated.apart(person.rows, group)]
        meant = [group for group in free if any(row.mail == person.address for row in group.sightings)]
        if len(meant) == 1 and not _stand_beside(person.tables & self._once, meant[0]):
            meant[0].take(person.rows, JoinedBy.LIST_EMAIL)
            return True
        within = set(fold((person.address or "").partition("@")[0]).split())
        candidates = meant or [group for group in free if not within.isdisjoint(_words_of(group))]
        if candidates:
            self._ask(person, candidates)
        return bool(candidates)

    def _settle_exact(self, person: RosterPerson) -> bool:
        """Join or ask where somebody of the very name signed up."""
        said = [group for group in self._enrolled if self._stated.one(person.rows, group)] if self._stated else []
        if said:
            said[0].take(person.rows, JoinedBy.DECISION)
            return True
        candidates = [group for group in self._named(person) if not person.contradicts(group)]
        if not candidates:
            return False
        if person.is_repeated:
            self._ask(person, candidates)
            return True
        free = [group for group in candidates if not _stand_beside(person.tables & self._once, group)]
        if len(candidates) > 1 or person.twin or not free:
            meant = person.by_generation(self._named(person))
            agreeing = [group for group in free if person.agrees(group)] or [
                # Of two of one name, the place tells who is meant.
                group
                for group in free
                if group is meant or person.lives_in_place_of(group)
            ]
            if len(agreeing) != 1:
                self._ask(person, agreeing or candidates)
                return True
            free = agreeing
        self._join(person, free[0], JoinedBy.LIST)
        return True

    def _may_be_one(self, people: list[RosterPerson]) -> bool:
        """Whether names that one list has several times may mean one person; nobody has said otherwise.

        They can mean but one who signed up, or there is no sign-up at all, and no other list has the name once.
        """
        row = people[0].rows[0]
        keys = [key_of(row, (person.twin,)) for person in people]
        is_told = self._decisions.get(key_of(row, (REPEATED,))) == EACH or any(key in self._decisions for key in keys)
        if not self._enrolled:
            return not is_told and sum(person.name == people[0].name for person in self._people) == len(people)
        named = [group for group in self._named(people[0]) if not people[0].contradicts(group)]
        return len(named) == 1 and not is_told and not any(self._stated.one(one.rows, named[0]) for one in people)

    def _ask_contradictory(self, person: RosterPerson) -> bool:
        """Ask where somebody of the very name signed up whose birth is another: of two lists one may be mistaken."""
        named = [group for group in self._named(person) if not _stand_beside(person.tables, group)]
        if named:
            self._ask(person, named)
        return bool(named)

    def _named(self, person: RosterPerson) -> list[Group]:
        """Return those of the very name of whom nobody has said that they are not meant."""
        named = self._by_name.get(person.rows[0].letters, [])
        return [group for group in named if not self._stated.apart(person.rows, group)] if self._stated else named

    def _settle_together(self, people: list[RosterPerson], enrolled: list[Group]) -> list[RosterPerson]:
        """Join what is certain, ask what is not; return those who are like nobody."""
        likeness: list[dict[int, Likeness]] = []
        costs: list[dict[int, int]] = []
        for person in people:
            alike = {at: self._likeness(person, group) for at, group in enumerate(enrolled)}
            likeness.append({at: how for at, how in alike.items() if how in _COSTS})
            close = {
                at: max(0, _COSTS[how] - (_AGREEING if person.agrees(enrolled[at]) else 0))
                for at, how in likeness[-1].items()
            }
            costs.append(close)
        beside = [
            frozenset(
                at
                for at, other in enumerate(people)
                if other is not person and not person.tables.isdisjoint(other.tables)
            )
            for person in people
        ]
        left = []
        for person, how, choice in zip(people, likeness, assign(costs, beside), strict=True):
            if choice.certain is not None and how[choice.certain] < Likeness.MISTYPED:
                self._join(person, enrolled[choice.certain], JoinedBy.LIST_SIMILAR)
            elif choice.possible:
                self._ask(person, [enrolled[at] for at in choice.possible])
            else:
                left.append(person)
        return left

    def _likeness(self, person: RosterPerson, group: Group) -> Likeness:
        """Return how alike a name is to a person's; somebody whom the same list names is somebody else."""
        if _stand_beside(person.tables, group) or person.contradicts(group) or self._stated.apart(person.rows, group):
            return Likeness.OTHER
        likeness = min(compare(person.words, words) for words in {row.words for row in group.sightings})
        # Of the "Oltrogge" and the "H. Oltrogge" who may be meant, "Hr." and "Fr." tell.
        is_short = likeness in (Likeness.INITIAL, Likeness.LONE)
        return Likeness.OTHER if is_short and _are_of_other_gender(person.rows, group) else likeness

    def _join(self, person: RosterPerson, group: Group, by: JoinedBy) -> None:
        """Join; note where a list spells a name in another way. Order, case, accents and titles are no other way."""
        row = person.rows[0]
        if not any(row.is_named_as(known) for known in group.sightings):
            place = self._tables[row.table_id].place_of_name(row.row - 1)
            self._found.issues.append(Issue(issues.NAME_VARIANT, place, row.full_name, group.full_name))
        group.take(person.rows, by)

    def _ask(self, person: RosterPerson, candidates: list[Group]) -> None:
        """Ask who is meant; until it is answered the person is provisional, with an enrolment of its own."""
        row = person.rows[0]
        details = (person.twin,) if person.twin else ()
        group = Group(list(person.rows))
        ask = who_is_repeated if person.is_repeated else who_is_it
        asked = ask(group, candidates, self._decisions, keys=[key_of(row, details)], details=details)
        self._found.asked.append(asked)
        if asked.chosen:
            asked.chosen.take(person.rows, JoinedBy.DECISION)
            return
        group.is_provisional = asked.is_open
        if not asked.is_open:
            self._found.walk_ins.append(group)
            return
        self._found.unclear.append(group)
        if person.is_repeated:
            self._found.issues += map(self._listed_again, person.rows[1:])
            return
        place = self._tables[row.table_id].place_of_name(row.row - 1)
        expected = say_some(sorted(described(one) for one in candidates), between="; ")
        self._found.issues.append(Issue(issues.PERSON_UNCLEAR, place, row.full_name, expected))

    def _listed_again(self, row: Sighting) -> Issue:
        place = self._tables[row.table_id].place(row.row - 1)
        return Issue(issues.LISTED_AGAIN, place, row.full_name, values={"course": row.course_id or "–"})


def _words_of(group: Group) -> set[str]:
    return {word for row in group.sightings for name in (row.words.family, row.words.given) for word in name}


def _are_of_other_gender(rows: Iterable[Sighting], group: Group) -> bool:
    own, theirs = ({row.gender for row in some} - {None} for some in (rows, group.sightings))
    return bool(own and theirs) and own.isdisjoint(theirs)


def _stand_beside(tables: frozenset[int], group: Group) -> bool:
    """Whether one of the lists names somebody: two names on one list are two people, on two lists they may be one."""
    return not tables.isdisjoint([row.table_id for row in group.sightings if row.kind is RosterRow])
