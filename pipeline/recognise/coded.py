"""A column whose cells say more than their heading: course codes below `TAGS`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import ROWS_LOOKED_AT, Grid
from pipeline.recognise.headings import Header
from pipeline.recognise.naming import code_after_label, code_in

_SHARE_OF_CODES = 0.8
_FEWEST_ROWS = 2


def with_course_column(grid: Grid, header: Header, rows: Sequence[int], said: Iterable[str]) -> Header:
    """Return the header with the one unknown column whose cells name courses, where nothing else names one.

    `said` is what title, sheet and file are called.
    """
    is_list = bool(NAMES & header.columns.keys()) and not header.sessions and "course_code" not in header.columns
    if not is_list or len(rows) < _FEWEST_ROWS or any(code_in(text) or code_after_label(text) for text in said):
        return header
    known = set(header.columns.values())
    looked_at = rows[:ROWS_LOOKED_AT]
    coded = [at for at in header.headings if at not in known and _holds_codes(grid, looked_at, at)]
    return replace(header, columns={**header.columns, "course_code": coded[0]}) if len(coded) == 1 else header


def _holds_codes(grid: Grid, rows: Sequence[int], column: int) -> bool:
    return sum(code_in(grid.text(row, column)) is not None for row in rows) >= _SHARE_OF_CODES * len(rows)
