"""Rows below people that only count the marks above them, whatever they are called: `Beteiligung | 0,88`."""

import re
from collections.abc import Sequence

from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import Header

# `13`, `0,88`, `88 %`, `7,50 €`, `12 Std.`: what is counted of a day.
AMOUNT = re.compile(r"[\d.,]+\s*(?:%|€|h|Std\.?|Pers\.?|TN)?")
_MOST_COUNTS = 3


def rows_of_counts(grid: Grid, header: Header, data: Sequence[int]) -> list[int]:
    """Return the last of the rows of people that are sums of the marks above them."""
    columns = [session.column for session in header.sessions]
    last = [row for row in data[-_MOST_COUNTS:] if _is_count(grid, header, row)]
    people = [row for row in data if row not in last]
    if not last or any(_is_called_by_one_word(grid, header, row) for row in people):
        return []
    marks = [text for text in grid.cells(people, columns) if text]
    return last if marks and sum(bool(AMOUNT.fullmatch(text)) for text in marks) * 2 < len(marks) else []


def _is_count(grid: Grid, header: Header, row: int) -> bool:
    """Whether a row has one word in place of a name, and amounts for at least two sessions and nothing else."""
    if not _is_called_by_one_word(grid, header, row):
        return False
    names = {at for field, at in header.columns.items() if field in NAMES}
    counted = grid.along(row, [session.column for session in header.sessions])
    others = [grid.text(row, at) for at in grid.filled(row) if at not in names]
    # People are numbered, sums are not.
    is_numbered = "number" in header.columns and bool(grid.text(row, header.columns["number"]))
    return len(counted) > 1 and not is_numbered and all(map(AMOUNT.fullmatch, others))


def _is_called_by_one_word(grid: Grid, header: Header, row: int) -> bool:
    """Whether one word stands in the columns of names, or a few in that of family names alone: `waren da`."""
    called = grid.along(row, [at for field, at in header.columns.items() if field in NAMES])
    has_given = "given_name" in header.columns and "full_name" not in header.columns
    is_half = has_given and len(called) == 1 and not grid.text(row, header.columns["given_name"])
    return is_half or len(" ".join(called).split()) == 1
