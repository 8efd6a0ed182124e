"""Pairs of rows -> those that may meet a level (`levels.py`), told by whole columns: for many rows only, it loads numpy.

What is left out are most of those who share a year of birth and how a part of the name begins, which grow with the
square of the rows. What is left is judged pair by pair, as all are where rows are few.
"""

from collections.abc import Hashable, Iterable, Sequence
from itertools import chain
from operator import attrgetter

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from pipeline.match.levels import LETTERS_SHARED
from pipeline.match.sightings import Sighting

_Bools = npt.NDArray[np.bool_]
_Numbers = npt.NDArray[np.int32]

_COMPARED = ("mail", "digits", "postcode", "home", "birth_year", "birth_date", "sound")


class Sieve:
    """The columns of rows that pairs are told by: for each value a number, 0 where a row lacks it."""

    def __init__(self, rows: Sequence[Sighting]) -> None:
        self._letters = np.array([row.letters for row in rows], dtype=object)
        self._columns = {field: _numbered(map(attrgetter(field), rows)) for field in _COMPARED}

    def left(self, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the pairs that may be of one person."""
        flat = np.fromiter(chain.from_iterable(pairs), np.int32, 2 * len(pairs))
        one, other = flat[::2], flat[1::2]
        may_be = self._may_be_one(one, other)
        # What neither shares nor sounds alike is left to the letters.
        unclear = np.flatnonzero(may_be & ~self._is_same("sound", one, other) & ~self._has_more(one, other))
        letters = (self._letters[at[unclear]] for at in (one, other))
        may_be[unclear] = cpdist(*letters, scorer=Indel.normalized_similarity, score_cutoff=LETTERS_SHARED) > 0
        return list(zip(one[may_be].tolist(), other[may_be].tolist(), strict=True))

    def _may_be_one(self, one: _Numbers, other: _Numbers) -> _Bools:
        """Whether births are the same, or one of them may be a slip."""
        differ = self._differs("birth_year", one, other) | self._differs("birth_date", one, other)
        return ~differ | self._has_more(one, other)

    def _has_more(self, one: _Numbers, other: _Numbers) -> _Bools:
        """Whether two rows share anything beside the year by which names may be less alike than a slip of the pen."""
        shared = (self._is_same(field, one, other) for field in ("mail", "digits", "postcode", "home", "birth_date"))
        return np.logical_or.reduce(list(shared))

    def _is_same(self, field: str, one: _Numbers, other: _Numbers) -> _Bools:
        mine = self._columns[field][one]
        return (mine > 0) & (mine == self._columns[field][other])

    def _differs(self, field: str, one: _Numbers, other: _Numbers) -> _Bools:
        mine, yours = self._columns[field][one], self._columns[field][other]
        return (mine != yours) & (mine > 0) & (yours > 0)


def _numbered(values: Iterable[Hashable]) -> _Numbers:
    number_of: dict[Hashable, int] = {None: 0}
    return np.fromiter((number_of.setdefault(value, len(number_of)) for value in values), np.int32)
