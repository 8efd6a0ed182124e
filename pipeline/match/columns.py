"""Many rows -> the pairs of them that share a key and may meet a level, told by whole columns instead of row by row.

The pairs are those of `pairs.alike`, each once and without most of those that no level joins: of people born in one
year whose names only begin alike there are more, the more people there are, with the square. It loads numpy, which a
few rows do without.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import count
from operator import attrgetter

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from pipeline.match.levels import LETTERS_SHARED, by_the_alphabet
from pipeline.match.sightings import Sighting

_Numbers = npt.NDArray[np.int64]
_Bools = npt.NDArray[np.bool_]
_Pairs = tuple[_Numbers, _Numbers]

# Beside the year, what lets names be less alike than a slip of the pen.
_FURTHER = ("mail", "digits", "postcode", "home", "birth_date")


class Columns:
    """What rows say: for each field the values as numbers, 0 where a row lacks it."""

    def __init__(self, rows: Sequence[Sighting]) -> None:
        self._rows = rows
        self._letters = np.array([by_the_alphabet(row.letters) for row in rows], dtype=object)
        self._columns: dict[str, _Numbers] = {}

    def shared(self, fields: Sequence[str]) -> _Pairs:
        """Return, of the rows that have all these fields, the turn and a number for what they say there."""
        columns = [self._column(field) for field in fields]
        at = np.flatnonzero(np.logical_and.reduce([column > 0 for column in columns]))
        key = np.zeros(len(at), np.int64)
        for column in columns:
            key = key * (column.max(initial=0) + 1) + column[at]
        return at, key

    def alike(self, at: _Numbers, key: _Numbers, *, most: int, is_undated: bool = False) -> _Numbers:
        """Return the pairs of rows that share a key and may be of one person, as numbers of both turns.

        `is_undated` asks that one of the two has no year of birth.
        """
        order = np.lexsort((at, key))
        at, key = at[order], key[order]
        ends = np.flatnonzero(np.diff(key, append=-1))
        sizes = np.diff(ends, prepend=-1)
        last = np.repeat(np.where(sizes <= most, ends, -1), sizes)
        found: list[_Numbers] = []
        first = np.arange(len(at))
        # Each row with the next of its block, then with the next but one, until no block is long enough.
        for further in range(1, most):
            first = first[first + further <= last[first]]
            if not len(first):
                break
            one, other = at[first], at[first + further]
            if is_undated:
                undated = (self._column("birth_year")[one] == 0) | (self._column("birth_year")[other] == 0)
                one, other = one[undated], other[undated]
            is_left = self._may_be_one(one, other)
            found.append(one[is_left] * len(self._rows) + other[is_left])
        return np.concatenate(found) if found else first

    def turns(self, pairs: Iterable[_Numbers]) -> Iterator[tuple[int, int]]:
        """Yield the turns of each pair, once."""
        one, other = np.divmod(np.unique(np.concatenate(list(pairs))), len(self._rows))
        yield from zip(one.tolist(), other.tolist(), strict=True)

    def _may_be_one(self, one: _Numbers, other: _Numbers) -> _Bools:
        """Whether two rows share what joins those of other names, or have one birth and names as alike as a slip."""
        may_be: _Bools = np.logical_or.reduce([self._is_same(field, one, other) for field in _FURTHER])
        is_born_apart = self._differ("birth_year", one, other) | self._differ("birth_date", one, other)
        may_be |= ~is_born_apart & self._is_same("sound", one, other)
        unclear = np.flatnonzero(~may_be & ~is_born_apart)
        letters = [self._letters[at[unclear]] for at in (one, other)]
        may_be[unclear] = cpdist(*letters, scorer=Indel.normalized_similarity, score_cutoff=LETTERS_SHARED) > 0
        return may_be

    def _is_same(self, field: str, one: _Numbers, other: _Numbers) -> _Bools:
        mine, yours = self._column(field)[one], self._column(field)[other]
        is_same: _Bools = (mine == yours) & (mine > 0)
        return is_same

    def _differ(self, field: str, one: _Numbers, other: _Numbers) -> _Bools:
        mine, yours = self._column(field)[one], self._column(field)[other]
        differ: _Bools = (mine != yours) & (mine > 0) & (yours > 0)
        return differ

    def _column(self, field: str) -> _Numbers:
        if field not in self._columns:
            self._columns[field] = _numbers(map(attrgetter(field), self._rows))
        return self._columns[field]


def numbered(keys: Iterable[tuple[int, Hashable]]) -> _Pairs:
    """Return the turns of rows that have these keys, and for each key a number."""
    found = list(keys)
    return np.fromiter((turn for turn, _ in found), np.int64), _numbers(key for _, key in found)


def _numbers(values: Iterable[Hashable]) -> _Numbers:
    """Return a number for each value, the same for equal ones; 0 for None."""
    said = list(values)
    number_of: dict[Hashable, int] = dict(zip(dict.fromkeys(said), count(1), strict=False)) | {None: 0}
    return np.fromiter(map(number_of.__getitem__, said), np.int64, len(said))
