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
from pipeline.match.asking import NEW, Asked, details_of, key_of
from pipeline.match.doubts import ask
from pipeline.match.joining import Joining
from pipeline.match.levels import LEVELS, differing, level_of
from pipeline.match.names import bones
from pipeline.match.namesakes import told_apart
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


class Joined(NamedTuple):
    """The people, a question for each whom nothing tells apart, and those who are still in doubt."""

    people: list[Group]
    asked: list[Asked]
    doubtful: list[Group]


def join_people(
    groups: list[Group],
    decisions: Decisions,
    stated: Stated,
    *,
    fresh: list[Group] | None = None,
    is_complete: bool = True,
) -> Joined:
    """Join the groups that are one person, and ask of those whom nothing tells apart.

    `fresh` are the groups that were not compared before; all, where it is None. As long as further people are to come,
    not `is_complete`, answers are looked up, and nobody is asked for.
    """
    joining = Joining(groups, stated)
    new = None if fresh is None else {id(group) for group in fresh}
    is_fresh = None if new is None else [id(groups[turn]) in new for turn in joining.turn_of_row]
    pairs = _join(joining, _pairs(joining, is_fresh), _answered_new(joining.rows, decisions))
    beside = _in_doubt(joining, pairs)
    asked = ask(joining, beside, decisions, is_complete=is_complete)
    doubtful = [groups[turn] for turn in sorted({joining.find(turn) for turn in beside})]
    if not is_complete:
        asked = [one for one in asked if not one.is_open]
        for group in doubtful:
            group.is_provisional = False
    return Joined([group for group in groups if group.sightings], asked, doubtful)


def _pairs(joining: Joining, is_fresh: list[bool] | None) -> list[_Pair]:
    """Return the rows that may be of one person with the level, the surest first."""
    rows, turn = joining.rows, joining.turn_of_row
    found = []
    for one, other in _alike(rows, is_fresh):
        level = level_of(rows[one], rows[other]) if turn[one] != turn[other] else None
        if level is not None:
            found.append((level, one, other))
    order = {at: rows[at].order for _, *both in found for at in both}
    place = {at: number for number, at in enumerate(sorted(order, key=order.__getitem__))}
    pairs = [_Pair(level, *sorted((one, other), key=place.__getitem__)) for level, one, other in found]
    return sorted(pairs, key=lambda pair: (pair.level, place[pair.one], place[pair.other]))


def _join(joining: Joining, pairs: list[_Pair], denied: set[tuple[str, str]]) -> list[_Pair]:
    """Join level by level; return the pairs that are left to be asked for."""
    for row, other_row in joining.stated.same(joining.rows):
        joining.unite(joining.of(row), joining.of(other_row), JoinedBy.DECISION)
    doubtful: list[_Pair] = []
    by_level: dict[int, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        by_level[pair.level].append(pair)
    for level, own in sorted(by_level.items()):
        if level != _SAME and LEVELS[level].asks:
            doubtful += own
            continue
        torn = _torn(joining, own)
        for pair in own:
            one, other = joining.of(pair.one), joining.of(pair.other)
            if one == other or joining.contradict(one, other):
                continue
            both = joining.groups[one], joining.groups[other]
            if one in torn or other in torn or _are_denied(*both, denied) or _differ(*both, level):
                doubtful.append(pair)
            else:
                joining.unite(one, other, JoinedBy.SAME_ROW if level == _SAME else LEVELS[level].by)
    return doubtful


def _torn(joining: Joining, pairs: list[_Pair]) -> set[int]:
    """Return those who fit, by one level, two people who are not one."""
    beside: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        one, other = joining.of(pair.one), joining.of(pair.other)
        if one != other and not joining.contradict(one, other):
            beside[one].add(other)
            beside[other].add(one)
    return {
        turn
        for turn, others in beside.items()
        if any(joining.contradict(one, other) for one, other in combinations(others, 2))
    }


def _differ(one: Group, other: Group, level: int) -> bool:
    """Whether more differs between two people, all their rows taken together, than a level allows."""
    return level != _SAME and differing(one, other) > LEVELS[level].differing


def _are_denied(one: Group, other: Group, denied: set[tuple[str, str]]) -> bool:
    if not denied:
        return False
    pairs = {(mine, yours) for mine in one.keys for yours in other.keys}
    return not denied.isdisjoint(pairs | {(yours, mine) for mine, yours in pairs})


def _in_doubt(joining: Joining, pairs: list[_Pair]) -> dict[int, set[int]]:
    """Return for each person in doubt those who may be the same."""
    beside: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        one, other = joining.of(pair.one), joining.of(pair.other)
        if one == other:
            continue
        if births_differ(joining.rows[pair.one], joining.rows[pair.other]):
            is_out = joining.stated.apart(joining.groups[one].sightings, joining.groups[other])
        else:
            is_out = joining.contradict(one, other)
        if not is_out:
            beside[one].add(other)
            beside[other].add(one)
    return beside


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
        denied.update((row.key, other) for other in told_apart(row, decisions))
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
