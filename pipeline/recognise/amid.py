"""Rows in the midst of a list that hold a word of a header by chance: `TN` is a heading, a role and a province."""

import re

from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import Header
from pipeline.values import looks_like_day
from pipeline.vocabulary import Vocabulary

_ROWS_ABOVE = 3
_NUMBER = re.compile(r"-?[\d.,]+")


def is_amid(grid: Grid, row: int, named: set[int], above: Header | None, begins: int, words: Vocabulary) -> bool:
    """Whether a row with a word for names, in the columns `named`, is one of the list that `above` heads.

    `begins` is where the rows begin that stand directly above each other.
    """
    return _is_person(grid, row, named, above, begins, words) or _is_alike(grid, row, above, begins)


def _is_person(grid: Grid, row: int, named: set[int], above: Header | None, begins: int, words: Vocabulary) -> bool:
    """Whether somebody's name stands where the list has its names, and the word where it has something else."""
    own = {column for field, column in above.columns.items() if field in NAMES} if above else set()
    if not own and len(named) > 1:
        # `Nachname | Vorname` right below a plan: two words for names are no chance.
        return False
    texts = [grid.text(row, column) for column in own]
    if not above or not all(texts) or own & named or any(map(words.field_of, texts)):
        return False
    last = above.rows[-1]
    is_repeated = any(grid.text(at, column) == grid.text(row, column) for column in named for at in range(last, row))
    return begins == last + 1 or is_repeated


def _is_alike(grid: Grid, row: int, above: Header | None, begins: int) -> bool:
    """Whether numbers and days stand in the columns in which the rows above have some; a repeated header may be so."""
    if row - begins < _ROWS_ABOVE or (above and list(grid.row(row)) in [list(grid.row(at)) for at in above.rows]):
        return False
    rows = range(row - _ROWS_ABOVE, row)
    shared = set.intersection(*(_counted(grid, at) for at in rows))
    used = set().union(*(grid.filled(at) for at in rows))
    counted = _counted(grid, row)
    # Coordinates look like days now and then: most columns decide.
    return 2 * len(shared & counted) > len(shared) and {column for column, _ in counted} <= used


def _counted(grid: Grid, row: int) -> set[tuple[int, bool]]:
    """Return the columns with a number or a day, and whether it is a day."""
    days = {at: looks_like_day(grid.value(row, at)) for at in grid.numbered(row)}
    return {(at, is_day) for at, is_day in days.items() if is_day or _NUMBER.fullmatch(grid.text(row, at))}
