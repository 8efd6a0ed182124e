"""Columns of days read one way: what all cells of a column, or all headings of sessions, tell about each.

Whether 02/03/2017 is in February or in March, in which year `15.02.` lies where a course runs over New Year, and
whether a program has turned day and month around before the list was sent.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from pipeline import issues
from pipeline.cells import Reading
from pipeline.days import EXAMPLE_DAY, DayOrder, day, day_order
from pipeline.read import Value
from pipeline.recognise import SheetTable

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
# "04.06.2019 - 18.06.2019" goes on like a day: 18 is no year.
_SEASON = re.compile(r"(?<![\w-])20\d\d\s*/\s*(?:20)?\d\d(?!\d|\.\d)")
_TWO_YEARS = re.compile(r"(?<![\w-])(20\d\d)\s*[/–-]\s*(\d\d)(?!\d|\.\d)")
# Part neither of a code, nor of a day, nor of `2022/23`.
_LONE_YEAR = re.compile(r"(?<![\w./-])(?:20\d\d|19[89]\d)(?![\w/-]|\.\d)")
# From December to January; within a year somebody may put a day before another.
_FEWEST_BACK = 6
_MONTHS = 12
_FEWEST_TURNED = 2
_AUTUMN = 9
# Nobody knows of which season these months are.
_BETWEEN_SEASONS = (7, 8)


@dataclass(frozen=True)
class DayColumn:
    """How the days of one column are read."""

    order: DayOrder | None
    year: int | None
    is_turned: bool
    """Whether its cells are days that a program with the American order has made of others."""
    _readings: dict[tuple[type, Value], Reading[date]] = field(default_factory=dict, repr=False, compare=False)

    def read(self, value: Value) -> Reading[date]:
        """Read one cell of the column; long lists name the same days again and again."""
        key = type(value), value
        if key not in self._readings:
            self._readings[key] = self._read(value)
        return self._readings[key]

    def _read(self, value: Value) -> Reading[date]:
        if self.is_turned and isinstance(value, date) and value.day != value.month:
            return Reading(problem=issues.DATE_AMBIGUOUS, expected=EXAMPLE_DAY)
        return day(value, year=self.year, order=self.order)


def day_column(values: Iterable[Value], *, year: int | None, is_sequence: bool = False) -> DayColumn:
    """Return how to read a column with these cells; `year` completes days written without one."""
    cells = list(values)
    order = day_order(cells, year=year, is_sequence=is_sequence)
    # "02/14/2017" stayed a text because the program knows no 14th month; "02/03/2017" above it became the 2nd of March.
    days = [cell for cell in cells if isinstance(cell, date)]
    is_turned = order is DayOrder.MONTH_FIRST and len(days) >= _FEWEST_TURNED and all(d.day <= _MONTHS for d in days)
    return DayColumn(order, year, is_turned)


def session_days(table: SheetTable) -> dict[int, Reading[date]]:
    """Return the day of each session of a matrix, by its column."""
    sessions = table.region.sessions
    if all(isinstance(one.day, date) for one in sessions):
        # Where each cell holds a day, there is nothing to find out.
        return {one.column: day(one.day) for one in sessions}
    years = _years_over_new_year(table)
    year = None if years or _goes_over_new_year(table) else table.year
    column = day_column([one.day for one in sessions], year=year, is_sequence=True)
    read = {one.column: column.read(one.day) for one in sessions}
    if years is None or all(reading.value for reading in read.values()):
        return read
    dated = [(one, _month_and_day(one.day, years, column.order)) for one in sessions]
    turns = [later.column for (_, before), (later, at) in pairwise(dated) if before and at and at < before]
    half = _half_named(table, years)
    if half is None and _names_season(table):
        half = _half_of_season(at for _, at in dated)
    if half is not None and not turns:
        return {one.column: day(one.day, year=years[half], order=column.order) for one in sessions}
    if len(turns) != 1 or not all(at for _, at in dated):
        return read
    return {one.column: day(one.day, year=years[one.column >= turns[0]], order=column.order) for one, _ in dated}


def _half_named(table: SheetTable, years: tuple[int, int]) -> int | None:
    """Return which of two years the name of the sheet says: the second half of `IB-2022-3` may stand on `2023`."""
    named = {int(year) for year in _LONE_YEAR.findall(table.sheet_name or "")} & {*years}
    return years.index(named.pop()) if len(named) == 1 else None


def _half_of_season(days: Iterable[tuple[int, int] | None]) -> int | None:
    """Return which of two years all days belong to: of `Winter 2023/24` autumn to the first, spring to the second."""
    halves = {None if at is None or at[0] in _BETWEEN_SEASONS else int(at[0] < _AUTUMN) for at in days}
    return halves.pop() if len(halves) == 1 else None


def days_named(table: SheetTable) -> list[date]:
    """Return the days of sessions, sign-ups and work that can be read in a table, without a word on the others."""
    readings = list(session_days(table).values())
    for name in ("held_on", "signed_up_on", "since"):
        cells = [table.value(row, name) for row in table.region.rows.data]
        column = day_column(cells, year=table.year)
        readings += map(column.read, cells)
    return [reading.value for reading in readings if reading.value]


def _goes_over_new_year(table: SheetTable) -> bool:
    """Whether days without a year go from one year into the next: `28.12. | 4.1.`; one year cannot complete both."""
    written = [one.day for one in table.region.sessions if day(one.day).value is None]
    months = [at.month for value in written if (at := day(value, year=table.year).value)]
    return any(before - later >= _FEWEST_BACK for before, later in pairwise(months))


def _month_and_day(value: Value, years: tuple[int, int], order: DayOrder | None) -> tuple[int, int] | None:
    """Return month and day of a heading; a weekday in it fits in one of the years only."""
    read = (day(value, year=year, order=order).value for year in years)
    return next(((at.month, at.day) for at in read if at), None)


def _years_over_new_year(table: SheetTable) -> tuple[int, int] | None:
    """Return the two years that the titles name: `Winter 2017/18`, `Oktober 2017 bis Februar 2018`."""
    texts = _titles(table)
    years = {int(year) for text in texts for year in _YEAR.findall(text)}
    years |= {int(year[:2] + short) for text in texts for year, short in _TWO_YEARS.findall(text)}
    first, last = min(years, default=0), max(years, default=0)
    return (first, last) if last == first + 1 else None


def _names_season(table: SheetTable) -> bool:
    """Whether a title says that one season spans its two years: `Winter 2023/24`; a project of 2023–2024 has both."""
    return any(_SEASON.search(text) for text in _titles(table))


def _titles(table: SheetTable) -> list[str]:
    return [*table.region.titles, table.sheet_name or "", table.file.location.stem]
