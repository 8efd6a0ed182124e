"""People while they are joined, by their turn: the rows of one move to another, who takes its place."""

from pipeline.codes import JoinedBy
from pipeline.match.sightings import Group, Sighting, are_two
from pipeline.match.stated import Stated
from pipeline.tables.written import RosterRow


class Joining:
    """Groups of rows by their turn, and which of them have become one."""

    def __init__(self, groups: list[Group], stated: Stated) -> None:
        """Take the groups; `stated` says who is one and who is not."""
        self.groups = groups
        self.stated = stated
        self.rows = [row for group in groups for row in group.sightings]
        self.turn_of_row = [turn for turn, group in enumerate(groups) for _ in group.sightings]
        self._now = list(range(len(groups)))
        self._has_lists = any(row.kind is RosterRow for row in self.rows)

    def of(self, row: int) -> int:
        """Return the turn of the person that a row is of by now."""
        return self.find(self.turn_of_row[row])

    def of_rows(self) -> list[int]:
        """Return the turns of the people that all rows are of by now."""
        now = list(map(self.find, range(len(self.groups))))
        return [now[turn] for turn in self.turn_of_row]

    def find(self, turn: int) -> int:
        """Return the turn of the person that a group has become part of."""
        while self._now[turn] != turn:
            turn = self._now[turn]
        return turn

    def contradict(self, one: int, other: int) -> bool:
        """Whether two people cannot be one: other births, two names on one course's lists, or a statement."""
        mine, yours = self.groups[one], self.groups[other]
        # Without a generator: most people have one row or two, and each pair is asked for.
        for row in mine.sightings:
            for another in yours.sightings:
                if are_two(row, another):
                    return True
        return (
            self._has_lists and (_is_listed_beside(mine, yours) or _is_listed_beside(yours, mine))
        ) or self.stated.apart(mine.sightings, yours)

    def unite(self, one: int, other: int, by: JoinedBy) -> None:
        """Let the person of whom more is known take the rows of the other."""
        if one == other:
            return
        if _is_less_known(self.groups[one], self.groups[other]):
            one, other = other, one
        self._now[other] = one
        self.groups[one].take_all(self.groups[other], by)


def _is_listed_beside(one: Group, other: Group) -> bool:
    """Whether an attendance list of one of the other's courses names one."""
    listed = [row.course_id for row in one.sightings if row.kind is RosterRow and row.course_id]
    return bool(listed) and not other.courses.isdisjoint(listed)


def _is_less_known(one: Group, other: Group) -> bool:
    """Whether less is known of one than of the other; of whom as much is known, what their rows say decides."""
    mine, yours = standing(one), standing(other)
    return mine > yours if mine != yours else other.first < one.first


def standing(group: Group) -> tuple[int, bool]:
    """Return what people are put in order by, those first of whom most is known."""
    return -max(map(_known, group.sightings)), not group.first.is_signup


def _known(row: Sighting) -> int:
    return (
        (row.birth_date is not None) + (row.birth_year is not None) + (row.mail is not None) + (row.digits is not None)
    )
