"""Names of a list given to the people of a course, all at once."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.match.assignment import NOBODY, assign

pytestmark = pytest.mark.slow

ALONE: frozenset[int] = frozenset()


def certain(costs: list[dict[int, int]], apart: list[frozenset[int]] | None = None) -> list[int | None]:
    return [choice.certain for choice in assign(costs, apart or [ALONE] * len(costs))]


def test_one_candidate_within_reach_is_certain() -> None:
    assert certain([{7: 5}]) == [7]


def test_a_rival_within_reach_leaves_it_open() -> None:
    assert certain([{7: 1, 8: 4}]) == [None]
    assert assign([{7: 4, 8: 1}], [ALONE])[0].possible == (8, 7)


def test_a_name_that_is_sure_settles_the_one_beside_it() -> None:
    # "A. Meyer" beside "Anne Meyer" is Anna: Anne is taken.
    assert certain([{7: 5, 8: 5}, {8: 0}], [frozenset({1}), frozenset({0})]) == [7, 8]
    assert certain([{7: 5, 8: 5}, {8: 0}]) == [None, 8]


def test_two_spellings_on_two_lists_may_mean_one() -> None:
    assert certain([{7: 1}, {7: 3}]) == [7, 7]


def test_too_many_ways_are_asked_for() -> None:
    crowd = dict.fromkeys(range(12), 5)
    assert certain([crowd] * 12) == [None] * 12


NAMES = st.lists(st.dictionaries(st.integers(0, 3), st.integers(0, 10), max_size=3), min_size=1, max_size=4)


@given(NAMES, st.booleans())
def test_what_is_certain_is_so_in_every_best_way(costs: list[dict[int, int]], one_list: bool) -> None:
    apart = [frozenset(range(len(costs))) - {at} if one_list else ALONE for at in range(len(costs))]
    ways = []
    for way in product(*([None, *own] for own in costs)):
        taken = [person for person in way if person is not None]
        if not one_list or len(taken) == len(set(taken)):
            cost = sum(NOBODY if one is None else own[one] for one, own in zip(way, costs, strict=True))
            ways.append((cost, way))
    lowest = min(cost for cost, _ in ways)
    for at, one in enumerate(certain(costs, apart)):
        if one is not None:
            assert all(way[at] == one for cost, way in ways if cost == lowest)
