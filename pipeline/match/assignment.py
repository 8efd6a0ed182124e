"""Who of a list is who of a course, all names at once: what holds in every way of giving out the people.

Two names on one list are two people, so one name that is sure settles others. A choice is certain when every other
choice for that name makes the best whole worse by a clear margin.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

# What it costs to take a name for nobody who signed up: more than any likeness.
NOBODY = 20
# Between two forms of one name there is a margin of less; between a spelling and a mere resemblance one of more.
_MARGIN = 5
# Beyond so many ways nobody looks for the best one: everybody concerned is asked for.
_MOST_WAYS = 20_000


class Choice(NamedTuple):
    """What a name may mean: whoever is possible at all, and the one it must mean, where that is certain."""

    possible: tuple[int, ...]
    certain: int | None


def assign(costs: Sequence[Mapping[int, int]], apart: Sequence[frozenset[int]]) -> list[Choice]:
    """Return for each name what it may mean.

    `costs` has for each name the people it may mean, by number, and how far the name is from theirs; `apart` has for
    each name the other names that stand beside it on a list.
    """
    choices = [Choice(tuple(sorted(own, key=lambda person: (own[person], person))), None) for own in costs]
    for names in _components(costs):
        for name, certain in _settle(names, costs, apart).items():
            choices[name] = choices[name]._replace(certain=certain)
    return choices


def _components(costs: Sequence[Mapping[int, int]]) -> list[list[int]]:
    """Return the names that share people they may mean, together; those that mean nobody are left out."""
    names_of: dict[int, list[int]] = defaultdict(list)
    for name, own in enumerate(costs):
        for person in own:
            names_of[person].append(name)
    seen: set[int] = set()
    found = []
    for start, own in enumerate(costs):
        if start in seen or not own:
            continue
        seen.add(start)
        reached = [start]
        for name in reached:
            for other in {other for person in costs[name] for other in names_of[person]} - seen:
                seen.add(other)
                reached.append(other)
        found.append(sorted(reached))
    return found


def _settle(names: list[int], costs: Sequence[Mapping[int, int]], apart: Sequence[frozenset[int]]) -> dict[int, int]:
    """Return the certain choices among names that share people."""
    ways = 1
    for name in names:
        ways *= len(costs[name]) + 1
    if ways > _MOST_WAYS:
        return {}
    best: dict[tuple[int, int | None], int] = {}
    given: dict[int, int | None] = {}

    def go_on(turn: int, cost: int) -> None:
        if turn == len(names):
            for pair in given.items():
                best[pair] = min(cost, best.get(pair, cost))
            return
        name = names[turn]
        taken = {given[other] for other in apart[name] if other in given}
        options: list[tuple[int | None, int]] = [(None, NOBODY), *costs[name].items()]
        for person, extra in options:
            if person is None or person not in taken:
                given[name] = person
                go_on(turn + 1, cost + extra)
        given.pop(name, None)

    go_on(0, 0)
    lowest = min(best.values())
    certain = {}
    for name in names:
        ranked = sorted((best[name, person], person) for person in costs[name] if (name, person) in best)
        others = [best[name, None], *(cost for cost, _ in ranked[1:])]
        if ranked and ranked[0][0] == lowest and min(others) >= lowest + _MARGIN:
            certain[name] = ranked[0][1]
    return certain
