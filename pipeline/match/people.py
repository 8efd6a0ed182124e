"""Rows that name people, of whatever lists -> people, each once: the surest level first, doubts asked.

Only rows that share something are compared (`pairs.py`). A person whose rows contradict each other never comes about,
not by a third row either; a row that fits two people is asked for. The order of files plays no part: rows are taken in
the order of what they say.
"""

from collections import defaultdict
from itertools import combinations
from typing import NamedTuple

from pipeline.codes import JoinedBy
from pipeline.match.asking import NEW, Asked, details_of, key_of
from pipeline.match.doubts import ask
from pipeline.match.joining import Joining
from pipeline.match.levels import ALL_MAY_DIFFER, LEVELS, differing
from pipeline.match.namesakes import told_apart
from pipeline.match.pairs import Pair, pairs_of
from pipeline.match.sightings import Group, Sighting, births_differ
from pipeline.match.stated import Stated
from pipeline.questions import Decisions

_SAME = -1


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
    new = None if fresh is None or len(fresh) == len(groups) else {id(group) for group in fresh}
    is_fresh = None if new is None else [id(groups[turn]) in new for turn in joining.turn_of_row]
    pairs = pairs_of(joining.rows, joining.turn_of_row, is_fresh)
    beside = _in_doubt(joining, _join(joining, pairs, _answered_new(joining.rows, decisions)))
    asked = ask(joining, beside, decisions, is_complete=is_complete)
    doubtful = [groups[turn] for turn in sorted({joining.find(turn) for turn in beside})]
    if not is_complete:
        asked = [one for one in asked if not one.is_open]
        for group in doubtful:
            group.is_provisional = False
    return Joined([group for group in groups if group.sightings], asked, doubtful)


def _join(joining: Joining, pairs: list[Pair], denied: set[tuple[str, str]]) -> list[Pair]:
    """Join level by level; return the pairs that are left to be asked for."""
    for row, other_row in joining.stated.same(joining.rows):
        joining.unite(joining.of(row), joining.of(other_row), JoinedBy.DECISION)
    doubtful: list[Pair] = []
    by_level: dict[int, list[Pair]] = defaultdict(list)
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


def _torn(joining: Joining, pairs: list[Pair]) -> set[int]:
    """Return those who fit, by one level, two people who are not one."""
    beside: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        one, other = joining.of(pair.one), joining.of(pair.other)
        if one != other:
            beside[one].add(other)
            beside[other].add(one)
    return {turn for turn, others in beside.items() if len(others) > 1 and _fits_two(joining, turn, others)}


def _fits_two(joining: Joining, turn: int, others: set[int]) -> bool:
    possible = [other for other in others if not joining.contradict(turn, other)]
    return any(joining.contradict(one, other) for one, other in combinations(possible, 2))


def _differ(one: Group, other: Group, level: int) -> bool:
    """Whether more differs between two people, all their rows taken together, than a level allows."""
    most = ALL_MAY_DIFFER if level == _SAME else LEVELS[level].differing
    return most < ALL_MAY_DIFFER and differing(one, other) > most


def _are_denied(one: Group, other: Group, denied: set[tuple[str, str]]) -> bool:
    if not denied:
        return False
    pairs = {(mine, yours) for mine in one.keys for yours in other.keys}
    return not denied.isdisjoint(pairs | {(yours, mine) for mine, yours in pairs})


def _in_doubt(joining: Joining, pairs: list[Pair]) -> dict[int, set[int]]:
    """Return for each person in doubt those who may be the same."""
    beside: dict[int, set[int]] = defaultdict(set)
    of_row = joining.of_rows()
    for pair in pairs:
        one, other = of_row[pair.one], of_row[pair.other]
        if one == other or other in beside[one]:
            continue
        if births_differ(joining.rows[pair.one], joining.rows[pair.other]):
            is_out = joining.stated.apart(joining.groups[one].sightings, joining.groups[other])
        else:
            is_out = joining.contradict(one, other)
        if not is_out:
            beside[one].add(other)
            beside[other].add(one)
    return {turn: others for turn, others in beside.items() if others}


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
