"""Rows of a text file that could not be split as the rows around them: nobody can say which cell is which.

`Kaya, Elif,Sickte,x` below `Name,Ort,04.04.` has a separator within a name; a line break within a cell makes two
short rows of one. Such rows keep their cells as they came, and are set aside if they stand in a list.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from pipeline.read.source import Value

_FEWEST_ALIKE = 2
_MOST_PIECES = 4


def uneven(rows: Sequence[Sequence[Value]]) -> set[int]:
    """Return the numbers (from 0) of the rows that are longer than the rows around them, or pieces of one.

    `rows` are as cut, with the empty cells at their ends: in a file whose lists have no common width none is uneven.
    """
    found: set[int] = set()
    for block in _blocks(rows):
        width, alike = Counter(len(rows[at]) for at in block if len(rows[at]) > 1).most_common(1)[0]
        several = sum(len(rows[at]) > 1 for at in block)
        if alike < _FEWEST_ALIKE or 2 * alike <= several:
            continue
        below = block[next(place for place, at in enumerate(block) if len(rows[at]) == width) + 1 :]
        fits = _column_test([rows[at] for at in below if len(rows[at]) == width])
        found |= {at for at in below if _is_shifted(rows[at], width, fits)}
        # Where no row ends in an empty cell, short rows may just as well be rows whose last cells are empty.
        if any(len(rows[at]) == width and rows[at][-1] is None for at in block):
            found |= _pieces(rows, below, width)
    return found


def _is_shifted(row: Sequence[Value], width: int, fits: Callable[[int, Value], bool]) -> bool:
    """Whether a row has a value beyond the width, or one cell too many somewhere before its empty last cells."""
    if any(cell is not None for cell in row[width:]):
        return True
    return len(row) > width and not all(fits(column, cell) for column, cell in enumerate(row[:width]))


def _column_test(rows: Sequence[Sequence[Value]]) -> Callable[[int, Value], bool]:
    """Return what tells whether a cell may stand in a column, where all others in it are numbers, or single signs."""
    columns = [[str(cell) for cell in column if cell is not None] for column in zip(*rows, strict=True)]
    are_numbers = [all(cell[0].isdigit() for cell in cells) and len(cells) > 1 for cells in columns]
    are_signs = [all(len(cell) == 1 for cell in cells) and len(cells) > 1 for cells in columns]

    def fits(column: int, cell: Value) -> bool:
        text = str(cell or "0")
        return (text[0].isdigit() or not are_numbers[column]) and (len(text) < 4 or not are_signs[column])

    return fits


def _blocks(rows: Sequence[Sequence[Value]]) -> Iterator[list[int]]:
    """Give the numbers of rows that stand together without a blank row between them, where one has several cells."""
    block: list[int] = []
    for at in range(len(rows) + 1):
        if at < len(rows) and any(cell is not None for cell in rows[at]):
            block.append(at)
            continue
        if any(len(rows[one]) > 1 for one in block):
            yield block
        block = []


def _pieces(rows: Sequence[Sequence[Value]], block: Sequence[int], width: int) -> set[int]:
    """Return the rows that stand one below the other and only together have the width: one row, broken by line ends."""
    found: set[int] = set()
    for place, first in enumerate(block):
        together = 0
        for pieces, at in enumerate(block[place : place + _MOST_PIECES], start=1):
            if len(rows[at]) >= width or at in found:
                break
            # A line break within a cell makes one cell more.
            together += len(rows[at]) - (pieces > 1)
            if together == width and pieces > 1:
                found |= set(range(first, at + 1))
    return found
