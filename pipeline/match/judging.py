"""Pairs of many rows -> those that may be of one person with the level, the surest first: `level_of`, by whole columns.

Each two spellings are compared once, however many people have them. What is rare (a row written twice, a birth
mistyped, a marriage) is left to `level_of` itself.
"""

from collections.abc import Iterable

import numpy as np

from pipeline.match.columns import Bools, NumberedSightings, Numbers, once, once_each
from pipeline.match.comparing import likenesses
from pipeline.match.levels import ALL_MAY_DIFFER, LEVELS, Shared, least_of, level_of, surest, tells_day
from pipeline.match.names import Likeness
from pipeline.match.ordering import ordered

_NO_LEVEL = len(LEVELS)
_CONTACTS = (("mail", Shared.EMAIL), ("digits", Shared.PHONE), ("postcode", Shared.POSTCODE))
_AT_HOME = Shared.BIRTH_YEAR | Shared.POSTCODE | Shared.PLACE


def by_level(columns: NumberedSightings, one: Numbers, other: Numbers) -> Iterable[tuple[int, int, int]]:
    """Return of pairs of rows those that meet a level: its number and both turns, in the order of what rows say."""
    levels = _levels(columns, one, other)
    meets = np.flatnonzero(levels < _NO_LEVEL)
    levels, one, other = levels[meets], one[meets], other[meets]
    rows = columns.rows
    in_turn = ordered(
        once(np.concatenate((one, other))).tolist(),
        begins=lambda at: rows[at].order_begins,
        whole=lambda at: rows[at].order,
    )
    paired = np.fromiter(in_turn, np.int64)
    place = np.zeros(len(columns.rows), np.int64)
    place[paired] = np.arange(len(paired))
    first, second = np.minimum(place[one], place[other]), np.maximum(place[one], place[other])
    order = np.lexsort((second, first, levels))
    found = levels[order], paired[first[order]], paired[second[order]]
    return zip(*(numbers.tolist() for numbers in found), strict=True)


def _levels(columns: NumberedSightings, one: Numbers, other: Numbers) -> Numbers:
    """Return the number of the level of each pair."""
    shared, apart = _shared(columns, one, other)
    both = shared * (ALL_MAY_DIFFER + 1) + apart
    least = once_each(both, lambda number: least_of(*divmod(number, ALL_MAY_DIFFER + 1)))
    is_born_apart = columns.differ("birth_year", one, other) | columns.differ("birth_date", one, other)
    likeness = _likeness(columns, one, other, least, ~is_born_apart)
    levels = once_each(likeness + len(Likeness) * both, _surest)
    levels[is_born_apart] = _NO_LEVEL
    has_contact = (shared & (Shared.EMAIL | Shared.PHONE) > 0) | (shared & _AT_HOME == _AT_HOME)
    may_be_slip = has_contact | (columns.is_month_first(one, other) & (apart == 0))
    may_be_repeated = columns.is_same("name", one, other) & (shared & Shared.COURSE > 0)
    for is_rare in (
        may_be_repeated | (columns.is_same("table_id", one, other) & columns.is_same("row", one, other)),
        is_born_apart & may_be_slip,
        ~is_born_apart & (likeness == Likeness.OTHER) & (least == Likeness.OTHER),
    ):
        for at in np.flatnonzero(is_rare).tolist():
            level = level_of(columns.rows[one[at]], columns.rows[other[at]])
            levels[at] = _NO_LEVEL if level is None else level
    return levels


def _surest(number: int) -> int:
    both, likeness = divmod(number, len(Likeness))
    level = surest(Likeness(likeness), *divmod(both, ALL_MAY_DIFFER + 1))
    return _NO_LEVEL if level is None else level


def _shared(columns: NumberedSightings, one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Return what pairs of rows share, and how many of their contacts differ."""
    shared, apart = np.zeros(len(one), np.int64), np.zeros(len(one), np.int64)
    for field, bit in _CONTACTS:
        shared |= bit * columns.is_same(field, one, other)
        apart += columns.differ(field, one, other)
    is_of_year = columns.is_same("birth_year", one, other)
    days = [day is not None and tells_day(day) for day in columns.values("birth_date")]
    is_of_day = columns.is_same("birth_date", one, other) & np.array(days)[columns.column("birth_date")[one]]
    shared |= Shared.BIRTH_YEAR * is_of_year | Shared.BIRTH_DATE * (is_of_year & is_of_day)
    shared |= Shared.PLACE * columns.is_same("home", one, other)
    # Who names no course stands beside another who names none.
    shared |= Shared.COURSE * (columns.column("course_id")[one] == columns.column("course_id")[other])
    return shared, apart


def _likeness(columns: NumberedSightings, one: Numbers, other: Numbers, least: Numbers, is_compared: Bools) -> Numbers:
    """Return how alike the names of pairs are; OTHER for those that are not compared, or too far from `least`."""
    likeness = np.full(len(one), Likeness.OTHER, np.int64)
    has_same_name = columns.is_same("words", one, other)
    likeness[is_compared & has_same_name] = Likeness.SAME
    left = np.flatnonzero(is_compared & ~has_same_name)
    may_be_far = (least[left] <= Likeness.SLIP) & ~columns.is_same("sound", one[left], other[left])
    glanced_at = left[may_be_far]
    is_near = ~columns.are_far(one[glanced_at], other[glanced_at])
    left = np.concatenate((left[~may_be_far], glanced_at[is_near]))
    names, name_of = columns.values("words"), columns.column("words")
    distinct, turns = np.unique(name_of[one[left]] * len(names) + name_of[other[left]], return_inverse=True)
    mine, yours = (numbers.tolist() for numbers in np.divmod(distinct, len(names)))
    pairs = [(names[at], names[beside]) for at, beside in zip(mine, yours, strict=True)]
    likeness[left] = np.frombuffer(likenesses(pairs), np.uint8)[turns]
    return likeness
