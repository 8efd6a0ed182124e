"""People while they are joined, by their turn: the rows of one move to another, who takes its place."""

from pipeline.codes import JoinedBy
from pipeline.match.sightings import Group, Sighting, births_differ
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

    def find(self, turn: int) -> int:
        """Return the turn of the person that a group has become part of."""
        while self._now[turn] != turn:
            turn = self._now[turn]
        return turn

    def contradict(self, one: int, other: int) -> bool:
        """Whether two people cannot be one: other births, two names on one course's lists, or a statement."""
        mine, yours = self.groups[one], self.groups[other]
        return (
            any(births_differ(row, another) for row in mine.sightings for another in yours.sightings)
            or (self._has_lists and (_is_listed_beside(mine, yours) or _is_listed_beside(yours, mine)))
            or self.stated.apart(mine.sightings, yours)
        )

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


def rank(group: Group) -> tuple[object, ...]:
    """Order people by how much is known of them, then by what their rows say."""
    return *_standing(group), group.first.order


def _is_less_known(one: Group, other: Group) -> bool:
    """Whether one comes after the other by `rank`, of which what all rows say is seldom needed."""
    mine, yours = _standing(one), _standing(other)
    return mine > yours if mine != yours else one.first.order > other.first.order


def _standing(group: Group) -> tuple[int, bool]:
    return -max(map(_known, group.sightings)), not group.first.is_signup


def _known(row: Sighting) -> int:
    return (
        (row.birth_date is not None) + (row.birth_year is not None) + (row.mail is not None) + (row.digits is not None)
    )
