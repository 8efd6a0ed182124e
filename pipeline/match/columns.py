"""What many rows say as whole columns of numbers: which rows share a key, what any two of them have in common.

The pairs are those of `pairs.alike`, each once and without most of those that no level joins: of people born in one
year whose names only begin alike there are more, the more people there are, with the square. It loads numpy, which a
few rows do without.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from itertools import chain, count
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from pipeline.match.levels import LETTERS_SHARED, by_the_alphabet, month_first
from pipeline.match.sightings import Sighting

Numbers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Pairs = tuple[Numbers, Numbers]
"""The turns of rows that stand side by side."""

# Beside the year, what lets names be less alike than a slip of the pen.
_FURTHER = ("mail", "digits", "postcode", "home", "birth_date")


class NumberedSightings:
    """What sightings say: for each field the values as numbers, 0 where a row lacks it."""

    def __init__(self, rows: Sequence[Sighting]) -> None:
        self.rows = rows
        self._letters = np.array([by_the_alphabet(row.letters) for row in rows], dtype=object)
        self._columns: dict[str, Numbers] = {}
        self._values: dict[str, list[Any]] = {}

    def shared(self, fields: Sequence[str]) -> Pairs:
        """Return, of the rows that have all these fields, the turn and a number for what they say there."""
        columns = [self.column(field) for field in fields]
        at = np.flatnonzero(np.logical_and.reduce([column > 0 for column in columns]))
        key = np.zeros(len(at), np.int64)
        for column in columns:
            key = key * (column.max(initial=0) + 1) + column[at]
        return at, key

    def alike(self, at: Numbers, key: Numbers, *, most: int, is_undated: bool = False) -> Numbers:
        """Return the pairs of rows that share a key and may be of one person, as numbers of both turns.

        `is_undated` asks that one of the two has no year of birth.
        """
        order = np.lexsort((at, key))
        at, key = at[order], key[order]
        ends = np.flatnonzero(np.diff(key, append=-1))
        sizes = np.diff(ends, prepend=-1)
        last = np.repeat(np.where(sizes <= most, ends, -1), sizes)
        found: list[Numbers] = []
        first = np.arange(len(at))
        # Each row with the next of its block, then with the next but one, until no block is long enough.
        for further in range(1, most):
            first = first[first + further <= last[first]]
            if not len(first):
                break
            one, other = at[first], at[first + further]
            if is_undated:
                undated = (self.column("birth_year")[one] == 0) | (self.column("birth_year")[other] == 0)
                one, other = one[undated], other[undated]
            is_left = self._may_be_one(one, other)
            found.append(one[is_left] * len(self.rows) + other[is_left])
        return np.concatenate(found) if found else first

    def turns(self, pairs: Iterable[Numbers]) -> Pairs:
        """Return the turns of each pair, once."""
        return np.divmod(once(np.concatenate(list(pairs))), len(self.rows))

    def is_same(self, field: str, one: Numbers, other: Numbers) -> Bools:
        """Whether two rows say the same in a field."""
        mine, yours = self.column(field)[one], self.column(field)[other]
        is_same: Bools = (mine == yours) & (mine > 0)
        return is_same

    def differ(self, field: str, one: Numbers, other: Numbers) -> Bools:
        """Whether two rows say something else in a field; who says nothing there does not differ."""
        mine, yours = self.column(field)[one], self.column(field)[other]
        differ: Bools = (mine != yours) & (mine > 0) & (yours > 0)
        return differ

    def is_month_first(self, one: Numbers, other: Numbers) -> Bools:
        """Whether one of two births is the other with the month first."""
        births = self.column("birth_date")
        is_turned: Bools = self._turned_births[births[one]] == births[other]
        return is_turned

    @cached_property
    def _turned_births(self) -> Numbers:
        """Number of each birth -> that of the one with the month first; -1 where nobody is born then."""
        days = self.values("birth_date")
        number_of = {day: number for number, day in enumerate(days) if day}
        return np.array([number_of.get(month_first(day), -1) if day else -1 for day in days], np.int64)

    def are_far(self, one: Numbers, other: Numbers) -> Bools:
        """Whether a look at the letters is enough to see that two names are less alike than a slip."""
        letters = [self._letters[at] for at in (one, other)]
        far: Bools = cpdist(*letters, scorer=Indel.normalized_similarity, score_cutoff=LETTERS_SHARED) == 0
        return far

    def column(self, field: str) -> Numbers:
        """Return the numbers of what rows say in a field."""
        if field not in self._columns:
            self._columns[field], self._values[field] = _numbers(map(attrgetter(field), self.rows))
        return self._columns[field]

    def values(self, field: str) -> list[Any]:
        """Return what the numbers of a field stand for."""
        self.column(field)
        return self._values[field]

    def _may_be_one(self, one: Numbers, other: Numbers) -> Bools:
        """Whether two rows share what joins those of other names, or have one birth and names as alike as a slip."""
        may_be: Bools = np.logical_or.reduce([self.is_same(field, one, other) for field in _FURTHER])
        is_born_apart = self.differ("birth_year", one, other) | self.differ("birth_date", one, other)
        may_be |= (~is_born_apart | self.is_month_first(one, other)) & self.is_same("sound", one, other)
        unclear = np.flatnonzero(~may_be & ~is_born_apart)
        may_be[unclear] = ~self.are_far(one[unclear], other[unclear])
        return may_be


def numbered(keys: Iterable[tuple[int, Hashable]]) -> Pairs:
    """Return the turns of rows that have these keys, and for each key a number."""
    found = list(keys)
    return np.fromiter((turn for turn, _ in found), np.int64), _numbers(key for _, key in found)[0]


def once(numbers: Numbers) -> Numbers:
    """Return numbers in order, each once."""
    # `np.unique` looks each up in a table, which for so many takes several times as long.
    ordered = np.sort(numbers)
    return ordered[np.diff(ordered, prepend=-1) > 0]


def once_each(numbers: Numbers, value_of: Callable[[int], int]) -> Numbers:
    """Return a value for each of some small numbers, asked for once for all that are the same."""
    distinct = np.flatnonzero(np.bincount(numbers))
    values = np.zeros(numbers.max(initial=0) + 1, np.int64)
    values[distinct] = list(map(value_of, distinct.tolist()))
    return values[numbers]


def _numbers(values: Iterable[Hashable]) -> tuple[Numbers, list[Any]]:
    """Return a number for each value, the same for equal ones, 0 for None; and what each number stands for."""
    # Who asks for a value that has no number yet gives it the next one.
    number_of: defaultdict[Hashable, int] = defaultdict(count().__next__, {})
    numbers = np.fromiter(map(number_of.__getitem__, chain((None,), values)), np.int64)
    return numbers[1:], list(number_of)
