"""Tables side by side: which columns of a sheet make a table of their own.

Two tables stand beside each other where an empty column parts them and each has a header of its own, or where the same
headings begin again (`Nr. | Name | Vorname | Nr. | Name | Vorname`).
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.fold import fold
from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import Grid
from pipeline.recognise.headers import first_header
from pipeline.recognise.headings import Header
from pipeline.vocabulary import Vocabulary

# Tables side by side are made to be looked at: a list of thousands of rows has no neighbour, nor have thousands of
# columns. For each place where a table may begin the whole sheet is gone through.
_MOST_ROWS = 2000
_MOST_CELLS_LOOKED_AT = 2_000_000
_BEGINS_TABLE = NAMES | {"held_on"}


def side_by_side(grid: Grid, words: Vocabulary, hints: Sequence[str]) -> list[Grid]:
    """Return a view for each of the tables that stand beside each other; the grid itself where there is only one."""
    if grid.height > _MOST_ROWS:
        return [grid]
    width = max(map(grid.width, range(grid.height)), default=0)
    used = _used(grid, width)
    starts = _starts(grid, used, words)
    if len(starts) * width * grid.height > _MOST_CELLS_LOOKED_AT:
        return [grid]
    # A sheet without a header has no part with one, nor have the columns to the right of it.
    for start in starts if starts and first_header(grid, words, hints=hints) else ():
        left, right = grid.within(range(start)), grid.within(range(start, width))
        of_right = first_header(right, words, hints=hints)
        if not of_right:
            break
        of_left = first_header(left, words, hints=hints)
        if of_left and _are_two(of_left, of_right, is_apart=start - 1 not in used):
            return [left, *side_by_side(right, words, hints)]
    return [grid]


def _used(grid: Grid, width: int) -> list[int]:
    """Return the columns with a value beside or below the first one of the next: a title may cover an empty column."""
    first = _first_values(grid, range(grid.height), width)
    last = _first_values(grid, reversed(range(grid.height)), width)
    return [at for at in range(width) if at in last and last[at] >= first.get(at + 1, 0)]


def _first_values(grid: Grid, rows: Iterable[int], width: int) -> dict[int, int]:
    """Return column -> the first of the rows in which it has a value."""
    found: dict[int, int] = {}
    for row in rows:
        found = dict.fromkeys(grid.filled(row), row) | found
        if len(found) == width:
            break
    return found


def _starts(grid: Grid, used: Sequence[int], words: Vocabulary) -> list[int]:
    """Return the columns at which a second table may begin: behind an empty column, or where headings repeat."""
    if not used:
        return []
    starts = {column for before, column in pairwise(used) if column - before > 1}
    for row, fields in grid.headed(words).items():
        if len(fields) > 1 and not _BEGINS_TABLE.isdisjoint(fields.values()):
            starts |= set(_repeated(grid, row, [*fields.items()]))
    return sorted(starts)


def _repeated(grid: Grid, row: int, fields: list[tuple[int, str]]) -> list[int]:
    """Return where the headings of a row begin again."""
    names = [(column, found) for column, found in fields if found in NAMES]
    # Plans have days instead.
    names = names or [(column, found) for column, found in fields if found == "held_on"]
    if not names:
        return []
    first, name = names[0]
    offset = first - fields[0][0]
    again = [column for column, found in names[1:] if found == name]
    same = [column - offset for column in again]
    begins = fold(grid.text(row, fields[0][0]))
    return [at if fold(grid.text(row, at)) == begins else column for at, column in zip(same, again, strict=True)]


def _are_two(left: Header, right: Header, *, is_apart: bool) -> bool:
    """Whether two headers are of two tables: each with a word for its names or its days, or with several days."""
    own = [column for field, column in right.columns.items() if field in NAMES]
    if right.sessions and (not own or right.sessions[0].column < min(own)):
        # Days stand behind the names of their people: these are more days of those on the left.
        return False
    if left.sessions and right.sessions:
        return True
    is_same = list(map(fold, left.headings.values())) == list(map(fold, right.headings.values()))
    names = [NAMES & header.columns.keys() for header in (left, right)]
    # `Name`, behind it an empty column, `Vorname`: one table, whose names are as wide as two columns.
    is_name_in_two = all(names) and names[0] != names[1] and {"given_name"} in names
    begins = not is_name_in_two and _BEGINS_TABLE & right.columns.keys()
    return is_same or (is_apart and bool(begins))
