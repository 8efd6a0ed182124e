"""Rows that name people, of whatever lists -> people, each once: the surest level first, doubts asked.

Only rows that share something are compared: an address, a number, a day of birth, the sound of the name. A person
whose rows contradict each other never comes about, not by a third row either; a row that fits two people is asked for.
The order of files plays no part: rows are taken in the order of what they say.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable
from itertools import combinations
from typing import NamedTuple

from pipeline.codes import JoinedBy
from pipeline.match.asking import NEW, Asked, details_of, key_of, who_is_it
from pipeline.match.levels import LEVELS, differing, level_of
from pipeline.match.names import bones
from pipeline.match.sightings import Group, Sighting, births_differ
from pipeline.match.stated import Stated
from pipeline.questions import Decisions

# A name that more rows have than this is told apart by more than the name.
_MOST_OF_ONE_NAME = 100
_MOST_ALIKE = 400
_SAME = -1


class _Pair(NamedTuple):
    """Two rows that may be of one person, by their turn; `level` counts in LEVELS."""

    level: int
    one: int
    other: int


def join_people(
    groups: list[Group], decisions: Decisions, stated: Stated, *, fresh: set[int] | None = None
) -> tuple[list[Group], list[Asked]]:
    """Join the groups that are one person; return the people, and a question for each whom nothing tells apart.

    `fresh` are the groups (by their turn) that were not compared before; all, where it is None.
    """
    joining = _Joining(groups, decisions, stated)
    doubtful = joining.join(joining.pairs(fresh))
    asked = joining.ask(doubtful)
    return [group for group in groups if group.sightings], asked


class _Joining:
    """People while they are joined, by their turn: the rows of one move to another, who takes its place."""

    def __init__(self, groups: list[Group], decisions: Decisions, stated: Stated) -> None:
        self._groups = groups
        self._decisions = decisions
        self._stated = stated
        self._now = list(range(len(groups)))
        self._rows = [row for group in groups for row in group.sightings]
        self._turn = [turn for turn, group in enumerate(groups) for _ in group.sightings]
        self._denied = _answered_new(self._rows, decisions)

    def pairs(self, fresh: set[int] | None) -> list[_Pair]:
        """Return the rows that may be of one person with the level, the surest first."""
        is_fresh = None if fresh is None else [turn in fresh for turn in self._turn]
        found = []
        for one, other in _alike(self._rows, is_fresh):
            level = level_of(self._rows[one], self._rows[other]) if self._turn[one] != self._turn[other] else None
            if level is not None:
                found.append((level, one, other))
        order = {at: self._rows[at].order for _, *both in found for at in both}
        place = {at: number for number, at in enumerate(sorted(order, key=order.__getitem__))}
        pairs = [_Pair(level, *sorted((one, other), key=place.__getitem__)) for level, one, other in found]
        return sorted(pairs, key=lambda pair: (pair.level, place[pair.one], place[pair.other]))

    def join(self, pairs: list[_Pair]) -> list[_Pair]:
        """Join level by level; return the pairs that are left to be asked for."""
        for row, other_row in self._stated.same(self._rows):
            self._unite(self._of(row), self._of(other_row), JoinedBy.DECISION)
        doubtful: list[_Pair] = []
        by_level: dict[int, list[_Pair]] = defaultdict(list)
        for pair in pairs:
            by_level[pair.level].append(pair)
        for level, own in sorted(by_level.items()):
            if level != _SAME and LEVELS[level].asks:
                doubtful += own
                continue
            torn = self._torn(own)
            for pair in own:
                one, other = self._of(pair.one), self._of(pair.other)
                if one == other or self._contradict(one, other):
                    continue
                if one in torn or other in torn or self._is_denied(one, other) or self._differ(one, other, level):
                    doubtful.append(pair)
                else:
                    self._unite(one, other, JoinedBy.SAME_ROW if level == _SAME else LEVELS[level].by)
        return doubtful

    def ask(self, pairs: list[_Pair]) -> list[Asked]:
        """Ask of each person of whom less is known whether it is one of those of whom more is known."""
        beside: dict[int, set[int]] = defaultdict(set)
        for pair in pairs:
            one, other = self._of(pair.one), self._of(pair.other)
            if one == other:
                continue
            if births_differ(self._rows[pair.one], self._rows[pair.other]):
                is_out = self._stated.apart(self._groups[one].sightings, self._groups[other])
            else:
                is_out = self._contradict(one, other)
            if not is_out:
                beside[one].add(other)
                beside[other].add(one)
        rank = {turn: _rank(self._groups[turn]) for turn in beside}
        asked = []
        for turn in sorted(beside, key=rank.__getitem__):
            better = {self._find(other) for other in beside[turn] if rank[other] < rank[turn]} - {turn}
            if better:
                asked.append(self._ask(turn, better))
        return asked

    def _ask(self, turn: int, better: set[int]) -> Asked:
        group = self._groups[turn]
        keys = [key_of(row, details_of(row)) for row in group.sightings]
        candidates = {id(self._groups[other]): other for other in better}
        found = [self._groups[other] for other in better]
        one = who_is_it(group, found, self._decisions, keys=keys, details=details_of(group.first))
        if one.chosen:
            self._unite(candidates[id(one.chosen)], turn, JoinedBy.DECISION)
        else:
            group.is_provisional = one.is_open
        return one

    def _torn(self, pairs: list[_Pair]) -> set[int]:
        """Return those who fit, by one level, two people who are not one."""
        beside: dict[int, set[int]] = defaultdict(set)
        for pair in pairs:
            one, other = self._of(pair.one), self._of(pair.other)
            if one != other and not self._contradict(one, other):
                beside[one].add(other)
                beside[other].add(one)
        return {
            turn
            for turn, others in beside.items()
            if any(self._contradict(one, other) for one, other in combinations(others, 2))
        }

    def _contradict(self, one: int, other: int) -> bool:
        """Whether two people cannot be one: other births, two names on one course's lists, or a statement."""
        mine, yours = self._groups[one], self._groups[other]
        return (
            any(births_differ(row, another) for row in mine.sightings for another in yours.sightings)
            or not mine.listed.isdisjoint(yours.courses)
            or not yours.listed.isdisjoint(mine.courses)
            or self._stated.apart(mine.sightings, yours)
        )

    def _differ(self, one: int, other: int, level: int) -> bool:
        """Whether more differs between two people, all their rows taken together, than a level allows."""
        return level != _SAME and differing(self._groups[one], self._groups[other]) > LEVELS[level].differing

    def _is_denied(self, one: int, other: int) -> bool:
        if not self._denied:
            return False
        pairs = {(mine, yours) for mine in self._groups[one].keys for yours in self._groups[other].keys}
        return not self._denied.isdisjoint(pairs | {(yours, mine) for mine, yours in pairs})

    def _unite(self, one: int, other: int, by: JoinedBy) -> None:
        """Let the person of whom more is known take the rows of the other."""
        if one == other:
            return
        if _rank(self._groups[other]) < _rank(self._groups[one]):
            one, other = other, one
        self._now[other] = one
        self._groups[one].take_all(self._groups[other], by)

    def _of(self, row: int) -> int:
        return self._find(self._turn[row])

    def _find(self, turn: int) -> int:
        while self._now[turn] != turn:
            turn = self._now[turn]
        return turn


def _rank(group: Group) -> tuple[object, ...]:
    """Order people by how much is known of them, then by what their rows say."""
    known = max(
        sum(value is not None for value in (row.birth_date, row.birth_year, row.mail, row.digits))
        for row in group.sightings
    )
    return -known, not any(row.is_signup for row in group.sightings), group.first.order


def _answered_new(rows: list[Sighting], decisions: Decisions) -> set[tuple[str, str]]:
    """Return the keys of each row and of those of whom somebody has answered that it is none of them."""
    if NEW not in decisions.values():
        return set()
    denied: set[tuple[str, str]] = set()
    for row in rows:
        key = key_of(row, details_of(row))
        if decisions.get(key) == NEW:
            others = decisions.evidence.get(key, "").split(" ")[1:]
            denied.update((row.key, other.partition("=")[0]) for other in others)
    return denied


def _alike(rows: list[Sighting], is_fresh: list[bool] | None) -> set[tuple[int, int]]:
    """Return the rows that share one of the keys by which rows are looked up, by their turn."""
    found: set[tuple[int, int]] = set()
    for key_of_row, most in _KEYS:
        first: dict[Hashable, int] = {}
        blocks: dict[Hashable, list[int]] = {}
        looked_for = None
        if is_fresh is not None:
            looked_for = {key_of_row(row) for row, fresh in zip(rows, is_fresh, strict=True) if fresh}
        for at, row in enumerate(rows):
            key = key_of_row(row)
            if key is None or (looked_for is not None and key not in looked_for):
                continue
            earlier = first.setdefault(key, at)
            if earlier != at:
                blocks.setdefault(key, [earlier]).append(at)
        for block in blocks.values():
            if len(block) <= most:
                found.update(combinations(block, 2))
    if is_fresh is None:
        return found
    return {(one, other) for one, other in found if is_fresh[one] or is_fresh[other]}


def _named_and_born(row: Sighting) -> Hashable:
    return (row.sound, row.birth_year) if row.birth_year else None


def _named_and_living(row: Sighting) -> Hashable:
    return (row.sound, row.postcode) if row.postcode else None


def _family_and_born(row: Sighting) -> Hashable:
    family, given = row.words.family, row.words.given
    return (row.birth_year, bones(family), given[0][:1]) if row.birth_year and given else None


def _given_and_born(row: Sighting) -> Hashable:
    family, given = row.words.family, row.words.given
    return (row.birth_year, bones(given), family[0][:1]) if row.birth_year and given and family else None


def _family_living_and_born(row: Sighting) -> Hashable:
    return (row.birth_year, bones(row.words.family), row.postcode) if row.birth_year and row.postcode else None


# By what rows are looked up, and how many of one key are compared; larger crowds are told apart by a finer key.
_KEYS: tuple[tuple[Callable[[Sighting], Hashable], int], ...] = (
    (lambda row: row.mail, _MOST_ALIKE),
    (lambda row: row.digits, _MOST_ALIKE),
    (lambda row: row.birth_date, _MOST_ALIKE),
    (lambda row: row.sound, _MOST_OF_ONE_NAME),
    (_named_and_born, _MOST_ALIKE),
    (_named_and_living, _MOST_ALIKE),
    (_family_and_born, _MOST_ALIKE),
    (_given_and_born, _MOST_ALIKE),
    (_family_living_and_born, _MOST_ALIKE),
)
